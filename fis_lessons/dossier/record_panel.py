"""The project on the screen: how it stands, versions to look at and bring back, choices, copies, a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fis_lessons.dossier.folder import how_to_print
from fis_lessons.dossier.own_words import own
from fis_lessons.dossier.record import Project, project_of
from fis_lessons.dossier.record_fields import Entry, entries
from fis_lessons.dossier.record_lines import Place, Revision
from fis_lessons.dossier.record_page import (
    overview,
    said,
    sections,
    side_by_side,
    title_of,
    write_page,
)
from fis_lessons.dossier.record_transfer import bring_in, save_copy
from fis_lessons.errors import FisError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.show import live
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language

_NOTHING = ("", "")


class ProjectPanel:
    """What is shown when the project is opened.

    Parameters
    ----------
    learner
        Whose project.
    lesson
        Where one is, for what is chosen or brought back here.
    """

    def __init__(self, learner: Learner, *, lesson: str) -> None:
        self.learner, self.lesson = learner, lesson
        self.message: Any = None
        self.picture: Any = None
        self.field: Any = None
        self.version: Any = None
        self.text: Any = None
        self.choices: Any = None
        self._entries: dict[Place, Entry] = {}
        self._filling = False

    @property
    def project(self) -> Project:
        """The record."""
        return project_of(self.learner)

    def parts(self) -> tuple[Any, ...]:
        """Build the controls, from top to bottom."""
        import ipywidgets as w

        self.picture, self.message, self.text = (
            w.HTML(**look(w.HTML)),
            w.HTML(live(), **look(w.HTML)),
            w.HTML(live(), **look(w.HTML)),
        )
        self.choices = w.VBox([], **look(w.VBox))
        shared = {
            "style": look(w.Dropdown, label="initial")["style"],
            "layout": w.Layout(width="100%", max_width="46rem"),
        }
        self.field = w.Dropdown(description=_("Casella"), options=[("", _NOTHING)], **shared)
        self.version = w.Dropdown(description=_("Versione"), options=[("", "")], **shared)
        for menu, action in ((self.field, self._field_chosen), (self.version, self._version_chosen)):
            menu.observe(action, names="value")
        bring = w.FileUpload(
            description=_("Unisci il progetto di un collega"),
            accept=".jsonl",
            multiple=False,
            **look(w.FileUpload),
        )
        bring.observe(lambda _change: self._brought(bring), names="value")
        title = escape(_("Il mio progetto"))
        looked = escape(_("Guarda le versioni di una casella, e riporta quella che vuoi:"))
        moved = escape(
            _(
                "Il progetto è il file «il-mio-progetto.jsonl»: per portarlo su un altro computer copia quel file."
            )
        )
        made = (
            w.HTML(f'<p class="fis-exercise-title">{title}</p>', **look(w.HTML)),
            self.message, self.choices, self.picture,
            w.HTML(f"<p>{looked}</p>", **look(w.HTML)), self.field, self.version, self.text,
            self._button(_("Riporta questa versione"), self.bring_back),
            w.HTML(f"<p>{moved}</p>", **look(w.HTML)),
            w.HBox(
                [
                    self._button(_("Scrivi la pagina"), self.write, icon="file-text-o"),
                    self._button(_("Salva una copia del progetto"), self.save, icon="save"),
                    bring,
                ], **look(w.HBox)
            ),
        )  # fmt: skip
        self.project.watch(self.refresh, written=True)
        self.refresh()
        return made

    def refresh(self) -> None:
        """Show what the record says now."""
        set_language(self.learner.lang)
        project = self.project
        self.picture.value = overview(project).html
        found = [entry for section in sections(project) for entry in entries(project, section.id)]
        self._entries = {entry.place: entry for entry in found}
        self.choices.children = tuple(
            child for entry in found if entry.conflict for child in self._choice(project, entry)
        )
        before = self.field.value
        self._filling = True
        try:
            names = {section.id: section.title for section in sections(project)}
            self.field.options = [
                (_("scegli…"), _NOTHING),
                *((f"{names[place[0]]}: {entry.label}", place) for place, entry in self._entries.items()),
            ]
            self.field.value = before if before in self._entries else _NOTHING
        finally:
            self._filling = False
        self._field_chosen(None)

    # --- what the buttons do: each returns what to say ----------------------------------------------
    def choose(self, place: Place, one: Revision) -> str:
        """Keep one of the versions that count; the others stay among the versions of the field."""
        trouble = self.project.choose(place, one.value, lesson=self.lesson)
        self.project.tell()
        return trouble or _("Fatto. Le altre restano fra le versioni di prima.")

    def bring_back(self) -> str:
        """Put the version looked at in the place of the one that counts."""
        entry = self._entries.get(self.field.value)
        found = [one for one in entry.versions if one.key == self.version.value] if entry else []
        if entry is None or not found:
            return _("Scegli prima una casella e una versione.")
        trouble = self.project.choose(entry.place, found[0].value, lesson=self.lesson)
        self.project.tell()
        return trouble or _("Fatto. La versione di prima resta fra le altre.")

    def write(self) -> str:
        """Write the page in the folder."""
        made = write_page(self.learner)
        words = (
            _("Pagina pronta: {name}, nella cartella del corso. Versione {number}.")
            if made.new
            else _("La pagina c'è già, uguale: {name}, versione {number}.")
        )
        return f"{words.format(name=made.path.name, number=made.number)} {how_to_print(made.path.name)}"

    def save(self) -> str:
        """Write a copy of the record in the folder."""
        return _("Copia salvata nella cartella del corso: {name}.").format(name=save_copy(self.learner))

    def bring(self, data: bytes, name: str) -> str:
        """Put a colleague's record together with this one."""
        return bring_in(data, project=self.project, name=name).words()

    # --- inside ---------------------------------------------------------------------------------
    def _button(self, words: str, action: Callable[[], str], *, icon: str = "") -> Any:
        import ipywidgets as w

        button = w.Button(description=words, icon=icon, **look(w.Button))
        button.on_click(lambda _pressed: self._say(action))
        return button

    def _say(self, action: Callable[[], str]) -> None:
        set_language(self.learner.lang)
        try:
            words = action()
        except FisError as error:
            words = str(error)
        lines = "<br>".join(escape(line) for line in words.splitlines())
        self.message.value = live(f'<p role="status">{lines}</p>')

    def _brought(self, upload: Any) -> None:
        if upload.value:
            file = upload.value[0]
            data, name = bytes(file["content"]), str(file["name"])
            upload.value = ()  # the same file can be chosen again
            self._say(lambda: self.bring(data, name))

    def _choice(self, project: Project, entry: Entry) -> list[Any]:
        import ipywidgets as w

        head = escape(_("Scritta in due modi"))
        buttons = [
            self._button(
                _("Tieni: {version}").format(version=title_of(one, project)),
                lambda one=one: self.choose(entry.place, one),  # type: ignore[misc]
            )
            for one in entry.counting
        ]
        page = f"<p><strong>{head}: {own(entry.label)}</strong></p>{side_by_side(project, entry)}"
        return [w.HTML(page, **look(w.HTML)), w.HBox(buttons, **look(w.HBox))]

    def _field_chosen(self, _change: object) -> None:
        if self._filling:
            return
        entry = self._entries.get(self.field.value)
        versions = list(reversed(entry.versions)) if entry else []
        self.version.options = [(title_of(one, self.project), one.key) for one in versions] or [("", "")]
        self._version_chosen(None)

    def _version_chosen(self, _change: object) -> None:
        entry = self._entries.get(self.field.value)
        found = [one for one in entry.versions if one.key == self.version.value] if entry else []
        words = said(entry, found[0]) if entry and found else ""
        self.text.value = live(f'<p class="fis-answer">{own(words)}</p>' if words else "")
