"""The numbers people get to by a known mistake, kept only where they cannot be taken for the answer."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.exercises.numeric import NumberMistake

Slip = tuple[str, float, str]
"""A way of going wrong: its name, the number it gives, what to say."""


def known_mistakes(
    expected: float, slips: Iterable[Slip], *, tolerance: float = 0.0, decimals: int = 0
) -> tuple[NumberMistake, ...]:
    """Keep the mistakes that cannot be taken for the right answer or for one another.

    They are rounded as a person would write them. In some places two ways of going wrong give one number:
    then the first of the list speaks.

    Parameters
    ----------
    expected, tolerance
        Of the exercise.
    slips
        In order of importance.
    decimals
        How a person would round them.
    """
    kept: list[NumberMistake] = []
    for name, value, text in slips:
        rounded = round(value, decimals)
        others = [expected, round(expected, decimals), *(mistake.value for mistake in kept)]
        if told_apart(rounded, others, tolerance):
            kept.append(NumberMistake(id=name, value=rounded, text=text))
    return tuple(kept)


def told_apart(value: float, others: Iterable[float], tolerance: float) -> bool:
    """Tell whether a number, and whatever is as good as it, can be taken for none of some others."""
    return all(abs(value - other) > 2 * tolerance + 1e-6 for other in others)
