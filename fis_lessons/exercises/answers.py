"""Answers as they come: told back in a few harmless words, and kept in a form JSON can hold."""

from __future__ import annotations

import decimal
import math
import numbers
import re
from collections.abc import Mapping
from typing import Any

from fis_lessons.i18n import Language, language
from fis_lessons.reading import read_quantity

_DEEPEST = 8
_MOST_ITEMS = 5_000
_LONGEST_TEXT = 200_000
_LONGEST_FIGURE = 60
_FIGURE = re.compile(r"([^\d]*\d[\d.,' \u00a0\u202f]*(?<=\d))(\D*)")
_QUIET = " .,;:%€'’+-/()?!=°–"


def shown(answer: object, *, limit: int = 40) -> str:
    """Tell an answer back in one short line that is safe wherever it is written.

    Only letters, digits and plain punctuation are kept: what was typed can be neither a tag nor Markdown.

    Examples
    --------
    >>> shown("circa [mille](x) <b>")
    'circa ·mille·(x) ·b·'
    >>> shown([12, 13])
    '12, 13'
    """
    try:
        words = str(storable(answer))
        words = "".join(c if c.isalnum() or c in _QUIET else "·" for c in words[: limit * 3].strip("{}[]"))
        words = " ".join(words.split())
    except Exception:
        return type(answer).__name__
    return words if len(words) <= limit else words[: limit - 1] + "…"


def storable(answer: object) -> Any:
    """Turn anything into what JSON can hold: a table becomes a list of rows, a set is put in order.

    Never raises: what cannot be kept is replaced by the name of its type.

    Examples
    --------
    >>> storable({"met": {"b", "a"}, "value": float("nan")})
    {'met': ['a', 'b'], 'value': 'nan'}
    """
    return _Keeper().keep(answer, 0)


def plain_answer(answer: object) -> object:
    """Turn an answer into plain values: none, text, number, list, mapping, and no class of somebody's own.

    Looking at an object from a cell may raise anything at all, and so may this.

    Raises
    ------
    TypeError
        If it is, or holds, something that is no answer to any question.
    ValueError
        If it is too long or too deep to be one.

    Examples
    --------
    >>> plain_answer({"text": "x", "met": ("a", "b")})
    {'text': 'x', 'met': ['a', 'b']}
    """
    return _Plain().take(answer, 0)


class _Plain:
    """Counts what it takes, so that an endless answer ends."""

    def __init__(self) -> None:
        self._items = 0

    def take(self, value: Any, depth: int) -> object:
        self._items += 1
        if depth > _DEEPEST or self._items > _MOST_ITEMS:
            raise ValueError("too long or too deep")
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, numbers.Integral):
            return int(value)
        if isinstance(value, numbers.Real | decimal.Decimal):
            return float(value)
        if isinstance(value, Mapping):
            return {self._key(k): self.take(v, depth + 1) for k, v in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.take(item, depth + 1) for item in value]
        raise TypeError(type(value).__name__)

    def _key(self, value: Any) -> object:
        if value is None or isinstance(value, str | bool | numbers.Real):
            return self.take(value, 0)
        raise TypeError(type(value).__name__)


def retyped(answer: object, *, lang: Language) -> object:
    """Write an answer again as one would in the language in use, if it is a number that would be another there.

    Parameters
    ----------
    answer
        What was typed, or a form of such texts by name; anything else is returned as it is.
    lang
        Language it was typed in.

    Examples
    --------
    >>> from fis_lessons.i18n import use_language
    >>> with use_language("en"):
    ...     retyped("23.119 persone", lang="it"), retyped("12,5", lang="it")
    ('23,119 persone', '12,5')
    """
    if isinstance(answer, Mapping):
        return {name: retyped(value, lang=lang) for name, value in answer.items()}
    if lang == language():
        return answer
    found = _FIGURE.fullmatch(answer[: 2 * _LONGEST_FIGURE]) if isinstance(answer, str) else None
    if not found or not isinstance(answer, str) or len(answer) > _LONGEST_FIGURE:
        return answer
    # a word after the figure may be its unit, which only the question knows
    figure, tail = (answer, "") if read_quantity(answer) else (found[1], found[2])
    then, now = read_quantity(figure, lang=lang), read_quantity(figure)
    if then is None or now is None or then.value == now.value:
        return answer
    return f"{then.told()}{f' {then.sign}' if then.sign else ''}{tail}"


class _Keeper:
    """Counts what it keeps, so that an endless answer ends."""

    def __init__(self) -> None:
        self._items = 0

    def keep(self, value: object, depth: int) -> Any:
        self._items += 1
        if depth > _DEEPEST or self._items > _MOST_ITEMS:
            return "…"
        try:
            return self._keep(value, depth)
        except Exception:  # objects may do anything when they are looked at
            return type(value).__name__

    def _keep(self, value: Any, depth: int) -> Any:
        kept: Any
        if value is None or isinstance(value, bool):
            kept = value
        elif isinstance(value, str):
            kept = value[:_LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
        elif isinstance(value, numbers.Real):
            kept = self._number(value)
        elif isinstance(value, Mapping):
            some = self._some(value.items())
            kept = {str(self.keep(k, depth + 1)): self.keep(v, depth + 1) for k, v in some}
        elif isinstance(value, set | frozenset):
            kept = sorted((self.keep(item, depth + 1) for item in self._some(value)), key=str)
        elif isinstance(value, list | tuple):
            kept = [self.keep(item, depth + 1) for item in self._some(value)]
        else:
            kept = self._other(value, depth)
        return kept

    def _number(self, value: Any) -> Any:
        if isinstance(value, numbers.Integral):
            whole = int(value)
            return whole if abs(whole) < 2**63 else f"{'-' if whole < 0 else ''}…"
        real = float(value)
        return real if math.isfinite(real) else str(real)

    def _some(self, items: Any) -> Any:
        left = max(_MOST_ITEMS - self._items, 0)
        return (item for _place, item in zip(range(left), items, strict=False))

    def _other(self, value: Any, depth: int) -> Any:
        if type(value).__module__.partition(".")[0] in ("pandas", "numpy"):
            if hasattr(value, "to_dict") and hasattr(value, "columns"):
                return self.keep(value.head(_MOST_ITEMS).to_dict("records"), depth + 1)
            if hasattr(value, "tolist"):
                return self.keep(value.tolist(), depth + 1)
        return self.keep(str(value), depth + 1)
