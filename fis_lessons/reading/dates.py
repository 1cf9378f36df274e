"""Read the days and the periods people write: the day comes first, and what could be two periods is none.

``31/12/2023``, ``2023-12-31``, ``T1 2023``, ``1° trimestre 2023``, ``giugno 2026``, ``entro il 2026``,
``a.s. 2025/26``, ``2018/2020``, a year; what a spreadsheet, pandas or Python holds as a date. In Italian and in
English, whatever the language in use: names of months do not collide.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import MONTHS
from fis_lessons.i18n import gettext as _
from fis_lessons.reading.numbers import is_blank
from fis_lessons.reading.periods import Kind, Period, days_of

FIRST_YEAR, LAST_YEAR = 1850, 2150
"""A year outside is a slip of the keyboard, or not a year."""
_LONGEST = 60

_MONTHS: dict[str, int] = {
    name.casefold(): place for names in MONTHS.values() for place, name in enumerate(names, start=1)
}
# the usual short forms: the first three letters and, in each language, the odd ones
_MONTHS |= {name[:3]: place for name, place in list(_MONTHS.items())} | {"sett": 9, "sept": 9}
_PARTS: dict[str, tuple[Kind, int]] = {
    **dict.fromkeys(("t", "q", "trim", "trimestre", "quarter"), ("quarter", 4)),
    **dict.fromkeys(("s", "h", "sem", "semestre", "half"), ("half", 2)),
    **dict.fromkeys(("quadrimestre", "four months"), ("four_months", 3)),
}
_ORDINALS: dict[str, int] = {
    **{str(n): n for n in range(1, 5)},
    **dict(zip(("i", "ii", "iii", "iv"), range(1, 5), strict=True)),
    **dict(zip(("primo", "secondo", "terzo", "quarto"), range(1, 5), strict=True)),
    **dict(zip(("first", "second", "third", "fourth"), range(1, 5), strict=True)),
}
_ITALIAN_DAYS = r"(?:lune|marte|mercole|giove|vener)d[iì]|sabato|domenica"
_WEEKDAYS = rf"(?:{_ITALIAN_DAYS}|(?:mon|tues|wednes|thurs|fri|satur|sun)day),? "
_OPENING = re.compile(
    r"(?:entro(?: e non oltre)?|by)(?: (?:la|il|the|l'))?(?: (?:fine|end)(?: (?:di|del|of))?)? |"
    r"(?:nel|in|il|lo|the|al|on|mese di|month of) |(?:entro )?(?:nell'|l'|dell'|d')|"
    rf"(?:anno|year) (?=\d{{4}}$)|{_WEEKDAYS}"
)
_YEAR = r"(?P<year>\d{4})"
_SHORT = r"(?P<year>\d{4}|'?\d{2})"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_NUMBER = (
    r"(?P<n>\d|i|ii|iii|iv|primo|secondo|terzo|quarto|first|second|third|fourth)(?:st|nd|rd|th|°|º|o|\^)?"
)
_PART = r"(?P<part>trimestre|trim|quarter|quadrimestre|four months|semestre|sem|half|t|q|s|h)\.?"
_OF = r"(?: (?:di|del|dell'|of|anno|the)){0,2}[ /-]?"


@dataclass(frozen=True)
class Reading:
    """What a text says of time: a period, or the reason why it says none.

    Parameters
    ----------
    period
        The period, or nothing.
    why
        A sentence in the language in use; empty if there is a period.
    """

    period: Period | None
    why: str = ""


def read_period(value: object) -> Period | None:
    """Read a day or a period, or return ``None``; :func:`period_or_why` gives the reason.

    Parameters
    ----------
    value
        A text; a date, with or without a time, of Python, numpy or pandas; a period of pandas; a whole number
        that is a year.

    Examples
    --------
    >>> read_period("31/12/2023").end, read_period("T1 2023").end, read_period("entro il 2026").end
    (datetime.date(2023, 12, 31), datetime.date(2023, 3, 31), datetime.date(2026, 12, 31))
    >>> read_period("a.s. 2025/26").start, read_period("2018/2020").end
    (datetime.date(2025, 9, 1), datetime.date(2020, 12, 31))
    >>> sorted(["T1 2024", "T2 2023", "giugno 2023"], key=read_period)
    ['T2 2023', 'giugno 2023', 'T1 2024']
    >>> read_period("2010/11") is None, read_period("12/31/2023") is None, read_period("presto") is None
    (True, True, True)
    """
    return period_or_why(value).period


def read_day(value: object) -> datetime.date | None:
    """Read one day, or return ``None``: a month or a year is not a day.

    Examples
    --------
    >>> read_day("01/02/2024"), read_day("1° febbraio 2024"), read_day("febbraio 2024")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 1), None)
    """
    return day_or_why(value)[0]


def day_or_why(value: object) -> tuple[datetime.date | None, str]:
    """Read one day, or say why there is none."""
    found = period_or_why(value)
    if found.period is None:
        return None, found.why
    if found.period.start != found.period.end:
        return None, _("è {period}: serve un giorno solo.").format(period=found.period.told())
    return found.period.start, ""


def period_or_why(value: object) -> Reading:
    """Read a day or a period, or say why there is none.

    Parameters
    ----------
    value
        As in :func:`read_period`.

    Examples
    --------
    >>> period_or_why("12/31/2023").why
    'il mese 31 non esiste: scrivi prima il giorno, poi il mese, come 31/12/2023.'
    """
    try:
        return _text(value) if isinstance(value, str) else _kept(value)
    except (ValueError, OverflowError):  # a day the calendar does not have
        return Reading(None, _("è un giorno che non esiste."))


# --- what a spreadsheet, Python or pandas holds ---------------------------------------------------
def _kept(value: object) -> Reading:
    kind = type(value).__name__
    if is_blank(value):
        return Reading(None, _("è vuoto."))
    if kind == "datetime64":
        value = value.astype("datetime64[us]").item()  # type: ignore[attr-defined]
        if not isinstance(value, datetime.date):
            return Reading(None, _("è vuoto."))
    if isinstance(value, datetime.date):
        return _one_day(value.date() if isinstance(value, datetime.datetime) else value)
    if kind == "Period" and hasattr(value, "start_time"):
        return _of_pandas(value)
    is_whole = hasattr(value, "__index__") or _whole_float(value)
    if not is_whole or isinstance(value, bool):
        return Reading(None, _("non è una data."))
    return _number(int(value))  # type: ignore[call-overload]


def _number(year: int) -> Reading:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return Reading(days_of("year", year))
    return Reading(None, _("è un numero, non una data: scrivi il giorno, come 31/12/2023."))


def _whole_float(value: object) -> bool:
    return hasattr(value, "is_integer") and bool(value.is_integer())


def _one_day(found: datetime.date) -> Reading:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return Reading(None, _("l'anno {year} non è credibile.").format(year=found.year))
    return Reading(Period(found, found, "day"))


def _of_pandas(value: Any) -> Reading:
    kinds: dict[str, Kind] = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "A": "year"}
    start, end = value.start_time.date(), value.end_time.date()
    return Reading(Period(start, end, kinds.get(str(value.freqstr)[:1], "span")))


# --- what people write ----------------------------------------------------------------------------
def _text(text: str) -> Reading:
    plain = _plain(text)
    if not plain:
        return Reading(None, _("è vuoto."))
    if len(plain) > _LONGEST:
        return Reading(None, _("non è una data."))
    for shape, make in _SHAPES:
        found = re.fullmatch(shape, plain)
        if found:
            return _believed(make(found))
    if re.fullmatch(rf"(?:\d{{1,2}}°? )?{_MONTH}|\d{{1,2}}[/.-]\d{{1,2}}", plain):
        return Reading(None, _("manca l'anno: scrivilo con quattro cifre."))
    return Reading(None, _("non è una data che so leggere."))


def _plain(text: str) -> str:
    """Return the text in small letters, with one kind of dash, of apostrophe and of space, and no opening."""
    words = (
        text[: 4 * _LONGEST]
        .casefold()
        .translate(
            {
                **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
                ord("’"): "'",
                0x200B: "",
            }
        )
    )
    words = re.sub(r"\s*([/-])\s*", r"\1", " ".join(words.split())).strip(" .,;")
    for _step in range(3):  # "entro il mese di giugno"
        words = _OPENING.sub("", words, count=1) if _OPENING.match(words) else words
    return words


def _believed(found: Reading) -> Reading:
    """Refuse a period of years that no office writes."""
    if found.period is not None:
        for year in (found.period.start.year, found.period.end.year):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                return Reading(None, _("l'anno {year} non è credibile.").format(year=year))
    return found


def _full(year: str) -> int:
    """Return the year: two digits are of this century."""
    digits = year.lstrip("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _numbers(found: re.Match[str]) -> Reading:
    day_, month_ = int(found["day"]), int(found["month"])
    year = _full(found["year"])
    if month_ > 12 and day_ <= 12:
        words = _("il mese {month} non esiste: scrivi prima il giorno, poi il mese, come 31/12/2023.")
        return Reading(None, words.format(month=month_))
    one = datetime.date(year, month_, day_)
    return Reading(Period(one, one, "day"))


def month_comes_first(text: str) -> Literal["must", "can", ""]:
    """Tell whether a day written in figures must have, or can have, its month before its day.

    Examples
    --------
    >>> month_comes_first("12/31/2023"), month_comes_first("01/02/2024"), month_comes_first("31/12/2023")
    ('must', 'can', '')
    """
    found = re.fullmatch(_FIGURES, _plain(text))
    if not found or int(found["day"]) > 12:
        return ""
    month_ = int(found["month"])
    return "can" if month_ <= 12 and month_ != int(found["day"]) else "must" if 12 < month_ <= 31 else ""


def _named_day(found: re.Match[str]) -> Reading:
    one = datetime.date(_full(found["year"]), _MONTHS[found["month"]], int(found["day"]))
    return Reading(Period(one, one, "day"))


def _named_month(found: re.Match[str]) -> Reading:
    return Reading(days_of("month", _full(found["year"]), _MONTHS[found["month"]]))


def _numbered_month(found: re.Match[str]) -> Reading:
    month_ = int(found["month"])
    if not 1 <= month_ <= 12:
        return Reading(None, _("il mese {month} non esiste.").format(month=month_))
    return Reading(days_of("month", int(found["year"]), month_))


def _part_of_year(found: re.Match[str]) -> Reading:
    kind, most = _PARTS[found["part"]]
    n = _ORDINALS.get(found["n"], 0)
    if not 1 <= n <= most:
        return Reading(None, _("in un anno non ce ne sono tanti."))
    return Reading(days_of(kind, _full(found["year"]), n))


def _whole_year(found: re.Match[str]) -> Reading:
    return Reading(days_of("year", int(found["year"])))


def _end(found: re.Match[str]) -> Reading:
    whole = _text(found["rest"]).period
    if whole is None:
        return Reading(None, _("non è una data che so leggere."))
    one = whole.end if found["which"] in ("fine", "end") else whole.start
    return Reading(Period(one, one, "day"))


def _school(found: re.Match[str]) -> Reading:
    first = int(found["year"])
    if found["last"] and _last_year(first, found["last"]) != first + 1:
        return Reading(None, _("un anno scolastico o accademico finisce l'anno dopo."))
    if found["word"].startswith(("a.a", "aa", "anno acc", "academic")):
        # from November to October, as the law of 1933 has it
        return Reading(Period(datetime.date(first, 11, 1), datetime.date(first + 1, 10, 31), "academic_year"))
    # from September to August: article 74 of legislative decree 297 of 1994
    return Reading(Period(datetime.date(first, 9, 1), datetime.date(first + 1, 8, 31), "school_year"))


def _last_year(first: int, written: str) -> int:
    if len(written) == 4:
        return int(written)
    return first - first % 100 + int(written)


def _years(found: re.Match[str]) -> Reading:
    first, written, mark = int(found["year"]), found["last"], found["mark"]
    if len(written) == 2 and 1 <= int(written) <= 12:
        if mark == "-" or _last_year(first, written) <= first:  # as ISO writes a month
            return Reading(days_of("month", first, int(written)))
        words = _("può essere un mese o un periodo di anni: scrivi {month:02d}/{year}, oppure {year}/{last}.")
        return Reading(None, words.format(month=int(written), year=first, last=_last_year(first, written)))
    last = _last_year(first, written)
    if last <= first:
        return Reading(None, _("il periodo finisce prima di cominciare."))
    return Reading(Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31)))


def _between(found: re.Match[str]) -> Reading:
    first, last = _text(found["first"]).period, _text(found["last"]).period
    if first is None or last is None:
        return Reading(None, _("non è una data che so leggere."))
    if last.end < first.start:
        return Reading(None, _("il periodo finisce prima di cominciare."))
    return Reading(Period(first.start, last.end))


def _week(found: re.Match[str]) -> Reading:
    first = datetime.date.fromisocalendar(int(found["year"]), int(found["n"]), 1)
    return Reading(Period(first, first + datetime.timedelta(days=6), "week"))


_TIME = r"(?:(?:t| |,| alle | ore )+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_FIGURES = rf"(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark){_SHORT}{_TIME}"
# compiled when a date is first read: ``re`` keeps them
_SHAPES: tuple[tuple[str, Callable[[re.Match[str]], Reading]], ...] = (
    (_FIGURES, _numbers),
    (rf"{_YEAR}(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_TIME}", _numbers),
    (r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)", _numbers),
    (rf"(?P<day>\d{{1,2}})(?:°|º|\^|st|nd|rd|th)?[ /-]{_MONTH},?[ /-]{_SHORT}{_TIME}", _named_day),
    (rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}", _named_day),
    (rf"{_MONTH}{_OF}{_SHORT}", _named_month),
    (rf"{_YEAR}[ /-]{_MONTH}", _named_month),
    (rf"(?P<month>\d{{1,2}})[/.-]{_YEAR}", _numbered_month),
    (rf"{_PART} ?{_NUMBER}{_OF}{_SHORT}", _part_of_year),
    (rf"{_NUMBER}[ -]?{_PART}{_OF}{_SHORT}", _part_of_year),
    (rf"{_YEAR},?[ /-]?{_PART} ?{_NUMBER}", _part_of_year),
    (rf"{_YEAR},?[ /-]?{_NUMBER}[ -]?{_PART}", _part_of_year),
    (rf"{_YEAR}(?:\.0)?", _whole_year),
    (r"(?:la )?(?P<which>fine|inizio|end|start) (?:(?:di|del|of|dell'anno|anno) ?)*(?P<rest>.+)", _end),
    (
        r"(?P<word>a\. ?s\.?|as|a\. ?a\.?|aa|anno (?:scolastico|accademico)|school year|academic year) ?"
        rf"{_YEAR}(?:[/-](?P<last>\d{{4}}|\d{{2}}))?",
        _school,
    ),
    (rf"{_YEAR}(?P<mark>[/-])(?P<last>\d{{4}}|\d{{2}})", _years),
    (r"(?:dal|da|dall'|from) ?(?P<first>.+?) (?:al|a|all'|to) ?(?P<last>.+)", _between),
    (r"(?P<first>.{6,}?) ?(?:-| al | to )(?P<last>.{6,})", _between),
    (rf"{_YEAR}-?w(?P<n>\d{{1,2}})", _week),
    (rf"(?:settimana|week|sett\.?|w) ?(?P<n>\d{{1,2}}){_OF}{_YEAR}", _week),
)
