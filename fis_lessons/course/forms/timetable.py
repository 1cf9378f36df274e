"""What of a lesson falls in which minutes: the trainer's plan, laid over the cells of the notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup

from fis_lessons.course.forms.cells import Cell
from fis_lessons.course.hour import Step
from fis_lessons.course.to_read import STOP

_EXERCISES = re.compile(r"\b(?:eserciz|exercise)\w*\s+", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\d+|,|\s|\b(?:e|ed|al|dal|and|to|from)\b)+", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s+(?:al|to)\s+(\d+)", re.IGNORECASE)
_HEADING = re.compile(r"^h[1-4]$")
_STEM = 5
"""Letters by which two words are taken for the same: «sorteggio» and «sorteggiare»."""


@dataclass(frozen=True)
class Slot:
    """A row of the plan with what falls in it.

    Parameters
    ----------
    start
        Minutes from the beginning.
    step
        The row.
    exercises
        Numbers of the exercises it names.
    cells
        Of the notebook, in order.
    stop
        Whether one may stop after it.
    """

    start: int
    step: Step
    exercises: tuple[int, ...]
    cells: tuple[Cell, ...]
    stop: bool


def exercises_in(text: str) -> tuple[int, ...]:
    """List the numbers of the exercises a row names, in either language.

    Examples
    --------
    >>> exercises_in("Secondo controllo, esercizi dal 2 al 5")
    (2, 3, 4, 5)
    >>> exercises_in("Exercise 3, first control, exercises 4 and 6")
    (3, 4, 6)
    """
    found: list[int] = []
    for word in _EXERCISES.finditer(text):
        said = _COUNTED.match(text, word.end())
        if said:
            for first, last in _RANGE.findall(said[0]):
                found += range(int(first), int(last) + 1)
            found += [int(one) for one in re.findall(r"\d+", said[0])]
    return tuple(sorted(set(found)))


def timetable(steps: Sequence[Step], cells: Sequence[Cell]) -> list[Slot]:
    """Lay the plan over the notebook, both in order.

    A part of the notebook goes to the row that names its exercises or has words of its heading; the division is
    the best of all that keep the order.

    Parameters
    ----------
    steps
        The plan.
    cells
        Of the lesson as the trainer has it, without the plan itself.
    """
    if not steps:
        return []
    parts = _parts(cells)
    rows = _best([_Part.of(part, cells) for part in parts], steps)
    numbers = [exercises_in(f"{step.part}. {step.what}") for step in steps]
    placed = [
        (_row_named(cell, numbers, row), cell) for part, row in zip(parts, rows, strict=True) for cell in part
    ]
    slots, start = [], 0
    for place, step in enumerate(steps):
        own = tuple(cell for row, cell in placed if row == place)
        slots.append(Slot(start, step, numbers[place], own, any(cell.id == STOP for cell in own)))
        start += step.minutes
    return slots


def _row_named(cell: Cell, numbers: Sequence[tuple[int, ...]], row: int) -> int:
    """Return the row of the first exercise a note names, or the row of its part of the notebook."""
    if not cell.trainer:
        return row
    said = exercises_in(BeautifulSoup(cell.html, "html.parser").get_text(" "))
    return next((at for at, own in enumerate(numbers) if said and min(said) in own), row)


def _parts(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cut the notebook before each heading; a note stays with what it is about."""
    parts: list[list[Cell]] = [[]]
    for cell in cells:
        begins = not cell.trainer and not cell.call and BeautifulSoup(cell.html, "html.parser").find(_HEADING)
        if begins and parts[-1]:
            parts.append([])
        parts[-1].append(cell)
    return parts


@dataclass(frozen=True)
class _Part:
    """What tells where a part of the notebook belongs."""

    words: frozenset[str]
    asked: frozenset[int]
    quiz: bool

    @classmethod
    def of(cls, part: Sequence[Cell], cells: Sequence[Cell]) -> _Part:
        soup = BeautifulSoup(part[0].html, "html.parser") if part and not part[0].call else None
        heads = [one.get_text(" ") for one in soup.find_all(_HEADING)] if soup else []
        numbered = [cell.id for cell in cells if cell.call == "ask" and not cell.extra]
        asked = {numbered.index(cell.id) + 1 for cell in part if cell.id in numbered}
        return cls(_stems(heads), frozenset(asked), any(cell.call == "quiz" for cell in part))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    words = re.findall(r"\w{4,}", " ".join(texts).casefold())
    return frozenset(word[:_STEM] for word in words)


def _best(parts: Sequence[_Part], steps: Sequence[Step]) -> list[int]:
    """Return the row of each part: the best score of all divisions in order."""
    named = [_stems([step.part]) for step in steps]
    told = [_stems([step.what]) for step in steps]
    numbers = [set(exercises_in(f"{step.part}. {step.what}")) for step in steps]

    def score(part: _Part, row: int) -> float:
        words = 3 * len(part.words & named[row]) / max(1, len(named[row])) + 0.5 * len(part.words & told[row])
        questions = 4 * len(part.asked & numbers[row]) - 4 * len(part.asked - numbers[row])
        return words + questions + 4 * (part.quiz and row == len(steps) - 1)

    # best[row]: score of the parts so far with the last one in this row, and the rows that lead there;
    # the first part is the title, which opens the lesson
    best: list[tuple[float, list[int]]] = [(0.0 if row == 0 else -1e9, [row]) for row in range(len(steps))]
    for part in parts[1:]:
        best = [
            # where nothing tells, a part stays with the one before
            max(
                (
                    (found + score(part, row) - 0.1 * (row - before), [*rows, row])
                    for before, (found, rows) in enumerate(best[: row + 1])
                ),
                key=lambda one: one[0],
            )
            for row in range(len(steps))
        ]
    return max(best, key=lambda one: one[0])[1]
