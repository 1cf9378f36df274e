"""Different starts: an effect for each group and period, against who was not treated, then averages."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.checks import Checks, Codes, Flags, Floats, told
from fis_lessons.measures.evaluation.effect import Effect, make_effect, quantile
from fis_lessons.measures.evaluation.event import each_once
from fis_lessons.measures.evaluation.linear import recode

Comparison = Literal["never", "not_yet"]
ASSUMPTIONS = ("parallel_trends_groups", "no_anticipation", "no_spillover")


@dataclass(frozen=True)
class GroupTime:
    """Effects by group (when it started) and period, and their averages.

    Parameters
    ----------
    table
        Columns: group, period, relative (periods from the start), estimate, standard_error, low, high,
        n_treated, n_control. Rows before the start are placebos: they should be near zero.
    simple
        Mean of all the effects from the start on, weighted by the size of the groups.
    dynamic
        By periods from the start: relative, estimate, standard_error, low, high.
    by_group
        By group: group, estimate, standard_error, low, high, n_treated.
    """

    table: pd.DataFrame
    simple: Effect
    dynamic: pd.DataFrame
    by_group: pd.DataFrame


@dataclass(frozen=True)
class _Cell:
    group: int  # position of the first treated period
    period: int
    estimate: float
    influence: Floats  # per unit, already divided by the number of units
    treated: int
    control: int


def group_time_att(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    unit: Hashable,
    time: Hashable,
    first_treated: Hashable,
    comparison: Comparison = "never",
    clusters: Hashable | None = None,
    confidence: float = 0.95,
) -> GroupTime:
    """Estimate the effect in each period of each group that started at the same time.

    ``ATT(g, t) = mean(Y_t - Y_(g-1) | starts at g) - mean(Y_t - Y_(g-1) | not treated)``. It avoids the
    error of the usual regression with unit and period effects, where those treated early serve as controls
    for those treated late.

    Parameters
    ----------
    frame
        One row per unit and period; units may miss some periods.
    outcome
        Column of numbers.
    unit, time
        Columns that name who and when; time as numbers or dates.
    first_treated
        Column with the first period of the intervention, the same in all rows of a unit. Missing, infinite
        or zero: never.
    comparison
        Against who is never treated, or also against who is not treated yet.
    clusters
        Column of groups, each holding whole units; the unit if not given.
    confidence
        Of the intervals, each on its own.

    Returns
    -------
    GroupTime
        Standard errors by influence function, the weights of the averages counted as estimated; intervals by
        Student's t with one degree of freedom less than the units (or groups).

    Raises
    ------
    MeasureError
        If there is nobody to compare with, one period only, a start that changes within a unit.

    References
    ----------
    B. Callaway, P. Sant'Anna, Journal of Econometrics 225 (2021) 200-230, without covariates. A.
    Goodman-Bacon, Journal of Econometrics 225 (2021) 254-277: what goes wrong otherwise.

    Examples
    --------
    Two units start at 2 and 3 and gain 1 for each period of treatment; everybody gains 10 a period:

    >>> rows = [(u, t, g, 10 * t + max(0, t - g + 1) + e) for u, g, e in
    ...         [("a", 2, 0), ("b", 2, 4), ("c", 3, 0), ("d", 3, 2), ("e", 9, 0), ("f", 9, 3)]
    ...         for t in (1, 2, 3)]
    >>> table = pd.DataFrame(rows, columns=["who", "t", "g", "y"]).replace({"g": {9: None}})
    >>> found = group_time_att(table, outcome="y", unit="who", time="t", first_treated="g")
    >>> found.table[["group", "period", "estimate"]].values.tolist()
    [[2.0, 1.0, 0.0], [2.0, 2.0, 1.0], [2.0, 3.0, 2.0], [3.0, 1.0, 0.0], [3.0, 2.0, 0.0], [3.0, 3.0, 1.0]]
    >>> round(found.simple.estimate, 4)
    1.3333
    """
    checks = Checks(frame, confidence=confidence)
    if comparison not in ("never", "not_yet"):
        checks.problem("comparison", repr(comparison), expected="never, not_yet")
    values = checks.outcome(outcome)
    units, _names = checks.labels(unit, "unit")
    times, periods = checks.labels(time, "time")
    groups = checks.labels(clusters, "clusters")[0] if clusters is not None else None
    if len(periods) == 1:
        checks.problem("time", _("c'è un solo periodo"), expected=_("almeno 2"))
    starts = _starts(checks, first_treated, units, times, periods)
    checks.stop()
    count = int(units.max()) + 1
    matrix = np.full((count, len(periods)), np.nan)
    matrix[units, times] = values
    own_cluster = _clusters_of(checks, units, groups, count)
    cells, lost = _cells(matrix, starts, comparison)
    if not any(cell.period >= cell.group for cell in cells):
        raise MeasureError(
            _("Nessun gruppo ha un prima, un dopo e qualcuno con cui confrontarsi."),
            [
                told(
                    f"first_treated={first_treated!r}",
                    _("gruppi che si possono stimare: 0"),
                    remedy=_("Servono unità mai trattate (o non ancora) e periodi prima dell'inizio."),
                )
            ],
        )
    tables = _Tables(cells, starts, periods, own_cluster, confidence)
    return tables.put_together(_cautions(starts, lost, comparison, matrix))


def _starts(checks: Checks, name: Hashable, units: Codes, times: Codes, periods: list[Any]) -> Codes:
    """Return, for each unit, the position of its first treated period: one past the last for never."""
    count = int(units.max()) + 1 if units.size else 0
    if name not in checks.frame.columns:
        checks.numbers(name, "first_treated")  # says that it is not there
        return np.zeros(count, dtype=np.intp)
    if checks.problems:
        return np.zeros(count, dtype=np.intp)
    each_once(checks, units, times, len(periods))
    column = checks.frame[name]
    never = column.isna().to_numpy(dtype=bool)
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.to_numpy(dtype=np.float64, na_value=np.nan)
        never = never | np.isinf(numbers) | (numbers == 0)
    at = np.full(len(column), len(periods), dtype=np.intp)
    try:
        order = pd.Index(periods)
        at[~never] = order.searchsorted(column[~never].to_numpy(), side="left")
    except TypeError:
        checks.problem(
            f"first_treated={name!r}",
            str(column.dtype),
            expected=_("lo stesso tipo dei periodi: numeri o date"),
        )
        return np.zeros(count, dtype=np.intp)
    low, high = np.full(count, len(periods), dtype=np.intp), np.zeros(count, dtype=np.intp)
    np.minimum.at(low, units, at)
    np.maximum.at(high, units, at)
    changing = int((low != high).sum())
    if changing:
        checks.problem(
            f"first_treated={name!r}",
            _("cambia da una riga all'altra in {n} unità").format(n=number(changing)),
            expected=_("lo stesso inizio in tutte le righe di una unità"),
        )
    elif (low == len(periods)).all():
        checks.problem(f"first_treated={name!r}", _("nessuno è trattato"))
    return low


def _clusters_of(checks: Checks, units: Codes, groups: Codes | None, count: int) -> Codes:
    if groups is None:
        return np.arange(count, dtype=np.intp)
    own = np.zeros(count, dtype=np.intp)
    own[units] = groups
    split = int(np.unique(units[own[units] != groups]).size)
    if split:
        checks.problem(
            "clusters", _("{n} unità stanno in più gruppi").format(n=number(split)),
            expected=_("ogni unità in un gruppo solo"),
        )  # fmt: skip
    checks.stop()
    return recode(own)[0]


def _cells(matrix: Floats, starts: Codes, comparison: Comparison) -> tuple[list[_Cell], bool]:
    units, periods = matrix.shape
    found, lost = [], False
    for group in sorted({int(g) for g in starts if g < periods}):
        if group == 0:
            continue
        base = group - 1
        own = starts == group
        for period in range(periods):
            free = starts == periods
            if comparison == "not_yet":
                free = (starts > max(period, base)) & ~own
            change = matrix[:, period] - matrix[:, base]
            seen = np.isfinite(change)
            cell = _cell(np.where(seen, change, 0.0), own & seen, free & seen, group, period)
            if cell is None:
                lost = True
            elif period != base:
                found.append(cell)
            else:
                found.append(_Cell(group, period, 0.0, np.zeros(units), cell.treated, cell.control))
    return found, lost


def _cell(change: Floats, own: Flags, free: Flags, group: int, period: int) -> _Cell | None:
    treated, control = int(own.sum()), int(free.sum())
    if not treated or not control:
        return None
    one, zero = change[own].mean(), change[free].mean()
    influence = np.where(own, (change - one) / treated, 0.0) - np.where(free, (change - zero) / control, 0.0)
    return _Cell(group, period, float(one - zero), influence, treated, control)


@dataclass(frozen=True)
class _Tables:
    cells: list[_Cell]
    starts: Codes
    periods: list[Any]
    clusters: Codes
    confidence: float

    def put_together(self, cautions: tuple[str, ...]) -> GroupTime:
        """Build the table of cells and the three averages."""
        post = [cell for cell in self.cells if cell.period >= cell.group]
        rows = [
            {
                "group": self.periods[cell.group],
                "period": self.periods[cell.period],
                "relative": cell.period - cell.group,
                **self.line([cell]),
                "n_treated": cell.treated,
                "n_control": cell.control,
            }
            for cell in self.cells
        ]
        steps = sorted({cell.period - cell.group for cell in self.cells})
        dynamic = [
            {"relative": step, **self.line([c for c in self.cells if c.period - c.group == step])}
            for step in steps
        ]
        by_group = [
            {
                "group": self.periods[group],
                **self.line([c for c in post if c.group == group]),
                "n_treated": int((self.starts == group).sum()),
            }
            for group in sorted({cell.group for cell in post})
        ]
        return GroupTime(
            pd.DataFrame(rows), self.simple(post, cautions), pd.DataFrame(dynamic), pd.DataFrame(by_group)
        )

    def simple(self, post: list[_Cell], cautions: tuple[str, ...]) -> Effect:
        """Average every effect from the start on."""
        estimate, variance = self.average(post)
        groups = {cell.group for cell in post}
        treated = np.isin(self.starts, list(groups))
        free = self.starts == len(self.periods)
        total = int(self.clusters.max()) + 1
        return make_effect(
            "group_time",
            estimate,
            variance=variance,
            degrees=float(total - 1),
            confidence=self.confidence,
            n_treated=int(treated.sum()),
            n_control=int(free.sum()) or max(cell.control for cell in post),
            clusters=total,
            treated_clusters=int(np.unique(self.clusters[treated]).size),
            assumptions=ASSUMPTIONS,
            cautions=cautions,
        )

    def average(self, cells: list[_Cell]) -> tuple[float, float]:
        """Weight cells by the size of their group; the weights are estimated, and count in the variance."""
        units = self.starts.size
        sizes = np.array([(self.starts == cell.group).mean() for cell in cells])
        total = sizes.sum()
        weights = sizes / total
        estimates = np.array([cell.estimate for cell in cells])
        estimate = float(weights @ estimates)
        influence = np.einsum("i,ij->j", weights, np.array([cell.influence for cell in cells]))
        if len({cell.group for cell in cells}) > 1:
            for cell, size in zip(cells, sizes, strict=True):
                surprise = (self.starts == cell.group) - size
                influence = influence + surprise * (cell.estimate - estimate) / total / units
        summed = np.bincount(self.clusters, weights=influence)
        groups = summed.size
        return estimate, float((summed**2).sum()) * groups / max(groups - 1, 1)

    def line(self, cells: list[_Cell]) -> dict[str, float]:
        """Write an average as columns; no error where there is none to measure."""
        estimate, variance = self.average(cells)
        error = math.sqrt(variance)
        if error <= 1e-12 * max(1.0, abs(estimate)):
            return dict.fromkeys(("standard_error", "low", "high"), math.nan) | {"estimate": estimate}
        half = quantile(self.confidence, float(max(self.clusters.max(), 1))) * error
        return {
            "estimate": estimate,
            "standard_error": error,
            "low": estimate - half,
            "high": estimate + half,
        }


def _cautions(starts: Codes, lost: bool, comparison: Comparison, matrix: Floats) -> tuple[str, ...]:
    found = []
    if (starts == 0).any():
        found.append("always_treated")
    if lost:
        found.append("no_reference")
    if comparison == "not_yet":
        found.append("not_yet_controls")
    if not np.isfinite(matrix).all():
        found.append("incomplete_units")
    return tuple(found)
