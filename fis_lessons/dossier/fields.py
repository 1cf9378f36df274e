"""The fields of a document: what is asked, how it is read, and everything that is wrong with it at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.errors import ParameterError, Problem, ReadingError
from fis_lessons.exercises.answers import retyped
from fis_lessons.i18n import LANGUAGES, language, money, number
from fis_lessons.i18n import gettext as _
from fis_lessons.reading import whole_from

Kind = Literal["line", "text", "whole", "choice"]
Values = Mapping[str, str]
"""What is written in each field, by name."""

LONGEST_LINE = 200
LONGEST_TEXT = 1_500
_LANGUAGE = "_lang"
"""Beside the values kept: the language they were typed in. No field is called so."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field.

    Parameters
    ----------
    id
        Name in the record.
    label
        What it is called.
    help
        What to think of while filling it in.
    kind
        A line, a longer text, a whole number, a choice.
    start
        What it holds before anything is written.
    low, high
        Least and greatest of a number.
    unit
        Of a number: ``€``, ``%`` or a word.
    blank
        Whether a number may stay blank: then nobody wrote it, and it is no zero.
    grouped
        Whether thousands are set apart: a year is not a quantity.
    options
        Label and value of each choice.
    """

    id: str
    label: str
    help: str = ""
    kind: Kind = "line"
    start: str = ""
    low: int = 0
    high: int = 0
    unit: str = ""
    blank: bool = False
    grouped: bool = True
    options: tuple[tuple[str, str], ...] = ()

    @property
    def longest(self) -> int:
        """Characters that are read and printed; a longer text is kept, and said to be too long."""
        return LONGEST_TEXT if self.kind == "text" else LONGEST_LINE

    def shown(self, value: str) -> str:
        """Return a value as it is read on paper; nothing where none was chosen."""
        if self.kind == "choice" and not value:
            return ""
        if self.kind == "choice":
            return next((label for label, kept in self.options if kept == value), value)
        if self.kind != "whole":
            return value.strip()
        try:
            read = whole_from(value)
            if self.unit == "€":
                return money(read)
            written = number(read) if self.grouped else str(read)
        except ReadingError:
            return value.strip()
        return f"{written}%" if self.unit == "%" else f"{written} {self.unit}".strip()


def starting(fields: Iterable[Field]) -> dict[str, str]:
    """Return what the fields hold before anything is written; numbers as people write them."""
    return {
        one.id: number(int(one.start)) if one.kind == "whole" and one.start and one.grouped else one.start
        for one in fields
    }


def cut(fields: Iterable[Field], values: Values) -> dict[str, str]:
    """Return as much of each value as is read and printed; what is no field of the form is kept whole.

    A table of three hundred rows is one text to its record: cut in the middle nobody could read it.
    """
    longest = {field.id: field.longest for field in fields}
    return {name: value[: longest[name]] if name in longest else value for name, value in values.items()}


def read_kept(fields: Sequence[Field], stored: object) -> dict[str, str]:
    """Read what the record kept; anything else is a document not yet begun.

    Numbers kept by earlier versions of the kit are numbers, not text: they are read too. A number typed in the
    other language is written as in the one in use.

    Parameters
    ----------
    fields
        Those of the document; what the record has beyond them is left out.
    stored
        A text with JSON in it, or whatever stands in its place.
    """
    try:
        kept = json.loads(stored) if isinstance(stored, str) else {}
    except (ValueError, RecursionError):
        kept = {}
    if not isinstance(kept, Mapping):
        return {}
    found = {}
    lang = kept.get(_LANGUAGE)
    for field in fields:
        value = kept.get(field.id)
        if field.kind == "whole" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if field.kind == "whole" and lang in LANGUAGES:
            value = retyped(value, lang=lang)
        if isinstance(value, str):
            known = field.kind != "choice" or value in {choice for _label, choice in field.options}
            if known:
                found[field.id] = value
    return found


def to_keep(values: Values) -> str:
    """Write values as the text the record keeps."""
    return json.dumps({**values, _LANGUAGE: language()}, ensure_ascii=False)


def numbers_of(fields: Iterable[Field], values: Values) -> dict[str, int]:
    """Read every number of a document but those left blank that may be, and see that every choice is one.

    Raises
    ------
    ParameterError
        With every number that cannot be read or is out of its limits, and every choice there is not.
    """
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for field in fields:
        written = values.get(field.id, field.start)
        if field.kind == "choice" and written not in {value for _label, value in field.options}:
            problems.append(Problem(field.label, _("questa scelta non è nel menu.")))
        if field.kind != "whole" or (field.blank and not written.strip()):
            continue
        try:
            found[field.id] = whole_from(
                written,
                where=field.label, low=field.low, high=field.high,
                unit="" if field.unit in ("€", "%") else field.unit,
            )  # fmt: skip
        except ReadingError as error:
            problems += error.problems
    if problems:
        raise ParameterError(_("Alcuni numeri sono da correggere:"), problems)
    return found
