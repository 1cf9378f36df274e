"""What a trainer opens: no cell can become a formula, nothing typed by others becomes a tag."""

from __future__ import annotations

import datetime
import io
import time
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from class_samples import bench, sound, spoiled

from fis_lessons.course.class_book import class_book
from fis_lessons.course.class_page import class_page
from fis_lessons.course.collect import Class, SetAside, collect
from fis_lessons.course.collect_judging import OUTCOMES
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import use_language

NASTY = [
    '=HYPERLINK("http://x.example";"premi")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} ${7*7} %s",
    "Ro\u0000ssi\x0b\ud800",
    "À" * 300,
    "'apostrofo",
]


def _call_them(hand_in: dict[str, Any], *, name: str) -> None:
    hand_in["person"] = name


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Class:
    folder = tmp_path_factory.mktemp("nasty")
    for number, name in enumerate(NASTY):
        data = spoiled(partial(_call_them, name=name))
        (folder / f"{number}.json").write_bytes(data)
    (folder / "=1+1.json").write_bytes(b"=1+1")
    (folder / "<b>.json").write_bytes(spoiled(lambda v: v["parameters"].update(case="=1+1<script>")))
    return collect(folder)


def cells(data: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]


def test_every_name_is_there_as_text(nasty: Class) -> None:
    found = cells(class_book(nasty, lang="it"))
    people = {row.person for group in nasty.groups for row in group.rows}
    assert len(people) == len(NASTY)
    shown = {cell.value: cell for cell in found}
    for person in people:
        assert shown[person].data_type == "s"
    dangerous = [cell for cell in found if isinstance(cell.value, str) and cell.value[:1] in tuple("=+-@")]
    assert len(dangerous) >= 6
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)


def test_no_cell_is_a_formula_or_an_error(nasty: Class) -> None:
    assert {cell.data_type for cell in cells(class_book(nasty, lang="en"))} <= {"s", "n", "d"}


def test_there_is_a_sheet_per_lesson(tmp_path: Path) -> None:
    bench().write_class(tmp_path, people=6, lessons=["01", "02"])
    (tmp_path / "vuoto.json").write_bytes(b"")
    found = collect(tmp_path)
    for lang, names in (
        ("it", ["Riepilogo", "Lezione 01", "Lezione 02", "Messe da parte"]),
        ("en", ["Summary", "Lesson 01", "Lesson 02", "Set aside"]),
    ):
        book = openpyxl.load_workbook(io.BytesIO(class_book(found, lang=lang)))  # type: ignore[arg-type]
        assert book.sheetnames == names
        assert book[names[1]].max_row == 4
        assert book[names[3]]["A2"].value == "vuoto.json"
    summary = openpyxl.load_workbook(io.BytesIO(class_book(found, lang="it")))["Riepilogo"]
    assert summary["A2"].value == "Persone: 6. Consegne contate: 6. File messi da parte: 1."


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_page_shows_everything_as_text(nasty: Class, lang: Any) -> None:
    text = class_page(nasty, lang=lang)
    tags = Tags(text).seen
    names = [tag for tag, _attributes in tags]
    assert not {"script", "img", "a", "link", "iframe", "form", "b"} & set(names)
    assert not [
        a for _tag, attributes in tags for a in attributes if a.startswith("on") or a in ("src", "href")
    ]
    assert names.count("h1") == 1
    assert ("html", {"lang": lang}) in tags
    assert all(attributes.get("scope") for tag, attributes in tags if tag == "th")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "http://x.example" in text  # as words


def test_every_outcome_is_said_in_words(tmp_path: Path) -> None:
    bench().write_class(tmp_path, people=30, lessons=["02"])
    found = collect(tmp_path)
    text = class_page(found, lang="en")
    met = {judged.outcome for row in found.groups[0].rows for judged in row.exercises.values()}
    assert len(met) >= 4
    with use_language("en"):
        assert all(_(OUTCOMES[outcome]) in text for outcome in met)
    assert "Where the class is stuck" in text


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the clock of this system cannot be moved")
def test_page_and_spreadsheet_give_a_hand_in_at_night_the_same_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # half past midnight of 3 March in Italy is half past eleven of the day before at Greenwich
    night = spoiled(lambda values: values.update(handed_in="2026-03-02T23:30:00+00:00"))
    (tmp_path / "a.json").write_bytes(night)
    with monkeypatch.context() as moved:
        moved.setenv("TZ", "Europe/Rome")
        time.tzset()
        found = collect(tmp_path)
        book, page = class_book(found, lang="it"), class_page(found, lang="it")
    time.tzset()
    assert any(cell.value == datetime.datetime(2026, 3, 3, 0, 30) for cell in cells(book))
    assert "3 marzo 2026" in page
    assert "2 marzo 2026" not in page


def test_a_class_of_nobody_has_its_page() -> None:
    empty = Class((), (SetAside("a", "b"),))
    assert "<h1>" in class_page(empty, lang="it")
    assert cells(class_book(empty, lang="it"))


def test_the_page_says_where_the_class_is_stuck(tmp_path: Path) -> None:
    for number in range(3):
        values = sound(f"P{number}")
        (tmp_path / f"{number}.json").write_text(values, encoding="utf-8")
    found = collect(tmp_path)
    hardest = max(found.groups[0].exercises, key=lambda asked: asked.stuck)
    assert hardest.stuck == 3
    assert f"fermi 3 su {hardest.tried}" in class_page(found, lang="it")
