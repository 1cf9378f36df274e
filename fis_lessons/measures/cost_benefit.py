"""Costs and benefits over time: is it worth it, for whom, and at what price per result.

What somebody pays and somebody else receives (a fee, a subsidy) is a **transfer**: it is worth nothing to
everybody together, and a great deal to each. It is shown in the table of who bears and who gains, and left
out of the ratio of benefits to costs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fis_lessons.errors import MeasureError, Problem
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

StreamKind = Literal["cost", "benefit"]
OptionStatus = Literal["reference", "kept", "dominated", "extended_dominated"]


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
        One per year, zero or more, shape ``(years,)``. The kind says the sign.
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
    rate: float
    internal_rate: InternalRate
    payback: Payback | None
    annual_cost: float
    parties: tuple[Share, ...]
    by_rate: tuple[tuple[float, float], ...]

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
    rate: float = DISCOUNT_RATE,
    first: float = 0,
    rates: Sequence[float] = SENSITIVITY_RATES,
) -> CostBenefit:
    """Compute the costs and benefits of an intervention.

    Parameters
    ----------
    streams
        At least one; shorter ones are zero afterwards.
    rate
        Discount rate per year.
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
    _check(streams)
    years = max(len(stream.amounts) for stream in streams)

    def worth(kind: StreamKind, *, party: str | None = None) -> float:
        # for everybody together transfers cancel out; for one party they count
        chosen = [
            s for s in streams if s.kind == kind and (not s.transfer if party is None else s.party == party)
        ]
        return math.fsum(npv(stream.amounts, rate=rate, first=first) for stream in chosen)

    flows = tuple(
        math.fsum(_signed(stream, year) for stream in streams if not stream.transfer) for year in range(years)
    )
    costs = worth("cost")
    parties = tuple(dict.fromkeys(stream.party for stream in streams))
    return CostBenefit(
        costs=costs,
        benefits=worth("benefit"),
        flows=flows,
        rate=rate,
        internal_rate=irr(flows) if any(flows) else InternalRate((), 0),
        payback=_payback(flows, rate=rate, first=first),
        annual_cost=equivalent_annual(costs, periods=max(years - (first == 0), 1), rate=rate),
        parties=tuple(
            Share(party, worth("cost", party=party), worth("benefit", party=party)) for party in parties
        ),
        by_rate=tuple((tried, npv(flows, rate=tried, first=first)) for tried in rates),
    )


def _signed(stream: Stream, year: int) -> float:
    amount = float(stream.amounts[year]) if year < len(stream.amounts) else 0.0
    return amount if stream.kind == "benefit" else -amount


def _payback(flows: tuple[float, ...], *, rate: float, first: float) -> Payback | None:
    try:
        return payback(flows, rate=rate, first=first)
    except MeasureError:
        return None


def _check(streams: Sequence[Stream]) -> None:
    found = []
    if not any(stream.amounts for stream in streams):
        found.append(Problem("streams", _("nessun importo"), expected=_("almeno un costo o un beneficio")))
    for stream in streams:
        for year, amount in enumerate(stream.amounts):
            if not math.isfinite(amount) or amount < 0:
                found.append(
                    Problem(
                        f"{stream.label}[{year}]",
                        str(amount),
                        expected=_("zero o più"),
                        remedy=_("Il segno lo dice il tipo: costo o beneficio."),
                    )
                )
    currencies = sorted({stream.currency for stream in streams})
    if len(currencies) > 1:
        found.append(
            Problem(
                "streams", ", ".join(currencies), expected=_("una sola valuta"), remedy=_("Converti prima.")
            )
        )
    if not found:
        longest = max(len(stream.amounts) for stream in streams)
        for year in range(longest):
            gap = math.fsum(_signed(stream, year) for stream in streams if stream.transfer)
            if abs(gap) > 0.005:  # half a cent
                found.append(
                    Problem(
                        _("trasferimenti, anno {year}").format(year=year),
                        number(gap, decimals=2),
                        expected=_("zero: ciò che uno paga, un altro lo riceve"),
                    )
                )
    if found:
        raise MeasureError(_("Costi e benefici non si possono calcolare."), found)


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """A way to reach a result: what it costs, and how much of the result it gives."""

    name: str
    cost: float
    effect: float


@dataclass(frozen=True)
class Compared:
    """An alternative beside the others.

    Parameters
    ----------
    alternative
        The one.
    average
        Cost for each unit of effect; ``None`` without effect.
    status
        ``reference`` is the cheapest; ``dominated`` costs no less and gives no more than another;
        ``extended_dominated`` costs more per extra unit than a better one.
    icer
        Extra cost for each extra unit of effect, beside the kept alternative before it.
    """

    alternative: Alternative
    average: float | None
    status: OptionStatus
    icer: float | None


def compare_costs(alternatives: Sequence[Alternative]) -> tuple[Compared, ...]:
    """Compare alternatives by cost and effect, cheapest first, with the rules of dominance.

    The incremental cost-effectiveness ratio is ``(C1 - C0) / (E1 - E0)`` between neighbours that are kept.

    Parameters
    ----------
    alternatives
        With different names; "do nothing" is one of them if it is a choice.

    Raises
    ------
    MeasureError
        If there is none, a name is repeated, a cost is negative or a number is not finite.

    References
    ----------
    M. F. Drummond and others, *Methods for the Economic Evaluation of Health Care Programmes*, 2015.

    Examples
    --------
    >>> for row in compare_costs([Alternative(name="A", cost=0, effect=0),
    ...                           Alternative(name="B", cost=100, effect=10),
    ...                           Alternative(name="C", cost=120, effect=8)]):
    ...     print(row.alternative.name, row.status, row.icer)
    A reference None
    B kept 10.0
    C dominated None
    """
    _check_alternatives(alternatives)
    ordered = sorted(alternatives, key=lambda a: (a.cost, -a.effect))
    kept: list[Alternative] = []
    status: dict[str, OptionStatus] = {}
    for item in ordered:
        if kept and item.effect <= kept[-1].effect:
            status[item.name] = "dominated"
            continue
        while len(kept) > 1 and _icer(kept[-2], kept[-1]) >= _icer(kept[-1], item):
            status[kept.pop().name] = "extended_dominated"
        kept.append(item)
    before = dict(zip([item.name for item in kept[1:]], kept, strict=False))
    rows = []
    for item in ordered:
        state = status.get(item.name, "reference" if item is kept[0] else "kept")
        ratio = _icer(before[item.name], item) if state == "kept" else None
        rows.append(Compared(item, item.cost / item.effect if item.effect > 0 else None, state, ratio))
    return tuple(rows)


def _icer(before: Alternative, after: Alternative) -> float:
    return (after.cost - before.cost) / (after.effect - before.effect)


def _check_alternatives(alternatives: Sequence[Alternative]) -> None:
    found = []
    if not alternatives:
        found.append(Problem("alternatives", _("nessuna alternativa"), expected=_("almeno una")))
    names = [item.name for item in alternatives]
    for name in sorted({name for name in names if names.count(name) > 1}):
        found.append(Problem(name, _("nome ripetuto"), expected=_("un nome diverso per alternativa")))
    for item in alternatives:
        if not math.isfinite(item.cost) or item.cost < 0:
            found.append(Problem(f"{item.name}.cost", str(item.cost), expected=_("zero o più")))
        if not math.isfinite(item.effect):
            found.append(Problem(f"{item.name}.effect", str(item.effect), expected=_("un numero")))
    if found:
        raise MeasureError(_("Le alternative non si possono confrontare."), found)


def icer(new: Alternative, old: Alternative) -> float:
    """Return the extra cost for each extra unit of effect of one alternative beside another.

    Raises
    ------
    MeasureError
        If the effects are equal: the ratio has no value, compare the costs.

    Examples
    --------
    >>> icer(Alternative(name="new", cost=500, effect=30), Alternative(name="old", cost=200, effect=20))
    30.0
    """
    if new.effect == old.effect:
        raise MeasureError(
            _("Il costo di ogni unità in più non esiste: i due effetti sono uguali."),
            [Problem("effect", number(new.effect, decimals=2), remedy=_("Confronta i costi."))],
        )
    return _icer(old, new)


def welfare_weight(income: float, *, median: float, eta: float = 1.3) -> float:
    """Return how much a euro counts for somebody with an income, ``(median / income) ** eta``.

    Parameters
    ----------
    income, median
        Incomes of the same kind, above zero.
    eta
        How much more a euro counts for who has less; 1.3 in the Green Book of HM Treasury. A choice, to be
        stated.

    Raises
    ------
    MeasureError
        If an income is not above zero.

    Examples
    --------
    >>> welfare_weight(10_000, median=20_000, eta=1)
    2.0
    """
    found = [
        Problem(name, str(value), expected=_("un reddito maggiore di zero"))
        for name, value in (("income", income), ("median", median))
        if not (math.isfinite(value) and value > 0)
    ]
    if found:
        raise MeasureError(_("Il peso non si può calcolare."), found)
    return float((median / income) ** eta)
