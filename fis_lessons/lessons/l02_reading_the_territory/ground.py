"""What lesson 02 counts: two definitions of one target group, in one municipality, from one set of data."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.lessons.desk import Between, LessonParameters
from fis_lessons.lessons.desk.target import TargetCount, WithResidents
from fis_lessons.territory import (
    Comparison,
    Municipality,
    Row,
    compare,
    members,
    population,
    province_of,
)

LEAST_RESIDENTS = 1000
"""The other municipality of the exercise on averages has at least these residents, where there is one."""

LEAST_GROUP = 10
"""The small group of the exercise on small numbers has at least these persons, where there is one."""

PAIRS, SMALL_ONES = 6, 6
"""Among how many municipalities the seed chooses that of the pair, and the small one."""

APART = 0.15
"""Percentage points between the right share of a pair and those of its two mistakes, at least."""

MOST_IN_GROUP = 150
"""The small group the seed chooses has at most these persons."""


@dataclass(frozen=True)
class Pair:
    """Two municipalities served together: their residents, and those of 65 and over."""

    places: tuple[Municipality, Municipality]
    residents: tuple[int, int]
    old: tuple[int, int]

    @property
    def together(self) -> float:
        """Share of 65 and over in the two together, from 0 to 100."""
        return 100 * sum(self.old) / sum(self.residents)

    @property
    def shares(self) -> tuple[float, float]:
        """Share of 65 and over in each, from 0 to 100."""
        return (100 * self.old[0] / self.residents[0], 100 * self.old[1] / self.residents[1])

    @property
    def unweighted(self) -> float:
        """The mean of the two shares, which forgets how many people live in each."""
        return sum(self.shares) / 2


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 02 takes.

    Parameters
    ----------
    municipality
        Name or ISTAT code of the municipality to read; that of the case if not given.
    similar
        How many municipalities of similar size it is compared with.
    """

    municipality: Annotated[str | None, WithResidents()] = None
    similar: Annotated[int, Between(3, 10)] = 5


@dataclass(frozen=True)
class Ground(TargetCount):
    """Every number lesson 02 asks about."""

    parameters: Parameters
    case: Case

    @cached_property
    def comparison(self) -> Comparison:
        """The municipality beside the others, on the share of 65 and over."""
        return compare(self.place, "share", ages=(65, None), k=self.parameters.similar)

    @cached_property
    def farthest(self) -> Row:
        """The area (province, region or Italy) whose share of 65 and over is farthest from the place's."""
        own = self.comparison.rows[0].value or 0.0
        areas = [row for row in self.comparison.rows if row.includes and row.value is not None]
        return max(areas, key=lambda row: abs((row.value or 0.0) - own))

    @cached_property
    def pair(self) -> Pair:
        """The municipality and one of its province that shows why a mean needs weights: the best, or by seed."""
        pairs = [self._pair(m) for m in self._others() if population(m) >= LEAST_RESIDENTS]
        pairs = pairs or [self._pair(m) for m in self._others()]

        # a partner too small would not move the result, one of the same size would hide the mistake
        def apart(pair: Pair) -> float:
            return min(abs(pair.unweighted - pair.together), abs(pair.shares[0] - pair.together))

        best, *others = sorted(pairs, key=apart, reverse=True)
        fit = [pair for pair in others[: PAIRS - 1] if apart(pair) > APART]
        return self.parameters.pick("02-pair", [best, *fit])

    @cached_property
    def near(self) -> Municipality:
        """The other municipality of the pair: where answers are asked that the page does not hold."""
        return self.pair.places[1]

    def _pair(self, other: Municipality) -> Pair:
        both = (self.place, other)
        return Pair(
            both,
            (population(both[0]), population(both[1])),
            (population(both[0], 65), population(both[1], 65)),
        )

    def _others(self) -> list[Municipality]:
        inside = members(province_of(self.place))
        return [m for m in inside if m.has_population and m.istat != self.place.istat]

    @cached_property
    def small(self) -> tuple[Municipality, int]:
        """A municipality of the province with very few persons in the first definition, and how many.

        The one with the fewest, or by the seed.
        """
        band = self.target.one
        inside = [m for m in members(province_of(self.place)) if m.has_population]
        sizes = [(population(m, band.first, band.last), m.istat, m) for m in inside]
        fit = [item for item in sizes if item[0] >= LEAST_GROUP] or [i for i in sizes if i[0] > 0]
        first, *others = sorted(fit, key=lambda item: item[:2])[:SMALL_ONES]
        small = [first, *(item for item in others if item[0] <= MOST_IN_GROUP)]
        fewest, _istat, municipality = self.parameters.pick("02-small", small)
        return municipality, fewest
