"""What an exercise cannot be: its author is told when it is made, everything at once; answers may be anything."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from sample_exercises import CHOICE, EVERY, GRID, MATCH, OPEN, ORDER, PEOPLE, SEVERAL
from test_any_answer import TABLE, Evil

from fis_lessons.errors import ExerciseError, FisError
from fis_lessons.exercises import Choice, Exercise, Hints, NumberMistake, Option, TableMistake, Verdict
from fis_lessons.exercises.refusals import FaultyExerciseError

A, B, NO_WORDS = CHOICE.options[0], CHOICE.options[1], Option(id="b", label="B")
ROW_X, ROW_Y = MATCH.rows


def mistake(**parts: Any) -> NumberMistake:
    return NumberMistake(**{"id": "m", "value": 1.0, "text": "!", **parts})


@pytest.mark.parametrize(
    ("exercise", "changes", "place", "words"),
    [
        pytest.param(CHOICE, {"id": " "}, "id", "testo manca", id="no-name"),
        pytest.param(CHOICE, {"question": ""}, "question", "testo manca", id="no-question"),
        pytest.param(CHOICE, {"why": "\n"}, "why", "testo manca", id="no-why"),
        pytest.param(CHOICE, {"minutes": 0}, "minutes", "almeno un minuto", id="no-time"),
        pytest.param(CHOICE, {"hints": Hints(nudge="a", pointer="", worked="b")}, "hints", "manca",
                     id="two-hints"),
        pytest.param(
            CHOICE, {"hints": Hints(nudge="a", pointer="b", worked=" a")}, "hints", "uguali", id="same-hints"
        ),
        pytest.param(CHOICE, {"right": "typo"}, "right", "«typo» non è fra le voci", id="choice-right-unknown"),
        pytest.param(CHOICE, {"right": ""}, "right", "Manca la risposta giusta", id="choice-no-right"),
        pytest.param(CHOICE, {"options": (A,)}, "options", "almeno 2", id="choice-one-option"),
        pytest.param(CHOICE, {"options": (A, NO_WORDS)}, "options[2].feedback", "non sa perché", id="no-reason"),
        pytest.param(
            CHOICE, {"options": (A, B, replace(B, label="C"))}, "options[3].id", "c'è già", id="same-name"
        ),
        pytest.param(
            CHOICE, {"options": (A, B, replace(B, id="c"))}, "options[3].label", "la stessa cosa", id="same-words"
        ),
        pytest.param(
            CHOICE, {"options": (A, replace(B, label=" "))}, "options[2].label", "testo manca", id="no-label"
        ),
        pytest.param(CHOICE, {"options": (A, replace(B, id=""))}, "options[2].id", "testo manca", id="no-id"),
        pytest.param(SEVERAL, {"right": frozenset()}, "right", "Manca la risposta", id="several-no-right"),
        pytest.param(SEVERAL, {"right": frozenset({"a", "z"})}, "right", "«z» non è", id="several-unknown"),
        pytest.param(SEVERAL, {"options": (A, NO_WORDS), "right": frozenset("a")}, "options[2].feedback", "perché",
                     id="several-no-reason"),
        pytest.param(MATCH, {"right": {"x": "1"}}, "rows[2].right", "Manca la risposta", id="match-row-lost"),
        pytest.param(
            MATCH, {"right": {"x": "1", "y": "2", "z": "1"}}, "right", "«z» non è", id="match-row-unknown"
        ),
        pytest.param(
            MATCH, {"right": {"x": "1", "y": "9"}}, "rows[2].right", "«9» non è", id="match-column-unknown"
        ),
        pytest.param(
            MATCH, {"rows": (ROW_X, replace(ROW_Y, feedback=""))}, "rows[2].feedback", "perché",
            id="match-no-reason"
        ),
        pytest.param(MATCH, {"columns": MATCH.columns[:1], "right": {"x": "1", "y": "1"}, "pairs": {}}, "columns",
                     "almeno 2", id="match-one-column"),
        pytest.param(MATCH, {"pairs": {("z", "1"): "!"}}, "pairs", "«z» non è", id="pair-row"),
        pytest.param(MATCH, {"pairs": {("y", "9"): "!"}}, "rows[2].pairs.9", "«9» non è", id="pair-column"),
        pytest.param(MATCH, {"pairs": {("x", "1"): "!"}}, "rows[1].pairs.1", "niente da spiegare",
                     id="pair-right"),
        pytest.param(MATCH, {"pairs": {("x", "2"): ""}}, "rows[1].pairs.2", "testo manca", id="pair-empty"),
        pytest.param(ORDER, {"right": ("read", "check")}, "right", "mancano: pay", id="order-short"),
        pytest.param(ORDER, {"right": ("read", "check", "pay", "read")}, "right", "ripetute: read",
                     id="order-twice"),
        pytest.param(ORDER, {"right": ("read", "check", "pay", "z")}, "right", "«z» non è", id="order-unknown"),
        pytest.param(ORDER, {"items": (replace(ORDER.items[0], feedback=""), *ORDER.items[1:])},
                     "items[1].feedback", "perché", id="order-no-reason"),
        pytest.param(GRID, {"right": {"z": frozenset({"design"})}}, "right", "«z» non è", id="grid-row"),
        pytest.param(GRID, {"right": {"x": frozenset({"?"})}}, "rows[1].right", "«?» non è", id="grid-column"),
        pytest.param(GRID, {"right": {"x": frozenset()}}, "right", "Manca la risposta", id="grid-no-tick"),
        pytest.param(
            GRID, {"rows": (GRID.rows[0], replace(GRID.rows[1], feedback=""))}, "rows[2].feedback", "perché",
            id="grid-no-reason",
        ),
        pytest.param(OPEN, {"criteria": ()}, "criteria", "almeno 1", id="open-no-criteria"),
        pytest.param(OPEN, {"model_answer": "Due parole."}, "model_answer", "più corta", id="open-short-model"),
        pytest.param(OPEN, {"least_words": 0}, "least_words", "almeno 1", id="open-no-words"),
        pytest.param(PEOPLE, {"expected": float("nan")}, "expected", "nan", id="number-nan"),
        pytest.param(PEOPLE, {"tolerance": -1.0}, "tolerance", "almeno 0", id="number-tolerance"),
        pytest.param(PEOPLE, {"decimals": -1}, "decimals", "almeno 0", id="number-decimals"),
        pytest.param(PEOPLE, {"mistakes": (mistake(text=""),)}, "mistakes[1].text", "testo manca",
                     id="slip-no-words"),
        pytest.param(PEOPLE, {"mistakes": (mistake(id=""),)}, "mistakes[1].id", "testo manca", id="slip-no-name"),
        pytest.param(
            PEOPLE, {"mistakes": (mistake(value=float("inf")),)}, "mistakes[1].value", "inf", id="slip-infinite"
        ),
        pytest.param(
            PEOPLE, {"mistakes": (mistake(), mistake(value=2.0))}, "mistakes[2].id", "c'è già", id="slip-same-name"
        ),
        pytest.param(TABLE, {"key": "città"}, "key", "«città» non è", id="table-key"),
        pytest.param(TABLE, {"tolerance": -0.1}, "tolerance", "almeno 0", id="table-tolerance"),
        pytest.param(TABLE, {"expected": TABLE.expected.iloc[:0]}, "expected", "vuota", id="table-empty"),
        pytest.param(
            TABLE, {"expected": pd.concat([TABLE.expected] * 2)}, "expected", "stesso nome", id="table-rows"
        ),
        pytest.param(
            TABLE,
            {"mistakes": (TableMistake(id="m", table=TABLE.expected.iloc[:1], text="!"),)},
            "mistakes[1].table", "di un'altra forma", id="table-slip-shape",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_where_it_stands(
    exercise: Exercise, changes: dict[str, Any], place: str, words: str
) -> None:
    with pytest.raises(ExerciseError) as caught:
        replace(exercise, **changes)
    told = {problem.where: str(problem) for problem in caught.value.problems}
    assert place in told, told
    assert any(words in text for text in told.values())
    assert all(problem.expected and problem.remedy for problem in caught.value.problems)


def test_everything_is_told_at_once_and_crosses_a_process_border() -> None:
    with pytest.raises(FaultyExerciseError) as caught:
        Choice(
            id="x", question="", hints=Hints(nudge="", pointer="", worked=""), why="", options=(), right="?"
        )
    assert [p.where for p in caught.value.problems] == ["question", "why", "hints", "options", "right"]
    assert isinstance(caught.value, FisError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.faults == caught.value.faults


def test_the_first_of_all_needs_no_reason_and_neither_does_a_row_whose_pairs_all_speak() -> None:
    # the first thing in the right order is never the first out of place: another stands there
    assert replace(ORDER, items=(ORDER.items[0], replace(ORDER.items[1], feedback=""), ORDER.items[2]))
    told = {("x", "2"): "Non due.", ("x", "3"): "Non tre."}
    assert replace(MATCH, rows=(replace(ROW_X, feedback=""), ROW_Y), pairs=told)


@pytest.mark.parametrize("exercise", (*EVERY, TABLE), ids=lambda e: e.id)
def test_a_fault_of_the_author_is_not_taken_for_an_answer_that_cannot_be_read(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Exercise, _answer: object) -> Verdict:
        raise ZeroDivisionError("the author's")

    monkeypatch.setattr(type(exercise), "_judge", broken)
    with pytest.raises(ZeroDivisionError, match="author's"):
        exercise.check(exercise.reference)
    assert exercise.check(Evil()).state == "unreadable", "somebody else's object still fails quietly"


def test_what_judges_sees_plain_values(monkeypatch: pytest.MonkeyPatch) -> None:
    class Word(str):
        def __eq__(self, other: object) -> bool:
            raise RuntimeError("no")

        __hash__ = str.__hash__

    seen: list[object] = []
    judge = Choice._judge
    monkeypatch.setattr(Choice, "_judge", lambda self, answer: seen.append(answer) or judge(self, answer))  # type: ignore[func-returns-value]
    assert CHOICE.check(Word("a")).state == "right"
    assert [type(answer) for answer in seen] == [str]


def test_the_least_there_may_be_is_taken() -> None:
    assert replace(CHOICE, minutes=1)
    assert replace(OPEN, least_words=1)
    assert replace(PEOPLE, tolerance=0.0, decimals=0)
    assert replace(GRID, columns=GRID.columns[:1], right={"x": frozenset({"design"})})


def test_two_texts_that_are_missing_are_not_called_the_same() -> None:
    blank = [replace(option, label="") for option in (A, B)]
    with pytest.raises(ExerciseError) as caught:
        replace(CHOICE, options=tuple(blank))
    assert [problem.where for problem in caught.value.problems] == ["options[1].label", "options[2].label"]


def test_an_exercise_is_copied_as_it_is() -> None:
    assert copy.copy(CHOICE) == CHOICE
