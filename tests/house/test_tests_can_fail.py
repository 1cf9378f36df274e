"""A test asserts something, and what it asserts is reached: a test that cannot fail proves nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from house_files import ROOT, offenders, tree

# Calls that fail by themselves
_FAILING = {"raises", "warns", "fail", "expect", "check_call", "assert_allclose", "assert_array_equal"}
_PER_ITEM = {"range", "product", "zip", "enumerate", "sorted", "list", "tuple", "set", "reversed", "pairwise"}
# From tests/never_empty.py: it asserts that there is one
_SURE = {"some"}


def files_of_tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def called(node: ast.AST) -> str:
    """Name what a call calls: the last part of a dotted name."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def functions(module: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]


@cache
def asserting_helpers() -> frozenset[str]:
    """Name the functions of the tests, other than tests, that assert by themselves or through others."""
    bodies = {
        f.name: f
        for path in files_of_tests()
        for f in functions(tree(path))
        if not f.name.startswith("test_")
    }
    found: set[str] = set()
    while more := {name for name, body in bodies.items() if any(claims(body, found))} - found:
        found |= more
    return frozenset(found)


def claims(function: ast.AST, helpers: set[str] | frozenset[str]) -> Iterator[ast.AST]:
    """Give every node of a function that can make it fail."""
    for node in ast.walk(function):
        if (isinstance(node, ast.Assert) and not always_true(node.test)) or called(
            node
        ) in _FAILING | helpers:
            yield node


def always_true(claim: ast.expr) -> bool:
    """Tell whether a claim holds whatever happens: a constant, a tuple with something in it, x == x."""
    if isinstance(claim, ast.Tuple):
        return bool(claim.elts)
    if isinstance(claim, ast.Compare) and len(claim.ops) == 1 and isinstance(claim.ops[0], ast.Eq | ast.Is):
        asked = any(isinstance(node, ast.Call) for node in ast.walk(claim))  # twice: the same answer
        return not asked and ast.dump(claim.left) == ast.dump(claim.comparators[0])
    if isinstance(claim, ast.BoolOp) and isinstance(claim.op, ast.Or):
        return any(always_true(value) for value in claim.values)
    return isinstance(claim, ast.Constant) and bool(claim.value)


def surely_some(iterable: ast.expr, known: set[str]) -> bool:
    """Tell whether a loop surely has a first round: over a literal, a constant of the module, a count."""
    if isinstance(iterable, ast.Tuple | ast.List | ast.Set):
        return bool(iterable.elts)
    if isinstance(iterable, ast.Dict | ast.Constant):
        return bool(iterable.keys if isinstance(iterable, ast.Dict) else iterable.value)
    if isinstance(iterable, ast.Name | ast.Attribute):
        name = iterable.id if isinstance(iterable, ast.Name) else iterable.attr
        return name.isupper() or name in known
    if called(iterable) in ("items", "values", "keys"):
        return surely_some(iterable.func.value, known)  # type: ignore[attr-defined]
    if called(iterable) in _SURE:
        return True
    return called(iterable) in _PER_ITEM and all(surely_some(one, known) for one in iterable.args)  # type: ignore[attr-defined]


def _known(function: ast.FunctionDef) -> Iterator[str]:
    """Name what a test claims something of, and what it makes as a literal: a loop over it has a round."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            for name in ast.walk(node.test):
                yield getattr(name, "id", "") or getattr(name, "attr", "")
        value = getattr(node, "value", None)
        made = value.generators[0].iter if isinstance(value, ast.ListComp) else value
        if isinstance(node, ast.Assign | ast.AnnAssign) and made is not None and surely_some(made, set()):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def unreached(function: ast.FunctionDef, helpers: frozenset[str]) -> Iterator[str]:
    """Say why a test may pass without having claimed anything."""
    found = list(claims(function, helpers))
    if not found:
        yield f"line {function.lineno}, {function.name}: it asserts nothing"
        return
    known = set(_known(function))
    inside: set[ast.AST] = set()
    for loop in ast.walk(function):
        if isinstance(loop, ast.For) and not surely_some(loop.iter, known):
            inside |= {node for part in loop.body for node in ast.walk(part)}
    if all(claim in inside for claim in found):
        yield f"line {function.lineno}, {function.name}: every claim is in a loop that may have no round"


def in_a_file(path: Path) -> Iterator[str]:
    helpers = asserting_helpers()
    for function in functions(tree(path)):
        if function.name.startswith("test_"):
            yield from unreached(function, helpers)
            for node in ast.walk(function):
                if isinstance(node, ast.Assert) and always_true(node.test):
                    yield f"line {node.lineno}, {function.name}: this claim is always true"


def test_every_test_can_fail() -> None:
    assert offenders(files_of_tests(), in_a_file) == {}


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("def test_x():\n    assert f() == 1", 0),
        ("def test_x():\n    f()", 1),
        ("def test_x():\n    assert True", 2),
        ("def test_x():\n    assert (f() == 1, 'words')", 2),
        ("def test_x():\n    assert x == x", 2),
        ("def test_x():\n    for one in f():\n        assert one", 1),
        ("def test_x():\n    for one in (1, 2):\n        assert g(one)", 0),
        ("def test_x():\n    found = f()\n    assert found\n    for one in found:\n        assert one", 0),
        ("def test_x():\n    with pytest.raises(ValueError):\n        f()", 0),
    ],
)
def test_a_test_that_cannot_fail_is_noticed(code: str, faults: int) -> None:
    function = functions(ast.parse(code))[0]
    true = sum(isinstance(n, ast.Assert) and always_true(n.test) for n in ast.walk(function))
    assert len(list(unreached(function, frozenset()))) + true == faults
