"""The indicator sheets, live: one after the other, each kept under its name, with a workbook of all of them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from fis_lessons.dossier.document import Document
from fis_lessons.dossier.editor import Editor
from fis_lessons.dossier.folder import FolderError, save_version
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.dossier.indicator_files import WORKBOOK, workbook
from fis_lessons.dossier.indicator_sheet import INDICATOR, SECTION, identifier, saved
from fis_lessons.dossier.offer_panel import Offers
from fis_lessons.dossier.offer_sources import outcomes
from fis_lessons.dossier.offers import Offer
from fis_lessons.dossier.record import Form, project_of
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.show import live
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language, use_language


class IndicatorEditor(Editor):
    """The fields of a sheet, and a menu of those already written.

    Parameters
    ----------
    learner
        Where sheets are kept, where their files go, in which language.
    lesson
        Identifier, for the record.
    """

    def __init__(self, learner: Learner, *, lesson: str) -> None:
        super().__init__(
            INDICATOR, learner=learner, kept=lambda: None, keep=lambda _text: "",
            offers=Offers(outcomes, SECTION, lesson),
        )  # fmt: skip
        self._form, self._id, self._filling = Form(learner, lesson=lesson), "", False
        self.menu: Any = None

    def sheets(self) -> dict[str, dict[str, str]]:
        """Return the sheets of the record, by identifier."""
        return saved(project_of(self.learner))

    def write(self) -> str:
        """Write the page of this sheet and the workbook of all, and say so. Never raises."""
        set_language(self.learner.lang)
        if not self.values()["name"].strip():
            words = _("Dai un nome all'indicatore: la scheda si salva con quel nome.")
            self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
            return words
        words = super().write()
        try:
            book = self._write_workbook()
        except FolderError:
            return words  # said already of the page
        words += " " + _("Tutte le schede: {name}.").format(name=book)
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        return words

    def _write_workbook(self) -> str:
        heading, sheets = kept_heading(self.learner), self.sheets()
        today = datetime.datetime.now().astimezone().date()

        def made(version: int) -> bytes:
            with use_language(self.learner.lang):
                return workbook(sheets, heading=heading, version=version, date=today)

        says = json.dumps([sheets, heading, self.learner.lang], sort_keys=True)
        return save_version(made, name=WORKBOOK, says=says, learner=self.learner).path.name

    def take(self, offer: Offer) -> str:
        """Write an outcome in the sheet that is open, or in a new one if that is about another outcome."""
        if self.values()["outcome"].strip() not in ("", offer.fields.get("outcome")):
            self.menu.value = ""
            self.put(dict.fromkeys(self.values(), ""))
        words = super().take(offer)
        if not self._id:
            words += " " + _("Dai un nome all'indicatore: la scheda si salva con quel nome.")
        return words

    # --- inside ---------------------------------------------------------------------------------
    def _menu(self) -> Iterable[Any]:
        import ipywidgets as w

        self.menu = w.Dropdown(description=_("Riprendi una scheda"), options=self._choices())
        self.menu.style.description_width = "initial"
        self.menu.observe(self._resume, names="value")
        return (self.menu,)

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (_("una scheda nuova"), ""),
            *((values["name"], name) for name, values in self.sheets().items()),
        ]

    def _document(self) -> Document:
        return replace(INDICATOR, file=f"scheda-indicatore-{identifier(self.values()['name'])}.html")

    def _save(self) -> str:
        values = self.values()
        if not values["name"].strip():
            return ""
        if not self._id:
            self._id = self._free(identifier(values["name"]))
        trouble = self._form.keep(
            SECTION,
            {f"{self._id}.{name}": value for name, value in values.items()},
            labels={f"{self._id}.{field.id}": field.label for field in INDICATOR.fields()},
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
            words = _("Dai un nome all'indicatore: la scheda si salva con quel nome.")
            self.saved.value = live(f'<p class="fis-source">{escape(words)}</p>')

    def _resume(self, change: Any) -> None:
        if self._filling:
            return
        set_language(self.learner.lang)
        self._id = str(change["new"] or "")
        chosen = {
            field.id: self._form.show(SECTION, f"{self._id}.{field.id}") if self._id else ""
            for field in INDICATOR.fields()
        }
        self.put({name: str(value or "") for name, value in chosen.items()})
        self.message.value, self.saved.value = live(), live()
