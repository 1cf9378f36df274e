"""The register of assets: a sheet judged by its words, kept by itself, summed up, taken home as a workbook."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from never_empty import some

from fis_lessons.dossier.asset_register import WORKBOOK, AssetEditor, summary_rows, workbook
from fis_lessons.dossier.asset_sheet import ASSET, asset_fields
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import set_language, use_language

DAY = datetime.date(2026, 11, 30)
GOOD = {
    "name": "Sala di via dei Mille", "kind": "place", "where": "Quartiere Fiume", "owner": "Comune",
    "keys": "Associazione Il Cortile", "users": "Ragazzi la sera, pochi anziani", "need": "Incontrarsi la sera",
    "open": "20", "used": "15", "after": "Comune, capitolo sport",
}  # fmt: skip


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(folder: Path | None) -> AssetEditor:
    made = AssetEditor(Learner(folder, False, "it", Progress(folder)), lesson="03")
    made.widget()
    return made


def fill(editor: AssetEditor, values: dict[str, str]) -> None:
    for name, value in values.items():
        editor.fields[name].value = value


def test_a_good_sheet_lacks_nothing_and_tells_its_use() -> None:
    assert ASSET.judged(GOOD).remarks == ()
    assert "75%" in ASSET.review(GOOD).text


@pytest.mark.parametrize(
    ("field", "written", "words"),
    [
        ("kind", "", "non è scelto"),
        ("owner", "noi", "non dice chi"),
        ("after", "boh", "non dice ancora nulla"),
        ("after", "", "è vuoto"),
        ("used", "30", "più di quelle aperte"),
        ("open", "0", "più di quelle aperte"),
        ("open", "300", "300"),
        ("open", "venti", "venti"),
        ("used", "2", "quasi vuoto"),
    ],
)
def test_each_weak_answer_is_told(field: str, written: str, words: str) -> None:
    assert words in ASSET.review({**GOOD, field: written}).text


def test_a_place_never_open_is_told() -> None:
    assert "luogo chiuso" in ASSET.review({**GOOD, "open": "0", "used": "0"}).text
    blank = ASSET.review({**GOOD, "open": "", "used": ""}).text
    assert "luogo chiuso" not in blank
    assert (
        "Ore aperte a settimana: non sono scritte. Se il luogo è chiuso, o nessuno lo usa, scrivi zero."
        in blank
    )
    assert "luogo chiuso" not in ASSET.review({**GOOD, "kind": "people", "open": "0", "used": "0"}).text


def test_the_register_in_brief_by_hand() -> None:
    sheets = {
        "a": GOOD,
        "b": {"name": "Orto", "kind": "place", "open": "30", "used": "10", "need": "incontrarsi  la sera"},
        "c": {"name": "Cammino", "kind": "people", "after": "noi"},
    }
    rows = dict(summary_rows(sheets, "Lucca"))
    assert rows["Beni nel registro"] == "3"
    assert rows["Beni ogni 1.000 residenti"] == "0,03"  # 3 in 88,798
    assert rows["Tipi diversi"] == "2"
    assert rows["Ore aperte che sono usate"] == "50%"  # 25 of 50: not the mean of 75% and 33%
    assert rows["Bisogni a cui risponde qualcosa"] == "incontrarsi la sera 2"
    assert rows["Non si sa chi paga dopo"] == "Orto; Cammino"
    assert "Beni ogni 1.000 residenti" not in dict(summary_rows(sheets, "Unione dei Comuni"))
    assert "Ore aperte che sono usate" not in dict(summary_rows({"c": sheets["c"]}, ""))


def test_sheets_are_kept_one_by_one_and_found_again(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    fill(editor, GOOD)
    editor.menu.value = ""
    assert editor.values()["name"] == ""
    assert editor.values()["open"] == ""  # nobody wrote it: it is no zero
    fill(editor, {"name": "Orto", "kind": "place"})
    again = opened(tmp_path)
    assert [values["name"] for values in again.sheets().values()] == [GOOD["name"], "Orto"]
    again.menu.value = "sala-di-via-dei-mille"
    assert again.values() == GOOD
    assert "Beni nel registro" in again.review.value


def test_without_a_name_nothing_is_written(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    fill(editor, {"owner": "Comune"})
    assert "Dai un nome al bene" in editor.write()
    assert not list(tmp_path.glob("*.html"))


def test_page_and_workbook_are_written(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    fill(editor, GOOD)
    words = editor.write()
    assert WORKBOOK in words
    assert (tmp_path / WORKBOOK).is_file()
    assert (tmp_path / "scheda-bene-sala-di-via-dei-mille.html").is_file()


def test_the_workbook_holds_numbers_and_nothing_typed_is_a_formula() -> None:
    sheets = {"a": GOOD, "b": {"name": "=1+1", "kind": "place", "open": "dieci"}}
    book = openpyxl.load_workbook(io.BytesIO(workbook(sheets, {"municipality": "Lucca"}, 1, DAY)))
    page = book["Registro"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in some(cells) if cell.data_type == "f"]
    values = [cell.value for cell in cells]
    assert 20 in values
    assert "dieci" in values
    assert "luogo" in values
    assert [cell.value for row in book["In breve"].iter_rows() for cell in row].count(
        "Beni nel registro"
    ) == 1
    with use_language("en"):
        english = openpyxl.load_workbook(io.BytesIO(workbook(sheets, {}, 1, DAY)))
    assert english.sheetnames == ["Register", "In brief"]


def test_every_field_has_help() -> None:
    assert all(field.help for field in some(asset_fields()) if field.kind in ("line", "text"))
