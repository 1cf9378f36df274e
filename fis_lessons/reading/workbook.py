"""Read the sheets of a workbook (.xlsx): values, percentages, dates and merged cells, never formulas.

The parts of Office Open XML that hold values are few; they are read here in one pass, member by member, within the
limits of :mod:`~fis_lessons.reading.unpacking`, also in the strict variant of the standard.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable

from fis_lessons.reading.cells import NoValue, Percent, Row, Sheet, Value
from fis_lessons.reading.unpacking import (
    LONGEST_PIECE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_PLACES,
    MOST_ROW,
    MOST_ROWS,
    MOST_SHEETS,
    Archive,
    TooMuchError,
    XmlReader,
)
from fis_lessons.reading.workbook_parts import Book, Links, Look, Looks, Texts

_MOST_FILLED = 200_000
_LARGEST_MERGE = 2_000
_REF = re.compile(r"([A-Za-z]{1,3})([0-9]{1,10})")


def read_sheets(archive: Archive) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook.

    Raises
    ------
    BrokenError, TooMuchError, LockedError
        As :class:`~fis_lessons.reading.unpacking.Archive` does.
    """
    book, links = Book(), Links()
    archive.parse("xl/workbook.xml", book)
    archive.parse("xl/_rels/workbook.xml.rels", links)
    if len(book.sheets) > MOST_SHEETS:
        raise TooMuchError("sheets", len(book.sheets))
    texts, looks = Texts(), Looks()
    for kind, reader in (("sharedStrings", texts), ("styles", looks)):
        if kind in links.one:
            archive.parse(links.one[kind], reader)
    room = _Room()
    sheets = []
    for name, link in book.sheets:
        kind, path = links.all.get(link, ("", ""))
        if kind != "worksheet":
            continue  # a sheet that is a chart has no cells
        page = _Page(texts.found, looks.found(), dates_from_1904=book.from_1904, room=room)
        archive.parse(path, page)
        sheets.append(Sheet(name, page.rows()))
    return tuple(sheets)


class _Room:
    """How many cells, and places of a table, a file may still have, over all its sheets."""

    def __init__(self) -> None:
        self._cells, self._places = MOST_CELLS, MOST_PLACES

    def one_more(self) -> None:
        self._cells -= 1
        if self._cells < 0:
            raise TooMuchError("cells", MOST_CELLS)

    def take(self, places: int) -> None:
        self._places -= places
        if self._places < 0:
            raise TooMuchError("cells", MOST_PLACES)


class _Page(XmlReader):
    """The cells of a sheet."""

    def __init__(
        self, texts: list[str], looks: dict[str, Look], *, dates_from_1904: bool, room: _Room
    ) -> None:
        self._texts, self._looks, self._room, self._one_more = texts, looks, room, room.one_more
        self._zero = datetime.date(1904, 1, 1) if dates_from_1904 else datetime.date(1899, 12, 30)
        self._found: dict[int, dict[int, Value]] = {}
        self._merges: list[tuple[int, int, int, int]] = []
        self._row, self._column = 0, -1
        self._cells: dict[int, Value] = {}
        self._kind = self._style = ""
        self._formula = False
        self._parts: list[str] | None = None
        self._value: str | None = None
        self._columns: dict[str, int] = {}
        self._kinds: dict[str, Callable[[str], Value]] = {
            "s": self._shared, "b": lambda written: written.strip() in ("1", "true"),
            "e": lambda written: NoValue(written[:40], "error"), "d": _iso,
        }  # fmt: skip
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._begin_row, "c": self._begin_cell, "v": self._begin_value, "t": self._begin_value,
            "f": self._begin_formula, "mergeCell": self._merge,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "row": self._end_row, "c": self._end_cell, "v": self._end_value, "t": self._end_value,
        }  # fmt: skip

    def start(self, name: str, attributes: dict[str, str]) -> None:
        begin = self._starts.get(name)
        if begin is not None:
            begin(attributes)

    def end(self, name: str) -> None:
        end = self._ends.get(name)
        if end is not None:
            end()

    def text(self, words: str) -> None:
        if self._parts is not None:
            self._parts.append(words)

    # --- rows and cells ---------------------------------------------------------------------------
    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes["r"], MOST_ROW) if "r" in attributes else self._row + 1
        if self._row > MOST_ROW:
            raise TooMuchError("row", self._row)
        self._column = -1
        self._cells = self._found.get(self._row, {})

    def _end_row(self) -> None:
        if self._cells and self._row not in self._found:
            self._found[self._row] = self._cells
            if len(self._found) > MOST_ROWS:
                raise TooMuchError("rows", MOST_ROWS)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._one_more()
        where = attributes.get("r")
        self._column = self._position(where) if where else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula, self._value = False, None

    def _position(self, where: str) -> int:
        name = where.rstrip("0123456789")
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = column_of(name)
        return found

    def _begin_formula(self, _attributes: dict[str, str]) -> None:
        self._formula = True

    def _begin_value(self, _attributes: dict[str, str]) -> None:
        self._parts = []

    def _end_value(self) -> None:
        # an inline text may come in several pieces
        if self._parts is not None:
            words = (self._value or "") + "".join(self._parts)
            if len(words) > LONGEST_PIECE:
                raise TooMuchError("piece")
            self._value = words
        self._parts = None

    def _end_cell(self) -> None:
        value = self._read(self._value)
        if value is not None:
            if not 0 <= self._column < MOST_COLUMNS:
                raise TooMuchError("columns", MOST_COLUMNS)
            self._cells[self._column] = value

    def _read(self, written: str | None) -> Value:
        if self._kind in ("str", "inlineStr"):
            return written or None
        if not written:
            return NoValue("=…", "formula") if self._formula else None
        return self._kinds.get(self._kind, self._number)(written)

    def _shared(self, written: str) -> Value:
        at = _whole(written, len(self._texts))
        return self._texts[at] or None if at < len(self._texts) else NoValue(written[:40], "number")

    def _number(self, written: str) -> Value:
        try:
            value = float(written)
        except ValueError:
            return NoValue(written[:40], "number")
        if not math.isfinite(value):
            return NoValue(written[:40], "number")
        look = self._looks.get(self._style, "plain")
        if look == "percent":
            return Percent(value)
        if look == "date":
            return self._date(value)
        return int(value) if value.is_integer() and abs(value) < 1e15 else value

    def _date(self, days: float) -> Value:
        if not 1 <= days < 2_900_000:  # a time of the day, or no day at all
            return days
        whole = int(days)
        # the first spreadsheets believed 1900 a leap year: days before that are one off
        early = whole < 60 and self._zero.year == 1899
        date = self._zero + datetime.timedelta(days=whole + early)
        seconds = round((days - whole) * 86_400)
        if not seconds:
            return date
        midnight = datetime.datetime.combine(date, datetime.time())
        return midnight + datetime.timedelta(seconds=seconds)

    # --- merged cells -----------------------------------------------------------------------------
    def _merge(self, attributes: dict[str, str]) -> None:
        if len(self._merges) >= MOST_MERGES:
            raise TooMuchError("merges", MOST_MERGES)
        ends = [_REF.fullmatch(end) for end in attributes.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (left, top), (right, bottom) = ((column_of(end[1]), int(end[2])) for end in ends if end)
            self._merges.append((top, left, bottom, right))

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that are not empty, merged cells filled."""
        self._fill()
        rows = []
        for number in sorted(self._found):
            cells = self._found.pop(number)
            self._room.take(max(cells) + 1)
            rows.append(Row(number, tuple(cells.get(at) for at in range(max(cells) + 1))))
        return tuple(rows)

    def _fill(self) -> None:
        """Write the text of a merged cell in all of its rows and columns; a number in none but the first."""
        left = _MOST_FILLED
        for top, first, bottom, last in self._merges:
            value = self._found.get(top, {}).get(first)
            size = (bottom - top + 1) * (last - first + 1)
            if value is None or not 1 < size <= _LARGEST_MERGE:
                continue
            left -= size
            if left < 0:
                raise TooMuchError("merges", MOST_MERGES)
            places = [
                (row, column)
                for row in range(top, bottom + 1)
                for column in range(first, min(last, MOST_COLUMNS - 1) + 1)
                if (row, column) != (top, first)
            ]
            if not any(column in self._found.get(row, {}) for row, column in places):
                self._spread(value, places)

    def _spread(self, value: Value, places: Iterable[tuple[int, int]]) -> None:
        copy = value if isinstance(value, str) else NoValue(str(value), "merged")
        for row, column in places:
            if row in self._found:  # a row with nothing else in it stays empty
                self._found[row][column] = copy


def column_of(name: str) -> int:
    """Return the position of a column, counted from zero; one too large for what is not a column.

    Examples
    --------
    >>> column_of("A"), column_of("AA"), column_of("XFD")
    (0, 26, 16383)
    """
    position = 0
    for letter in name[:4].upper():
        if not "A" <= letter <= "Z":
            return 10**9
        position = position * 26 + ord(letter) - 64
    return position - 1


def _whole(text: str, most: int) -> int:
    """Return a whole number of a file, or one more than the most it may be."""
    return min(int(text), most + 1) if text.isdecimal() and len(text) < 12 else most + 1


def _iso(written: str) -> Value:
    try:
        found = datetime.datetime.fromisoformat(written.strip()[:40])
    except ValueError:
        return NoValue(written[:40], "number")
    return found if found.time() != datetime.time() else found.date()


__all__ = ["column_of", "read_sheets"]
