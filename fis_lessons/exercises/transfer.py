"""Take one's progress to another machine: a copy of the record, and its way back in.

A copy is text: a first line that says what it is, then one line per event. Nothing in it is ever executed. What
is brought in is added to what there is; an event that is there already is not added twice.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from fis_lessons.classes import dataclass
from fis_lessons.errors import FisError, Problem
from fis_lessons.exercises.events import LONGEST_LINE, Event
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.logfile import LARGEST_FILE
from fis_lessons.exercises.progress import FILE_NAME, Progress
from fis_lessons.files import why, write_whole
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, number

FORMAT = "fis-lessons/progress"
VERSION = 1
COPY_NAME = "copia-dei-progressi.jsonl"
MOST_EVENTS = 200_000


class TransferError(FisError):
    """A copy of the progress that cannot be written or brought in."""


@dataclass(frozen=True)
class Brought:
    """What an import did.

    Parameters
    ----------
    added
        Events that were not there.
    known
        Events that were there already.
    unread
        Lines that are no event; they were left out.
    """

    added: int
    known: int
    unread: int

    def words(self) -> str:
        """Say it."""
        text = _("Progressi aggiunti: {added}. C'erano già: {known}.").format(
            added=number(self.added), known=number(self.known)
        )
        if self.unread:
            text += " " + _("Righe che non so leggere, lasciate fuori: {unread}.").format(
                unread=number(self.unread)
            )
        return text


def copy_of(record: Progress) -> bytes:
    """Write every event of a record, those that could not be saved included."""
    body = b"".join(event.line() for event in record.every())
    head = {
        "format": FORMAT,
        "version": VERSION,
        "events": body.count(b"\n"),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(head).encode("ascii") + b"\n" + body


def export_progress(path: str | Path, *, record: Progress | None = None) -> Path:
    """Write a copy of the progress to take to another machine.

    Parameters
    ----------
    path
        A file, or a folder (the file is then called ``copia-dei-progressi.jsonl``).
    record
        The one of the current folder if not given.

    Returns
    -------
    pathlib.Path
        Where it is.

    Raises
    ------
    TransferError
        If it cannot be written there, or something else would be lost by doing so.
    """
    record = record if record is not None else Learner.here(language()).record
    target = Path(path)
    if target.is_dir():
        target = target / COPY_NAME
    reason = _would_lose(target)
    if not reason:
        try:
            write_whole(target, copy_of(record))
        except (OSError, ValueError) as error:
            reason = why(error)
    if reason:
        problem = Problem(str(target), reason, remedy=_("Scegli un altro nome o un'altra cartella."))
        raise TransferError(_("Non posso scrivere la copia dei progressi:"), [problem])
    return target


def _would_lose(target: Path) -> str:
    """Say why writing there would lose something; empty if it would not."""
    if target.name == FILE_NAME:
        return _("è il nome del registro, non di una copia.")
    try:
        with target.open("rb") as stream:
            head = stream.readline(2000)
    except OSError:  # not there, or not readable: writing will tell
        return ""
    return "" if not head or FORMAT.encode() in head else _("c'è già un altro file con questo nome.")


def import_progress(path: str | Path, *, record: Progress | None = None) -> Brought:
    """Bring in a copy of the progress from another machine, or a record as it is.

    Parameters
    ----------
    path
        What :func:`export_progress` wrote, or an ``i-miei-progressi.jsonl``.
    record
        Where it goes; the one of the current folder if not given.

    Raises
    ------
    TransferError
        With every reason why the file is refused; nothing is then added.
    """
    record = record if record is not None else Learner.here(language()).record
    source = Path(path)
    try:
        if not source.is_file():
            raise _refused(source.name, _("questo file non c'è."), _("il file di una copia dei progressi"))
        if source.stat().st_size > LARGEST_FILE:
            raise _refused(source.name, _too_large())
        with source.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = why(error)
        raise _refused(source.name, _("non si può leggere ({reason}).").format(reason=reason)) from None
    return bring_in(data, record=record, name=source.name)


def bring_in(data: bytes, *, record: Progress, name: str = "") -> Brought:
    """Add to a record the events of a copy.

    Parameters
    ----------
    data
        Content of the file.
    record
        Where they go.
    name
        Of the file, for the messages.

    Raises
    ------
    TransferError
        As :func:`import_progress`.
    """
    if len(data) > LARGEST_FILE:
        raise _refused(name, _too_large())
    first, _newline, rest = data.partition(b"\n")
    head = _head(first)
    if head is not None:
        _check_head(head, rest, name)
        data = rest
    lines = [line for line in data.split(b"\n") if line.strip()]
    if len(lines) > MOST_EVENTS:
        raise _refused(name, _("ha troppe righe."), _("al massimo {most}").format(most=number(MOST_EVENTS)))
    read = [Event.parse(line) if len(line) <= LONGEST_LINE else None for line in lines]
    events = {event.id: event for event in read if event is not None}
    if lines and not events:
        raise _refused(name, _("nessuna riga è di un registro dei progressi."))
    record.refresh()
    new = [event.moved() for event in events.values() if not record.has(event)]
    record.add_all(new)
    return Brought(len(new), len(events) - len(new), sum(event is None for event in read))


def _head(line: bytes) -> dict[str, object] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def _check_head(head: dict[str, object], body: bytes, name: str) -> None:
    problems = []
    if head.get("version") != VERSION:
        found = _("è di una versione che non conosco.")
        problems.append(Problem(name, found, remedy=_("Aggiorna il corso su questo computer.")))
    elif head.get("sha256") != hashlib.sha256(body).hexdigest():
        found = _("è incompleto o è stato cambiato.")
        problems.append(Problem(name, found, remedy=_("Salva di nuovo la copia sull'altro computer.")))
    if problems:
        raise TransferError(_REFUSED(), problems)


def _refused(name: str, found: str, expected: str = "") -> TransferError:
    return TransferError(_REFUSED(), [Problem(name, found, expected)])


def _REFUSED() -> str:  # noqa: N802
    return _("Non aggiungo questi progressi:")


def _too_large() -> str:
    return _("è troppo grande per essere una copia dei progressi.")
