"""Periods in the order of time, whatever they are written as: numbers, dates, "T1 2023", "giugno 2026"."""

from __future__ import annotations

import datetime
import numbers
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import ReadingError
from fis_lessons.measures.evaluation.arrays import Codes
from fis_lessons.reading import in_time_order, is_blank, read_period


@dataclass(frozen=True)
class Timeline:
    """The different periods of a column, the first first.

    Parameters
    ----------
    labels
        As they are in the column.
    """

    labels: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.labels)

    def place(self, value: object) -> int | None:
        """Find the first period from a value on: one past the last if there is none, None if it says no time.

        Examples
        --------
        >>> line = Timeline(("T3 2023", "T4 2023", "T1 2024"))
        >>> line.place("T4 2023"), line.place("1/1/2024"), line.place("ottobre 2025"), line.place("presto")
        (1, 2, 3, None)
        >>> Timeline((1, 2, 4)).place(3), Timeline(("9", "10")).place(10)
        (2, 1)
        """
        for at, label in enumerate(self.labels):
            if type(label) is type(value) and label == value:
                return at
        amounts, amount = _amounts(self.labels), _amount(value)
        if amounts is not None and amount is not None:
            return sum(one < amount for one in amounts)
        stamps, stamp = _stamps(self.labels), _stamp(value)
        if stamps is not None and stamp is not None:
            return sum(bool(one < stamp) for one in stamps)
        return self._by_period(value)

    def _by_period(self, value: object) -> int | None:
        kinds = str | datetime.date | np.datetime64 | pd.Period | numbers.Real
        if is_blank(value) or not isinstance(value, kinds) or isinstance(value, np.timedelta64):
            return None
        wanted, periods = read_period(value), [read_period(label) for label in self.labels]
        if wanted is not None and all(periods):
            # a start inside a period belongs to it
            return sum(one is not None and one.end < wanted.start for one in periods)
        try:
            return in_time_order([*self.labels, value]).index(value)
        except (ReadingError, TypeError):
            return None


def read_times(column: pd.Series[Any]) -> tuple[Codes, Timeline]:
    """Number the periods of a column without missing values, in the order of time.

    Parameters
    ----------
    column
        Numbers, dates, periods of pandas, an ordered category, or texts that say a period.

    Raises
    ------
    ReadingError
        If texts cannot be put in order: each is told.

    Examples
    --------
    >>> codes, line = read_times(pd.Series(["31/03/2024", "31/12/2023", "31/03/2024"]))
    >>> codes.tolist(), line.labels
    ([1, 0, 1], ('31/12/2023', '31/03/2024'))
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        if column.cat.ordered:
            seen = column.cat.remove_unused_categories()
            return seen.cat.codes.to_numpy().astype(np.intp), Timeline(tuple(seen.cat.categories))
        column = column.astype(column.cat.categories.dtype)
    kinds = pd.api.types
    if (
        kinds.is_numeric_dtype(column)
        or kinds.is_datetime64_any_dtype(column)
        or isinstance(column.dtype, pd.PeriodDtype)
    ):
        codes, found = pd.factorize(column, sort=True)
        return codes.astype(np.intp), Timeline(tuple(found))
    codes, found = pd.factorize(column)
    labels = list(found)
    order = _sorted(labels)
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(len(order))
    return rank[codes], Timeline(tuple(labels[at] for at in order))


def _sorted(labels: list[Any]) -> list[int]:
    for keys in (_amounts(labels), _stamps(labels)):
        if keys is not None:
            return sorted(range(len(labels)), key=keys.__getitem__)
    ordered = in_time_order(labels)
    return [labels.index(label) for label in ordered]


def _amounts(labels: Sequence[Any]) -> list[float] | None:
    found = [_amount(label) for label in labels]
    return [one for one in found if one is not None] if None not in found else None


def _amount(value: object) -> float | None:
    """Return a number, or a text that is one and nothing else."""
    if isinstance(value, str):
        text = value.strip()
        return float(text) if text.isascii() and text.lstrip("+-").isdigit() and len(text) < 16 else None
    # a duration of numpy calls itself a whole number
    if isinstance(value, bool | np.bool_ | np.timedelta64) or not isinstance(value, numbers.Real | Decimal):
        return None
    try:
        return float(value)
    except (OverflowError, ValueError):  # too large, or a decimal that says it is not a number
        return None


def _stamps(labels: Sequence[Any]) -> list[pd.Timestamp] | None:
    found = [_stamp(label) for label in labels]
    return [one for one in found if one is not None] if None not in found else None


def _stamp(value: object) -> pd.Timestamp | None:
    """Return a moment, without its time zone, if the value is one; texts are not."""
    if not isinstance(value, datetime.date | np.datetime64):
        return None
    try:
        found = pd.Timestamp(value)
    except (ValueError, OverflowError):
        return None
    if pd.isna(found):
        return None
    return found.tz_localize(None) if found.tzinfo is not None else found
