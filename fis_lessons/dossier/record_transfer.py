"""The project moved to another computer, and a colleague's brought in: a copy is the file itself, lines and all.

Nothing in it is ever executed. What is brought in is added to what there is; a version that is there already is
not added twice; two who did not see each other stay side by side.
"""

from __future__ import annotations

import json

from fis_lessons.classes import dataclass
from fis_lessons.dossier.folder import save
from fis_lessons.dossier.record import Project, project_of
from fis_lessons.dossier.record_lines import LONGEST_LINE, SCHEMA, Revision
from fis_lessons.errors import FisError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.logfile import LARGEST_FILE
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

COPY_NAME = "copia-del-progetto.jsonl"
MOST_LINES = 200_000
_LOOK = 50


class MergeError(FisError):
    """A file that is not the record of a project, or cannot be brought in."""


@dataclass(frozen=True)
class Merged:
    """What bringing in a record did.

    Parameters
    ----------
    added, known
        Versions that were not there, and that were.
    unread
        Lines that are no version of a field; they were left out.
    newer
        How many of those a newer version of the kit wrote.
    conflicts
        Fields with versions to choose from, now.
    """

    added: int
    known: int
    unread: int
    newer: int
    conflicts: int

    def words(self) -> str:
        """Say it."""
        told = [
            _("Versioni aggiunte: {added}. C'erano già: {known}.").format(
                added=number(self.added), known=number(self.known)
            )
        ]
        if self.conflicts:
            told.append(
                _("Caselle scritte in due modi: {n}. Le trovi una accanto all'altra: scegli tu.").format(
                    n=number(self.conflicts)
                )
            )
        if self.unread:
            told.append(_("Righe che non so leggere, lasciate fuori: {n}.").format(n=number(self.unread)))
        if self.newer:
            told.append(_("Alcune sono di una versione più nuova del corso: aggiornalo e unisci di nuovo."))
        return " ".join(told)


def copy_of(project: Project) -> bytes:
    """Return the whole record: the file as it is, unread lines included, and what could not be written in it."""
    project.refresh()
    try:
        data = project.path.read_bytes() if project.path is not None else b""
    except OSError:
        data = b""
    there = {one.key for line in data.split(b"\n") if (one := Revision.parse(line)) is not None}
    if data and not data.endswith(b"\n"):
        data += b"\n"
    return data + b"".join(one.line() for one in project.versions if one.key not in there)


def save_copy(learner: Learner) -> str:
    """Write a copy of the project in the learner's folder and return its name.

    Raises
    ------
    FolderError
        If it cannot be written there.
    """
    return save(copy_of(project_of(learner)), name=COPY_NAME, learner=learner).name


def is_project(data: bytes) -> bool:
    """Tell the record of a project, of whatever version, from the log of answers."""
    for line in data[: LONGEST_LINE * 2].split(b"\n")[:_LOOK]:
        try:
            read = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(read, dict) and "section" in read and "field" in read:
            return True
    return False


def bring_in(data: bytes, *, project: Project, name: str = "") -> Merged:
    """Put another record of the project together with this one.

    Parameters
    ----------
    data
        Content of the file.
    project
        Where its versions go.
    name
        Of the file, for the messages.

    Raises
    ------
    MergeError
        With the reason why the file is refused; nothing is then added.
    """
    if len(data) > LARGEST_FILE:
        raise _refused(name, _("è troppo grande per essere un progetto."))
    lines = [line for line in data.split(b"\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise _refused(name, _("ha troppe righe."), _("al massimo {most}").format(most=number(MOST_LINES)))
    read = [Revision.parse(line) if len(line) <= LONGEST_LINE else None for line in lines]
    newer = sum(one is None and _is_newer(line) for one, line in zip(read, lines, strict=True))
    found = {one.key: one for one in read if one is not None}
    if not found:
        if newer:
            words = _("è di una versione più nuova del corso.")
            raise _refused(name, words, remedy=_("Aggiorna il corso su questo computer, poi riprova."))
        expected = _("un file {file} o una sua copia").format(file="il-mio-progetto.jsonl")
        raise _refused(name, _("nessuna riga è di un progetto."), expected)
    project.refresh()
    new = [one for one in found.values() if not project.has(one)]
    project.add(new)
    project.tell()
    return Merged(
        len(new),
        len(found) - len(new),
        sum(one is None for one in read),
        newer,
        len(project.versions.conflicts()),
    )


def _is_newer(line: bytes) -> bool:
    try:
        read = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        return False
    version = read.get("v") if isinstance(read, dict) else None
    return isinstance(version, int) and version > SCHEMA


def _refused(name: str, found: str, expected: str = "", *, remedy: str = "") -> MergeError:
    return MergeError(_("Non unisco questo progetto:"), [Problem(name, found, expected, remedy)])
