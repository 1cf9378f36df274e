"""Weighting: the estimate, and what each row moves it by."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.linear import one_group, recode
from fis_lessons.measures.evaluation.score import CERTAIN, Score


@dataclass(frozen=True)
class Weighted:
    """What was estimated.

    Parameters
    ----------
    estimate, variance
        Of the effect.
    weights
        Shape (rows,): of each row in its own arm.
    clusters
        Groups the variance is built on, if any.
    """

    estimate: float
    variance: float
    weights: Floats
    clusters: int | None


def weighted(
    outcome: Floats,
    *,
    had: Flags,
    score: Score,
    weights: Floats,
    estimand: Literal["att", "ate"],
    groups: Codes | None,
) -> Weighted:
    """Estimate an effect by normalised weights: the weighted mean of an arm less that of the other.

    For the effect on the treated their own mean needs no weight. The variance adds up the squared influence of
    each row (or group), with the share due to the score having been estimated: the sandwich of all the
    estimating equations at once. Each arm's share is enlarged by ``n / (n - k)``, where ``n`` is its size after
    weighting (Kish) and ``k`` the columns of the score.

    Raises
    ------
    MeasureError
        If a score needed in a weight is 0 or 1.
    """
    e = score.values
    risky = ~had & (e > 1 - CERTAIN)
    if estimand == "ate":
        risky |= had & (e < CERTAIN)
    if risky.any():
        raise MeasureError(
            _("Per qualcuno il punteggio è 0 o 1: non ha con chi essere confrontato."),
            [
                Problem(
                    "covariates",
                    _("righe con punteggio 0 o 1: {n}").format(n=int(risky.sum())),
                    remedy=_("Taglia i punteggi estremi, per esempio con trim=(0.1, 0.9)."),
                )
            ],
        )
    tilt, slopes = _tilts(estimand, e)
    arms = [
        _arm(
            outcome,
            arm=arm,
            arm_weights=weights * arm * tilt[k],
            slope=slopes[k],
            surprise=weights * (had - e),
            score=score,
        )
        for k, arm in enumerate((~had, had))
    ]
    zero, one = arms
    influence = one.influence - zero.influence
    count = influence.size
    clusters = None
    if groups is not None:
        codes, clusters = recode(groups)
        if clusters < 2:
            raise one_group()
        influence = np.bincount(codes, weights=influence).astype(np.float64)
        variance = float((influence**2).sum()) * clusters / (clusters - 1)
    else:
        variance = float((influence**2).sum()) * count / (count - 1)
    return Weighted(one.mean - zero.mean, variance, np.where(had, one.weights, zero.weights), clusters)


@dataclass(frozen=True)
class _Arm:
    mean: float
    influence: Floats
    weights: Floats


def _tilts(estimand: str, e: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats | None, Floats | None]]:
    """Return, for the others and for the treated, the weight and the slope of its log along the predictor."""
    one, e = np.ones(e.size), np.clip(e, CERTAIN, 1 - CERTAIN)
    if estimand == "att":
        return (e / (1 - e), one), (one, None)
    return (1 / (1 - e), 1 / e), (e, e - 1)


def _arm(
    outcome: Floats,
    *,
    arm: Flags,
    arm_weights: Floats,
    slope: Floats | None,
    surprise: Floats,
    score: Score,
) -> _Arm:
    """Estimate the mean an arm would have on the target; influences are already divided by their totals.

    ``slope`` is the derivative of the log of the arm's weight along the linear predictor of the score;
    ``surprise`` is how far each row's treatment was from its score.
    """
    columns, total = score.columns, arm_weights.sum()
    mean = float((arm_weights * outcome).sum() / total)
    influence = arm_weights * (outcome - mean) / total
    if slope is not None:
        pull = columns.T @ (arm_weights * slope * (outcome - mean)) / total
        influence = influence + surprise * (columns @ np.linalg.solve(score.information, pull))
    # uneven weights make an arm smaller than its rows: Kish's size, less what was fitted
    size = total**2 / float((arm_weights**2).sum())
    small = size / (size - columns.shape[1]) if size > 2 * columns.shape[1] else 2.0
    return _Arm(mean, influence * math.sqrt(small), arm_weights)
