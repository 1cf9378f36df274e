"""The files of a class: found, and read within limits. Nothing is executed, unpacked or followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from fis_lessons.course.collect_reading import HandInError
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises.handin import LARGEST_FILE, one_line
from fis_lessons.files import why
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

MOST_FILES = 20_000
DEEPEST_FOLDER = 8
_NOT_OURS = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz"})


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give every entry that is not a folder, in order; links are never followed."""
    todo: list[tuple[str, Path, int]] = [("", folder, 0)]
    seen = 0
    while todo:
        head, here, depth = todo.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            if not depth:
                raise BuildError(
                    _("La cartella delle consegne non si può leggere."),
                    [Problem(one_line(here, limit=200), why(error))],
                ) from None
            continue
        inside = []
        for entry in entries:
            if entry.name.lower() in _NOT_OURS:
                continue
            name = f"{head}{_shown(entry.name)}"
            if entry.is_dir(follow_symlinks=False) and depth < DEEPEST_FOLDER:
                inside.append((f"{name}/", Path(entry.path), depth + 1))
                continue
            seen += 1
            if seen > MOST_FILES:
                raise BuildError(
                    _("Nella cartella ci sono più di {most} file: indica quella delle consegne.").format(
                        most=number(MOST_FILES)
                    )
                )
            yield name, Path(entry.path)
        todo.extend(reversed(inside))


def _shown(name: str) -> str:
    # a name on a disk may hold bytes that are no text, and signs that turn the line around
    return one_line(os.fsencode(name).decode("utf-8", "replace"), limit=120) or "?"


def bytes_of(path: Path) -> bytes:
    """Read a plain file within the limits; never a link, a pipe, a device or an archive."""
    suffix = path.suffix.lower()
    if suffix in _ARCHIVES:
        raise HandInError(_("È un archivio compresso: non lo apro. Estrai i file tu, poi raccogli di nuovo."))
    if suffix == ".ipynb":
        raise HandInError(
            _("È un notebook: non lo apro e non lo eseguo. Serve il file che scrive il pulsante «Consegna».")
        )
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if stat.S_ISLNK(path.lstat().st_mode):
            raise HandInError(_("È un collegamento a un altro file: non lo seguo."))
        if not stat.S_ISREG(path.lstat().st_mode):
            raise HandInError(_("Non è un file normale: non lo apro."))
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):  # it changed in the meantime
                raise HandInError(_("Non è un file normale: non lo apro."))
            if facts.st_size > LARGEST_FILE:
                words = _("È troppo grande per essere una consegna: {found} MB, al massimo {most}.")
                raise HandInError(
                    words.format(
                        found=number(facts.st_size / 1e6, decimals=1), most=number(LARGEST_FILE / 1e6)
                    )
                )
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise HandInError(_("Non si può leggere: {reason}.").format(reason=why(error))) from None
