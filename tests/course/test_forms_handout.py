"""A handout holds the whole lesson on paper, its data too, and no answer for who learns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from never_empty import some
from pypdf import PdfReader

from fis_lessons.course import notebooks
from fis_lessons.course.editions import Edition, edition
from fis_lessons.course.forms import Order
from fis_lessons.course.forms.cells import cells_of
from fis_lessons.course.forms.handout import handout_page
from fis_lessons.course.forms.ran import keep_secrets
from fis_lessons.course.pdf import write_pdf
from fis_lessons.course.pdf_tags import tags_mended
from fis_lessons.course.plan import course_file, opened, read_plan
from fis_lessons.i18n import use_language
from fis_lessons.programs import find_browser

PLAN = read_plan(course_file("standard"))
VARIANT = PLAN.only(["08"]).variants[0]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


@cache
def text(which: Edition) -> str:
    executed = notebooks.read(VARIANT.lesson.notebook)
    order = Order(PLAN, Path("unused"), "it")
    return handout_page(executed, opened(VARIANT), order=order, edition=which)


def soup(which: Edition) -> BeautifulSoup:
    return BeautifulSoup(text(which), "html.parser")


def test_every_sentence_of_the_lesson_is_on_paper() -> None:
    words = soup("trainee").get_text(" ", strip=True)
    cells = cells_of(edition(notebooks.read(VARIANT.lesson.notebook), "trainee"))[1:]
    apart = ("stop", "hand-in-head", "progress-head")
    shown = [one for one in cells if one.call in ("", "text", "table", "sources") and one.id not in apart]
    tags = [BeautifulSoup(one.html, "html.parser").find_all(["p", "li", "td", "h2"]) for one in shown]
    sentences = some(tag.get_text(" ", strip=True) for found in tags for tag in found)
    assert [one for one in sentences if one not in words] == []


def test_who_learns_has_room_to_write_and_no_answer() -> None:
    page = soup("trainee")
    keep_secrets(text("trainee"), VARIANT, notebooks.read(VARIANT.lesson.notebook))
    lesson = opened(VARIANT)
    questions = page.select("section.question")
    assert len(questions) == len(lesson.exercises)
    assert all(one.select(".tick, .line, .writing") for one in questions)
    assert len(page.select(".note .writing")) == len(lesson.parts.notes) + len(lesson.parts.documents)
    assert not page.select(".answer, .trainer, button, input, select, details, script")
    assert len(soup("trainer").select(".answer")) == len(lesson.exercises)


def test_the_data_of_each_figure_stand_before_the_sources() -> None:
    page = soup("trainee")
    heads = [one.get_text(strip=True) for one in page.select("h2")]
    assert heads.index("I dati delle figure") < heads.index("Fonti")
    pictures = page.select("img")
    assert len(pictures) >= 6
    assert len(page.select("section.data table")) == len(pictures)
    assert all(len(one["alt"]) > 20 for one in pictures)
    levels = [int(one.name[1]) for one in page.find_all(re.compile(r"^h\d$"))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.skipif(not find_browser(), reason="no browser to print with")
def test_the_pdf_is_tagged_numbered_and_passes_the_rules_of_pdf_ua(tmp_path: Path) -> None:
    import pdfua

    path = tmp_path / "dispensa.pdf"
    write_pdf(text("trainee"), path)
    report = pdfua.validate(str(path))
    # it claims nothing: no machine checks all of PDF/UA, and this one a part
    assert {one.rule_id for one in report.findings} <= {"UA-28-004"}
    read = PdfReader(path)
    assert str(read.trailer["/Root"]["/Lang"]).startswith("it")
    assert read.metadata and "Ha funzionato?" in str(read.metadata.title)
    assert any("Prima e dopo" in str(getattr(one, "title", "")) for one in _flat(read.outline))
    count = len(read.pages)
    first = " ".join(read.pages[0].extract_text().split())
    assert f"Pagina 1 di {count}" in first
    assert "Ha funzionato?" in first


def _flat(outline: object) -> list[object]:
    return [inner for one in outline for inner in (_flat(one) if isinstance(one, list) else [one])]  # type: ignore[attr-defined]


def test_what_needs_no_mending_stays_as_it_is() -> None:
    from pypdf import PdfWriter

    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    assert tags_mended(out.getvalue()) == out.getvalue()
