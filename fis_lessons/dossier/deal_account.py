"""What a deal means for each party: played out for every number of successes, nothing simulated."""

from __future__ import annotations

import datetime
import math
from functools import cached_property, lru_cache

from fis_lessons.classes import dataclass
from fis_lessons.measures.deal.ledger import Party, Run, run
from fis_lessons.measures.deal.risk import Spread, chances
from fis_lessons.measures.deal.terms import Deal

UNCERTAINTY = 0.1
"""How far from the expected the chance of success may be: a share between 0 and 1, an assumption."""
BUDGET_YEARS = 3
"""As many as a budget of a municipality holds."""


def budget_in_force(start: datetime.date) -> tuple[int, int]:
    """Return the first and the last year of the budget in force when a deal is signed: before its first day.

    Examples
    --------
    >>> budget_in_force(datetime.date(2028, 1, 1)), budget_in_force(datetime.date(2028, 3, 1))
    ((2027, 2029), (2028, 2030))
    """
    signed = (start - datetime.timedelta(days=1)).year
    return signed, signed + BUDGET_YEARS - 1


@dataclass(frozen=True)
class DealAccount:
    """A deal, and what is expected of it.

    Parameters
    ----------
    deal
        Its terms.
    expected, anyway
        Share of people who succeed with the service, and of those who would without it; between 0 and 1.
    saving
        What the municipality really saves for each success it would not have had, in cents.
    """

    deal: Deal
    expected: float
    anyway: float = 0.0
    saving: int = 0

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The deal for 0, 1, … successes, up to everybody."""
        return _played(self.deal)

    @cached_property
    def _chances(self) -> tuple[float, ...]:
        return chances(self.deal.people, expected=self.expected, uncertainty=UNCERTAINTY)

    @property
    def successes(self) -> int:
        """Successes expected, whole: halves go up, as in a spreadsheet."""
        return math.floor(round(self.deal.people * self.expected, 9) + 0.5)

    @property
    def played(self) -> Run:
        """The deal at the successes expected."""
        return self.runs[self.successes]

    def _of(self, party: Party) -> tuple[int, ...]:
        return tuple(one.net(party) for one in self.runs)

    @property
    def most(self) -> int:
        """Most the municipality can have to pay, in cents: over everything that can happen, not the cap."""
        return -min(self._of("payer"))

    @property
    def most_for_results(self) -> int:
        """Most it can have to pay for results, in cents."""
        return max(one.total("results") for one in self.runs)

    @property
    def guarantor_most(self) -> int:
        """Most the guarantor can lose, in cents."""
        return -min(self._of("guarantor"))

    @cached_property
    def investor(self) -> Spread:
        """What the investor ends with, in euros, over all that can happen."""
        return Spread(tuple(net / 100 for net in self._of("investor")), self._chances)

    @property
    def even(self) -> int | None:
        """Fewest successes from which the investor loses nothing; None if not even all of them."""
        return next((k for k, net in enumerate(self._of("investor")) if net >= 0), None)

    @property
    def paid(self) -> int:
        """What the municipality pays in all at the successes expected, in cents."""
        return -self.played.net("payer")

    @property
    def mean_paid(self) -> float:
        """What the municipality pays on average, in cents: cap and threshold applied to all that can happen."""
        return -sum(p * net for p, net in zip(self._chances, self._of("payer"), strict=True))

    @cached_property
    def most_by_year(self) -> tuple[tuple[int, int], ...]:
        """Most the municipality can have to pay in each year of the calendar, in cents: what a budget covers."""
        most: dict[int, int] = {}
        for one in self.runs:
            years: dict[int, int] = {}
            for move in one.moves:
                if paid := move.amount * ((move.source == "payer") - (move.target == "payer")):
                    years[move.when.year] = years.get(move.when.year, 0) + paid
            most = {year: max(most.get(year, 0), years.get(year, 0)) for year in most.keys() | years.keys()}
        return tuple(sorted((year, paid) for year, paid in most.items() if paid > 0))

    @property
    def most_in_force(self) -> int:
        """Most it can have to pay within the budget in force at the signature, in cents."""
        _first, last = budget_in_force(self.deal.start)
        return sum(paid for year, paid in self.most_by_year if year <= last)

    @property
    def most_if_at_once(self) -> int:
        """The same if results were paid as soon as they are seen, and not after the last verification."""
        _first, last = budget_in_force(self.deal.start)
        fees = sum(self.deal.fixed_fee for at in range(self.deal.years) if self.deal.start.year + at <= last)
        return fees + self.most_for_results

    @property
    def additional(self) -> float:
        """Successes there would not be without the service, on average."""
        return self.deal.people * max(0.0, self.expected - self.anyway)

    @property
    def saved(self) -> float:
        """What the municipality saves on average, in cents: only successes due to the service save anything."""
        return self.saving * self.additional

    @property
    def cost_each(self) -> float | None:
        """What a success due to the service costs the municipality on average, in cents; None if there are "
        "none.
        """
        return self.mean_paid / self.additional if self.additional > 0 else None


@lru_cache(maxsize=2)
def _played(deal: Deal) -> tuple[Run, ...]:
    """Play a deal out once: whoever reads a project again, or changes what is expected, asks for the same.

    Two are remembered: the deal of a project, and the one it is set beside.
    """
    return tuple(run(deal, k) for k in range(deal.people + 1))
