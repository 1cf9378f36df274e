"""Lesson 02: what anybody can count again by hand, and what each way of going wrong is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from never_empty import some
from unpainted import unpainted

from fis_lessons.errors import ParameterError
from fis_lessons.exercises import Choice, Exercise, Matching, Number, Progress, Several
from fis_lessons.exercises.mistakes import known_mistakes
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec

CASES = ("bergamo", "catanzaro", "lucca")
# A city with an accent, a village with 36 residents, a name that other software reads as a missing value
PLACES = (None, "Forlì", "Morterone", "Napoli")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str = "bergamo", *, lang: str = "it", place: str | None = None) -> Lesson[Any, Any]:
    values = {"case": case, "lang": lang, "municipality": place}
    return lesson_spec("02").open(values, progress=Progress(None))


def asked(lesson: Lesson[Any, Any], name: str) -> Number:
    exercise = lesson.exercises[name]
    assert isinstance(exercise, Number)
    return exercise


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_expected_answers_are_accepted_everywhere(case: str, lang: str, place: str | None) -> None:
    lesson = opened(case, lang=lang, place=place)
    verdicts = {name: one.check(one.reference).state for name, one in lesson.exercises.items()}
    assert set(verdicts.values()) == {"right"}, verdicts
    assert {type(one) for one in lesson.exercises.values()} == {Number, Choice, Several, Matching}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("case", CASES)
def test_a_known_mistake_is_told_by_its_name_and_is_never_the_answer(case: str, place: str | None) -> None:
    for one in some(one for one in opened(case, place=place).exercises.values() if isinstance(one, Number)):
        assert one.mistakes, one.id
        for mistake in some(one.mistakes):
            verdict = one.check(mistake.value)
            assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id), one.id


def test_the_silver_age_of_bergamo_has_two_sizes() -> None:
    lesson = opened("bergamo")
    count = asked(lesson, "band-count")  # of Romano di Lombardia: 3,548 of 60-75 and 2,124 of 65-74
    assert count.check("3.548").state == "right"
    assert count.check("2.124").mistake == "other_band"
    assert count.check("23.119").mistake == "here"
    assert count.check("29743").mistake == "here_start"
    # 13,320 - 23,119 = -9,799, and 9,799 / 23,119 = 42.4%; 9,799 / 13,320 = 73.6%
    change = asked(lesson, "change")
    assert change.check("42,4").state == "right"
    assert change.check("73,6").state == "not_yet"


@pytest.mark.parametrize(
    ("case", "index"),
    # of Romano di Lombardia, Soverato, Altopascio: 4,053 / 3,110; 2,563 / 852; 3,192 / 2,266
    [("bergamo", 130.3), ("catanzaro", 300.8), ("lucca", 140.9)],
)
def test_the_old_age_index(case: str, index: float) -> None:
    assert asked(opened(case), "old-age-index").reference == pytest.approx(index, abs=0.05)


def test_a_percentage_written_as_a_share_is_told_so() -> None:
    together = asked(opened(), "together")
    assert together.check(together.expected / 100).mistake == "share_not_percent"


def test_english_writes_english_numbers() -> None:
    lesson = opened(lang="en")
    assert "23,119" in lesson.table("definitions").text
    assert asked(lesson, "band-count").check("3,548").state == "right"


@pytest.mark.parametrize("place", ["Forlì", "forli", "040012"])
def test_any_spelling_of_a_municipality_opens_the_lesson(place: str) -> None:
    assert "Forlì" in asked(opened(place=place), "change").question


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"municipality": "Forlimpoli"}, "Forlimpopoli"),
        ({"municipality": "Livo"}, "Livo \\(TN\\)"),
        ({"municipality": 40012}, "municipality"),
        ({"similar": 2}, "3"),
        ({"similar": 5, "comune": "Lucca"}, "comune"),
    ],
)
def test_parameters_that_cannot_be_are_explained(values: dict[str, object], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        lesson_spec("02").open(values, progress=Progress(None))


def page_of(lesson: Lesson[Any, Any]) -> str:
    """Everything a trainee reads before answering."""
    return "\n".join(
        [
            *(lesson.text(name).text for name in lesson.parts.texts),
            *(lesson.table(name).text for name in lesson.parts.tables),
            *(control.static().text for control in lesson.controls.values()),
            *(one.question for one in lesson.exercises.values()),
        ]
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("case", CASES)
def test_numbers_to_be_found_are_not_on_the_page(
    case: str, place: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpainted(monkeypatch)
    lesson = opened(case, place=place)
    shown = set(re.findall(r"\d[\d.,]*\d", page_of(lesson)))
    for name in ("band-count", "old-age-index"):
        answer = asked(lesson, name).reference_text.split()[0]
        assert answer not in shown, (name, answer)


def test_a_group_is_who_the_project_wants_to_reach_and_a_band_is_an_age() -> None:
    lesson = opened()
    about_age = [name for name in lesson.exercises if name not in ("what-can-be-written",)]
    words = [lesson.exercises[name] for name in about_age]
    said = [w for one in words for w in (one.question, one.why, *(one.hint(step) for step in range(1, 5)))]
    said += [m.text for one in words if isinstance(one, Number) for m in one.mistakes]
    said += [lesson.controls[name].static().text for name in ("pyramid", "compare", "cases")]
    assert not [text for text in some(said) if "gruppo" in text.lower()]


def test_the_sentence_for_a_deed_can_be_taken_as_it_is() -> None:
    shown = opened().controls["sheet"].outcome({"municipality": "Bergamo", "first": 60, "last": 75})
    sentence = next(line for line in shown.text.splitlines() if line.startswith("Nel Comune di Bergamo"))
    # 23,119 / 119,534 = 19.34%
    for part in ("60–75 anni, estremi compresi", "23.119 su 119.534", "19,3%", "Istat", "edizione 2023"):
        assert part in sentence
    assert "ti rivolgi" not in sentence and "geopop" not in sentence
    assert f">{sentence}</blockquote>" in shown.html


def test_two_ways_to_one_number_are_one_mistake() -> None:
    slips = [("half", 50.0, "a"), ("same", 50.2, "b"), ("right", 100.0, "c")]
    assert [m.id for m in known_mistakes(100.0, slips)] == ["half"]


def test_every_exercise_has_a_ladder_and_a_reason() -> None:
    for one in some(opened().exercises.values()):
        assert isinstance(one, Exercise)
        steps = [one.hint(step) for step in range(1, 5)]
        assert len(set(steps)) == 4, one.id
        assert len(one.why) > 40, one.id


@pytest.mark.parametrize(
    ("case", "told"), [("bergamo", 2), ("lucca", 2), ("lecce", 1), ("catanzaro", 0), ("prato", 0)]
)
def test_documents_are_counted_as_there_are(case: str, told: int) -> None:
    # an age band of ours is not a second document
    lesson = opened(case=case)
    assert lesson.ground.target.told == told
    story = lesson.text("story").text
    said = ("Nessun documento letto lo dice", "Un documento lo dice", "Due documenti, due risposte")
    assert [words in story for words in said] == [told == count for count in range(3)]
