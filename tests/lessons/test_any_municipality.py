"""Municipalities nobody tuned to: every lesson opens on their case, and judges from their data.

A city, a town of about four thousand, and one whose residents the kit does not know. No kernel is started here
but once: the parts of each lesson are opened in this process.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from never_empty import some
from test_exercise_properties import holds

from fis_lessons import resources
from fis_lessons.cases import borrowed_words, load_case
from fis_lessons.cases.own import FOLDER, choose_case
from fis_lessons.dossier.new_case import write_case
from fis_lessons.exercises import Number, Progress
from fis_lessons.figures import markup
from fis_lessons.i18n import LANGUAGES
from fis_lessons.lessons import LESSONS, Lesson, lesson_spec
from fis_lessons.territory import find, population

CITY, TOWN, UNKNOWN = "Forlì", "San Salvatore Monferrato", "Montecopiolo"
TOWNS = (CITY, TOWN, UNKNOWN)
VARIANTS = [(lesson, town) for lesson in sorted(LESSONS) for town in TOWNS]


def opened(folder: Path, lesson: str, town: str, **values: object) -> Lesson[Any, Any]:
    case = write_case(find(town), folder / FOLDER).name
    return lesson_spec(lesson).open({"case": case, **values}, progress=Progress(folder))


def everything(lesson: Lesson[Any, Any]) -> str:
    """Read all that the lesson can show."""
    parts = lesson.parts
    shown = [lesson.opening().text, *(lesson.text(name).text for name in parts.texts)]
    shown += [lesson.table(name).text for name in parts.tables]
    shown += [lesson.drawn(name).text for name in parts.figures]
    shown += [lesson.explore(name).page.text for name in lesson.controls]
    shown += [lesson.document(name).page.text for name in parts.documents]
    shown += [lesson.note(name).page.text for name in parts.notes]
    return "\n".join([*shown, lesson.quiz().page.text, lesson.sources().text, lesson.progress().page.text])


@pytest.mark.parametrize(("lesson", "town"), VARIANTS)
def test_right_answers_are_right_and_wrong_ones_are_not(lesson: str, town: str, tmp_path: Path) -> None:
    here = opened(tmp_path, lesson, town)
    chance = random.Random(7)
    for exercise in some([*here.exercises.values(), *here.bank]):
        holds(exercise, chance, f"lesson {lesson}, {town}")


def test_who_has_nothing_yet_reads_the_study_of_the_pilot_as_it_is(tmp_path: Path) -> None:
    here = opened(tmp_path, "13", CITY)
    assert here.case.borrows is not None
    pilot = load_case(here.case.borrows.lender)
    words = here.document("example").page.text
    assert words.startswith(f"Un fascicolo da leggere: {pilot.acronym}\n")
    assert "in prestito" not in words and pilot.municipality.name in words
    assert here.case.municipality.name not in words


# each lesson in both languages, and so is each town
IN_TURN = [
    (lesson, town, LANGUAGES[(n + m) % len(LANGUAGES)])
    for n, lesson in enumerate(sorted(LESSONS))
    for m, town in enumerate(TOWNS)
]


@pytest.fixture
def as_the_library_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every text that is turned into a page to what the library of Markdown makes of it."""

    def held(mine: Callable[[str], str | None], theirs: Callable[[str], Any]) -> Callable[[str], str | None]:
        def read(text: str) -> str | None:
            page = mine(text)
            assert page in (None, theirs(text)), text
            return page

        return read

    library = markup._renderer()
    monkeypatch.setattr(markup, "simple", held(markup.simple, library.render))
    monkeypatch.setattr(markup, "simple_inline", held(markup.simple_inline, library.renderInline))


@pytest.mark.matrix
@pytest.mark.usefixtures("as_the_library_writes")
@pytest.mark.parametrize(("lesson", "town", "lang"), IN_TURN)
def test_everything_is_shown_and_what_is_borrowed_is_said(
    lesson: str, town: str, lang: str, tmp_path: Path
) -> None:
    here = opened(tmp_path, lesson, town, lang=lang, seed=3)
    words = everything(here)
    assert here.case.borrows is not None
    assert borrowed_words(here.case, load_case(here.case.borrows.lender)) in words
    assert here.case.municipality.name in words
    chance = random.Random(3)
    for exercise in some([*here.exercises.values(), *here.bank]):
        holds(exercise, chance, f"lesson {lesson}, {town}, {lang}")


def test_answers_come_from_the_municipality_s_own_residents(tmp_path: Path) -> None:
    for town, wide, narrow in ((CITY, 22_637, 13_391), (TOWN, 901, 541)):
        asked = opened(tmp_path, "02", town).exercises["change"]
        assert isinstance(asked, Number)
        assert (wide, narrow) == (population(find(town), 60, 75), population(find(town), 65, 74))
        assert asked.expected == pytest.approx(100 * (wide - narrow) / wide)
        assert asked.check("42,4").state == "not_yet", "the answer of Bergamo, whose project is borrowed"


def test_residents_nobody_knows_are_borrowed_and_said(tmp_path: Path) -> None:
    here = opened(tmp_path, "02", UNKNOWN)
    asked = here.exercises["change"]
    assert isinstance(asked, Number)
    assert asked.check("42,4").state == "right", "23.119 and 13.320, the residents of Bergamo"
    said = (
        "Quante persone abitano a Montecopiolo il corso non lo sa: dove servono i residenti, la lezione conta "
        "quelli di "
        "Bergamo, in prestito."
    )
    assert said in here.opening().text
    assert said in here.text("story").text


@pytest.mark.parametrize("lesson", sorted(LESSONS))
def test_a_pilot_says_nothing_of_loans(lesson: str) -> None:
    here = lesson_spec(lesson).open({}, progress=Progress(None))
    assert "in prestito" not in "\n".join(
        [here.opening().text, *(here.text(name).text for name in here.parts.texts)]
    )


def test_a_borrowed_statement_never_stands_without_its_mark(tmp_path: Path) -> None:
    here = opened(tmp_path, "01", CITY)
    told = here.text("story").text
    for one in some([*here.case.story, *here.case.places]):
        after = told.split(one.text.rstrip("."), 1)[1][:600]
        assert re.match(r"[^\[]*\[\d+, in prestito da Bergamo, hOLD on\]", after), one.text


@pytest.mark.matrix
def test_the_notebook_itself_goes_on_with_the_case_that_was_chosen(tmp_path: Path) -> None:
    name = write_case(find(CITY), tmp_path / FOLDER).name
    choose_case(tmp_path, name)
    book = nbformat.read(lesson_spec("02").notebook, as_version=4)
    client = NotebookClient(
        book, kernel_name="python3", timeout=300, resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    outputs = [
        str(output.get("data", {}).get("text/plain", ""))
        for cell in book.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    assert not [o for cell in book.cells for o in cell.get("outputs", ()) if o["output_type"] == "error"]
    assert any("Caso: Forlì: un progetto da scrivere" in words for words in outputs)
    assert any("22.637" in words for words in outputs)


def test_no_lesson_looks_for_the_residents_of_its_case_by_itself() -> None:
    # or it breaks where nobody knows them: place_read and counted_in of the desk say what to count instead
    sources = some((resources.data().parent / "fis_lessons" / "lessons").glob("l[0-9]*/**/*.py"))
    wrong = [
        path.name for path in sources if re.search(r"find\([^)]*case\.municipality", path.read_text("utf-8"))
    ]
    assert wrong == []
