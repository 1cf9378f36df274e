"""Blocks of Markdown and the English notebook: nothing lost, nothing out of date."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_course import ENGLISH, catalogue, sample

from fis_lessons.course import build as build_module
from fis_lessons.course.blocks import blocks, rewrite, untouchable
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.course.translate import Entry, Gap, gaps, read_entries, translate, units
from fis_lessons.errors import TranslationError

CELLS = {
    "heading": ("## Chi paga", ["Chi paga"]),
    "paragraph of two lines": ("uno\ndue", ["uno\ndue"]),
    "two paragraphs": ("uno\n\ndue", ["uno", "due"]),
    "list": ("- uno\n- due", ["uno", "due"]),
    "item over two lines": ("1. uno\n   ancora\n2. due", ["uno\n   ancora", "due"]),
    "quotation": ("> detto", ["detto"]),
    "table": ("| a | b |\n|---|--:|\n| 1 | 2 |", ["| a | b |", "| 1 | 2 |"]),
    "code": ("prima\n\n```python\nx = 1\n```\ndopo", ["prima", "dopo"]),
    "formula": ("$$\nx = 1\n$$\ndopo", ["dopo"]),
    "formula on one line": ("$$x$$\ndopo", ["dopo"]),
    "heading then text": ("# Titolo\ntesto", ["Titolo", "testo"]),
    "rule": ("sopra\n\n---\n\nsotto", ["sopra", "sotto"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("source", "expected"), CELLS.values(), ids=CELLS)
def test_a_cell_is_cut_where_a_translator_expects(source: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(source) if block.words] == expected


@given(st.text(alphabet="ab #-|>`$\n1.~*"))
def test_cutting_loses_nothing(source: str) -> None:
    assert rewrite(source, lambda text: text) == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("niente", []),
        ("[qui](https://a.it/x)", ["https://a.it/x"]),
        ('[qui](https://a.it "titolo")', ["https://a.it"]),
        ("<https://a.it>", ["https://a.it"]),
        ("`case` e ``due``", ["case", "due"]),
    ],
)
def test_links_and_code_are_untouchable(text: str, expected: list[str]) -> None:
    assert untouchable(text) == expected


def test_places_and_texts_of_a_notebook() -> None:
    assert list(units(sample())) == [
        ("metadata.fis.title", "Leggere i numeri"),
        ("metadata.fis.objectives", "Capire"),
        ("title", "Leggere i numeri"),
        ("title", "Prima frase."),
        ("who", "Chi sono"),
        ("who", "Vedi [Istat](https://www.istat.it) e `place`."),
        ("note-to-trainer", "Nota per il formatore: lascia dieci minuti al lavoro in coppia."),
    ]


def test_english_notebook_has_the_same_cells_and_code(tmp_path: Path) -> None:
    source = sample()
    before = nbformat.writes(source)
    english = translate(source, catalogue(tmp_path / "notebook_91.po", ENGLISH), lang="en")
    assert [cell.id for cell in english.cells] == [cell.id for cell in source.cells]
    assert [c.source for c in english.cells if c.cell_type == "code"] == [
        c.source for c in source.cells if c.cell_type == "code"
    ]
    assert english.cells[3].source == "## Who they are\n\nSee [Istat](https://www.istat.it) and `place`."
    assert english.metadata.fis == {
        "id": "91",
        "title": "Reading the numbers",
        "minutes": 10,
        "objectives": ["Understand"],
    }
    assert english.metadata.language == "en"
    assert nbformat.writes(source) == before


def test_italian_needs_no_catalogue() -> None:
    assert translate(sample(), None, lang="it").cells == sample().cells


GAPS = {
    "missing": ({"Chi sono": None}, (), "missing", "Chi sono"),
    "empty": ({"Chi sono": ""}, (), "empty", "Chi sono"),
    "fuzzy": ({}, ("Chi sono",), "fuzzy", "Chi sono"),
    "stale": ({"Frase tolta.": "Gone."}, (), "stale", "Frase tolta."),
    "link lost": (
        {"Vedi [Istat](https://www.istat.it) e `place`.": "See Istat and `place`."},
        (),
        "changed",
        "Vedi [Istat](https://www.istat.it) e `place`.",
    ),
    "link changed": (
        {"Vedi [Istat](https://www.istat.it) e `place`.": "See [Istat](https://istat.example) and `place`."},
        (),
        "changed",
        "Vedi [Istat](https://www.istat.it) e `place`.",
    ),
    "code translated": (
        {"Vedi [Istat](https://www.istat.it) e `place`.": "See [Istat](https://www.istat.it) and `luogo`."},
        (),
        "changed",
        "Vedi [Istat](https://www.istat.it) e `place`.",
    ),
}


@pytest.mark.parametrize(("change", "fuzzy", "finding", "text"), GAPS.values(), ids=GAPS)
def test_each_gap_is_named(
    tmp_path: Path, change: dict[str, str | None], fuzzy: tuple[str, ...], finding: str, text: str
) -> None:
    entries = {key: value for key, value in {**ENGLISH, **change}.items() if value is not None}
    path = catalogue(tmp_path / "notebook_91.po", entries, fuzzy=fuzzy)
    found = gaps(sample(), read_entries(path), name=path.name)
    assert [(gap.finding, gap.text) for gap in found] == [(finding, text)]
    with pytest.raises(TranslationError, match=r"notebook_91\.po"):
        translate(sample(), path, lang="en")


def test_a_changed_sentence_is_missing_and_its_old_entry_stale() -> None:
    source = sample()
    source.cells[0].source = source.cells[0].source.replace("Prima frase.", "Prima frase, cambiata.")
    entries = [Entry(key, value) for key, value in ENGLISH.items()]
    assert sorted(gap.finding for gap in gaps(source, entries, name="x")) == ["missing", "stale"]


def test_all_gaps_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(TranslationError) as error:
        translate(sample(), tmp_path / "notebook_91.po", lang="en")
    assert len(error.value.problems) == len(ENGLISH)


def test_a_build_stops_before_it_runs_if_the_kit_lacks_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_plan(course_file("standard"))
    lacking = [Gap("missing", "lessons/base.py:1", "Una frase nuova.")]
    monkeypatch.setattr(build_module, "gaps_in_strings", lambda *, lang: lacking)
    with pytest.raises(TranslationError, match="«en»") as told:
        build_module.build(whole, tmp_path / "corso")
    assert "Una frase nuova." in str(told.value)
    assert not (tmp_path / "corso").exists()
