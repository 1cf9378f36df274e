"""What a series of payments must be before anything is computed on it: finite, in order, in one currency."""

from __future__ import annotations

import itertools
import numbers
from datetime import date
from decimal import Decimal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import day, exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.discount import MOST_PERIODS
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import kept

Amount = int | float | Decimal
DAYS_IN_YEAR = 365
"""Convention of dated flows: actual days over 365."""


@dataclass(frozen=True)
class DatedFlow:
    """A payment on a day.

    Parameters
    ----------
    when
        The day.
    amount
        Negative if paid, positive if received.
    currency
        Three letters. One series has one currency.
    """

    when: date
    amount: Amount
    currency: str = "EUR"

    def __post_init__(self) -> None:
        require = Require(_("Questo flusso non va bene."))
        object.__setattr__(self, "when", require.day(self.when, _("giorno")))
        require.text(self.currency, _("valuta"))
        require.number(self.amount, _("importo"))
        require.stop()
        if not isinstance(self.amount, Decimal):
            object.__setattr__(self, "amount", kept(self.amount))


def read_amounts(require: Require, flows: object) -> list[float]:
    """Read amounts as floats: finite, at least one, exact decimals and floats not together.

    Examples
    --------
    >>> read_amounts(Require(""), [1, Decimal("2.50")])
    [1.0, 2.5]
    """
    listed = require.items(flows, _("flussi"), fewest=1, expected=_("almeno un flusso"))
    if len(listed) > MOST_PERIODS:
        require.problem(
            _("flussi"),
            _("sono {n}.").format(n=exact(len(listed))),
            expected=_("al massimo {n} periodi").format(n=exact(MOST_PERIODS)),
        )
        return []
    amounts = [
        require.number(flow, _("flusso numero {place}").format(place=place), expected=_("un numero finito"))
        for place, flow in enumerate(listed, start=1)
    ]
    kinds = {isinstance(flow, Decimal) for flow in listed if not isinstance(flow, numbers.Integral)}
    if len(kinds) > 1:
        require.problem(
            _("flussi"),
            _("ci sono insieme decimali esatti e numeri in virgola mobile."),
            expected=_("un solo tipo"),
            remedy=_("Converti prima gli importi, così si vede dove si arrotonda."),
        )
    return amounts


def read_dated(require: Require, flows: object) -> list[tuple[float, float]]:
    """Read dated flows as pairs of amount and years from the first: in order, in one currency.

    Examples
    --------
    >>> read_dated(Require(""), [DatedFlow(date(2025, 1, 1), -10), DatedFlow(date(2026, 1, 1), 11)])
    [(-10.0, 0.0), (11.0, 1.0)]
    """
    listed = require.items(
        flows, _("flussi"), of=DatedFlow, fewest=1, expected=_("un elenco di flussi con il loro giorno")
    )
    if not listed:
        return []
    amounts = read_amounts(require, [flow.amount for flow in listed])
    for place, (before, after) in enumerate(itertools.pairwise(listed), start=2):
        if after.when < before.when:
            require.problem(
                _("flusso numero {place}").format(place=place),
                _("{later} dopo {earlier}.").format(later=day(after.when), earlier=day(before.when)),
                expected=_("date in ordine"),
                remedy=_("Controlla di non avere scambiato giorno e mese, o due date."),
            )
    currencies = sorted({flow.currency for flow in listed})
    if len(currencies) > 1:
        require.problem(
            _("valuta"),
            _("ce n'è più di una: {names}.").format(names=", ".join(currencies)),
            expected=_("una sola valuta"),
            remedy=_("Converti prima."),
        )
    start = listed[0].when
    return [
        (amount, (flow.when - start).days / DAYS_IN_YEAR)
        for amount, flow in zip(amounts, listed, strict=False)
    ]
