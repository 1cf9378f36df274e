"""What version 0.1.0 kept of the project in the log of answers, read into the record; the log stays as it is.

The same event always becomes the same versions, on whatever computer: taking over again, or putting together two
records that both took over, adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fis_lessons.dossier.record_lines import Place, Revision
from fis_lessons.dossier.record_sections import HEADING, is_whole, place_of, section_of
from fis_lessons.dossier.record_state import Versions
from fis_lessons.exercises import Event, Progress
from fis_lessons.i18n import LANGUAGES

WHO = "0.1.0"
"""In the place of a computer: nobody knows any more which it was."""
_NOTE, _SHEET, _DOSSIER = "note:", "sheet:", "dossier"
LANGUAGE = "_lang"
"""Beside the fields of a document: the language they were typed in."""


def taken_over(log: Progress, known: Versions) -> list[Revision]:
    """Return the versions the log holds and the record does not, in the order they were written."""
    new: list[Revision] = []
    last: dict[Place, Revision] = {}
    for event in log.every():
        if event.kind != "note" or event.answer is None:
            continue
        for place, value, lang in _fields(event, last):
            before = last.get(place)
            found = known.read_from(event.id, place)
            if found is None:
                if value == (before.value if before else ""):
                    continue  # a document was kept whole, at every field that changed
                found = Revision.new(
                    place, value, lesson=event.lesson if event.lesson != _DOSSIER else "", who=WHO,
                    when=event.time, lang=lang, source=event.id, after=[before.id] if before else (),
                )  # fmt: skip
                new.append(found)
            last[place] = found
    return new


def _fields(event: Event, last: Mapping[Place, Revision]) -> Iterator[tuple[Place, object, Any]]:
    if event.exercise.startswith(_SHEET) and isinstance(event.answer, Mapping):
        sheet = event.exercise.removeprefix(_SHEET) + "."
        # a field that was emptied was left out
        emptied = {
            field: "" for section, field in last if section == "indicators" and field.startswith(sheet)
        }
        for name, value in {**emptied, **{sheet + k: v for k, v in event.answer.items()}}.items():
            if isinstance(value, str):
                yield ("indicators", name), value, event.lang
        return
    if not event.exercise.startswith(_NOTE):
        return
    name = event.exercise.removeprefix(_NOTE)
    form = read_form(event.answer) if not is_whole(event.lesson, name) else None
    if form is not None:
        lang = form.pop(LANGUAGE, "")
        section = HEADING if event.lesson == _DOSSIER else section_of(event.lesson, name)
        for field, value in form.items():
            yield (section, field), value, lang if lang in LANGUAGES else ""
    elif event.lesson != _DOSSIER:
        yield place_of(event.lesson, name), event.answer, event.lang


def read_form(text: object) -> dict[str, str] | None:
    """Read a document as lessons hand it over: JSON with a text or a number for each field; nothing otherwise."""
    try:
        read = json.loads(text) if isinstance(text, str) and text.startswith("{") else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or not all(isinstance(v, str | int | float | None) for v in read.values()):
        return None
    return {
        field: value if isinstance(value, str) else str(value)
        for field, value in read.items()
        if value is not None
    }
