"""The value map as an office meets it: written, changed, read again as it is now, printed."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bare_sheets import without_values
from maps import CASES, case_map, the_map, whose
from never_empty import some
from openpyxl import Workbook, load_workbook
from samples import HEADING

from fis_lessons.dossier.value_map import FILE, MapDesk, load_map
from fis_lessons.dossier.value_map_layout import (
    COLUMNS,
    FIRST_ROW,
    HEAD_ROW,
    PARAMETERS,
    POSITION,
    TOTAL,
    TOTAL_LABEL,
    TOTALS,
    YEAR_TOTALS,
)
from fis_lessons.dossier.value_map_reading import read_workbook
from fis_lessons.dossier.value_map_workbook import letter, write_workbook
from fis_lessons.i18n import number, set_language
from fis_lessons.measures.sroi import ValueMap, evaluate


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def edited(**cells: object) -> bytes:
    book = load_workbook(io.BytesIO(write_workbook(case_map())))
    sheet: Any = book.worksheets[1]
    for name, value in cells.items():
        sheet[name] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def desk(folder: Path) -> MapDesk:
    made = MapDesk(case_map, whose(folder))
    made.widget()
    return made


def test_what_is_read_is_what_is_in_the_file_now(tmp_path: Path) -> None:
    made = desk(tmp_path)
    assert "Non trovo il file" in made.read()
    assert FILE in made.write()
    assert "Il rapporto è" in made.shown.value, "written, and read at once"
    before = made.shown.value
    book = load_workbook(tmp_path / FILE)
    sheet: Any = book.worksheets[1]
    sheet.cell(FIRST_ROW + 3, POSITION["quantity"]).value = 3
    book.save(tmp_path / FILE)
    shown = made.read()  # the same name, as the field already has it
    ratio = number(evaluate(load_map(FILE, tmp_path)).ratio, decimals=2)
    assert f"Il rapporto è {ratio}" in shown
    assert made.shown.value != before
    (tmp_path / "altra.xlsx").write_bytes(write_workbook(case_map("lucca")))
    made.file.value = "altra.xlsx"
    assert "altra.xlsx" in made.shown.value, "leaving the field reads it"
    (tmp_path / "altra.xlsx").write_bytes(b"rovinato")
    assert "non è una mappa" in made.read()
    assert "Il rapporto" not in made.shown.value, "what cannot be read leaves nothing stale behind"


def test_a_map_somebody_changed_is_never_written_over(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.write()
    content = edited(**{f"{letter(POSITION['quantity'])}{FIRST_ROW + 2}": 1})
    (tmp_path / FILE).write_bytes(content)
    made.heading["municipality"].value = "Comune di Forlì"
    assert "mappa_del_valore_2.xlsx" in made.write()
    assert (tmp_path / FILE).read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"x")
    made = desk(tmp_path / FILE)
    assert "Non riesco a scrivere" in made.write()
    assert "Non riesco a scrivere" in made.message.value


# --- what the office opens ----------------------------------------------------------------------
def whole(**more: Any) -> Any:
    content = write_workbook(case_map(), heading=HEADING, version=3, date=datetime.date(2026, 11, 30), **more)
    return load_workbook(io.BytesIO(content))


def test_the_ratio_is_at_the_top_and_the_first_sheet_says_whose_it_is() -> None:
    front, sheet = whole().worksheets
    assert front.title == "Come si usa"
    texts = [cell.value for row in front.iter_rows() for cell in row if cell.value is not None]
    for words in (*HEADING.values(), "30 novembre 2026", "3", "Rapporto SROI"):
        assert words in texts
    assert [sheet.cell(1, TOTAL_LABEL).value, sheet.cell(1, TOTAL).data_type] == ["Rapporto SROI", "f"]
    assert f"'{sheet.title}'!{letter(TOTAL)}1" in str([text for text in texts if str(text).startswith("=")])


def test_no_english_key_can_be_seen() -> None:
    front, sheet = whole().worksheets
    keys = (
        {column.key for column in COLUMNS} | {key for key, _label in (*PARAMETERS, *TOTALS)} | {YEAR_TOTALS}
    )
    names = {outcome.id for outcome in case_map().outcomes}
    for tab in (front, sheet):
        for row in some(tab.iter_rows()):
            for cell in some(row):
                hidden = (
                    tab.row_dimensions[cell.row].hidden or tab.column_dimensions[letter(cell.column)].hidden
                )
                assert hidden or cell.value not in keys | names, cell.coordinate


def test_it_prints_a_stage_or_two_a_page_and_no_text_is_cut() -> None:
    front, sheet = whole().worksheets
    assert [one.id for one in sheet.col_breaks.brk] == [POSITION["sign"], POSITION["proxy_quality"]]
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", f"${HEAD_ROW}:${HEAD_ROW}")
    for tab in (front, sheet):
        assert "Comune di Forlì · Restare a scuola · 30 novembre 2026 · versione 3" in tab.oddFooter.left.text
    for row in sheet.iter_rows(min_row=HEAD_ROW):
        for cell in row:
            if isinstance(cell.value, str) and cell.data_type != "f":
                lines = -(-len(cell.value) // int(sheet.column_dimensions[cell.column_letter].width))
                assert (sheet.row_dimensions[cell.row].height or 15) >= 15 * lines, cell.coordinate


def test_a_choice_is_picked_from_a_list() -> None:
    rules = whole().worksheets[1].data_validations.dataValidation
    lists = {str(rule.sqref).rstrip("0123456789"): rule.formula1 for rule in rules if rule.type == "list"}
    assert '"positivo,negativo"' in lists.values()
    assert {rule.type for rule in rules} == {"list", "decimal", "whole"}


def old_file(value_map: ValueMap) -> bytes:
    """Write a map as version 0.1.0 of the kit did: names beside the values, totals under the rows."""
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["B1"] = "Titolo", value_map.title
    for row, (key, label) in enumerate(PARAMETERS, start=2):
        sheet.cell(row, 1, label), sheet.cell(row, 2, getattr(value_map, key)), sheet.cell(row, 3, key)
    order = [COLUMNS[-1], *COLUMNS[:-1]]  # the names of the rows came first
    for position, column in enumerate(order, start=1):
        sheet.cell(8, position, column.key), sheet.cell(9, position, column.label)
    new = the_map(write_workbook(value_map))
    for row in range(len(value_map.resources) + len(value_map.outcomes)):
        for position, column in enumerate(order, start=1):
            value = new.cell(FIRST_ROW + row, POSITION[column.key]).value
            sheet.cell(10 + row, position, None if column.kind == "formula" else value)
    for row, (key, label) in enumerate(TOTALS, start=40):
        sheet.cell(row, 1, label), sheet.cell(row, 2, 1.5), sheet.cell(row, 3, key)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("case", CASES)
def test_files_of_the_first_version_are_still_read(case: str) -> None:
    assert read_workbook(old_file(case_map(case))) == case_map(case)


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not here: apt-get install libreoffice-calc"
)
@pytest.mark.parametrize("case", CASES)
def test_a_spreadsheet_recalculates_our_numbers(case: str, tmp_path: Path) -> None:
    path = tmp_path / "mappa.xlsx"
    path.write_bytes(without_values(write_workbook(case_map(case))))
    home = f"-env:UserInstallation=file://{tmp_path / 'casa'}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "fuori"), str(path)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    saved = tmp_path / "fuori" / "mappa.xlsx"
    sheet: Any = load_workbook(saved, data_only=True).worksheets[1]
    found = evaluate(case_map(case))
    assert sheet.cell(1, TOTAL).value == pytest.approx(found.ratio, rel=1e-9)
    assert sheet.cell(2, TOTAL).value == pytest.approx(found.present_value, rel=1e-9)
    assert read_workbook(saved) == case_map(case), "saved by LibreOffice, it is the same map"
