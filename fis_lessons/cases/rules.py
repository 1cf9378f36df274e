"""What a field of a file may hold, and what a part must respect as a whole: said once, read by two readers.

The plain reader (:mod:`fis_lessons.cases.fitting`) serves lessons. The authors' reader
(:mod:`fis_lessons.cases.second_reading`) hands the same marks to pydantic. Neither needs the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fis_lessons.classes import dataclass

TRANSLATE = "translate"
"""Marks a field that people read: it must have an entry in the English catalogue."""

Rule = Callable[[Any], str | None]
"""Looks at a value, or at a whole part; returns the name of the rule it breaks, or ``None``."""


@dataclass(frozen=True)
class Length:
    """How many characters of a text, or items of a list."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Pattern:
    """What must be found in a text, and what is wrong if it is not."""

    regex: str
    rule: str


@dataclass(frozen=True)
class Between:
    """The least and the greatest value of a number, and what is wrong outside them."""

    least: int
    most: int
    rule: str


@dataclass(frozen=True)
class Check:
    """A rule of one field that no mark above can say."""

    rule: Rule


NOT_BLANK = Pattern(r"\S", "blank")
Mark = Length | Pattern | Between | Check


class BrokenRuleError(ValueError):
    """A part was made, in code, that breaks a rule of its own."""

    def __init__(self, part: str, rule: str) -> None:
        super().__init__(f"{part}: {rule}")
        self.rule = rule


@dataclass(frozen=True, kw_only=True, eq=False)  # no fields of its own to compare
class Part:
    """Any part of a file: fixed once made, and never at odds with its own rules.

    A part that has a rule about several of its fields has a method ``_rule`` that returns the name of the
    rule it breaks, or ``None``. The ``_rule`` of an ancestor is asked too, so nobody calls ``super()``.
    """

    def __post_init__(self) -> None:
        for rule in rules_of(type(self)):
            broken = rule(self)
            if broken is not None:
                raise BrokenRuleError(type(self).__name__, broken)


def rules_of(part: type[Part]) -> Iterator[Rule]:
    """Walk the rules of a part, those of its ancestors first."""
    for ancestor in reversed(part.__mro__):
        rule = vars(ancestor).get("_rule")
        if rule is not None:
            yield rule


@dataclass(frozen=True)
class Fault:
    """Something in a file that does not fit the model, before it is put into words.

    Parameters
    ----------
    loc
        Keys and positions from the top of the file.
    rule
        Name of what is wrong: a key of the table in :mod:`fis_lessons.cases.messages`.
    given
        What stands there.
    allowed
        The values there are, for a choice; the keys there are, for an unknown key.
    limit
        The length that was passed, for ``too_short`` and ``too_long``.
    """

    loc: tuple[str | int, ...]
    rule: str
    given: Any = None
    allowed: tuple[str, ...] = ()
    limit: int | None = None
