"""What a trainer opens and prints, in a real browser: nothing asked of the network, and everybody can read it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from browsing import WIDTHS, Visit
from playwright.sync_api import Browser
from scripts_of import script

from fis_lessons.course.class_page import class_page
from fis_lessons.course.collect import collect
from fis_lessons.course.pdf import write_pdf
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.course.training_forms import FORM_A, FORM_B, KEY, write_forms
from fis_lessons.course.training_scores import Scores, result_page
from fis_lessons.dossier.certificate import certificate
from fis_lessons.dossier.module_sheet import course_sheet, module_sheet
from fis_lessons.exercises import Event, Progress

pytestmark = pytest.mark.browser

NAMES = ["class", "class-en", "form-A", "form-B", "key", "result", "certificate", "sheet", "course"]


def simulated(folder: Path) -> None:
    """Fill a folder with a simulated class, and with something that has to be set aside."""
    module = script("bench_class")
    module.write_class(folder, people=16, lessons=["01", "02"])
    name = "=1+1<img src=https://example.org/x onerror=window.hurt=1>" + "lungo" * 8
    text = module.simulated_hand_in("02", person=name, parameters={"case": "lucca"}, seed=3)
    (folder / "strana.json").write_text(text, encoding="utf-8")
    (folder / ("rotta" * 20 + ".json")).write_text("{", encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write every page once."""
    home = tmp_path_factory.mktemp("pages")
    (home / "in").mkdir()
    simulated(home / "in")
    write_forms(read_plan(course_file("standard")), home, lang="it")
    record = Progress(None)
    record.add(Event("02", "band-count", "answer", case="lucca", state="right", answer=1))
    scores = Scores(10, tuple("abcd"), tuple("ABAB"), (1, 2, 3, 4), (3, 3, 5, 9))
    texts = {
        "class": class_page(collect(home / "in"), lang="it"),
        "class-en": class_page(collect(home / "in", lang="en"), lang="en"),
        "result": result_page(scores, lang="it"),
        "certificate": certificate(record, name="Anna Rossi", lessons=["02"], lang="it"),
        "sheet": module_sheet("02", lang="it"),
        "course": course_sheet(["01", "02"], title="Corso", lang="it"),
    }
    found = {"form-A": home / FORM_A, "form-B": home / FORM_B, "key": home / KEY}
    for name, text in texts.items():
        found[name] = home / f"{name}.html"
        found[name].write_text(text, encoding="utf-8")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_for_everybody(name: str, pages: dict[str, Path], visit: Callable[..., Visit]) -> None:
    seen = visit(pages[name])
    for width in WIDTHS:
        seen.widen(width)
        assert seen.findings() == [], width
        assert not seen.scrolls_sideways(), width
    levels = seen.headings()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page = seen.page
    assert page.locator("html").get_attribute("lang") == ("en" if name.endswith("en") else "it")
    assert page.locator("th:not([scope])").count() == 0
    assert page.locator("script, img, form").count() == 0
    assert page.evaluate("window.hurt") is None


def test_the_wide_grid_is_reached_by_keyboard_and_keeps_the_names(
    pages: dict[str, Path], visit: Callable[..., Visit]
) -> None:
    page = visit(pages["class"], width=480).page
    grid = page.get_by_role("region", name="Lezione 02: esiti")
    grid.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=grid.element_handle())
    name = grid.locator("tbody th").first
    assert name.bounding_box()["x"] >= grid.bounding_box()["x"] - 1


def test_a_page_becomes_a_pdf(pages: dict[str, Path], tmp_path: Path, chromium: Browser) -> None:
    write_pdf(pages["certificate"].read_text(encoding="utf-8"), tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/StructTreeRoot" in data  # tagged: a screen reader finds headings and lists
