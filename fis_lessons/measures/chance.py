"""Counting chances: how likely each number of successes is, without heavy libraries; for tails see ``chances``."""

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


def uneven(chances: Floats) -> Floats:
    """Return the probability of 0, 1, … n successes when each trial has its own: shape ``(n + 1,)``."""
    spread = np.array([1.0])
    for p in chances:
        spread = np.convolve(spread, [1 - p, p])
    return spread
