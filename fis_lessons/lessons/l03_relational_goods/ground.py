"""The numbers of lesson 03: a register of the example, a simulated neighbourhood, the indices others published."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

import numpy as np
import pandas as pd

from fis_lessons import resources
from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk import Between, LessonParameters
from fis_lessons.lessons.desk.target import WithResidents, place_read
from fis_lessons.measures.assets import Position, Use, nearest, use
from fis_lessons.measures.evaluation.words import signed
from fis_lessons.measures.means import arithmetic_mean, dimension_index, geometric_mean
from fis_lessons.measures.neighbourhood import Neighbourhood, neighbourhood
from fis_lessons.measures.population import Interval, rate
from fis_lessons.measures.scales import Gaps, Reliability, cronbach_alpha
from fis_lessons.measures.training import PairedDifference, paired_difference
from fis_lessons.territory import Municipality, population

Indicator = Literal["count_on", "participation", "volunteering", "trust"]
INDICATORS: tuple[Indicator, ...] = ("count_on", "participation", "volunteering", "trust")
YEAR = "2021"
GOALPOST_YEARS = ("2018", "2019", "2020", "2021")
ITEMS = 4
LOW, HIGH = 1, 5
TURNED = "d"
"""The question of the scale that is put the other way round."""


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 03 takes.

    Parameters
    ----------
    municipality
        Name or ISTAT code of the municipality whose residents are counted; that of the case if not given.
    people
        Who answers the questionnaire of the example the first time: simulated.
    change
        True change of the example, in tenths of a point of a scale from 1 to 5: an assumption.
    lost
        Per cent of them who do not answer the second time, in the exercise on who comes back: an assumption.
    """

    municipality: Annotated[str | None, WithResidents()] = None
    people: Annotated[int, Between(20, 200)] = 40
    change: Annotated[int, Between(1, 10)] = 2
    lost: Annotated[int, Between(10, 50)] = 25


@dataclass(frozen=True)
class Asset:
    """One place of the register of the example: made up to practise.

    Parameters
    ----------
    name, kind, need
        In Italian, translated when shown.
    quarter
        ``river`` or ``station``.
    opened, used
        Hours a week.
    at
        Latitude and longitude, in degrees.
    """

    name: str
    kind: str
    quarter: Literal["river", "station"]
    opened: int
    used: int
    need: str
    at: Position


_PLACE, _PEOPLE, _NET = mark("luogo"), mark("gruppo di persone"), mark("rete")
REGISTER: tuple[Asset, ...] = (
    Asset(
        mark("Biblioteca di quartiere"),
        _PLACE,
        "river",
        40,
        34,
        mark("studiare e incontrarsi"),
        (45.0014, 9.003),
    ),
    Asset(
        mark("Sala della parrocchia"),
        _PLACE,
        "river",
        20,
        6,
        mark("studiare e incontrarsi"),
        (44.998, 8.9996),
    ),
    Asset(mark("Centro anziani"), _PLACE, "river", 30, 12, mark("compagnia di giorno"), (45.003, 9.0064)),
    Asset(
        mark("Palestra della scuola, la sera"), _PLACE, "river", 15, 15, mark("movimento"), (44.9997, 9.0047)
    ),
    Asset(mark("Gruppo di cammino"), _PEOPLE, "river", 5, 4, mark("movimento"), (44.9965, 9.006)),
    Asset(
        mark("Rete di vicini per la spesa"), _NET, "river", 10, 9, mark("aiuto in casa"), (45.0031, 8.9996)
    ),
    Asset(mark("Orto condiviso"), _PLACE, "station", 25, 20, mark("compagnia di giorno"), (45.019, 9.002)),
    Asset(
        mark("Sala del circolo"), _PLACE, "station", 35, 7, mark("studiare e incontrarsi"), (45.031, 9.012)
    ),
    Asset(
        mark("Doposcuola dei genitori"),
        _PEOPLE,
        "station",
        10,
        10,
        mark("studiare e incontrarsi"),
        (45.030, 9.004),
    ),
)


@dataclass(frozen=True)
class Request:
    """Somebody who looks for something: made up to practise.

    Parameters
    ----------
    need, quarter
        As in the register.
    hours
        A week, that must still be free; zero where one more makes no difference.
    """

    need: str
    quarter: Literal["river", "station"]
    hours: int = 0


REQUESTS: dict[str, Request] = {
    "ada": Request("compagnia di giorno", "station"),
    "students": Request("studiare e incontrarsi", "river", 10),
    "gym": Request("movimento", "station"),
    "shopping": Request("aiuto in casa", "river"),
    "afternoons": Request("studiare e incontrarsi", "station", 8),
}
"""What some people look for, for the exercise on what meets it."""


def meets(one: Asset, request: Request) -> bool:
    """Say whether an asset meets a request: the same need, in the quarter, and with hours left."""
    near = one.quarter == request.quarter and one.need == request.need
    return near and one.opened - one.used >= request.hours


HOMES: dict[str, tuple[Position, ...]] = {
    "river": ((45.000, 9.000), (45.003, 9.002), (45.001, 9.006), (44.998, 9.003)),
    "station": ((45.020, 9.000), (45.024, 9.004), (45.018, 9.007), (45.022, 9.010)),
}
"""Where some people live in each quarter: made up, like all the rest."""
QUARTERS = {"river": (mark("Quartiere Fiume"), 7_500), "station": (mark("Quartiere Stazione"), 3_000)}
"""Name and residents of the two quarters: made up."""


@dataclass(frozen=True)
class Development:
    """One country of the Human Development Report: what was published, and the three parts worked out."""

    published: float
    rank: int
    health: float
    school: float
    income: float

    @property
    def parts(self) -> tuple[float, float, float]:
        """The three parts, as an exercise gives them: three decimals."""
        return round(self.health, 3), round(self.school, 3), round(self.income, 3)

    @property
    def geometric(self) -> float:
        """Geometric mean of the parts as given."""
        return geometric_mean(self.parts)

    @property
    def arithmetic(self) -> float:
        """Arithmetic mean of the parts as given."""
        return arithmetic_mean(self.parts)


def development(iso3: str) -> Development:
    """Return a country of the report, by its code."""
    row = next(r for r in resources.published("hdi_2022", "countries.csv") if r["iso3"] == iso3)
    schooling = [
        dimension_index(float(row["expected_schooling"]), low=0, high=18),
        dimension_index(float(row["mean_schooling"]), low=0, high=15),
    ]
    return Development(
        published=float(row["hdi"]),
        rank=int(row["rank"]),
        health=dimension_index(float(row["life_expectancy"]), low=20, high=85),
        school=arithmetic_mean(schooling),
        income=dimension_index(float(row["income"]), low=100, high=75_000, logarithm=True),
    )


@dataclass(frozen=True)
class Ground:
    """Every number lesson 03 asks about."""

    parameters: Parameters
    case: Case

    # --- what the community has -------------------------------------------------------------------
    @cached_property
    def place(self) -> Municipality:
        """The municipality whose residents are counted."""
        return place_read(self.case, self.parameters.municipality)

    @cached_property
    def residents(self) -> int:
        """All its residents."""
        return population(self.place)

    @cached_property
    def associations(self) -> int:
        """Associations in the register of the example: an assumption, in proportion to the residents."""
        wanted = 1.4 + int(self.place.istat) % 19 / 10
        return max(3, round(wanted * self.residents / 1000))

    @property
    def per_thousand(self) -> float:
        """Associations for each thousand residents."""
        return rate(self.associations, self.residents)

    def of(self, quarter: str) -> tuple[Asset, ...]:
        """Return what the register has in one quarter of the example."""
        return tuple(one for one in REGISTER if one.quarter == quarter)

    def nearest_km(self, quarter: str, need: str) -> float:
        """Return how far, on average, some homes of a quarter are from the nearest asset that meets a need."""
        places = {one.name: one.at for one in REGISTER if one.need == need}
        return arithmetic_mean([nearest(home, places)[1] for home in HOMES[quarter]])

    def use_of(self, quarter: str) -> Use:
        """Return how much of what is open in a quarter is used."""
        here = self.of(quarter)
        return use([one.opened for one in here], [one.used for one in here])

    # --- what people answer -----------------------------------------------------------------------
    @cached_property
    def survey(self) -> Neighbourhood:
        """The people of the example, asked twice; a true change, nobody lost."""
        return neighbourhood(
            self.parameters.people,
            change=self.parameters.change / 10,
            items=ITEMS,
            seed=self.parameters.seed + 1,
        )

    @cached_property
    def found(self) -> PairedDifference:
        """What the example finds: mean change and interval."""
        return paired_difference(self.survey.first.tolist(), self.survey.second.tolist())

    @property
    def interval(self) -> Interval:
        """Where the mean change lies."""
        return self.found.interval

    @property
    def seen(self) -> bool:
        """Whether zero is outside the interval."""
        return self.interval.low > 0 or self.interval.high < 0

    @cached_property
    def thinned(self) -> Neighbourhood:
        """The same neighbourhood where nobody changed and the lowest did not come back."""
        return neighbourhood(
            self.parameters.people,
            change=0.0,
            items=ITEMS,
            lost=self.parameters.lost / 100,
            who="lowest",
            seed=self.parameters.seed + 2,
        )

    @cached_property
    def came_back(self) -> tuple[float, float, float]:
        """Mean before of all, mean before and mean after of whoever came back: two decimals, as given."""
        drawn = self.thinned
        return (
            round(float(drawn.first.mean()), 2),
            round(float(drawn.first[drawn.returned].mean()), 2),
            round(float(drawn.second[drawn.returned].mean()), 2),
        )

    # --- what others published --------------------------------------------------------------------
    @cached_property
    def italy(self) -> Development:
        """Italy in the Human Development Report."""
        return development("ITA")

    @cached_property
    def region(self) -> str:
        """The region of the municipality, as Istat's table writes it."""
        rows = relations(YEAR)
        return next(str(name) for name in rows.index if rows.loc[name, "code"] == self.place.region_code)


def answers(
    people: int, *, seed: int, gap: float = 0.0, change: float = 0.0, missed: bool = True
) -> pd.DataFrame:
    """Return simulated answers to the four questions, as they are written: the last is put the other way round.

    Parameters
    ----------
    people
        Who answers.
    seed
        Same seed, same answers.
    gap
        Which part of the answers is missing, at random.
    change
        True change of the mean.
    missed
        Whether the last question is left as it was answered.
    """
    drawn = neighbourhood(people, change=change, items=ITEMS, seed=seed).before
    table = pd.DataFrame(drawn, columns=list("abcd"))
    if missed:
        table[TURNED] = LOW + HIGH - table[TURNED]
    if gap:
        # the generator of the gaps is not that of the answers: other gaps, same people
        holes = np.random.default_rng([seed, 7]).random(table.shape) < gap
        table = table.mask(holes)
    return table


def alpha_of(table: pd.DataFrame, *, gaps: Gaps = "complete", turned: bool = True) -> Reliability:
    """Return the alpha of the four questions; ``turned`` puts the last the right way round."""
    return cronbach_alpha(table, low=LOW, high=HIGH, reversed_items=[TURNED] if turned else [], gaps=gaps)


def span(low: float, high: float, *, decimals: int = 2) -> str:
    """Write two ends of a change with their signs: ``-0,10 e +0,52``."""
    return _("{low} e {high}").format(
        low=signed(low, decimals=decimals), high=signed(high, decimals=decimals)
    )


def relations(year: str) -> pd.DataFrame:
    """Return Istat's indicators of relations in one year, by region; the first row is Italy."""
    rows = [r for r in resources.published("bes_relations", "regions.csv") if r["year"] == year]
    table = pd.DataFrame(
        {name: [float(r[name]) for r in rows] for name in INDICATORS},
        index=[r["region"].split("/")[0] for r in rows],
    )
    table["code"] = [r["region_code"] for r in rows]
    return table
