"""A kernel «FIS Lessons» in somebody else's Jupyter: written where Jupyter looks, and taken away again."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from fis_lessons.errors import FisError, Problem
from fis_lessons.files import why, write_whole
from fis_lessons.i18n import gettext as _

NAME = "fis-lessons"
_OURS = "fis_lessons"
Where = Literal["environment", "user"]


class KernelError(FisError):
    """A kernel that cannot be written or taken away."""


def place(where: Where) -> Path:
    """Return the folder of the kernel: of this environment, or of the user, where every Jupyter looks."""
    from jupyter_core.paths import jupyter_data_dir

    data = Path(sys.prefix, "share", "jupyter") if where == "environment" else Path(jupyter_data_dir())
    return data / "kernels" / NAME


def spec(where: Where) -> dict[str, Any]:
    """Return what the kernel is.

    In this environment it is forked from a warm process, or starts as always where that cannot be. A Jupyter of
    another environment does not know who forks, and would not start it at all: for the user it starts as always.
    """
    metadata: dict[str, Any] = {"debugger": True, _OURS: True}
    if where == "environment":
        metadata["kernel_provisioner"] = {"provisioner_name": NAME}
    return {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "FIS Lessons",
        "language": "python",
        "metadata": metadata,
    }


def install(where: Where) -> Path:
    """Write the kernel, and return its folder.

    Raises
    ------
    KernelError
        If the folder cannot be written, or holds a kernel of somebody else's.
    """
    folder = place(where)
    _check(folder)
    try:
        write_whole(folder / "kernel.json", json.dumps(spec(where), indent=1) + "\n")
    except OSError as error:
        raise _refused(folder, why(error)) from None
    return folder


def remove(where: Where) -> Path | None:
    """Take the kernel away if it is ours, and return where it was; None if there is none.

    Raises
    ------
    KernelError
        If it cannot be taken away, or is somebody else's.
    """
    folder = place(where)
    if not os.path.lexists(folder):
        return None
    _check(folder)
    try:
        (folder / "kernel.json").unlink(missing_ok=True)
        with suppress(OSError):  # it holds something of somebody's
            folder.rmdir()
    except OSError as error:
        raise _refused(folder, why(error)) from None
    return folder


def _check(folder: Path) -> None:
    path = folder / "kernel.json"
    if folder.is_symlink() or path.is_symlink():
        raise _refused(folder, _("è un collegamento a un'altra cartella: scriverei là."))
    if not path.exists():
        return
    try:
        ours = json.loads(path.read_text(encoding="utf-8"))["metadata"][_OURS] is True
    except (OSError, ValueError, LookupError, TypeError):
        ours = False
    if not ours:
        raise _refused(folder, _("c'è un kernel che non ha scritto FIS Lessons."))


def _refused(folder: Path, found: str) -> KernelError:
    return KernelError(_("Il kernel non si può mettere o togliere."), [Problem(str(folder), found)])
