"""A stretch of days, from one day to years: how it sorts, and how it is written."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from dataclasses import field
from functools import total_ordering
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import day, language, month
from fis_lessons.i18n import gettext as _

Kind = Literal[
    "day", "week", "month", "quarter", "four_months", "half", "year", "school_year", "academic_year", "span"
]
_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "four_months": 4, "half": 6, "year": 12}


@total_ordering
@dataclass(frozen=True, eq=False)
class Period:
    """A stretch of days, from a day to years. Two are equal if they hold the same days.

    They sort by their first day, then by their last.

    Parameters
    ----------
    start, end
        First and last day.
    kind
        What was written.
    """

    start: datetime.date
    end: datetime.date
    kind: Kind = field(default="span")

    def __eq__(self, other: object) -> bool:
        """Two periods are equal if they hold the same days."""
        return isinstance(other, Period) and (self.start, self.end) == (other.start, other.end)

    def __lt__(self, other: Period) -> bool:
        """Sort by the first day, then by the last."""
        return (self.start, self.end) < (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def overlaps(self, other: Period) -> bool:
        """Tell whether some day belongs to both."""
        return self.start <= other.end and other.start <= self.end

    def told(self) -> str:
        """Write the period in the language in use.

        Examples
        --------
        >>> year = Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31), "year")
        >>> year.told(), days_of("quarter", 2026, 2).told(), days_of("month", 2026, 6).told()
        ('2026', '2° trimestre 2026', 'giugno 2026')
        """
        year, last = self.start.year, self.end.year
        years = f"{year}/{last % 100:02d}"
        names: dict[Kind, Callable[[], str]] = {
            "day": lambda: day(self.start),
            "month": lambda: month(self.start),
            "year": lambda: str(year),
            "quarter": lambda: _("{n} trimestre {year}").format(n=self._place(), year=year),
            "four_months": lambda: _("{n} quadrimestre {year}").format(n=self._place(), year=year),
            "half": lambda: _("{n} semestre {year}").format(n=self._place(), year=year),
            "school_year": lambda: _("anno scolastico {years}").format(years=years),
            "academic_year": lambda: _("anno accademico {years}").format(years=years),
        }
        if self.kind in names:
            return names[self.kind]()
        words = _("dal {first} al {last}")
        whole_years = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)
        if whole_years:
            return words.format(first=year, last=last)
        return words.format(first=day(self.start), last=day(self.end))

    def _place(self) -> str:
        """Write which one of the year it is, as the language does."""
        n = (self.start.month - 1) // _MONTHS_IN[self.kind] + 1
        return f"{n}°" if language() == "it" else f"{n}{('th', 'st', 'nd', 'rd', 'th')[n]}"


def days_of(kind: Kind, year: int, n: int = 1) -> Period:
    """Return the period of a kind in a year: the ``n``-th month, quarter, four months, half, or the year.

    Examples
    --------
    >>> days_of("quarter", 2023, 4).start
    datetime.date(2023, 10, 1)
    """
    months = _MONTHS_IN[kind]
    first = (n - 1) * months + 1
    return Period(datetime.date(year, first, 1), _last(year, first + months - 1), kind)


def _last(year: int, month_: int) -> datetime.date:
    return datetime.date(year, month_, calendar.monthrange(year, month_)[1])
