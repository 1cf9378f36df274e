"""What a kernel does beside each cell, put off until the cells of a lesson are done."""

from __future__ import annotations

import contextlib
import gc
from typing import Any

from fis_lessons.exercises.settle import kernel_loop
from fis_lessons.lessons.desk.live import when_idle

_MORE_THAN_A_LESSON = 1000


def cells_first() -> None:
    """Let the cells of a lesson run with nothing else done between them; nothing where no kernel listens.

    IPython writes the history of what was run on disk after every cell, which costs as much as a short text of
    the lesson: here all at once, when they are done. The collector of memory waits as long.
    """
    if kernel_loop() is None:
        return
    from IPython import get_ipython

    collects = gc.isenabled()
    gc.disable()
    history: Any = getattr(get_ipython(), "history_manager", None)
    usual = getattr(history, "db_cache_size", None)
    if usual is not None and usual < _MORE_THAN_A_LESSON:
        history.db_cache_size = _MORE_THAN_A_LESSON

    def as_before() -> None:
        if collects:
            gc.enable()
        if usual is not None:
            history.db_cache_size = usual
            with contextlib.suppress(Exception):  # it is IPython's own: a full disk is no reason to stop here
                history.writeout_cache()

    when_idle(as_before)
