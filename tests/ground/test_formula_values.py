"""The value of each formula of ours, beside it in the file: computed by hand, and where there is none, said."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import pytest
from bare_sheets import without_values
from openpyxl import load_workbook

from fis_lessons.formula_values import CellError, values_of
from fis_lessons.formulas import FormulaError, parse
from fis_lessons.sheets import new_book, new_sheet, put, put_formula, to_bytes


def book(*, formula: str) -> Any:
    """Make a book: A1 to A3 hold 1, 2, 3.5, B1 a text, B2 nothing, B3 «–», C1 a day, and D1 the formula."""
    made, sheet = new_book("Prova")
    for row, value in enumerate((1, 2, 3.5), start=1):
        put(sheet, row, 1, value)
    put(sheet, 1, 2, "Comune")
    put(sheet, 3, 2, "–")
    put(sheet, 1, 3, datetime.date(2027, 1, 1))
    put_formula(sheet, 1, 4, formula)
    other = new_sheet(made, "L'altro")
    put(other, 1, 1, 40)
    return made


def value(formula: str) -> object:
    return values_of(book(formula=formula))["Prova", "D1"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1+2*3", 7.0),
        ("-A2^2", 4.0),  # in a spreadsheet the sign binds tighter than the power
        ("10%", 0.1),
        ("(A1+A2)/A3", 3 / 3.5),
        ("SUM(A1:B3)", 6.5),  # texts and empty cells do not count
        ("MAX(A1:A3,9)", 9.0),
        ("MIN(A1:A3)", 1.0),
        ("COUNT(A1:B3)", 3.0),
        ("B2", 0.0),
        ('B2&"x"', "x"),
        ('B1="comune"', True),  # without capitals
        ('EXACT(B1,"comune")', False),
        ('IF(B2="","vuota","piena")', "vuota"),
        ("IF(A1>1,1/0,5)", 5.0),  # the way not taken is not computed
        ("ROUND(2.5,0)", 3.0),
        ("ROUND(-1.005,2)", -1.01),
        ("ROUNDUP(ROUND(20*35/100,9),0)", 7.0),
        ("INT(7*12/12)", 7.0),
        ("INT(-0.5)", -1.0),
        ("DATE(2027,1+6,1)-C1", 181.0),
        ("DATE(2026,14,1)", 46419.0),  # the first of February 2027
        ('SUMIF(B1:B3,"comune",A1:A3)', 1.0),
        ("SUMPRODUCT(A1:A3/(1+0)^A1:A3)", 6.5),
        ("SUMPRODUCT(EXACT(B1:B3,B1)*A1:A3)", 1.0),
        ('SUMPRODUCT((B1:B3<>"")*1)', 2.0),
        ("ISNUMBER(B1)", False),
        ("AND(A1=1,OR(A2=3,A3>3))", True),
        ("'L altro'!A1*2", 80.0),
        ('"detto ""così"""', 'detto "così"'),
        ("0.1+0.2=0.3", True),
    ],
)
def test_a_formula_is_worth_what_it_is_by_hand(formula: str, expected: object) -> None:
    found = value(formula)
    assert found == (pytest.approx(expected, rel=1e-12) if isinstance(expected, float) else expected)
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("formula", "code"), [("1/0", "#DIV/0!"), ("B1+1", "#VALUE!"), ("(0-8)^0.5", "#NUM!")]
)
def test_a_formula_without_a_result_is_called_so(formula: str, code: str) -> None:
    found = value(formula)
    assert isinstance(found, CellError)
    assert str(found) == code
    page = load_workbook(io.BytesIO(to_bytes(book(formula=formula))), data_only=True)
    assert page["Prova"]["D1"].value == code


@pytest.mark.parametrize("formula", ["VLOOKUP(A1,A1:B3,2)", "D1+1", "A1:A3", "Nessuno!A1"])
def test_what_is_not_understood_is_left_to_the_spreadsheet(formula: str) -> None:
    assert ("Prova", "D1") not in values_of(book(formula=formula))
    page = load_workbook(io.BytesIO(to_bytes(book(formula=formula))))
    assert page["Prova"]["D1"].value == f"={formula}"


@pytest.mark.parametrize("formula", ["1+", "SUM(1", "(2", "{1,2}", "1 2", "", "SUM(,1)"])
def test_half_a_formula_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError):
        parse(formula)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    made, sheet = new_book("Prova")
    put(sheet, 1, 1, "=1+1")
    put_formula(sheet, 1, 2, 'A1&" & <b>"')
    content = to_bytes(made)
    read = load_workbook(io.BytesIO(content), data_only=True)["Prova"]
    assert (read["A1"].value, read["B1"].value) == ("=1+1", "=1+1 & <b>")
    assert load_workbook(io.BytesIO(content))["Prova"]["A1"].data_type == "s"


def test_formulas_styles_and_parts_of_the_file_stay_as_they_were() -> None:
    made = book(formula="SUM(A1:A3)")
    plain = io.BytesIO()
    made.save(plain)
    content = to_bytes(made)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(io.BytesIO(content)) as after:
        assert before.namelist() == after.namelist()
    assert load_workbook(io.BytesIO(content))["Prova"]["D1"].value == "=SUM(A1:A3)"
    assert load_workbook(io.BytesIO(content), data_only=True)["Prova"]["D1"].value == 6.5
    assert load_workbook(io.BytesIO(without_values(content)), data_only=True)["Prova"]["D1"].value is None
