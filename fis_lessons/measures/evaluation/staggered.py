"""Different starts: an effect for each group and period, against who was not treated, then averages."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import Effect, make_effect, quantile
from fis_lessons.measures.evaluation.linear import recode
from fis_lessons.measures.evaluation.starts import read_starts

Comparison = Literal["never", "not_yet"]
ASSUMPTIONS = ("parallel_trends_groups", "no_anticipation", "no_spillover")


@dataclass(frozen=True)
class GroupTime:
    """Effects by group (when it started) and period, and their averages, each with its error.

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
    dynamic_mean
        Plain mean of ``dynamic`` from the start on: what one more period is worth does not depend on how many
        groups are seen so late.
    group_mean
        Mean of ``by_group``, weighted by the size of the groups: the effect on who was ever treated.
    """

    table: pd.DataFrame
    simple: Effect
    dynamic: pd.DataFrame
    by_group: pd.DataFrame
    dynamic_mean: Effect
    group_mean: Effect


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
        Columns that name who and when; time as numbers, dates, or texts that say a period (``T1 2023``).
    first_treated
        Column with the first period of the intervention, the same in all rows of a unit. Missing, infinite
        or zero: never. Zero is a period like the others where there are periods before it, or where who is
        never treated is told by missing values.
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
    against = checks.one_of(comparison, "comparison", get_args(Comparison))
    values = checks.outcome(outcome)
    units, _names = checks.labels(unit, "unit")
    times, line = checks.times(time)
    periods = line.labels
    groups = checks.labels(clusters, "clusters")[0] if clusters is not None else None
    starts, zeros = read_starts(checks, first_treated, units, times, line)
    checks.stop()
    count = int(units.max()) + 1
    matrix = np.full((count, len(periods)), np.nan)
    matrix[units, times] = values
    own_cluster = _clusters_of(checks, units, groups, count)
    at_once = starts == 0  # treated from the first period: without a before they say nothing
    matrix, starts, own_cluster = matrix[~at_once], starts[~at_once], recode(own_cluster[~at_once])[0]
    cells, lost = _cells(matrix, starts, against)
    if not any(cell.period >= cell.group for cell in cells):
        raise MeasureError(
            _("Nessun gruppo ha un prima, un dopo e qualcuno con cui confrontarsi."),
            [
                Problem(
                    f"first_treated={first_treated!r}",
                    _("gruppi che si possono stimare: 0"),
                    remedy=_("Servono unità mai trattate (o non ancora) e periodi prima dell'inizio."),
                )
            ],
        )
    tables = _Tables(cells, starts, periods, own_cluster, checks.confidence)
    return tables.put_together(_cautions(bool(at_once.any()), lost, against, matrix, zeros))


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
class _Mean:
    estimate: float
    influence: Floats  # per unit, already divided by the number of units


@dataclass(frozen=True)
class _Tables:
    cells: list[_Cell]
    starts: Codes
    periods: tuple[Any, ...]
    clusters: Codes
    confidence: float

    def put_together(self, cautions: tuple[str, ...]) -> GroupTime:
        """Build the table of cells and the averages."""
        post = [cell for cell in self.cells if cell.period >= cell.group]
        rows = [
            {
                "group": self.periods[cell.group],
                "period": self.periods[cell.period],
                "relative": cell.period - cell.group,
                **self.line(self.average([cell])),
                "n_treated": cell.treated,
                "n_control": cell.control,
            }
            for cell in self.cells
        ]
        steps = {
            step: self.average([c for c in self.cells if c.period - c.group == step])
            for step in sorted({cell.period - cell.group for cell in self.cells})
        }
        groups = {
            group: self.average([c for c in post if c.group == group])
            for group in sorted({cell.group for cell in post})
        }
        late = [mean for step, mean in steps.items() if step >= 0]
        ever = self.weigh(list(groups), list(groups.values()))
        return GroupTime(
            table=pd.DataFrame(rows),
            simple=self.effect(self.average(post), post, cautions),
            dynamic=pd.DataFrame([{"relative": step, **self.line(mean)} for step, mean in steps.items()]),
            by_group=pd.DataFrame(
                [
                    {
                        "group": self.periods[group],
                        **self.line(mean),
                        "n_treated": int((self.starts == group).sum()),
                    }
                    for group, mean in groups.items()
                ]
            ),
            dynamic_mean=self.effect(_plain_mean(late), post, cautions),
            group_mean=self.effect(ever, post, cautions),
        )

    def effect(self, mean: _Mean, post: list[_Cell], cautions: tuple[str, ...]) -> Effect:
        """Write an average as an effect."""
        treated = np.isin(self.starts, list({cell.group for cell in post}))
        free = self.starts == len(self.periods)
        total = int(self.clusters.max()) + 1
        return make_effect(
            "group_time",
            mean.estimate,
            variance=self.variance(mean),
            degrees=float(total - 1),
            confidence=self.confidence,
            n_treated=int(treated.sum()),
            n_control=int(free.sum()) or max(cell.control for cell in post),
            clusters=total,
            treated_clusters=int(np.unique(self.clusters[treated]).size),
            assumptions=ASSUMPTIONS,
            cautions=cautions,
        )

    def average(self, cells: list[_Cell]) -> _Mean:
        """Average cells, each weighing as much as its group."""
        return self.weigh(
            [cell.group for cell in cells], [_Mean(cell.estimate, cell.influence) for cell in cells]
        )

    def weigh(self, groups: list[int], means: list[_Mean]) -> _Mean:
        """Weight by the size of the group; the weights are estimated, and count in the variance."""
        units = self.starts.size
        sizes = np.array([(self.starts == group).mean() for group in groups])
        total = sizes.sum()
        weights = sizes / total
        estimate = float(weights @ np.array([mean.estimate for mean in means]))
        influence = np.einsum("i,ij->j", weights, np.array([mean.influence for mean in means]))
        if len(set(groups)) > 1:
            for group, size, mean in zip(groups, sizes, means, strict=True):
                surprise = (self.starts == group) - size
                influence = influence + surprise * (mean.estimate - estimate) / total / units
        return _Mean(estimate, influence)

    def variance(self, mean: _Mean) -> float:
        """Add up the squared influence of each group of units."""
        summed = np.bincount(self.clusters, weights=mean.influence)
        return float((summed**2).sum()) * summed.size / max(summed.size - 1, 1)

    def line(self, mean: _Mean) -> dict[str, float]:
        """Write an average as columns; no error where there is none to measure."""
        error = math.sqrt(self.variance(mean))
        if error <= 1e-12 * max(1.0, abs(mean.estimate)):
            return dict.fromkeys(("standard_error", "low", "high"), math.nan) | {"estimate": mean.estimate}
        half = quantile(self.confidence, float(max(self.clusters.max(), 1))) * error
        return {
            "estimate": mean.estimate,
            "standard_error": error,
            "low": mean.estimate - half,
            "high": mean.estimate + half,
        }


def _plain_mean(means: list[_Mean]) -> _Mean:
    influence = np.mean([mean.influence for mean in means], axis=0)
    return _Mean(float(np.mean([mean.estimate for mean in means])), influence)


def _cautions(
    at_once: bool, lost: bool, comparison: Comparison, matrix: Floats, zeros: bool
) -> tuple[str, ...]:
    found = ["zero_as_never"] if zeros else []
    if at_once:
        found.append("always_treated")
    if lost:
        found.append("no_reference")
    if comparison == "not_yet":
        found.append("not_yet_controls")
    if not np.isfinite(matrix).all():
        found.append("incomplete_units")
    return tuple(found)
