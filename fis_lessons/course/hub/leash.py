"""A process that ends with the hub, however that ends: ``python -m fis_lessons.course.hub.leash MODULE``."""

from __future__ import annotations

import contextlib
import ctypes
import os
import runpy
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
# found before any fork: a library is looked for with a lock held
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def end_with(parent: int) -> None:
    """End this process, as on a SIGTERM, when its parent ends. A change of user after it undoes it."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
        if os.getppid() != parent:  # it ended before it could be asked
            os._exit(1)


def no_more_rights() -> None:
    """See that no program this process runs has more rights than it has itself: sudo is of no use."""
    if _prctl is not None:
        _prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def kill_all_of(number: int) -> None:
    """End every process of a system user: what a learner has started beside the lessons."""
    import psutil

    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.uids().real == number:
                process.kill()


if __name__ == "__main__":
    end_with(os.getppid())
    sys.argv[:] = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
