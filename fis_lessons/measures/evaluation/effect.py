"""What an evaluation found: an estimate, how sure it is, what it takes for granted, what to watch."""

from __future__ import annotations

import math
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.chances import (
    at_most,
    f_exceeds,
    normal_chance,
    normal_quantile,
    t_chance,
    t_quantile,
)
from fis_lessons.measures.population import Interval

Method = Literal[
    "before_after",
    "difference",
    "did",
    "weighting",
    "threshold",
    "synthetic_control",
    "sdid",
    "group_time",
]

FEW_CLUSTERS = 30
"""Below these groups the cluster-robust standard error comes with a warning. The literature gives no sharp
line: Cameron and Miller (2015) speak of 20 to 50."""
FEW_TREATED_CLUSTERS = 5
"""With fewer groups than these among the treated, the same standard error can be far too small."""
SMALL_ARM = 20
"""Rows of an arm below which the result comes with a warning. A threshold of ours."""


@dataclass(frozen=True)
class Effect:
    """An estimated effect, with what is needed to read it honestly.

    Parameters
    ----------
    method
        How it was estimated.
    estimate
        In the unit of the outcome.
    standard_error
        In the same unit; None where the method has none, or where the data have no spread.
    interval
        None where there is no standard error.
    n_treated, n_control
        Rows (or units, where the method counts units) that entered the estimate. For a comparison of before
        and after they are those after and those before.
    clusters
        Groups the standard error is built on; None if rows were taken as independent.
    assumptions
        What must hold for the estimate to be the effect: see ``words.assumption_text``.
    cautions
        What to tell together with the number: see ``words.caution_text``.
    """

    method: Method
    estimate: float
    standard_error: float | None
    interval: Interval | None
    n_treated: int
    n_control: int
    clusters: int | None
    assumptions: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def holds_zero(self) -> bool | None:
        """Whether the interval contains zero; None if there is no interval."""
        return None if self.interval is None else self.interval.low <= 0 <= self.interval.high


def quantile(confidence: float, degrees: float | None) -> float:
    """Return how many standard errors wide each half of an interval is: Student's t, or normal if None."""
    tail = (1 + confidence) / 2
    return normal_quantile(tail) if degrees is None else t_quantile(degrees, tail)


def two_sided_p(statistic: float, degrees: float | None) -> float:
    """Return the two-sided p of a t statistic, or of a z statistic if there are no degrees of freedom."""
    below = -abs(statistic)
    return 2 * (normal_chance(below) if degrees is None else t_chance(degrees, below))


def f_p(statistic: float, above: float, below: float) -> float:
    """Return the p of an F statistic with so many degrees of freedom above and below the line."""
    return f_exceeds(above, below, statistic)


def even_p(one: int, other: int) -> float:
    """Return the two-sided p of two counts, if each case had the same chance to fall on either side."""
    return min(1.0, 2 * at_most(min(one, other), one + other, 0.5))


def make_effect(
    method: Method,
    estimate: float,
    *,
    variance: float | None,
    degrees: float | None,
    confidence: float,
    n_treated: int,
    n_control: int,
    clusters: int | None = None,
    treated_clusters: int | None = None,
    assumptions: tuple[str, ...],
    cautions: tuple[str, ...] = (),
) -> Effect:
    """Put a result together: standard error, interval, and the warnings every method shares.

    Raises
    ------
    MeasureError
        If the estimate is not a number, or the variance is negative or not a number.
    """
    if not math.isfinite(estimate) or (variance is not None and not math.isfinite(variance)):
        raise MeasureError(
            _("Con questi dati la stima o il suo errore non hanno un valore."),
            [
                Problem(
                    "",
                    _("qualche gruppo ha troppo poche righe per misurarne la variabilità"),
                    remedy=_("Usa gruppi più grandi o meno variabili di controllo."),
                )
            ],
        )
    if variance is not None and variance < 0:
        raise MeasureError(
            _("La varianza stimata è negativa."),
            [
                Problem(
                    "",
                    f"{variance:.3g}",
                    expected=_("un numero positivo"),
                    remedy=_("I gruppi sono troppo pochi per questo calcolo: raccogline di più."),
                )
            ],
        )
    found = list(cautions)
    error = None if variance is None else math.sqrt(variance)
    interval = None
    if error is not None and error <= 1e-12 * max(1.0, abs(estimate)):
        error = None
        found.append("no_spread")
    if error is not None:
        half = quantile(confidence, degrees) * error
        interval = Interval(estimate - half, estimate + half, confidence)
    if clusters is not None and clusters < FEW_CLUSTERS:
        found.append("few_clusters")
    if treated_clusters is not None and treated_clusters < FEW_TREATED_CLUSTERS:
        found.append("few_treated_clusters")
    if min(n_treated, n_control) < SMALL_ARM and method not in ("synthetic_control", "sdid"):
        found.append("small_groups")
    return Effect(
        method=method,
        estimate=float(estimate),
        standard_error=error,
        interval=interval,
        n_treated=int(n_treated),
        n_control=int(n_control),
        clusters=clusters,
        assumptions=assumptions,
        cautions=tuple(dict.fromkeys(found)),
    )
