"""Verdicts: every answer gets a state and a reason, and the known mistakes are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.i18n import use_language
from sample_exercises import CHOICE, EVERY, MATCH, PEOPLE, SEVERAL, SHARE


@pytest.mark.parametrize(
    ("exercise", "answer", "state", "mistake", "words"),
    [
        pytest.param(PEOPLE, "23.119", "right", None, "75 anni", id="number-right"),
        pytest.param(PEOPLE, "13320", "not_yet", "other_band", "13.320 persone. Hai contato", id="named"),
        pytest.param(PEOPLE, "23,119", "not_yet", "decimal_sign", "senza punti", id="decimal-sign"),
        pytest.param(PEOPLE, "23.118", "not_yet", None, "vicino", id="close"),
        pytest.param(PEOPLE, "99.999", "not_yet", None, "troppo.", id="too-much"),
        pytest.param(PEOPLE, "9", "not_yet", None, "troppo poco", id="too-little"),
        pytest.param(PEOPLE, "-23119", "not_yet", None, "segno", id="sign"),
        pytest.param(PEOPLE, "tante", "unreadable", None, "un numero solo", id="number-unreadable"),
        pytest.param(PEOPLE, "  ", "not_tried", None, "Verifica", id="number-empty"),
        pytest.param(SHARE, "19,3", "right", None, "", id="within-tolerance"),
        pytest.param(SHARE, "19,4", "not_yet", None, "vicino", id="beyond-tolerance"),
        pytest.param(SHARE, "0,1934", "not_yet", "share_not_percent", "Moltiplica per 100", id="share"),
        pytest.param(CHOICE, "a", "right", None, "Perché sì", id="choice-right"),
        pytest.param(CHOICE, "b", "not_yet", "b", "B no", id="choice-wrong"),
        pytest.param(CHOICE, "z", "unreadable", None, "elencate", id="choice-unknown"),
        pytest.param(SEVERAL, ["b", "a"], "right", None, "due", id="several-right"),
        pytest.param(SEVERAL, ["a"], "not_yet", "incomplete", "manca ancora: 1. Rileggi", id="several-short"),
        pytest.param(SEVERAL, ["a", "b", "c"], "not_yet", "c", "«C»: C non paga.", id="several-extra"),
        pytest.param(SEVERAL, ["c", "d"], "not_yet", "c", "togliere in tutto: 2", id="several-two-extra"),
        pytest.param(SEVERAL, [], "not_tried", None, "", id="several-none"),
        pytest.param(SEVERAL, "a", "unreadable", None, "", id="several-a-word"),
        pytest.param(SEVERAL, ["a", 3], "unreadable", None, "", id="several-a-number"),
        pytest.param(MATCH, {"x": "1", "y": "2"}, "right", None, "Ognuno", id="match-right"),
        pytest.param(MATCH, {"x": "2", "y": "2"}, "not_yet", "x", "1 su 2. «X»: X non fa", id="match-row"),
        pytest.param(MATCH, {"x": "3", "y": "2"}, "not_yet", "x", "si confondono", id="match-pair"),
        pytest.param(MATCH, {"x": "1", "y": ""}, "not_yet", "incomplete", "da scegliere: 1", id="match-half"),
        pytest.param(MATCH, {"x": "", "y": ""}, "not_tried", None, "", id="match-empty"),
        pytest.param(MATCH, {"z": "1"}, "unreadable", None, "", id="match-unknown-row"),
        pytest.param(MATCH, {"x": "9"}, "unreadable", None, "", id="match-unknown-column"),
    ],
)
def test_verdict(exercise, answer, state, mistake, words) -> None:
    verdict = exercise.check(answer)
    assert (verdict.state, verdict.mistake) == (state, mistake)
    assert words in verdict.text


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_the_reference_answer_is_right_and_told_by_the_last_hint_only(exercise) -> None:
    assert exercise.check(exercise.reference).state == "right"
    assert [exercise.hint(step) for step in (1, 2, 3)] == ["uno", "due", "tre"]
    assert exercise.reference_text in exercise.hint(4)
    assert exercise.why in exercise.secrets()


@given(
    st.sampled_from(EVERY),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.sets(st.integers()),
        max_leaves=5,
    ),
)
def test_no_answer_raises_and_every_verdict_says_something(exercise, answer) -> None:
    verdict = exercise.check(answer)
    assert verdict.text and verdict.title
    assert verdict.state in ("not_tried", "unreadable", "not_yet", "right")


def test_messages_follow_the_language() -> None:
    with use_language("en"):
        assert PEOPLE.check("13320").text.startswith("I read 13,320")
        assert PEOPLE.check("tante").title == "I cannot read the answer"
