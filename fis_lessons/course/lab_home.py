"""Where the kit's JupyterLab keeps its own: a folder for each that is open, and what says which is open where."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from fis_lessons.errors import BuildError
from fis_lessons.i18n import gettext as _
from fis_lessons.locks import BUSY, lock

_MOST = 50
_LONGEST = 4096


@dataclass(frozen=True)
class Open:
    """A JupyterLab that is open on a folder.

    Parameters
    ----------
    url
        Where it is, key included.
    process
        Number of the ``fis-lessons start`` that holds it.
    """

    url: str
    process: int


def first_home() -> Path:
    """Return the folder of the user's data that the first one open takes."""
    from platformdirs import user_data_path

    return user_data_path("fis-lessons", appauthor=False)


def _homes() -> Iterator[Path]:
    first = first_home()
    yield first
    yield from (first.with_name(f"{first.name}-{number}") for number in range(2, _MOST))


def own_home() -> tuple[Path, tuple[int, ...]]:
    """Return a home that no other start is using, and the open file that says so.

    Raises
    ------
    BuildError
        If there are too many.
    """
    for home in _homes():
        home.mkdir(parents=True, exist_ok=True)
        if (taken := _taken(home)) is not None:
            handle, alone = taken
            if alone:
                _sweep(home)
            return home.resolve(), (handle,)
    raise BuildError(_("Troppi JupyterLab aperti: chiudine qualcuno."))


def _taken(home: Path) -> tuple[int, bool] | None:
    """Return the open file that holds a home, and whether it does (some disks know no locks); nothing if busy."""
    handle = os.open(home / ".lock", os.O_RDWR | os.O_CREAT, 0o600)  # it will have a key in it
    try:
        return handle, lock(handle)
    except OSError as error:
        if error.errno in BUSY:
            os.close(handle)
            return None
    return handle, False


def _sweep(home: Path) -> None:
    """Take away the keys of who was killed here: nobody uses them any more."""
    for name in ("kernel-*.json", "jpserver-*"):
        for path in (home / "runtime").glob(name):
            path.unlink(missing_ok=True)


def say_open(held: tuple[int, ...], *, folder: Path, url: str) -> None:
    """Write in the file that holds a home on what it is open, for whoever starts on the same folder."""
    for handle in held:
        said = json.dumps({"folder": str(folder.resolve()), "url": url, "process": os.getpid()})
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, said.encode())


def open_on(folder: Path) -> Open | None:
    """Return what is open on a folder now; nothing if nothing is."""
    for home in _homes():
        if not (home / ".lock").is_file():
            return None
        if (taken := _taken(home)) is not None:  # whatever is written there, nobody holds it
            os.close(taken[0])
            continue
        try:
            said = json.loads((home / ".lock").read_bytes()[:_LONGEST])
            found = Open(str(said["url"]), int(said["process"]))
            if Path(said["folder"]) == folder.resolve():
                return found
        except (OSError, ValueError, LookupError, TypeError):
            continue  # it is starting, or is an older one: it says nothing
    return None


def layouts(folder: Path, home: Path) -> Path:
    """Return where what is open is kept: what was open in another folder is not in this one."""
    return home / "workspaces" / hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def opening(folder: Path, home: Path, *, first: str = "", anew: bool = False) -> str:
    """Return what opens: the first lesson the first time, later what was open when one left.

    Parameters
    ----------
    folder, home
        What is shown, and where its layout is kept.
    first
        Name of the first lesson of the course; of the folder if not given.
    anew
        Whether the course is another than the last time: then its first lesson opens.
    """
    lesson = first or next((path.name for path in sorted(folder.glob("*.ipynb"))), "")
    new = anew or not any(layouts(folder, home).glob("*"))
    return f"/lab/tree/{quote(lesson)}" if lesson and new else "/lab"
