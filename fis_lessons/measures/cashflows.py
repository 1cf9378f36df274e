"""Payments over time: what they are worth today, at which rate they break even, when they are paid back.

Why this is our own code. ``numpy_financial.irr`` solves the polynomial by its eigenvalues and returns the
root nearest to zero: a second root is not mentioned, and a double root, which comes out with a tiny
imaginary part, is lost (``nan``). ``pyxirr`` starts from a guess and returns one root or ``None``, and
needs a compiled library that a browser may not have. What a municipality must be told is exactly what
they leave out: that there is no rate, or that there are several. Both are kept as oracles in the tests.

Amounts are in one currency and with one sign convention: what is paid is negative, what is received is
positive. A discounted value is an estimate, so it is a ``float``; amounts may come as ``int`` and
``float``, or as ``int`` and ``Decimal``, never as a mix of ``float`` and ``Decimal``.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.discount import (
    DISCOUNT_RATE,
    MOST_PERIODS,
    DecliningRate,
    Rate,
    read_rate,
    worth_today,
)
from fis_lessons.measures.flows import Amount, DatedFlow, read_amounts, read_dated
from fis_lessons.measures.internal_rate import InternalRate, irr, xirr
from fis_lessons.measures.require import Require

__all__ = [
    "DISCOUNT_RATE",
    "SENSITIVITY_RATES",
    "Amount",
    "DatedFlow",
    "DecliningRate",
    "InternalRate",
    "Payback",
    "annuity_factor",
    "equivalent_annual",
    "irr",
    "multiple",
    "npv",
    "payback",
    "xirr",
    "xnpv",
]

SENSITIVITY_RATES = (0.01, 0.03, 0.05)
"""Rates a result should be shown at, always."""


@dataclass(frozen=True)
class Payback:
    """When what was paid has come back.

    Parameters
    ----------
    periods
        Periods from time zero, with the part of the last one in proportion; ``None`` if it never comes back.
    lasting
        Whether the balance stays at zero or above from then on: false if later payments undo it.
    """

    periods: float | None
    lasting: bool


def npv(
    flows: Sequence[Amount], *, rate: Rate = DISCOUNT_RATE, first: float = 0, highest: float = 1.0
) -> float:
    """Return the net present value of flows one period apart, ``sum(flow[k] / (1 + rate)**(first + k))``.

    Parameters
    ----------
    flows
        Amounts, shape ``(n,)``, one per period.
    rate
        Discount rate per period: 0.03 is 3%; or a :class:`DecliningRate`.
    first
        When the first flow happens, in periods from today. Zero: today, not discounted. One: at the end of
        the first period, the convention of spreadsheets' ``NPV`` and of the SROI guide's outcomes.
    highest
        Rates from here up are refused: nearly always a percentage written as a number (3 for 3%). Raise
        it to look at a value beyond 100% on purpose.

    Raises
    ------
    MeasureError
        If there are no flows, one is not a finite number, or the rate is -100% or less, or ``highest`` or
        more.

    References
    ----------
    European Commission, *Guide to Cost-Benefit Analysis of Investment Projects*, 2014.

    Examples
    --------
    >>> round(npv([-100, 50, 60], rate=0.05), 2)
    2.04
    >>> round(npv([50, 60], rate=0.05, first=1), 2)
    102.04
    """
    require = Require(_told())
    amounts, start = read_amounts(require, flows), _first(require, first)
    used = _rate(require, rate, highest)
    require.stop()
    terms = ((amount, start + k) for k, amount in enumerate(amounts))
    return math.fsum(worth_today(require, terms, rate=used))


def _told() -> str:
    return _("I flussi non si possono attualizzare.")


def _first(require: Require, first: object) -> float:
    """Read when the first flow happens; a whole number stays one, so that powers are exact."""
    found = require.number(first, _("inizio"), least=-MOST_PERIODS, most=MOST_PERIODS)
    return int(found) if found.is_integer() else found


def _rate(require: Require, rate: object, highest: object) -> Rate:
    top = (
        math.inf
        if isinstance(highest, float) and highest == math.inf
        else require.number(highest, _("tasso più alto"), above=-1)
    )
    return read_rate(require, rate, highest=top)


def xnpv(flows: Sequence[DatedFlow], *, rate: Rate = DISCOUNT_RATE, highest: float = 1.0) -> float:
    """Return the net present value, on the day of the first, of dated flows.

    ``sum(flow / (1 + rate)**(days / 365))``, days counted from the first flow (actual/365).

    Parameters
    ----------
    flows
        In order of date, one currency.
    rate, highest
        Per year; as in :func:`npv`.

    Raises
    ------
    MeasureError
        As for :func:`npv`; also if dates go backwards or currencies are mixed.

    Examples
    --------
    >>> from datetime import date
    >>> flows = [DatedFlow(date(2024, 1, 1), -100), DatedFlow(date(2024, 12, 31), 103)]
    >>> round(xnpv(flows, rate=0.03), 6)
    0.0
    """
    require = Require(_told())
    terms, used = read_dated(require, flows), _rate(require, rate, highest)
    require.stop()
    return math.fsum(worth_today(require, terms, rate=used))


def payback(flows: Sequence[Amount], *, rate: Rate = 0.0, first: float = 0) -> Payback:
    """Return when the running total of the flows comes back to zero: simple, or discounted at ``rate``.

    Inside the period in which it comes back, the flow is taken as even.

    Parameters
    ----------
    flows
        Amounts, shape ``(n,)``; the running total must be negative at some time.
    rate
        Zero for the simple payback.
    first
        When the first flow happens, as in :func:`npv`.

    Raises
    ------
    MeasureError
        As for :func:`npv`; also if the running total never goes below zero.

    Examples
    --------
    >>> payback([-100, 40, 40, 40]).periods
    2.5
    >>> payback([-100, 40, 40]).periods is None
    True
    """
    require = Require(_told())
    amounts, start = read_amounts(require, flows), _first(require, first)
    used = read_rate(require, rate)
    require.stop()
    today = worth_today(require, ((amount, start + k) for k, amount in enumerate(amounts)), rate=used)
    totals = list(itertools.accumulate(today))
    below = next((k for k, total in enumerate(totals) if total < 0), None)
    if below is None:
        raise MeasureError(
            _("Il tempo di recupero non ha senso: non c'è una spesa da recuperare."),
            [Problem(_("flussi"), _("non c'è nessuna uscita."), _("almeno un'uscita, con segno meno"))],
        )
    back = next((k for k in range(below + 1, len(totals)) if totals[k] >= 0), None)
    if back is None:
        return Payback(None, False)
    part = -totals[back - 1] / (totals[back] - totals[back - 1])
    return Payback(start + back - 1 + part, all(total >= 0 for total in totals[back:]))


def annuity_factor(periods: int, *, rate: Rate = DISCOUNT_RATE) -> float:
    """Return what one unit at the end of each period is worth today: ``(1 - (1 + rate)**-n) / rate``.

    With a rate that falls, the sum of the factors.

    Raises
    ------
    MeasureError
        If there is not at least one period, or the rate is refused by :func:`npv`.

    Examples
    --------
    >>> round(annuity_factor(10, rate=0.05), 4)
    7.7217
    """
    require = Require(_("Questa rendita non si può calcolare."))
    count = require.whole(periods, _("durata"), least=1, most=MOST_PERIODS)
    used = read_rate(require, rate)
    require.stop()
    if isinstance(used, DecliningRate):
        return math.fsum(worth_today(require, ((1.0, k) for k in range(1, count + 1)), rate=used))
    if used == 0:
        return float(count)
    try:
        return -math.expm1(-count * math.log1p(used)) / used
    except OverflowError:
        return worth_today(require, [(1.0, count)], rate=used)[0]


def equivalent_annual(present_value: float, *, periods: int, rate: Rate = DISCOUNT_RATE) -> float:
    """Return the equal amount per period, at its end, worth ``present_value`` today.

    With a present value of costs it is the equivalent annual cost: two solutions that last a different
    number of years become comparable.

    Raises
    ------
    MeasureError
        As for :func:`annuity_factor`.

    Examples
    --------
    >>> round(equivalent_annual(1000, periods=4, rate=0.05), 2)
    282.01
    """
    require = Require(_("Questa rendita non si può calcolare."))
    value = require.number(present_value, _("valore attuale"))
    require.stop()
    return value / annuity_factor(periods, rate=rate)


def multiple(flows: Sequence[Amount]) -> float:
    """Return the multiple on invested capital: all that came back over all that was paid in.

    Raises
    ------
    MeasureError
        If nothing was paid in.

    Examples
    --------
    >>> multiple([-100, 0, 30, 80])
    1.1
    """
    require = Require(_("Il multiplo non si può calcolare."))
    amounts = read_amounts(require, flows)
    require.stop()
    paid = -math.fsum(amount for amount in amounts if amount < 0)
    if not paid:
        raise MeasureError(
            _("Il multiplo non ha senso: non c'è capitale versato."),
            [Problem(_("flussi"), _("non c'è nessuna uscita."), _("almeno un'uscita, con segno meno"))],
        )
    return math.fsum(amount for amount in amounts if amount > 0) / paid
