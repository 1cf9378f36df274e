"""Every rate at which a series of payments is worth zero: all the roots, each found in its own interval.

A general solver starts from a guess and returns one root, or none. Here the roots are counted. With
``d = log(1 + rate)`` the value of the payments is a sum of exponentials, ``f(d) = sum(c * exp(-t * d))``.
Multiplied by ``exp(t0 * d)`` and differentiated it loses one term: between two roots of the derivative
``f`` can cross zero once at most (Rolle). So the derivative's roots, found the same way, cut the line into
pieces, and each piece is searched by halving.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fis_lessons.classes import dataclass

Floats = npt.NDArray[np.float64]
Term = tuple[float, float]
"""A coefficient and its time."""

NARROW = 1e-9
"""Two roots closer than this, in ``log(1 + rate)``, are one root written twice."""
FEW = 100
"""Terms that are summed without a rounding; of more, nobody asks the last digit."""
ZERO = 1e-12
"""A value this small beside the largest of its terms is zero: the curve touches the axis."""


def discount_roots(terms: Sequence[Term], *, low: float, high: float) -> tuple[float, ...]:
    """Return every ``d`` between ``low`` and ``high`` where ``sum(c * exp(-t * d))`` is zero.

    Parameters
    ----------
    terms
        Pairs of coefficient and time; times may be any real numbers, in any order.
    low, high
        Ends of the search, in ``log(1 + rate)``.

    Returns
    -------
    tuple of float
        In increasing order, without repetitions. A root where the curve only touches zero counts once.

    Examples
    --------
    Payments of -100, 230 and -132 are worth zero at 10% and at 20%:

    >>> roots = discount_roots([(-100, 0), (230, 1), (-132, 2)], low=-5, high=5)
    >>> [round(math.exp(root) - 1, 6) for root in roots]
    [0.1, 0.2]
    """
    together: dict[float, float] = {}
    for amount, time in terms:
        together[time] = together.get(time, 0.0) + amount
    ordered = [(amount, time) for time, amount in sorted(together.items()) if amount != 0]
    # down to a derivative that changes sign once: it has one root, and no more need be known of it
    levels = [_Curve.of(ordered)]
    while levels[-1].sign_changes > 1:
        levels.append(levels[-1].derivative())
    turns: list[float] = []
    for curve in reversed(levels):
        turns = _roots(curve, [low, *turns, high])
    return tuple(turns)


def sign_changes(amounts: Sequence[float]) -> int:
    """Count how often the sign changes, zeros left out: no more roots than that (Descartes).

    Examples
    --------
    >>> sign_changes([-100, 0, 60, 60, -5])
    2
    """
    signs = [amount > 0 for amount in amounts if amount != 0]
    return sum(before != after for before, after in itertools.pairwise(signs))


@dataclass(frozen=True)
class _Curve:
    """``sum(sign * exp(size - time * d))``: sizes are logarithms, so that no derivative over- or underflows."""

    signs: Floats
    sizes: Floats
    times: Floats

    @classmethod
    def of(cls, terms: Sequence[Term]) -> _Curve:
        amounts, times = (np.array([term[k] for term in terms], dtype=np.float64) for k in (0, 1))
        return cls(np.sign(amounts), np.log(np.abs(amounts)), times)

    @property
    def sign_changes(self) -> int:
        return sign_changes(self.signs.tolist())

    def derivative(self) -> _Curve:
        """Return the derivative after the first term was made constant: its roots are the turning points."""
        after = self.times[1:] - self.times[0]
        return _Curve(-self.signs[1:], self.sizes[1:] + np.log(after), self.times[1:])

    def value(self, d: float) -> float:
        """Return the value at ``d``, divided by its largest term: the sign is the same, and nothing overflows."""
        sizes = self.sizes - self.times * d
        parts = self.signs * np.exp(sizes - sizes.max())
        return math.fsum(parts) if len(parts) <= FEW else float(parts.sum())


def _roots(curve: _Curve, edges: list[float]) -> list[float]:
    """Search each piece on which the curve rises or falls all the way."""
    if not curve.sign_changes:
        return []
    found: list[float] = []
    for left, right in itertools.pairwise(edges):
        for root in _between(curve, left, right):
            if not found or root - found[-1] > NARROW:
                found.append(root)
    return found


def _between(curve: _Curve, left: float, right: float) -> list[float]:
    at_left, at_right = curve.value(left), curve.value(right)
    roots = [edge for edge, value in ((left, at_left), (right, at_right)) if abs(value) <= ZERO]
    if roots or (at_left > 0) == (at_right > 0):
        return roots
    while True:
        middle = (left + right) / 2
        if middle in (left, right):
            return [middle]
        if (curve.value(middle) > 0) == (at_left > 0):
            left = middle
        else:
            right = middle
