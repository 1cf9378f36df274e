"""Numbered notes: each number on the page points to its source, or is called an assumption."""

from __future__ import annotations

import re

from fis_lessons.cases import Case
from fis_lessons.cases.base import Claim, File, Grounded, borrowed_text
from fis_lessons.classes import dataclass
from fis_lessons.figures import Html, markdown, plain
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True)
class Note:
    """Where a statement comes from: a line of Markdown, and the address if there is one."""

    text: str
    url: str = ""
    assumption: bool = False
    borrowed: str = ""
    """Whose it is, if the case borrows it: the mark on the page says so."""


class Citations:
    """The notes of one lesson, numbered in the order they were first used."""

    def __init__(self) -> None:
        self._notes: list[Note] = []

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes used so far, in the order of their numbers."""
        return tuple(self._notes)

    def cite(self, *notes: Note) -> str:
        """Return the marks to put after a statement: ``[[3]](https://…)``; an assumption says it is one."""
        return "".join(f" {self._mark(note)}" for note in notes)

    def _mark(self, note: Note) -> str:
        if note not in self._notes:
            self._notes.append(note)
        whose = f", {borrowed_text(note.borrowed)}" if note.borrowed else ""
        place = self._notes.index(note) + 1
        said = _("ipotesi {number}").format(number=place) if note.assumption else str(place)
        label = f"\\[{said}{whose}\\]"
        return f"[{label}](<{note.url}>)" if note.url else label

    def listing(self) -> Html:
        """List the notes: sources first met first, assumptions said to be so."""
        if not self._notes:
            words = _("Nessuna fonte citata fin qui.")
            return Html(f"<p>{words}</p>", words)
        lines = []
        for position, note in enumerate(self._notes, start=1):
            head = _("Ipotesi per la lezione:") + " " if note.assumption else ""
            lines.append(f"{position}. {head}{note.text}{_undated(note)}")
        words = "\n".join(lines)
        return Html(f'<div class="fis-sources">{markdown(words)}</div>', plain(words))


_YEAR = r"\b(?:1[5-9]|20)\d\d\b"
_ADDRESS = r"\]\([^)]*\)"


def _undated(note: Note) -> str:
    """Say that a page bears no date where nothing in its note does: whoever reads it must know."""
    if note.assumption or not note.url or re.search(_YEAR, re.sub(_ADDRESS, "]", note.text)):
        return ""
    words = _("senza data")
    return "" if words in note.text else f", {words}"


def opening_words(case: Case, citations: Citations, *, most: int = 1) -> str:
    """Tell the municipality and the project of a case, in Markdown; a project that is another's is called so.

    Parameters
    ----------
    case
        The case.
    citations
        Where its sources are cited.
    most
        How many sentences of the project.
    """
    said = [_(one.text) + citations.cite(*notes_of(case, one)) for one in case.story[:most]]
    here = case.summary[0]
    if here.borrowed or not case.story[0].borrowed:
        return "\n\n".join(said)
    own = _(here.text) + citations.cite(*notes_of(case, here))
    whose = _("**Il progetto, {borrowed}.**").format(borrowed=borrowed_text(case.story[0].borrowed))
    return "\n\n".join([own, f"{whose} {said[0]}", *said[1:]])


def notes_of(case: File, thing: Grounded | Claim) -> tuple[Note, ...]:
    """Return the notes to cite for a part of the case: its sources, or its assumption."""
    assumption = getattr(thing, "assumption", None)
    if assumption:
        words = _(assumption)
        if thing.borrowed:
            words += f" ({borrowed_text(thing.borrowed)})"
        return (Note(words, assumption=True, borrowed=thing.borrowed or ""),)
    return tuple(
        Note(source.markdown(), source.url, borrowed=source.borrowed or "")
        for source in case.sources_of(thing)
    )
