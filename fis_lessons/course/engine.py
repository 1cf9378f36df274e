"""papermill's engine as a build uses it: nothing is written, and checked, that nobody will read.

``papermill.execute_notebook`` writes the notebook to a text, reads it back, checks it, and does so again at the
end: a tenth of what a lesson costs. A build has checked the notebook as it read it, and checks what it writes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.execute import raise_for_execution_errors

from fis_lessons.course.notebooks import copied

_NAME = "fis"


class _Manager(NotebookExecutionManager):  # type: ignore[misc]  # papermill has no types
    """What keeps the times of each cell, without reading again the hour it has just written."""

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None, **options: Any) -> None:
        noted = cell.metadata.papermill
        start = noted.pop("start_time")
        super().cell_complete(cell, cell_index, **options)
        noted["start_time"] = start
        noted["duration"] = (self.now() - self._began).total_seconds()

    def cell_start(self, cell: NotebookNode, cell_index: int | None = None, **options: Any) -> None:
        self._began = self.now()
        super().cell_start(cell, cell_index, **options)


class _Engine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """papermill's engine, that also shows the notebook as far as it has gone.

    It is not written before and after each cell, so that a dead kernel would leave a file: whoever needs it has it
    from here.
    """

    notebook: ClassVar[NotebookNode | None] = None

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options: Any) -> NotebookNode:
        del options["output_path"], options["progress_bar"], options["log_output"]
        cls.notebook = nb
        manager = _Manager(nb, progress_bar=False, autosave_cell_every=0)
        manager.notebook_start()
        try:
            cls.execute_managed_notebook(manager, kernel_name, **options)
        finally:
            manager.notebook_complete()
        return nb


papermill_engines.register(_NAME, _Engine)


def run_cells(
    notebook: NotebookNode, *, folder: Path, broken: Path, options: Mapping[str, Any]
) -> NotebookNode:
    """Run every cell as papermill does, and return the executed notebook.

    It changes the working folder of the whole process meanwhile.

    Parameters
    ----------
    notebook
        Stays as it is.
    folder
        Where the cells work.
    broken
        Where the notebook is written if a cell fails, with a mark above that cell.
    options
        For papermill's engine and for the client of the kernel.

    Raises
    ------
    PapermillExecutionError
        If a cell fails.
    CellTimeoutError, DeadKernelError, RuntimeError
        If one takes too long, or the kernel ends, or does not start.
    """
    asked = nbformat.v4.upgrade(copied(notebook))
    asked.metadata.setdefault("papermill", {})
    for cell in asked.cells:
        cell.metadata.setdefault("tags", [])
    with contextlib.chdir(folder):
        executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
            _NAME,
            asked,
            kernel_name="python3",
            output_path=None,
            progress_bar=False,
            log_output=False,
            **options,
        )
    raise_for_execution_errors(executed, str(broken))
    return executed


def so_far() -> NotebookNode | None:
    """Return the notebook that is running, or ran last, as far as it went; None before the first."""
    return _Engine.notebook


def forget() -> None:
    """Let go of the notebook that ran last."""
    _Engine.notebook = None
