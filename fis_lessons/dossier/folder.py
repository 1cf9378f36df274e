"""May I write here, where, and why not: one rule for every file a learner takes home.

A file is written again only if it is still as the kit wrote it: the learner's own record remembers what that was.
Whatever anybody else wrote, or changed since, stays; the new file gets a number in its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from fis_lessons.classes import dataclass
from fis_lessons.errors import FisError, Problem
from fis_lessons.exercises import Event
from fis_lessons.exercises.learner import Learner
from fis_lessons.files import what_to_do, why, write_whole
from fis_lessons.i18n import gettext as _

LESSON = "dossier"
"""What the record calls the documents, which belong to no lesson."""
_FILE = "file:"
_MOST_NUMBERS = 1_000
_LARGEST = 50_000_000  # bytes: nothing we write is as large


class FolderError(FisError):
    """A file that cannot be written in the learner's folder."""


def folder_of(learner: Learner) -> Path:
    """Return where the learner's files go.

    Raises
    ------
    FolderError
        With the reason why there is no such place.
    """
    if learner.building:
        raise FolderError(_("Durante la costruzione del corso non si scrivono file."))
    if learner.folder is None:
        raise FolderError(_("Questa lezione non ha una cartella: aprila dal corso per salvare il file."))
    return learner.folder


def save(content: str | bytes, *, name: str, learner: Learner, subject: str = "") -> Path:
    """Write a file in the learner's folder; nothing that is not ours is ever overwritten.

    Parameters
    ----------
    content
        The whole file.
    name
        As it should be called, for instance ``piano-di-valutazione.html``; a number is added where the name
        is taken.
    learner
        Whose folder and record.
    subject
        What the file is about: the same document on another subject gets another file.

    Returns
    -------
    pathlib.Path
        What was written.

    Raises
    ------
    FolderError
        If nothing can be written there: it says why, and what to do.
    """
    folder = folder_of(learner)
    data = content.encode("utf-8") if isinstance(content, str) else content
    path = _write(folder, name, data, lambda: _place(folder, name, learner, subject))
    answer = {"sum": _sum(data), "subject": subject}
    learner.record.add(Event(LESSON, _FILE + path.name, "note", answer=answer))
    return path


def deliver(content: str, *, name: str, folder: Path) -> None:
    """Write a file also in a folder that takes the learner's files and does not show them: nothing is read there.

    Raises
    ------
    FolderError
        If it cannot be written there: why.
    """
    try:
        write_whole(folder / name, content)
    except OSError as error:
        raise FolderError(why(error)) from None


@dataclass(frozen=True)
class Version:
    """A document in the learner's folder.

    Parameters
    ----------
    path
        Where it is.
    number
        From 1; a document that says something else is another version.
    new
        Whether it was written now; not if the last version says the same.
    """

    path: Path
    number: int
    new: bool


def save_version(make: Callable[[int], str | bytes], *, name: str, says: str, learner: Learner) -> Version:
    """Write a document as a new version beside the earlier ones; if it says the same as the last, keep that.

    Parameters
    ----------
    make
        Takes the number of the version and returns the whole file.
    name
        As the first version should be called.
    says
        Everything the document says but its date and its version.
    learner
        Whose folder and record.

    Raises
    ------
    FolderError
        If nothing can be written there: it says why, and what to do.
    """
    folder = folder_of(learner)
    last, number = _last(name, learner)
    key = _sum(says.encode("utf-8", "replace"))
    if last is not None and isinstance(last.answer, Mapping) and last.answer.get("says") == key:
        path = folder / last.exercise.removeprefix(_FILE)
        if path.parent == folder and path.is_file():
            return Version(path, number, new=False)
    number += 1
    data = make(number)
    data = data.encode("utf-8") if isinstance(data, str) else data
    path = _write(folder, name, data, lambda: _free(folder, name))
    answer = {"sum": _sum(data), "document": name, "version": number, "says": key}
    learner.record.add(Event(LESSON, _FILE + path.name, "note", answer=answer))
    return Version(path, number, new=True)


def last_version(name: str, *, learner: Learner) -> str:
    """Return how the last version of a document is called; as the first would be, if none was written.

    Parameters
    ----------
    name
        As the first version is called.
    learner
        Whose record.
    """
    last, _number = _last(name, learner)
    return last.exercise.removeprefix(_FILE) if last is not None else name


def _last(name: str, learner: Learner) -> tuple[Event | None, int]:
    last, number = None, 0
    for event in learner.record.events(LESSON):
        kept = event.answer
        if event.exercise.startswith(_FILE) and isinstance(kept, Mapping) and kept.get("document") == name:
            found = kept.get("version")
            number = max(number, found) if isinstance(found, int) else number
            last = event
    return last, number


def save_beside(content: bytes, *, path: Path) -> Path:
    """Write a file where the caller asks; whatever is there already stays, and the new one gets a number.

    Raises
    ------
    FolderError
        If nothing can be written there: it says why, and what to do.
    """
    return _write(path.parent, path.name, content, lambda: _free(path.parent, path.name))


def how_to_print(name: str) -> str:
    """Say how to print a page that lies in the folder of the course."""
    return _(
        "Per la stampa o il PDF: nell'elenco dei file premi {name} con il tasto destro, scegli «Apri nella "
        "Nuova Scheda del Browser», poi «Stampa» (Ctrl+P)."
    ).format(name=name)


def _write(folder: Path, name: str, data: bytes, place: Callable[[], Path]) -> Path:
    try:
        path = place()
        write_whole(path, data)
    except OSError as error:
        words = _("Non riesco a scrivere {name} in questa cartella ({reason}). {remedy}")
        raise FolderError(
            words.format(name=name, reason=why(error), remedy=what_to_do(error)).rstrip()
        ) from None
    return path


def _names(folder: Path, name: str) -> Iterator[Path]:
    stem, dot, suffix = name.rpartition(".")
    for number in range(1, _MOST_NUMBERS):
        yield folder / (name if number == 1 else f"{stem}_{number}{dot}{suffix}")
    raise FolderError(
        _("In questa cartella ci sono già troppi file con questo nome."),
        [Problem("", name, remedy=_("Spostane o cancellane qualcuno."))],
    )


def _is_free(path: Path) -> bool:
    return not path.exists() and not path.is_symlink()


def _free(folder: Path, name: str) -> Path:
    return next(path for path in _names(folder, name) if _is_free(path))


def _place(folder: Path, name: str, learner: Learner, subject: str) -> Path:
    """Find the first name that is free, or that holds this very document as the kit left it."""
    for path in _names(folder, name):
        if _is_free(path):
            break
        kept = learner.record.last_answer(LESSON, _FILE + path.name, case="")
        ours = path.is_file() and not path.is_symlink() and path.stat().st_size <= _LARGEST
        if ours and kept == {"sum": _sum(path.read_bytes()), "subject": subject}:
            break
    return path


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
