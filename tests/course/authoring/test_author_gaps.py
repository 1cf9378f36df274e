"""What each lesson lacks on each case, counted and named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fis_lessons.cli import app
from fis_lessons.course.authoring import gaps
from fis_lessons.course.authoring.gaps import Lack, lacks
from fis_lessons.course.authoring.telling import lacks_page, named
from fis_lessons.i18n import set_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def test_a_municipality_without_a_project_borrows_and_asks() -> None:
    lucca, town = lacks(["01"], cases=["lucca"])
    assert (lucca.case, lucca.borrowed) == ("lucca", 0)
    assert town.case == "san-salvatore-monferrato"
    assert town.borrowed > 0, "its project is Bergamo's"
    assert "Chi è al tavolo, e chi manca?" in town.questions
    assert "Chi è il soggetto valutatore?" in lucca.questions
    assert (lucca.exercises, lucca.parts, lucca.trouble) == ((), (), "")


def test_what_one_case_has_and_another_has_not_is_named() -> None:
    def seen(case: str, *, exercises: str, mistakes: tuple[str, ...]) -> gaps._Seen:
        return gaps._Seen("01", case, (2, 1, 0), exercises=frozenset(exercises), mistakes=frozenset(mistakes))

    one, two = gaps._compared(
        [
            seen("lucca", exercises="abc", mistakes=("a: sum", "b: half", "c: twice")),
            seen("prato", exercises="ab", mistakes=("a: sum",)),
        ]
    )
    assert one == Lack("01", "lucca", 2, 1)
    # c is not asked: its mistake is not missed on top of it
    assert two == Lack("01", "prato", 2, 1, exercises=("c",), mistakes=("b: half",))
    assert named([two]) == ["01, prato: esercizi in meno: c", "01, prato: errori non riconosciuti: b: half"]


def test_a_lesson_that_does_not_open_does_not_stop_the_others() -> None:
    (broken,) = lacks(["12"], cases=["atlantide"], town="")
    assert "atlantide" in broken.trouble
    assert "non si apre" in lacks_page([broken], lang="it")


def test_a_part_that_does_not_come_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from fis_lessons.lessons.desk.lesson import Lesson

    shown = Lesson.text

    def broken(self: object, name: str) -> object:
        if name == "story":
            raise KeyError(name)
        return shown(self, name)  # type: ignore[arg-type]

    monkeypatch.setattr(Lesson, "text", broken)
    (found,) = lacks(["12"], cases=["lucca"], town="")
    assert found.parts == ("testo story: KeyError",)


def test_the_command_writes_a_table_a_page_and_data(tmp_path: Path) -> None:
    files = [tmp_path / "gaps.html", tmp_path / "gaps.json"]
    asked = [
        "author",
        "gaps",
        "12",
        "--case",
        "lucca",
        *(word for path in files for word in ("-o", str(path))),
    ]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0
    (row,) = json.loads(files[1].read_text(encoding="utf-8"))
    assert (row["lesson"], row["case"]) == ("12", "lucca")
    assert f"{row['sources']}" in done.output
    page = files[0].read_text(encoding="utf-8")
    assert "<caption>Che cosa manca a ogni lezione, caso per caso</caption>" in page
    assert 'scope="col"' in page
    assert CliRunner().invoke(app, [*asked, "-o", "gaps.pdf"]).exit_code != 0
