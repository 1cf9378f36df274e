"""What a trainer should look at twice: copies, borrowed names, odd dates. Pointed out, never dropped.

A file can be forged, and nothing here proves anything: two hand-ins with the same seconds in them may be a
copy, or two people at one keyboard. Whoever knows the class decides.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from fis_lessons.course.collect_reading import Answered, HandIn
from fis_lessons.exercises.handin import moment
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

FEWEST_IN_COMMON = 3
"""Exercises begun and ended at the same seconds: one may be chance in a class that works together."""
_AHEAD = datetime.timedelta(days=1)  # clocks and time zones are set wrong honestly
_NAMED = 3


@dataclass(frozen=True)
class Step:
    """What an exercise's history is known by: when it began and ended, and after how many attempts."""

    first: str
    last: str
    attempts: int


def steps_of(hand_in: HandIn) -> dict[str, Step]:
    """Return the history a hand-in tells."""
    return {
        name: Step(one.first, one.last, _attempts(one))
        for name, one in hand_in.exercises.items()
        if one.first
    }


def _attempts(one: Answered) -> int:
    return max(one.attempts, _answers(one))


def _answers(one: Answered) -> int:
    return len(one.tried) + (one.answer is not None)


def goes_on(later: Mapping[str, Step], earlier: Mapping[str, Step]) -> bool:
    """Tell whether one history can be the other, some time later: the same person who hands in again."""
    return all(
        name in later
        and later[name].first == before.first
        and later[name].attempts >= before.attempts
        and _not_before(later[name].last, before.last)
        for name, before in earlier.items()
    )


def _not_before(later: str, earlier: str) -> bool:
    one, other = moment(later), moment(earlier)
    return one is None or other is None or one >= other


def is_ahead(hand_in_time: str, now: datetime.datetime) -> bool:
    """Tell whether a moment is still to come."""
    when = moment(hand_in_time)
    return when is not None and when > now + _AHEAD


def own_doubts(hand_in: HandIn, exercises: Sequence[str], *, now: datetime.datetime) -> list[str]:
    """List what is odd in one hand-in by itself.

    Parameters
    ----------
    hand_in
        As read.
    exercises
        Of the lesson, in order: they are called by number.
    now
        When the class is collected.
    """
    found = []
    if is_ahead(hand_in.handed_in, now):
        found.append(_("La data della consegna è nel futuro: non la uso per dire quale è l'ultima."))
    end = moment(hand_in.handed_in)
    numbers = {name: position for position, name in enumerate(exercises, start=1)}
    later = [
        n
        for n, one in hand_in.exercises.items()
        if end and (when := moment(one.last)) and when > end + _AHEAD
    ]
    if later:
        words = _("Ci sono risposte date dopo la consegna (esercizi: {numbers}).")
        found.append(words.format(numbers=_listed(numbers, later)))
    few = [name for name, one in hand_in.exercises.items() if one.attempts < _answers(one)]
    if few:
        words = _("Dichiara meno tentativi delle risposte che porta (esercizi: {numbers}).")
        found.append(words.format(numbers=_listed(numbers, few)))
    again = [name for name, one in hand_in.exercises.items() if one.restarted]
    if again:
        words = _("Ha ricominciato da capo: aiuti e tentativi di prima sono contati (esercizi: {numbers}).")
        found.append(words.format(numbers=_listed(numbers, again)))
    return found


def _listed(numbers: Mapping[str, int], names: Iterable[str]) -> str:
    return ", ".join(str(position) for position in sorted(numbers.get(name, 0) for name in names))


def alike(histories: Sequence[tuple[Hashable, Mapping[str, Step]]]) -> dict[int, list[int]]:
    """Find hand-ins of different people that tell the same history, to the second.

    Parameters
    ----------
    histories
        Of one lesson: who, and the steps.

    Returns
    -------
    dict
        For each hand-in by position, the positions of those it is like.
    """
    first_with: dict[tuple[str, str, str], int] = {}
    common: Counter[tuple[int, int]] = Counter()
    for position, (person, steps) in enumerate(histories):
        for name, step in steps.items():
            # each is compared with the first that has the same step: a thousand copies cost a thousand looks
            before = first_with.setdefault((name, step.first, step.last), position)
            if histories[before][0] != person:
                common[before, position] += 1
    found: dict[int, list[int]] = {}
    for (before, position), count in sorted(common.items()):
        shortest = min(len(histories[before][1]), len(histories[position][1]))
        if count >= min(FEWEST_IN_COMMON, max(shortest, 2)):
            found.setdefault(before, []).append(position)
            found.setdefault(position, []).append(before)
    return found


def like_others(others: Sequence[tuple[str, str]]) -> str:
    """Say which other hand-ins tell the same history: of whom, and in which file."""
    named = ", ".join(f"«{person}» ({file})" for person, file in others[:_NAMED])
    more = len(others) - _NAMED
    if more > 0:
        named += " " + _("e altre {count}").format(count=number(more))
    words = _(
        "Stessi esercizi, iniziati e finiti negli stessi secondi, anche in: {others}. Può essere una copia, o "
        "due persone alla stessa tastiera."
    )
    return words.format(others=named)


def same_name(others: Sequence[str]) -> str:
    """Say that another hand-in bears the same name and tells another history."""
    named = ", ".join(others[:_NAMED])
    words = _(
        "Un'altra consegna ha lo stesso nome e un'altra storia ({files}): due persone, due computer, o un nome "
        "preso in prestito. Le ho tenute tutte."
    )
    return words.format(files=named)
