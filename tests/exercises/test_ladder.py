"""Hints one step at a time, skipping, starting again and taking it back: by button and by call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from ipywidgets import HTML, Button, Checkbox, Text, Textarea, Widget
from sample_exercises import EVERY, MATCH, OPEN, PEOPLE
from test_any_answer import ALL, TABLE

from fis_lessons.errors import LessonError
from fis_lessons.exercises import Exercise, NotAnsweredError, Panel, Progress


def panel(exercise: Exercise, folder: Path) -> Panel:
    return Panel(
        exercise,
        heading="Esercizio 1 di 5",
        lesson="01",
        case="c",
        progress=Progress(folder),
        changed=lambda: None,
    )


def inside(widget: Widget, kind: type) -> list[Any]:
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += inside(child, kind)
    return found


def button(widget: Widget, label: str) -> Button:
    return next(b for b in inside(widget, Button) if b.description == label)


def offered(widget: Widget, label: str) -> bool:
    return any(b.description == label for b in inside(widget, Button))


def page(widget: Widget) -> str:
    return "\n".join(item.value for item in inside(widget, HTML))


def test_attempts_open_the_hints_and_never_the_solution(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    shown = asked.widget()
    asked.check("1")
    assert asked.steps == 0 and "Aiuto" not in page(shown).replace("Un aiuto", "")
    asked.check("2")
    assert asked.steps == 1
    assert "Aiuto 1 di 4. Si è aperto perché hai provato più volte." in page(shown)
    assert "Uno spunto" in page(shown) and "Dove guardare" not in page(shown)
    for number in range(3, 12):
        asked.check(str(number))
    assert asked.steps == 3
    assert "23.119" not in page(shown)
    assert button(shown, "Mostra la soluzione")
    hints = [(e.answer, e.state) for e in Progress(tmp_path).events("01") if e.kind == "hint"]
    assert hints == [(1, "opened"), (2, "opened"), (3, "opened")]


def test_attempts_of_yesterday_count_too(tmp_path: Path) -> None:
    panel(PEOPLE, tmp_path).check("1")
    today = panel(PEOPLE, tmp_path)
    today.check("2")
    opened = [(one.kind, one.answer) for one in Progress(tmp_path).events("01") if one.kind == "hint"]
    assert opened == [("hint", 1)], "the second wrong answer opens the first hint"


def test_what_cannot_be_read_and_what_is_repeated_opens_nothing(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    for answer in ("1", "1", "boh", "mah", None, "1"):
        asked.check(answer)
    assert asked.steps <= 1
    asked = panel(OPEN, tmp_path)
    for words in ("a", "b c", "d e f"):
        asked.check(words)
    assert asked.steps == 0, "nobody counts the attempts of whoever is writing"


def test_asking_goes_on_from_what_attempts_opened(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    shown = asked.widget()
    asked.check("1")
    asked.check("2")
    button(shown, "Un altro aiuto").click()
    assert asked.steps == 2 and "Dove guardare" in page(shown)
    again = panel(PEOPLE, tmp_path)
    assert again.steps == 2
    assert "Dove guardare" in page(again.widget()), "open hints are there the next time"
    assert again.hint() == "tre"


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_skipping_gives_later_cells_the_reference(exercise: Exercise, tmp_path: Path) -> None:
    asked = panel(exercise, tmp_path)
    with pytest.raises(NotAnsweredError, match=r"«Esercizio 1 di 5».*«Salta e scrivi la risposta»"):
        asked.answer()
    asked.skip()  # without ever having been shown
    for one in (asked, panel(exercise, tmp_path)):
        assert exercise.check(one.answer()).state == "right"
    one.widget()
    assert exercise.check(one._read()).state == "right", "the field holds it too"


def test_a_right_answer_is_what_later_cells_get(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    asked.check("13.320")
    with pytest.raises(LessonError):
        asked.answer()
    asked.check("23.119 persone")
    asked.check("7")
    assert asked.answer() == panel(PEOPLE, tmp_path).answer() == 23119.0
    table = panel(TABLE, tmp_path)
    table.check(TABLE.expected)
    answer = table.answer()
    assert isinstance(answer, pd.DataFrame)
    assert answer.equals(TABLE.expected)


def test_the_missing_answer_is_told_without_a_traceback() -> None:
    assert NotAnsweredError("Prima rispondi.")._render_traceback_() == ["Prima rispondi."]


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_starting_again_can_be_taken_back(exercise: Exercise, tmp_path: Path) -> None:
    asked = panel(exercise, tmp_path)
    shown = asked.widget()
    assert not offered(shown, "Riprendi")
    asked.check(exercise.reference)
    button(shown, "Ricomincia").click()
    assert offered(shown, "Riprendi")
    with pytest.raises(NotAnsweredError):
        asked.answer()
    again = panel(exercise, tmp_path)  # another day
    assert offered(again.widget(), "Riprendi")
    button(shown, "Riprendi").click()
    assert not offered(shown, "Riprendi")
    assert exercise.check(asked._read()).state == "right"
    assert 'fis-right"' in page(shown)
    assert Progress(tmp_path).states("01", case="c") == {exercise.id: "right"}


def test_starting_again_twice_still_takes_back_what_was_there(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    asked.check("23.119")
    asked.reset()
    asked.reset()
    assert asked.undo() and not asked.undo()
    assert asked.answer() == 23119


def test_what_was_tried_after_starting_again_is_kept_below_what_comes_back(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    shown = asked.widget()
    asked.check("23.119")
    asked.hint()
    asked.reset()
    assert asked.steps == 0
    asked.check("14")
    asked.undo()
    assert inside(shown, Text)[0].value == "23.119"
    assert asked.steps == 1
    assert len([e for e in Progress(tmp_path).live("01", case="c") if e.kind == "answer"]) == 2


def test_a_table_says_how_to_answer_from_a_cell(tmp_path: Path) -> None:
    asked = panel(TABLE, tmp_path)
    shown = asked.widget()
    assert "lesson.check(&quot;table&quot;" in page(shown)
    assert not [b for b in inside(shown, Button) if b.description == "Verifica"]
    asked.check(TABLE.expected)
    assert "Giusto" in page(shown)
    assert "Giusto" in page(panel(TABLE, tmp_path).widget()), "and the next time"


def test_a_live_region_is_there_before_there_is_anything_to_say(tmp_path: Path) -> None:
    asked = panel(MATCH, tmp_path)
    shown = asked.widget()
    regions = [item for item in inside(shown, HTML) if item.value.startswith("<fis-live></fis-live>")]
    assert len(regions) == 2
    asked.check({"x": "3", "y": "2"})
    asked.hint()
    assert all(item.value.startswith("<fis-live></fis-live>") and len(item.value) > 60 for item in regions)


def test_a_verdict_does_not_rely_on_colour_and_is_announced(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    shown = asked.widget()
    for answer, mark, word in (
        ("1", "✗", "Non ancora"),
        ("boh", "?", "Non riesco"),
        ("23.119", "✓", "Giusto"),
    ):
        asked.check(answer)
        assert f'<span aria-hidden="true">{mark}</span> {word}' in page(shown)
        assert 'role="status"' in page(shown)
    quiet = page(panel(PEOPLE, tmp_path).widget())
    assert "Giusto" in quiet and 'role="status"' not in quiet, "what was there already is not read out"


def test_a_changed_answer_takes_its_old_verdict_away(tmp_path: Path) -> None:
    asked = panel(PEOPLE, tmp_path)
    shown = asked.widget()
    (field,) = inside(shown, Text)
    field.value = "23.119"
    asked.check(field.value)
    assert "Giusto" in page(shown)
    field.value = "23.1"
    assert "Giusto" not in page(shown)
    again = panel(PEOPLE, tmp_path)
    assert "Giusto" in page(again.widget()), "what is filled in from the record keeps its verdict"


def test_ticks_put_before_reading_the_model_answer_do_not_count(tmp_path: Path) -> None:
    asked = panel(OPEN, tmp_path)
    shown = asked.widget()
    inside(shown, Textarea)[0].value = "Le persone che vivono qui, oggi."
    for tick in inside(shown, Checkbox):
        tick.value = True
    button(shown, "Verifica").click()
    assert OPEN.model_answer in page(shown) and "Confronto fatto" not in page(shown)
    for tick in inside(shown, Checkbox):
        assert tick.value is False, "the criteria are judged after the comparison"
        tick.value = True
    button(shown, "Verifica").click()
    assert OPEN.model_answer in page(shown) and "Confronto fatto" in page(shown)
