"""A case on its way: whatever part the learner has filled in, the lessons that read it open and judge."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from never_empty import some
from test_exercise_properties import holds
from unpainted import unpainted

from fis_lessons.cases import check_file
from fis_lessons.cases.own import FOLDER, choose_case
from fis_lessons.dossier.case_questions import questions
from fis_lessons.dossier.new_case import write_case
from fis_lessons.exercises import Progress
from fis_lessons.lessons import LESSONS, Lesson, lesson_spec, open_lesson
from fis_lessons.territory import find

TOWN = "Siracusa"
ANSWERED = [
    ("acronym",),
    ("needs", "assets"),
    ("stakeholders",),
    ("target_groups", "theory_of_change", "indicators"),
    ("stakeholders", "outcome_contract", "money", "services_and_costs", "results"),
    tuple(one.sections[0] for one in questions()),
]


def filled(folder: Path, answered: tuple[str, ...], *, words: str = "Risposta") -> str:
    """Answer some of the questions of a case as its file says to, each with words of its own."""
    made = write_case(find(TOWN), folder / FOLDER)
    text = made.path.read_text(encoding="utf-8")
    mine = {section for one in questions() if one.sections[0] in answered for section in one.sections}
    for one in questions():
        commented = "\n".join(f"# {line}" for line in one.example.splitlines())
        if one.sections[0] in answered:
            pieces = one.example.split("…")
            dots = [f"{words} {one.sections[0]} {number}" for number in range(len(pieces) - 1)]
            text = text.replace(commented, "".join(map("".join, zip(pieces, [*dots, ""], strict=True))))
    head, _colon, rest = text.partition("  sections: [")
    sections, _bracket, rest = rest.partition("]")
    kept = ", ".join(name for name in sections.split(", ") if name not in mine)
    made.path.write_text(f"{head}  sections: [{kept}]{rest}", encoding="utf-8")
    assert [str(problem) for problem in check_file(made.path)] == []
    return made.name


def opened(folder: Path, lesson: str, answered: tuple[str, ...]) -> Lesson[Any, Any]:
    return lesson_spec(lesson).open({"case": filled(folder, answered)}, progress=Progress(folder))


@pytest.mark.parametrize("answered", ANSWERED, ids=lambda one: one[0] if len(one) < 6 else "all")
@pytest.mark.parametrize("lesson", ["01", "02", "06", "07"])
def test_the_lessons_that_read_the_project_open(
    lesson: str, answered: tuple[str, ...], tmp_path: Path
) -> None:
    here = opened(tmp_path, lesson, answered)
    for name in some(here.parts.texts):
        assert here.text(name).text
    for exercise in some([*here.exercises.values(), *here.bank]):
        holds(exercise, random.Random(5), f"{lesson}, {answered}")


@pytest.mark.matrix
@pytest.mark.parametrize("answered", ANSWERED, ids=lambda one: one[0] if len(one) < 6 else "all")
@pytest.mark.parametrize("lesson", sorted(LESSONS))
def test_every_lesson_opens_and_draws(
    lesson: str, answered: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if answered != ANSWERED[-1]:  # painted where all that a learner writes may stand in a picture
        unpainted(monkeypatch)
    here = opened(tmp_path, lesson, answered)
    for name in here.parts.tables:
        assert here.table(name).text
    for name in here.parts.figures:
        assert here.drawn(name).text
    for control in here.controls.values():
        assert control.outcome().text
    for exercise in some([*here.exercises.values(), *here.bank]):
        holds(exercise, random.Random(5), f"{lesson}, {answered}")


def test_what_the_learner_wrote_takes_the_place_of_what_was_borrowed(tmp_path: Path) -> None:
    here = opened(tmp_path, "06", ("target_groups", "theory_of_change", "indicators"))
    assert "Risposta theory_of_change" in here.text("chain").text + here.table("logframe").text
    assert here.case.target_groups[0].borrowed is None


def test_a_case_no_exercise_can_be_made_of_does_not_shut_the_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIS_LESSONS_BUILD", raising=False)
    name = filled(tmp_path, ANSWERED[3])
    file = tmp_path / FOLDER / f"{name}.yaml"
    text = file.read_text(encoding="utf-8")
    for number in (0, 1, 2, 3):  # every box of the chain says the same
        text = text.replace(f"Risposta theory_of_change {number}", "Lo stesso")
    file.write_text(text, encoding="utf-8")
    choose_case(tmp_path, name)
    lesson = open_lesson("06")
    assert lesson.case.id == "bergamo"
    assert "Due voci dicono la stessa cosa" in lesson.own_case_trouble
    assert file.read_text(encoding="utf-8") == text
