"""Least squares with honest standard errors, for every method that needs them; what cannot be fitted is told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.products import DependentColumnsError
from fis_lessons.measures.evaluation.regression import Errors, ols


@dataclass(frozen=True)
class Fit:
    """Coefficients and what is needed to judge them.

    Parameters
    ----------
    coefficients
        Shape (columns,).
    covariance
        Shape (columns, columns).
    degrees
        Of freedom of Student's t: rows less columns, or groups less one.
    clusters
        Groups, if the errors were taken as dependent inside a group.
    """

    coefficients: Floats
    covariance: Floats
    degrees: float
    clusters: int | None


def least_squares(
    outcome: Floats,
    columns: Floats,
    *,
    weights: Floats | None = None,
    clusters: Codes | None = None,
    absorbed: int = 0,
    errors: Errors = "HC2",
    titles: Sequence[str] = (),
) -> Fit:
    """Fit by (weighted) least squares: HC2 standard errors (or as asked), or CR1 by group.

    Parameters
    ----------
    outcome
        Shape (rows,).
    columns
        Shape (rows, columns), the constant included if wanted.
    weights
        Shape (rows,), not negative.
    clusters
        Shape (rows,): a code per row; None for independent rows.
    absorbed
        Columns already taken out of the data (fixed effects), where rows are taken as independent.
    errors
        Standard errors of independent rows.
    titles
        Names of the columns, to tell which of them repeat the others.

    Raises
    ------
    MeasureError
        If there are no more rows than columns, fewer than two groups, or columns that repeat each other.

    References
    ----------
    J. G. MacKinnon, H. White, Journal of Econometrics 29 (1985) 305-325: HC2. C. A. Cameron, D. L. Miller,
    *A practitioner's guide to cluster-robust inference*, Journal of Human Resources 50 (2015) 317-372: CR1.
    """
    used = np.ones(outcome.size, dtype=np.bool_) if weights is None else weights > 0
    if not used.all():
        outcome, columns = outcome[used], columns[used]
        weights = None if weights is None else weights[used]
        clusters = None if clusters is None else clusters[used]
    rows, width = columns.shape
    degrees = rows - width - absorbed
    _enough(degrees, rows, width + absorbed)
    codes, groups = (None, None) if clusters is None else recode(clusters)
    if groups is not None and groups < 2:
        raise one_group()
    try:
        found = ols(outcome, columns, weights=weights, errors=errors, clusters=codes)
    except DependentColumnsError as repeated:
        raise _dependent(repeated.columns, titles) from None
    if groups is not None:
        return Fit(found.coefficients, found.covariance, float(groups - 1), groups)
    small = (rows - width) / degrees if absorbed else 1.0
    return Fit(found.coefficients, found.covariance * small, float(degrees), None)


def one_group() -> MeasureError:
    """Say that all the rows are in one group."""
    return MeasureError(
        _("Tutte le righe stanno in un solo gruppo."),
        [
            Problem(
                "clusters",
                _("gruppi: 1"),
                expected=_("almeno 2, meglio 30 o più"),
                remedy=_("Scegli gruppi più piccoli, per esempio le scuole al posto del Comune."),
            )
        ],
    )


def dependent_columns(names: Sequence[str]) -> MeasureError:
    """Say which columns repeat what the others say."""
    return MeasureError(
        _("Con questi dati la stima non si può fare."),
        [
            Problem(
                name,
                _("non varia, oppure ripete quello che dicono le altre colonne"),
                remedy=_("Toglila: non aggiunge informazione e impedisce la stima."),
            )
            for name in names
        ],
    )


def _dependent(at: Sequence[int], titles: Sequence[str]) -> MeasureError:
    return dependent_columns([titles[i] for i in at] if titles else ["frame"])


def recode(clusters: Codes) -> tuple[Codes, int]:
    """Number the groups that are there from 0, without gaps, and count them."""
    present = np.bincount(clusters) > 0
    return (np.cumsum(present) - 1)[clusters].astype(np.intp), int(present.sum())


def count_groups(clusters: Codes | None, rows: Flags) -> int | None:
    """Count the groups with at least one of these rows; None if there are no groups."""
    return None if clusters is None else int(np.unique(clusters[rows]).size)


def group_means(values: Floats, codes: Codes, groups: int, weights: Floats | None = None) -> Floats:
    """Return the (weighted) mean of each group; not-a-number for a group without weight."""
    weight = np.bincount(codes, weights=weights, minlength=groups)
    total = np.bincount(codes, weights=values if weights is None else values * weights, minlength=groups)
    means: Floats = np.divide(total, weight, out=np.full(groups, np.nan), where=weight > 0)
    return means


def _enough(degrees: int, rows: int, width: int) -> None:
    if degrees < 1:
        raise MeasureError(
            _("Ci sono troppo poche righe per quello che si vuole stimare."),
            [
                Problem(
                    "frame",
                    _("righe: {rows}").format(rows=rows),
                    expected=_("più di {width}").format(width=width),
                    remedy=_("Raccogli più dati o togli qualche variabile."),
                )
            ],
        )
