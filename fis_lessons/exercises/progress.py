"""What a learner has done: one line per event, in a plain file that is the learner's own.

The file lies beside the lessons and only grows. Nothing that goes wrong with it ever reaches the lesson: the
learner is told once, and the work of the session goes on in memory until the file can be written again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fis_lessons.exercises.events import KINDS, LONGEST_LINE, SCHEMA, Event, Kind
from fis_lessons.exercises.journal import Journal, Stopwatch, in_order
from fis_lessons.exercises.ledger import Ledger
from fis_lessons.i18n import gettext as _

FILE_NAME = "i-miei-progressi.jsonl"


class Progress:
    """The record of one learner in one folder.

    Parameters
    ----------
    folder
        Where the file is; ``None`` keeps everything in memory (builds, tests, read-only places).
    """

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / FILE_NAME if folder else None
        self._told = False
        self._events: list[Event] = []
        self._lessons: dict[str, list[Event]] = {}
        self._ahead: Event | None = None
        self._cases: dict[str, dict[str, None]] = {}
        self._moved = False  # whether any event came from another machine
        self._journals: dict[tuple[str, str], tuple[int, Journal]] = {}
        self._watch: tuple[int, Stopwatch] = (0, Stopwatch())
        self._ledger = Ledger(self.path, parse=Event.parse, longest=LONGEST_LINE, take=self._take)
        self.refresh()

    @property
    def trouble(self) -> str:
        """Why the file cannot be read or written; empty if it can."""
        return self._ledger.trouble

    @property
    def unread(self) -> int:
        """Lines of the file that are no event of this version."""
        return self._ledger.unread

    # --- writing --------------------------------------------------------------------------------
    def add(self, event: Event) -> None:
        """Remember an event and append it to the file. Never raises."""
        self.add_all((event,))

    def add_all(self, events: Iterable[Event]) -> None:
        """Remember some events and append them in one go. Never raises."""
        ahead, self._ahead = self._ahead, None
        self._ledger.add(event for event in (ahead, *events) if event is not None)
        if not self.trouble:
            self._told = False

    def announce(self, event: Event) -> None:
        """Keep an event for when there is something to write after it: looking at a lesson writes nothing."""
        self._ahead = event

    def tell_trouble(self) -> str:
        """Say, once, why the record cannot be written; empty if it can or if it was said already."""
        if not self.trouble or self._told:
            return ""
        self._told = True
        return _(
            "Non riesco a salvare i progressi in questa cartella ({reason}). Puoi continuare: "
            "le risposte restano valide finché la lezione è aperta."
        ).format(reason=self.trouble)

    # --- reading --------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read what other kernels have written meanwhile. Never raises."""
        self._ledger.refresh()

    def _take(self, event: Event) -> None:
        self._moved = self._moved or event.imported
        self._events.append(event)
        self._lessons.setdefault(event.lesson, []).append(event)
        self._cases.setdefault(event.lesson, {}).setdefault(event.case)

    def has(self, event: Event) -> bool:
        """Tell whether an event is there already."""
        return self._ledger.has(event)

    def every(self) -> list[Event]:
        """List all events, of every lesson."""
        self.refresh()
        return in_order(self._events) if self._moved else list(self._events)

    def events(self, lesson: str, *, case: str | None = None) -> list[Event]:
        """List the events of a lesson, oldest first."""
        self.refresh()
        own = self._lessons.get(lesson, [])
        ordered = in_order(own) if self._moved else own
        return [event for event in ordered if case is None or event.case == case]

    def cases(self, lesson: str) -> tuple[str, ...]:
        """List the cases a lesson was worked on."""
        self.refresh()
        return tuple(self._cases.get(lesson, ()))

    def journal(self, lesson: str, *, case: str) -> Journal:
        """Return the events that still count, and what was set aside."""
        self.refresh()
        own = self._lessons.get(lesson, [])
        read, journal = self._journals.get((lesson, case), (0, Journal()))
        if read != len(own):
            if self._moved:  # an event may have its place before those already read
                journal = Journal(self.events(lesson, case=case))
            else:
                for event in own[read:]:
                    if event.case == case:
                        journal.add(event)
        self._journals[lesson, case] = len(own), journal
        return journal

    def live(self, lesson: str, *, case: str) -> list[Event]:
        """List the events that still count: a reset sets aside what came before it, an undo takes it back.

        The file itself only ever grows, so that nothing a learner did can be lost.
        """
        return self.journal(lesson, case=case).events()

    def states(self, lesson: str, *, case: str) -> dict[str, str]:
        """Return the best state reached by each exercise: ``right``, ``skipped`` or ``not_yet``."""
        return dict(self.journal(lesson, case=case).states)

    def of(self, lesson: str, exercise: str, *, case: str) -> list[Event]:
        """List the events of one exercise that still count."""
        return self.journal(lesson, case=case).of(exercise)

    def last_answer(self, lesson: str, exercise: str, *, case: str) -> object:
        """Return the last answer or note given, to go on from where one left."""
        for event in reversed(self.of(lesson, exercise, case=case)):
            if event.kind in ("answer", "skip", "note"):
                return event.typed
        return None

    def seconds(self) -> dict[str, float]:
        """Return the time spent on each lesson, as far as the events tell."""
        self.refresh()
        read, watch = self._watch
        if read != len(self._events):
            if self._moved:
                watch = Stopwatch(sorted(self._events, key=lambda event: event.moment))
            else:
                for event in self._events[read:]:
                    watch.add(event)
            self._watch = len(self._events), watch
        return dict(watch.seconds)


__all__ = ["FILE_NAME", "KINDS", "SCHEMA", "Event", "Kind", "Progress"]
