"""What version 0.1.0 kept in the log of answers is found in the project, once, and the log is left as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from samples import CONTRACT_FILLED, DEAL_FILLED, HEADING, PLAN_FILLED

from fis_lessons.dossier.contract_sheet import CONTRACT
from fis_lessons.dossier.deal_sheet import DEAL
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.evaluation_plan import PLAN
from fis_lessons.dossier.fields import read_kept, to_keep
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.dossier.indicator_sheet import saved
from fis_lessons.dossier.record import FILE_NAME, Project, project_of
from fis_lessons.exercises import Event, Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.progress import FILE_NAME as LOG
from fis_lessons.exercises.transfer import bring_in, copy_of
from fis_lessons.lessons.desk import Notebook
from fis_lessons.measures.theory_of_change import Chain, from_text, to_text

CHAIN = Chain().add("outcome", "Le persone escono di casa")[0]


def note(lesson: str, name: str, answer: object, day: int = 1, **more: Any) -> Event:
    return Event(lesson, name, "note", answer=answer, time=f"2026-03-{day:02}T10:00:00+01:00", **more)


def old_log(folder: Path) -> bytes:
    """Write what version 0.1.0 wrote for a learner who filled in everything."""
    log = Progress(folder)
    log.add_all(
        [
            note("02", "note:target", "i giovani"),
            Event("02", "q1", "answer", case="forli", state="right", answer=3),
            note("02", "note:target", "i giovani di 15-24 anni", 2),
            note("07", "note:gaming", "Contando due volte chi torna"),
            note("06", "note:chain", to_text(CHAIN)),
            note("07", "sheet:prova", {"name": "Prova", "target": "80", "unit": "%"}, 2),
            note("07", "sheet:prova", {"name": "Prova", "target": "85"}, 3),
            note("09", "note:plan", to_keep(PLAN_FILLED)),
            note("11", "note:contract", to_keep({**CONTRACT_FILLED, "people": "30"}), 1),
            note("11", "note:contract", to_keep(CONTRACT_FILLED), 2),
            note("12", "note:deal", json.dumps({**DEAL_FILLED, "people": 44})),
            note("dossier", "note:heading", to_keep(HEADING)),
            note("dossier", "file:piano.html", {"sum": "x", "document": "piano.html", "version": 1}),
        ]
    )
    return (folder / LOG).read_bytes()


def whose(folder: Path) -> Learner:
    return Learner(folder, False, "it", Progress(folder))


def test_everything_version_0_1_0_kept_is_found(tmp_path: Path) -> None:
    before = old_log(tmp_path)
    learner = whose(tmp_path)
    assert Notebook("02", learner).kept("target") == "i giovani di 15-24 anni"
    assert Notebook("07", learner).kept("gaming") == "Contando due volte chi torna"
    assert from_text(Notebook("06", learner).kept("chain")) == CHAIN
    assert saved(project_of(learner)) == {"prova": {"name": "Prova", "target": "85"}}
    assert kept_heading(learner) == HEADING
    assert (tmp_path / LOG).read_bytes() == before
    history = project_of(learner).versions.history(("need", "target"))
    assert [(one.value, one.when[:10]) for one in history] == [
        ("i giovani", "2026-03-01"), ("i giovani di 15-24 anni", "2026-03-02"),
    ]  # fmt: skip
    assert project_of(learner).versions.conflicts() == []


@pytest.mark.parametrize(
    ("lesson", "document", "values"),
    [
        ("09", PLAN, PLAN_FILLED),
        ("11", CONTRACT, CONTRACT_FILLED),
        ("12", DEAL, {**DEAL_FILLED, "people": "44"}),
    ],
    ids=["plan", "contract", "deal"],
)
def test_documents_of_version_0_1_0_are_found_field_by_field(
    lesson: str, document: Document, values: dict[str, str], tmp_path: Path
) -> None:
    old_log(tmp_path)
    learner = whose(tmp_path)
    assert read_kept(document.fields(), Notebook(lesson, learner).kept(document.name)) == values
    assert project_of(learner).texts(document.name) == values


def test_it_is_read_once_on_however_many_computers(tmp_path: Path) -> None:
    old_log(tmp_path)
    first = len(list(project_of(whose(tmp_path)).versions))
    data = (tmp_path / FILE_NAME).read_bytes()
    project_of(whose(tmp_path))
    assert (tmp_path / FILE_NAME).read_bytes() == data
    other = tmp_path / "other"
    other.mkdir()
    (other / LOG).write_bytes((tmp_path / LOG).read_bytes())
    elsewhere = project_of(whose(other))
    assert (other / FILE_NAME).read_bytes() == data
    elsewhere.add(list(Project(tmp_path).versions))
    assert (
        len(list(elsewhere.versions))
        == first
        == 2 + 1 + 1 + 5 + len(PLAN_FILLED) + len(HEADING) + 1 + len(CONTRACT_FILLED) + len(DEAL_FILLED)
    )


def test_what_was_written_since_stays_beside_an_old_copy_brought_in_later(tmp_path: Path) -> None:
    old_log(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    copy = Progress(other)
    copy.add(note("02", "note:target", "le famiglie", 9))
    learner = whose(tmp_path)
    notebook = Notebook("02", learner)
    notebook.kept("target")
    assert notebook.keep("target", "i giovani soli") == ""
    bring_in(copy_of(copy), record=learner.record)
    versions = project_of(learner).versions
    assert {one.value for one in versions.conflict(("need", "target"))} == {"le famiglie", "i giovani soli"}


def test_a_spoiled_log_stops_nobody(tmp_path: Path) -> None:
    log = Progress(tmp_path)
    log.add_all(
        [
            note("11", "note:contract", "{"), note("11", "note:contract", '{"people": []}'),
            note("11", "note:", None), note("07", "sheet:", ["x"]), note("07", "sheet:a", {"name": 3}),
            note("dossier", "note:heading", 4), note("02", "note:target", {"a": {"b": [1]}}),
        ]
    )  # fmt: skip
    learner = whose(tmp_path)
    assert Notebook("11", learner).kept("contract") == '{"people": []}'
    assert kept_heading(learner) == {} and saved(project_of(learner)) == {}
