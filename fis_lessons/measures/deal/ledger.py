"""What happens to the money of a deal, payment by payment, for a given number of successes.

Every payment goes from somebody to somebody, so whatever one party has less, another has more: the sum of all
parties is zero, always, to the cent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.cashflows import xirr, xnpv
from fis_lessons.measures.contract.money import Cents, part
from fis_lessons.measures.days import MONTHS, months_after
from fis_lessons.measures.deal.terms import MOST_MONTHS, MOST_YEARS, Deal
from fis_lessons.measures.flows import DatedFlow
from fis_lessons.measures.require import Require

Party = Literal["payer", "provider", "investor", "donor", "guarantor", "service", "reuse", "account"]
Reason = Literal[
    "investment", "grant", "fee", "cost", "results", "capital", "return", "premium", "reuse", "guarantee"
]
PARTIES: tuple[Party, ...] = get_args(Party)


@dataclass(frozen=True)
class Move:
    """One payment.

    Parameters
    ----------
    when
        The day.
    source, target
        Who pays and who is paid; ``account`` is the project's own.
    amount
        Whole cents, above zero.
    reason
        Why.
    """

    when: date
    source: Party
    target: Party
    amount: Cents
    reason: Reason


@dataclass(frozen=True)
class Run:
    """A deal played out.

    Parameters
    ----------
    deal
        Its terms.
    successes
        People who succeeded.
    moves
        Every payment, in order of date.
    """

    deal: Deal
    successes: int
    moves: tuple[Move, ...]

    def flows(self, party: Party) -> tuple[DatedFlow, ...]:
        """Return what a party pays (below zero) and receives, one flow a day."""
        _require_party(party)
        days: dict[date, Cents] = {}
        for move in self.moves:
            sign = (move.target == party) - (move.source == party)
            if sign:
                days[move.when] = days.get(move.when, 0) + sign * move.amount
        return tuple(DatedFlow(when, amount) for when, amount in sorted(days.items()))

    def net(self, party: Party) -> Cents:
        """Return what a party has more, or less, at the end."""
        _require_party(party)
        return sum(move.amount * ((move.target == party) - (move.source == party)) for move in self.moves)

    def total(self, reason: Reason) -> Cents:
        """Return what was paid for a reason."""
        require = Require(_("Questo motivo non c'è:"))
        require.one_of(reason, _("motivo"), get_args(Reason))
        require.stop()
        return sum(move.amount for move in self.moves if move.reason == reason)

    @property
    def investor_rate(self) -> float | None:
        """Yearly rate of return of the investor; None if nothing was advanced or nothing comes back."""
        flows = self.flows("investor")
        signs = {flow.amount > 0 for flow in flows if flow.amount}
        return xirr(flows).only() if len(signs) == 2 else None

    @property
    def investor_multiple(self) -> float | None:
        """What comes back for each euro advanced; None if nothing was advanced."""
        paid = self.total("investment")
        back = sum(move.amount for move in self.moves if move.target == "investor")
        return back / paid if paid else None

    def present_value(self, party: Party, *, rate: float) -> float:
        """Return what a party's payments are worth on the first day, in cents.

        Parameters
        ----------
        party
            Whose.
        rate
            Per year.
        """
        flows = self.flows(party)
        first = DatedFlow(self.deal.start, 0)
        return xnpv([first, *flows], rate=rate)


def _require_party(party: object) -> None:
    require = Require(_("Questo soggetto non c'è:"))
    require.one_of(party, _("soggetto"), PARTIES)
    require.stop()


def run(deal: Deal, successes: int) -> Run:
    """Play a deal out.

    Parameters
    ----------
    deal
        Its terms.
    successes
        People who succeed, over the whole deal; by year they are spread evenly.

    Raises
    ------
    MeasureError
        If they are not between none and all.

    Examples
    --------
    Six in ten succeed: the capital comes back, and not much more.

    >>> deal = Deal(start=date(2027, 1, 1), years=2, people=10, service_cost=600_000, investment=600_000,
    ...             price=105_000, cap=900_000, top_return=0.1)
    >>> played = run(deal, 6)
    >>> played.net("investor"), played.net("payer"), sum(played.net(party) for party in PARTIES)
    (30000, -630000, 0)
    """
    _require_deal(deal)
    count = deal.count(successes)
    book = _Book(deal)
    book.begin()
    for when, amount in _result_payments(deal, count):
        book.results(when, amount)
    book.close()
    return Run(deal, count, tuple(sorted(book.moves, key=lambda move: move.when)))


def year_end(deal: Deal, year: int, *, months: int = 0) -> date:
    """Return the day so many months after the end of a year of the deal.

    Examples
    --------
    >>> deal = Deal(start=date(2027, 1, 1), years=1, people=1, service_cost=1, investment=1, price=1, cap=1)
    >>> year_end(deal, 1, months=6).isoformat()
    '2028-07-01'

    A deal that starts on the 31st ends its months on their last day:

    >>> late = Deal(start=date(2027, 1, 31), years=1, people=1, service_cost=1, investment=1, price=1, cap=1)
    >>> year_end(late, 0).isoformat(), year_end(late, 1, months=1).isoformat()
    ('2027-01-31', '2028-02-29')
    """
    _require_deal(deal)
    require = Require(_("Questo giorno non si può calcolare:"))
    years = require.whole(year, _("anno"), least=0, most=MOST_YEARS)
    more = require.whole(months, _("mesi"), least=0, most=MOST_MONTHS)
    require.stop()
    return months_after(deal.start, MONTHS * years + more)


def _require_deal(deal: object) -> None:
    require = Require(_("Qui serve un accordo:"))
    require.instance(deal, _("accordo"), Deal, expected=_("le condizioni di un accordo"))
    require.stop()


def _result_payments(deal: Deal, successes: int) -> list[tuple[date, Cents]]:
    due = deal.due(successes)
    if deal.timing == "end":
        return [(_days(deal, deal.lag_months)[-1], due)]
    # by year: what the successes so far are worth, less what was already paid
    paid, payments, days = 0, [], _days(deal, deal.lag_months)
    for year in range(1, deal.years + 1):
        far = successes * year // deal.years
        owed = due if year == deal.years else min(far * deal.price, deal.cap, due)
        payments.append((days[year], owed - paid))
        paid = owed
    return payments


@lru_cache(maxsize=4)
def _days(deal: Deal, months: int) -> tuple[date, ...]:
    """Return so many months after the start, and after the end of each year: the same for every run of a deal."""
    return tuple(year_end(deal, year, months=months) for year in range(deal.years + 1))


class _Book:
    """The account of the project: what is in it, and who must still be paid."""

    def __init__(self, deal: Deal) -> None:
        self.deal = deal
        self.moves: list[Move] = []
        *starts, _end = _days(deal, 0)
        self._costs = list(zip(starts, deal.yearly_cost, strict=True))
        self._fees = [(start, deal.fixed_fee) for start in starts]
        self._capital = deal.investment
        self._return = part(deal.investment, deal.top_return)
        self._last = _days(deal, deal.lag_months)[-1]

    def _move(self, when: date, source: Party, target: Party, amount: Cents, reason: Reason) -> None:
        if amount > 0:
            self.moves.append(Move(when, source, target, amount, reason))

    def begin(self) -> None:
        """Put in what is advanced and given, then the fees and the costs of each year."""
        self._move(self.deal.start, "investor", "account", self.deal.investment, "investment")
        self._move(self.deal.start, "donor", "account", self.deal.grant, "grant")
        for (when, fee), (_same, cost) in zip(self._fees, self._costs, strict=True):
            self._move(when, "payer", "account", fee, "fee")
            self._move(when, "account", "service", cost, "cost")

    def _free(self, when: date) -> Cents:
        """Return what is in the account on a day, less what the service will still cost."""
        inside = sum(
            move.amount * ((move.target == "account") - (move.source == "account"))
            for move in self.moves
            if move.when <= when
        )
        later_costs = sum(cost for day, cost in self._costs if day > when)
        later_fees = sum(fee for day, fee in self._fees if day > when)
        return max(0, inside - max(0, later_costs - later_fees))

    def results(self, when: date, amount: Cents) -> None:
        """Pay in what results are worth, and pay out in order: capital, return, then the rest at the end."""
        self._move(when, "payer", "account", amount, "results")
        free = self._free(when)
        capital = min(self._capital, free)
        self._move(when, "account", "investor", capital, "capital")
        self._capital -= capital
        gain = min(self._return, free - capital)
        self._move(when, "account", "investor", gain, "return")
        self._return -= gain

    def close(self) -> None:
        """Share out what is left, and let the guarantor give back its part of what was lost."""
        left = self._free(self._last)
        premium = part(left, self.deal.provider_share)
        self._move(self._last, "account", "provider", premium, "premium")
        self._move(self._last, "account", "reuse", left - premium, "reuse")
        covered = part(self._capital, self.deal.guarantee)
        self._move(self._last, "guarantor", "investor", covered, "guarantee")


def break_even(deal: Deal, reached: Callable[[Run], bool]) -> int | None:
    """Return the fewest successes for which something holds; None if it never does.

    Parameters
    ----------
    deal
        Its terms.
    reached
        What should hold, and go on holding with more successes.

    Examples
    --------
    >>> deal = Deal(start=date(2027, 1, 1), years=2, people=10, service_cost=600_000, investment=600_000,
    ...             price=105_000, cap=900_000)
    >>> break_even(deal, lambda played: played.net("investor") >= 0)
    6

    Raises
    ------
    MeasureError
        If this is not a deal.
    """
    _require_deal(deal)
    if not callable(reached):
        require = Require(_("Il pareggio non si può cercare:"))
        require.problem(
            _("condizione"), _("non è una funzione."), expected=_("una funzione dell'accordo giocato")
        )
        require.stop()
    return next((k for k in range(deal.people + 1) if reached(run(deal, k))), None)
