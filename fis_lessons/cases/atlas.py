"""The atlas: the cities of the programme side by side, and who did something like it elsewhere.

What nobody published is a value here, not a hole: every city says which of its facts were not found.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Literal

from fis_lessons import resources
from fis_lessons.cases.base import (
    Contradiction,
    File,
    Grounded,
    Id,
    Name,
    Quantity,
    Some,
    Source,
    Statement,
    Text,
    cited,
)
from fis_lessons.cases.labels import (
    AreaName,
    Country,
    FinanceStatus,
    Gap,
    MoneyKind,
    ResultKind,
    Role,
    Stage,
    Status,
    Theme,
    area_label,
    theme_label,
)
from fis_lessons.cases.model import Money, Municipality
from fis_lessons.cases.rules import Length, Part
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _

NotFound = Literal["not_found"]
NOT_FOUND: NotFound = "not_found"
"""Searches for the cities of which the pages read do not say something."""


@dataclass(frozen=True, kw_only=True)
class Seat(Grounded):
    """Somebody the sources name, with the roles they give; a doubt says why."""

    name: Text
    roles: Some[Role]
    status: Status = "confirmed"
    note: Text | None = None

    def _rule(self) -> str | None:
        return "doubt_without_note" if self.status != "confirmed" and self.note is None else None


@dataclass(frozen=True, kw_only=True)
class Reached(Statement):
    """A stage of the programme a city reached, and who says so."""

    stage: Stage


@dataclass(frozen=True, kw_only=True)
class Result(Statement):
    """Something told with numbers or in words: what changed, what was done, or only what was aimed at."""

    kind: ResultKind


@dataclass(frozen=True, kw_only=True)
class ImpactFinance(Statement):
    """How far the idea of paying for results went."""

    status: FinanceStatus


@dataclass(frozen=True, kw_only=True)
class City(Part):
    """One city of the second phase.

    Whatever is in :data:`fis_lessons.cases.labels.Gap` either stands here or is named in ``not_found``:
    a check of the file holds it.
    """

    id: Id
    municipality: Municipality
    region: Text
    project: Name | None = None
    area: AreaName | None = None
    about: Statement | None = None
    stages: Some[Reached]
    seats: tuple[Seat, ...] = ()
    money: tuple[Money, ...] = ()
    results: tuple[Result, ...] = ()
    impact_finance: ImpactFinance | None = None
    after: tuple[Statement, ...] = ()
    conflict: Statement | None = None
    contradictions: tuple[Contradiction, ...] = ()
    not_found: tuple[Gap, ...] = ()

    @property
    def name(self) -> str:
        """The name of the city."""
        return self.municipality.name

    def named(self, role: Role) -> tuple[Seat, ...]:
        """Return who the sources name for a role, with or without a doubt."""
        return tuple(seat for seat in self.seats if role in seat.roles)

    def sum_of(self, kind: MoneyKind) -> float:
        """Sum the money of a kind, in euro. Kinds are never added up: a ceiling was not received."""
        return sum(one.amount.value or 0.0 for one in self.money if one.kind == kind)

    def has_result(self, kind: ResultKind | NotFound) -> bool:
        """Say whether something of a kind is told; ``not_found`` asks whether no result is, done or changed."""
        if kind == NOT_FOUND:
            return "results" in self.not_found
        return any(one.kind == kind for one in self.results)

    def words(self) -> str:
        """Return, in the language in use, all that a search by word looks at."""
        said: list[str | None] = [self.name, _(self.region), self.project]
        said += [area_label(self.area)] if self.area else []
        said += [_(one.text) for one in self._told()]
        said += [_(seat.name) for seat in self.seats]
        return " ".join(filter(None, said)).casefold()

    def _told(self) -> Iterable[Statement]:
        single = [one for one in (self.about, self.impact_finance, self.conflict) if one is not None]
        return [*single, *self.stages, *self.results, *self.after]


@dataclass(frozen=True, kw_only=True)
class Atlas(File):
    """The cities of the second phase, and what one sees only by looking at them together."""

    kind: Literal["atlas"]
    overview: tuple[Statement, ...] = ()
    cities: Annotated[tuple[City, ...], Length(1)]

    def city(self, city_id: str) -> City:
        """Return a city by its id; ``KeyError`` if there is none."""
        for one in self.cities:
            if one.id == city_id:
                return one
        raise KeyError(city_id)

    def behind(self, city: City) -> tuple[Source, ...]:
        """Return the sources of all that is told of a city, each once."""
        return tuple(self.source(name) for name in dict.fromkeys(cited(city)))

    def missing(self, role: Role) -> tuple[City, ...]:
        """Return the cities where the sources name nobody for a role. It does not mean that nobody was there.

        Examples
        --------
        >>> from fis_lessons.cases import load_atlas
        >>> [city.id for city in load_atlas().cities if city not in load_atlas().missing("financier")]
        ['bergamo', 'catanzaro', 'fermo', 'lucca', 'perugia', 'siracusa', 'torino']
        """
        return tuple(one for one in self.cities if not one.named(role))

    def search(
        self,
        *,
        area: AreaName | NotFound | None = None,
        role: Role | None = None,
        named: bool = True,
        result: ResultKind | NotFound | None = None,
        finance: FinanceStatus | NotFound | None = None,
        words: str = "",
    ) -> tuple[City, ...]:
        """Return the cities that answer to everything asked, in the order of the file.

        Parameters
        ----------
        area, result, finance
            What a city must have; ``"not_found"`` for the cities of which nothing was found.
        role, named
            A role somebody is named for or, with ``named=False``, nobody is.
        words
            Words that must all stand in what is told of a city, whatever their order and their capitals.

        Examples
        --------
        >>> from fis_lessons.cases import load_atlas
        >>> [city.id for city in load_atlas().search(result="outcome")]
        ['torino']
        >>> [city.id for city in load_atlas().search(area="not_found")]
        ['bari', 'firenze', 'novara']
        """
        wanted = words.casefold().split()
        return tuple(
            city
            for city in self.cities
            if (area is None or (city.area or NOT_FOUND) == area)
            and (role is None or bool(city.named(role)) == named)
            and (result is None or city.has_result(result))
            and (finance is None or _finance(city) == finance)
            and (not wanted or all(word in city.words() for word in wanted))
        )


def _finance(city: City) -> FinanceStatus | NotFound:
    return city.impact_finance.status if city.impact_finance else NOT_FOUND


@dataclass(frozen=True, kw_only=True)
class Comparator(Part):
    """A programme or a project elsewhere, in a few numbers, and what it teaches."""

    id: Id
    name: Name
    country: Country
    themes: Some[Theme]
    about: Statement
    numbers: Annotated[tuple[Quantity, ...], Length(3, 5)]
    lesson: Statement
    traps: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparators(File):
    """What to set a project beside: at home and abroad."""

    kind: Literal["comparators"]
    comparators: Annotated[tuple[Comparator, ...], Length(1)]

    def comparator(self, comparator_id: str) -> Comparator:
        """Return one by its id; ``KeyError`` if there is none."""
        for one in self.comparators:
            if one.id == comparator_id:
                return one
        raise KeyError(comparator_id)

    def search(
        self, *, theme: Theme | None = None, country: Country | None = None, words: str = ""
    ) -> tuple[Comparator, ...]:
        """Return those that answer to everything asked, in the order of the file.

        Examples
        --------
        >>> from fis_lessons.cases import load_comparators
        >>> [one.id for one in load_comparators().search(theme="school", country="SE")]
        ['norrkoping']
        """
        wanted = words.casefold().split()
        return tuple(
            one
            for one in self.comparators
            if (theme is None or theme in one.themes)
            and (country is None or one.country == country)
            and (not wanted or all(word in _words(one) for word in wanted))
        )


def _words(one: Comparator) -> str:
    said = [one.name, *map(theme_label, one.themes), _(one.about.text), _(one.lesson.text)]
    return " ".join(said).casefold()


@dataclass(frozen=True)
class Point:
    """Where something is: degrees north and east."""

    north: float
    east: float


@cache
def city_points() -> dict[str, Point]:
    """Return the middle of each city of the atlas, by Istat code.

    From ``data/atlas/points.csv``: see its README.
    """
    rows = resources.table("atlas", "points.csv")
    return {row["istat"]: Point(float(row["north"]), float(row["east"])) for row in rows}


@cache
def country_points() -> tuple[Point, ...]:
    """Return a grid of points where there is a municipality: together they have the shape of Italy.

    From ``data/atlas/outline.csv``: see its README.
    """
    rows = resources.table("atlas", "outline.csv")
    return tuple(Point(float(row["north"]), float(row["east"])) for row in rows)
