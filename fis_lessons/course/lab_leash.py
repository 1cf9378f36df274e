"""JupyterLab on a leash: when whoever started it is gone, however it went, it closes its kernels and ends."""

from __future__ import annotations

import os
import signal
from typing import Any

MODULE = __name__
"""What the server is told to load."""
LEASH = "FIS_LESSONS_LEASH"
"""Variable with the number of an open file: a pipe, whose other end is held by who started JupyterLab."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": MODULE}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Watch the pipe, and end as on a SIGTERM when it is let go."""
    leash = os.environ.pop(LEASH, "")  # kernels have not the file, and need not the name
    if not leash:
        return

    def let_go(_file: int, _events: int) -> None:
        server.io_loop.remove_handler(int(leash))
        os.kill(os.getpid(), signal.SIGTERM)

    server.io_loop.add_handler(int(leash), let_go, server.io_loop.READ)
