"""A lesson to read, where nothing runs: without the words that lead to a button the page does not have."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from fis_lessons.course.notebooks import copied

START = "▶▶"
"""The sign of the button that starts a lesson: the paragraph with it tells how, and only in the notebook."""
STOP = "stop"
"""The cell that says one may stop here, and which button to press when one comes back."""
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def to_read(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook as a page shows it: it is not started there, and nothing is resumed.

    Parameters
    ----------
    notebook
        Of either edition. It is not changed.
    """
    result = copied(notebook)
    result.cells = [cell for cell in result.cells if not (cell.cell_type == "markdown" and cell.id == STOP)]
    for cell in result.cells:
        if cell.cell_type == "markdown" and START in cell.source:
            kept = [part for part in _PARAGRAPHS.split(cell.source) if START not in part]
            cell.source = "\n\n".join(kept)
    return result
