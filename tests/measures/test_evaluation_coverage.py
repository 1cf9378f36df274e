"""A thousand simulated evaluations each.

Where the assumptions hold, 95% intervals hold the truth 93 to 97 times in a hundred; where they do not, they
fall short, and that is shown too.

The draws are seeded: a result is the same on every machine, up to rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from fis_lessons.measures.evaluation.clusters import permutation_p
from fis_lessons.measures.evaluation.did import did, event_study
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.simple import before_after, difference_in_means
from fis_lessons.measures.evaluation.staggered import group_time_att
from fis_lessons.measures.evaluation.synthetic import synthetic_did
from fis_lessons.measures.evaluation.threshold import threshold
from fis_lessons.measures.evaluation.weighting import weighting
from fis_lessons.measures.population import Interval

DRAWS = 1000
TRUTH = 1.0
Draw = np.random.Generator


def coverage(simulate: Callable[[Draw], Effect | Interval], *, draws: int = DRAWS) -> float:
    """Count how often the interval holds the true effect."""
    draw = np.random.default_rng(2026)
    held = 0
    for _ in range(draws):
        found = simulate(draw)
        interval = found.interval if isinstance(found, Effect) else found
        assert interval is not None
        held += interval.low <= TRUTH <= interval.high
    return held / draws


def persons(draw: Draw, *, rows: int = 600, hidden: float = 0.0, pull: float = 0.5) -> pd.DataFrame:
    """Draw persons: ``x`` is observed and decides who is treated; so does something unseen, if ``hidden``."""
    x, unseen = draw.normal(size=(2, rows))
    had = draw.random(rows) < 1 / (1 + np.exp(0.2 - pull * x - hidden * unseen))
    y = TRUTH * had + x + (unseen if hidden else 0.0) + draw.normal(size=rows)
    return pd.DataFrame({"x": x, "had": had, "y": y})


def two_arms(draw: Draw) -> Effect:
    had = np.arange(120) % 3 == 0
    table = pd.DataFrame({"had": had, "y": TRUTH * had + draw.normal(size=120) * np.where(had, 2, 1)})
    return difference_in_means(table, outcome="y", treated="had")


def two_arms_adjusted(draw: Draw) -> Effect:
    table = persons(draw, rows=200)
    return difference_in_means(table, outcome="y", treated="had", covariates=["x"])


def classes(draw: Draw, *, groups: int = 40, cluster: bool = True) -> Effect:
    group = np.repeat(np.arange(groups), 8)
    had = group % 2
    y = TRUTH * had + draw.normal(size=groups)[group] + draw.normal(size=group.size)
    table = pd.DataFrame({"had": had, "group": group, "y": y})
    return difference_in_means(table, outcome="y", treated="had", clusters="group" if cluster else None)


def paired(draw: Draw, *, drift: float = 0.0) -> Effect:
    level = draw.normal(size=60)
    y = np.concatenate([level, level + TRUTH + drift]) + draw.normal(size=120)
    table = pd.DataFrame({"who": np.tile(np.arange(60), 2), "post": np.repeat([0, 1], 60), "y": y})
    return before_after(table, outcome="y", post="post", unit="who")


def panel(draw: Draw, *, units: int = 60, periods: int = 2, apart: float = 0.0) -> pd.DataFrame:
    """Draw units seen more than once; the treated also drift by ``apart`` a period."""
    who, when = np.repeat(np.arange(units), periods), np.tile(np.arange(periods), units)
    had, post = who % 2, when >= periods // 2
    y = draw.normal(size=units)[who] + had + 0.5 * when + TRUTH * had * post + apart * had * when
    return pd.DataFrame(
        {"who": who, "when": when, "had": had, "post": post, "y": y + draw.normal(size=who.size)}
    )


def double_difference(draw: Draw, *, apart: float = 0.0, units: int = 60) -> Effect:
    table = panel(draw, apart=apart, units=units)
    return did(table, outcome="y", treated="had", post="post", unit="who")


def cross_sections(draw: Draw) -> Effect:
    had, post = np.arange(240) % 2, np.arange(240) // 2 % 2
    y = had + post + TRUTH * had * post + draw.normal(size=240) * (1 + had)
    table = pd.DataFrame({"had": had, "post": post, "y": y})
    return did(table, outcome="y", treated="had", post="post")


def events(draw: Draw) -> Interval:
    study = event_study(panel(draw, periods=4), outcome="y", unit="who", time="when", treated="had", start=2)
    interval = study.rows[-1].interval
    assert interval is not None
    return interval


def starts(draw: Draw) -> Effect:
    who, when = np.repeat(np.arange(120), 4), np.tile(np.arange(4), 120)
    first = np.array([1.0, 2.0, np.nan])[who % 3]
    y = draw.normal(size=120)[who] + 0.3 * when + TRUTH * (when >= first) + draw.normal(size=480)
    table = pd.DataFrame({"who": who, "when": when, "first": first, "y": y})
    return group_time_att(table, outcome="y", unit="who", time="when", first_treated="first").simple


def jump(draw: Draw, *, bend: float = 0.0) -> Effect:
    x = draw.uniform(-1, 1, 400)
    table = pd.DataFrame(
        {"x": x, "y": 0.5 * x + bend * np.sin(4 * x) + TRUTH * (x >= 0) + draw.normal(size=400)}
    )
    return threshold(table, outcome="y", running="x", cutoff=0, bandwidth=0.8)


def fuzzy_jump(draw: Draw) -> Effect:
    x, would = draw.uniform(-1, 1, 500), draw.random(500) < 0.7
    took = would & (x >= 0)
    table = pd.DataFrame(
        {"x": x, "took": took, "y": 0.5 * x + 0.5 * would + TRUTH * took + draw.normal(size=500)}
    )
    return threshold(table, outcome="y", running="x", cutoff=0, bandwidth=0.8, fuzzy="took")


def one_place(draw: Draw) -> Effect:
    y = draw.normal(size=(15, 8)) + draw.normal(size=(15, 1)) + draw.normal(size=8)
    y[0, 6:] += TRUTH
    table = pd.DataFrame(
        {"who": np.repeat(np.arange(15), 8), "when": np.tile(np.arange(8), 15), "y": y.ravel()}
    )
    return synthetic_did(table, outcome="y", unit="who", time="when", treated_unit=0, start=6).effect


def by_score(estimator: Callable[..., Effect], estimand: str = "att") -> Callable[[Draw], Effect]:
    return lambda draw: estimator(
        persons(draw), outcome="y", treated="had", covariates=["x"], estimand=estimand
    )


HOLDS: dict[str, Callable[[Draw], Effect | Interval]] = {
    "before and after": paired,
    "two arms": two_arms,
    "two arms, adjusted": two_arms_adjusted,
    "two arms, classes": classes,
    "did, panel": double_difference,
    "did, cross-sections": cross_sections,
    "event study": events,
    "group and time": starts,
    "weighting, treated": by_score(weighting),
    "weighting, all": by_score(weighting, "ate"),
    "threshold": jump,
    "fuzzy threshold": fuzzy_jump,
    "synthetic did": one_place,
}


@pytest.mark.parametrize("design", HOLDS)
def test_where_the_assumptions_hold_intervals_keep_their_promise(design: str) -> None:
    assert 0.93 <= coverage(HOLDS[design]) <= 0.97


@dataclass(frozen=True)
class Broken:
    """An assumption that fails, and how far coverage falls at least."""

    id: str
    simulate: Callable[[Draw], Effect]
    at_most: float


def naive(draw: Draw) -> Effect:
    return difference_in_means(persons(draw, rows=300), outcome="y", treated="had")


def unseen(draw: Draw) -> Effect:
    return weighting(persons(draw, hidden=0.7), outcome="y", treated="had", covariates=["x"])


BROKEN = [
    Broken("before and after, while everything was improving", lambda d: paired(d, drift=0.5), 0.5),
    Broken("two arms that chose themselves", naive, 0.2),
    Broken("classes taken as independent persons", lambda d: classes(d, cluster=False), 0.75),
    Broken("six classes", lambda d: classes(d, groups=6), 0.93),
    Broken("did with trends already apart", lambda d: double_difference(d, apart=0.8), 0.5),
    Broken("weighting with something unseen", unseen, 0.1),
    Broken("a threshold on a curve, too wide a bandwidth", lambda d: jump(d, bend=2.0), 0.6),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.id)
def test_where_they_do_not_hold_the_interval_misses(case: Broken) -> None:
    assert coverage(case.simulate, draws=400) < case.at_most


def one_treated_town(draw: Draw) -> pd.DataFrame:
    """Draw no effect at all: twelve towns, one of them treated."""
    town = np.repeat(np.arange(12), 10)
    y = draw.normal(size=12)[town] + draw.normal(size=120)
    return pd.DataFrame({"town": town, "had": (town == 0).astype(int), "y": y})


def test_with_one_treated_town_the_permutation_keeps_its_promise_and_the_usual_test_does_not() -> None:
    draw = np.random.default_rng(5)
    usual = permuted = 0
    for _ in range(300):
        table = one_treated_town(draw)
        found = difference_in_means(table, outcome="y", treated="had", clusters="town")
        usual += not found.holds_zero
        permuted += permutation_p(table, outcome="y", treated="had", clusters="town") <= 1 / 12 + 1e-9
        assert "few_treated_clusters" in found.cautions
    assert usual / 300 > 0.3  # five in a hundred was the promise
    assert 0.04 < permuted / 300 < 0.13  # one in twelve
