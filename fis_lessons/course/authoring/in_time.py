"""Rules about minutes and about what is cited."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from fis_lessons.course.authoring.in_headings import sound_address
from fis_lessons.course.authoring.material import Subject
from fis_lessons.course.authoring.registry import Hit, check, short
from fis_lessons.course.hour import hour_of, planned
from fis_lessons.course.notebooks import tags
from fis_lessons.i18n import gettext as _

FAR = 0.25
"""How far the minutes said may be from those counted, as a share."""
ALONE = 60
"""Minutes after which a lesson says where one can stop."""
MIDDLE = (0.3, 0.7)
"""Where in the lesson: share of its exercises that come before."""
PLAN = "trainer-plan"
_SMALL = {"un quarto": 15, "mezza": 30, "mezzo": 30, "tre quarti": 45, "dieci": 10, "venti": 20, "cinque": 5,
          "venticinque": 25, "quaranta": 40, "cinquanta": 50}  # fmt: skip
_HOUR = re.compile(
    r"\bun'ora(?: e (?P<rest>un quarto|mezz[ao]|tre quarti|\d+|\w+))?\b(?P<minutes> minuti)?", re.IGNORECASE
)
_TIME = re.compile(r"\b(?:(?:un|mezz|d)'ora|ore|minuti)\b", re.IGNORECASE)
_ROUND = 5
_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|senza data|\bs\.d\.")
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_HREF = re.compile(r'href="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
STOP = re.compile(r"puoi fermarti|fermati qui|prima parte finisce|una pausa", re.IGNORECASE)


@check("minutes-plan")
def minutes_plan(subject: Subject) -> Iterator[Hit]:
    """The trainer's plan adds up to the minutes the lesson says."""
    if _plan(subject) is None:
        if subject.minutes:
            yield Hit(PLAN, "–")
    elif (total := planned(subject.notebook)) != subject.minutes:
        yield Hit(PLAN, _("{total} nel piano, {said} nei metadati").format(total=total, said=subject.minutes))


def _plan(subject: Subject) -> str | None:
    cells = (cell for cell in subject.notebook.cells if cell.get("id") == PLAN and "trainer" in tags(cell))
    cell = next(cells, None)
    return None if cell is None else str(cell.source)


@check("minutes-quiz")
def minutes_quiz(subject: Subject) -> Iterator[Hit]:
    """The quiz is part of the time."""
    if (plan := _plan(subject)) is not None and "quiz" not in plan.lower():
        yield Hit(PLAN)


@check("minutes-honest")
def minutes_honest(subject: Subject) -> Iterator[Hit]:
    """What a lesson says it takes is near what it takes: reading, exercises, controls, take-home, quiz."""
    if subject.lesson is not None and subject.minutes:
        counted = hour_of(subject.notebook, subject.lesson).total
        if abs(subject.minutes / counted - 1) > FAR:
            words = _("{said} dichiarati, {counted} contati")
            yield Hit("metadata", words.format(said=subject.minutes, counted=round(counted)))


@check("minutes-said")
def minutes_said(subject: Subject) -> Iterator[Hit]:
    """The title page and the trainer's plan say the minutes of the metadata, rounded as people round."""
    for piece in subject.pieces:
        if piece.place in ("title", PLAN):
            for found in _HOUR.finditer(piece.bare):
                said = _minutes(found)
                if said is not None and subject.minutes and abs(said - subject.minutes) > _ROUND:
                    yield Hit(piece.place, found[0])


@check("minutes-title")
def minutes_title(subject: Subject) -> Iterator[Hit]:
    """The first page says how long the lesson is: whoever opens it decides whether to begin now."""
    said = [piece for piece in subject.pieces if piece.place == "title"]
    if said and subject.minutes and not any(_TIME.search(piece.bare) for piece in said):
        yield Hit("title", short(said[0].bare))


def _minutes(found: re.Match[str]) -> int | None:
    rest = (found["rest"] or "").lower()
    if not rest:
        return 60
    if rest.isdigit():
        return 60 + int(rest)
    return 60 + _SMALL[rest] if rest in _SMALL else None


@check("stop-missing")
def stop_missing(subject: Subject) -> Iterator[Hit]:
    """Whoever studies alone in a long lesson is told where it can be left and taken up again."""
    if subject.minutes > ALONE and not _stops(subject):
        yield Hit("", _("minuti: {count}").format(count=subject.minutes))


@check("stop-middle")
def stop_middle(subject: Subject) -> Iterator[Hit]:
    """The place to stop is about half way."""
    cells = subject.notebook.cells
    asked = [at for at, cell in enumerate(cells) if "exercise" in tags(cell)]
    for name in _stops(subject):
        here = next(at for at, cell in enumerate(cells) if cell.get("id") == name)
        before = sum(at < here for at in asked) / len(asked) if asked else 0.5
        if not MIDDLE[0] <= before <= MIDDLE[1]:
            yield Hit(name, f"{before:.0%}")


def _stops(subject: Subject) -> list[str]:
    pieces = [piece for piece in subject.pieces if piece.kind == "prose" and STOP.search(piece.bare)]
    return list(dict.fromkeys(piece.place for piece in pieces))


@check("source-date")
def source_date(subject: Subject) -> Iterator[Hit]:
    """A source says its year, or that it has none."""
    for item in _ITEM.findall(subject.listed):
        words = _TAG.sub("", item)
        if "<a " in item and not _DATED.search(words):
            yield Hit("sources", short(words))


@check("source-shape")
def source_shape(subject: Subject) -> Iterator[Hit]:
    """The address of a source has the shape of one that can be opened."""
    for target in _HREF.findall(subject.listed):
        if not sound_address(html.unescape(target)):
            yield Hit("sources", short(target))
