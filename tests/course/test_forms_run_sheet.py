"""The trainer's sheet: every minute, every exercise, every note of the lesson, and a sum that adds up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from fis_lessons.course import notebooks
from fis_lessons.course.forms import Order, make_form, ran
from fis_lessons.course.forms.cells import cells_of
from fis_lessons.course.forms.run_sheet import does_not_add_up, run_sheet_page
from fis_lessons.course.forms.timetable import exercises_in, timetable
from fis_lessons.course.hour import Step, steps_of
from fis_lessons.course.jobs import News
from fis_lessons.course.make import prepare
from fis_lessons.course.plan import Variant, course_file, opened, read_plan
from fis_lessons.i18n import use_language

PLAN = read_plan(course_file("standard"))
SEVENTH = PLAN.only(["07"]).variants[0]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def stored(variant: Variant) -> NotebookNode:
    return notebooks.read(variant.lesson.notebook)


def plan_of(notebook: NotebookNode) -> str:
    return next(str(cell.source) for cell in notebook.cells if cell.id == "trainer-plan")


@pytest.mark.parametrize("variant", PLAN.variants, ids=lambda variant: variant.name)
def test_a_plan_names_each_exercise_once_and_adds_up(variant: Variant) -> None:
    notebook = stored(variant) if variant.lang == "it" else prepare(variant)
    steps = steps_of(plan_of(notebook))
    assert len(steps) >= 6
    assert does_not_add_up(notebook) == ""
    named = [number for step in steps for number in exercises_in(f"{step.part}. {step.what}")]
    asked = [
        cell
        for cell in notebook.cells
        if cell.source.startswith("lesson.ask(") and "extra" not in notebooks.tags(cell)
    ]
    assert named == list(range(1, len(asked) + 1))


@pytest.mark.parametrize("variant", [v for v in PLAN.variants if v.lang == "it"], ids=lambda v: v.lesson.id)
def test_each_note_is_in_one_row_and_each_row_has_its_exercises(variant: Variant) -> None:
    notebook = stored(variant)
    cells = [cell for cell in cells_of(notebook) if cell.id != "trainer-plan"]
    slots = timetable(steps_of(plan_of(notebook)), cells)
    assert sorted(cell.id for slot in slots for cell in slot.cells) == sorted(cell.id for cell in cells)
    asked = [cell.id for cell in cells if cell.call == "ask" and not cell.extra]
    for slot in slots:
        own = [asked.index(cell.id) + 1 for cell in slot.cells if cell.id in asked]
        assert tuple(own) == slot.exercises
    assert [slot.start for slot in slots][:2] == [0, slots[0].step.minutes]
    assert any(cell.call == "quiz" for cell in slots[-1].cells)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Esercizio 8, le risposte accanto al vero, i cento intervalli", (8,)),
        ("Esercizi 2, 3 e 4; ciascuno compila", (2, 3, 4)),
        ("esercizi dal 10 al 12", (10, 11, 12)),
        ("Exercises 4 to 6", (4, 5, 6)),
        ("Dieci domande brevi", ()),
        ("Storia, 18 città, esercizio 1", (1,)),
    ],
)
def test_numbers_of_exercises_are_read(text: str, found: tuple[int, ...]) -> None:
    assert exercises_in(text) == found


def test_the_sheet_says_when_what_and_what_goes_wrong() -> None:
    page = run_sheet_page(stored(SEVENTH), opened(SEVENTH), order=Order(PLAN, Path("unused"), "it"))
    soup = BeautifulSoup(page, "html.parser")
    rows = soup.select("table.run tbody tr")
    times = [row.select_one("th").get_text(strip=True) for row in rows if row.th]
    assert times[:4] == ["0–3", "3–10", "10–18", "18–31"]
    assert times[-1] == "60–70"
    assert "In tutto 70 minuti." in soup.get_text()
    assert "La scheda non si taglia" in soup.get_text()
    stops = [row for row in rows if "Qui ci si può fermare." in row.get_text()]
    assert len(stops) == 1
    known = soup.select(".known")
    assert len(known) == len(opened(SEVENTH).exercises)
    assert all("Risposta attesa" in one.get_text() for one in known)
    assert "non tornano" not in soup.get_text()


def test_a_plan_that_does_not_add_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = stored(SEVENTH)
    cell = next(cell for cell in wrong.cells if cell.id == "trainer-plan")
    assert "| 13 | La scheda" in cell.source
    cell.source = cell.source.replace("| 13 | La scheda", "| 15 | La scheda")
    done_already = News(SEVENTH, "done", result=notebooks.text_of(wrong))
    monkeypatch.setattr(ran, "run_jobs", lambda *_jobs, **_options: (one for one in [done_already]))
    monkeypatch.setattr(ran, "warm_kernels", nullcontext)
    done = make_form("run-sheet", Order(PLAN.only(["07"]), tmp_path, "it", pdf=False))
    assert [path.relative_to(tmp_path).parts[0] for path in done.files] == ["trainer"]
    assert any("il piano somma 72 minuti, la lezione ne dichiara 70" in words for words in done.told)
    assert "I minuti non tornano" in done.files[0].read_text(encoding="utf-8")


def test_a_lesson_without_a_plan_has_no_slots() -> None:
    assert timetable([], cells_of(stored(SEVENTH))) == []
    assert len(timetable([Step(5, "Tutto", "")], cells_of(stored(SEVENTH)))) == 1
