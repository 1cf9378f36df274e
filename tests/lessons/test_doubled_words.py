"""A sentence put together from pieces never says a word twice: "aged aged 60-75", «di di»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from never_empty import some
from unpainted import unpainted

from fis_lessons.course.authoring.in_words import said_twice
from fis_lessons.exercises import Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.registry import LESSONS


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def said(lesson: Lesson[Any, Any]) -> Iterator[str]:
    """Everything a trainee may read, piece by piece."""
    yield from (lesson.text(name).text for name in lesson.parts.texts)
    yield from (line for name in lesson.parts.tables for line in lesson.table(name).text.splitlines())
    yield from (line for one in lesson.controls.values() for line in one.static().text.splitlines())
    for one in [*lesson.exercises.values(), *lesson.bank]:
        yield from (one.question, one.why, one.reference_text, *(one.hint(step) for step in range(1, 5)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", sorted(LESSONS))
def test_no_word_is_said_twice(number: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unpainted(monkeypatch)
    lesson = lesson_spec(number).open({"lang": lang}, progress=Progress(None))
    pieces = some(list(said(lesson)))
    assert not {found.group() for piece in pieces for found in said_twice(piece)}
