"""The sheet of the value map: computed by LibreOffice as by the measures, read back by the reader of lesson 10."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from office import needs_office, opened, project, recalculated

from fis_lessons.cases import load_case
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.value_map_layout import TOTAL
from fis_lessons.dossier.value_map_reading import read_workbook
from fis_lessons.dossier.value_map_record import to_text
from fis_lessons.lessons.l10_social_value.ground import Ground, Parameters
from fis_lessons.measures.sroi import ValueMap, evaluate

DATE = datetime.date(2026, 11, 30)


def case_map(case: str = "bergamo") -> ValueMap:
    return Ground(Parameters(), load_case(case)).value_map


def written(value_map: ValueMap) -> bytes:
    heading = {"municipality": "Comune di Reggio nell'Emilia", "project": "=1+1"}
    return write_annexes(project(heading=heading, value_map={"map": to_text(value_map)}), date=DATE)


@needs_office
def test_the_spreadsheet_computes_the_ratio(tmp_path: Path) -> None:
    found = evaluate(case_map())
    book = recalculated(written(case_map()), tmp_path)
    sheet = book["Mappa del valore"]
    assert sheet.cell(1, TOTAL).value == pytest.approx(found.ratio, rel=1e-9)
    assert sheet.cell(2, TOTAL).value == pytest.approx(found.present_value, rel=1e-9)
    front = {row[0].value: row[1].value for row in book["Leggimi"].iter_rows(max_col=2)}
    assert front["Rapporto SROI"] == pytest.approx(found.ratio, rel=1e-9)
    assert read_workbook(tmp_path / "fuori-a" / "a.xlsx") == case_map(), "saved by LibreOffice, the same map"


def test_whose_it_is_stands_on_every_page_and_never_becomes_a_formula() -> None:
    book = opened(written(case_map()))
    for sheet in book.worksheets[:2]:
        assert "Comune di Reggio nell'Emilia" in sheet.oddHeader.left.text
        assert "30 novembre 2026" in sheet.oddHeader.left.text
        assert "&P / &N" in sheet.oddFooter.right.text
    cells = [cell for row in book["Leggimi"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
