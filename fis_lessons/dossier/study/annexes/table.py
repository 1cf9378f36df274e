"""A sheet with a row for each thing: columns to write in, columns computed, names of both in a hidden row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.annexes.page import (
    FORMATS,
    TABLE_KEY,
    Annexes,
    Look,
    choices,
    limit,
)
from fis_lessons.sheets import (
    fit_heights,
    font,
    for_print,
    headings,
    mark_cell,
    put,
    put_formula,
)

Formula = Callable[[int], str]
"""The formula of a row, from its number; without the equals sign."""
_SHORT = 25
"""Rows of a list that fits on a page with what follows it."""
SPARE_ROW = "+"
"""In the hidden column of an empty row ready to be filled in."""
KEYS, HEAD, FIRST = 4, 5, 6
"""Rows of the hidden names, of the heads, of the first thing."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column.

    Parameters
    ----------
    key
        Of the field it is read back into; empty if it is computed.
    label, width
        Its head, and its width in characters.
    look
        How its values are shown.
    formula
        Of a column that is computed.
    options
        The words a cell takes, none with a comma.
    limits
        Least and greatest whole number a cell takes.
    """

    key: str
    label: str
    width: int
    look: Look = "text"
    formula: Formula | None = None
    options: tuple[str, ...] = ()
    limits: tuple[int, int] | None = None


class Rows:
    """The sheet while it is written; ``printed`` is its last row on paper, if what follows is not for paper.

    Parameters
    ----------
    annexes
        The workbook.
    name, title, intro
        Of the sheet.
    section
        Of the project, its rows are read back into.
    columns
        In their order.
    """

    def __init__(
        self,
        annexes: Annexes,
        name: str,
        *,
        section: str,
        title: str,
        intro: str,
        columns: Sequence[Column],
    ) -> None:
        self.annexes, self.columns, self.title = annexes, tuple(columns), title
        self.section = section
        self.sheet = annexes.new(name)
        self.row = FIRST
        self.printed = 0
        sheet = self.sheet
        put(sheet, 1, 1, title).font = font(size=14)
        put(sheet, 2, 1, annexes.foot)
        headings(sheet, HEAD, [one.label for one in columns], widths=[one.width for one in columns])
        self._across(3, intro)
        for position, column in enumerate(columns, start=1):
            put(sheet, KEYS, position, column.key)
        self.hidden = len(columns) + 1
        put(sheet, KEYS, self.hidden, f"{TABLE_KEY}:{section}")
        sheet.row_dimensions[KEYS].hidden = True
        sheet.column_dimensions[self.letter(self.hidden)].hidden = True
        sheet.freeze_panes = sheet.cell(FIRST, 2)

    def letter(self, position: int) -> str:
        """Return the letters of a column."""
        from openpyxl.utils import get_column_letter

        return get_column_letter(position)

    def at(self, key: str) -> str:
        """Return the letters of the column of a field."""
        return self.letter(1 + next(place for place, one in enumerate(self.columns) if one.key == key))

    def add(self, name: str, values: Mapping[str, object]) -> int:
        """Write a row and return its number.

        Parameters
        ----------
        name
            Of the thing, in the hidden column: what it is read back into.
        values
            By the key of the column. A text that does not fit is cut, and is not read back.
        """
        sheet, row = self.sheet, self.row
        for position, column in enumerate(self.columns, start=1):
            if column.formula is not None:
                cell = put_formula(sheet, row, position, column.formula(row))
            else:
                value, was_cut = values.get(column.key), False
                if isinstance(value, str):
                    value, was_cut = self.annexes.fitting(sheet, value, width=column.width)
                cell = put(sheet, row, position, value)
                if was_cut:
                    self.annexes.cut.add(f"{self.section}.{name}.{column.key}")
                else:
                    mark_cell(cell, "input")
            cell.number_format = FORMATS[column.look]
            cell.alignment = _wrapped(number=column.look != "text")
        put(sheet, row, self.hidden, name)
        fit_heights(sheet, row, row)
        self.row += 1
        return row

    def below(self, title: str, *, columns: Sequence[str] = ()) -> int:
        """Begin a section under the rows, and return the row of its head."""
        self.row += 1
        for position, words in enumerate([title, *columns], start=1):
            cell = put(self.sheet, self.row, position, words)
            cell.font, cell.alignment = font(), _wrapped()
        fit_heights(self.sheet, self.row, self.row)
        self.row += 1
        return self.row - 1

    def sums(self, label: object, formulas: Sequence[str], *, look: Look = "money") -> int:
        """Write formulas under the rows, and return where; a label that begins with the equals sign is one."""
        if isinstance(label, Reference):
            put_formula(self.sheet, self.row, 1, label.text).alignment = _wrapped()
        else:
            put(self.sheet, self.row, 1, label).alignment = _wrapped()
        for position, formula in enumerate(formulas, start=2):
            if formula:
                cell = put_formula(self.sheet, self.row, position, formula)
                cell.number_format = FORMATS[look]
                cell.alignment = _wrapped(number=True)
        fit_heights(self.sheet, self.row, self.row)
        self.row += 1
        return self.row - 1

    def finish(self, *, last: int, landscape: bool = True) -> Any:
        """Let cells take only what they can, and prepare the sheet for paper.

        Parameters
        ----------
        last
            Row of the last thing.
        landscape
            Lying or standing.
        """
        for position, column in enumerate(self.columns, start=1):
            where = f"{self.letter(position)}{FIRST}:{self.letter(position)}{max(FIRST, last)}"
            if column.options:
                choices(self.sheet, where, column.options)
            if column.limits:
                limit(self.sheet, where, column.limits)
        for_print(
            self.sheet,
            title=self.annexes.head(self.title),
            note=self.annexes.foot,
            # over the sums under a short list the heads of the list would say what is not true
            repeat=HEAD if last - FIRST > _SHORT else 0,
            landscape=landscape,
        )
        self.sheet.print_area = f"A1:{self.letter(self.hidden - 1)}{max(FIRST, self.printed or self.row - 1)}"
        self.sheet.print_options.gridLines = False
        return self.sheet

    def note(self, words: str) -> None:
        """Write a sentence across the sheet, under what is there."""
        self._across(self.row, words)
        self.row += 1

    def _across(self, row: int, words: str) -> None:
        width = sum(one.width for one in self.columns)
        shown, _cut = self.annexes.fitting(self.sheet, words, width=width)
        put(self.sheet, row, 1, shown).alignment = _wrapped()
        self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(self.columns))
        self.sheet.row_dimensions[row].height = 15 * -(-len(shown) * 11 // (width * 10)) + 3


@dataclass(frozen=True)
class Reference:
    """A label that is computed: the name of a row above, not a text of ours."""

    text: str


def dash(condition: str, formula: str) -> str:
    """Write a formula that shows a dash where it means nothing."""
    return f'IF({condition},{formula},"–")'


def quoted(words: str) -> str:
    """Write words of ours as a text in a formula."""
    return '"' + words.replace('"', '""') + '"'


def _wrapped(*, number: bool = False) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top", horizontal="right" if number else None)
