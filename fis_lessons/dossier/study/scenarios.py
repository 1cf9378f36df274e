"""Three stories of the same service, bad, base and good: one rule for every paper of the study."""

from __future__ import annotations

import math
from typing import Literal

Scenario = Literal["bad", "base", "good"]
FACTORS: dict[Scenario, float] = {"bad": 0.5, "base": 1.0, "good": 1.25}
"""Successes of each, as a share of those expected: the rule of lesson 12, an assumption."""


def successes(people: int, *, expected: int) -> dict[Scenario, int]:
    """Return how many people succeed in each story.

    Parameters
    ----------
    people
        In the service.
    expected
        Of a hundred, as the contract or the deal says.

    Examples
    --------
    Thirty people, half of them expected to succeed: halves are rounded up, as people and spreadsheets do.

    >>> successes(30, expected=50)
    {'bad': 8, 'base': 15, 'good': 19}
    """
    base = half_up(people * expected / 100)
    return {name: min(people, half_up(base * factor)) for name, factor in FACTORS.items()}


def half_up(value: float) -> int:
    """Round to the nearest whole number, halves up.

    Examples
    --------
    >>> half_up(2.5), half_up(75 * 0.14), half_up(2.4)
    (3, 11, 2)
    """
    return math.floor(round(value, 9) + 0.5)
