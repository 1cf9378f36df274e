"""Real evaluations: data and printed figures somebody else can check."""

from __future__ import annotations

from functools import cache

import pandas as pd

from fis_lessons import resources
from fis_lessons.classes import dataclass
from fis_lessons.measures.evaluation.balance import Balance, Support, balance_table, common_support
from fis_lessons.measures.evaluation.clusters import permutation_p
from fis_lessons.measures.evaluation.did import did
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.simple import difference_in_means
from fis_lessons.measures.evaluation.weighting import weighting

NSW_COVARIATES = ("age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75")

FIRST_YEAR, LAST_YEAR = 2021, 2024
"""Years of the comparison of young people out of work and school: the page says so."""


def _table(folder: str, name: str) -> pd.DataFrame:
    return pd.read_csv(resources.data("published", folder, name))


# --- NSW: a training programme drawn by lot, and two comparison groups ---------------------------
@cache
def nsw_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return participants with those left out by lot, and participants with people of a national survey.

    The data of Dehejia and Wahba (1999), as ``causaldata`` (MIT) republishes them; 1978 dollars.
    """
    trial, survey = _table("nsw", "trial.csv"), _table("nsw", "survey.csv")
    mixed = pd.concat([trial[trial["treat"] == 1], survey[survey["treat"] == 0]], ignore_index=True)
    return trial, mixed


@cache
def nsw_effects() -> tuple[Effect, Effect]:
    """Return the difference by lot and the difference with the people of the survey."""
    trial, mixed = nsw_tables()
    return (
        difference_in_means(trial, outcome="re78", treated="treat"),
        difference_in_means(mixed, outcome="re78", treated="treat"),
    )


@cache
def nsw_balances() -> tuple[Balance, Balance]:
    """Return how alike the groups were before, in the two comparisons."""
    trial, mixed = nsw_tables()
    return (
        balance_table(trial, treated="treat", covariates=list(NSW_COVARIATES)),
        balance_table(mixed, treated="treat", covariates=list(NSW_COVARIATES)),
    )


@cache
def nsw_weighted() -> Effect:
    """Return the difference with the people of the survey, those like the participants weighing more."""
    _trial, mixed = nsw_tables()
    return weighting(mixed, outcome="re78", treated="treat", covariates=list(NSW_COVARIATES))


@cache
def nsw_support() -> Support:
    """Return how many people of the survey are like no participant."""
    _trial, mixed = nsw_tables()
    return common_support(mixed, treated="treat", covariates=list(NSW_COVARIATES))


# --- organ donors: one State asks in another way -------------------------------------------------
@cache
def organ_effect() -> Effect:
    """Return the difference in differences of Kessler and Roth (2014): California against 26 States."""
    return did(
        _organ_rates(), outcome="Rate", treated="california", post="later", unit="State", clusters="State"
    )


@cache
def organ_as_large() -> tuple[int, int]:
    """Return in how many States, California among them, the difference is as large; and how many they are."""
    rates = _organ_rates()
    p = permutation_p(rates, outcome="Rate", treated="california", post="later", clusters="State")
    states = rates["State"].nunique()
    return round(p * states), states


def _organ_rates() -> pd.DataFrame:
    frame = _table("organ_donations", "rates.csv")
    return frame.assign(
        california=(frame["State"] == "California").astype(int),
        later=(frame["Quarter_Num"] > 3).astype(int),
    )


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
