"""The page "Il mio progetto": what is there, what is empty, what changed when, nothing executed."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import CONTRACT_FILLED, HEADING

from fis_lessons.dossier.fields import to_keep
from fis_lessons.dossier.heading import keep_heading
from fis_lessons.dossier.record import FILE_NAME, Project, project_of
from fis_lessons.dossier.record_door import project_door
from fis_lessons.dossier.record_fields import entries
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.dossier.record_page import overview, page, write_page
from fis_lessons.dossier.record_panel import ProjectPanel
from fis_lessons.dossier.record_transfer import (
    COPY_NAME,
    MergeError,
    bring_in,
    copy_of,
    is_project,
    save_copy,
)
from fis_lessons.exercises import Event, Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.transfer import copy_of as copy_of_log
from fis_lessons.i18n import set_language
from fis_lessons.lessons.desk import Notebook
from fis_lessons.measures.theory_of_change import Chain, to_text

TARGET = ("need", "target")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def whose(folder: Path | None) -> Learner:
    if folder is not None:
        folder.mkdir(exist_ok=True)
    return Learner(folder, False, "it", Progress(folder))


def filled(folder: Path) -> Learner:
    learner = whose(folder)
    keep_heading(learner, HEADING)
    chain, _box = Chain().add("outcome", "Le persone <b>escono</b> di casa")
    Notebook("02", learner).keep("target", "I giovani di 15-24 anni\ndi Forlì")
    Notebook("06", learner).keep("chain", to_text(chain))
    Notebook("11", learner).keep("contract", to_keep({**CONTRACT_FILLED, "price": "1.200"}))
    Notebook("05", learner).keep("places", json.dumps({"nodes": [["n1", "Parco", ""]], "year": 2026}))
    return learner


def version(value: object, *, when: str, after: tuple[Revision, ...] = (), who: str = "b") -> Revision:
    return Revision.new(TARGET, value, lesson="02", who=who, when=when, after=[one.id for one in after])


def paper(learner: Learner) -> str:
    made = write_page(learner)
    assert made.path.name.startswith("il-mio-progetto")
    return made.path.read_text("utf-8")


def test_the_page_says_what_is_there_and_what_is_empty(tmp_path: Path) -> None:
    text = paper(filled(tmp_path))
    for told in (
        "Comune di Forlì", "I giovani di 15-24 anni\ndi Forlì", ": Le persone &lt;b&gt;escono&lt;/b&gt; di casa",
        "1.200 €", "Ancora vuoto: si scrive nella lezione 09.", "nodes: n1 · Parco", "year: 2026",
    ):  # fmt: skip
        assert told in text, told
    assert "<script" not in text and "<b>" not in text
    assert len(re.findall("<h1", text)) == 1


def test_the_contract_is_judged_by_its_lesson_on_the_page_too(tmp_path: Path) -> None:
    learner = filled(tmp_path)
    assert "Nessuna casella vuota" in paper(learner)
    Notebook("11", learner).keep("contract", json.dumps({"verifier": "noi"}))
    assert "Bozza: " in overview(project_of(learner)).text


def test_the_page_is_a_new_version_only_when_something_changed(tmp_path: Path) -> None:
    learner = filled(tmp_path)
    assert [write_page(learner).number, write_page(learner).number] == [1, 1]
    Notebook("02", learner).keep("target", "Le famiglie")
    assert write_page(learner).number == 2


HOSTILE = [
    "<script>alert(1)</script>",
    "\u202eoirartnoc",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "{{7*7}}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_person_typed_is_shown_and_never_obeyed(text: str, tmp_path: Path) -> None:
    learner = whose(tmp_path)
    Notebook("02", learner).keep("target", text)
    project = project_of(learner)
    project.add([Revision.new((text, text), text, lesson=text, who=text, label=text, when=text)])
    project.add([Revision.new(TARGET, text + "!", lesson="02", who=text)])
    for told in (paper(learner), overview(project).html):
        assert "<script" not in told and "<img" not in told
        for found in re.finditer("\u202e", told):
            before = told[: found.start()]
            assert before.rfind("<bdi") > before.rfind("</bdi>"), (
                "marks of direction stay inside their own text"
            )


def test_the_past_is_told(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    first = version("i giovani", when="2026-03-01T09:00:00+00:00")
    project_of(learner).add([first, version("le famiglie", when="2026-03-03T10:32:00+00:00", after=(first,))])
    text = paper(learner)
    assert "Versioni di prima: 1" in text and "1° marzo 2026 alle " in text and "3 marzo 2026 alle " in text
    assert text.index("le famiglie") < text.index("i giovani")


# --- copies and colleagues ----------------------------------------------------------------------
def two_teams(tmp_path: Path) -> tuple[Learner, bytes]:
    learner = whose(tmp_path / "a")
    Notebook("02", learner).keep("target", "i giovani")
    other = whose(tmp_path / "b")
    Notebook("02", other).keep("target", "le famiglie")
    Notebook("08", other).keep("comparison", "chi è in lista d'attesa")
    return learner, copy_of(project_of(other))


def test_a_colleague_is_brought_in_and_conflicts_are_side_by_side(tmp_path: Path) -> None:
    learner, data = two_teams(tmp_path)
    project = project_of(learner)
    merged = bring_in(data, project=project, name="b.jsonl")
    assert (merged.added, merged.known, merged.unread, merged.conflicts) == (2, 0, 0, 1)
    assert "scegli tu" in merged.words()
    assert project.text("comparison", "comparison") == "chi è in lista d'attesa"
    found = entries(project, "need")[0]
    assert {found.told(one) for one in found.counting} == {"i giovani", "le famiglie"}
    text = paper(learner)
    assert "i giovani</bdi></td>" in text and "le famiglie</bdi></td>" in text
    again = bring_in(data, project=project)
    assert (again.added, again.known) == (0, 2)


def test_a_copy_has_everything_unread_lines_too(tmp_path: Path) -> None:
    learner = filled(tmp_path)
    path = tmp_path / FILE_NAME
    newer = b'{"v": 9, "section": "need", "field": "target", "value": "dal futuro"}'
    path.write_bytes(path.read_bytes() + newer + b"\n{\x00rotta\n")
    assert save_copy(learner) == COPY_NAME
    assert (tmp_path / COPY_NAME).read_bytes() == path.read_bytes()
    project = Project(tmp_path)
    assert project.unread == 2 and any("aggiorna il corso" in words for words in project.warnings())
    merged = bring_in(path.read_bytes(), project=Project(None))
    assert (merged.unread, merged.newer) == (2, 1) and "versione più nuova" in merged.words()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "nessuna riga"), (b"\x00\xff" * 100, "nessuna riga"), (b"[" * 5000, "nessuna riga"),
        (b'{"v": 2, "section": "a", "field": "b", "value": 1}\n', "versione più nuova"),
        (b"a\n" * 200_001, "troppe righe"), (b"MZ\x90\x00", "nessuna riga"),
    ],
    ids=["empty", "bytes", "deep", "newer", "lines", "program"],
)  # fmt: skip
def test_what_is_no_project_is_refused_with_the_reason_and_changes_nothing(
    data: bytes, told: str, tmp_path: Path
) -> None:
    learner = filled(tmp_path)
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(MergeError, match=told):
        bring_in(data, project=project_of(learner), name="strano")
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_log_of_answers_and_a_project_are_told_apart(tmp_path: Path) -> None:
    learner, data = two_teams(tmp_path)
    learner.record.add(Event("01", "q", "answer", answer={"section": 1}))
    assert is_project(data) and is_project(b'{"v": 7, "section": 1, "field": 2}')
    assert not is_project(copy_of_log(learner.record)) and not is_project(b"") and not is_project(b"\xff[")


# --- on the screen ------------------------------------------------------------------------------
def panel(learner: Learner) -> ProjectPanel:
    made = ProjectPanel(learner, lesson="07")
    parts = made.parts()
    assert parts
    return made


def buttons(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield from buttons(child)
    if type(box).__name__ == "Button":
        yield box


def test_the_door_opens_the_project(tmp_path: Path) -> None:
    box = project_door(filled(tmp_path), lesson="07")
    assert len(box.children) == 2, "an opening pays for two controls"
    next(buttons(box)).click()
    shown = " ".join(child.value for child in box.children if type(child).__name__ == "HTML")
    assert "Bisogno e destinatari (lezione 02)" in shown and "ancora vuoto" in shown


def test_an_old_version_is_looked_at_and_brought_back_and_the_field_of_the_lesson_follows(
    tmp_path: Path,
) -> None:
    learner = whose(tmp_path)
    area = Notebook("02", learner).ask("target", "**Chi?**")._widget().children[1]
    area.value = "i giovani"
    area.value = "le famiglie"
    made = panel(learner)
    made.field.value = TARGET
    assert "le famiglie" in made.text.value
    made.version.value = made.version.options[-1][1]
    assert "i giovani" in made.text.value
    assert made.bring_back().startswith("Fatto.")
    assert Project(tmp_path).text(*TARGET) == area.value == "i giovani"
    area.value = "i giovani soli"
    assert Project(tmp_path).text(*TARGET) == "i giovani soli"
    assert Project(tmp_path).versions.conflicts() == []
    assert len(made.version.options) == 4, "what is written is seen at once"


def test_a_choice_is_made_by_pressing_a_button(tmp_path: Path) -> None:
    learner, data = two_teams(tmp_path)
    made = panel(learner)
    assert "scegli tu" in made.bring(data, "b.jsonl")
    pressed = [one for one in buttons(made.choices) if "altro computer" in one.description]
    assert len(list(buttons(made.choices))) == 2 and len(pressed) == 1
    pressed[0].click()
    assert "Fatto." in made.message.value
    assert project_of(learner).text(*TARGET) == "le famiglie" and made.choices.children == ()
    assert {one.value for one in project_of(learner).versions.history(TARGET)} == {"i giovani", "le famiglie"}


def test_a_note_written_elsewhere_meanwhile_is_said_in_the_note(tmp_path: Path) -> None:
    here, there = (Notebook("02", whose(tmp_path)) for _turn in range(2))
    one, other = (book.ask("target", "**Chi?**")._widget() for book in (here, there))
    one.children[1].value = "i giovani"
    assert "scegli" not in one.children[2].value
    other.children[1].value = "le famiglie"
    assert "Salvato alle" in other.children[2].value and "ci sono tutte e due" in other.children[2].value


def test_a_page_during_a_build_or_without_a_folder_is_refused_in_words() -> None:
    made = panel(whose(None))
    made._say(made.write)
    assert "non ha una cartella" in made.message.value


def test_page_in_english_has_no_italian_words_of_ours(tmp_path: Path) -> None:
    learner = Learner(tmp_path, False, "en", Progress(tmp_path))
    text = page(Project(tmp_path), version=1, date=datetime.date(2027, 1, 1), learner=learner)
    assert "My project" in text and "Still empty: you write it in lesson 09." in text and "Ancora" not in text
