"""Find a table in a file by the names of its columns, wherever it stands; tell the rows that sum up the others.

Columns are never counted: a cover sheet in front, a title above, a row of instructions taken away or two columns
that changed places are no reason to read one thing for another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.reading.cells import Book, Row, Sheet, letters, text_of

HEADING_WITHIN = 60
"""Rows from the top among which the names of the columns are looked for."""
_SUMMARIES = frozenset(
    (
        *(
            "totale",
            "totali",
            "totalegenerale",
            "totaleclasse",
            "subtotale",
            "somma",
            "complessivo",
            "conteggio",
        ),
        *("media", "medie", "mediaclasse", "mediana", "minimo", "massimo", "deviazionestandard", "devst"),
        *("varianza", "min", "max", "total", "totals", "grandtotal", "subtotal", "sum", "count", "mean"),
        *(
            "average",
            "classaverage",
            "median",
            "minimum",
            "maximum",
            "standarddeviation",
            "stdev",
            "variance",
        ),
    )
)


def text_key(text: object) -> str:
    """Reduce a text to its bare letters and figures: what two spellings of a heading have in common.

    Examples
    --------
    >>> text_key(" Unità di misura "), text_key("UNITA'_DI_MISURA")
    ('unitadimisura', 'unitadimisura')
    """
    decomposed = unicodedata.normalize("NFKD", text_of(text).casefold())
    return "".join(sign for sign in decomposed if sign.isalnum() and not unicodedata.combining(sign))


@dataclass(frozen=True)
class Table:
    """A table found by its headings.

    Parameters
    ----------
    sheet
        Where it is.
    heading
        The row of the names.
    columns
        Position of each column wanted that is there.
    again
        Columns whose name comes more than once: name and positions after the first.
    body
        The rows under the heading.
    """

    sheet: Sheet
    heading: Row
    columns: Mapping[str, int]
    again: Mapping[str, tuple[int, ...]]
    body: tuple[Row, ...]

    @property
    def above(self) -> tuple[Row, ...]:
        """The rows above the heading."""
        return tuple(row for row in self.sheet.rows if row.number < self.heading.number)

    def headings(self) -> list[str]:
        """Return the names found, in their order."""
        return [text_of(cell)[:30] for cell in self.heading.cells if text_of(cell)]

    def unknown(self) -> list[str]:
        """Return the names found that are not among those wanted."""
        taken = {*self.columns.values(), *(at for more in self.again.values() for at in more)}
        return [
            text_of(cell)[:30]
            for at, cell in enumerate(self.heading.cells)
            if at not in taken and text_of(cell)
        ]


def find_tables(
    book: Book, wanted: Mapping[str, Collection[str]], *, least: int = 2, within: int = HEADING_WITHIN
) -> tuple[Table, ...]:
    """Find the tables of a book, one per sheet at most, the one with most of the columns wanted first.

    Parameters
    ----------
    book
        As :func:`~fis_lessons.reading.files.read_book` returns it.
    wanted
        For each column, the names it may have, as :func:`text_key` writes them.
    least
        How many of the columns make a heading: one alone may be chance.
    within
        Rows from the top among which the heading is looked for.
    """
    names = {name: column for column, all_names in wanted.items() for name in all_names}
    found = []
    for sheet in book.sheets:
        tables = [_table(sheet, place, names) for place in range(min(within, len(sheet.rows)))]
        best = max(tables, key=lambda table: len(table.columns), default=None)
        if best is not None and len(best.columns) >= least:
            found.append(best)
    return tuple(sorted(found, key=lambda table: -len(table.columns)))


def _table(sheet: Sheet, place: int, names: Mapping[str, str]) -> Table:
    columns: dict[str, int] = {}
    again: dict[str, list[int]] = {}
    row = sheet.rows[place]
    for position, cell in enumerate(row.cells):
        column = names.get(text_key(cell)) if isinstance(cell, str) else None
        if column is not None and column in columns:
            again.setdefault(column, []).append(position)
        elif column is not None:
            columns[column] = position
    more = {column: tuple(positions) for column, positions in again.items()}
    return Table(sheet, row, columns, more, sheet.rows[place + 1 :])


def is_summary(text: object) -> bool:
    """Tell the name of a row that sums up the others: a total, a mean.

    Examples
    --------
    >>> is_summary("Media:"), is_summary("TOTALE"), is_summary("Mediateca"), is_summary("P01")
    (True, True, False, False)
    """
    return text_key(re.sub(r"\(.*?\)", "", text_of(text))) in _SUMMARIES


def cell_name(row: Row, position: int) -> str:
    """Name a cell as its reader sees it."""
    return _("cella {cell}").format(cell=f"{letters(position)}{row.number}")
