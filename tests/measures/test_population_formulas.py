"""Formulas by hand, published values, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import FisError, MeasureError
from fis_lessons.measures.planning.small import exact_interval
from fis_lessons.measures.population import (
    distances,
    mean_age,
    old_age_dependency,
    old_age_index,
    rate,
    share,
    standardise,
    wilson_interval,
)

counts = st.integers(min_value=0, max_value=10**7)
positive = st.integers(min_value=1, max_value=10**7)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(share(25, 100), 0.25, id="share"),
        pytest.param(rate(30, 12_000), 2.5, id="per thousand"),
        pytest.param(rate(30, 12_000, per=100_000), 250, id="per hundred thousand"),
        pytest.param(old_age_index(200, 100), 200, id="twice as many old as young"),
        pytest.param(old_age_dependency(40, 100), 40, id="forty old for a hundred of working age"),
        pytest.param(mean_age([0, 0, 4]), 2.5, id="all aged two"),
        pytest.param(mean_age([1, 0, 1]), 1.5, id="a baby and a child of two"),
    ],
)
def test_values_done_by_hand(value: float, expected: float) -> None:
    assert value == pytest.approx(expected)


# R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_is_newcombes(successes: int, trials: int, low: float, high: float) -> None:
    found = wilson_interval(successes, trials)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(counts, positive)
def test_wilson_interval_holds_the_proportion_and_stays_inside(part: int, whole: int) -> None:
    successes, trials = min(part, whole), whole
    found = wilson_interval(successes, trials)
    assert 0 <= found.low <= successes / trials <= found.high <= 1
    assert found.low < found.high
    mirrored = wilson_interval(trials - successes, trials)
    assert mirrored.low == pytest.approx(1 - found.high, abs=1e-9)


def test_more_cases_narrow_the_interval() -> None:
    widths = [(i := wilson_interval(n // 10, n)).high - i.low for n in (10, 100, 1000, 10_000)]
    assert widths == sorted(widths, reverse=True)


# the same table, method 5: where the plain formula gives an interval of no width
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_exact_intervals_as_published(successes: int, trials: int, low: float, high: float) -> None:
    found = exact_interval(successes, trials)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))
    mirror = exact_interval(trials - successes, trials)
    assert (mirror.low, mirror.high) == (pytest.approx(1 - found.high), pytest.approx(1 - found.low))


@pytest.mark.parametrize("width", [np.int8, np.int16, np.int32, np.uint8])
def test_small_whole_numbers_do_not_wrap(width: type) -> None:
    # 120 * 100 is 224 in eight bits
    assert rate(width(120), width(100), per=width(100)) == 120
    assert wilson_interval(width(100), width(120)) == wilson_interval(100, 120)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: share(1, 0),
        lambda: share(2, 1),
        lambda: share(-1, 10),
        lambda: rate(1, 0),
        lambda: rate(math.nan, 10),
        lambda: old_age_index(100, 0),
        lambda: mean_age([0, 0]),
        lambda: wilson_interval(1, 0),
        lambda: wilson_interval(1, 10, confidence=95),
    ],
)
def test_no_answer_is_said_and_is_never_zero(wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MeasureError) as caught:
        wrong()
    assert isinstance(caught.value, FisError)
    assert caught.value.problems


@given(st.lists(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=3), min_size=2, max_size=20))
def test_standardised_columns_have_mean_zero_and_spread_one_or_none(table: list[list[float]]) -> None:
    done = standardise(table)
    assert np.isfinite(done).all()
    assert np.allclose(done.mean(axis=0), 0, atol=1e-6)
    assert all(s == pytest.approx(1, abs=1e-6) or s == pytest.approx(0, abs=1e-6) for s in done.std(axis=0))


def test_distances_weigh_each_feature() -> None:
    places = [[0.0, 0.0], [3.0, 4.0], [3.0, 0.0]]
    assert distances(places, 0, weights=[1, 1]).tolist() == [0, 5, 3]
    assert distances(places, 0, weights=[1, 0]).tolist() == [0, 3, 3]
