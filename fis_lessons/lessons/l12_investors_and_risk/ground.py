"""The numbers of lesson 12: an example deal: made up to practise, on the size of the contract of Catanzaro."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Annotated

from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.dossier.deal_sheet import START, UNCERTAINTY
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Between, LessonParameters
from fis_lessons.measures.contract.money import Cents
from fis_lessons.measures.deal.ledger import Party, Run, break_even, run
from fis_lessons.measures.deal.risk import Spread, spread
from fis_lessons.measures.deal.terms import Deal

YEARS = 4
COST_EACH = 20_000
FEE_EACH_YEAR = 1_500
TARGET_CUT, TARGET_DELAY = 0.25, 5
STAYS = (3, 2, 5, 6)
"""Years people spend in the services on average, an assumption: the seed chooses."""


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 12 takes.

    Parameters
    ----------
    people
        In the example deal: as many as in the contract of Catanzaro, unless the lesson is told otherwise.
    price
        Paid for each success, in euros.
    guarantee
        Share of the capital lost that the guarantor gives back, in per cent.
    expected
        Successes expected, in per cent: an assumption.
    """

    people: Annotated[int, Between(10, 100)] = 20
    price: Annotated[int, Between(17_000, 30_000)] = 18_000
    guarantee: Annotated[int, Between(10, 90)] = 50
    expected: Annotated[int, Between(20, 90)] = 60


@dataclass(frozen=True)
class Ground:
    """A deal in whole hundreds of euros, easy to follow by hand."""

    parameters: Parameters
    case: Case

    def changed(self, *, price: int, guarantee: int, expected: int | None = None) -> Ground:
        """Return the same deal on other terms."""
        own = self.parameters
        terms = replace(own, price=price, guarantee=guarantee, expected=expected or own.expected)
        return replace(self, parameters=terms)

    @cached_property
    def deal(self) -> Deal:
        """The terms."""
        cost = self.parameters.people * COST_EACH * 100
        fee = self.parameters.people * FEE_EACH_YEAR * 100
        grant = cost // 5
        return Deal(
            start=START,
            years=YEARS,
            people=self.parameters.people,
            service_cost=cost,
            grant=grant,
            fixed_fee=fee,
            investment=cost - grant - YEARS * fee,
            price=self.parameters.price * 100,
            cap=max(self.parameters.price, round(0.7 * self.parameters.people) * self.parameters.price) * 100,
            guarantee=self.parameters.guarantee / 100,
            top_return=0.12,
            provider_share=0.3,
        )

    def played(self, successes: int) -> Run:
        """Play the deal out."""
        return run(self.deal, successes)

    @cached_property
    def even(self) -> int:
        """Fewest successes for which results alone give the investor the capital back."""
        whole = Deal(**{**self.deal.__dict__, "guarantee": 0.0})
        found = break_even(whole, lambda played: played.net("investor") >= 0)
        return found if found is not None else self.parameters.people

    @cached_property
    def good(self) -> int:
        """Fewest successes that leave something for the provider too: capital and return are covered."""
        found = break_even(self.deal, lambda played: played.net("provider") > 0)
        return found if found is not None else self.parameters.people

    @cached_property
    def shared(self) -> int:
        """A number of successes that leaves something for the provider: the fewest, or by the seed."""
        most = min(self.parameters.people, self.deal.cap // self.deal.price)
        return self.parameters.pick("12-waterfall", range(self.good, max(most, self.good) + 1))

    @property
    def stay(self) -> int:
        """Years people spend in the services on average: an assumption."""
        return self.parameters.pick("12-stay", STAYS)

    @property
    def beyond(self) -> int:
        """A number of successes beyond the cap."""
        return min(self.parameters.people, self.deal.cap // self.deal.price + 2)

    def stories(self) -> dict[str, int]:
        """Return the successes of a bad, a middle and a good story."""
        base = round(self.parameters.people * self.parameters.expected / 100)
        return {
            "bad": round(base * 0.5),
            "base": base,
            "good": min(self.parameters.people, round(base * 1.25)),
        }

    def investor_spread(self) -> Spread:
        """Return what the investor ends with, over all that can happen."""
        return spread(
            self.deal,
            lambda played: played.net("investor") / 100,
            expected=min(max(self.parameters.expected / 100, 0.01), 0.99),
            uncertainty=UNCERTAINTY,
        )


def party_names() -> dict[Party, str]:
    """Return what each party is called, in the order shown."""
    return {
        "payer": _("Comune che paga i risultati"),
        "investor": _("Investitore"),
        "guarantor": _("Garante"),
        "donor": _("Chi dona"),
        "provider": _("Chi realizza (premio)"),
        "reuse": _("Nuovi servizi (reimpiego)"),
        "service": _("Servizio (lavoro e spese)"),
    }


def nets(played: Run) -> list[tuple[str, float]]:
    """Return what each party ends with, in euros."""
    return [(name, played.net(party) / 100) for party, name in party_names().items()]


def euros(amount: Cents) -> float:
    """Return cents as euros, for the eye only."""
    return amount / 100
