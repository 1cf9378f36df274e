"""The propensity score: how likely it was, given what we observe, to have the intervention."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.evaluation.arrays import Flags, Floats
from fis_lessons.measures.evaluation.linear import dependent_columns
from fis_lessons.measures.evaluation.products import DependentColumnsError
from fis_lessons.measures.evaluation.regression import SeparationError, logit

CERTAIN = 1e-8
"""A score this close to 0 or 1 gives a weight without meaning."""


@dataclass(frozen=True)
class Score:
    """A fitted propensity score.

    Parameters
    ----------
    values
        Shape (rows,), between 0 and 1.
    columns
        Shape (rows, columns): a constant and the standardised covariates it was fitted on.
    information
        Shape (columns, columns): the Hessian of the log-likelihood, with its sign changed.
    coefficients
        Shape (columns,).
    centre, spread
        Mean and standard deviation of each covariate.
    """

    values: Floats
    columns: Floats
    information: Floats
    coefficients: Floats
    centre: Floats
    spread: Floats

    def of(self, matrix: Floats) -> Floats:
        """Return the score of other rows, from their covariates."""
        place = self.coefficients[0] + (matrix - self.centre) / self.spread @ self.coefficients[1:]
        small = np.exp(-np.abs(place))
        return np.asarray(np.where(place >= 0, 1.0, small) / (1 + small), dtype=np.float64)

    @property
    def log_odds(self) -> Floats:
        """The score as ``log(e / (1 - e))``: the scale on which nearness is measured."""
        safe = np.clip(self.values, CERTAIN, 1 - CERTAIN)
        return np.asarray(np.log(safe) - np.log1p(-safe), dtype=np.float64)


def fit_score(had: Flags, matrix: Floats, titles: Sequence[str], *, weights: Floats | None = None) -> Score:
    """Fit a logit of the treatment on the covariates, by maximum likelihood.

    Parameters
    ----------
    had
        Shape (rows,): who was treated.
    matrix, titles
        Shape (rows, covariates), and their names.
    weights
        Sampling weights.

    Raises
    ------
    MeasureError
        If the covariates tell the two groups apart without error (perfect separation): then no treated
        person has anybody to be compared with, and no score exists. Or if covariates repeat each other.

    References
    ----------
    P. R. Rosenbaum, D. B. Rubin, Biometrika 70 (1983) 41-55.
    """
    alone = [title for title, column in zip(titles, matrix.T, strict=True) if _separates(column, had)]
    if alone:
        raise _separation([str(title) for title in alone])
    names = ["", *(str(title) for title in titles)]
    centre, spread = matrix.mean(axis=0), matrix.std(axis=0)
    flat = [names[j + 1] for j in np.flatnonzero(spread <= 1e-10 * np.abs(centre))]
    if flat:
        raise dependent_columns([f"covariates={name!r}" for name in flat])
    columns = np.empty((had.size, spread.size + 1))
    columns[:, 0] = 1.0
    np.subtract(matrix, centre, out=columns[:, 1:])
    columns[:, 1:] /= spread
    try:
        fitted = logit(had.astype(np.float64), columns, weights=weights)
    except DependentColumnsError as repeated:
        raise dependent_columns([f"covariates={names[i]!r}" for i in repeated.columns]) from None
    except SeparationError as separating:
        raise _separation([names[i] for i in separating.columns if i] or names[1:]) from None
    if np.where(had, fitted.values > 1 - CERTAIN, fitted.values < CERTAIN).all():
        raise _separation(names[1:])
    return Score(fitted.values, columns, fitted.information, fitted.coefficients, centre, spread)


def _separates(column: Floats, had: Flags) -> bool:
    """Tell whether one column alone says who was treated, or has a 0/1 value that one group never has."""
    one, zero = column[had], column[~had]
    if one.min() > zero.max() or zero.min() > one.max():
        return True
    values = np.unique(column[:1000])
    binary = values.size <= 2 and np.isin(column, values).all()
    return bool(binary and (one.min() == one.max() or zero.min() == zero.max()))


def _separation(titles: list[str]) -> MeasureError:
    return MeasureError(
        _("Le variabili separano del tutto trattati e controlli (separazione perfetta)."),
        [
            Problem(
                f"covariates={', '.join(titles)}",
                _("da questi valori si sa già, senza errore, in quale gruppo sta qualcuno"),
                expected=_("valori presenti in tutti e due i gruppi"),
                remedy=_(
                    "Togli la variabile se fa parte della regola di accesso, o restringi l'analisi ai profili "
                    "presenti in entrambi i gruppi. Se la regola è una soglia, usa il confronto alla soglia."
                ),
            )
        ],
    )
