"""How many people show a difference between two means.

``power`` is the probability of seeing a change that is there; ``alpha`` the probability of seeing one that is not.
"""

from __future__ import annotations

import math

import numpy as np

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.planning.checks import Reads
from fis_lessons.measures.planning.conditions import (
    INDIVIDUAL,
    Conditions,
    Needed,
    needed_people,
    no_effect,
    solve,
)

_SHARP = 1000.0
"""Standard errors of effect beyond which the normal around the limit is narrower than can matter."""


# --- two means ----------------------------------------------------------------------------------
def _effect() -> str:
    return _("effetto in deviazioni standard")


def _power_t(effect_size: float, treated: float, control: float, alpha: float) -> float:
    """Average, over how large the standard deviation seen may be, the chance of passing the limit it sets.

    The noncentral t is a normal divided by an independent standard deviation: given the latter the chance is
    normal. The average is a sum at equal steps of its logarithm, which for so smooth a curve is exact to rounding
    wherever the limit and the shift are; the library's own series is not.
    """
    from scipy.special import gammainc, ndtr, stdtrit

    degrees = treated + control - 2
    shift = abs(effect_size) / math.sqrt(1 / treated + 1 / control)
    limit = -float(stdtrit(degrees, alpha / 2))
    if not math.isfinite(limit):
        return 0.0
    if shift > _SHARP:  # so sharp an edge is a step: what counts is which side of it the deviation falls
        return float(gammainc(degrees / 2, degrees / 2 * (shift / limit) ** 2))
    wide = math.sqrt(1 / (2 * degrees))
    low, high = -12 * wide - 40 / degrees, min(12 * wide, math.log1p(12 * wide))
    steps = math.ceil(4 * (high - low) / min(wide, 1 / (1 + shift)))
    log_sd = np.linspace(low, high, steps + 1)
    density = np.exp(degrees * (log_sd - np.expm1(2 * log_sd) / 2))
    place = limit * np.exp(log_sd)
    chance = ndtr(shift - place) + ndtr(-shift - place)
    return float(min(1.0, density @ chance / density.sum()))


def sample_two_means(
    effect_size: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    ratio: float = 1.0,
    conditions: Conditions = INDIVIDUAL,
) -> Needed:
    """Return how many people show a difference between two means.

    Parameters
    ----------
    effect_size
        Smallest difference worth seeing, in standard deviations; not zero.
    power, alpha
        Between 0 and 1; the test is two-sided.
    ratio
        People in the control group for each treated one.
    conditions
        Clusters and attrition.

    Raises
    ------
    MeasureError
        With every value out of range, or if the difference is too small for any number of people.

    References
    ----------
    Exact, by the noncentral t with ``treated + control - 2`` degrees of freedom. J. Cohen, *Statistical Power
    Analysis for the Behavioral Sciences* (1988), chapter 2, and *A power primer*, Psychological Bulletin 112
    (1992) 155-159.

    Examples
    --------
    >>> round(sample_two_means(0.5).exact, 2), sample_two_means(0.5).treated
    (63.77, 64)
    """
    require = Reads()
    effect = require.number(effect_size, _effect(), field="effect_size")
    if effect == 0:
        no_effect(require, _effect(), number(0), field="effect_size")
    risk = require.alpha(alpha)
    sure, share = require.power(power, risk), require.ratio(ratio)
    if require.instance(conditions, _("condizioni"), Conditions, expected="Conditions"):
        conditions.check(require)
    require.stop()
    exact = solve(
        lambda size: _power_t(effect, size, max(size * share, 1.001), risk) - sure,
        low=max(2.0, 1.001 / share),
    )
    return needed_people(exact, share, conditions)
