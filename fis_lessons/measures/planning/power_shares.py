"""How many people show a difference between two shares, and how small a change given people can show."""

from __future__ import annotations

import math
from statistics import NormalDist

from fis_lessons.measures.planning.checks import inside, people, positive, refuse
from fis_lessons.measures.planning.conditions import (
    INDIVIDUAL,
    Conditions,
    Needed,
    bisect,
    needed_people,
    no_effect,
)


# --- two shares ---------------------------------------------------------------------------------
def power_two_shares(
    expected_control: float, expected_treated: float, *, treated: float, control: float, alpha: float = 0.05
) -> float:
    """Return the probability of seeing a difference between two shares.

    Parameters
    ----------
    expected_control, expected_treated
        True shares, strictly between 0 and 1.
    treated, control
        Independent answers in each group.
    alpha
        Of a two-sided test.

    Raises
    ------
    MeasureError
        With every value out of range.

    References
    ----------
    Normal approximation with the pooled variance under no difference: J. L. Fleiss, *Statistical Methods for
    Rates and Proportions* (2nd ed. 1981), chapter 3. With few people use
    :func:`fis_lessons.measures.planning.small.exact_power`.

    Examples
    --------
    >>> round(power_two_shares(0.5, 0.4, treated=388, control=388), 2)
    0.8
    """
    refuse(
        [
            *inside("expected_control", expected_control, 0, 1),
            *inside("expected_treated", expected_treated, 0, 1),
            *inside("alpha", alpha, 0, 1),
            *positive("treated", treated),
            *positive("control", control),
        ]
    )
    return _power_z(expected_control, expected_treated, treated, control, alpha)


def _power_z(first: float, second: float, treated: float, control: float, alpha: float) -> float:
    normal = NormalDist()
    share = (control * first + treated * second) / (control + treated)
    null = math.sqrt(share * (1 - share) * (1 / treated + 1 / control))
    true = math.sqrt(second * (1 - second) / treated + first * (1 - first) / control)
    limit = normal.inv_cdf(1 - alpha / 2)
    gap = abs(second - first)
    return normal.cdf((gap - limit * null) / true) + normal.cdf((-gap - limit * null) / true)


def sample_two_shares(
    expected_control: float,
    expected_treated: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    ratio: float = 1.0,
    conditions: Conditions = INDIVIDUAL,
) -> Needed:
    """Return how many people show a difference between two shares.

    Parameters
    ----------
    expected_control, expected_treated
        Shares without and with the project, strictly between 0 and 1 and different.
    power, alpha, ratio, conditions
        As in :func:`sample_two_means`.

    Raises
    ------
    MeasureError
        With every value out of range.

    References
    ----------
    ``[z_a sqrt(2 p q) + z_b sqrt(p1 q1 + p2 q2)]^2 / (p1 - p2)^2`` for equal groups, Fleiss (1981), without the
    correction for continuity.

    Examples
    --------
    >>> round(sample_two_shares(0.5, 0.4).exact, 1), sample_two_shares(0.5, 0.4).treated
    (387.3, 388)
    """
    refuse(
        [
            *inside("expected_control", expected_control, 0, 1),
            *inside("expected_treated", expected_treated, 0, 1),
            *inside("power", power, alpha if 0 < alpha < 1 else 0, 1),
            *inside("alpha", alpha, 0, 1),
            *positive("ratio", ratio),
            *conditions.problems(),
            *(
                no_effect("expected_treated", expected_treated)
                if expected_control == expected_treated
                else []
            ),
        ]
    )
    normal = NormalDist()
    low, high = normal.inv_cdf(1 - alpha / 2), normal.inv_cdf(power)
    pooled = (ratio * expected_control + expected_treated) / (ratio + 1)
    null = math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio))
    true = math.sqrt(
        expected_treated * (1 - expected_treated) + expected_control * (1 - expected_control) / ratio
    )
    exact = ((low * null + high * true) / (expected_treated - expected_control)) ** 2
    return needed_people(exact, ratio, conditions)


def mde_two_shares(
    expected_control: float,
    *,
    treated: float,
    control: float,
    downwards: bool,
    power: float = 0.8,
    alpha: float = 0.05,
    conditions: Conditions = INDIVIDUAL,
) -> float | None:
    """Return the smallest true change of a share that is likely to be seen.

    Parameters
    ----------
    expected_control
        Share without the project, strictly between 0 and 1.
    treated, control
        People enrolled in each group.
    downwards
        Whether the project should make the share fall (people who leave school) or rise.
    power, alpha, conditions
        As in :func:`sample_two_means`.

    Returns
    -------
    float or None
        Change in share, always positive; None if not even the largest possible one would be seen.

    Raises
    ------
    MeasureError
        With every value out of range.

    Examples
    --------
    With 388 people in each group a share of one half must fall by ten points:

    >>> round(mde_two_shares(0.5, treated=388, control=388, downwards=True), 2)
    0.1
    >>> mde_two_shares(0.1, treated=10, control=10, downwards=True) is None
    True
    """
    refuse(
        [
            *inside("expected_control", expected_control, 0, 1),
            *inside("power", power, alpha if 0 < alpha < 1 else 0, 1),
            *inside("alpha", alpha, 0, 1),
            *people("treated", treated, least=1),
            *people("control", control, least=1),
            *conditions.problems(),
        ]
    )
    left = [conditions.effective(size) for size in (treated, control)]
    room = expected_control if downwards else 1 - expected_control
    sign = -1 if downwards else 1

    def gain(change: float) -> float:
        return _power_z(expected_control, expected_control + sign * change, left[0], left[1], alpha) - power

    most = room * (1 - 1e-9)
    if gain(most) < 0:
        return None
    return bisect(gain, low=0.0, high=most)
