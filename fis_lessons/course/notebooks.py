"""Reading, writing and asking about notebooks. Nothing here knows about courses."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import why, write_whole
from fis_lessons.i18n import gettext as _


def read(path: Path) -> NotebookNode:
    """Read a notebook.

    Raises
    ------
    BuildError
        If the file is not there or is not a notebook.
    """
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        return notebook
    except (OSError, ValueError, AttributeError, KeyError, nbformat.ValidationError) as error:
        # nbformat raises the last two for JSON that is not a notebook
        reason = why(error) if isinstance(error, OSError) else _("non è un notebook, o è rovinato")
        raise BuildError(
            _("Il notebook {name} non si può leggere.").format(name=path.name),
            [Problem(str(path), reason, remedy=_("Controlla che il file ci sia e sia un notebook."))],
        ) from None


def text_of(notebook: NotebookNode) -> str:
    """Write a notebook as it stands in a file: same content, same bytes."""
    return str(nbformat.writes(notebook, version=4)) + "\n"


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook, whole or not at all."""
    write_whole(path, text_of(notebook))


def copied(notebook: NotebookNode) -> NotebookNode:
    """Return a copy that shares nothing with the original: every transform starts from one."""
    return copy.deepcopy(notebook)


def tags(cell: NotebookNode) -> frozenset[str]:
    """Return the tags of a cell."""
    found = cell.get("metadata", {}).get("tags", [])
    return frozenset(tag for tag in found if isinstance(tag, str))
