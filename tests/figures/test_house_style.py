"""A picture looks the same whatever the reader's own matplotlib is set to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import pytest

import fis_lessons.figures
from fis_lessons.figures.deal import cut_against_target, net_by_party

THEIRS: list[dict[str, object]] = [
    {"text.usetex": True},  # there is no LaTeX here: drawing with it would stop
    {"font.size": 30, "font.family": "serif", "axes.facecolor": "black", "axes.grid": True},
    {"figure.dpi": 50, "savefig.dpi": 50, "savefig.transparent": True, "savefig.bbox": "tight"},
    {"lines.linewidth": 9, "axes.spines.left": False, "xtick.labelsize": 4, "axes.xmargin": 0.4},
    {"text.color": "red", "axes.labelcolor": "red", "axes.titlesize": 40, "figure.autolayout": True},
]


def _pictures() -> Iterator[bytes]:
    yield cut_against_target(0.15, target=0.25, reached=0.3, avoided=0.5).png
    yield net_by_party([("Comune", -10.0), ("Investitore", 10.0)], title="Chi ha di più", source="prova").png


@pytest.fixture(scope="module")
def plain() -> list[bytes]:
    return list(_pictures())


@pytest.mark.parametrize("theirs", THEIRS, ids=lambda theirs: next(iter(theirs)))
def test_the_readers_settings_change_nothing(theirs: dict[str, object], plain: list[bytes]) -> None:
    with mpl.rc_context(theirs):  # type: ignore[arg-type]
        before = dict(mpl.rcParams)
        assert list(_pictures()) == plain
        assert dict(mpl.rcParams) == before, "and are left as they were"


def test_every_function_that_draws_is_in_the_house_style() -> None:
    loose = []
    for path in Path(fis_lessons.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and _calls(node, "canvas"):
                marks = [mark.id for mark in node.decorator_list if isinstance(mark, ast.Name)]
                loose += [] if "house_style" in marks else [f"{path.name}: {node.name}"]
    assert loose == []


def _calls(node: ast.FunctionDef, name: str) -> bool:
    calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    return name in [call.id for call in calls if isinstance(call, ast.Name)]
