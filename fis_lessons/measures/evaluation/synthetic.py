"""One place was treated: build its double from others, and see where they part."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import Effect, make_effect
from fis_lessons.measures.evaluation.panel import Panel, gaps_table, read_panel

POOR_FIT = 0.1
"""The double follows badly if it misses by more than this share of the mean outcome before the start, or by
more than half its standard deviation over time, whichever is larger. A threshold of ours."""
FEW_DONORS = 10
FEW_PRE = 5
MOST_DRAWS = 100_000


@dataclass(frozen=True)
class Synthetic:
    """A place and its double.

    Parameters
    ----------
    effect
        Mean gap after the start. No standard error for a synthetic control: see ``p``.
    weights
        One per donor (its name is the index), largest first; they sum to one.
    time_weights
        One per period before the start, for synthetic difference in differences; None otherwise.
    gaps
        Columns: period, actual, synthetic, gap, after.
    pre_rmspe, post_rmspe
        Root mean square gap before and after.
    placebos
        One row per unit (its name is the index): pre_rmspe, post_rmspe, ratio, effect, as if each had been
        the treated one. Sorted by ratio, for a synthetic control; by absolute effect, for the other.
    rank
        Where the treated unit comes in that order: 1 is the most unusual.
    p
        Rank over units: how often a unit taken at random would look at least so unusual.
    """

    effect: Effect
    weights: pd.Series[float]
    time_weights: pd.Series[float] | None
    gaps: pd.DataFrame
    pre_rmspe: float
    post_rmspe: float
    placebos: pd.DataFrame
    rank: int
    p: float


def synthetic_control(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    unit: Hashable,
    time: Hashable,
    treated_unit: Any,
    start: Any,
) -> Synthetic:
    """Compare a place with the mix of other places that followed it best before the start.

    ``min_w ||y1 - Y0 w||^2`` over the periods before the start, ``w >= 0``, ``sum(w) = 1``.

    Parameters
    ----------
    frame
        One row per unit and period, none missing.
    outcome
        Column of numbers; the outcome before the start is what the double is fitted on.
    unit, time
        Columns that name where and when.
    treated_unit
        Name of the treated place, or a list of names: then their mean.
    start
        First period with the intervention.

    Returns
    -------
    Synthetic
        In place of an interval: every donor is treated as if it had been the one, and the ratio of its gaps
        after and before the start is ranked with the true one.

    Raises
    ------
    MeasureError
        If units or periods are missing, fewer than two donors, fewer than two periods before the start.

    References
    ----------
    A. Abadie, A. Diamond, J. Hainmueller, JASA 105 (2010) 493-505. Here without other predictors than the
    past of the outcome.

    Examples
    --------
    The double of C is half A and half B; after period 3 C loses 2:

    >>> paths = {"A": [1, 2, 4, 5, 6], "B": [3, 2, 2, 5, 4], "C": [2, 2, 3, 3, 3], "D": [9, 8, 9, 7, 9]}
    >>> table = pd.DataFrame([(u, t, y) for u, ys in paths.items() for t, y in enumerate(ys, 1)],
    ...                      columns=["place", "year", "y"])
    >>> found = synthetic_control(table, outcome="y", unit="place", time="year", treated_unit="C", start=4)
    >>> found.weights.round(3).to_dict(), round(found.effect.estimate, 3)
    ({'A': 0.5, 'B': 0.5, 'D': 0.0}, -2.0)
    """
    panel = read_panel(
        Checks(frame), outcome=outcome, unit=unit, time=time, treated_unit=treated_unit, start=start
    )
    target = panel.values[: panel.treated].mean(axis=0)
    donors = panel.values[panel.treated :]
    weights = _mix(donors[:, : panel.first].T, target[: panel.first])
    rows = [_placebo(target, donors, panel.first, weights)]
    for i in range(len(donors)):
        others = np.delete(donors, i, axis=0)
        if len(others) > 1:
            rows.append(_placebo(donors[i], others, panel.first))
    own = _own_name(panel)
    names = [own, *panel.units[panel.treated :]][: len(rows)]
    placebos = pd.DataFrame(rows, index=pd.Index(names, name="unit"))
    placebos = placebos.sort_values("ratio", ascending=False, kind="stable")
    mine = rows[0]
    rank = int(sum(row["ratio"] >= mine["ratio"] for row in rows))
    effect = make_effect(
        "synthetic_control",
        mine["effect"],
        variance=None,
        degrees=None,
        confidence=0.95,
        n_treated=panel.treated,
        n_control=len(donors),
        assumptions=("donors_unaffected", "good_pre_fit", "no_anticipation"),
        cautions=_cautions(panel, target, mine["pre_rmspe"]),
    )
    return Synthetic(
        effect=effect,
        weights=_named(panel.units[panel.treated :], weights),
        time_weights=None,
        gaps=gaps_table(panel, target, weights @ donors),
        pre_rmspe=mine["pre_rmspe"],
        post_rmspe=mine["post_rmspe"],
        placebos=placebos,
        rank=rank,
        p=rank / len(rows),
    )


def synthetic_did(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    unit: Hashable,
    time: Hashable,
    treated_unit: Any,
    start: Any,
    draws: int = 200,
    seed: int = 1,
    confidence: float = 0.95,
) -> Synthetic:
    """Difference in differences against the mix of places, and of past periods, most like the treated.

    Parameters
    ----------
    frame, outcome, unit, time, treated_unit, start
        As in :func:`synthetic_control`; several treated units must start together.
    draws, seed
        Groups of donors drawn as placebo, and the seed. With one treated unit each donor is used once.
    confidence
        Of the interval.

    Returns
    -------
    Synthetic
        Standard error by placebo: the spread of the effects of donors that had no intervention. It is None
        if there are fewer than 3 placebos. With one treated unit the interval is Student's t with one degree
        of freedom less than the placebos.

    Raises
    ------
    MeasureError
        As :func:`synthetic_control`.

    References
    ----------
    D. Arkhangelsky, S. Athey, D. Hirshberg, G. Imbens, S. Wager, American Economic Review 111 (2021)
    4088-4118: algorithms 1 and 4.

    Examples
    --------
    >>> paths = {"A": [1, 2, 4, 5, 6], "B": [3, 2, 2, 5, 4], "C": [2, 2, 3, 3, 3], "D": [9, 8, 9, 9, 9]}
    >>> table = pd.DataFrame([(u, t, y) for u, ys in paths.items() for t, y in enumerate(ys, 1)],
    ...                      columns=["place", "year", "y"])
    >>> found = synthetic_did(table, outcome="y", unit="place", time="year", treated_unit="C", start=4)
    >>> found.effect.estimate < 0, round(float(found.weights.sum()), 6)
    (True, 1.0)
    """
    checks = Checks(frame, confidence=confidence)
    turns = checks.whole(draws, "draws", least=3, most=MOST_DRAWS)
    first = checks.whole(seed, "seed", least=0)
    panel = read_panel(checks, outcome=outcome, unit=unit, time=time, treated_unit=treated_unit, start=start)
    donors = panel.values[panel.treated :]
    target = panel.values[: panel.treated].mean(axis=0)
    estimate, weights, lambdas = _sdid(target, donors, panel.first, panel.treated)
    rows = [_sdid_row(target, donors, panel.first, (estimate, weights, lambdas))]
    names: list[Any] = [_own_name(panel)]
    spread = []
    for i in range(len(donors)):
        others = np.delete(donors, i, axis=0)
        if len(others) > 1:
            rows.append(_sdid_row(donors[i], others, panel.first, _sdid(donors[i], others, panel.first, 1)))
            names.append(panel.units[panel.treated + i])
            spread.append(rows[-1]["effect"])
    if panel.treated > 1:
        spread = _drawn(donors, panel.first, panel.treated, turns, first)
    placebos = pd.DataFrame(rows, index=pd.Index(names, name="unit"))
    placebos = placebos.sort_values("effect", key=np.abs, ascending=False, kind="stable")
    rank = int(sum(abs(row["effect"]) >= abs(estimate) for row in rows))
    variance = float(np.var(spread)) if len(spread) >= 3 else None
    offset = float(lambdas @ (target - weights @ donors)[: panel.first])
    effect = make_effect(
        "sdid",
        estimate,
        variance=variance,
        degrees=float(len(spread) - 1) if panel.treated == 1 else None,
        confidence=checks.confidence,
        n_treated=panel.treated,
        n_control=len(donors),
        assumptions=("weighted_parallel_trends", "donors_unaffected", "no_anticipation"),
        cautions=_cautions(panel, target, None),
    )
    return Synthetic(
        effect=effect,
        weights=_named(panel.units[panel.treated :], weights),
        time_weights=pd.Series(lambdas, index=pd.Index(panel.periods[: panel.first], name="period")),
        gaps=gaps_table(panel, target, weights @ donors + offset),
        pre_rmspe=rows[0]["pre_rmspe"],
        post_rmspe=rows[0]["post_rmspe"],
        placebos=placebos,
        rank=rank,
        p=rank / len(rows),
    )


def _mix(columns: Floats, target: Floats, *, ridge: float = 0.0, intercept: bool = False) -> Floats:
    """Minimise ``||target - columns w||^2 + ridge ||w||^2`` over ``w >= 0``, ``sum(w) = 1``.

    Non-negative least squares, with the sum held by one row so heavy that what is left of it is rounding.
    """
    from scipy.optimize import nnls

    if intercept:
        columns, target = columns - columns.mean(axis=0), target - target.mean()
    # subtracting the target changes nothing while the weights sum to one, and keeps the numbers small
    left = columns - target[:, None]
    scale = float(np.abs(left).max()) or 1.0
    left = left / scale
    width = left.shape[1]
    heavy = 1e4
    stacked = np.vstack([left, math.sqrt(ridge) / scale * np.eye(width), heavy * np.ones((1, width))])
    goal = np.concatenate([np.zeros(left.shape[0] + width), [heavy]])
    weights, _rest = nnls(stacked, goal, maxiter=50 * width + 1000)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _placebo(target: Floats, donors: Floats, first: int, weights: Floats | None = None) -> dict[str, float]:
    mix = _mix(donors[:, :first].T, target[:first]) if weights is None else weights
    return _errors(target - mix @ donors, first)


def _errors(gap: Floats, first: int) -> dict[str, float]:
    pre = math.sqrt(float((gap[:first] ** 2).mean()))
    post = math.sqrt(float((gap[first:] ** 2).mean()))
    tiny = 1e-9 * max(1.0, float(np.abs(gap).max()))
    ratio = post / pre if pre > tiny else (math.inf if post > tiny else 1.0)
    return {"pre_rmspe": pre, "post_rmspe": post, "ratio": ratio, "effect": float(gap[first:].mean())}


def _sdid(target: Floats, donors: Floats, first: int, treated: int) -> tuple[float, Floats, Floats]:
    """Return the estimate, the weights of the donors and those of the periods before."""
    after = target.size - first
    steps = np.diff(donors[:, :first], axis=1)
    noise = float(steps.std(ddof=1)) if steps.size > 1 else 0.0
    if noise <= 0:
        raise MeasureError(
            _("Nei luoghi di confronto l'esito cresce sempre uguale: i pesi non si possono scegliere."),
            [Problem("outcome", number(noise), expected=_("variazioni diverse da un periodo all'altro"))],
        )
    zeta = (treated * after) ** 0.25 * noise
    weights = _mix(donors[:, :first].T, target[:first], ridge=zeta**2 * first, intercept=True)
    late = donors[:, first:].mean(axis=1)
    lambdas = _mix(donors[:, :first], late, ridge=(1e-6 * noise) ** 2 * len(donors), intercept=True)
    gap = target - weights @ donors
    return float(gap[first:].mean() - lambdas @ gap[:first]), weights, lambdas


def _sdid_row(
    target: Floats, donors: Floats, first: int, found: tuple[float, Floats, Floats]
) -> dict[str, float]:
    estimate, weights, lambdas = found
    gap = target - weights @ donors
    return {**_errors(gap - float(lambdas @ gap[:first]), first), "effect": estimate}


def _drawn(donors: Floats, first: int, treated: int, draws: int, seed: int) -> list[float]:
    """Draw groups of donors as large as the treated, and estimate on those that remain."""
    if len(donors) - treated < 2:
        return []
    generator = np.random.default_rng(seed)
    found = []
    for _draw in range(draws):
        order = generator.permutation(len(donors))
        chosen, others = donors[order[:treated]], donors[order[treated:]]
        found.append(_sdid(chosen.mean(axis=0), others, first, treated)[0])
    return found


def _named(names: tuple[Any, ...], weights: Floats) -> pd.Series[float]:
    series = pd.Series(np.where(weights < 1e-9, 0.0, weights), index=pd.Index(names, name="unit"))
    return series.sort_values(ascending=False, kind="stable")


def _own_name(panel: Panel) -> Any:
    own = panel.units[: panel.treated]
    return own[0] if len(own) == 1 else ", ".join(str(name) for name in own)


def _cautions(panel: Panel, target: Floats, pre_rmspe: float | None) -> tuple[str, ...]:
    before = target[: panel.first]
    found = ["one_treated_unit"] if panel.treated == 1 else []
    limit = max(POOR_FIT * abs(float(before.mean())), 0.5 * float(before.std()))
    if pre_rmspe is not None and pre_rmspe > limit:
        found.append("poor_pre_fit")
    if len(panel.units) - panel.treated < FEW_DONORS:
        found.append("few_donors")
    if panel.first < FEW_PRE:
        found.append("few_pre_periods")
    return tuple(found)
