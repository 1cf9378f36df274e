"""Italian is the source; English comes from the catalogues in ``locale/en``.

Every sentence a person can read passes through :func:`gettext`; every number through :func:`number`,
:func:`percent`, :func:`money` or :func:`day`, so that 1.234,5 and 1,234.5 follow the language.
"""

from __future__ import annotations

import datetime
import decimal
import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from functools import cache
from typing import Literal, get_args

from fis_lessons import resources
from fis_lessons.grammar import agree

Language = Literal["it", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# A plain variable and not a context variable: the callbacks of a control run in the kernel's own
# context, where a value set by the cell that opened the lesson would be lost.
_current: Language = "it"
# Digits enough for the largest number a computer holds: with the usual 28 a value of 1e28 cannot be written
_DIGITS = 400
_SIGNS: dict[Language, dict[int, int]] = {"it": str.maketrans(",.", ".,"), "en": {}}
MONTHS: dict[Language, tuple[str, ...]] = {
    "it": (
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
        "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
"""The months as each language writes them."""


def language() -> Language:
    """Return the language in use."""
    return _current


def set_language(lang: Language) -> None:
    """Use ``lang`` from now on.

    Raises
    ------
    ValueError
        If there is no such language. Parameters are checked before they arrive here.
    """
    global _current  # noqa: PLW0603
    if lang not in LANGUAGES:
        raise ValueError(f"{lang!r} is not one of {LANGUAGES}")
    _current = lang


@contextmanager
def use_language(lang: Language) -> Iterator[None]:
    """Use ``lang`` inside a ``with`` block, then go back.

    Examples
    --------
    >>> with use_language("en"):
    ...     number(1234.5, decimals=1)
    '1,234.5'
    """
    before = _current
    set_language(lang)
    try:
        yield
    finally:
        set_language(before)


@cache
def catalogue(lang: Language) -> dict[str, str]:
    """Read every catalogue of a language into one table, Italian text to translated text."""
    from babel.messages.pofile import read_po  # who reads the source needs none

    table: dict[str, str] = {}
    for path in resources.catalogues(lang):
        for message in read_po(path.open("rb")):
            # a plural entry holds tuples: the package writes its few plurals out in full instead
            if isinstance(message.id, str) and message.id and message.string and not message.fuzzy:
                table[message.id] = str(message.string)
    return table


def gettext(text: str) -> str:
    """Return ``text`` in the language in use, or the Italian where there is no entry.

    A missing entry never stops a lesson; it stops the build, which lists them all. A sentence with fields agrees
    with the numbers it is filled with: «il {share}» becomes «l'8%», «lo 0%», «il 20%».

    Examples
    --------
    >>> gettext("Sono il {share}.").format(share=percent(0.08, decimals=0))
    "Sono l'8%."
    """
    if not text:
        return text
    found = text if _current == "it" else catalogue(_current).get(text, text)
    return _Sentence(found) if "{" in found else found


def _filled(sentence: str, /, *args: object, **kwargs: object) -> str:
    return agree(str.format(sentence, *args, **kwargs), lang=_current)


class _Sentence(str):
    """A sentence with fields, whose articles agree with what is put in them."""

    __slots__ = ()
    format = _filled


def counted(count: float | Decimal, *, one: str, more: str, decimals: int = 0) -> str:
    """Write how many there are, with the noun in the singular or in the plural.

    Parameters
    ----------
    count
        How many: 1 and -1 are one, 0 and 1.5 are more.
    one, more
        Both forms, translated already; a field ``{count}`` takes the number.
    decimals
        Of the number.

    Examples
    --------
    >>> for n in (0, 1, 2, 1.5):
    ...     counted(n, one="{count} intervallo", more="{count} intervalli", decimals=n == 1.5)
    '0 intervalli'
    '1 intervallo'
    '2 intervalli'
    '1,5 intervalli'
    """
    written = number(count, decimals=decimals)
    form = one if written.lstrip("-") == number(1) else more
    return agree(form.format(count=written), lang=_current)


def in_words(count: int) -> str:
    """Write a small count as a word, as in running text; a large one in figures.

    Examples
    --------
    >>> in_words(3), in_words(11)
    ('tre', '11')
    """
    return gettext(_WORDS[count]) if 0 <= count < len(_WORDS) else number(count)


def mark(text: str) -> str:
    """Mark a text for translation without translating it yet: for tables filled when a module is read."""
    return text


_FINEST = 6


def number(value: float | Decimal, *, decimals: int = 0) -> str:
    """Write a number as the language does.

    Examples
    --------
    >>> number(23119)
    '23.119'
    >>> number(1234.5, decimals=1)
    '1.234,5'
    >>> number(-0.04, decimals=1)
    '0,0'
    """
    return _written(value, decimals)


def exact(value: float | Decimal) -> str:
    """Write a number with the decimals it has, six at most, and no zero at the end.

    Examples
    --------
    >>> exact(20), exact(0.5), exact(1234.5678)
    ('20', '0,5', '1.234,5678')
    """
    if 0 < abs(float(value)) < 5e-7:
        return f"{value:g}".replace(".", "," if _current == "it" else ".")
    return _written(value, _FINEST, bare=True)


def percent(share: float | Decimal, *, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage.

    Examples
    --------
    >>> percent(0.2488)
    '24,9%'
    """
    return _written(share, decimals, after="%", tens=2)


def money(euro: float | Decimal, *, decimals: int = 0) -> str:
    """Write an amount in euro.

    Examples
    --------
    >>> money(450000)
    '450.000 €'
    """
    return _written(euro, decimals, before="€") if _current == "en" else _written(euro, decimals, after=" €")


def ratio(value: float, *, decimals: int = 2) -> str:
    """Write a ratio that is good above one and bad below: never rounded to one from either side.

    Examples
    --------
    >>> ratio(1.132), ratio(0.9625, decimals=1), ratio(0.9959), ratio(1.0004), ratio(1)
    ('1,13', '0,96', '0,996', '1,0004', '1,00')
    """
    # farther than this from one there is no doubt, and nearer it is one
    while decimals < _FINEST and round(value, decimals) == 1 and abs(value - 1) > 10.0**-_FINEST:
        decimals += 1
    return number(value, decimals=decimals)


def about(euro: float | Decimal) -> str:
    """Write an amount that rests on assumptions with three digits, and "about" if there were more.

    An average over what can happen, or a value of today, is never known to the cent.

    Examples
    --------
    >>> about(332459.7), about(41557.3), about(-62996), about(336000), about(0.4)
    ('circa 332.000 €', 'circa 41.600 €', 'circa -63.000 €', '336.000 €', 'circa 0 €')
    """
    value = float(euro)
    digits = 0 if abs(value) < 1 else max(0, math.floor(math.log10(abs(value))) - 2)
    rounded = round(value, -digits)
    return money(rounded) if rounded == value else _about(money(rounded))


def about_people(people: float | Decimal) -> str:
    """Write how many people are expected on average: whole from ten up, and "about" if anything is left out.

    Examples
    --------
    >>> about_people(12.0), about_people(11.8), about_people(3.87), about_people(7.5)
    ('12', 'circa 12', 'circa 3,9', '7,5')
    """
    value = float(people)
    rounded = round(value, 0 if value >= 10 else 1)
    text = exact(rounded)
    return text if math.isclose(rounded, value, abs_tol=1e-9) else _about(text)


def _about(text: str) -> str:
    return gettext("circa {number}").format(number=text)


def _room() -> AbstractContextManager[decimal.Context]:
    """Return enough digits for any float: with the usual 28 a number of 29 cannot be rounded."""
    return decimal.localcontext(prec=_DIGITS)


def _written(
    value: float | Decimal,
    decimals: int,
    *,
    before: str = "",
    after: str = "",
    tens: int = 0,
    bare: bool = False,
) -> str:
    """Write a number as CLDR says for the two languages: a library that knows six hundred takes longer to load.

    Parameters
    ----------
    value
        Rounded half to even, as it is written in decimals and not as a computer holds it.
    decimals
        How many.
    before, after
        Between the sign and the number, and after it.
    tens
        How many tens to multiply it by.
    bare
        Leave out the zeros at the end.
    """
    with _room():
        exactly = (value if isinstance(value, Decimal) else Decimal(str(value))).scaleb(tens)
        if exactly.is_finite():
            digits = f"{abs(exactly).quantize(Decimal(1).scaleb(-decimals)):,f}"
        else:
            digits = "NaN" if exactly.is_nan() else "∞"
    if bare and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    # nobody reads a sense into −0,0%: what was rounded to zero has no sign
    sign = "-" if exactly.is_signed() and digits.strip("0.,") else ""
    return f"{sign}{before}{digits.translate(_SIGNS[_current])}{after}"


def day(date: datetime.date) -> str:
    """Write a date in full; the first of the month as an Italian act writes it.

    Examples
    --------
    >>> import datetime
    >>> day(datetime.date(2025, 10, 14)), day(datetime.date(2027, 1, 1))
    ('14 ottobre 2025', '1° gennaio 2027')
    """
    first = "°" if date.day == 1 and _current == "it" else ""
    return f"{date.day}{first} {month(date)}"


def month(date: datetime.date) -> str:
    """Write the month and the year of a date.

    Examples
    --------
    >>> import datetime
    >>> month(datetime.date(2026, 6, 30))
    'giugno 2026'
    """
    return f"{MONTHS[_current][date.month - 1]} {date.year}"


_WORDS = (
    mark("zero"),
    mark("uno"),
    mark("due"),
    mark("tre"),
    mark("quattro"),
    mark("cinque"),
    mark("sei"),
    mark("sette"),
    mark("otto"),
    mark("nove"),
    mark("dieci"),
)
