"""Run a notebook through papermill, away from the learner's files, and tell well what went wrong."""

from __future__ import annotations

import ast
import re

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from fis_lessons.cases.own import add_case, own_case_file
from fis_lessons.course import engine
from fis_lessons.course.notebooks import read
from fis_lessons.course.parameters import declared, parameters_cell
from fis_lessons.course.workroom import workroom
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.kernels.client import PromptKernelManager
from fis_lessons.programs import variables_set

SECONDS_PER_CELL = 300
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_LINES_TOLD = 6
_ENVIRONMENT = {
    "FIS_LESSONS_BUILD": "1",  # lessons keep no record and touch no file
    "JUPYTER_PREFER_ENV_PATH": "1",  # this environment's Python, not a kernel of the user's account
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # the debugger's warning is not for the page
}


class ExecutionError(BuildError):
    """A notebook that stopped; carries it as far as it went, and the cell it stopped in."""

    def __init__(
        self, message: str, problem: Problem, *, partial: NotebookNode | None, cell: str = ""
    ) -> None:
        super().__init__(message, [problem])
        self.partial = partial
        self.cell = cell


def execute(
    notebook: NotebookNode,
    *,
    name: str,
    seconds_per_cell: int = SECONDS_PER_CELL,
    own_case: tuple[str, str] | None = None,
) -> NotebookNode:
    """Run every cell and return the executed notebook.

    papermill changes the working folder of the whole process: one notebook at a time per process.

    Parameters
    ----------
    notebook
        With its parameters already in the parameters cell.
    name
        Of the lesson and its variant, to say where an error is.
    seconds_per_cell
        How long a cell may take.
    own_case
        Name and text of the case it opens on, if the kit does not ship it.

    Raises
    ------
    ExecutionError
        If a cell fails, takes too long or ends the kernel.
    """
    with workroom() as room, variables_set(_ENVIRONMENT):
        kept = room / "executed.ipynb"
        work = room / "work"
        work.mkdir()
        if own_case:
            add_case(own_case_file(work, own_case[0]), own_case[1])
        engine.forget()
        try:
            return engine.run_cells(
                notebook,
                folder=work,
                broken=kept,
                options={
                    "execution_timeout": seconds_per_cell,
                    "start_timeout": seconds_per_cell,  # a machine at its limit takes minutes to start a kernel
                    "extra_arguments": ["--IPKernelApp.log_level=40"],  # its advice is not for the terminal
                    "kernel_manager_class": PromptKernelManager,
                    # a lesson that is built keeps nothing it would have to put away
                    "shutdown_kernel": "immediate",
                },
            )
        except PapermillExecutionError as error:
            cell = notebook.cells[error.cell_index].id
            partial: NotebookNode | None = read(kept)
            story = _last_lines("\n".join(error.traceback) or f"{error.ename}: {error.evalue}")
        except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
            # RuntimeError: the kernel did not start
            partial = engine.so_far()
            cell = _running(partial) if partial is not None else ""
            story = _last_lines(str(error))
    raise ExecutionError(
        _("La lezione {name} si è fermata. Parametri: {values}.").format(name=name, values=_values(notebook)),
        Problem(_("cella «{cell}»").format(cell=cell or "?"), story),
        partial=partial,
        cell=cell,
    )


def _running(notebook: NotebookNode) -> str:
    """Return the last cell that was started: papermill calls it completed even if the kernel died in it."""
    started = [cell for cell in notebook.cells if cell.metadata.get("papermill", {}).get("start_time")]
    return str(started[-1].id) if started else ""


def _values(notebook: NotebookNode) -> str:
    try:
        source = parameters_cell(notebook).source
    except BuildError:
        return "-"
    return ", ".join(f"{name} = {ast.unparse(value)}" for name, value in declared(source).items()) or "-"


def _last_lines(story: str) -> str:
    lines = [line.rstrip() for line in _ANSI.sub("", story).splitlines() if line.strip()]
    return "\n" + "\n".join(f"      {line}" for line in lines[-_LINES_TOLD:])
