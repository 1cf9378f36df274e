"""A file that only grows, a line at a time, whatever happens to the machine and however many write to it.

A line is written by one call at the end of the file, under a lock where the system has one. A line cut short
by somebody else (the machine was switched off) is closed before the next; one cut short by a full disk is
taken back.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fis_lessons.i18n import gettext as _
from fis_lessons.locks import BUSY, lock, unlock

LARGEST_FILE = 50_000_000
"""Bytes; of a larger file the latest are read. Nothing is ever taken out of it."""
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, getattr(errno, "ENOTSUP", errno.EINVAL)}
PATIENCE = 2.0
"""Seconds to wait for somebody else to finish a line."""
_WINDOW = 4096
# a pipe is not waited for, a terminal is not taken
_CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class UnsyncedError(OSError):
    """The lines are in the file, and the disk does not say that it has them."""


def append(path: Path, data: bytes, *, sync: bool = True, patience: float = PATIENCE) -> bool:
    """Add whole lines at the end of a file: all of them, or none.

    Parameters
    ----------
    path
        Made if it is not there.
    data
        Ends with a new line.
    sync
        Wait until the disk has them. Without, they outlive the process but not a loss of power.
    patience
        Seconds to wait for who holds the file, before writing all the same.

    Returns
    -------
    bool
        Whether the file was ours alone meanwhile.

    Raises
    ------
    UnsyncedError
        If they are written, and the disk does not say that it has them. Not to be written again.
    OSError
        If they could not be written, or it is not a plain file; the file is then as it was.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _CAREFULLY, 0o644)
    try:
        _check_plain(handle)
        with _locked(handle, patience) as alone:
            size = os.fstat(handle).st_size
            if size and _last_byte(handle, size) != b"\n":
                data = b"\n" + data
            written = os.write(handle, data)
            if written < len(data):
                _take_back(handle, size, written)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if sync:  # outside the lock: several waiting together cost the disk one write
            _sync(handle)
        return alone
    finally:
        os.close(handle)


def _check_plain(handle: int) -> None:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise OSError(errno.EINVAL, _("non è un file normale"))


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _take_back(handle: int, size: int, written: int) -> None:
    # only if nobody wrote after us; otherwise our piece is closed by the next line
    with contextlib.suppress(OSError):
        if os.fstat(handle).st_size == size + written:
            os.ftruncate(handle, size)


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise UnsyncedError(error.errno, error.strerror) from error


@contextlib.contextmanager
def _locked(handle: int, patience: float) -> Iterator[bool]:
    """Hold the file for a moment; go on without after a while: a lesson never waits for another."""
    held = _hold(handle, patience)
    try:
        yield held
    finally:
        if held:
            unlock(handle)


def _hold(handle: int, patience: float) -> bool:
    end = time.monotonic() + patience
    pause = 0.0002
    while True:
        try:
            return lock(handle)
        except OSError as error:
            if error.errno not in BUSY or time.monotonic() > end:
                return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.01)


class Follower:
    """Reads what is new in a file since the last time, somebody else's lines included.

    Parameters
    ----------
    path
        May not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: tuple[int, int] | None = None
        self._seen = (0, 0)  # size and time of the last look
        self._read = 0
        self._before = b""  # what stood right before there: another program may write the file anew in place
        self.tail = b""
        self.missing = False

    def lines(self) -> tuple[list[bytes], bool]:
        """Return the new lines, and whether the file is another one than before.

        What follows the last whole line is left in ``tail``: it may still be on its way.

        Raises
        ------
        OSError
            If it is there and cannot be read, or is not a plain file.
        """
        try:
            handle = os.open(self._path, os.O_RDONLY | _CAREFULLY)
        except FileNotFoundError:
            gone, self._file = self._file is not None, None
            self._seen, self._read, self._before = (0, 0), 0, b""
            self.tail, self.missing = b"", True
            return [], gone
        with os.fdopen(handle, "rb") as stream:
            _check_plain(handle)
            return self._new_lines(stream)

    def _new_lines(self, stream: BinaryIO) -> tuple[list[bytes], bool]:
        now = os.fstat(stream.fileno())
        known = self._file == (now.st_dev, now.st_ino)
        self.missing = False
        if known and self._seen == (now.st_size, now.st_mtime_ns):
            return [], False
        another = self._file is not None and not (known and self._goes_on(stream))
        if another or self._file is None:
            self._file, self._read, self._before = (now.st_dev, now.st_ino), 0, b""
        start = max(self._read, now.st_size - LARGEST_FILE)
        stream.seek(start)
        data = stream.read(LARGEST_FILE)
        if start > self._read:  # in the middle of a line, very likely
            data = data.partition(b"\n")[2]
            start = stream.tell() - len(data)
        whole, newline, self.tail = data.rpartition(b"\n")
        self._seen = now.st_size, now.st_mtime_ns
        self._read = start + len(whole) + len(newline)
        self._before = (self._before + whole[-_WINDOW:] + newline)[-_WINDOW:]
        return [line for line in whole.split(b"\n") if line.strip()], another

    def _goes_on(self, stream: BinaryIO) -> bool:
        """Tell whether what was read is still there, as far as its end tells: every line has a name of its own."""
        stream.seek(self._read - len(self._before))
        return stream.read(len(self._before)) == self._before
