"""Difference in differences: how much more the treated changed than the others; and a test with a false start."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import Effect, make_effect
from fis_lessons.measures.evaluation.event import EventRow, EventStudy, event_study, moment
from fis_lessons.measures.evaluation.linear import count_groups, least_squares
from fis_lessons.measures.evaluation.regression import Errors
from fis_lessons.measures.values import said

__all__ = ["EventRow", "EventStudy", "did", "event_study", "placebo_did", "unstable"]

ASSUMPTIONS = ("parallel_trends", "no_anticipation", "no_spillover", "stable_groups")


def did(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    treated: Hashable,
    post: Hashable,
    unit: Hashable | None = None,
    weights: Hashable | None = None,
    clusters: Hashable | None = None,
    covariates: Sequence[Hashable] | None = (),
    counts: Hashable | None = None,
    errors: Errors = "HC2",
    confidence: float = 0.95,
) -> Effect:
    """Estimate by difference in differences: two groups, before and after.

    ``(treated after - treated before) - (others after - others before)``, by least squares of the outcome
    on group, period and their product.

    Parameters
    ----------
    frame
        One row per observation: the same units twice or more, or different people each time.
    outcome
        Column of numbers.
    treated, post
        Columns of 0 and 1: the group, and the period after the start.
    unit
        Column that names who was measured. Standard errors are then clustered by unit, unless ``clusters``
        says otherwise.
    weights
        Column of weights.
    clusters
        Column of groups inside which rows depend on each other: usually where the intervention was decided.
    covariates
        Columns to hold equal, linearly.
    counts
        Column of whole numbers: how many equal rows each row stands for.
    errors
        Standard errors of independent rows (without ``unit`` and ``clusters``): ``classical``, ``HC1``, ``HC2``.
    confidence
        Of the interval.

    Returns
    -------
    Effect
        ``n_treated`` and ``n_control`` count units if ``unit`` is given, rows otherwise.

    Raises
    ------
    MeasureError
        If a group or a period is missing, a unit changes group, a value is missing, covariates repeat
        each other.

    References
    ----------
    O. Ashenfelter, D. Card, Review of Economics and Statistics 67 (1985) 648-660. M. Bertrand, E. Duflo,
    S. Mullainathan, Quarterly Journal of Economics 119 (2004) 249-275: cluster by unit.

    Examples
    --------
    The means Card and Krueger (1994, table 3) printed for two restaurants per cell around them:

    >>> cells = {(0, 0): 23.33, (0, 1): 21.17, (1, 0): 20.44, (1, 1): 21.03}
    >>> rows = [(nj, after, mean + d) for (nj, after), mean in cells.items() for d in (-1, 1)]
    >>> table = pd.DataFrame(rows, columns=["nj", "after", "fte"])
    >>> round(did(table, outcome="fte", treated="nj", post="after").estimate, 2)
    2.75
    """
    checks = Checks(frame, confidence=confidence, weights=weights, counts=counts)
    values, had, after = checks.outcome(outcome), checks.treated(treated), checks.post(post)
    kind = checks.kind_of_errors(errors, clusters if unit is None else unit)
    matrix, titles = checks.design(covariates)
    units = checks.labels(unit, "unit")[0] if unit is not None else None
    groups = checks.labels(clusters, "clusters")[0] if clusters is not None else units
    cautions = _four_cells(checks, had=had, after=after, units=units, grouped=groups is not None)
    product = (had & after).astype(np.float64)
    columns = np.column_stack([np.ones(values.size), had, after, product, matrix - matrix.mean(axis=0)])
    checks.independent(columns[:, 1:], [str(treated), str(post), f"{treated} x {post}", *titles])
    checks.stop()
    fit = least_squares(values, columns, weights=checks.weight, clusters=groups, errors=kind)
    return make_effect(
        "did",
        float(fit.coefficients[3]),
        variance=float(fit.covariance[3, 3]),
        degrees=fit.degrees,
        confidence=checks.confidence,
        n_treated=int(had.sum()) if units is None else int(np.unique(units[had]).size),
        n_control=int((~had).sum()) if units is None else int(np.unique(units[~had]).size),
        clusters=fit.clusters,
        treated_clusters=count_groups(groups, had),
        assumptions=ASSUMPTIONS,
        cautions=cautions,
    )


def _four_cells(
    checks: Checks, *, had: Flags, after: Flags, units: Codes | None, grouped: bool
) -> tuple[str, ...]:
    """Check that each group is seen in each period, and that units keep their group."""
    if checks.problems:
        return ()
    sizes = np.bincount(2 * had + after, minlength=4)
    fewest = 1 if grouped else 2
    if sizes.min() < fewest:
        checks.problem(
            "treated, post",
            _("controlli prima e dopo: {a}, {b}; trattati prima e dopo: {c}, {d}").format(
                a=number(sizes[0]), b=number(sizes[1]), c=number(sizes[2]), d=number(sizes[3])
            ),
            expected=_("almeno {n} righe in ciascuno").format(n=fewest),
        )
        return ()
    if units is None:
        return () if grouped else ("rows_as_independent",)
    changed = unstable(had, units)
    if changed:
        checks.problem(
            "unit, treated",
            _("{n} unità cambiano gruppo da una riga all'altra").format(n=number(changed)),
            expected=_("ogni unità sempre trattata o sempre di controllo"),
            remedy=_(
                "«treated» dice a quale gruppo si appartiene, non se in quel periodo c'era l'intervento."
            ),
        )
    total = int(units.max()) + 1
    seen_before = np.bincount(units[~after], minlength=total) > 0
    seen_after = np.bincount(units[after], minlength=total) > 0
    return () if (seen_before & seen_after).all() else ("incomplete_units",)


def unstable(had: Flags, units: Codes) -> int:
    """Count the units that are both treated and not in different rows."""
    rows = np.bincount(units)
    times = np.bincount(units, weights=had)
    return int(((times > 0) & (times < rows)).sum())


def placebo_did(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    treated: Hashable,
    time: Hashable,
    start: Any,
    fake_start: Any,
    unit: Hashable | None = None,
    weights: Hashable | None = None,
    clusters: Hashable | None = None,
    covariates: Sequence[Hashable] | None = (),
    counts: Hashable | None = None,
    errors: Errors = "HC2",
    confidence: float = 0.95,
) -> Effect:
    """Repeat the difference in differences before anything began, as if it had begun at ``fake_start``.

    A result far from zero says that the two groups were already moving apart.

    Parameters
    ----------
    frame, outcome, treated, unit, weights, clusters, covariates, counts, errors, confidence
        As in :func:`did`.
    time
        Column of periods: numbers, dates, or texts that say one.
    start
        First period with the intervention: it and all later ones are left out.
    fake_start
        First period of the invented intervention: after the first period, before ``start``.

    Raises
    ------
    MeasureError
        As :func:`did`, or if no period before ``start`` comes before, or after, the false one.

    Examples
    --------
    >>> table = pd.DataFrame({"y": [1.0, 2, 3, 9, 2, 3, 4, 5, 1, 3, 3, 9, 2, 4, 4, 5],
    ...     "t": [1, 2, 3, 4] * 4, "had": [1] * 4 + [0] * 4 + [1] * 4 + [0] * 4, "who": np.repeat(range(4), 4)})
    >>> found = placebo_did(table, outcome="y", treated="had", time="t", start=4, fake_start=3, unit="who")
    >>> abs(round(found.estimate, 9))
    0.0
    """
    checks = Checks(frame, confidence=confidence)
    times, line = checks.times(time)
    first, fake = (
        moment(checks, line, value, name) for value, name in ((start, "start"), (fake_start, "fake_start"))
    )
    checks.stop()
    early, after = frame[times < first], times[times < first] >= fake
    if not after.any() or after.all():
        raise MeasureError(
            _(
                "L'inizio finto deve lasciare almeno un periodo prima e uno dopo di sé, "
                "tutti prima di quello vero."
            ),
            [
                Problem(
                    "fake_start",
                    said(fake_start),
                    expected=_("fra i periodi prima di {start}").format(start=said(start)),
                )
            ],
        )
    flag = "post"
    while flag in frame.columns:
        flag += "_"
    found = did(
        early.assign(**{flag: after.astype(np.int64)}),
        outcome=outcome, treated=treated, post=flag, unit=unit, weights=weights,
        clusters=clusters, covariates=covariates, counts=counts, errors=errors, confidence=confidence,
    )  # fmt: skip
    return replace(found, cautions=(*found.cautions, "placebo_start"))
