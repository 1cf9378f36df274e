"""A class on municipalities of its own: the case comes with the answers, and each is judged on its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from class_samples import sealed, sound

from fis_lessons.cases.own import FOLDER, LONGEST, own_case_text
from fis_lessons.course.collect import collect
from fis_lessons.course.collect_reading import HandInError, read_hand_in
from fis_lessons.dossier.new_case import write_case
from fis_lessons.exercises import Progress
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.desk.handing import hand_in
from fis_lessons.territory import find


def learner(folder: Path, town: str) -> Lesson[Any, Any]:
    case = write_case(find(town), folder / FOLDER).name
    return lesson_spec("02").open({"case": case}, progress=Progress(folder))


def handed(folder: Path, town: str, person: str, *, right: bool = True) -> bytes:
    folder.mkdir(exist_ok=True)
    lesson = learner(folder, town)
    for name, exercise in lesson.exercises.items():
        lesson.check(name, exercise.reference if right else "12.345,6")
    done, said = hand_in(
        person,
        lesson="02",
        parameters=lesson.parameters,
        variant=lesson.variant,
        exercises=lesson.exercises,
        learner=lesson.learner,
    )
    assert done, said
    (file,) = folder.glob("consegna-*.json")
    return file.read_bytes()


def outcomes(folder: Path, *files: bytes) -> dict[str, set[str]]:
    folder.mkdir()
    for number, data in enumerate(files):
        (folder / f"{number}.json").write_bytes(data)
    found = collect(folder)
    assert not found.aside
    return {
        row.person: {one.outcome for one in row.exercises.values()}
        for group in found.groups
        for row in group.rows
    }


def test_each_is_judged_on_the_case_that_came_along(tmp_path: Path) -> None:
    forli = handed(tmp_path / "a", "Forlì", "Anna")
    town = handed(tmp_path / "b", "San Salvatore Monferrato", "Bruno")
    got = outcomes(tmp_path / "class", forli, town)
    assert got["Anna"] == got["Bruno"] == {"right"}


def test_two_files_of_one_name_are_two_cases(tmp_path: Path) -> None:
    forli = json.loads(handed(tmp_path / "a", "Forlì", "Anna"))
    town = json.loads(handed(tmp_path / "b", "San Salvatore Monferrato", "Bruno"))
    town["own_case"], forli["person"] = forli["own_case"], "Carla"
    town["parameters"]["case"] = "forli"
    del town["checksum"], forli["checksum"]
    got = outcomes(tmp_path / "class", sealed(forli), sealed(town))
    assert got["Carla"] == {"right"}
    assert "not_yet" in got["Bruno"], "the answers of one municipality are not those of another"
    assert read_hand_in(sealed(town)).variant["case"] == read_hand_in(sealed(forli)).variant["case"]


@pytest.mark.parametrize(
    "text", ["kind: case\n", "a: [", "!!python/object:os.system x", "x: &a [*a]", "\x00"]
)
def test_a_case_that_is_none_sets_one_hand_in_aside(tmp_path: Path, text: str) -> None:
    values = json.loads(handed(tmp_path / "a", "Forlì", "Anna"))
    del values["checksum"]
    values["own_case"] = text
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "a.json").write_bytes(sealed(values))
    (aside,) = collect(tmp_path / "class").aside
    assert "forli" in str(aside)


@pytest.mark.parametrize("value", [3, None, ["a"], "x" * (LONGEST + 1)])
def test_what_is_no_text_is_refused(tmp_path: Path, value: object) -> None:
    values = json.loads(handed(tmp_path / "a", "Forlì", "Anna"))
    del values["checksum"]
    values["own_case"] = value
    with pytest.raises(HandInError, match="Il caso consegnato"):
        read_hand_in(sealed(values))


def test_a_case_of_the_kit_takes_nothing_along(tmp_path: Path) -> None:
    assert own_case_text(tmp_path, "bergamo") == ""
    assert '"own_case"' not in sound()
    write_case(find("Forlì"), tmp_path / FOLDER)
    assert own_case_text(tmp_path, "forli").startswith("# Forlì (FC)")
    assert own_case_text(None, "forli") == ""
