"""The terms of a pay-by-result deal with money advanced by others: all that has to be agreed."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import Cents, part, shown
from fis_lessons.measures.require import Require, word_for
from fis_lessons.measures.values import MOST_CENTS

Timing = Literal["yearly", "end"]
MOST_YEARS, MOST_MONTHS, MOST_PEOPLE = 50, 120, 10_000
MOST_RETURN = 10
"""Ten times the capital: beyond that somebody wrote a percentage."""


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
        require = Require(_("Queste condizioni non si possono firmare."))
        read = {**self._counts(require), **self._amounts(require), **self._shares(require)}
        require.stop()
        for name, value in read.items():
            object.__setattr__(self, name, value)
        self._together(require)
        if require.fine:
            self._uncovered(require)
        require.stop()

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

        Raises
        ------
        MeasureError
            If they are not between none and all.
        """
        count = self.count(successes)
        if count < self.least_successes:
            return 0
        return min(count * self.price, self.cap)

    def count(self, successes: object) -> int:
        """Read how many people succeeded.

        Raises
        ------
        MeasureError
            If they are not between none and all.
        """
        require = Require(_("Questo numero di riuscite non può essere."))
        count = require.whole(successes, _("Riuscite"), least=0, most=self.people, field="successes")
        require.stop()
        return count

    def _counts(self, require: Require) -> dict[str, Any]:
        limits = {"years": (1, MOST_YEARS), "people": (1, MOST_PEOPLE), "lag_months": (0, MOST_MONTHS)}
        counts: dict[str, Any] = {
            name: require.whole(getattr(self, name), term_name(name), least=least, most=most, field=name)
            for name, (least, most) in limits.items()
        }
        timing = require.one_of(self.timing, term_name("timing"), get_args(Timing), field="timing")
        return {
            **counts,
            "timing": timing,
            "start": require.day(self.start, term_name("start"), field="start"),
        }

    def _amounts(self, require: Require) -> dict[str, Any]:
        names = ("service_cost", "investment", "price", "cap", "grant", "fixed_fee")
        return {
            name: require.cents(getattr(self, name), term_name(name), most=MOST_CENTS, field=name)
            for name in names
        }

    def _shares(self, require: Require) -> dict[str, Any]:
        shares = {
            name: require.share(getattr(self, name), term_name(name), field=name)
            for name in ("threshold", "guarantee", "provider_share")
        }
        top = require.number(
            self.top_return,
            term_name("top_return"),
            least=0,
            most=MOST_RETURN,
            expected=_("una quota da zero in su"),
            field="top_return",
        )
        return {**shares, "top_return": top}

    def _together(self, require: Require) -> None:
        if self.cap < self.price:
            require.problem(
                term_name("cap"),
                _("è {value}.").format(value=shown(self.cap)),
                expected=_("almeno il prezzo di un risultato, {price}").format(price=shown(self.price)),
                field="cap",
            )
        if self.threshold > 0 and self.timing == "yearly":
            require.problem(
                term_name("timing"),
                _("si paga ogni anno, con una soglia sul totale."),
                expected=_("con una soglia si paga alla fine"),
                remedy=_("Finché il totale non si conosce, nessuno sa se la soglia è raggiunta."),
                field="timing",
            )

    def _uncovered(self, require: Require) -> None:
        """Find a year whose cost is not there even if results come to nothing."""
        have = self.investment + self.grant
        for year, cost in enumerate(self.yearly_cost, start=1):
            have += self.fixed_fee - cost
            if have < 0:
                require.problem(
                    term_name("investment"),
                    _("all'anno {year} mancano {gap}.").format(year=year, gap=shown(-have)),
                    expected=_("denaro per tutto il servizio, anche se non arriva nessun risultato"),
                    remedy=_(
                        "Aumenta ciò che si anticipa, il contributo o il canone; oppure riduci il servizio."
                    ),
                    field="investment",
                )
                return


def term_name(term: str) -> str:
    """Return what a term of a deal is called.

    Examples
    --------
    >>> term_name("fixed_fee")
    "Canone fisso all'anno"
    """
    return word_for(
        {
            "start": _("Inizio"),
            "years": _("Anni di servizio"),
            "people": _("Persone"),
            "service_cost": _("Costo del servizio"),
            "investment": _("Anticipa l'investitore"),
            "price": _("Prezzo di un risultato"),
            "cap": _("Tetto ai risultati"),
            "grant": _("Contributo donato"),
            "fixed_fee": _("Canone fisso all'anno"),
            "threshold": _("Soglia di riuscita"),
            "timing": _("Quando si paga"),
            "lag_months": _("Mesi per la verifica"),
            "guarantee": _("Garanzia sul capitale"),
            "top_return": _("Rendimento massimo in tutto"),
            "provider_share": _("Quota del resto a chi realizza"),
        },
        term,
        what=_("condizione"),
    )


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
    require = Require(_("Questo costo non si può dividere."))
    cost = require.cents(deal_cost, _("Costo del servizio"))
    share = require.share(grant_share, _("Quota di contributo"))
    require.stop()
    grant = part(cost, share)
    return grant, cost - grant
