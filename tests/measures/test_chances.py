"""Chances and quantiles are those of scipy.special, which a lesson does not import."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from fis_lessons.measures import chances

DEGREES = st.one_of(st.integers(1, 400), st.floats(1, 20_000))
CHANCE = st.floats(0.001, 0.999)


@given(DEGREES, CHANCE, st.floats(-40, 40))
def test_student(degrees: float, chance: float, t: float) -> None:
    assert chances.t_chance(degrees, t) == pytest.approx(special.stdtr(degrees, t), rel=1e-9, abs=1e-12)
    assert chances.t_quantile(degrees, chance) == pytest.approx(
        special.stdtrit(degrees, chance), rel=1e-9, abs=1e-9
    )


@given(DEGREES, DEGREES, CHANCE, st.floats(0.001, 50))
def test_f(above: float, below: float, chance: float, value: float) -> None:
    wanted = special.fdtrc(above, below, value)
    assert chances.f_exceeds(above, below, value) == pytest.approx(wanted, rel=1e-8, abs=1e-12)
    assert chances.f_quantile(above, below, chance) == pytest.approx(
        special.fdtri(above, below, chance), rel=1e-7
    )


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.001, 0.999))
def test_counts(count: int, trials: int, share: float) -> None:
    wanted = 1.0 if count >= trials else special.bdtr(count, trials, share)
    assert chances.at_most(count, trials, share) == pytest.approx(wanted, rel=1e-9, abs=1e-13)
    others = 1.0 if count == 0 else 0.0 if count > trials else special.bdtrc(count - 1, trials, share)
    assert chances.at_least(count, trials, share) == pytest.approx(others, rel=1e-9, abs=1e-13)


@given(st.floats(0.01, 3000), st.floats(0.01, 3000), CHANCE)
def test_shares(count: float, other: float, chance: float) -> None:
    wanted = special.betaincinv(count, other, chance)
    assert chances.share_quantile(count, other, chance) == pytest.approx(wanted, rel=1e-8, abs=1e-12)


@given(st.floats(-30, 30), CHANCE)
def test_normal(z: float, chance: float) -> None:
    assert chances.normal_chance(z) == pytest.approx(special.ndtr(z), rel=1e-12, abs=0)
    assert chances.normal_quantile(chance) == pytest.approx(special.ndtri(chance), rel=1e-12, abs=1e-15)


def test_the_ends() -> None:
    assert chances.t_chance(7, math.inf) == 1
    assert chances.t_chance(7, -math.inf) == 0
    assert chances.t_quantile(7, 0.5) == 0
    assert (chances.f_exceeds(2, 9, 0), chances.f_exceeds(2, 9, math.inf)) == (1, 0)
    assert [chances.at_most(count, 5, 0.3) for count in (-1, 5, 6)] == [0, 1, 1]
    assert [chances.at_least(count, 5, 0.3) for count in (-1, 0, 6)] == [1, 1, 0]
    assert [chances.at_least(count, 5, share) for count, share in ((1, 0.0), (5, 1.0))] == [0, 1]
    # a table in print: Pearson and Hartley, 5% points of F with 5 and 10 degrees
    assert round(chances.f_quantile(5, 10, 0.95), 2) == 3.33
