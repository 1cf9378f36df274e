"""How long the lessons of a course take in class, and where each may be cut without harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from fis_lessons.course import notebooks
from fis_lessons.course.notebooks import tags
from fis_lessons.course.plan import LessonLike, Plan
from fis_lessons.course.translate import translate

CLOSING = 2
"""Minutes kept of the last part where the quiz is for home: what one takes away is said in class."""

_ROW = re.compile(r"^\|\s*(?P<cells>[^|\n]+(?:\|[^|\n]*)+?)\|?\s*$", re.MULTILINE)
_EXERCISES = re.compile(r"eserciz\w*\b(?P<rest>[^;]*)", re.IGNORECASE)
_SPAN = re.compile(r"dal\s+(\d+)\s+al\s+(\d+)|(\d+)")
_STOP = re.compile(r"^\*\*Puoi fermarti qui")
_QUIZ = re.compile(r"\bquiz\b", re.IGNORECASE)
_LESSON = re.compile(r"\b(?:lezion[ei]\s+)?(?P<id>\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stop:
    """A natural end before the end.

    Parameters
    ----------
    minutes
        Until there.
    after
        Heading of the last section before it, in the language of the course.
    """

    minutes: int
    after: str


@dataclass(frozen=True)
class Sitting:
    """A lesson in class.

    Parameters
    ----------
    lesson, title
        Number and title, in the language of the course.
    minutes
        All of it, as its trainer's plan adds up.
    quiz
        Minutes saved if the quiz is for home.
    stop
        Where it may end before, if it may.
    helps
        Lessons that help to follow it.
    """

    lesson: str
    title: str
    minutes: int
    quiz: int = 0
    stop: Stop | None = None
    helps: tuple[str, ...] = ()


def sittings(plan: Plan) -> tuple[Sitting, ...]:
    """Read from its notebooks how long each lesson of a course takes, in the order of the course."""
    first = plan.languages[0]
    return tuple(
        _sitting(variant.lesson, translate(source, variant.catalogue, lang=variant.lang), source)
        for variant in plan.variants
        if variant.lang == first
        for source in (notebooks.read(variant.lesson.notebook),)
    )


def _sitting(lesson: LessonLike, shown: NotebookNode, source: NotebookNode) -> Sitting:
    facts = source.metadata.get("fis", {})
    minutes = facts.get("minutes", 0)
    parts = list(plan_parts(source))
    quiz = next((part.minutes for part in reversed(parts) if _QUIZ.search(part.title)), 0)
    helps = " ".join(str(line) for line in facts.get("prerequisites", ()))
    return Sitting(
        lesson.id,
        str(shown.metadata.get("fis", {}).get("title") or lesson.notebook.stem),
        minutes if isinstance(minutes, int) else 0,
        max(quiz - CLOSING, 0),
        _stop(source, shown, parts),
        tuple(sorted({found["id"] for found in _LESSON.finditer(helps)} - {lesson.id})),
    )


# --- the trainer's plan ---------------------------------------------------------------------------
@dataclass(frozen=True)
class Part:
    """A row of the trainer's plan: what, how long, which exercises are in it."""

    title: str
    minutes: int
    exercises: tuple[int, ...]


def plan_parts(notebook: NotebookNode) -> Iterator[Part]:
    """Read the rows of the trainer's plan of a lesson, in Italian; none if it has no plan."""
    for cell in notebook.cells:
        if cell.id == "trainer-plan" and "trainer" in tags(cell):
            for row in _ROW.finditer(cell.source):
                cells = [one.strip() for one in row["cells"].split("|")]
                minutes = next((one for one in cells if one.isdigit()), "")
                words = [one for one in cells if one and not one.isdigit()]
                if minutes and words:
                    yield Part(words[0], int(minutes), _exercises(" ".join(words)))


def _exercises(words: str) -> tuple[int, ...]:
    found: set[int] = set()
    for told in _EXERCISES.finditer(words):
        for span in _SPAN.finditer(told["rest"]):
            first, last = (span[1], span[2]) if span[1] else (span[3], span[3])
            found |= set(range(int(first), int(last) + 1))
    return tuple(sorted(found))


def _stop(source: NotebookNode, shown: NotebookNode, parts: list[Part]) -> Stop | None:
    done, heading = 0, ""
    seen: list[str] = []
    for cell, other in zip(source.cells, shown.cells, strict=True):
        if _STOP.match(cell.source):
            minutes = _until(parts, done, seen)
            return Stop(minutes, heading) if minutes else None
        done += "exercise" in tags(cell) and "extra" not in tags(cell)
        if cell.source.startswith("## ") and "trainer" not in tags(cell):
            heading = other.source.partition("\n")[0].removeprefix("## ").strip()
            seen.append(cell.source.partition("\n")[0].removeprefix("## ").strip())
    return None


def _until(parts: list[Part], done: int, headings: list[str]) -> int:
    """Add up the parts before a stop; of a part that goes over it, the share of its exercises before it."""

    def before(part: Part) -> bool:
        named = any(title.casefold().startswith(part.title.casefold()) for title in headings)
        return named or any(number <= done for number in part.exercises)

    last = max((at for at, part in enumerate(parts) if before(part)), default=-1)
    total = 0.0
    for part in parts[: last + 1]:
        own = [number for number in part.exercises if number <= done]
        total += part.minutes * (len(own) / len(part.exercises) if part.exercises else 1)
    return round(total)
