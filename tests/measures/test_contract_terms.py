"""Bad terms are refused by name, all at once; money is exact."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.contract import Caps, Contract, Metric, Rate, Threshold, Window, cents, shown, split
from fis_lessons.measures.contract.money import part
from fis_lessons.measures.contract.parties import Transfer, net
from fis_lessons.measures.contract.pricing import (
    Saving,
    additional_share,
    maximum_price,
    net_outcomes,
    worth,
)
from fis_lessons.measures.contract.social import SocialContract, run_contract

YEAR = Window(opens=dt.date(2026, 1, 1), closes=dt.date(2026, 12, 31))
START = Metric(id="start", label="avvio")
GOOD = Contract(metrics=(START,), rates=(Rate(metric="start", price=10_000),), window=YEAR)
BACK = Window(opens=dt.date(2026, 3, 1), closes=dt.date(2026, 2, 1))
SPRING = Window(opens=dt.date(2026, 3, 1), closes=dt.date(2026, 6, 1))
JUNE = Window(opens=dt.date(2026, 6, 1), closes=dt.date(2026, 6, 30))

BAD_TERMS: dict[str, tuple[dict[str, object], str]] = {
    "negative price": ({"rates": (Rate(metric="start", price=-1),)}, "prezzo è negativo"),
    "a float for a price": ({"rates": (Rate(metric="start", price=10.5),)}, "centesimi interi"),  # type: ignore[arg-type]
    "ten billion euros and a cent": (
        {"rates": (Rate(metric="start", price=10**12 + 1),)},
        "10.000.000.000,01 €. Atteso: al massimo 10.000.000.000 €",
    ),
    "an enormous cap": ({"caps": Caps(contract=10**12 + 1)}, "al massimo 10.000.000.000 €"),
    "overlapping prices": (
        {"rates": tuple(Rate(metric="start", price=9, window=w) for w in (SPRING, JUNE))},
        "si sovrappongono: 1° giugno 2026",
    ),
    "two prices for ever": ({"rates": (Rate(metric="start", price=9),) * 2}, "si sovrappongono"),
    "overlapping checks": ({"checks": (JUNE, SPRING)}, "calendario delle verifiche: due periodi"),
    "dates reversed": ({"window": BACK}, "date sono rovesciate"),
    "dates reversed in the rate card": (
        {"rates": (Rate(metric="start", price=9, window=BACK),)},
        "listino, «start»: inizio 1° marzo 2026",
    ),
    "dates reversed in the calendar": ({"checks": (BACK,)}, "calendario.*rovesciate"),
    "person cap below a price": ({"caps": Caps(person=9_999)}, "tetto per persona: è 99,99 €.*vale 100 €"),
    "outcome cap below a price": ({"caps": Caps(outcomes={"start": 1})}, "tetto del risultato «start»"),
    "contract cap below a price": ({"caps": Caps(contract=0)}, "tetto del contratto: è 0 €"),
    "negative cap": ({"caps": Caps(contract=-1)}, "tetto del contratto: è negativo"),
    "a float for a cap": ({"caps": Caps(person=1e6)}, "tetto per persona"),  # type: ignore[arg-type]
    "a cap on nothing": ({"caps": Caps(outcomes={"strat": 10})}, "«strat» non c'è"),
    "currency mixed": ({"rates": (Rate(metric="start", price=9, currency="GBP"),)}, "in GBP.*in EUR"),
    "no price": ({"rates": ()}, "non ha un prezzo"),
    "a price for nothing": (
        {"rates": (Rate(metric="start", price=9), Rate(metric="x", price=9))},
        "«x» non c'è",
    ),
    "no result": ({"metrics": (), "rates": ()}, "almeno un risultato"),
    "twice": ({"metrics": (START, START)}, "scritto due volte"),
    "never paid": ({"metrics": (replace(START, times=0),)}, "almeno una volta"),
    "negative days": ({"metrics": (replace(START, gap_days=-1),)}, "negativi"),
    "one time and a half": ({"metrics": (replace(START, times=1.5),)}, "sono 1,5; 0. Atteso: numeri interi"),  # type: ignore[arg-type]
    "half a day": ({"metrics": (replace(START, within_days=0.5),)}, "sono 1; 0; 0,5"),  # type: ignore[arg-type]
    "a wait of a hundred years and a day": (
        {"metrics": (replace(START, gap_days=36_501),)},
        "sono 1; 36.501. Atteso: numeri interi",
    ),
    "too late before too early": ({"metrics": (replace(START, gap_days=9, within_days=8),)}, "entro 8"),
    "waits for itself": ({"metrics": (replace(START, after=("start",)),)}, "aspetta l'altro"),
    "waits for nothing": ({"metrics": (replace(START, after=("x",)),)}, "«x» non c'è"),
    "threshold on nothing": (
        {"thresholds": {"x": Threshold(kind="cliff", points=((0.5, 1.0),))}},
        "soglia di «x»",
    ),
}


@pytest.mark.parametrize(("change", "named"), BAD_TERMS.values(), ids=BAD_TERMS)
def test_a_bad_term_is_named(change: dict[str, object], named: str) -> None:
    with pytest.raises(MeasureError, match=named):
        replace(GOOD, **change)  # type: ignore[arg-type]


def test_all_problems_at_once() -> None:
    assert replace(GOOD, rates=(Rate(metric="start", price=10**12),)).rates[0].price == 10**12
    with pytest.raises(MeasureError) as told:
        replace(
            GOOD, window=BACK, rates=(Rate(metric="start", price=-1, currency="USD"),), checks=(JUNE, SPRING)
        )
    assert len(told.value.problems) == 4


BAD_THRESHOLDS = {
    "no level": Threshold(kind="cliff", points=()),
    "two cliffs": Threshold(kind="cliff", points=((0.1, 0.5), (0.2, 1.0))),
    "one point on a line": Threshold(kind="linear", points=((0.1, 1.0),)),
    "levels go down": Threshold(kind="steps", points=((0.2, 0.5), (0.1, 1.0))),
    "pays less for more": Threshold(kind="steps", points=((0.1, 1.0), (0.2, 0.5))),
    "negative": Threshold(kind="cliff", points=((0.1, 1.0),), below=-0.1),
    "not a number": Threshold(kind="cliff", points=((float("nan"), 1.0),)),
    "unknown kind": Threshold(kind="cliffs", points=((0.1, 1.0),)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("threshold", BAD_THRESHOLDS.values(), ids=BAD_THRESHOLDS)
def test_a_bad_threshold_is_refused(threshold: Threshold) -> None:
    with pytest.raises(MeasureError):
        threshold.share(0.5)


def test_the_days_of_a_price_are_a_period() -> None:
    with pytest.raises(MeasureError, match=r"listino, «start».*un periodo"):
        Rate(metric="start", price=1, window="2026")  # type: ignore[arg-type]


@pytest.mark.parametrize("below", ["metà", True, (0.5,)])
def test_a_share_that_is_no_number_is_named(below: object) -> None:
    with pytest.raises(MeasureError, match="quota sotto il primo livello") as told:
        Threshold(kind="cliff", points=((0.5, 1.0),), below=below)  # type: ignore[arg-type]
    assert len(told.value.problems) == 1


def test_eleven_of_twenty_is_fifty_five_percent() -> None:
    cliff = Threshold(kind="cliff", points=((0.55, 1.0),))
    assert [cliff.share(k / 20) for k in (10, 11, 12)] == [0.0, 1.0, 1.0]
    # a line with a floor and a ceiling, as coupons are written: 3% + 0.9 x (rate - 55%), 5% to 15%
    coupon = Threshold(kind="linear", points=((0.55, 0.03), (0.68333333, 0.15)), below=0.03)
    assert [round(max(coupon.share(x), 0.05), 3) for x in (0.60, 0.65, 0.70, 0.616, 0.5)] == [
        0.075,
        0.12,
        0.15,
        0.089,
        0.05,
    ]


@pytest.mark.parametrize("bad", [0.1, 1.0, True, "1,5", "x", "1.234", "NaN", "inf", None])
def test_money_that_is_not_exact_is_refused(bad: object) -> None:
    with pytest.raises(MeasureError):
        cents(bad)  # type: ignore[arg-type]


def test_money() -> None:
    assert [cents(x) for x in ("0.1", 3, Decimal("71.41"))] == [10, 300, 7141]
    assert shown(123456789) == "1.234.567,89 €"
    assert [part(1, 0.5), part(3, 0.5), part(101, 0.3)] == [1, 2, 30]


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_splitting_loses_no_cent(amount: int, weights: list[int]) -> None:
    if sum(weights) == 0:
        weights = [1, *weights]
    shares = {str(i): Decimal(100) * w / sum(weights) for i, w in enumerate(weights)}
    shares["rest"] = Decimal(100) - sum(shares.values())
    if shares["rest"] < 0:
        shares["0"] += shares.pop("rest")
        if shares["0"] < 0:
            return
    parts = split(amount, shares)
    assert sum(parts.values()) == amount
    assert all(abs(parts[k] - amount * shares[k] / 100) <= 1 for k in parts)


@pytest.mark.parametrize("shares", [{"a": 30, "b": 60}, {"a": -10, "b": 110}, {}])
def test_a_bad_split_is_refused(shares: dict[str, int]) -> None:
    with pytest.raises(MeasureError):
        split(100, shares)


def test_a_share_over_a_hundred_is_told_by_its_name() -> None:
    with pytest.raises(MeasureError) as told:
        split(100, {"a": "100.5", "b": "0"})
    assert [problem.where for problem in told.value.problems] == ["quota di «a»"]
    assert split(100, {"a": 100, "b": 0}) == {"a": 100, "b": 0}


def test_transfers() -> None:
    day = dt.date(2026, 1, 1)
    one = Transfer(giver="a", receiver="b", amount=5, day=day, purpose="fee")
    assert net([one, replace(one, giver="b", receiver="c", amount=2)]) == {"a": -5, "b": 3, "c": 2}
    for change, named in (
        ({"amount": -1}, "a → b"),
        ({"receiver": "a"}, "a → a"),
        ({"giver": ""}, "chi dà"),
        ({"receiver": " "}, "chi riceve"),
    ):
        with pytest.raises(MeasureError) as told:
            replace(one, **change)
        assert [problem.where for problem in told.value.problems] == [named]


# --- fee and premium ----------------------------------------------------------------------------
SOCIAL = SocialContract(
    people=20,
    starts=dt.date(2026, 1, 1),
    years=4,
    days=55,
    fee=4_000,
    premium=30_000,
    shares={"coop": 30, "nuove": 70},
)


def test_fee_and_premium_by_hand() -> None:
    assert len(SOCIAL.checks) == 16
    assert (SOCIAL.checks[0].closes, SOCIAL.checks[-1].closes) == (
        dt.date(2026, 3, 31),
        dt.date(2029, 12, 31),
    )
    # 20 people x 55 days x 40 euros x 16 quarters; 20 x 300 x 16
    assert (SOCIAL.fees, SOCIAL.largest_premium) == (70_400_000, 9_600_000)
    assert SOCIAL.at_risk == pytest.approx(0.12)
    course = run_contract(
        SOCIAL, [12] * 16, payer="comune", provider="coop", funder="fondazione", fund=20_000_000
    )
    assert course.quarters["premium"].tolist() == [360_000] * 16
    assert course.quarters["coop"].tolist() == [108_000] * 16
    left = net(course.transfers)
    assert sum(left.values()) == 0
    assert left["fondazione"] == -20_000_000
    assert left["coop"] == 70_400_000 + 16 * 108_000
    assert left["nuove"] == 16 * 252_000


def test_the_smallest_contract() -> None:
    # one person, one day at 40 euros, one check
    least = replace(SOCIAL, people=1, years=1, days=1, check_months=12)
    assert (len(least.checks), least.fees, least.largest_premium) == (1, 4_000, 30_000)
    assert len(replace(least, check_months=1).checks) == 12
    # a ceiling of one premium is still a ceiling
    assert replace(SOCIAL, premium_cap=30_000).largest_premium == 30_000


def test_the_ceiling_of_the_premiums_binds() -> None:
    capped = replace(SOCIAL, premium_cap=1_000_000)
    course = run_contract(capped, [12] * 16, payer="comune", provider="coop")
    assert course.quarters["premium"].tolist() == [360_000, 360_000, 280_000] + [0] * 13


def test_a_contract_that_starts_on_the_thirty_first() -> None:
    checks = replace(SOCIAL, starts=dt.date(2027, 8, 31), years=1).checks
    assert [one.opens for one in checks][:3] == [
        dt.date(2027, 8, 31),
        dt.date(2027, 11, 30),
        dt.date(2028, 2, 29),
    ]
    assert all(a.closes < b.opens for a, b in itertools.pairwise(checks))


BAD_SOCIAL: dict[str, dict[str, object]] = {
    "nobody": {"people": 0},
    "no years": {"years": 0},
    "negative fee": {"fee": -1},
    "five months": {"check_months": 5},
    "cap below a premium": {"premium_cap": 29_999},
}


@pytest.mark.parametrize("change", BAD_SOCIAL.values(), ids=BAD_SOCIAL)
def test_bad_social_contracts_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(MeasureError):
        replace(SOCIAL, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize("reached", [[12] * 15, [21] * 16, [-1] * 16])
def test_bad_results_are_refused(reached: list[int]) -> None:
    with pytest.raises(MeasureError):
        run_contract(SOCIAL, reached, payer="comune", provider="coop")


# --- prices -------------------------------------------------------------------------------------
def test_prices_by_hand() -> None:
    assert net_outcomes(100, rate=0.6, counterfactual=0.45) == pytest.approx(15)
    assert additional_share(0.6, 0.45) == pytest.approx(0.25)
    assert additional_share(0.4, 0.5) == 0
    # 1030 in a year at 3% is worth 1000 today; half is additional; 100 each of fixed cost
    assert maximum_price([1030], additional=0.5, discount=0.03, fixed_cost=1000, results=10) == pytest.approx(
        400
    )
    assert maximum_price([100], additional=0.0) == 0
    assert maximum_price([100], additional=0.5, discount=0.25, results=0) == 40  # nothing fixed to spread
    both = worth(
        [
            Saving(label="retta", bearer="famiglia", amount=26_064.65),
            Saving(label="posto", bearer="comune", amount=4_000, cashable=0.25),
        ]
    )
    assert both.total_gross == pytest.approx(30_064.65)
    assert both.cash == {"famiglia": 26_064.65, "comune": 1_000}


@pytest.mark.parametrize("rate", [1.0, -1.0, 5.0, float("nan"), float("inf")])
def test_a_rate_of_a_hundred_percent_is_named(rate: float) -> None:
    with pytest.raises(MeasureError, match="tasso di sconto"):
        maximum_price([100], additional=0.5, discount=rate)


@given(st.floats(0, 10**6), st.floats(0, 1), st.floats(0, 1), st.floats(-0.5, 0.5))
def test_the_maximum_price_grows_with_what_is_additional(s: float, a: float, b: float, r: float) -> None:
    low, high = sorted((a, b))
    assert maximum_price([s], additional=low, discount=r) <= maximum_price([s], additional=high, discount=r)


BAD_PRICES = {
    "negative saving": lambda: worth([Saving(label="x", bearer="y", amount=-1)]),
    "all but more": lambda: worth([Saving(label="x", bearer="y", amount=1, cashable=1.1)]),
    "empty cohort": lambda: net_outcomes(0, rate=0.5, counterfactual=0.4),
    "rate over one": lambda: net_outcomes(5, rate=1.5, counterfactual=0.4),
    "nobody succeeded": lambda: additional_share(0.0, 0.0),
    "no savings": lambda: maximum_price([], additional=0.5),
    "fixed cost on nobody": lambda: maximum_price([10], additional=0.5, fixed_cost=5),
    "negative fixed cost": lambda: maximum_price([10], additional=0.5, fixed_cost=-5, results=2),
}


@pytest.mark.parametrize("action", BAD_PRICES.values(), ids=BAD_PRICES)
def test_bad_numbers_are_refused(action: object) -> None:
    with pytest.raises(MeasureError):
        action()  # type: ignore[operator]
