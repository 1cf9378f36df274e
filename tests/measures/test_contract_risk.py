"""Chance, samples and incentives, against numbers computed by others or by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.chance import binomial, uneven
from fis_lessons.measures.chances import at_least, at_most
from fis_lessons.measures.contract.designs import (
    DESIGNS,
    Group,
    alike,
    draw_applicants,
    enrol,
    expected_payment,
)
from fis_lessons.measures.contract.risk import (
    payment_risk,
    people_needed,
)
from fis_lessons.measures.contract.verification import (
    extrapolate,
    upper_bound,
)


def test_chances_agree_with_scipy() -> None:
    from scipy.stats import binom

    for n, p in ((1, 0.5), (20, 0.4), (300, 0.07), (50, 0.0), (50, 1.0)):
        assert binomial(n, p) == pytest.approx(binom.pmf(np.arange(n + 1), n, p), abs=1e-12)
        assert at_most(n // 3, n, p) == pytest.approx(binom.cdf(n // 3, n, p), abs=1e-12)
        assert at_least(n // 2, n, p) == pytest.approx(binom.sf(n // 2 - 1, n, p), abs=1e-12)
    assert uneven(np.full(20, 0.4)) == pytest.approx(binomial(20, 0.4), abs=1e-12)


@settings(deadline=None)
@given(st.integers(1, 150), st.integers(0, 150), st.floats(0.5, 0.999))
def test_the_bound_is_that_of_clopper_and_pearson(sample: int, errors: int, confidence: float) -> None:
    from scipy.stats import beta

    errors = min(errors, sample)
    exact = 1.0 if errors == sample else beta.ppf(confidence, errors + 1, sample - errors)
    assert upper_bound(errors, sample, confidence=confidence) == pytest.approx(exact, abs=1e-9)


def test_verification_by_hand() -> None:
    # no error in 60: 1 - 0.05 ** (1/60)
    assert upper_bound(0, 60) == pytest.approx(1 - 0.05 ** (1 / 60))
    assert upper_bound(0, 59) <= 0.05 < upper_bound(0, 58)  # what auditors learn by heart
    for errors, files in ((1, 93), (2, 124), (3, 153), (5, 208)):
        assert upper_bound(errors, files) <= 0.05 < upper_bound(errors, files - 1)
    seen = extrapolate(2, 40, files=200, paid=1_000_000)
    assert (seen.rate, seen.correction) == (0.05, 50_000)
    assert at_most(2, 40, seen.upper) == pytest.approx(0.05)  # two or fewer in 40: one time in twenty
    assert seen.largest_correction == round(1_000_000 * seen.upper) > seen.correction
    whole = extrapolate(2, 40, files=40, paid=1_000_000)
    assert whole.upper == whole.rate == 0.05


@pytest.mark.parametrize(
    ("errors", "sample", "files", "confidence"),
    [(0, 0, 10, 0.95), (3, 2, 10, 0.95), (0, 11, 10, 0.95), (-1, 5, 10, 0.95), (0, 5, 10, 1.0)],
)
def test_bad_samples_are_refused(errors: int, sample: int, files: int, confidence: float) -> None:
    with pytest.raises(MeasureError):
        extrapolate(errors, sample, files=files, paid=100, confidence=confidence)


def test_a_sample_that_cannot_be_read_is_the_only_thing_told() -> None:
    # three errors are not held against a sample nobody could read
    with pytest.raises(MeasureError) as told:
        extrapolate(3, "x", files=10, paid=100)  # type: ignore[arg-type]
    assert [problem.where for problem in told.value.problems] == ["campione"]


def test_payment_risk_by_hand() -> None:
    # 3 people, threshold 2 of 3, one half each: 4 of 8 ways
    risk = payment_risk(3, baseline=0.5, effect=0.0, threshold=2 / 3)
    assert (risk.needed, risk.false_payment, risk.false_non_payment) == (
        2,
        pytest.approx(0.5),
        pytest.approx(0.5),
    )
    assert [people_needed(20, t) for t in (0.55, 0.56, 0.0, 1.0)] == [11, 12, 0, 20]


def test_a_share_of_one_and_a_hair_is_all_and_one_wrong_number_is_told_once() -> None:
    assert payment_risk(10, baseline=0.5, effect=0.5 + 1e-12, threshold=0.5).false_non_payment == 0
    with pytest.raises(MeasureError) as told:
        payment_risk(10, baseline="x", effect=0.1, threshold=0.5)  # type: ignore[arg-type]
    assert [problem.where for problem in told.value.problems] == ["quota senza il servizio"]


def test_larger_cohorts_are_fooled_less() -> None:
    risks = [payment_risk(n, baseline=0.4, effect=0.2, threshold=0.5) for n in (20, 100, 500)]
    assert [r.false_payment for r in risks] == sorted((r.false_payment for r in risks), reverse=True)
    assert risks[-1].false_payment < 1e-5
    assert risks[-1].false_non_payment < 1e-5


@given(st.integers(1, 80), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_trades_one_mistake_for_the_other(
    cohort: int, a: float, b: float, s: float, t: float
) -> None:
    base, high = sorted((a, b))
    low, up = sorted((s, t))
    one = payment_risk(cohort, baseline=base, effect=high - base, threshold=low)
    two = payment_risk(cohort, baseline=base, effect=high - base, threshold=up)
    assert two.false_payment <= one.false_payment + 1e-9
    assert two.false_non_payment >= one.false_non_payment - 1e-9


def test_a_risk_needs_a_cohort_and_two_chances() -> None:
    for action in (
        lambda: payment_risk(0, baseline=0.4, effect=0.1, threshold=0.5),
        lambda: payment_risk(10, baseline=0.9, effect=0.2, threshold=0.5),
    ):
        with pytest.raises(MeasureError):
            action()


# --- designs ------------------------------------------------------------------------------------
NEAR, FAR = Group(base=0.6, effect=0.1), Group(base=0.15, effect=0.25)


@pytest.mark.parametrize("seed", range(1, 51))
def test_what_each_design_rewards(seed: int) -> None:
    people = draw_applicants(60, seed=seed, near=NEAR, far=FAR)
    fair, cream, park, idle = (
        enrol(people, 20, conduct) for conduct in ("everybody", "creaming", "parking", "nothing")
    )
    terms = alike(fair, budget=60_000, threshold=0.5)
    pay = {d: [expected_payment(e, d, terms) for e in (fair, cream, park, idle)] for d in DESIGNS}
    assert all(values[0] == pytest.approx(60_000) for values in pay.values())
    # who picks the nearest shows more results and adds fewer
    assert cream.gross > fair.gross
    assert cream.net < fair.net
    assert cream.far_share == 0
    assert pay["activity"] == pytest.approx([60_000] * 4)
    assert pay["flat"][1] > 60_000
    assert pay["cliff"][1] > 60_000
    assert pay["net"][1] < 60_000
    assert pay["net"][3] == 0
    assert pay["flat"][3] > 0.5 * 60_000 * fair.base.sum() / fair.chance.sum()
    assert park.net < fair.net or not fair.far.any()
    assert cream.base.min() >= np.delete(people.base, cream.places).max()


def test_the_same_seed_draws_the_same_people() -> None:
    one, two = (draw_applicants(40, seed=[3, 1], near=NEAR, far=FAR, far_share=0.25) for _i in range(2))
    assert (one.base == two.base).all()
    assert one.far.sum() == 10


def test_bad_simulations_are_refused() -> None:
    people = draw_applicants(40, seed=1, near=NEAR, far=FAR)
    fair = enrol(people, 20, "nothing")
    for action in (
        lambda: draw_applicants(0, seed=1, near=NEAR, far=FAR),
        lambda: draw_applicants(40, seed=1, near=Group(base=0.95, effect=0.2), far=FAR),
        lambda: enrol(people, 41, "everybody"),
        lambda: enrol(people, 0, "everybody"),
        lambda: alike(fair, budget=10, threshold=0.5),
    ):
        with pytest.raises(MeasureError):
            action()
