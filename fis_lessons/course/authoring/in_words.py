"""Rules about single words that a pattern alone does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fis_lessons.course.authoring.material import Subject
from fis_lessons.course.authoring.registry import Hit, around, check, pieces_of

TWICE = re.compile(r"\b(?P<word>[^\W\d_]{2,}) (?P=word)\b|\bof aged\b|\baged of\b", re.IGNORECASE)
MEANT_TWICE = frozenset(
    {"via via", "man mano", "se se", "had had", "that that", "pagato pagato", "paid paid"}
)
"""Said twice on purpose; the last two are titles of columns."""
_LEFT_OPEN = re.compile(r"\bNone\b|\{\w+\}|\bnan\b|\bTODO\b|\bXXX\b|\b[Ll]orem ipsum\b|\bda scrivere\.\.\.")


def said_twice(text: str) -> Iterator[re.Match[str]]:
    """Find the words said twice in a row, those meant apart.

    Examples
    --------
    >>> [found[0] for found in said_twice("il il Comune, via via")]
    ['il il']
    """
    return (found for found in TWICE.finditer(text) if found[0].lower() not in MEANT_TWICE)


@check("word-twice")
def word_twice(subject: Subject) -> Iterator[Hit]:
    """A word written twice, or a sentence put together badly."""
    for piece in pieces_of(subject):
        if not piece.is_row:
            for found in said_twice(piece.bare):
                yield Hit(piece.place, around(piece.bare, found.start(), found.end()))
    for shown in subject.shown:
        for line in shown.text.splitlines():
            for found in said_twice(line):
                yield Hit(shown.place, around(line, found.start(), found.end()))


@check("left-open")
def left_open(subject: Subject) -> Iterator[Hit]:
    """Something somebody meant to fill in, or a value that came out empty."""
    for piece in pieces_of(subject):
        for found in _LEFT_OPEN.finditer(piece.bare):
            yield Hit(piece.place, around(piece.bare, found.start(), found.end()))
    for shown in subject.shown:
        for found in _LEFT_OPEN.finditer(shown.text):
            yield Hit(shown.place, around(shown.text, found.start(), found.end()))
