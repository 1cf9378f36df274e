"""Cells are run as papermill runs them: same outputs, same times, same marks where one fails."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import papermill
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from fis_lessons.course import engine
from fis_lessons.course.make import slowest_cells
from fis_lessons.course.normalise import normalise
from fis_lessons.course.notebooks import read, text_of


def notebook(*cells: str) -> NotebookNode:
    made = new_notebook(cells=[new_markdown_cell("# Titolo", id="testo")])
    made.cells += [new_code_cell(source, id=f"c{number}") for number, source in enumerate(cells)]
    return made


def test_outputs_are_those_of_papermill(tmp_path: Path) -> None:
    asked = notebook("print('fatto'); 6 * 7", "import os; os.path.basename(os.getcwd())", "%%html\n<b>x</b>")
    before = copy.deepcopy(asked)
    ours = engine.run_cells(asked, folder=tmp_path, broken=tmp_path / "no.ipynb", options={})
    theirs = papermill.execute_notebook(
        asked, str(tmp_path / "yes.ipynb"), kernel_name="python3", progress_bar=False, cwd=str(tmp_path)
    )
    assert text_of(normalise(ours)) == text_of(normalise(theirs))
    assert ours.cells[1].outputs[1].data["text/plain"] == "42"
    assert ours.cells[2].outputs[0].data["text/plain"] == repr(tmp_path.name)
    assert asked == before, "what was asked for stays as it is"
    assert not (tmp_path / "no.ipynb").exists()


def test_the_seconds_of_each_cell_are_kept(tmp_path: Path) -> None:
    asked = notebook("import time; time.sleep(0.3)", "pass")
    ran = engine.run_cells(asked, folder=tmp_path, broken=tmp_path / "no.ipynb", options={})
    spent = slowest_cells(ran)
    assert next(iter(spent)) == "c0"
    noted = ran.cells[1].metadata.papermill
    assert (noted.status, noted.exception) == ("completed", False)
    assert noted.start_time < noted.end_time, "hours written alike can be told apart as texts"


def test_a_cell_that_fails_is_marked_and_the_next_is_not_run(tmp_path: Path) -> None:
    room = tmp_path / "con {graffe}"
    room.mkdir()
    asked = notebook("1 / 0", "open('mai', 'w').close()")
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        engine.run_cells(asked, folder=room, broken=room / "rotto.ipynb", options={})
    broken = read(room / "rotto.ipynb")
    assert re.search("Exception was encountered", broken.cells[0].source)
    status = {cell.id: cell.metadata.papermill.status for cell in broken.cells if cell.id in {"c0", "c1"}}
    assert status == {"c0": "failed", "c1": "pending"}
    assert not (room / "mai").exists()
    assert engine.so_far() is not None
    engine.forget()
    assert engine.so_far() is None
