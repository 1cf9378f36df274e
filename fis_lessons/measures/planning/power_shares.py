"""How many people show a difference between two shares, and how small a change given people can show."""

from __future__ import annotations

import math
from statistics import NormalDist

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import Reads
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
    require = Reads()
    shares = require.shares(expected_control, expected_treated)
    groups = require.groups(treated, control, above=0)
    risk = require.alpha(alpha)
    require.stop()
    return _power_z(*shares, *groups, risk)


def _power_z(first: float, second: float, treated: float, control: float, alpha: float) -> float:
    normal = NormalDist()
    share = (control * first + treated * second) / (control + treated)
    null = math.sqrt(share * (1 - share) * (1 / treated + 1 / control))
    true = math.sqrt(second * (1 - second) / treated + first * (1 - first) / control)
    limit = -normal.inv_cdf(alpha / 2)
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
    require = Reads()
    without, with_it = require.shares(expected_control, expected_treated)
    risk = require.alpha(alpha)
    sure, per_treated = require.power(power, risk), require.ratio(ratio)
    if require.instance(conditions, _("condizioni"), Conditions, expected="Conditions"):
        conditions.check(require)
    if without == with_it:
        where = _("quota con il progetto")
        no_effect(require, where, _("è uguale a quella senza"), field="expected_treated")
    require.stop()
    normal = NormalDist()
    low, high = -normal.inv_cdf(risk / 2), normal.inv_cdf(sure)
    pooled = (per_treated * without + with_it) / (per_treated + 1)
    null = math.sqrt(pooled * (1 - pooled) * (1 + 1 / per_treated))
    true = math.sqrt(with_it * (1 - with_it) + without * (1 - without) / per_treated)
    exact = ((low * null + high * true) / (with_it - without)) ** 2
    return needed_people(exact, per_treated, conditions)


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
    require = Reads()
    share = require.share(
        expected_control, _("quota senza il progetto"), ends=False, field="expected_control"
    )
    one = require.people(treated, _("persone con il progetto"), least=1, field="treated")
    other = require.people(control, _("persone senza il progetto"), least=1, field="control")
    risk = require.alpha(alpha)
    sure = require.power(power, risk)
    fall = require.flag(downwards, _("se la quota deve scendere"))
    if require.instance(conditions, _("condizioni"), Conditions, expected="Conditions"):
        conditions.check(require)
    require.stop()
    left = [conditions.effective(size) for size in (one, other)]
    room = share if fall else 1 - share
    sign = -1 if fall else 1

    def gain(change: float) -> float:
        return _power_z(share, share + sign * change, left[0], left[1], risk) - sure

    most = room * (1 - 1e-9)
    if gain(most) < 0:
        return None
    return bisect(gain, low=0.0, high=most)


def mde_at_worst(*, treated: float, control: float, power: float = 0.8, alpha: float = 0.05) -> float | None:
    """Return the smallest true change that is likely to be seen, wherever it starts from.

    Parameters
    ----------
    treated, control
        People found again in each group.
    power, alpha
        As in :func:`sample_two_means`.

    Returns
    -------
    float or None
        Change in share: the largest of :func:`mde_two_shares` over every starting share, which is that of two
        shares as far from one half on either side. None if not even the largest possible change would be seen.

    Raises
    ------
    MeasureError
        With every value out of range.

    Examples
    --------
    Of two groups of 20 from one half 39.5 points can be seen, from three in ten 43:

    >>> round(mde_at_worst(treated=20, control=20), 2)
    0.43
    >>> mde_at_worst(treated=1, control=1) is None
    True
    """
    require = Reads()
    one = require.people(treated, _("persone con il progetto"), least=1, field="treated")
    other = require.people(control, _("persone senza il progetto"), least=1, field="control")
    risk = require.alpha(alpha)
    sure = require.power(power, risk)
    require.stop()

    def gain(change: float) -> float:
        return _power_z((1 - change) / 2, (1 + change) / 2, one, other, risk) - sure

    most = 1 - 1e-9
    return None if gain(most) < 0 else bisect(gain, low=0.0, high=most)
