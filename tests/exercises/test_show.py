"""Panels: the button and the call give the same verdict; what is typed is harmless."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ipywidgets import Button, Checkbox, Dropdown, RadioButtons, Text, Textarea, Widget
from sample_exercises import CHOICE, EVERY, GRID, MATCH, OPEN, ORDER, PEOPLE, SEVERAL

from fis_lessons.exercises import Event, Exercise, Option, Panel, Progress, solution_html, static


def panel(exercise: Exercise, folder: Path | None = None) -> Panel:
    return Panel(
        exercise,
        heading="Esercizio 1 di 5",
        lesson="01",
        case="bergamo",
        progress=Progress(folder),
        changed=lambda: None,
    )


def inside(widget: Widget, kind: type) -> list[Any]:
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += inside(child, kind)
    return found


def press(widget: Widget, label: str) -> None:
    next(b for b in inside(widget, Button) if b.description == label).click()


def page(widget: Widget) -> str:
    from ipywidgets import HTML

    return "\n".join(item.value for item in inside(widget, HTML))


def test_answer_wrong_read_why_answer_right(tmp_path: Path) -> None:
    shown = panel(PEOPLE, tmp_path).widget()
    field = inside(shown, Text)[0]
    field.value = "13.320"
    press(shown, "Verifica")
    assert "Non ancora" in page(shown) and "Hai contato 65-74." in page(shown)
    field.value = "23.119"
    press(shown, "Verifica")
    assert "Giusto" in page(shown) and "Conta anche chi ha 75 anni." in page(shown)
    events = Progress(tmp_path).events("01")
    assert [(e.kind, e.state, e.mistake) for e in events] == [
        ("answer", "not_yet", "other_band"),
        ("answer", "right", None),
    ]


def test_pressing_twice_is_one_attempt(tmp_path: Path) -> None:
    shown = panel(PEOPLE, tmp_path).widget()
    inside(shown, Text)[0].value = "1"
    press(shown, "Verifica")
    press(shown, "Verifica")
    assert len(Progress(tmp_path).events("01")) == 1


def test_the_ladder_goes_up_to_the_solution_and_stops(tmp_path: Path) -> None:
    shown = panel(PEOPLE, tmp_path).widget()
    press(shown, "Un aiuto")
    assert "uno" in page(shown) and "due" not in page(shown)
    press(shown, "Un altro aiuto")
    press(shown, "Un altro aiuto")
    assert "tre" in page(shown) and "23.119" not in page(shown)
    press(shown, "Mostra la soluzione")
    assert "23.119" in page(shown)
    assert [e.answer for e in Progress(tmp_path).events("01")] == [1, 2, 3, 4]


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_skipping_fills_in_the_answer_and_says_so(exercise: Exercise, tmp_path: Path) -> None:
    shown = panel(exercise, tmp_path).widget()
    press(shown, "Salta e scrivi la risposta")
    assert "Esercizio saltato" in page(shown)
    assert Progress(tmp_path).states("01", case="bergamo") == {exercise.id: "skipped"}
    press(shown, "Verifica")
    done = "lo hai valutato tu" if exercise.id == "open" else "Giusto"
    assert done in page(shown), "the field holds the reference answer"


def test_every_kind_can_be_answered_by_its_control() -> None:
    shown = panel(CHOICE).widget()
    inside(shown, RadioButtons)[0].value = "b"
    press(shown, "Verifica")
    assert "B no, perché" in page(shown)
    shown = panel(SEVERAL).widget()
    for box in inside(shown, Checkbox)[:2]:
        box.value = True
    press(shown, "Verifica")
    assert "Giusto" in page(shown)
    shown = panel(MATCH).widget()
    for menu, value in zip(inside(shown, Dropdown), ("1", "2"), strict=True):
        menu.value = value
    press(shown, "Verifica")
    assert "Giusto" in page(shown)


def test_what_is_chosen_in_a_control_is_what_the_record_holds(tmp_path: Path) -> None:
    shown = panel(ORDER, tmp_path).widget()
    for menu, place in zip(inside(shown, Dropdown), (3, 1, 2), strict=True):
        menu.value = place
    press(shown, "Verifica")
    assert "Giusto" in page(shown)
    shown = panel(GRID, tmp_path).widget()
    for box in inside(shown, Checkbox)[:2]:
        box.value = True
    press(shown, "Verifica")
    assert "Giusto" in page(shown)
    shown = panel(OPEN, tmp_path).widget()
    inside(shown, Textarea)[0].value = "Chi?"
    press(shown, "Verifica")
    # two words are no answer to compare: what is ticked still does not count
    inside(shown, Checkbox)[0].value = True
    words = inside(shown, Textarea)[0].value = "Chi abita qui e ha tra 60 e 75 anni"
    press(shown, "Verifica")
    inside(shown, Checkbox)[1].value = True
    press(shown, "Verifica")
    kept = {event.exercise: event.answer for event in Progress(tmp_path).events("01")}
    assert kept["order"] == ["read", "check", "pay"]
    assert kept["grid"] == {"x": ["design", "deliver"], "y": []}
    assert kept["open"] == {"text": words, "met": [OPEN.criteria[1].id]}


def test_one_goes_on_from_where_one_left(tmp_path: Path) -> None:
    shown = panel(MATCH, tmp_path).widget()
    inside(shown, Dropdown)[0].value = "3"
    press(shown, "Verifica")
    again = panel(MATCH, tmp_path).widget()
    assert inside(again, Dropdown)[0].value == "3"
    assert "si confondono spesso" in page(again)


def test_a_record_from_another_version_does_not_stop_the_lesson(tmp_path: Path) -> None:
    panel(PEOPLE, tmp_path).check({"not": "a number"})
    shown = panel(PEOPLE, tmp_path).widget()
    assert inside(shown, Text)[0].value == "", "what does not fit the field is not put there"
    assert "Non riesco a leggere la risposta" in page(shown)
    inside(shown, Text)[0].value = "23.119"
    press(shown, "Verifica")
    assert "Giusto" in page(shown)


def test_an_answer_that_is_no_longer_among_the_options_is_forgotten_by_the_field_only(tmp_path: Path) -> None:
    options = (*CHOICE.options, Option(id="gone", label="C", feedback="C non c'è più."))
    panel(replace(CHOICE, options=options), tmp_path).check("gone")
    shown = panel(CHOICE, tmp_path).widget()
    assert inside(shown, RadioButtons)[0].value is None
    assert "C non c'è più." not in page(shown)
    assert [event.answer for event in Progress(tmp_path).events("01")] == ["gone"]
    inside(shown, RadioButtons)[0].value = "a"
    press(shown, "Verifica")
    assert "Giusto" in page(shown)


def test_what_is_typed_is_shown_escaped() -> None:
    shown = panel(CHOICE).widget()
    verdict = panel(PEOPLE).check("<img src=x onerror=alert(1)>")
    assert "<img" not in verdict.text
    assert "<script" not in page(shown)


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_the_printed_page_asks_and_does_not_answer(exercise: Exercise) -> None:
    printed = static(exercise, heading="Esercizio 1 di 5")
    assert exercise.question in printed.html
    offered = (
        getattr(exercise, "options", ()) or getattr(exercise, "items", ()) or getattr(exercise, "rows", ())
    )
    assert printed.html.count("<li>") == len(offered or getattr(exercise, "criteria", ()))
    for secret in (*exercise.secrets(), exercise.hints.nudge):
        assert f">{secret}<" not in printed.html
    assert exercise.why in solution_html(exercise).html
    assert "None" not in static(replace(PEOPLE, unit=""), heading="").html


def test_a_record_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    from fis_lessons.exercises.progress import FILE_NAME

    (tmp_path / FILE_NAME).mkdir()
    shown = panel(PEOPLE, tmp_path).widget()
    inside(shown, Text)[0].value = "1"
    press(shown, "Verifica")
    assert "Non riesco a salvare" in page(shown)
    inside(shown, Text)[0].value = "2"
    press(shown, "Verifica")
    assert "Non riesco a salvare" not in page(shown)


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_starting_again_empties_the_field_and_loses_nothing(exercise: Exercise, tmp_path: Path) -> None:
    shown = panel(exercise, tmp_path).widget()
    press(shown, "Salta e scrivi la risposta")
    press(shown, "Ricomincia")
    assert "Esercizio saltato" not in page(shown)
    press(shown, "Verifica")
    assert "Non ancora provato" in page(shown)
    record = Progress(tmp_path)
    assert record.states("01", case="bergamo") == {}
    record.add(Event(lesson="01", exercise=exercise.id, kind="undo", case="bergamo"))
    assert Progress(tmp_path).states("01", case="bergamo") == {exercise.id: "skipped"}


def test_the_question_is_there_at_once_and_what_was_answered_meanwhile_is_shown() -> None:
    waiting: list[Any] = []
    made = Panel(
        PEOPLE, heading="Esercizio 1 di 5", lesson="01", case="bergamo", progress=Progress(None),
        changed=lambda: None, later=waiting.append,
    )  # fmt: skip
    shown = made.widget()
    assert made.widget() is shown and len(waiting) == 1
    assert "Esercizio 1 di 5" in page(shown) and not inside(shown, Button)
    assert made.check("23.119").state == "right"  # from a cell
    waiting[0]()
    assert inside(shown, Text)[0].value == "23.119" and "Giusto" in page(shown)
    press(shown, "Ricomincia")
    assert inside(shown, Text)[0].value == ""
