"""What a kernel does beside each cell, put off until the cells of a lesson are done."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable
from typing import Any

from fis_lessons.exercises.settle import kernel_loop
from fis_lessons.lessons.desk.live import when_idle
from fis_lessons.lessons.desk.streams import flush_only_what_is_there

_MORE_THAN_A_LESSON = 1000


def cells_first() -> None:
    """Let the cells of a lesson run with nothing else done between them; nothing where no kernel listens.

    IPython writes the history of what was run on disk after every cell, which costs as much as a short text of
    the lesson: here all at once, when they are done. The collector of memory waits as long. And ipykernel, after
    every cell, sleeps for a while and waits six times for another thread to send what was printed: in a lesson
    nothing is.
    """
    if kernel_loop() is None:
        return
    from IPython import get_ipython

    shell: Any = get_ipython()
    put_back = [
        _collector(),
        _history(getattr(shell, "history_manager", None)),
        _pause(getattr(shell, "kernel", None)),
        *(flush_only_what_is_there(stream) for stream in (sys.stdout, sys.stderr)),
    ]

    def as_before() -> None:
        for one in put_back:
            with contextlib.suppress(Exception):  # it is IPython's own: a full disk is no reason to stop here
                one()

    when_idle(as_before)


def _collector() -> Callable[[], object]:
    collects = gc.isenabled()
    gc.disable()
    return gc.enable if collects else _nothing


def _history(history: Any) -> Callable[[], object]:
    usual = getattr(history, "db_cache_size", None)
    if usual is None or usual >= _MORE_THAN_A_LESSON:
        return _nothing if usual is None else history.writeout_cache
    history.db_cache_size = _MORE_THAN_A_LESSON

    def write() -> None:
        history.db_cache_size = usual
        history.writeout_cache()

    return write


def _pause(kernel: Any) -> Callable[[], object]:
    usual = getattr(kernel, "_execute_sleep", 0)
    if not usual:
        return _nothing
    kernel._execute_sleep = 0.0
    return lambda: setattr(kernel, "_execute_sleep", usual)


def _nothing() -> None:
    """Put back what was left alone."""
