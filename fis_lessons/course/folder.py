"""The folder of a course: what in it was written by a build, and may be written over, and what is somebody's.

A file is ours if its content is the one an earlier build noted down. Anything else at the place of a product
is kept, as a numbered copy, before it is written over; and nothing outside the names of products is touched.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from fis_lessons.course.editions import Edition
from fis_lessons.course.manifest import sha256, sha256_of_file
from fis_lessons.errors import BuildError, DiskError, Problem
from fis_lessons.files import what_to_do, why, write_whole
from fis_lessons.i18n import day
from fis_lessons.i18n import gettext as _
from fis_lessons.locks import BUSY, lock

SAVED = "saved"
FAILED = "failed"
INDEXES: dict[Edition, str] = {"trainee": "index.html", "trainer": "trainer/index.html"}
"""The first page of each edition."""
MANIFEST = "manifest.json"
LOCK = ".fis-lessons.lock"
_BYTES_PER_PRODUCT = 2_000_000
_SIGNED = re.compile(rb"(?P<pid>[0-9]{1,10}) (?P<begun>[0-9]{1,10})")
# as write_whole names what it is writing
_LONGEST_STEM = 40
_TEMPORARY = re.compile(r"\.(?P<name>.{1,40})\.[A-Za-z0-9_]{8}\.tmp")


class CourseFolder:
    """A folder to build in.

    Parameters
    ----------
    path
        Without links on its way.
    own
        sha256 of what an earlier build wrote, by path from the folder with ``/``.
    """

    def __init__(self, path: Path, own: Mapping[str, str] | None = None) -> None:
        self.path = path
        self.own = dict(own or {})

    def put(self, name: str, content: str | bytes) -> str:
        """Write a file, whole, and return its sha256; what somebody else put there is kept first."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        digest = sha256(data)
        path = self.path / name
        if path.is_symlink() or sha256_of_file(path) != digest:
            self.keep(name)
            write_whole(path, data)
        self.own[name] = digest
        return digest

    def drop(self, name: str) -> bool:
        """Take a file away; what somebody else put there is kept first. Tells whether there was one."""
        path = self.path / name
        if not os.path.lexists(path):
            return False
        self.keep(name)
        path.unlink()
        self.own.pop(name, None)
        return True

    def is_own(self, name: str) -> bool:
        """Tell whether a file is as a build wrote it."""
        path = self.path / name
        return not path.is_symlink() and name in self.own and sha256_of_file(path) == self.own[name]

    def keep(self, name: str) -> None:
        """Copy to the folder ``saved`` what is not ours, under a name that is free."""
        path = self.path / name
        if not os.path.lexists(path) or self.is_own(name):
            return
        for copy in _numbered(self.path / SAVED / name):
            if not os.path.lexists(copy):
                _copy(path, copy)
                return
            if not path.is_symlink() and sha256_of_file(copy) == sha256_of_file(path):
                return  # it was kept before, and nothing was written over it since

    def saved(self) -> frozenset[Path]:
        """List the copies there are."""
        return frozenset(path for path in (self.path / SAVED).rglob("*") if not path.is_dir())

    def sweep(self, names: Iterable[str]) -> None:
        """Take away what a killed build was writing in place of these files. Only under the lock."""
        ours: dict[Path, set[str]] = {}
        for name in names:
            for place in (self.path / name, self.path / SAVED / name):
                ours.setdefault(place.parent, set()).add(place.name[:_LONGEST_STEM])
        for folder, heads in ours.items():
            for path in folder.glob(".*.tmp"):
                found = _TEMPORARY.fullmatch(path.name)
                if found and found["name"] in heads and path.is_file() and not path.is_symlink():
                    path.unlink(missing_ok=True)

    def close_failed(self) -> None:
        """Take away what is left of failures, and the folders it was in if they are empty."""
        for name in [name for name in self.own if name.startswith(f"{FAILED}/")]:
            if self.is_own(name):
                (self.path / name).unlink()
            del self.own[name]
        folders = [path for path in (self.path / FAILED).rglob("*") if path.is_dir()]
        for folder in [*sorted(folders, reverse=True), self.path / FAILED]:
            with contextlib.suppress(OSError):  # not empty: it holds something of somebody's
                folder.rmdir()


def _copy(path: Path, copy: Path) -> None:
    if path.is_symlink():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.symlink_to(path.readlink())
    else:
        write_whole(copy, path.read_bytes())
        shutil.copystat(path, copy)


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


@contextlib.contextmanager
def claimed(path: Path, *, names: Iterable[str]) -> Iterator[Path]:
    """Hold a folder while a course is built in it, and say at once whatever would stop the build later.

    Parameters
    ----------
    path
        Made if it is not there.
    names
        Of the files to write, from the folder.

    Yields
    ------
    Path
        The folder, without links on its way.

    Raises
    ------
    BuildError
        If it cannot be written, if something is in the way, or if another build holds it.
    """
    folder = path.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as error:
        raise _closed(path, [Problem(str(path), why(error), remedy=what_to_do(error))]) from None
    try:
        if _is_busy(handle):
            remedy = _("Aspetta che finisca, o usa un'altra cartella.")
            raise BuildError(
                _("Un'altra preparazione del corso sta lavorando in questa cartella."),
                [Problem(str(path), _holder(handle), remedy=remedy)],
            )
        _sign(handle, f"{os.getpid()} {int(time.time())}")
        problems = list(_in_the_way(folder, names))
        if problems:
            raise _closed(path, problems)
        yield folder
        _sign(handle, "")
    finally:
        os.close(handle)  # and with it the lock goes


def _sign(handle: int, words: str) -> None:
    """Write in the file of the lock who holds it: where that cannot be done it is held all the same."""
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, words.encode("ascii"))


def _holder(handle: int) -> str:
    """Say who holds a lock, and since when, as far as the file says it."""
    found = None
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        found = _SIGNED.fullmatch(os.read(handle, 100))
    if found is None:
        return _("è occupata.")
    begun = datetime.datetime.fromtimestamp(int(found["begun"])).astimezone()
    words = _("è occupata dal processo {pid}, cominciato alle {time} del {day}.")
    return words.format(pid=int(found["pid"]), time=f"{begun:%H:%M}", day=day(begun.date()))


def _is_busy(handle: int) -> bool:
    try:
        lock(handle)
    except OSError as error:
        return error.errno in BUSY  # anything else: a disk without locks, where one builds all the same
    return False


def _closed(path: Path, problems: list[Problem]) -> BuildError:
    return BuildError(_("Il corso non si può preparare in {path}.").format(path=path), problems)


def _in_the_way(folder: Path, names: Iterable[str]) -> Iterator[Problem]:
    inside = {parent for name in (*names, f"{SAVED}/x", f"{FAILED}/x") for parent in Path(name).parents}
    for parent in sorted(inside):
        place = folder / parent
        if not os.path.lexists(place):
            continue
        if os.path.realpath(place) != str(place):
            yield Problem(
                str(place),
                _("è un collegamento a un'altra cartella: scriverei là."),
                remedy=_("Toglilo, o prepara il corso in un'altra cartella."),
            )
        elif not place.is_dir():
            yield Problem(str(place), _("c'è un file con il nome di una cartella."), remedy=_("Spostalo."))
        else:
            try:
                with tempfile.TemporaryFile(dir=place):
                    pass
            except OSError as error:
                yield Problem(str(place), why(error), remedy=what_to_do(error))
    for name in (*names, *INDEXES.values(), MANIFEST):
        if (folder / name).is_dir() and not (folder / name).is_symlink():
            yield Problem(
                str(folder / name), _("c'è una cartella con il nome di un file."), remedy=_("Spostala.")
            )


def check_room(folder: Path, *, products: int) -> None:
    """Say before the work, and not after half of it, that the disk is full.

    Raises
    ------
    DiskError
        With what there is and what is needed.
    """
    free, wanted = shutil.disk_usage(folder).free, products * _BYTES_PER_PRODUCT
    if free < wanted:
        found = _("sul disco restano {free} MB.").format(free=free // 1_000_000)
        expected = _("almeno {wanted} MB").format(wanted=wanted // 1_000_000)
        problem = Problem(str(folder), found, expected, _("Libera spazio, poi riprova."))
        raise DiskError(_closed(folder, []).message, [problem])
