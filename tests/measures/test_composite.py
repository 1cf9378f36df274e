"""Composite indices: numbers by hand, every convention, what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.errors import MeasureError
from fis_lessons.measures.composite import ampi, goalposts_around, mpi, places
from fis_lessons.measures.means import arithmetic_mean, dimension_index, geometric_mean
from fis_lessons.measures.ranks import combined, rank_sensitivity

# standardised by hand with n below: -1.2247, 0, 1.2247 and 1.2247, -1.2247, 0
TABLE = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [30.0, 10.0, 20.0]}, index=["x", "y", "z"])
Z = 10 * math.sqrt(1.5)


def test_mpi_by_hand() -> None:
    found = {one.name: one for one in mpi(TABLE).units}
    # x: 100 - Z and 100 + Z, mean 100, sd Z; the penalty is Z * Z / 100 = 1.5
    assert found["x"].mean == pytest.approx(100)
    assert found["x"].sd == pytest.approx(Z)
    assert found["x"].value == pytest.approx(98.5)
    # z: 100 + Z and 100: mean 100 + Z/2, sd Z/2
    assert found["z"].value == pytest.approx(100 + Z / 2 - (Z / 2) ** 2 / (100 + Z / 2))
    assert [one.rank for one in mpi(TABLE).units] == [2, 3, 1]


def test_each_convention_moves_the_number() -> None:
    first = [one.value for one in mpi(TABLE).units]
    assert mpi(TABLE, penalty="plus").units[0].value == pytest.approx(101.5)
    sample = mpi(TABLE, ddof=1).units[0]  # z = 100 ∓ 10, sd across two with n - 1: sqrt(200)
    assert sample.sd == pytest.approx(math.sqrt(200))
    assert sample.value == pytest.approx(98)
    other = [one.value for one in mpi(TABLE, polarity=["more", "less"]).units]
    assert other != pytest.approx(first)
    alone = mpi(TABLE, weights=[1, 0]).units
    assert [one.value for one in alone] == pytest.approx([100 - Z, 100, 100 + Z])
    assert [one.penalty for one in alone] == pytest.approx([0, 0, 0])


def test_ampi_puts_the_reference_at_100_and_compares_years() -> None:
    posts = [goalposts_around([1, 2, 3, 2, 4], 2), goalposts_around([10, 20, 30], 20)]
    assert posts == [(0.5, 3.5), (10, 30)]
    reference = pd.DataFrame({"a": [2.0], "b": [20.0]}, index=["Italia"])
    assert ampi(reference, goalposts=posts).units[0].value == pytest.approx(100)
    later = pd.DataFrame({"a": [3.5], "b": [30.0]}, index=["Italia"])
    assert ampi(later, goalposts=posts).units[0].value == pytest.approx(130)
    less = ampi(later, goalposts=posts, polarity=["less", "less"]).units[0]
    assert less.value == pytest.approx(70)


def test_unevenness_costs_with_minus_and_pays_with_plus() -> None:
    even = pd.DataFrame({"a": [5.0, 0.0], "b": [5.0, 10.0]}, index=["even", "uneven"])
    posts = [(0, 10), (0, 10)]
    flat, bent = ampi(even, goalposts=posts).units
    assert flat.value == 100 > bent.value
    assert ampi(even, goalposts=posts, penalty="plus").units[1].value > 100


def test_a_dimension_stops_at_its_ends() -> None:
    assert dimension_index(90, low=20, high=85) == 1
    assert dimension_index(10, low=20, high=85) == 0
    assert dimension_index(52.5, low=20, high=85) == pytest.approx(0.5)
    assert dimension_index(1000, low=100, high=10000, logarithm=True) == pytest.approx(0.5)


VALUES = st.lists(st.floats(0.01, 100), min_size=1, max_size=8)


@given(VALUES)
def test_the_geometric_mean_is_never_above_the_arithmetic(values: list[float]) -> None:
    low, high = geometric_mean(values), arithmetic_mean(values)
    assert min(values) * (1 - 1e-9) <= low <= high * (1 + 1e-9)
    assert high <= max(values) * (1 + 1e-9)
    assert geometric_mean([3 * v for v in values]) == pytest.approx(3 * low)


@given(VALUES)
def test_a_zero_anywhere_is_zero_for_the_geometric_mean_only(values: list[float]) -> None:
    assert geometric_mean([*values, 0.0]) == 0
    assert arithmetic_mean([*values, 0.0]) > 0
    # a weight of zero takes an indicator out
    assert geometric_mean([*values, 0.0], weights=[1.0] * len(values) + [0.0]) == pytest.approx(
        geometric_mean(values)
    )


GRID = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=12).filter(
    lambda rows: all(len({row[i] for row in rows}) > 1 for i in (0, 1))
)


@given(GRID)
def test_mpi_what_always_holds(rows: list[tuple[int, int]]) -> None:
    table = pd.DataFrame(rows, columns=["a", "b"], index=[str(i) for i in range(len(rows))], dtype=float)
    found = mpi(table)
    assert all(one.penalty >= 0 and one.value <= one.mean + 1e-9 for one in found.units)
    assert sum(one.mean for one in found.units) / len(rows) == pytest.approx(100)
    # the unit of measure and the order of the rows change nothing
    moved = mpi((table * 3 + 7).iloc[::-1])
    assert [one.value for one in reversed(moved.units)] == pytest.approx([one.value for one in found.units])
    # both directions turned and the penalty too: a mirror
    mirror = mpi(table, polarity=["less", "less"], penalty="plus")
    assert [one.mean - 100 for one in mirror.units] == pytest.approx([100 - one.mean for one in found.units])


@given(GRID)
def test_the_place_with_equal_weights_is_one_of_the_places(rows: list[tuple[int, int]]) -> None:
    table = pd.DataFrame(rows, columns=["a", "b"], index=[str(i) for i in range(len(rows))], dtype=float)
    for one in some(rank_sensitivity(table, draws=50)):
        assert 1 <= one.low <= one.high <= len(rows)
        assert 0 <= one.first <= 1


def test_two_that_win_one_each_change_place_with_the_weights() -> None:
    crossed = pd.DataFrame({"a": [1.0, 2.0], "b": [2.0, 1.0]}, index=["x", "y"])
    found = rank_sensitivity(crossed, draws=2000)
    assert [(one.low, one.high) for one in found] == [(1, 2), (1, 2)]
    # whoever has more of «a» wins when a weighs more than half: half of the flat Dirichlet
    assert found[0].first == pytest.approx(0.5, abs=0.05)
    assert rank_sensitivity(crossed, draws=200) == rank_sensitivity(crossed, draws=200)
    near = rank_sensitivity(TABLE, draws=500, around=500)
    assert [one.low for one in near] == [one.high for one in near] == [one.equal for one in near]


def test_the_lowest_counts_for_the_whole() -> None:
    table = pd.DataFrame({"a": [1.0, 2.0], "b": [9.0, 2.0]}, index=["uneven", "even"])
    assert [one.equal for one in rank_sensitivity(table, mean="lowest", draws=10)] == [2, 1]
    assert [one.equal for one in rank_sensitivity(table, mean="arithmetic", draws=10)] == [1, 2]


def test_the_two_ways_to_mazziotta_and_pareto_agree() -> None:
    scaled = ampi(TABLE, goalposts=[(0, 4), (0, 40)])
    found = combined(scaled.normalised.to_numpy(), np.array([0.5, 0.5]), "mazziotta_pareto")
    assert found.tolist() == pytest.approx([one.value for one in scaled.units])
    same = rank_sensitivity(scaled.normalised, mean="mazziotta_pareto", draws=10)
    assert [one.equal for one in same] == [one.rank for one in scaled.units]


def test_places() -> None:
    assert places([0.1 + 0.2, 0.3, 0.4]) == (2, 2, 1)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        pytest.param(
            pd.DataFrame({"a": [1, "circa 3"], "b": [1, 2]}, index=["x", "y"]), ["y, «a»", "circa 3"]
        ),
        pytest.param(pd.DataFrame({"a": [1, None], "b": [1, 2]}, index=["x", "y"]), ["y, «a»", "manca"]),
        pytest.param(pd.DataFrame({"a": [7, 7], "b": [1, 2]}), ["«a»", "non distingue"]),
        pytest.param(pd.DataFrame({"a": [7], "b": [1]}), ["una sola unità"]),
        pytest.param(pd.DataFrame(), ["righe e colonne"]),
    ],
)
def test_what_is_no_table_of_indicators(table: pd.DataFrame, told: list[str]) -> None:
    with pytest.raises(MeasureError) as error:
        mpi(table)
    for words in told:
        assert words in str(error.value)
