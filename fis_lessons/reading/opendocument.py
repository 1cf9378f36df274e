"""Read the sheets of an OpenDocument file (.ods), the format of LibreOffice, as workbooks are read.

All is in one document. What repeats is written once with a number beside it: a row a million times if somebody
likes, so that every repetition is counted before it is believed.
"""

from __future__ import annotations

import datetime
import math

from fis_lessons.reading.cells import NoValue, Percent, Sheet, Value
from fis_lessons.reading.grid import Grid, Room
from fis_lessons.reading.unpacking import (
    LONGEST_PIECE,
    MOST_COLUMNS,
    MOST_ROW,
    MOST_SHEETS,
    Archive,
    LockedError,
    TooMuchError,
    XmlReader,
)

MIME = b"application/vnd.oasis.opendocument.spreadsheet"

_ASIDE = frozenset({
    "annotation", "shapes", "tracked-changes", "frame", "custom-shape", "rect", "line", "forms", "dde-links",
    "content-validations", "named-expressions", "consolidation",
})  # fmt: skip
"""Elements that hold texts, or tables, which are not cells of the sheet."""


def read_opendocument(archive: Archive) -> tuple[Sheet, ...]:
    """Read every sheet of a spreadsheet of LibreOffice.

    Raises
    ------
    BrokenError, TooMuchError, LockedError
        As :class:`~fis_lessons.reading.unpacking.Archive` does.
    """
    if "meta-inf/manifest.xml" in archive.names:
        manifest = _Manifest()
        archive.parse("META-INF/manifest.xml", manifest)
        if manifest.locked:
            raise LockedError
    document = _Document()
    archive.parse("content.xml", document)
    return tuple(Sheet(name, grid.rows()) for name, grid in document.sheets)


class _Manifest(XmlReader):
    """Whether a password closes the file: each part is then written as nobody can read it."""

    def __init__(self) -> None:
        self.locked = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.locked |= name == "encryption-data"


class _Document(XmlReader):
    """The sheets of the document."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, Grid]] = []
        self._room = Room()
        self._aside = 0
        self._tables = 0
        self._row, self._again, self._column = 0, 1, 0
        self._cells: dict[int, Value] = {}
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._length, self._inside = 0, 0

    # --- elements ---------------------------------------------------------------------------------
    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name == "table":
            self._begin_table(attributes)
        elif self._tables != 1:
            return
        elif name == "table-row":
            self._again = _count(attributes, "rows-repeated")
            self._column, self._cells = 0, {}
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._words, self._length, self._inside = attributes, [], 0, 0
        elif name == "p":
            if self._words:
                self._write("\n")
            self._inside += 1
        elif self._inside:
            self._mark(name, attributes)

    def _mark(self, name: str, attributes: dict[str, str]) -> None:
        if name == "s":  # spaces, as many as it says
            written = _own(attributes, "c")
            self._write(" " * (min(int(written), 100) if written.isdecimal() and len(written) < 4 else 1))
        elif name in ("tab", "line-break"):
            self._write("\t" if name == "tab" else "\n")

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == "table":
            self._tables -= 1
        elif self._tables != 1:
            return
        elif name == "table-row":
            self._end_row()
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "p":
            self._inside -= 1

    def text(self, words: str) -> None:
        if self._inside and not self._aside:
            self._write(words)

    def _write(self, words: str) -> None:
        self._length += len(words)
        if self._length > LONGEST_PIECE:
            raise TooMuchError("piece")
        self._words.append(words)

    # --- tables, rows, cells ----------------------------------------------------------------------
    def _begin_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1  # a table inside a cell is a drawing of it, and its cells are not the sheet's
        if self._tables == 1:
            if len(self.sheets) >= MOST_SHEETS:
                raise TooMuchError("sheets", MOST_SHEETS)
            self.sheets.append((_own(attributes, "name")[:200], Grid(self._room)))
            self._row = 0

    def _end_row(self) -> None:
        first = self._row + 1
        self._row += self._again
        if not self._cells:
            return
        if self._row > MOST_ROW:
            raise TooMuchError("row", self._row)
        grid = self.sheets[-1][1]
        for number in range(first, self._row + 1):
            if number > first:
                for _cell in self._cells:
                    self._room.one_more()
            grid.keep_row(number, dict(self._cells))

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        again = _count(attributes, "columns-repeated")
        value = _read(attributes, "".join(self._words))
        if value is not None:
            if self._column + again > MOST_COLUMNS:
                raise TooMuchError("columns", MOST_COLUMNS)
            for column in range(self._column, self._column + again):
                self._room.one_more()
                self._cells[column] = value
            self._merged(attributes)
        self._column += again

    def _merged(self, attributes: dict[str, str]) -> None:
        wide, high = _count(attributes, "columns-spanned"), _count(attributes, "rows-spanned")
        if wide > 1 or high > 1:
            top = self._row + 1
            self.sheets[-1][1].merge(
                top=top, left=self._column, bottom=top + high - 1, right=self._column + wide - 1
            )


def _own(attributes: dict[str, str], name: str) -> str:
    """Return an attribute by its name without prefix; of two, the standard's own before an extension's."""
    found = [value for key, value in attributes.items() if key.rpartition(":")[2] == name]
    standard = [v for k, v in attributes.items() if k == f"office:{name}"]
    return (standard or found or [""])[0]


def _count(attributes: dict[str, str], name: str) -> int:
    written = _own(attributes, f"number-{name}")
    return min(int(written), 10**9) if written.isdecimal() and len(written) < 12 and int(written) else 1


def _read(attributes: dict[str, str], words: str) -> Value:
    kind = _own(attributes, "value-type")
    if any(key.endswith(":value-type") and value == "error" for key, value in attributes.items()):
        return NoValue(words[:40] or "#", "error")
    if kind in ("float", "currency", "percentage"):
        return _number(_own(attributes, "value"), percent=kind == "percentage")
    if kind == "date":
        return _date(_own(attributes, "date-value"))
    if kind == "boolean":
        return _own(attributes, "boolean-value") == "true"
    if not kind and _own(attributes, "formula"):
        return NoValue("=…", "formula")
    return words or _own(attributes, "string-value") or None


def _number(written: str, *, percent: bool) -> Value:
    try:
        value = float(written)
    except ValueError:
        return NoValue(written[:40], "number")
    if not math.isfinite(value):
        return NoValue(written[:40], "number")
    if percent:
        return Percent(value)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _date(written: str) -> Value:
    try:
        found = datetime.datetime.fromisoformat(written.strip()[:40])
    except ValueError:
        return NoValue(written[:40], "number")
    return found if found.time() != datetime.time() else found.date()


__all__ = ["MIME", "read_opendocument"]
