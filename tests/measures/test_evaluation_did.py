"""Before and after, two arms, differences in differences: by hand and against statsmodels."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from evaluation_data import panel, people
from scipy.stats import ttest_ind, ttest_rel

from fis_lessons.measures.evaluation.did import did, event_study, placebo_did
from fis_lessons.measures.evaluation.simple import before_after, difference_in_means
from fis_lessons.measures.evaluation.staggered import group_time_att


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
