"""What a value map is worth: year by year, today, and beside what was put in.

With attribution meaning the share due to others, and no drop-off in the first year of an outcome::

    impact_1 = quantity * proxy * (1 - deadweight) * (1 - displacement) * (1 - attribution)
    impact_k = impact_1 * (1 - drop_off)**(k - 1)         k = 1 .. duration
    present value = sum over rows and years of impact / (1 + rate)**(first_period + year - 1)
    ratio = present value / inputs

References
----------
The SROI Network, *A Guide to Social Return on Investment*, 2012. With ``first_period=1`` the worked
example of the guide, Wheels-to-Meals, comes out to the penny.
"""

from __future__ import annotations

import math

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.sroi.model import Outcome, ValueMap, require_valid


@dataclass(frozen=True)
class RowValue:
    """One row of the year table.

    Parameters
    ----------
    outcome
        Name of the row.
    impacts
        Value per year, from year 1 to the last year of the map, not discounted.
    present_value
        Their sum, discounted.
    """

    outcome: str
    impacts: tuple[float, ...]
    present_value: float


@dataclass(frozen=True)
class SroiResult:
    """What a map is worth, in the currency of the map.

    Parameters
    ----------
    rows
        One per outcome, in the order of the map.
    totals
        Value per year, not discounted.
    present_values
        The same, discounted.
    inputs
        What was put in.
    payback_years
        Years until the discounted value covers the inputs, from today; ``None`` if it never does.
    """

    rows: tuple[RowValue, ...]
    totals: tuple[float, ...]
    present_values: tuple[float, ...]
    inputs: float
    payback_years: float | None

    @property
    def present_value(self) -> float:
        """Total present value."""
        return math.fsum(self.present_values)

    @property
    def net_value(self) -> float:
        """Total present value less inputs."""
        return self.present_value - self.inputs

    @property
    def ratio(self) -> float:
        """Total present value for each unit put in."""
        return self.present_value / self.inputs

    @property
    def net_ratio(self) -> float:
        """Net value for each unit put in."""
        return self.net_value / self.inputs

    @property
    def payback_months(self) -> float | None:
        """The guide's payback: inputs over a twelfth of the first year's value, not discounted."""
        return 12 * self.inputs / self.totals[0] if self.totals[0] > 0 else None

    def part_of(self, outcome: str) -> float:
        """Return the part of the gains a row brings, between 0 and 1; negative rows are not in the total.

        Raises
        ------
        MeasureError
            If there is no such row.
        """
        gains = math.fsum(row.present_value for row in self.rows if row.present_value > 0)
        known = {row.outcome: row.present_value for row in self.rows}
        require = Require(_("La mappa non ha la riga che cerchi."))
        require.one_of(outcome, _("Riga"), known)
        require.stop()
        return known[outcome] / gains if gains else 0.0


def evaluate(value_map: ValueMap) -> SroiResult:
    """Compute a map.

    Raises
    ------
    MeasureError
        If the map has problems; all of them are named.

    Examples
    --------
    >>> from fis_lessons.measures.sroi import Outcome, Resource
    >>> row = Outcome(id="a", stakeholder="x", outcome="y", quantity=10, proxy_value=200, duration=2,
    ...               deadweight=0.2, drop_off=0.5)
    >>> value_map = ValueMap(title="t", resources=(Resource(stakeholder="x", description="z",
    ...                      unit_value=1000),), outcomes=(row,), rate=0)
    >>> result = evaluate(value_map)
    >>> result.totals, result.ratio
    ((1600.0, 800.0), 2.4)
    """
    require_valid(value_map)
    years = range(1, max(row.last for row in value_map.outcomes) + 1)
    factors = [(1 + value_map.rate) ** -(value_map.first_period + year - 1) for year in years]
    rows = []
    for outcome in value_map.outcomes:
        impacts = tuple(_impact_in(outcome, year) for year in years)
        worth = math.fsum(impact * factor for impact, factor in zip(impacts, factors, strict=True))
        rows.append(RowValue(outcome.id, impacts, worth))
    totals = tuple(math.fsum(row.impacts[k] for row in rows) for k in range(len(factors)))
    today = tuple(total * factor for total, factor in zip(totals, factors, strict=True))
    return SroiResult(tuple(rows), totals, today, value_map.inputs, _payback(value_map, today))


def _impact_in(outcome: Outcome, year: int) -> float:
    """Return what a row is worth in a year of the map, not discounted."""
    if not outcome.start <= year <= outcome.last:
        return 0.0
    return float(outcome.impact * (1 - outcome.drop_off) ** (year - outcome.start))


def ratio_of(value_map: ValueMap) -> float:
    """Return the ratio alone, by the closed form of the sums over the years.

    Raises
    ------
    MeasureError
        If the map has problems.
    """
    require_valid(value_map)
    value = math.fsum(
        row.impact
        * _years_factor(
            rate=value_map.rate,
            first_period=value_map.first_period,
            drop_off=row.drop_off,
            start=row.start,
            duration=row.duration,
        )
        for row in value_map.outcomes
    )
    return value / value_map.inputs


def _years_factor(*, rate: float, first_period: float, drop_off: float, start: int, duration: int) -> float:
    """Return what one unit of first-year impact is worth today over all its years: a geometric sum."""
    step = (1 - drop_off) / (1 + rate)
    years = float(duration) if abs(step - 1) < 1e-12 else (1 - step**duration) / (1 - step)
    return float((1 + rate) ** -(first_period + start - 1)) * years


def _payback(value_map: ValueMap, discounted: tuple[float, ...]) -> float | None:
    """Return when the running total covers the inputs; the value of a year comes evenly before its end."""
    left = value_map.inputs
    for position, value in enumerate(discounted):
        if 0 < left <= value:
            return max(0.0, value_map.first_period + position - 1 + left / value)
        left -= value
    return None
