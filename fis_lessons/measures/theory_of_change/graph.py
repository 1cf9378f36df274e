"""Plain facts about a directed graph: what can be reached, and which arrows bite their own tail."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

Edges = Iterable[tuple[str, str]]


def neighbours(nodes: Iterable[str], edges: Edges) -> dict[str, list[str]]:
    """List where each node leads.

    Raises
    ------
    MeasureError
        If an edge is not a pair of nodes.
    """
    require = Require(_("Questo grafo non si può leggere:"))
    table: dict[str, list[str]] = {
        node: [] for node in require.items(nodes, _("caselle"), of=str, expected=_("un elenco di nomi"))
    }
    for place, edge in enumerate(require.items(edges, _("frecce")), start=1):
        where = _("freccia numero {place}").format(place=place)
        ends = require.items(edge, where, of=str, length=2, expected=_("due nomi di caselle"))
        if ends and not set(ends) <= table.keys():
            require.problem(where, _("una delle due caselle non c'è."))
        elif ends:
            table[ends[0]].append(ends[1])
    require.stop()
    return table


def reachable(starts: Iterable[str], table: Mapping[str, list[str]]) -> frozenset[str]:
    """Return what can be reached from some nodes by one arrow or more.

    Examples
    --------
    >>> sorted(reachable(["a"], {"a": ["b"], "b": ["c"], "c": [], "d": ["a"]}))
    ['b', 'c']
    """
    require = Require(_("Questo grafo non si può leggere:"))
    todo = deque(require.items(starts, _("caselle di partenza"), of=str, expected=_("un elenco di nomi")))
    if require.by_name(table, _("frecce"), expected=_("dove porta ogni casella")):
        lists = [require.items(names, _("frecce"), of=str) for names in table.values()]
        reached = [*todo, *(name for names in lists for name in names)]
        if require.fine and not set(reached) <= table.keys():
            require.problem(_("frecce"), _("una casella non c'è."), expected=_("dove porta ogni casella"))
    require.stop()
    seen: set[str] = set()
    while todo:
        for following in table[todo.popleft()]:
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return frozenset(seen)


def cycles(nodes: Iterable[str], edges: Edges) -> tuple[tuple[str, ...], ...]:
    """Return one shortest cycle for every knot of nodes that lead to one another.

    A knot is a strongly connected component: cut one arrow of the cycle and look again.

    Parameters
    ----------
    nodes
        In the order in which a cycle is looked for: the first of a knot begins it.
    edges
        Pairs from, to.

    Returns
    -------
    tuple of tuple of str
        The nodes of each cycle in order; the last leads back to the first.

    Examples
    --------
    >>> cycles(["a", "b", "c"], [("a", "b"), ("b", "a"), ("b", "c")])
    (('a', 'b'),)
    """
    table = neighbours(nodes, edges)
    names = list(table)
    reach = {name: reachable([name], table) for name in names}
    found, done = [], set[str]()
    for name in names:
        if name in done or name not in reach[name]:
            continue
        done |= {other for other in reach[name] if name in reach[other]}
        found.append(_shortest_cycle(name, table))
    return tuple(found)


def _shortest_cycle(start: str, table: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the shortest way from a node back to itself, which there is."""
    came: dict[str, str] = {}
    todo = deque([start])
    while todo:
        here = todo.popleft()
        for following in table[here]:
            if following == start:
                path = [here]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return tuple(reversed(path))
            if following not in came:
                came[following] = here
                todo.append(following)
    raise AssertionError(start)  # pragma: no cover - the caller knows that there is one
