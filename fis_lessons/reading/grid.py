"""The cells of a sheet while it is read, whatever the file: what there is room for, and cells that were merged."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.reading.cells import NoValue, Row, Value
from fis_lessons.reading.unpacking import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_PLACES,
    MOST_ROWS,
    TooMuchError,
)

_MOST_FILLED = 200_000
_LARGEST_MERGE = 2_000


class Room:
    """How many cells, and places of a table, a file may still have, over all its sheets."""

    def __init__(self) -> None:
        self._cells, self._places = MOST_CELLS, MOST_PLACES

    def one_more(self) -> None:
        """Count a cell."""
        self._cells -= 1
        if self._cells < 0:
            raise TooMuchError("cells", MOST_CELLS)

    def take(self, places: int) -> None:
        """Count the places of a row."""
        self._places -= places
        if self._places < 0:
            raise TooMuchError("cells", MOST_PLACES)


class Grid:
    """The cells of a sheet, by row and column.

    Parameters
    ----------
    room
        What the file may still have.
    """

    def __init__(self, room: Room) -> None:
        self.found: dict[int, dict[int, Value]] = {}
        self._merges: list[tuple[int, int, int, int]] = []
        self._room = room

    def keep_row(self, number: int, cells: dict[int, Value]) -> None:
        """Keep the cells of a row; one without cells is no row."""
        if cells and number not in self.found:
            self.found[number] = cells
            if len(self.found) > MOST_ROWS:
                raise TooMuchError("rows", MOST_ROWS)

    def merge(self, *, top: int, left: int, bottom: int, right: int) -> None:
        """Remember that some cells are one."""
        if len(self._merges) >= MOST_MERGES:
            raise TooMuchError("merges", MOST_MERGES)
        self._merges.append((top, left, bottom, right))

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that are not empty, merged cells filled."""
        self._fill()
        rows = []
        for number in sorted(self.found):
            cells = self.found.pop(number)
            self._room.take(max(cells) + 1)
            rows.append(Row(number, tuple(cells.get(at) for at in range(max(cells) + 1))))
        return tuple(rows)

    def _fill(self) -> None:
        """Write the text of a merged cell in all of its rows and columns; a number in none but the first."""
        left = _MOST_FILLED
        for top, first, bottom, last in self._merges:
            value = self.found.get(top, {}).get(first)
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
            if not any(column in self.found.get(row, {}) for row, column in places):
                self._spread(value, places)

    def _spread(self, value: Value, places: Iterable[tuple[int, int]]) -> None:
        copy = value if isinstance(value, str) else NoValue(str(value), "merged")
        for row, column in places:
            if row in self.found:  # a row with nothing else in it stays empty
                self.found[row][column] = copy


__all__ = ["Grid", "Room"]
