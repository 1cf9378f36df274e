"""Who gives what to whom: every payment has two ends, so that all flows together are zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import Cents, split
from fis_lessons.measures.contract.payments import Payments


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Money that goes from one party to another on a day.

    Parameters
    ----------
    giver, receiver
        Two different parties.
    amount
        Cents, not negative.
    day
        When.
    purpose
        Short name of what it is for.
    """

    giver: str
    receiver: str
    amount: Cents
    day: date
    purpose: str

    def __post_init__(self) -> None:
        problems = []
        where = f"{self.giver} → {self.receiver}"
        if self.amount < 0:
            problems.append(Problem(where, _("la somma è negativa."), _("una somma da zero in su")))
        if self.giver == self.receiver:
            problems.append(Problem(where, _("chi dà è anche chi riceve."), _("due soggetti diversi")))
        if problems:
            raise MeasureError(_("Questo passaggio di denaro non va bene:"), problems)


def net(transfers: Iterable[Transfer]) -> dict[str, Cents]:
    """Return what each party is left with: received less given. The sum is always zero.

    Examples
    --------
    >>> day = date(2026, 1, 1)
    >>> net([Transfer(giver="payer", receiver="provider", amount=500, day=day, purpose="fee")])
    {'payer': -500, 'provider': 500}
    """
    left: dict[str, Cents] = {}
    for one in transfers:
        left[one.giver] = left.get(one.giver, 0) - one.amount
        left[one.receiver] = left.get(one.receiver, 0) + one.amount
    return left


def transfers(
    payments: Payments, *, payer: str, shares: Mapping[str, int | str | Decimal], purpose: str = "outcomes"
) -> list[Transfer]:
    """Turn a settlement into transfers, at the end of each period of the calendar.

    Parameters
    ----------
    payments
        The settlement.
    payer
        Who pays for results.
    shares
        Who receives, and which percentage.
    purpose
        What the money is for.
    """
    contract = payments.contract
    ends = [window.closes for window in sorted(contract.checks, key=lambda one: one.opens)]
    paid = payments.lines[payments.lines["paid"] > 0].groupby("period")["paid"].sum()
    return [
        Transfer(
            giver=payer,
            receiver=receiver,
            amount=amount,
            day=ends[int(str(period))] if ends else contract.window.closes,
            purpose=purpose,
        )
        for period, total in paid.items()
        for receiver, amount in split(int(total), shares).items()
    ]
