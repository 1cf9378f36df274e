"""What a table may show without letting anybody be recognised: small cells, and those that give them away."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.planning.checks import Reads
from fis_lessons.measures.values import plain, said

MOST_CELLS = 5_000
TOLD = 20

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shown:
    """A table that may be published.

    Parameters
    ----------
    table
        The counts, with a missing value where one is hidden.
    small
        How many cells were too small.
    covering
        How many more were hidden because a total would have given a small one away.
    hide_totals
        Rows and columns whose total must not be published either: nothing else is in them to hide a cell behind.
    """

    table: pd.DataFrame
    small: int
    covering: int
    hide_totals: tuple[str, ...] = ()


def minimum_cell(table: pd.DataFrame, *, minimum: int = 5) -> Shown:
    """Hide the cells with too few people, and those that would give them away.

    Parameters
    ----------
    table
        Counts of people, one row and one column per category, without totals. The totals of rows and columns
        are taken to be public.
    minimum
        Smallest count that may be shown. Zero is shown: nobody is in it. A practice, not a law: ask whoever
        looks after data protection.

    Raises
    ------
    MeasureError
        If a cell is not a whole number of people, or the table is empty.

    References
    ----------
    Primary and secondary suppression: A. Hundepool and others, *Statistical Disclosure Control* (2012), chapter 4.
    The secondary cells are chosen one row or column at a time: first those that serve two lines at once, then
    the smallest. Nothing is given away by subtraction along one line, but no optimum is claimed.

    Examples
    --------
    Two people would be found by subtraction if only their cell were hidden:

    >>> counts = pd.DataFrame({"Nord": [2, 30], "Sud": [12, 40]}, index=["smette", "continua"])
    >>> shown = minimum_cell(counts)
    >>> shown.small, shown.covering, int(shown.table.isna().sum().sum())
    (1, 3, 4)
    """
    counts, least = _read(table, minimum)
    hidden = (counts > 0) & (counts < least)
    small = int(hidden.sum())
    exposed = _cover(counts, hidden)
    names = [str(table.index[line] if axis == 0 else table.columns[line]) for axis, line in exposed]
    shown = pd.DataFrame(np.where(hidden, np.nan, counts), index=table.index, columns=table.columns)
    return Shown(shown, small, int(hidden.sum()) - small, tuple(names))


def _cover(counts: Floats, hidden: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Hide more cells until no line has exactly one; return the lines where that cannot be done."""
    while True:
        alone = [
            (axis, line)
            for axis in (0, 1)
            for line in range(counts.shape[axis])
            if _line(hidden, axis, line).sum() == 1
        ]
        # a zero would not cover anything: everybody may know that nobody is there
        cover = [(axis, line) for axis, line in alone if (_line(counts, axis, line) > 0).sum() > 1]
        if not cover:
            return alone
        axis, line = cover[0]
        values, flags = _line(counts, axis, line), _line(hidden, axis, line)
        crossing = [_line(hidden, 1 - axis, i).sum() == 1 for i in range(len(values))]
        # a cell whose own line also waits for a cover serves both; then the smallest
        free = [(not crossing[i], values[i], i) for i in range(len(values)) if values[i] > 0 and not flags[i]]
        flags[min(free)[2]] = True


def _line(cells: npt.NDArray[Any], axis: int, line: int) -> npt.NDArray[Any]:
    return cells[line, :] if axis == 0 else cells[:, line]


def _read(table: object, minimum: object) -> tuple[Floats, int]:
    require = Reads()
    least = require.people(minimum, _("persone al minimo in una casella"), least=2, field="minimum")
    counts = np.zeros((1, 1))
    if not isinstance(table, pd.DataFrame) or not 0 < table.size <= MOST_CELLS:
        size = table.size if isinstance(table, pd.DataFrame) else None
        require.problem(
            _("tabella"),
            said(type(table).__name__) if size is None else _("caselle: {n}").format(n=number(size)),
            expected=_("una tabella con almeno una riga e una colonna, e al massimo {n} caselle").format(
                n=number(MOST_CELLS)
            ),
        )
    else:
        counts = np.array([[_count(value) for value in row] for row in table.to_numpy(dtype=object)])
        for i, j in np.argwhere(np.isnan(counts))[:TOLD]:
            where = f"{table.index[i]}, {table.columns[j]}"
            require.problem(where, said(table.iat[i, j]), expected=_("un numero intero di persone, o zero"))
    require.stop()
    return counts, least


def _count(value: object) -> float:
    """Return whole people; not a number for anything else."""
    found = plain(value)
    return math.nan if isinstance(found, str) or found < 0 or found != int(found) else found
