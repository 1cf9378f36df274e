"""Errors keep what they say when they cross from one process to another."""

from __future__ import annotations

import copy
import inspect
import pickle
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

import fis_lessons
from fis_lessons.course.execute import ExecutionError
from fis_lessons.errors import FisError, PlaceError, Problem
from fis_lessons.exercises.refusals import Fault
from fis_lessons.files import in_words, write_whole

PROBLEMS = (Problem("caso.yaml, riga 3", "0", "un numero", "Scrivilo."), Problem("", "altro"))


def _family() -> list[type[FisError]]:
    for module in pkgutil.walk_packages(fis_lessons.__path__, "fis_lessons."):
        import_module(module.name)
    found, waiting = [], [FisError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return [kind for kind in found if kind.__module__.startswith("fis_lessons")]


def _made(kind: type[FisError]) -> FisError:
    """Fill whatever a kind of error asks for."""
    known = {
        "name": "mia",
        "faults": [Fault(("options", 1), "x", "y", "Fallo.")],
        "message": "Non va: è così.",
        "problems": PROBLEMS,
        "problem": PROBLEMS[0],
        "candidates": ["Lucca"],
    }
    asked = inspect.signature(kind.__init__).parameters
    given = {name: known.get(name) for name in asked if name != "self"}
    return kind(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", _family(), ids=lambda kind: kind.__name__)
def test_every_error_of_ours_travels_whole(kind: type[FisError]) -> None:
    before = _made(kind)
    for after in (pickle.loads(pickle.dumps(before)), copy.deepcopy(before)):
        assert type(after) is kind
        assert (str(after), after.message, after.problems) == (str(before), before.message, before.problems)
        assert after.problems, "the list of problems arrives"
        assert after.__dict__ == before.__dict__


def test_what_a_kind_of_error_adds_travels_too() -> None:
    assert pickle.loads(pickle.dumps(PlaceError("x", candidates=["Lucca"]))).candidates == ("Lucca",)
    partial = new_notebook(cells=[new_code_cell("1 / 0", id="rotta")])
    error = ExecutionError("x", PROBLEMS[0], partial=partial)
    assert pickle.loads(pickle.dumps(error)).partial.cells[0].id == "rotta"


def test_what_the_system_says_in_english_is_told_in_one_place() -> None:
    root = Path(fis_lessons.__path__[0])
    own = {root / "files.py", root / "exercises" / "logfile.py"}
    loose = [
        path.name for path in root.rglob("*.py") if path not in own and "strerror" in path.read_text("utf-8")
    ]
    assert loose == [], "use fis_lessons.files.why"


def test_a_file_that_cannot_be_written_is_named_and_not_its_temporary(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(OSError) as caught:
        write_whole(tmp_path / "a.html", "x")
    assert in_words(caught.value) == (
        f"Non riesco a leggere o scrivere {tmp_path / 'a.html'}: è una cartella, non un file."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    with pytest.raises(OSError) as caught:
        write_whole(tmp_path / ("n" * 300), "x")
    assert "il nome è troppo lungo" in in_words(caught.value)
