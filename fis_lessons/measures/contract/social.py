"""A social outcome contract with a daily fee and a premium: the design announced in Catanzaro in 2025.

What is known of it are people, years, checks and the split of the premium. Fee, premium and indicators are
not public in the sources read: whoever calls this gives them, and says that they are assumptions.
"""

from __future__ import annotations

import itertools
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.contract.money import Cents, split
from fis_lessons.measures.contract.parties import Transfer
from fis_lessons.measures.contract.parts import Window

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class SocialContract:
    """Fixed fee per person and day, premium per person and check when the objectives are reached.

    Parameters
    ----------
    people
        Places.
    starts
        First day.
    years
        Duration.
    check_months
        Months between two checks; they divide a year.
    days
        Days of opening in each period between two checks.
    fee, premium
        Cents: per person and day; per person who reaches the objectives at a check.
    shares
        Who receives the premium, and which percentage.
    premium_cap
        Cents, for all premiums together; ``None``: no ceiling.
    """

    people: int
    starts: date
    years: int
    days: int
    fee: Cents
    premium: Cents
    shares: Mapping[str, int | str | Decimal]
    check_months: int = 3
    premium_cap: Cents | None = None

    def __post_init__(self) -> None:
        problems = [
            Problem(where, _("è {value}.").format(value=number(value)), _("almeno uno"))
            for where, value in (
                (_("persone"), self.people),
                (_("anni"), self.years),
                (_("giorni di apertura"), self.days),
                (_("mesi fra due verifiche"), self.check_months),
            )
            if value < 1
        ]
        problems += [
            Problem(where, _("è un importo negativo."), _("un importo da zero in su"))
            for where, value in (
                (_("tariffa al giorno"), self.fee),
                (_("premio"), self.premium),
                (_("tetto dei premi"), self.premium_cap or 0),
            )
            if value < 0
        ]
        if self.premium_cap is not None and 0 <= self.premium_cap < self.premium:
            problems.append(
                Problem(
                    _("tetto dei premi"),
                    _("è meno di un solo premio."),
                    _("un tetto che lasci pagare almeno un premio"),
                )
            )
        if self.check_months >= 1 and MONTHS % self.check_months:
            problems.append(
                Problem(
                    _("mesi fra due verifiche"),
                    _("{months} mesi non dividono un anno.").format(months=self.check_months),
                    "1, 2, 3, 4, 6, 12",
                )
            )
        if problems:
            raise MeasureError(_("Questo contratto non va bene:"), problems)

    @property
    def checks(self) -> tuple[Window, ...]:
        """The periods between two checks, one after the other."""
        count = self.years * MONTHS // self.check_months
        starts = [_months_after(self.starts, position * self.check_months) for position in range(count + 1)]
        return tuple(
            Window(opens=first, closes=date.fromordinal(after.toordinal() - 1))
            for first, after in itertools.pairwise(starts)
        )

    @property
    def fees(self) -> Cents:
        """The whole fixed part."""
        return self.people * self.days * self.fee * len(self.checks)

    @property
    def largest_premium(self) -> Cents:
        """The premium if everybody always reaches the objectives, ceiling included."""
        whole = self.people * self.premium * len(self.checks)
        return whole if self.premium_cap is None else min(whole, self.premium_cap)

    @property
    def at_risk(self) -> float:
        """Share of the largest payment that depends on results."""
        whole = self.fees + self.largest_premium
        return self.largest_premium / whole if whole else 0.0


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Course:
    """How such a contract went.

    Parameters
    ----------
    contract
        Its terms.
    quarters
        A row per check: ``closes`` (day), ``reached`` (people), ``fee``, ``premium`` (cents paid), then the
        parts of the premium, one column per receiver.
    transfers
        Who gave what to whom.
    """

    contract: SocialContract
    quarters: pd.DataFrame
    transfers: tuple[Transfer, ...]


def run_contract(
    contract: SocialContract,
    reached: Sequence[int],
    *,
    payer: str,
    provider: str,
    funder: str | None = None,
    fund: Cents = 0,
) -> Course:
    """Pay fee and premium at each check.

    Parameters
    ----------
    contract
        The terms.
    reached
        People who reached the objectives, a number per check.
    payer, provider
        Who pays, and who receives the fee.
    funder, fund
        Who gives the payer a sum on the first day, and how much (cents).

    Raises
    ------
    MeasureError
        If the numbers reached are not one per check, or more than the people.
    """
    checks = contract.checks
    problems = []
    if len(reached) != len(checks):
        problems.append(
            Problem(
                _("risultati"),
                _("ce ne sono {count}.").format(count=len(reached)),
                _("uno per verifica, cioè {count}").format(count=len(checks)),
            )
        )
    if any(not 0 <= value <= contract.people for value in reached):
        problems.append(
            Problem(
                _("risultati"),
                _("in una verifica le persone non sono fra zero e {people}.").format(people=contract.people),
            )
        )
    if problems:
        raise MeasureError(_("Questi risultati non vanno bene:"), problems)
    fee = contract.people * contract.days * contract.fee
    left = contract.premium_cap
    rows, moves = [], []
    if funder is not None:
        moves.append(
            Transfer(giver=funder, receiver=payer, amount=fund, day=contract.starts, purpose="grant")
        )
    for check, people in zip(checks, reached, strict=True):
        premium = int(people) * contract.premium
        if left is not None:
            premium = min(premium, left)
            left -= premium
        parts = split(premium, contract.shares)
        rows.append({"closes": check.closes, "reached": int(people), "fee": fee, "premium": premium, **parts})
        moves.append(Transfer(giver=payer, receiver=provider, amount=fee, day=check.closes, purpose="fee"))
        moves += [
            Transfer(giver=payer, receiver=name, amount=amount, day=check.closes, purpose="premium")
            for name, amount in parts.items()
        ]
    return Course(contract=contract, quarters=pd.DataFrame(rows), transfers=tuple(moves))
