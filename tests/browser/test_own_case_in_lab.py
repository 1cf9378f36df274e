"""From the name of a municipality, typed as people write it, to the lesson on it: in JupyterLab, without code."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from lab_driver import LabVisit, running
from playwright.sync_api import Browser, expect

from fis_lessons.cases.own import FOLDER, chosen_case
from fis_lessons.course.editions import cleared, edition
from fis_lessons.course.lab import Server
from fis_lessons.lessons import lesson_spec

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = cleared(edition(nbformat.read(lesson_spec("02").notebook, as_version=4), "trainee"))
    nbformat.write(book, tmp_path / "lezione.ipynb")
    return tmp_path


@pytest.fixture
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    os.environ.pop("FIS_LESSONS_BUILD", None)
    with running(folder, home=tmp_path_factory.mktemp("casa")) as started:
        yield started


def test_from_a_name_to_the_lesson_on_it_and_back(chromium: Browser, server: Server, folder: Path) -> None:
    lab = LabVisit.open(chromium, server, "lezione.ipynb")
    lab.start()
    page = lab.page
    expect(page.get_by_text("Caso: Bergamo, hOLD on").first).to_be_visible()
    expect(page.get_by_text("Vuoi lavorare sul tuo Comune?")).to_be_visible()

    page.get_by_label("Il tuo Comune").fill("Castro")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Più di un comune si chiama «Castro».")).to_be_visible()
    expect(page.get_by_label("Quale?").locator("option")).to_have_count(2)

    page.get_by_label("Il tuo Comune").fill("comune di forli'")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Trovato: Forlì (FC): un progetto tuo, da scrivere.")).to_be_visible()
    page.get_by_role("button", name="Lavora su questo Comune").click()
    expect(page.get_by_text("questa e le altre si aprono su Forlì")).to_be_visible()
    assert (chosen_case(folder), (folder / FOLDER / "forli.yaml").is_file()) == ("forli", True)
    assert lab.findings() == []

    lab.start_button.click()
    expect(page.get_by_text("Caso: Forlì: un progetto da scrivere").first).to_be_visible(timeout=120_000)
    lab.wait_until_run()
    expect(page.get_by_text("in prestito da Bergamo, hOLD on").first).to_be_visible()
    assert lab.errors() == []
    expect(lab.cell("pool")).to_contain_text("22.637 residenti di 60–75 anni, nel Comune di Forlì")
    if picture := os.environ.get("FIS_PICTURES"):
        lab.cell("open")
        lab.picture(Path(picture) / "own-case.png")

    page.get_by_role("button", name="Torna al caso del quaderno").click()
    expect(page.get_by_text("si apre sul caso del quaderno")).to_be_visible()
    lab.start_button.click()
    expect(page.get_by_text("Caso: Bergamo, hOLD on").first).to_be_visible(timeout=120_000)
    assert (folder / FOLDER / "forli.yaml").is_file()
    lab.visit.close()
