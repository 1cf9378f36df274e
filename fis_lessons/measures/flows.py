"""What a series of payments must be before anything is computed on it: finite, in order, in one currency."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import day, percent
from fis_lessons.i18n import gettext as _

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


def check_rate(rate: float, *, where: str = "rate", highest: float = 1.0) -> None:
    """Refuse a discount rate that cannot be meant.

    Raises
    ------
    MeasureError
        If it is not finite, -100% or less, or ``highest`` or more.

    Examples
    --------
    >>> check_rate(0.03)
    """
    if math.isfinite(rate) and -1 < rate < highest:
        return
    found = percent(rate) if math.isfinite(rate) else str(rate)
    raise MeasureError(
        _("Il tasso di sconto non va bene."),
        [
            Problem(
                where,
                found,
                expected=_("più di -100% e meno di {highest}").format(highest=percent(highest, decimals=0)),
                remedy=_("Scrivi 0,03 per dire 3%."),
            )
        ],
    )


def amounts_of(flows: Sequence[Amount]) -> list[float]:
    """Check amounts and return them as floats.

    Raises
    ------
    MeasureError
        If there is none, one is not a finite number, or exact decimals and floats are mixed.

    Examples
    --------
    >>> amounts_of([1, Decimal("2.50")])
    [1.0, 2.5]
    """
    kinds = {Decimal if isinstance(flow, Decimal) else float for flow in flows if not isinstance(flow, int)}
    problems = [
        Problem(f"flows[{k}]", str(flow), expected=_("un numero finito"))
        for k, flow in enumerate(flows)
        if not math.isfinite(flow)
    ]
    if len(flows) == 0:
        problems.append(Problem("flows", _("nessun flusso"), expected=_("almeno un flusso")))
    if len(kinds) > 1:
        problems.append(
            Problem(
                "flows",
                _("numeri decimali esatti e numeri in virgola mobile insieme"),
                expected=_("un solo tipo"),
                remedy=_("Converti prima gli importi, così si vede dove si arrotonda."),
            )
        )
    if problems:
        raise MeasureError(_("I flussi non vanno bene."), problems)
    return [float(flow) for flow in flows]


def in_years(flows: Sequence[DatedFlow]) -> list[tuple[float, float]]:
    """Check dated flows and return each amount with its years from the first.

    Raises
    ------
    MeasureError
        As for :func:`amounts_of`; also if dates go backwards or currencies are mixed.

    Examples
    --------
    >>> in_years([DatedFlow(date(2025, 1, 1), -10), DatedFlow(date(2026, 1, 1), 11)])
    [(-10.0, 0.0), (11.0, 1.0)]
    """
    amounts = amounts_of([flow.amount for flow in flows])
    problems = [
        Problem(
            f"flows[{k}]",
            _("{later} dopo {earlier}").format(later=day(after.when), earlier=day(before.when)),
            expected=_("date in ordine"),
            remedy=_("Controlla di non avere scambiato giorno e mese, o due date."),
        )
        for k, (before, after) in enumerate(itertools.pairwise(flows), start=1)
        if after.when < before.when
    ]
    currencies = sorted({flow.currency for flow in flows})
    if len(currencies) > 1:
        problems.append(
            Problem(
                "flows", ", ".join(currencies), expected=_("una sola valuta"), remedy=_("Converti prima.")
            )
        )
    if problems:
        raise MeasureError(_("I flussi con data non vanno bene."), problems)
    start = flows[0].when
    return [
        (amount, (flow.when - start).days / DAYS_IN_YEAR) for amount, flow in zip(amounts, flows, strict=True)
    ]
