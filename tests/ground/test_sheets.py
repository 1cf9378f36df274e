"""Whatever is written in a cell stays what it was: a text is never a formula, a number never a text."""

from __future__ import annotations

import datetime
import io
import math
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons import sheets
from fis_lessons.sheets import (
    LONGEST,
    fill,
    for_print,
    headings,
    new_book,
    new_sheet,
    put,
    put_formula,
    sheet_name,
    text,
    to_bytes,
)


def back(*values: object) -> list[Any]:
    """Write values in a row, read the file, and return the cells."""
    book, sheet = new_book("prova")
    for column, value in enumerate(values, start=1):
        put(sheet, 1, column, value)
    found = openpyxl.load_workbook(io.BytesIO(to_bytes(book))).worksheets[0]
    return [found.cell(1, column) for column in range(1, len(values) + 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+1",
        "-2",
        "@SUM(A1)",
        "|cmd",
        "%x",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "＝1+1",
        "'=1",
        "3",
        "1/2",
        "è",
    ],
)
def test_what_somebody_types_is_a_text_and_marked_as_one(typed: str) -> None:
    [cell] = back(typed)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value == text(typed)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_text_a_person_can_read(typed: str) -> None:
    [cell] = back(typed)
    kept = cell.value or ""
    assert cell.data_type == "s" or not kept
    assert not [c for c in kept if c != "\n" and unicodedata.category(c)[0] == "C"]


@pytest.mark.parametrize("value", [3, -2.5, 0, 10**12])
def test_a_number_is_a_number(value: float) -> None:
    [cell] = back(value)
    assert (cell.data_type, cell.value) == ("n", value)


def test_a_date_is_a_date_and_yes_is_a_word() -> None:
    when, yes, nothing, hole, far = back(datetime.date(2026, 5, 4), True, None, math.nan, math.inf)
    assert when.value == datetime.datetime(2026, 5, 4)
    assert when.number_format == "dd/mm/yyyy"
    assert yes.value == "sì"
    assert [nothing.value, hole.value, far.value] == [None, None, None]


def test_a_text_fits_in_a_cell_whatever_its_signs() -> None:
    [cell] = back("\U0001f600" * 40_000)
    assert len(cell.value.encode("utf-16-le")) // 2 == LONGEST


def test_only_our_formulas_are_formulas() -> None:
    book, sheet = new_book("x")
    fill(sheet, [("=2+2", 5)])
    put_formula(sheet, 1, 3, "B1*2")
    found = openpyxl.load_workbook(io.BytesIO(to_bytes(book))).worksheets[0]
    assert [cell.data_type for cell in found[1]] == ["s", "n", "f"]


@pytest.mark.parametrize("name", ["a/b:c?d*[e]", "x" * 80, "", "''", "\x00\n"])
def test_a_sheet_has_a_name_it_can_have(name: str) -> None:
    openpyxl.Workbook().create_sheet(sheet_name(name))
    assert 1 <= len(sheet_name(name)) <= 31


def test_a_sheet_is_ready_for_paper() -> None:
    book, _first = new_book("prova")
    sheet = new_sheet(book, "stampa")
    headings(sheet, 1, ["A", "B"], widths=[10, 20])
    for_print(sheet, title="Piano & C.", note="Lucca, 4 maggio 2026 &P", repeat=1)
    found = openpyxl.load_workbook(io.BytesIO(to_bytes(book)))["stampa"]
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.print_title_rows == "$1:$1"
    assert found.oddHeader.left.text == "Piano && C."
    assert found.oddFooter.left.text == "Lucca, 4 maggio 2026 &&P"
    assert [found.column_dimensions[name].width for name in "AB"] == [10, 20]


def test_who_makes_a_book_prepares_it_for_paper() -> None:
    room = Path(sheets.__file__).parent
    every = {
        path: path.read_text(encoding="utf-8") for path in room.rglob("*.py") if path.name != "sheets.py"
    }
    makers = {str(path.relative_to(room)): text for path, text in every.items() if "new_book(" in text}
    assert len(makers) >= 9
    assert [name for name, text in makers.items() if "for_print(" not in text] == []


def test_a_wide_sheet_is_parted_where_it_says() -> None:
    book, sheet = new_book("larga")
    headings(sheet, 1, ["A", "B", "C"], widths=[60, 60, 60])
    for_print(sheet, title="x", repeat=1, scale=70, beside="A", column_breaks=[2])
    found = openpyxl.load_workbook(io.BytesIO(to_bytes(book))).worksheets[0]
    assert not found.sheet_properties.pageSetUpPr.fitToPage
    assert (found.page_setup.scale, found.print_title_cols) == (70, "$A:$A")
    assert [one.id for one in found.col_breaks.brk] == [2]


def test_a_long_text_has_the_height_it_needs() -> None:
    _book, sheet = new_book("alta")
    headings(sheet, 1, ["A"], widths=[20])
    fill(sheet, [["parola " * 30], ["corta"]], first=2)
    assert sheet.row_dimensions[2].height >= 15 * len("parola " * 30) / 20
    assert sheet.row_dimensions[3].height is None
