"""One indicator over all municipalities: where a place stands, and how much small places scatter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fis_lessons.classes import dataclass
from fis_lessons.territory.comparison import Indicator, Row, check_indicator, municipality_row
from fis_lessons.territory.people import age_range
from fis_lessons.territory.places import ITALY, Area, Municipality
from fis_lessons.territory.tables import members

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Spread:
    """An indicator for each municipality of an area.

    Parameters
    ----------
    indicator
        What is measured.
    area
        Italy, a region or a province.
    rows
        One per municipality whose value can be calculated, lowest value first; ties by ISTAT code.
    left_out
        Municipalities without a value.
    """

    indicator: Indicator
    area: Area
    rows: tuple[Row, ...]
    left_out: tuple[str, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The values, lowest first."""
        return tuple(row.value for row in self.rows if row.value is not None)

    def below(self, place: Municipality) -> float | None:
        """Return the share of the other municipalities with a lower value; None if the place has no value.

        Each municipality counts one, whatever its size: it is a position in a list, not a share of people.
        """
        own = next((row.value for row in self.rows if row.place == place), None)
        if own is None or len(self.rows) < 2:
            return None
        return sum(value < own for value in self.values) / (len(self.rows) - 1)

    def sized(self, smallest: int, largest: int | None = None) -> Spread:
        """Return the same for the municipalities with residents between two numbers, both included."""
        kept = [
            row
            for row in self.rows
            if row.residents is not None
            and row.residents >= smallest
            and (largest is None or row.residents <= largest)
        ]
        return Spread(self.indicator, self.area, tuple(kept), self.left_out)

    def frame(self) -> pd.DataFrame:
        """Return columns ``istat``, ``name``, ``residents``, ``value``: material for a figure."""
        import pandas as pd

        lines = [
            (row.place.istat, row.label, row.residents, row.value)
            for row in self.rows
            if isinstance(row.place, Municipality)
        ]
        return pd.DataFrame(lines, columns=["istat", "name", "residents", "value"])


def spread(
    indicator: Indicator = "share", *, ages: tuple[int | None, int | None] = (65, None), area: Area = ITALY
) -> Spread:
    """Calculate an indicator for every municipality of an area.

    Extremes are nearly always small municipalities: with few residents a handful of people moves a share a
    long way. Look at size before reading a ranking.

    Parameters
    ----------
    indicator, ages
        As in :func:`compare`.
    area
        Italy if not said.

    Raises
    ------
    ParameterError
        If the indicator or the ages are not allowed.

    Examples
    --------
    >>> found = spread("old_age_index")
    >>> len(found.rows), found.left_out
    (7893, ('Misiliscemi', 'Montecopiolo', 'Sassofeltrio'))
    """
    check_indicator(indicator)
    return _spread(indicator, age_range(*ages), area)


@cache
def _spread(indicator: Indicator, ages: tuple[int, int], area: Area) -> Spread:
    rows = [municipality_row("municipality", place, indicator, ages) for place in members(area)]
    known = sorted((row for row in rows if row.value is not None), key=lambda row: row.value or 0.0)
    left_out = tuple(row.place.name for row in rows if row.value is None)
    return Spread(indicator, area, tuple(known), left_out)
