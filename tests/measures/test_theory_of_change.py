"""A theory of change: every rule found where it should be, and agreement with networkx on any graph."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import set_language
from fis_lessons.measures.theory_of_change import (
    KINDS,
    RULES,
    Arrow,
    Chain,
    Node,
    access,
    clean,
    counted_words,
    cycles,
    from_text,
    logframe,
    reachable,
    review,
    rule_label,
    to_text,
)
from fis_lessons.measures.theory_of_change.graph import neighbours


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def whole() -> Chain:
    """A chain with nothing to find, one box per level."""
    chain = Chain()
    words = (
        "Due educatori",
        "Si va a casa loro",
        "Visite fatte",
        "Gli anziani vedono più gente",
        "Città unita",
    )
    for kind, label in zip(KINDS, words, strict=True):
        is_outcome = kind == "outcome"
        chain, _name = chain.add(
            kind,
            label,
            indicator="Persone viste in una settimana" if is_outcome else "",
            verification="Colloquio" if is_outcome else "",
        )
    for first, second in (("n1", "n2"), ("n2", "n3"), ("n3", "n4"), ("n4", "n5")):
        chain = chain.connect(first, second, assumption="Funziona se aprono la porta", risk="Non si fidano")
    return chain


def rules(chain: Chain) -> list[str]:
    return [finding.rule for finding in review(chain)]


def test_a_whole_chain_has_no_findings() -> None:
    assert review(whole()) == ()


def outcome(chain: Chain, **values: str) -> Chain:
    node = chain.node("n4")
    start = {"label": node.label, "indicator": node.indicator, "verification": node.verification}
    return chain.change("n4", kind="outcome", **{**start, **values})


# one thing spoiled at a time: what is found, and about which boxes
SPOILED = {
    "empty": (Chain(), [("empty", ())]),
    "output-cut-from-outcome": (
        whole().disconnect("n3", "n4"),
        [("orphan_output", ("n3",)), ("unreached_outcome", ("n4",))],
    ),
    "no-way-to-impact": (
        whole().disconnect("n4", "n5"),
        [("unreached_impact", ("n5",)), ("loose_outcome", ("n4",))],
    ),
    "resource-unused": (
        whole().disconnect("n1", "n2"),
        [("unused_resource", ("n1",)), ("unfed_activity", ("n2",))],
    ),
    "activity-idle": (
        whole().disconnect("n2", "n3"),
        [("unreached_outcome", ("n4",)), ("idle_activity", ("n2",)), ("unmade_output", ("n3",))],
    ),
    "arrow-without-assumption": (
        whole().connect("n1", "n2", assumption="  ", risk="x"),
        [("no_assumption", ("n1", "n2"))],
    ),
    "arrow-without-risk-where-people-decide": (
        whole().connect("n3", "n4", assumption="x"),
        [("no_risk", ("n3", "n4"))],
    ),
    "arrow-without-risk-where-we-decide": (whole().connect("n1", "n2", assumption="x"), []),
    "no-indicator": (outcome(whole(), indicator=""), [("no_indicator", ("n4",))]),
    "no-verification": (outcome(whole(), verification=" "), [("no_verification", ("n4",))]),
    "dressed-output": (outcome(whole(), label="Dodici incontri fatti"), [("dressed_output", ("n4",))]),
    "no-direction": (outcome(whole(), label="Cambia la vita dei ragazzi"), [("no_direction", ("n4",))]),
    "duplicate": (outcome(whole(), label="  CITTÀ unita. "), [("duplicate_label", ("n4", "n5"))]),
    "jump": (
        whole().connect("n2", "n5", assumption="x", risk="x"),
        [("jump", ("n2", "n5"))],
    ),
    "jump-over-one-level": (
        whole().connect("n2", "n4", assumption="x", risk="x"),
        [("jump", ("n2", "n4"))],
    ),
    "backward-closes-a-circle": (
        whole().connect("n4", "n2", assumption="x", risk="x"),
        [("cycle", ("n2", "n3", "n4")), ("backward", ("n4", "n2"))],
    ),
    "level-empty": (
        whole().remove("n5"),
        [("missing_kind", ())],
    ),
}


@pytest.mark.parametrize(("chain", "expected"), SPOILED.values(), ids=SPOILED)
def test_each_thing_spoiled_is_found(chain: Chain, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(finding.rule, finding.nodes) for finding in review(chain)] == expected


def test_every_rule_is_tried_above() -> None:
    tried = {rule for _chain, found in SPOILED.values() for rule, _nodes in found}  # type: ignore[attr-defined]
    assert tried == set(RULES)


@pytest.mark.parametrize("lang", ["it", "en"])
def test_findings_name_the_boxes_and_say_what_to_do(lang: str) -> None:
    set_language(lang)  # type: ignore[arg-type]
    found = [(chain, finding) for chain, _expected in SPOILED.values() for finding in review(chain)]
    for chain, finding in some(found):
        assert rule_label(finding.rule)
        assert finding.text.endswith(".")
        assert len(finding.remedy) > 15
        for name in finding.nodes:
            assert f"{chain.numbers[name]}. {chain.node(name).label}" in finding.text


def test_a_cycle_is_named_by_its_boxes() -> None:
    chain = whole().connect("n4", "n2", assumption="x", risk="x")
    text = review(chain)[0].text
    assert text.index("Si va a casa") < text.index("Visite fatte") < text.index("Gli anziani")
    assert text.count("2. Si va a casa loro") == 2, "it ends where it began"


# --- any graph ------------------------------------------------------------------------------------
NAMES = [f"n{i}" for i in range(8)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20, unique=True)
# letters, and every sign that means something to a spreadsheet, a drawing or a page
WORDS = st.text("abèàZ9 =+-@\"#<>&|;[](){}`%_'\\/*:", min_size=1, max_size=20).filter(
    lambda text: bool(clean(text))
)


@st.composite
def chains(draw: st.DrawFn, *, most: int = 8) -> Chain:
    names = NAMES[: draw(st.integers(0, most))]
    nodes = tuple(
        Node(
            id=name,
            kind=draw(st.sampled_from(KINDS)),
            label=clean(draw(WORDS)),
            indicator=clean(draw(st.one_of(st.just(""), WORDS))),
            verification=clean(draw(st.one_of(st.just(""), WORDS))),
            assumed=draw(st.booleans()),
        )
        for name in names
    )
    if not names:
        return Chain()
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    arrows = tuple(
        Arrow(
            source=source,
            target=target,
            assumption=clean(draw(st.one_of(st.just(""), WORDS))),
            risk=clean(draw(st.one_of(st.just(""), WORDS))),
        )
        for source, target in draw(st.lists(ends, max_size=12, unique=True))
    )
    return Chain(nodes, arrows)


def as_graph(chain: Chain) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(node.id for node in chain.nodes)
    graph.add_edges_from(arrow.ends for arrow in chain.arrows)
    return graph


@given(EDGES)
def test_a_cycle_is_found_if_and_only_if_the_graph_has_one(edges: list[tuple[str, str]]) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from(edges)
    found = cycles(NAMES, edges)
    assert bool(found) == (not nx.is_directed_acyclic_graph(graph))
    knots = [
        knot
        for knot in nx.strongly_connected_components(graph)
        if len(knot) > 1 or any(graph.has_edge(name, name) for name in knot)
    ]
    assert len(found) == len(knots)
    for cycle in found:
        assert len(set(cycle)) == len(cycle)
        assert all(graph.has_edge(a, b) for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        # shortest through its first node
        knot = next(knot for knot in knots if cycle[0] in knot)
        back = [nx.shortest_path_length(graph, b, cycle[0]) for b in graph.successors(cycle[0]) if b in knot]
        assert len(cycle) == 1 + min(back)


@given(EDGES, st.sampled_from(NAMES))
def test_what_can_be_reached_is_what_networkx_says(edges: list[tuple[str, str]], start: str) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from(edges)
    ours = reachable([start], neighbours(NAMES, edges))
    assert ours - {start} == nx.descendants(graph, start)
    assert (start in ours) == any(start in knot for knot in map(set, nx.simple_cycles(graph)))


@given(chains())
def test_orphans_and_unreached_are_what_networkx_says(chain: Chain) -> None:
    graph = as_graph(chain)
    kind = {node.id: node.kind for node in chain.nodes}
    found: dict[str, set[str]] = {rule: set() for rule in RULES}
    for finding in review(chain):
        found[finding.rule] |= set(finding.nodes)
    outputs = {n for n in kind if kind[n] == "output"}
    outcomes = {n for n in kind if kind[n] == "outcome"}
    assert found["orphan_output"] == {
        n for n in outputs if not any(kind[d] == "outcome" for d in nx.descendants(graph, n))
    }
    assert found["unreached_outcome"] == {
        n for n in outcomes if not any(kind[a] == "activity" for a in nx.ancestors(graph, n))
    }
    assert bool(found["cycle"]) == (not nx.is_directed_acyclic_graph(graph))


@given(chains(), st.randoms(use_true_random=False))
def test_the_order_of_writing_changes_no_finding(chain: Chain, random: object) -> None:
    arrows = list(chain.arrows)
    random.shuffle(arrows)  # type: ignore[attr-defined]

    def seen(one: Chain) -> set[tuple[str, frozenset[str]]]:
        return {(f.rule, frozenset(f.nodes)) for f in review(one) if f.rule != "cycle"}

    assert seen(Chain(chain.nodes, tuple(arrows))) == seen(chain)


@given(chains())
def test_what_is_written_in_the_record_is_read_back(chain: Chain) -> None:
    assert from_text(to_text(chain)) == chain
    assert "\n" not in to_text(chain)


@pytest.mark.parametrize(
    "text",
    [None, 3, "", "{", "[]", "{}", '{"nodes":[["a"]],"arrows":[]}', '{"nodes":3,"arrows":[]}',
     '{"nodes":[["a","output",3,"","",false]],"arrows":[]}', "[" * 5000,
     '{"nodes":[["a","x","A","","",false]],"arrows":[]}',
     '{"nodes":[],"arrows":[["a","b","",""]]}'],
)  # fmt: skip
def test_what_is_not_a_chain_is_refused_by_name(text: object) -> None:
    with pytest.raises(MeasureError) as caught:
        from_text(text)
    assert caught.value.problems


def test_all_problems_are_told_at_once() -> None:
    nodes = (
        Node(id="a", kind="output", label=""),
        Node(id="a", kind="ouput", label="x" * 300),  # type: ignore[arg-type]
    )
    with pytest.raises(MeasureError) as caught:
        Chain(nodes, (Arrow(source="a", target="z"), Arrow(source="a", target="z")))
    text = str(caught.value)
    for words in ("senza parole", "due volte", "non esiste", "300 caratteri", "«z» non c'è"):
        assert words in text


@given(chains())
def test_editing_keeps_a_chain_a_chain(chain: Chain) -> None:
    longer, name = chain.add("output", "Nuova casella")
    assert longer.node(name).label == "Nuova casella"
    assert longer.remove(name) == chain
    for node in chain.nodes:
        smaller = chain.remove(node.id)
        assert not [arrow for arrow in smaller.arrows if node.id in arrow.ends]
    for arrow in chain.arrows:
        assert chain.disconnect(*arrow.ends).arrow(*arrow.ends) is None


@given(chains())
def test_the_logical_framework_holds_every_box_once(chain: Chain) -> None:
    rows = logframe(chain)
    assert sorted(row.number for row in rows) == list(range(1, len(chain.nodes) + 1))
    ranks = [KINDS.index(row.kind) for row in rows]
    assert ranks == sorted(ranks, reverse=True)
    assumptions = sorted(text for row in rows for text in row.assumptions)
    assert assumptions == sorted(arrow.assumption for arrow in chain.arrows if arrow.assumption)


@given(st.text(max_size=60))
def test_cleaning_leaves_one_safe_line(text: str) -> None:
    line = clean(text)
    assert clean(line) == line
    assert "\n" not in line
    assert line == line.strip()


@pytest.mark.parametrize(
    ("label", "suspected"),
    [
        ("Dodici incontri con le famiglie", True),
        ("Sportelli aperti in tre quartieri", True),
        ("Cento persone formate", True),
        ("Ore di formazione erogate", True),
        ("Aumentano i laboratori", True),
        ("Lavoratori formati", True),
        ("Abitanti raggiunti dal servizio", True),
        ("120 young people trained", True),
        ("More workshops delivered", True),
        ("Le persone formate trovano lavoro", False),
        ("Si entra più tardi nei servizi", False),
        ("Gli anziani restano a casa propria", False),
        ("I lavori sono in corso", False),
        ("People trained find a job", False),
        ("Older people feel less alone", False),
    ],
)
def test_the_words_that_raise_a_suspicion(label: str, suspected: bool) -> None:
    assert bool(counted_words(label)) is suspected


# --- access -----------------------------------------------------------------------------------------
@given(
    *(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda p: (min(p), max(p))) for _ in range(2)),
    st.lists(st.integers(0, 50), min_size=101, max_size=101),
)
def test_access_is_counting_one_by_one(
    target: tuple[int, int], rule: tuple[int, int], people: list[int]
) -> None:
    found = access(lambda first, last: sum(people[first : last + 1]), target=target, rule=rule)
    inside = {age for age in range(101) if target[0] <= age <= target[1]}
    let_in = {age for age in range(101) if rule[0] <= age <= rule[1]}
    count = lambda ages: sum(people[age] for age in ages)  # noqa: E731
    assert found.both == count(inside & let_in)
    assert found.shut_out == count(inside - let_in)
    assert found.not_meant == count(let_in - inside)
    assert (found.in_target, found.in_rule) == (count(inside), count(let_in))


def test_a_band_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(MeasureError, match="Destinatari"):
        access(lambda first, last: 0, target=(30, 20), rule=(1, 2))
