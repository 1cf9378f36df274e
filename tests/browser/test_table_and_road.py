"""Lesson 04 in JupyterLab: a table set badly then well, a road walked wrong then right, both found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lab_driver import LabVisit, running
from playwright.sync_api import Browser, Locator, expect
from test_lesson_walk import by_source

from fis_lessons.course.editions import cleared, edition
from fis_lessons.course.make import prepare
from fis_lessons.course.notebooks import text_of
from fis_lessons.course.plan import course_file, read_plan

pytestmark = pytest.mark.browser

NAME = "04_it.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("corso")
    found = {(v.lesson.id, v.lang): v for v in read_plan(course_file("standard")).variants}["04", "it"]
    (made / NAME).write_text(text_of(cleared(edition(prepare(found), "trainee"))), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def lab(chromium: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabVisit]:
    with running(folder, home=tmp_path_factory.mktemp("casa"), lang="it") as server:
        opened = LabVisit.open(chromium, server, NAME)
        yield opened
        opened.visit.close()


def press(cell: Locator, name: str) -> None:
    cell.get_by_role("button", name=name, exact=True).click()


def started(lab: LabVisit, folder: Path) -> tuple[Locator, Locator]:
    cells = by_source(folder / NAME)
    lab.turn_to(NAME)
    lab.start()
    return lab.cell(cells['lesson.document("table")']), lab.cell(cells['lesson.document("road")'])


def test_badly_then_well(lab: LabVisit, folder: Path) -> None:
    table, road = started(lab, folder)
    press(table, "Salva il soggetto")
    expect(table).to_contain_text("un soggetto senza nome non si può salvare")
    table.get_by_label("Chi è", exact=True).fill("Comune di Lucca")
    table.get_by_label("Potere (1 poco, 5 molto)").select_option("5")
    press(table, "Salva il soggetto")
    expect(table).to_contain_text("1 soggetto al tavolo")
    table.locator("textarea").fill(
        "Coop. Il Ponte; 3; 5\nIl Ponte coop. sociale\n; 4; 4\nFamiglie; 1; 5; comunità"
    )
    press(table, "Aggiungi l'elenco")
    expect(table).to_contain_text("riga 3")
    expect(table.locator("textarea")).to_have_value("; 4; 4")
    expect(table).to_contain_text("forse è lo stesso soggetto, scritto in più modi")
    table.get_by_label("Soggetto", exact=True).select_option("Il Ponte coop. sociale")
    press(table, "Togli il soggetto")
    expect(table).to_contain_text("3 soggetti al tavolo")
    expect(table).not_to_contain_text("scritto in più modi")
    press(table, "Prepara la pagina")
    expect(table).to_contain_text("Pagina pronta: mappa-dei-soggetti.html")
    assert "Famiglie" in (folder / "mappa-dei-soggetti.html").read_text(encoding="utf-8")

    press(road, "Prendi questa strada")
    expect(road).to_contain_text("Scegli prima una delle risposte")
    road.get_by_label("faccio una determina").check()
    press(road, "Prendi questa strada")
    expect(road).to_contain_text("La strada si ferma")
    road.get_by_label("lascia aperta la strada").check()
    press(road, "Prendi questa strada")
    road.get_by_label("un gruppo di cittadini").check()
    press(road, "Prendi questa strada")
    expect(road).to_contain_text("Da chiedere al segretario comunale")
    assert lab.errors() == []
    assert lab.findings() == []


def test_both_are_found_again(lab: LabVisit, folder: Path) -> None:
    table, road = started(lab, folder)  # after the test above: the record is in the folder
    expect(table).to_contain_text("3 soggetti al tavolo")
    expect(road).to_contain_text("Patto di collaborazione")
    press(road, "Ricomincia")
    expect(road).to_contain_text("Che cosa dice il piano?")
    assert lab.errors() == []
