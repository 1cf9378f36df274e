"""Before and after: a published example, numbers done by hand, and what must always hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.exercises.training_words import cautions, sentence
from fis_lessons.i18n import use_language
from fis_lessons.measures.training import SMALL_CLASS, paired_difference

# Student, The probable error of a mean, Biometrika 6 (1908): additional hours of sleep of ten patients
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_students_sleep_data() -> None:
    found = paired_difference(FIRST, SECOND)
    assert found.pairs == 10
    assert found.mean == pytest.approx(1.58)
    assert found.t == pytest.approx(4.0621, abs=5e-5)
    assert found.interval.low == pytest.approx(0.70011, abs=5e-5)
    assert found.interval.high == pytest.approx(2.45989, abs=5e-5)


def test_by_hand() -> None:
    # differences 2, 3, 1: mean 2, sd 1; t(0.975, 2) = 4.302653
    found = paired_difference([4, 5, 6], [6, 8, 7])
    assert (found.before, found.after, found.mean, found.sd) == (5, 7, 2, 1)
    assert found.d_z == 2
    assert found.d_av == pytest.approx(2.0)
    assert found.interval.high == pytest.approx(2 + 4.302653 / math.sqrt(3), abs=1e-5)


def test_who_misses_a_score_is_left_out_and_told() -> None:
    found = paired_difference([1, 2, None, 4, float("nan")], [2, 4, 9, None, 7])
    assert (found.pairs, found.incomplete) == (2, 3)
    assert "incomplete_pairs" in found.cautions


@pytest.mark.parametrize(
    ("before", "after", "confidence"),
    [
        ([1], [2], 0.95),
        ([], [], 0.95),
        ([1, None], [2, 3], 0.95),
        ([1, 2], [1, 2, 3], 0.95),
        ([1, 2], [2, 3], 1.0),
    ],
)
def test_what_cannot_be_compared(before: list[float], after: list[float], confidence: float) -> None:
    with pytest.raises(MeasureError):
        paired_difference(before, after, confidence=confidence)


SCORES = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=2, max_size=40)


@given(SCORES)
def test_swapping_before_and_after_changes_the_sign_only(pairs: list[tuple[int, int]]) -> None:
    before, after = zip(*pairs, strict=True)
    there, back = paired_difference(before, after), paired_difference(after, before)
    assert there.mean == pytest.approx(-back.mean)
    assert there.interval.low == pytest.approx(-back.interval.high)
    assert there.interval.low <= there.mean <= there.interval.high
    assert ("small_class" in there.cautions) == (len(pairs) < SMALL_CLASS)
    assert (there.t is None) == (len({a - b for b, a in pairs}) == 1)


@given(SCORES, st.integers(1, 5))
def test_adding_the_same_to_everybody_moves_nothing(pairs: list[tuple[int, int]], more: int) -> None:
    before, after = zip(*pairs, strict=True)
    moved = paired_difference([b + more for b in before], [a + more for a in after])
    assert moved.mean == pytest.approx(paired_difference(before, after).mean)


@pytest.mark.parametrize("lang", ["it", "en"])
def test_in_words_it_never_claims_the_cause(lang: str) -> None:
    with use_language(lang):  # type: ignore[arg-type]
        words = sentence(paired_difference(FIRST, SECOND))
        care = cautions(paired_difference(FIRST, SECOND))
    assert ("non prova" if lang == "it" else "does not prove") in words
    assert ("1,6 in più" if lang == "it" else "1.6 more") in words
    assert len(care) == 1
    assert "è 2,00 (d_av" in sentence(paired_difference([4, 5, 6], [6, 8, 7]))


def test_an_interval_around_zero_is_said() -> None:
    assert "comprende lo zero" in sentence(paired_difference([5, 5, 5, 5], [6, 4, 7, 4]))
    assert "comprende lo zero" not in sentence(paired_difference(FIRST, SECOND))


def test_a_loss_is_a_loss_and_no_spread_has_no_interval() -> None:
    found = paired_difference([5, 6, 7], [4, 5, 6])
    assert "1,0 in meno" in sentence(found)
    assert "intervallo di confidenza" not in sentence(found)
    assert any("non si può stimare" in words for words in cautions(found))
