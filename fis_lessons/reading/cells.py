"""What a spreadsheet holds: cells as they are, rows with their true numbers, sheets, a book."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _


class Percent(float):
    """A number in a cell that shows a percentage: its value is what is read on the sheet, 12.8 for 12,8%.

    Parameters
    ----------
    share
        What the file holds, 0.128.

    Examples
    --------
    >>> Percent(0.128), Percent(0.128).share
    (12.8, 0.128)
    """

    __slots__ = ("share",)
    share: float

    def __new__(cls, share: float) -> Percent:
        """Make the number that is shown."""
        found = super().__new__(cls, round(share * 100, 10))
        found.share = share
        return found


@dataclass(frozen=True)
class NoValue:
    """A cell that holds something, but no value: it is not empty and it is not read.

    Parameters
    ----------
    text
        What stands in the cell.
    reason
        Why it has no value.
    """

    text: str
    reason: Literal["formula", "error", "merged", "number"]

    @property
    def why(self) -> str:
        """The reason and what to do, in the language in use."""
        return {
            "formula": _("è una formula senza risultato: apri il file, salvalo e riprova."),
            "error": _("è l'errore di una formula."),
            "merged": _("è una cella unita ad altre: dividila e scrivi il valore in ogni riga."),
            "number": _("non è un numero che si possa usare."),
        }[self.reason]

    def __str__(self) -> str:
        """Return what stands in the cell."""
        return self.text


Value = str | int | float | bool | datetime.date | Percent | NoValue | None
"""What a cell can hold. A date with a time is a ``datetime``, which is a date too."""


@dataclass(frozen=True)
class Row:
    """A row that is not empty.

    Parameters
    ----------
    number
        Its number in the file: the one a person sees beside it, empty rows counted.
    cells
        Up to the last that is not empty.
    """

    number: int
    cells: tuple[Value, ...]

    def at(self, position: int | None) -> Value:
        """Return the cell at a position counted from zero; nothing beyond the last, or for no column."""
        return self.cells[position] if position is not None and 0 <= position < len(self.cells) else None

    def text(self, position: int | None) -> str:
        """Return the cell as one line of text; empty if it is empty."""
        return text_of(self.at(position))


@dataclass(frozen=True)
class Sheet:
    """A sheet, or a text of cells.

    Parameters
    ----------
    name
        Its name; that of the file, for a text.
    rows
        Those that are not empty.
    """

    name: str
    rows: tuple[Row, ...] = field(repr=False)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True)
class Book:
    """A file of sheets.

    Parameters
    ----------
    name
        Name of the file.
    sheets
        In their order, empty ones too.
    """

    name: str
    sheets: tuple[Sheet, ...]


def text_of(cell: object) -> str:
    """Write a cell as one line of text.

    Examples
    --------
    >>> text_of(97.0), text_of("  a  b "), text_of(None), text_of(Percent(0.5))
    ('97', 'a b', '', '50%')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and not isinstance(cell, bool):
        shown = repr(float(cell))
        return shown.removesuffix(".0") + ("%" if isinstance(cell, Percent) else "")
    return " ".join(str(cell).split())


def letters(position: int) -> str:
    """Name a column as spreadsheets do, from its position counted from zero.

    Examples
    --------
    >>> letters(0), letters(26), letters(16_383)
    ('A', 'AA', 'XFD')
    """
    name = ""
    position += 1
    while position:
        position, last = divmod(position - 1, 26)
        name = chr(65 + last) + name
    return name
