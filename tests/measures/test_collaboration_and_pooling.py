"""Scores of a collaboration, and resources put together: by hand and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.collaboration import Answer, factor_scores, health
from fis_lessons.measures.pooling import Contribution, left_without, leverage, pool


def said(sector: str, scores: list[int | None], *, first: int = 0, factor: str = "trust") -> list[Answer]:
    return [Answer(f"{sector}{first + i}", sector, factor, score) for i, score in enumerate(scores)]


def test_a_factor_by_hand() -> None:
    answers = said("public", [5, 5, 4, 4, 4]) + said("third", [2, 2, 3, 1, 2]) + said("private", [3] * 5)
    (found,) = factor_scores(answers)
    assert found.mean == pytest.approx(47 / 15)
    assert found.by_sector == {"public": 4.4, "third": 2.0, "private": 3.0}
    assert found.gap == pytest.approx(2.4)
    assert found.low_share == pytest.approx(4 / 15)
    assert found.reading == "borderline"


def test_missing_is_not_zero_and_is_counted() -> None:
    (found,) = factor_scores(said("public", [4, None, 4, 4, 4, 4]))
    assert (found.mean, found.answers, found.missing) == (4.0, 5, 1)


def test_a_small_group_is_hidden_and_not_found_by_subtraction() -> None:
    answers = said("public", [4] * 8) + said("third", [2] * 6) + said("private", [1, 5])
    (found,) = factor_scores(answers)
    # with the whole and two sectors anybody could work the third one out
    assert found.by_sector == {"public": 4.0, "third": None, "private": None}
    (few,) = factor_scores(said("public", [4, 4, 4, 4]))
    assert (few.mean, few.deviation, few.low_share, few.reading) == (None, None, None, None)


@pytest.mark.parametrize(
    ("scores", "reading"),
    [
        ([4, 4, 4, 4, 4], "strength"),
        ([4, 4, 4, 4, 3, 4, 4, 4, 4, 4], "borderline"),  # 3.9
        ([3] * 5, "borderline"),
        ([3, 3, 3, 3, 2], "concern"),
    ],
)
def test_the_published_cut_offs(scores: list[int | None], reading: str) -> None:
    (found,) = factor_scores(said("public", scores))
    assert found.reading == reading


@pytest.mark.parametrize(
    ("total", "statements", "reading"),
    [
        (20, 20, "serious"), (50, 20, "serious"), (51, 20, "improve"), (74, 20, "improve"), (75, 20, "healthy"),
        (100, 20, "healthy"), (25, 10, "serious"), (26, 10, "improve"), (37, 10, "improve"), (38, 10, "healthy"),
    ],
)  # fmt: skip
def test_from_handshake_to_compact(total: int, statements: int, reading: str) -> None:
    assert health(total, statements=statements) == reading


def test_one_person_two_sectors_is_refused() -> None:
    with pytest.raises(MeasureError, match="due settori"):
        factor_scores([Answer("a", "public", "trust", 3), Answer("a", "third", "aims", 3)])


@pytest.mark.parametrize("score", [0, 6, 2.5, "tre", True])
def test_a_score_off_the_scale_is_refused(score: object) -> None:
    with pytest.raises(MeasureError):
        Answer("a", "public", "trust", score)  # type: ignore[arg-type]


# --- resources ------------------------------------------------------------------------------------
amounts = st.integers(0, 10**6)


rows_of = st.tuples(st.sampled_from("abcd"), amounts, st.sampled_from(["", "a", "b"]))


@given(st.lists(rows_of, min_size=1))
def test_what_is_left_never_grows_and_everything_is_counted(rows: list[tuple[str, int, str]]) -> None:
    known = {who for who, _amount, _need in rows}
    things = [
        Contribution(who, "s", "money", amount, needs=(need,) if need in known else ())
        for who, amount, need in rows
    ]
    whole = pool(things)
    assert whole.total == pytest.approx(sum(amount for _who, amount, _need in rows))
    for who in known:
        left = left_without(things, who)
        assert 0 <= left.after.total <= whole.total
        assert left.gone[0] == who
        assert who not in left.after.by_who


def test_time_counts_at_its_wage_and_not_as_cash() -> None:
    town = Contribution("Town", "public", "money", 30_000)
    found = pool([town, Contribution("People", "citizens", "time", 2_000, wage=12.5)])
    assert (found.total, found.cash, found.share("citizens")) == (55_000, 30_000, pytest.approx(25 / 55))


def test_who_falls_takes_along_what_hangs_on_it() -> None:
    left = left_without(
        [
            Contribution("Grant", "public", "money", 100),
            Contribution("Bank", "private", "money", 40, needs=("Grant",)),
            Contribution("Bank", "private", "goods", 10),
            Contribution("Choir", "third", "goods", 5, needs=("Bank",)),
        ],
        "Grant",
    )
    # the bank keeps its rooms, so it has not gone, and the choir stays
    assert (left.gone, left.after.total) == (("Grant",), 15)


@pytest.mark.parametrize(
    "call",
    [
        lambda: pool([]),
        lambda: leverage(10, own=20),
        lambda: leverage(10, own=0),
        lambda: Contribution("", "public", "money", 1),
        lambda: Contribution("a", "public", "time", 1),
        lambda: Contribution("a", "public", "money", 1, wage=3),
        lambda: Contribution("a", "public", "money", -1),
        lambda: left_without([Contribution("a", "s", "money", 1)], "b"),
        lambda: left_without([Contribution("a", "s", "money", 1, needs=("z",))], "a"),
    ],
)
def test_what_cannot_be_counted_is_refused(call: object) -> None:
    with pytest.raises(MeasureError):
        call()  # type: ignore[operator]
