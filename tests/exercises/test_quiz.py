"""The quiz: the same draw everywhere, a fair share for each kind, and a score that forgets nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_exercises import CHOICE, EVERY, GRID, MATCH, OPEN, ORDER, PEOPLE, SEVERAL

from fis_lessons.errors import LessonError
from fis_lessons.exercises import Choice, Exercise, Number, Option, Ordering, Progress
from fis_lessons.exercises.quiz import (
    PREFIX,
    Quiz,
    Score,
    before_after_questions,
    count_right,
    draw,
    recorded,
    shuffled,
)


def copies(question: Exercise, count: int) -> list[Exercise]:
    return [replace(question, id=f"{question.id}-{number}") for number in range(count)]


BANK = [*copies(PEOPLE, 6), *copies(CHOICE, 12), *copies(SEVERAL, 4), *copies(MATCH, 2)]


def test_the_draw_is_written_down() -> None:
    # on every machine and in every version: a class must get the same quiz
    assert [question.id for question in draw(BANK, seed=1, count=4)] == [
        question.id for question in draw(list(BANK), seed=1, count=4)
    ]
    assert len({tuple(q.id for q in draw(BANK, seed=seed)) for seed in range(20)}) > 15


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_each_kind_has_its_share(seed: int, count: int) -> None:
    drawn = draw(BANK, seed=seed, count=count)
    size = min(count, len(BANK))
    assert len(drawn) == size
    assert len({question.id for question in drawn}) == size
    numbers = sum(isinstance(question, Number) for question in drawn)
    assert abs(numbers - size * 6 / 24) < 1


@given(st.integers(0, 1000), st.sampled_from(EVERY))
def test_shuffling_changes_no_verdict(seed: int, question: Exercise) -> None:
    mixed = shuffled(question, seed=seed)
    assert mixed.check(question.reference) == question.check(question.reference)
    assert mixed.id == question.id
    if isinstance(mixed, Ordering):
        assert tuple(item.id for item in mixed.items) != mixed.right


@pytest.mark.parametrize(
    ("bank", "count"), [([CHOICE, CHOICE], 2), ([CHOICE], 0), ([CHOICE], -1)], ids=["twice", "none", "less"]
)
def test_what_cannot_be_drawn(bank: list[Exercise], count: int) -> None:
    with pytest.raises(LessonError):
        draw(bank, seed=1, count=count)


@given(st.integers(0, 500), st.integers(1, 12))
def test_forms_are_parallel(seed: int, count: int) -> None:
    banks = {"01": BANK, "02": copies(ORDER, 4) + copies(GRID, 4)}
    forms = before_after_questions(banks, seed=seed, count=count)
    before, after = ({q.id for q in form} for form in (forms.before, forms.after))
    assert not before & after
    assert len(forms.before) == len(forms.after) == count

    def kinds(form: tuple[Exercise, ...]) -> list[str]:
        return sorted(type(question).__name__ for question in form)

    assert kinds(forms.before) == kinds(forms.after)


def quiz(record: Progress) -> Quiz:
    return Quiz((PEOPLE, CHOICE, OPEN), lesson="02", case="x", progress=record, changed=lambda: None)


def test_the_score_tells_first_time_from_in_the_end() -> None:
    made = quiz(Progress(None))
    made.widget()
    assert made.score == Score(3, 0, 0, 0)
    assert "comincia" in made.score.words()
    made.panels["people"].check(23119)
    made.panels["choice"].check("b")
    made.panels["choice"].check("a")
    assert made.score == Score(3, 2, 1, 2)
    assert made.score.words() == (
        "Risposte giuste: 2 su 3; al primo colpo e senza aiuti: 1. Domande ancora da provare: 1."
    )
    made.panels["open"].skip()
    assert made.score == Score(3, 2, 1, 3)
    assert made.score.words().endswith("Le hai provate tutte.")


def test_a_hint_before_the_answer_is_help() -> None:
    made = quiz(Progress(None))
    made.widget()
    made.panels["people"].hint()
    made.panels["people"].check(23119)
    assert made.score.at_once == 0
    assert made.score.right == 1


def test_the_record_keeps_the_quiz_apart() -> None:
    record = Progress(None)
    quiz(record).panels["people"].check(1)
    assert [event.exercise for event in record.events("02")] == [f"{PREFIX}people"]
    assert recorded(PEOPLE).id == f"{PREFIX}people"


def test_the_page_holds_no_answer() -> None:
    page = quiz(Progress(None)).page()
    for question in (PEOPLE, CHOICE, OPEN):
        assert question.why not in page.html
    assert "23.119" not in page.html
    assert page.html.count("Domanda") == 3


def test_counting_right_answers_of_a_form() -> None:
    assert count_right((PEOPLE, CHOICE), {"people": 23119, "choice": "b", "altro": 1}) == 1
    assert count_right((PEOPLE, CHOICE), {}) == 0


def test_options_are_mixed() -> None:
    many = Choice(
        id="many", question="?", hints=CHOICE.hints, why="Sì.",
        options=tuple(Option(id=str(i), label=str(i), feedback="No.") for i in range(6)), right="0",
    )  # fmt: skip
    orders = set()
    for seed in range(10):
        mixed = shuffled(many, seed=seed)
        assert isinstance(mixed, Choice)
        orders.add(tuple(option.id for option in mixed.options))
    assert len(orders) > 5


# --- exactly how it is drawn, and what is on the screen ------------------------------------------
def test_places_go_by_the_largest_remainder() -> None:
    # 6, 12, 4 and 2 of 24, in 5 places: 1.25, 2.5, 0.83, 0.42; the two left go to 0.83 and 0.5
    kinds = [type(question).__name__ for question in draw(BANK, seed=3, count=5)]
    assert {name: kinds.count(name) for name in set(kinds)} == {"Number": 1, "Choice": 3, "Several": 1}


def test_ten_questions_are_usual() -> None:
    assert len(draw(BANK, seed=1)) == 10
    assert len(before_after_questions({"01": BANK}, seed=1).before) == 10


def test_the_rows_of_a_match_are_mixed_and_its_columns_are_not() -> None:
    mixed: list[Any] = [shuffled(MATCH, seed=seed) for seed in range(20)]
    assert {tuple(row.id for row in one.rows) for one in mixed} == {("x", "y"), ("y", "x")}
    assert {one.columns for one in mixed} == {MATCH.columns}


def test_an_order_to_find_is_never_shown_in_order() -> None:
    mixed: list[Any] = [shuffled(ORDER, seed=seed) for seed in range(60)]
    shown = {tuple(item.id for item in one.items) for one in mixed}
    assert len(shown) == 5, "six orders of three things, less the right one"
    assert ORDER.right not in shown


@pytest.mark.parametrize(
    ("banks", "count", "words"),
    [
        ({}, 5, "almeno due domande"),
        ({"01": BANK, "02": [ORDER]}, 5, "almeno due domande"),
        ({"01": [CHOICE, ORDER], "02": [CHOICE, GRID]}, 5, "lo stesso nome: choice"),
        ({"01": [CHOICE, ORDER]}, 0, "almeno una domanda"),
    ],
    ids=["none", "one", "twice", "no-places"],
)
def test_forms_that_cannot_be_drawn(banks: dict[str, list[Exercise]], count: int, words: str) -> None:
    with pytest.raises(LessonError, match=words):
        before_after_questions(banks, seed=1, count=count)


def test_two_questions_are_enough_for_two_forms() -> None:
    forms = before_after_questions({"01": [CHOICE, ORDER]}, seed=1)
    assert {forms.before[0].id, forms.after[0].id} == {"choice", "order"}


@given(st.integers(0, 200))
def test_what_is_left_of_each_kind_is_paired_too(seed: int) -> None:
    forms = before_after_questions({"01": [*copies(PEOPLE, 3), *copies(CHOICE, 3)]}, seed=seed, count=9)
    assert len(forms.before) == len(forms.after) == 3, "six questions are three pairs, one of two kinds"
    assert not {q.id for q in forms.before} & {q.id for q in forms.after}


def test_starting_again_before_the_first_answer_is_no_help() -> None:
    made = quiz(Progress(None))
    made.panels["people"].reset()
    made.panels["people"].check(23119)
    assert made.score.at_once == 1


def test_the_quiz_on_the_screen() -> None:
    from ipywidgets import HTML, Button, Text

    told: list[str] = []
    record = Progress(None)
    made = Quiz((PEOPLE, CHOICE), lesson="02", case="x", progress=record, changed=lambda: told.append("!"))
    made.panels["people"].check(1)
    assert told == ["!"], "before it is shown, too"
    box = made.widget()
    assert made.widget() is box
    assert "fis-quiz" in box._dom_classes
    *shown, board = box.children
    assert [panel.heading for panel in made.panels.values()] == ["Domanda 1 di 2", "Domanda 2 di 2"]

    def inside(widget: object, kind: type) -> list[Any]:
        found = [widget] if isinstance(widget, kind) else []
        return found + [one for child in getattr(widget, "children", ()) for one in inside(child, kind)]

    tips = [button.tooltip for button in inside(shown[1], Button)]
    assert "Domanda 2 di 2. Verifica" in tips
    assert "Domanda 2 di 2. Scrive la risposta al posto tuo, e lo annota" in tips
    assert "giuste: 0 su 2" in board.value
    made.panels["people"].check(23119)
    assert "giuste: 1 su 2" in board.value
    assert told == ["!", "!"]

    other = Quiz((PEOPLE, CHOICE), lesson="02", case="x", progress=record, changed=lambda: None)
    other.panels["choice"].check("a")
    assert "giuste: 1 su 2" in board.value
    made.reload()
    assert "giuste: 2 su 2" in board.value
    assert any("Perché sì." in page.value for page in inside(shown[1], HTML))
    assert inside(shown[0], Text)[0].value == "23.119"


def test_a_quiz_that_is_not_shown_can_be_read_again() -> None:
    made = quiz(Progress(None))
    made.reload()
    assert made.score.total == 3
