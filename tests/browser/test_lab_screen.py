"""JupyterLab as a learner finds it: in Italian, quiet, and started with one gesture."""

from __future__ import annotations

import ast
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import sample_lesson
from lab_driver import LabVisit, running
from never_empty import some
from openpyxl import Workbook
from playwright.sync_api import Browser, FloatRect, Locator, expect

from fis_lessons.course.lab import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("lezioni")
    nbformat.write(sample_lesson.notebook(), folder / "prova.ipynb")
    Workbook().save(folder / "mappa.xlsx")
    here = {"PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[2]}", "FIS_LESSONS_BUILD": "1"}
    with running(folder, home=tmp_path_factory.mktemp("casa"), environment=here) as started:
        yield started


@pytest.fixture(scope="module")
def window(chromium: Browser, server: Server) -> Iterator[LabVisit]:
    opened = LabVisit.open(chromium, server, "prova.ipynb")
    yield opened
    opened.visit.close()


@pytest.fixture
def lab(window: LabVisit) -> Iterator[LabVisit]:
    """Open the lesson, its kernel not there yet, in the window that is open."""
    window.page.set_viewport_size({"width": 1280, "height": 900})
    window.page.evaluate("window.jupyterapp.shell.expandLeft()")  # where a narrow window left it closed
    window.close_all()
    window.turn_to("prova.ipynb")
    yield window
    assert window.visit.outside == []


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
    page = lab.page
    width = boxes(page.locator(".jp-MarkdownOutput"))[0]["width"]
    lab.start()
    assert boxes(page.locator(".jp-MarkdownOutput"))[0]["width"] == width
    assert lab.page.locator(".jp-Dialog").count() == 0
    assert lab.errors() == []
    assert lab.page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex") == 0
    expect(page.get_by_role("heading", name="Lezione di prova")).to_be_in_viewport()
    assert page.locator(".jp-CodeCell .cm-editor").filter(visible=True).count() == 0

    # 768 pixels high, as on an office laptop: what answers a press is on the screen
    page.set_viewport_size({"width": 1366, "height": 768})
    control = lab.cell("cella-07")
    expect(control.locator("img")).to_be_visible()  # controls are drawn when the kernel already rests
    assert in_one_column(control.locator(".widget-label"))
    assert in_one_column(control.locator("input, select"))
    before = control.locator("img").get_attribute("alt")
    control.get_by_label("Dall'età di").fill("65")
    page.keyboard.press("Tab")
    expect(control.locator("img")).not_to_have_attribute("alt", before)

    exercise = lab.cell("cella-09")
    answer = exercise.get_by_label("La tua risposta")
    answer.fill("13.320")
    exercise.get_by_role("button", name="Verifica").click()
    expect(exercise.locator(".fis-not_yet")).to_contain_text("solo chi ha tra 65 e 74 anni")
    expect(exercise.locator(".fis-not_yet")).to_be_in_viewport()
    answer.fill("23.119")
    exercise.get_by_role("button", name="Verifica").click()
    expect(exercise.locator(".fis-right")).to_be_visible()
    expect(lab.cell("cella-17").locator(".fis-progress")).to_contain_text("Esercizi giusti: 1 su 4")
    assert lab.findings() == []
    page.set_viewport_size({"width": 480, "height": 800})
    room = boxes(page.locator(".jp-NotebookPanel"))[0]
    for box in boxes(page.locator(".fis-control, .fis-exercise, .fis-note, .fis-progress")):
        assert box["x"] + box["width"] <= room["x"] + room["width"], "nothing is wider than the lesson"


def in_one_column(found: Locator) -> bool:
    """Whether the elements begin at one place, once the page has put each in its own."""
    for _turn in range(100):
        if found.count() and len({round(box["x"]) for box in boxes(found)}) == 1:
            return True
        found.page.wait_for_timeout(100)
    return False


def boxes(found: Locator) -> list[FloatRect]:
    """Say where each of the elements is."""
    return [box for one in some(found.all()) if (box := one.bounding_box())]


def test_a_narrow_window_has_room_for_the_lesson_and_for_its_button_before_the_kernel_is_there(
    chromium: Browser, server: Server, window: LabVisit
) -> None:
    window.close_all()
    opened = LabVisit.open(chromium, server, "prova.ipynb", width=480, height=800, wait=False)
    expect(opened.start_button).to_be_in_viewport(timeout=90_000)  # a press would bring it there
    opened.start_button.click()
    room = opened.page.locator(".jp-NotebookPanel").bounding_box()
    assert room is not None and room["width"] > 400
    opened.wait_until_run()
    assert opened.page.locator(".jp-Dialog").count() == 0
    opened.visit.close()


def test_while_the_cells_run_nothing_is_read_or_measured_that_could_have_been_before(
    chromium: Browser, server: Server, window: LabVisit
) -> None:
    window.close_all()
    opened = LabVisit.open(chromium, server, "prova.ipynb")
    page, asked = opened.page, list[str]()
    page.wait_for_function("() => document.querySelector('link.busy.favicon').href.startsWith('blob:')")
    page.wait_for_load_state("networkidle")  # what draws controls is there
    page.on("request", lambda request: asked.append(request.url))
    opened.start()
    expect(opened.cell("cella-07").locator("img")).to_be_visible()
    assert not [one for one in some(asked) if "favicons" in one or "@jupyter-widgets" in one]
    assert page.locator(".jp-OutputArea-promptOverlay").count() == 0
    assert opened.visit.outside == []
    opened.visit.close()


# Names of regions JupyterLab never puts into the language, and words that are the same in Italian
NEVER_SEEN = {"main area content", "main area toolbar", "Markdown Cell Content", "Responsive popup toolbar"}
NEVER_SEEN |= {"More commands"}  # the button is hidden wherever the others have room
SAME = {"File", "PDF", "JSON", "HTML", "Markdown", "menu"}
SAID = r"""() => { const said = new Set();
  for (const one of document.querySelectorAll('body *')) {
    if (one.closest('.jp-OutputArea, .jp-RenderedMarkdown, .cm-editor, script, style')) continue;
    for (const name of ['title', 'aria-label', 'placeholder']) said.add(one.getAttribute(name) || '');
    for (const text of one.childNodes) if (text.nodeType === 3) said.add(text.textContent.trim());
  }
  const walk = menu => { for (const item of menu.items) if (item.type !== 'separator' && item.isVisible) {
    said.add(item.label); if (item.submenu) walk(item.submenu); } };
  for (const bar of window.jupyterapp.shell.widgets('menu'))
    for (const menu of bar.menus || []) { said.add(menu.title.label); walk(menu); }
  return [...said]; }"""


def jupyterlabs_english() -> set[str]:
    """Read, in JupyterLab's own scripts, every sentence it can put into a language."""
    asked = re.compile(r"""\.(?:__|_n|_p)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
    scripts = (Path(sys.prefix) / "share" / "jupyter" / "lab" / "static").glob("*.js")
    return {
        ast.literal_eval(found.group(1))
        for script in some(scripts)
        for found in asked.finditer(script.read_text(encoding="utf-8", errors="replace"))
    }


def test_nothing_around_the_lesson_is_in_english(lab: LabVisit) -> None:
    english = jupyterlabs_english()
    assert len(english) > 1000
    expect(lab.start_button).to_be_visible()
    said = [text.split(" (Ctrl")[0] for text in lab.page.evaluate(SAID)]
    assert {"Mostra tutto il codice", "Nome", "Vai al contenuto"} <= set(said)
    assert "Skip to main panel" not in said
    assert sorted(set(said) & english - NEVER_SEEN - SAME) == []


def test_single_keys_change_no_cell(lab: LabVisit) -> None:
    cells = "window.jupyterapp.shell.currentWidget.content.widgets.map(one => one.model.type).join()"
    expect(lab.start_button).to_be_visible()
    before = lab.page.evaluate(cells)
    lab.page.get_by_role("heading", name="Lezione di prova").click()
    for key in ("d", "d", "x", "a", "b", "m", "r", "1", "Shift+M", "0", "0"):
        lab.page.keyboard.press(key)
    assert lab.page.evaluate(cells) == before
    # by the menus, who wants to can
    lab.page.evaluate("window.jupyterapp.commands.execute('notebook:insert-cell-below')")
    assert lab.page.evaluate(cells) != before


def test_a_workbook_says_where_it_is(lab: LabVisit) -> None:
    lab.page.locator(".jp-DirListing-item", has_text="mappa.xlsx").dblclick()
    expect(lab.page.get_by_text("Questo file si apre con LibreOffice o con Excel")).to_contain_text(
        "/mappa.xlsx"
    )
    assert lab.page.locator(".jp-Dialog").count() == 0
    with lab.page.expect_download() as taken:
        lab.page.get_by_role("button", name="Scarica una copia").click()
    assert taken.value.suggested_filename == "mappa.xlsx"


def _kill_kernel(lab: LabVisit) -> None:
    process = lab.page.evaluate(
        """() => new Promise(tell => {
             const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
             kernel.requestExecute({code: 'import os; print(os.getpid())'}).onIOPub =
               message => message.content.text && tell(message.content.text); })"""
    )
    os.kill(int(process), signal.SIGKILL)


A_PIECE_ON_ITS_WAY = """document.querySelector('.jp-Notebook .fis-exercise')
  .insertAdjacentHTML('beforeend', '<p class="fis-waiting">La figura arriva tra un momento…</p>')"""


def test_a_lesson_that_stopped_says_so_and_starts_again(lab: LabVisit) -> None:
    lab.start()
    stopped = lab.page.get_by_text("La lezione si è fermata: i pulsanti non rispondono più.")
    expect(stopped).to_be_hidden()
    for _time in range(2):  # what can go wrong only sometimes is tried twice
        lab.cell("cella-09").get_by_label("La tua risposta").click()
        lab.page.evaluate(A_PIECE_ON_ITS_WAY)
        _kill_kernel(lab)
        expect(stopped).to_be_visible(timeout=30_000)
        expect(lab.page.locator(".fis-waiting")).to_have_text(
            "Questa parte non si è aperta: premi di nuovo «Avvia la lezione»."
        )
        expect(lab.page.locator(".jp-Dialog")).to_have_count(0)  # JupyterLab would say it in English
        lab.page.locator(".fis-stopped").get_by_role("button", name="Avvia la lezione").click()
        expect(stopped).to_be_hidden(timeout=90_000)
        lab.wait_until_run()
        assert lab.errors() == []
        # the field one was in is another now: the focus is on its cell, not at the top of the page
        assert lab.page.evaluate("document.activeElement.matches('.jp-Notebook .jp-Cell')")
    # saved, closed and opened again without its kernel: pages, and no error in the place of the controls
    lab.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    lab.page.evaluate("window.jupyterapp.serviceManager.sessions.shutdownAll()")
    lab.page.reload()
    expect(lab.page.locator(".jp-OutputArea-output").first).to_be_visible(timeout=60_000)
    expect(lab.page.get_by_text("Error displaying widget")).to_have_count(0)
