"""Estimates checked by hand, against statsmodels, and against what must always hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind, ttest_rel

from fis_lessons.measures.evaluation.balance import balance_table, common_support
from fis_lessons.measures.evaluation.clusters import permutation_p, wild_bootstrap_p
from fis_lessons.measures.evaluation.did import did, event_study, placebo_did
from fis_lessons.measures.evaluation.matching import (
    doubly_robust,
    match,
    match_weights,
    propensity,
    propensity_weights,
    weighting,
)
from fis_lessons.measures.evaluation.simple import before_after, difference_in_means
from fis_lessons.measures.evaluation.staggered import group_time_att
from fis_lessons.measures.evaluation.synthetic import synthetic_control, synthetic_did
from fis_lessons.measures.evaluation.threshold import threshold, threshold_checks


def people(rows: int = 400, seed: int = 1) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    x, z = draw.normal(size=(2, rows))
    had = (draw.random(rows) < 1 / (1 + np.exp(-0.6 * x + 0.3))).astype(int)
    town = draw.integers(0, 25, rows)
    return pd.DataFrame(
        {"x": x, "z": z, "had": had, "town": town, "kind": draw.choice(["a", "b", "c"], rows),
         "w": draw.uniform(0.5, 2, rows), "y": 2 * had + x - z + draw.normal(size=rows)}
    )  # fmt: skip


def panel(units: int = 40, periods: int = 5, seed: int = 2) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    who, when = np.repeat(np.arange(units), periods), np.tile(np.arange(2018, 2018 + periods), units)
    table = pd.DataFrame({"who": who, "when": when, "had": who % 2, "post": (when >= 2021).astype(int)})
    table["w"] = draw.uniform(0.5, 2, units)[who]
    table["y"] = draw.normal(size=units)[who] + 0.3 * (when - 2018) + table["had"] * table["post"]
    table["y"] += draw.normal(size=len(table))
    return table


# --- simple -----------------------------------------------------------------------------------


def test_two_means_are_welch_and_student() -> None:
    table = people()
    one, zero = (table.loc[table["had"] == value, "y"] for value in (1, 0))
    for equal in (True, False):
        found = difference_in_means(table, outcome="y", treated="had", equal_variances=equal)
        expected = ttest_ind(one, zero, equal_var=equal)
        interval = expected.confidence_interval()
        assert found.interval is not None and found.standard_error is not None
        assert found.estimate / found.standard_error == pytest.approx(expected.statistic)
        assert (found.interval.low, found.interval.high) == pytest.approx((interval.low, interval.high))


def test_paired_before_and_after_is_the_paired_t_test() -> None:
    table = panel().query("when in (2018, 2021)")
    early, late = (table.loc[table["post"] == value, "y"].to_numpy() for value in (0, 1))
    found = before_after(table, outcome="y", post="post", unit="who")
    assert found.standard_error is not None
    assert found.estimate / found.standard_error == pytest.approx(ttest_rel(late, early).statistic)
    assert before_after(table.iloc[1:], outcome="y", post="post", unit="who").cautions == (
        "incomplete_units",
    )


def test_covariates_weights_and_clusters_are_those_of_statsmodels() -> None:
    table = people()
    fitted = smf.wls("y ~ had + x + C(kind)", table, weights=table["w"]).fit(
        cov_type="cluster", cov_kwds={"groups": table["town"]}, use_t=True
    )
    found = difference_in_means(
        table, outcome="y", treated="had", covariates=["x", "kind"], weights="w", clusters="town"
    )
    assert found.estimate == pytest.approx(fitted.params["had"])
    assert found.standard_error == pytest.approx(fitted.bse["had"])
    assert found.clusters == 25
    assert "few_clusters" in found.cautions
    plain = smf.ols("y ~ had + x", table).fit(cov_type="HC2")
    found = difference_in_means(table, outcome="y", treated="had", covariates=["x"])
    assert found.standard_error == pytest.approx(plain.bse["had"])


# --- difference in differences ----------------------------------------------------------------


def test_did_is_the_difference_of_four_means_and_statsmodels_has_its_error() -> None:
    table = panel()
    means = table.groupby(["had", "post"])["y"].mean()
    found = did(table, outcome="y", treated="had", post="post", unit="who")
    assert found.estimate == pytest.approx((means[1, 1] - means[1, 0]) - (means[0, 1] - means[0, 0]))
    fitted = smf.ols("y ~ had * post", table).fit(cov_type="cluster", cov_kwds={"groups": table["who"]})
    assert found.standard_error == pytest.approx(fitted.bse["had:post"])
    assert (found.n_treated, found.n_control, found.clusters) == (20, 20, 40)


def test_did_says_when_rows_are_taken_as_independent_and_when_units_are_missing() -> None:
    table = panel()
    assert "rows_as_independent" in did(table, outcome="y", treated="had", post="post").cautions
    holes = table.query("not (who == 3 and post == 1)")
    assert "incomplete_units" in did(holes, outcome="y", treated="had", post="post", unit="who").cautions


def test_placebo_uses_only_what_came_before() -> None:
    table = panel()
    changed = table.assign(y=table["y"].where(table["when"] < 2021, 1e6 * (1 + table["had"])))
    settings = {
        "outcome": "y",
        "treated": "had",
        "time": "when",
        "start": 2021,
        "fake_start": 2020,
        "unit": "who",
    }
    one, two = placebo_did(table, **settings), placebo_did(changed, **settings)  # type: ignore[arg-type]
    assert one.estimate == two.estimate
    assert "placebo_start" in one.cautions


@pytest.mark.parametrize("weights", [None, "w"])
def test_event_study_is_the_regression_with_unit_and_period_effects(weights: str | None) -> None:
    table = panel(units=14).sample(frac=0.93, random_state=1)  # not balanced
    study = event_study(
        table, outcome="y", unit="who", time="when", treated="had", start=2021, weights=weights
    )
    terms = [f"I(had * (when == {year}))" for year in (2018, 2019, 2021, 2022)]
    weight = table[weights] if weights else np.ones(len(table))
    fitted = smf.wls("y ~ C(who) + C(when) + " + " + ".join(terms), table, weights=weight).fit()
    estimates = [row.estimate for row in study.rows if row.relative != -1]
    assert estimates == pytest.approx([fitted.params[term] for term in terms])
    assert [row.relative for row in study.rows] == [-3, -2, -1, 0, 1]
    assert list(study.table["period"]) == [2018, 2019, 2020, 2021, 2022]
    assert study.rows[2].interval is None


def test_event_study_sees_groups_that_were_already_moving_apart() -> None:
    table = panel(units=200)
    apart = table.assign(y=table["y"] + 0.8 * table["had"] * (table["when"] - 2018))
    settings = {"outcome": "y", "unit": "who", "time": "when", "treated": "had", "start": 2021}
    fine, moving = (event_study(frame, **settings) for frame in (table, apart))  # type: ignore[arg-type]
    assert fine.pre_trend_p is not None and moving.pre_trend_p is not None
    assert fine.pre_trend_p > 0.05 and "pre_trend" not in fine.cautions
    assert moving.pre_trend_p < 0.001 and "pre_trend" in moving.cautions


def test_time_may_be_dates_and_units_names() -> None:
    table = panel().assign(
        day=lambda t: pd.to_datetime(t["when"].astype(str)), name=lambda t: "u" + t["who"].astype(str)
    )
    start = pd.Timestamp("2021-01-01")
    study = event_study(table, outcome="y", unit="name", time="day", treated="had", start=start)
    plain = event_study(table, outcome="y", unit="who", time="when", treated="had", start=2021)
    assert [row.estimate for row in study.rows] == pytest.approx([row.estimate for row in plain.rows])
    table["first"] = pd.NaT
    table.loc[table["had"] == 1, "first"] = start
    found = group_time_att(table, outcome="y", unit="name", time="day", first_treated="first")
    assert found.simple.estimate == pytest.approx(np.mean([row.estimate for row in plain.rows[3:]]))


def test_one_start_makes_group_time_and_event_study_agree() -> None:
    table = panel().assign(first=lambda t: np.where(t["had"] == 1, 2021.0, np.nan))
    found = group_time_att(table, outcome="y", unit="who", time="when", first_treated="first")
    study = event_study(table, outcome="y", unit="who", time="when", treated="had", start=2021)
    assert found.table["estimate"].to_numpy() == pytest.approx([row.estimate for row in study.rows])
    never = [table.assign(first=table["first"].fillna(value)) for value in (0.0, math.inf)]
    for frame in never:
        same = group_time_att(frame, outcome="y", unit="who", time="when", first_treated="first")
        assert same.simple == found.simple


def test_two_way_regression_misses_what_group_time_finds() -> None:
    """Effects that grow, and different starts: the textbook regression is wrong without any noise."""
    rows = [
        (u, t, g, t + (max(0, t - g + 1) if g else 0))
        for u, g in enumerate([2, 2, 6, 6, 0])
        for t in range(10)
    ]
    table = pd.DataFrame(rows, columns=["who", "when", "first", "y"]).assign(
        y=lambda t: t["y"] + 0.0 * t["who"]
    )
    table["y"] += np.tile([0.0, 0.01, -0.01, 0.02, -0.02], 10)[: len(table)]
    found = group_time_att(table, outcome="y", unit="who", time="when", first_treated="first").simple
    truth = np.mean([t - g + 1 for g in (2, 6) for t in range(g, 10)])
    now = ((table["first"] > 0) & (table["when"] >= table["first"])).astype(int)
    fitted = smf.ols("y ~ now + C(who) + C(when)", table.assign(now=now)).fit()
    assert found.estimate == pytest.approx(truth, abs=0.05)
    assert abs(fitted.params["now"] - truth) > 0.5


def test_not_yet_treated_serve_as_controls_where_nobody_is_never_treated() -> None:
    table = panel(units=60).assign(first=lambda t: np.where(t["who"] % 3 == 0, 2022, 2020))
    found = group_time_att(
        table, outcome="y", unit="who", time="when", first_treated="first", comparison="not_yet"
    )
    assert "not_yet_controls" in found.simple.cautions
    assert "no_reference" in found.simple.cautions  # nobody is left to compare the last group with
    assert set(found.by_group["group"]) == {2020}


# --- score, weights, neighbours ---------------------------------------------------------------


def test_the_score_is_the_logit_of_statsmodels() -> None:
    table = people()
    fitted = smf.logit("had ~ x + z + C(kind)", table).fit(disp=0)
    found = propensity(table, treated="had", covariates=["x", "z", "kind"])
    assert found.to_numpy() == pytest.approx(fitted.predict(table).to_numpy(), abs=1e-6)
    assert found.index.equals(table.index)
    weighted = sm.GLM.from_formula(
        "had ~ x", table, family=sm.families.Binomial(), var_weights=table["w"]
    ).fit()
    found = propensity(table, treated="had", covariates=["x"], weights="w")
    assert found.to_numpy() == pytest.approx(weighted.predict(table).to_numpy(), abs=1e-6)


def test_weights_are_the_formula() -> None:
    table = people()
    e = propensity(table, treated="had", covariates=["x"])
    had = table["had"] == 1
    raw = np.where(had, 1.0, e / (1 - e))
    expected = table.loc[had, "y"].mean() - np.average(table.loc[~had, "y"], weights=raw[~had])
    assert weighting(table, outcome="y", treated="had", covariates=["x"]).estimate == pytest.approx(expected)
    both = np.where(had, 1 / e, 1 / (1 - e))
    expected = np.average(table.loc[had, "y"], weights=both[had]) - np.average(
        table.loc[~had, "y"], weights=both[~had]
    )
    found = weighting(table, outcome="y", treated="had", covariates=["x"], estimand="ate")
    assert found.estimate == pytest.approx(expected)
    given_out = propensity_weights(table, treated="had", covariates=["x"], estimand="ate")
    assert given_out[had].sum() == pytest.approx(had.sum())
    assert given_out[had].to_numpy() / given_out[had].sum() == pytest.approx(both[had] / both[had].sum())


@pytest.mark.parametrize("estimand", ["att", "ate"])
@pytest.mark.parametrize("estimator", [weighting, doubly_robust], ids=lambda f: f.__name__)
def test_the_influence_function_agrees_with_the_bootstrap(
    estimator: Callable[..., Any], estimand: str
) -> None:
    table, draw = people(600), np.random.default_rng(4)
    settings = {"outcome": "y", "treated": "had", "covariates": ["x", "z"], "estimand": estimand}
    again = [
        estimator(table.iloc[draw.integers(0, len(table), len(table))], **settings).estimate
        for _ in range(200)
    ]
    assert estimator(table, **settings).standard_error == pytest.approx(np.std(again), rel=0.15)


def test_doubly_robust_survives_one_wrong_model() -> None:
    draw = np.random.default_rng(6)
    x = draw.normal(size=4000)
    bent = np.exp(x)
    for chance, level in (
        (0.5 * x, bent),
        (0.4 * bent - 0.6, x),
    ):  # a wrong outcome model, then a wrong score
        had = (draw.random(x.size) < 1 / (1 + np.exp(-chance))).astype(int)
        table = pd.DataFrame({"x": x, "had": had, "y": 1.0 * had + level + draw.normal(size=x.size)})
        found = doubly_robust(table, outcome="y", treated="had", covariates=["x"], estimand="ate")
        assert found.interval is not None and found.interval.low < 1 < found.interval.high
    assert difference_in_means(table, outcome="y", treated="had").estimate > 1.3


def test_trimming_changes_who_is_compared_and_says_so() -> None:
    table = people(2000).assign(
        had=lambda t: (t["x"] + np.random.default_rng(7).normal(size=len(t)) > 0.5).astype(int)
    )
    found = weighting(table, outcome="y", treated="had", covariates=["x"], trim=(0.1, 0.9))
    e = propensity(table, treated="had", covariates=["x"])
    assert found.n_treated + found.n_control == int(e.between(0.1, 0.9).sum()) < len(table)
    assert "trimmed" in found.cautions
    assert (
        "trimmed"
        not in weighting(table, outcome="y", treated="had", covariates=["x"], trim=(0.0, 1.0)).cautions
    )


def test_sampling_weights_are_the_same_as_repeating_rows() -> None:
    table = people(150).assign(times=lambda t: 1 + t["town"] % 3)
    repeated = table.loc[table.index.repeat(table["times"])]
    for estimator in (weighting, doubly_robust):
        one = estimator(table, outcome="y", treated="had", covariates=["x"], weights="times")
        many = estimator(repeated, outcome="y", treated="had", covariates=["x"])
        assert one.estimate == pytest.approx(many.estimate)


def _by_hand(place: np.ndarray, had: np.ndarray, y: np.ndarray, k: int) -> float:
    gains = []
    for i in np.flatnonzero(had):
        far = np.abs(place[~had] - place[i])
        beside = far <= np.sort(far)[k - 1] + 1e-9
        gains.append(y[i] - y[~had][beside].mean())
    return float(np.mean(gains))


@pytest.mark.parametrize("neighbours", [1, 3])
@pytest.mark.parametrize("ties", [False, True])
def test_neighbours_are_those_found_one_by_one(neighbours: int, ties: bool) -> None:
    table = people(120)
    if ties:
        table["x"] = table["x"].round()
    found = match(table, outcome="y", treated="had", covariates=["x"], neighbours=neighbours)
    e = propensity(table, treated="had", covariates=["x"]).to_numpy()
    had = (table["had"] == 1).to_numpy()
    assert found.estimate == pytest.approx(
        _by_hand(np.log(e / (1 - e)), had, table["y"].to_numpy(), neighbours)
    )
    weights = match_weights(table, treated="had", covariates=["x"], neighbours=neighbours)
    assert weights[had].eq(1).all()
    assert weights[~had].sum() == pytest.approx(had.sum())
    y = table["y"]
    assert y[had].mean() - np.average(y[~had], weights=weights[~had]) == pytest.approx(found.estimate)


def test_a_caliper_leaves_out_who_has_nobody_near() -> None:
    table = pd.DataFrame({"x": [0.0, 0.1, 1, 1.1, 2.0, 2.1, 9], "had": [0, 1, 0, 1, 1, 0, 1], "y": range(7)})
    free = match(table, outcome="y", treated="had", covariates=["x"])
    near = match(table, outcome="y", treated="had", covariates=["x"], caliper=0.2)
    assert (free.n_treated, near.n_treated) == (4, 3)
    assert "unmatched" in near.cautions and "unmatched" not in free.cautions


# --- balance and support ----------------------------------------------------------------------


def test_balance_is_the_formula_and_the_joint_test_is_a_robust_f() -> None:
    table = people()
    found = balance_table(table, treated="had", covariates=["x", "kind"])
    one, zero = (table.loc[table["had"] == value, "x"] for value in (1, 0))
    row = found.table.loc["x"]
    assert row["smd"] == pytest.approx((one.mean() - zero.mean()) / math.sqrt((one.var() + zero.var()) / 2))
    assert row["variance_ratio"] == pytest.approx(one.var() / zero.var())
    assert row["p"] == pytest.approx(ttest_ind(one, zero, equal_var=False).pvalue)
    assert list(found.table.index) == ["x", "kind: a", "kind: b", "kind: c"]
    assert found.dropped == ("kind: c",)
    fitted = smf.ols("had ~ x + C(kind)", table).fit(cov_type="HC2", use_t=True)
    expected = fitted.f_test("x = 0, C(kind)[T.b] = 0, C(kind)[T.c] = 0")
    assert found.f == pytest.approx(float(expected.fvalue))
    assert found.f_p == pytest.approx(float(expected.pvalue))


def test_weights_bring_the_groups_together() -> None:
    table = people(2000)
    before = balance_table(table, treated="had", covariates=["x"])
    after = balance_table(
        table, treated="had", covariates=["x"],
        weights=propensity_weights(table, treated="had", covariates=["x"]),
    )  # fmt: skip
    assert not before.good and after.good
    assert after.worst < 0.02


def test_a_column_that_tells_the_groups_apart_is_infinitely_far() -> None:
    table = pd.DataFrame({"had": [0, 0, 1, 1], "flag": [0, 0, 1, 1], "same": [5, 5, 5, 5]})
    found = balance_table(table, treated="had", covariates=["flag", "same"])
    assert found.table.loc["flag", "smd"] == math.inf
    assert found.table.loc["same", "smd"] == 0
    assert not found.good


def test_support_counts_who_is_outside() -> None:
    table = people()
    found = common_support(table, treated="had", covariates=["x"])
    assert found.bins[["treated", "control"]].to_numpy().sum() == len(table)
    assert int(found.outside.sum()) == found.outside_treated + found.outside_control
    apart = pd.DataFrame({"had": [0, 0, 1, 1], "s": [1.0, 2, 30, 40]})
    assert common_support(apart, treated="had", score="s").share_treated == 1


# --- threshold --------------------------------------------------------------------------------


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


# --- synthetic --------------------------------------------------------------------------------


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
        one = estimator(places(), **settings)  # type: ignore[operator]
        two = estimator(places().assign(y=lambda t: scale * t["y"]), **settings)  # type: ignore[operator]
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


# --- few groups -------------------------------------------------------------------------------


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


def test_the_wild_bootstrap_agrees_with_a_plain_one() -> None:
    draw = np.random.default_rng(10)
    town = np.repeat(np.arange(10), 12)
    table = pd.DataFrame({"town": town, "had": town % 2, "x": draw.normal(size=120)})
    table["y"] = 0.9 * table["had"] + table["x"] + draw.normal(size=10)[town] + draw.normal(size=120)
    found = wild_bootstrap_p(table, outcome="y", treated="had", clusters="town", covariates=["x"], draws=1024)

    def statistic(y: np.ndarray) -> float:
        fitted = smf.ols("y ~ x + had", table.assign(y=y)).fit(cov_type="cluster", cov_kwds={"groups": town})
        return abs(fitted.tvalues["had"])

    held = smf.ols("y ~ x", table).fit()
    true = statistic(table["y"].to_numpy())
    flips = [np.array([1 if (k >> g) & 1 else -1 for g in range(10)])[town] for k in range(1, 1024, 5)]
    plain = np.mean(
        [statistic((held.fittedvalues + held.resid * flip).to_numpy()) >= true - 1e-9 for flip in flips]
    )
    assert found == pytest.approx(plain, abs=0.06)


# --- what always holds ------------------------------------------------------------------------

ESTIMATORS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "difference": lambda t: difference_in_means(t, outcome="y", treated="had", covariates=["x"]),
    "weighting": lambda t: weighting(t, outcome="y", treated="had", covariates=["x"]),
    "doubly_robust": lambda t: doubly_robust(t, outcome="y", treated="had", covariates=["x"]),
    "match": lambda t: match(t, outcome="y", treated="had", covariates=["x"]),
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
    if name != "match":  # neighbours in variance depend on the order where scores tie
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
    for estimator in (difference_in_means, weighting, match):
        one, two = (estimator(frame, **settings) for frame in (table, other))  # type: ignore[operator]
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
