"""The indicator sheet, live: fields anybody can fill, reasons that follow what is written, a file to take home."""

from __future__ import annotations

from typing import Any

from fis_lessons.dossier import indicator_files
from fis_lessons.dossier.folder import FolderError
from fis_lessons.dossier.indicator_sheet import (
    LONGEST,
    ORDER,
    PREFIX,
    directions,
    identifier,
    review,
    saved,
)
from fis_lessons.exercises import Event
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.settle import when_settled
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language
from fis_lessons.measures.indicator_texts import Field, field_name, remedy_line


class Builder:
    """The fields of a sheet, live.

    Parameters
    ----------
    learner
        Where sheets are kept, where their files go, in which language.
    lesson
        Identifier, for the record.
    """

    def __init__(self, learner: Learner, *, lesson: str) -> None:
        self._learner, self._lesson = learner, lesson
        self._record, self._lang = learner.record, learner.lang
        self.fields: dict[Field, Any] = {}
        self.panel: Any = None
        self.message: Any = None
        self.menu: Any = None

    def widget(self) -> Any:
        """Build the control."""
        import ipywidgets as w

        self.panel, self.message = w.HTML(), w.HTML()
        for field in ORDER:
            self.fields[field] = self._field(field)
            self.fields[field].observe(self._changed, names="value")
        self.menu = w.Dropdown(description=_("Riprendi una scheda"), options=self._choices())
        self.menu.style.description_width = "initial"
        self.menu.observe(self._resume, names="value")
        button = w.Button(description=_("Salva la scheda"), icon="save", layout=w.Layout(width="auto"))
        button.on_click(lambda _button: when_settled(self.save))
        self._changed(None)
        name = _("Scheda indicatore")
        title = w.HTML(f'<p class="fis-control-title">{escape(name)}</p>')
        box = w.VBox([title, self.menu, *self.fields.values(), self.panel, button, self.message])
        box.add_class("fis-control")
        return box

    def _field(self, field: Field) -> Any:
        import ipywidgets as w

        layout = w.Layout(width="100%")
        if field == "direction":
            made = w.Dropdown(
                description=field_name(field), options=[(label, value or "") for label, value in directions()]
            )
        elif field in ("outcome", "definition", "reachable"):
            made = w.Textarea(
                description=field_name(field),
                placeholder=remedy_line(field),
                continuous_update=False,
                rows=2,
                layout=w.Layout(width="100%", height="auto"),
            )
        else:
            made = w.Text(
                description=field_name(field),
                placeholder=remedy_line(field),
                continuous_update=False,
                layout=layout,
            )
        made.style.description_width = "initial"
        return made

    def values(self) -> dict[str, str]:
        """Return what is written in the fields."""
        return {field: str(widget.value or "").strip()[:LONGEST] for field, widget in self.fields.items()}

    def save(self) -> str:
        """Keep the sheet in the record, write its files, and say so. Never raises."""
        set_language(self._lang)
        words = self._save()
        self.message.value = f'<p class="fis-source" role="alert">{escape(words)}</p>'
        return words

    def _save(self) -> str:
        values = self.values()
        if not values["name"]:
            return _("Dai un nome all'indicatore: la scheda si salva con quel nome.")
        name = identifier(values["name"])
        kept = {field: value for field, value in values.items() if value}
        self._record.add(Event(lesson=self._lesson, exercise=PREFIX + name, kind="note", answer=kept))
        self.menu.options = self._choices()
        try:
            files = indicator_files.write(self._learner, name, saved(self._record, self._lesson))
        except FolderError as error:
            return _("La scheda resta in memoria finché la lezione è aperta.") + f" {error}"
        return _("Scheda salvata. Nella cartella del corso trovi {files}.").format(files=_(" e ").join(files))

    def _choices(self) -> list[tuple[str, str]]:
        sheets = saved(self._record, self._lesson)
        return [(_("una scheda nuova"), ""), *((values["name"], name) for name, values in sheets.items())]

    def _resume(self, change: Any) -> None:
        set_language(self._lang)
        chosen = saved(self._record, self._lesson).get(change["new"] or "")
        if chosen:
            for field, widget in self.fields.items():
                value = chosen.get(field, "")
                known = field != "direction" or value in ("more", "less", "within", "")
                widget.value = value if known else ""

    def _changed(self, _change: object) -> None:
        set_language(self._lang)
        self.panel.value = review(self.values()).html
