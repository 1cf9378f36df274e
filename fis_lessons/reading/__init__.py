"""Read as people write: one reader of numbers, one of dates and periods, one of files, for the whole kit.

What cannot be read is said, with its row, and never guessed in silence.
"""

from __future__ import annotations

from fis_lessons.reading.cells import Book, NoValue, Percent, Row, Sheet, letters, text_of
from fis_lessons.reading.columns import (
    DayColumn,
    NumberColumn,
    Unread,
    in_time_order,
    problems_of,
    read_column,
    read_days,
)
from fis_lessons.reading.dates import Reading, day_or_why, period_or_why, read_day, read_period
from fis_lessons.reading.files import find_file, read_book
from fis_lessons.reading.headings import Table, cell_name, find_tables, is_summary, text_key
from fis_lessons.reading.numbers import (
    Quantity,
    is_blank,
    number_from,
    read_number,
    read_quantity,
    whole_from,
)
from fis_lessons.reading.periods import Period

__all__ = [
    "Book",
    "DayColumn",
    "NoValue",
    "NumberColumn",
    "Percent",
    "Period",
    "Quantity",
    "Reading",
    "Row",
    "Sheet",
    "Table",
    "Unread",
    "cell_name",
    "day_or_why",
    "find_file",
    "find_tables",
    "in_time_order",
    "is_blank",
    "is_summary",
    "letters",
    "number_from",
    "period_or_why",
    "problems_of",
    "read_book",
    "read_column",
    "read_day",
    "read_days",
    "read_number",
    "read_period",
    "read_quantity",
    "text_key",
    "text_of",
    "whole_from",
]
