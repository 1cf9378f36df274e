"""The project, remembered from lesson to lesson: one plain file in the learner's folder that only grows.

Each line is one version of one field. A version names those it takes the place of: of two written without seeing
each other both stay, side by side, until somebody chooses. Nothing that goes wrong with the file reaches a lesson.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from fis_lessons.dossier.record_lines import LONGEST_LINE, Place, Revision, as_kept
from fis_lessons.dossier.record_sections import HEADING
from fis_lessons.dossier.record_state import Versions
from fis_lessons.dossier.record_takeover import taken_over
from fis_lessons.exercises import Event, Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.ledger import Ledger
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

FILE_NAME = "il-mio-progetto.jsonl"
_TRACE = "project"  # in the log of answers: that something was written, and when; not what


class Project:
    """The record of one project in one folder.

    Parameters
    ----------
    folder
        Where the file is; ``None`` keeps everything in memory.
    who
        Tells this computer and folder from others; made from their names if not given.
    """

    def __init__(self, folder: Path | None, *, who: str = "") -> None:
        self.path = folder / FILE_NAME if folder else None
        self.who = who or _token(folder)
        self.versions = Versions()
        self._watching: list[tuple[Callable[[], None], bool]] = []
        self._ledger = Ledger(self.path, parse=Revision.parse, longest=LONGEST_LINE, take=self.versions.add)
        self.refresh()

    @property
    def trouble(self) -> str:
        """Why the file cannot be read or written; empty if it can."""
        return self._ledger.trouble

    @property
    def unread(self) -> int:
        """Lines of the file that are of another version, or damaged; they stay where they are."""
        return self._ledger.unread

    def refresh(self) -> None:
        """Read what other kernels have written meanwhile. Never raises."""
        self._ledger.refresh()

    def current(self, section: str, field: str) -> Revision | None:
        """Return the version of a field to show, if anything was ever written in it."""
        self.refresh()
        return self.versions.current((section, field))

    def text(self, section: str, field: str) -> str:
        """Return what a field says now, as one would write it in the language in use; empty if nothing."""
        found = self.current(section, field)
        return found.typed if found is not None and isinstance(found.typed, str) else ""

    def texts(self, section: str) -> dict[str, str]:
        """Return what the fields of a section say, by name."""
        self.refresh()
        return {field: self.text(section, field) for _section, field in self.versions.places(section)}

    def add(self, revisions: Iterable[Revision]) -> str:
        """Keep some versions; return why they could not be written, or nothing. Never raises."""
        self._ledger.add(revisions)
        return self.trouble

    def has(self, revision: Revision) -> bool:
        """Tell whether a version is there already."""
        return self._ledger.has(revision)

    def warnings(self) -> list[str]:
        """List what there is to know of the whole record: versions to choose from, lines that cannot be read."""
        found = []
        count = len(self.versions.conflicts())
        if count == 1:
            found.append(_("C'è una casella scritta in due modi: scegli quale tenere."))
        elif count:
            found.append(
                _("Ci sono {count} caselle scritte in due modi: scegli quali tenere.").format(
                    count=number(count)
                )
            )
        if self.unread:
            words = _(
                "Nel file del progetto ci sono righe che questa versione non sa leggere: {count}. Restano nel "
                "file. Se le ha scritte una versione più nuova del corso, aggiorna il corso su questo computer."
            )
            found.append(words.format(count=number(self.unread)))
        if self.trouble:
            words = _("Non riesco a salvare in questa cartella ({reason}): copia il testo prima di chiudere.")
            found.append(words.format(reason=self.trouble))
        return found

    def watch(self, screen: Callable[[], None], *, written: bool = False) -> None:
        """Tell a screen when something is chosen, brought back or brought in from elsewhere.

        Parameters
        ----------
        screen
            Shows what the record says now.
        written
            Whether it is told also of what is written in the fields of a lesson.
        """
        self._watching.append((screen, written))

    def tell(self, *, written: bool = False) -> None:
        """Show on the screens of this kernel what the record says now.

        Parameters
        ----------
        written
            It was written in a field, which shows it already.
        """
        for screen, always in list(self._watching):
            if always or not written:
                screen()

    def choose(self, place: Place, value: object, *, lesson: str) -> str:
        """Write a version in the place of all that count now: a choice among them, or an old one brought back.

        Returns
        -------
        str
            Why it could not be written, or nothing.
        """
        self.refresh()
        heads = self.versions.heads(place)
        label = heads[-1].label if heads else ""
        after = [one.id for one in heads]
        return self.add([Revision.new(place, value, lesson=lesson, who=self.who, label=label, after=after)])


class Form:
    """Some fields of the project on a screen: what was shown there, and what takes its place.

    A field that was not touched is not written, whatever others have written in it meanwhile.

    Parameters
    ----------
    learner
        Whose project.
    lesson
        Two digits.
    """

    def __init__(self, learner: Learner, *, lesson: str) -> None:
        self._learner, self._lesson = learner, lesson
        self._shown: dict[Place, Revision | None] = {}

    def show(self, section: str, field: str) -> Any:
        """Return what a field holds, as it goes on the screen; nothing if nothing was ever written."""
        found = project_of(self._learner).current(section, field)
        self._shown[section, field] = found
        return found.typed if found is not None else None

    def fields(self, section: str) -> list[str]:
        """List the fields of a section something was ever written in."""
        project = project_of(self._learner)
        project.refresh()
        return [field for _section, field in project.versions.places(section)]

    def keep(
        self, section: str, values: Mapping[str, object], *, labels: Mapping[str, str] | None = None
    ) -> str:
        """Keep what is on the screen now; return why it could not be written, or nothing."""
        project, named = project_of(self._learner), labels or {}
        new = []
        for field, typed in values.items():
            place, value = (section, field), as_kept(typed)
            before = self._shown[place] if place in self._shown else project.current(section, field)
            if value == (before.typed if before is not None else None):
                continue
            if before is None and value in ("", None):
                continue
            made = Revision.new(
                place, value, lesson=self._lesson, who=project.who, label=named.get(field, ""),
                after=[before.id] if before is not None else (),
            )  # fmt: skip
            self._shown[place] = made
            new.append(made)
        if new:
            self._learner.record.add(Event(self._lesson, _TRACE, "note"))
            project.add(new)
            project.tell(written=True)
        return project.trouble

    def elsewhere(self, section: str, fields: Sequence[str]) -> list[Revision]:
        """List what others wrote in these fields without seeing what is on this screen."""
        versions = project_of(self._learner).versions
        return [
            one
            for field in fields
            for one in versions.conflict((section, field))
            if one.id != getattr(self._shown.get((section, field)), "id", "")
        ]


_OPEN: WeakKeyDictionary[Progress, Project] = WeakKeyDictionary()


def project_of(learner: Learner) -> Project:
    """Return the project of a learner, with what version 0.1.0 of the kit kept of it elsewhere. Never raises."""
    project = _OPEN.get(learner.record)
    if project is None:
        project = _OPEN[learner.record] = Project(learner.folder)
    project.refresh()
    old = taken_over(learner.record, project.versions)
    if old:
        project.add(old)
    return project


def _token(folder: Path | None) -> str:
    names = "|".join((platform.node(), os.path.expanduser("~"), str(folder)))  # noqa: PTH111 -- Path.home may raise
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:6]


__all__ = ["FILE_NAME", "HEADING", "Form", "Project", "project_of"]
