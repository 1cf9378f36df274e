"""When each unit began, and who never did, whatever way the table says it."""

from __future__ import annotations

import math
import numbers
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.event import each_once
from fis_lessons.measures.evaluation.timeline import Timeline
from fis_lessons.measures.values import said
from fis_lessons.reading import is_blank


def read_starts(
    checks: Checks, name: Hashable, units: Codes, times: Codes, line: Timeline
) -> tuple[Codes, bool]:
    """Return the position of each unit's first treated period (one past the last for never), and a doubt.

    The doubt: zeros were read as never, and a period zero exists.
    """
    count = int(units.max()) + 1 if units.size else 0
    nobody = np.zeros(count, dtype=np.intp), False
    if not checks.there(name):
        checks.amounts(name, "first_treated")  # says that it is not there
        return nobody
    if checks.problems:
        return nobody
    each_once(checks, units, times, len(line))
    column = checks.frame[name]
    if isinstance(column, pd.DataFrame):
        checks.amounts(name, "first_treated")  # says that there are two
        return nobody
    try:
        codes, values = pd.factorize(column.astype(object), use_na_sentinel=True)
    except TypeError:  # lists, tables: they cannot be told apart
        checks.problem(f"first_treated={name!r}", said(column.iloc[0]), expected=_("numeri, date o periodi"))
        return nobody
    places, doubt = _places(list(values), line, has_blanks=bool((codes < 0).any()))
    strange = [value for value, place in zip(values, places, strict=True) if place is None]
    if strange:
        checks.problem(
            f"first_treated={name!r}",
            ", ".join(said(value) for value in strange[:3]),
            expected=_("un periodo scritto come quelli di time"),
            remedy=_("Lascia vuota la cella di chi non comincia mai."),
        )
        return nobody
    at = np.array([*places, len(line)], dtype=np.intp)[codes]  # a blank has code -1: the last
    low = _one_start(checks, name, units, at, len(line))
    return low, doubt


def _places(values: list[Any], line: Timeline, *, has_blanks: bool) -> tuple[list[int | None], bool]:
    """Read each start; one past the last period for never, None for what is no period."""
    never = [is_blank(value) or _endless(value) for value in values]
    zero = line.place(0) if any(_amounts_to(label, 0) for label in line.labels) else None
    # a zero among others is a period; the first of all may also be how "never" was written
    is_period = zero is not None and (zero > 0 or has_blanks or any(never))
    found: list[int | None] = []
    doubt = False
    for value, out in zip(values, never, strict=True):
        if out or (_amounts_to(value, 0) and not is_period):
            doubt = doubt or (not out and zero is not None)
            found.append(len(line))
        else:
            found.append(line.place(int(value) if isinstance(value, bool | np.bool_) else value))
    return found, doubt


def _amounts_to(value: object, wanted: float) -> bool:
    return isinstance(value, numbers.Number | Decimal | np.bool_) and value == wanted


def _endless(value: object) -> bool:
    return isinstance(value, numbers.Real | Decimal) and value in (math.inf, -math.inf)


def _one_start(checks: Checks, name: Hashable, units: Codes, at: Codes, periods: int) -> Codes:
    """Return the start of each unit; a problem if it changes from row to row, or nobody ever starts."""
    count = int(units.max()) + 1
    low, high = np.full(count, periods, dtype=np.intp), np.zeros(count, dtype=np.intp)
    np.minimum.at(low, units, at)
    np.maximum.at(high, units, at)
    changing = int((low != high).sum())
    if changing:
        checks.problem(
            f"first_treated={name!r}",
            _("cambia da una riga all'altra in {n} unità").format(n=number(changing)),
            expected=_("lo stesso inizio in tutte le righe di una unità"),
        )
    elif (low == periods).all():
        checks.problem(f"first_treated={name!r}", _("nessuno è trattato"))
    return low
