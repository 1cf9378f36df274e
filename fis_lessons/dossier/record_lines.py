"""One version of one field of the project, and the line that says it: readable by eye, never changed."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal

from fis_lessons.classes import dataclass
from fis_lessons.exercises.answers import retyped, storable
from fis_lessons.i18n import LANGUAGES, Language, day, language
from fis_lessons.i18n import gettext as _

SCHEMA = 1
"""Version of a line. A reader leaves lines of another version where they are, and says how many there are."""
LONGEST_TEXT = 100_000
"""Characters of a field."""
LONGEST_LINE = 1_000_000
"""Bytes: a field of the greatest length, whatever it is written in."""
MOST_BEFORE = 200
"""Versions that one version can come after."""
_LONGEST_WORD = 300
_WORDS = ("when", "who", "lesson", "section", "field")

Place = tuple[str, str]
"""A field of the project: its section and its name."""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One version of one field. Made by :meth:`new`, or read from a line.

    Parameters
    ----------
    when
        Local time, with its zone.
    who
        Which computer and folder it was written on; says nothing of a person.
    lesson
        Where it was written, two digits.
    section, field
        Which field of the project.
    label
        What the field is called, for whoever reads the file.
    value
        As JSON can hold it.
    lang
        Language it was written in; empty if it is not known.
    id
        Its name, for the versions after it.
    after
        Names of the versions that were seen by whoever wrote this one: those it takes the place of.
    source
        What it was read from, if it was not written here: an event of the log of version 0.1.0.
    """

    when: str
    who: str
    lesson: str
    section: str
    field: str
    value: Any
    label: str = ""
    lang: Language | Literal[""] = ""
    id: str = ""
    after: tuple[str, ...] = ()
    source: str = ""

    @classmethod
    def new(
        cls, place: Place, value: object, *, lesson: str, who: str, label: str = "", after: Iterable[str] = (),
        when: str = "", lang: Language | Literal[""] | None = None, source: str = "",
    ) -> Revision:  # fmt: skip
        """Make a version written now, named after all it says. Never raises."""
        section, field = place
        made = cls(
            when=when or datetime.datetime.now().astimezone().isoformat("T", "milliseconds"),
            who=who,
            lesson=lesson,
            section=as_kept(section),
            field=as_kept(field),
            value=as_kept(value),
            label=as_kept(label)[:_LONGEST_WORD],
            lang=language() if lang is None else lang,
            after=tuple(sorted(set(after)))[:MOST_BEFORE],
            source=source,
        )
        return replace(made, id=made._says[:20])

    @property
    def place(self) -> Place:
        """Which field it is a version of."""
        return self.section, self.field

    @property
    def typed(self) -> Any:
        """The value as one would write it in the language in use: 23.119 is 23,119 in an English lesson."""
        return retyped(self.value, lang=self.lang) if self.lang else self.value

    @cached_property
    def moment(self) -> float:
        """When, in seconds; ``-inf`` if the time cannot be read."""
        found = self.time
        try:
            return found.timestamp() if found else float("-inf")
        except (OverflowError, OSError, ValueError):
            return float("-inf")

    @property
    def time(self) -> datetime.datetime | None:
        """When; nothing if it cannot be read."""
        try:
            read = datetime.datetime.fromisoformat(self.when[:40])
        except ValueError:
            return None
        return read if read.tzinfo else None

    @cached_property
    def _says(self) -> str:
        """Sum up what it says: the label and the name are no part of it."""
        said = [
            self.section, self.field, self.value, self.lang, self.when, self.who, self.lesson,
            sorted(self.after), self.source,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode("ascii")).hexdigest()

    @property
    def key(self) -> str:
        """Tells one line from another: a line changed by hand keeps its name, and is another version."""
        return f"{self.id}:{self._says}"

    def line(self) -> bytes:
        """Write it as one line of JSON: first when, where and what, then what the machine needs."""
        values: dict[str, object] = {
            "v": SCHEMA, "when": self.when, "lesson": self.lesson, "section": self.section, "field": self.field,
            "label": self.label, "value": self.value, "lang": self.lang, "who": self.who, "id": self.id,
            "after": list(self.after),
        }  # fmt: skip
        if self.source:
            values["source"] = self.source
        return (json.dumps(values, ensure_ascii=False) + "\n").encode("utf-8", "replace")

    @classmethod
    def parse(cls, line: bytes) -> Revision | None:
        """Read a line; ``None`` for whatever is not a version of a field."""
        try:
            values = json.loads(line, parse_constant=_refuse)
        except (ValueError, RecursionError):
            return None
        if not isinstance(values, Mapping) or values.get("v") != SCHEMA or "value" not in values:
            return None
        words: dict[str, Any] = {k: values.get(k) for k in _WORDS}
        words |= {k: values.get(k, "") for k in ("label", "source")}
        if not all(isinstance(value, str) and len(value) <= _LONGEST_WORD for value in words.values()):
            return None
        after, name, lang = values.get("after", []), values.get("id"), values.get("lang")
        if not isinstance(after, list) or len(after) > MOST_BEFORE or not all(map(_is_name, after)):
            return None
        made = cls(
            value=as_kept(values["value"]),
            lang=lang if lang in LANGUAGES else "",
            after=tuple(after),
            id=name if isinstance(name, str) and _is_name(name) else "",
            **{key: as_kept(value) for key, value in words.items()},
        )
        return made if made.id else replace(made, id=made._says[:20])


def when(one: Revision) -> str:
    """Say when a version was written.

    Examples
    --------
    >>> when(Revision.new(("need", "target"), "", lesson="02", who="", when="domani"))
    'in una data che non si legge'
    """
    return _when(one, _("{day} alle {time}"))


def on_day(one: Revision) -> str:
    """Say when a version was written, after a verb.

    Examples
    --------
    >>> import datetime
    >>> noon = datetime.datetime(2026, 11, 8, 12).astimezone().isoformat()
    >>> on_day(Revision.new(("need", "target"), "", lesson="02", who="", when=noon))
    "l'8 novembre 2026 alle 12:00"
    >>> on_day(Revision.new(("need", "target"), "", lesson="02", who="", when="domani"))
    'in una data che non si legge'
    """
    return _when(one, _("il {day} alle {time}"))


def _when(one: Revision, words: str) -> str:
    try:
        local = one.time.astimezone() if one.time else None
    except (OverflowError, OSError, ValueError):
        local = None
    if local is None:
        return _("in una data che non si legge")
    return words.format(day=day(local.date()), time=local.strftime("%H:%M"))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 64 and value.isascii()


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def as_kept(value: Any) -> Any:
    """Return what a line can hold, as it is read back.

    Half of a pair of characters becomes a question mark, and of a text the first :data:`LONGEST_TEXT` are kept.
    """
    if isinstance(value, str):
        return value[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
    if value is None or isinstance(value, bool | int | float):
        return storable(value)
    return json.loads(json.dumps(storable(value), ensure_ascii=False).encode("utf-8", "replace"))
