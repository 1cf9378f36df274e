"""The co-production matrix and what stays covered, with values anybody can count."""

from __future__ import annotations

import pytest

from fis_lessons.errors import MeasureError
from fis_lessons.measures.coproduction import Matrix, coverage, matrix, uncovered_by

ROWS = ("town", "families", "bank")
PHASES = ("commission", "design", "deliver", "assess")
ENTRIES = [
    ("town", "commission", "documented"),
    ("town", "design", "assumed"),
    ("families", "deliver", "documented"),
    ("families", "assess", "doubtful"),
]
HELD = [
    ("town", "proposer", "sure"),
    ("coop", "provider", "sure"),
    ("farm", "provider", "doubtful"),
    ("bank", "financier", "doubtful"),
]
ROLES = ("proposer", "provider", "financier", "evaluator")


@pytest.fixture
def twelve() -> Matrix:
    return matrix(ROWS, PHASES, ENTRIES)  # type: ignore[arg-type]


def test_cells_are_counted_by_what_they_rest_on(twelve: Matrix) -> None:
    counted = {kind: twelve.count(kind) for kind in ("documented", "doubtful", "assumed", "silent")}
    assert counted == {"documented": 2, "doubtful": 1, "assumed": 1, "silent": 8}
    assert sum(counted.values()) == twelve.size == 12


def test_a_doubt_or_an_assumption_is_not_a_document(twelve: Matrix) -> None:
    assert twelve.documented_share == pytest.approx(2 / 12)
    assert twelve.present("design") == twelve.present("assess") == ()
    only = twelve.documented_only()
    assert only.reading("town", "design") == only.reading("families", "assess") == "silent"
    assert only.documented_share == twelve.documented_share


def test_an_empty_cell_is_silent_and_never_a_no(twelve: Matrix) -> None:
    assert twelve.reading("bank", "assess") == "silent"


def test_fewer_rows_change_the_denominator(twelve: Matrix) -> None:
    kept = twelve.keep({"families"})
    assert (kept.rows, kept.size, kept.documented_share) == (("families",), 4, 0.25)


def test_every_wrong_entry_is_told_at_once() -> None:
    wrong = [
        ("ghost", "design", "assumed"),
        ("town", "dance", "assumed"),
        *[("town", "design", "assumed")] * 2,
    ]
    with pytest.raises(MeasureError) as told:
        matrix(ROWS, PHASES, wrong)  # type: ignore[arg-type]
    assert [problem.where for problem in told.value.problems] == [
        "ghost × design",
        "town × dance",
        "town × design",
    ]


def test_no_cells_have_no_share() -> None:
    with pytest.raises(MeasureError):
        _ = matrix([], PHASES, []).documented_share


@pytest.mark.parametrize(
    ("without", "states"),
    [
        pytest.param((), ["sure", "sure", "doubtful", "uncovered"], id="everybody there"),
        pytest.param(("coop",), ["sure", "doubtful", "doubtful", "uncovered"], id="a doubtful one is left"),
        pytest.param(("coop", "farm"), ["sure", "uncovered", "doubtful", "uncovered"], id="nobody is left"),
        pytest.param(("town",), ["uncovered", "sure", "doubtful", "uncovered"], id="without the town"),
    ],
)
def test_what_stays_covered(without: tuple[str, ...], states: list[str]) -> None:
    assert [one.state for one in coverage(ROLES, HELD, without=without)] == states  # type: ignore[arg-type]


def test_what_nobody_ever_held_is_not_lost_with_anybody() -> None:
    assert uncovered_by(ROLES, HELD, without=("town", "bank")) == ("proposer", "financier")  # type: ignore[arg-type]
    evaluator = coverage(ROLES, HELD, without=("town",))[3]  # type: ignore[arg-type]
    assert (evaluator.state, evaluator.lost) == ("uncovered", ())
