"""The words of a question: a sentence with ``{name:format}`` fields, translated, then filled with facts.

The sentence without its formats is the key of the catalogues: «{total:number} residenti» is translated as
«{total} residenti». The format is said once, in the Italian, and follows the language of the reader.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from string import Formatter

from fis_lessons.classes import dataclass
from fis_lessons.i18n import day, gettext, money, number, percent

Fact = str | int | float | datetime.date
"""A number, a date, or a text in the language in use."""

Facts = Mapping[str, Fact | Mapping[str, Fact]]
"""Facts by name. Under the name of a question stand those that are its own."""

_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_NUMBERS: Mapping[str, Callable[[float, int], str]] = {
    "number": lambda value, decimals: number(value, decimals=decimals),
    "percent": lambda value, decimals: percent(value, decimals=decimals),
    "money": lambda value, decimals: money(value, decimals=decimals),
}
_DECIMALS = {"number": 0, "percent": 1, "money": 0}
FORMATS = ("number", "number.1", "number.2", "percent", "percent.0", "money", "money.2", "day")
"""What a message proposes; any number of decimals up to six may follow the point."""


class WordsError(ValueError):
    """A sentence that cannot be filled; says which field is the trouble."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Sentence:
    """A sentence and its fields, each with its format; an empty format is for a text.

    Parameters
    ----------
    key
        As the catalogues know it.
    fields
        Name and format.
    """

    key: str
    fields: Mapping[str, str]

    @property
    def is_translated(self) -> bool:
        """Whether there is a word in it: «{price}» and «%» are the same in every language."""
        return any(map(str.isalpha, re.sub(r"\{\w*\}", "", self.key)))


def read_sentence(text: str) -> Sentence:
    """Read a sentence with its fields.

    Raises
    ------
    WordsError
        If a brace is not closed, a field has no plain name or an unknown format, or two formats.

    Examples
    --------
    >>> read_sentence("Da {low:number} a {high:number.1} euro.")
    Sentence(key='Da {low} a {high} euro.', fields={'low': 'number', 'high': 'number.1'})
    """
    key = ""
    fields: dict[str, str] = {}
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise WordsError("{") from None
    for words, name, form, conversion in parts:
        key += words.replace("{", "{{").replace("}", "}}")
        if name is None:
            continue
        if not _FIELD.fullmatch(name) or conversion or not _known(form or ""):
            raise WordsError(name + (f":{form}" if form else ""))
        if fields.setdefault(name, form or "") != (form or ""):
            raise WordsError(name)
        key += f"{{{name}}}"
    return Sentence(key, fields)


def _known(form: str) -> bool:
    kind, point, decimals = form.partition(".")
    if form in ("", "day"):
        return True
    return kind in _NUMBERS and (not point or decimals in set("0123456"))


def told(value: Fact, form: str) -> str:
    """Write a fact as a format asks, in the language in use.

    Raises
    ------
    TypeError
        If the format is for another kind of fact: a number always says how many decimals it is written with.

    Examples
    --------
    >>> told(1234.5, "number.1"), told(0.25, "percent"), told("Lucca", "")
    ('1.234,5', '25,0%', 'Lucca')
    """
    kind, _point, decimals = form.partition(".")
    if kind == "" and isinstance(value, str):
        return value
    if kind == "day" and isinstance(value, datetime.date):
        return day(value)
    if kind in _NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return _NUMBERS[kind](value, int(decimals) if decimals else _DECIMALS[kind])
    raise TypeError(kind)


def fill(sentence: Sentence, values: Mapping[str, str]) -> str:
    """Translate a sentence and put the facts, already written, in their places.

    Raises
    ------
    WordsError
        If the translation has other fields than the Italian.
    """
    if not sentence.is_translated:
        return sentence.key.format(**values)
    translated = gettext(sentence.key)
    try:
        if set(read_sentence(translated).fields) != set(sentence.fields):
            raise WordsError(translated)
    except WordsError:
        raise WordsError(translated) from None
    return translated.format(**values)
