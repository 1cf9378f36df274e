"""Costs and benefits over time: is it worth it, for whom, and at what price per result.

What somebody pays and somebody else receives (a fee, a subsidy) is a **transfer**: it is worth nothing to
everybody together, and a great deal to each. It is shown in the table of who bears and who gains, and left
out of the ratio of benefits to costs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.cashflows import (
    DISCOUNT_RATE,
    SENSITIVITY_RATES,
    InternalRate,
    Payback,
    equivalent_annual,
    irr,
    npv,
    payback,
)
from fis_lessons.measures.discount import Rate, read_rate
from fis_lessons.measures.require import Require

StreamKind = Literal["cost", "benefit"]
HALF_A_CENT = 0.005
MOST_MULTIPLIER = 100


@dataclass(frozen=True, kw_only=True)
class Stream:
    """Amounts over the years that one party bears or gains.

    Parameters
    ----------
    label
        What it is.
    party
        Who bears it or gains it.
    kind
        Cost or benefit.
    amounts
        One per year, shape ``(years,)``. Costs are zero or more. So are benefits, as a rule: one below zero is
        something that gets worse, and lowers the benefits instead of raising the costs.
    transfer
        One side of a payment between two parties; the other side is another stream.
    currency
        One for the whole calculation.
    """

    label: str
    party: str
    kind: StreamKind
    amounts: tuple[float, ...]
    transfer: bool = False
    currency: str = "EUR"

    def __post_init__(self) -> None:
        require = Require(_("Questa voce non va bene:"))
        label = require.text(self.label, _("nome della voce")) or _("voce senza nome")
        require.text(self.party, label)
        require.text(self.currency, label)
        kind = require.one_of(self.kind, label, get_args(StreamKind))
        require.flag(self.transfer, label)
        if kind == "cost":
            amounts = require.numbers(
                self.amounts,
                label,
                fewest=0,
                least=0,
                expected=_("un importo da zero in su"),
                remedy=_("Un costo si scrive senza segno: che si sottrae lo dice il tipo."),
            )
        else:
            amounts = require.numbers(self.amounts, label, fewest=0)
        require.stop()
        object.__setattr__(self, "amounts", amounts)


@dataclass(frozen=True)
class Share:
    """What one party bears and gains, today."""

    party: str
    costs: float
    benefits: float

    @property
    def net(self) -> float:
        """Benefits less costs."""
        return self.benefits - self.costs


@dataclass(frozen=True)
class CostBenefit:
    """What an intervention costs and gives.

    Parameters
    ----------
    costs, benefits
        Present values, transfers left out.
    flows
        Net amount per year, all parties together.
    rate
        Discount rate used.
    internal_rate
        Every internal rate of return of the flows.
    payback
        Discounted; ``None`` if nothing is ever to be paid back.
    annual_cost
        Equivalent annual cost of the costs alone, over the years after the first; over one if there is one.
    parties
        Who bears and who gains.
    by_rate
        Pairs of rate and net present value.
    """

    costs: float
    benefits: float
    flows: tuple[float, ...]
    rate: Rate
    internal_rate: InternalRate
    payback: Payback | None
    annual_cost: float
    parties: tuple[Share, ...]
    by_rate: tuple[tuple[Rate, float], ...]

    @property
    def net(self) -> float:
        """Net present value."""
        return self.benefits - self.costs

    @property
    def ratio(self) -> float | None:
        """Benefits for each unit of cost; ``None`` without costs."""
        return self.benefits / self.costs if self.costs else None


def cost_benefit(
    streams: Sequence[Stream],
    *,
    rate: Rate = DISCOUNT_RATE,
    first: float = 0,
    rates: Sequence[Rate] = SENSITIVITY_RATES,
) -> CostBenefit:
    """Compute the costs and benefits of an intervention.

    Parameters
    ----------
    streams
        At least one; shorter ones are zero afterwards.
    rate
        Discount rate per year, or one that falls (:class:`DecliningRate`).
    first
        When the first year's amounts happen: 0 today, 1 at the end of the first year.
    rates
        Rates the net present value is shown at too.

    Raises
    ------
    MeasureError
        If there is nothing, an amount is negative or not finite, currencies are mixed, the two sides of the
        transfers are not equal year by year, or a rate is refused.

    References
    ----------
    European Commission, *Guide to Cost-Benefit Analysis of Investment Projects*, 2014.

    Examples
    --------
    >>> found = cost_benefit(
    ...     [Stream(label="works", party="Comune", kind="cost", amounts=(100,)),
    ...      Stream(label="time", party="families", kind="benefit", amounts=(0, 60, 60))], rate=0.05)
    >>> round(found.net, 2), round(found.ratio, 4), [(p.party, round(p.net)) for p in found.parties]
    (11.56, 1.1156, [('Comune', -100), ('families', 112)])
    """
    require = Require(_("Costi e benefici non si possono calcolare."))
    streams = _read(require, streams)
    tried = require.items(rates, _("tassi da provare"), expected=_("un elenco di tassi"))
    require.stop()
    used = read_rate(require, rate)
    years = max(len(stream.amounts) for stream in streams)

    def worth(kind: StreamKind, *, party: str | None = None) -> float:
        # for everybody together transfers cancel out; for one party they count
        chosen = [
            s for s in streams if s.kind == kind and (not s.transfer if party is None else s.party == party)
        ]
        return math.fsum(npv(stream.amounts, rate=used, first=first) for stream in chosen)

    flows = tuple(
        math.fsum(_signed(stream, year) for stream in streams if not stream.transfer) for year in range(years)
    )
    costs = worth("cost")
    parties = tuple(dict.fromkeys(stream.party for stream in streams))
    return CostBenefit(
        costs=costs,
        benefits=worth("benefit"),
        flows=flows,
        rate=used,
        internal_rate=irr(flows) if any(flows) else InternalRate((), 0),
        payback=_payback(flows, rate=used, first=first),
        annual_cost=equivalent_annual(costs, periods=max(years - (first == 0), 1), rate=used),
        parties=tuple(
            Share(party, worth("cost", party=party), worth("benefit", party=party)) for party in parties
        ),
        by_rate=tuple((other, npv(flows, rate=other, first=first)) for other in tried),
    )


def _signed(stream: Stream, year: int) -> float:
    amount = float(stream.amounts[year]) if year < len(stream.amounts) else 0.0
    return amount if stream.kind == "benefit" else -amount


def _payback(flows: tuple[float, ...], *, rate: Rate, first: float) -> Payback | None:
    try:
        return payback(flows, rate=rate, first=first)
    except MeasureError:
        return None


def _read(require: Require, streams: object) -> tuple[Stream, ...]:
    """Read the streams, and hold the two sides of each transfer against one another."""
    listed = require.items(streams, _("costi e benefici"), of=Stream, expected=_("un elenco di voci"))
    if require.fine and not any(stream.amounts for stream in listed):
        require.problem(
            _("costi e benefici"), _("non c'è nessun importo."), expected=_("almeno un costo o un beneficio")
        )
    currencies = sorted({stream.currency for stream in listed})
    if len(currencies) > 1:
        require.problem(
            _("valuta"),
            _("ce n'è più di una: {names}.").format(names=", ".join(currencies)),
            expected=_("una sola valuta"),
            remedy=_("Converti prima."),
        )
    if not require.fine:
        return ()
    for year in range(max(len(stream.amounts) for stream in listed)):
        gap = math.fsum(_signed(stream, year) for stream in listed if stream.transfer)
        if abs(gap) > HALF_A_CENT:
            require.problem(
                _("trasferimenti, anno {year}").format(year=year),
                _("la differenza è {gap}.").format(gap=number(gap, decimals=2)),
                expected=_("zero: ciò che uno paga, un altro lo riceve"),
            )
    return listed


def additional(
    gross: float,
    *,
    deadweight: float = 0.0,
    displacement: float = 0.0,
    leakage: float = 0.0,
    substitution: float = 0.0,
    multiplier: float = 1.0,
) -> float:
    """Return what of a gross effect is really added to the place: ``gross (1-d)(1-x)(1-l)(1-s) m``.

    Parameters
    ----------
    gross
        The effect that is seen: places, jobs, euros.
    deadweight
        Share that would have come anyway.
    displacement
        Share that was only moved from elsewhere in the place.
    leakage
        Share that goes to people outside the place or the group meant.
    substitution
        Share that replaces something the same people already did.
    multiplier
        What each added unit brings with it, 1 if nothing.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    Homes and Communities Agency, *Additionality Guide*, 4th ed. 2014.

    Examples
    --------
    >>> round(additional(100, deadweight=0.2, displacement=0.25, leakage=0.1, multiplier=1.3), 1)
    70.2
    """
    require = Require(_("Questo effetto aggiuntivo non si può calcolare."))
    net = require.number(gross, _("effetto lordo"))
    for share, where in (
        (deadweight, _("quota che sarebbe arrivata comunque")),
        (displacement, _("quota solo spostata da altrove")),
        (leakage, _("quota che va fuori dal territorio")),
        (substitution, _("quota che prende il posto di altro")),
    ):
        net *= 1 - require.share(share, where)
    net *= require.number(multiplier, _("moltiplicatore"), least=0, most=MOST_MULTIPLIER)
    require.stop()
    return net
