"""Sample sizes, margins, groups and silence, against values somebody can check by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures import sampling as s


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (lambda: s.sample_size_proportion(0.05, z=1.96).exact, 384.16),
        (lambda: s.sample_size_proportion(0.05).people, 385),
        (lambda: s.sample_size_proportion(0.03, z=1.96).exact, 1067.1111),
        (lambda: s.sample_size_proportion(0.05, expected=0.1, z=1.96).exact, 138.2976),
        (lambda: s.sample_size_proportion(0.05, z=1.96, population=1000).exact, 277.7408),
        (lambda: s.sample_size_proportion(0.05, z=1.96, deff=1.95).exact, 749.112),
        (lambda: s.margin_of_error(384.16, z=1.96), 0.05),
        (lambda: s.margin_of_error(100, proportion=0.2, z=1.96), 0.0784),
        (lambda: s.margin_of_error(500, population=500), 0.0),
        (lambda: s.margin_of_error(1, population=1), 0.0),
        (lambda: s.design_effect(20, icc=0.05), 1.95),
        (lambda: s.design_effect(20, icc=0.05, cv=0.5), 2.2),
        (lambda: s.design_effect(1, icc=0.3), 1.0),
        (lambda: s.effective_size(390, 1.95), 200.0),
        (lambda: s.invitations(361, 0.4), 903),
        (lambda: s.invitations(300, 0.1), 3000),
        (lambda: s.nonresponse_bounds(0.4, 0.7)[0], 0.28),
        (lambda: s.nonresponse_bounds(0.4, 0.7)[1], 0.88),
        (lambda: s.critical_value(0.95), 1.959964),
        (lambda: s.critical_value(0.99), 2.575829),
        # Newcombe 1998, table I, 81 out of 263
        (lambda: s.wilson_interval(81, 263).low, 0.2553),
        (lambda: s.wilson_interval(81, 263).high, 0.3662),
        # two surveys of 400: sqrt(.2*.8/400 + .118*.882/400) * 1.96 = 0.0504
        (lambda: s.difference_interval(0.2, 0.118, sizes=(400, 400)).low, -0.13238),
        (lambda: s.difference_interval(0.2, 0.118, sizes=(400, 400)).high, -0.03162),
    ],
)
def test_by_hand(found: Callable[[], float], expected: float) -> None:
    assert found() == pytest.approx(expected, abs=6e-5)


@pytest.mark.parametrize(
    ("call", "names"),
    [
        (lambda: s.sample_size_proportion(5), {"margine"}),
        (lambda: s.sample_size_proportion(0, expected=1, deff=0.5, population=-3), {"margine", "quota prevista", "effetto del disegno", "popolazione"}),  # noqa: E501
        (lambda: s.sample_size_proportion(0.05, confidence=95), {"fiducia"}),
        (lambda: s.krejcie_morgan(math.nan, margin=5), {"popolazione", "margine"}),
        (lambda: s.margin_of_error(0, proportion=2), {"risposte", "quota trovata"}),
        (lambda: s.margin_of_error(11, population=10), {"risposte"}),
        (lambda: s.difference_interval(1.1, 0.2, sizes=(0, 5)), {"prima quota", "risposte, posto 1"}),
        (lambda: s.design_effect(0.5, icc=2, cv=-1), {"persone per gruppo", "somiglianza dentro i gruppi", "differenza fra le dimensioni dei gruppi"}),  # noqa: E501
        (lambda: s.effective_size(0, 0.5), {"risposte", "effetto del disegno"}),
        (lambda: s.invitations(10, 40), {"quota di chi risponde"}),
        (lambda: s.invitations(10, 0), {"quota di chi risponde"}),
        (lambda: s.nonresponse_bounds(0.4, 70), {"quota trovata"}),
        (lambda: s.repeated_surveys(2, answers=0, repeats=0, seed=1), {"quota vera", "risposte", "indagini ripetute"}),  # noqa: E501
    ],
)  # fmt: skip
def test_every_value_out_of_place_is_named(call: Callable[[], object], names: set[str]) -> None:
    with pytest.raises(MeasureError) as error:
        call()
    assert {problem.where for problem in error.value.problems} == names
    assert all(problem.expected or problem.remedy for problem in error.value.problems)


@given(st.floats(0.01, 0.2), st.floats(0.05, 0.95), st.integers(2, 10**7), st.floats(1, 5))
def test_the_size_found_gives_the_margin_wanted(
    margin: float, share: float, people: int, deff: float
) -> None:
    size = s.sample_size_proportion(margin, expected=share, population=people).exact
    if size >= 1:
        assert s.margin_of_error(size, proportion=share, population=people) == pytest.approx(margin)
    large = s.sample_size_proportion(margin, expected=share, deff=deff)
    assert s.margin_of_error(large.exact, proportion=share, deff=deff) == pytest.approx(margin)
    assert 0 <= large.people - large.exact < 1 or large.people == 1


@given(st.integers(1, 10**7), st.floats(0.005, 0.4))
def test_a_finite_population_never_asks_for_more(people: int, margin: float) -> None:
    found, large = s.sample_size_proportion(margin, population=people), s.sample_size_proportion(margin)
    assert found.exact <= min(large.exact, people) * (1 + 1e-9)
    assert s.sample_size_proportion(margin, population=people + 1).exact >= found.exact - 1e-9


@given(st.integers(10, 10**6))
def test_the_formula_of_1970_is_cochran_in_one_step(people: int) -> None:
    cochran = s.sample_size_proportion(0.05, population=people, z=math.sqrt(s.CHI_SQUARE)).exact
    assert s.krejcie_morgan(people) == pytest.approx(cochran)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_truth_is_inside_the_bounds_and_the_bias_explains_the_gap(
    r: float, said: float, silent: float
) -> None:
    truth = r * said + (1 - r) * silent
    low, high = s.nonresponse_bounds(r, said)
    assert low - 1e-12 <= truth <= high + 1e-12


# R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10: ours is never narrower
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 10), (10, 10), 0.6075, 1.0),
        ((3, 10), (9, 10), 0.1705, 0.8090),
    ],
)
def test_differences_where_the_plain_formula_fails(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = s.difference_interval(first[0] / first[1], second[0] / second[1], sizes=(first[1], second[1]))
    assert low - 0.1 < found.low <= low
    assert high <= found.high < high + 0.1


def test_a_difference_by_hand() -> None:
    # 5 of 56: Clopper-Pearson 0.0296 to 0.1962; 0 of 29: 0 to 0.1194. Below 0.0893 by the root of
    # 0.0597 ** 2 + 0.1194 ** 2, above by 0.1069
    found = s.difference_interval(0, 5 / 56, sizes=(29, 56))
    assert (found.low, found.high) == (pytest.approx(-0.0442, abs=5e-5), pytest.approx(0.1962, abs=5e-5))
    # nobody of twenty, twice: each from 0 to 1 - 0.025 ** (1 / 20) = 0.1684
    found = s.difference_interval(0, 0, sizes=(20, 20))
    assert (found.low, found.high) == (pytest.approx(-0.1684, abs=5e-5), pytest.approx(0.1684, abs=5e-5))


@pytest.mark.parametrize("sizes", [(2, 3), (5, 5), (8, 14), (10, 40), (15, 15), (30, 30)])
def test_the_interval_of_a_difference_holds_as_often_as_it_says(sizes: tuple[int, int]) -> None:
    # every pair of outcomes counted, over a grid of true shares; Newcombe's falls to 88 in a hundred, the plain
    # one to nothing
    from scipy.stats import binom

    ends = [
        [s.difference_interval(i / sizes[0], j / sizes[1], sizes=sizes) for j in range(sizes[1] + 1)]
        for i in range(sizes[0] + 1)
    ]
    low, high = (np.array([[getattr(e, side) for e in row] for row in ends]) for side in ("low", "high"))
    found = {}
    for p in np.linspace(0.02, 0.98, 17):
        for q in np.linspace(0.02, 0.98, 17):
            chance = np.outer(
                binom.pmf(range(sizes[0] + 1), sizes[0], p), binom.pmf(range(sizes[1] + 1), sizes[1], q)
            )
            found[p, q] = chance[(low <= q - p + 1e-12) & (q - p - 1e-12 <= high)].sum()
    assert min(found.values()) >= 0.92
    assert min(held for (p, q), held in found.items() if abs(p - q) < 0.7) >= 0.945
    assert np.mean(list(found.values())) >= 0.95


def test_nobody_out_of_twenty_is_not_nobody_for_sure() -> None:
    assert s.margin_of_error(20, proportion=0) == pytest.approx(s.wilson_interval(0, 20).high)
    assert s.margin_of_error(20, proportion=1) == pytest.approx(1 - s.wilson_interval(20, 20).low)
    assert s.margin_of_error(20, proportion=0, population=20) == 0


def test_chance_moves_an_estimate_as_the_margin_says() -> None:
    margin = s.margin_of_error(400, proportion=0.16)
    found = s.repeated_surveys(0.16, answers=400, repeats=4000, seed=7)
    assert 0.93 < (abs(found - 0.16) <= margin).mean() < 0.97
    assert found.mean() == pytest.approx(0.16, abs=0.002)
    grouped = s.repeated_surveys(0.16, answers=400, repeats=4000, seed=7, deff=2)
    assert grouped.std() / found.std() == pytest.approx(math.sqrt(2), rel=0.06)
    assert (found == s.repeated_surveys(0.16, answers=400, repeats=4000, seed=7)).all()


# --- strata -------------------------------------------------------------------------------------
def test_strata_by_hand() -> None:
    people = {"a": 600, "b": 300, "c": 100}
    assert dict(s.allocate(100, people).sizes) == {"a": 60, "b": 30, "c": 10}
    # Neyman: weights 600*.1, 300*.4, 100*.2 = 60, 120, 20
    assert dict(s.allocate(100, people, sds={"a": 0.1, "b": 0.4, "c": 0.2}).sizes) == {
        "a": 30,
        "b": 60,
        "c": 10,
    }
    # 100 of 100 people differ a lot: all of them, and what is over goes to the others
    found = s.allocate(400, people, sds={"a": 0.1, "b": 0.1, "c": 5})
    assert (found.sizes["c"], found.total, found.full) == (100, 400, ("c",))
    assert dict(s.allocate(100, people, least=20).sizes) == {"a": 53, "b": 27, "c": 20}


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 5000), min_size=1, max_size=6),
    st.data(),
)
def test_the_parts_add_up_and_nobody_is_asked_twice(people: dict[str, int], data: st.DataObject) -> None:
    total = sum(people.values())
    if not total:
        return
    sample = data.draw(st.integers(1, total))
    sds = data.draw(st.none() | st.fixed_dictionaries({name: st.floats(0, 3) for name in people}))
    found = s.allocate(sample, people, sds=sds)
    assert found.total == sample
    assert all(0 <= found.sizes[name] <= people[name] for name in people)


def test_a_stratum_that_differs_a_lot_leaves_the_others_their_least() -> None:
    # with all 10 of the first, 8 answers could not give 5 to each of the other two
    found = s.allocate(18, {"a": 10, "b": 100, "c": 100}, sds={"a": 1000, "b": 0.1, "c": 0.1}, least=5)
    assert (found.sizes, found.total) == ({"a": 8, "b": 5, "c": 5}, 18)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from([0.0, 0.1, 1.0, 50.0])), min_size=1, max_size=5),
    st.integers(0, 6),
    st.data(),
)
def test_least_and_ceiling_hold_together(
    rows: list[tuple[int, float]], least: int, data: st.DataObject
) -> None:
    people = {str(place): count for place, (count, _sd) in enumerate(rows)}
    needed = max(1, sum(min(least, count) for count in people.values()))
    if needed > sum(people.values()):
        return
    sample = data.draw(st.integers(needed, sum(people.values())))
    sds = {str(place): sd for place, (_count, sd) in enumerate(rows)}
    found = s.allocate(sample, people, sds=sds, least=least)
    assert found.total == sample
    assert all(min(least, people[name]) <= size <= people[name] for name, size in found.sizes.items())


@pytest.mark.parametrize(
    ("call", "names"),
    [
        (lambda: s.allocate(11, {"a": 10}), {"campione"}),
        (lambda: s.allocate(0, {"a": 10}), {"campione"}),
        (lambda: s.allocate(5, {}), {"gruppi", "campione"}),
        (lambda: s.allocate(5, {"a": -1, "b": 10}), {"a"}),
        (lambda: s.allocate(5, {"a": 5, "b": 10}, sds={"a": 1}), {"b"}),
        (lambda: s.allocate(5, {"a": 5, "b": 10}, sds={"a": 1, "b": -1}), {"variabilità di «b»"}),
        (lambda: s.allocate(5, {"a": 5, "b": 10}, least=4), {"minimo per gruppo"}),
    ],
)
def test_strata_out_of_place_are_named(call: Callable[[], object], names: set[str]) -> None:
    with pytest.raises(MeasureError) as error:
        call()
    assert {problem.where for problem in error.value.problems} == names
