"""Where what a study says comes from: the project, a source, an assumption; as notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fis_lessons.cases.base import Claim, File, Grounded, Source, borrowed_text
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.dossier.record_sections import SECTIONS
from fis_lessons.dossier.study.content import Note
from fis_lessons.figures import plain
from fis_lessons.i18n import day
from fis_lessons.i18n import gettext as _


def source_note(source: Source) -> Note:
    """Cite a source: publisher, title, date, and how far it can be trusted."""
    trust = source.trust_text()
    words = f"{source.publisher}, {source.title_text()}, {source.date_text()}"
    return Note(kind="source", text=f"{words} ({trust})" if trust else words, url=source.url)


def grounds(file: File, *things: Grounded | Claim) -> tuple[Note, ...]:
    """Return the notes of some parts of a file: their sources, or what is assumed."""
    found: list[Note] = []
    for thing in things:
        found += [source_note(source) for source in file.sources_of(thing)]
        assumption = getattr(thing, "assumption", None)
        if assumption:
            whose = f" ({borrowed_text(thing.borrowed)})" if thing.borrowed else ""
            found.append(Note(kind="assumption", text=_(assumption) + whose))
    return tuple(dict.fromkeys(found))


def record_note(one: Revision) -> Note:
    """Say in which lesson and on which day something of the project was written."""
    names = {section.id: section.title for section in SECTIONS}
    section = names.get(one.section, one.section)
    try:
        when = day(one.time.astimezone().date()) if one.time else ""
    except (OverflowError, OSError, ValueError):
        when = ""
    parts = [_("Dal progetto, «{section}»").format(section=section)]
    if re.fullmatch("[0-9]{2}", one.lesson):
        parts.append(_("lezione {id}").format(id=one.lesson))
    parts.append(
        _("scritto il {day}").format(day=when) if when else _("scritto in una data che non si legge")
    )
    return Note(kind="record", text=", ".join(parts))


def record_notes(written: Iterable[Revision]) -> tuple[Note, ...]:
    """Return the notes of some versions, each once."""
    return tuple(dict.fromkeys(record_note(one) for one in written))


def line_note(markdown: str) -> Note:
    """Cite a source given as a line of Markdown: its words, and its address if it has one."""
    link = re.search(r"\]\(<?(https?://[^)>\s]+)", markdown)
    return Note(kind="source", text=plain(markdown), url=link[1] if link else "")


def assumed(words: str) -> tuple[Note, ...]:
    """Return the note of an assumption of ours."""
    return (Note(kind="assumption", text=words),)
