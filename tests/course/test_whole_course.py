"""A whole course in one: on paper with its contents, as one package that lists its lessons, minute by minute."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from test_form_scorm import SPACES, judged

from fis_lessons.course import notebooks
from fis_lessons.course.forms import FORMS, Order, make_form, ran
from fis_lessons.course.forms.scorm import Sco, Version, course_package
from fis_lessons.course.jobs import News
from fis_lessons.course.plan import Variant, course_file, read_plan
from fis_lessons.errors import BuildError
from fis_lessons.i18n import use_language
from fis_lessons.programs import find_browser

PLAN = read_plan(course_file("standard")).only(["05", "07"])


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the stored notebooks for executed ones: that is what they are."""

    def executed(jobs: list[Variant], *_work: object, **_options: object) -> Iterator[News[Variant, str]]:
        for one in jobs:
            yield News(one, "done", result=notebooks.text_of(notebooks.read(one.lesson.notebook)))

    monkeypatch.setattr(ran, "run_jobs", executed)
    monkeypatch.setattr(ran, "warm_kernels", nullcontext)


def made(form: str, folder: Path, *, trainer: bool = False, pdf: bool = False) -> list[Path]:
    order = Order(PLAN, folder, "it", trainer=trainer, pdf=pdf, whole=True)
    return list(make_form(form, order).files)


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_one_page_holds_every_lesson_and_its_contents_lead_to_each_section(
    tmp_path: Path, stored: None
) -> None:
    learns, teaches = made("handout", tmp_path, trainer=True)
    assert learns.relative_to(tmp_path).parts[:2] == ("trainee", "it")
    page = soup(learns)
    assert [one.get_text() for one in page.select(".part > .lesson h2, .part > h2")] == [
        "05 · Una rete che tiene",
        "07 · Indicatori e basi di partenza",
    ]
    assert "140 minuti" in page.select_one(".facts").get_text()
    levels = [int(one.name[1]) for one in page.find_all(re.compile(r"^h\d$"))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [str(one["id"]) for one in page.find_all(id=True)]
    assert len(set(names)) == len(names)
    links = [str(one["href"])[1:] for one in page.select('a[href^="#"]')]
    assert len(links) > 20 and set(links) <= set(names)
    assert {"l05", "l07", "l07-La-scheda-indicatore"} <= set(links)
    for tag in page.select("[aria-labelledby]"):
        assert set(str(tag["aria-labelledby"]).split()) <= set(names)
    assert not page.select(".answer, .trainer") and "FIS-SHEET" not in str(page)
    assert soup(teaches).select(".answer") and soup(teaches).select(".trainer")


@pytest.mark.skipif(not find_browser(), reason="no browser to print with")
def test_the_contents_say_on_which_sheet_each_lesson_begins_and_the_pdf_is_tagged(
    tmp_path: Path, stored: None
) -> None:
    import pdfua

    path = next(one for one in made("handout", tmp_path, pdf=True) if one.suffix == ".pdf")
    read = PdfReader(path)
    texts = [" ".join(page.extract_text().split()) for page in read.pages]
    told = {name: int(sheet) for name, sheet in re.findall(r"(0[57] · [^·\d]+?) (\d+)", texts[0])}
    assert set(told) == {"05 · Una rete che tiene", "07 · Indicatori e basi di partenza"}
    for name, sheet in told.items():
        assert name in texts[sheet - 1] and sheet > 1
        assert len(texts[sheet - 1]) > 300, "a sheet with a title only"
    assert {one.rule_id for one in pdfua.validate(str(path)).findings} <= {"UA-28-004"}


def test_the_sheet_of_a_course_adds_up_the_minutes_of_its_lessons(tmp_path: Path, stored: None) -> None:
    (path,) = made("run-sheet", tmp_path)
    assert path.relative_to(tmp_path).parts[0] == "trainer"
    page = soup(path)
    table = page.select_one("table.minutes")
    assert table is not None
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])][:4] for row in table.select("tbody tr")]
    assert rows == [
        ["05", "Una rete che tiene", "70", "70"],
        ["07", "Indicatori e basi di partenza", "70", "140"],
    ]
    assert "In tutto 140 minuti: 2 ore e 20 minuti." in table.get_text()
    assert len(page.select("table.run")) == 2


def test_what_cannot_be_of_a_whole_course_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="una tra handout, run-sheet"):
        make_form("slides", Order(PLAN, tmp_path, "it", whole=True))
    assert [name for name, form in FORMS.items() if not form.whole] == ["slides", "question-sheet"]


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_a_package_lists_its_lessons_in_order_each_a_page_that_is_scored(version: Version) -> None:
    lessons = [Sco(f"{n}/index.html", f"{n} · <è>", f"<p>{n}</p>", f"-L{n}") for n in ("07", "05", "13")]
    content = course_package(lessons, name="C3-città", title="Il corso", version=version)
    assert content == course_package(lessons, name="C3-città", title="Il corso", version=version)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["imsmanifest.xml", *(one.place for one in lessons)]
    root = ET.fromstring(archive.read("imsmanifest.xml"))
    space, adl = (f"{{{one}}}" for one in SPACES[version])
    (organization,) = root.iter(f"{space}organization")
    items = organization.findall(f"{space}item")
    assert organization.findtext(f"{space}title") == "Il corso"
    assert [one.findtext(f"{space}title") for one in items] == ["07 · <è>", "05 · <è>", "13 · <è>"]
    kind = f"{adl}{'scormtype' if version == '1.2' else 'scormType'}"
    places = {
        one.get("identifier"): one.get("href")
        for one in root.iter(f"{space}resource")
        if one.get(kind) == "sco"
    }
    assert [places[one.get("identifierref")] for one in items] == [one.place for one in lessons]
    names = [one.get("identifier", "x") for one in root.iter() if "identifier" in one.attrib]
    assert len(set(names)) == len(names)
    assert judged(root, version) == []
