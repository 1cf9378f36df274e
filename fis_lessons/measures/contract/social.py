"""A social outcome contract with a daily fee and a premium: the design announced in Catanzaro in 2025.

What is known of it are people, years, checks and the split of the premium. Fee, premium and indicators are
not public in the sources read: whoever calls this gives them, and says that they are assumptions.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.i18n import counted, exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import Cents, read_shares, split
from fis_lessons.measures.contract.parties import Transfer
from fis_lessons.measures.contract.parts import Window
from fis_lessons.measures.days import MONTHS, months_after
from fis_lessons.measures.require import Require

MOST_PEOPLE, MOST_YEARS = 1_000_000, 50
MOST_AMOUNT = 10**9
"""Ten million euros a day, or for one person at one check."""


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
        require = Require(_("Questo contratto non va bene:"))
        read = {
            "people": require.whole(self.people, _("persone"), least=1, most=MOST_PEOPLE),
            "years": require.whole(self.years, _("anni"), least=1, most=MOST_YEARS),
            "days": require.whole(self.days, _("giorni di apertura"), least=1, most=366),
            "check_months": require.whole(self.check_months, _("mesi fra due verifiche"), least=1),
            "starts": require.day(self.starts, _("primo giorno")),
            "fee": require.cents(self.fee, _("tariffa al giorno"), most=MOST_AMOUNT),
            "premium": require.cents(self.premium, _("premio"), most=MOST_AMOUNT),
        }
        if self.premium_cap is not None:
            read["premium_cap"] = require.cents(self.premium_cap, _("tetto dei premi"))
        read_shares(require, self.shares, _("quote del premio"))
        if require.fine:
            self._together(require, read)
        require.stop()
        for name, value in read.items():
            object.__setattr__(self, name, value)

    def _together(self, require: Require, read: Mapping[str, Any]) -> None:
        if self.premium_cap is not None and read["premium_cap"] < read["premium"]:
            require.problem(
                _("tetto dei premi"),
                _("è meno di un solo premio."),
                expected=_("un tetto che lasci pagare almeno un premio"),
            )
        if MONTHS % read["check_months"]:
            require.problem(
                _("mesi fra due verifiche"),
                counted(
                    read["check_months"],
                    one=_("{count} mese non divide un anno."),
                    more=_("{count} mesi non dividono un anno."),
                ),
                expected="1, 2, 3, 4, 6, 12",
            )

    @property
    def checks(self) -> tuple[Window, ...]:
        """The periods between two checks, one after the other."""
        count = self.years * MONTHS // self.check_months
        starts = [months_after(self.starts, position * self.check_months) for position in range(count + 1)]
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
    require = Require(_("Questi risultati non vanno bene:"))
    require.instance(contract, _("contratto"), SocialContract, expected=_("un contratto con canone e premio"))
    require.stop()
    checks = contract.checks
    listed = require.items(reached, _("risultati"), expected=_("un elenco di persone per verifica"))
    if require.fine and len(listed) != len(checks):
        require.problem(
            _("risultati"),
            _("ce ne sono {count}.").format(count=exact(len(listed))),
            expected=_("uno per verifica, cioè {count}").format(count=exact(len(checks))),
        )
    counts = [
        require.whole(
            value,
            _("risultati della verifica numero {place}").format(place=place),
            least=0,
            most=contract.people,
        )
        for place, value in enumerate(listed, start=1)
    ]
    require.text(payer, _("chi paga"), empty=False)
    require.text(provider, _("chi fa il servizio"), empty=False)
    given = require.cents(fund, _("contributo"))
    if funder is not None:
        require.text(funder, _("chi dà il contributo"), empty=False)
    require.stop()
    fee = contract.people * contract.days * contract.fee
    left = contract.premium_cap
    rows, moves = [], []
    if funder is not None:
        moves.append(
            Transfer(giver=funder, receiver=payer, amount=given, day=contract.starts, purpose="grant")
        )
    for check, people in zip(checks, counts, strict=True):
        premium = people * contract.premium
        if left is not None:
            premium = min(premium, left)
            left -= premium
        parts = split(premium, contract.shares)
        rows.append({"closes": check.closes, "reached": people, "fee": fee, "premium": premium, **parts})
        moves.append(Transfer(giver=payer, receiver=provider, amount=fee, day=check.closes, purpose="fee"))
        moves += [
            Transfer(giver=payer, receiver=name, amount=amount, day=check.closes, purpose="premium")
            for name, amount in parts.items()
        ]
    return Course(contract=contract, quarters=pd.DataFrame(rows), transfers=tuple(moves))
