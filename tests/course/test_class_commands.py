"""The verbs of a trainer: collect a class, write certificates and sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from class_samples import sound
from typer.testing import CliRunner, Result

from fis_lessons import cli
from fis_lessons.course import pdf
from fis_lessons.errors import BuildError
from fis_lessons.exercises import Event, Progress
from fis_lessons.i18n import use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(sound(), encoding="utf-8")
    (tmp_path / "in" / "b.json").write_text("{", encoding="utf-8")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("it", ["Consegne contate: 1", "b.json: "]), ("en", ["Hand-ins counted: 1", "Set aside: 1"])],
)
def test_collect_writes_a_spreadsheet_and_a_page(lang: str, words: list[str], folder: Path) -> None:
    done = run("--lang", lang, "collect", folder, "-o", folder.parent / "out" / "class.xlsx")
    assert done.exit_code == 0, done.output
    for word in words:
        assert word in done.output
    openpyxl.load_workbook(folder.parent / "out" / "class.xlsx")
    assert f'<html lang="{lang}">' in (folder.parent / "out" / "class.html").read_text(encoding="utf-8")


def test_what_was_written_in_the_folder_is_not_collected(folder: Path) -> None:
    for _time in range(2):
        done = run("collect", folder, "-o", folder / "class.xlsx")
        assert "Messe da parte: 1" in done.output


@pytest.mark.parametrize("name", ["class.csv", "class"])
def test_the_spreadsheet_is_an_xlsx(name: str, folder: Path) -> None:
    done = run("collect", folder, "-o", folder / name)
    assert isinstance(done.exception, BuildError)
    assert not (folder / name).exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert isinstance(run("collect", tmp_path / "no", "-o", tmp_path / "c.xlsx").exception, BuildError)


def test_a_certificate_without_a_browser_is_a_page_and_an_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIS_CHROMIUM", "")
    Progress(tmp_path).add(Event("02", "band-count", "answer", case="lucca", state="right", answer=1))
    done = run("certificate", tmp_path, "--name", "Anna", "-o", tmp_path / "a.pdf")
    assert done.exit_code == 0, done.output
    assert "Salva come PDF" in done.output
    assert (tmp_path / "a.html").is_file()
    assert not (tmp_path / "a.pdf").exists()
    assert run("certificate", tmp_path, "--name", "Anna").exit_code == 0
    assert (tmp_path / "attestato.html").is_file()


@pytest.mark.parametrize("what", ["02", "standard"])
def test_a_sheet_of_a_lesson_or_a_course(what: str, tmp_path: Path) -> None:
    done = run("--lang", "en", "sheet", what, "-o", tmp_path / "s.html")
    assert done.exit_code == 0, done.output
    assert "PIAO" in (tmp_path / "s.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("what", "name"), [("99", "s.html"), ("nessuno", "s.html"), ("02", "s.doc")])
def test_a_sheet_of_nothing(what: str, name: str, tmp_path: Path) -> None:
    done = run("sheet", what, "-o", tmp_path / name)
    assert done.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_breaks_leaves_no_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for named in ("/bin/false", str(tmp_path / "nessuno")):
        monkeypatch.setenv("FIS_CHROMIUM", named)
        with pytest.raises(BuildError, match="non ha scritto"):
            pdf.write_pdf("<h1>x</h1>", tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
