"""Indicators put on one scale, and the means that make one number of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

Floats = npt.NDArray[np.float64]


def dimension_index(value: float, *, low: float, high: float, logarithm: bool = False) -> float:
    """Return how far a value has gone between two goalposts, from 0 to 1 and no further.

    ``(value - low) / (high - low)``, of the logarithms if ``logarithm``: the tenth thousand of income is worth
    less than the first.

    Raises
    ------
    MeasureError
        If the goalposts are not in order; with ``logarithm``, if a number is not above zero.

    References
    ----------
    UNDP, *Human Development Report 2023-24*, technical note 1.

    Examples
    --------
    >>> round(dimension_index(44284.16, low=100, high=75000, logarithm=True), 3)
    0.92
    """
    require = Require(_("Questa dimensione non si può calcolare."))
    logs = require.flag(logarithm, _("logaritmo"))
    above = 0.0 if logs else None
    here = require.number(value, _("valore"), above=above)
    least = require.number(low, _("estremo basso"), above=above)
    most = require.number(high, _("estremo alto"), above=above)
    if require.fine and least >= most:
        require.problem(
            _("estremi"), _("il basso è {low}, l'alto {high}.").format(low=exact(least), high=exact(most))
        )
    require.stop()
    if logs:
        here, least, most = math.log(here), math.log(least), math.log(most)
    if most <= least:  # two numbers so near that their logarithms are one
        return float(here >= most)
    return min(1.0, max(0.0, (here - least) / (most - least)))


def arithmetic_mean(values: Sequence[float], *, weights: Sequence[float] | None = None) -> float:
    """Return the weighted arithmetic mean: what is lacking on one side is made up on another, in full.

    Parameters
    ----------
    values
        Indicators on one scale.
    weights
        One each, none negative; equal if not given.

    Raises
    ------
    MeasureError
        With every value that is no number; if all weights are zero.

    Examples
    --------
    >>> arithmetic_mean([0.2, 1.0])
    0.6
    """
    require = Require(_("Questa media non si può calcolare."))
    found = require.numbers(values, _("valori"))
    scale = read_weights(require, weights, len(found))
    require.stop()
    return float(np.array(found) @ scale)


def geometric_mean(values: Sequence[float], *, weights: Sequence[float] | None = None) -> float:
    """Return the weighted geometric mean: the lower one side is, the more it costs; at zero the whole is zero.

    ``exp(sum(w * log(x)))``

    Parameters
    ----------
    values
        Indicators on one scale, none negative.
    weights
        One each, none negative; equal if not given.

    Raises
    ------
    MeasureError
        With every value that is no number or is negative; if all weights are zero.

    Examples
    --------
    >>> round(geometric_mean([0.2, 1.0]), 3)
    0.447
    """
    require = Require(_("Questa media non si può calcolare."))
    found = require.numbers(values, _("valori"), least=0)
    scale = read_weights(require, weights, len(found))
    require.stop()
    weighed = [(x, w) for x, w in zip(found, scale, strict=True) if w > 0]
    if any(x == 0 for x, _w in weighed):
        return 0.0
    return math.exp(math.fsum(w * math.log(x) for x, w in weighed))


def read_weights(require: Require, weights: object, count: int) -> Floats:
    """Read one weight per indicator and make them add up to one; equal weights if there are none."""
    if weights is None:
        return np.full(count, 1 / max(count, 1))
    found = np.array(require.numbers(weights, _("pesi"), length=count, least=0))
    if require.fine and found.sum() <= 0:
        require.problem(_("pesi"), _("sono tutti zero."), expected=_("almeno un peso maggiore di zero"))
    total = found.sum() if found.size else 0.0
    return found / total if total > 0 else np.full(count, 1 / max(count, 1))
