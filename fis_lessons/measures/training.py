"""What a class knew before and after: a paired difference, how large it is, how sure we can be.

A difference between before and after is a change, not proof of what caused it: people also learn from each
other, from work, and from having seen the questions. Nothing here says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.chances import t_quantile
from fis_lessons.measures.population import Interval
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import missing

Caution = Literal["small_class", "incomplete_pairs", "no_spread"]

SMALL_CLASS = 20
"""Below these pairs the result comes with a warning. A threshold of ours: with 20 pairs the half-width of a
95% interval is still 0.47 standard deviations of the differences (``2.093 / sqrt(20)``)."""


@dataclass(frozen=True)
class PairedDifference:
    """The same persons measured twice.

    Parameters
    ----------
    pairs
        Persons with both scores.
    incomplete
        Persons with one score only: left out.
    before, after
        Mean scores of the pairs.
    mean
        Mean of the differences, after minus before, in the unit of the scores.
    sd
        Standard deviation of the differences, with ``pairs - 1`` below.
    t
        ``mean / (sd / sqrt(pairs))``; None if all differences are equal.
    interval
        Where the mean difference lies, by Student's t with ``pairs - 1`` degrees of freedom.
    d_z
        Mean difference in standard deviations *of the differences*: for planning how many persons are
        needed. None if all differences are equal.
    d_av
        Mean difference in standard deviations *of the scores* (the mean of before and after): the one to
        read as a size. None if nobody differs from anybody.
    cautions
        What to tell together with the numbers.
    """

    pairs: int
    incomplete: int
    before: float
    after: float
    mean: float
    sd: float
    t: float | None
    interval: Interval
    d_z: float | None
    d_av: float | None
    cautions: tuple[Caution, ...]


def paired_difference(
    before: Sequence[float | None], after: Sequence[float | None], *, confidence: float = 0.95
) -> PairedDifference:
    """Compare two scores of the same persons.

    Parameters
    ----------
    before, after
        One score per person, in the same order; ``None`` or not-a-number where a score is missing.
    confidence
        Of the interval, between 0 and 1.

    Raises
    ------
    MeasureError
        If the lengths differ, fewer than two persons have both scores, or the confidence is out of range.

    References
    ----------
    Student, *The probable error of a mean*, Biometrika 6 (1908) 1-25: the test and the interval. D. Lakens,
    *Calculating and reporting effect sizes*, Frontiers in Psychology 4 (2013) 863: ``d_z`` and ``d_av``.

    Examples
    --------
    Student's own data, hours of sleep gained by ten patients with two drugs:

    >>> first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    >>> second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    >>> found = paired_difference(first, second)
    >>> round(found.mean, 2), round(found.t, 4)
    (1.58, 4.0621)
    >>> round(found.interval.low, 2), round(found.interval.high, 2)
    (0.7, 2.46)
    """
    first, second, sure = _read(before, after, confidence)
    both = [(b, a) for b, a in zip(first, second, strict=True) if b is not None and a is not None]
    pairs = len(both)
    incomplete = sum((b is None) != (a is None) for b, a in zip(first, second, strict=True))
    if pairs < 2:
        raise MeasureError(
            _("Per confrontare prima e dopo servono almeno due persone con tutti e due i punteggi."),
            [Problem(_("prima e dopo"), number(pairs), expected=_("almeno 2"), field="before")],
        )
    table = np.asarray(both, dtype=np.float64)
    gains = table[:, 1] - table[:, 0]
    mean, sd = float(gains.mean()), float(gains.std(ddof=1))
    if sd < 1e-12 * max(1.0, float(np.abs(table).max())):  # equal differences, but for rounding
        sd = 0.0
    error = sd / math.sqrt(pairs)
    half = t_quantile(pairs - 1, (1 + sure) / 2) * error
    usual = float(table.std(axis=0, ddof=1).mean())
    return PairedDifference(
        pairs=pairs,
        incomplete=incomplete,
        before=float(table[:, 0].mean()),
        after=float(table[:, 1].mean()),
        mean=mean,
        sd=sd,
        t=mean / error if error else None,
        interval=Interval(mean - half, mean + half, sure),
        d_z=mean / sd if sd else None,
        d_av=mean / usual if usual > 0 else None,
        cautions=_cautions(pairs, incomplete, sd),
    )


def _cautions(pairs: int, incomplete: int, sd: float) -> tuple[Caution, ...]:
    found: list[Caution] = []
    if pairs < SMALL_CLASS:
        found.append("small_class")
    if incomplete:
        found.append("incomplete_pairs")
    if not sd:
        found.append("no_spread")
    return tuple(found)


def _read(
    before: object, after: object, confidence: object
) -> tuple[list[float | None], list[float | None], float]:
    require = Require(_("I punteggi di prima e di dopo non si possono confrontare."))
    first, second = _scores(require, before, _("prima")), _scores(require, after, _("dopo"))
    if require.fine and len(first) != len(second):
        require.problem(
            _("prima e dopo"),
            f"{number(len(first))}, {number(len(second))}",
            expected=_("lo stesso numero di persone"),
            remedy=_("Metti un posto vuoto dove un punteggio manca."),
            field="before",
        )
    sure = require.number(
        confidence, _("fiducia"), above=0, below=1, remedy=_("Di solito si usa 0,95."), field="confidence"
    )
    require.stop()
    return first, second, sure


def _scores(require: Require, values: object, where: str) -> list[float | None]:
    """Read scores; None where one is missing."""
    listed = require.items(values, where, expected=_("un elenco di punteggi"))
    return [
        None
        if missing(value)
        else require.number(value, _("{where}, posto {place}").format(where=where, place=place))
        for place, value in enumerate(listed, start=1)
    ]
