"""A temporary folder to work in that nobody has to clean up after: the next one takes away those of the dead."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fis_lessons.locks import lock

_PREFIX = "fis-lessons-"
_MADE_BY = re.compile(rf"{_PREFIX}(\d+)-")
_LOCK = ".lock"
_VARIABLES = ("TMPDIR", "TEMP", "TMP")


@contextlib.contextmanager
def workroom() -> Iterator[Path]:
    """Make a folder of this process's own, where its temporary files and those of its children go too.

    However the process ends, the folder goes: at the end of the block, or when the next one is made.
    """
    sweep()
    room = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")).resolve()
    handle = _held(room)
    try:
        with _temporary_files_in(room):
            yield room
    finally:
        os.close(handle)
        with contextlib.suppress(OSError):
            _take_away(room)


def _held(room: Path) -> int:
    # locked before it has its name: whoever finds it by name finds it locked
    handle, name = tempfile.mkstemp(dir=room)
    with contextlib.suppress(OSError):  # a disk without locks: nobody sweeps there either
        lock(handle)
    if os.name == "nt":  # an open file cannot be renamed there
        os.close(handle)
        handle = os.open(room / _LOCK, os.O_RDWR | os.O_CREAT)
        with contextlib.suppress(OSError):
            lock(handle)
    else:
        Path(name).rename(room / _LOCK)
    return handle


@contextlib.contextmanager
def _temporary_files_in(room: Path) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _VARIABLES}, tempfile.tempdir
    os.environ.update(dict.fromkeys(_VARIABLES, str(room)))
    tempfile.tempdir = str(room)
    try:
        yield
    finally:
        tempfile.tempdir = before[1]
        for name, value in before[0].items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def sweep() -> list[Path]:
    """Take away the rooms of processes that are no more: those with our name, our owner and a free lock.

    Returns
    -------
    list of Path
        What was taken away.
    """
    gone = []
    for room in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if _is_abandoned(room):
                _take_away(room)
                gone.append(room)
    return gone


def _take_away(room: Path) -> None:
    # the lock goes last: whoever is killed half way leaves a room that the next one still knows as ours
    for one in room.iterdir():
        if one.name == _LOCK:
            continue
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                one.unlink()
    if {one.name for one in room.iterdir()} == {_LOCK}:
        (room / _LOCK).unlink()
    room.rmdir()


def _is_abandoned(room: Path) -> bool:
    facts = room.lstat()
    if not stat.S_ISDIR(facts.st_mode) or (hasattr(os, "geteuid") and facts.st_uid != os.geteuid()):
        return False
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(room / _LOCK, flags)
    except FileNotFoundError:
        return _was_never_ready(room)
    try:
        return stat.S_ISREG(os.fstat(handle).st_mode) and lock(handle)
    finally:
        os.close(handle)


def _was_never_ready(room: Path) -> bool:
    """Tell a room whose maker was killed before its lock had a name from one being made, or not ours."""
    maker = _MADE_BY.match(room.name)
    if maker is None or os.name == "nt":  # there, asking whether a process is alive may end it
        return False
    try:
        os.kill(int(maker[1]), 0)
    except ProcessLookupError:
        return all(one.is_file() and one.lstat().st_size == 0 for one in room.iterdir())
    except (OSError, OverflowError):
        return False
    return False
