"""A preview that computes nothing shows what a spreadsheet would compute, to the cent."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from never_empty import some
from office import needs_office, opened, recalculated, shown

from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.worked import worked_study
from fis_lessons.i18n import Language

DAY = datetime.date(2026, 11, 30)


def formulas(book: Any) -> list[tuple[str, str]]:
    """Return where the formulas of a book are."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("lang", ["it", "en"])
def test_no_formula_is_written_without_its_value(lang: Language) -> None:
    content = write_annexes(worked_study(7, 0).project, date=DAY, lang=lang)
    seen = shown(content)
    for title, place in some(formulas(opened(content))):
        value = seen[title][place].value
        assert value is not None or seen[title][place].data_type in ("s", "str"), (title, place)
        assert not str(value).startswith("#"), (title, place, value)


@needs_office
def test_what_a_preview_shows_is_what_a_spreadsheet_computes(tmp_path: Path) -> None:
    content = write_annexes(worked_study(7, 0).project, date=DAY)
    computed, seen = recalculated(content, tmp_path), shown(content)
    for title, place in some(formulas(opened(content))):
        ours, theirs = seen[title][place].value, computed[title][place].value
        if isinstance(theirs, int | float) and not isinstance(theirs, bool):
            assert ours == pytest.approx(theirs, abs=0.005), (title, place)
        else:
            assert (ours or "") == (theirs or ""), (title, place)
