"""Lesson 05: the numbers somebody can check by hand, on every case and in both languages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from fis_lessons.exercises import Number, Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.measures.network.change import loss
from fis_lessons.measures.network.whole import shape

CASES = ("bergamo", "catanzaro", "lucca")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str = "bergamo", **own: object) -> Lesson[Any, Any]:
    return lesson_spec("05").open({"case": case, **own}, progress=Progress(None))


@pytest.mark.parametrize(("case", "lang"), list(itertools.product(CASES, LANGUAGES)))
@pytest.mark.parametrize(
    "own",
    [{}, {"grant": 200_000, "hours": 200, "wage": 8}, {"grant": 20_000, "hours": 3_000, "wage": 30}],
    ids=["usual", "rich", "poor"],
)
def test_expected_answers_are_right_and_mistakes_are_told(case: str, lang: str, own: dict[str, int]) -> None:
    lesson = opened(case, lang=lang, seed=len(own) + 1, **own)
    for one in (*lesson.exercises.values(), *lesson.bank):
        assert one.check(one.reference).state == "right", one.id
        for mistake, answer in one.mistaken():
            assert one.check(answer).mistake == mistake, one.id


def test_the_answers_by_hand() -> None:
    asked = opened().exercises
    # 49 of the 10 x 9 ties there could be
    assert asked["city"].check("54,4").state == "right"
    assert asked["city"].check("108,9").mistake == "no_direction"
    # as Hanneman and Riddle print them: 38.27% of ties sent, 50.62% of those received
    assert "0,38 per chi informa e 0,51 per chi è informato" in asked["city"].why
    # 60,000 + 30,000 + 12,000 + 8,000 + 800 x 15 = 122,000
    # two are as near to everybody: the answer names both
    assert " oppure " in asked["winners"].reference_text
    assert asked["leverage"].check("2,03").state == "right"
    assert asked["leverage"].check("1,83").mistake == "no_time"
    # 32,000 of 122,000: the town's half goes with the grant
    assert asked["left"].check("26,2").state == "right"
    assert asked["left"].check("50,8").mistake == "town_stays"


@pytest.mark.parametrize("seed", range(1, 9))
def test_three_winners_whoever_stands_there(seed: int) -> None:
    ground = opened(seed=seed).ground
    winners = [set(ground.first(by)) for by in ("ties", "betweenness", "closeness")]
    assert winners[0] == {"town"}
    assert winners[1] == {ground.hinge}
    assert not winners[0] & winners[1] and not winners[2] & (winners[0] | winners[1])
    assert set(loss(ground.before, ground.hinge).left.isolates) <= set(ground.tail)
    # a year later nobody is cut off when the hinge leaves, and one tie is gone
    assert loss(ground.after, ground.hinge).pieces_after == 1
    assert shape(ground.after).ties == 18 + 4 - 1


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_mean_leaves_out_who_did_not_answer(seed: int) -> None:
    lesson = opened(seed=seed)
    exercise = lesson.exercises["mean"]
    assert isinstance(exercise, Number)
    given = [score for score in lesson.ground.ten if score is not None]
    assert len(given) == 8
    assert exercise.expected == pytest.approx(sum(given) / 8)
    assert exercise.check(sum(given) / 10).mistake == "zeros"


def test_who_sits_with_whom_in_the_cases() -> None:
    for case in CASES:
        seated = opened(case).ground.seated
        assert seated is not None
        for one, other in seated.network.ties:
            assert set(seated.of(one)) & set(seated.of(other))


def test_a_control_says_what_breaks() -> None:
    lesson = opened()
    # the kite: 6 ties at most, 36 in all over ten: (10 x 6 - 36) / (9 x 8)
    assert "accentramento è 0,33" in lesson.controls["measures"].outcome({"measure": "ties"}).text
    assert "accentramento" not in lesson.controls["measures"].outcome({"measure": "closeness"}).text
    hinge = lesson.ground.hinge
    broken = lesson.controls["leaves"].outcome({"gone": hinge, "moment": "before"}).text
    assert "La rete si spezza" in broken
    assert "restano uniti" in lesson.controls["leaves"].outcome({"gone": hinge, "moment": "after"}).text
    left = lesson.controls["resources"].outcome({"wage": 0, "gone": "foundation"}).text
    # 12,000 + 8,000 of 110,000
    assert "18%" in left and "Se ne va anche: Comune" in left
