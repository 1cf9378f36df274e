"""Days that are months apart, as contracts count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = 12


def months_after(day: date, months: int) -> date:
    """Return the same day of the month, so many months later; the last day of the month if it has no such day.

    Examples
    --------
    >>> months_after(date(2027, 1, 31), 1).isoformat(), months_after(date(2027, 1, 31), 12).isoformat()
    ('2027-02-28', '2028-01-31')
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
