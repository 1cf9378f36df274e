"""The right answer, and what is wrong with each wrong one, for whoever teaches."""

from __future__ import annotations

from fis_lessons.dossier.paper import bullets
from fis_lessons.exercises import Choice, Exercise, Grid, Matching, Number, Option, Ordering, Several
from fis_lessons.figures import escape, plain
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
    pairs: dict[str, list[str]] = {}  # many pairs are wrong for one reason: it is said once
    for (row, column), why in exercise.pairs.items():
        pairs.setdefault(why, []).append(f"{rows[row]} → {names[column]}")
    return [*_of(exercise.rows), *(("; ".join(which), why) for why, which in pairs.items())]


def _numbers(exercise: Number) -> list[tuple[str, str]]:
    unit = f" {exercise.unit}" if exercise.unit else ""
    return [
        (number(mistake.value, decimals=exercise.decimals) + unit, mistake.text)
        for mistake in exercise.mistakes
        if mistake.id not in exercise.coinciding
    ]


def _of(options: tuple[Option, ...] | list[Option]) -> list[tuple[str, str]]:
    return [(plain(option.label), option.feedback) for option in options if option.feedback]


def expected_html(exercise: Exercise, *, where: str = "") -> str:
    """Write the right answer: row by row, where there are rows.

    Parameters
    ----------
    exercise
        Its options in the order shown.
    where
        Which of the options shown it is, if that helps.
    """
    words = _("Risposta attesa:")
    head = f"<strong>{escape(words)}</strong>"
    if isinstance(exercise, Matching | Grid):
        return f'<p class="fis-expected">{head}</p>{bullets(_matched(exercise))}'
    return f'<p class="fis-expected">{head} {escape(exercise.reference_text)} {escape(where)}</p>'


def _matched(exercise: Matching | Grid) -> list[str]:
    names = {column.id: plain(column.label) for column in exercise.columns}
    also = exercise.also if isinstance(exercise, Matching) else {}
    rows = []
    for row in exercise.rows:
        right = exercise.reference[row.id]
        told = names[right] if isinstance(right, str) else ", ".join(names[one] for one in right)
        if row.id in also:
            told = _("{one} oppure {other}").format(one=told, other=names[also[row.id]])
        rows.append(f"{plain(row.label).rstrip('.')}: **{bare(told) or '–'}**")
    return rows


def bare(text: str) -> str:
    """Take away the signs that would end the bold face, and the full stop."""
    return text.replace("*", "").rstrip(".")
