"""How many people show a difference between two means, and how small a difference given people can show.

``power`` is the probability of seeing a change that is there; ``alpha`` the probability of seeing one that is not.
"""

from __future__ import annotations

import math

import numpy as np

from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import inside, positive, refuse
from fis_lessons.measures.planning.conditions import (
    INDIVIDUAL,
    Conditions,
    Needed,
    more_people,
    needed_people,
    no_effect,
    solve,
)


# --- two means ----------------------------------------------------------------------------------
def power_two_means(effect_size: float, *, treated: float, control: float, alpha: float = 0.05) -> float:
    """Return the probability of seeing a difference between two means.

    Parameters
    ----------
    effect_size
        True difference in standard deviations (Cohen's d).
    treated, control
        Independent answers in each group, at least 2.
    alpha
        Of a two-sided test.

    Raises
    ------
    MeasureError
        With every value out of range.

    References
    ----------
    Exact, by the noncentral t with ``treated + control - 2`` degrees of freedom. J. Cohen, *Statistical Power
    Analysis for the Behavioral Sciences* (1988), chapter 2.

    Examples
    --------
    Cohen's 64 per group for a medium effect, 80%:

    >>> round(power_two_means(0.5, treated=64, control=64), 2)
    0.8
    """
    problems = inside("alpha", alpha, 0, 1)
    problems += [] if math.isfinite(effect_size) else [Problem("effect_size", str(effect_size))]
    for name, size in (("treated", treated), ("control", control)):
        if not (math.isfinite(size) and size >= 2):
            problems.append(Problem(name, str(size), expected=_("almeno 2")))
    refuse(problems)
    return _power_t(effect_size, treated, control, alpha)


def _power_t(effect_size: float, treated: float, control: float, alpha: float) -> float:
    """Average, over how large the standard deviation seen may be, the chance of passing the limit it sets.

    The noncentral t is a normal divided by an independent standard deviation: given the latter the chance is
    normal. The average is a sum at equal steps of its logarithm, which for so smooth a curve is exact to rounding
    wherever the limit and the shift are; the library's own series is not.
    """
    from scipy.special import ndtr, stdtrit

    degrees = treated + control - 2
    shift = abs(effect_size) / math.sqrt(1 / treated + 1 / control)
    limit = -float(stdtrit(degrees, alpha / 2))
    if not math.isfinite(limit):
        return 0.0
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
    As :func:`power_two_means`; J. Cohen, *A power primer*, Psychological Bulletin 112 (1992) 155-159.

    Examples
    --------
    >>> round(sample_two_means(0.5).exact, 2), sample_two_means(0.5).treated
    (63.77, 64)
    """
    refuse(
        [
            *inside("power", power, alpha if 0 < alpha < 1 else 0, 1),
            *inside("alpha", alpha, 0, 1),
            *positive("ratio", ratio),
            *([] if math.isfinite(effect_size) and effect_size else no_effect("effect_size", effect_size)),
            *conditions.problems(),
        ]
    )
    exact = solve(
        lambda size: _power_t(effect_size, size, max(size * ratio, 1.001), alpha) - power,
        low=max(2.0, 1.001 / ratio),
    )
    return needed_people(exact, ratio, conditions)


def mde_two_means(
    sd: float,
    *,
    treated: float,
    control: float,
    power: float = 0.8,
    alpha: float = 0.05,
    conditions: Conditions = INDIVIDUAL,
) -> float:
    """Return the smallest true difference between two means that is likely to be seen.

    Parameters
    ----------
    sd
        Standard deviation of the outcome, in its own unit.
    treated, control
        People enrolled in each group.
    power, alpha, conditions
        As in :func:`sample_two_means`.

    Returns
    -------
    float
        In the unit of the outcome.

    Raises
    ------
    MeasureError
        With every value out of range, or if fewer than two independent answers are left in a group.

    References
    ----------
    For large groups it tends to ``(z_{1-alpha/2} + z_{power}) SE``, 2.80 standard errors at 5% and 80%:
    H. S. Bloom, *Minimum detectable effects*, Evaluation Review 19 (1995) 547-556.

    Examples
    --------
    >>> round(mde_two_means(10, treated=64, control=64), 1)
    5.0
    """
    refuse(
        [
            *positive("sd", sd),
            *inside("power", power, alpha if 0 < alpha < 1 else 0, 1),
            *inside("alpha", alpha, 0, 1),
            *positive("treated", treated),
            *positive("control", control),
            *conditions.problems(),
        ]
    )
    left = [conditions.effective(size) for size in (treated, control)]
    refuse(
        Problem(name, f"{size:.1f}", expected=_("almeno 2 risposte indipendenti"), remedy=more_people())
        for name, size in zip(("treated", "control"), left, strict=True)
        if size < 2
    )
    size = solve(lambda effect: _power_t(effect, left[0], left[1], alpha) - power, low=1e-9, high=1e4)
    return size * sd
