"""Read as people write: one reader of numbers, one of dates and periods, one of files, for the whole kit.

What cannot be read is said, with its row, and never guessed in silence.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_MODULES = {
    "Book": "cells",
    "DayColumn": "columns",
    "NoValue": "cells",
    "NumberColumn": "columns",
    "Percent": "cells",
    "Period": "periods",
    "Quantity": "numbers",
    "Reading": "dates",
    "Row": "cells",
    "Sheet": "cells",
    "Table": "headings",
    "Unread": "columns",
    "cell_name": "headings",
    "day_or_why": "dates",
    "find_file": "files",
    "find_tables": "headings",
    "in_time_order": "columns",
    "is_blank": "numbers",
    "is_summary": "headings",
    "letters": "cells",
    "number_from": "numbers",
    "period_or_why": "dates",
    "problems_of": "columns",
    "read_book": "files",
    "read_column": "columns",
    "read_day": "dates",
    "read_days": "columns",
    "read_number": "numbers",
    "read_period": "dates",
    "read_quantity": "numbers",
    "text_key": "headings",
    "text_of": "cells",
    "whole_from": "numbers",
}

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


def __getattr__(name: str) -> object:
    # loaded when first used: a lesson that reads a number does not need the reader of workbooks
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
