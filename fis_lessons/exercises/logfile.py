"""A file that only grows, a line at a time, whatever happens to the machine and however many write to it.

A line is written by one call at the end of the file, under a lock where the system has one. A line cut short
by somebody else (the machine was switched off) is closed before the next; one cut short by a full disk is
taken back.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from fis_lessons.locks import BUSY, lock, unlock

LARGEST_FILE = 50_000_000
"""Bytes; of a larger file the latest are read. Nothing is ever taken out of it."""
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, getattr(errno, "ENOTSUP", errno.EINVAL)}
_PATIENCE = 2.0


def append(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Add whole lines at the end of a file: all of them, or none.

    Parameters
    ----------
    path
        Made if it is not there.
    data
        Ends with a new line.
    sync
        Wait until the disk has them. Without, they outlive the process but not a loss of power.

    Raises
    ------
    OSError
        If they could not be written; the file is then as it was.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o644)
    try:
        with _locked(handle):
            size = os.fstat(handle).st_size
            if size and _last_byte(handle, size) != b"\n":
                data = b"\n" + data
            written = os.write(handle, data)
            if written < len(data):
                _take_back(handle, size, written)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if sync:  # outside the lock: several waiting together cost the disk one write
            _sync(handle)
    finally:
        os.close(handle)


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
            raise


@contextlib.contextmanager
def _locked(handle: int) -> Iterator[None]:
    """Hold the file for a moment; go on without after a while: a lesson never waits for another."""
    held = _hold(handle)
    try:
        yield
    finally:
        if held:
            unlock(handle)


def _hold(handle: int) -> bool:
    end = time.monotonic() + _PATIENCE
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
        self._size = self._read = 0
        self.tail = b""
        self.missing = False

    def lines(self) -> tuple[list[bytes], bool]:
        """Return the new lines, and whether the file is another one than before.

        What follows the last whole line is left in ``tail``: it may still be on its way.

        Raises
        ------
        OSError
            If it is there and cannot be read.
        """
        try:
            now = self._path.stat()
        except FileNotFoundError:
            gone, self._file = self._file is not None, None
            self._size = self._read = 0
            self.tail, self.missing = b"", True
            return [], gone
        self.missing = False
        same = self._file == (now.st_dev, now.st_ino) and now.st_size >= self._read
        if same and now.st_size == self._size:
            return [], False
        another = self._file is not None and not same
        if not same:
            self._file, self._read = (now.st_dev, now.st_ino), 0
        with self._path.open("rb") as stream:
            stream.seek(max(self._read, now.st_size - LARGEST_FILE))
            start = stream.tell()
            data = stream.read()
        self._size = start + len(data)
        whole, _newline, self.tail = data.rpartition(b"\n")
        self._read = self._size - len(self.tail)
        return [line for line in whole.split(b"\n") if line.strip()], another

    def written(self) -> None:
        """Notice which file was just written, if it was not there before: it may be replaced later."""
        if self._file is None:
            with contextlib.suppress(OSError):
                now = self._path.stat()
                self._file, self.missing = (now.st_dev, now.st_ino), False
