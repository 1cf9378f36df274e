"""In a class everybody has exercises of their own: for any seed one right answer, and mistakes that follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.cases import case_names
from fis_lessons.exercises import Number, Progress, Several
from fis_lessons.i18n import use_language
from fis_lessons.lessons import LESSONS, Lesson

DRAWN = {
    "01": ("documented", "share"),
    "02": ("band-count", "old-age-index", "together", "one-case"),
    "04": ("ratio", "chance"),
    "09": ("enrol", "twenty"),
    "10": ("first-year", "wheels"),
    "12": ("waterfall", "stress"),
}
"""Exercises that change with the seed alone, by lesson."""


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def opened(lesson: str, *, seed: int, case: str = "bergamo", **more: object) -> Lesson[Any, Any]:
    return LESSONS[lesson].open({"case": case, "seed": seed, **more}, progress=Progress(None))


@pytest.mark.parametrize("lesson", DRAWN)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), case=st.sampled_from(case_names()))
def test_whatever_the_seed_the_right_answer_is_right_and_each_mistake_is_named(
    lesson: str, seed: int, case: str
) -> None:
    found = opened(lesson, seed=seed, case=case)
    for name in DRAWN[lesson]:
        exercise = found.exercises[name]
        assert exercise.check(exercise.reference).state == "right"
        if isinstance(exercise, Number):
            assert len(exercise.mistakes) >= 2, name
            for mistake in exercise.mistakes:
                verdict = exercise.check(mistake.value)
                assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id)
        if isinstance(exercise, Several):
            wrong = [one for one in exercise.options if one.id not in exercise.right]
            assert exercise.right and wrong and all(one.feedback for one in wrong)


@pytest.mark.parametrize("lesson", DRAWN)
def test_in_a_class_of_twelve_not_everybody_has_the_same_exercise(lesson: str) -> None:
    variants: dict[str, set[str]] = {name: set() for name in DRAWN[lesson]}
    for seed in range(100, 112):
        for name, kept in variants.items():
            exercise = opened(lesson, seed=seed).exercises[name]
            shown = sorted(one.id for one in exercise.options) if isinstance(exercise, Several) else ""
            kept.add(f"{exercise.question} {shown}")
    assert all(len(kept) >= 2 for kept in variants.values()), variants
    assert max(len(kept) for kept in variants.values()) >= 3, variants


def seeded(lesson: str, name: str, words: str) -> Number:
    """Return the exercise of the first seed whose question says some words."""
    for seed in range(2, 200):
        exercise = opened(lesson, seed=seed).exercises[name]
        if words in exercise.question:
            assert isinstance(exercise, Number)
            return exercise
    raise AssertionError(words)


def test_what_is_drawn_is_computed_as_by_hand() -> None:
    # 120 who stay are three in four of 160; a fourth more, 150, is the known mistake
    enrol = seeded("09", "enrol", "del 25%")
    assert enrol.check("160").state == "right" and enrol.check("150").mistake == "added"
    # with one in five who usually make it, eight of twenty happen by chance 3.2 times in a hundred, seven 8.7
    twenty = seeded("09", "twenty", "il 20%")
    assert twenty.check("8").state == "right" and twenty.check("7").mistake == "just_before"
    # a stay of two years: a delay of five avoids 92% of it, and 25 / 0.92 is 27
    stress = seeded("12", "stress", "in media 2 anni")
    assert stress.check("27").state == "right" and "il 92%" in stress.question
    # fifteen volunteers at 200 euros, half of them anyway, a fifth due to others: 15 × 200 × 0.5 × 0.8
    year = seeded("10", "first-year", "Si sentono utili e attivi")
    assert year.check("1200").state == "right" and year.check("3000").mistake == "gross"
    assert year.check("900").mistake == "shares_summed"  # 3000 × (1 - 0.7)


def test_the_seed_a_lesson_proposes_gives_what_its_notebook_shows() -> None:
    for lesson, names in some(DRAWN.items()):
        proposed, stored = opened(lesson, seed=1), LESSONS[lesson].notebook.read_text(encoding="utf-8")
        for name in some(names):
            last = proposed.exercises[name].question.splitlines()[-1]
            assert last.replace('"', '\\"').replace("**", "") in stored.replace("**", ""), (lesson, name)
