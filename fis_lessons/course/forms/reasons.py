"""What is wrong with each wrong answer, for whoever teaches."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Grid, Matching, Number, Option, Ordering, Several
from fis_lessons.figures import plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number


def reasons(exercise: Exercise) -> list[tuple[str, str]]:
    """Pair each wrong answer that is expected with what to say of it, in the order they are printed.

    Parameters
    ----------
    exercise
        Open on the case of the class: a wrong number is the one that class gets to.

    Returns
    -------
    list of (str, str)
        What is written on the sheet, plain text, and the reason, Markdown. None for a free text.
    """
    match exercise:
        case Choice():
            found = _of([option for option in exercise.options if option.id != exercise.right])
        case Several():
            found = _of([option for option in exercise.options if option.id not in exercise.right])
            found += [(_("una risposta in meno"), exercise.missing)] if exercise.missing else []
        case Matching():
            found = _pairs(exercise)
        case Grid():
            found = _of(exercise.rows)
        case Ordering():
            found = _of(exercise.items)
        case Number():
            found = _numbers(exercise)
        case _:
            found = []
    return found


def _pairs(exercise: Matching) -> list[tuple[str, str]]:
    names = {column.id: plain(column.label) for column in exercise.columns}
    rows = {row.id: plain(row.label) for row in exercise.rows}
    pairs = [(f"{rows[row]} → {names[column]}", why) for (row, column), why in exercise.pairs.items()]
    return [*_of(exercise.rows), *pairs]


def _numbers(exercise: Number) -> list[tuple[str, str]]:
    unit = f" {exercise.unit}" if exercise.unit else ""
    return [
        (number(mistake.value, decimals=exercise.decimals) + unit, mistake.text)
        for mistake in exercise.mistakes
        if mistake.id not in exercise.coinciding
    ]


def _of(options: tuple[Option, ...] | list[Option]) -> list[tuple[str, str]]:
    return [(plain(option.label), option.feedback) for option in options if option.feedback]
