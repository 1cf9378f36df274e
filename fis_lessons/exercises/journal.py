"""Read a record: in which order, what still counts after starting again, how long it took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fis_lessons.exercises.events import Event

PAUSE = 20 * 60
"""Seconds: a longer silence between two events is a break, not work."""


@dataclass(frozen=True)
class Journal:
    """What still counts of a lesson on a case.

    Parameters
    ----------
    events
        In order.
    by_exercise
        The same, for each exercise.
    set_aside
        What can be taken back: identifiers of exercises, and the empty one for the whole lesson.
    """

    events: Sequence[Event]
    by_exercise: Mapping[str, Sequence[Event]]
    set_aside: frozenset[str]


def in_order(events: Sequence[Event]) -> list[Event]:
    """Put in their place, by time, the events that came from another machine; the others stay as written.

    The order in which a machine wrote is trusted more than its clock, which people put back.
    """
    if not any(event.imported for event in events):
        return list(events)
    here = [event for event in events if not event.imported]
    there = sorted((event for event in events if event.imported), key=lambda event: event.moment)
    merged: list[Event] = []
    place = 0
    for event in here:
        while place < len(there) and there[place].moment < event.moment:
            merged.append(there[place])
            place += 1
        merged.append(event)
    return merged + there[place:]


def fold(events: Iterable[Event]) -> Journal:
    """Read the events one by one: a reset sets aside what came before, an undo takes it back.

    What is taken back counts as the latest: whoever takes it back wants to see it again.
    """
    kept: dict[str, list[tuple[int, Event]]] = {}
    aside: list[tuple[str, dict[str, list[Event]]]] = []
    place = 0
    for event in events:
        if event.kind == "reset":
            gone = list(kept) if not event.exercise else [event.exercise]
            aside.append((event.exercise, {name: [e for _p, e in kept.pop(name, [])] for name in gone}))
        elif event.kind == "undo":
            full = [i for i, (name, what) in enumerate(aside) if name == event.exercise and any(what.values())]
            found = full[-1] if full else None
            for name, back in aside.pop(found)[1].items() if found is not None else ():
                kept.setdefault(name, []).extend(enumerate(back, start=place))
                place += len(back)
        else:
            kept.setdefault(event.exercise, []).append((place, event))
            place += 1
    everything = sorted((pair for own in kept.values() for pair in own), key=lambda pair: pair[0])
    return Journal(
        events=[event for _place, event in everything],
        by_exercise={name: [event for _place, event in own] for name, own in kept.items()},
        set_aside=frozenset(name for name, what in aside if any(what.values())),
    )


def seconds_spent(events: Iterable[Event]) -> dict[str, float]:
    """Share out the time between events among lessons: each gap was spent on what it ended with.

    Parameters
    ----------
    events
        Of every lesson; a gap longer than :data:`PAUSE` counts for nothing.

    Returns
    -------
    dict
        Seconds, by lesson. An estimate: what is read after the last answer leaves no trace.
    """
    spent: dict[str, float] = {}
    before: float | None = None
    for moment, lesson in sorted((event.moment, event.lesson) for event in events):
        if moment == float("-inf"):
            continue
        if before is not None and moment - before <= PAUSE:
            spent[lesson] = spent.get(lesson, 0.0) + moment - before
        before = moment
    return spent
