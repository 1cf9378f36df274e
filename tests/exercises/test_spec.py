"""Verdicts: every answer gets a state and a reason, and the known mistakes are named."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_exercises import CHOICE, EVERY, GRID, HINTS, MATCH, OPEN, ORDER, PEOPLE, SEVERAL, SHARE

from fis_lessons.exercises import Exercise, Table
from fis_lessons.i18n import use_language


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
        pytest.param(SEVERAL, ["a"], "not_yet", "incomplete", "che mancano: 1. Rileggi", id="several-short"),
        pytest.param(SEVERAL, ["a", "b", "c"], "not_yet", "c", "«C». C non paga.", id="several-extra"),
        pytest.param(SEVERAL, ["c", "d"], "not_yet", "c", "togliere in tutto: 2", id="several-two-extra"),
        pytest.param(SEVERAL, [], "not_tried", None, "", id="several-none"),
        pytest.param(SEVERAL, "a", "unreadable", None, "", id="several-a-word"),
        pytest.param(SEVERAL, ["a", 3], "unreadable", None, "", id="several-a-number"),
        pytest.param(MATCH, {"x": "1", "y": "2"}, "right", None, "Ognuno", id="match-right"),
        pytest.param(MATCH, {"x": "2", "y": "2"}, "not_yet", "x", "1 su 2. «X». X non fa", id="match-row"),
        pytest.param(MATCH, {"x": "3", "y": "2"}, "not_yet", "x", "si confondono", id="match-pair"),
        pytest.param(MATCH, {"x": "1", "y": ""}, "not_yet", "incomplete", "da scegliere: 1", id="match-half"),
        pytest.param(MATCH, {"x": "", "y": ""}, "not_tried", None, "", id="match-empty"),
        pytest.param(MATCH, {"z": "1"}, "unreadable", None, "", id="match-unknown-row"),
        pytest.param(MATCH, {"x": "9"}, "unreadable", None, "", id="match-unknown-column"),
        pytest.param(ORDER, ["read", "check", "pay"], "right", None, "Prima", id="order-right"),
        pytest.param(
            ORDER, ["pay", "check", "read"], "not_yet", "reversed", "al contrario", id="order-reversed"
        ),
        pytest.param(
            ORDER, ["read", "pay", "check"], "not_yet", "pay", "dall'inizio: 1. «Pagare»", id="order"
        ),
        pytest.param(ORDER, ["read", "pay"], "unreadable", None, "un posto", id="order-short"),
        pytest.param(ORDER, [], "not_tried", None, "", id="order-empty"),
        pytest.param(GRID, {"x": ["deliver", "design"], "y": []}, "right", None, "vuote", id="grid-right"),
        pytest.param(
            GRID, {"x": ["design"], "y": ["design"]}, "not_yet", "x", "troppo: 1; mancanti: 1", id="grid"
        ),
        pytest.param(
            GRID, {"x": ["design", "deliver"], "y": ["design"]}, "not_yet", "y", "1 su 2", id="grid-y"
        ),
        pytest.param(GRID, {"x": [], "y": []}, "not_tried", None, "", id="grid-empty"),
        pytest.param(GRID, {"x": "design"}, "unreadable", None, "", id="grid-a-word"),
        pytest.param(OPEN, "I residenti.", "not_yet", "too_short", "ancora poco", id="open-short"),
        pytest.param(OPEN, "I residenti tra 60 e 75 anni.", "not_yet", "to_compare", "Confronta", id="open"),
        pytest.param(
            OPEN,
            {"text": "I residenti tra 60 e 75 anni.", "met": ["who", "when"]},
            "right",
            None,
            "Secondo te",
            id="open-met",
        ),
        pytest.param(OPEN, {"text": "", "met": []}, "not_tried", None, "", id="open-empty"),
        pytest.param(OPEN, {"text": "x", "met": ["?"]}, "unreadable", None, "", id="open-unknown"),
    ],
)
def test_verdict(exercise: Exercise, answer: Any, state: str, mistake: str, words: str) -> None:
    verdict = exercise.check(answer)
    assert (verdict.state, verdict.mistake) == (state, mistake)
    assert words in verdict.text


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_the_reference_answer_is_right_and_told_by_the_last_hint_only(exercise: Exercise) -> None:
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
def test_no_answer_raises_and_every_verdict_says_something(exercise: Exercise, answer: Any) -> None:
    verdict = exercise.check(answer)
    assert verdict.text and verdict.title
    assert verdict.state in ("not_tried", "unreadable", "not_yet", "right")


def test_messages_follow_the_language() -> None:
    with use_language("en"):
        assert PEOPLE.check("13320").text.startswith("I read 13,320")
        assert PEOPLE.check("tante").title == "I cannot read the answer"


RIGHT = pd.DataFrame({"comune": ["Lucca", "Bergamo"], "persone": [17992, 23119], "quota": [20.26, 19.34]})
TABLE = Table(id="t", question="?", hints=HINTS, why="Bene.", expected=RIGHT, key="comune", tolerance=0.01)


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        pytest.param(RIGHT, "right", "Bene.", id="right"),
        pytest.param(RIGHT[["quota", "persone", "comune"]][::-1], "right", "", id="other-order"),
        pytest.param(RIGHT.drop(columns="quota"), "not_yet", "colonne: quota", id="column"),
        pytest.param(RIGHT.iloc[:1], "not_yet", "mancanti: Bergamo; di troppo: 0", id="row"),
        pytest.param(
            RIGHT.replace(23119, 13320), "not_yet", "«Bergamo», colonna «persone» (scarto -9.799)", id="value"
        ),
        pytest.param(RIGHT.replace(19.34, float("nan")), "not_yet", "valore mancante", id="missing"),
        pytest.param(pd.concat([RIGHT, RIGHT]), "not_yet", "un valore diverso per riga", id="repeated"),
        pytest.param([1, 2], "unreadable", "DataFrame", id="a-list"),
        pytest.param(None, "not_tried", "", id="nothing"),
    ],
)
def test_a_table_is_told_what_differs(answer: Any, state: str, words: str) -> None:
    verdict = TABLE.check(answer)
    assert verdict.state == state
    assert words in verdict.text
