"""Columns of a table as numbers: what can be taken for one, what cannot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.evaluation.arrays import Floats

HUGE = 1e100
"""Beyond this, squares overflow."""

kinds = pd.api.types


def as_numbers(column: pd.Series[Any]) -> Floats | tuple[str, str]:
    """Read a column as numbers; where it is none, return what was found and what to do.

    Examples
    --------
    >>> as_numbers(pd.Series([1, True, 2.5], dtype=object)).tolist()
    [1.0, 1.0, 2.5]
    >>> as_numbers(pd.Series(["3", "tre"]))[0]
    'non sono numeri, per esempio «3»'
    """
    try:
        if _something_else(column):
            raise ValueError
        values: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError, OverflowError):
        example = next((str(value) for value in column if isinstance(value, str)), str(column.iloc[0]))
        return (
            _("non sono numeri, per esempio «{value}»").format(value=example[:40]),
            _("Converti la colonna in numeri prima della stima."),
        )
    finite = np.isfinite(values)
    if (np.abs(values[finite]) > HUGE).any():
        return _("contiene valori enormi"), _("Esprimili in un'altra unità di misura.")
    if not finite.all():
        return _("contiene valori infiniti"), _(
            "Di solito nascono da una divisione per zero: correggili all'origine."
        )
    return values


def as_days(column: pd.Series[Any]) -> Floats | None:
    """Read a column of dates as days from 1970; None if it holds none.

    Examples
    --------
    >>> as_days(pd.Series(pd.to_datetime(["1970-01-02", "2010-01-01"]))).tolist()
    [1.0, 14610.0]
    """
    if not kinds.is_datetime64_any_dtype(column):
        if column.dtype != object or not all(hasattr(value, "toordinal") for value in column):
            return None
        try:
            column = column.astype("datetime64[us]")
        except (TypeError, ValueError, OverflowError):
            return None
    if column.dt.tz is not None:
        column = column.dt.tz_localize(None)
    return np.asarray((column - pd.Timestamp(0)) / pd.Timedelta(days=1), dtype=np.float64)


def words(column: pd.Series[Any]) -> bool:
    """Tell whether a column names categories."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return True
    if kinds.is_numeric_dtype(column) or kinds.is_datetime64_any_dtype(column):
        return False
    return any(isinstance(value, str) for value in column.iloc[:1000])


def _something_else(column: pd.Series[Any]) -> bool:
    """Tell what numpy would turn into numbers without asking: texts, dates, durations, complex numbers."""
    if kinds.is_numeric_dtype(column):
        return bool(kinds.is_complex_dtype(column))
    if kinds.is_datetime64_any_dtype(column) or kinds.is_timedelta64_dtype(column):
        return True
    return any(isinstance(value, str | complex | np.datetime64 | np.timedelta64) for value in column)
