"""Lesson 09: right answers come from the parameters, the plan is kept, and the page shows text as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fis_lessons.dossier.evaluation_plan import plan_fields
from fis_lessons.dossier.fields import read_kept
from fis_lessons.errors import ParameterError
from fis_lessons.exercises import Number, Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec

CASES = ("bergamo", "catanzaro", "lucca")
SIZES = [(120, 16), (20, 6), (600, 40), (37, 25)]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str = "bergamo", *, record: Progress | None = None, **own: object) -> Lesson[Any, Any]:
    return lesson_spec("09").open({"case": case, **own}, progress=record or Progress(None))


def asked(lesson: Lesson[Any, Any], name: str) -> Number:
    exercise = lesson.exercises[name]
    assert isinstance(exercise, Number)
    return exercise


@pytest.mark.parametrize(("places", "stop_rate"), SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_expected_answers_are_accepted_and_mistakes_told(
    case: str, lang: str, places: int, stop_rate: int
) -> None:
    lesson = opened(case, lang=lang, places=places, stop_rate=stop_rate)
    for one in (*lesson.exercises.values(), *lesson.bank):
        assert one.check(one.reference).state == "right", one.id
        if isinstance(one, Number):
            for mistake in one.mistakes:
                assert one.check(mistake.value).mistake == mistake.id, (one.id, mistake.id)


def test_the_answers_by_hand() -> None:
    lesson = opened(places=120, stop_rate=16)
    # 2.8 * 100 * sqrt(2 * .16 * .84 / 120) = 13.25
    assert asked(lesson, "smallest").check("13,3").state == "right"
    assert asked(lesson, "smallest").check("9,3").mistake == "margin"
    # 120 / 0.8 = 150, not 120 * 1.2 = 144
    assert asked(lesson, "enrol").check(150).state == "right"
    assert asked(lesson, "enrol").check(144).mistake == "added"
    # 120 / (1 + 19 * 0.05) = 61.5
    assert asked(lesson, "together").check(62).state == "right"
    # [1.96 sqrt(2*.13*.87) + .8416 sqrt(.16*.84 + .1*.9)]^2 / .06^2 = 491.6
    assert asked(lesson, "how-many").check(492).state == "right"
    assert asked(lesson, "how-many").check(984).mistake == "both"
    assert asked(lesson, "twenty").check(10).state == "right"
    assert asked(lesson, "cells").check(4).state == "right"


def test_the_smallest_change_says_when_the_rule_of_thumb_is_on_the_safe_side() -> None:
    # by the whole formula 120 people in each group show a fall of 11.0 points from 16%, not only of 13.3
    why = asked(opened(places=120, stop_rate=16), "smallest").why
    assert "13,3" in why
    assert "11,0" in why
    assert "nessuno" in asked(opened(places=20, stop_rate=6), "smallest").why


@pytest.mark.parametrize("stop_rate", [8, 11])
def test_a_share_is_never_read_with_the_wrong_article(stop_rate: int) -> None:
    lesson = opened(stop_rate=stop_rate)
    words = [lesson.text("story").text, *(one.question for one in lesson.exercises.values())]
    assert not any(f" {article} {stop_rate}%" in text for text in words for article in ("il", "al", "del"))


def test_a_control_never_starts_at_the_answer() -> None:
    for places, stop_rate in SIZES:
        lesson = opened(places=places, stop_rate=stop_rate)
        start = {item.name: item.value for item in lesson.controls["people"].inputs}
        assert asked(lesson, "how-many").check(start["people"]).state != "right"
        small = {item.name: item.value for item in lesson.controls["small"].inputs}
        assert small["successes"] != asked(lesson, "twenty").expected


def test_a_control_says_what_is_wrong_instead_of_stopping() -> None:
    lesson = opened()
    assert "uguali" in lesson.controls["people"].outcome({"usual": 20, "hoped": 20}).text
    assert "al massimo" in lesson.controls["small"].outcome({"people": 5, "successes": 9}).text
    assert "vuota" in lesson.controls["draw"].outcome({"word": "  "}).text


@pytest.mark.parametrize("values", [{"places": 19}, {"places": 601}, {"stop_rate": 41}, {"stop_rate": 16.0}])
def test_parameters_out_of_range_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        opened(**values)  # type: ignore[arg-type]


def test_the_plan_comes_back_when_the_lesson_is_opened_again(tmp_path: Path) -> None:
    lesson = opened(record=Progress(tmp_path))
    assert lesson.notebook.keep("plan", json.dumps({"question": "Che cosa cambia?"})) == ""
    again = opened("lucca", record=Progress(tmp_path))
    kept = read_kept(plan_fields(), again.notebook.kept("plan"))
    assert kept == {"question": "Che cosa cambia?"}


def test_the_form_can_be_filled_and_saved(tmp_path: Path) -> None:
    lesson = opened(record=Progress(tmp_path))
    bundle = lesson.document("plan")._repr_mimebundle_()
    assert "La domanda" in bundle["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_what_con_i_bambini_published_is_told_with_the_pages_that_hold_it() -> None:
    lesson = lesson_spec("09").open({}, progress=Progress(None))
    told = lesson.text("story").text
    assert "cinquanta valutazioni" in told and "ne ha analizzate trenta" in told
    assert "un paio di valutatori" in told
    pages = lesson.sources().html
    assert "156158" in pages and "lanimazione-culturale" in pages and "cosa-abbiamo-imparato" in pages
