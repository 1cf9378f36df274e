"""Take out of an executed notebook what changes from one run to the next, and what only a kernel can show."""

from __future__ import annotations

from nbformat import NotebookNode

from fis_lessons.course.notebooks import copied

_WIDGET = "application/vnd.jupyter.widget-"


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without times, widget views, warnings and the version of the interpreter.

    Everything a control shows has also a form for the page (``text/html``): that one stays.
    """
    result = copied(notebook)
    for name in ("papermill", "widgets", "language_info"):
        result.metadata.pop(name, None)
    result.metadata["language_info"] = {"name": "python"}
    result.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    for cell in result.cells:
        for name in ("papermill", "execution", "ExecuteTime"):
            cell.metadata.pop(name, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]  # papermill gives every cell an empty list
        if cell.cell_type == "code":
            cell.outputs = [kept for output in cell.outputs if (kept := _output(output)) is not None]
    return result


def _output(output: NotebookNode) -> NotebookNode | None:
    if output.output_type == "stream":
        return None if output.name == "stderr" else output
    if output.output_type not in ("display_data", "execute_result"):
        return output
    for mime in [mime for mime in output.data if mime.startswith(_WIDGET)]:
        del output.data[mime]
    return output if output.data else None


def warnings_of(notebook: NotebookNode) -> list[tuple[str, str]]:
    """List what the cells wrote to the error stream: id of the cell, last line."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr" and output.text.strip():
                found.append((cell.id, output.text.strip().splitlines()[-1][:200]))
    return found
