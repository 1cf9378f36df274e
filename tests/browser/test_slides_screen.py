"""Slides on the wall: nothing over the edge, a keyboard is enough, notes in a window of their own; and paper."""

from __future__ import annotations

import io
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit
from playwright.sync_api import Browser
from pypdf import PdfReader

from fis_lessons.course import notebooks
from fis_lessons.course.forms.slides import slides_page
from fis_lessons.course.plan import course_file, opened, read_plan
from fis_lessons.i18n import use_language

VARIANT = read_plan(course_file("standard")).only(["11"]).variants[0]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the slides of the lesson with the longest tables, as the trainer has them."""
    path = tmp_path_factory.mktemp("slides") / "slides.html"
    with use_language("it"):
        executed = notebooks.read(VARIANT.lesson.notebook)
        page = slides_page(executed, opened(VARIANT), lang="it", edition="trainer")
    path.write_text(page, encoding="utf-8")
    return path


MEASURE = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "measure_slides.py"))["MEASURE"]


def test_no_slide_goes_over_the_edge_and_axe_finds_nothing(deck: Path, visit: Callable[..., Visit]) -> None:
    opened_page = visit(deck, width=1280, height=720)
    opened_page.page.wait_for_function("Reveal.isReady()")
    found = opened_page.page.evaluate(MEASURE)
    assert len(found) > 80
    assert [one for one in found if one["beyond"] or one["letters"] < 20] == []
    assert all(height > 200 for one in found for height in one["pictures"])
    # the check can fail
    opened_page.page.evaluate("document.querySelectorAll('.fis-c')[7].style.fontSize = '5em'")
    assert sum(bool(one["beyond"]) for one in opened_page.page.evaluate(MEASURE)) == 1
    every = frozenset({"minor", "moderate", "serious", "critical"})
    for place in (0, 2, 10, 12, 13, 20):  # title, text, figure, question, answer, table
        opened_page.page.evaluate(f"Reveal.slide({place})")
        assert opened_page.findings(impacts=every) == []


def test_a_keyboard_turns_the_slides_and_opens_the_notes(deck: Path, visit: Callable[..., Visit]) -> None:
    page: Any = visit(deck, width=1280, height=720).page
    page.wait_for_function("Reveal.isReady()")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getIndices().h") == 2
    names = page.evaluate("[...document.querySelectorAll('.controls button')].map((b) => b.ariaLabel)")
    assert set(names) == {"diapositiva successiva", "diapositiva precedente"}
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    side = popup.value
    side.wait_for_selector("main h1")
    assert side.title() == "Note per chi conduce"
    assert side.evaluate("document.documentElement.lang") == "it"
    question = page.evaluate(
        "Reveal.getSlides().findIndex((one) => one.innerText.includes('Esercizio 1 di') || "
        "one.textContent.includes('Esercizio 1 di'))"
    )
    page.evaluate(f"Reveal.slide({question})")
    assert "Errori attesi" in side.inner_text("main")
    side.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getIndices().h") == question + 1
    assert "Risposta: Esercizio 1" in side.inner_text("h1")


def test_printed_there_is_a_sheet_for_each_slide(deck: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{deck.as_uri()}?print-pdf")
    page.wait_for_selector(".pdf-page")
    count = page.evaluate("document.querySelectorAll('.pdf-page').length")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    page.close()
    assert len(printed.pages) == count > 80
    assert "Un contratto che paga i risultati" in " ".join(printed.pages[0].extract_text().split())
    assert printed.pages[0].mediabox.width > printed.pages[0].mediabox.height
