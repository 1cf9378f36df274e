"""A deal to the cent: nobody's money appears or disappears, and the answers others printed come out."""

from __future__ import annotations

import itertools
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.errors import MeasureError
from fis_lessons.measures.contract.money import cents
from fis_lessons.measures.contract.risk import relative_reduction
from fis_lessons.measures.deal.delay import avoided_stay, cost_cut, reach_needed
from fis_lessons.measures.deal.ledger import PARTIES, break_even, run, year_end
from fis_lessons.measures.deal.lessons_of_others import Coupon, bullet_rate
from fis_lessons.measures.deal.risk import Spread, chances, spread
from fis_lessons.measures.deal.terms import Deal, blended


def deal(**changes: Any) -> Deal:
    terms: dict[str, Any] = {
        "start": date(2027, 1, 1),
        "years": 4,
        "people": 20,
        "service_cost": cents(400_000),
        "investment": cents(200_000),
        "grant": cents(80_000),
        "fixed_fee": cents(30_000),
        "price": cents(18_000),
        "cap": cents(252_000),
        "guarantee": 0.5,
        "top_return": 0.12,
        "provider_share": 0.3,
    }
    return Deal(**{**terms, **changes})


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    years = draw(st.integers(1, 5))
    cost = draw(st.integers(1, 10**8))
    grant = draw(st.integers(0, cost))
    price = draw(st.integers(1, 10**7))
    return Deal(
        start=date(2027, draw(st.integers(1, 12)), draw(st.integers(1, 28))),
        years=years,
        people=draw(st.integers(1, 30)),
        service_cost=cost,
        grant=grant,
        investment=cost - grant + draw(st.integers(0, 1000)),
        fixed_fee=draw(st.integers(0, 10**6)),
        price=price,
        cap=price * draw(st.integers(1, 40)),
        timing=draw(st.sampled_from(["yearly", "end"])),
        lag_months=draw(st.integers(0, 18)),
        guarantee=draw(st.floats(0, 1)),
        top_return=draw(st.floats(0, 1)),
        provider_share=draw(st.floats(0, 1)),
    )


@given(terms=deals(), data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_cent_appears_or_disappears(terms: Deal, data: st.DataObject) -> None:
    played = run(terms, data.draw(st.integers(0, terms.people)))
    assert sum(played.net(party) for party in PARTIES) == 0
    assert played.net("account") == 0
    assert played.net("service") == terms.service_cost
    assert all(move.amount > 0 for move in played.moves)
    assert [move.when for move in played.moves] == sorted(move.when for move in played.moves)
    assert played.total("results") <= min(terms.cap, played.successes * terms.price)
    assert played.total("return") <= math.ceil(terms.investment * terms.top_return)


@given(terms=deals())
@settings(max_examples=60, deadline=None)
def test_more_successes_never_pay_anybody_less(terms: Deal) -> None:
    played = [run(terms, k) for k in range(terms.people + 1)]
    for before, after in some(itertools.pairwise(played)):
        assert after.total("results") >= before.total("results")
        assert after.net("investor") >= before.net("investor")
        assert after.net("provider") >= before.net("provider")
        assert after.net("payer") <= before.net("payer")


@given(terms=deals())
@settings(max_examples=40, deadline=None)
def test_a_guarantee_moves_the_loss_and_does_not_make_it_vanish(terms: Deal) -> None:
    import dataclasses

    without = run(dataclasses.replace(terms, guarantee=0.0), 0)
    with_it = run(dataclasses.replace(terms, guarantee=1.0), 0)
    assert with_it.net("investor") >= min(0, without.net("investor"))
    assert with_it.net("investor") + with_it.net("guarantor") == without.net("investor")


def test_the_money_by_hand() -> None:
    # 400,000 = 4 x 100,000. In: 200,000 + 80,000 + 4 x 30,000 = 400,000: the account is empty before results.
    nobody = run(deal(), 0)
    assert nobody.net("investor") == cents(-100_000)  # half of 200,000 comes back from the guarantor
    assert nobody.net("guarantor") == cents(-100_000)
    assert nobody.net("payer") == cents(-120_000)
    # 14 x 18,000 = 252,000: 200,000 of capital, 24,000 of return, 28,000 left: 8,400 and 19,600
    good = run(deal(), 14)
    assert good.total("results") == cents(252_000)
    assert good.net("investor") == cents(24_000)
    assert good.net("provider") == cents(8_400)
    assert good.net("reuse") == cents(19_600)
    # the cap: the fifteenth success pays nothing more
    assert run(deal(), 20).total("results") == cents(252_000)
    assert good.investor_multiple == pytest.approx(1.12)
    # 224,000 after 4 years and 6 months: (1.12)^(1/4.4986) - 1 = 2.55%
    days = (year_end(deal(), 4, months=6) - date(2027, 1, 1)).days
    assert good.investor_rate == pytest.approx(1.12 ** (365 / days) - 1, abs=1e-9)


def test_where_each_breaks_even() -> None:
    # 12 x 18,000 = 216,000 covers the capital, 11 x 18,000 = 198,000 and half of the missing 2,000 does not
    assert break_even(deal(), lambda played: played.net("investor") >= 0) == 12
    assert break_even(deal(cap=cents(100_000)), lambda played: played.net("investor") >= 0) is None


def test_a_threshold_pays_nothing_just_below_it() -> None:
    terms = deal(threshold=0.5)
    assert (terms.due(9), terms.due(10)) == (0, cents(180_000))
    assert run(terms, 9).total("results") == 0


def test_paying_every_year_gives_the_capital_back_sooner() -> None:
    end, yearly = run(deal(), 14), run(deal(timing="yearly"), 14)
    assert yearly.total("results") == end.total("results")
    assert yearly.investor_rate is not None
    assert end.investor_rate is not None
    assert yearly.investor_rate > end.investor_rate


def test_the_rate_agrees_with_a_known_library() -> None:
    from pyxirr import xirr

    played = run(deal(timing="yearly"), 13)
    flows = played.flows("investor")
    theirs = xirr([flow.when for flow in flows], [float(flow.amount) for flow in flows])
    assert played.investor_rate == pytest.approx(theirs, abs=1e-8)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"years": 0, "people": 0, "lag_months": -1}, ["years", "people", "lag_months"]),
        ({"price": 0.1, "cap": True}, ["price", "cap"]),
        ({"price": -5, "grant": -1}, ["price", "grant"]),
        ({"cap": cents(17_999)}, ["cap"]),
        (
            {"guarantee": 1.2, "threshold": -0.1, "top_return": math.nan},
            ["threshold", "guarantee", "top_return"],
        ),
        ({"threshold": 0.5, "timing": "yearly"}, ["timing"]),
        ({"investment": 0}, ["investment"]),
    ],
)
def test_terms_that_cannot_be_kept_are_refused_by_name(changes: dict[str, Any], names: list[str]) -> None:
    with pytest.raises(MeasureError) as told:
        deal(**changes)
    assert [problem.field for problem in told.value.problems] == names


@pytest.mark.parametrize("successes", [-1, 21, 2.5, True, "2", None])
def test_impossible_successes_are_refused(successes: Any) -> None:
    with pytest.raises(MeasureError):
        run(deal(), successes)


# --- risk ---------------------------------------------------------------------------------------
@given(n=st.integers(1, 60), p=st.floats(0.02, 0.98), rho=st.floats(0, 0.9))
@settings(max_examples=80, deadline=None)
def test_chances_add_up_and_have_the_mean_asked(n: int, p: float, rho: float) -> None:
    assume(rho == 0 or rho > 1e-4)
    found = chances(n, expected=p, uncertainty=rho)
    assert math.fsum(found) == pytest.approx(1)
    assert math.fsum(k * q for k, q in enumerate(found)) == pytest.approx(n * p, rel=1e-6)
    variance = math.fsum((k - n * p) ** 2 * q for k, q in enumerate(found))
    assert variance == pytest.approx(n * p * (1 - p) * (1 + (n - 1) * rho), rel=1e-5)


def test_the_library_gives_the_same_chances() -> None:
    from scipy.stats import betabinom, binom

    assert chances(20, expected=0.6)[12] == pytest.approx(binom.pmf(12, 20, 0.6))
    assert chances(20, expected=0.6, uncertainty=0.1)[12] == pytest.approx(betabinom.pmf(12, 20, 5.4, 3.6))


def test_expected_shortfall_by_hand() -> None:
    even = Spread((-10.0, 0.0, 5.0, 20.0), (0.25, 0.25, 0.25, 0.25))
    assert even.expected_shortfall(0.25) == -10
    assert even.expected_shortfall(0.5) == -5
    assert even.expected_shortfall(1) == pytest.approx(even.mean) == 3.75
    assert even.below(0) == 0.25
    with pytest.raises(MeasureError):
        even.expected_shortfall(0)


def test_the_spread_of_a_deal() -> None:
    found = spread(deal(), lambda played: played.net("investor"), expected=0.7)
    assert found.below(0) == pytest.approx(math.fsum(chances(20, expected=0.7)[:12]))
    assert found.expected_shortfall(0.05) < found.mean


def test_chances_out_of_range_are_refused_together() -> None:
    with pytest.raises(MeasureError) as told:
        chances(0, expected=1, uncertainty=1)
    assert len(told.value.problems) == 3


# --- what others did ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("payment", "published"),
    # Rikers ABLE: capital of 9.6 million dollars and the gain that Nonprofit Quarterly prints (none at 10% fewer
    # bed days, from half a million to 2.1 above); the rates are those of Social Ventures Australia
    [(9.6, 0.0), (10.1, 1.2), (11.7, 5.1)],
)
def test_rikers(payment: float, published: float) -> None:
    assert 100 * bullet_rate(9.6, payment, years=4) == pytest.approx(published, abs=0.1)


def test_peterborough_first_cohort() -> None:
    reduction = 100 * relative_reduction(142, 155)
    assert reduction == pytest.approx(8.4, abs=0.05)
    assert 7.5 <= reduction < 10


def test_newpin_coupon_is_capped_and_floored() -> None:
    newpin = Coupon(base=0.03, slope=0.9, from_rate=0.55, floor=0.05, top=0.15)
    assert [newpin.at(rate) for rate in (0.3, 1.0)] == [0.05, 0.15]
    with pytest.raises(MeasureError):
        newpin.at(1.2)


def test_what_others_did_is_refused_out_of_range() -> None:
    with pytest.raises(MeasureError) as told:
        bullet_rate(0, -1, years=0)
    assert len(told.value.problems) == 3


def test_a_continuum_from_bond_to_grant() -> None:
    assert [blended(cents(100), grant_share=share) for share in (0, 0.25, 1)] == [
        (0, 10000),
        (2500, 7500),
        (10000, 0),
    ]
    with pytest.raises(MeasureError):
        blended(100, grant_share=1.5)


# --- the stress test ----------------------------------------------------------------------------
def test_the_delay_by_hand() -> None:
    assert avoided_stay(2, stay=4, shape="fixed") == 0.5
    assert avoided_stay(5, stay=3) == pytest.approx(1 - math.exp(-5 / 3))
    assert cost_cut(0.4, delay=2, stay=4, shape="fixed").cut == pytest.approx(0.2)
    # a quarter of the cost with a stay of 3 and a delay of 5: 0.25 / 0.811
    assert reach_needed(0.25, delay=5, stay=3) == pytest.approx(0.308, abs=0.001)
    assert reach_needed(0.0, delay=0, stay=3) == 0


@given(target=st.floats(0, 1), delay=st.floats(0, 15), stay=st.floats(0.2, 15), fixed=st.booleans())
@settings(max_examples=100, deadline=None)
def test_reaching_what_is_needed_gives_the_cut(target: float, delay: float, stay: float, fixed: bool) -> None:
    shape: Any = "fixed" if fixed else "exponential"
    share = reach_needed(target, delay=delay, stay=stay, shape=shape)
    if share is not None:
        assert 0 <= share <= 1
        assert cost_cut(share, delay=delay, stay=stay, shape=shape).cut == pytest.approx(target, abs=1e-9)


def test_a_delay_that_cannot_be_is_refused() -> None:
    for call in (
        lambda: avoided_stay(-1, stay=0),
        lambda: cost_cut(2, delay=1, stay=1),
        lambda: reach_needed(-0.1, delay=1, stay=1),
    ):
        with pytest.raises(MeasureError):
            call()
