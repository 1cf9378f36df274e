"""Wrong numbers that once came out in silence, each with the right one."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from evaluation_data import panel, people
from scipy.stats import binomtest

from fis_lessons.errors import MeasureError
from fis_lessons.measures.evaluation.balance import balance_table
from fis_lessons.measures.evaluation.did import did, event_study, placebo_did
from fis_lessons.measures.evaluation.simple import difference_in_means
from fis_lessons.measures.evaluation.staggered import group_time_att
from fis_lessons.measures.evaluation.synthetic import synthetic_control, synthetic_did
from fis_lessons.measures.evaluation.threshold import threshold, threshold_checks
from fis_lessons.measures.evaluation.weighting import propensity, weighting


def refused(call: Callable[[], Any], *words: str) -> None:
    with pytest.raises(MeasureError) as told:
        call()
    for word in words:
        assert word in str(told.value)


# --- periods written as people write them -------------------------------------------------------
BASE = [12, 14, 5, 10, 20, 25, 30]
NUMBERS: list[Any] = [1, 2, 3, 4, 5, 6]
WRITTEN: dict[str, list[Any]] = {
    "days as text": ["31/03/2023", "30/06/2023", "30/09/2023", "31/12/2023", "31/03/2024", "30/06/2024"],
    "quarters": ["T1 2023", "T2 2023", "T3 2023", "T4 2023", "T1 2024", "T2 2024"],
    "months": [f"{name} 2026" for name in ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno")],
    "school years": [f"a.s. {year}/{(year + 1) % 100}" for year in range(2019, 2025)],
    "years as text": [str(year) for year in range(2019, 2025)],
    "numbers as text": ["8", "9", "10", "11", "12", "13"],
    "waves": [f"onda {n}" for n in (8, 9, 10, 11, 12, 13)],
    "stamps": list(pd.date_range("2023-03-31", periods=6, freq="QE")),
    "dates": [datetime.date(2023, month, 1) for month in range(1, 7)],
    "periods": list(pd.period_range("2023Q1", periods=6, freq="Q")),
    "decimals": [Decimal(n) for n in range(1, 7)],
}


def treated_late(labels: list[Any]) -> pd.DataFrame:
    """Draw seven units in six periods; u0 and u1 gain exactly 10 from the fourth on."""
    rows = [
        (f"u{i}", labels[k], BASE[i] + k + ((3 * k + i * i) % 5) / 10 + 10 * (i < 2 and k >= 3),
         labels[3] if i < 2 else None, int(i < 2))
        for i in range(7) for k in range(6)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["u", "t", "y", "g", "had"])
    return table.sample(frac=1, random_state=1)  # the order of the rows is not the order of time


def all_four(labels: list[Any]) -> list[float]:
    table, start = treated_late(labels), labels[3]
    keys: dict[str, Any] = {"outcome": "y", "unit": "u", "time": "t"}
    one = table[table["u"] != "u1"]
    found = [
        group_time_att(table, **keys, first_treated="g").simple.estimate,
        synthetic_control(one, **keys, treated_unit="u0", start=start).effect.estimate,
        synthetic_did(table, **keys, treated_unit=["u0", "u1"], start=start).effect.estimate,
        placebo_did(
            table, outcome="y", time="t", unit="u", treated="had", start=start, fake_start=labels[2]
        ).estimate,
    ]
    study = event_study(table, **keys, treated="had", start=start)
    assert [row.period for row in study.rows] == labels
    return [*found, *(row.estimate for row in study.rows)]


@pytest.mark.parametrize("kind", WRITTEN)
def test_periods_are_in_the_order_of_time_whatever_they_are_written_as(kind: str) -> None:
    numbers = all_four(NUMBERS)
    assert numbers[0] == pytest.approx(10, abs=0.1)  # the truth: by the alphabet it came out -0.05
    assert all_four(WRITTEN[kind]) == pytest.approx(numbers)


@pytest.mark.parametrize(
    "start", ["T4 2023", "ottobre 2023", "15/11/2023", datetime.date(2023, 10, 2), pd.Timestamp("2023-12-31")]
)
def test_a_start_may_be_written_in_another_way_than_the_periods(start: Any) -> None:
    table = treated_late(WRITTEN["quarters"])
    study = event_study(table, outcome="y", unit="u", time="t", treated="had", start=start)
    assert [row.period for row in study.rows if row.relative == 0] == ["T4 2023"]


def test_periods_that_say_no_time_are_refused_and_told() -> None:
    labels = ["prima", "poi", "dopo", "ancora dopo", "quasi alla fine", "alla fine"]
    refused(lambda: all_four(labels), "time='t'", "«ancora dopo»", "«quasi alla fine»")
    torn = treated_late(WRITTEN["quarters"]).replace({"t": {"T2 2023": "2° trimestre 2024"}})
    refused(lambda: group_time_att(torn, outcome="y", unit="u", time="t", first_treated="g"), "due modi")
    table = treated_late(WRITTEN["quarters"])
    refused(
        lambda: event_study(table, outcome="y", unit="u", time="t", treated="had", start="presto"), "start"
    )
    strange = table.replace({"g": {"T4 2023": "mai"}})
    refused(
        lambda: group_time_att(strange, outcome="y", unit="u", time="t", first_treated="g"), "«mai»", "vuota"
    )


def test_an_ordered_category_keeps_its_order() -> None:
    names = ["prima", "poi", "dopo", "più tardi", "quasi alla fine", "alla fine"]
    table = treated_late(names).assign(t=lambda f: pd.Categorical(f["t"], categories=names, ordered=True))
    study = event_study(table, outcome="y", unit="u", time="t", treated="had", start="più tardi")
    assert [row.period for row in study.rows] == names
    assert study.rows[-1].estimate == pytest.approx(all_four(NUMBERS)[-1])


# --- who never begins ---------------------------------------------------------------------------
def starts(shift: int = 0) -> pd.DataFrame:
    rows = [
        (f"{g}{i}", t, i + t + i * t % 3 / 10 + (0 if g is None or t < g else t - g + 1), g)
        for g in (0, 2, None) for i in range(6) for t in range(-3, 5)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["u", "t", "y", "g"])
    return table.assign(t=table["t"] + shift, g=table["g"] + shift)


def att(table: pd.DataFrame) -> Any:
    return group_time_att(table, outcome="y", unit="u", time="t", first_treated="g")


def test_zero_is_a_period_where_there_is_a_period_zero() -> None:
    # gains of 1..5 and 1..3 for groups of one size: 21 / 8; it came out 1.0
    for shift in (0, 2000, -2):
        found = att(starts(shift)).simple
        assert found.estimate == pytest.approx(21 / 8, abs=0.01)
        assert (found.n_treated, found.n_control) == (12, 6)
    # without a missing value: zero is still a period, since there are periods before it
    refused(lambda: att(starts().assign(g=lambda t: t["g"].fillna(0))), "confrontarsi")


NEVER: dict[str, Callable[[pd.Series[Any]], Any]] = {
    "missing": lambda g: g,
    "zero": lambda g: g.fillna(0),
    "zero among whole numbers": lambda g: g.fillna(0).astype(int),
    "zero among objects": lambda g: g.fillna(0).astype(int).astype(object),
    "a category": lambda g: g.fillna(0).astype("category"),
    "decimals": lambda g: [Decimal(int(value)) for value in g.fillna(0)],
    "nullable": lambda g: g.astype("Int64"),
    "nullable zero": lambda g: g.fillna(0).astype("Int64"),
    "endless": lambda g: g.fillna(np.inf),
    "text": lambda g: g.fillna(0).astype(int).astype(str).replace("0", ""),
}


@pytest.mark.parametrize("way", NEVER)
def test_never_is_never_whatever_the_column_is(way: str) -> None:
    table = starts(2000)
    table["g"] = NEVER[way](table["g"])
    found = att(table).simple
    assert found.estimate == pytest.approx(21 / 8, abs=0.01)
    assert (found.n_treated, found.n_control) == (12, 6)


def test_true_is_the_first_period_and_false_is_never() -> None:
    table = pd.DataFrame(
        [(i, t, i + t + 3.0 * (i < 3 and t == 1), i < 3) for i in range(6) for t in (-1, 1)],
        columns=["u", "t", "y", "g"],
    )
    table["y"] += np.tile([0.0, 0.1, 0.2], 4)
    assert att(table).simple.estimate == pytest.approx(
        att(table.assign(g=table["g"].astype(int))).simple.estimate
    )
    assert att(table).simple.n_treated == 3


def test_zero_read_as_never_where_zero_is_the_first_period_is_said() -> None:
    table = starts(3).assign(g=lambda t: t["g"].fillna(0))  # periods 0 to 7; groups 3, 5 and zero
    found = att(table).simple
    assert found.estimate == pytest.approx(21 / 8, abs=0.01)
    assert "zero_as_never" in found.cautions
    assert "zero_as_never" not in att(starts(2000)).simple.cautions


def test_who_was_treated_from_the_first_period_changes_nothing() -> None:
    table = starts(2000)
    early = table[table["u"].str.startswith("2")].assign(u=lambda t: "x" + t["u"], g=1997.0)
    one, two = att(table).simple, att(pd.concat([table, early])).simple
    assert (two.estimate, two.standard_error) == pytest.approx((one.estimate, one.standard_error))
    assert "always_treated" in two.cautions


def test_overall_effects_of_groups_and_of_time_have_their_error() -> None:
    draw = np.random.default_rng(3)
    parts = [starts(2000) for _copy in range(4)]
    table = pd.concat([part.assign(u=part["u"] + f"-{k}") for k, part in enumerate(parts)])
    table["y"] += draw.normal(size=len(table))
    found = att(table)
    late = found.dynamic[found.dynamic["relative"] >= 0]
    assert found.dynamic_mean.estimate == pytest.approx(late["estimate"].mean())
    sizes = found.by_group["n_treated"]
    assert found.group_mean.estimate == pytest.approx(np.average(found.by_group["estimate"], weights=sizes))
    own = dict(list(table.groupby("u")))
    units = np.array(list(own))
    again = []
    for _turn in range(150):
        drawn = draw.choice(units, units.size)
        sample = att(pd.concat([own[name].assign(u=f"{n}") for n, name in enumerate(drawn)]))
        again.append((sample.dynamic_mean.estimate, sample.group_mean.estimate))
    spread = np.std(again, axis=0)
    assert found.dynamic_mean.standard_error == pytest.approx(spread[0], rel=0.2)
    assert found.group_mean.standard_error == pytest.approx(spread[1], rel=0.2)


# --- nothing to compare with --------------------------------------------------------------------
def test_weights_of_zero_leave_a_group_empty_and_that_is_said() -> None:
    table = panel()
    keys: dict[str, Any] = {"outcome": "y", "treated": "had", "unit": "who", "weights": "w"}
    for group, period in ((1, 1), (1, 0), (0, 1), (0, 0)):
        cell = (table["had"] == group) & (table["post"] == period)
        weighted = table.assign(w=table["w"].where(~cell, 0.0))
        with pytest.raises(MeasureError, match="treated, post"):
            did(weighted, post="post", **keys)
        with pytest.raises(MeasureError, match=r"time|reference|start"):
            event_study(weighted, time="when", start=2021, **keys)
    none = table.assign(w=table["w"].where(table["had"] == 0, 0.0))
    for call in (
        lambda: did(none, outcome="y", treated="had", post="post", weights="w"),
        lambda: event_study(
            none, outcome="y", treated="had", unit="who", time="when", start=2021, weights="w"
        ),
        lambda: placebo_did(
            none, outcome="y", treated="had", time="when", start=2021, fake_start=2020, weights="w"
        ),
        lambda: difference_in_means(none, outcome="y", treated="had", weights="w"),
        lambda: weighting(none, outcome="y", treated="had", covariates=["when"], weights="w"),
        lambda: propensity(none, treated="had", covariates=["when"], weights="w"),
        lambda: balance_table(none, treated="had", covariates=["when"], weights="w"),
    ):
        refused(call, "treat")


def test_rows_without_weight_are_as_if_they_were_not_there() -> None:
    table = people().assign(w=lambda t: t["w"].where(t["town"] > 5, 0.0))
    kept = table[table["w"] > 0]
    keys: dict[str, Any] = {"outcome": "y", "treated": "had", "weights": "w"}
    for call in (
        lambda t: difference_in_means(t, covariates=["x", "kind"], clusters="town", **keys),
        lambda t: weighting(t, covariates=["x"], **keys),
        lambda t: threshold(t, outcome="y", running="x", cutoff=0, bandwidth=1, weights="w"),
    ):
        assert call(table) == call(kept)
    scores = propensity(table, treated="had", covariates=["x"], weights="w")
    assert scores[kept.index].to_numpy() == pytest.approx(
        propensity(kept, treated="had", covariates=["x"], weights="w").to_numpy()
    )
    assert scores.index.equals(table.index) and scores.between(0, 1).all()


def test_an_event_study_needs_units_seen_again_and_others_in_each_period() -> None:
    table = panel()
    alone = table.assign(row=range(len(table)))
    refused(
        lambda: event_study(alone, outcome="y", unit="row", time="when", treated="had", start=2021),
        "una volta sola",
    )
    missing = table[(table["had"] == 1) | (table["when"] != 2019)]
    refused(
        lambda: event_study(missing, outcome="y", unit="who", time="when", treated="had", start=2021),
        "nessuno di controllo: 2019",
    )


# --- the threshold ------------------------------------------------------------------------------
def on_the_edge() -> pd.DataFrame:
    draw = np.random.default_rng(5)
    score = np.round(
        np.concatenate([draw.uniform(6, 14, 600), np.full(12, 10.0)]), 1
    )  # twelve sit on the edge
    return pd.DataFrame({"s": score, "y": 0.2 * score + draw.normal(0, 0.5, score.size) + 3 * (score <= 10)})


def test_who_is_on_the_threshold_counts_on_the_side_of_the_service() -> None:
    table = on_the_edge()
    found = threshold_checks(
        table, outcome="y", running="s", cutoff=10, bandwidth=3, treated_above=False
    ).density
    inside, outside = int(table["s"].between(9.25, 10).sum()), int(table["s"].between(10.01, 10.75).sum())
    assert (found.below, found.above) == (inside, outside)
    assert found.p == pytest.approx(binomtest(inside, inside + outside).pvalue)
    assert found.p < 0.05  # it said 0.8
    turned = table.assign(s=-table["s"])
    above = threshold_checks(turned, outcome="y", running="s", cutoff=-10, bandwidth=3).density
    assert (above.above, above.below, above.p) == (inside, outside, found.p)
    for window in (0.5, 1.0):  # scores at the very end of a window belong to one side each
        low = threshold_checks(
            table, outcome="y", running="s", cutoff=10, bandwidth=3, treated_above=False, window=window
        ).density
        high = threshold_checks(
            turned, outcome="y", running="s", cutoff=-10, bandwidth=3, window=window
        ).density
        assert (low.below, low.above) == (high.above, high.below)


def test_a_threshold_may_be_a_day() -> None:
    draw = np.random.default_rng(4)
    days = draw.integers(-300, 300, 800)
    table = pd.DataFrame({"d": days, "y": 0.01 * days + 2.0 * (days >= 0) + draw.normal(size=800)})
    table["born"] = pd.Timestamp("2010-01-01") + pd.to_timedelta(table["d"], unit="D")
    plain = threshold(table, outcome="y", running="d", cutoff=0, bandwidth=200)
    for cutoff in (pd.Timestamp("2010-01-01"), datetime.date(2010, 1, 1), "1/1/2010"):
        for width in (200, pd.Timedelta(days=200)):
            found = threshold(table, outcome="y", running="born", cutoff=cutoff, bandwidth=width)
            assert (found.estimate, found.standard_error) == pytest.approx(
                (plain.estimate, plain.standard_error)
            )
    refused(lambda: threshold(table, outcome="y", running="born", cutoff=5, bandwidth=200), "cutoff")
