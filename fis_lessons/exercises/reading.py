"""Read what a person typed as a number, as an Italian or an English reader would mean it."""

from __future__ import annotations

import re

from fis_lessons.i18n import Language, language

_NOISE = re.compile(r"(?i)^(?:€|euro|eur)|(?:€|euro|eur|%|per\s*cento|percent)$")
_SHAPE = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})*")


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
    if isinstance(text, bool) or text is None:
        return None
    if isinstance(text, int | float):
        value = float(text)
        return value if abs(value) < 1e15 else None  # also refuses nan and infinity
    raw = str(text).strip()
    if len(raw) > 40:
        return None
    raw = raw.replace("\u2212", "-")  # the typographic minus
    for _step in range(2):  # a sign in front and one behind
        raw = _NOISE.sub("", raw).strip()
    raw = re.sub(r"(?<=\d)[\s'’\u00a0\u202f](?=\d{3}(?!\d))", "", raw)
    if not raw.isascii() or not _SHAPE.fullmatch(raw):
        return None
    decimal = _decimal_sign(raw, lang or language())
    if decimal is None:
        return None
    other = "." if decimal == "," else ","
    return float(raw.replace(other, "").replace(decimal, "."))


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
