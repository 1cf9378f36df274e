"""A balanced panel as a matrix, for the methods that need every unit in every period."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.event import each_once, position
from fis_lessons.measures.values import said


@dataclass(frozen=True)
class Panel:
    """Who, when, how much.

    Parameters
    ----------
    values
        Shape (units, periods): the treated units first.
    units, periods
        Names, in the same order.
    treated
        How many units are treated.
    first
        Position of the first period with the intervention.
    """

    values: Floats
    units: tuple[Any, ...]
    periods: tuple[Any, ...]
    treated: int
    first: int


def read_panel(
    checks: Checks, *, outcome: Hashable, unit: Hashable, time: Hashable, treated_unit: Any, start: Any
) -> Panel:
    """Read a balanced panel; stop with all the problems found.

    Parameters
    ----------
    treated_unit
        Name of the treated unit, or a list of names.
    """
    values = checks.outcome(outcome)
    units, names = checks.labels(unit, "unit")
    times, line = checks.times(time)
    chosen = _several(treated_unit)
    unknown = [name for name in chosen if not _among(name, names)]
    own = set() if unknown else set(chosen)
    if names and (unknown or not chosen):
        checks.problem(
            "treated_unit",
            ", ".join(said(name) for name in unknown) or _("nessuna unità"),
            expected=_("una fra: {names}").format(names=", ".join(str(name) for name in names[:12])),
        )
    donors = [name for name in names if name not in own]
    if names and not checks.problems and len(donors) < 2:
        checks.problem(
            "unit", _("unità di confronto: {n}").format(n=number(len(donors))), expected=_("almeno 2")
        )
    first = position(checks, line, start)
    if not checks.problems:
        each_once(checks, units, times, len(line))
        holes = len(names) * len(line) - checks.rows
        if holes > 0:
            checks.problem(
                "unit, time",
                _("mancano {n} combinazioni di unità e periodo").format(n=number(holes)),
                expected=_("ogni unità in ogni periodo"),
                remedy=_("Togli le unità o i periodi incompleti."),
            )
    if not checks.problems and first < 2:
        checks.problem(
            "start", said(start), expected=_("almeno 2 periodi prima dell'inizio"),
            remedy=_("Con un periodo solo prima dell'inizio usa la differenza nelle differenze."),
        )  # fmt: skip
    checks.stop()
    matrix = np.empty((len(names), len(line)))
    matrix[units, times] = values
    is_treated = np.array([name in own for name in names])
    order = np.concatenate([np.flatnonzero(is_treated), np.flatnonzero(~is_treated)])
    return Panel(
        values=matrix[order],
        units=tuple(names[i] for i in order),
        periods=line.labels,
        treated=int(is_treated.sum()),
        first=first,
    )


def _several(treated_unit: object) -> list[Any]:
    if isinstance(treated_unit, list | tuple | set | frozenset):
        return list(treated_unit)
    if isinstance(treated_unit, pd.Series | pd.Index | np.ndarray) and treated_unit.ndim == 1:
        return list(treated_unit.tolist())
    return [treated_unit]


def _among(name: object, names: list[Any]) -> bool:
    try:
        return name in set(names)
    except (TypeError, ValueError):  # a thing that cannot be a name
        return False


def gaps_table(panel: Panel, actual: Floats, synthetic: Floats) -> pd.DataFrame:
    """Put the true and the synthetic path side by side: period, actual, synthetic, gap, after."""
    return pd.DataFrame(
        {
            "period": list(panel.periods),
            "actual": actual,
            "synthetic": synthetic,
            "gap": actual - synthetic,
            "after": np.arange(len(panel.periods)) >= panel.first,
        }
    )
