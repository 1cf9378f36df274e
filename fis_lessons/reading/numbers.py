"""Read what a person wrote as a number, as an Italian or an English reader would mean it.

One value may be read in two ways (``1.234``): then the language decides, or the column the value stands in.
Where nothing decides there is no number, and the reason is said.
"""

from __future__ import annotations

import decimal
import math
import numbers
import re
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.errors import Problem, ReadingError
from fis_lessons.i18n import Language, language, number
from fis_lessons.i18n import gettext as _
from fis_lessons.reading.cells import Percent

Sign = Literal["", "%", "€", "£", "$"]
Mark = Literal[",", "."]
"""What separates the decimals."""

LARGEST = 1e15
"""Beyond it a number is not something a person counted."""
_LONGEST = 60
_SHOWN = 12

# signs and spaces that are seen, or not seen at all, and mean the same
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), "")
_SAME = {**_DASHES, **_UNSEEN}

_MONEY: tuple[tuple[Sign, str], ...] = (
    ("€", r"€|euro|eur"),
    ("£", r"£|gbp|sterline|sterlina|pounds?"),
    ("$", r"\$|usd|dollari|dollaro|dollars?"),
)
_BEFORE: tuple[tuple[re.Pattern[str], Sign], ...] = (
    *((re.compile(rf"(?i)^(?:{words})(?![a-z])\s*"), sign) for sign, words in _MONEY),
    (re.compile(r"^%\s*"), "%"),
)
_AFTER: tuple[tuple[re.Pattern[str], Sign], ...] = (
    *((re.compile(rf"(?i)\s*(?<![a-z])(?:(?:di|of)\s+)?(?:{words})$"), sign) for sign, words in _MONEY),
    (re.compile(r"(?i)\s*(?<![a-z])(?:%|per\s*cento|per\s?cent)$"), "%"),
)
_THOUSANDS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?i)\s*(?<![a-z])(?:mila|thousand|k)$"), 3),
    (re.compile(r"(?i)\s*(?<![a-z])(?:milion[ei]|mln|millions?)$"), 6),
    (re.compile(r"(?i)\s*(?<![a-z])(?:miliard[oi]|mld|billions?|bn)$"), 9),
)
_NO_CENTS = re.compile(r"(?<=\d)([.,])(?:-{1,2}|=)$")  # 1.200,-  1.200,=
_BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_WHOLE_PART = re.compile(r"\d+|[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*")


@dataclass(frozen=True)
class Quantity:
    """A number as it was written.

    Parameters
    ----------
    value
        The number.
    sign
        The sign written with it.
    decimals
        How many decimals were written: to tell the number back as its writer knows it.
    """

    value: float
    sign: Sign = ""
    decimals: int = 0

    @property
    def share(self) -> float:
        """The number as a share: 5 % is 0.05, 0.05 is itself."""
        return self.value / 100 if self.sign == "%" else self.value

    @property
    def euros(self) -> float:
        """The number as a sum of money: cents are two, three figures after a lone mark are thousands.

        What was written in an Italian lesson is read in an English one too: 240.000 is never 240 euros.

        Examples
        --------
        >>> [Quantity(240.0, "", 3).euros, Quantity(1500.5, "", 2).euros, Quantity(0.125, "", 3).euros]
        [240000.0, 1500.5, 0.125]
        """
        lone = self.decimals == 3 and 1 <= abs(self.value) < 1_000
        return float(round(self.value * 1_000)) if lone else self.value

    def told(self) -> str:
        """Write the number in the language in use, with the decimals that were written.

        Examples
        --------
        >>> read_quantity("19.4 %", lang="en").told()
        '19,4'
        """
        return number(self.value, decimals=min(self.decimals, _SHOWN))


def read_number(text: object, *, lang: Language | None = None) -> float | None:
    """Read a number, or return ``None`` if there is none that can be trusted.

    Where two readings are possible (``1.234``) the language decides: one thousand and more in
    Italian, one and a bit in English. Where only one is possible (``1234.5``, ``0.310``) the language does
    not matter.

    Parameters
    ----------
    text
        What was typed: ``1.234,5``, ``1234.5``, ``12 %``, ``€ 1.200``, ``1,6 milioni``; numbers pass through.
    lang
        Language of the writer; the one in use if not given.

    Examples
    --------
    >>> read_number("1.234,5"), read_number("1234.5"), read_number("12 %"), read_number("€ 1.200")
    (1234.5, 1234.5, 12.0, 1200.0)
    >>> read_number("0.310"), read_number("1,6 milioni"), read_number("\u20135")
    (0.31, 1600000.0, -5.0)
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
        Language of the writer; the one in use if not given.

    Examples
    --------
    >>> read_quantity("1.200 persone", unit="persone")
    Quantity(value=1200.0, sign='', decimals=0)
    >>> read_quantity("12,50 %")
    Quantity(value=12.5, sign='%', decimals=2)
    """
    if not isinstance(text, str):
        return _computed(text)
    written = written_number(text, unit)
    return None if written is None else written.read(home_mark(lang))


def decimals_of(value: float) -> int:
    """Return how many decimals a computed number shows, at most six.

    Examples
    --------
    >>> decimals_of(12.5), decimals_of(3.0), decimals_of(1 / 3)
    (1, 0, 6)
    """
    if not math.isfinite(value):
        return 0
    exponent = decimal.Decimal(repr(round(float(value), 6))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def home_mark(lang: Language | None) -> Mark:
    """Return the decimal mark of a language; of the one in use if not given."""
    return "," if (lang or language()) == "it" else "."


def is_blank(cell: object) -> bool:
    """Tell an empty cell: nothing, a missing value of any library, a text of spaces."""
    if isinstance(cell, str):
        return not cell.translate(_UNSEEN).strip()
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(cell, numbers.Real | decimal.Decimal) and cell != cell  # noqa: PLR0124


def _computed(answer: object) -> Quantity | None:
    """Return the value of a number that is not a text; ``None`` for anything else."""
    if isinstance(answer, bool) or not isinstance(answer, numbers.Real | decimal.Decimal):
        return None
    try:
        value = float(answer)
    except (OverflowError, ValueError, TypeError):  # larger than any number we ask for
        return None
    if not math.isfinite(value) or abs(value) >= LARGEST:
        return None
    return Quantity(value, "%" if isinstance(answer, Percent) else "", decimals_of(value))


# --- a number on paper --------------------------------------------------------------------------
@dataclass(frozen=True)
class Written:
    """A text that looks like a number: its digits and marks, and what stood around them."""

    body: str
    negative: bool
    sign: Sign
    power: int

    def marks(self) -> tuple[Mark, ...]:
        """Return the decimal marks this number can have been written with."""
        both: tuple[Mark, ...] = (",", ".")
        return tuple(mark for mark in both if self._parts(mark))

    @property
    def ambiguous(self) -> bool:
        """Whether the two marks give two numbers."""
        return len({self._value(mark) for mark in self.marks()}) > 1

    def read(self, home: Mark) -> Quantity | None:
        """Read it, with this mark where both are possible."""
        possible = self.marks()
        if not possible:
            return None
        mark = home if home in possible else possible[0]
        value = self._value(mark)
        _whole, rest = self._parts(mark) or ("", "")
        return Quantity(value, self.sign, max(0, len(rest) - self.power)) if abs(value) < LARGEST else None

    def _parts(self, mark: Mark) -> tuple[str, str] | None:
        """Cut the body at the mark: whole part and decimals; nothing if it cannot be cut so."""
        whole, found, rest = self.body.partition(mark)
        if found and not (rest.isdigit() and len(rest) <= 20):
            return None
        groups = _WHOLE_PART.fullmatch(whole)
        if (not groups and whole) or (groups and groups.group(1) == mark):
            return None
        if found and len(whole) > 1 and whole[0] == "0":
            return None
        return re.sub(r"\D", "", whole), rest

    def _value(self, mark: Mark) -> float:
        whole, rest = self._parts(mark) or ("", "")
        shown = decimal.Decimal(f"{whole or '0'}.{rest or '0'}").scaleb(self.power)
        return float(-shown if self.negative else shown) + 0.0


def written_number(text: str, unit: str = "") -> Written | None:
    """Take from a text the signs and the words around a number; ``None`` if there is no number in it."""
    raw = " ".join(text[: 10 * _LONGEST].translate(_SAME).replace("’", "'").split())
    if unit and raw.casefold().endswith(unit.casefold()) and not _is_a_sign(unit):
        raw = raw[: len(raw) - len(unit)].strip()
    if len(raw) > _LONGEST:
        return None
    if _BARE.fullmatch(raw):  # most cells of most tables
        found = Written(raw, negative=False, sign="", power=0)
        return found if found.marks() else None
    raw = _NO_CENTS.sub(r"\g<1>00", raw)
    dashes, signs, power = "", set[Sign](), 0
    for _step in range(3):  # a minus, a sign and a word, in whichever order
        if raw[:1] in ("-", "+"):
            dashes, raw = dashes + raw[0], raw[1:].lstrip()
        for pattern, sign in (*_BEFORE, *_AFTER):
            cut = pattern.sub("", raw)
            if cut != raw:
                signs.add(sign)
                raw = cut
        for pattern, size in _THOUSANDS if not power else ():
            cut = pattern.sub("", raw)
            if cut != raw:
                power, raw = size, cut
    if len(signs) > 1 or len(dashes) > 1 or (power and "%" in signs) or not any(c.isdigit() for c in raw):
        return None
    if not re.fullmatch(r"[0-9., ']+", raw):
        return None
    found = Written(raw, dashes == "-", signs.pop() if signs else "", power)
    return found if found.marks() else None


def _is_a_sign(unit: str) -> bool:
    """Tell a unit that is a sign and nothing else from one that has more words, as thousands of euro."""
    return any(not pattern.sub("", unit.strip()).strip() for pattern, _sign in _AFTER)


# --- a field that asks for a number ---------------------------------------------------------------
def number_from(
    text: object,
    *,
    where: str = "",
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    lang: Language | None = None,
) -> float:
    """Read the number a field asks for, or say what is wrong with it. Nothing is cut to fit.

    Parameters
    ----------
    text
        As in :func:`read_number`.
    where
        What the field is called.
    low, high
        Least and greatest accepted.
    unit
        As in :func:`read_quantity`.
    lang
        Language of the writer; the one in use if not given.

    Raises
    ------
    ReadingError
        If there is no number, or it is out of its limits.
    """
    found = read_quantity(text, unit=unit, lang=lang)
    shown = "" if is_blank(text) else f"«{str(text).strip()[:40]}»"
    if found is None:
        words = _("{text} non si legge come un numero.").format(text=shown) if shown else _("è vuoto.")
        raise _refused(where, words, _limits(low, high, whole=False))
    if (low is not None and found.value < low) or (high is not None and found.value > high):
        raise _refused(
            where, _("{text} è fuori dai limiti.").format(text=shown), _limits(low, high, whole=False)
        )
    return found.value


def whole_from(
    text: object,
    *,
    where: str = "",
    low: int | None = None,
    high: int | None = None,
    unit: str = "",
    lang: Language | None = None,
) -> int:
    """Read the whole number a field asks for: ``2,5`` is refused and never made 25, ``250.000`` never cut.

    Parameters
    ----------
    text, where, low, high, unit, lang
        As in :func:`number_from`.

    Raises
    ------
    ReadingError
        If there is no number, it has decimals, or it is out of its limits.

    Examples
    --------
    >>> whole_from("250.000"), whole_from("3 mila", high=5000)
    (250000, 3000)
    """
    value = number_from(text, where=where, low=low, high=high, unit=unit, lang=lang)
    if value != int(value):
        words = _("«{text}» non è un numero intero.").format(text=str(text).strip()[:40])
        raise _refused(where, words, _limits(low, high, whole=True))
    return int(value)


def _limits(low: float | None, high: float | None, *, whole: bool) -> str:
    kind = _("un numero intero") if whole else _("un numero")
    if low is not None and high is not None:
        words = _("{kind} da {low} a {high}")
    elif low is not None:
        words = _("{kind} da {low} in su")
    elif high is not None:
        words = _("{kind} fino a {high}")
    else:
        return kind
    ends = {
        name: number(v, decimals=decimals_of(v))
        for name, v in (("low", low), ("high", high))
        if v is not None
    }
    return words.format(kind=kind, **ends)


def _refused(where: str, found: str, expected: str) -> ReadingError:
    return ReadingError(_("C'è un valore che non riesco a leggere."), [Problem(where, found, expected)])
