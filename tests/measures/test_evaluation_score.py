"""The score, the weights, balance: by hand and against statsmodels."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from evaluation_data import people
from scipy.stats import ttest_ind

from fis_lessons.measures.evaluation.balance import balance_table, common_support
from fis_lessons.measures.evaluation.weighting import propensity, propensity_weights, weighting


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
def test_the_influence_function_agrees_with_the_bootstrap(estimand: str) -> None:
    table, draw = people(600), np.random.default_rng(4)
    settings = {"outcome": "y", "treated": "had", "covariates": ["x", "z"], "estimand": estimand}
    again = [
        weighting(table.iloc[draw.integers(0, len(table), len(table))], **settings).estimate  # type: ignore[arg-type]
        for _ in range(200)
    ]
    error = weighting(table, **settings).standard_error  # type: ignore[arg-type]
    assert error == pytest.approx(np.std(again), rel=0.15)


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
    one = weighting(table, outcome="y", treated="had", covariates=["x"], weights="times")
    many = weighting(repeated, outcome="y", treated="had", covariates=["x"])
    assert one.estimate == pytest.approx(many.estimate)


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
