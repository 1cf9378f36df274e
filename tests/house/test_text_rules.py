"""House habits that a machine can check."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from house_files import every_python_file, modules, offenders, tree

LONGEST_MODULE = 400
TRANSLATES = ("_", "gettext", "mark")


def built_in_place(module: ast.Module) -> Iterator[int]:
    """Give the lines where a text is put together before it is translated: no catalogue can hold it."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATES:
            for text in node.args:
                filled = isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute)
                if (
                    isinstance(text, ast.JoinedStr | ast.BinOp)
                    or len(node.args) != 1
                    or (filled and text.func.attr in ("format", "join", "replace"))  # type: ignore[attr-defined]
                ):
                    yield node.lineno


def hidden_in_a_text(module: ast.Module) -> Iterator[int]:
    """Give the lines where a text to translate stands inside an f-string: who gathers texts does not see it."""
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            for inside in ast.walk(node):
                if (
                    isinstance(inside, ast.Call)
                    and isinstance(inside.func, ast.Name)
                    and inside.func.id in TRANSLATES
                    and any(isinstance(text, ast.Constant) for text in inside.args)
                ):
                    yield inside.lineno


def open_ended(module: ast.Module) -> Iterator[str]:
    """Name the public functions that swallow any keyword: a misspelt one would pass unseen.

    Those inside another function, or of a private class that fills in somebody else's, are nobody's to call.
    """
    todo: list[ast.stmt] = list(module.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            todo += node.body
        elif isinstance(node, ast.FunctionDef) and node.args.kwarg and not node.name.startswith("_"):
            yield f"{node.name}, line {node.lineno}"


def test_a_module_is_short() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in every_python_file()}
    assert offenders(lengths, lambda path: [lengths[path]] if lengths[path] >= LONGEST_MODULE else []) == {}


def test_texts_are_translated_first_and_filled_after() -> None:
    assert offenders(modules(), lambda path: built_in_place(tree(path))) == {}


def test_no_text_to_translate_is_hidden_inside_another() -> None:
    assert offenders(modules(), lambda path: hidden_in_a_text(tree(path))) == {}
    assert list(hidden_in_a_text(ast.parse("f'<p>{escape(_(\"Nome\"))}</p>'"))) == [1]
    assert list(hidden_in_a_text(ast.parse("f'<p>{_(self.title)}</p>'"))) == []


def test_no_public_function_takes_any_keyword() -> None:
    assert offenders(modules(), lambda path: open_ended(tree(path))) == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('_("Atteso: {x}.").format(x=1)', 0),
        ("_(self.case.title)", 0),
        ('_(f"Atteso: {x}.")', 1),
        ('_("Atteso: " + x)', 1),
        ('_("Atteso: {x}.".format(x=1))', 1),
        ('_("Atteso: %s." % x)', 1),
    ],
)
def test_a_text_built_in_place_is_noticed(code: str, found: int) -> None:
    assert len(list(built_in_place(ast.parse(code)))) == found
