"""What a learner has done: one line per event, in a plain file that is the learner's own.

The file lies beside the lessons. Nothing that goes wrong with it ever reaches the lesson: the learner
is told once, and the work of the session goes on in memory.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Kind = Literal["open", "answer", "hint", "skip", "note", "reset", "undo"]
FILE_NAME = "i-miei-progressi.jsonl"
SCHEMA = 1
_WORDS = ("lesson", "exercise", "kind", "case", "state", "time")
_LONGEST_LINE = 20_000
_LARGEST_FILE = 50_000_000


@dataclass(frozen=True)
class Event:
    """One thing a learner did.

    Parameters
    ----------
    lesson, exercise
        Identifiers; ``exercise`` is empty for events of the whole lesson.
    kind
        What was done.
    state
        Verdict of an answer.
    answer
        What was given, as JSON can hold it.
    mistake
        Known mistake, if it was one.
    case
        Case the lesson was opened on: the same exercise on another case is another exercise.
    time
        When, with the time zone.
    """

    lesson: str
    exercise: str
    kind: Kind
    case: str = ""
    state: str = ""
    answer: object = None
    mistake: str | None = None
    time: str = field(default_factory=lambda: datetime.datetime.now().astimezone().isoformat("T", "seconds"))

    def line(self) -> bytes:
        """Write the event as one line of JSON."""
        values = {"v": SCHEMA, **{name: getattr(self, name) for name in self.__dataclass_fields__}}
        return (json.dumps(values, ensure_ascii=False, default=str) + "\n").encode("utf-8", "replace")

    @classmethod
    def parse(cls, line: bytes) -> Event | None:
        """Read a line; ``None`` for whatever is not an event of ours."""
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(values, Mapping) or values.get("v") != SCHEMA:
            return None
        words: dict[str, Any] = {k: values.get(k) for k in _WORDS}
        if not all(isinstance(value, str) for value in words.values()):
            return None
        mistake = values.get("mistake")
        mistake = mistake if isinstance(mistake, str) else None
        return cls(answer=values.get("answer"), mistake=mistake, **words)


class Progress:
    """The record of one learner in one folder.

    Parameters
    ----------
    folder
        Where the file is; ``None`` keeps everything in memory (builds, tests, read-only places).
    """

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / FILE_NAME if folder else None
        self.trouble: str = ""
        self._memory: list[Event] = []
        self._stored: tuple[Event, ...] = tuple(self._read())

    @classmethod
    def here(cls) -> Progress:
        """Open the record of the folder the notebook runs in; none while a course is being built."""
        return cls(None if os.environ.get("FIS_LESSONS_BUILD") else Path.cwd())

    def add(self, event: Event) -> None:
        """Remember an event and append it to the file. Never raises."""
        self._memory.append(event)
        if self.path is None:
            return
        line = event.line()
        if len(line) > _LONGEST_LINE:
            line = Event(**{**event.__dict__, "answer": None}).line()
        try:
            _append(self.path, line)
        except OSError as error:
            self.trouble = self.trouble or (error.strerror or type(error).__name__)

    def events(self, lesson: str, *, case: str | None = None) -> list[Event]:
        """List the events of a lesson, oldest first."""
        every = [*self._stored, *self._memory]
        return [e for e in every if e.lesson == lesson and (case is None or e.case == case)]

    def live(self, lesson: str, *, case: str) -> list[Event]:
        """List the events that still count: a reset sets aside what came before it, an undo takes it back.

        The file itself only ever grows, so that nothing a learner did can be lost.
        """
        kept: list[Event] = []
        aside: list[tuple[str, list[Event]]] = []
        for event in self.events(lesson, case=case):
            if event.kind == "reset":
                gone = [e for e in kept if event.exercise in ("", e.exercise)]
                kept = [e for e in kept if e not in gone]
                aside.append((event.exercise, gone))
            elif event.kind == "undo":
                back = next((pair for pair in reversed(aside) if pair[0] == event.exercise), None)
                if back is not None:
                    aside.remove(back)
                    kept = back[1] + kept
            else:
                kept.append(event)
        return kept

    def states(self, lesson: str, *, case: str) -> dict[str, str]:
        """Return the best state reached by each exercise: ``right``, ``skipped`` or ``not_yet``."""
        rank = {"not_yet": 1, "skipped": 2, "right": 3}
        best: dict[str, str] = {}
        for event in self.live(lesson, case=case):
            state = "skipped" if event.kind == "skip" else event.state
            before = best.get(event.exercise, "")
            if event.kind in ("answer", "skip") and rank.get(state, 0) > rank.get(before, 0):
                best[event.exercise] = state
        return best

    def last_answer(self, lesson: str, exercise: str, *, case: str) -> object:
        """Return the last answer or note given, to go on from where one left."""
        for event in reversed(self.live(lesson, case=case)):
            if event.exercise == exercise and event.kind in ("answer", "skip", "note"):
                return event.answer
        return None

    def _read(self) -> Iterator[Event]:
        if self.path is None:
            return
        with contextlib.suppress(OSError):
            if self.path.stat().st_size > _LARGEST_FILE:
                return
            for line in self.path.read_bytes().splitlines():
                event = Event.parse(line) if len(line) <= _LONGEST_LINE else None
                if event is not None:
                    yield event


def _append(path: Path, line: bytes) -> None:
    """Append a line in a single write, starting a new one if the last was cut short."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":
                line = b"\n" + line
        if os.write(handle, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    finally:
        os.close(handle)
