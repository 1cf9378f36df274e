"""Plain facts about a directed graph: what can be reached, and which arrows bite their own tail."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

Edges = Iterable[tuple[str, str]]


def neighbours(nodes: Iterable[str], edges: Edges) -> dict[str, list[str]]:
    """List where each node leads."""
    table: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        table[source].append(target)
    return table


def reachable(starts: Iterable[str], table: Mapping[str, list[str]]) -> frozenset[str]:
    """Return what can be reached from some nodes by one arrow or more.

    Examples
    --------
    >>> sorted(reachable(["a"], {"a": ["b"], "b": ["c"], "c": [], "d": ["a"]}))
    ['b', 'c']
    """
    seen: set[str] = set()
    todo = deque(starts)
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
    >>> cycles("abc", [("a", "b"), ("b", "a"), ("b", "c")])
    (('a', 'b'),)
    """
    names = list(nodes)
    table = neighbours(names, edges)
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
