"""Sheets of one kind, live: one after the other, each kept under its name, with a workbook of all of them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.editor import Editor, unsaved
from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.folder import FolderError, save_version
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.dossier.many_sheets import identifier, removed_sheets, saved_sheets
from fis_lessons.dossier.offer_panel import Offers
from fis_lessons.dossier.record import Form, project_of
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
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
        self.away: Any = None
        self.back: Any = None
        self.gone: Any = None
        self.note: Any = None

    def sheets(self) -> dict[str, dict[str, str]]:
        """Return the sheets of the record, by identifier."""
        return saved_sheets(project_of(self.learner), self.kind.section, order=self.kind.order)

    def removed(self) -> dict[str, dict[str, str]]:
        """Return the sheets that were taken out of the project, by identifier, as they were then."""
        return removed_sheets(project_of(self.learner), self.kind.section, order=self.kind.order)

    def write(self) -> str:
        """Write the page of this sheet and the workbook of all, and say so. Never raises."""
        set_language(self.learner.lang)
        if not self._name():
            words = self.kind.unnamed()
            return self._told(words)
        words = super().write()
        try:
            book = self._write_workbook()
        except FolderError:
            return words  # said already of the page
        return self._told(words + " " + self.kind.all_of_them().format(name=book))

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
        self.gone = w.Dropdown(
            description=_("Schede tolte"), layout=w.Layout(display="none"), style=shared["style"]
        )
        self.menu.observe(self._resume, names="value")
        self.away, self.back = (
            w.Button(
                description=words, icon=icon, layout=w.Layout(width="auto", display="none"),
                style=look(w.Button)["style"],
            )
            for words, icon in ((_("Togli la scheda"), "trash"), (_("Rimetti la scheda tolta"), "undo"))
        )  # fmt: skip
        self.away.on_click(lambda _pressed: when_settled(self.take_away))
        self.back.on_click(lambda _pressed: when_settled(self.put_back))
        self.note = w.HTML(live(), **look(w.HTML))
        self._offer_buttons()
        return (self.menu, self.gone, w.HBox([self.away, self.back], **look(w.HBox)), self.note)

    def take_away(self) -> str:
        """Take the sheet that is open out of the project, where its versions stay, and say so. Never raises."""
        set_language(self.learner.lang)
        taken, values = self._id, self.values()
        if not taken:
            return ""
        name = self.sheets().get(taken, values)[self.kind.order[0]]
        trouble = self._keep_as(taken, dict.fromkeys(values, ""))
        self._refill("")
        if taken in self.removed():
            self.gone.value = taken
        self.back.focus()  # the button that was pressed is there no longer
        words = _("Tolta dal progetto: «{name}». La ritrovi in «Schede tolte», anche domani.")
        return self._noted(words.format(name=name), trouble)

    def put_back(self) -> str:
        """Write the sheet that was chosen among those taken out in the project again, and say so. Never raises."""
        set_language(self.learner.lang)
        taken, removed = str(self.gone.value or ""), self.removed()
        if taken not in removed:  # nothing was chosen, or it was put back elsewhere
            self._offer_buttons()
            return ""
        trouble = self._keep_as(taken, removed[taken])
        self._refill(taken)
        self.away.focus()
        return self._noted(_("La scheda è di nuovo nel progetto."), trouble)

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
        trouble = self._keep_as(self._id, self.values())
        self._list(self._id)
        return trouble

    def _keep_as(self, sheet: str, values: Values) -> str:
        return self._form.keep(
            self.kind.section,
            {f"{sheet}.{name}": value for name, value in values.items()},
            labels={f"{sheet}.{field.id}": field.label for field in self.document.fields()},
        )

    def reload(self) -> None:
        """Show the sheet that is open as the project has it now, and the menu of all of them."""
        self._refill(self._id)

    def _refill(self, sheet: str) -> None:
        self._list(sheet if sheet in self.sheets() else "")
        self._resume({"new": self.menu.value})

    def _list(self, sheet: str) -> None:
        """Write the menu again, on a sheet, and show what can be done with it."""
        self._filling = True
        try:
            self.menu.options = self._choices()
            self.menu.value = sheet
        finally:
            self._filling = False
        self._offer_buttons()

    def _offer_buttons(self) -> None:
        self.away.layout.display = "" if self._id else "none"
        first, chosen = self.kind.order[0], self.gone.value
        found = [(values[first], sheet) for sheet, values in self.removed().items()]
        if [*self.gone.options] != found:
            self.gone.options = found
            known = [sheet for _name, sheet in found]
            # a menu filled after it was made stands on nothing, and the button beside it would do nothing
            self.gone.value = chosen if chosen in known else next(iter(known), None)
        self.gone.layout.display = self.back.layout.display = "" if found else "none"

    def _noted(self, words: str, trouble: str) -> str:
        """Say beside the buttons what was done."""
        words = f"{words} {unsaved(trouble)}" if trouble else words
        self.note.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        return words

    def _told(self, words: str) -> str:
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        return words

    def _free(self, name: str) -> str:
        # a sheet that was taken out keeps its place
        known, number = {*self.sheets(), *self.removed()}, 1
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
        self._offer_buttons()
        self.message.value, self.saved.value, self.note.value = live(), live(), live()
