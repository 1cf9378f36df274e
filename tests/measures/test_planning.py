"""How many people a plan needs, and what a small group can tell: values anybody can check."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons import resources
from fis_lessons.errors import MeasureError
from fis_lessons.measures.planning.conditions import Conditions
from fis_lessons.measures.planning.power import sample_two_means
from fis_lessons.measures.planning.power_shares import mde_two_shares, power_two_shares, sample_two_shares
from fis_lessons.measures.planning.small import (
    chance_of_convincing,
    exact_interval,
    exact_power,
    least_convincing,
    tail,
)

shares = st.floats(0.02, 0.98)
MOST_LEAVE = Conditions(attrition=0.9)


def cohen() -> list[tuple[float, float, int]]:
    path = resources.data("published", "cohen_1992", "n_per_group.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return [(float(r["alpha"]), float(r["d"]), int(r["n"])) for r in csv.DictReader(stream)]


# --- power --------------------------------------------------------------------------------------
@pytest.mark.parametrize(("alpha", "effect", "published"), cohen())
def test_cohens_table(alpha: float, effect: float, published: int) -> None:
    # Cohen (1992) rounds; the exact size is never a whole person away
    assert abs(sample_two_means(effect, alpha=alpha).exact - published) < 1


def test_the_library_gives_the_same() -> None:
    from statsmodels.stats.power import TTestIndPower
    from statsmodels.stats.proportion import power_proportions_2indep

    theirs = TTestIndPower().solve_power(effect_size=0.4, power=0.8, alpha=0.05, ratio=50 / 30)
    assert sample_two_means(0.4, ratio=50 / 30).exact == pytest.approx(theirs, abs=1e-4)
    theirs = power_proportions_2indep(0.2, 0.3, nobs1=40, ratio=2, alpha=0.05).power
    assert power_two_shares(0.3, 0.5, treated=40, control=80) == pytest.approx(theirs, abs=1e-9)


def chance_of_seeing(effect: float, size: float, *, ratio: float = 1.0, alpha: float = 0.05) -> float:
    """By the noncentral t of scipy, which the kit does not load."""
    from scipy.stats import nct, t

    other = max(size * ratio, 1.001)
    degrees, shift = size + other - 2, effect / math.sqrt(1 / size + 1 / other)
    limit = t.isf(alpha / 2, degrees)
    return float(nct.sf(limit, degrees, shift) + nct.cdf(-limit, degrees, shift))


@pytest.mark.parametrize("effect", [0.1, 0.3, 1.4])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.9])
@pytest.mark.parametrize("alpha", [0.05, 0.01])
def test_power_is_the_noncentral_t(effect: float, power: float, alpha: float) -> None:
    size = sample_two_means(effect, power=power, alpha=alpha).exact
    assert chance_of_seeing(effect, size, alpha=alpha) == pytest.approx(power, abs=1e-7)


@pytest.mark.parametrize(
    ("effect", "power", "alpha", "needed"),
    # the normal formula 2 (z_a + z_b)^2 / d^2 plus z_a^2 / 4, the usual correction for Student's t
    [
        (0.2, 0.99, 0.001, 1580),
        (0.1, 0.9999, 1e-4, 11_585),
        (0.01, 0.9, 1e-6, 762_171),
        (0.5, 0.8, 0.05, 63.8),
    ],
)
def test_sizes_far_from_the_middle(effect: float, power: float, alpha: float, needed: float) -> None:
    # with the library's own series the first came out 1,429
    assert sample_two_means(effect, power=power, alpha=alpha).exact == pytest.approx(needed, abs=1)


@given(effect=st.floats(0.02, 3), power=st.floats(0.1, 0.98), alpha=st.floats(1e-6, 0.05))
@settings(max_examples=40, deadline=None)
def test_a_smaller_effect_and_a_surer_answer_ask_for_more(effect: float, power: float, alpha: float) -> None:
    size = sample_two_means(effect, power=power, alpha=alpha).exact
    assert size <= sample_two_means(0.9 * effect, power=power, alpha=alpha).exact
    assert size <= sample_two_means(effect, power=power + 0.01, alpha=alpha).exact


def test_two_shares_by_hand() -> None:
    # [1.95996 sqrt(2*.45*.55) + 0.84162 sqrt(.4*.6 + .5*.5)]^2 / 0.1^2 = 387.3
    by_hand = (1.959964 * math.sqrt(2 * 0.45 * 0.55) + 0.841621 * math.sqrt(0.24 + 0.25)) ** 2 / 0.01
    assert sample_two_shares(0.5, 0.4).exact == pytest.approx(by_hand, rel=1e-5)
    assert by_hand == pytest.approx(387.3, abs=0.1)


def test_clusters_and_people_who_leave() -> None:
    # of 20 people 16 are left: 1 + 15 * 0.05 = 1.75; 63.77 * 1.75 / 0.8 = 139.5
    needed = sample_two_means(0.5, conditions=Conditions(cluster_size=20, icc=0.05, attrition=0.2))
    assert Conditions(cluster_size=20, icc=0.05).design_effect == pytest.approx(1.95)
    assert needed.treated == math.ceil(63.7656 * 1.75 / 0.8) == 140
    # eight of forty are left in each group: 3,000 people, 80% lost, are worth 444 and not 203
    assert Conditions(cluster_size=40, icc=0.05, attrition=0.8).effective(3000) == pytest.approx(
        444.4, abs=0.1
    )
    # nobody is worth more than one
    assert Conditions(cluster_size=2, icc=0.5, attrition=0.9).effective(100) == pytest.approx(10)


def test_more_people_without_the_project_spare_some_of_those_with_it() -> None:
    # twice as many controls: (1 + 1/2) / 2 of the treated of equal groups, for large samples
    even, double = sample_two_means(0.1), sample_two_means(0.1, ratio=2)
    assert double.exact == pytest.approx(0.75 * even.exact, rel=1e-3)
    assert (double.treated, double.control) == (math.ceil(double.exact), math.ceil(2 * double.exact))
    shares_even, shares_double = sample_two_shares(0.5, 0.4), sample_two_shares(0.5, 0.4, ratio=2)
    assert shares_double.control == math.ceil(2 * shares_double.exact)
    assert shares_double.treated < shares_even.treated < shares_double.control


def test_the_smallest_change_for_large_groups_is_two_point_eight_standard_errors() -> None:
    size = sample_two_means(0.05).exact
    assert 0.05 / math.sqrt(2 / size) == pytest.approx(2.802, abs=0.003)


@given(d=st.floats(0.1, 1.5), power=st.floats(0.5, 0.99), ratio=st.floats(0.3, 3))
@settings(max_examples=40, deadline=None)
def test_the_size_found_has_the_power_asked(d: float, power: float, ratio: float) -> None:
    exact = sample_two_means(d, power=power, ratio=ratio).exact
    treated, control = math.ceil(exact), math.ceil(max(exact * ratio, 2))
    assert chance_of_seeing(d, treated, ratio=control / treated) >= power - 1e-6


@given(p=shares, n=st.integers(20, 2000), downwards=st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_smallest_change_of_a_share_has_the_power_asked(p: float, n: int, downwards: bool) -> None:
    change = mde_two_shares(p, treated=n, control=n, downwards=downwards)
    if change is not None:
        other = p - change if downwards else p + change
        if 0 < other < 1:
            assert power_two_shares(p, other, treated=n, control=n) == pytest.approx(0.8, abs=1e-6)


@given(n=st.integers(30, 500), m=st.integers(2, 30), icc=st.floats(0.01, 0.5))
@settings(max_examples=40, deadline=None)
def test_groups_that_stand_together_see_less(n: int, m: int, icc: float) -> None:
    effect = 2.8 * math.sqrt(2 / n)
    together = Conditions(cluster_size=m, icc=icc)
    assert sample_two_means(effect, conditions=together).treated >= sample_two_means(effect).treated


@pytest.mark.parametrize(
    ("call", "names"),
    [
        (lambda: sample_two_means(0), ["effect_size"]),
        (lambda: sample_two_means(math.nan, power=1, alpha=0), ["effect_size", "alpha", "power"]),
        (lambda: sample_two_means(0.5, power=0.05), ["power"]),
        (lambda: sample_two_means(1e-7), ["effect_size"]),
        (lambda: sample_two_shares(0.4, 0.4), ["expected_treated"]),
        (lambda: sample_two_shares(1, 0, ratio=0), ["expected_control", "expected_treated", "ratio"]),
        (lambda: mde_two_shares(0.5, treated=0, control=2.5, downwards=True), ["treated", "control"]),
    ],
)
def test_what_cannot_be_planned_is_refused_by_name(call: Callable[[], object], names: list[str]) -> None:
    with pytest.raises(MeasureError) as told:
        call()
    assert [problem.field for problem in told.value.problems] == names


# --- small groups -------------------------------------------------------------------------------
def test_twenty_people() -> None:
    # Clopper-Pearson, 10 of 20 and 0 of 20: tables of the binomial
    half, none = exact_interval(10, 20), exact_interval(0, 20)
    assert (round(half.low, 4), round(half.high, 4)) == (0.2720, 0.7280)
    assert (none.low, round(none.high, 4)) == (0.0, 0.1684)
    assert none.high == pytest.approx(1 - 0.025 ** (1 / 20))


def test_from_how_many_a_small_group_convinces() -> None:
    # P(X >= 10 | 20, 0.3) = 0.0480 and P(X >= 9) = 0.1133
    assert least_convincing(20, usual=0.3) == 10
    assert tail(10, 20, 0.3) == pytest.approx(0.0480, abs=1e-4)
    assert tail(9, 20, 0.3) == pytest.approx(0.1133, abs=1e-4)
    assert chance_of_convincing(20, usual=0.3, true=0.5) == pytest.approx(tail(10, 20, 0.5))


@given(n=st.integers(1, 60), usual=shares)
@settings(max_examples=60, deadline=None)
def test_luck_alone_rarely_convinces(n: int, usual: float) -> None:
    assert chance_of_convincing(n, usual=usual, true=usual) <= 0.05 + 1e-12


@given(n=st.integers(1, 300), usual=shares)
@settings(max_examples=60, deadline=None)
def test_the_least_that_convinces_is_the_first_that_luck_rarely_makes(n: int, usual: float) -> None:
    from scipy.special import bdtrc

    by_hand = next((k for k in range(1, n + 1) if bdtrc(k - 1, n, usual) <= 0.05 * (1 + 1e-9)), None)
    assert least_convincing(n, usual=usual) == by_hand


def test_luck_exactly_as_rare_as_accepted_convinces() -> None:
    # three heads of three: 1 in 8, neither more nor less
    assert least_convincing(3, usual=0.5, alpha=0.125) == 3
    assert least_convincing(3, usual=0.5, alpha=0.124) is None


@given(k=st.integers(0, 40), n=st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_the_exact_interval_holds_what_was_seen(k: int, n: int) -> None:
    if k <= n:
        found = exact_interval(k, n)
        mirrored = exact_interval(n - k, n)
        assert 0 <= found.low <= k / n <= found.high <= 1
        assert found.low == pytest.approx(1 - mirrored.high, abs=1e-9)


def test_exact_power_of_two_small_groups() -> None:
    # every pair of outcomes counted by hand with scipy's own test
    from scipy.stats import binom, fisher_exact

    by_hand = sum(
        binom.pmf(a, 6, 0.9) * binom.pmf(b, 6, 0.2)
        for a in range(7)
        for b in range(7)
        if fisher_exact([[a, 6 - a], [b, 6 - b]]).pvalue <= 0.05
    )
    assert exact_power(0.2, 0.9, treated=6, control=6) == pytest.approx(by_hand)


def test_small_groups_are_refused_by_name() -> None:
    with pytest.raises(MeasureError) as told:
        exact_interval(5, 4)
    assert [problem.field for problem in told.value.problems] == ["successes"]
    assert "successes" not in str(told.value) and "quante ce la fanno: sono 5" in str(told.value)
    with pytest.raises(MeasureError):
        exact_power(0.1, 0.2, treated=500, control=10)
    with pytest.raises(MeasureError):
        least_convincing(0, usual=1.2)
