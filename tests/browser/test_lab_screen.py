"""JupyterLab as a learner finds it: in Italian, quiet, and started with one gesture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import sample_lesson
from lab_driver import LabVisit, running
from playwright.sync_api import Browser, expect

from fis_lessons.course.lab import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("lezioni")
    nbformat.write(sample_lesson.notebook(), folder / "prova.ipynb")
    here = {"PYTHONPATH": str(Path(__file__).parent), "FIS_LESSONS_BUILD": "1"}
    with running(folder, home=tmp_path_factory.mktemp("casa"), environment=here) as started:
        yield started


@pytest.fixture
def lab(chromium: Browser, server: Server) -> Iterator[LabVisit]:
    opened = LabVisit.open(chromium, server, "prova.ipynb")
    yield opened
    outside = list(opened.visit.outside)
    opened.visit.close()
    assert outside == []


def test_the_screen_speaks_italian_and_asks_nothing(lab: LabVisit) -> None:
    expect(lab.page.get_by_role("menuitem", name="File", exact=True)).to_be_visible()
    expect(lab.page.get_by_role("menuitem", name="Modifica", exact=True)).to_be_visible()
    expect(lab.start_button).to_be_visible()
    shown = lab.page.locator("[data-jp-item-name='fis-start']")  # words and icon, inside the button's shell
    expect(shown).to_contain_text("Avvia la lezione")
    expect(shown.locator("svg")).to_be_visible()
    assert lab.page.locator(".jp-Dialog").count() == 0
    assert lab.page.locator(".Toastify__toast").count() == 0


def test_one_gesture_starts_the_lesson_and_everything_works(lab: LabVisit, tmp_path: Path) -> None:
    lab.start()
    page = lab.page
    assert lab.page.locator(".jp-Dialog").count() == 0
    assert lab.errors() == []
    assert lab.page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex") == 0
    expect(page.get_by_role("heading", name="Lezione di prova")).to_be_in_viewport()
    assert page.locator(".jp-CodeCell .cm-editor").filter(visible=True).count() == 0

    control = lab.cell("cella-07")
    before = control.locator("img").get_attribute("alt")
    control.get_by_label("Dall'età di").fill("65")
    page.keyboard.press("Tab")
    expect(control.locator("img")).not_to_have_attribute("alt", before)

    exercise = lab.cell("cella-09")
    answer = exercise.get_by_label("La tua risposta")
    answer.fill("13.320")
    exercise.get_by_role("button", name="Verifica").click()
    expect(exercise.locator(".fis-not_yet")).to_contain_text("solo chi ha tra 65 e 74 anni")
    answer.fill("23.119")
    exercise.get_by_role("button", name="Verifica").click()
    expect(exercise.locator(".fis-right")).to_be_visible()
    expect(lab.cell("cella-17").locator(".fis-progress")).to_contain_text("Esercizi giusti: 1 su 4")
    assert lab.findings() == []


def test_the_button_may_be_pressed_before_the_kernel_is_there(chromium: Browser, server: Server) -> None:
    opened = LabVisit.open(chromium, server, "prova.ipynb", width=1000)
    opened.page.evaluate("window.jupyterapp.serviceManager.sessions.shutdownAll()")
    opened.page.reload()
    opened.start_button.click(timeout=90_000)
    opened.wait_until_run()
    assert opened.page.locator(".jp-Dialog").count() == 0
    opened.visit.close()
