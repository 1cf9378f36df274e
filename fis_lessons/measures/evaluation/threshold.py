"""A threshold decides who has the intervention: compare those just above with those just below."""

from __future__ import annotations

import datetime
import math
from collections.abc import Hashable, Sequence
from typing import Literal, get_args

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import Effect, even_p, make_effect
from fis_lessons.measures.evaluation.linear import count_groups, least_squares
from fis_lessons.measures.evaluation.regression import Errors
from fis_lessons.measures.values import said

Kernel = Literal["triangular", "uniform", "epanechnikov"]
Cutoff = float | str | datetime.date
Width = float | datetime.timedelta
WEAK_F = 10.0
FEWEST = 5


@dataclass(frozen=True)
class Density:
    """A simple check that nobody moved across the threshold: as many just below as just above?

    Who is exactly on the threshold counts with those who have the intervention: above, or below if it is for
    those below.

    Not the density test of McCrary (2008) or of Cattaneo, Jansson and Ma (2020): a binomial test of the
    counts in two narrow, equal windows. It sees crude sorting; it can be misled where the density is steep.

    Parameters
    ----------
    window
        Width of each of the two, in the unit of the score.
    below, above
        How many rows.
    p
        Two-sided, against one half.
    """

    window: float
    below: int
    above: int
    p: float


@dataclass(frozen=True)
class ThresholdChecks:
    """What to look at before trusting a jump.

    Parameters
    ----------
    bandwidths
        Bandwidth and effect: half, given, double.
    covariates
        Covariate and its jump: none should be there. Assumptions and cautions are those of the method.
    density
        How many just below and just above.
    """

    bandwidths: tuple[tuple[float, Effect], ...]
    covariates: tuple[tuple[str, Effect], ...]
    density: Density


def threshold(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    running: Hashable,
    cutoff: Cutoff,
    bandwidth: Width,
    fuzzy: Hashable | None = None,
    donut: Width = 0.0,
    kernel: Kernel = "triangular",
    treated_above: bool = True,
    covariates: Sequence[Hashable] | None = (),
    weights: Hashable | None = None,
    clusters: Hashable | None = None,
    counts: Hashable | None = None,
    errors: Errors = "HC2",
    confidence: float = 0.95,
) -> Effect:
    """Estimate the jump at a threshold (regression discontinuity), by a line on each side.

    Parameters
    ----------
    frame
        One row per person.
    outcome
        Column of numbers.
    running
        Column of the score that is compared with the threshold, or of dates (of birth, of application).
    cutoff
        The threshold: a number, or a day. Who is exactly on it has the intervention.
    bandwidth
        How far from the threshold to look, in the unit of the score: days, for dates.
    fuzzy
        Column of 0 and 1 (or a dose): who really took part. The jump of the outcome is then divided by the
        jump of this: the effect on those whom the threshold brought in.
    donut
        Leave out who is nearer than this.
    kernel
        How the weight falls with distance.
    treated_above
        False if the intervention is for those *below* the threshold.
    covariates
        Columns known before, added linearly: they make the estimate more precise.
    weights
        Column of weights, multiplied by the kernel's.
    clusters
        Column of groups inside which rows are not independent.
    counts
        Column of whole numbers: how many equal rows each row stands for.
    errors
        Standard errors of independent rows: ``classical``, ``HC1`` or ``HC2``.
    confidence
        Of the interval.

    Returns
    -------
    Effect
        Conventional local linear estimate at the bandwidth given, robust (or cluster-robust) standard error; for
        ``fuzzy`` that of two-stage least squares. No bias correction: see Calonico, Cattaneo, Titiunik (2014).

    Raises
    ------
    MeasureError
        If the bandwidth is not positive, a side has fewer than 5 different scores, or participation does not
        change at the threshold.

    References
    ----------
    G. Imbens, T. Lemieux, Journal of Econometrics 142 (2008) 615-635; J. Hahn, P. Todd, W. van der Klaauw,
    Econometrica 69 (2001) 201-209.

    Examples
    --------
    >>> score = np.arange(-10, 10.0)
    >>> table = pd.DataFrame({"score": score, "y": 0.5 * score + 3 * (score >= 0)})
    >>> round(threshold(table, outcome="y", running="score", cutoff=0, bandwidth=8).estimate, 6)
    3.0
    """
    checks = Checks(frame, confidence=confidence, weights=weights, counts=counts)
    width, hole, shape = _settings(checks, bandwidth, donut, kernel)
    upwards, kind = checks.flag(treated_above, "treated_above"), checks.kind_of_errors(errors, clusters)
    values, (score, limit) = checks.outcome(outcome), checks.score(running, cutoff)
    taken = checks.amounts(fuzzy, "fuzzy") if fuzzy is not None else None
    matrix, titles = checks.design(covariates)
    codes = checks.labels(clusters, "clusters")[0] if clusters is not None else None
    checks.stop()
    distance = score - limit
    above = distance >= 0 if upwards else distance <= 0
    pull = _kernel(np.abs(distance) / width, shape) * (np.abs(distance) >= hole)
    pull = pull if checks.weight is None else pull * checks.weight
    near = pull > 0
    _both_sides(checks, score[near], above[near])
    checks.independent(matrix[near], titles)
    checks.stop()
    values, above, pull = values[near], above[near], pull[near]
    groups = None if codes is None else codes[near]
    columns = _lines(distance[near], above, matrix[near])
    fit = least_squares(values, columns, weights=pull, clusters=groups, errors=kind)
    estimate, variance = float(fit.coefficients[1]), float(fit.covariance[1, 1])
    assumptions, cautions = ["no_sorting", "smooth_at_cutoff"], ["local_effect", "given_bandwidth"]
    if taken is not None:
        estimate, variance, strength = _ratio(
            values,
            taken[near],
            columns=columns,
            pull=pull,
            groups=groups,
            jump=estimate,
            fuzzy=fuzzy,
            errors=kind,
        )
        assumptions.append("no_defiers")
        cautions[0] = "compliers_only"
        if strength < WEAK_F:
            cautions.append("weak_jump")
    return make_effect(
        "threshold",
        estimate,
        variance=variance,
        degrees=fit.degrees,
        confidence=checks.confidence,
        n_treated=int(above.sum()),
        n_control=int((~above).sum()),
        clusters=fit.clusters,
        treated_clusters=count_groups(groups, above),
        assumptions=tuple(assumptions),
        cautions=tuple(cautions),
    )


def _lines(distance: Floats, above: Flags, matrix: Floats) -> Floats:
    scaled = distance / np.abs(distance).max()
    centred = matrix - matrix.mean(axis=0)
    return np.column_stack([np.ones(distance.size), above, scaled, scaled * above, centred])


def _kernel(far: Floats, kernel: Kernel) -> Floats:
    if kernel == "triangular":
        return np.maximum(1 - far, 0.0)
    if kernel == "epanechnikov":
        return np.maximum(1 - far**2, 0.0)
    return (far <= 1).astype(np.float64)


def _ratio(
    values: Floats,
    taken: Floats,
    *,
    columns: Floats,
    pull: Floats,
    groups: Codes | None,
    jump: float,
    fuzzy: Hashable,
    errors: Errors,
) -> tuple[float, float, float]:
    """Divide one jump by the other; the error is that of ``y - ratio * d``, as in two-stage least squares."""
    first = least_squares(taken, columns, weights=pull, clusters=groups, errors=errors)
    step, step_variance = float(first.coefficients[1]), float(first.covariance[1, 1])
    if abs(step) < 1e-9 or not math.isfinite(step_variance):
        raise MeasureError(
            _("Alla soglia la partecipazione non cambia: non c'è nulla da confrontare."),
            [
                Problem(
                    f"fuzzy={fuzzy!r}",
                    _("salto: {jump}").format(jump=number(step, decimals=3)),
                    expected=_("un salto diverso da zero"),
                    remedy=_("Controlla la soglia e quale colonna dice chi ha partecipato davvero."),
                )
            ],
        )
    ratio = jump / step
    rest = least_squares(values - ratio * taken, columns, weights=pull, clusters=groups, errors=errors)
    strength = step**2 / step_variance if step_variance > 1e-24 else math.inf
    return ratio, float(rest.covariance[1, 1]) / step**2, strength


def _settings(
    checks: Checks, bandwidth: object, donut: object, kernel: object
) -> tuple[float, float, Kernel]:
    width = _width(checks, bandwidth, "bandwidth")
    hole = checks.number(_in_days(donut), "donut", least=0)
    if hole >= width:
        checks.problem("donut", said(donut), expected=_("da zero a meno dell'ampiezza"))
    return width, hole, checks.one_of(kernel, "kernel", get_args(Kernel))


def _width(checks: Checks, value: object, role: str) -> float:
    return checks.number(_in_days(value), role, above=0)


def _in_days(value: object) -> object:
    if isinstance(value, datetime.timedelta | np.timedelta64):
        return pd.Timedelta(value) / pd.Timedelta(days=1)
    return value


def _both_sides(checks: Checks, score: Floats, above: Flags) -> None:
    sides = [int(np.unique(score[side]).size) for side in (~above, above)]
    if min(sides) < FEWEST:
        checks.problem(
            "running, cutoff, bandwidth",
            _("punteggi diversi senza intervento: {a}; con intervento: {b}").format(a=sides[0], b=sides[1]),
            expected=_("almeno {n} per parte").format(n=FEWEST),
            remedy=_("Allarga l'ampiezza, o controlla la soglia."),
        )


def threshold_checks(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    running: Hashable,
    cutoff: Cutoff,
    bandwidth: Width,
    fuzzy: Hashable | None = None,
    donut: Width = 0.0,
    kernel: Kernel = "triangular",
    treated_above: bool = True,
    covariates: Sequence[Hashable] | None = (),
    window: Width | None = None,
    confidence: float = 0.95,
) -> ThresholdChecks:
    """Repeat the comparison with other bandwidths, look for jumps that should not be there, count heads.

    Parameters
    ----------
    frame, outcome, running, cutoff, bandwidth, fuzzy, donut, kernel, treated_above, confidence
        As in :func:`threshold`.
    covariates
        Columns of numbers known before: none should jump.
    window
        Width of each window of the count; a quarter of the bandwidth if not given.

    Raises
    ------
    MeasureError
        As :func:`threshold`. Half a bandwidth with too few scores is left out.

    Examples
    --------
    >>> score = np.arange(-20, 20) / 2 + 0.25
    >>> table = pd.DataFrame({"score": score, "y": np.sin(7 * score) + (score >= 0)})
    >>> found = threshold_checks(table, outcome="y", running="score", cutoff=0, bandwidth=8)
    >>> [bandwidth for bandwidth, effect in found.bandwidths], found.density.below, found.density.above
    ([4.0, 8.0, 16.0], 4, 4)
    """

    def jump(column: Hashable, width: float, taken: Hashable | None) -> Effect:
        return threshold(
            frame, outcome=column, running=running, cutoff=cutoff, bandwidth=width, fuzzy=taken,
            donut=donut, kernel=kernel, treated_above=treated_above, confidence=confidence,
        )  # fmt: skip

    checks = Checks(frame)
    width, hole, _shape = _settings(checks, bandwidth, donut, kernel)
    score, limit = checks.score(running, cutoff)
    narrow = width / 4 if window is None else _width(checks, window, "window")
    names = () if covariates is None else checks.items(
        covariates, "covariates", expected=_("un elenco di nomi di colonna")
    )  # fmt: skip
    upwards = checks.flag(treated_above, "treated_above")
    checks.stop()
    given = jump(outcome, width, fuzzy)
    found = [(width, given), (2 * width, jump(outcome, 2 * width, fuzzy))]
    try:
        if hole < width / 2:
            found.insert(0, (width / 2, jump(outcome, width / 2, fuzzy)))
    except MeasureError:
        pass  # too few scores so near: the other two are still worth seeing
    return ThresholdChecks(
        bandwidths=tuple(found),
        covariates=tuple((str(name), jump(name, width, None)) for name in names),
        density=_density(score - limit, narrow, upwards),
    )


def _density(distance: Floats, window: float, upwards: bool) -> Density:
    # two windows of one width, each with one of its ends: the threshold belongs to the side that has the service
    near = np.abs(distance) < window
    on_it = distance == 0
    high, low = distance > 0, distance < 0
    if upwards:
        above, below = int((near & (high | on_it)).sum()), int(((near | (distance == -window)) & low).sum())
    else:
        above, below = int(((near | (distance == window)) & high).sum()), int((near & (low | on_it)).sum())
    return Density(float(window), below, above, even_p(below, above))
