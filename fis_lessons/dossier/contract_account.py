"""What a contract that pays for results costs in the end: exact, over everything that can happen."""

from __future__ import annotations

from functools import cached_property

from fis_lessons.classes import dataclass
from fis_lessons.measures.chance import binomial
from fis_lessons.measures.chances import at_least
from fis_lessons.measures.contract.risk import people_needed


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of a contract that pays for results, in whole euros and whole per cent.

    Parameters
    ----------
    people
        In the service.
    years
        How long the contract lasts.
    months
        Between two verifications; a year is made of whole ones.
    once
        A person's result is paid once; otherwise at each verification, as long as it is there.
    price
        Of a result, each time it is paid.
    cap
        Most that is paid for results, over the whole contract.
    at_end
        Results are paid all together after the last verification: in the year after those of the contract.
    threshold
        Share of the people, in per cent, below which no result is paid; 0 for none.
    fee
        Paid each year whatever the results.
    check_cost
        Of each verification, paid by the municipality.
    anyway, expected
        People of a hundred who would have the result without the service, and with it.
    """

    people: int
    years: int
    months: int
    once: bool
    price: int
    cap: int
    threshold: int = 0
    fee: int = 0
    check_cost: int = 0
    anyway: int = 0
    expected: int = 50
    at_end: bool = False


@dataclass(frozen=True)
class Account:
    """What the terms cost, in euros: exact, over every number of people who may have the result.

    Each person has the result or not, with the same chance and independently of the others; who has it keeps it
    for the whole contract.

    Examples
    --------
    Sixty people, 1,500 euros a result, at most 7,000 in all: whatever comes, four whole results are paid.

    >>> found = Account(Terms(people=60, years=1, months=12, once=True, price=1500, cap=7000, anyway=20,
    ...                       expected=45))
    >>> found.most, round(found.mean_paid, 1), round(found.cost_each or 0)
    (7000, 4.0, 467)
    """

    terms: Terms

    @property
    def checks(self) -> int:
        """Verifications in the whole contract."""
        return self.terms.years * 12 // self.terms.months

    @property
    def times(self) -> int:
        """Times the result of one person is paid."""
        return 1 if self.terms.once else self.checks

    @property
    def needed(self) -> int:
        """People who must have the result before anything is paid for it."""
        return people_needed(self.terms.people, self.terms.threshold / 100)

    @property
    def fixed(self) -> int:
        """What is paid whatever the results: fees and verifications."""
        return self.terms.fee * self.terms.years + self.terms.check_cost * self.checks

    def due(self, people: int) -> int:
        """Return what is paid for results when so many people have it."""
        if people < self.needed:
            return 0
        return min(people * self.times * self.terms.price, self.terms.cap)

    def results_paid(self, people: int) -> float:
        """Return how many people's results are paid whole, when so many people have it."""
        if people < self.needed:
            return 0.0
        if not self.terms.price:
            return float(people)
        return min(people * self.times, self.terms.cap // self.terms.price) / self.times

    @property
    def most_for_results(self) -> int:
        """Most that can be paid for results."""
        return self.due(self.terms.people)

    @property
    def most(self) -> int:
        """Most the municipality can have to pay, in all: what the budget must cover."""
        return self.fixed + self.most_for_results

    @property
    def at_risk(self) -> float:
        """Share of the most that can be paid which depends on the results, between 0 and 1."""
        return self.most_for_results / self.most if self.most else 0.0

    @property
    def most_in_a_year(self) -> int:
        """Most it can have to pay in one year."""
        own, yearly = self.terms, 12 // self.terms.months
        if own.at_end:
            return max(own.fee + own.check_cost * yearly, self.most_for_results)
        results = min(own.people * own.price * (1 if own.once else yearly), self.most_for_results)
        return own.fee + own.check_cost * yearly + results

    @cached_property
    def _chances(self) -> list[float]:
        return [float(p) for p in binomial(self.terms.people, self.terms.expected / 100)]

    @property
    def mean_results(self) -> float:
        """People who have the result, on average."""
        return self.terms.people * self.terms.expected / 100

    @property
    def mean_paid(self) -> float:
        """People whose result is paid, on average: cap and threshold applied."""
        return sum(p * self.results_paid(k) for k, p in enumerate(self._chances))

    @property
    def mean_anyway(self) -> float:
        """Of those paid, people who would have had the result anyway."""
        return self.mean_paid * min(1.0, self.terms.anyway / self.terms.expected)

    @property
    def mean_for_results(self) -> float:
        """Paid for results, on average."""
        return sum(p * self.due(k) for k, p in enumerate(self._chances))

    @property
    def mean(self) -> float:
        """Paid in all, on average."""
        return self.fixed + self.mean_for_results

    @property
    def additional(self) -> float:
        """People who have the result thanks to the service, on average."""
        return self.terms.people * (self.terms.expected - self.terms.anyway) / 100

    @property
    def cost_each(self) -> float | None:
        """What a result more than without the service costs on average, all included; None if there are none."""
        return self.mean / self.additional if self.additional > 0 else None

    @property
    def paid_for_nothing(self) -> float:
        """Probability that results are paid although the service changes nothing."""
        return at_least(max(1, self.needed), self.terms.people, self.terms.anyway / 100)

    @property
    def not_paid(self) -> float:
        """Probability that no result is paid although the service works as expected."""
        return 1 - at_least(max(1, self.needed), self.terms.people, self.terms.expected / 100)
