"""The bricks of every case: sources, numbers that know where they come from, and sentences that do."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from fis_lessons.cases.labels import Bound, Confidence, Unit, confidence_label, unit_label
from fis_lessons.cases.rules import NOT_BLANK, TRANSLATE, Between, Check, Length, Part, Pattern
from fis_lessons.classes import dataclass
from fis_lessons.i18n import day, language, money, month, number, percent
from fis_lessons.i18n import gettext as _

Ground = Literal["source", "assumption"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$>])")


def _moment(value: str) -> datetime.date:
    """Turn a year, a month or a day into its first day; ``ValueError`` if it is none of them."""
    if _DAY.fullmatch(value):
        return datetime.date.fromisoformat(value)
    if _MONTH.fullmatch(value):
        return datetime.date.fromisoformat(f"{value}-01")
    if _YEAR.fullmatch(value):
        return datetime.date(int(value), 1, 1)
    raise ValueError(value)


def _is_when(value: str) -> str | None:
    start, slash, end = value.partition("/")
    try:
        first = _moment(start)
        last = _moment(end) if slash else first
    except ValueError:
        return "bad_date"
    return "reversed_range" if last < first else None


def _is_url(value: str) -> str | None:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:  # an unclosed IPv6 bracket, a port that is not a number
        good = False
    return None if good and not re.search(r"[\s\"'<>\\^`{}|\x00-\x1f\x7f]", value) else "bad_url"


def _is_istat(value: str) -> str | None:
    return None if re.fullmatch(r"[0-9]{6}", value, re.ASCII) else "bad_istat"


def _by_hand(_value: str) -> str:
    return "borrowed_by_hand"


Id = Annotated[str, Pattern(r"^[a-z0-9][a-z0-9_-]{0,59}$", "bad_name")]
Name = Annotated[str, Length(1, 300), NOT_BLANK]
Text = Annotated[str, Length(1, 1500), NOT_BLANK, TRANSLATE]
When = Annotated[str, Check(_is_when)]
Url = Annotated[str, Length(0, 1000), Check(_is_url)]
Istat = Annotated[str, Check(_is_istat)]
Age = Annotated[int, Between(0, 120, "bad_age")]
Lent = Annotated[str, Check(_by_hand)]
"""Whose a thing is that was borrowed, for people: «Lucca, CO-MIX». Set by the kit, refused in a file."""

Item = TypeVar("Item")
Some = Annotated[tuple[Item, ...], Length(1)]
"""A list that must not be empty."""


def when_text(when: str) -> str:
    """Write a year, a month, a day or a period in the current language.

    Examples
    --------
    >>> when_text("2025-10-14")
    '14 ottobre 2025'
    >>> when_text("2025-08")
    'agosto 2025'
    >>> when_text("2018/2020")
    '2018–2020'
    """
    start, slash, end = when.partition("/")
    if slash:
        joint = "–" if _YEAR.fullmatch(start) and _YEAR.fullmatch(end) else " – "
        return f"{when_text(start)}{joint}{when_text(end)}"
    if _YEAR.fullmatch(when):
        return when
    moment = _moment(when)
    if _DAY.fullmatch(when):
        return day(moment)
    return month(moment)


@dataclass(frozen=True, kw_only=True)
class Source(Part):
    """Where something was read.

    A title in square brackets is our description: the true title could not be read.
    """

    id: Id
    publisher: Name
    title: Name
    url: Url
    date: When | None = None
    accessed: When | None = None
    confidence: Confidence
    borrowed: Lent | None = None

    @property
    def title_is_ours(self) -> bool:
        """Whether the title is a description of ours, which is translated."""
        return self.title.startswith("[") and self.title.endswith("]")

    def title_text(self) -> str:
        """Write the title; only a description of ours follows the language."""
        return _(self.title) if self.title_is_ours else self.title

    def date_text(self) -> str:
        """Write the date, or say that there is none."""
        return when_text(self.date) if self.date else _("senza data")

    def html(self) -> str:
        """Write the citation as safe HTML: publisher, title, date, link, confidence in words."""
        publisher, title = html.escape(self.publisher), html.escape(self.title_text())
        link = f'<a href="{html.escape(self.url)}">{title}</a>'
        return f"{publisher}, {link}, {html.escape(self.date_text() + self._doubt())}"

    def markdown(self) -> str:
        """Write the citation as safe Markdown."""
        url = self.url.replace("(", "%28").replace(")", "%29")
        publisher, title = _escape_markdown(self.publisher), _escape_markdown(self.title_text())
        trust = _escape_markdown(self.trust_text())
        return f"{publisher}, [{title}]({url}), {self.date_text()}" + (f" ({trust})" if trust else "")

    def text(self) -> str:
        """Write the citation as plain text."""
        return f"{self.publisher}, {self.title_text()}, {self.date_text()}, {self.url}{self._doubt()}"

    def _doubt(self) -> str:
        trust = self.trust_text()
        return f" ({trust})" if trust else ""

    def trust_text(self) -> str:
        """Say how far it can be trusted and, of a source that was borrowed, that it speaks of another place."""
        whose = borrowed_text(self.borrowed) if self.borrowed else ""
        return "; ".join(filter(None, (confidence_label(self.confidence), whose)))


def borrowed_text(lender: str) -> str:
    """Say from whom a thing was borrowed.

    Examples
    --------
    >>> borrowed_text("Lucca, CO-MIX")
    'in prestito da Lucca, CO-MIX'
    """
    return _("in prestito da {lender}").format(lender=lender)


def _escape_markdown(text: str) -> str:
    # & and < first: Markdown lets raw HTML through
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False).replace("&gt;", ">"))


@dataclass(frozen=True, kw_only=True)
class Grounded(Part):
    """Something that says where it comes from: sources, or one sentence that calls it an assumption.

    Never both: the page must be able to show which is which. A number worked out from sources
    keeps the sources and says how in ``formula`` (see :class:`Quantity`). What a case without a project
    story borrows keeps its ground and says whose it is in ``borrowed`` (:mod:`fis_lessons.cases.borrowing`).
    """

    sources: tuple[Id, ...] = ()
    assumption: Text | None = None
    confidence: Confidence | None = None
    borrowed: Lent | None = None

    def _rule(self) -> str | None:
        if not self.sources and self.assumption is None:
            return "ungrounded"
        if self.sources and self.assumption is not None:
            return "both_grounds"
        return "repeated_source" if len(set(self.sources)) < len(self.sources) else None

    @property
    def ground(self) -> Ground:
        """Say which of the two it rests on."""
        return "source" if self.sources else "assumption"

    def assumption_text(self) -> str:
        """Write the assumption in the current language; empty if there are sources."""
        return _("Ipotesi didattica: {text}").format(text=_(self.assumption)) if self.assumption else ""


@dataclass(frozen=True, kw_only=True)
class Quantity(Grounded):
    """A number, or a range, with its unit, its date and where it comes from.

    Parameters
    ----------
    value, low, high
        Either ``value``, or ``low`` and ``high``. Percentages are written as read: 25 is 25%.
    unit
        One of a fixed list, so that it can be written in every language.
    bound
        ``exactly`` unless the source says "about", "at least" and so on.
    date
        Year, month, day or period (``2018/2020``) the number speaks of.
    formula
        How it was worked out from the sources, if it was.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Unit
    bound: Bound = "exactly"
    label: Text | None = None
    date: When | None = None
    formula: Text | None = None
    note: Text | None = None

    def _rule(self) -> str | None:
        if self.value is None and (self.low is None or self.high is None):
            return "no_number"
        if self.value is not None and (self.low is not None or self.high is not None):
            return "two_numbers"
        if self.low is not None and self.high is not None and self.low > self.high:
            return "reversed_range"
        return None

    @property
    def kind(self) -> Ground:
        """Say whether the number rests on sources or on an assumption."""
        return self.ground

    @property
    def is_range(self) -> bool:
        """Whether it is a range and not a single number."""
        return self.value is None

    def text(self) -> str:
        """Write it in the current language.

        Examples
        --------
        >>> Quantity(value=450000, unit="EUR", sources=("a",)).text()
        '450.000 €'
        >>> Quantity(low=6000, high=20000, unit="EUR", sources=("a",)).text()
        '6.000–20.000 €'
        >>> Quantity(value=5, unit="years", bound="at_least", sources=("a",)).text()
        'almeno 5 anni'
        """
        return _bounded(self.bound, self._bare())

    def _bare(self) -> str:
        if self.value is not None:
            return _with_unit(self.value, self.unit)
        assert self.low is not None and self.high is not None  # noqa: S101 - the rule saw to it
        last = _with_unit(self.high, self.unit)
        if self.unit == "EUR" and language() == "en":
            return f"{_with_unit(self.low, self.unit)}–{last}"  # £1–£2: the sign goes before
        return f"{number(self.low, decimals=_decimals(self.low))}–{last}"


def _bounded(bound: Bound, text: str) -> str:
    return {
        "exactly": "{number}",
        "about": _("circa {number}"),
        "at_least": _("almeno {number}"),
        "at_most": _("fino a {number}"),
        "more_than": _("più di {number}"),
    }[bound].format(number=text)


def _decimals(value: float) -> int:
    """Count the decimals somebody wrote: 71.41 has two, 23119.0 has none."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _with_unit(value: float, unit: Unit) -> str:
    decimals = _decimals(value)
    if unit in {"EUR", "EUR/day"}:
        amount = money(value, decimals=0 if decimals == 0 else max(2, decimals))
        return amount if unit == "EUR" else _("{amount} al giorno").format(amount=amount)
    if unit == "percent":
        return percent(value / 100, decimals=decimals)
    return f"{number(value, decimals=decimals)} {unit_label(unit, one=value == 1)}"


@dataclass(frozen=True, kw_only=True)
class Statement(Grounded):
    """A sentence with its sources, and the numbers it speaks of where they matter."""

    text: Text
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Event(Statement):
    """Something that happened, and when."""

    date: When


@dataclass(frozen=True, kw_only=True)
class Claim(Part):
    """What one side of a contradiction says."""

    text: Text
    quantity: Quantity | None = None
    sources: Some[Id]
    borrowed: Lent | None = None


@dataclass(frozen=True, kw_only=True)
class Contradiction(Part):
    """Two or more claims that do not agree; it is taught, not smoothed."""

    id: Id
    topic: Text
    claims: Annotated[tuple[Claim, ...], Length(2)]
    how_to_read: Text


@dataclass(frozen=True, kw_only=True)
class File(Part):
    """What a case file and the programme file have in common."""

    id: Id
    title: Text
    contradictions: tuple[Contradiction, ...] = ()
    open_questions: tuple[Text, ...] = ()
    sources: Some[Source]

    def source(self, source_id: str) -> Source:
        """Return a source by its id.

        Raises
        ------
        KeyError
            If the file lists no such source; a checked file cites only what it lists.
        """
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def sources_of(self, thing: Grounded | Claim) -> tuple[Source, ...]:
        """Return the sources something rests on; empty for an assumption."""
        return tuple(self.source(source_id) for source_id in thing.sources)

    def confidence_of(self, thing: Grounded) -> Confidence | None:
        """Say how far something can be trusted: what it says itself, else its best source."""
        return thing.confidence or best_confidence(source.confidence for source in self.sources_of(thing))


def best_confidence(levels: Iterable[Confidence]) -> Confidence | None:
    """Return the best of several levels; ``None`` of none."""
    found = set(levels)
    order: tuple[Confidence, ...] = ("H", "M", "L")
    return next((level for level in order if level in found), None)


def cited(value: object) -> Iterator[str]:
    """Name every source that something rests on, parts inside parts included, in order; some more than once."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from cited(item)
    elif isinstance(value, Part):
        yield from getattr(value, "sources", ())
        yield from cited([getattr(value, field.name) for field in fields(value)])
