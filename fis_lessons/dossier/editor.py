"""A document as it is filled in: fields that save themselves when left, what comes of them, a page to print."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fis_lessons.dossier.document import Document
from fis_lessons.dossier.fields import Field, read_kept, starting, to_keep
from fis_lessons.dossier.folder import FolderError, how_to_print
from fis_lessons.dossier.heading import heading_fields, keep_heading, kept_heading
from fis_lessons.dossier.offer_panel import Offers, taken_in_words
from fis_lessons.dossier.offers import Offer
from fis_lessons.dossier.record import Form, project_of
from fis_lessons.dossier.record_lines import LONGEST_TEXT
from fis_lessons.dossier.remarks import status
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language


class Editor:
    """A document, live.

    Parameters
    ----------
    document
        What is filled in.
    learner
        Whose folder, record and language.
    kept
        Returns what the record holds of it, if anything.
    keep
        Keeps the values as one text; returns why it could not, or nothing.
    elsewhere
        Says what somebody else wrote meanwhile in the same fields, if anything.
    offers
        What earlier lessons have for it.
    """

    def __init__(
        self,
        document: Document,
        *,
        learner: Learner,
        kept: Callable[[], object],
        keep: Callable[[str], str],
        elsewhere: Callable[[], str] = str,
        offers: Offers | None = None,
    ) -> None:
        self.document, self.learner, self._kept, self._keep = document, learner, kept, keep
        self._elsewhere, self._reading = elsewhere, False
        self.offers = offers.panel(learner, take=self.take) if offers is not None else None
        self.fields: dict[str, Any] = {}
        self.heading: dict[str, Any] = {}
        self.review: Any = None
        self.message: Any = None
        self.saved: Any = None
        self.button: Any = None

    def widget(self) -> Any:
        """Build the fields, what comes of them, and the button that writes the page."""
        import ipywidgets as w

        set_language(self.learner.lang)
        # it scrolls: whoever has no mouse must be able to enter it
        self.review = w.HTML(tabbable=True, **look(w.HTML, names="fis-editor-review"))
        self.message, self.saved = (w.HTML(live(), **look(w.HTML)) for _one in range(2))
        self.heading = heading_widgets(self.learner, changed=self._heading_changed)
        asked = self.document.fields()
        start = {**starting(asked), **read_kept(asked, self._kept())}
        self.fields = self._made(asked, start, self._changed)
        self.button = w.Button(
            description=_("Prepara la pagina"), icon="file-text-o", button_style="primary",
            **look(w.Button, width="auto"),
        )  # fmt: skip
        self.button.on_click(lambda _pressed: when_settled(self.write))
        self._show()
        project_of(self.learner).watch(self.reload)
        title = f'<p class="fis-exercise-title">{escape(self.document.title())}</p>'
        body = w.Box(
            [w.VBox([*self._with_help()], **look(w.VBox)), self.review],
            **look(w.Box, names="fis-editor-body"),
        )
        return w.VBox(
            [
                w.HTML(title, **look(w.HTML)),
                heading_box(self.heading),
                *([self.offers.widget()] if self.offers is not None else []),
                *self._menu(),
                body,
                w.HBox([self.button], **look(w.HBox)),
                self.saved,
                self.message,
            ],
            **look(w.VBox, names="fis-exercise fis-editor"),
        )

    def reload(self) -> None:
        """Show in the fields what the project says now: something was chosen or brought back elsewhere."""
        asked = self.document.fields()
        self.put({**starting(asked), **read_kept(asked, self._kept())})

    def put(self, values: Mapping[str, str]) -> None:
        """Write in the fields without keeping anything: it comes from the record."""
        self._reading = True
        try:
            for name, value in values.items():
                set_value(self.fields[name], value)
        finally:
            self._reading = False
        self._show()

    def take(self, offer: Offer) -> str:
        """Write in the fields what was taken from another lesson; return what to say."""
        asked = {field.id: field for field in self.document.fields()}
        found = {name: value for name, value in offer.fields.items() if name in asked and value}
        for name, value in found.items():
            set_value(self.fields[name], value)
        return taken_in_words(asked[name].label for name in found)

    def values(self) -> dict[str, str]:
        """Return what is written in the fields."""
        return {
            field.id: str(self.fields[field.id].value or "")[:LONGEST_TEXT]
            for field in self.document.fields()
        }

    def heading_values(self) -> dict[str, str]:
        """Return what is written in the fields that all documents share."""
        return {name: str(field.value or "") for name, field in self.heading.items()}

    def write(self) -> str:
        """Keep everything, write the page in the learner's folder, and say so. Never raises."""
        set_language(self.learner.lang)
        trouble = self._save()
        try:
            made = self._document().write(self.values(), self.learner)
        except FolderError as error:
            words = str(error)
        else:
            words = (
                _("Pagina pronta: {name}, nella cartella del corso. Versione {number}.")
                if made.new
                else _("La pagina c'è già, uguale: {name}, versione {number}.")
            ).format(name=made.path.name, number=made.number)
            state = status(self.document.remarks(self._judged(), self.heading_values()))
            words = f"{words} {state} {how_to_print(made.path.name)}"
        if trouble:
            words += " " + unsaved(trouble)
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        return words

    # --- inside ---------------------------------------------------------------------------------
    def _menu(self) -> Iterable[Any]:
        """Return what stands between the heading and the fields: nothing, where there is one document."""
        return ()

    def _document(self) -> Document:
        return self.document

    def _made(
        self, fields: Iterable[Field], values: dict[str, str], changed: Callable[[object], None]
    ) -> dict[str, Any]:
        made = {field.id: _widget(field, values.get(field.id, field.start)) for field in fields}
        for one in made.values():
            one.observe(changed, names="value")
        return made

    def _with_help(self) -> Iterable[Any]:
        import ipywidgets as w

        for field in self.document.fields():
            yield self.fields[field.id]
            if field.kind == "text" and field.help:
                yield w.HTML(f'<p class="fis-source">{escape(field.help)}</p>', **look(w.HTML))

    def _show(self) -> None:
        self.review.value = live(self.document.review(self._judged()).html)

    def _judged(self) -> dict[str, str]:
        """Return what is written, with what other lessons say of it."""
        return {**self.values(), **self.document.beside(project_of(self.learner))}

    def _changed(self, _change: object) -> None:
        if self._reading:
            return
        set_language(self.learner.lang)
        self.message.value = live()  # what was said was about other values
        self._show()
        self._tell_saved(self._save())

    def _heading_changed(self, trouble: str) -> None:
        self.message.value = live()
        self._tell_saved(trouble)

    def _save(self) -> str:
        return self._keep(to_keep(self.values()))

    def _tell_saved(self, trouble: str) -> None:
        now = datetime.datetime.now().astimezone().strftime("%H:%M")
        saved = _("Salvato alle {time}.").format(time=now)
        words = unsaved(trouble) if trouble else f"{saved} {self._elsewhere()}".strip()
        self.saved.value = live(f'<p class="fis-source">{escape(words)}</p>')


def invitation(document: Document) -> Html:
    """Write a document as a form to fill in on paper."""
    rows = [(field.label, field.help) for field in (*heading_fields(), *document.fields())]
    title = document.title()
    items = "".join(f"<li><strong>{escape(label)}.</strong> {escape(told)}</li>" for label, told in rows)
    words = _("Nella lezione aperta in JupyterLab le caselle si compilano, e i conti si fanno da soli.")
    return Html(
        f'<div class="fis-note"><p><strong>{escape(title)}</strong></p><ol>{items}</ol>'
        f'<p class="fis-source">{escape(words)}</p></div>',
        "\n".join([title, *(f"- {label}. {told}".rstrip() for label, told in rows), words]),
    )


def unsaved(reason: str) -> str:
    """Say why what was written could not be kept, and what to do."""
    return _("Non riesco a salvare in questa cartella ({reason}): copia il testo prima di chiudere.").format(
        reason=reason
    )


def heading_widgets(learner: Learner, *, changed: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Return the fields that all documents share, by name; they keep themselves when they are left.

    Parameters
    ----------
    learner
        Whose record.
    changed
        Told why they could not be kept, or nothing.
    """
    form = Form(learner, lesson="")
    kept = kept_heading(learner, form=form)
    made = {field.id: _widget(field, kept.get(field.id, "")) for field in heading_fields()}

    def keep(_change: object) -> None:
        set_language(learner.lang)
        values = {name: str(field.value or "") for name, field in made.items()}
        trouble = keep_heading(learner, values, form=form)
        if changed is not None:
            changed(trouble)

    for field in made.values():
        field.observe(keep, names="value")
    return made


def heading_box(fields: Mapping[str, Any]) -> Any:
    """Lay out the fields that all documents share."""
    import ipywidgets as w

    head = _("Per tutti i documenti")
    box = w.Box([*fields.values()], **look(w.Box, names="fis-editor-heading"))
    return w.VBox([w.HTML(f"<p><strong>{escape(head)}</strong></p>", **look(w.HTML)), box], **look(w.VBox))


def set_value(widget: Any, value: str) -> None:
    """Write in a field; a choice its menu does not have leaves it as it is."""
    if hasattr(widget, "options") and value not in {kept for _label, kept in widget.options}:
        return
    widget.value = value


def _widget(field: Field, value: str) -> Any:
    import ipywidgets as w

    if field.kind == "choice":
        known = {kept for _label, kept in field.options}
        made = w.Dropdown(
            options=field.options,
            value=value if value in known else field.start,
            description=field.label,
            **look(w.Dropdown, label="initial", names="fis-editor-field"),
        )
    elif field.kind == "text":
        # The height is counted in lines: a fixed one would not leave room for the label above the field
        made = w.Textarea(
            value=value, description=field.label, rows=3, continuous_update=False,
            **{**look(w.Textarea, label="initial", names="fis-editor-field"), "layout": {"height": "auto"}},
        )  # fmt: skip
    else:
        unit = f" ({field.unit})" if field.unit else ""
        made = w.Text(
            value=value, description=field.label + unit, continuous_update=False,
            **look(w.Text, label="initial", names="fis-editor-field"),
        )  # fmt: skip
    return made
