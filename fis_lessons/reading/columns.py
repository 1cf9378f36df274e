"""Columns of numbers, of days and of periods: the whole column decides what each of its cells means."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from fis_lessons.classes import dataclass
from fis_lessons.errors import Problem, ReadingError
from fis_lessons.i18n import Language, number
from fis_lessons.i18n import gettext as _
from fis_lessons.reading.cells import NoValue
from fis_lessons.reading.dates import day_or_why, month_comes_first, period_or_why
from fis_lessons.reading.numbers import Mark, Quantity, home_mark, is_blank, read_quantity, written_number
from fis_lessons.reading.periods import Period

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_LONGEST = 60
_TOLD = 5


@dataclass(frozen=True)
class Unread:
    """A cell that could not be read.

    Parameters
    ----------
    position
        Place in what was given, from zero.
    text
        What was there.
    why
        A sentence in the language in use.
    """

    position: int
    text: str
    why: str


@dataclass(frozen=True)
class NumberColumn:
    """The numbers of a column.

    Parameters
    ----------
    quantities
        One per cell; ``None`` where the cell is empty or could not be read.
    mark
        Decimal mark the column proves it uses; ``None`` if it proves none, or two.
    unread
        The cells that are neither empty nor a number.
    """

    quantities: tuple[Quantity | None, ...]
    mark: Mark | None
    unread: tuple[Unread, ...] = ()

    @property
    def values(self) -> tuple[float | None, ...]:
        """The numbers, without what was written around them."""
        return tuple(None if found is None else found.value for found in self.quantities)


def mark_of(cells: Iterable[object]) -> tuple[Mark, ...]:
    """Return the decimal marks that some cells prove: none, one, or both.

    Examples
    --------
    >>> mark_of(["18.456", "12,5"]), mark_of(["18.456"]), mark_of(["0.5", "0,5"])
    ((',',), (), (',', '.'))
    """
    proved: set[Mark] = set()
    for cell in cells:
        written = written_number(cell) if isinstance(cell, str) else None
        if written is not None and len(possible := written.marks()) == 1:
            proved.update(possible)
    both: tuple[Mark, ...] = (",", ".")
    return tuple(mark for mark in both if mark in proved)


def read_column(
    cells: Iterable[object], *, lang: Language | None = None, home: Mark | None = None
) -> NumberColumn:
    """Read the numbers of a column, and let the whole column decide what its signs mean.

    A cell that can be read in one way only is read so. One that can be read in two (``18.456``) is read with
    the mark the others prove; if they prove both, it is not read; if they prove none, ``home`` decides.

    Parameters
    ----------
    cells
        Texts and numbers; ``None``, a missing value and an empty text are empty cells.
    lang
        Language of the writer; the one in use if not given.
    home
        Decimal mark to use where the column proves none; the one of the language if not given.

    Examples
    --------
    >>> read_column(["18.456", "19.102,50"]).values
    (18456.0, 19102.5)
    >>> read_column(["18.456", "0.5"]).values
    (18.456, 0.5)
    >>> [cell.position for cell in read_column(["18.456", "0.5", "0,7", "n.d."]).unread]
    [0, 3]
    """
    cells = tuple(cells)
    proved = mark_of(cells)
    mark = proved[0] if len(proved) == 1 else (home or home_mark(lang))
    found: list[Quantity | None] = []
    unread: list[Unread] = []
    for position, cell in enumerate(cells):
        quantity, why = (None, "") if is_blank(cell) else _cell(cell, mark, torn=len(proved) > 1)
        found.append(quantity)
        if why:
            unread.append(Unread(position, str(cell)[:_LONGEST], why))
    return NumberColumn(tuple(found), proved[0] if len(proved) == 1 else None, tuple(unread))


def _cell(cell: object, mark: Mark, *, torn: bool) -> tuple[Quantity | None, str]:
    if isinstance(cell, NoValue):
        return None, cell.why
    if not isinstance(cell, str):
        found = read_quantity(cell)
    else:
        written = written_number(cell)
        if written is not None and torn and written.ambiguous:
            return None, _("nella stessa colonna i decimali sono scritti con la virgola e con il punto.")
        found = None if written is None else written.read(mark)
    if found is not None:
        return found, ""
    huge = isinstance(cell, int | float) and not math.isnan(cell)
    return None, (_("è un numero troppo grande.") if huge else _("non è un numero."))


# --- days -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class DayColumn:
    """The days of a column.

    Parameters
    ----------
    days
        One per cell; ``None`` where the cell is empty or could not be read.
    unread
        The cells that are neither empty nor one day.
    """

    days: tuple[datetime.date | None, ...]
    unread: tuple[Unread, ...] = ()

    def stamps(self) -> npt.NDArray[np.datetime64]:
        """Return the days as numpy has them, shape ``(n,)``; not a time where there is none."""
        import numpy as np

        return np.array(self.days, dtype="datetime64[D]")


def read_days(cells: Iterable[object]) -> DayColumn:
    """Read a column of days: texts with the day first, dates, times of pandas.

    If a cell can only have the month first (``12/31/2023``), those that could be either (``01/02/2024``) are
    not read: whoever wrote the one wrote the other.

    Examples
    --------
    >>> read_days(["01/02/2024", "2024-02-01", None]).days
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 1), None)
    >>> [cell.text for cell in read_days(["01/02/2024", "12/31/2023"]).unread]
    ['01/02/2024', '12/31/2023']
    """
    cells = tuple(cells)
    # a column repeats itself: each text is read once
    texts = {cell for cell in cells if isinstance(cell, str)}
    torn = any(month_comes_first(text) == "must" for text in texts)
    words = _(
        "nella stessa colonna altre date hanno il mese prima del giorno: questa non si sa come leggerla."
    )
    known = {
        text: (None, words) if torn and month_comes_first(text) == "can" else day_or_why(text)
        for text in texts
    }
    days: list[datetime.date | None] = []
    unread: list[Unread] = []
    for position, cell in enumerate(cells):
        found, why = known[cell] if isinstance(cell, str) else day_or_why(cell)
        days.append(found)
        if found is None and not is_blank(cell):
            unread.append(Unread(position, str(cell)[:_LONGEST], why))
    return DayColumn(tuple(days), tuple(unread))


# --- periods --------------------------------------------------------------------------------------
def in_time_order(labels: Iterable[object], *, where: str = "") -> tuple[object, ...]:
    """Put the different labels of a column of periods in the order of time, never of the alphabet.

    Numbers, or texts that are numbers, sort as numbers; dates and periods by their days; labels made of one
    word and a number (``onda 1``, ``onda 10``) by their number.

    Parameters
    ----------
    labels
        As they are in the column; repeated or not.
    where
        Name of the column, for the message.

    Raises
    ------
    ReadingError
        If some label cannot be read, two say the same period in two ways, or two overlap. All are listed.

    Examples
    --------
    >>> in_time_order(["T1 2024", "T4 2023", "T1 2024", "T3 2023"])
    ('T3 2023', 'T4 2023', 'T1 2024')
    >>> in_time_order(["31/12/2023", "31/03/2024"]), in_time_order(["10", "9"])
    (('31/12/2023', '31/03/2024'), ('9', '10'))
    """
    different = tuple(dict.fromkeys(label for label in labels if not is_blank(label)))
    for key in (_as_numbers(different), _after_a_word(different)):
        if key is not None:
            return tuple(sorted(different, key=key))
    found = {label: period_or_why(label) for label in different}
    problems = [
        Problem(where, f"«{str(label)[:_LONGEST]}»: {reading.why}")
        for label, reading in found.items()
        if reading.period is None
    ]
    if not problems:
        periods = {label: reading.period for label, reading in found.items() if reading.period is not None}
        ordered = tuple(sorted(periods, key=lambda label: periods[label]))
        problems = list(_clashes(ordered, periods, where))
        if not problems:
            return ordered
        example = ""
    else:
        example = _("Scrivi per esempio 31/12/2023, T4 2023, dicembre 2023 o 2023.")
    message = " ".join((_("Non riesco a mettere i periodi in ordine di tempo."), example)).strip()
    raise ReadingError(message, [*problems[:_TOLD], *_others(len(problems) - _TOLD)])


def _as_numbers(labels: Sequence[object]) -> Callable[[Any], float] | None:
    """Return how labels that are all numbers sort; nothing if some is not."""
    values: dict[object, float] = {}
    for label in labels:
        plain = isinstance(label, str) and re.fullmatch(r"\s*[+-]?\d{1,15}(?:\.0+)?\s*", label, re.ASCII)
        found = read_quantity(label) if not isinstance(label, str) else None
        if plain:
            values[label] = float(str(label))
        elif found is not None:
            values[label] = found.value
        else:
            return None
    return values.__getitem__ if len(set(values.values())) == len(labels) else None


def _after_a_word(labels: Sequence[object]) -> Callable[[Any], float] | None:
    """Return how labels like ``t0``, ``t1`` sort: one word for all, then a number of at most three digits."""
    cut = [re.fullmatch(r"\s*([^\W\d]+)[ ._-]*(\d{1,3})\s*", str(label)) for label in labels]
    found = [one for one in cut if one is not None]
    if len(found) < len(labels) or len({one[1].casefold() for one in found}) > 1:
        return None
    values = {label: float(one[2]) for label, one in zip(labels, found, strict=True)}
    return values.__getitem__ if len(set(values.values())) == len(labels) else None


def _clashes(ordered: Sequence[object], periods: dict[object, Period], where: str) -> Iterable[Problem]:
    for one, two in pairwise(ordered):
        shown = {"one": str(one)[:_LONGEST], "two": str(two)[:_LONGEST]}
        if periods[one] == periods[two]:
            words = _("«{one}» e «{two}» sono lo stesso periodo scritto in due modi.")
            yield Problem(where, words.format(**shown), remedy=_("Scrivilo sempre allo stesso modo."))
        elif periods[one].overlaps(periods[two]):
            words = _("«{one}» e «{two}» si sovrappongono.")
            yield Problem(where, words.format(**shown), remedy=_("Usa periodi dello stesso tipo."))


# --- what was not read ----------------------------------------------------------------------------
def problems_of(unread: Sequence[Unread], *, where: str = "", first_row: int = 1) -> list[Problem]:
    """Say which cells were not read: the first, with their rows, and how many others.

    Parameters
    ----------
    unread
        As a column has them.
    where
        Name of the column.
    first_row
        Number of the row of the first cell.
    """
    told = [
        Problem(
            ", ".join(
                part for part in (_("riga {row}").format(row=cell.position + first_row), where) if part
            ),
            f"«{cell.text}»: {cell.why}",
        )
        for cell in unread[:_TOLD]
    ]
    return [*told, *_others(len(unread) - _TOLD)]


def _others(count: int) -> list[Problem]:
    if count <= 0:
        return []
    return [Problem("", _("Altre righe con lo stesso problema: {count}.").format(count=number(count)))]
