"""Rules about the English of a lesson's notebook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fis_lessons.course.authoring.in_prose import glossary
from fis_lessons.course.authoring.material import Subject, bare
from fis_lessons.course.authoring.registry import Hit, around, check, short
from fis_lessons.course.translate import Finding, gaps

RULES: dict[str, tuple[Finding, ...]] = {
    "english-missing": ("missing", "empty", "fuzzy"),
    "english-stale": ("stale",),
    "english-italian": ("italian",),
    "english-numbers": ("numbers",),
    "english-signs": ("markup", "changed"),
    "english-cut": ("cut",),
}


def _found(subject: Subject, rule: str) -> Iterator[Hit]:
    if subject.entries is not None:
        for gap in gaps(subject.notebook, subject.entries, name=""):
            if gap.finding in RULES[rule]:
                yield Hit(gap.where.removeprefix(", "), short(gap.text))


@check("english-missing")
def english_missing(subject: Subject) -> Iterator[Hit]:
    """Every piece has its English, read by somebody."""
    return _found(subject, "english-missing")


@check("english-stale")
def english_stale(subject: Subject) -> Iterator[Hit]:
    """The English of a sentence that is no longer there."""
    return _found(subject, "english-stale")


@check("english-italian")
def english_italian(subject: Subject) -> Iterator[Hit]:
    """A translation left in Italian."""
    return _found(subject, "english-italian")


@check("english-numbers")
def english_numbers(subject: Subject) -> Iterator[Hit]:
    """The same numbers, written as English does."""
    return _found(subject, "english-numbers")


@check("english-signs")
def english_signs(subject: Subject) -> Iterator[Hit]:
    """The same links, bold words, code and fields."""
    return _found(subject, "english-signs")


@check("english-cut")
def english_cut(subject: Subject) -> Iterator[Hit]:
    """Nothing left out, nothing added."""
    return _found(subject, "english-cut")


@check("english-spelling")
def english_spelling(subject: Subject) -> Iterator[Hit]:
    """British English all through."""
    pattern = re.compile("|".join(rf"\b(?:{word})\b" for word in glossary()["american"]), re.IGNORECASE)
    for entry in subject.entries or ():
        text = bare(entry.translation)
        for found in pattern.finditer(text):
            yield Hit("notebook.po", around(text, found.start(), found.end()))
