"""A sheet of the annexes: cells to write in, assumptions, formulas that point to them, and how it prints.

Every number a person may change stands in one cell, with a border and a colour; every other number is a formula.
Beside each cell to write in, in a hidden column, is the field of the project it was taken from.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.heading import heading_line, heading_rows
from fis_lessons.i18n import Language, day
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import (
    HEAD_COLOUR,
    RATIO,
    fit_heights,
    font,
    for_print,
    mark_cell,
    new_book,
    new_sheet,
    put,
    put_formula,
    sheet_name,
    text,
)

Look = Literal["money", "paid", "whole", "number", "share", "ratio", "date", "text", "year"]
FORMATS: Mapping[Look, str] = {
    "money": "#,##0.00",
    "whole": "#,##0",
    "number": "#,##0.##",
    "share": "0.0%",
    "ratio": RATIO,
    "date": "dd/mm/yyyy",
    "text": "General",
    "year": "0",
    "paid": '#,##0.00;-#,##0.00;"–"',
}

LABEL, FIRST, LAST, NOTE, KEY = 1, 2, 7, 8, 9
"""Columns of a sheet of terms: what it is called, six of numbers, a note, the hidden name."""
_WIDTHS = (46, 17, 17, 17, 17, 15, 15, 56)
_MOST_LINES = 24
"""Lines of a cell: a row can be no higher, and what does not fit would be cut on paper without a word."""
NUMBER_KEY, TABLE_KEY = "fis", "fis_id"
"""Heads of the hidden columns: of the names of single cells, of the names of rows."""


@dataclass
class Annexes:
    """The workbook while it is made.

    Parameters
    ----------
    heading, version, date, lang
        Printed on every page.
    book
        Of openpyxl.
    cut
        Fields of the project whose text does not fit in its cell: they are not read back.
    shortened
        Names of the sheets where a text was too long for a cell.
    worked
        Whether they are of an example for teaching.
    """

    heading: Values
    version: int
    date: datetime.date
    lang: Language
    book: Any = None
    first: Any = None
    cut: set[str] = field(default_factory=set)
    shortened: dict[str, int] = field(default_factory=dict)
    worked: bool = False

    def __post_init__(self) -> None:
        self.book, self.first = new_book(_("Leggimi"))

    def supposed(self, title: str) -> str:
        """Call a sheet of a worked study an assumption, as the study calls its tables."""
        return _("{caption} (ipotesi)").format(caption=title) if self.worked else title

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Whose it is, line by line."""
        return heading_rows(self.heading, version=self.version, date=self.date)

    @property
    def foot(self) -> str:
        """Whose it is, on one line."""
        return heading_line(self.heading, version=self.version, date=self.date)

    def new(self, name: str) -> Any:
        """Add a sheet; a name that is taken gets a number, whatever its capitals."""
        taken = {one.casefold() for one in self.book.sheetnames}
        wanted = sheet_name(name)
        free = wanted
        for place in range(2, 1_000):
            if free.casefold() not in taken:
                break
            free = f"{wanted[:27]} {place}"
        return new_sheet(self.book, free)

    def head(self, title: str) -> str:
        """Write what stands over every page."""
        who = self.heading.get("municipality", "").strip()
        return " · ".join(part for part in (title, who, day(self.date)) if part)

    def fitting(self, sheet: Any, words: str, *, width: float) -> tuple[str, bool]:
        """Cut a text to what a cell can print, and count it; say whether it was cut."""
        limit = int(width * _MOST_LINES * 0.9)
        plain = text(words, limit=limit + 1)
        lines = sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in plain.split("\n"))
        if len(plain) <= limit and lines <= _MOST_LINES:
            return plain, False
        self.shortened[sheet.title] = self.shortened.get(sheet.title, 0) + 1
        end = _("… (il seguito è nel progetto e nello studio)")
        while plain and lines > _MOST_LINES - 2:
            plain = plain[: int(len(plain) * 0.8)]
            lines = sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in plain.split("\n"))
        return plain[: max(0, limit - len(end) - 1)].rstrip() + " " + end, True


class Page:
    """A sheet of terms and of what follows from them, from the top down.

    Parameters
    ----------
    annexes
        The workbook.
    name
        Of the sheet.
    title
        Over it.
    intro
        What it is and what it is not.
    """

    def __init__(self, annexes: Annexes, name: str, *, title: str, intro: str) -> None:
        from openpyxl.utils import get_column_letter

        self.annexes = annexes
        self.sheet = annexes.new(name)
        self.title = title
        self.row = 1
        self.guard = ""
        self._breaks: list[int] = []
        self._numbers: list[str] = []
        for position, width in enumerate(_WIDTHS, start=1):
            self.sheet.column_dimensions[get_column_letter(position)].width = width
        self.sheet.column_dimensions[get_column_letter(KEY)].hidden = True
        put(self.sheet, 1, LABEL, title).font = font(size=14)
        put(self.sheet, 1, KEY, NUMBER_KEY)
        self.row = 2
        self.words(annexes.foot)
        self.words(intro)

    def words(self, *lines: str) -> None:
        """Write sentences across the sheet."""
        width = sum(_WIDTHS)
        for line in lines:
            words, _cut = self.annexes.fitting(self.sheet, line, width=width)
            cell = put(self.sheet, self.row, LABEL, words)
            cell.alignment = _wrapped()
            self.sheet.merge_cells(start_row=self.row, start_column=LABEL, end_row=self.row, end_column=NOTE)
            count = sum(max(1, math.ceil(len(one) * 1.05 / width)) for one in words.split("\n"))
            self.sheet.row_dimensions[self.row].height = 15 * count + 3
            self.row += 1

    def section(
        self, title: str, columns: Sequence[str] = (), *, note: str = "", new_page: bool = False
    ) -> None:
        """Begin a section: its title and, over the columns of numbers, their heads."""
        from openpyxl.styles import PatternFill

        if new_page:
            self._breaks.append(self.row)
        self.row += 1
        titles = [title, *columns, *[""] * (LAST - FIRST + 1 - len(columns)), note or _("Note e fonti")]
        for position, words in enumerate(titles, start=LABEL):
            cell = put(self.sheet, self.row, position, words)
            cell.font = font(colour="FFFFFF")
            cell.fill = PatternFill("solid", start_color=HEAD_COLOUR)
            cell.alignment = _wrapped(right=FIRST <= position <= LAST)
        self._fit()

    def field(
        self,
        key: str,
        label: str,
        value: object,
        *,
        look: Look = "whole",
        unit: str = "",
        note: str = "",
        limits: tuple[int, int] | None = None,
        options: Sequence[str] = (),
    ) -> str:
        """Write a cell that goes back to the project, and return where it is.

        Parameters
        ----------
        key
            Section and field of the project, ``contract.price``.
        label, unit, note
            What it is, in what, and where it comes from.
        value
            A number, or nothing where it cannot be read.
        look
            How it is shown.
        limits
            Least and greatest whole number the cell takes.
        options
            The words the cell takes, if it takes no others.
        """
        where = self._put(label, value, look=look, unit=unit, note=note, key=key)
        mark_cell(self.sheet.cell(self.row - 1, FIRST), "input")
        if limits is not None:
            limit(self.sheet, where, limits)
        if options:
            choices(self.sheet, where, options)
        else:
            self._numbers.append(where)
        return where

    def count_missing(self) -> None:
        """Write how many of the numbers so far are missing: until there are none, formulas say nothing."""
        cells = ",".join(self._numbers)
        row = self.formulas(
            _("Numeri che mancano qui sopra"), [f"{len(self._numbers)}-COUNT({cells})"], look="whole",
            note=_("Finché non è zero, i conti qui sotto mostrano un trattino."),
        )  # fmt: skip
        self.guard = f"$B${row}"

    def assumption(self, label: str, value: object, *, look: Look, note: str, unit: str = "") -> str:
        """Write a cell of this sheet alone, which may be changed and goes nowhere; return where it is."""
        where = self._put(label, value, look=look, unit=unit, note=note, key="")
        mark_cell(self.sheet.cell(self.row - 1, FIRST), "assumption")
        return where

    def answer(self, key: str, label: str, words: str) -> None:
        """Write an answer in words, across the columns; one that does not fit is shown and does not go back."""
        width = sum(_WIDTHS[FIRST - 1 :])
        shown, was_cut = self.annexes.fitting(self.sheet, words, width=width)
        self._label(label)
        cell = put(self.sheet, self.row, FIRST, shown)
        self.sheet.merge_cells(start_row=self.row, start_column=FIRST, end_row=self.row, end_column=NOTE)
        cell.alignment = _wrapped()
        if not was_cut:
            put(self.sheet, self.row, KEY, key)
            for position in range(FIRST, NOTE + 1):
                mark_cell(self.sheet.cell(self.row, position), "input")
        count = sum(max(1, math.ceil(len(one) * 1.05 / width)) for one in shown.split("\n"))
        count = max(count, math.ceil(len(label) * 1.05 / _WIDTHS[LABEL - 1]))
        self.sheet.row_dimensions[self.row].height = 15 * count + 3
        self.row += 1

    def formulas(
        self,
        label: str,
        formulas: Sequence[str],
        *,
        look: Look = "money",
        note: str = "",
        strong: bool = False,
    ) -> int:
        """Write a row of formulas and return its number.

        Parameters
        ----------
        label
            What it is.
        formulas
            One for each column from the second, without the equals sign; an empty one leaves its cell empty.
        look
            How the results are shown.
        note
            The rule in words.
        strong
            Whether it is a total.
        """
        self._label(label).font = font(bold=strong)
        for position, formula in enumerate(formulas, start=FIRST):
            if not formula:
                continue
            whole = f'IF({self.guard}>0,"–",{formula})' if self.guard else formula
            cell = put_formula(self.sheet, self.row, position, whole)
            cell.number_format = FORMATS[look]
            cell.font = font(bold=strong)
            cell.alignment = _wrapped(right=True)
        self._note(note)
        self._fit()
        return self.row - 1

    def assumptions(self, label: str, values: Sequence[float], *, look: Look, note: str) -> int:
        """Write a row of cells of this sheet alone, and return its number."""
        self._label(label)
        for position, value in enumerate(values, start=FIRST):
            cell = put(self.sheet, self.row, position, value)
            cell.number_format = FORMATS[look]
            cell.alignment = _wrapped(right=True)
            mark_cell(cell, "assumption")
        self._note(note)
        self._fit()
        return self.row - 1

    def dated(self, formula: str) -> None:
        """Put a date, by formula, in the label of the row just written."""
        cell = put_formula(self.sheet, self.row - 1, LABEL, formula)
        cell.number_format = FORMATS["date"]
        cell.alignment = _wrapped(left=True)

    def finish(self, *, portrait: bool = False) -> Any:
        """Prepare the sheet for paper and return it."""
        from openpyxl.worksheet.pagebreak import Break

        for_print(
            self.sheet, title=self.annexes.head(self.title), note=self.annexes.foot, landscape=not portrait
        )
        for row in self._breaks:
            self.sheet.row_breaks.append(Break(id=row))
        self.sheet.print_area = f"A1:H{max(1, self.row - 1)}"
        self.sheet.sheet_view.showGridLines = self.sheet.print_options.gridLines = False
        return self.sheet

    # --- inside -----------------------------------------------------------------------------------
    def _label(self, label: str) -> Any:
        cell = put(self.sheet, self.row, LABEL, label)
        cell.alignment = _wrapped()
        return cell

    def _put(self, label: str, value: object, *, look: Look, unit: str, note: str, key: str) -> str:
        self._label(label)
        cell = put(self.sheet, self.row, FIRST, value)
        cell.number_format = FORMATS[look]
        cell.alignment = _wrapped(right=True)
        put(self.sheet, self.row, FIRST + 1, unit).alignment = _wrapped()
        if key:
            put(self.sheet, self.row, KEY, key)
        self._note(note)
        self._fit()
        return f"$B${self.row - 1}"

    def _note(self, note: str) -> None:
        words, _cut = self.annexes.fitting(self.sheet, note, width=_WIDTHS[NOTE - 1])
        cell = put(self.sheet, self.row, NOTE, words)
        cell.alignment = _wrapped()
        cell.font = font(bold=False, size=10)

    def _fit(self) -> None:
        fit_heights(self.sheet, self.row, self.row)
        self.row += 1


def _wrapped(*, right: bool = False, left: bool = False) -> Any:
    from openpyxl.styles import Alignment

    side: Literal["right", "left"] | None = "right" if right else "left" if left else None
    return Alignment(wrap_text=True, vertical="top", horizontal=side)


def limit(sheet: Any, where: str, limits: tuple[int, int]) -> None:
    """Let a cell take only whole numbers between two."""
    from openpyxl.worksheet.datavalidation import DataValidation

    low, high = limits
    made = DataValidation(
        type="whole", operator="between", formula1=str(low), formula2=str(high), allow_blank=True
    )
    made.error = _("Scrivi un numero intero da {low} a {high}.").format(low=low, high=high)
    made.showErrorMessage = True
    sheet.add_data_validation(made)
    made.add(where.replace("$", ""))


def choices(sheet: Any, where: str, options: Sequence[str]) -> None:
    """Let a cell show the list of the words it takes; none of them may hold a comma."""
    from openpyxl.worksheet.datavalidation import DataValidation

    made = DataValidation(type="list", formula1='"' + ",".join(options) + '"', allow_blank=True)
    sheet.add_data_validation(made)
    made.add(where.replace("$", ""))
