"""Least squares and logit agree with statsmodels, an oracle; what cannot be fitted is told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from evaluation_data import people
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.evaluation.linear import least_squares
from fis_lessons.measures.evaluation.products import DependentColumnsError, dependent
from fis_lessons.measures.evaluation.regression import SeparationError, logit, ols
from fis_lessons.measures.evaluation.weighting import propensity

EXACT = 1e-10


def near(found: Any, expected: Any) -> None:
    """Compare two arrays to 1e-10 of the size of what they hold."""
    expected = np.asarray(expected)
    scale = np.abs(expected).max()
    assert np.abs(np.asarray(found) - expected).max() <= EXACT * scale


def near_covariance(found: Any, expected: Any) -> None:
    """Compare covariances in units of standard errors, so that no large one hides a small one."""
    expected = np.asarray(expected)
    error = np.sqrt(np.diag(expected))
    assert np.abs((np.asarray(found) - expected) / np.outer(error, error)).max() <= EXACT


def table(seed: int, rows: int, width: int) -> tuple[Any, Any, Any, Any]:
    draw = np.random.default_rng(seed)
    columns = np.column_stack([np.ones(rows), draw.normal(3, 2, size=(rows, width)), draw.random(rows) < 0.4])
    columns[:, 1] *= 1000  # another unit
    outcome = columns @ draw.normal(size=width + 2) + draw.normal(size=rows) * (1 + np.abs(columns[:, 2]))
    return outcome, columns.astype(float), draw.uniform(0.2, 3, rows), draw.integers(0, 12, rows)


@given(
    seed=st.integers(0, 10_000), rows=st.integers(30, 400), width=st.integers(2, 6), weighted=st.booleans()
)
@settings(max_examples=60, deadline=None)
def test_every_standard_error_is_that_of_statsmodels(
    seed: int, rows: int, width: int, weighted: bool
) -> None:
    outcome, columns, weight, _groups = table(seed, rows, width)
    weights = weight if weighted else None
    model = sm.OLS(outcome, columns) if weights is None else sm.WLS(outcome, columns, weights=weights)
    for errors, theirs in (("classical", "nonrobust"), ("HC1", "HC1"), ("HC2", "HC2")):
        fitted = model.fit(cov_type=theirs)
        found = ols(outcome, columns, weights=weights, errors=errors)  # type: ignore[arg-type]
        near(found.coefficients, fitted.params)
        near_covariance(found.covariance, fitted.cov_params())


@given(seed=st.integers(0, 10_000), weighted=st.booleans())
@settings(max_examples=30, deadline=None)
def test_errors_by_group_are_those_of_statsmodels(seed: int, weighted: bool) -> None:
    outcome, columns, weight, groups = table(seed, 200, 3)
    weights = weight if weighted else None
    model = sm.OLS(outcome, columns) if weights is None else sm.WLS(outcome, columns, weights=weights)
    fitted = model.fit(cov_type="cluster", cov_kwds={"groups": groups})
    found = least_squares(outcome, columns, weights=weights, clusters=groups)
    near(found.coefficients, fitted.params)
    near_covariance(found.covariance, fitted.cov_params())
    assert (found.clusters, found.degrees) == (12, 11)


def test_many_rows_in_blocks_give_the_same() -> None:
    outcome, columns, weight, groups = table(5, 60_000, 4)
    fitted = sm.WLS(outcome, columns, weights=weight).fit(cov_type="HC2")
    found = ols(outcome, columns, weights=weight)
    near(found.coefficients, fitted.params)
    near_covariance(found.covariance, fitted.cov_params())
    fitted = sm.OLS(outcome, columns).fit(cov_type="cluster", cov_kwds={"groups": groups})
    near_covariance(ols(outcome, columns, clusters=groups).covariance, fitted.cov_params())


def test_a_polynomial_that_is_almost_dependent_is_still_exact() -> None:
    # NIST's Longley data, where sloppy programs lose every digit: certified values
    data = sm.datasets.longley.load_pandas()
    columns = np.column_stack([np.ones(len(data.endog)), data.exog])
    found = ols(np.asarray(data.endog), columns, errors="classical")
    certified = [-3482258.63459582, 15.0618722713733, -0.358191792925910e-1, -2.02022980381683,
                 -1.03322686717359, -0.511041056535807e-1, 1829.15146461355]  # fmt: skip
    errors = [890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699,
              0.214274163161675, 0.226073200069370, 455.478499142212]  # fmt: skip
    assert found.coefficients == pytest.approx(certified, rel=1e-8)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(errors, rel=1e-8)


def test_what_rests_on_one_row_alone_has_no_error_and_the_rest_has_its_own() -> None:
    draw = np.random.default_rng(3)
    x, one = draw.normal(size=40), np.arange(40) == 7
    y = x + draw.normal(size=40)
    found = ols(y, np.column_stack([np.ones(40), x, one]).astype(float))
    without = ols(y[~one], np.column_stack([np.ones(39), x[~one]]))
    assert np.isnan(found.covariance[2, 2])
    assert found.covariance[:2, :2] == pytest.approx(without.covariance)


def test_columns_that_repeat_others_are_named() -> None:
    draw = np.random.default_rng(1)
    x, z = draw.normal(size=(2, 50))
    columns = np.column_stack([np.ones(50), x, z, x - 2 * z + 1, z * 0])
    with pytest.raises(DependentColumnsError) as told:
        ols(draw.normal(size=50), columns[:, :4])
    assert told.value.columns == [3]
    with pytest.raises(DependentColumnsError) as told:
        ols(draw.normal(size=50), columns)
    assert told.value.columns == [4]
    with pytest.raises(MeasureError, match="'doppia'"):
        least_squares(draw.normal(size=50), columns[:, :4], titles=["", "x", "z", "'doppia'"])
    with pytest.raises(DependentColumnsError) as told:
        logit((x > 0).astype(float), columns[:, :4])
    assert told.value.columns == [3]


@given(seed=st.integers(0, 500))
@settings(max_examples=40, deadline=None)
def test_dependence_is_found_whatever_the_units(seed: int) -> None:
    draw = np.random.default_rng(seed)
    columns = draw.normal(size=(60, 4)) * 10.0 ** draw.integers(-4, 5, 4)
    full = np.column_stack([columns, columns @ draw.uniform(0.5, 2, 4)])
    full = full / np.sqrt((full**2).sum(axis=0))
    assert dependent(full.T @ full) in ([], [4])  # nothing but the last
    assert dependent(full[:, :4].T @ full[:, :4]) == []


# --- logit --------------------------------------------------------------------------------------
@given(seed=st.integers(0, 10_000), rows=st.integers(60, 400), weighted=st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_logit_is_that_of_statsmodels(seed: int, rows: int, weighted: bool) -> None:
    draw = np.random.default_rng(seed)
    columns = np.column_stack([np.ones(rows), draw.normal(size=(rows, 3))])
    y = (draw.random(rows) < 1 / (1 + np.exp(0.3 - columns[:, 1]))).astype(float)
    weight = draw.uniform(0.2, 3, rows) if weighted else None
    found = logit(y, columns, weights=weight)
    model = sm.GLM(y, columns, family=sm.families.Binomial(), var_weights=weight)
    close = model.fit(tol=1e-14, maxiter=200)
    fitted = model.fit(start_params=close.params)  # its covariance is that of the step before the last
    near(found.coefficients, fitted.params)
    near_covariance(np.linalg.inv(found.information), fitted.cov_params())
    assert found.values == pytest.approx(fitted.fittedvalues, abs=EXACT)


SEPARATED = {
    "one column": (lambda x, z: x > 0.2, {1}),
    "a sum of two": (lambda x, z: x + z > 0.2, {1, 2}),
    "but for a tie": (lambda x, z: (x > 0) | ((x == 0) & (z > 0)), {1}),
}


@pytest.mark.parametrize("kind", SEPARATED)
def test_separation_is_found_and_told_by_our_own_loop(kind: str) -> None:
    draw = np.random.default_rng(2)
    x, z = draw.normal(size=(2, 300)).round(1)
    rule, columns = SEPARATED[kind]
    with pytest.raises(SeparationError) as told:
        logit(rule(x, z).astype(float), np.column_stack([np.ones(300), x, z]))
    assert columns <= set(told.value.columns)


def test_a_category_that_one_group_never_has_is_separation_too() -> None:
    # "quasi-complete": the other rows overlap, the coefficient of the category has no end
    table = people(300)
    table["b"] = (table["kind"] == "b") & (table["had"] == 1)
    table["c"] = np.where(table["b"], 2.0, table["x"].round() % 2)  # hidden in a column with other values
    columns = np.column_stack([np.ones(300), table["x"], table["c"] == 2])
    with pytest.raises(SeparationError) as told:
        logit(table["had"].to_numpy(float), columns.astype(float))
    assert 2 in told.value.columns


def test_an_outlier_is_not_taken_for_separation() -> None:
    draw = np.random.default_rng(4)
    x = draw.normal(size=500)
    y = (draw.random(500) < 1 / (1 + np.exp(-2 * x))).astype(float)
    x[0], y[0] = 400.0, 1.0  # a score of one, to the last digit
    found = logit(y, np.column_stack([np.ones(500), x]))
    assert 1.5 < found.coefficients[1] < 2.6
    assert found.values[0] == 1


def test_who_separates_and_who_repeats_are_told_apart() -> None:
    table = people(200).assign(double=lambda t: 2 * t["x"] + 1, rule=lambda t: t["had"] * 3.0 + 0.01 * t["x"])
    with pytest.raises(MeasureError) as told:
        propensity(table, treated="had", covariates=["x", "double"])
    assert "separa" not in str(told.value) and "'double'" in str(told.value)
    with pytest.raises(MeasureError, match="separazione perfetta") as told:
        propensity(table, treated="had", covariates=["x", "rule"])
    assert "rule" in str(told.value)
    summed = table.assign(one=table["rule"] + table["z"], two=table["z"])
    with pytest.raises(MeasureError, match="separazione perfetta") as told:
        propensity(summed, treated="had", covariates=["x", "one", "two"])
    assert "one, two" in str(told.value) and "x," not in str(told.value).split("covariates=")[1].split(":")[0]


def test_the_lesson_s_own_tables_are_those_of_the_package() -> None:
    import causaldata

    from fis_lessons import resources

    for folder, file, name in (
        ("nsw", "trial.csv", "nsw_mixtape"),
        ("nsw", "survey.csv", "cps_mixtape"),
        ("organ_donations", "rates.csv", "organ_donations"),
    ):
        ours = pd.read_csv(resources.data("published", folder, file))
        theirs = getattr(causaldata, name).load_pandas().data.drop(columns="data_id", errors="ignore")
        assert list(ours) == list(theirs)
        for column in ours:
            if ours[column].dtype.kind in "if":
                assert ours[column].to_numpy(float) == pytest.approx(theirs[column].to_numpy(float), rel=1e-7)
            else:
                assert (ours[column] == theirs[column]).all()
