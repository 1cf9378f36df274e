"""The shortest ways of a network: how long they are, how many, and who stands on them.

What networkx has too, which takes a lesson a tenth of a second to import; it is the oracle of their tests.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from fis_lessons.classes import dataclass
from fis_lessons.measures.network.ties import Network

Neighbours = Mapping[str, Sequence[str]]


def neighbours(network: Network, *, back: bool = False) -> dict[str, list[str]]:
    """Return whom each sends to, in the order the ties were written; with ``back``, from whom it receives."""
    found: dict[str, list[str]] = {name: [] for name in network.names}
    for one, other in network.ties:
        if not back or not network.directed:
            found[one].append(other)
        if back or not network.directed:
            found[other].append(one)
    return found


def distances(around: Neighbours, start: str) -> dict[str, int]:
    """Return how many steps away everybody is that can be reached, the start included.

    Examples
    --------
    >>> distances({"a": ["b"], "b": ["c"], "c": [], "d": []}, "a")
    {'a': 0, 'b': 1, 'c': 2}
    """
    return _search(around, start).steps


def parts(network: Network) -> list[set[str]]:
    """Return who can reach whom, a direction not looked at: a set for each part, in the order of the names."""
    there, back = neighbours(network), neighbours(network, back=True)
    around = {name: [*there[name], *back[name]] for name in network.names}
    found: list[set[str]] = []
    seen: set[str] = set()
    for name in network.names:
        if name not in seen:
            found.append(set(distances(around, name)))
            seen |= found[-1]
    return found


def passages(network: Network) -> dict[str, float]:
    """Return how many pairs of others pass by each, every pair counted for the share of its shortest ways.

    References
    ----------
    U. Brandes, *A faster algorithm for betweenness centrality*, Journal of Mathematical Sociology 25 (2001)
    163-177.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> passages(network([("Town", "School"), ("Town", "Parish")]))
    {'Town': 1.0, 'School': 0.0, 'Parish': 0.0}
    """
    around = neighbours(network)
    found = dict.fromkeys(network.names, 0.0)
    for start in network.names:
        walk = _search(around, start)
        owed = dict.fromkeys(walk.steps, 0.0)
        for name in reversed(walk.steps):  # the farthest first
            share = (1 + owed[name]) / walk.ways[name]
            for before in walk.before[name]:
                owed[before] += walk.ways[before] * share
            if name != start:
                found[name] += owed[name]
    # without a direction every pair was met from both its ends
    return found if network.directed else {name: value / 2 for name, value in found.items()}


def closeness(network: Network) -> dict[str, float]:
    """Return the inverse of the mean distance to each, times the share of the others that reach it.

    References
    ----------
    S. Wasserman and K. Faust, *Social Network Analysis* (1994), p. 201.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> closeness(network([("Town", "School")], names=["Clinic"]))
    {'Clinic': 0.0, 'Town': 0.5, 'School': 0.5}
    """
    around = neighbours(network, back=True)
    found = {}
    for name in network.names:
        away = distances(around, name)
        reached, total = len(away) - 1, sum(away.values())
        found[name] = reached / total * (reached / (len(network.names) - 1)) if total else 0.0
    return found


@dataclass(frozen=True)
class _Walk:
    """From one organisation outwards: steps to each and how many shortest ways, the nearest first."""

    steps: dict[str, int]
    ways: dict[str, float]
    before: dict[str, list[str]]


def _search(around: Neighbours, start: str) -> _Walk:
    steps, ways, before = {start: 0}, {start: 1.0}, {start: list[str]()}
    todo = deque([start])
    while todo:
        name = todo.popleft()
        for other in around[name]:
            if other not in steps:
                steps[other], ways[other], before[other] = steps[name] + 1, 0.0, []
                todo.append(other)
            if steps[other] == steps[name] + 1:
                ways[other] += ways[name]
                before[other].append(name)
    return _Walk(steps, ways, before)
