"""What a result is worth to who pays for it: whose the saving is, how much is cash, how much is due to the work.

All amounts here are floats in euros: these are estimates, not payments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.checks import rate_problem, share_problem


@dataclass(frozen=True, kw_only=True)
class Saving:
    """A cost that a result avoids.

    Parameters
    ----------
    label
        What is not spent.
    bearer
        Who would have spent it: a party of the contract or not.
    amount
        Euros per result, gross.
    cashable
        Share that leaves the budget for good: an empty place still has its rent and its staff.
    """

    label: str
    bearer: str
    amount: float
    cashable: float = 1.0


@dataclass(frozen=True)
class Worth:
    """Savings of a result by who enjoys them: bearer -> euros, gross and cashable."""

    gross: dict[str, float]
    cash: dict[str, float]

    @property
    def total_gross(self) -> float:
        """All of it, whoever enjoys it."""
        return math.fsum(self.gross.values())

    @property
    def total_cash(self) -> float:
        """What leaves a budget for good, whosever it is."""
        return math.fsum(self.cash.values())


def worth(savings: Iterable[Saving]) -> Worth:
    """Add up savings by who enjoys them.

    Raises
    ------
    MeasureError
        If an amount is negative, or a cashable share is not between 0 and 1.

    Examples
    --------
    >>> fee = Saving(label="care home fee", bearer="family", amount=26064)
    >>> top_up = Saving(label="top-up", bearer="municipality", amount=5000, cashable=0.5)
    >>> worth([fee, top_up]).cash
    {'family': 26064.0, 'municipality': 2500.0}
    """
    listed = list(savings)
    problems = []
    for one in listed:
        if not (math.isfinite(one.amount) and one.amount >= 0):
            problems.append(Problem(one.label, _("l'importo è negativo o manca."), _("euro da zero in su")))
        problems += share_problem(one.cashable, where=one.label)
    if problems:
        raise MeasureError(_("Questi risparmi non si possono sommare:"), problems)
    gross: dict[str, float] = {}
    cash: dict[str, float] = {}
    for one in listed:
        gross[one.bearer] = gross.get(one.bearer, 0.0) + float(one.amount)
        cash[one.bearer] = cash.get(one.bearer, 0.0) + float(one.amount) * one.cashable
    return Worth(gross, cash)


def net_outcomes(people: int, *, rate: float, counterfactual: float) -> float:
    """Return the results due to the service: people times the difference between the two shares.

    Examples
    --------
    >>> round(net_outcomes(20, rate=0.6, counterfactual=0.4), 6)
    4.0
    """
    problems = [
        *share_problem(rate, where=_("quota con il servizio")),
        *share_problem(counterfactual, where=_("quota senza il servizio")),
    ]
    if people < 1:
        problems.append(Problem(_("gruppo"), _("è vuoto: non c'è nessuna persona."), _("almeno una persona")))
    if problems:
        raise MeasureError(_("Questi risultati non si possono contare:"), problems)
    return people * (rate - counterfactual)


def additional_share(rate: float, counterfactual: float) -> float:
    """Return the share of verified results that would not have happened anyway.

    Raises
    ------
    MeasureError
        If a share is not between 0 and 1, or nobody reached the result.

    Examples
    --------
    >>> round(additional_share(0.6, 0.45), 6)
    0.25
    """
    problems = [
        *share_problem(rate, where=_("quota con il servizio")),
        *share_problem(counterfactual, where=_("quota senza il servizio")),
    ]
    if not problems and rate == 0:
        problems.append(Problem(_("quota con il servizio"), _("è zero: nessuno ha raggiunto il risultato.")))
    if problems:
        raise MeasureError(_("Questa addizionalità non si può calcolare:"), problems)
    return max(0.0, (rate - counterfactual) / rate)


def maximum_price(
    savings: Sequence[float],
    *,
    additional: float,
    discount: float = 0.0,
    fixed_cost: float = 0.0,
    results: float | None = None,
) -> float:
    """Return the highest price of a *verified* result that leaves the payer's net present value at zero.

    The price is paid at time 0; the savings come at the end of year 1, 2, … and only for the results that would
    not have happened anyway. Fixed costs (verification, staff) are spread over the results.

    Parameters
    ----------
    savings
        Cashable savings *of the payer* for each additional result, a year after the other.
    additional
        Share of the verified results that would not have happened anyway.
    discount
        Yearly rate.
    fixed_cost, results
        Fixed cost of the contract, and the verified results it is spread over.

    Returns
    -------
    float
        Euros per verified result; zero if the savings do not even cover the fixed cost.

    Raises
    ------
    MeasureError
        If a saving is not a number, a share is not between 0 and 1, a rate is -100% or 100%, or fixed costs have
        no results to be spread over.

    Examples
    --------
    >>> maximum_price([4000], additional=0.5)
    2000.0
    >>> round(maximum_price([4000], additional=0.5, fixed_cost=6000, results=12), 2)
    1500.0
    """
    problems = [
        *share_problem(additional, where=_("quota che non sarebbe arrivata comunque")),
        *rate_problem(discount, where=_("tasso di sconto")),
    ]
    if not savings or not all(math.isfinite(value) for value in savings):
        problems.append(Problem(_("risparmi"), _("mancano o non sono numeri."), _("un importo per anno")))
    if fixed_cost < 0:
        problems.append(Problem(_("costi fissi"), _("sono negativi."), _("euro da zero in su")))
    if fixed_cost and (results is None or results <= 0):
        problems.append(
            Problem(_("costi fissi"), _("non ci sono risultati su cui dividerli."), _("almeno un risultato"))
        )
    if problems:
        raise MeasureError(_("Questo prezzo non si può calcolare:"), problems)
    value = math.fsum(amount / (1 + discount) ** year for year, amount in enumerate(savings, start=1))
    each = fixed_cost / results if fixed_cost and results else 0.0
    return max(0.0, value * additional - each)


def break_even_rate(fixed_cost: float, *, people: int, saving: float, price: float) -> float:
    """Return the share of people who must reach the result for the payer to lose nothing.

    Parameters
    ----------
    fixed_cost
        What the payer spends whatever happens, euros.
    people
        The cohort.
    saving, price
        Per result, euros: what the payer saves and what it pays.

    Returns
    -------
    float
        Above 1: the payer loses even if everybody succeeds.

    Raises
    ------
    MeasureError
        If the cohort is empty, or a result costs as much as it saves.

    Examples
    --------
    >>> break_even_rate(12000, people=20, saving=3000, price=2000)
    0.6
    """
    problems = []
    if people < 1:
        problems.append(Problem(_("gruppo"), _("è vuoto: non c'è nessuna persona."), _("almeno una persona")))
    if saving <= price:
        problems.append(
            Problem(
                _("prezzo"),
                _("un risultato costa quanto fa risparmiare, o di più."),
                _("un prezzo più basso del risparmio"),
            )
        )
    if price < 0:
        problems.append(Problem(_("prezzo"), _("è negativo."), _("euro da zero in su")))
    if problems:
        raise MeasureError(_("Il punto di pareggio non c'è:"), problems)
    return fixed_cost / (people * (saving - price))
