"""What a lesson does for its learner: verdicts in a cell, answers for later cells, starting again, the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fis_lessons.errors import LessonError
from fis_lessons.exercises import Event, Number, Progress, TransferError
from fis_lessons.exercises.progress import FILE_NAME
from fis_lessons.i18n import set_language
from fis_lessons.lessons import Lesson, lesson_spec


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(folder: Path, lesson: str = "01", **values: object) -> Lesson[Any, Any]:
    made = lesson_spec(lesson).open(values, progress=Progress(folder))
    made.opening()
    return made


def first(lesson: Lesson[Any, Any], kind: type = Number) -> str:
    return next(name for name, exercise in lesson.exercises.items() if isinstance(exercise, kind))


def answer_all(lesson: Lesson[Any, Any]) -> None:
    for name, exercise in lesson.exercises.items():
        lesson.check(name, exercise.reference)


def board(lesson: Lesson[Any, Any]) -> str:
    return lesson.progress()._page.text


def test_a_verdict_in_a_cell_looks_like_the_button_s(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    name = first(lesson)
    said = lesson.check(name, "boh")
    assert said.text.startswith("Non riesco a leggere la risposta. Ho letto: boh.")
    assert 'class="fis-verdict-title"' in said.html and 'role="status"' in said.html
    lesson.panel(name).widget()
    right = lesson.check(name, lesson.exercises[name].reference)
    assert right.text.startswith("Giusto.")
    assert right.html in lesson.panel(name)._verdict.value, "the same words, above"


def test_hints_and_skip_from_a_cell(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    name = first(lesson)
    hints = lesson.exercises[name].hints
    assert lesson.hint(name).text in (hints.nudge, hints.nudge.replace("**", ""))
    assert "Aiuto 2 di 4" in lesson.hint(name).html
    with pytest.raises(LessonError, match="Salta"):
        lesson.answer(name)
    assert "Esercizio saltato" in lesson.skip(name).html
    assert lesson.answer(name) == lesson.exercises[name].reference


def test_wrong_answers_in_a_cell_open_a_hint_too(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    name = first(lesson)
    wrong = [lesson.exercises[name].reference * 3 + step for step in (1, 2)]  # type: ignore[operator]
    assert "Aiuto" not in lesson.check(name, wrong[0]).html
    assert "Aiuto 1 di 4. Si è aperto" in lesson.check(name, wrong[1]).html


def test_while_a_course_is_built_cells_have_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIS_LESSONS_BUILD", "1")
    lesson = lesson_spec("01").open({})
    name = first(lesson)
    assert lesson.answer(name) == lesson.exercises[name].reference


def test_a_whole_lesson_starts_again_and_is_taken_back(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    for name in lesson.exercises:
        lesson.ask(name)._repr_mimebundle_()
    answer_all(lesson)
    total = len(lesson.exercises)
    assert f"Esercizi giusti: {total} su {total}" in board(lesson)
    assert "premi «Riprendi»" in lesson.reset().text
    assert f"Esercizi giusti: 0 su {total}" in board(lesson)
    assert not any("Giusto" in panel._verdict.value for panel in lesson._panels.values())
    again = opened(tmp_path)  # another day
    assert "sono tornate" in again.undo().text
    assert f"Esercizi giusti: {total} su {total}" in board(again)
    assert "nulla da riprendere" in again.undo().text
    assert f"Esercizi giusti: {total} su {total}" in board(lesson), "the other window sees it"


def test_one_exercise_starts_again_and_the_others_stay(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    answer_all(lesson)
    name = first(lesson)
    lesson.reset(name)
    with pytest.raises(LessonError):
        lesson.answer(name)
    assert f"su {len(lesson.exercises)}" in board(lesson) and "Il prossimo è il numero" in board(lesson)
    lesson.undo(name)
    assert lesson.answer(name) is not None


def test_the_board_tells_what_is_next_in_the_course_and_how_long_it_took(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    record = lesson.record
    for minute in range(0, 12, 3):
        time = f"2026-03-02T10:{minute:02}:00+01:00"
        record.add(
            Event(lesson="02", exercise="older", kind="answer", case="lucca", state="right", time=time)
        )
    time = "2026-03-02T15:00:00+01:00"  # hours later: a break, not work
    record.add(Event(lesson="02", exercise="", kind="open", case="lucca", answer=9, time=time))
    assert "Lezione 02, Leggere il territorio: esercizi giusti 1 su 9." in board(lesson)
    assert "Tempo su tutto il corso: circa 9 minuti." in board(lesson)
    assert "La prossima lezione" not in board(lesson)
    answer_all(lesson)
    assert "Hai finito gli esercizi di questa lezione." in board(lesson)
    assert "La prossima lezione è la 02, Leggere il territorio." in board(lesson)


def test_a_lesson_says_of_itself_how_many_exercises_it_has(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    assert not (tmp_path / FILE_NAME).exists(), "looking leaves no trace"
    lesson.check(first(lesson), 1)
    other = opened(tmp_path, "02")
    assert f"esercizi giusti 0 su {len(lesson.exercises)}." in board(other)


def test_the_seed_is_part_of_what_was_answered(tmp_path: Path) -> None:
    # another seed may draw other numbers: an answer to one says nothing about the other
    lesson = opened(tmp_path)
    answer_all(lesson)
    other = opened(tmp_path, seed=7)
    assert f"Esercizi giusti: 0 su {len(lesson.exercises)}" in board(other)


def test_progress_goes_to_another_machine_and_the_screen_follows(tmp_path: Path) -> None:
    (tmp_path / "casa").mkdir()
    (tmp_path / "ufficio").mkdir()
    office, home = opened(tmp_path / "ufficio"), opened(tmp_path / "casa")
    name = first(home)
    home.ask(name)._repr_mimebundle_()
    office.check(name, office.exercises[name].reference)
    copy = office.export_progress(tmp_path / "chiavetta.jsonl")
    assert "Progressi aggiunti: 2." in home.import_progress(copy).text
    assert "Giusto" in home.panel(name)._verdict.value
    assert "Esercizi giusti: 1 su" in board(home)
    with pytest.raises(TransferError):
        home.import_progress(tmp_path / "altro.jsonl")


def test_the_buttons_of_the_board(tmp_path: Path) -> None:
    lesson = opened(tmp_path)
    lesson.check(first(lesson), 1)
    lesson.progress()._repr_mimebundle_()
    shown = lesson._boards[0]
    assert "Copia salvata" in shown._save()
    assert "Copia salvata" in shown._save(), "twice is fine"
    data = next(tmp_path.glob("copia*.jsonl")).read_bytes()
    assert "C'erano già: 2" in shown._bring(data, "copia.jsonl")
    refused = shown._bring(b"<script>alert(1)</script>", "<b>x</b>.jsonl")
    shown._say(refused)
    assert "<script" not in shown._message.value and "<b>" not in shown._message.value
    shown._say(shown._reset())
    assert shown._back.layout.display == ""
    shown._say(shown._undo())
    assert shown._back.layout.display == "none"


def test_a_text_judged_alone_is_not_called_right_on_the_board(tmp_path: Path) -> None:
    from fis_lessons.exercises import Hints, OpenText, Option
    from fis_lessons.lessons.desk.board import Position, board_html

    text = OpenText(
        id="open", question="Chi?", hints=Hints(nudge="1", pointer="2", worked="3"), why="Sì.",
        model_answer="Noi tutti, con chi abita qui.",
        criteria=(Option(id="a", label="A"),),
    )  # fmt: skip
    record = Progress(None)
    record.add(Event(lesson="01", exercise="open", kind="answer", case="c", state="right"))
    page = board_html(record, [text, replace(text, id="other")], Position("01", "c", []))
    assert "confrontato da te: Chi?" in page.text and "giusto:" not in page.text


def test_a_note_keeps_itself_when_it_is_left_and_says_when() -> None:
    from ipywidgets import HTML, Textarea

    from fis_lessons.lessons.desk.notes import LONGEST_TEXT, note_panel

    kept: list[str] = []

    def save(text: str) -> str:
        kept.append(text)
        return "disco pieno" if "!" in text else ""

    box = note_panel("**Chi?**", start="prima", save=save)
    area = next(child for child in box.children if isinstance(child, Textarea))
    message = [child for child in box.children if isinstance(child, HTML)][-1]
    assert not area.continuous_update, "the field tells its text when it is left"
    assert area.value == "prima" and kept == []
    area.value = "i giovani"
    assert kept == ["i giovani"]
    assert "Salvato alle " in message.value
    area.value = "!"
    assert "disco pieno" in message.value
    area.value = "x" * (LONGEST_TEXT + 1)
    assert len(kept[-1]) == LONGEST_TEXT and "100.000" in message.value
