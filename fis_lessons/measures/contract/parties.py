"""Who gives what to whom: every payment has two ends, so that all flows together are zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import Cents, read_shares, split
from fis_lessons.measures.contract.payments import Payments
from fis_lessons.measures.require import Require


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
        require = Require(_("Questo passaggio di denaro non va bene:"))
        giver = require.text(self.giver, _("chi dà"), empty=False)
        receiver = require.text(self.receiver, _("chi riceve"), empty=False)
        require.text(self.purpose, _("motivo"))
        where = f"{giver} → {receiver}"
        object.__setattr__(self, "amount", require.cents(self.amount, where))
        object.__setattr__(self, "day", require.day(self.day, where))
        if giver and giver == receiver:
            require.problem(where, _("chi dà è anche chi riceve."), expected=_("due soggetti diversi"))
        require.stop()


def net(transfers: Iterable[Transfer]) -> dict[str, Cents]:
    """Return what each party is left with: received less given. The sum is always zero.

    Examples
    --------
    >>> day = date(2026, 1, 1)
    >>> net([Transfer(giver="payer", receiver="provider", amount=500, day=day, purpose="fee")])
    {'payer': -500, 'provider': 500}
    """
    require = Require(_("Questi passaggi di denaro non si possono sommare:"))
    listed = require.items(
        transfers, _("passaggi di denaro"), of=Transfer, expected=_("un elenco di passaggi di denaro")
    )
    require.stop()
    left: dict[str, Cents] = {}
    for one in listed:
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

    Raises
    ------
    MeasureError
        With every value out of place.
    """
    require = Require(_("Questi pagamenti non si possono ripartire:"))
    require.instance(payments, _("pagamenti"), Payments, expected=_("i pagamenti di un contratto"))
    require.text(payer, _("chi paga"), empty=False)
    require.text(purpose, _("motivo"))
    read_shares(require, shares, _("quote"))
    require.stop()
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
