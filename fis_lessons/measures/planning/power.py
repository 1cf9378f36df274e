"""How many people an evaluation needs, and how small a change a given number of people can show.

Two groups are compared, on a mean or on a share. ``power`` is the probability of seeing a change that is
there; ``alpha`` the probability of seeing one that is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import from_zero_to_one, inside, people, positive, refuse

_MOST = 50_000_000
"""Persons in a group beyond which a plan is refused: more than the residents of most countries."""


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What takes away information from a plan: groups that stand together, people who leave.

    Parameters
    ----------
    cluster_size
        Persons in a cluster (a class, a neighbourhood) assigned together; 1 if each is assigned alone.
    icc
        Intra-cluster correlation, between 0 and 1: how much people of one cluster are alike.
    attrition
        Share of people whose outcome will be missing, from 0 to less than 1.
    """

    cluster_size: float = 1
    icc: float = 0.0
    attrition: float = 0.0

    @property
    def design_effect(self) -> float:
        """How many persons count as one: ``1 + (m - 1) ICC`` (Kish, *Survey Sampling*, 1965).

        Examples
        --------
        >>> round(Conditions(cluster_size=20, icc=0.05).design_effect, 2)
        1.95
        """
        return 1 + (self.cluster_size - 1) * self.icc

    def effective(self, enrolled: float) -> float:
        """Return how many independent answers a number of people enrolled is worth.

        Examples
        --------
        >>> round(Conditions(cluster_size=20, icc=0.05, attrition=0.2).effective(195), 1)
        80.0
        """
        return enrolled * (1 - self.attrition) / self.design_effect

    def to_enrol(self, needed: float) -> int:
        """Return how many people to enrol to be left with a number of independent answers.

        Examples
        --------
        >>> Conditions(attrition=0.2).to_enrol(64)
        80
        """
        return math.ceil(round(needed * self.design_effect / (1 - self.attrition), 9))

    def problems(self) -> list[Problem]:
        """List what is wrong with the conditions."""
        found = from_zero_to_one("attrition", self.attrition)
        if not 0 <= self.icc <= 1:
            found.append(Problem("icc", str(self.icc), expected=_("un numero fra 0 e 1")))
        if not (math.isfinite(self.cluster_size) and self.cluster_size >= 1):
            found.append(Problem("cluster_size", str(self.cluster_size), expected=_("almeno 1")))
        return found


INDIVIDUAL = Conditions()


@dataclass(frozen=True)
class Needed:
    """How many people a plan needs.

    Parameters
    ----------
    exact
        Independent answers in the treated group, not rounded.
    treated, control
        People to enrol in each group, whole, clusters and attrition counted.
    """

    exact: float
    treated: int
    control: int


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
    from scipy.stats import nct, t

    degrees = treated + control - 2
    shift = abs(effect_size) / math.sqrt(1 / treated + 1 / control)
    limit = float(t.ppf(1 - alpha / 2, degrees))
    if shift > 37:  # beyond this the library's own series gives up, and the answer is one
        return 1.0
    return float(nct.sf(limit, degrees, shift) + nct.cdf(-limit, degrees, shift))


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
            *([] if math.isfinite(effect_size) and effect_size else _no_effect("effect_size", effect_size)),
            *conditions.problems(),
        ]
    )
    exact = _solve(
        lambda size: _power_t(effect_size, size, max(size * ratio, 1.001), alpha) - power,
        low=max(2.0, 1.001 / ratio),
    )
    return _needed(exact, ratio, conditions)


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
        Problem(name, f"{size:.1f}", expected=_("almeno 2 risposte indipendenti"), remedy=_MORE_PEOPLE())
        for name, size in zip(("treated", "control"), left, strict=True)
        if size < 2
    )
    size = _solve(lambda effect: _power_t(effect, left[0], left[1], alpha) - power, low=1e-9, high=1e4)
    return size * sd


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
                _no_effect("expected_treated", expected_treated)
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
    return _needed(exact, ratio, conditions)


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
    return _bisect(gain, low=0.0, high=most)


# --- solving ------------------------------------------------------------------------------------
def _needed(exact: float, ratio: float, conditions: Conditions) -> Needed:
    return Needed(exact, conditions.to_enrol(exact), conditions.to_enrol(exact * ratio))


def _solve(gain: Callable[[float], float], *, low: float, high: float | None = None) -> float:
    """Find where a growing function crosses zero; the upper end is found by doubling."""
    if gain(low) >= 0:
        return low
    top = high if high is not None else low * 2
    while gain(top) < 0:
        top *= 2
        if top > _MOST:
            raise MeasureError(
                _("L'effetto è troppo piccolo: nessun numero di persone realistico basta a vederlo."),
                [
                    Problem(
                        "effect_size",
                        "0",
                        remedy=_("Scegli il più piccolo cambiamento che varrebbe la spesa."),
                    )
                ],
            )
    return _bisect(gain, low=low, high=top)


def _bisect(gain: Callable[[float], float], *, low: float, high: float) -> float:
    for _step in range(200):
        middle = (low + high) / 2
        if gain(middle) < 0:
            low = middle
        else:
            high = middle
        if high - low <= 1e-10 * max(1.0, high):
            break
    return high


def _no_effect(name: str, value: float) -> list[Problem]:
    remedy = _("Scrivi il più piccolo cambiamento che varrebbe la spesa: con zero non c'è nulla da vedere.")
    return [Problem(name, str(value), remedy=remedy)]


def _MORE_PEOPLE() -> str:  # noqa: N802
    return _("Servono più persone, o gruppi assegnati meno in blocco.")
