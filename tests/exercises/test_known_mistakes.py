"""The numbers people get to by a known mistake: kept where they say something, left out where they do not."""

from __future__ import annotations

from fis_lessons.exercises import NumberMistake
from fis_lessons.exercises.mistakes import known_mistakes, told_apart


def test_a_mistake_is_rounded_as_a_person_would_write_it() -> None:
    slips = [("half", 12.346, "Metà."), ("twice", 49.382, "Il doppio.")]
    assert known_mistakes(24.691, slips, tolerance=0.1, decimals=1) == (
        NumberMistake(id="half", value=12.3, text="Metà."),
        NumberMistake(id="twice", value=49.4, text="Il doppio."),
    )
    # without decimals, and with none to spare: 12.346 is 12, and 24 is not 25
    assert [m.value for m in known_mistakes(24.691, [*slips, ("near", 24.4, "Quasi.")])] == [12, 49, 24]


def test_what_can_be_taken_for_the_answer_is_left_out() -> None:
    slips = [("exact", 24.691, "a"), ("rounded", 24.7, "b"), ("near", 24.9, "c"), ("far", 25.1, "d")]
    assert [m.id for m in known_mistakes(24.691, slips, tolerance=0.1, decimals=1)] == ["far"]


def test_without_a_tolerance_a_tenth_is_another_number() -> None:
    assert [m.value for m in known_mistakes(10.0, [("near", 10.1, "a")], decimals=1)] == [10.1]


def test_of_two_that_give_one_number_the_first_speaks() -> None:
    slips = [("first", 10.0, "a"), ("second", 10.0, "b"), ("third", 11.0, "c")]
    assert [m.id for m in known_mistakes(50.0, slips)] == ["first", "third"]


def test_a_little_more_than_twice_the_tolerance_apart() -> None:
    # an answer 0.5 above one and 0.5 below the other would be as good as both
    assert not told_apart(11.0, [10.0], 0.5)
    assert told_apart(11.01, [10.0], 0.5)
    assert told_apart(8.99, [10.0], 0.5)
    assert not told_apart(10.0, [9.0, 10.0], 0.0)
    assert told_apart(10.0, [], 3.0)
