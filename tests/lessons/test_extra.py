"""What is extra counts for nothing: the tag of the cell, the exercise, the board and the minutes agree."""

from __future__ import annotations

from typing import Any

import pytest
from never_empty import some

from fis_lessons.course import notebooks
from fis_lessons.course.hour import hour_of
from fis_lessons.dossier.modules import read_module
from fis_lessons.exercises import Event, Number, Progress
from fis_lessons.lessons import LESSONS
from fis_lessons.lessons.desk import Lesson
from fis_lessons.lessons.desk.board import Position, board_html, standing


@pytest.mark.parametrize("name", LESSONS)
def test_the_notebook_and_the_lesson_call_the_same_exercises_extra(name: str) -> None:
    lesson = LESSONS[name].open({}, progress=Progress(None))
    module = read_module(name)
    assert set(module.extra) == lesson.exercises.keys() - lesson.needed.keys()
    assert set(module.exercises) == set(lesson.exercises)
    source = notebooks.read(LESSONS[name].notebook)
    for cell in some(source.cells):
        shown = [one for one in lesson.exercises.values() if f'("{one.id}")' in cell.source]
        if shown and cell.source.startswith(("lesson.ask", "lesson.solution")):
            assert ("extra" in cell.metadata.get("tags", ())) == shown[0].extra


def board(lesson: Lesson[Any, Any]) -> str:
    return board_html(lesson.record, lesson.exercises.values(), Position(lesson.id, lesson.variant, [])).text


def test_the_lesson_is_finished_without_the_extra_exercise() -> None:
    record = Progress(None)
    lesson = LESSONS["08"].open({"case": "lucca"}, progress=record)
    assert "Esercizi: 9." in lesson.opening().text
    assert lesson.panel("report").heading == "Esercizio 9 di 9"
    assert lesson.panel("placebo").heading.startswith("Esercizio in più")
    for exercise in some(lesson.needed.values()):
        record.add(Event("08", exercise.id, "answer", case=lesson.variant, state="right"))
    page = board(lesson)
    assert "Esercizi giusti: 9 su 9" in page
    assert "Hai finito gli esercizi" in page
    assert "In più, se vuoi: Che cosa ricavi dalla prova? (da provare)" in page
    record.add(Event("08", "placebo", "answer", case=lesson.variant, state="right"))
    assert standing(record, "08") == (9, 9), "what was done beyond is not more than the whole"
    assert "Che cosa ricavi dalla prova? (giusto)" in board(lesson)


def test_its_minutes_are_not_counted() -> None:
    lesson = LESSONS["08"].open({}, progress=Progress(None))
    found = hour_of(notebooks.read(LESSONS["08"].notebook), lesson)
    assert found.exercises == sum(one.minutes for one in lesson.exercises.values()) - 3
    assert found.controls == len(lesson.controls) - 1


@pytest.mark.parametrize("name", [name for name in LESSONS if "06" <= name <= "12"])
def test_a_lesson_longer_than_an_hour_has_a_natural_stop(name: str) -> None:
    source = notebooks.read(LESSONS[name].notebook)
    ids = [cell.id for cell in source.cells]
    assert (
        source.metadata["fis"]["minutes"] <= 60
        or "Puoi fermarti qui" in source.cells[ids.index("stop")].source
    )


CHANCE = {("10", "wheels")}
"""A ratio of 1.05 is also what one divides by at 5%."""


@pytest.mark.parametrize("name", LESSONS)
def test_the_page_does_not_answer_before_it_asks(name: str) -> None:
    """A number asked for stands neither in its own question nor on the page above it."""
    lesson = LESSONS[name].open({}, progress=Progress(None))
    source = notebooks.read(LESSONS[name].notebook)
    told = ""
    for cell in some(source.cells):
        tags = cell.metadata.get("tags", ())
        if "solution" in tags or "trainer" in tags:
            continue
        for exercise in lesson.exercises.values():
            if f'ask("{exercise.id}")' in cell.source and isinstance(exercise, Number) and _telling(exercise):
                answer = exercise.reference_text.removesuffix(f" {exercise.unit}")
                if (name, exercise.id) in CHANCE:
                    continue
                assert answer not in _words(told + exercise.question), exercise.id
        told += cell.source + " ".join(
            str(output.get("data", {}).get("text/plain", "")) for output in cell.get("outputs", ())
        )


def _telling(exercise: Number) -> bool:
    """Whether the answer is a number one would notice: 2 or 20 stands on any page."""
    return len(exercise.reference_text.split()[0].strip("-%")) > 2


def _words(text: str) -> set[str]:
    return {word.strip(".,;:()[]«»%*€") for word in text.split()}
