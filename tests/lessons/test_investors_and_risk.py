"""Lesson 12: every amount can be followed by hand, and a deal that cannot be signed says why."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fis_lessons.dossier.deal_sheet import deal_fields
from fis_lessons.dossier.fields import read_kept
from fis_lessons.errors import ParameterError
from fis_lessons.exercises import Number, Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec

CASES = ("bergamo", "catanzaro", "lucca")
DEALS = [(20, 18_000, 50, 60), (10, 17_000, 10, 20), (100, 30_000, 90, 90), (33, 17_500, 75, 45)]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(
    case: str = "bergamo", *, record: Progress | None = None, **own_values: object
) -> Lesson[Any, Any]:
    return lesson_spec("12").open({"case": case, **own_values}, progress=record or Progress(None))


def asked(lesson: Lesson[Any, Any], name: str) -> Number:
    exercise = lesson.exercises[name]
    assert isinstance(exercise, Number)
    return exercise


@pytest.mark.parametrize(("lang", "case"), list(itertools.product(LANGUAGES, CASES)))
@pytest.mark.parametrize("deal", DEALS)
def test_expected_answers_are_accepted_and_mistakes_told(
    case: str, lang: str, deal: tuple[int, int, int, int]
) -> None:
    people, price, guarantee, expected = deal
    lesson = opened(case, lang=lang, people=people, price=price, guarantee=guarantee, expected=expected)
    for one in (*lesson.exercises.values(), *lesson.bank):
        assert one.check(one.reference).state == "right", one.id
        if isinstance(one, Number):
            for mistake in one.mistakes:
                assert one.check(mistake.value).mistake == mistake.id, (one.id, mistake.id)


def test_the_answers_by_hand() -> None:
    lesson = opened()
    # 16 x 18,000 = 288,000, above the cap of 14 x 18,000 = 252,000; the fee is 20 x 1,500 x 4 = 120,000
    assert asked(lesson, "due").check("372.000").state == "right"
    assert asked(lesson, "due").check("408.000").mistake == "no_cap"
    assert asked(lesson, "due").check("252.000").mistake == "results"
    # 13 x 18,000 = 234,000; less 200,000 and 24,000 leaves 10,000; 30% is 3,000
    assert asked(lesson, "waterfall").check("3.000").state == "right"
    assert asked(lesson, "waterfall").check("10.200").mistake == "before_return"
    # 200,000 / 18,000 = 11.1
    assert asked(lesson, "even").check(12).state == "right"
    assert asked(lesson, "even").check(11).mistake == "rounded_down"
    # 1.12 ** (1 / 4.5) - 1 = 2.55%
    assert asked(lesson, "yearly").check("2,5").state == "right"
    assert asked(lesson, "yearly").check("12").mistake == "whole"
    # 12 / 4.5 = 2.67, near the right 2.55 but not the same
    assert asked(lesson, "yearly").check("2,67").mistake == "divided"
    assert asked(lesson, "yearly").check("2,6").state == "right"
    # (11.7 / 9.6) ** (1 / 4) - 1 = 5.07%, published as 5.1
    assert asked(lesson, "rikers").check("5,1").state == "right"
    # 25 / 0.81 = 30.9
    assert asked(lesson, "stress").check(31).state == "right"
    assert asked(lesson, "stress").check(25).mistake == "target"


def test_the_best_row_of_rikers_is_left_to_the_learner() -> None:
    page = opened().table("rikers").text
    assert "3,3%" in page
    assert "5,1%" not in page


def test_no_control_shows_an_answer_at_the_start() -> None:
    lesson = opened()
    start = {item.name: item.value for item in lesson.controls["deal"].inputs}
    example = lesson.ground
    assert start["successes"] not in (example.good, example.beyond, example.even)
    stress = {item.name: item.value for item in lesson.controls["stress"].inputs}
    assert (stress["reached"], stress["delay"]) != (31, 5)


@pytest.mark.parametrize(
    "values", [{"people": 9}, {"price": 16_999}, {"guarantee": 91}, {"guarantee": 9}, {"expected": 19.0}]
)
def test_parameters_out_of_range_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        opened(**values)  # type: ignore[arg-type]


# --- the learner's own deal ---------------------------------------------------------------------
def test_the_terms_come_back_when_the_lesson_is_opened_again(tmp_path: Path) -> None:
    lesson = opened(record=Progress(tmp_path))
    # as the kit kept them at first: numbers, not text
    assert lesson.notebook.keep("deal", json.dumps({"people": 44})) == ""
    again = opened("lucca", record=Progress(tmp_path))
    assert read_kept(deal_fields(), again.notebook.kept("deal")) == {"people": "44"}
    bundle = again.document("deal")._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "Riuscite attese" in bundle["text/plain"]


def test_every_deal_told_leads_to_the_page_that_holds_it() -> None:
    lesson = opened()
    for name in lesson.parts.texts:
        lesson.text(name)
    told = lesson.sources().html
    for page in ("mdrc.org/project/", "17960", "barrowcadbury.org.uk/news", "newpin-social-benefit-bond"):
        assert page in told, page
    assert "finanzaetica.info/progetto/" in told
    assert "«investitore»" in lesson.text("story").text
    assert "sono in tre" in lesson.text("bergamo").text


def test_a_number_made_up_for_a_question_is_called_so() -> None:
    words = {one.id: one.question for one in opened().bank}
    for name in ("gross-saving", "small-cliff", "multiple", "loss-on-average"):
        assert "inventat" in words[name], name


def test_the_more_is_given_the_less_is_asked_of_results() -> None:
    """280,000 advanced come back with 16 successes of 18,000; each quarter given asks for fewer."""
    told = opened().table("continuum").text
    assert [line.split()[-1] for line in told.splitlines()[2:7]] == ["16", "12", "8", "4", "0"]


def test_the_accounts_are_answered_with_their_sources() -> None:
    lesson = opened()
    told = lesson.text("accounts").text
    for words in ("rischio operativo", "Eurostat", "bilancio pluriennale", "copertura"):
        assert words in told
    assert all(mark in told for mark in ("[1]", "[2]", "[3]", "[4]", "[ipotesi 5]", "[6]")), (
        "each has its source"
    )
    assert "Corte costituzionale" in lesson_spec("11").open({}, progress=Progress(None)).text("form").text
