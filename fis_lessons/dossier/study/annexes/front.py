"""The first sheet: whose the annexes are, what each sheet holds, which cells are to be written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.i18n import counted, number
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import fill, font, for_print, headings, mark_cell, put, put_formula, top

_WIDTHS = (34, 70)


@dataclass(frozen=True)
class Listed:
    """A sheet as the first one tells of it.

    Parameters
    ----------
    title
        Name of the sheet; what it would be called, if there is none.
    holds
        What is in it; empty if there is no such sheet yet.
    lesson
        Which makes it, if there is none.
    """

    title: str
    holds: str = ""
    lesson: str = ""


@dataclass(frozen=True)
class Told:
    """A number the first sheet shows: where it is computed, and how it looks."""

    label: str
    cell: str
    look: str = "#,##0.00"


def put_front(annexes: Annexes, listed: Sequence[Listed], told: Sequence[Told], *, example: str) -> None:
    """Write the first sheet, once the others are there.

    Parameters
    ----------
    annexes
        The workbook.
    listed
        Its sheets, those that are not filled too.
    told
        Numbers to show.
    example
        Declares a teaching reconstruction; empty for the learner's own.
    """
    sheet = annexes.first
    there = [one for one in listed if one.holds]
    title = _("Allegati dello studio di fattibilità")
    row = top(sheet, title, annexes.facts)
    if example:
        row = _sentences(sheet, row, [example]) + 1
    if there:
        headings(sheet, row, [_("Foglio"), _("Che cosa contiene")], widths=_WIDTHS)
        row = fill(sheet, ([one.title, one.holds] for one in there), first=row + 1)
        _links(sheet, annexes, there, row - len(there))
    if not example:  # nobody is going to fill the others
        row = _sentences(sheet, row, _lacking(listed))
    if told:
        row += 1
        headings(sheet, row, [_("In breve"), _("Calcolato nei fogli")], widths=_WIDTHS)
        for one in told:
            row += 1
            put(sheet, row, 1, one.label).alignment = _wrapped()
            _give_room(sheet, row, one.label, width=_WIDTHS[0])
            cell = put_formula(sheet, row, 2, one.cell)
            cell.number_format = one.look
            cell.alignment = _left()
        row += 1
    if there:
        row = _legend(sheet, row + 1)
        row = _sentences(sheet, row + 1, _how(annexes))
    for_print(sheet, title=annexes.head(title), note=annexes.foot, landscape=False)
    sheet.print_options.gridLines = sheet.sheet_view.showGridLines = False


def _lacking(listed: Sequence[Listed]) -> list[str]:
    """Name the sheets that are not there yet, each with the lesson it is made in."""
    names = [
        _("{sheet} (lezione {lesson})").format(sheet=one.title, lesson=one.lesson)
        for one in listed
        if one.lesson
    ]
    words = _("Fogli che ancora non ci sono, con la lezione in cui nascono: {names}.")
    return [words.format(names=", ".join(names))] if names else []


def _legend(sheet: Any, row: int) -> int:
    headings(sheet, row, [_("Come si legge"), ""], widths=_WIDTHS)
    rows = (
        (
            "input",
            _("casella del progetto"),
            _("Si scrive qui. Riletta dal corso, diventa una proposta per il tuo progetto."),
        ),
        ("assumption", _("ipotesi del foglio"), _("Si può cambiare per provare. Non torna nel progetto.")),
        ("", _("senza bordo"), _("È un conto: una formula che parte dalle caselle. Non scriverci sopra.")),
    )  # fmt: skip
    for kind, name, words in rows:
        row += 1
        cell = put(sheet, row, 1, name)
        cell.alignment = _wrapped()
        if kind == "input":
            mark_cell(cell, "input")
        elif kind == "assumption":
            mark_cell(cell, "assumption")
        put(sheet, row, 2, words).alignment = _wrapped()
        sheet.row_dimensions[row].height = 20
    return row + 1


def _how(annexes: Annexes) -> list[str]:
    lines = [
        _(
            "Apri il file con LibreOffice o con Excel, cambia le caselle gialle, salva in formato xlsx nella "
            "cartella del corso e rileggilo dalla lezione 13: vedi che cosa cambia nel progetto, e decidi tu."
        ),
        _(
            "Una parte nascosta ricorda i valori iniziali: serve a dire che cosa hai cambiato. Non "
            "contiene altro."
        ),
    ]
    cut = sum(annexes.shortened.values())
    if cut:
        words = counted(
            cut,
            one=_("{count} testo è troppo lungo per una cella che si stampa: qui è tagliato, e non si rilegge."),
            more=_(
                "{count} testi sono troppo lunghi per una cella che si stampa: qui sono tagliati, e non si "
                "rileggono."
            ),
        )  # fmt: skip
        sheets = ", ".join(f"«{name}» ({number(many)})" for name, many in annexes.shortened.items())
        lines.append(f"{words} {sheets}")
    return lines


def _give_room(sheet: Any, row: int, text: str, *, width: float) -> None:
    """Make a row as tall as its text needs in a column so wide: no program does it by itself."""
    sheet.row_dimensions[row].height = 15 * -(-len(text) * 11 // (int(width) * 10)) + 4


def _links(sheet: Any, annexes: Annexes, listed: Sequence[Listed], first: int) -> None:
    """Let the name of each sheet lead to it."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    for row, one in enumerate(listed, start=first):
        if one.title in annexes.book.sheetnames:
            cell = sheet.cell(row, 1)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{one.title}'!A1", display=one.title)
            cell.font = font(bold=False, colour="0B3D91")


def _sentences(sheet: Any, row: int, lines: Sequence[str]) -> int:
    for line in lines:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        put(sheet, row, 1, line).alignment = _wrapped()
        _give_room(sheet, row, line, width=sum(_WIDTHS))
        row += 1
    return row


def _wrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")


def _left() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal="left", vertical="top")
