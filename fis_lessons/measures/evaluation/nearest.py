"""Matching: each treated person beside the most similar of the others."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import Effect, make_effect
from fis_lessons.measures.evaluation.score import Score, fit_score
from fis_lessons.measures.values import said

SAME = 1e-9
ALARM_SMD = 0.1


@dataclass(frozen=True)
class _Pairs:
    """For each matched treated row, a run of the controls in order of score."""

    order: Codes  # controls, sorted by score
    rows: Codes  # treated rows that found somebody
    first: Codes
    last: Codes  # one past the end
    lost: int

    @property
    def sizes(self) -> Floats:
        return (self.last - self.first).astype(np.float64)

    def spread(self, amounts: Floats, count: int) -> Floats:
        """Give to every control of a run the amount of that run, and add up."""
        steps = np.zeros(count + 1)
        np.add.at(steps, self.first, amounts)
        np.add.at(steps, self.last, -amounts)
        return np.cumsum(steps)[:-1]


def match(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    treated: Hashable,
    covariates: Sequence[Hashable],
    neighbours: int = 1,
    caliper: float | None = None,
    confidence: float = 0.95,
) -> Effect:
    """Estimate the effect on the treated by nearest neighbours on the propensity score, with replacement.

    Parameters
    ----------
    frame
        One row per person.
    outcome
        Column of numbers.
    treated
        Column of 0 and 1.
    covariates
        Columns known before the intervention.
    neighbours
        Others to put beside each treated person; all those at the same distance count.
    caliper
        Furthest that a neighbour may be, in standard deviations of the log-odds of the score (0.2 is usual).
        Treated persons with nobody so near are left out. None for no limit.
    confidence
        Of the interval.

    Returns
    -------
    Effect
        ``n_treated``: matched; ``n_control``: others used at least once. Standard error of Abadie and Imbens
        for matching with replacement. It takes the score as known: for the effect on the treated that can
        be a little too large or too small. (The bootstrap is not valid here.)

    Raises
    ------
    MeasureError
        As ``propensity``; or if nobody has a neighbour.

    References
    ----------
    A. Abadie, G. Imbens, Econometrica 74 (2006) 235-267 and 76 (2008) 1537-1557; P. Austin, Pharmaceutical
    Statistics 10 (2011) 150-161: the caliper.

    Examples
    --------
    >>> table = pd.DataFrame({"had": [1, 0, 0, 0, 1, 1, 1, 0], "old": [0, 0, 0, 0, 1, 1, 1, 1]})
    >>> table["y"] = 10 * table.old + 2 * table.had + [0, 0, 1, -1, 0, 1, -1, 0]
    >>> round(match(table, outcome="y", treated="had", covariates=["old"]).estimate, 6)
    2.0
    """
    checks = Checks(frame, confidence=confidence)
    values = checks.outcome(outcome)
    had, score, pairs = _pairs(checks, treated, covariates, neighbours, caliper)
    controls = values[pairs.order]
    sums = np.concatenate([[0.0], np.cumsum(controls - controls.mean())])
    beside = (sums[pairs.last] - sums[pairs.first]) / pairs.sizes + controls.mean()
    gains = values[pairs.rows] - beside
    estimate = float(gains.mean())
    uses = pairs.spread(1 / pairs.sizes, controls.size)
    squares = pairs.spread(1 / pairs.sizes**2, controls.size)
    noise = _local_variance(controls, score.log_odds[pairs.order])
    variance = float(((gains - estimate) ** 2).sum() + ((uses**2 - squares) * noise).sum()) / gains.size**2
    used = uses > SAME
    cautions = ["unmatched"] if pairs.lost else []
    if (_left(had, score, pairs, uses) > ALARM_SMD).any():
        cautions.append("unbalanced")
    return make_effect(
        "matching",
        estimate,
        variance=variance,
        degrees=None,
        confidence=checks.confidence,
        n_treated=gains.size,
        n_control=int(used.sum()),
        assumptions=("unconfounded", "overlap", "no_spillover"),
        cautions=tuple(cautions),
    )


def match_weights(
    frame: pd.DataFrame,
    *,
    treated: Hashable,
    covariates: Sequence[Hashable],
    neighbours: int = 1,
    caliper: float | None = None,
) -> pd.Series[Any]:
    """Return how much each row counts after :func:`match`: for a balance table after the correction.

    Returns
    -------
    pandas.Series
        1 for matched treated, how many times each of the others was used, 0 for who was left out.

    Raises
    ------
    MeasureError
        As :func:`match`.

    Examples
    --------
    >>> table = pd.DataFrame({"had": [1, 0, 0, 1, 1, 0], "age": [20, 21, 50, 30, 40, 41]})
    >>> match_weights(table, treated="had", covariates=["age"]).tolist()
    [1.0, 2.0, 0.0, 1.0, 1.0, 1.0]
    """
    had, _fitted, pairs = _pairs(Checks(frame), treated, covariates, neighbours, caliper)
    weights = np.zeros(had.size)
    weights[pairs.rows] = 1.0
    weights[pairs.order] = np.round(pairs.spread(1 / pairs.sizes, pairs.order.size), 12)
    return pd.Series(weights, index=frame.index, name="weight")


def _pairs(
    checks: Checks, treated: Hashable, covariates: object, neighbours: object, caliper: object
) -> tuple[Flags, Score, _Pairs]:
    had = checks.treated(treated)
    matrix, titles = checks.design(covariates)
    if not checks.problems and not titles:
        checks.problem("covariates", _("nessuna variabile"), expected=_("almeno una"))
    checks.independent(matrix, titles)
    most = int((~had).sum())
    beside = checks.whole(neighbours, "neighbours", least=1)
    if not checks.problems and beside > most:
        checks.problem(
            "neighbours", number(beside), expected=_("al massimo {n}").format(n=number(most)),
            remedy=_("I controlli non bastano."),
        )  # fmt: skip
    limit = None if caliper is None else checks.number(caliper, "caliper", above=0)
    if not checks.problems and (had.sum() < 2 or most < 2):
        checks.problem(
            f"treated={treated!r}",
            f"{number(int(had.sum()))}, {number(most)}",
            expected=_("almeno 2 trattati e 2 di controllo"),
        )
    checks.stop()
    score = fit_score(had, matrix, titles)
    return had, score, _find(had, score, beside, limit)


def _find(had: Flags, score: Score, neighbours: int, caliper: float | None) -> _Pairs:
    """Find the nearest on a line: sort once, then look a few places to each side."""
    place = score.log_odds
    order = np.flatnonzero(~had)[np.argsort(place[~had], kind="stable")]
    sorted_place, rows = place[order], np.flatnonzero(had)
    at = np.searchsorted(sorted_place, place[rows])
    around = np.clip(at[:, None] + np.arange(-neighbours, neighbours), 0, order.size - 1)
    # a place reached twice because the line ends there must not count twice
    repeated = np.concatenate(
        [np.zeros((rows.size, 1), dtype=np.bool_), around[:, 1:] == around[:, :-1]], axis=1
    )
    gaps = np.where(repeated, np.inf, np.abs(sorted_place[around] - place[rows][:, None]))
    furthest = np.partition(gaps, neighbours - 1, axis=1)[:, neighbours - 1] + SAME
    near = np.full(rows.size, True)
    if caliper is not None:
        limit = caliper * float(place.std(ddof=1))
        near = gaps.min(axis=1) <= limit
        furthest = np.minimum(furthest, limit + SAME)
    if not near.any():
        raise MeasureError(
            _("Nessun trattato ha un controllo abbastanza vicino."),
            [
                Problem(
                    "caliper",
                    said(caliper),
                    remedy=_("Allarga il limite, o cerca un altro gruppo di controllo."),
                )
            ],
        )
    kept = rows[near]
    first = np.searchsorted(sorted_place, place[kept] - furthest[near], side="left")
    last = np.searchsorted(sorted_place, place[kept] + furthest[near], side="right")
    return _Pairs(order, kept, first, last, int((~near).sum()))


def _local_variance(values: Floats, place: Floats) -> Floats:
    """Estimate the variance around each control, from those nearest to it.

    ``J / (J + 1) * (y - mean of the J)^2``, with J the two nearest others and all those at the same distance: who
    stands in which row does not matter. Values are in order of place.
    """
    size = values.size
    around = min(2, size - 1)
    at = np.arange(size)
    # the two nearest are among the two before and the two after
    near = at[:, None] + np.array([-2, -1, 1, 2])
    gaps = np.where(
        (near >= 0) & (near < size), np.abs(place[near.clip(0, size - 1)] - place[:, None]), np.inf
    )
    reach = np.partition(gaps, around - 1, axis=1)[:, around - 1] + SAME
    first = np.searchsorted(place, place - reach, side="left")
    last = np.searchsorted(place, place + reach, side="right")
    middle = float(values.mean())
    sums = np.concatenate([[0.0], np.cumsum(values - middle)])
    others = (last - first - 1).astype(np.float64)
    mean = (sums[last] - sums[first] - (values - middle)) / others
    return np.asarray(others / (others + 1) * (values - middle - mean) ** 2, dtype=np.float64)


def _left(had: Flags, score: Score, pairs: _Pairs, uses: Floats) -> Floats:
    columns = score.columns[:, 1:]
    scale = np.sqrt((columns[had].var(axis=0, ddof=1) + columns[~had].var(axis=0, ddof=1)) / 2)
    gap = columns[pairs.rows].mean(axis=0) - np.average(
        columns[pairs.order], axis=0, weights=np.maximum(uses, 0)
    )
    return np.asarray(np.abs(gap) / np.where(scale > 0, scale, 1.0), dtype=np.float64)
