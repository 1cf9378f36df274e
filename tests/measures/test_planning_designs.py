"""Which design, who is drawn, what may be shown, when an evaluation is a duty."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.planning.designs import NEEDS, Situation, advise, best
from fis_lessons.measures.planning.duty import vis_duty
from fis_lessons.measures.planning.lottery import draw_rota
from fis_lessons.measures.planning.privacy import minimum_cell


# --- the draw -----------------------------------------------------------------------------------
def test_anybody_can_draw_again() -> None:
    import hashlib

    codes = [f"A{i}" for i in range(1, 9)]
    order = sorted(codes, key=lambda code: hashlib.sha256(f"prova\n{code}".encode()).hexdigest())
    rota = draw_rota(codes, places=3, word="prova")
    assert (*rota.begin, *rota.wait) == tuple(order)
    assert len(rota.begin) == 3


@given(word=st.text(min_size=1).filter(str.strip), places=st.integers(1, 11))
@settings(max_examples=60, deadline=None)
def test_places_are_shared_among_groups_in_proportion(word: str, places: int) -> None:
    groups = {f"N{i}": "nord" for i in range(8)} | {f"S{i}": "sud" for i in range(4)}
    rota = draw_rota(list(groups), places=places, word=word, groups=groups)
    north = sum(code.startswith("N") for code in rota.begin)
    assert abs(north - places * 8 / 12) < 1
    assert sorted(rota.begin + rota.wait) == sorted(groups)


def test_each_has_the_same_chance() -> None:
    codes = ["a", "b", "c", "d"]
    drawn = [code for i in range(4000) for code in draw_rota(codes, places=1, word=str(i)).begin]
    # 1,000 expected each, standard deviation 27: five of them away would be a broken draw
    assert all(abs(drawn.count(code) - 1000) < 140 for code in codes)


def test_spaces_nobody_sees_do_not_change_the_draw() -> None:
    codes = [f"A{i}" for i in range(1, 9)]
    plain = draw_rota(codes, places=3, word="sette mele")
    assert draw_rota([f" {code} " for code in codes], places=3, word="  sette  mele ") == plain
    column: Any = pd.Series(codes)
    assert (
        draw_rota(column, places=3, word="sette mele", groups=dict.fromkeys(codes, "x")).begin == plain.begin
    )
    numbers = draw_rota(range(1, 9), places=3, word="sette")  # type: ignore[arg-type]
    assert draw_rota([str(n) for n in range(1, 9)], places=3, word="sette") == numbers


def test_nobody_has_two_chances() -> None:
    with pytest.raises(MeasureError, match="P01, p01"):
        draw_rota(["P01", "p01", "P02", "P03"], places=1, word="x")


def test_an_unfair_draw_is_refused() -> None:
    with pytest.raises(MeasureError) as told:
        draw_rota(["A", "A", " ", "B"], places=4, word=" ", groups={"A": "x"})
    assert [problem.field for problem in told.value.problems] == [
        "places",
        "applicants",
        "applicants",
        "word",
        "groups",
    ]


MEASURED = {"measured_in_comparison": True}


# --- designs ------------------------------------------------------------------------------------
def test_designs_from_the_strongest() -> None:
    everything = Situation(
        applicants=40, places=20, lots_accepted=True, starts_in_turns=True, access_by_score=True,
        comparison_group=True, measured_before=True, measured_in_comparison=True, known_features=True,
        measurements_before=12,
    )  # fmt: skip
    found = advise(everything)
    assert [one.design for one in found] == list(NEEDS)
    assert all(one.possible for one in found)
    assert [one.strength for one in found] == [5, 5, 4, 3, 3, 2, 1, 0]


@pytest.mark.parametrize(
    ("situation", "design"),
    [
        (Situation(applicants=40, places=20, lots_accepted=True, **MEASURED), "lottery"),
        (Situation(applicants=200, places=50, lots_accepted=True), "description"),
        (Situation(applicants=20, places=20, lots_accepted=True, starts_in_turns=True, **MEASURED), "rota"),
        (Situation(applicants=1, places=2000, lots_accepted=True, starts_in_turns=True), "description"),
        (Situation(applicants=40, places=20, access_by_score=True, **MEASURED), "threshold"),
        (Situation(applicants=40, places=20, access_by_score=True), "description"),
        (
            Situation(
                applicants=20,
                places=20,
                comparison_group=True,
                measured_before=True,
                measured_in_comparison=True,
            ),
            "did",
        ),
        (
            Situation(
                applicants=20,
                places=20,
                comparison_group=True,
                measured_in_comparison=True,
                known_features=True,
            ),
            "matching",
        ),
        (Situation(applicants=20, places=20, measurements_before=12), "series"),
        (Situation(applicants=20, places=20, measured_before=True), "before_after"),
        (Situation(applicants=40, places=20), "description"),
    ],
)
def test_the_best_design_of_a_situation(situation: Situation, design: str) -> None:
    assert best(situation).design == design


def test_nothing_can_be_said_of_who_was_not_measured() -> None:
    # drawn by lot, in turns, by a score: whoever stays out must be asked too
    nobody_asked = Situation(
        applicants=200, places=50, lots_accepted=True, starts_in_turns=True, access_by_score=True
    )
    found = {one.design: one for one in advise(nobody_asked)}
    for design in ("lottery", "rota", "threshold"):
        assert found[design].lacking == ("measured_in_comparison",)
    assert best(nobody_asked).design == "description"
    alone = Situation(
        applicants=1, places=2000, lots_accepted=True, starts_in_turns=True, measured_in_comparison=True
    )
    assert best(alone).design == "description", "one person has no turns"


def test_a_project_without_people_is_refused() -> None:
    with pytest.raises(MeasureError) as told:
        advise(Situation(applicants=0, places=-1, measurements_before=-2))
    assert [p.field for p in told.value.problems] == ["applicants", "places", "measurements_before"]


# --- what may be shown --------------------------------------------------------------------------
counts = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=5)


@given(rows=counts)
@settings(max_examples=120, deadline=None)
def test_no_line_gives_a_small_cell_away(rows: list[list[int]]) -> None:
    table = pd.DataFrame(rows)
    shown = minimum_cell(table)
    hidden = shown.table.isna()
    assert hidden.to_numpy()[(table.to_numpy() > 0) & (table.to_numpy() < 5)].all()
    assert (shown.table.to_numpy()[~hidden.to_numpy()] == table.to_numpy()[~hidden.to_numpy()]).all()
    for lines in (hidden, hidden.T):
        for name, line in lines.iterrows():
            assert line.sum() != 1 or str(name) in shown.hide_totals


def test_a_cell_alone_in_its_line_hides_the_total_too() -> None:
    shown = minimum_cell(pd.DataFrame({"a": [3], "b": [0]}, index=["riga"]))
    assert set(shown.hide_totals) == {"riga", "a"}


def test_a_table_that_does_not_count_people_is_refused() -> None:
    with pytest.raises(MeasureError) as told:
        minimum_cell(pd.DataFrame({"a": [1.5, -1], "b": ["tre", 4]}))
    assert len(told.value.problems) == 3
    with pytest.raises(MeasureError):
        minimum_cell(pd.DataFrame())


# --- the duty -----------------------------------------------------------------------------------
def test_the_evaluation_is_a_duty_only_if_every_condition_is_met() -> None:
    full = {"entrusted": True, "foreseen": True, "months": 18, "euro": 1_000_000.01, "beyond_region": True}
    assert vis_duty(**full).obliged  # type: ignore[arg-type]
    less = {"entrusted": False, "foreseen": False, "months": 17.9, "euro": 1_000_000, "beyond_region": False}
    for size in (1, 2):
        for names in combinations(less, size):
            found = vis_duty(**{**full, **{name: less[name] for name in names}})  # type: ignore[arg-type]
            assert not found.obliged
            assert len(found.unmet) == size
