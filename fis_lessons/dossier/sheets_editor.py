"""Sheets of one kind, live: one after the other, each kept under its name, with a workbook of all of them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.editor import Editor
from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.folder import FolderError, save_version
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.dossier.many_sheets import identifier, saved_sheets
from fis_lessons.dossier.offer_panel import Offers
from fis_lessons.dossier.record import Form, project_of
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.show import live
from fis_lessons.figures import escape
from fis_lessons.i18n import set_language, use_language

Sheets = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of sheet.

    Parameters
    ----------
    document
        Its fields and how it is judged; the first field is its name.
    section
        Of the project.
    stem
        How the file of a sheet begins, and the short name of one that has none.
    workbook, book
        Name of the workbook of all of them, and what writes it.
    unnamed, resume, new, all_of_them
        What is said: that a name is needed, over the menu, of a sheet to begin, of the workbook (``{name}``).
    """

    document: Document
    section: str
    stem: str
    workbook: str
    book: Callable[[Sheets, Values, int, datetime.date], bytes]
    unnamed: Callable[[], str]
    resume: Callable[[], str]
    new: Callable[[], str]
    all_of_them: Callable[[], str]

    @property
    def order(self) -> tuple[str, ...]:
        """The fields, in the order shown."""
        return tuple(field.id for field in self.document.fields())


class SheetsEditor(Editor):
    """The fields of a sheet, and a menu of those already written.

    Parameters
    ----------
    kind
        Of the sheets.
    learner
        Where sheets are kept, where their files go, in which language.
    lesson
        Identifier, for the record.
    offers
        What earlier lessons have for it.
    """

    def __init__(self, kind: Kind, learner: Learner, *, lesson: str, offers: Offers | None = None) -> None:
        super().__init__(
            kind.document, learner=learner, kept=lambda: None, keep=lambda _text: "", offers=offers
        )
        self.kind, self._form, self._id, self._filling = kind, Form(learner, lesson=lesson), "", False
        self.menu: Any = None

    def sheets(self) -> dict[str, dict[str, str]]:
        """Return the sheets of the record, by identifier."""
        return saved_sheets(project_of(self.learner), self.kind.section, order=self.kind.order)

    def write(self) -> str:
        """Write the page of this sheet and the workbook of all, and say so. Never raises."""
        set_language(self.learner.lang)
        if not self._name():
            words = self.kind.unnamed()
            self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
            return words
        words = super().write()
        try:
            book = self._write_workbook()
        except FolderError:
            return words  # said already of the page
        words += " " + self.kind.all_of_them().format(name=book)
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        return words

    def _write_workbook(self) -> str:
        heading, sheets = kept_heading(self.learner), self.sheets()
        today = datetime.datetime.now().astimezone().date()

        def made(version: int) -> bytes:
            with use_language(self.learner.lang):
                return self.kind.book(sheets, heading, version, today)

        says = json.dumps([sheets, heading, self.learner.lang], sort_keys=True)
        return save_version(made, name=self.kind.workbook, says=says, learner=self.learner).path.name

    # --- inside ---------------------------------------------------------------------------------
    def _name(self) -> str:
        return self.values()[self.kind.order[0]].strip()

    def _short(self) -> str:
        return identifier(self._name(), otherwise=self.kind.stem)

    def _menu(self) -> Iterable[Any]:
        import ipywidgets as w

        shared = look(w.Dropdown, label="initial")
        self.menu = w.Dropdown(description=self.kind.resume(), options=self._choices(), **shared)
        self.menu.observe(self._resume, names="value")
        return (self.menu,)

    def _choices(self) -> list[tuple[str, str]]:
        first = self.kind.order[0]
        return [(self.kind.new(), ""), *((values[first], name) for name, values in self.sheets().items())]

    def _document(self) -> Document:
        return replace(self.kind.document, file=f"scheda-{self.kind.stem}-{self._short()}.html")

    def _save(self) -> str:
        if not self._name():
            return ""
        if not self._id:
            self._id = self._free(self._short())
        trouble = self._form.keep(
            self.kind.section,
            {f"{self._id}.{name}": value for name, value in self.values().items()},
            labels={f"{self._id}.{field.id}": field.label for field in self.document.fields()},
        )
        self._filling = True
        try:
            self.menu.options = self._choices()
            self.menu.value = self._id
        finally:
            self._filling = False
        return trouble

    def reload(self) -> None:
        """Show the sheet that is open as the project has it now, and the menu of all of them."""
        self._filling = True
        try:
            self.menu.options = self._choices()
            self.menu.value = self._id if self._id in self.sheets() else ""
        finally:
            self._filling = False
        self._resume({"new": self.menu.value})

    def _free(self, name: str) -> str:
        known, number = self.sheets(), 1
        while (name if number == 1 else f"{name}-{number}") in known:
            number += 1
        return name if number == 1 else f"{name}-{number}"

    def _tell_saved(self, trouble: str) -> None:
        if trouble or self._id:
            super()._tell_saved(trouble)
        else:
            self.saved.value = live(f'<p class="fis-source">{escape(self.kind.unnamed())}</p>')

    def _resume(self, change: Any) -> None:
        if self._filling:
            return
        set_language(self.learner.lang)
        self._id = str(change["new"] or "")
        start = {field.id: field.start for field in self.document.fields()}
        chosen = {
            name: (self._form.show(self.kind.section, f"{self._id}.{name}") if self._id else None) or first
            for name, first in start.items()
        }
        self.put({name: str(value) for name, value in chosen.items()})
        self.message.value, self.saved.value = live(), live()
