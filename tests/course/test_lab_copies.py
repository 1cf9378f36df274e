"""The learner's copies of the lessons: what was worked on stays, and what changes is told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from fis_lessons.course.lab_copies import copy_lessons
from fis_lessons.errors import BuildError
from fis_lessons.exercises import Event, Progress


def build(course: Path, **notebooks: str) -> None:
    for name, text in notebooks.items():
        path = course / "trainee" / "it" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_course_that_is_not_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="make course"):
        copy_lessons(tmp_path, tmp_path / "mio", lang="it")
    build(tmp_path, a="1")
    with pytest.raises(BuildError, match="en"):
        copy_lessons(tmp_path, tmp_path / "mio", lang="en")
    assert not (tmp_path / "mio").exists()


def test_what_the_learner_changed_is_never_overwritten(tmp_path: Path) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a="1", b="1")
    assert copy_lessons(course, mine, lang="it").new == ("a.ipynb", "b.ipynb")
    again = copy_lessons(course, mine, lang="it")
    assert (again.new, again.updated, again.kept) == ((), (), ())

    (mine / "a.ipynb").write_text("il mio lavoro", encoding="utf-8")
    build(course, a="2", b="2", c="1")
    third = copy_lessons(course, mine, lang="it")
    assert (third.new, third.updated, third.kept) == (("c.ipynb",), ("b.ipynb",), ("a.ipynb",))
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == "il mio lavoro"
    assert (mine / "b.ipynb").read_text(encoding="utf-8") == "2"


def test_a_file_that_was_there_before_is_the_learners(tmp_path: Path) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a="1")
    mine.mkdir()
    (mine / "a.ipynb").write_text("altro", encoding="utf-8")
    assert copy_lessons(course, mine, lang="it").kept == ("a.ipynb",)
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == "altro"


def lesson(case: str, *, seed: str = "None", more: str = "") -> str:
    source = f'case = "{case}"  # una delle città\nlang = "it"\nseed = {seed}\n{more}'
    cells = [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_two_courses_share_a_folder_and_neither_touches_what_was_done_in_the_other(tmp_path: Path) -> None:
    one, other, mine = tmp_path / "uno", tmp_path / "altro", tmp_path / "mio"
    build(one, a=lesson("lucca"), b=lesson("lucca"))
    build(other, a=lesson("forli", seed="7"), b=lesson("forli", seed="7"))
    copy_lessons(one, mine, lang="it")
    worked = lesson("lucca", more="# ho risposto\n")
    (mine / "a.ipynb").write_text(worked, encoding="utf-8")
    second = copy_lessons(other, mine, lang="it")
    assert (second.beside, second.kept) == (("a_forli_7.ipynb",), ())
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == worked
    assert (mine / "b.ipynb").read_text(encoding="utf-8") == lesson(
        "forli", seed="7"
    )  # nobody had touched it
    # worked on there too, with other words in the cell: it is still that variant
    (mine / "a_forli_7.ipynb").write_text(lesson("prato"), encoding="utf-8")
    build(other, a=lesson("forli", seed="7", more="\n"), b=lesson("forli", seed="7"))
    third = copy_lessons(other, mine, lang="it")
    assert (third.beside, third.kept) == (("a_forli_7.ipynb",), ("a_forli_7.ipynb",))
    back = copy_lessons(one, mine, lang="it")
    assert (back.beside, back.kept, back.updated) == ((), (), ("b.ipynb",))
    # the same course of a newer kit is no other course: the learner's stays, and is told
    build(one, a=lesson("lucca", more="similar = 4\n"), b=lesson("lucca"))
    newer = copy_lessons(one, mine, lang="it")
    assert (newer.beside, newer.kept) == ((), ("a.ipynb",))


@pytest.mark.parametrize("record", ["", "{", "[1]", '{"a.ipynb": 3}'])
def test_a_broken_record_loses_nothing(tmp_path: Path, record: str) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a="1")
    copy_lessons(course, mine, lang="it")
    (mine / "a.ipynb").write_text("mio", encoding="utf-8")
    (mine / ".fis-lessons.json").write_text(record, encoding="utf-8")
    copy_lessons(course, mine, lang="it")
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == "mio"


def record_of(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / ".fis-lessons.json").read_text(encoding="utf-8"))
    return found


def test_the_record_is_plain_and_one_of_before_is_still_read(tmp_path: Path) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a=lesson("lucca", seed="7"))
    copy_lessons(course, mine, lang="it")
    told = {"case": "lucca", "lang": "it", "seed": "7"}
    sha256 = hashlib.sha256((course / "trainee" / "it" / "a.ipynb").read_bytes()).hexdigest()
    assert record_of(mine) == {"course": told, "lessons": {"a.ipynb": {"sha256": sha256, **told}}}
    before = {"a.ipynb": sha256, "a.ipynb|variant": json.dumps({"case": "'lucca'"})}
    (mine / ".fis-lessons.json").write_text(json.dumps(before), encoding="utf-8")
    build(course, a=lesson("lucca", seed="7", more="# nuova\n"))
    assert copy_lessons(course, mine, lang="it").updated == ("a.ipynb",)
    assert list(record_of(mine)["lessons"]) == ["a.ipynb"]  # type: ignore[call-overload]


@pytest.mark.parametrize("more", ["similar = 4\n", "similar = 2 + 2\n", "similar = similar\n"])
def test_what_else_a_lesson_takes_makes_no_other_course(tmp_path: Path, more: str) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a=lesson("lucca", more="similar = 3\n"))
    copy_lessons(course, mine, lang="it")
    (mine / "a.ipynb").write_text(lesson("lucca", more="similar = 3\n# mio"), encoding="utf-8")
    (mine / ".fis-lessons.json").unlink()
    build(course, a=lesson("lucca", more=more))
    again = copy_lessons(course, mine, lang="it")
    assert (again.beside, again.kept) == ((), ("a.ipynb",))


def test_lessons_that_go_over_to_another_course_are_told(tmp_path: Path) -> None:
    one, other, mine = tmp_path / "uno", tmp_path / "altro", tmp_path / "mio"
    build(one, **{"07_x": lesson("bergamo"), "08_x": lesson("bergamo"), "09_x": lesson("prato")})
    build(other, **{"07_x": lesson("lucca"), "08_x": lesson("lucca"), "09_x": lesson("prato", more="\n")})
    first = copy_lessons(one, mine, lang="it")
    assert (first.first, first.anew, first.told()) == ("07_x.ipynb", True, [])
    assert not copy_lessons(one, mine, lang="it").anew
    moved = copy_lessons(other, mine, lang="it")
    assert moved.anew and moved.updated == ("07_x.ipynb", "08_x.ipynb", "09_x.ipynb")
    assert moved.told() == [
        "Lezioni aggiornate: 09_x.ipynb",
        "07, 08: erano su Bergamo, ora sono su Lucca.",
    ]
    build(one, **{"08_x": lesson("lucca")})
    assert copy_lessons(one, mine, lang="it").told()[-1] == "07: era su Lucca, ora è su Bergamo."


def test_answers_of_a_lesson_nobody_saved_are_work_too(tmp_path: Path) -> None:
    one, other, mine = tmp_path / "uno", tmp_path / "altro", tmp_path / "mio"
    build(one, **{"07_x": lesson("bergamo", seed="5"), "08_x": lesson("bergamo")})
    build(other, **{"07_x": lesson("lucca"), "08_x": lesson("lucca")})
    copy_lessons(one, mine, lang="it")
    Progress(mine).add(Event("07", "a", "answer", case="bergamo|seed=5"))
    second = copy_lessons(other, mine, lang="it")
    assert (second.beside, second.updated) == (("07_x_lucca.ipynb",), ("08_x.ipynb",))
    assert second.first == "07_x_lucca.ipynb"
    assert (mine / "07_x.ipynb").read_text(encoding="utf-8") == lesson("bergamo", seed="5")


def test_what_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a="1", b="1")
    (mine / "a.ipynb").mkdir(parents=True)  # a folder, or a file the system does not open: it is somebody's
    (mine / "b.ipynb").symlink_to(tmp_path / "niente")
    copied = copy_lessons(course, mine, lang="it")
    assert (copied.new, copied.unread) == ((), ("a.ipynb", "b.ipynb"))
    assert "Non riesco a leggere a.ipynb, b.ipynb" in copied.told()[0]
    assert (mine / "b.ipynb").is_symlink()
