"""A course file is checked in full before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_course import SampleLesson, lesson

from fis_lessons.course.plan import Variant, course_file, course_names, read_plan
from fis_lessons.errors import BuildError

COURSE = """\
title: Prova
case: bergamo
languages: [it, en]
editions: [trainee, trainer]
lessons:
  - lesson: "91"
    parameters: {place: Forlì}
"""


@pytest.fixture
def lessons(tmp_path: Path) -> dict[str, SampleLesson]:
    return {"91": lesson(tmp_path)}


def write(folder: Path, text: str) -> Path:
    path = folder / "corso.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_plan_is_lessons_by_languages(tmp_path: Path, lessons: dict[str, SampleLesson]) -> None:
    plan = read_plan(write(tmp_path, COURSE), lessons=lessons)
    assert (plan.title, plan.case, plan.languages) == ("Prova", "bergamo", ("it", "en"))
    assert [(v.lesson.id, v.lang, v.editions) for v in plan.variants] == [
        ("91", "it", ("trainee", "trainer")),
        ("91", "en", ("trainee", "trainer")),
    ]
    assert plan.variants[1].parameters == {"case": "bergamo", "lang": "en", "place": "Forlì"}
    assert plan.variants[0].catalogue is None
    assert plan.variants[1].catalogue is not None
    assert plan.variants[1].catalogue.name == "notebook_91.po"
    assert plan.variants[1].product("trainee", ".html") == "trainee/en/91_prova.html"


def test_only_what_is_needed_is_asked_for(tmp_path: Path, lessons: dict[str, SampleLesson]) -> None:
    whole = read_plan(write(tmp_path, COURSE.replace("[trainee, trainer]", "[trainee]")), lessons=lessons)

    def named(variants: tuple[Variant, ...]) -> list[tuple[str, tuple[str, ...]]]:
        return [(v.lang, v.editions) for v in variants]

    some = whole.asking(lang="it")
    assert named(some.variants) == [("it", ("trainee",))]
    assert named(some.beside) == [("it", ("trainer",)), ("en", ("trainee", "trainer"))]
    more = whole.asking(trainer=True)
    assert named(more.variants) == [("it", ("trainee", "trainer")), ("en", ("trainee", "trainer"))]
    assert more.beside == ()
    italian = read_plan(write(tmp_path, COURSE.replace("[it, en]", "[it]")), lessons=lessons)
    assert named(italian.asking(lang="en").variants) == [("it", ("trainee", "trainer"))]


PROBLEMS = {
    "unknown lesson": ('"91"', '"99"', ["lessons[1]", "«99»", "91"]),
    "lesson as a number": ('"91"', "91", ["lesson", "virgolette"]),
    "unknown parameter": ("place: Forlì", "posto: Forlì", ["posto"]),
    "unknown case": ("bergamo", "atlantide", ["case"]),
    "parameter of the course": ("place: Forlì", "lang: en", ["lang", "tutto il corso"]),
    "unknown language": ("[it, en]", "[it, fr]", ["languages", "'fr'", "'it', 'en'"]),
    "language twice": ("[it, en]", "[it, it]", ["«it» è ripetuto"]),
    "unknown edition": ("[trainee, trainer]", "[trainee, master]", ["'master'"]),
    "no edition": ("[trainee, trainer]", "[]", ["editions", "almeno una voce"]),
    "misspelt key": ("title:", "titolo:", ["«titolo» non è previsto", "manca «title»"]),
    "key twice": ("title: Prova", "title: Prova\ntitle: Prova", ["title", "ripetuta"]),
    "not YAML": ("[it, en]", "[it, en", ["YAML"]),
    "list instead of pairs": ("{place: Forlì}", "[Forlì]", ["parameters", "nome: valore"]),
    "two at once": ('"91"\n    parameters: {place: Forlì}', '"98"\n  - lesson: "99"', ["«98»", "«99»"]),
}


@pytest.mark.parametrize(("old", "new", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_every_problem_is_listed(
    tmp_path: Path, lessons: dict[str, SampleLesson], old: str, new: str, expected: list[str]
) -> None:
    assert old in COURSE
    path = write(tmp_path, COURSE.replace(old, new))
    with pytest.raises(BuildError) as error:
        read_plan(path, lessons=lessons)
    for words in expected:
        assert words in str(error.value)
    assert error.value.problems


def test_missing_file_is_a_build_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError):
        read_plan(tmp_path / "nessuno.yaml")


def test_missing_notebook_is_told(tmp_path: Path) -> None:
    absent = SampleLesson("91", tmp_path / "91_prova.ipynb")
    with pytest.raises(BuildError, match=r"91_prova\.ipynb"):
        read_plan(write(tmp_path, COURSE), lessons={"91": absent})


def test_courses_of_the_kit() -> None:
    assert "standard" in course_names()
    assert course_file("standard").is_file()
    assert course_file("altrove/mio.yaml") == Path("altrove/mio.yaml")


def test_name_of_a_variant(tmp_path: Path) -> None:
    assert Variant(lesson(tmp_path), "it", (), {"case": "lucca"}).name == "91 (lucca, it)"


def test_a_course_that_is_not_there_lists_those_of_the_kit() -> None:
    with pytest.raises(BuildError, match="standard"):
        read_plan(Path("qualunque"))


def test_a_wrong_case_is_told_once_at_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "mio.yaml"
    path.write_text(
        "title: x\nlanguages: [it]\neditions: [trainee]\ncase: pisa\nlessons:\n"
        "  - lesson: '01'\n  - lesson: '02'\n",
        encoding="utf-8",
    )
    with pytest.raises(BuildError) as told:
        read_plan(path)
    assert [problem.where for problem in told.value.problems] == ["mio.yaml: case (riga 4)"]


def test_a_list_of_wrong_items_is_not_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "mio.yaml"
    path.write_text(
        "title: x\nlanguages: [fr]\neditions: [trainee]\ncase: lucca\nlessons:\n  - lesson: '01'\n",
        encoding="utf-8",
    )
    with pytest.raises(BuildError) as told:
        read_plan(path)
    assert [problem.where for problem in told.value.problems] == ["mio.yaml: languages[1] (riga 2)"]
