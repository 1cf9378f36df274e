"""Read the sheets of a workbook (.xlsx): values, percentages, dates and merged cells, never formulas.

The parts of Office Open XML that hold values are few; they are read here in one pass, member by member, within the
limits of :mod:`~fis_lessons.reading.unpacking`, also in the strict variant of the standard.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable

from fis_lessons.reading.cells import NoValue, Percent, Sheet, Value
from fis_lessons.reading.grid import Grid, Room
from fis_lessons.reading.unpacking import (
    LONGEST_PIECE,
    MOST_COLUMNS,
    MOST_ROW,
    MOST_SHEETS,
    Archive,
    TooMuchError,
    XmlReader,
)
from fis_lessons.reading.workbook_parts import Book, Links, Look, Looks, Texts

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
    room = Room()
    sheets = []
    for name, link in book.sheets:
        kind, path = links.all.get(link, ("", ""))
        if kind != "worksheet":
            continue  # a sheet that is a chart has no cells
        page = _Page(texts.found, looks.found(), dates_from_1904=book.from_1904, room=room)
        archive.parse(path, page)
        sheets.append(Sheet(name, page.grid.rows()))
    return tuple(sheets)


class _Page(XmlReader):
    """The cells of a sheet."""

    def __init__(
        self, texts: list[str], looks: dict[str, Look], *, dates_from_1904: bool, room: Room
    ) -> None:
        self._texts, self._looks, self._one_more = texts, looks, room.one_more
        self.grid = Grid(room)
        self._zero = datetime.date(1904, 1, 1) if dates_from_1904 else datetime.date(1899, 12, 30)
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
        self._cells = self.grid.found.get(self._row, {})

    def _end_row(self) -> None:
        self.grid.keep_row(self._row, self._cells)

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
        ends = [_REF.fullmatch(end) for end in attributes.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (left, top), (right, bottom) = ((column_of(end[1]), int(end[2])) for end in ends if end)
            self.grid.merge(top=top, left=left, bottom=bottom, right=right)


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
