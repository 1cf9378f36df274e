"""No module needs, by however long a way, a module that needs it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import networkx as nx
from house_files import dotted, modules, tree

FRONT_DOOR = "fis_lessons"
"""It opens every room by name, on request, and no room goes back through it."""


def arrows(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Name the modules a module needs: imported at its top, inside a function, for types only, or by name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from a.b import c`: c is a module of its own, or a name inside a.b
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module
        elif isinstance(node, ast.Constant) and re.fullmatch(r"fis_lessons(\.\w+)+", str(node.value)):
            yield str(node.value)


def circles(graph: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """Return the groups of modules that need one another."""
    net = nx.DiGraph([(name, target) for name, targets in graph.items() for target in targets])
    return {frozenset(knot) for knot in nx.strongly_connected_components(net) if len(knot) > 1}


def house() -> dict[str, set[str]]:
    known = {dotted(path): path for path in modules()}
    return {
        name: {one for one in arrows(path, known) if one in known and one not in (name, FRONT_DOOR)}
        for name, path in known.items()
        if name != FRONT_DOOR
    }


def test_the_rule_itself_can_fail() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == {frozenset("abc")}
    assert circles({"a": {"b"}, "b": {"c"}}) == set()
    graph = house()
    assert "fis_lessons.measures.contract.checks" in graph["fis_lessons.measures.contract.terms"]


def test_no_module_needs_itself_by_way_of_another() -> None:
    found = circles(house())
    assert not found, "\n".join(" <-> ".join(sorted(knot)) for knot in found)
