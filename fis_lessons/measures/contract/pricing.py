"""What a result is worth to who pays for it: whose the saving is, how much is cash, how much is due to the work.

All amounts here are floats in euros: these are estimates, not payments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.cashflows import npv
from fis_lessons.measures.require import Require


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
    require = Require(_("Questi risparmi non si possono sommare:"))
    listed = require.items(savings, _("risparmi"), of=Saving, expected=_("un elenco di risparmi"))
    read = []
    for one in listed:
        label = require.text(one.label, _("voce di risparmio")) or _("voce di risparmio")
        bearer = require.text(one.bearer, label)
        amount = require.number(one.amount, label, least=0, expected=_("euro da zero in su"))
        read.append((bearer, amount, require.share(one.cashable, label)))
    require.stop()
    gross: dict[str, float] = {}
    cash: dict[str, float] = {}
    for bearer, amount, cashable in read:
        gross[bearer] = gross.get(bearer, 0.0) + amount
        cash[bearer] = cash.get(bearer, 0.0) + amount * cashable
    return Worth(gross, cash)


def net_outcomes(people: int, *, rate: float, counterfactual: float) -> float:
    """Return the results due to the service: people times the difference between the two shares.

    Examples
    --------
    >>> round(net_outcomes(20, rate=0.6, counterfactual=0.4), 6)
    4.0
    """
    require = Require(_("Questi risultati non si possono contare:"))
    reached = require.share(rate, _("quota con il servizio"))
    anyway = require.share(counterfactual, _("quota senza il servizio"))
    group = require.whole(people, _("gruppo"), least=1, expected=_("almeno una persona"))
    require.stop()
    return group * (reached - anyway)


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
    require = Require(_("Questa addizionalità non si può calcolare:"))
    reached = require.share(rate, _("quota con il servizio"))
    anyway = require.share(counterfactual, _("quota senza il servizio"))
    if reached == 0:
        require.problem(_("quota con il servizio"), _("è zero: nessuno ha raggiunto il risultato."))
    require.stop()
    return max(0.0, (reached - anyway) / reached)


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
    require = Require(_("Questo prezzo non si può calcolare:"))
    due = require.share(additional, _("quota che non sarebbe arrivata comunque"))
    rate = require.rate(discount, _("tasso di sconto"))
    yearly = require.numbers(savings, _("risparmi"), expected=_("euro, un importo per anno"))
    fixed = require.number(fixed_cost, _("costi fissi"), least=0, expected=_("euro da zero in su"))
    count = 0.0 if results is None else require.number(results, _("risultati"), least=0)
    if fixed > 0 and not count > 0:
        require.problem(
            _("costi fissi"),
            _("non ci sono risultati su cui dividerli."),
            expected=_("almeno un risultato"),
        )
    require.stop()
    return max(0.0, npv(yearly, rate=rate, first=1) * due - (fixed / count if fixed else 0.0))
