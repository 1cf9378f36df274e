"""What a very small group can tell: exact answers, by counting every possible outcome."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import from_zero_to_one, inside, people, refuse
from fis_lessons.measures.population import Interval

Floats = npt.NDArray[np.float64]


def exact_interval(successes: int, trials: int, *, confidence: float = 0.95) -> Interval:
    """Return between which shares the true one lies, seen some successes out of some trials.

    Parameters
    ----------
    successes, trials
        Whole numbers, the first not above the second.
    confidence
        Between 0 and 1: the interval holds the true share at least this often.

    Raises
    ------
    MeasureError
        With every value out of range.

    References
    ----------
    C. J. Clopper and E. S. Pearson, *The use of confidence or fiducial limits illustrated in the case of the
    binomial*, Biometrika 26 (1934) 404-413.

    Examples
    --------
    Half of twenty people: the true share may be anywhere between a quarter and three quarters.

    >>> found = exact_interval(10, 20)
    >>> round(found.low, 3), round(found.high, 3)
    (0.272, 0.728)
    """
    problems = [*people("trials", trials, least=1), *people("successes", successes, least=0)]
    problems += inside("confidence", confidence, 0, 1)
    if not problems and successes > trials:
        problems.append(
            Problem("successes", str(successes), expected=_("al massimo {most}").format(most=trials))
        )
    refuse(problems)
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = float(betaincinv(successes, trials - successes + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, trials - successes, 1 - tail)) if successes < trials else 1.0
    return Interval(low, high, confidence)


def least_convincing(trials: int, *, usual: float, alpha: float = 0.05) -> int | None:
    """Return from how many successes a small group does better than a usual share, beyond luck.

    Parameters
    ----------
    trials
        People in the group.
    usual
        Share that would be expected without the project, strictly between 0 and 1. It must come from somewhere
        else, and from people who are alike.
    alpha
        Probability accepted of calling luck a result; the test looks one way only, upwards.

    Returns
    -------
    int or None
        None if not even a full success would be enough.

    Raises
    ------
    MeasureError
        With every value out of range.

    References
    ----------
    Binomial test.

    Examples
    --------
    If three people in ten usually find a job, at least ten of twenty must:

    >>> least_convincing(20, usual=0.3)
    10
    >>> least_convincing(4, usual=0.5) is None
    True
    """
    refuse([*people("trials", trials, least=1), *inside("usual", usual, 0, 1), *inside("alpha", alpha, 0, 1)])
    for successes in range(trials + 1):
        if tail(successes, trials, usual) <= alpha:
            return successes
    return None


def chance_of_convincing(trials: int, *, usual: float, true: float, alpha: float = 0.05) -> float:
    """Return how often a project that works would reach :func:`least_convincing`.

    Parameters
    ----------
    trials, usual, alpha
        As in :func:`least_convincing`.
    true
        Share the project really gives, from 0 to less than 1.

    Raises
    ------
    MeasureError
        With every value out of range.

    Examples
    --------
    A project that takes the share from 30% to 50%, seen on twenty people, convinces six times in ten:

    >>> round(chance_of_convincing(20, usual=0.3, true=0.5), 3)
    0.588
    """
    refuse(from_zero_to_one("true", true))
    least = least_convincing(trials, usual=usual, alpha=alpha)
    return 0.0 if least is None else tail(least, trials, true)


def tail(successes: int, trials: int, share: float) -> float:
    """Return the probability of at least so many successes.

    Examples
    --------
    At least one six in four throws of a die, Pascal's question to Fermat:

    >>> round(tail(1, 4, 1 / 6), 4)
    0.5177
    """
    return math.fsum(
        math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(successes, trials + 1)
    )


def exact_power(
    expected_control: float, expected_treated: float, *, treated: int, control: int, alpha: float = 0.05
) -> float:
    """Return how often two small groups would show a difference, by Fisher's exact test.

    Parameters
    ----------
    expected_control, expected_treated
        True shares, from 0 to less than 1.
    treated, control
        People in each group; up to 400 each.
    alpha
        Of a two-sided test.

    Raises
    ------
    MeasureError
        With every value out of range.

    References
    ----------
    R. A. Fisher, *Statistical Methods for Research Workers* (5th ed. 1934): two-sided by adding up every table
    no more likely than the one seen. Every pair of outcomes is counted: nothing is simulated.

    Examples
    --------
    Ten people and ten others, one in two against nine in ten:

    >>> round(exact_power(0.5, 0.9, treated=10, control=10), 2)
    0.3
    """
    problems = [
        *from_zero_to_one("expected_control", expected_control),
        *from_zero_to_one("expected_treated", expected_treated),
        *inside("alpha", alpha, 0, 1),
        *people("treated", treated, least=1),
        *people("control", control, least=1),
    ]
    problems += [
        Problem(
            name,
            str(size),
            expected=_("al massimo 400"),
            remedy=_("Per gruppi più grandi usa la formula approssimata."),
        )
        for name, size in (("treated", treated), ("control", control))
        if size > 400
    ]
    refuse(problems)
    first, second = _chances(treated, expected_treated), _chances(control, expected_control)
    ways_first, ways_second = _log_ways(treated), _log_ways(control)
    power = 0.0
    for total in range(treated + control + 1):
        seen = np.arange(max(0, total - control), min(treated, total) + 1)
        log_likely = ways_first[seen] + ways_second[total - seen]
        likely = np.exp(log_likely - log_likely.max())
        likely /= likely.sum()
        # a table as likely as the one seen counts with it; rounding must not part them
        p = (likely * (likely <= likely[:, None] * (1 + 1e-7))).sum(axis=1)
        power += float((first[seen] * second[total - seen])[p <= alpha].sum())
    return power


def _log_ways(trials: int) -> Floats:
    """Return the logarithms of the binomial coefficients of a number of trials."""
    return np.array([math.log(math.comb(trials, k)) for k in range(trials + 1)])


def _chances(trials: int, share: float) -> Floats:
    """Return the probability of each number of successes."""
    if share == 0:
        return np.array([1.0, *[0.0] * trials])
    seen = np.arange(trials + 1)
    chances: Floats = np.exp(
        _log_ways(trials) + seen * math.log(share) + (trials - seen) * math.log1p(-share)
    )
    return chances
