"""Event study: the difference between treated and others, period by period, before and after the start."""

from __future__ import annotations

import math
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import FEW_CLUSTERS, FEW_TREATED_CLUSTERS, f_p, quantile
from fis_lessons.measures.evaluation.linear import Fit, count_groups, group_means, least_squares
from fis_lessons.measures.evaluation.timeline import Timeline
from fis_lessons.measures.population import Interval
from fis_lessons.measures.values import said

PRE_TREND_ALARM = 0.05


@dataclass(frozen=True)
class EventRow:
    """One period of an event study.

    Parameters
    ----------
    period
        As written in the data.
    relative
        Periods from the start: 0 is the first with the intervention, -1 the last without.
    estimate
        How much further apart the groups are than in the reference period.
    standard_error, interval
        None in the reference period, which is zero by construction.
    """

    period: Any
    relative: int
    estimate: float
    standard_error: float | None
    interval: Interval | None


@dataclass(frozen=True)
class EventStudy:
    """All the periods, and whether the groups moved together before the start.

    Parameters
    ----------
    rows
        In order of time.
    pre_trend_p
        Joint test that all the estimates before the start are zero; None if it cannot be made.
    n_treated, n_control
        Units.
    clusters
        Groups the standard errors are built on.
    assumptions, cautions
        As in ``Effect``.
    """

    rows: tuple[EventRow, ...]
    pre_trend_p: float | None
    n_treated: int
    n_control: int
    clusters: int
    assumptions: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def table(self) -> pd.DataFrame:
        """The rows as a table: relative, period, estimate, standard_error, low, high."""
        return pd.DataFrame(
            [
                {
                    "relative": row.relative,
                    "period": row.period,
                    "estimate": row.estimate,
                    "standard_error": math.nan if row.standard_error is None else row.standard_error,
                    "low": row.interval.low if row.interval else math.nan,
                    "high": row.interval.high if row.interval else math.nan,
                }
                for row in self.rows
            ]
        )


def event_study(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    unit: Hashable,
    time: Hashable,
    treated: Hashable,
    start: Any,
    reference: int = -1,
    weights: Hashable | None = None,
    clusters: Hashable | None = None,
    counts: Hashable | None = None,
    confidence: float = 0.95,
) -> EventStudy:
    """Estimate the effect in each period, and as a check in each period before the start.

    Least squares of the outcome on unit and period effects and on the product of group and period, the
    reference left out. All treated units start together; for different starts see ``group_time_att``.

    Parameters
    ----------
    frame
        One row per unit and period; units may miss some.
    outcome
        Column of numbers.
    unit, time
        Columns that name who and when; time as numbers, dates, or texts that say a period (``T1 2023``).
    treated
        Column of 0 and 1: the group, the same in every period of a unit.
    start
        First period with the intervention; between two periods of the data it means the later.
    reference
        Period everything is compared with, in periods from the start: -1 is the last before.
    weights
        Column of weights.
    clusters
        Column of groups; the unit if not given.
    counts
        Column of whole numbers: how many equal units each unit stands for.
    confidence
        Of the intervals.

    Raises
    ------
    MeasureError
        If there is one period only, nothing before the start, a unit twice in a period or in both groups, a
        period without one of the groups, no unit seen again.

    Examples
    --------
    >>> table = pd.DataFrame({"y": [1.0, 1, 3, 2, 2, 4, 1, 1, 1, 2, 2, 2.6], "t": [1, 2, 3] * 4,
    ...                       "had": [1] * 6 + [0] * 6, "who": np.repeat(range(4), 3)})
    >>> study = event_study(table, outcome="y", unit="who", time="t", treated="had", start=3)
    >>> [(row.relative, abs(round(row.estimate, 2))) for row in study.rows]
    [(-2, 0.0), (-1, 0.0), (0, 1.7)]
    """
    checks = Checks(frame, confidence=confidence, weights=weights, counts=counts)
    values, had = checks.outcome(outcome), checks.treated(treated)
    units, _names = checks.labels(unit, "unit")
    times, line = checks.times(time)
    periods = line.labels
    groups = checks.labels(clusters, "clusters")[0] if clusters is not None else units
    first = position(checks, line, start)
    back = checks.whole(
        reference, "reference", most=-1, expected=_("un periodo prima dell'inizio: -1 è l'ultimo")
    )
    base = first + back
    _panel(checks, had=had, units=units, times=times, line=line, first=first, reference=back)
    checks.stop()
    fit, kept = _fit(
        values,
        had=had,
        units=units,
        times=times,
        periods=len(periods),
        base=base,
        weight=checks.weight,
        groups=groups,
        titles=[f"time={said(label)}" for label in periods],
    )
    beta = dict(zip(kept, fit.coefficients, strict=True))
    spread = dict(zip(kept, np.diag(fit.covariance), strict=True))
    half = quantile(checks.confidence, fit.degrees)
    rows = []
    for at, period in enumerate(periods):
        variance = spread.get(at, 0.0)
        error = math.sqrt(variance) if variance > 1e-24 and math.isfinite(variance) else None
        if at != base and at not in beta:
            continue
        estimate = float(beta.get(at, 0.0))
        interval = (
            None
            if error is None
            else Interval(estimate - half * error, estimate + half * error, checks.confidence)
        )
        rows.append(EventRow(period, at - first, estimate, error, interval))
    p = _joint([kept.index(at) for at in kept if at < first], fit)
    return EventStudy(
        rows=tuple(rows),
        pre_trend_p=p,
        n_treated=int(np.unique(units[had]).size),
        n_control=int(np.unique(units[~had]).size),
        clusters=fit.clusters or 0,
        assumptions=("parallel_trends", "no_anticipation", "no_spillover"),
        cautions=_what_to_say(p, fit.clusters or 0, count_groups(groups, had) or 0),
    )


def moment(checks: Checks, line: Timeline, value: object, role: str) -> int:
    """Find the first period from a moment on; a problem if it cannot be compared with the periods."""
    # a decimal that is no number cannot even be compared
    found = None if isinstance(value, Decimal) and value.is_snan() else line.place(value)
    if found is None and len(line):
        checks.problem(
            role,
            said(value),
            expected=_("scritto come i periodi della colonna: {names}").format(names=_some(line)),
        )
    return 1 if found is None else found


def position(checks: Checks, line: Timeline, start: object) -> int:
    """Find the first period from ``start`` on; a problem if none comes before, or none after."""
    first = moment(checks, line, start, "start")
    if len(line) > 1 and not 0 < first < len(line):
        checks.problem(
            "start",
            said(start),
            expected=_("dopo {first} e non oltre {last}").format(first=line.labels[0], last=line.labels[-1]),
            remedy=_("Servono periodi prima e dopo l'inizio."),
        )
        return 1
    return first


def _some(line: Timeline) -> str:
    return ", ".join(str(label) for label in line.labels[:3])


def _panel(
    checks: Checks, *, had: Flags, units: Codes, times: Codes, line: Timeline, first: int, reference: int
) -> None:
    if checks.problems:
        return
    base = first + reference
    if base < 0:
        checks.problem(
            "reference", number(reference), expected=_("un periodo prima dell'inizio: -1 è l'ultimo")
        )
        return
    each_once(checks, units, times, len(line))
    rows, times_had = np.bincount(units), np.bincount(units, weights=had)
    changed = int(((times_had > 0) & (times_had < rows)).sum())
    if changed:
        checks.problem(
            "unit, treated",
            _("{n} unità cambiano gruppo da una riga all'altra").format(n=number(changed)),
            expected=_("ogni unità sempre trattata o sempre di controllo"),
            remedy=_(
                "«treated» dice a quale gruppo si appartiene, non se in quel periodo c'era l'intervento."
            ),
        )
    if checks.problems:
        return
    seen = [np.bincount(times[group], minlength=len(line)) for group in (had, ~had)]
    if not seen[0][base]:
        checks.problem(
            "reference", number(reference), expected=_("un periodo in cui i trattati sono osservati")
        )
    if not seen[0][first:].any():
        checks.problem(
            "start",
            said(line.labels[first]),
            expected=_("un periodo in cui, o dopo il quale, i trattati sono osservati"),
        )
    alone = [str(line.labels[at]) for at in np.flatnonzero((seen[0] > 0) & (seen[1] == 0))]
    if alone:
        checks.problem(
            "time",
            _("periodi in cui non c'è nessuno di controllo: {names}").format(names=", ".join(alone[:5])),
            expected=_("trattati e controlli osservati negli stessi periodi"),
            remedy=_("Togli quei periodi: senza controlli non c'è nulla con cui confrontare."),
        )
    if rows.max() < 2:
        checks.problem(
            "unit",
            _("ogni unità compare una volta sola"),
            expected=_("le stesse unità in più periodi"),
            remedy=_("Indica la colonna che dice chi è stato osservato, non il numero della riga."),
        )


def each_once(checks: Checks, units: Codes, times: Codes, periods: int) -> None:
    """Refuse a table where a unit has two rows in one period."""
    twice = int((np.bincount(units * periods + times) > 1).sum())
    if twice:
        checks.problem(
            "unit, time",
            _("{n} volte la stessa unità compare più volte nello stesso periodo").format(n=number(twice)),
            expected=_("una riga per unità e periodo"),
            remedy=_("Togli i doppioni o fai prima la media."),
        )


def _fit(
    values: Floats,
    *,
    had: Flags,
    units: Codes,
    times: Codes,
    periods: int,
    base: int,
    weight: Floats | None,
    groups: Codes,
    titles: list[str],
) -> tuple[Fit, list[int]]:
    """Take the unit means out (exact, and no column per unit), then fit periods and products."""
    there = [at for at in range(periods) if at != base]
    kept = [at for at in there if (had & (times == at)).any()]
    count = int(units.max()) + 1
    inside = np.empty((values.size, len(kept) + len(there)))

    def centred(column: Floats) -> Floats:
        return np.asarray(column - group_means(column, units, count, weight)[units], dtype=np.float64)

    for j, at in enumerate(kept):
        inside[:, j] = centred((had & (times == at)).astype(np.float64))
    for j, at in enumerate(there, len(kept)):
        inside[:, j] = centred((times == at).astype(np.float64))
    names = [titles[at] for at in (*kept, *there)]
    fit = least_squares(centred(values), inside, weights=weight, clusters=groups, titles=names)
    n = len(kept)
    return Fit(fit.coefficients[:n], fit.covariance[:n, :n], fit.degrees, fit.clusters), kept


def _joint(at: list[int], fit: Fit) -> float | None:
    """Test that several coefficients are zero together: Wald, as an F with the groups' degrees of freedom."""
    if not at or fit.degrees < len(at):
        return None
    covariance = fit.covariance[np.ix_(at, at)]
    beta = fit.coefficients[at]
    if not np.isfinite(covariance).all() or np.linalg.matrix_rank(covariance, hermitian=True) < len(at):
        return None
    statistic = float(beta @ np.linalg.solve(covariance, beta)) / len(at)
    return f_p(statistic, len(at), fit.degrees)


def _what_to_say(p: float | None, groups: int, treated_groups: int) -> tuple[str, ...]:
    found = []
    if p is None:
        found.append("no_pre_trend_test")
    elif p < PRE_TREND_ALARM:
        found.append("pre_trend")
    if groups < FEW_CLUSTERS:
        found.append("few_clusters")
    if treated_groups < FEW_TREATED_CLUSTERS:
        found.append("few_treated_clusters")
    return tuple(found)
