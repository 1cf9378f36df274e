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

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.flows import Amount, DatedFlow, amounts_of, check_rate, in_years
from fis_lessons.measures.roots import discount_roots, sign_changes

__all__ = [
    "DISCOUNT_RATE",
    "SENSITIVITY_RATES",
    "Amount",
    "DatedFlow",
    "InternalRate",
    "Payback",
    "annuity_factor",
    "check_rate",
    "equivalent_annual",
    "irr",
    "multiple",
    "npv",
    "payback",
    "xirr",
    "xnpv",
]

RootsFound = Literal["none", "one", "several"]

DISCOUNT_RATE = 0.03
"""Rate used when none is given: 3% a year. The European guides use 3% and 5%; the British one 3.5%."""
SENSITIVITY_RATES = (0.01, 0.03, 0.05)
"""Rates a result should be shown at, always."""
LOWEST, HIGHEST = 1e-9 - 1, 1e9
"""Ends of the search for internal rates of return."""


@dataclass(frozen=True)
class InternalRate:
    """Every rate at which the flows are worth zero, or why there is none.

    Parameters
    ----------
    rates
        All the roots between -100% and :data:`HIGHEST`, in increasing order.
    sign_changes
        How often the flows change sign: there are never more rates than this.
    """

    rates: tuple[float, ...]
    sign_changes: int

    @property
    def found(self) -> RootsFound:
        """Say whether there is no rate, one, or more than one."""
        return "none" if not self.rates else "one" if len(self.rates) == 1 else "several"

    @property
    def sentence(self) -> str:
        """Tell the result, in the language in use."""
        if self.found == "one":
            return _("Tasso interno di rendimento: {rate}.").format(rate=percent(self.rates[0], decimals=2))
        if self.found == "several":
            rates = "; ".join(percent(rate, decimals=2) for rate in self.rates)
            return _(
                "I tassi interni di rendimento sono {count}: {rates}. Nessuno di questi, da solo, dice se "
                "conviene: guarda il valore attuale netto al tuo tasso di sconto."
            ).format(count=len(self.rates), rates=rates)
        if not self.sign_changes:
            return _(
                "Il tasso interno di rendimento non esiste: i flussi hanno tutti lo stesso segno. Servono "
                "almeno un'uscita e un'entrata."
            )
        return _(
            "Il tasso interno di rendimento non esiste: nessun tasso porta a zero il valore attuale netto. "
            "Guarda il valore attuale netto al tuo tasso di sconto."
        )

    def only(self) -> float:
        """Return the one rate.

        Raises
        ------
        MeasureError
            If there is none, or more than one.
        """
        if self.found != "one":
            raise MeasureError(
                _("Non c'è un solo tasso interno di rendimento."),
                [Problem("flows", self.sentence, expected=_("flussi con un solo tasso interno"))],
            )
        return self.rates[0]


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
    flows: Sequence[Amount], *, rate: float = DISCOUNT_RATE, first: float = 0, highest: float = 1.0
) -> float:
    """Return the net present value of flows one period apart, ``sum(flow[k] / (1 + rate)**(first + k))``.

    Parameters
    ----------
    flows
        Amounts, shape ``(n,)``, one per period.
    rate
        Discount rate per period: 0.03 is 3%.
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
    amounts = amounts_of(flows)
    check_rate(rate, highest=highest)
    return math.fsum(amount / (1 + rate) ** (first + k) for k, amount in enumerate(amounts))


def irr(flows: Sequence[Amount]) -> InternalRate:
    """Return every internal rate of return of flows one period apart.

    Parameters
    ----------
    flows
        Amounts, shape ``(n,)``. When the first happens makes no difference to the rate.

    Raises
    ------
    MeasureError
        If there are no flows, one is not a finite number, or all are zero (every rate would do).

    Examples
    --------
    >>> irr([-100, 0, 0, 74]).rates[0].__round__(4)
    -0.0955
    >>> irr([-100, 230, -132]).sentence[:50]
    'I tassi interni di rendimento sono 2: 10,00%; 20,0'
    >>> irr([100, 20]).found
    'none'
    """
    amounts = amounts_of(flows)
    return _internal_rate([(amount, float(k)) for k, amount in enumerate(amounts)])


def xnpv(flows: Sequence[DatedFlow], *, rate: float = DISCOUNT_RATE, highest: float = 1.0) -> float:
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
    check_rate(rate, highest=highest)
    return math.fsum(amount / (1 + rate) ** years for amount, years in in_years(flows))


def xirr(flows: Sequence[DatedFlow]) -> InternalRate:
    """Return every internal rate of return, per year, of dated flows (actual/365).

    Parameters
    ----------
    flows
        In order of date, one currency.

    Raises
    ------
    MeasureError
        As for :func:`irr`; also if dates go backwards or currencies are mixed.

    Examples
    --------
    >>> from datetime import date
    >>> flows = [DatedFlow(date(2023, 1, 1), -1000), DatedFlow(date(2025, 12, 31), 1331)]
    >>> round(xirr(flows).only(), 3)
    0.1
    """
    return _internal_rate(in_years(flows))


def payback(flows: Sequence[Amount], *, rate: float = 0.0, first: float = 0) -> Payback:
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
    amounts = amounts_of(flows)
    check_rate(rate)
    totals: list[float] = []
    for k, amount in enumerate(amounts):
        totals.append((totals[-1] if totals else 0.0) + amount / (1 + rate) ** (first + k))
    below = next((k for k, total in enumerate(totals) if total < 0), None)
    if below is None:
        raise MeasureError(
            _("Il tempo di recupero non ha senso: non c'è una spesa da recuperare."),
            [Problem("flows", _("nessuna uscita"), expected=_("almeno un'uscita, con segno meno"))],
        )
    back = next((k for k in range(below + 1, len(totals)) if totals[k] >= 0), None)
    if back is None:
        return Payback(None, False)
    part = -totals[back - 1] / (totals[back] - totals[back - 1])
    return Payback(first + back - 1 + part, all(total >= 0 for total in totals[back:]))


def annuity_factor(periods: int, *, rate: float = DISCOUNT_RATE) -> float:
    """Return what one unit at the end of each period is worth today: ``(1 - (1 + rate)**-n) / rate``.

    Raises
    ------
    MeasureError
        If there is not at least one period, or the rate is refused by :func:`npv`.

    Examples
    --------
    >>> round(annuity_factor(10, rate=0.05), 4)
    7.7217
    """
    check_rate(rate)
    if periods < 1 or periods != int(periods):
        raise MeasureError(
            _("La durata non va bene."),
            [Problem("periods", number(periods, decimals=1), expected=_("un numero intero, almeno 1"))],
        )
    if rate == 0:
        return float(periods)
    return -math.expm1(-periods * math.log1p(rate)) / rate


def equivalent_annual(present_value: float, *, periods: int, rate: float = DISCOUNT_RATE) -> float:
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
    return present_value / annuity_factor(periods, rate=rate)


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
    amounts = amounts_of(flows)
    paid = -math.fsum(amount for amount in amounts if amount < 0)
    if not paid:
        raise MeasureError(
            _("Il multiplo non ha senso: non c'è capitale versato."),
            [Problem("flows", _("nessuna uscita"), expected=_("almeno un'uscita, con segno meno"))],
        )
    return math.fsum(amount for amount in amounts if amount > 0) / paid


def _internal_rate(terms: list[tuple[float, float]]) -> InternalRate:
    if not any(amount for amount, _time in terms):
        raise MeasureError(
            _("I flussi sono tutti zero: qualunque tasso andrebbe bene."),
            [Problem("flows", "0", expected=_("almeno un'uscita e un'entrata"))],
        )
    roots = discount_roots(terms, low=math.log1p(LOWEST), high=math.log1p(HIGHEST))
    return InternalRate(
        tuple(math.expm1(root) for root in roots), sign_changes([amount for amount, _time in terms])
    )
