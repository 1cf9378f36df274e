"""The ledger of a deal beside a cashier who goes month by month with a cash box and a list of promises."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.measures.deal.ledger import PARTIES, Run, run
from fis_lessons.measures.deal.terms import Deal


def half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def after_months(start: dt.date, months: int) -> dt.date:
    """Step one month at a time, and come back to the day of the start where the month has it."""
    year, month = start.year, start.month
    for _month in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def results_by_month(deal: Deal, successes: int) -> dict[int, int]:
    """Say what results bring in, month by month."""
    enough = Fraction(successes, deal.people) >= Fraction(str(deal.threshold))
    whole = min(successes * deal.price, deal.cap) if enough else 0
    if deal.timing == "end":
        return {12 * deal.years + deal.lag_months: whole}
    paid, found = 0, {}
    for year in range(1, deal.years + 1):
        so_far = min(successes * year // deal.years * deal.price, whole)
        so_far = whole if year == deal.years else so_far
        found[12 * year + deal.lag_months] = so_far - paid
        paid = so_far
    return found


def cashier(deal: Deal, successes: int) -> Counter[tuple[int, str, str, int]]:
    """Return every payment: month, from, to, how much."""
    each, rest = divmod(deal.service_cost, deal.years)
    costs = {12 * year: each for year in range(deal.years)}
    costs[12 * (deal.years - 1)] += rest
    fees = dict.fromkeys(costs, deal.fixed_fee)
    results = results_by_month(deal, successes)
    end = 12 * deal.years + deal.lag_months
    box, owed = 0, deal.investment
    promised = half_up(deal.investment * Fraction(str(deal.top_return)))
    moves: list[tuple[int, str, str, int]] = [
        (0, "investor", "account", deal.investment),
        (0, "donor", "account", deal.grant),
    ]
    box += deal.investment + deal.grant
    for month in range(end + 1):
        if month in costs:
            moves += [(month, "payer", "account", fees[month]), (month, "account", "service", costs[month])]
            box += fees[month] - costs[month]
        if month in results:
            moves.append((month, "payer", "account", results[month]))
            box += results[month]
            still = sum(costs[m] - fees[m] for m in costs if m > month)
            for what in ("capital", "return"):
                give = min(max(0, box - max(0, still)), owed if what == "capital" else promised)
                moves.append((month, "account", "investor", give))
                box -= give
                owed, promised = (owed - give, promised) if what == "capital" else (owed, promised - give)
    bonus = half_up(box * Fraction(str(deal.provider_share)))
    moves += [(end, "account", "provider", bonus), (end, "account", "reuse", box - bonus)]
    moves.append((end, "guarantor", "investor", half_up(owed * Fraction(str(deal.guarantee)))))
    return Counter(move for move in moves if move[3] > 0)


@st.composite
def deals(draw: st.DrawFn) -> tuple[Deal, int]:
    years, people = draw(st.integers(1, 5)), draw(st.integers(1, 30))
    cost = draw(st.integers(1, 100_000))
    fee = draw(st.integers(0, 20_000))
    grant = draw(st.integers(0, cost))
    each = cost // years
    # enough money for every year even if nothing comes back
    short = max(0, *(each * y - fee * y for y in range(1, years)), cost - fee * years)
    threshold = draw(st.sampled_from([0.0, 0.25, 0.5, 0.55, 1.0]))
    price = draw(st.integers(0, 20_000))
    deal = Deal(
        start=draw(st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))),
        years=years,
        people=people,
        service_cost=cost,
        investment=max(0, short - grant) + draw(st.integers(0, 5_000)),
        grant=grant,
        fixed_fee=fee,
        price=price,
        cap=price + draw(st.integers(0, 200_000)),
        threshold=threshold,
        timing="end" if threshold else draw(st.sampled_from(["yearly", "end"])),
        lag_months=draw(st.integers(0, 30)),
        guarantee=draw(st.sampled_from([0.0, 0.3, 0.75, 1.0])),
        top_return=draw(st.sampled_from([0.0, 0.05, 0.125, 1.0])),
        provider_share=draw(st.sampled_from([0.0, 0.3, 0.5, 1.0])),
    )
    return deal, draw(st.integers(0, people))


def by_month(played: Run) -> Counter[tuple[int, str, str, int]]:
    months = {after_months(played.deal.start, m): m for m in reversed(range(12 * 5 + 31))}
    return Counter((months[move.when], move.source, move.target, move.amount) for move in played.moves)


@settings(max_examples=300, deadline=None)
@given(deals())
def test_the_ledger_pays_what_a_cashier_would(case: tuple[Deal, int]) -> None:
    deal, successes = case
    played = run(deal, successes)
    assert by_month(played) == cashier(deal, successes)
    assert sum(played.net(party) for party in PARTIES) == 0
    assert played.net("account") == 0


@settings(max_examples=150, deadline=None)
@given(deals())
def test_the_box_is_never_empty_before_its_time(case: tuple[Deal, int]) -> None:
    played = run(*case)
    days = [move.when for move in played.moves]
    assert days == sorted(days)
    assert min(days) >= played.deal.start
    box = 0
    for when in sorted(set(days)):
        box += sum(
            move.amount * ((move.target == "account") - (move.source == "account"))
            for move in played.moves
            if move.when == when
        )
        assert box >= 0
    back = sum(move.amount for move in played.moves if move.target == "investor")
    assert back <= played.deal.investment * (1 + played.deal.top_return) + 1


def test_a_deal_that_starts_on_the_last_day_of_a_month() -> None:
    deal = Deal(
        start=dt.date(2027, 1, 31), years=2, people=10, service_cost=600, investment=600, price=100, cap=900,
        timing="yearly", lag_months=1,
    )  # fmt: skip
    played = run(deal, 6)
    assert sorted({move.when.isoformat() for move in played.moves}) == [
        "2027-01-31", "2028-01-31", "2028-02-29", "2029-02-28",
    ]  # fmt: skip
