"""Collect a class and say what was found: the counts, what was set aside and why, and where to look."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from fis_lessons.course.class_book import class_book
from fis_lessons.course.class_page import class_page
from fis_lessons.course.classroom.attendance import attendance, whose_in
from fis_lessons.course.classroom.roster import Roster
from fis_lessons.course.collect import Class, by_name, collect
from fis_lessons.course.plan import Plan
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language, number
from fis_lessons.i18n import gettext as _

_SHOWN = 30


def collect_and_tell(
    folder: Path,
    output: Path,
    *,
    lang: Language,
    other_versions: bool = False,
    roster: Roster | None = None,
    plan: Plan | None = None,
    console: Console | None = None,
) -> Class:
    """Collect the hand-ins of a folder, write the spreadsheet and the page, and tell.

    Parameters
    ----------
    folder
        Where the hand-ins are.
    output
        The spreadsheet; the page has the same name and ends in ``.html``.
    lang
        Language of both.
    other_versions
        As in :func:`~fis_lessons.course.collect.collect`.
    roster, plan
        The list of the class and the course it was built from, to say whose variant is whose and who is missing.
    console
        Where to tell.

    Raises
    ------
    BuildError
        If the folder cannot be read, or the name of the spreadsheet does not end in ``.xlsx``.
    OSError
        If the files cannot be written.
    """
    if output.suffix.lower() != ".xlsx":
        raise BuildError(
            _("Il foglio di calcolo deve avere un nome che finisce con .xlsx."), [Problem("-o", output.name)]
        )
    out = console or Console(highlight=False, markup=False, soft_wrap=True)
    page = output.with_suffix(".html")
    whose = whose_in(roster) if roster is not None else by_name
    found = collect(folder, lang=lang, other_versions=other_versions, skip=(output, page), whose=whose)
    missing: Mapping[str, tuple[str, ...]] = {}
    if roster is not None and plan is not None:
        beside = attendance(found, roster, plan)
        found, missing = beside.found, beside.missing
    write_whole(output, class_book(found, lang=lang))
    write_whole(page, class_page(found, lang=lang))
    out.print(
        _("Consegne contate: {count}. Persone: {persons}.").format(
            count=number(found.hand_ins), persons=number(found.persons)
        )
    )
    for lesson, names in missing.items():
        if names:
            out.print(_("Lezione {id}, mancano: {names}.").format(id=lesson, names=", ".join(names)))
    noted = [row for group in found.groups for row in group.rows if row.notes]
    if noted:
        out.print(_("Contate, ma da guardare due volte: {count}.").format(count=number(len(noted))))
    for row in noted[:_SHOWN]:
        out.print(f"  - {row.file}: {' '.join(row.notes)}")
    if found.aside:
        out.print(_("Messe da parte: {count}.").format(count=number(len(found.aside))))
    for one in found.aside[:_SHOWN]:
        out.print(f"  - {one.file}: {one.reason}")
    if len(found.aside) > _SHOWN:
        out.print("  " + _("Le altre sono elencate nella pagina e nel foglio."))
    for path in (output, page):
        out.print(_("Scritto {path}").format(path=path))
    return found
