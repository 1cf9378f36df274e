"""What a very small group can tell: exact answers, by counting every possible outcome."""

from __future__ import annotations

import bisect
import math

import numpy as np
import numpy.typing as npt

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.chances import at_least
from fis_lessons.measures.planning.checks import Reads
from fis_lessons.measures.population import Interval, exact_ends

Floats = npt.NDArray[np.float64]

_MANY = 1_000_000
_MOST_EXACT = 400


def exact_interval(successes: int, trials: int, *, confidence: float = 0.95) -> Interval:
    """Return between which shares the true one lies, seen some successes out of some trials.

    The trials are taken as drawn from very many people. If they are most of a small population (18 of a class of
    22), the true interval is narrower: this one stays on the safe side, and asking the missing four is better.

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
    require = Reads()
    people = require.people(trials, _("persone"), least=1, field="trials")
    done = require.people(successes, _("quante ce la fanno"), least=0, field="successes")
    sure = require.confidence(confidence)
    if require.fine and done > people:
        require.problem(
            _("quante ce la fanno"),
            _("sono {n}").format(n=number(done)),
            expected=_("al massimo {most}").format(most=number(people)),
            field="successes",
        )
    require.stop()
    return Interval(*exact_ends(done, people, sure), sure)


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
    require = Reads()
    people, share, risk = _one_group(require, trials, usual, alpha)
    require.stop()
    return _least(people, share, risk)


def _one_group(require: Reads, trials: object, usual: object, alpha: object) -> tuple[int, float, float]:
    return (
        require.people(trials, _("persone"), least=1, most=_MANY, field="trials"),
        require.share(usual, _("quota abituale"), ends=False, field="usual"),
        require.alpha(alpha),
    )


def _least(people: int, share: float, risk: float) -> int | None:
    """Look for it by halves: the more successes, the less luck makes as many. Rounding must not refuse a tie."""
    found = bisect.bisect_left(
        range(1, people + 1), True, key=lambda least: at_least(least, people, share) <= risk * (1 + 1e-12)
    )
    return found + 1 if found < people else None


def chance_of_convincing(trials: int, *, usual: float, true: float, alpha: float = 0.05) -> float:
    """Return how often a project that works would reach :func:`least_convincing`.

    Parameters
    ----------
    trials, usual, alpha
        As in :func:`least_convincing`.
    true
        Share the project really gives, from 0 to 1.

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
    require = Reads()
    people, share, risk = _one_group(require, trials, usual, alpha)
    really = require.share(true, _("quota vera"), field="true")
    require.stop()
    least = _least(people, share, risk)
    return 0.0 if least is None else tail(least, people, really)


def tail(successes: int, trials: int, share: float) -> float:
    """Return the probability of at least so many successes.

    Examples
    --------
    At least one six in four throws of a die, Pascal's question to Fermat:

    >>> round(tail(1, 4, 1 / 6), 4)
    0.5177
    """
    require = Reads()
    people = require.people(trials, _("persone"), least=1, field="trials")
    done = require.people(successes, _("quante ce la fanno"), least=0, field="successes")
    chance = require.share(share, _("quota vera"), field="share")
    require.stop()
    return at_least(done, people, chance)


def exact_power(
    expected_control: float, expected_treated: float, *, treated: int, control: int, alpha: float = 0.05
) -> float:
    """Return how often two small groups would show a difference, by Fisher's exact test.

    Parameters
    ----------
    expected_control, expected_treated
        True shares, from 0 to 1.
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
    require = Reads()
    without = require.share(expected_control, _("quota senza il progetto"), field="expected_control")
    with_it = require.share(expected_treated, _("quota con il progetto"), field="expected_treated")
    one, other = (
        require.whole(
            size, where, least=1, most=_MOST_EXACT,
            remedy=_("Per gruppi più grandi usa la formula approssimata."), field=field,
        )
        for size, where, field in (
            (treated, _("persone con il progetto"), "treated"),
            (control, _("persone senza il progetto"), "control"),
        )
    )  # fmt: skip
    risk = require.alpha(alpha)
    require.stop()
    first, second = _chances(one, with_it), _chances(other, without)
    ways_first, ways_second = _log_ways(one), _log_ways(other)
    power = 0.0
    for total in range(one + other + 1):
        seen = np.arange(max(0, total - other), min(one, total) + 1)
        log_likely = ways_first[seen] + ways_second[total - seen]
        likely = np.exp(log_likely - log_likely.max())
        likely /= likely.sum()
        # a table as likely as the one seen counts with it; rounding must not part them
        p = (likely * (likely <= likely[:, None] * (1 + 1e-7))).sum(axis=1)
        power += float((first[seen] * second[total - seen])[p <= risk].sum())
    return power


def _log_ways(trials: int) -> Floats:
    """Return the logarithms of the binomial coefficients of a number of trials."""
    return np.array([math.log(math.comb(trials, k)) for k in range(trials + 1)])


def _chances(trials: int, share: float) -> Floats:
    """Return the probability of each number of successes."""
    if share in (0, 1):
        return np.asarray(np.arange(trials + 1) == share * trials, dtype=np.float64)
    seen = np.arange(trials + 1)
    chances: Floats = np.exp(
        _log_ways(trials) + seen * math.log(share) + (trials - seen) * math.log1p(-share)
    )
    return chances
