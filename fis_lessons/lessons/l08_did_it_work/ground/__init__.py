"""Every number lesson 08 takes from the simulated registers of one case: means, and the answer of each method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from functools import cache, cached_property
from typing import Literal, get_args

import pandas as pd

from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import LessonParameters
from fis_lessons.lessons.desk.target import counted_in
from fis_lessons.lessons.l08_did_it_work.ground.register import Design, World, cutoff_of, long, register
from fis_lessons.lessons.l08_did_it_work.ground.settings import Setting, setting_of
from fis_lessons.measures.evaluation.balance import Balance, Support, balance_table, common_support
from fis_lessons.measures.evaluation.did import did, placebo_did
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.simple import before_after, difference_in_means
from fis_lessons.measures.evaluation.threshold import Density, threshold, threshold_checks
from fis_lessons.measures.evaluation.weighting import weighting
from fis_lessons.measures.population import Interval
from fis_lessons.territory import Municipality

Level = Literal["before_after", "difference", "did", "weighting", "threshold", "lottery"]
LEVELS: tuple[Level, ...] = get_args(Level)

CROWD = 2
"""Points of score on each side of the threshold where people are counted, to see whether somebody moved across."""

BANDWIDTH = 15
"""Points of score on each side of the threshold, where the learner does not choose."""

COVARIATES = ("need", "age")


def level_label(level: Level) -> str:
    """Name a way of comparing, in the language in use."""
    return {
        "before_after": _("prima e dopo"),
        "difference": _("con e senza"),
        "did": _("differenza delle differenze"),
        "weighting": _("gruppi resi simili (pesi)"),
        "threshold": _("soglia"),
        "lottery": _("sorteggio"),
    }[level]


@dataclass(frozen=True)
class Means:
    """The four means a difference in differences is made of, rounded as the page shows them."""

    treated_before: float
    treated_after: float
    others_before: float
    others_after: float

    @property
    def before_after(self) -> float:
        """How much the participants changed."""
        return self.treated_after - self.treated_before

    @property
    def others_change(self) -> float:
        """How much the others changed."""
        return self.others_after - self.others_before

    @property
    def did(self) -> float:
        """How much more the participants changed than the others."""
        return self.before_after - self.others_change


def means_of(frame: pd.DataFrame, *, decimals: int) -> Means:
    """Return the four means of a register, rounded."""

    def mean(treated: int, year: str) -> float:
        return round(float(frame.loc[frame["treated"] == treated, year].mean()), decimals)

    return Means(
        treated_before=mean(1, "before"),
        treated_after=mean(1, "after"),
        others_before=mean(0, "before"),
        others_after=mean(0, "after"),
    )


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 08 takes: case, language, and the seed of the simulated registers."""


@dataclass(frozen=True)
class Ground:
    """The registers of one case. Two grounds with the same parameters are one: answers are computed once."""

    parameters: Parameters
    case: Case = field(compare=False)

    @property
    def setting(self) -> Setting:
        """What is assumed."""
        return setting_of(self.case.project)

    @cached_property
    def place(self) -> Municipality:
        """Municipality of the ages."""
        return counted_in(self.case)

    @property
    def seed(self) -> int:
        """Of the lesson."""
        return self.parameters.seed

    def frame(self, design: Design = "choice", world: World = "parallel") -> pd.DataFrame:
        """Return a register: the same every time."""
        return _register(self.setting, self.place, self.seed, design, world)

    @cached_property
    def means(self) -> Means:
        """The means of the register where everybody would have changed alike."""
        return means_of(self.frame(), decimals=self.setting.decimals)

    def effect(self, level: Level, world: World = "parallel") -> Effect:
        """Return the answer of one method."""
        return _answer(self, level, world)

    def at_threshold(self, bandwidth: float, world: World = "parallel") -> Effect:
        """Return the answer of the threshold with another width."""
        frame = self.frame("threshold", world)
        return threshold(frame, outcome="after", running="need", cutoff=cutoff_of(frame), bandwidth=bandwidth)

    @cached_property
    def crowd(self) -> Density:
        """How many people are just below the threshold and just above it."""
        frame = self.frame("threshold")
        return threshold_checks(
            frame, outcome="after", running="need", cutoff=cutoff_of(frame), bandwidth=BANDWIDTH, window=CROWD
        ).density

    @cached_property
    def balance(self) -> Balance:
        """How alike participants and others were at the start."""
        return balance_table(self.frame(), treated="treated", covariates=["need", "age", "before"])

    @cached_property
    def support(self) -> Support:
        """How many participants have somebody like them among the others."""
        return common_support(self.frame(), treated="treated", covariates=list(COVARIATES))

    def placebo(self, world: World) -> Effect:
        """Repeat the difference in differences between two years when there was no project."""
        return placebo_did(
            panel(self.frame(world=world)),
            outcome="outcome", treated="treated", time="year", start=0, fake_start=-1, unit="person",
        )  # fmt: skip


@cache
def _register(setting: Setting, place: Municipality, seed: int, design: Design, world: World) -> pd.DataFrame:
    return register(setting, place, seed=seed, design=design, world=world)


def panel(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row per person and year: -2 and -1 before the project, 0 with it."""
    years = {"earlier": -2, "before": -1, "after": 0}
    parts = [
        frame[["person", "treated"]].assign(year=year, outcome=frame[name]) for name, year in years.items()
    ]
    return pd.concat(parts, ignore_index=True)


@cache
def _answer(ground: Ground, level: Level, world: World) -> Effect:
    ways: dict[Level, Callable[[], Effect]] = {
        "before_after": lambda: effect_before_after(ground.frame(world=world)),
        "difference": lambda: effect_difference(ground.frame(world=world)),
        "did": lambda: did_of(ground.frame(world=world)),
        "weighting": lambda: weighting(
            ground.frame(world=world), outcome="after", treated="treated", covariates=list(COVARIATES)
        ),
        "threshold": lambda: ground.at_threshold(BANDWIDTH, world),
        "lottery": lambda: effect_difference(ground.frame("lottery", world)),
    }
    return ways[level]()


def effect_before_after(frame: pd.DataFrame) -> Effect:
    """Return how much the participants of a register changed."""
    inside = long(frame[frame["treated"] == 1])
    return before_after(inside, outcome="outcome", post="post", unit="person")


def effect_difference(frame: pd.DataFrame) -> Effect:
    """Return how far participants and others of a register are afterwards."""
    return difference_in_means(frame, outcome="after", treated="treated")


def did_of(frame: pd.DataFrame) -> Effect:
    """Return the difference in differences of a register."""
    return did(long(frame), outcome="outcome", treated="treated", post="post", unit="person")


COVERAGE_DRAWS = 100


@cache
def hundred_intervals_of(
    setting: Setting, place: Municipality, seed: int, world: World, participants: int = 60
) -> tuple[Interval, ...]:
    """Draw a register a hundred times and return the interval of the difference in differences of each.

    Who does not take part is twice as many as who does, whatever the case.
    """
    small = replace(setting, participants=participants, others=2 * participants)
    found = []
    for turn in range(COVERAGE_DRAWS):
        frame = register(small, place, seed=1000 * seed + turn, world=world)
        interval = did_of(frame).interval
        assert interval is not None  # noqa: S101 - chance is in every register
        found.append(interval)
    return tuple(found)


def holding(intervals: tuple[Interval, ...], truth: float) -> int:
    """Count the intervals that contain the true effect."""
    return sum(one.low <= truth <= one.high for one in intervals)
