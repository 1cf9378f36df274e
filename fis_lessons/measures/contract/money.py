"""Money to the cent: whole cents in contracts, and no way to slip a float in unseen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number

Cents = int
"""Whole cents of a currency. Contracts count in these; simulations use floats and say so."""


def cents(amount: int | str | Decimal) -> Cents:
    """Turn an amount into whole cents, exactly.

    Parameters
    ----------
    amount
        Whole euros, or a decimal written with a point. A float is refused: 0.1 has no exact float.

    Raises
    ------
    MeasureError
        If it is a float, cannot be read, or has more than two decimals.

    Examples
    --------
    >>> cents("71.41"), cents(200000)
    (7141, 20000000)
    """
    if isinstance(amount, bool) or not isinstance(amount, int | str | Decimal):
        raise MeasureError(
            _("Questo importo non è esatto:"),
            [
                Problem(
                    _("importo"),
                    _("{value} è un numero con la virgola mobile.").format(value=repr(amount)[:40]),
                    _("euro interi, oppure un decimale scritto fra virgolette"),
                    _('Scrivilo per esempio così: cents("71.41").'),
                )
            ],
        )
    try:
        exact = Decimal(amount) * 100
        whole = int(exact)
    except (InvalidOperation, ValueError, OverflowError):
        raise _unreadable(amount) from None
    if exact != whole:
        raise _unreadable(amount)
    return whole


def _unreadable(amount: object) -> MeasureError:
    return MeasureError(
        _("Questo importo non si legge:"),
        [
            Problem(
                _("importo"),
                _("c'è «{value}».").format(value=str(amount)[:40]),
                _("un numero con al massimo due decimali, per esempio 71.41"),
            )
        ],
    )


def shown(amount: Cents) -> str:
    """Write cents as euros, with decimals only where there are some.

    Examples
    --------
    >>> shown(7141), shown(20000000)
    ('71,41 €', '200.000 €')
    """
    # the division is only for the eye: nothing is computed from it
    return money(amount / 100, decimals=0 if amount % 100 == 0 else 2)


def part(amount: Cents, share: Decimal | float) -> Cents:
    """Return a share of an amount, rounded to the cent, halves up.

    Examples
    --------
    >>> part(1001, 0.5)
    501
    """
    return int((Decimal(amount) * Decimal(str(share))).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def split(amount: Cents, shares: Mapping[str, int | str | Decimal]) -> dict[str, Cents]:
    """Split an amount by percentages, losing and inventing no cent.

    Each part is rounded down; the cents left over go, one each, to the parts that lost most in rounding
    (largest remainder; the first of the list where they tie).

    Parameters
    ----------
    amount
        Cents, not negative.
    shares
        Percentages; they add up to 100.

    Raises
    ------
    MeasureError
        If the amount or a share is negative, or the shares do not add up to 100.

    Examples
    --------
    >>> split(10001, {"cooperative": 30, "new activities": 70})
    {'cooperative': 3000, 'new activities': 7001}
    """
    exact = {name: Decimal(share) for name, share in shares.items()}
    problems = []
    if amount < 0:
        problems.append(
            Problem(_("somma da dividere"), _("è negativa."), _("un importo da zero in su")),
        )
    if any(share < 0 for share in exact.values()):
        problems.append(Problem(_("quote"), _("una quota è negativa."), _("quote da 0 a 100")))
    total = sum(exact.values(), Decimal(0))
    if total != 100:
        problems.append(
            Problem(
                _("quote"),
                _("insieme fanno {total}.").format(total=number(float(total), decimals=2)),
                _("quote che insieme fanno 100"),
            )
        )
    if problems:
        raise MeasureError(_("Questa ripartizione non va bene:"), problems)
    due = {name: amount * share / 100 for name, share in exact.items()}
    parts = {name: int(value) for name, value in due.items()}
    left = amount - sum(parts.values())
    for name in sorted(due, key=lambda name: parts[name] - due[name])[:left]:
        parts[name] += 1
    return parts
