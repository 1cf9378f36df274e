"""The page of a lesson, without a browser: what stays, what goes, and what stops it."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fis_lessons.course.export import Link, course_index, to_html
from fis_lessons.course.page import clean
from fis_lessons.errors import BuildError

WIDGET = "application/vnd.jupyter.widget-view+json"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def page_of(*cells: NotebookNode, about: dict[str, Any] | None = None, **more: Any) -> BeautifulSoup:
    notebook = new_notebook(cells=list(cells), metadata={"fis": about or {}})
    more = {"lang": "it", "title": "Titolo", "edition": "trainee", **more}
    return BeautifulSoup(to_html(notebook, **more), "html.parser")


def shown(data: dict[str, Any], **metadata: Any) -> NotebookNode:
    return new_code_cell("x", id="c", outputs=[new_output("display_data", data=data, metadata=metadata)])


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>Ciao <b>tu</b></p>", "<p>Ciao <b>tu</b></p>"),
        ("<script>x()</script>", ""),
        ("<p onclick='x()' style='color:red'>a</p>", "<p>a</p>"),
        ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
        ("<a href=' jAva&#9;script:x()'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        (
            "<a href='https://example.org/?a=1&amp;b=2'>a</a>",
            '<a href="https://example.org/?a=1&amp;b=2">a</a>',
        ),
        ("<a href='02_dopo.ipynb#x'>a</a>", '<a href="02_dopo.ipynb#x">a</a>'),
        ("<img src='https://example.org/x.png' alt='x'>", ""),
        ("<img src='data:image/svg+xml,<svg onload=x()>' alt='x'>", ""),
        ("<svg><style><img src=x onerror=x()></style></svg>b", "b"),
        ("<math><mtext><table><mglyph><style><img src=x></style></math>c", ""),
        ("<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>", "'&gt;"),
        ("<!-- <script>x()</script> -->d", "d"),
        ("<![CDATA[<script>x()</script>]]>e", "x()]]&gt;e"),  # as a browser reads it: words
        ("<form action='https://example.org'><input value='x'>f</form>", ""),
        ("<iframe src='https://example.org'></iframe><object data='x'></object>g", "g"),
        ("<blink>h</blink>", "h"),
        ("<div role='alert' tabindex='5'>i</div>", "<div>i</div>"),
        ("<style>@import 'https://example.org/x.css'</style>l", "l"),
    ],
)
def test_only_harmless_tags_stay(html: str, kept: str) -> None:
    found = clean(html)
    if kept == "'&gt;":  # what is left of a trick is text, not a tag
        assert "<img" not in found
    else:
        assert found == kept


def test_a_widget_is_shown_in_its_form_for_the_page() -> None:
    data = {WIDGET: {"model_id": "m"}, "text/html": "<p>fermo</p>", "text/plain": "parole"}
    page = page_of(shown(data))
    assert page.select_one(".fis-output").get_text() == "fermo"
    assert "model_id" not in str(page)


@pytest.mark.parametrize("mime", ["application/javascript", "application/json", "application/pdf"])
def test_what_a_page_cannot_show_is_left_out(mime: str) -> None:
    page = page_of(shown({mime: "window.x = 1"}))
    assert page.select(".fis-output") == []
    assert "window.x" not in str(page)


def test_pictures_without_description_stop_the_page_and_are_all_listed() -> None:
    good = shown({"image/png": DOT}, **{"image/png": {"alt": "un «punto» & basta"}})
    assert page_of(good).select_one("img")["alt"] == "un «punto» & basta"
    bare, html = shown({"image/png": DOT}), shown({"text/html": f"<img src='data:image/png;base64,{DOT}'>"})
    bare.id, html.id = "senza", "nuda"
    with pytest.raises(BuildError) as caught:
        page_of(good, bare, html)
    assert [problem.where for problem in caught.value.problems] == ["cella senza", "cella nuda"]


def test_a_drawing_in_svg_is_shown_as_a_picture_that_runs_nothing() -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"
    page = page_of(shown({"image/svg+xml": drawing}, alt="un cerchio"))
    source = page.select_one("img")["src"]
    assert base64.b64decode(source.split(",")[1]).decode() == drawing
    assert page.select("svg") == []


def test_one_title_and_headings_without_holes() -> None:
    page = page_of(
        new_markdown_cell("# Il primo «titolo»\n\n#### Saltato\n\n## Sezione\n\n# Un altro\n\n### Sotto"),
        new_markdown_cell("## Sezione"),
        title="Non questo",
    )
    levels = [tag.name for tag in page.select("h1, h2, h3, h4")]
    assert levels == ["h1", "h2", "h2", "h2", "h3", "h2"]
    assert page.h1.get_text() == "Il primo «titolo»"
    assert page.title.get_text().startswith("Il primo «titolo»")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    links = [a["href"][1:] for a in page.select(".fis-contents a")]
    assert len(links) == 4
    assert set(links) <= set(ids)


def test_a_lesson_without_title_takes_the_one_given() -> None:
    page = page_of(new_markdown_cell("Testo"), title="<b>A & B</b>")
    assert page.h1.get_text() == "<b>A & B</b>"
    assert page.select(".fis-contents") == []


def test_tables_name_their_parts() -> None:
    page = page_of(new_markdown_cell("|  | Anno |\n|---|---|\n| Lucca | 2025 |"))
    assert [th["scope"] for th in page.select("th")] == ["col"]
    assert page.select_one("thead td").get_text() == ""
    box = page.select_one("div.fis-scroll")
    assert (box["role"], box["tabindex"], box["aria-label"]) == ("region", "0", "Tabella 1")


def test_code_is_there_folded_and_without_numbers() -> None:
    page = page_of(new_code_cell("case = 'bergamo'", execution_count=7))
    code = page.select_one("details.fis-code")
    assert not code.has_attr("open")
    assert code.summary.get_text() == "Mostra il codice"
    assert code.pre.get_text().strip() == "case = 'bergamo'"
    assert "[7]" not in page.get_text()


def test_the_page_loads_and_runs_nothing() -> None:
    text = str(page_of(new_markdown_cell("# T\n\n$x^2$"), shown({"text/html": "<p>a</p>"})))
    soup = BeautifulSoup(text, "html.parser")
    assert soup.select("script, link:not([href='data:,']), iframe, object") == []
    assert re.findall(r"url\(|@import", text) == []
    assert "default-src 'none'" in soup.select_one("meta[http-equiv]")["content"]


@pytest.mark.parametrize(
    ("lang", "edition", "words"),
    [
        ("it", "trainee", ["Questa pagina è da leggere", "Edizione per chi impara", "Mostra il codice"]),
        ("it", "trainer", ["Edizione per chi conduce", "risposte attese", "Per chi conduce"]),
        ("en", "trainee", ["This page is for reading", "Show the code", "Skip to content"]),
        ("en", "trainer", ["Trainer's edition", "60 minutes", "Lesson 07"]),
    ],
)
def test_the_page_speaks_the_language_of_whom_it_is_for(lang: str, edition: str, words: str) -> None:
    note = new_markdown_cell("nota", metadata={"tags": ["trainer"]})
    cells = [new_code_cell("x"), *([note] if edition == "trainer" else [])]
    page = page_of(*cells, about={"id": "07", "minutes": 60}, lang=lang, edition=edition)
    assert page.html["lang"] == lang
    for text in words:
        assert text in page.get_text()


def test_the_edition_written_in_the_notebook_counts() -> None:
    notebook = new_notebook(metadata={"edition": "trainer"})
    assert "Edizione per chi conduce" in to_html(notebook, lang="it", title="T")
    with pytest.raises(ValueError, match="nobody"):
        to_html(notebook, lang="it", title="T", edition="nobody")  # type: ignore[arg-type]


def test_objectives_are_said_once() -> None:
    about = {"objectives": ["leggere una tabella"]}
    assert page_of(new_markdown_cell("# T"), about=about).get_text().count("leggere una tabella") == 1
    told = page_of(new_markdown_cell("# T\n\n- **Leggere**, una tabella!"), about=about)
    assert told.select(".fis-objectives") == []


def test_links_between_lessons_lead_to_pages() -> None:
    cell = new_markdown_cell("[a](02_b.ipynb#c) [d](https://example.org/e.ipynb)")
    page = page_of(cell, previous=Link("Prima", "00.html"), following=Link("Dopo", "02.html"))
    addresses = [a["href"] for a in page.select("main a")]
    assert addresses == ["02_b.html#c", "https://example.org/e.ipynb"]
    assert [a["href"] for a in page.select(".fis-turn a")] == ["00.html", "02.html"]


def test_the_notebook_is_not_changed_and_the_page_is_always_the_same() -> None:
    notebook = new_notebook(cells=[shown({WIDGET: {}, "text/html": "<p>a</p>"})])
    before = str(notebook)
    first = to_html(notebook, lang="it", title="T")
    assert str(notebook) == before
    assert to_html(notebook, lang="it", title="T") == first


def test_the_index_lists_every_lesson_once_and_escapes() -> None:
    def product(lesson: str, lang: str, edition: str) -> dict[str, object]:
        outputs = {f"{edition}/{lang}/{lesson}{end}": "" for end in (".html", ".ipynb")}
        title = f"{lesson} <i>{lang}</i>"
        about = {"lesson": lesson, "lang": lang, "edition": edition, "minutes": 60}
        return {**about, "title": title, "outputs": outputs}

    products = [product(n, lang, "trainee") for n in ("02", "01") for lang in ("en", "it")]
    products.append(product("01", "it", "trainer"))
    page = BeautifulSoup(course_index({"title": "A & B", "products": products}, lang="it"), "html.parser")
    assert page.h1.get_text() == "A & B"
    assert [h.get_text() for h in page.select(".fis-lessons h3")] == ["01 <i>it</i>", "02 <i>it</i>"]
    first = [a["href"] for a in page.select(".fis-lessons > li:first-child a")]
    assert first[0] == "trainee/it/01.html"
    assert first == [f"trainee/{lang}/01{end}" for lang in ("it", "en") for end in (".html", ".ipynb")]
    assert "trainer/" not in str(page), "whoever learns finds no way to the answers"
    theirs = course_index({"title": "A", "products": products}, lang="it", edition="trainer")
    assert [a["href"] for a in BeautifulSoup(theirs, "html.parser").select(".fis-lessons a")] == [
        "it/01.html",
        "it/01.ipynb",
    ], "from the trainer's folder, where the page stands"
    assert page.select_one("a[href='trainee/en/01.html']")["hreflang"] == "en"
    assert course_index({"title": "", "products": []}, lang="en").count("<h1>") == 1
