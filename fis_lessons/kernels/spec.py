"""Where Jupyter finds our kernel: a folder of kernelspecs in which ``python3`` is a warm one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

JUPYTER_PATH = "JUPYTER_PATH"
FOLDER = Path(__file__).parent / "share"
"""Its ``kernels/python3`` is ipykernel's own, but for who starts it: notebooks go on saying ``python3``."""


def with_ours(environment: Mapping[str, str]) -> str:
    """Return ``JUPYTER_PATH`` with our folder before all others.

    Examples
    --------
    >>> with_ours({"JUPYTER_PATH": "/a"}).rpartition(os.pathsep)[2]
    '/a'
    """
    given = [part for part in environment.get(JUPYTER_PATH, "").split(os.pathsep) if part]
    return os.pathsep.join([str(FOLDER), *(part for part in given if part != str(FOLDER))])
