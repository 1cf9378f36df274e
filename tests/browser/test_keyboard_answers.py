"""Every kind of exercise in JupyterLab: answered with the keyboard alone, announced, read by axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
import sample_kinds
from lab_driver import LabVisit, running
from playwright.sync_api import Browser, Locator, expect

from fis_lessons.course.lab import Server

pytestmark = pytest.mark.browser
_HERE = "e => e.contains(document.activeElement)"
_NAME = """() => { const e = document.activeElement;
  const label = e.labels && e.labels.length ? e.labels[0].textContent : '';
  return (label || e.getAttribute('aria-label') || e.textContent || '').trim() }"""
_RING = "getComputedStyle(document.activeElement).outlineStyle"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("lezioni")
    nbformat.write(sample_kinds.notebook(), folder / "tipi.ipynb")
    here = {"PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[2]}", "FIS_LESSONS_BUILD": "1"}
    with running(folder, home=tmp_path_factory.mktemp("casa"), environment=here) as started:
        yield started


@pytest.fixture(scope="module")
def lab(chromium: Browser, server: Server) -> Iterator[LabVisit]:
    opened = LabVisit.open(chromium, server, "tipi.ipynb", height=1400)
    expect(opened.start_button).to_be_visible(timeout=60_000)
    opened.page.wait_for_function(
        "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=90_000,
    )
    opened.start_button.focus()
    opened.page.keyboard.press("Enter")
    opened.wait_until_run()
    assert opened.errors() == []
    yield opened
    outside = list(opened.visit.outside)
    opened.visit.close()
    assert outside == []


class Keys:
    """A person at the keyboard, inside one exercise."""

    def __init__(self, lab: LabVisit, name: str) -> None:
        self.page = lab.page
        self.cell: Locator = lab.cell(f"cella-{name}").locator(".fis-exercise")

    def reach(self, wanted: str) -> None:
        """Press Tab until what has the focus is called as wanted, or fail."""
        heard = []
        for _step in range(60):
            self.page.keyboard.press("Tab")
            if self.cell.evaluate(_HERE):
                heard.append(self.page.evaluate(_NAME))
                if wanted in heard[-1]:
                    assert self.page.evaluate(_RING) != "none", (
                        f"«{wanted}» has the focus, and nobody sees it"
                    )
                    return
        raise AssertionError(f"«{wanted}» is not reached by Tab; heard: {heard}")

    def enter(self) -> None:
        """Come to the exercise from just above it, as Tab does."""
        self.cell.evaluate("e => { e.setAttribute('tabindex', '-1'); e.focus() }")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def check(self) -> None:
        self.reach("Verifica")
        self.press("Enter")


def number(keys: Keys) -> None:
    keys.reach("La tua risposta (persone)")
    keys.page.keyboard.type("12")


def choice(keys: Keys) -> None:
    keys.reach("Le famiglie")
    keys.press("ArrowDown")


def several(keys: Keys) -> None:
    for name in ("Le famiglie", "Il Comune"):
        keys.reach(name)
        keys.press("Space")


def match(keys: Keys) -> None:
    for name, times in (("Le famiglie", 1), ("Il Comune", 2)):
        keys.reach(name)
        keys.press(*["ArrowDown"] * times)


def order(keys: Keys) -> None:
    for name, times in (("Le famiglie", 2), ("Il Comune", 1)):
        keys.reach(name)
        keys.press(*["ArrowDown"] * times)


def grid(keys: Keys) -> None:
    # each box says its row: whoever does not see the grid knows where it is
    for name in ("Le famiglie: Progettano", "Le famiglie: Realizzano", "Il Comune: Progettano"):
        keys.reach(name)
        keys.press("Space")


def written(keys: Keys) -> None:
    keys.reach("La tua risposta")
    keys.page.keyboard.type("Chi abita qui")
    keys.check()  # the model answer comes first: it is compared before it is judged
    expect(keys.cell.locator("blockquote")).to_be_visible()
    keys.enter()
    keys.reach("Dico chi.")
    keys.press("Space")


ANSWERS: dict[str, Callable[[Keys], None]] = {
    "number": number, "choice": choice, "several": several, "match": match, "order": order, "grid": grid,
    "open": written,
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_answered_with_the_keyboard_alone_and_announced(name: str, lab: LabVisit) -> None:
    keys = Keys(lab, name)
    # the regions are there, and waiting, before there is anything to say
    region = keys.cell.locator(".widget-html[role=status]").first
    expect(region).to_have_attribute("aria-live", "polite")
    expect(region).to_have_text("")
    before = region.element_handle()
    assert before is not None and region.evaluate("e => getComputedStyle(e).display") != "none"
    keys.enter()
    ANSWERS[name](keys)
    keys.check()
    expect(keys.cell.locator(".fis-right")).to_be_visible()
    assert before.evaluate("e => e.isConnected && e.innerText.includes('✓')"), "the same region, with a text"


def test_enter_in_a_field_checks(lab: LabVisit) -> None:
    keys = Keys(lab, "number")
    keys.enter()
    keys.reach("La tua risposta (persone)")
    keys.press("Control+A")
    keys.page.keyboard.type("13")
    keys.press("Enter")
    expect(keys.cell.locator(".fis-not_yet")).to_be_visible()
    keys.press("Backspace")
    expect(keys.cell.locator(".fis-not_yet")).to_have_count(0)  # the verdict spoke of another answer


def test_arrows_never_leave_their_question(lab: LabVisit) -> None:
    keys = Keys(lab, "choice")
    keys.enter()
    keys.reach("Il Comune")  # the one chosen before: a group is one stop
    for _press in range(5):  # far beyond the last option
        keys.press("ArrowDown")
        assert keys.cell.evaluate(_HERE)
    keys.press("ArrowUp", "ArrowUp", "ArrowUp")
    assert keys.cell.evaluate(_HERE)
    names = lab.page.evaluate(
        "[...document.querySelectorAll('.widget-radio-box input:checked')].map(e => e.name)"
    )
    assert names and len(set(names)) == len(names)


def test_help_by_keyboard(lab: LabVisit) -> None:
    keys = Keys(lab, "choice")
    keys.enter()
    keys.reach("Un aiuto")
    keys.press("Enter")
    expect(keys.cell.locator(".fis-hints")).to_contain_text("Guarda la tabella.")
    assert keys.cell.locator(".widget-html[role=status]", has_text="Aiuto 1 di 4").count() == 1


def test_skip_start_again_and_take_back_by_keyboard(lab: LabVisit) -> None:
    keys = Keys(lab, "table")
    keys.enter()
    keys.reach("Salta")
    keys.press("Enter")
    expect(keys.cell.locator(".fis-skipped")).to_be_visible()
    keys.reach("Ricomincia")
    keys.press("Enter")
    expect(keys.cell.locator(".fis-skipped")).to_have_count(0)
    keys.reach("Riprendi")
    keys.press("Enter")
    expect(keys.cell.locator(".fis-right")).to_be_visible()


def test_the_board_follows_and_its_buttons_are_reached(lab: LabVisit) -> None:
    board = lab.cell("cella-quadro")
    expect(board.locator(".fis-progress-title")).to_contain_text("Esercizi giusti")
    save = board.get_by_role("button", name="Salva una copia")
    save.focus()
    lab.page.keyboard.press("Enter")
    expect(board.get_by_text("Copia salvata.")).to_be_visible()
    with lab.page.expect_file_chooser() as chosen:
        board.get_by_role("button", name="Aggiungi una copia").focus()
        lab.page.keyboard.press("Enter")
    chosen.value.set_files({"name": "copia.jsonl", "mimeType": "text/plain", "buffer": b"12345"})
    expect(board.get_by_text("copia.jsonl: 5")).to_be_visible()


def test_a_number_with_decimals_is_typed_as_it_is_written_here(lab: LabVisit) -> None:
    control = lab.cell("cella-comando")
    control.get_by_label("Costo", exact=True).last.fill("2,5")
    lab.page.keyboard.press("Tab")
    expect(control).to_contain_text("Tre ore costano 7,5 euro")


def test_axe_finds_nothing(lab: LabVisit) -> None:
    assert lab.findings() == []
    assert lab.visit.outside == []
