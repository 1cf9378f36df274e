"""What each lesson keeps has a place of its own in the project, in a section with a name."""

from __future__ import annotations

import inspect
from collections import Counter
from pathlib import Path
from typing import Any

from never_empty import some

from fis_lessons.dossier.record import Project, project_of
from fis_lessons.dossier.record_fields import DOCUMENTS, known_fields
from fis_lessons.dossier.record_sections import SECTIONS, place_of, section_of
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.lessons import LESSONS
from fis_lessons.lessons.desk import Notebook
from fis_lessons.lessons.desk.copies import bring_copy, save_copies


def whose(folder: Path) -> Learner:
    folder.mkdir(exist_ok=True)
    return Learner(folder, False, "it", Progress(folder))


def test_each_note_has_a_place_of_its_own_in_a_section_with_a_name() -> None:
    notes = [place_of(lesson, name) for lesson, spec in LESSONS.items() for name in spec.parts.notes]
    sheets = [(name, field.id) for name, document in DOCUMENTS.items() for field in document().fields()]
    twice = [place for place, count in Counter([*some(notes), *sheets]).items() if count > 1]
    assert twice == []
    assert {section for section, _field in notes} <= {section.id for section in SECTIONS}


def test_every_section_is_written_in_a_lesson_and_has_a_name_in_its_order() -> None:
    named = [section.lesson for section in SECTIONS if section.lesson]
    assert named == sorted(named) and set(named) <= set(LESSONS)
    assert {"02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} <= set(named)


def test_every_document_to_fill_in_is_judged_on_the_page_as_in_its_lesson() -> None:
    found = [
        (section_of(lesson, document.name), document)
        for lesson, spec in LESSONS.items()
        for show in spec.parts.documents.values()
        if (document := inspect.getclosurevars(show).nonlocals.get("document"))
    ]
    for section, document in some(found):
        assert DOCUMENTS[section]() is document, section
        assert [field.id for field in known_fields(section)] == [field.id for field in document.fields()]


def test_what_a_tool_keeps_of_itself_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    notebook = Notebook("06", whose(tmp_path))
    assert notebook.keep("chain", '["' + "x" * 90_000 + '"]') == ""
    assert "troppo lungo, 100.004 caratteri" in notebook.keep("chain", '["' + "x" * 100_000 + '"]')
    assert notebook.kept("chain") == '["' + "x" * 90_000 + '"]'


def test_one_button_saves_progress_and_project_and_one_brings_in_either(tmp_path: Path) -> None:
    learner = whose(tmp_path / "a")
    Notebook("02", learner).keep("target", "i giovani")
    words = save_copies(learner)
    assert "copia-dei-progressi.jsonl, copia-del-progetto.jsonl" in words
    other: Any = whose(tmp_path / "b")
    for name in ("copia-dei-progressi.jsonl", "copia-del-progetto.jsonl"):
        told = bring_copy((tmp_path / "a" / name).read_bytes(), name, learner=other)
        assert "aggiunt" in told, told
    assert Project(tmp_path / "b").text("need", "target") == "i giovani"
    assert "Non " in bring_copy(b"\x00", "x", learner=other)


def test_notes_in_a_copy_of_version_0_1_0_come_in_with_it(tmp_path: Path) -> None:
    line = (
        b'{"v": 1, "id": "a1", "lesson": "02", "exercise": "note:target", "kind": "note", "case": "", "state": "",'
        b' "time": "2026-03-01T10:00:00+01:00", "answer": "gli anziani", "mistake": null}\n'
    )
    learner = whose(tmp_path)
    assert "Progressi aggiunti: 1." in bring_copy(line, "i-miei-progressi.jsonl", learner=learner)
    assert project_of(learner).text("need", "target") == "gli anziani"
