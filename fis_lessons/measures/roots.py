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

Term = tuple[float, float]
"""A coefficient and its time."""

NARROW = 1e-9
"""Two roots closer than this, in ``log(1 + rate)``, are one root written twice."""
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
    return tuple(_roots(ordered, low, high))


def sign_changes(amounts: Sequence[float]) -> int:
    """Count how often the sign changes, zeros left out: no more roots than that (Descartes).

    Examples
    --------
    >>> sign_changes([-100, 0, 60, 60, -5])
    2
    """
    signs = [amount > 0 for amount in amounts if amount != 0]
    return sum(before != after for before, after in itertools.pairwise(signs))


def _roots(terms: list[Term], low: float, high: float) -> list[float]:
    """Search each piece on which the function rises or falls all the way."""
    if not sign_changes([amount for amount, _ in terms]):
        return []
    start = terms[0][1]
    # constant factors do not move the roots: the largest is taken out, so that nothing overflows
    slope = [(-amount * (time - start), time) for amount, time in terms[1:]]
    largest = max(abs(amount) for amount, _ in slope)
    turns = _roots([(amount / largest, time) for amount, time in slope], low, high)
    edges = [low, *turns, high]
    found: list[float] = []
    for left, right in itertools.pairwise(edges):
        for root in _between(terms, left, right):
            if not found or root - found[-1] > NARROW:
                found.append(root)
    return found


def _between(terms: list[Term], left: float, right: float) -> list[float]:
    at_left, at_right = _value(terms, left), _value(terms, right)
    roots = [edge for edge, value in ((left, at_left), (right, at_right)) if abs(value) <= ZERO]
    if roots or (at_left > 0) == (at_right > 0):
        return roots
    while True:
        middle = (left + right) / 2
        if middle in (left, right):
            return [middle]
        if (_value(terms, middle) > 0) == (at_left > 0):
            left = middle
        else:
            right = middle


def _value(terms: list[Term], d: float) -> float:
    """Return the value at ``d``, divided by its largest term: the sign is the same, and nothing overflows."""
    sizes = [math.log(abs(amount)) - time * d for amount, time in terms]
    top = max(sizes)
    return math.fsum(
        math.copysign(math.exp(size - top), amount) for size, (amount, _) in zip(sizes, terms, strict=True)
    )
