"""Money to the cent: whole cents in contracts, and no way to slip a float in unseen."""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import MOST, said

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
    if isinstance(amount, bool) or not isinstance(amount, numbers.Integral | str | Decimal):
        raise MeasureError(
            _("Questo importo non è esatto:"),
            [
                Problem(
                    _("importo"),
                    _("c'è {value}.").format(value=said(amount)),
                    _("euro interi, oppure un decimale scritto fra virgolette"),
                    _('Scrivilo per esempio così: cents("71.41").'),
                )
            ],
        )
    try:
        exact = Decimal(amount if isinstance(amount, str | Decimal) else int(amount)) * 100
        whole = int(exact)
    except (InvalidOperation, ValueError, OverflowError):
        raise _unreadable(amount) from None
    if exact != whole or abs(whole) > MOST:
        raise _unreadable(amount)
    return whole


def _unreadable(amount: object) -> MeasureError:
    return MeasureError(
        _("Questo importo non si legge:"),
        [
            Problem(
                _("importo"),
                _("c'è {value}.").format(value=said(amount)),
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
    require = Require(_("Questo importo non si può scrivere:"))
    whole = require.cents(amount, _("importo"), least=-int(MOST))
    require.stop()
    # the division is only for the eye: nothing is computed from it
    return money(whole / 100, decimals=0 if whole % 100 == 0 else 2)


def part(amount: Cents, share: Decimal | float) -> Cents:
    """Return a share of an amount, rounded to the cent, halves up.

    Examples
    --------
    >>> part(1001, 0.5)
    501
    """
    require = Require(_("Questa parte non si può calcolare:"))
    whole = require.cents(amount, _("importo"), least=-int(MOST))
    require.number(share, _("quota"))
    require.stop()
    # a decimal is taken as it is written, a float as it is read: 0.1 is a tenth
    exact = share if isinstance(share, Decimal) else Decimal(str(float(share)))
    return int((whole * exact).quantize(Decimal(1), rounding=ROUND_HALF_UP))


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
    require = Require(_("Questa ripartizione non va bene:"))
    whole = require.cents(amount, _("somma da dividere"))
    exact = read_shares(require, shares, _("quote"))
    require.stop()
    due = {name: whole * share / 100 for name, share in exact.items()}
    parts = {name: int(value) for name, value in due.items()}
    left = whole - sum(parts.values())
    for name in sorted(due, key=lambda name: parts[name] - due[name])[:left]:
        parts[name] += 1
    return parts


def read_shares(require: Require, shares: object, where: str) -> dict[str, Decimal]:
    """Read who receives which percentage: exact, not negative, a hundred in all."""
    if not isinstance(shares, Mapping):
        require.problem(where, _("c'è {value}.").format(value=said(shares)), expected=_("una quota per nome"))
        return {}
    exact: dict[str, Decimal] = {}
    for name, share in shares.items():
        named = _("quota di «{name}»").format(name=require.text(name, where))
        try:
            if isinstance(share, bool | float) or not isinstance(share, numbers.Integral | str | Decimal):
                raise ValueError
            exact[str(name)] = Decimal(share if isinstance(share, str | Decimal) else int(share))
            if not 0 <= exact[str(name)] <= 100:  # not a number is not between them either
                raise ValueError
        except (InvalidOperation, ValueError):
            require.problem(
                named,
                _("c'è {value}.").format(value=said(share)),
                expected=_("da 0 a 100, senza virgola mobile"),
                remedy=_('I decimali vanno fra virgolette: "33.3".'),
            )
    if require.fine and sum(exact.values(), Decimal(0)) != 100:
        total = number(sum(exact.values(), Decimal(0)), decimals=2)
        require.problem(
            where, _("insieme fanno {total}.").format(total=total), expected=_("quote che insieme fanno 100")
        )
    return exact
