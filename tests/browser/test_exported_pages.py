"""Every exported page in a real browser: nothing asked of the network, and everybody can read it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import sample_lesson
from browsing import GRAVE, WIDTHS, Visit

from fis_lessons.course.export import Link, course_index, to_html

pytestmark = pytest.mark.browser

PRODUCTS = [
    {
        "lesson": lesson,
        "lang": lang,
        "edition": edition,
        "title": f"{title} ({lang})",
        "minutes": 60,
        "outputs": {f"{edition}/{lang}/{lesson}{suffix}": "" for suffix in (".html", ".ipynb")},
    }
    for lesson, title in (("01", "Il welfare di comunità"), ("02", "Leggere il territorio"))
    for lang in ("it", "en")
    for edition in ("trainee", "trainer")
]
PAGES = ["trainee-it", "trainee-en", "trainer-it", "hostile", "index"]


def write(name: str, folder: Path) -> Path:
    path = folder / f"{name}.html"
    if name == "index":
        text = course_index({"title": "Corso di prova", "products": PRODUCTS}, lang="it")
    elif name == "hostile":
        text = to_html(sample_lesson.hostile(), lang="it", title=sample_lesson.NASTY, edition="trainee")
    else:
        edition, lang = name.split("-")
        notebook = sample_lesson.executed()
        if edition == "trainee":
            notebook.cells = [cell for cell in notebook.cells if "tags" not in cell.metadata]
        text = to_html(
            notebook,
            lang=lang,  # type: ignore[arg-type]
            title="Senza titolo",
            edition=edition,  # type: ignore[arg-type]
            previous=Link("La prima", "01.html"),
            following=Link("La terza", "03.html"),
        )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name: str, visit: Callable[..., Visit], tmp_path: Path) -> None:
    seen = visit(write(name, tmp_path))
    for width in WIDTHS:
        seen.widen(width)
        assert not seen.scrolls_sideways(), width
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
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
    assert page.locator("main").count() == 1
    assert page.locator("img:not([alt])").count() == 0
    assert page.locator("th:not([scope])").count() == 0
    assert "No description has been provided" not in page.content()


def test_the_finding_of_a_fault_is_possible(visit: Callable[..., Visit], tmp_path: Path) -> None:
    # or the test above could pass because nothing was looked at
    path = tmp_path / "faulty.html"
    path.write_text('<img src="https://example.org/x.png"><p style="color:#bbb">grigio</p>', encoding="utf-8")
    seen = visit(path)
    found = " ".join(seen.findings(impacts=GRAVE))
    assert "image-alt" in found
    assert "color-contrast" in found
    assert "html-has-lang" in found
    assert seen.outside == ["https://example.org/x.png"]
    seen.outside.clear()


def test_nothing_that_was_typed_runs(visit: Callable[..., Visit], tmp_path: Path) -> None:
    seen = visit(write("hostile", tmp_path))
    assert seen.page.evaluate("window.hurt") is None
    assert seen.page.locator("script, form, input, svg, [onerror], [style]").count() == 0
    assert seen.page.locator("a[href^='java']:not([href*='<'])").count() == 0


def test_the_keyboard_reaches_the_content_and_the_tables(visit: Callable[..., Visit], tmp_path: Path) -> None:
    seen = visit(write("trainee-it", tmp_path))
    page = seen.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Vai al contenuto"
    assert page.locator(".fis-skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    wide = page.get_by_role("region", name="Residenti per anno")
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=wide.element_handle())


def test_code_is_closed_and_opens(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = visit(write("trainee-it", tmp_path)).page
    code = page.locator("details.fis-code").first
    assert not code.locator("pre").is_visible()
    code.get_by_text("Mostra il codice").click()
    assert code.locator("pre").is_visible()


def test_lines_are_short_enough_to_read(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = visit(write("trainee-it", tmp_path)).page
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('.fis-prose > p')].map(p => {
             const probe = document.createElement('span'); probe.textContent = '0';
             p.append(probe); const one = probe.getBoundingClientRect().width; probe.remove();
             return p.getBoundingClientRect().width / one }))"""
    )
    assert longest <= 72.5


def test_on_paper_the_numbers_are_there_and_the_code_is_not(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    page = visit(write("trainee-it", tmp_path)).page
    page.emulate_media(media="print")
    assert page.locator(".fis-figure table").first.is_visible()
    assert not page.locator(".fis-code").first.is_visible()
    assert not page.locator(".fis-contents").is_visible()
