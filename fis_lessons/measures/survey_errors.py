"""What makes a survey less sure than it looks: people drawn in groups, people who do not answer, chance."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.sampling_checks import at_least, ceiling, check, inside, positive, share_problem

Floats = npt.NDArray[np.float64]


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
    check(
        [
            at_least("cluster_size", cluster_size, 1),
            inside("icc", icc, ends=True),
            at_least("cv", cv, 0),
        ]
    )
    return 1 + ((cv**2 + 1) * cluster_size - 1) * icc


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
    check([*positive({"answers": answers}), at_least("deff", deff, 1)])
    return answers / deff


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
    problems = [*positive({"answers": answers, "response": response})]
    if response > 1:
        problems.append(share_problem("response", response))
    check(problems)
    return ceiling(answers / response)


def nonresponse_bias(response: float, *, respondents: float, others: float) -> float:
    """Return how far the mean of who answers is from the mean of all: ``(1 - r) * (y_r - y_o)``.

    Nothing in it depends on how many are invited.

    Parameters
    ----------
    response
        Share of the invited who answer.
    respondents, others
        Mean of who answers and of who does not, in the same unit.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, section 13.2.

    Examples
    --------
    Four in ten answer; 70% of them are satisfied, and 40% of the others would be:

    >>> round(nonresponse_bias(0.4, respondents=0.7, others=0.4), 2)
    0.18
    """
    problems = [inside("response", response, ends=True)]
    problems += [
        Problem(name, f"{value}", _("un numero"))
        for name, value in (("respondents", respondents), ("others", others))
        if not math.isfinite(value)
    ]
    check(problems)
    return (1 - response) * (respondents - others)


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
    check([inside("response", response, ends=True), inside("share", share, ends=True)])
    return response * share, response * share + 1 - response


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
    problems = [inside("share", share, ends=True), at_least("deff", deff, 1)]
    check([*problems, *positive({"answers": answers, "repeats": repeats})])
    worth = max(1, round(effective_size(answers, deff)))
    drawn: Floats = np.random.default_rng(seed).binomial(worth, share, size=repeats) / worth
    return drawn
