"""Make the comparison fair on what we observe: weights from the score."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import Effect, make_effect
from fis_lessons.measures.evaluation.linear import count_groups
from fis_lessons.measures.evaluation.score import CERTAIN, Score, fit_score
from fis_lessons.measures.evaluation.weighted import weighted
from fis_lessons.measures.values import said

__all__ = [
    "Estimand",
    "propensity",
    "propensity_weights",
    "weighting",
]

Estimand = Literal["att", "ate"]

ASSUMPTIONS = ("unconfounded", "overlap", "no_spillover")
ALARM_SMD = 0.1
ALARM_OUTSIDE = 0.1
ALARM_SHARE = 0.05


def propensity(
    frame: pd.DataFrame, *, treated: Hashable, covariates: Sequence[Hashable], weights: Hashable | None = None
) -> pd.Series[Any]:
    """Return how likely each row was to be treated, given its covariates: a logit by maximum likelihood.

    Parameters
    ----------
    frame
        One row per person.
    treated
        Column of 0 and 1.
    covariates
        Columns known before the intervention. Words become categories.
    weights
        Column of sampling weights.

    Returns
    -------
    pandas.Series
        Between 0 and 1, with the index of the table.

    Raises
    ------
    MeasureError
        If a group is missing, covariates repeat each other, or they separate the groups without error.

    Examples
    --------
    One in four of the young was treated, three in four of the old:

    >>> table = pd.DataFrame({"had": [1, 0, 0, 0, 1, 1, 1, 0], "old": [0, 0, 0, 0, 1, 1, 1, 1]})
    >>> propensity(table, treated="had", covariates=["old"]).round(2).tolist()
    [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75]
    """
    checks = Checks(frame)
    had, matrix, titles, weight = _read(checks, treated, covariates, weights)
    checks.stop()
    return pd.Series(_scores(had, matrix, titles, weight), index=frame.index, name="propensity")


def _scores(had: Flags, matrix: Floats, titles: list[str], weight: Floats | None) -> Floats:
    """Return the score of every row, fitted on those with a weight."""
    if weight is None or weight.all():
        return fit_score(had, matrix, titles, weights=weight).values
    live = weight > 0
    return fit_score(had[live], matrix[live], titles, weights=weight[live]).of(matrix)


def propensity_weights(
    frame: pd.DataFrame,
    *,
    treated: Hashable,
    covariates: Sequence[Hashable],
    estimand: Estimand = "att",
    weights: Hashable | None = None,
) -> pd.Series[Any]:
    """Return the weight of each row: for a balance table after the correction.

    For ``att``: 1 for the treated, ``e / (1 - e)`` for the others. For ``ate``: ``1 / e`` and
    ``1 / (1 - e)``. Normalised so that each group's weights sum to the rows of that group.

    Raises
    ------
    MeasureError
        As :func:`propensity`.

    Examples
    --------
    >>> table = pd.DataFrame({"had": [1, 0, 0, 0, 1, 1, 1, 0], "old": [0, 0, 0, 0, 1, 1, 1, 1]})
    >>> propensity_weights(table, treated="had", covariates=["old"]).round(2).tolist()
    [1.0, 0.33, 0.33, 0.33, 1.0, 1.0, 1.0, 3.0]
    """
    checks = Checks(frame)
    wanted = checks.one_of(estimand, "estimand", get_args(Estimand))
    had, matrix, titles, weight = _read(checks, treated, covariates, weights)
    checks.stop()
    e = np.clip(_scores(had, matrix, titles, weight), CERTAIN, 1 - CERTAIN)
    raw = np.where(had, 1.0 if wanted == "att" else 1 / e, (e if wanted == "att" else 1.0) / (1 - e))
    raw = raw if weight is None else raw * weight
    for arm in (had, ~had):
        raw[arm] *= arm.sum() / raw[arm].sum()
    return pd.Series(raw, index=frame.index, name="weight")


@dataclass(frozen=True)
class _Sample:
    values: Floats
    had: Flags
    matrix: Floats
    weight: Floats
    groups: Codes | None

    def keep(self, rows: Flags) -> _Sample:
        groups = None if self.groups is None else self.groups[rows]
        return _Sample(self.values[rows], self.had[rows], self.matrix[rows], self.weight[rows], groups)


def weighting(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    treated: Hashable,
    covariates: Sequence[Hashable],
    estimand: Estimand = "att",
    trim: tuple[float, float] | None = None,
    weights: Hashable | None = None,
    clusters: Hashable | None = None,
    counts: Hashable | None = None,
    confidence: float = 0.95,
) -> Effect:
    """Estimate by inverse probability weighting, with normalised weights.

    Parameters
    ----------
    frame
        One row per person.
    outcome
        Column of numbers.
    treated
        Column of 0 and 1.
    covariates
        Columns known before the intervention, which may decide who has it.
    estimand
        ``att``: the effect on the treated. ``ate``: on everybody.
    trim
        Keep only scores between these two, as (0.1, 0.9); the score is then fitted again on who is left.
    weights
        Column of sampling weights.
    clusters
        Column of groups inside which rows are not independent.
    counts
        Column of whole numbers: how many equal rows each row stands for.
    confidence
        Of the interval.

    Returns
    -------
    Effect
        Standard error by the influence function, which counts that the score was estimated too.

    Raises
    ------
    MeasureError
        As :func:`propensity`; or if trimming leaves a group empty.

    References
    ----------
    J. Hajek (1971); K. Hirano, G. Imbens, G. Ridder, Econometrica 71 (2003) 1161-1189; J. Lunceford,
    M. Davidian, Statistics in Medicine 23 (2004) 2937-2960: the standard error. R. Crump et al., Biometrika
    96 (2009) 187-199: keep scores from 0.1 to 0.9.

    Examples
    --------
    Being old adds 10, the service adds 2, and the old have it more often:

    >>> table = pd.DataFrame({"had": [1, 0, 0, 0, 1, 1, 1, 0], "old": [0, 0, 0, 0, 1, 1, 1, 1]})
    >>> table["y"] = 10 * table.old + 2 * table.had + [0, 0, 1, -1, 0, 1, -1, 0]
    >>> round(weighting(table, outcome="y", treated="had", covariates=["old"]).estimate, 6)
    2.0
    """
    checks = Checks(frame, confidence=confidence, weights=weights, counts=counts)
    wanted = checks.one_of(estimand, "estimand", get_args(Estimand))
    values = checks.outcome(outcome)
    had, matrix, titles, _weight = _read(checks, treated, covariates, None)
    groups = checks.labels(clusters, "clusters")[0] if clusters is not None else None
    kept = _read_trim(checks, trim)
    checks.stop()
    weight = np.ones(had.size) if checks.weight is None else checks.weight
    sample = _Sample(values, had, matrix, weight, groups)
    score = fit_score(
        sample.had, sample.matrix, titles, weights=sample.weight if checks.weight is not None else None
    )
    cautions = []
    if kept is not None:
        inside = (score.values >= kept[0]) & (score.values <= kept[1])
        if not inside.all():
            cautions.append("trimmed")
            sample = sample.keep(inside)
            _check_left(sample, titles)
            score = fit_score(
                sample.had,
                sample.matrix,
                titles,
                weights=sample.weight if checks.weight is not None else None,
            )
    found = weighted(
        sample.values,
        had=sample.had,
        score=score,
        weights=sample.weight,
        estimand=wanted,
        groups=sample.groups,
    )
    return make_effect(
        "weighting",
        found.estimate,
        variance=found.variance,
        degrees=None if found.clusters is None else float(found.clusters - 1),
        confidence=checks.confidence,
        n_treated=int(sample.had.sum()),
        n_control=int((~sample.had).sum()),
        clusters=found.clusters,
        treated_clusters=count_groups(sample.groups, sample.had),
        assumptions=ASSUMPTIONS,
        cautions=(*cautions, *_judge(sample, score, found.weights)),
    )


def _judge(sample: _Sample, score: Score, weights: Floats) -> tuple[str, ...]:
    """Look at overlap, at the heaviest weight, and at what difference is left."""
    found = []
    had, e = sample.had, score.values
    outside = (e[had] > e[~had].max()) | (e[had] < e[~had].min())
    if outside.mean() > ALARM_OUTSIDE:
        found.append("poor_overlap")
    shares = [weights[arm].max() / weights[arm].sum() for arm in (had, ~had) if arm.sum() > 1 / ALARM_SHARE]
    if shares and max(shares) > ALARM_SHARE:
        found.append("extreme_weights")
    columns = score.columns[:, 1:]
    means = [np.average(columns[arm], axis=0, weights=weights[arm]) for arm in (had, ~had)]
    scale = np.sqrt((columns[had].var(axis=0, ddof=1) + columns[~had].var(axis=0, ddof=1)) / 2)
    if (np.abs(means[0] - means[1]) > ALARM_SMD * scale).any():
        found.append("unbalanced")
    return tuple(found)


def _read(
    checks: Checks, treated: Hashable, covariates: object, weights: Hashable | None
) -> tuple[Flags, Floats, list[str], Floats | None]:
    had = checks.treated(treated)
    matrix, titles = checks.design(covariates)
    weight = None if weights is None else checks.weights(weights)
    live = had if weight is None else had[weight > 0]
    if not checks.problems and not titles:
        checks.problem("covariates", _("nessuna variabile"), expected=_("almeno una"))
    checks.independent(matrix, titles)
    if not checks.problems and min(live.sum(), (~live).sum()) < 2:
        checks.problem(
            f"treated={treated!r}",
            f"{number(int(live.sum()))}, {number(int((~live).sum()))}",
            expected=_("almeno 2 trattati e 2 di controllo"),
        )
    return had, matrix, titles, weight


def _read_trim(checks: Checks, trim: object) -> tuple[float, float] | None:
    if trim is None:
        return None
    told = _("due numeri fra 0 e 1, il primo più piccolo: (0.1, 0.9)")
    listed = checks.items(trim, "trim", length=2, expected=told)
    low, high = [checks.share(one, "trim", expected=told) for one in listed] or (0.0, 1.0)
    if low >= high:
        checks.problem("trim", said(trim), expected=told)
    return low, high


def _check_left(sample: _Sample, titles: list[str]) -> None:
    varies = sample.matrix.std(axis=0) > 0 if sample.had.size else np.zeros(len(titles), dtype=np.bool_)
    left = int(sample.had.sum()), int((~sample.had).sum())
    if min(left) < 2 or not varies.all():
        raise MeasureError(
            _("Dopo il taglio dei punteggi non resta un confronto possibile."),
            [
                Problem(
                    "trim",
                    _("restano trattati: {a}, di controllo: {b}").format(
                        a=number(left[0]), b=number(left[1])
                    ),
                    remedy=_("Allarga il taglio, o riconosci che i due gruppi non sono confrontabili."),
                )
            ],
        )
