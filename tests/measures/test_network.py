"""Networks: by hand, by networkx, by property; and every slip of whoever writes one."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.network.change import difference, loss
from fis_lessons.measures.network.position import most_central, positions
from fis_lessons.measures.network.tables import seats
from fis_lessons.measures.network.ties import Network, network
from fis_lessons.measures.network.whole import brokerage, external_internal, pieces, shape

NAMES = tuple("abcdefgh")
SECTORS = ("public", "private", "third")


@st.composite
def networks(draw: st.DrawFn, *, directed: bool | None = None, fewest: int = 3) -> Network:
    names = NAMES[: draw(st.integers(fewest, len(NAMES)))]
    way = draw(st.booleans()) if directed is None else directed
    possible = list(itertools.permutations(names, 2) if way else itertools.combinations(names, 2))
    ties = draw(st.lists(st.sampled_from(possible), unique=True))
    groups = {name: draw(st.sampled_from(SECTORS)) for name in names}
    return network(ties, names=names, directed=way, groups=groups)


STAR = network([("town", "school"), ("town", "parish"), ("town", "clinic"), ("parish", "choir")])


def test_a_star_with_a_tail_by_hand() -> None:
    found = {one.name: one for one in positions(STAR)}
    # six pairs of others; all five that are not within one step pass by the town
    assert (found["town"].ties, found["town"].passages, found["town"].betweenness) == (3, 5.0, 5 / 6)
    assert (found["parish"].passages, found["choir"].passages) == (3.0, 0.0)
    # 4 others at distances 1, 1, 1, 2
    assert found["town"].closeness == pytest.approx(4 / 5)
    whole = shape(STAR)
    assert (whole.density, whole.pieces, whole.isolates) == (0.4, 1, ())
    # (0 + 2 + 1 + 2 + 2) / (4 * 3)
    assert whole.centralisation == pytest.approx(7 / 12)


def test_what_breaks_by_hand() -> None:
    found = loss(STAR, "town")
    assert (found.ties_lost, found.pieces_before, found.pieces_after) == (3, 1, 3)
    assert found.alone == ("school", "clinic")
    # of the six pairs who stay only parish and choir still reach each other
    assert found.pairs_parted == 5
    assert loss(STAR, "choir").pairs_parted == 0


def test_five_ways_of_standing_between() -> None:
    ways = {
        "coordinator": ("public", "public", "public"),
        "consultant": ("third", "public", "third"),
        "gatekeeper": ("third", "public", "public"),
        "representative": ("public", "public", "third"),
        "liaison": ("third", "public", "private"),
    }
    for role, sectors in ways.items():
        line = network([("a", "b"), ("b", "c")], directed=True, groups=dict(zip("abc", sectors, strict=True)))
        assert {name for name, count in brokerage(line)["b"].items() if count} == {role}


def graph_of(made: Network) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.DiGraph() if made.directed else nx.Graph()
    graph.add_nodes_from(made.names)
    graph.add_edges_from(made.ties)
    return graph


@settings(deadline=None)
@given(networks())
def test_networkx_agrees(made: Network) -> None:
    graph = graph_of(made)
    found = {one.name: one for one in positions(made)}
    assert {n: one.betweenness for n, one in found.items()} == pytest.approx(nx.betweenness_centrality(graph))
    assert {n: one.closeness for n, one in found.items()} == pytest.approx(nx.closeness_centrality(graph))
    assert {n: one.ties for n, one in found.items()} == dict(
        graph.out_degree if made.directed else graph.degree
    )
    assert {n: one.received for n, one in found.items()} == dict(
        graph.in_degree if made.directed else graph.degree
    )
    assert shape(made).density == pytest.approx(nx.density(graph))
    parts = nx.weakly_connected_components(graph) if made.directed else nx.connected_components(graph)
    assert sorted(map(sorted, pieces(made))) == sorted(map(sorted, parts))


@settings(deadline=None)
@given(networks())
def test_what_holds_of_every_network(made: Network) -> None:
    whole = shape(made)
    for value in (
        whole.density, whole.centralisation, whole.centralisation_in, whole.centralisation_between
    ):  # fmt: skip
        assert -1e-9 <= value <= 1 + 1e-9
    assert sum(map(len, pieces(made))) == len(made.names)
    for name in made.names:
        after = loss(made, name)
        assert after.pairs_parted >= 0
        assert after.ties_lost == sum(name in tie for tie in made.ties)
    same = difference(made, made)
    assert (same.new, same.lost, len(same.kept)) == ((), (), len(made.ties))


@settings(deadline=None)
@given(networks(directed=False))
def test_between_sectors_and_within(made: Network) -> None:
    if made.ties:
        index = external_internal(made)
        out = sum(made.groups[a] != made.groups[b] for a, b in made.ties)
        assert index == pytest.approx(out / len(made.ties) - (1 - out / len(made.ties)))
    # who stands between, over all: the ordered pairs at distance two, each for every common neighbour
    graph = graph_of(made)
    ways = sum(
        len(set(graph[a]) & set(graph[b]))
        for a, b in itertools.permutations(made.names, 2)
        if not graph.has_edge(a, b)
    )
    assert sum(sum(roles.values()) for roles in brokerage(made).values()) == ways


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from("123")), min_size=1, unique=True))
def test_two_share_as_many_tables_as_counted(rows: list[tuple[str, str]]) -> None:
    found = seats(rows)
    for (one, other), shared in zip(found.network.ties, found.shared, strict=True):
        assert len(set(found.of(one)) & set(found.of(other))) == shared >= 1
    closer = seats(rows, least=2)
    assert set(closer.network.ties) == {
        tie for tie, shared in zip(found.network.ties, found.shared, strict=True) if shared >= 2
    }


def test_every_slip_at_once() -> None:
    with pytest.raises(MeasureError) as caught:
        network(
            [
                ("Comune", "Comune"), ("Comune", "ATS"), ("ATS", "Comune"), ("", "ATS"),
                ("Coop. Alfa", "Alfa soc. coop."), ("Comune",),  # type: ignore[list-item]
            ],
            groups={"Nessuno": "public"},
        )  # fmt: skip
    told = [str(problem) for problem in caught.value.problems]
    for words in (
        "legame 1: Comune è legato a sé stesso", "legame 3: ATS e Comune sono già legati (legame 2)",
        "legame 4: manca un nome", "legame 6", "«Coop. Alfa», «Alfa soc. coop.» sembrano lo stesso soggetto",
        "«Nessuno» non è nella rete",
    ):  # fmt: skip
        assert any(words in one for one in told), (words, told)


def test_both_directions_are_two_ties_where_a_direction_counts() -> None:
    made = network([("a", "b"), ("b", "a"), ("b", "c")], directed=True)
    assert (shape(made).mutual_pairs, shape(made).reciprocity) == (1, 0.5)


def test_who_is_alone_is_not_lost() -> None:
    made = network([("a", "b")], names=["c", "a"])
    assert made.isolates == ("c",)
    assert shape(made).pieces == 2
    assert positions(made)[0].closeness == 0.0


def test_who_stood_apart_already_is_not_torn_off() -> None:
    # the school hangs on the town alone; the choir never had a tie, the twins only each other
    made = network(
        [("town", "parish"), ("parish", "club"), ("town", "school"), ("one", "two")], names=["choir"]
    )
    assert loss(made, "town").torn == (("school",),)
    assert loss(made, "club").torn == ()
    assert loss(made, "choir").torn == ()


@pytest.mark.parametrize(
    "call",
    [
        lambda: network([]),
        lambda: network([(f"n{i}", f"m{i}") for i in range(300)], spellings="keep"),
        lambda: shape(network([("a", "b")])),
        lambda: external_internal(network([("a", "b")])),
        lambda: brokerage(network([("a", "b")])),
        lambda: loss(STAR, ()),
        lambda: loss(STAR, "nobody"),
        lambda: difference(STAR, network([("a", "b")], directed=True)),
        lambda: most_central((), by="ties"),
        lambda: most_central(positions(network([("a", "b")], directed=True)), by="eigenvector"),
        lambda: seats([("Town", "design"), ("Town", "design")]),
    ],
)
def test_what_cannot_be_measured_is_refused(call: object) -> None:
    with pytest.raises(MeasureError):
        call()  # type: ignore[operator]
