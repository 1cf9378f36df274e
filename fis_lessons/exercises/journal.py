"""Read a record: in which order, what still counts after starting again, how long it took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fis_lessons.exercises.events import Event

PAUSE = 20 * 60
"""Seconds: a longer silence between two events is a break, not work."""
_RANK = {"not_yet": 1, "skipped": 2, "right": 3}


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


class Journal:
    """What still counts of a lesson on a case: read event by event, and never from the start again.

    A reset sets aside what came before; an undo takes it back, as the latest: whoever takes it back wants to
    see it again.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.states: dict[str, str] = {}
        self._kept: dict[str, list[tuple[int, Event]]] = {}
        self._aside: list[tuple[str, dict[str, list[Event]]]] = []
        self._place = 0
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Read one more event."""
        if event.kind == "reset":
            gone = list(self._kept) if not event.exercise else [event.exercise]
            what = {name: [e for _place, e in self._kept.pop(name, [])] for name in gone}
            for name in gone:
                self.states.pop(name, None)
            if any(what.values()):
                self._aside.append((event.exercise, what))
        elif event.kind == "undo":
            self._take_back(event.exercise)
        else:
            self._keep(event)

    def _take_back(self, exercise: str) -> None:
        found = [i for i, (name, _what) in enumerate(self._aside) if name == exercise]
        if found:
            for back in self._aside.pop(found[-1])[1].values():
                for event in back:
                    self._keep(event)

    def _keep(self, event: Event) -> None:
        self._kept.setdefault(event.exercise, []).append((self._place, event))
        self._place += 1
        state = "skipped" if event.kind == "skip" else event.state
        best = self.states.get(event.exercise, "")
        if event.kind in ("answer", "skip") and _RANK.get(state, 0) > _RANK.get(best, 0):
            self.states[event.exercise] = state

    @property
    def set_aside(self) -> frozenset[str]:
        """What can be taken back: identifiers of exercises, and the empty one for the whole lesson."""
        return frozenset(name for name, _what in self._aside)

    def of(self, exercise: str) -> list[Event]:
        """List the events of an exercise."""
        return [event for _place, event in self._kept.get(exercise, ())]

    def events(self) -> list[Event]:
        """List all events, in order."""
        pairs = sorted((pair for own in self._kept.values() for pair in own), key=lambda pair: pair[0])
        return [event for _place, event in pairs]


class Stopwatch:
    """Shares out the time between events among lessons: each gap was spent on what it ended with.

    A gap longer than :data:`PAUSE` counts for nothing. It is an estimate: what is read after the last answer
    leaves no trace.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.seconds: dict[str, float] = {}
        self._before: float | None = None
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Read one more event."""
        moment = event.moment
        if moment == float("-inf"):
            return
        if self._before is not None and 0 < moment - self._before <= PAUSE:
            self.seconds[event.lesson] = self.seconds.get(event.lesson, 0.0) + moment - self._before
        self._before = moment
