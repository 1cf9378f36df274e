"""What the plan of an evaluation refuses, all at once and by name."""

from __future__ import annotations

import math
from collections.abc import Iterable

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number


def refuse(problems: Iterable[Problem]) -> None:
    """Raise one error with every problem; nothing if there is none.

    Raises
    ------
    MeasureError
        If there is at least one.
    """
    found = list(problems)
    if found:
        raise MeasureError(_("Con questi numeri il piano non si può calcolare."), found)


def inside(name: str, value: float, low: float, high: float) -> list[Problem]:
    """Find a number that is not strictly between two others."""
    if math.isfinite(value) and low < value < high:
        return []
    return [
        Problem(
            name,
            _shown(value),
            expected=_("un numero fra {low} e {high}, estremi esclusi").format(
                low=_shown(low), high=_shown(high)
            ),
        )
    ]


def from_zero_to_one(name: str, value: float) -> list[Problem]:
    """Find a share that is not between 0 (included) and 1 (excluded)."""
    if math.isfinite(value) and 0 <= value < 1:
        return []
    return [Problem(name, _shown(value), expected=_("una quota da 0 a meno di 1"))]


def positive(name: str, value: float) -> list[Problem]:
    """Find a number that is not above zero."""
    if math.isfinite(value) and value > 0:
        return []
    return [Problem(name, _shown(value), expected=_("un numero maggiore di zero"))]


def people(name: str, value: float, *, least: int) -> list[Problem]:
    """Find a count that is not whole or is too small."""
    if math.isfinite(value) and value == int(value) and value >= least:
        return []
    return [Problem(name, _shown(value), expected=_("un numero intero, almeno {least}").format(least=least))]


def _shown(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    return number(value, decimals=0 if value == int(value) else 3)
