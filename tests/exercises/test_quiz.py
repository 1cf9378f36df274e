"""The quiz: the same draw everywhere, a fair share for each kind, and a score that forgets nothing."""

from __future__ import annotations

from dataclasses import replace

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
