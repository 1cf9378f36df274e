"""Payments over time: values somebody can check by hand, and two libraries as oracles."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

import numpy_financial as npf
import pytest
import pyxirr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.cashflows import (
    DatedFlow,
    DecliningRate,
    annuity_factor,
    equivalent_annual,
    irr,
    multiple,
    npv,
    payback,
    xirr,
    xnpv,
)
from fis_lessons.measures.discount import worth_today
from fis_lessons.measures.require import Require

AMOUNTS = st.lists(st.integers(-1000, 1000), min_size=2, max_size=12)


# Gitman's example and others of the numpy-financial documentation; the rest by hand
@pytest.mark.parametrize(
    ("flows", "rates"),
    [
        ([-100, 39, 59, 55, 20], [0.28095]),
        ([-100, 0, 0, 74], [-0.09550]),
        ([-100, 230, -132], [0.1, 0.2]),
        ([-1, 3.6, -4.31, 1.716], [0.1, 0.2, 0.3]),
        ([-100, 220, -121], [0.1]),  # touches zero and goes back: numpy-financial says nan
        ([100, -50, 100], []),
        ([100, 50], []),
        ([0, 0, -5, 6], [0.2]),
    ],
    ids=["gitman", "loss", "two", "three", "double", "none", "one-sign", "late"],
)
def test_every_internal_rate_is_reported(flows: list[float], rates: list[float]) -> None:
    found = irr(flows)
    assert found.rates == pytest.approx(rates, abs=1e-5)
    assert found.found == ("none", "one", "several")[min(len(rates), 2)]


def test_a_century_of_months_and_many_changes_of_sign() -> None:
    assert irr([-100, *[1] * 1100]).only() == pytest.approx(0.01, abs=2e-5)
    years = [-100, 230, -132] * 40  # every third is a turn of 10% and 20%, whatever comes after
    assert irr(years).rates == pytest.approx([0.1, 0.2], abs=1e-9)
    with pytest.raises(MeasureError, match="cambiano segno"):
        irr([1, -1] * 1000)


def test_why_there_is_no_rate_is_said() -> None:
    assert "stesso segno" in irr([100, 50]).sentence
    assert "nessun tasso" in irr([100, -50, 100]).sentence
    with pytest.raises(MeasureError, match="stesso segno"):
        irr([-1, -2]).only()
    with pytest.raises(MeasureError, match=r"10,00%; 20,00%"):
        irr([-100, 230, -132]).only()


@given(AMOUNTS)
@settings(max_examples=150, deadline=None)
def test_at_each_internal_rate_the_value_is_zero(flows: list[int]) -> None:
    assume(any(flows))
    found = irr(flows)
    assert len(found.rates) <= found.sign_changes
    for rate in found.rates:
        if -0.9 < rate < 10:
            scale = sum(abs(f) / (1 + rate) ** k for k, f in enumerate(flows))
            assert abs(npv(flows, rate=rate, highest=math.inf)) <= 1e-6 * scale


@given(AMOUNTS)
@settings(max_examples=150, deadline=None)
def test_the_rate_of_the_oracle_is_among_ours(flows: list[int]) -> None:
    assume(any(f > 0 for f in flows) and any(f < 0 for f in flows))
    theirs = float(npf.irr(flows))
    if math.isfinite(theirs) and -0.99 < theirs < 1e6:
        assert any(rate == pytest.approx(theirs, rel=1e-4, abs=1e-5) for rate in irr(flows).rates)


def test_value_and_timing() -> None:
    assert npv([-100, 50, 60], rate=0.05) == pytest.approx(float(npf.npv(0.05, [-100, 50, 60])))
    assert npv([105], rate=0.05, first=1) == pytest.approx(100)
    assert npv([100], rate=0.05, first=0) == 100
    assert npv([100]) == 100  # and the default is three percent
    assert npv([0, 103]) == pytest.approx(100)
    assert npv([Decimal("0.10"), 3]) == pytest.approx(0.10 + 3 / 1.03)


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(-500, 500)), min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_dated_flows_agree_with_the_oracle(steps: list[tuple[int, int]]) -> None:
    day, flows = date(2020, 1, 1), [DatedFlow(date(2020, 1, 1), -700)]
    for days, amount in steps:
        day += timedelta(days=days)
        flows.append(DatedFlow(day, amount))
    dates, amounts = [f.when for f in flows], [float(f.amount) for f in flows]
    assert xnpv(flows, rate=0.04) == pytest.approx(pyxirr.xnpv(0.04, dates, amounts), abs=1e-6)
    theirs = pyxirr.xirr(dates, amounts, silent=True)
    if theirs is not None and math.isfinite(theirs) and -0.9 < theirs < 100:
        assert any(rate == pytest.approx(theirs, rel=1e-3, abs=1e-4) for rate in xirr(flows).rates)


def test_a_rate_that_falls() -> None:
    # HM Treasury, Green Book 2022, table of discount factors
    green = DecliningRate(((0, 0.035), (30, 0.03), (75, 0.025)))
    factors = [npv([1], rate=green, first=year) for year in (0, 1, 10, 30, 31, 50, 75, 76, 125)]
    assert [round(factor, 4) for factor in factors] == [
        1.0, 0.9662, 0.7089, 0.3563, 0.3459, 0.1973, 0.0942, 0.0919, 0.0274,
    ]  # fmt: skip
    assert npv([0, 5, 5], rate=DecliningRate(((0, 0.05),))) == pytest.approx(npv([0, 5, 5], rate=0.05))
    assert annuity_factor(40, rate=green) == pytest.approx(npv([1] * 40, rate=green, first=1))
    for steps in ((), ((1, 0.03),), ((0, 0.03), (0, 0.02)), ((0, 3),), ((0, 0.03, 1),), ((0, None),)):
        with pytest.raises(MeasureError):
            DecliningRate(steps)  # type: ignore[arg-type]


def test_a_sum_too_far_away_is_nothing_and_one_too_near_zero_is_refused() -> None:
    assert npv([1], rate=0.99, first=5000) == 0.0
    assert worth_today(Require(""), [(1, 5000), (2, 0)], rate=0.99) == [0.0, 2.0], "each in its place"
    with pytest.raises(MeasureError, match="sono troppi per questo tasso"):
        DecliningRate(((0, 0.99),)).growth(5000)
    with pytest.raises(MeasureError, match="gradino numero 2"):
        DecliningRate(((0, 0.03), (1, None)))  # type: ignore[arg-type]
    with pytest.raises(MeasureError, match="diventa enorme"):
        npv([1, 1], rate=-0.9, first=9999)


def test_payback() -> None:
    assert payback([-100, 40, 40, 40]).periods == 2.5
    later = payback([-100, 60, 60], rate=0.1).periods  # 54,55 then 49,59: 45,45 of the second
    assert later == pytest.approx(1 + (100 - 60 / 1.1) / (60 / 1.21))
    level = payback([-100, 100, 0])
    assert (level.periods, level.lasting) == (1, True), "at zero it is still back"
    undone = payback([-100, 120, -50])
    assert undone.periods == pytest.approx(5 / 6)
    assert not undone.lasting
    assert payback([-100, 10]).periods is None
    with pytest.raises(MeasureError, match="tasso di sconto"):
        payback([-100, 300], rate=1.5)
    with pytest.raises(MeasureError, match="spesa da recuperare"):
        payback([10, 10])


def test_annuities() -> None:
    assert annuity_factor(10, rate=0.05) == pytest.approx(7.72173, abs=1e-5)  # any table of annuities
    assert annuity_factor(4, rate=0) == 4
    assert equivalent_annual(1000, periods=4, rate=0.05) == pytest.approx(-npf.pmt(0.05, 4, 1000))
    assert multiple([-100, 0, 30, 80]) == 1.1


@pytest.mark.parametrize("rate", [1.0, -1.0, 3.0, math.nan, math.inf], ids=str)
def test_a_rate_that_cannot_be_meant_is_named(rate: float) -> None:
    with pytest.raises(MeasureError, match="0,03") as caught:
        npv([-1, 2], rate=rate)
    assert caught.value.problems[0].where == "tasso di sconto"
    assert npv([-1, 4], rate=1.0, highest=2) == 1  # unless one says so


@pytest.mark.parametrize(
    ("flows", "words"),
    [
        ([], "almeno un flusso"),
        ([1, math.nan], "flusso numero 2: manca"),
        ([math.inf, 1], "flusso numero 1: è infinito"),
        ([Decimal(1), 2.5], "un solo tipo"),
        ([0, 0], "tutti zero"),
    ],
    ids=["empty", "nan", "inf", "mixed", "zero"],
)
def test_flows_that_cannot_be_used_are_named(flows: list[float], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        irr(flows)


def test_dates_and_currencies_are_checked_together() -> None:
    flows = [DatedFlow(date(2025, 2, 1), -1), DatedFlow(date(2025, 1, 1), 2, "USD")]
    with pytest.raises(MeasureError) as caught:
        xirr(flows)
    assert [problem.found for problem in caught.value.problems] == [
        "1° gennaio 2025 dopo 1° febbraio 2025.",
        "ce n'è più di una: EUR, USD.",
    ]
    with pytest.raises(MeasureError, match="capitale versato"):
        multiple([1, 2])
    with pytest.raises(MeasureError, match=r"fra 1 e 10\.000"):
        annuity_factor(0)
