"""What a trainer meets on the way: names with spaces, formulas in a list, a folder that will not do."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from never_empty import some
from openpyxl import Workbook
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.course import notebooks, show
from fis_lessons.course.build import Report
from fis_lessons.course.classroom import key
from fis_lessons.course.classroom.members import TRAINER
from fis_lessons.course.classroom.roster import Roster, Seat, read_roster
from fis_lessons.course.forms import Order, make_form
from fis_lessons.course.make import prepare
from fis_lessons.course.manifest import Product
from fis_lessons.course.places import read_places
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.course.site import check_place
from fis_lessons.course.to_read import to_read
from fis_lessons.course.typed import typed
from fis_lessons.errors import BuildError, CaseError
from fis_lessons.files import what_to_do
from fis_lessons.i18n import Language, use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = Workbook()
    sheet: Any = made.active
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


@pytest.mark.parametrize("name", ["build/course", "l'uscita mia", "perché no", 'a"b', "$HOME", "", "-o"])
def test_a_command_that_is_copied_says_what_was_meant(name: str) -> None:
    assert shlex.split(typed("fis-lessons", "start", name)) == ["fis-lessons", "start", name]


def test_how_to_begin_is_a_command_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    product = Product("02", "lucca", "it", "trainee", {}, "T", 1)
    show.tell(Report(tmp_path / "l'uscita mia", (product,), (), ()))
    assert 'fis-lessons start "l\'uscita mia"' in capsys.readouterr().out


def test_a_formula_without_a_result_is_nobody_and_no_place(tmp_path: Path) -> None:
    people = read_roster(book(tmp_path / "c.xlsx", ("Nome", "Cognome"), ("Anna", "=1+1"), ("Ugo", "Verdi")))
    assert [seat.name for seat in people.seats] == ["Ugo Verdi"]
    (found,) = map(str, people.problems)
    assert found.startswith("c.xlsx: riga 2:") and "formula senza risultato" in found
    places = read_places(book(tmp_path / "p.xlsx", ("Comune",), ("=A1",), ("Forlì",)))
    assert [place.name for place in places.found] == ["Forlì"] and "p.xlsx: riga 2" in str(places.problems[0])


def test_a_lesson_is_named_as_people_name_it() -> None:
    whole = read_plan(course_file("standard"))
    for said in (["7", "2"], ["02,07"], ["02; 07"], ["02 07"]):
        assert {one.lesson.id for one in whole.only(said).variants} == {"02", "07"}
    with pytest.raises(BuildError, match="problemi"):
        whole.only(["sette"])


def test_a_form_with_another_name_is_told_its_own() -> None:
    done = CliRunner().invoke(cli.app, ["make", "scorm"])
    assert "Forse volevi scrivere «scorm-" in str(done.exception)


def test_a_folder_that_will_not_do_is_told_before_the_course_is_made(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BuildError, match="sito"):
        check_place(tmp_path)
    asked = ["site", "-o", str(tmp_path), "--built", str(tmp_path / "mai")]
    assert isinstance(CliRunner().invoke(cli.app, asked).exception, BuildError)
    assert not (tmp_path / "mai").exists()


@pytest.mark.parametrize(
    ("number", "words"), [(28, "Libera spazio"), (30, "altra cartella"), (13, "Chiudilo")]
)
def test_a_disk_that_will_not_do_comes_with_what_to_do(number: int, words: str) -> None:
    assert words in what_to_do(OSError(number, ""))


def test_the_key_numbers_exercises_as_the_page_does() -> None:
    whole = read_plan(course_file("standard")).asking(lang="it", trainer=False).only(["07"])
    seats = Roster((Seat("Ada", "ada", "ada", 2),)).seats
    places = [one.place for one in key.key_of(whole, seats, lang="it").own[0]]
    assert places[:10] == [*(f"Esercizio {n}" for n in range(1, 9)), "Esercizio in più", "Quiz 1"]


def test_where_the_key_is_is_told_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(show, "series_with_lines", lambda *_a, **_k: _empty())
    path = book(tmp_path / "c.xlsx", ("Nome",), ("Ada",))
    asked = ["build", "--class", str(path), "--only", "02", "-o", "mia uscita"]
    done = CliRunner().invoke(cli.app, asked)
    assert f"La chiave, da non dare a chi impara: {Path('mia uscita', TRAINER, key.FILE)}" in done.output


def _empty() -> object:
    from fis_lessons.course.series import Series

    return Series(())


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_page_to_read_names_no_button_it_does_not_have(lang: Language) -> None:
    plan = read_plan(course_file("standard")).asking(lang=lang, trainer=False)
    for variant in some(plan.variants):
        with use_language(lang):
            lesson = prepare(variant)
        seen = [cell.source for cell in to_read(lesson).cells if cell.cell_type == "markdown"]
        assert not any("Avvia la lezione" in text or "Start the lesson" in text for text in seen), lesson
        first = lesson.cells[0].source
        assert "▶▶" in first and seen[0] and first.startswith(seen[0].split("\n")[0])


def test_a_form_looks_at_its_folder_before_lessons_are_executed(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("mio", encoding="utf-8")
    whole = read_plan(course_file("standard")).asking(lang="it", trainer=False)
    with pytest.raises(OSError, match="file"):
        make_form("qti", Order(whole, blocked / "dentro", "it"))
    assert blocked.read_text(encoding="utf-8") == "mio"


@pytest.mark.parametrize(("content", "words"), [(None, "non c'è"), ("{", "rovinato"), ("[]", "rovinato")])
def test_a_notebook_that_cannot_be_read_is_told_in_italian(
    content: str | None, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.ipynb"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(BuildError) as told:
        notebooks.read(path)
    assert words in str(told.value) and "Errno" not in str(told.value)


def test_the_example_study_says_what_it_does_and_what_to_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, word = tmp_path / "studio.html", tmp_path / "studio.docx"
    monkeypatch.setattr("fis_lessons.course.worked_study.write_study", lambda *_, **__: ([page, word], []))
    lines = CliRunner().invoke(cli.app, ["study", "lucca", "-o", str(tmp_path)]).output.splitlines()
    assert lines[0] == "Scrivo lo studio d'esempio di Lucca: può volerci un minuto."
    assert lines[1:3] == [f"Scritto {page}", f"Scritto {word}"]
    assert lines[3] == f"È un esempio per insegnare: non è lo studio del Comune. Apri per primo: {page}"


def test_who_asks_for_the_study_of_a_municipality_is_sent_to_the_last_lesson() -> None:
    refused = CliRunner().invoke(cli.app, ["study", "Forlì"]).exception
    assert isinstance(refused, CaseError)
    assert str(refused.problems[-1]) == "Lo studio del tuo Comune lo scrive la lezione 13."


def test_a_misspelt_name_of_a_case_is_told_with_the_nearest_and_nothing_else() -> None:
    refused = CliRunner().invoke(cli.app, ["study", "luca"]).exception
    assert isinstance(refused, CaseError)
    assert [str(one) for one in refused.problems] == ["forse «lucca»"]
    lecco = CliRunner().invoke(cli.app, ["study", "Lecco"]).exception
    assert isinstance(lecco, CaseError)  # a municipality, and nearly the name of a case
    assert [str(one) for one in lecco.problems] == [
        "forse «lecce»",
        "Lo studio del tuo Comune lo scrive la lezione 13.",
    ]
