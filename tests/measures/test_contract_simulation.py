"""The contract engine beside a clerk: every claim judged by hand, one at a time, from what the terms say."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.measures.contract import Caps, Contract, Metric, Rate, Threshold, Window, settle

Claim = tuple[str, str, dt.date, bool]

FIRST = dt.date(2026, 1, 1)
COHORT = list("abcde")
NAMES = ("start", "goal", "keep")


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


# --- the clerk ------------------------------------------------------------------------------------
def price_of(contract: Contract, metric: str, when: dt.date) -> int | None:
    """Look the price up: the line of the day, or the one that always holds; none outside contract and calendar."""
    if not contract.window.opens <= when <= contract.window.closes:
        return None
    if contract.checks and not any(check.opens <= when <= check.closes for check in contract.checks):
        return None
    of_the_day = [
        rate.price
        for rate in contract.rates
        if rate.metric == metric and rate.window and rate.window.opens <= when <= rate.window.closes
    ]
    always = [rate.price for rate in contract.rates if rate.metric == metric and rate.window is None]
    return next(iter(of_the_day or always), None)


def in_order(metrics: tuple[Metric, ...]) -> list[Metric]:
    done: list[Metric] = []
    while len(done) < len(metrics):
        done += [m for m in metrics if m not in done and set(m.after) <= {d.id for d in done}]
    return done


def judge(contract: Contract, claims: list[Claim]) -> dict[int, str]:
    """Say which claims are payable and why the others are not, by their place."""
    verdict: dict[int, str] = {}
    reached: dict[tuple[str, str], list[dt.date]] = {}
    paid_times: dict[tuple[str, str], int] = {}
    by_day = sorted(range(len(claims)), key=lambda i: (claims[i][2], claims[i][0], i))
    for metric in in_order(contract.metrics):
        for place in by_day:
            person, name, when, verified = claims[place]
            if name != metric.id:
                continue
            if not verified:
                verdict[place] = "not_verified"
            elif price_of(contract, name, when) is None:
                verdict[place] = "outside_window"
            elif not all(
                any(
                    metric.gap_days <= (when - before).days <= (metric.within_days or 10**6)
                    for before in reached.get((person, other), [])
                )
                for other in metric.after
            ):
                verdict[place] = "prerequisite_missing"
            else:
                reached.setdefault((person, name), []).append(when)
                paid_times[person, name] = paid_times.get((person, name), 0) + 1
                verdict[place] = "paid" if paid_times[person, name] <= metric.times else "repeated"
    return verdict


def due_share(threshold: Threshold, level: Fraction) -> Fraction:
    points = [(Fraction(str(at)), Fraction(str(share))) for at, share in threshold.points]
    if level < points[0][0]:
        return Fraction(str(threshold.below))
    if threshold.kind != "linear":
        return [share for at, share in points if level >= at][-1]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if level <= x1:
            return y0 + (y1 - y0) * (level - x0) / (x1 - x0)
    return points[-1][1]


def pay(contract: Contract, claims: list[Claim]) -> tuple[list[int], list[str]]:
    """Return what each claim is paid, and the reason, in the order in which the claims were written."""
    verdict = judge(contract, claims)
    due = dict.fromkeys(range(len(claims)), 0)
    for name in NAMES:
        payable = [i for i, why in verdict.items() if why == "paid" and claims[i][1] == name]
        share = Fraction(1)
        if name in contract.thresholds:
            people = {claims[i][0] for i in payable}
            share = due_share(contract.thresholds[name], Fraction(len(people), len(COHORT)))
        for i in payable:
            exact = (price_of(contract, name, claims[i][2]) or 0) * share
            # to the cent, halves up; the engine's share has twelve digits
            rounded = Decimal(exact.numerator) / Decimal(exact.denominator)
            due[i] = int(rounded.quantize(Decimal(1), rounding=ROUND_HALF_UP))
            if share == 0:
                verdict[i] = "below_threshold"
    left: dict[str, int | None] = {"contract": contract.caps.contract}
    paid = [0] * len(claims)
    line = sorted(due, key=lambda i: (claims[i][2], claims[i][0], NAMES.index(claims[i][1]), i))
    for i in line:
        if verdict[i] != "paid":
            continue
        person, name = claims[i][:2]
        rooms = [
            ("over_person_cap", f"person {person}", contract.caps.person),
            ("over_outcome_cap", f"outcome {name}", contract.caps.outcomes.get(name)),
            ("over_contract_cap", "contract", contract.caps.contract),
        ]
        paid[i] = due[i]
        for why, room, whole in rooms:
            free = left.setdefault(room, whole)
            if free is not None and free < paid[i]:
                paid[i], verdict[i] = free, why
        for _why, room, _whole in rooms:
            if (free := left[room]) is not None:
                left[room] = free - paid[i]
    return paid, [verdict[i] for i in range(len(claims))]


# --- contracts and claims of every kind -----------------------------------------------------------
DAYS = st.integers(-10, 400).map(day)
CAP = st.none() | st.integers(1_500, 4_000)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Window, ...]:
    if draw(st.booleans()):
        return ()
    cuts = sorted(draw(st.sets(st.integers(0, 365), min_size=2, max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return tuple(Window(opens=day(a), closes=day(b)) for a, b in pairs)


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    days = st.integers(0, 60)
    gap, within = draw(days), draw(st.none() | st.integers(60, 200))
    metrics = (
        Metric(id="start", label="s", times=draw(st.integers(1, 2))),
        Metric(
            id="goal",
            label="g",
            after=("start",),
            gap_days=gap,
            within_days=within,
            times=draw(st.integers(1, 3)),
        ),
        Metric(id="keep", label="k", after=draw(st.sampled_from([("goal",), ("start", "goal"), ()]))),
    )
    prices = st.integers(0, 1_500)
    turn = draw(st.integers(1, 360))
    rates = [
        Rate(metric="start", price=draw(prices)),
        Rate(metric="goal", price=draw(prices), window=Window(opens=day(0), closes=day(turn - 1))),
        Rate(metric="goal", price=draw(prices), window=Window(opens=day(turn), closes=day(364))),
        Rate(metric="keep", price=draw(prices)),
    ]
    kinds = [
        Threshold(kind="cliff", points=((0.4, 1.0),)),
        Threshold(kind="steps", points=((0.2, 0.25), (0.6, 1.0)), below=0.1),
        Threshold(kind="linear", points=((0.2, 0.0), (0.8, 1.0))),
    ]
    thresholds = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(kinds), max_size=2))
    outcomes = draw(st.dictionaries(st.sampled_from(NAMES), st.integers(1_500, 4_000), max_size=2))
    return Contract(
        metrics=metrics,
        rates=tuple(rates),
        window=Window(opens=day(0), closes=day(364)),
        caps=Caps(person=draw(CAP), outcomes=outcomes, contract=draw(CAP)),
        thresholds=thresholds,
        checks=draw(calendars()),
    )


CLAIMS = st.lists(
    st.tuples(st.sampled_from(COHORT), st.sampled_from(NAMES), DAYS, st.booleans() | st.just(True)),
    min_size=1,
    max_size=20,
)


def test_the_ceiling_that_left_least_is_the_reason() -> None:
    # the contract is full after 501 + 501 + 498 = 1500, and the outcome still has 1 of its 1501
    contract = Contract(
        metrics=(Metric(id="start", label="s", times=2),),
        rates=(Rate(metric="start", price=501),),
        window=Window(opens=day(0), closes=day(364)),
        caps=Caps(outcomes={"start": 1501}, contract=1500),
    )
    claims = [(who, "start", day(at), True) for at, who in enumerate("abcd")]
    table = pd.DataFrame(claims, columns=["person", "metric", "date", "verified"])
    lines = settle(contract, table, cohort=["a", "b", "c", "d"]).lines.sort_values("claim")
    assert lines["paid"].tolist() == [501, 501, 498, 0]
    assert lines["reason"].astype(str).tolist() == ["paid", "paid", "over_contract_cap", "over_contract_cap"]


@settings(max_examples=300, deadline=None)
@given(contracts(), CLAIMS)
def test_the_engine_pays_what_a_clerk_would(contract: Contract, claims: list[Claim]) -> None:
    table = pd.DataFrame(claims, columns=["person", "metric", "date", "verified"])
    lines = settle(contract, table, cohort=COHORT).lines.sort_values("claim")
    paid, reasons = pay(contract, claims)
    assert lines["paid"].tolist() == paid
    assert lines["reason"].astype(str).tolist() == reasons


@settings(max_examples=60, deadline=None)
@given(contracts(), CLAIMS, st.randoms(use_true_random=False))
def test_the_rows_may_come_in_any_order(contract: Contract, claims: list[Claim], chance: object) -> None:
    unlike = list(dict.fromkeys(claims))
    mixed = unlike.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    names = ["person", "metric", "date", "verified"]

    def paid(rows: list[Claim]) -> dict[Claim, int]:
        lines = settle(contract, pd.DataFrame(rows, columns=names), cohort=COHORT).lines
        return {rows[claim]: paid for claim, paid in zip(lines["claim"], lines["paid"], strict=True)}

    assert paid(unlike) == paid(mixed)
