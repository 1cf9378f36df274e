"""One thing a learner did, and the line of the record that says so."""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Any, Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.exercises.answers import retyped, storable
from fis_lessons.i18n import LANGUAGES, Language, language

Kind = Literal["open", "answer", "hint", "skip", "note", "reset", "undo"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SCHEMA = 1
"""Version of a line. A reader leaves lines of another version where they are, and says how many there are."""
LONGEST_LINE = 64_000
"""Bytes. A longer answer is noted without its text."""
_WORDS = ("lesson", "exercise", "kind", "case", "state", "time")
_LONGEST_WORD = 500


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat("T", "seconds")


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
        Verdict of an answer; ``opened`` for a hint that came after some attempts and was not asked for.
    answer
        What was given, as JSON can hold it.
    mistake
        Known mistake, if it was one.
    case
        Case the lesson was opened on: the same exercise on another case is another exercise.
    time
        When, with the time zone.
    id
        Tells one event from another, so that a copy brought back from elsewhere is not counted twice.
    imported
        It came from another machine: its place is where its time says.
    lang
        Language the answer was written in; empty in a record from before it was kept.
    """

    lesson: str
    exercise: str
    kind: Kind
    case: str = ""
    state: str = ""
    answer: object = None
    mistake: str | None = None
    time: str = field(default_factory=_now)
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    imported: bool = False
    lang: Language | Literal[""] = field(default_factory=language)

    @property
    def key(self) -> str:
        """Tells one event from another."""
        return self.id

    @property
    def typed(self) -> object:
        """The answer as one would write it in the language in use: 23.119 is 23,119 in an English lesson."""
        return retyped(self.answer, lang=self.lang) if self.lang else self.answer

    def line(self) -> bytes:
        """Write the event as one line of JSON. Never raises."""
        line = self._line(storable(self.answer))
        return line if len(line) <= LONGEST_LINE else self._line(None)

    def _line(self, answer: object) -> bytes:
        words = {name: str(getattr(self, name))[:_LONGEST_WORD] for name in _WORDS}
        values: dict[str, object] = {"v": SCHEMA, "id": self.id, **words, "answer": answer}
        values["mistake"] = self.mistake
        if self.lang:
            values["lang"] = self.lang
        if self.imported:
            values["imported"] = True
        return (json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "replace")

    def moved(self) -> Event:
        """Return the event as it is kept on a machine it was brought to."""
        return replace(self, imported=True)

    @cached_property
    def moment(self) -> float:
        """When, in seconds; ``-inf`` if the time cannot be read."""
        try:
            read = datetime.datetime.fromisoformat(self.time[:40])
            return read.timestamp() if read.tzinfo else float("-inf")
        except (ValueError, OverflowError, OSError):
            return float("-inf")

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
        if not all(isinstance(value, str) and len(value) <= _LONGEST_WORD for value in words.values()):
            return None
        if words["kind"] not in KINDS:
            return None
        mistake, name, lang = values.get("mistake"), values.get("id"), values.get("lang")
        return cls(
            answer=values.get("answer"),
            mistake=mistake if isinstance(mistake, str) else None,
            # a line written before events had names is named after what it says
            id=name
            if isinstance(name, str) and 0 < len(name) <= 64
            else hashlib.sha256(line).hexdigest()[:32],
            imported=values.get("imported") is True,
            lang=lang if lang in LANGUAGES else "",
            **words,
        )
