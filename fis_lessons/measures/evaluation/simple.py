"""The simplest comparisons: before and after, with and without. Often asked for, seldom enough."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import Effect, make_effect
from fis_lessons.measures.evaluation.linear import count_groups, group_means, least_squares
from fis_lessons.measures.evaluation.regression import Errors


def before_after(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    post: Hashable,
    unit: Hashable | None = None,
    weights: Hashable | None = None,
    counts: Hashable | None = None,
    confidence: float = 0.95,
) -> Effect:
    """Compare the same place or persons before and after.

    Parameters
    ----------
    frame
        One row per observation.
    outcome
        Column of numbers.
    post
        Column of 0 (before) and 1 (after).
    unit
        Column that names who was measured. If given, the comparison is paired: only units seen both before
        and after count, each once.
    weights
        Column of weights; with ``unit``, the mean weight of the unit.
    counts
        Column of whole numbers: how many equal rows each row stands for.
    confidence
        Of the interval.

    Returns
    -------
    Effect
        ``n_treated`` counts what was seen after, ``n_control`` before. Standard error: paired differences,
        or Welch without ``unit``; HC2 with weights.

    Raises
    ------
    MeasureError
        If there is one period only, a value is missing, or fewer than two observations are left.

    Examples
    --------
    >>> table = pd.DataFrame({"y": [1.0, 2, 3, 3, 4, 8], "after": [0, 0, 0, 1, 1, 1], "who": list("abcabc")})
    >>> found = before_after(table, outcome="y", post="after", unit="who")
    >>> round(found.estimate, 6), round(found.standard_error, 3)
    (3.0, 1.0)
    """
    checks = Checks(frame, confidence=confidence, weights=weights, counts=counts)
    values, after, weight = checks.outcome(outcome), checks.post(post), checks.weight
    codes = checks.labels(unit, "unit")[0] if unit is not None else None
    checks.stop()
    if codes is None:
        return _two_groups(
            "before_after", values, after, weight, checks.confidence, assumptions=("no_other_change",)
        )
    groups = int(codes.max()) + 1
    early = group_means(values[~after], codes[~after], groups)
    late = group_means(values[after], codes[after], groups)
    both = np.isfinite(early) & np.isfinite(late)
    pairs = int(both.sum())
    if pairs < 2:
        raise MeasureError(
            _("Per un confronto appaiato servono almeno due unità viste prima e dopo."),
            [Problem(f"unit={unit!r}", f"{pairs}", expected=_("almeno 2"))],
        )
    gains = (late - early)[both]
    mean_weight = None if weight is None else group_means(weight, codes, groups)[both]
    fit = least_squares(gains, np.ones((pairs, 1)), weights=mean_weight)
    return make_effect(
        "before_after",
        float(fit.coefficients[0]),
        variance=float(fit.covariance[0, 0]),
        degrees=fit.degrees,
        confidence=checks.confidence,
        n_treated=pairs,
        n_control=pairs,
        clusters=None,
        assumptions=("no_other_change",),
        cautions=("incomplete_units",) if pairs < groups else (),
    )


def difference_in_means(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    treated: Hashable,
    covariates: Sequence[Hashable] | None = (),
    weights: Hashable | None = None,
    clusters: Hashable | None = None,
    counts: Hashable | None = None,
    equal_variances: bool = False,
    errors: Errors = "HC2",
    confidence: float = 0.95,
) -> Effect:
    """Compare those who had the intervention with those who had not.

    Parameters
    ----------
    frame
        One row per person (or unit).
    outcome
        Column of numbers.
    treated
        Column of 0 and 1.
    covariates
        Columns to hold equal, linearly. Words become categories.
    weights
        Column of sampling weights.
    clusters
        Column of groups inside which rows are not independent: the class, the neighbourhood.
    counts
        Column of whole numbers: how many equal rows each row stands for.
    equal_variances
        Use one variance for the two groups, as the textbook t test does. Without covariates, weights and
        clusters only. Otherwise (Welch) each group has its own.
    errors
        Standard errors of independent rows: one variance for all (``classical``) or each its own (``HC1``,
        ``HC2``). HC2 without covariates and weights is Welch's.
    confidence
        Of the interval.

    Returns
    -------
    Effect
        It is the effect of the intervention only if chance decided who had it.

    Raises
    ------
    MeasureError
        If a group is missing, the treatment is not 0/1, a value is missing, covariates repeat each other.

    References
    ----------
    B. L. Welch, Biometrika 34 (1947) 28-35. With covariates: least squares with HC2 (MacKinnon & White 1985)
    or cluster-robust CR1 standard errors.

    Examples
    --------
    >>> table = pd.DataFrame({"y": [1.0, 2, 3, 5, 6, 7], "had": [0, 0, 0, 1, 1, 1]})
    >>> found = difference_in_means(table, outcome="y", treated="had")
    >>> found.estimate, round(found.standard_error, 4), found.cautions
    (4.0, 0.8165, ('small_groups',))
    """
    checks = Checks(frame, confidence=confidence, weights=weights, counts=counts)
    values, had, weight = checks.outcome(outcome), checks.treated(treated), checks.weight
    matrix, titles = checks.design(covariates)
    kind = checks.kind_of_errors(errors, clusters)
    checks.independent(np.column_stack([had, matrix]), [str(treated), *titles])
    codes = checks.labels(clusters, "clusters")[0] if clusters is not None else None
    if checks.flag(equal_variances, "equal_variances") and (
        titles or weights is not None or clusters is not None
    ):
        checks.problem(
            "equal_variances",
            "True",
            expected=_("nessuna variabile di controllo, nessun peso, nessun gruppo"),
            remedy=_("Togli equal_variances: l'errore robusto vale anche con varianze uguali."),
        )
    checks.stop()
    return _two_groups(
        "difference", values, had, weight, checks.confidence,
        matrix=matrix, codes=codes, errors="classical" if equal_variances else kind,
        assumptions=("comparable_groups", "no_spillover"),
    )  # fmt: skip


def _two_groups(
    method: Literal["before_after", "difference"],
    values: Floats,
    had: Flags,
    weight: Floats | None,
    confidence: float,
    *,
    matrix: Floats | None = None,
    codes: Codes | None = None,
    errors: Errors = "HC2",
    assumptions: tuple[str, ...],
) -> Effect:
    ones, zeros = int(had.sum()), int((~had).sum())
    if (codes is None and min(ones, zeros) < 2) or min(ones, zeros) < 1:
        raise MeasureError(
            _("In ogni gruppo servono almeno due osservazioni per misurare la variabilità."),
            [Problem("frame", f"{number(ones)}, {number(zeros)}", expected=_("almeno 2 e 2"))],
        )
    if codes is None and weight is None and errors == "HC2" and (matrix is None or matrix.shape[1] == 0):
        one, zero = values[had], values[~had]
        estimate = float(one.mean() - zero.mean())
        a, b = float(one.var(ddof=1)) / ones, float(zero.var(ddof=1)) / zeros
        variance = a + b
        degrees = variance**2 / (a**2 / (ones - 1) + b**2 / (zeros - 1)) if variance > 0 else 1.0
        groups = None
    else:
        extra = np.zeros((values.size, 0)) if matrix is None else matrix - matrix.mean(axis=0)
        columns = np.column_stack([np.ones(values.size), had, extra])
        fit = least_squares(values, columns, weights=weight, clusters=codes, errors=errors)
        estimate, variance = float(fit.coefficients[1]), float(fit.covariance[1, 1])
        degrees, groups = fit.degrees, fit.clusters
    return make_effect(
        method,
        estimate,
        variance=variance,
        degrees=degrees,
        confidence=confidence,
        n_treated=ones,
        n_control=zeros,
        clusters=groups,
        treated_clusters=count_groups(codes, had),
        assumptions=assumptions,
    )
