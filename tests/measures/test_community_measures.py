"""Assets, the people around one person, a simulated neighbourhood, shares asked twice."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.assets import EARTH, diversity, nearest, use
from fis_lessons.measures.egonets import ego_network
from fis_lessons.measures.neighbourhood import neighbourhood, repeated_changes
from fis_lessons.measures.paired_shares import paired_shares
from fis_lessons.measures.scales import cronbach_alpha


# --- assets -------------------------------------------------------------------------------------
@given(st.lists(st.integers(0, 40), min_size=1, max_size=8).filter(any))
def test_diversity_goes_from_one_kind_to_all_alike(counts: list[int]) -> None:
    found = diversity({str(i): n for i, n in enumerate(counts)})
    assert 1 - 1e-9 <= found.effective <= found.kinds + 1e-9
    assert 0 <= found.simpson < 1
    ten = diversity({str(i): 10 * n for i, n in enumerate(counts)})
    assert ten.shannon == pytest.approx(found.shannon)
    even = diversity({str(i): 3 for i in range(found.kinds)})
    assert even.effective == pytest.approx(found.kinds)
    assert even.simpson == pytest.approx(1 - 1 / found.kinds)


def test_use_counts_hours_not_places() -> None:
    found = use([40, 10, 0], [10, 10, 0])
    assert (found.share, found.mean_of_shares) == (0.4, 0.625)
    with pytest.raises(MeasureError, match="scambiato"):
        use([10], [40])
    with pytest.raises(MeasureError, match="nessun luogo"):
        use([0], [0])


def test_a_distance_many_have_printed() -> None:
    # Nashville to Los Angeles airports, 2887.26 km on a sphere of 6372.8 km
    away = _away((36.12, -86.67), (33.94, -118.40))
    assert away / EARTH * 6372.8 == pytest.approx(2887.26, abs=0.005)


def _away(one: tuple[float, float], other: tuple[float, float]) -> float:
    return nearest(one, {"only": other})[1]


POINT = st.tuples(st.floats(-89, 89), st.floats(-179, 179))


@given(POINT, POINT)
def test_distances_are_the_same_both_ways(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert _away(one, one) == 0
    there = _away(one, other)
    assert there == pytest.approx(_away(other, one))
    assert 0 <= there <= math.pi * 6371.0088 + 1e-6
    name, km = nearest(one, {"far": other, "here": one})
    assert km == 0
    assert name in ("here", "far")


# --- the people around one person ---------------------------------------------------------------
@given(st.integers(1, 8), st.data())
def test_against_networkx(n: int, data: st.DataObject) -> None:
    names = [chr(65 + i) for i in range(n)]
    pairs = list(itertools.combinations(names, 2))
    ties = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    found = ego_network(dict.fromkeys(names, "g"), ties, own_group="g")
    graph = nx.Graph([("ego", name) for name in names])
    graph.add_edges_from(ties)
    assert found.effective_size == pytest.approx(nx.effective_size(graph)["ego"])
    around = graph.subgraph(names)
    assert found.density == (pytest.approx(nx.density(around)) if n > 1 else None)
    assert found.ei == -1


def test_pairs_written_twice_are_one_and_are_told() -> None:
    people = {"A": "famiglia", "B": "vicini", "C": "vicini"}
    found = ego_network(people, [("A", "B"), ("B", "A"), ("A", "B")], own_group="famiglia")
    assert (found.ties, found.repeated) == (1, 2)
    assert found.ei == pytest.approx(1 / 3)
    assert found.groups == {"famiglia": 1, "vicini": 2}


def test_who_is_alone_has_no_density() -> None:
    assert ego_network({}).density is None
    assert ego_network({}).effective_size is None
    assert ego_network({"A": ""}).density is None


@pytest.mark.parametrize(
    ("people", "ties", "told"),
    [
        ({"A": "g"}, [("A", "Z")], "«Z» non è fra le persone nominate"),
        ({"A": "g"}, [("A", "A")], "lega «A» a sé"),
        ({"A": "g", " A ": "g"}, [], "c'è due volte"),
        ({"": "g"}, [], "è vuoto"),
        ({"A": "g"}, [("A",)], "Atteso: 2"),
    ],
)
def test_ties_that_cannot_be(people: dict[str, str], ties: list[tuple[str, ...]], told: str) -> None:
    with pytest.raises(MeasureError, match=told):
        ego_network(people, ties)  # type: ignore[arg-type]


# --- the neighbourhood --------------------------------------------------------------------------
@pytest.mark.parametrize("change", [0.0, 0.4, -0.6])
def test_the_true_change_is_the_one_stated(change: float) -> None:
    drawn = neighbourhood(5000, change=change, seed=11)
    found = float(drawn.second.mean() - drawn.first.mean())
    assert found == pytest.approx(change, abs=0.03)  # four standard errors
    assert float(drawn.first.mean()) == pytest.approx(3.0, abs=0.06)


def test_the_true_alpha_is_the_one_stated() -> None:
    drawn = neighbourhood(5000, change=0.0, seed=5, items=6, likeness=0.1)
    found = cronbach_alpha(drawn.before, low=1, high=5)
    assert found.interval is not None
    assert found.alpha == pytest.approx(drawn.alpha, abs=0.02)


@given(st.integers(5, 60), st.floats(0, 0.6), st.integers(0, 10_000))
def test_who_is_lost_moves_the_mean_even_if_nobody_changes(people: int, lost: float, seed: int) -> None:
    drawn = neighbourhood(people, change=0.0, lost=lost, who="lowest", seed=seed)
    assert int((~drawn.returned).sum()) == min(round(lost * people), people - 2)
    gain = float(drawn.second[drawn.returned].mean() - drawn.first[drawn.returned].mean())
    assert drawn.naive == pytest.approx(drawn.composition + gain)
    assert set(np.unique(drawn.before)) <= {1.0, 2.0, 3.0, 4.0, 5.0}


def test_losing_the_lowest_looks_like_a_success() -> None:
    drawn = neighbourhood(2000, change=0.0, lost=0.3, who="lowest", seed=2)
    anyone = neighbourhood(2000, change=0.0, lost=0.3, who="anyone", seed=2)
    assert drawn.composition > 0.3
    assert abs(anyone.composition) < 0.05
    assert drawn.paired.low < 0.05


def test_about_95_intervals_in_100_hold_the_true_change() -> None:
    found = repeated_changes(40, change=0.2, repeats=400, seed=3)
    inside = sum(interval.low <= 0.2 <= interval.high for _mean, interval in found)
    assert 0.91 <= inside / len(found) <= 0.985


def test_what_cannot_be_simulated() -> None:
    with pytest.raises(MeasureError, match="dopo il cambiamento"):
        neighbourhood(40, change=3.0)
    with pytest.raises(MeasureError, match="media vera"):
        neighbourhood(40, change=0.0, mean=5.0)


# --- shares asked twice -------------------------------------------------------------------------
COUNTS = st.tuples(*[st.integers(0, 30)] * 4).filter(any)


@given(COUNTS)
def test_shares_asked_twice_what_always_holds(counts: tuple[int, int, int, int]) -> None:
    a, b, c, d = counts
    found = paired_shares(a, lost=b, gained=c, neither=d)
    assert found.change == pytest.approx(found.after - found.before)
    assert -1 <= found.interval.low <= found.change + 1e-9
    assert found.change - 1e-9 <= found.interval.high <= 1
    back = paired_shares(a, lost=c, gained=b, neither=d)
    assert back.interval.low == pytest.approx(-found.interval.high)
    other = paired_shares(d, lost=c, gained=b, neither=a)  # no for yes
    assert other.interval.low == pytest.approx(-found.interval.high)


def test_the_interval_keeps_its_promise_with_few_people() -> None:
    # every table of 15 people, with its probability: of 100 intervals at least 93 hold the true change
    p = np.array([0.45, 0.1, 0.25, 0.2])
    n, covered = 15, 0.0
    for a, b, c in itertools.product(range(n + 1), repeat=3):
        d = n - a - b - c
        if d < 0:
            continue
        ways = math.factorial(n) / (
            math.factorial(a) * math.factorial(b) * math.factorial(c) * math.factorial(d)
        )
        found = paired_shares(a, lost=b, gained=c, neither=d).interval
        if found.low <= p[2] - p[1] <= found.high:
            covered += ways * float(np.prod(p ** np.array([a, b, c, d])))
    assert 0.93 < covered < 0.99
