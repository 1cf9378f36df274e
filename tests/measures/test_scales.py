"""Scales: numbers done by hand, three ways with gaps, what must always hold, and files that spoil it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.scales import FEW, Gaps, cronbach_alpha, scale_scores, spearman_brown

# four persons, two questions: variances 5/3 and 5/3, of the sum 19/3
HAND = {"a": [1, 2, 3, 4], "b": [1, 3, 2, 4]}
GAPS = pd.DataFrame(
    {"a": [1, 2, 4, 5, 3, 2], "b": [2, None, 4, 5, 3, 1], "c": [1, 3, 5, None, 2, 2], "d": [2, 2, 3, 4, 5, 1]}
)


def test_by_hand() -> None:
    found = cronbach_alpha(HAND)
    # 2 * (1 - (10/3) / (2 * 5/3 + 2 * 4/3)) = 2 * (1 - 10/18)
    assert found.alpha == pytest.approx(8 / 9)
    assert (found.persons, found.left_out) == (4, 0)
    assert [one.name for one in found.items] == ["a", "b"]
    assert found.items[0].with_rest == pytest.approx(0.8)
    assert found.items[0].alpha_without is None


def test_a_reversed_question_that_was_missed_pulls_alpha_down_and_is_pointed_at() -> None:
    answers = {"a": [1, 2, 3, 4, 5], "b": [1, 3, 3, 4, 5], "c": [5, 4, 3, 2, 1]}
    missed = cronbach_alpha(answers)
    mended = cronbach_alpha(answers, low=1, high=5, reversed_items=["c"])
    assert missed.alpha < 0 < mended.alpha
    assert "against_the_rest" in missed.cautions
    assert "against_the_rest" not in mended.cautions
    against = [one.name for one in missed.items if one.with_rest is not None and one.with_rest < 0]
    assert "c" in against
    without = next(one.alpha_without for one in missed.items if one.name == "c")
    assert without == pytest.approx(cronbach_alpha({"a": answers["a"], "b": answers["b"]}).alpha)


def test_three_ways_with_gaps_are_three_alphas() -> None:
    ways: tuple[Gaps, ...] = ("complete", "person_mean", "pairwise")
    found = {way: cronbach_alpha(GAPS, gaps=way) for way in ways}
    assert len({round(one.alpha, 3) for one in found.values()}) == 3
    assert [found[way].persons for way in ways] == [4, 6, 6]
    assert found["complete"].left_out == 2
    # by hand: whole rows only
    whole = GAPS.dropna().to_numpy()
    k = whole.shape[1]
    by_hand = k / (k - 1) * (1 - whole.var(axis=0, ddof=1).sum() / whole.sum(axis=1).var(ddof=1))
    assert found["complete"].alpha == pytest.approx(by_hand)
    # the covariances pandas makes two columns at a time
    pairs = GAPS.cov()
    assert found["pairwise"].alpha == pytest.approx(
        k / (k - 1) * (1 - np.trace(pairs) / pairs.to_numpy().sum())
    )
    assert found["complete"].interval is not None
    assert found["person_mean"].interval is None
    assert found["pairwise"].interval is None


def test_without_gaps_the_three_ways_are_one() -> None:
    whole = GAPS.dropna()
    found = [cronbach_alpha(whole, gaps=way) for way in ("complete", "person_mean", "pairwise")]
    assert [one.alpha for one in found] == pytest.approx([found[0].alpha] * 3)
    assert all(one.interval is not None for one in found)


def test_questions_all_alike_are_worth_what_spearman_and_brown_say() -> None:
    # equal variances 1 and equal correlations, built from orthogonal columns
    rng = np.random.default_rng(1)
    base, _r = np.linalg.qr(rng.normal(size=(200, 6)) - 0)
    centred = base - base.mean(axis=0)
    columns, _r = np.linalg.qr(centred)
    common, own = columns[:, :1], columns[:, 1:5]
    r = 0.3
    answers = np.sqrt(r) * common + np.sqrt(1 - r) * own
    assert cronbach_alpha(answers).alpha == pytest.approx(spearman_brown(r, 4))


TABLE = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 5), min_size=k, max_size=k), min_size=3, max_size=25)
)


@given(TABLE)
def test_what_always_holds(rows: list[list[int]]) -> None:
    totals = {sum(row) for row in rows}
    assume(len(totals) > 1)
    found = cronbach_alpha(rows, low=1, high=5)
    assert found.alpha <= 1 + 1e-9
    assert found.interval is not None
    assert found.interval.low <= found.alpha + 1e-9
    assert found.interval.low <= found.interval.high <= 1 + 1e-9
    # the order of persons, a shift and a wider scale change nothing
    again = cronbach_alpha([[10 * x + 3 for x in row] for row in reversed(rows)])
    assert again.alpha == pytest.approx(found.alpha, abs=1e-9)
    # turning every question round changes nothing either
    names = [str(i + 1) for i in range(len(rows[0]))]
    turned = cronbach_alpha(rows, low=1, high=5, reversed_items=names)
    assert turned.alpha == pytest.approx(found.alpha, abs=1e-9)


@given(TABLE)
def test_a_score_is_a_mean_and_stays_in_the_scale(rows: list[list[int]]) -> None:
    found = scale_scores(rows, low=1, high=5)
    assert len(found) == len(rows)
    assert all(score is not None and 1 <= score <= 5 for score in found)
    assert found[0] == pytest.approx(sum(rows[0]) / len(rows[0]))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param([[1, "spesso"], [2, 3]], ["riga 1", "domanda «2»", "spesso"], id="a word in a column"),
        pytest.param([[1, 2], [1, 2], [1, 2]], ["non differiscono"], id="all answers equal"),
        pytest.param([[1, 2]], ["una persona sola"], id="one respondent"),
        pytest.param([[1], [2]], ["almeno 2 domande"], id="one question"),
        pytest.param([[1, None], [None, 2]], ["nessuna persona"], id="nobody answered both"),
        pytest.param([[1, 55], [2, 3]], ["riga 1", "55", "fra 1 e 5"], id="beyond the scale"),
        pytest.param([], ["è vuota"], id="nobody"),
        pytest.param([[1, 2], [1]], ["stesso numero"], id="ragged"),
    ],
)
def test_what_spoils_a_survey_is_told(answers: list[list[object]], told: list[str]) -> None:
    with pytest.raises(MeasureError) as error:
        cronbach_alpha(answers, low=1, high=5)
    for words in told:
        assert words in str(error.value)


def test_every_wrong_answer_is_told_and_many_are_counted() -> None:
    with pytest.raises(MeasureError) as error:
        cronbach_alpha([["x", 2]] * 15)
    assert "riga 10" in str(error.value)
    assert "riga 11" not in str(error.value)
    assert "altre risposte da correggere: 5" in str(error.value)


def test_a_reversed_question_needs_a_scale_and_a_name_that_is_there() -> None:
    with pytest.raises(MeasureError, match="comincia"):
        cronbach_alpha(HAND, reversed_items=["a"])
    with pytest.raises(MeasureError, match="«z»"):
        cronbach_alpha(HAND, low=1, high=5, reversed_items=["z"])


def test_few_persons_are_told() -> None:
    assert "few_persons" in cronbach_alpha(HAND).cautions
    rows = np.random.default_rng(2).integers(1, 6, size=(FEW, 3))
    assert "few_persons" not in cronbach_alpha(rows).cautions


def test_more_persons_make_the_interval_narrower() -> None:
    few, many = (cronbach_alpha(pd.concat([GAPS.dropna()] * times)) for times in (1, 10))
    assert few.interval is not None
    assert many.interval is not None
    assert many.interval.high - many.interval.low < few.interval.high - few.interval.low
