"""What must be the same in who asks for a kernel and in the warm process: all that is read only at the start.

A forked kernel takes the folder, the environment and the open files of who asks. But Python, the numerical
libraries and matplotlib read some variables once, when they are loaded: if one of those differs, the kernel that
was asked for is another one than can be forked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_READ_AT_THE_START = (
    "PYTHON", "LC_", "LANG", "LD_", "MALLOC_", "GLIBC_",  # Python, its texts, its memory
    "OPENBLAS_", "OMP_", "GOTO_", "MKL_", "BLIS_", "NUMEXPR_", "NPY_", "KMP_",  # numerical libraries
    "MPL", "MATPLOTLIB", "HOME", "XDG_", "FONTCONFIG_",  # matplotlib and its fonts
)  # fmt: skip
_NOT_READ = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONSTARTUP", "LANGUAGE", "MPLBACKEND"}
INLINE = "module://matplotlib_inline.backend_inline"
"""How a kernel draws unless it is told otherwise: ipykernel writes it in the environment as it starts."""


def likeness(environment: Mapping[str, str], *, folder: str | None = None) -> dict[str, str]:
    """Return what a kernel with this environment, started in this folder, would read at its start.

    Parameters
    ----------
    environment
        Of the kernel.
    folder
        Where it starts; the current one if not given. Relative names in ``PYTHONPATH`` begin here.

    Examples
    --------
    >>> sorted(likeness({"LC_ALL": "it_IT.UTF-8", "EDITOR": "vi", "PYTHONPATH": "/a:/b"}).items())
    ... # doctest: +ELLIPSIS
    [('LC_ALL', 'it_IT.UTF-8'), ('MPLBACKEND', '...'), ('PYTHONPATH', '/a:/b'), ('python', '...')]
    """
    found = {
        name: value
        for name, value in environment.items()
        if name.startswith(_READ_AT_THE_START) and name not in _NOT_READ
    }
    found["MPLBACKEND"] = environment.get("MPLBACKEND") or INLINE
    found["python"] = sys.executable
    if path := python_path(environment, folder=folder):
        found["PYTHONPATH"] = path
    return found


def python_path(environment: Mapping[str, str], *, folder: str | None = None) -> str:
    """Return ``PYTHONPATH`` with every name in full; empty if there is none."""
    start = Path(folder or Path.cwd())
    given = environment.get("PYTHONPATH", "")
    return (
        os.pathsep.join(os.path.normpath(start / part) for part in given.split(os.pathsep)) if given else ""
    )


def differences(mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """Name what differs.

    Examples
    --------
    >>> differences({"HOME": "/a", "LANG": "it"}, {"HOME": "/a", "LC_ALL": "C"})
    ['LANG', 'LC_ALL']
    """
    return sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
