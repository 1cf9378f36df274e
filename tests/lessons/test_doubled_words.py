"""A sentence put together from pieces never says a word twice: "aged aged 60-75", «di di»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from never_empty import some

from fis_lessons.exercises import Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.registry import LESSONS

_TWICE = re.compile(r"\b(?P<word>[^\W\d_]{2,}) (?P=word)\b|\bof aged\b|\baged of\b", re.IGNORECASE)
_MEANT = {
    "via via",
    "man mano",
    "had had",
    "that that",
    "pagato pagato",
    "paid paid",
}  # the last two: titles of columns


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
def test_no_word_is_said_twice(number: str, lang: str) -> None:
    lesson = lesson_spec(number).open({"lang": lang}, progress=Progress(None))
    pieces = some(list(said(lesson)))
    found = {match.group() for piece in pieces for match in _TWICE.finditer(piece)}
    assert not {words for words in found if words.lower() not in _MEANT}
