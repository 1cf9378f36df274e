"""Chances and quantiles of Student's t, of F and of counts, without the library that has them all.

``scipy.special`` has the same functions, and takes as long to import as a lesson takes to open; it is the oracle
of their tests. All rest on the incomplete beta function, one number at a time.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-300
_CLOSE = 1e-16
_TURNS = 10_000
_GREAT = 20.0


def _beta(a: float, b: float, x: float, rest: float) -> float:
    """Return the regularised incomplete beta function of ``x``, given with what it lacks to 1.

    The continued fraction of DLMF 8.17.22, by Lentz's way, on the side where it converges quickly.
    """
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _lower(b, a, rest, x)
    return _lower(a, b, x, rest)


def _lower(a: float, b: float, x: float, rest: float) -> float:
    return math.exp(a * math.log(x) + b * math.log(rest) - _log_beta(a, b)) * _fraction(a, b, x) / a


def _log_beta(a: float, b: float) -> float:
    """Return the logarithm of the beta function; of great numbers, as a difference that loses no digits."""
    few, many = sorted((a, b))
    if many < _GREAT:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    whole, part = few + many, math.log1p(-few / (few + many))
    left = _stirling(many) - _stirling(whole)
    if few < _GREAT:
        return math.lgamma(few) + left + few - few * math.log(whole) + (many - 0.5) * part
    left += _stirling(few) + (math.log(2 * math.pi) - math.log(many)) / 2
    return left + (few - 0.5) * math.log(few / whole) + many * part


def _stirling(x: float) -> float:
    """Return what Stirling's formula lacks to the logarithm of gamma (DLMF 5.11.1)."""
    square = x * x
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / x


def _fraction(a: float, b: float, x: float) -> float:
    above, below = 1.0, 1 / _far(1 - (a + b) * x / (a + 1))
    value = below
    for m in range(1, _TURNS):
        before = value
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            below = 1 / _far(1 + step * below)
            above = _far(1 + step / above)
            value *= below * above
        if abs(value - before) <= _CLOSE * abs(value):
            break
    return value


def _far(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def t_chance(degrees: float, t: float) -> float:
    """Return the chance that Student's t stays below a value.

    Examples
    --------
    >>> round(t_chance(10, 1.812461), 6)
    0.95
    """
    square = t * t
    tail = _beta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square)) / 2
    return tail if t < 0 else 1 - tail


@cache
def t_quantile(degrees: float, chance: float) -> float:
    """Return the value Student's t stays below with a chance.

    Examples
    --------
    >>> round(t_quantile(10, 0.975), 6)
    2.228139
    """
    if chance == 0.5:
        return 0.0
    if chance < 0.5:
        return -_root(lambda t: chance - t_chance(degrees, -t), _NORMAL.inv_cdf(1 - chance))
    return _root(lambda t: (1 - chance) - t_chance(degrees, -t), _NORMAL.inv_cdf(chance))


def normal_quantile(chance: float) -> float:
    """Return the value a standard normal stays below with a chance."""
    return _NORMAL.inv_cdf(chance)


def normal_chance(z: float) -> float:
    """Return the chance that a standard normal stays below a value."""
    return math.erfc(-z / math.sqrt(2)) / 2


def f_exceeds(above: float, below: float, value: float) -> float:
    """Return the chance that F, with so many degrees above and below the line, is greater than a value.

    Examples
    --------
    >>> round(f_exceeds(2, 10, 4.102821), 6)
    0.05
    """
    part = above * value
    return _beta(below / 2, above / 2, below / (below + part), part / (below + part))


@cache
def f_quantile(above: float, below: float, chance: float) -> float:
    """Return the value F stays below with a chance.

    Examples
    --------
    >>> round(f_quantile(2, 10, 0.95), 6)
    4.102821
    """
    return _root(lambda value: (1 - chance) - f_exceeds(above, below, value), 1.0)


def at_most(count: int, trials: int, share: float) -> float:
    """Return the chance of at most so many successes.

    Examples
    --------
    >>> at_most(1, 3, 0.5)
    0.5
    """
    return (
        1.0 if count >= trials else 0.0 if count < 0 else _beta(trials - count, count + 1, 1 - share, share)
    )


def at_least(count: int, trials: int, share: float) -> float:
    """Return the chance of at least so many successes.

    Examples
    --------
    >>> at_least(2, 3, 0.5)
    0.5
    """
    return at_most(trials - count, trials, 1 - share)


def share_quantile(count: float, other: float, chance: float) -> float:
    """Return the share that a beta with these two parameters stays below with a chance.

    Examples
    --------
    >>> round(share_quantile(10, 11, 0.025), 3)
    0.272
    """
    return _root(lambda share: _beta(count, other, share, 1 - share) - chance, 0.5)


def _root(function: Callable[[float], float], start: float) -> float:
    """Return where an increasing function passes 0, above 0: a bracket narrowed to the last bit.

    By the Illinois way (Dowell and Jarratt 1971), which asks the function far less often than halving does; where
    it is slow the bracket is halved.
    """
    low, high = start, max(start, 1.0)
    while (below := function(low)) > 0:
        low /= 2
    while (above := function(high)) < 0:
        high *= 2
    last, slow = 0.0, False
    while low < (middle := (low + high) / 2) < high:
        width = high - low
        guess = middle if slow or above == below else low - width * below / (above - below)
        guess = guess if low < guess < high else middle
        found = function(guess)
        if found == 0:
            return guess
        if found < 0:
            low, below = guess, found
            above /= 2 if last < 0 else 1
        else:
            high, above = guess, found
            below /= 2 if last > 0 else 1
        slow = not slow and high - low > width / 2
        last = math.copysign(1.0, found) if not slow else 0.0
    return middle
