"""The quiz of lesson 02: right for every case and any municipality, and a reason for every wrong answer."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from never_empty import some

from fis_lessons.cases import case_names
from fis_lessons.exercises import Choice, Grid, Matching, Number, OpenText, Ordering, Progress, Several
from fis_lessons.exercises.quiz import Bank, draw
from fis_lessons.i18n import LANGUAGES, use_language
from fis_lessons.lessons.registry import lesson_spec

PLACES: list[dict[str, Any]] = [
    *({"case": case} for case in case_names()),
    {"case": "lucca", "municipality": "Roma"},
    {"case": "catanzaro", "municipality": "Moncenisio"},
]


def bank(lang: str = "it", **parameters: Any) -> Bank:
    with use_language("it"):
        return lesson_spec("02").open({**parameters, "lang": lang}, progress=Progress(None)).bank


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: "-".join(map(str, place.values())))
def test_every_question_knows_its_answer_and_its_mistakes(place: dict[str, Any], lang: str) -> None:
    with use_language(lang):  # type: ignore[arg-type]
        for question in some(bank(lang, **place)):
            assert question.check(question.reference).state == "right", question.id
            assert question.check(question.reference_text).state != "not_tried"
            assert question.check("∅").state == (
                "not_yet" if isinstance(question, OpenText) else "unreadable"
            )
            if isinstance(question, Number):
                for mistake in question.mistakes:
                    verdict = question.check(mistake.value)
                    assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id), question.id
                for wrong in random.Random(1).sample(range(10**6, 10**7), 20):
                    assert question.check(wrong).state == "not_yet"


def test_about_two_dozen_questions_of_seven_kinds() -> None:
    kinds = Counter(type(question) for question in bank(case="bergamo"))
    assert set(kinds) == {Number, Choice, Several, Matching, Ordering, Grid, OpenText}
    assert sum(kinds.values()) == 24


def test_every_wrong_answer_has_its_own_words() -> None:
    for question in some(bank(case="bergamo")):
        options: tuple[Any, ...] = ()
        if isinstance(question, Choice):
            options = tuple(o for o in question.options if o.id != question.right)
        elif isinstance(question, Several):
            options = tuple(o for o in question.options if o.id not in question.right)
        elif isinstance(question, Matching | Grid):
            options = question.rows
        elif isinstance(question, Ordering):
            options = question.items
        words = [option.feedback for option in options]
        assert all(words), question.id
        assert len(set(words)) == len(words), question.id


def test_hints_do_not_give_the_answer_of_a_number() -> None:
    for question in some(question for question in bank(case="bergamo") if isinstance(question, Number)):
        answer = question.reference_text.split()[0]
        for hint in (question.hints.nudge, question.hints.pointer, question.hints.worked):
            assert answer not in hint.replace(".", " ").replace(",", " ,").split(), question.id


def test_a_quiz_mixes_kinds() -> None:
    questions = bank(case="lucca")
    drawn = {seed: draw(questions, seed=seed) for seed in range(1, 51)}
    assert all(len(one) == 10 for one in drawn.values())
    assert min(len({type(question) for question in one}) for one in drawn.values()) >= 5
    assert len({tuple(question.id for question in one) for one in drawn.values()}) == 50


def test_names_do_not_clash_with_the_exercises() -> None:
    lesson = lesson_spec("02").open({"case": "bergamo"}, progress=Progress(None))
    assert not {question.id for question in lesson.bank} & lesson.exercises.keys()


def test_by_hand_for_bergamo() -> None:
    found = {question.id: question.reference for question in bank(case="bergamo")}
    assert found["ages-in-the-band"] == 16  # from 60 to 75, both included
    assert found["social-workers-needed"] == 23.9  # 119,534 / 5,000
    assert found["growth"] == 25
    assert found["two-districts"] == 17.7  # 230 / 1,300
