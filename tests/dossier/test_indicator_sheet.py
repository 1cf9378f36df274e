"""The indicator sheet: judged by its words, kept by itself, taken home as pages and a workbook that prints."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from never_empty import some
from samples import HEADING, INDICATOR_FILLED

from fis_lessons.dossier.indicator_editor import IndicatorEditor
from fis_lessons.dossier.indicator_files import WORKBOOK, workbook
from fis_lessons.dossier.indicator_sheet import INDICATOR, identifier, read_sheet, saved
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import Language, set_language

DAY = datetime.date(2026, 11, 30)
PAGE = "scheda-indicatore-ancora-a-scuola-dopo-un-anno.html"


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(folder: Path | None, lang: Language = "it") -> IndicatorEditor:
    made = IndicatorEditor(Learner(folder, False, lang, Progress(folder)), lesson="07")
    made.widget()
    return made


def fill(editor: IndicatorEditor, values: dict[str, str]) -> None:
    for name, value in values.items():
        editor.fields[name].value = value


def remarks(**changes: str) -> list[str]:
    return [one.words for one in INDICATOR.judged({**INDICATOR_FILLED, **changes}).remarks]


def test_a_whole_sheet_has_five_yes_and_is_no_draft() -> None:
    assert remarks() == []
    shown = INDICATOR.review(INDICATOR_FILLED).text
    assert "non ancora" not in shown
    assert "tutto quello che serve" not in shown, "a full box is not a good one"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"owner": "noi"}, "«noi» non nomina nessuno"),
        ({"source": "-"}, "Manca la fonte"),
        ({"outcome": "i ragazzi stanno meglio"}, "«stanno meglio» non dice che cosa cambia"),
        ({"definition": "numero di ragazzi iscritti"}, "La definizione conta ciò che si è fatto"),
        ({"target": "più o meno ottanta"}, "Non riesco a leggere il numero «più o meno ottanta»"),
        ({"target": "60"}, "parte sbagliata"),
        ({"target_date": "<script>"}, "Non riesco a leggere la data «<script>»"),
        ({"baseline_date": "2029"}, "prima della partenza"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said(change: dict[str, str], words: str) -> None:
    found = [one for one in remarks(**change) if words in one]
    assert len(found) == 1
    assert "<script>" not in INDICATOR.review({**INDICATOR_FILLED, **change}).html


def test_a_date_that_cannot_be_read_is_not_missing_too() -> None:
    assert not [one for one in remarks(target_date="boh boh") if "Manca" in one]


def test_each_sheet_keeps_itself_and_is_found_again(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    editor.fields["outcome"].value = "I ragazzi restano a scuola"
    assert "Dai un nome" in editor.saved.value
    assert "Dai un nome" in editor.write()
    fill(editor, INDICATOR_FILLED)
    assert "Salvato alle" in editor.saved.value
    editor.menu.value = ""
    assert editor.values() == dict.fromkeys(INDICATOR_FILLED, "")
    editor.fields["name"].value = "Secondo indicatore"
    again = opened(tmp_path)
    labels = [label for label, _value in again.menu.options]
    assert labels == ["una scheda nuova", "Ancora a scuola <dopo> un anno", "Secondo indicatore"]
    again.menu.value = identifier(INDICATOR_FILLED["name"])
    assert again.values() == INDICATOR_FILLED
    again.fields["name"].value = "Ancora a scuola, rivisto"
    assert list(saved(Project(tmp_path))) == [
        identifier(INDICATOR_FILLED["name"]),
        "secondo-indicatore",
    ]
    assert not list(tmp_path.glob("*.xlsx")), "files are written only when they are asked for"


def test_a_sheet_is_taken_out_of_the_project_and_can_be_put_back(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    assert (editor.away.layout.display, editor.take_away()) == ("none", ""), "nothing is open"
    fill(editor, INDICATOR_FILLED)
    name, values = INDICATOR_FILLED["name"], editor.values()
    fill(editor, {})
    editor.menu.value = ""
    fill(editor, {"name": "Da buttare", "target": "40", "direction": "more"})
    assert [one["name"] for one in saved(Project(tmp_path)).values()] == [name, "Da buttare"]
    editor.away.click()
    words = "Tolta dal progetto: «Da buttare». La ritrovi in «Schede tolte», anche domani."
    assert words in editor.note.value and "Tolta" not in editor.message.value, "beside the buttons"
    assert [one["name"] for one in saved(Project(tmp_path)).values()] == [name]
    assert [label for label, _id in editor.menu.options] == ["una scheda nuova", name]
    assert set(editor.values().values()) == {""}
    assert (editor.away.layout.display, editor.back.layout.display) == ("none", "")
    study = repr(study_of(Project(tmp_path)))
    assert "Da buttare" not in study and "da-buttare" not in study, "it is in no part of the study"
    assert "Schede senza nome" not in study
    editor.back.click()
    assert editor.values()["target"] == "40"
    assert [one["name"] for one in saved(Project(tmp_path)).values()] == [name, "Da buttare"]
    assert (editor.away.layout.display, editor.back.layout.display) == ("", "none")
    editor.menu.value = next(iter(saved(Project(tmp_path))))
    assert editor.values() == values, "the other sheet was never touched"


def thrown_away(editor: IndicatorEditor, **values: str) -> None:
    editor.menu.value = ""
    fill(editor, values)
    editor.away.click()


def test_what_is_written_and_cannot_be_read_is_not_called_missing_under_its_letter() -> None:
    letters = (
        INDICATOR.judged({**INDICATOR_FILLED, "target": "circa 80", "target_date": "ieri"}).shown[0].text
    )
    assert "Manca" not in letters
    assert "Non riesco a leggere il numero «circa 80»." in letters
    assert "Non riesco a leggere la data «ieri»" in letters


def test_a_new_sheet_of_the_same_name_is_not_written_over_by_the_one_put_back(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    thrown_away(editor, name="Da buttare", target="40")
    fill(editor, {"name": "Da buttare", "target": "7"})
    editor.back.click()
    assert [(one["name"], one["target"]) for one in saved(Project(tmp_path)).values()] == [
        ("Da buttare", "40"),
        ("Da buttare", "7"),
    ]


def test_what_was_taken_out_is_found_again_tomorrow_with_its_values(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    editor.menu.value = ""
    fill(editor, {"name": "Prima", "unit": "persone", "target": "40", "direction": "more"})
    editor.fields["unit"].value = ""  # emptied by hand, long before: it does not come back
    editor.away.click()
    thrown_away(editor, name="Seconda", target="12")
    tomorrow = opened(tmp_path)
    assert [label for label, _id in tomorrow.gone.options] == ["Seconda", "Prima"]
    assert (tomorrow.gone.layout.display, tomorrow.back.layout.display) == ("", "")
    assert tomorrow.gone.value == "seconda", "the button beside the menu puts back what the menu shows"
    tomorrow.gone.value = "prima"
    tomorrow.back.click()
    assert {name: value for name, value in tomorrow.values().items() if value} == {
        "name": "Prima", "target": "40", "direction": "more",
    }  # fmt: skip
    assert [label for label, _id in tomorrow.gone.options] == ["Seconda"]
    tomorrow.back.click()
    assert tomorrow.values()["target"] == "12"
    assert [one["name"] for one in saved(Project(tmp_path)).values()] == ["Prima", "Seconda"]
    assert (tomorrow.gone.layout.display, tomorrow.put_back()) == ("none", ""), "nothing is left to put back"


def test_of_several_taken_out_the_last_one_is_put_back_unless_another_is_chosen(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    thrown_away(editor, name="Prima")
    thrown_away(editor, name="Seconda")
    editor.gone.value = "prima"
    thrown_away(editor, name="Terza")
    assert editor.gone.value == "terza"


def test_the_focus_goes_where_one_can_take_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, focused = opened(tmp_path), list[str]()
    monkeypatch.setattr(type(editor.away), "focus", lambda button: focused.append(button.description))
    thrown_away(editor, name="Prima")
    assert focused == ["Rimetti la scheda tolta"]
    editor.back.click()
    assert focused[1:] == ["Togli la scheda"]


def test_two_sheets_of_one_name_are_two(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    first.fields["name"].value = "Presenze"
    second.fields["name"].value = "Presenze"
    assert list(saved(Project(tmp_path))) == ["presenze", "presenze-2"]


def test_pages_and_workbook_are_taken_home_and_nothing_is_overwritten(tmp_path: Path) -> None:
    editor = opened(tmp_path)
    for name, value in HEADING.items():
        editor.heading[name].value = value
    fill(editor, INDICATOR_FILLED)
    said = editor.write()
    assert f"{PAGE}, nella cartella del corso. Versione 1." in said
    assert f"Tutte le schede: {WORKBOOK}." in said
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "Ancora a scuola &lt;dopo&gt; un anno" in page
    assert page.count("<h1>") == 1
    for words in HEADING.values():
        assert words in page
    before = (tmp_path / WORKBOOK).read_bytes()
    editor.fields["target"].value = "85"
    assert "schede-indicatori_2.xlsx" in editor.write()
    assert (tmp_path / WORKBOOK).read_bytes() == before


def book(sheets: dict[str, dict[str, str]]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets, heading=HEADING, version=2, date=DAY)))


def test_the_workbook_has_numbers_dates_and_a_heading() -> None:
    found = book({"a": INDICATOR_FILLED, "b": {"name": "=1+1", "target": "boh"}})
    assert found.sheetnames == ["Riepilogo", "1. Ancora a scuola <dopo> un", "2. =1+1"]
    cells = {
        cell.value: cell for row in found["Riepilogo"].iter_rows() for cell in row if cell.value is not None
    }
    for words in (*HEADING.values(), "30 novembre 2026", "2", "Schede indicatore"):
        assert words in cells
    assert cells[70.5].data_type == "n"
    assert cells[80].data_type == "n"
    assert cells[datetime.datetime(2026, 6, 30)].is_date
    assert cells["=1+1"].data_type == "s"
    assert cells["boh"].data_type == "s", "what cannot be read stays as it was written"
    assert not [cell for tab in found for row in tab.iter_rows() for cell in row if cell.data_type == "f"]


def test_every_sheet_is_ready_for_paper() -> None:
    for tab in some(book({"a": INDICATOR_FILLED})):
        assert (tab.page_setup.fitToWidth, tab.page_setup.fitToHeight) == (1, 0)
        assert "Comune di Forlì · Restare a scuola · 30 novembre 2026 · versione 2" in tab.oddFooter.left.text
        for row in tab.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.alignment.wrap_text:
                    width = tab.column_dimensions[cell.column_letter].width
                    lines = -(-len(cell.value) // int(width))
                    height = tab.row_dimensions[cell.row].height or 15
                    assert height >= 15 * lines, cell.coordinate


def test_a_spoiled_record_does_not_stop_it(tmp_path: Path) -> None:
    line = '{"v": 1, "lesson": "07", "exercise": "sheet:x", "kind": "note", "case": "", "state": "", "time": "t", '
    (tmp_path / "i-miei-progressi.jsonl").write_text(
        f'{line}"answer": {{"name": 5, "unit": ["a"]}}}}\n{line}"answer": {{"name": "Ok", "direction": "x"}}}}\n',
        encoding="utf-8",
    )
    editor = opened(tmp_path)
    editor.menu.value = "x"
    assert editor.values()["name"] == "Ok"
    assert editor.values()["direction"] == ""


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    editor = opened(None)
    editor.fields["name"].value = "Prova"
    assert "non ha una cartella" in editor.write()


def test_a_sheet_typed_in_italian_means_the_same_in_english(tmp_path: Path) -> None:
    fill(opened(tmp_path), {**INDICATOR_FILLED, "unit": "persone", "baseline": "1.250", "target": "1.300"})
    english = opened(tmp_path, "en")
    english.menu.value = identifier(INDICATOR_FILLED["name"])
    indicator, trouble = read_sheet(english.values())
    assert (indicator.baseline, indicator.target, trouble) == (1250, 1300, ())
