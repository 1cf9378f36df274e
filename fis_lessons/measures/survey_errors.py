"""What makes a survey less sure than it looks: people drawn in groups, people who do not answer, chance."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

Floats = npt.NDArray[np.float64]
MOST_ANSWERS, MOST_REPEATS = 10_000_000, 1_000_000
LEAST_RESPONSE = 0.0001


def told() -> str:
    """Return the sentence the problems of a sample come under."""
    return _("Questi valori non vanno bene per il campione:")


def ceiling(value: float) -> int:
    """Round up; 361.00000000000006 is 361: a rounding of the machine is not one more person."""
    return math.ceil(round(value, 9))


# --- people drawn in groups ---------------------------------------------------------------------
def design_effect(cluster_size: float, *, icc: float, cv: float = 0.0) -> float:
    """Return how much more uncertain a sample of groups is than one of persons: ``1 + (m - 1) * icc``.

    Parameters
    ----------
    cluster_size
        Persons asked in each group (class, building, family), on average.
    icc
        Intra-class correlation: how much persons of one group resemble one another, from 0 to 1.
    cv
        How unequal the groups are: standard deviation of their sizes divided by the mean. With it the
        formula is ``1 + ((cv**2 + 1) * m - 1) * icc``.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    L. Kish, *Survey Sampling*, Wiley 1965, section 5.4. For groups of unequal size: S. M. Eldridge, D. Ashby,
    S. Kerry, International Journal of Epidemiology 35 (2006) 1292-1300.

    Examples
    --------
    >>> round(design_effect(20, icc=0.05), 2)
    1.95
    """
    require = Require(told())
    size = require.number(cluster_size, _("persone per gruppo"), least=1)
    alike = require.share(icc, _("somiglianza dentro i gruppi"))
    uneven = require.number(cv, _("differenza fra le dimensioni dei gruppi"), least=0)
    require.stop()
    return 1 + ((uneven**2 + 1) * size - 1) * alike


def effective_size(answers: float, deff: float) -> float:
    """Return how many persons drawn one by one the answers are worth: ``n / deff``.

    Raises
    ------
    MeasureError
        If there are no answers or the design effect is below 1.

    Examples
    --------
    >>> round(effective_size(400, 1.95))
    205
    """
    require = Require(told())
    got = require.number(answers, _("risposte"), above=0)
    effect = require.number(deff, _("effetto del disegno"), least=1)
    require.stop()
    return got / effect


# --- people who do not answer -------------------------------------------------------------------
def invitations(answers: float, response: float) -> int:
    """Return how many people to invite to have enough answers: ``n / r``, rounded up.

    It brings back the number of answers, not the people who do not answer: see :func:`nonresponse_bounds`.

    Parameters
    ----------
    answers
        Complete answers needed.
    response
        Share of the invited who answer, above 0 and up to 1.

    Raises
    ------
    MeasureError
        With every value out of place.

    Examples
    --------
    >>> invitations(361, 0.4)
    903
    """
    require = Require(told())
    wanted = require.number(answers, _("risposte"), above=0)
    advice = _("Se hai una percentuale, dividila per 100.")
    share = require.number(response, _("quota di chi risponde"), least=LEAST_RESPONSE, most=1, remedy=advice)
    require.stop()
    return ceiling(wanted / share)


def nonresponse_bounds(response: float, share: float) -> tuple[float, float]:
    """Return the least and the most a share can be among all the invited, whatever the silent ones think.

    ``r * p`` if none of them would say yes, ``r * p + (1 - r)`` if all of them would. Nothing is assumed about
    them; the width is the share of the silent.

    Parameters
    ----------
    response
        Share of the invited who answer.
    share
        Share found among who answers.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    C. F. Manski, *Identification Problems in the Social Sciences*, Harvard University Press 1995, chapter 2.

    Examples
    --------
    >>> low, high = nonresponse_bounds(0.4, 0.7)
    >>> round(low, 2), round(high, 2)
    (0.28, 0.88)
    """
    require = Require(told())
    answered = require.share(response, _("quota di chi risponde"))
    found = require.share(share, _("quota trovata"))
    require.stop()
    return answered * found, answered * found + 1 - answered


# --- what chance does ---------------------------------------------------------------------------
def repeated_surveys(share: float, *, answers: int, repeats: int, seed: int, deff: float = 1.0) -> Floats:
    """Return what many surveys would find if the true share were one and never moved.

    Persons drawn one by one, simulated. With a design effect the answers are first reduced to those they are
    worth.

    Parameters
    ----------
    share
        The true share, stated.
    answers
        Answers of each survey.
    repeats
        How many surveys.
    seed
        Same seed, same surveys.
    deff
        Design effect.

    Returns
    -------
    numpy.ndarray
        Shape (repeats,), shares between 0 and 1.

    Raises
    ------
    MeasureError
        With every value out of place.

    Examples
    --------
    >>> repeated_surveys(0.16, answers=400, repeats=3, seed=1).round(3).tolist()
    [0.14, 0.168, 0.185]
    """
    require = Require(told())
    true = require.share(share, _("quota vera"))
    each = require.whole(answers, _("risposte"), least=1, most=MOST_ANSWERS)
    times = require.whole(repeats, _("indagini ripetute"), least=1, most=MOST_REPEATS)
    start = require.seed(seed)
    effect = require.number(deff, _("effetto del disegno"), least=1)
    require.stop()
    worth = max(1, round(effective_size(each, effect)))
    drawn: Floats = np.random.default_rng(start).binomial(worth, true, size=times) / worth
    return drawn
