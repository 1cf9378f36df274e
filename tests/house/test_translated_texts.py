"""A text to translate is never inside an f-string: there, no catalogue finds it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from house_files import modules, offenders, tree


def hidden(module: ast.Module) -> Iterator[int]:
    """Give the lines of the texts that the catalogues do not see."""
    for whole in ast.walk(module):
        if isinstance(whole, ast.JoinedStr):
            for node in ast.walk(whole):
                named = (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in ("_", "mark")
                )
                if named and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                    yield node.lineno  # type: ignore[attr-defined]


def test_no_text_hides_in_an_f_string() -> None:
    assert offenders(modules(), lambda path: hidden(tree(path))) == {}


@pytest.mark.parametrize(
    ("code", "found"), [("f\"{_('Chi.')}\"", 1), ('f"{_(case.title)}"', 0), ('x = _("Chi.")\nf"{x}"', 0)]
)
def test_a_hidden_text_is_noticed(code: str, found: int) -> None:
    assert len(list(hidden(ast.parse(code)))) == found
