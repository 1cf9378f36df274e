"""From what happened to people to what is paid for it, line by line.

The order is always the same: day of the result, then person, then metric, then the order in which the claims
were written. Ceilings fill up in that order, so that the same claims always give the same payments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.measures.contract.claims import days_of, people_of, read_claims
from fis_lessons.measures.contract.money import part
from fis_lessons.measures.contract.parts import Metric, Window
from fis_lessons.measures.contract.payments import REASONS, Payments, Reason
from fis_lessons.measures.contract.terms import Contract

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_CODE: dict[Reason, int] = {name: code for code, name in enumerate(REASONS)}
_NEVER = np.iinfo(np.int64).max


def settle(contract: Contract, events: pd.DataFrame, *, cohort: Sequence[object] | None = None) -> Payments:
    """Judge every claim and pay what the contract owes.

    Each claim meets the rules in this order: is it verified; does it fall in a window with a price and in a
    period of the calendar; were the results it depends on reached, with the days it asks; was it paid already
    as often as it can be. What is left is payable. Thresholds look at the share of the cohort with a payable
    claim. Ceilings come last, all three together, claim after claim: each claim takes what is still free for
    its person, for its metric and for the contract.

    Parameters
    ----------
    contract
        Checked when it was made.
    events
        A row for each claim: ``person``, ``metric``, ``date`` (a day), ``verified`` (true or false).
    cohort
        Everybody enrolled. Needed by thresholds: without it nobody knows what share reached the result.

    Returns
    -------
    Payments
        A line for each claim, in the order above, with what is paid in cents and the reason.

    Raises
    ------
    MeasureError
        With every problem of the claims.

    Notes
    -----
    Whatever the terms, a verified result *later than all others* never lowers anything that was paid. Where
    :attr:`Contract.cautions` is empty, one verified result more, of any day, never lowers the total.
    """
    group = read_claims(contract, events, cohort)
    names = [one.id for one in contract.metrics]
    metric = _codes(events["metric"], names)
    person, rank = people_of(events["person"])
    days = days_of(events["date"])
    order = _in_line(days, rank[person], metric)
    who, what, when = person[order].astype(np.int64), metric[order], days[order]
    verified = events["verified"].to_numpy(dtype=bool)[order]

    price, period, inside = _prices(contract, what, when)
    reason = np.full(len(order), _CODE["paid"], dtype=np.int8)
    _judge(contract, reason, who=who, what=what, when=when, good=verified & inside)
    reason[~inside] = _CODE["outside_window"]
    reason[~verified] = _CODE["not_verified"]

    due = _after_thresholds(contract, reason, price=price, who=who, what=what, cohort=group)
    paid = _after_caps(contract, reason, due=due, who=who, what=what)
    lines = pd.DataFrame(
        {
            "claim": order,
            "person": events["person"].to_numpy()[order],
            "metric": np.array(names, dtype=object)[what] if len(what) else np.array([], dtype=object),
            "date": when.astype("datetime64[D]").astype("datetime64[s]"),
            "period": period,
            "price": price,
            "due": due,
            "paid": paid,
            "reason": pd.Categorical.from_codes(reason, categories=pd.Index(REASONS)),
        }
    )
    return Payments(contract=contract, lines=lines)


# --- from words to numbers ----------------------------------------------------------------------
def _codes(column: pd.Series[Any], names: list[str]) -> Ints:
    return pd.Categorical(column, categories=names).codes.astype(np.int64)


def _day_number(window: Window) -> tuple[int, int]:
    first, last = (np.datetime64(one, "D").astype(np.int64) for one in (window.opens, window.closes))
    return int(first), int(last)


def _in_line(days: Ints, person: Ints, metric: Ints) -> Ints:
    """Return the order: day, then person, then metric, then as written."""
    if not len(days):
        return np.array([], dtype=np.int64)
    # as one number they sort twice as fast; days are few enough that it never overflows in practice
    width = (int(person.max()) + 1) * (int(metric.max()) + 1)
    first = int(days.min())
    if (int(days.max()) - first + 1) * width >= _NEVER:
        return np.lexsort((metric, person, days))
    key = ((days - first) * (int(person.max()) + 1) + person) * (int(metric.max()) + 1) + metric
    return np.argsort(key, kind="stable")


def _prices(contract: Contract, what: Ints, when: Ints) -> tuple[Ints, Ints, Bools]:
    """Return the price of each claim, its period of the calendar, and whether its day can be paid at all."""
    opens, closes = _day_number(contract.window)
    inside = (when >= opens) & (when <= closes)
    codes = {one.id: code for code, one in enumerate(contract.metrics)}
    always = np.full(len(contract.metrics), -1, dtype=np.int64)
    for rate in contract.rates:
        if rate.window is None:
            always[codes[rate.metric]] = rate.price
    price = always[what]
    for rate in contract.rates:
        if rate.window is not None:
            first, last = _day_number(rate.window)
            price[(what == codes[rate.metric]) & (when >= first) & (when <= last)] = rate.price
    inside &= price >= 0
    np.maximum(price, 0, out=price)
    period = np.zeros(len(what), dtype=np.int64)
    if contract.checks:
        edges = np.array([_day_number(one) for one in sorted(contract.checks, key=lambda one: one.opens)])
        period = np.searchsorted(edges[:, 0], when, side="right") - 1
        period[when > edges[np.clip(period, 0, None), 1]] = -1
        inside &= period >= 0
    return price, period, inside


# --- the rules ----------------------------------------------------------------------------------
def _judge(
    contract: Contract,
    reason: npt.NDArray[np.int8],
    *,
    who: Ints,
    what: Ints,
    when: Ints,
    good: Bools,
) -> None:
    """Mark the claims that come before their time or once too often; arrays are in order of day."""
    reached: dict[str, Ints] = {}
    for metric in _in_order(contract.metrics):
        code = next(i for i, one in enumerate(contract.metrics) if one.id == metric.id)
        rows = np.flatnonzero(good & (what == code))
        ready = np.ones(len(rows), dtype=bool)
        for name in metric.after:
            ready &= _in_time(metric, reached[name], who=who[rows], when=when[rows])
        reason[rows[~ready]] = _CODE["prerequisite_missing"]
        rows = rows[ready]
        reason[rows[_earlier_of_same(who[rows]) >= metric.times]] = _CODE["repeated"]
        reached[metric.id] = np.sort(_moment(who[rows], when[rows]))


_SPAN = 10_000_000
"""Days set apart for each person, so that person and day sort as one number."""


def _moment(who: Ints, when: Ints) -> Ints:
    return who * _SPAN + when + _SPAN // 2


def _in_time(metric: Metric, reached: Ints, *, who: Ints, when: Ints) -> Bools:
    """Whether what had to come before did, long enough before and not too long; ``reached`` is sorted."""
    if not len(reached):
        return np.zeros(len(who), dtype=bool)
    position = np.searchsorted(reached, _moment(who, when - metric.gap_days), side="right") - 1
    last = reached[np.clip(position, 0, None)]
    waited = _moment(who, when) - last
    found = (position >= 0) & (last // _SPAN == who)
    late = np.zeros(len(who), dtype=bool) if metric.within_days is None else waited > metric.within_days
    return cast(Bools, found & ~late)


def _in_order(metrics: Sequence[Metric]) -> list[Metric]:
    """Sort the metrics so that each comes after those it waits for."""
    done: dict[str, Metric] = {}
    while len(done) < len(metrics):
        for one in metrics:
            if one.id not in done and all(name in done for name in one.after):
                done[one.id] = one
    return list(done.values())


def _earlier_of_same(keys: Ints) -> Ints:
    """Count, for each position, how many before it have the same key."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = (
        np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(keys) else np.array([], dtype=int)
    )
    sizes = np.diff(np.r_[starts, len(keys)])
    counted = np.empty(len(keys), dtype=np.int64)
    counted[order] = np.arange(len(keys)) - np.repeat(starts, sizes)
    return counted


def _after_thresholds(
    contract: Contract,
    reason: npt.NDArray[np.int8],
    *,
    price: Ints,
    who: Ints,
    what: Ints,
    cohort: int | None,
) -> Ints:
    """Return what each payable claim is worth, once the share of the cohort is known."""
    due = np.where(reason == _CODE["paid"], price, 0)
    for code, metric in enumerate(contract.metrics):
        if metric.id not in contract.thresholds or cohort is None:
            continue
        rows = np.flatnonzero((what == code) & (reason == _CODE["paid"]))
        share = contract.thresholds[metric.id].share(len(np.unique(who[rows])) / cohort)
        for value in np.unique(price[rows]):
            due[rows[price[rows] == value]] = part(int(value), share)
        if share == 0:
            reason[rows] = _CODE["below_threshold"]
    return due


def _after_caps(
    contract: Contract, reason: npt.NDArray[np.int8], *, due: Ints, who: Ints, what: Ints
) -> Ints:
    """Fill the ceilings in order; write on each claim which ceiling cut it."""
    paid = np.zeros(len(due), dtype=np.int64)
    rows = np.flatnonzero(reason == _CODE["paid"])
    owed = due[rows]
    if contract.caps.person is not None and contract.caps.outcomes:
        given, cut = _claim_by_claim(contract, owed, who[rows], what[rows])
    else:
        given, cut = _ceiling_by_ceiling(contract, owed, who[rows], what[rows])
    paid[rows] = given
    reason[rows[given < owed]] = cut[given < owed]
    return paid


def _ceiling_by_ceiling(
    contract: Contract, owed: Ints, who: Ints, what: Ints
) -> tuple[Ints, npt.NDArray[np.int8]]:
    """Without persons and metrics capped together each ceiling is inside the next: no claim by claim."""
    given, cut = owed.copy(), np.zeros(len(owed), dtype=np.int8)
    steps: list[tuple[Ints, Ints, Reason]] = []
    if contract.caps.person is not None:
        steps.append((who, np.full(len(owed), contract.caps.person, dtype=np.int64), "over_person_cap"))
    if contract.caps.outcomes:
        limits = [contract.caps.outcomes.get(one.id, _NEVER) for one in contract.metrics]
        steps.append((what, np.array(limits, dtype=np.int64)[what], "over_outcome_cap"))
    if contract.caps.contract is not None:
        whole = np.full(len(owed), contract.caps.contract, dtype=np.int64)
        steps.append((np.zeros(len(owed), dtype=np.int64), whole, "over_contract_cap"))
    for key, limit, _name in steps:
        given = np.minimum(given, _room(given, key, limit))
    # only now is it known what each ceiling had left: a later one may have kept an earlier one from filling
    tightest = np.full(len(owed), _NEVER, dtype=np.int64)
    for key, limit, name in steps:
        room = _room(given, key, limit)
        cut[room < tightest] = _CODE[name]
        tightest = np.minimum(tightest, room)
    return given, cut


def _room(given: Ints, key: Ints, limit: Ints) -> Ints:
    """Return what a ceiling has left before each claim."""
    return np.clip(limit - (_running(given, key) - given), 0, None)


def _running(amounts: Ints, keys: Ints) -> Ints:
    """Return the running total of each key, its own amount included."""
    order = np.argsort(keys, kind="stable")
    total = np.cumsum(amounts[order])
    ordered = keys[order]
    new = np.r_[True, ordered[1:] != ordered[:-1]] if len(keys) else np.array([], dtype=bool)
    before = np.where(new, total - amounts[order], 0)
    base = np.maximum.accumulate(before) if len(keys) else before
    running = np.empty(len(keys), dtype=np.int64)
    running[order] = total - base
    return running


def _claim_by_claim(
    contract: Contract, owed: Ints, who: Ints, what: Ints
) -> tuple[Ints, npt.NDArray[np.int8]]:
    caps = contract.caps
    person = {int(one): caps.person or 0 for one in np.unique(who)}
    outcome = [caps.outcomes.get(one.id, _NEVER) for one in contract.metrics]
    whole = _NEVER if caps.contract is None else caps.contract
    given, cut = np.zeros(len(owed), dtype=np.int64), np.zeros(len(owed), dtype=np.int8)
    codes = [_CODE["over_person_cap"], _CODE["over_outcome_cap"], _CODE["over_contract_cap"]]
    triples = zip(owed.tolist(), who.tolist(), what.tolist(), strict=True)
    for position, (amount, one, metric) in enumerate(triples):
        room = (person[one], outcome[metric], whole)
        paid = min(amount, *room)
        given[position] = paid
        if paid < amount:
            cut[position] = codes[room.index(min(room))]
        person[one] -= paid
        outcome[metric] -= paid
        whole -= paid
    return given, cut
