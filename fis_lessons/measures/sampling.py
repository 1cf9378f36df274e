"""How many people to ask, how far the answer may be from the truth, and what asking more does not cure.

Sampling error is what chance does when a part is asked instead of all. It shrinks as the sample grows. The
error of who does not answer is another thing: it stays as large however many are invited.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.allocation import Allocation, allocate
from fis_lessons.measures.population import Interval, exact_ends, wilson_interval
from fis_lessons.measures.require import Require
from fis_lessons.measures.survey_errors import (
    ceiling,
    design_effect,
    effective_size,
    invitations,
    nonresponse_bounds,
    repeated_surveys,
    told,
)

MOST_ERRORS = 40
FEW = 10
"""Fewer people than these on one side of a share, and the plain formula of a difference no longer holds."""
CHI_SQUARE = 3.841
"""The value of chi-square with one degree of freedom that Krejcie and Morgan print: ``1.96 ** 2``."""

__all__ = [
    "CHI_SQUARE",
    "Allocation",
    "Interval",
    "SampleSize",
    "allocate",
    "critical_value",
    "design_effect",
    "difference_interval",
    "effective_size",
    "invitations",
    "krejcie_morgan",
    "margin_of_error",
    "nonresponse_bounds",
    "repeated_surveys",
    "sample_size_proportion",
    "wilson_interval",
]


@dataclass(frozen=True)
class SampleSize:
    """How many answers are needed.

    Parameters
    ----------
    exact
        As the formula gives it.
    people
        Rounded up: a person cannot be asked in part.
    """

    exact: float
    people: int


def critical_value(confidence: float) -> float:
    """Return how many standard errors the interval takes on each side: 1.96 for 95%.

    Raises
    ------
    MeasureError
        If the confidence is not between 0 and 1.

    Examples
    --------
    >>> round(critical_value(0.95), 2)
    1.96
    """
    require = Require(told())
    sure = _sure(require, confidence)
    require.stop()
    return NormalDist().inv_cdf((1 + sure) / 2)


def sample_size_proportion(
    margin: float,
    *,
    expected: float = 0.5,
    confidence: float = 0.95,
    population: float | None = None,
    deff: float = 1.0,
    z: float | None = None,
) -> SampleSize:
    """Return how many answers estimate a share within a margin.

    ``n0 = z**2 * p * (1 - p) / e**2``, times the design effect, then corrected for a finite population.

    Parameters
    ----------
    margin
        Half the width of the interval, as a share: 0.05 is five percentage points.
    expected
        The share expected; 0.5 asks for most and is the prudent choice.
    confidence
        Between 0 and 1.
    population
        People among whom one draws; very large if not given.
    deff
        Design effect: 1 if people are drawn one by one.
    z
        Used instead of the one the confidence gives, to land on a book that rounds it to 1.96.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, chapter 4.

    Examples
    --------
    >>> round(sample_size_proportion(0.05, z=1.96).exact, 2)
    384.16
    >>> sample_size_proportion(0.05, population=6044).people
    362
    """
    require = Require(told())
    half = require.share(
        margin, _("margine"), ends=False, remedy=_("Cinque punti percentuali si scrivono 0,05.")
    )
    share = require.share(
        expected, _("quota prevista"), ends=False, remedy=_("Se non sai la quota, usa 0,5.")
    )
    effect, people, score = _design(require, deff, population=population, confidence=confidence, z=z)
    require.stop()
    size = effect * score**2 * share * (1 - share) / half**2
    return _sized(size if people is None else _within(size, people))


def _within(size: float, population: float) -> float:
    # below one answer the formula would ask for more people than there are
    return min(size / (1 + (size - 1) / population), population) if size >= 1 else size


def krejcie_morgan(
    population: float, *, chi_square: float = CHI_SQUARE, proportion: float = 0.5, margin: float = 0.05
) -> float:
    """Return the sample size of Krejcie and Morgan, before rounding.

    ``X2 * N * P * (1 - P) / (d**2 * (N - 1) + X2 * P * (1 - P))``: the formulas above written as one.

    Parameters
    ----------
    population
        People among whom one draws.
    chi_square
        Chi-square with one degree of freedom at the confidence wanted.
    proportion, margin
        Share expected and margin, both between 0 and 1.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    R. V. Krejcie, D. W. Morgan, *Determining sample size for research activities*, Educational and
    Psychological Measurement 30 (1970) 607-610.

    Examples
    --------
    Their table prints 368 for a population of 9000:

    >>> round(krejcie_morgan(9000))
    368
    """
    require = Require(told())
    people = require.number(population, _("popolazione"), least=1)
    square = require.number(chi_square, _("chi quadrato"), above=0)
    share = require.share(proportion, _("quota prevista"), ends=False)
    half = require.share(margin, _("margine"), ends=False)
    require.stop()
    spread = square * share * (1 - share)
    return spread * people / (half**2 * (people - 1) + spread)


def margin_of_error(
    answers: float,
    *,
    proportion: float = 0.5,
    confidence: float = 0.95,
    population: float | None = None,
    deff: float = 1.0,
    z: float | None = None,
) -> float:
    """Return half the width of the interval around a share.

    ``z * sqrt(deff * p * (1 - p) / n * (N - n) / (N - 1))``; the last factor only in a finite population. With
    nobody or everybody that formula says that nothing is uncertain: there it is the distance to the other end of
    :func:`wilson_interval`, which is better for all small numbers.

    Parameters
    ----------
    answers
        Complete answers, not invitations.
    proportion
        Share found, or 0.5 for the widest margin.
    confidence, population, deff, z
        As in :func:`sample_size_proportion`.

    Raises
    ------
    MeasureError
        With every value out of place, or if the answers are more than the population.

    Examples
    --------
    >>> round(100 * margin_of_error(400), 1)
    4.9
    """
    require = Require(told())
    got = require.number(answers, _("risposte"), above=0)
    share = require.share(proportion, _("quota trovata"))
    effect, people, score = _design(require, deff, population=population, confidence=confidence, z=z)
    if people is not None and people < got:
        require.problem(
            _("risposte"),
            _("sono {n}.").format(n=exact(got)),
            expected=_("al massimo {people}").format(people=exact(people)),
            remedy=_("Le risposte non possono essere più delle persone: controlla i due numeri."),
        )
    require.stop()
    correction = 1.0
    if people is not None:  # who asks everybody makes no sampling error
        correction = (people - got) / (people - 1) if people > 1 else 0.0
    if correction > 0 and share in (0, 1):
        answers_worth = got / (effect * correction)
        sure = 2 * NormalDist().cdf(score) - 1
        ends = wilson_interval(share * answers_worth, answers_worth, confidence=sure)
        return max(share - ends.low, ends.high - share)
    return score * math.sqrt(effect * share * (1 - share) / got * correction)


def difference_interval(
    first: float, second: float, *, sizes: tuple[float, float], confidence: float = 0.95, deff: float = 1.0
) -> Interval:
    """Return the interval of the difference between two shares from two samples drawn apart.

    ``p2 - p1 ± z * sqrt(deff * (p1 q1 / n1 + p2 q2 / n2))``. If zero is inside, chance alone can explain the
    difference; if it is outside, chance alone hardly does. In no case does it say *why* they differ. Where that
    formula fails (fewer than :data:`FEW` people on one side of a share) the exact intervals of the two shares are
    joined as the sides of a right triangle: counting every outcome, it holds 95 times in a hundred or more, and 92
    at worst, where nearly nobody did before and nearly everybody after.

    Parameters
    ----------
    first, second
        Shares, between 0 and 1.
    sizes
        Answers of the two surveys.
    confidence, deff
        As in :func:`sample_size_proportion`.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    R. G. Newcombe, *Interval estimation for the difference between independent proportions*, Statistics in
    Medicine 17 (1998) 873-890: method 1, and the way of method 10 with Clopper and Pearson's ends in place of
    Wilson's, whose interval is at times too narrow.

    Examples
    --------
    >>> found = difference_interval(0.2, 0.12, sizes=(100, 100))
    >>> round(found.low, 2), round(found.high, 2)
    (-0.18, 0.02)
    """
    require = Require(told())
    before = require.share(first, _("prima quota"))
    after = require.share(second, _("seconda quota"))
    counts = require.numbers(sizes, _("risposte"), length=2, above=0)
    effect = require.number(deff, _("effetto del disegno"), least=1)
    sure = _sure(require, confidence)
    require.stop()
    if min(n * min(p, 1 - p) for n, p in zip(counts, (before, after), strict=True)) < FEW:
        return _joined(before, after, (counts[0] / effect, counts[1] / effect), sure)
    z = critical_value(sure)
    variance = before * (1 - before) / counts[0] + after * (1 - after) / counts[1]
    half = z * math.sqrt(effect * variance)
    return Interval(after - before - half, after - before + half, sure)


def _joined(before: float, after: float, answers: tuple[float, float], sure: float) -> Interval:
    """Return the interval of a difference from the exact ones of the two shares."""
    (low_1, high_1), (low_2, high_2) = (
        exact_ends(p * n, n, sure) for p, n in zip((before, after), answers, strict=True)
    )
    below, above = math.hypot(after - low_2, high_1 - before), math.hypot(high_2 - after, before - low_1)
    return Interval(after - before - below, after - before + above, sure)


def _sure(require: Require, confidence: object) -> float:
    return require.share(confidence, _("fiducia"), ends=False, remedy=_("Di solito si usa 0,95."))


def _design(
    require: Require, deff: object, *, population: object, confidence: object, z: object
) -> tuple[float, float | None, float]:
    """Read the design effect, the population if there is one, and how many standard errors to take."""
    effect = require.number(deff, _("effetto del disegno"), least=1)
    people = None if population is None else require.number(population, _("popolazione"), above=0)
    if z is not None:
        return effect, people, require.number(z, _("valore critico (z)"), above=0, most=MOST_ERRORS)
    sure = _sure(require, confidence)
    return effect, people, critical_value(sure) if 0 < sure < 1 else 1.0


def _sized(size: float) -> SampleSize:
    return SampleSize(size, max(1, ceiling(size)))
