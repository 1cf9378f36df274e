"""Read what a person typed as a number, as an Italian or an English reader would mean it."""

from __future__ import annotations

import decimal
import math
import numbers
import re
from dataclasses import dataclass
from typing import Literal

from fis_lessons.i18n import Language, language

Sign = Literal["", "%", "€"]

_SIGNS: tuple[tuple[re.Pattern[str], Sign], ...] = (
    (re.compile(r"(?i)^(?:€|euro\b|eur\b)|(?:€|\beuro|\beur|(?<=\d)euro|(?<=\d)eur)$"), "€"),
    (re.compile(r"(?i)^%|(?:%|per\s*cento|per\s?cent)$"), "%"),
)
_SHAPE = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})*")
_LONGEST = 60


@dataclass(frozen=True)
class Quantity:
    """A number and the sign that was written with it."""

    value: float
    sign: Sign = ""


def read_number(text: object, *, lang: Language | None = None) -> float | None:
    """Read a number, or return ``None`` if there is none that can be trusted.

    Where two readings are possible (``1.234``) the language decides: one thousand and more in
    Italian, one and a bit in English. Where only one is possible (``1234.5``) the language does not matter.

    Parameters
    ----------
    text
        What was typed: ``1.234,5``, ``1234.5``, ``12 %``, ``€ 1.200``; numbers pass through.
    lang
        Language of the reader; the one in use if not given.

    Examples
    --------
    >>> read_number("1.234,5"), read_number("1234.5"), read_number("12 %"), read_number("€ 1.200")
    (1234.5, 1234.5, 12.0, 1200.0)
    >>> read_number("1.234", lang="en")
    1.234
    >>> read_number("circa mille") is None
    True
    """
    found = read_quantity(text, lang=lang)
    return None if found is None else found.value


def read_quantity(text: object, *, unit: str = "", lang: Language | None = None) -> Quantity | None:
    """Read a number with the sign written beside it, or return ``None``.

    Parameters
    ----------
    text
        As in :func:`read_number`; a number computed by numpy or pandas is one too.
    unit
        Words that may follow the number, for instance ``persone``.
    lang
        Language of the reader; the one in use if not given.

    Examples
    --------
    >>> read_quantity("1.200 persone", unit="persone")
    Quantity(value=1200.0, sign='')
    >>> read_quantity("12 %")
    Quantity(value=12.0, sign='%')
    """
    if isinstance(text, str):
        return _typed(text, unit, lang or language())
    value = _computed(text)
    return None if value is None else Quantity(value)


def _computed(answer: object) -> float | None:
    """Return the value of a number that is not a text; ``None`` for anything else."""
    if isinstance(answer, bool) or not isinstance(answer, numbers.Real | decimal.Decimal):
        return None
    try:
        value = float(answer)
    except (OverflowError, ValueError, TypeError):  # larger than any number we ask for
        return None
    return value if math.isfinite(value) and abs(value) < 1e15 else None


def _typed(text: str, unit: str, lang: Language) -> Quantity | None:
    raw = text[: 10 * _LONGEST].strip().replace("\u2212", "-")  # the typographic minus
    if unit and raw.casefold().endswith(unit.casefold()) and not _is_a_sign(unit):
        raw = raw[: len(raw) - len(unit)].strip()
    if len(raw) > _LONGEST:
        return None
    signs: set[Sign] = set()
    for _step in range(2):  # a sign in front and one behind
        for pattern, sign in _SIGNS:
            cut = pattern.sub("", raw).strip()
            if cut != raw:
                signs.add(sign)
                raw = cut
    raw = re.sub(r"(?<=\d)[\s'’\u00a0\u202f](?=\d{3}(?!\d))", "", raw)
    if len(signs) > 1 or not raw.isascii() or not _SHAPE.fullmatch(raw):
        return None
    mark = _decimal_sign(raw, lang)
    if mark is None:
        return None
    value = float(raw.replace("." if mark == "," else ",", "").replace(mark, "."))
    return Quantity(value, signs.pop() if signs else "") if abs(value) < 1e15 else None


def _is_a_sign(unit: str) -> bool:
    """Tell a unit that is a sign and nothing else from one that has more words, as thousands of euro."""
    return any(not pattern.sub("", unit.strip()).strip() for pattern, _sign in _SIGNS)


def _decimal_sign(raw: str, lang: Language) -> str | None:
    """Decide which sign separates the decimals; ``None`` if the number is badly written."""
    home = "," if lang == "it" else "."
    signs = [c for c in raw if c in ".,"]
    if not signs:
        return home
    last = signs[-1]
    if len(set(signs)) == 2:  # both: the last is the decimal one, and comes once
        other = "." if last == "," else ","
        return last if signs.count(last) == 1 and _grouped(raw.rpartition(last)[0], other) else None
    if len(signs) > 1:  # one kind, many times: thousands
        return ("." if last == "," else ",") if _grouped(raw, last) else None
    tail = raw.rpartition(last)[2]
    if len(tail) == 3 and last != home and _grouped(raw, last):
        return home
    return last


def _grouped(whole: str, sign: str) -> bool:
    """Tell whether the groups after the first all have three digits."""
    first, *groups = whole.lstrip("+-").split(sign)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)
