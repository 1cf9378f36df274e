"""Real evaluations: data and printed figures somebody else can check."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fis_lessons import resources
from fis_lessons.classes import dataclass
from fis_lessons.measures.population import Interval

FIRST_YEAR, LAST_YEAR = 2021, 2024
"""Years of the comparison of young people out of work and school: the page says so."""


# --- evaluations worked out again on the data of others: scripts/build_evaluations.py ------------
@dataclass(frozen=True)
class Found:
    """An estimate worked out again on published data.

    Parameters
    ----------
    estimate, standard_error
        In the unit of the outcome.
    interval
        At 95%.
    n_treated, n_control
        How many people, or States, it compares.
    """

    estimate: float
    standard_error: float
    interval: Interval
    n_treated: int
    n_control: int


def _found(row: Mapping[str, str]) -> Found:
    return Found(
        estimate=float(row["estimate"]),
        standard_error=float(row["standard_error"]),
        interval=Interval(float(row["low"]), float(row["high"]), 0.95),
        n_treated=int(row["treated"]),
        n_control=int(row["control"]),
    )


@cache
def _nsw() -> dict[str, dict[str, str]]:
    """Return the comparisons of a training programme drawn by lot, by name.

    The data of Dehejia and Wahba (1999), as ``causaldata`` (MIT) republishes them; 1978 dollars.
    """
    return {row["comparison"]: row for row in resources.published("nsw", "found.csv")}


def nsw_effects() -> tuple[Found, Found]:
    """Return the difference by lot and the difference with the people of a national survey."""
    return _found(_nsw()["lottery"]), _found(_nsw()["survey"])


def nsw_weighted() -> Found:
    """Return the difference with the people of the survey, those like the participants weighing more."""
    return _found(_nsw()["weighted"])


def nsw_outside() -> int:
    """Return how many people of the survey are like no participant."""
    return int(_nsw()["weighted"]["outside"])


@dataclass(frozen=True)
class Alike:
    """The mean of a variable before the programme, in three groups."""

    participants: float
    lottery: float
    survey: float


@cache
def nsw_means() -> dict[str, Alike]:
    """Return how alike the groups were before, by variable."""
    return {
        row["variable"]: Alike(float(row["participants"]), float(row["lottery"]), float(row["survey"]))
        for row in resources.published("nsw", "means.csv")
    }


def organ_effect() -> Found:
    """Return the difference in differences of Kessler and Roth (2014): California against 26 States."""
    return _found(resources.published("organ_donations", "found.csv")[0])


def organ_as_large() -> tuple[int, int]:
    """Return in how many States, California among them, the difference is as large; and how many they are."""
    row = resources.published("organ_donations", "found.csv")[0]
    return int(row["as_large"]), int(row["states"])


# --- printed figures -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Mean:
    """A printed mean: of which group, when, with its standard error and how many were counted."""

    group: str
    time: str
    mean: float
    standard_error: float
    stores: int


@cache
def card_krueger() -> dict[tuple[str, str], Mean]:
    """Return the four means of table 3, by group and time."""
    return {
        (row["group"], row["time"]): Mean(
            group=row["group"],
            time=row["time"],
            mean=float(row["mean"]),
            standard_error=float(row["standard_error"]),
            stores=int(row["stores"]),
        )
        for row in resources.published("card_krueger", "means.csv")
    }


@cache
def prop99() -> dict[str, tuple[float, float]]:
    """Return, by method, the printed estimate and ours on the same data, in packs a head each year."""
    return {
        row["method"]: (float(row["published"]), float(row["recomputed"]))
        for row in resources.published("prop99", "estimates.csv")
    }


@dataclass(frozen=True)
class Neet:
    """Share of young people out of work and school in one place, by year, in percent."""

    code: str
    place: str
    kind: str
    values: tuple[tuple[int, float], ...]

    def at(self, year: int) -> float:
        """Return the share of a year."""
        return dict(self.values)[year]

    @property
    def change(self) -> float:
        """Percentage points from the first year of the comparison to the last."""
        return round(self.at(LAST_YEAR) - self.at(FIRST_YEAR), 1)


@cache
def neet() -> tuple[Neet, ...]:
    """Return the printed series: three provinces, their regions, Italy."""
    return tuple(
        Neet(
            code=row["code"],
            place=row["place"],
            kind=row["kind"],
            values=tuple((int(key), float(value)) for key, value in row.items() if key.isdigit()),
        )
        for row in resources.published("neet_province", "neet.csv")
    )
