"""A lock on an open file, where the system has one: held by a process, and gone when the process is gone."""

from __future__ import annotations

import contextlib
import errno
import os
from types import ModuleType

BUSY = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EINTR})
"""What :func:`lock` fails with if somebody else holds the file; anything else is a disk without locks."""
_FAR = 2**30  # the byte that stands for the whole file, where a lock closes what it covers


def _optional(name: str) -> ModuleType | None:
    try:
        return __import__(name)
    except ImportError:  # a browser has neither, Windows has its own
        return None


_fcntl, _msvcrt = _optional("fcntl"), _optional("msvcrt")


def lock(handle: int) -> bool:
    """Lock an open file, without waiting.

    Returns
    -------
    bool
        Whether it is locked now; no where the system knows no locks.

    Raises
    ------
    OSError
        If somebody else holds it, or the file cannot be locked.
    """
    if _fcntl is not None:
        _fcntl.flock(handle, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        return True
    if _msvcrt is not None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        _msvcrt.locking(handle, _msvcrt.LK_NBLCK, 1)
        return True
    return False


def unlock(handle: int) -> None:
    """Let go of a file. Never raises."""
    with contextlib.suppress(OSError):
        if _fcntl is not None:
            _fcntl.flock(handle, _fcntl.LOCK_UN)
        elif _msvcrt is not None:
            os.lseek(handle, _FAR, os.SEEK_SET)
            _msvcrt.locking(handle, _msvcrt.LK_UNLCK, 1)
