"""Formulas on people counted by age: shares, rates, indices, and how far apart two places are.

Nothing here knows where the numbers come from. A formula that has no answer (a denominator of zero) says
so with :class:`~fis_lessons.errors.MeasureError`; it never answers zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.chances import share_quantile
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import MOST

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """A range, and how sure the method is to catch the true value inside.

    Parameters
    ----------
    low, high
        Ends of the range, in the unit of the measure.
    confidence
        Between 0 and 1.
    """

    low: float
    high: float
    confidence: float


def share(part: float, whole: float) -> float:
    """Return the part of a whole, between 0 and 1.

    Parameters
    ----------
    part, whole
        Counts of the same kind of units; the part is inside the whole.

    Raises
    ------
    MeasureError
        If the whole is zero, a count is negative, or the part is larger than the whole.

    Examples
    --------
    Residents of Bergamo aged 65 and over, and all residents:

    >>> round(100 * share(29743, 119534), 1)
    24.9
    """
    some, every = _part_of(part, whole, some=_("parte"), every=_("tutto"))
    return some / every


def _part_of(part: object, whole: object, *, some: str, every: str) -> tuple[float, float]:
    require = Require(_("Questa quota non si può calcolare."))
    inside, total = _count(require, part, some), _denominator(require, whole, every)
    if inside > total:
        require.problem(
            some,
            _("la parte è più grande del tutto: {part} su {whole}.").format(
                part=exact(inside), whole=exact(total)
            ),
            expected=_("al massimo {whole}").format(whole=exact(total)),
            remedy=_("Controlla di non avere scambiato i due numeri."),
        )
    require.stop()
    return inside, total


def rate(events: float, population: float, *, per: float = 1000) -> float:
    """Return how many events there are for each ``per`` persons.

    Unlike a share, a rate may count the same person twice and may exceed ``per``.

    Parameters
    ----------
    events
        What happened: admissions, requests, users.
    population
        The persons to whom it could have happened. This is the choice that matters.
    per
        Persons the rate refers to.

    Raises
    ------
    MeasureError
        If the population is zero or a count is negative.

    Examples
    --------
    >>> rate(30, 12000, per=1000)
    2.5
    """
    require = Require(_("Questo rapporto non si può calcolare."))
    happened = _count(require, events, _("eventi"))
    people = _denominator(require, population, _("popolazione"))
    reference = _count(require, per, _("persone di riferimento"))
    require.stop()
    return reference * happened / people


def old_age_index(over_65: float, under_15: float) -> float:
    """Return the old-age index: persons of 65 and over for each 100 under 15.

    ``100 * P(65+) / P(0-14)``, the definition of ISTAT (*indice di vecchiaia*).

    Raises
    ------
    MeasureError
        If nobody is under 15: the index has no value.

    Examples
    --------
    >>> round(old_age_index(29743, 14242), 1)
    208.8
    """
    return rate(over_65, under_15, per=100)


def old_age_dependency(over_65: float, aged_15_64: float) -> float:
    """Return persons of 65 and over for each 100 aged 15 to 64.

    ``100 * P(65+) / P(15-64)``, the definition of ISTAT (*indice di dipendenza degli anziani*).

    Raises
    ------
    MeasureError
        If nobody is aged 15 to 64.

    Examples
    --------
    >>> old_age_dependency(40, 100)
    40.0
    """
    return rate(over_65, aged_15_64, per=100)


def mean_age(counts: Sequence[float] | Floats) -> float:
    """Return the mean age of persons counted by completed year.

    Parameters
    ----------
    counts
        Persons aged 0, 1, 2, … Who has completed ``x`` years is taken to be ``x + 0.5`` years old, the usual
        convention; so is the last class, which is open: with few people in it the error is small.

    Raises
    ------
    MeasureError
        If there is nobody.

    Examples
    --------
    >>> mean_age([0, 10, 10])
    2.0
    """
    require = Require(_("Questa età media non si può calcolare."))
    people = np.array(require.numbers(counts, _("persone per età"), least=0))
    if require.fine:
        _denominator(require, float(people.sum()), _("persone"))
    require.stop()
    return float(((np.arange(people.size) + 0.5) * people).sum() / people.sum())


def wilson_interval(successes: float, trials: float, *, confidence: float = 0.95) -> Interval:
    """Return the Wilson score interval of a proportion: fit for small numbers, never outside 0 and 1.

    For a count of residents it makes no sense: nobody was sampled. It helps where chance decided who is in
    the count (users of a service, answers of a sample), to see whether two small places really differ.

    Parameters
    ----------
    successes, trials
        Counts, the first inside the second.
    confidence
        Between 0 and 1, ends excluded.

    Raises
    ------
    MeasureError
        If there are no trials, or the counts are out of order.

    References
    ----------
    E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927)
    209-212. R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, method 3.

    Examples
    --------
    Newcombe's table I, 15 out of 148, gives 0.0624 to 0.1605:

    >>> found = wilson_interval(15, 148)
    >>> round(found.low, 4), round(found.high, 4)
    (0.0624, 0.1605)
    """
    found, tried, sure = _tries(successes, trials, confidence)
    p, z = found / tried, NormalDist().inv_cdf((1 + sure) / 2)
    spread = z * math.sqrt(p * (1 - p) / tried + z * z / (4 * tried * tried))
    middle, scale = p + z * z / (2 * tried), 1 + z * z / tried
    # exact ends, which rounding would miss by a hair
    low = 0.0 if found == 0 else max(0.0, (middle - spread) / scale)
    high = 1.0 if found == tried else min(1.0, (middle + spread) / scale)
    return Interval(low, high, sure)


def exact_ends(found: float, tried: float, confidence: float) -> tuple[float, float]:
    """Return the ends of Clopper and Pearson's interval of a share; the counts may have decimals.

    They hold for people drawn from very many. Drawn from few, without putting anybody back, chance does less: the
    interval is then wider than it needs to be, never narrower.

    Examples
    --------
    >>> [round(end, 3) for end in exact_ends(10, 20, 0.95)]
    [0.272, 0.728]
    """
    out = (1 - confidence) / 2
    low = share_quantile(found, tried - found + 1, out) if found > 0 else 0.0
    high = share_quantile(found + 1, tried - found, 1 - out) if found < tried else 1.0
    return low, high


def _tries(successes: object, trials: object, confidence: object) -> tuple[float, float, float]:
    require = Require(_("Questo intervallo non si può calcolare."))
    sure = require.share(confidence, _("confidenza"), ends=False, remedy=_("Di solito si usa 0,95."))
    require.stop()
    return *_part_of(successes, trials, some=_("casi"), every=_("prove")), sure


def standardise(features: npt.ArrayLike) -> Floats:
    """Return each column in standard deviations from its own mean.

    Parameters
    ----------
    features
        Shape (places, features).

    Returns
    -------
    numpy.ndarray
        The same shape; a column that never varies becomes zeros and weighs nothing.

    Examples
    --------
    >>> standardise([[1.0, 5.0], [3.0, 5.0]]).tolist()
    [[-1.0, 0.0], [1.0, 0.0]]
    """
    require = Require(_("Queste caratteristiche non si possono confrontare."))
    table = _table(require, features)
    require.stop()
    spread = table.std(axis=0)
    # a column of equal values may seem to vary by a rounding of the machine
    varies = spread > 1e-9 * np.abs(table).max(axis=0, initial=0.0)
    centred = table - table.mean(axis=0)
    return np.where(varies, centred / np.where(varies, spread, 1.0), 0.0)


def distances(features: npt.ArrayLike, position: int, *, weights: npt.ArrayLike) -> Floats:
    """Return how far each place is from one of them: weighted Euclidean distance.

    ``sqrt(sum_j w_j * (x_ij - x_pj)**2)``

    Parameters
    ----------
    features
        Shape (places, features), standardised already.
    position
        Row of the place to measure from.
    weights
        One per feature, none negative.

    Examples
    --------
    >>> distances([[0.0, 0.0], [3.0, 4.0]], 0, weights=[1, 1]).tolist()
    [0.0, 5.0]
    """
    require = Require(_("Queste distanze non si possono calcolare."))
    table = _table(require, features)
    scale = np.array(require.numbers(weights, _("pesi"), length=table.shape[1], least=0))
    row = require.whole(position, _("posto"), least=0, most=len(table) - 1)
    require.stop()
    result: Floats = np.sqrt(((table - table[row]) ** 2 * scale).sum(axis=1))
    return result


def _table(require: Require, features: object) -> Floats:
    """Read a table of numbers: a row per place, a column per feature, none missing."""
    where = _("tabella delle caratteristiche")
    try:
        table = np.array(features, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        require.problem(
            where, _("non contiene solo numeri."), expected=_("una riga per luogo, tutta di numeri")
        )
        return np.zeros((1, 1))
    if table.ndim != 2 or table.size == 0:
        require.problem(
            where, _("non ha righe e colonne."), expected=_("una riga per luogo, tutta di numeri")
        )
        return np.zeros((1, 1))
    if not (np.abs(table) <= MOST).all():  # not a number is not below anything
        require.problem(where, _("un valore manca o è enorme."), expected=_("un numero in ogni casella"))
    return table


def _count(require: Require, value: object, where: str) -> float:
    return require.number(value, where, least=0, expected=_("un numero non negativo"))


def _denominator(require: Require, value: object, where: str) -> float:
    found = _count(require, value, where)
    if found == 0:
        require.problem(
            where,
            _("il denominatore è zero: il rapporto non si può calcolare."),
            remedy=_("Scegli un gruppo più ampio."),
        )
    return found
