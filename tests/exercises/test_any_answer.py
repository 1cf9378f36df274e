"""Whatever is given, a verdict comes back: odd objects from a cell, units, computed numbers, tables."""

from __future__ import annotations

import decimal
import fractions
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_exercises import CHOICE, EVERY, HINTS, OPEN, PEOPLE, SHARE

from fis_lessons.exercises import (
    Exercise,
    Number,
    NumberMistake,
    Panel,
    Progress,
    Table,
    TableMistake,
    flash_cards,
)
from fis_lessons.exercises.answers import plain_answer, shown, storable
from fis_lessons.figures import markdown
from fis_lessons.reading import read_number

RIGHT = pd.DataFrame({"comune": ["Lucca", "Bergamo"], "quota": [20.26, 19.34]})
OTHER = TableMistake(
    id="whole_city", table=RIGHT.assign(quota=[10.0, 9.0]), text="Hai diviso per tutti i residenti."
)
TABLE = Table(
    id="table", question="?", hints=HINTS, why="Bene.", expected=RIGHT, key="comune", tolerance=0.01,
    mistakes=(OTHER,),
)  # fmt: skip
ALL = (*EVERY, TABLE)


class Evil:
    """Says it equals everything, and breaks whenever it is looked at."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        raise RuntimeError("no")

    def __str__(self) -> str:
        raise RuntimeError("no")

    __repr__ = __str__

    def __bool__(self) -> bool:
        raise RuntimeError("no")

    def __float__(self) -> float:
        raise RuntimeError("no")

    def __iter__(self) -> None:
        raise RuntimeError("no")


def endless() -> list[object]:
    made: list[object] = []
    made.append(made)
    return made


ODD = [
    Evil(), [Evil()], {"x": Evil()}, endless(), {"text": endless(), "met": Evil()}, 10**400, -(10**5000),
    float("nan"), float("-inf"), complex(1, 2), b"\xff\xfe", "\ud800", "9" * 10**6, [[[[[[[[[["x"]]]]]]]]]],
    object, print, ..., np.array([1, 2]), np.array(["a", "b"]), np.float64("nan"), pd.Series([1]), pd.NA, pd.NaT,
    pd.DataFrame(), pd.DataFrame({"comune": [[1], [2]], "quota": [Evil(), None]}), range(3), (i for i in "ab"),
    {1: 2, "a": 3}, {frozenset(): []}, [{"comune": Evil()}], [{}], bytearray(b"a"), memoryview(b"a"),
]  # fmt: skip


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
@pytest.mark.parametrize("answer", ODD, ids=lambda a: type(a).__name__)
def test_odd_objects_get_a_verdict_and_a_line_in_the_record(
    exercise: Exercise, answer: Any, tmp_path: Path
) -> None:
    verdict = exercise.check(answer)
    assert verdict.state in ("not_tried", "unreadable", "not_yet")
    assert verdict.text and verdict.title
    json.dumps(storable(answer), allow_nan=False)
    record = Progress(tmp_path)
    asked = Panel(exercise, heading="", lesson="01", case="c", progress=record, changed=lambda: None)
    assert asked.check(answer).state == verdict.state
    assert record.trouble == ""
    assert len(Progress(tmp_path).events("01")) == len(record.events("01"))
    Panel(exercise, heading="", lesson="01", case="c", progress=record, changed=lambda: None).widget()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.decimals(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.integers(), inner)
        | st.sets(st.integers() | st.text())
        | st.tuples(inner, inner)
    ),
    max_leaves=8,
)


@given(st.sampled_from(ALL), anything)
def test_nothing_raises_and_everything_is_kept(exercise: Exercise, answer: Any) -> None:
    verdict = exercise.check(answer)
    assert verdict.text and verdict.title
    kept = json.loads(json.dumps(storable(answer), allow_nan=False))
    again = exercise.check(kept)
    assert (again.state == "right") == (verdict.state == "right"), "the record says what the learner did"
    assert "<" not in shown(answer)


def test_what_is_too_deep_or_too_long_is_cut_in_the_record_and_is_no_answer() -> None:
    deep: object = "x"
    named: object = "x"
    kept: object = "…"
    for level in range(10):
        deep, named, kept = [deep], {"a": named}, ([kept] if level else kept)
    assert storable(deep) == kept
    assert storable([[0] * 6_000, "b"]) == [[0] * 4_998, "…"], "five thousand in all, lists included"
    for answer in (deep, named, [0] * 5_000):
        with pytest.raises(ValueError, match="too long or too deep"):
            plain_answer(answer)
    assert plain_answer([0] * 4_999) == [0] * 4_999
    assert shown("a" * 300, limit=80) == "a" * 79 + "…"


def test_a_cell_that_breaks_when_it_is_looked_at_makes_a_table_unreadable() -> None:
    assert TABLE.check(RIGHT.assign(quota=pd.Series([Evil(), 19.34], dtype=object))).state == "unreadable"
    exact = pd.Series([decimal.Decimal("20.26"), 19.34], dtype=object)
    assert TABLE.check(RIGHT.assign(quota=exact)).state == "right"
    said = RIGHT.assign(zona=["nord", "sud"])
    spoken = replace(TABLE, expected=said, mistakes=())
    assert spoken.check(said).state == "right"
    assert "«zona» (testo diverso)" in spoken.check(said.assign(zona=["nord", "est"])).text
    close = replace(TABLE, tolerance=0, mistakes=())
    assert "scarto +0,0031" in close.check(RIGHT.assign(quota=[20.2631, 19.34])).text
    assert "scarto -1,25" in close.check(RIGHT.assign(quota=[19.01, 19.34])).text.replace("−", "-")
    one_row = replace(TABLE, expected=RIGHT.head(1), mistakes=())
    assert [name for name, _table in one_row.mistaken()] == ["columns"], "without its row it is no table"


cell = anything | st.sampled_from(["Lucca", "Bergamo", 20.26, "19.34", True])
rows = st.lists(
    st.fixed_dictionaries({"comune": cell, "quota": cell}, optional={"altro": cell, 1: cell}), max_size=3
)
name = st.sampled_from(["x", "y", "a", "read", "check", "pay", "text", "met", "design", "1"])
shape = st.dictionaries(name, anything | st.lists(name) | name, max_size=4) | st.lists(
    name | anything, max_size=4
)


@given(rows, st.booleans())
def test_rows_of_any_cells_get_a_verdict(answer: Any, whole: bool) -> None:
    assert TABLE.check(pd.DataFrame(answer) if whole else answer).text


@given(st.sampled_from(ALL), shape)
def test_answers_that_nearly_fit_get_a_verdict(exercise: Exercise, answer: Any) -> None:
    assert exercise.check(answer).text


@given(st.text())
def test_what_is_told_back_is_only_words(text: str) -> None:
    page = markdown(PEOPLE.check(text).text) if text.strip() else ""
    assert "<a" not in page and "<img" not in page and "<code" not in page and "&lt;" not in page


@pytest.mark.parametrize(
    ("exercise", "typed", "state", "words"),
    [
        pytest.param(PEOPLE, "23.119 persone", "right", "", id="own-unit"),
        pytest.param(PEOPLE, "23119 Persone", "right", "", id="own-unit-capital"),
        pytest.param(PEOPLE, "23.119 %", "unreadable", "Ho letto 23.119 %", id="percent-of-people"),
        pytest.param(PEOPLE, "€ 23.119", "unreadable", "persone", id="euro-of-people"),
        pytest.param(PEOPLE, "23.119 abitanti", "unreadable", "Ho letto: 23.119 abitanti", id="another-word"),
        pytest.param(PEOPLE, "circa 23.000", "unreadable", "un numero solo", id="about"),
        pytest.param(SHARE, "19,3 %", "right", "", id="share-percent"),
        pytest.param(SHARE, "19,3 per cento", "right", "", id="share-words"),
        pytest.param(SHARE, "€ 19,3", "unreadable", "%", id="share-euro"),
        pytest.param(replace(PEOPLE, unit="€"), "€ 23.119", "right", "", id="euro"),
        pytest.param(replace(PEOPLE, unit="euro"), "23.119,00 euro", "right", "", id="euro-word"),
        pytest.param(replace(PEOPLE, unit="euro"), "23.119 %", "unreadable", "euro", id="percent-of-euro"),
        pytest.param(
            replace(PEOPLE, unit="migliaia di euro"), "23.119 migliaia di euro", "right", "", id="thousands"
        ),
        pytest.param(replace(PEOPLE, unit=""), "23.119", "right", "", id="no-unit"),
        pytest.param(replace(SHARE, unit="punti percentuali"), "19,3 %", "right", "", id="points"),
        pytest.param(PEOPLE, np.int64(23119), "right", "", id="numpy-int"),
        pytest.param(PEOPLE, np.float32(23119), "right", "", id="numpy-float"),
        pytest.param(PEOPLE, decimal.Decimal(23119), "right", "", id="decimal"),
        pytest.param(PEOPLE, fractions.Fraction(46238, 2), "right", "", id="fraction"),
        pytest.param(SHARE, np.float64(19.341), "right", "", id="numpy-share"),
        pytest.param(replace(SHARE, tolerance=0.0), "19,3", "right", "", id="rounded-as-asked"),
        pytest.param(replace(SHARE, tolerance=0.0), "19,4", "not_yet", "vicino", id="rounded-otherwise"),
        pytest.param(PEOPLE, "80.000", "not_yet", "più del doppio", id="twice"),
        pytest.param(replace(PEOPLE, expected=0), "3", "not_yet", "troppo", id="beside-zero"),
        pytest.param(replace(PEOPLE, expected=0), "-3", "not_yet", "troppo poco", id="below-zero"),
    ],
)
def test_units_and_computed_numbers(exercise: Exercise, typed: Any, state: str, words: str) -> None:
    verdict = exercise.check(typed)
    assert verdict.state == state
    assert words in verdict.text


def test_a_number_computed_by_numpy_is_not_read_as_a_text() -> None:
    # written out it would be 1.234, which is one thousand and more in Italian
    assert read_number(np.float32(1.5)) == 1.5
    assert read_number(np.float64(1.234)) == 1.234


def test_a_mistake_typed_with_the_decimals_that_are_asked_is_recognised() -> None:
    mistake = NumberMistake(id="half", value=9.6705, text="Metà.")
    asked = replace(SHARE, mistakes=(mistake,), tolerance=0.001)
    assert asked.check("9,7").mistake == "half"
    assert asked.check("9,8").mistake is None


def test_a_mistake_that_coincides_is_said_by_the_spec_and_held_against_nobody() -> None:
    same = NumberMistake(id="same", value=23119, text="!")
    asked = Number(id="n", question="?", hints=HINTS, why="Sì.", expected=23119, mistakes=(same,))
    assert asked.coinciding == ("same",)
    assert asked.check(23119).state == "right"
    assert "same" not in dict(asked.mistaken())


def test_what_a_learner_judged_alone_is_not_called_right() -> None:
    done = OPEN.check(OPEN.reference)
    assert (done.state, done.title) == ("right", "Confronto fatto: lo hai valutato tu")
    assert OPEN.check("Le persone che vivono qui, oggi.").title == "Adesso confronta"
    assert OPEN.model_answer in done.text


@pytest.mark.parametrize(
    ("answer", "state", "mistake", "words"),
    [
        pytest.param(RIGHT.to_dict("records"), "right", None, "Bene.", id="as-rows"),
        pytest.param(OTHER.table, "not_yet", "whole_city", "Hai diviso per tutti", id="known-mistake"),
        pytest.param(
            RIGHT.assign(quota=[20.26, 19.84]), "not_yet", "values",
            "Celle diverse: 1, in queste colonne: quota. Sono: riga «Bergamo», colonna «quota» (scarto +0,50).",
            id="by-how-much",
        ),
        pytest.param(
            RIGHT.rename(columns={"quota": "Quota"}), "not_yet", "columns", "La tua tabella ha anche: Quota",
            id="another-name",
        ),
        pytest.param(RIGHT.assign(quota=[np.inf, 19.34]), "not_yet", "values", "infinito", id="infinite"),
        pytest.param(RIGHT.assign(quota=[20.2, "x"]), "not_yet", "values", "testo diverso", id="text"),
    ],
)  # fmt: skip
def test_a_table_is_told_rows_columns_and_how_much(answer: Any, state: str, mistake: str, words: str) -> None:
    verdict = TABLE.check(answer)
    assert (verdict.state, verdict.mistake) == (state, mistake)
    assert words in verdict.text
    assert TABLE.check(storable(answer)).state == state, "the record keeps enough to judge it again"


def test_flash_cards_have_no_answer_on_the_front() -> None:
    cards = flash_cards(ALL)
    assert [card.id for card in cards] == [exercise.id for exercise in ALL]
    by_name = {card.id: card for card in cards}
    assert by_name["choice"].front == "Quale?\n- A\n- B"
    assert by_name["choice"].back == "A\nPerché sì."
    for exercise, card in zip(ALL, cards, strict=True):
        assert exercise.why in card.back and exercise.why not in card.front
    assert CHOICE.hints.worked not in by_name["choice"].back
