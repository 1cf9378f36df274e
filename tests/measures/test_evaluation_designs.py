"""Threshold, synthetic double, few groups; and what must always hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from evaluation_data import people
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from fis_lessons.measures.evaluation.clusters import permutation_p
from fis_lessons.measures.evaluation.did import did
from fis_lessons.measures.evaluation.simple import difference_in_means
from fis_lessons.measures.evaluation.synthetic import synthetic_control, synthetic_did
from fis_lessons.measures.evaluation.threshold import threshold, threshold_checks
from fis_lessons.measures.evaluation.weighting import (
    weighting,
)


def admissions(seed: int = 8, rows: int = 600) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    score = draw.uniform(20, 80, rows)
    would = draw.random(rows) < 0.6
    took = (would & (score >= 50)).astype(int)
    y = 0.1 * score + 4.0 * took + 2 * would + draw.normal(size=rows)
    return pd.DataFrame({"score": score, "took": took, "y": y, "age": draw.normal(40, 5, rows)})


def test_the_jump_is_weighted_least_squares_on_both_sides() -> None:
    table = admissions()
    found = threshold(table, outcome="y", running="score", cutoff=50, bandwidth=15)
    pull = np.maximum(0, 1 - (table["score"] - 50).abs() / 15)
    near = table[pull > 0].assign(r=lambda t: t["score"] - 50, above=lambda t: (t["score"] >= 50).astype(int))
    fitted = smf.wls("y ~ above * r", near, weights=pull[pull > 0]).fit(cov_type="HC2")
    assert found.estimate == pytest.approx(fitted.params["above"])
    assert found.standard_error == pytest.approx(fitted.bse["above"])


def test_a_fuzzy_threshold_is_two_stage_least_squares() -> None:
    table = admissions()
    found = threshold(
        table, outcome="y", running="score", cutoff=50, bandwidth=15, fuzzy="took", kernel="uniform"
    )
    near = table[(table["score"] - 50).abs() <= 15]
    r, above = near["score"] - 50, (near["score"] >= 50).astype(float)
    exogenous = np.column_stack([np.ones(len(near)), r, r * above])
    z = np.column_stack([above, exogenous])
    first = sm.OLS(near["took"].to_numpy(float), z).fit()
    second = sm.OLS(near["y"].to_numpy(), np.column_stack([first.fittedvalues, exogenous])).fit()
    assert found.estimate == pytest.approx(second.params[0])
    assert found.interval is not None and found.interval.low < 4 < found.interval.high
    assert found.cautions[0] == "compliers_only"


def test_below_the_threshold_turns_the_sign_and_a_donut_leaves_people_out() -> None:
    table = admissions()
    settings = {"outcome": "y", "running": "score", "cutoff": 50, "bandwidth": 15}
    above = threshold(table, **settings)  # type: ignore[arg-type]
    below = threshold(table, **settings, treated_above=False)  # type: ignore[arg-type]
    assert below.estimate == pytest.approx(-above.estimate)
    hole = threshold(table, **settings, donut=2)  # type: ignore[arg-type]
    assert hole.n_treated + hole.n_control < above.n_treated + above.n_control


def test_checks_find_people_who_moved_across() -> None:
    table = admissions(rows=2000)
    moved = table.assign(score=table["score"].where(~table["score"].between(48.5, 50), table["score"] + 1.5))
    fine, sorted_ = (
        threshold_checks(
            frame, outcome="y", running="score", cutoff=50, bandwidth=12, covariates=["age"], window=1.5
        )
        for frame in (table, moved)
    )
    assert fine.density.p > 0.05
    assert sorted_.density.p < 0.001
    assert [name for name, _effect in fine.covariates] == ["age"]
    assert fine.covariates[0][1].holds_zero
    assert [width for width, _effect in fine.bandwidths] == [6, 12, 24]


def places(seed: int = 9, effect: float = -5.0) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    paths = draw.normal(size=(12, 20)).cumsum(axis=1) + draw.normal(0, 2, size=(12, 1))
    paths[0] = 0.5 * paths[1] + 0.3 * paths[2] + 0.2 * paths[3]
    paths[0, 14:] += effect
    rows = [(f"P{i:02d}", t, paths[i, t]) for i in range(12) for t in range(20)]
    return pd.DataFrame(rows, columns=["place", "t", "y"])


@pytest.mark.parametrize("estimator", [synthetic_control, synthetic_did], ids=lambda f: f.__name__)
def test_a_double_that_exists_is_found(estimator: Callable[..., Any]) -> None:
    found = estimator(places(), outcome="y", unit="place", time="t", treated_unit="P00", start=14)
    assert found.effect.estimate == pytest.approx(-5, abs=0.02 if estimator is synthetic_control else 1.5)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights >= 0).all()
    if estimator is synthetic_control:
        assert found.weights.head(3).round(2).to_dict() == {"P01": 0.5, "P02": 0.3, "P03": 0.2}
        assert (found.rank, found.p) == (1, pytest.approx(1 / 12))
        assert found.effect.interval is None


@pytest.mark.parametrize("scale", [1e-4, 1e6])
def test_the_unit_of_measure_changes_nothing_else(scale: float) -> None:
    settings = {"outcome": "y", "unit": "place", "time": "t", "treated_unit": "P00", "start": 14}
    for estimator in (synthetic_control, synthetic_did):
        one = estimator(places(), **settings)
        two = estimator(places().assign(y=lambda t: scale * t["y"]), **settings)
        assert two.effect.estimate == pytest.approx(scale * one.effect.estimate, rel=1e-4)
        assert two.rank == one.rank


def test_several_treated_places() -> None:
    table = places().assign(y=lambda t: t["y"] - 5 * ((t["place"] == "P05") & (t["t"] >= 14)))
    found = synthetic_did(
        table, outcome="y", unit="place", time="t", treated_unit=["P00", "P05"], start=14, draws=50
    )
    assert found.effect.n_treated == 2
    assert found.effect.standard_error is not None
    assert "one_treated_unit" not in found.effect.cautions


def test_permutation_is_exact_when_there_are_few_choices() -> None:
    table = pd.DataFrame({"town": np.repeat(range(7), 3), "had": np.repeat([1, 0, 0, 0, 0, 0, 0], 3)})
    table["y"] = 10.0 * table["had"] + np.tile([0.0, 1, 2], 7) + 0.01 * table["town"]
    assert permutation_p(table, outcome="y", treated="had", clusters="town") == pytest.approx(1 / 7)
    again = table.assign(post=1), table.assign(post=0, y=np.tile([0.0, 1, 2], 7))
    both = pd.concat(again, ignore_index=True)
    assert permutation_p(both, outcome="y", treated="had", post="post", clusters="town") == pytest.approx(
        1 / 7
    )


def test_drawn_permutations_come_near_the_t_test() -> None:
    table = people(200).assign(y=lambda t: t["z"] + 0.2 * t["had"])
    expected = ttest_ind(table.loc[table["had"] == 1, "y"], table.loc[table["had"] == 0, "y"]).pvalue
    assert permutation_p(table, outcome="y", treated="had") == pytest.approx(expected, abs=0.03)
    assert permutation_p(table, outcome="y", treated="had") == permutation_p(
        table, outcome="y", treated="had"
    )


ESTIMATORS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "difference": lambda t: difference_in_means(t, outcome="y", treated="had", covariates=["x"]),
    "weighting": lambda t: weighting(t, outcome="y", treated="had", covariates=["x"]),
    "did": lambda t: did(t.assign(p=np.arange(len(t)) % 2), outcome="y", treated="had", post="p"),
    "threshold": lambda t: threshold(t, outcome="y", running="x", cutoff=0, bandwidth=2),
}


@pytest.mark.parametrize("name", ESTIMATORS)
@settings(max_examples=15, deadline=None)
@given(shift=st.floats(-1e4, 1e4), scale=st.floats(0.01, 100), order=st.integers(0, 1000))
def test_shift_scale_and_order_of_rows(name: str, shift: float, scale: float, order: int) -> None:
    table = people(120)
    one = ESTIMATORS[name](table)
    moved = table.assign(y=shift + scale * table["y"])
    if name != "did":  # there the period is given by the place of the row
        moved = moved.sample(frac=1, random_state=order)
    two = ESTIMATORS[name](moved)
    assert two.estimate == pytest.approx(scale * one.estimate, rel=1e-6, abs=1e-7 * max(1, abs(shift)))
    assert two.standard_error == pytest.approx(scale * one.standard_error, rel=1e-5)


def test_kinds_of_columns() -> None:
    """Nullable integers, booleans, categories, pyarrow strings: what a file brings."""
    table = people()
    other = table.assign(
        had=table["had"].astype("boolean"),
        y=table["y"].astype("Float64"),
        kind=table["kind"].astype("category"),
        town=table["town"].astype("Int64").astype("string"),
    )
    settings = {"outcome": "y", "treated": "had", "covariates": ["x", "kind"]}
    for estimator in (difference_in_means, weighting):
        one, two = (estimator(frame, **settings) for frame in (table, other))  # type: ignore[arg-type]
        assert one == two
    one, two = (
        difference_in_means(frame, outcome="y", treated="had", clusters="town") for frame in (table, other)
    )
    assert one.standard_error == pytest.approx(two.standard_error)


def test_no_spread_gives_no_interval_and_says_so() -> None:
    table = pd.DataFrame({"y": [1.0] * 30 + [3.0] * 30, "had": [0] * 30 + [1] * 30})
    found = difference_in_means(table, outcome="y", treated="had")
    assert (found.estimate, found.standard_error, found.interval) == (2.0, None, None)
    assert found.cautions == ("no_spread",)
    assert found.holds_zero is None
