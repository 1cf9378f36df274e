"""The exercises of lesson 04, in the order they are met."""

from __future__ import annotations

from fis_lessons.exercises import Exercise
from fis_lessons.lessons.l04_who_is_at_the_table.exercises import table, voices
from fis_lessons.lessons.l04_who_is_at_the_table.ground import Ground


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        table.evaluators(ground),
        table.line(ground),
        table.salience(),
        table.conflict(),
        voices.ratio(ground),
        voices.chance(ground),
        voices.bologna_share(),
        voices.road(),
    ]
