"""A list a trainer gives in a workbook or a CSV: municipalities, persons of a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from fis_lessons.errors import BuildError, Problem, ReadingError
from fis_lessons.exercises.handin import one_line
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.reading import Row, Table, find_tables, read_book
from fis_lessons.reading.cells import NoValue


def read_list(
    path: Path,
    names: Mapping[str, tuple[str, ...]],
    *,
    one_of: frozenset[str],
    refusal: str,
    expected: str,
    most: int,
) -> Table:
    """Find the table of a list by the names of its columns.

    Parameters
    ----------
    path
        Workbook or CSV.
    names
        For each column, what people call it.
    one_of
        Without one of these columns it is not the list.
    refusal, expected
        What is said where it cannot be read, and which column is asked for.
    most
        How many rows at the most.

    Raises
    ------
    BuildError
        If the file cannot be read, has none of the columns, or is too long.
    """
    try:
        book = read_book(path)
    except ReadingError as error:
        raise BuildError(refusal, error.problems) from None
    name = one_line(path.name)
    table = next(iter(find_tables(book, names, least=1)), None)
    if table is None or not one_of & table.columns.keys():
        rows = [row for sheet in book.sheets for row in sheet.rows][:1]
        first = [one_line(cell, limit=30) for row in rows for cell in row.cells if cell]
        seen = table.headings() if table else first
        found = _("le colonne sono: {names}.").format(names=", ".join(seen[:8]) or "–")
        remedy = _("Scrivi i nomi delle colonne nella prima riga.")
        raise BuildError(refusal, [Problem(name, found, expected, remedy)])
    if len(table.body) > most:
        found = _("ha {count} righe.").format(count=number(len(table.body)))
        raise BuildError(refusal, [Problem(name, found, _("al massimo {count}").format(count=number(most)))])
    return table


def row_of(path: Path, row: Row) -> str:
    """Say where a row is: in which file, and its number as a person sees it."""
    return f"{one_line(path.name, limit=60)}: " + _("riga {row}").format(row=row.number)


def without_value(row: Row, columns: Iterable[int], *, where: str) -> Iterator[Problem]:
    """List the cells of a row that hold something and no value: a formula nobody has worked out is no name."""
    for at in columns:
        cell = row.at(at)
        if isinstance(cell, NoValue):
            yield Problem(where, f"«{one_line(cell, limit=30)}» {cell.why}")
