"""Two editions of one notebook: the trainee's asks, the trainer's also answers."""

from __future__ import annotations

from typing import Literal, get_args

from nbformat import NotebookNode

from fis_lessons.course.notebooks import copied, tags
from fis_lessons.i18n import gettext as _

Edition = Literal["trainee", "trainer"]
EDITIONS: tuple[Edition, ...] = get_args(Edition)


def for_whom(which: str) -> str:
    """Say who an edition is for, in the language in use.

    Examples
    --------
    >>> for_whom("trainee"), for_whom("trainer")
    ('per chi impara', 'per chi conduce')
    """
    return {"trainee": _("per chi impara"), "trainer": _("per chi conduce")}.get(which, which)


# Never in what a trainee receives: expected answers, and what the trainer says and when
RESERVED = frozenset({"solution", "trainer"})


def reserved_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """List the cells only a trainer may see."""
    return [cell for cell in notebook.cells if tags(cell) & RESERVED]


def edition(notebook: NotebookNode, which: Edition) -> NotebookNode:
    """Return the notebook of an edition.

    The trainer's keeps everything. The trainee's is the trainer's without the reserved cells: no other cell
    may depend on them, and one real run for each lesson is the proof (``tests/notebooks``).

    Parameters
    ----------
    notebook
        Executed or not. It is not changed.
    which
        The edition.
    """
    result = copied(notebook)
    result.metadata["edition"] = which
    if which == "trainee":
        result.cells = [cell for cell in result.cells if not tags(cell) & RESERVED]
        _count_again(result)
        _hold_fast(result)
    return result


def _count_again(notebook: NotebookNode) -> None:
    """Number the executed cells from one: a gap would tell where an answer was."""
    ran = [cell for cell in notebook.cells if cell.get("execution_count")]
    for number, cell in enumerate(ran, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number


def _hold_fast(notebook: NotebookNode) -> None:
    """Keep cells from being deleted, and texts from being rewritten, by a slip.

    Code stays open: who wants to change it opens it first, and some answers are written there.
    """
    for cell in notebook.cells:
        cell.metadata["deletable"] = False
        if cell.cell_type == "markdown":
            cell.metadata["editable"] = False


def cleared(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without outputs and without the count of executions."""
    result = copied(notebook)
    for cell in result.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return result
