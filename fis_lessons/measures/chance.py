"""Counting chances: the binomial tail, to the last digit, without heavy libraries."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def binomial(n: int, p: float) -> Floats:
    """Return the probability of 0, 1, … n successes in n independent trials: shape ``(n + 1,)``."""
    if p <= 0 or p >= 1:
        certain = np.zeros(n + 1)
        certain[n if p >= 1 else 0] = 1.0
        return certain
    k = np.arange(n + 1)
    logs = np.array([math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(n + 1)])
    return np.asarray(np.exp(logs + k * math.log(p) + (n - k) * math.log1p(-p)))


def at_least(k: int, n: int, p: float) -> float:
    """Return the probability of k successes or more in n.

    Examples
    --------
    >>> round(at_least(2, 3, 0.5), 6)
    0.5
    """
    if k <= 0:
        return 1.0
    return float(min(1.0, math.fsum(binomial(n, p)[k:]))) if k <= n else 0.0


def at_most(k: int, n: int, p: float) -> float:
    """Return the probability of k successes or fewer in n: only these are counted, however large n is.

    Examples
    --------
    >>> round(at_most(1, 3, 0.5), 6)
    0.5
    """
    if k >= n or p <= 0:
        return 1.0
    if k < 0 or p >= 1:
        return 0.0
    i = np.arange(k)
    ways = np.concatenate([[0.0], np.cumsum(np.log((n - i) / (i + 1)))])
    count = np.arange(k + 1)
    return float(min(1.0, math.fsum(np.exp(ways + count * math.log(p) + (n - count) * math.log1p(-p)))))


def uneven(chances: Floats) -> Floats:
    """Return the probability of 0, 1, … n successes when each trial has its own: shape ``(n + 1,)``."""
    spread = np.array([1.0])
    for p in chances:
        spread = np.convolve(spread, [1 - p, p])
    return spread
