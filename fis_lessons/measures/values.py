"""One value as somebody has it: is it a number, is it missing, how is it written in a sentence."""

from __future__ import annotations

import math
import numbers
from decimal import Decimal
from typing import Any, Final

from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _

LEAST: Final = 1e-100
"""A number nearer to zero than this is zero: nothing can be divided by it."""
MOST: Final = 1e15
"""No amount, no count beyond this: from here on a float no longer tells one cent from the next."""
MOST_CENTS: Final = 10**12
"""Ten billion euros: five million payments of it still fit in a whole number of 64 bits."""

_USUAL = (float, int)


def missing(value: object) -> bool:
    """Tell what stands for no value: None, NaN, and what pandas writes for them.

    Examples
    --------
    >>> missing(None), missing(float("nan")), missing(0)
    (True, True, False)
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    # a whole number or a fraction always is one, and may be too large to be asked
    return isinstance(value, numbers.Real) and not isinstance(value, numbers.Rational) and math.isnan(value)


def plain(value: object) -> float | str:
    """Turn a number into a plain float; where it is none, say in a sentence what there is.

    Examples
    --------
    >>> plain(Decimal("2.5")), plain(None), plain("2,5")
    (2.5, 'manca.', "c'è «2,5», che non è un numero.")
    """
    if isinstance(value, float | int) and type(value) in _USUAL:  # measures read thousands of them
        if LEAST <= abs(value) <= MOST:
            return float(value)
        if value == 0:
            return 0.0
    return _plain(value)


def _plain(value: object) -> float | str:
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        value = value.item()  # an array of one value, or a scalar of numpy
    if missing(value):
        return _("manca.")
    if isinstance(value, bool) or not isinstance(value, numbers.Real | Decimal):
        return _("c'è {value}, che non è un numero.").format(value=said(value))
    try:
        found = float(value)
    except OverflowError:
        return _("è un numero enorme.")
    if abs(found) < LEAST:
        return 0.0
    if abs(found) > MOST:
        return _("è un numero enorme.") if math.isfinite(found) else _("è infinito.")
    return found


def said(value: object) -> str:
    """Write a value as it can be shown in a sentence: short, on one line.

    Examples
    --------
    >>> said("a" * 50)
    '«aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…»'
    """
    if isinstance(value, numbers.Real) and not isinstance(value, bool) and plain_ok(value):
        return exact(float(value))
    try:
        text = " ".join(str(value).split())
    except Exception:
        text = type(value).__name__
    return f"«{text if len(text) <= 40 else text[:39] + '…'}»"


def plain_ok(value: object) -> bool:
    """Tell whether a value is a number a measure takes."""
    return not isinstance(plain(value), str)


def number_range(*, least: float | None, above: float | None, most: float | None, below: float | None) -> str:
    """Say between which limits a number must be: ``least`` and ``most`` included, the others not."""
    low, high = (least if above is None else above), (most if below is None else below)
    if low is not None and high is not None:
        told = (
            _("un numero fra {low} e {high}")
            if above is None
            else _("un numero fra {low} e {high}, estremi esclusi")
        )
        return told.format(low=exact(low), high=exact(high))
    if low is not None:
        return (_("un numero da {low} in su") if above is None else _("un numero maggiore di {low}")).format(
            low=exact(low)
        )
    if high is not None:
        return (_("un numero fino a {high}") if below is None else _("un numero minore di {high}")).format(
            high=exact(high)
        )
    return _("un numero")


def whole_range(least: int | None, most: int | None) -> str:
    """Say between which limits a whole number must be."""
    if least is not None and most is not None:
        return _("un numero intero fra {low} e {high}").format(low=exact(least), high=exact(most))
    if least is not None:
        return _("un numero intero, almeno {low}").format(low=exact(least))
    return _("un numero intero")


def kept(value: Any) -> int | float:
    """Make a number plain, whatever its size; NaN stays NaN."""
    if missing(value):
        return math.nan
    try:
        found = float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    return int(value) if isinstance(value, numbers.Integral) and abs(found) <= MOST else found
