"""A measure that nobody calls but its tests is used or deleted."""

from __future__ import annotations

import ast

from house_files import ROOT, dotted, modules, tree

# Standing when the rule was made. The list only grows shorter.
KNOWN = {
    "allocate", "Coupon", "exact_power", "propensity", "propensity_weights", "synthetic_control", "synthetic_did",
}  # fmt: skip


def test_every_measure_is_called() -> None:
    called = set()
    for path in (*modules(), *(ROOT / "scripts").glob("*.py")):
        nodes = list(ast.walk(tree(path)))
        called |= {node.id for node in nodes if isinstance(node, ast.Name)}
        called |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    idle = {
        node.name: dotted(path)
        for path in modules()
        if "measures" in path.parts
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if node.name not in called
    }
    assert idle.keys() - KNOWN == set(), {name: idle[name] for name in idle.keys() - KNOWN}
    assert idle.keys() >= KNOWN, "take from the list what is called now, or is gone"
