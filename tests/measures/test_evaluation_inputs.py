"""What a person may hand over, in whatever type, and what practitioners ask for: errors by choice, counts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from evaluation_data import panel, people

from fis_lessons.errors import MeasureError
from fis_lessons.measures.evaluation.balance import balance_table
from fis_lessons.measures.evaluation.clusters import permutation_p
from fis_lessons.measures.evaluation.did import did, event_study
from fis_lessons.measures.evaluation.simple import before_after, difference_in_means
from fis_lessons.measures.evaluation.synthetic import synthetic_control, synthetic_did
from fis_lessons.measures.evaluation.threshold import threshold
from fis_lessons.measures.evaluation.weighting import weighting


def refused(call: Callable[[], Any], *words: str) -> None:
    with pytest.raises(MeasureError) as told:
        call()
    for word in words:
        assert word in str(told.value)


# --- covariates ---------------------------------------------------------------------------------
def test_a_date_of_birth_counts_whatever_it_is_written_as() -> None:
    draw = np.random.default_rng(6)
    born = pd.Timestamp("1990-01-01") + pd.to_timedelta(draw.integers(0, 9000, 400), unit="D")
    had = (draw.random(400) < 0.5).astype(int)
    age = (pd.Timestamp("2025-01-01") - born).days.to_numpy() / 365.25
    table = pd.DataFrame(
        {"had": had, "age": age, "born": born, "y": 2 * had + 0.3 * age + draw.normal(size=400)}
    )
    table["code"] = table["born"].astype("datetime64[ns]").astype("int64")  # nanoseconds: it came out 2.6e-30
    expected = difference_in_means(table, outcome="y", treated="had", covariates=["age"])
    assert expected.estimate == pytest.approx(2, abs=0.4)
    for name in ("born", "code"):
        for estimator in (difference_in_means, weighting):
            one = estimator(table, outcome="y", treated="had", covariates=["age"])
            found = estimator(table, outcome="y", treated="had", covariates=[name])
            assert (found.estimate, found.standard_error) == pytest.approx(
                (one.estimate, one.standard_error), rel=1e-6
            )


def test_a_word_that_never_varies_is_refused_as_a_number_would_be() -> None:
    table = people().assign(city="Lucca", one=1.0, p=lambda t: t["town"] % 2)
    for name in ("city", "one"):
        for call in (
            lambda n=name: difference_in_means(table, outcome="y", treated="had", covariates=["x", n]),
            lambda n=name: weighting(table, outcome="y", treated="had", covariates=["x", n]),
            lambda n=name: did(
                table.assign(p=table["town"] % 2), outcome="y", treated="had", post="p", covariates=[n]
            ),
        ):
            refused(call, repr(name), "non varia")


def test_no_covariates_may_be_said_in_any_way() -> None:
    table = people()
    plain = difference_in_means(table, outcome="y", treated="had")
    nothing: list[Any] = [None, (), [], np.array([]), pd.Series([], dtype=object)]
    for one in nothing:
        assert difference_in_means(table, outcome="y", treated="had", covariates=one) == plain
    two = difference_in_means(table, outcome="y", treated="had", covariates=["x", "z"])
    listed: list[Any] = [("x", "z"), np.array(["x", "z"]), pd.Series(["x", "z"]), pd.Index(["x", "z"])]
    for one in listed:
        assert difference_in_means(table, outcome="y", treated="had", covariates=one) == two
    refused(lambda: weighting(table, outcome="y", treated="had", covariates=None), "almeno una")  # type: ignore[arg-type]
    refused(lambda: difference_in_means(table, outcome="y", treated="had", covariates="x"), "un elenco")


# --- types --------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "Int8", "Float32", "object", "decimal", "bool"])
def test_small_whole_numbers_never_overflow(kind: str) -> None:
    draw = np.random.default_rng(7)
    table = pd.DataFrame({"y": draw.integers(0, 120, 400), "x": draw.integers(90, 127, 400)})
    table["had"] = (draw.random(400) < 0.4).astype(int)
    plain = difference_in_means(table, outcome="y", treated="had", covariates=["x"])
    if kind == "decimal":
        small = table.map(lambda value: Decimal(int(value)))
    elif kind == "bool":
        small = table.assign(had=table["had"].astype(bool))
    else:
        small = table.astype(pd.api.types.pandas_dtype(kind))
    assert difference_in_means(small, outcome="y", treated="had", covariates=["x"]) == plain
    assert weighting(small, outcome="y", treated="had", covariates=["x"]) == weighting(
        table, outcome="y", treated="had", covariates=["x"]
    )


def test_arrow_columns_are_columns() -> None:
    pytest.importorskip("pyarrow")
    table = people()
    arrow = table.convert_dtypes(dtype_backend="pyarrow")
    assert weighting(arrow, outcome="y", treated="had", covariates=["x", "kind"]) == weighting(
        table, outcome="y", treated="had", covariates=["x", "kind"]
    )


def test_settings_may_come_from_numpy_pandas_and_decimals() -> None:
    table = people()
    plain = threshold(table, outcome="y", running="x", cutoff=0.5, bandwidth=1, confidence=0.9)
    odd: dict[str, Any] = {"cutoff": np.float32(0.5), "bandwidth": Decimal(1), "confidence": np.float64(0.9)}
    assert threshold(table, outcome="y", running="x", treated_above=np.bool_(True), **odd) == plain  # type: ignore[arg-type]
    units = panel().query("had == 0 or who == 1")
    keys: dict[str, Any] = {"outcome": "y", "unit": "who", "time": "when", "start": np.int16(2021)}
    one = synthetic_control(units, treated_unit=1, **keys).effect
    for name in (np.int64(1), [1], np.array([1]), pd.Series([1]), (1,)):
        assert synthetic_control(units, treated_unit=name, **keys).effect == one


def test_what_starts_a_draw_is_a_whole_number_from_zero() -> None:
    table = people(60)
    refused(lambda: permutation_p(table, outcome="y", treated="had", seed=-1), "seed")
    units = panel()
    refused(
        lambda: synthetic_did(
            units, outcome="y", unit="who", time="when", treated_unit=[1, 3], start=2021, seed=-1, draws="5"  # type: ignore[arg-type]
        ),
        "seed", "draws",
    )  # fmt: skip


# --- what practitioners ask for -----------------------------------------------------------------
@pytest.mark.parametrize("kind", ["classical", "HC1", "HC2"])
def test_standard_errors_by_choice_are_those_of_statsmodels(kind: Any) -> None:
    table = people().assign(
        post=lambda t: t["town"] % 2, r=lambda t: t["x"], above=lambda t: (t["x"] >= 0).astype(int)
    )
    theirs = {"classical": "nonrobust"}.get(kind, kind)
    found = difference_in_means(table, outcome="y", treated="had", covariates=["x", "kind"], errors=kind)
    fitted = smf.ols("y ~ had + x + C(kind)", table).fit(cov_type=theirs)
    assert (found.estimate, found.standard_error) == pytest.approx((fitted.params["had"], fitted.bse["had"]))
    found = did(table, outcome="y", treated="had", post="post", errors=kind)
    fitted = smf.ols("y ~ had * post", table).fit(cov_type=theirs)
    assert found.standard_error == pytest.approx(fitted.bse["had:post"])
    near = table[table["x"].abs() <= 1]
    found = threshold(table, outcome="y", running="x", cutoff=0, bandwidth=1, kernel="uniform", errors=kind)
    fitted = smf.ols("y ~ above * x", near).fit(cov_type=theirs)
    assert found.standard_error == pytest.approx(fitted.bse["above"])


def test_the_classical_error_without_covariates_is_the_textbook_one() -> None:
    table = people()
    classical = difference_in_means(table, outcome="y", treated="had", errors="classical")
    assert classical == difference_in_means(table, outcome="y", treated="had", equal_variances=True)
    hc1 = difference_in_means(table, outcome="y", treated="had", errors="HC1").standard_error
    fitted = smf.ols("y ~ had", table).fit(cov_type="HC1")
    assert hc1 == pytest.approx(fitted.bse["had"])
    refused(
        lambda: difference_in_means(table, outcome="y", treated="had", clusters="town", errors="HC1"),
        "errors",
    )
    refused(lambda: did(table, outcome="y", treated="had", post="kind", errors="HC3"), "HC3")  # type: ignore[arg-type]


def test_counts_are_rows_repeated() -> None:
    table = people(200).assign(n=lambda t: t["town"] % 4, post=lambda t: t["town"] % 2)
    repeated = table.loc[table.index.repeat(table["n"])]
    keys: dict[str, Any] = {"outcome": "y", "treated": "had"}
    calls: list[Callable[[pd.DataFrame, dict[str, Any]], Any]] = [
        lambda t, c: difference_in_means(t, **keys, **c),
        lambda t, c: difference_in_means(t, covariates=["x", "kind"], clusters="town", **keys, **c),
        lambda t, c: did(t, post="post", **keys, **c),
        lambda t, c: before_after(t, outcome="y", post="post", **c),
        lambda t, c: weighting(t, covariates=["x"], **keys, **c),
        lambda t, c: weighting(t, covariates=["x"], estimand="ate", weights="w", **keys, **c),
        lambda t, c: threshold(t, outcome="y", running="x", cutoff=0, bandwidth=1, **c),
    ]
    for call in calls:
        assert call(table, {"counts": "n"}) == call(repeated, {})
    balance = balance_table(table, treated="had", covariates=["x"], counts="n")
    assert balance.table.equals(balance_table(repeated, treated="had", covariates=["x"]).table)


def test_counts_of_units_are_so_many_units() -> None:
    table = panel(units=16).assign(n=lambda t: 1 + t["who"] % 3)
    many = [table[table["n"] > k] for k in range(3)]
    copies = [part.assign(who=part["who"] + 100 * k) for k, part in enumerate(many)]
    repeated = pd.concat(copies, ignore_index=True)
    keys: dict[str, Any] = {"outcome": "y", "treated": "had", "unit": "who"}
    one, two = did(table, post="post", counts="n", **keys), did(repeated, post="post", **keys)
    assert (one.estimate, one.standard_error) == pytest.approx((two.estimate, two.standard_error))
    assert (one.n_treated, one.clusters) == (two.n_treated, two.clusters)
    study = event_study(table, time="when", start=2021, counts="n", **keys)
    again = event_study(repeated, time="when", start=2021, **keys)
    assert study.table.to_numpy() == pytest.approx(again.table.to_numpy(), nan_ok=True)


@pytest.mark.parametrize("counts", [[1.5, 1, 1, 1], [-1, 1, 1, 1], [0, 0, 0, 0], [1e9, 1, 1, 1]])
def test_counts_that_count_nobody_are_refused(counts: list[float]) -> None:
    table = pd.DataFrame({"y": [1.0, 2, 3, 4], "had": [0, 0, 1, 1], "n": counts})
    refused(lambda: difference_in_means(table, outcome="y", treated="had", counts="n"), "counts='n'")
