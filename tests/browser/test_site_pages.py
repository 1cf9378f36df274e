"""A site in a real browser, from a folder: for everybody, nothing asked of the network, every word found."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from browsing import Visit
from playwright.sync_api import Page
from site_samples import HOSTILE, built_course

from fis_lessons.course.site import write_site

pytestmark = pytest.mark.browser

PAGES = ("index.html", "01_prova.html", "cerca.html", "fonti.html", "questo_sito.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    return write_site(built_course(folder / "corso"), folder / "sito").folder


@pytest.mark.parametrize(("lang", "width"), [("it", 1366), ("en", 480)])
def test_a_site_is_for_everybody(lang: str, width: int, site: Path, visit: Callable[..., Visit]) -> None:
    seen = visit(site / lang / PAGES[0], width=width)
    for name in PAGES:
        seen.page.goto((site / lang / name).as_uri())
        assert seen.findings() == [], name
        assert not seen.scrolls_sideways(), name
        levels = seen.headings()
        assert (levels[0], levels.count(1)) == (1, 1), name
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert seen.page.locator("html").get_attribute("lang") == lang
    assert seen.outside == []


def look_for(page: Page, words: str) -> list[str]:
    page.fill("#fis-query", words)
    page.keyboard.press("Enter")
    return page.locator("#fis-results > li > a").all_inner_texts()


def test_words_are_found_as_people_write_them(site: Path, visit: Callable[..., Visit]) -> None:
    page = visit(site / "it" / "cerca.html").page
    # with and without hyphen, accents, capitals, plural; a part in which it stands in the heading comes first
    for words in ("co-progettazione", "coprogettazione", "COPROGETTAZIONI", "perche"):
        assert look_for(page, words) == ["Che cosa si impara"], words
    assert page.inner_text("#fis-found") == "Un risultato."
    assert len(look_for(page, "indicatore")) == 5  # said once in 02 and 03, and once in each example
    assert look_for(page, "territorio")[0] == "Leggere il territorio"
    assert look_for(page, "getta") == []  # the middle of a word is not the word
    assert "Nessun risultato" in page.inner_text("#fis-found")
    assert len(look_for(page, "gli abitanti di Bergamo e le città")) == 1  # small words do not count
    assert look_for(page, "bergamo zzz") == ["Che cosa si impara"] * 3
    assert "ne hanno di più" in page.inner_text("#fis-found")
    assert look_for(page, "   ") == []
    assert page.inner_text("#fis-found") == ""


def test_a_search_from_any_page_and_the_way_to_what_is_found(site: Path, visit: Callable[..., Visit]) -> None:
    page = visit(site / "it" / "index.html").page
    page.fill("#fis-find", "città")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca.html?q=*")
    assert page.input_value("#fis-query") == "città"
    assert page.locator("#fis-results mark").first.inner_text() == "città"
    page.locator("#fis-results a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/02_prova.html#*")
    assert page.locator("h1").inner_text() == "Leggere il territorio"
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/02_prova.html")


def test_what_is_searched_is_text_and_stays_text(site: Path, visit: Callable[..., Visit]) -> None:
    page = visit(site / "it" / "cerca.html").page
    assert look_for(page, "ostile") == ["Che cosa si impara"]
    assert HOSTILE[:9] in page.inner_text("#fis-results")
    look_for(page, HOSTILE)
    assert page.evaluate("window.taken") is None
    assert page.locator("#fis-results img, #fis-results script").count() == 0


def test_the_security_of_the_page_lets_its_own_search_run(site: Path, visit: Callable[..., Visit]) -> None:
    # the visits above set the policy aside: here it holds
    browser = visit(site / "it" / "index.html").context.browser
    assert browser is not None
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "it" / "cerca.html").as_uri())
    assert look_for(page, "bergamo") == ["Che cosa si impara"] * 3
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Titillium Web"')
    context.close()
