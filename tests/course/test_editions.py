"""Editions and what is stripped after a run."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from sample_course import cell, sample

from fis_lessons.course.editions import cleared, edition
from fis_lessons.course.normalise import normalise, warnings_of

VIEW = "application/vnd.jupyter.widget-view+json"


def test_trainee_loses_what_is_reserved_and_nothing_else() -> None:
    source = sample(cell("last", "last"))
    for number, each in enumerate((c for c in source.cells if c.cell_type == "code"), start=1):
        each.outputs = [new_output("execute_result", data={"text/plain": "x"}, execution_count=number)]
        each.execution_count = number
    made = edition(source, "trainee")
    assert [c.id for c in made.cells] == ["title", "parameters", "shown", "who", "ask", "last"]
    assert all(c.outputs for c in made.cells if c.cell_type == "code")
    counts = [c.execution_count for c in made.cells if c.cell_type == "code"]
    assert counts == [1, 2, 3, 4], "a gap would tell where an answer was"
    assert [c.outputs[0].execution_count for c in made.cells if c.cell_type == "code"] == counts
    assert source.cells[-1].execution_count == 5
    assert made.metadata.edition == "trainee"


def test_trainer_keeps_everything() -> None:
    source = sample()
    source.cells[2].outputs = [new_output("stream", text="x")]
    assert edition(source, "trainer").cells == source.cells


def test_run_leaves_no_times_views_or_warnings() -> None:
    made = sample()
    made.metadata.update({"papermill": {"x": 1}, "widgets": {"y": 1}, "language_info": {"version": "3.11.7"}})
    target = made.cells[2]
    target.metadata.update({"papermill": {}, "execution": {"iopub.execute_input": "now"}})
    target.outputs = [
        new_output("display_data", data={VIEW: {"model_id": "abc"}, "text/html": "<p>1</p>"}),
        new_output("display_data", data={VIEW: {"model_id": "abc"}}),
        new_output("stream", name="stderr", text="UserWarning\n/a/path: attenzione\n"),
        new_output("stream", name="stdout", text="detto"),
    ]
    assert warnings_of(made) == [("shown", "/a/path: attenzione")]
    after = normalise(made)
    assert [dict(o.get("data", {"text": o.get("text")})) for o in after.cells[2].outputs] == [
        {"text/html": "<p>1</p>"},
        {"text": "detto"},
    ]
    assert set(after.metadata) == {"fis", "kernelspec", "language_info"}
    assert after.metadata.language_info == {"name": "python"}
    assert set(after.cells[2].metadata) == {"tags", "jupyter"}
    nbformat.validate(after)
    assert normalise(after) == after
    assert target.outputs[0].data[VIEW]


def test_clearing_changes_a_copy() -> None:
    made = sample()
    made.cells[2].outputs = [new_output("stream", text="x")]
    assert cleared(made).cells[2].outputs == []
    assert made.cells[2].outputs


def test_a_trainees_cells_are_not_deleted_nor_their_texts_rewritten_by_a_slip() -> None:
    source = new_notebook(cells=[new_markdown_cell("# Titolo"), new_code_cell("lesson.ask('a')")])
    text, code = edition(source, "trainee").cells
    assert text.metadata.deletable is False and text.metadata.editable is False
    assert code.metadata.deletable is False and "editable" not in code.metadata
    assert all("deletable" not in cell.metadata for cell in edition(source, "trainer").cells)
