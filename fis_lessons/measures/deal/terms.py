"""The terms of a pay-by-result deal with money advanced by others: all that has to be agreed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import Cents, part, shown

Timing = Literal["yearly", "end"]


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A deal between a payer, a provider, an investor and whoever shares the risk.

    Every amount is in whole cents. The money is kept in one account of the project: it receives what is advanced,
    given and paid, and pays for the service.

    Parameters
    ----------
    start
        When the money is advanced and the service begins.
    years
        Of service.
    people
        In the service.
    service_cost
        Of the whole service, paid in equal parts at the start of each year.
    investment
        Advanced by the investor, to be given back only if results come.
    grant
        Given by a donor, not to be given back.
    fixed_fee
        Paid by the payer at the start of each year, whatever the results.
    price
        Paid for each person who succeeds.
    cap
        Most that is paid for results.
    threshold
        Share of success below which nothing is paid for results.
    timing
        ``"yearly"``: results of a year are paid after it; ``"end"``: all together after the last.
    lag_months
        Between the end of a year and the payment of its results, for the checks.
    guarantee
        Share of the capital the investor has lost that a guarantor gives back.
    top_return
        Most the investor receives above the capital, as a share of it.
    provider_share
        Share of what is left after the investor that goes to the provider; the rest is used again for services.
    """

    start: date
    years: int
    people: int
    service_cost: Cents
    investment: Cents
    price: Cents
    cap: Cents
    grant: Cents = 0
    fixed_fee: Cents = 0
    threshold: float = 0.0
    timing: Timing = "end"
    lag_months: int = 6
    guarantee: float = 0.0
    top_return: float = 0.1
    provider_share: float = 0.3

    def __post_init__(self) -> None:
        """Refuse terms that cannot be kept, all at once.

        Raises
        ------
        MeasureError
            With every term that is out of range, or leaves the service without money.
        """
        problems = [*self._counts(), *self._amounts(), *self._shares()]
        if not problems:
            problems = self._uncovered()
        if problems:
            raise MeasureError(_("Queste condizioni non si possono firmare."), problems)

    @property
    def yearly_cost(self) -> tuple[Cents, ...]:
        """What the service costs each year; the cents that do not divide go to the last."""
        each = self.service_cost // self.years
        return (*[each] * (self.years - 1), self.service_cost - each * (self.years - 1))

    @property
    def least_successes(self) -> int:
        """Fewest people who must succeed for results to be paid."""
        return math.ceil(round(self.threshold * self.people, 9))

    def due(self, successes: int) -> Cents:
        """Return what is paid for results, cap and threshold applied.

        Parameters
        ----------
        successes
            People who succeeded, from 0 to all.
        """
        if successes < self.least_successes:
            return 0
        return min(successes * self.price, self.cap)

    def _counts(self) -> list[Problem]:
        return [
            Problem(name, str(value), expected=_("almeno {least}").format(least=least))
            for name, value, least in (
                ("years", self.years, 1),
                ("people", self.people, 1),
                ("lag_months", self.lag_months, 0),
            )
            if value < least
        ]

    def _amounts(self) -> list[Problem]:
        amounts = {
            "service_cost": self.service_cost,
            "investment": self.investment,
            "price": self.price,
            "cap": self.cap,
            "grant": self.grant,
            "fixed_fee": self.fixed_fee,
        }
        problems = [
            Problem(name, repr(value), expected=_("centesimi interi"), remedy=_('Usa cents("71.41").'))
            for name, value in amounts.items()
            if not isinstance(value, int) or isinstance(value, bool)
        ]
        problems += [
            Problem(name, shown(value), expected=_("un importo da zero in su"))
            for name, value in amounts.items()
            if isinstance(value, int) and value < 0
        ]
        if not problems and self.cap < self.price:
            problems.append(
                Problem(
                    "cap",
                    shown(self.cap),
                    expected=_("almeno il prezzo di un risultato, {price}").format(price=shown(self.price)),
                )
            )
        return problems

    def _shares(self) -> list[Problem]:
        shares = {
            "threshold": self.threshold,
            "guarantee": self.guarantee,
            "provider_share": self.provider_share,
        }
        problems = [
            Problem(name, str(value), expected=_("una quota fra 0 e 1"))
            for name, value in shares.items()
            if not 0 <= value <= 1
        ]
        if self.threshold > 0 and self.timing == "yearly":
            problems.append(
                Problem(
                    "timing",
                    _("pagamento ogni anno, con una soglia sul totale"),
                    expected=_("con una soglia si paga alla fine"),
                    remedy=_("Finché il totale non si conosce, nessuno sa se la soglia è raggiunta."),
                )
            )
        if not (math.isfinite(self.top_return) and self.top_return >= 0):
            problems.append(
                Problem("top_return", str(self.top_return), expected=_("una quota da zero in su"))
            )
        return problems

    def _uncovered(self) -> list[Problem]:
        """Find a year whose cost is not there even if results come to nothing."""
        have = self.investment + self.grant
        for year, cost in enumerate(self.yearly_cost, start=1):
            have += self.fixed_fee - cost
            if have < 0:
                return [
                    Problem(
                        "investment",
                        _("all'anno {year} mancano {gap}").format(year=year, gap=shown(-have)),
                        expected=_("denaro per tutto il servizio, anche se non arriva nessun risultato"),
                        remedy=_(
                            "Aumenta ciò che si anticipa, il contributo o il canone; oppure "
                            "riduci il servizio."
                        ),
                    )
                ]
        return []


def blended(deal_cost: Cents, *, grant_share: float) -> tuple[Cents, Cents]:
    """Split a cost between a grant and an investment, to the cent.

    Parameters
    ----------
    deal_cost
        What has to be covered.
    grant_share
        From 0 (all advanced by investors: a social bond) to 1 (all given: a grant).

    Returns
    -------
    tuple of int
        Grant and investment, in cents.

    Raises
    ------
    MeasureError
        If the share is not between 0 and 1.

    Examples
    --------
    >>> blended(10001, grant_share=0.5)
    (5001, 5000)
    """
    if not 0 <= grant_share <= 1:
        raise MeasureError(
            _("La quota di contributo non va bene."),
            [Problem("grant_share", str(grant_share), expected=_("una quota fra 0 e 1"))],
        )
    grant = part(deal_cost, grant_share)
    return grant, deal_cost - grant
