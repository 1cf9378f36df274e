"""What an author relies on: catalogues that are complete, sources that stay the same when run again."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from sample_course import cell, lesson

from fis_lessons import resources
from fis_lessons.course import catalogues
from fis_lessons.course.quiz_check import count_questions
from fis_lessons.course.sources import refresh
from fis_lessons.course.translate import Entry
from fis_lessons.errors import BuildError, ExerciseError
from fis_lessons.i18n import use_language

GAPS = {
    "complete": ({"Uno {n}": "a.py:1"}, [("x.po", Entry("Uno {n}", "One {n}"))], []),
    "missing": ({"Uno": "a.py:1"}, [], [("missing", "a.py:1")]),
    "empty": ({"Uno": "a.py:1"}, [("x.po", Entry("Uno", ""))], [("empty", "x.po")]),
    "fuzzy": ({"Uno": "a.py:1"}, [("x.po", Entry("Uno", "One", fuzzy=True))], [("fuzzy", "x.po")]),
    "field lost": ({"Uno {n}": "a.py:1"}, [("x.po", Entry("Uno {n}", "One {m}"))], [("changed", "x.po")]),
    "stale": ({}, [("x.po", Entry("Uno", "One"))], [("stale", "x.po")]),
}


@pytest.mark.parametrize(("wanted", "entries", "expected"), GAPS.values(), ids=GAPS)
def test_texts_against_translations(
    wanted: dict[str, str], entries: list[tuple[str, Entry]], expected: list[tuple[str, str]]
) -> None:
    found = list(catalogues.compare(wanted, entries))
    assert [(gap.finding, gap.where) for gap in found] == expected


def test_strings_of_the_code_are_found() -> None:
    found = catalogues.code_texts()
    assert found["Atteso: {expected}."].startswith("errors.py:")
    assert "Prepara un corso: notebook e pagine, per chi impara e per chi conduce." in found  # marked
    assert not any("{" in text and "f'" in text for text in found)


def test_texts_of_the_cases_are_found() -> None:
    assert catalogues.data_texts()["Welfare di comunità e misurazione d'impatto"] == "standard.yaml"


def test_the_factory_itself_is_translated() -> None:
    mine = {
        gap.text
        for gap in catalogues.every_gap()
        if gap.finding != "stale"
        and (gap.where.startswith(("course", "cli.py")) or gap.where == "standard.yaml")
    }
    assert mine == set()


@pytest.mark.course
def test_refreshing_twice_changes_nothing(tmp_path: Path) -> None:
    path = lesson(tmp_path).notebook
    assert refresh(path) is True
    made = nbformat.read(path, 4)
    assert made.cells[2].outputs[0].text == "bergamo it 1 Bergamo\n"
    assert refresh(path) is False


@pytest.mark.course
def test_a_broken_source_stays_as_it_is(tmp_path: Path) -> None:
    path = lesson(tmp_path, cell("1 / 0", "broken")).notebook
    before = path.read_bytes()
    with pytest.raises(BuildError):
        refresh(path)
    assert path.read_bytes() == before


def test_words_of_a_quiz_are_found_with_their_line() -> None:
    where = catalogues.quiz_texts()["Perché in un contratto a risultato serve qualcuno che anticipa?"]
    name, _, line = where.partition(":")
    written = (resources.data().parent / "fis_lessons" / name).read_text(encoding="utf-8").splitlines()
    assert written[int(line) - 1].strip().startswith("question: Perché in un contratto a risultato")


def test_the_questions_of_a_lesson_are_counted_or_every_problem_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert count_questions(["11", "12"]) == {"11": 14, "12": 14}
    monkeypatch.setattr("fis_lessons.lessons.desk.question_bank.FILE", "nowhere.yaml")
    with use_language("en"), pytest.raises(ExerciseError) as caught:
        count_questions(["11", "12"])
    assert [problem.where for problem in caught.value.problems] == [
        "l11_outcome_contract/nowhere.yaml", "l12_investors_and_risk/nowhere.yaml",
    ]  # fmt: skip
    assert all(problem.found == "The file cannot be read." for problem in caught.value.problems)
