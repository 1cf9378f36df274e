"""What the learner writes about the own municipality, and where it is kept."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fis_lessons.dossier.offer_panel import OfferPanel, Offers
from fis_lessons.dossier.offers import Offer, Source
from fis_lessons.dossier.record import Form, project_of
from fis_lessons.dossier.record_lines import LONGEST_TEXT, Revision, when
from fis_lessons.dossier.record_sections import is_whole, place_of, section_of
from fis_lessons.dossier.record_takeover import LANGUAGE, read_form
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, number
from fis_lessons.lessons.desk.live import Live


class Notebook:
    """What one lesson keeps of the learner: notes and documents, by name, in the record of the project.

    Parameters
    ----------
    lesson
        Two digits.
    learner
        Whose project, in which folder.
    place
        Municipality the lesson is opened on.
    """

    def __init__(self, lesson: str, learner: Learner, *, place: str = "") -> None:
        self.lesson, self.learner, self.place = lesson, learner, place
        self._form = Form(learner, lesson=lesson)

    def kept(self, name: str) -> object:
        """Return what was last kept under a name; nothing if there is none.

        What was kept as a document comes back as one: JSON with a text for each field.
        """
        whole = self._form.show(*place_of(self.lesson, name))
        section = section_of(self.lesson, name)
        fields = [] if is_whole(self.lesson, name) else self._form.fields(section)
        if whole is not None or not fields:
            return whole
        values = {field: self._form.show(section, field) for field in fields}
        return json.dumps({**values, LANGUAGE: language()}, ensure_ascii=False)

    def keep(self, name: str, text: str, *, labels: Mapping[str, str] | None = None) -> str:
        """Keep a text, or a document field by field; return why it could not be written, or nothing.

        Parameters
        ----------
        name
            What it is kept under.
        text
            As it is; JSON with a text or a number for each name is a document.
        labels
            What the fields of a document are called, for whoever reads the file.
        """
        form = None if is_whole(self.lesson, name) else read_form(text)
        if form is None:
            section, field = place_of(self.lesson, name)
            if len(text) > LONGEST_TEXT:  # half of what a tool keeps of itself is nothing
                words = _("è troppo lungo, {length} caratteri: ne stanno {most}")
                return words.format(length=number(len(text)), most=number(LONGEST_TEXT))
            return self._form.keep(section, {field: text})
        form.pop(LANGUAGE, None)
        return self._form.keep(section_of(self.lesson, name), form, labels=labels)

    def elsewhere(self, name: str) -> str:
        """Say what others wrote in a document without seeing what is on this screen, if anything."""
        section = section_of(self.lesson, name)
        return in_two_ways(self._form.elsewhere(section, self._form.fields(section)))

    def offers(self, source: Source, *, into: str) -> OfferPanel:
        """Return the screen of what earlier lessons have for a section; what is taken is kept beside its field."""

        def take(offer: Offer) -> str:
            form = Form(self.learner, lesson=self.lesson)
            form.keep(into, offer.fields, labels=dict.fromkeys(offer.fields, offer.what))
            return _("Preso: lo trovi qui e in «Il mio progetto», accanto a ciò che scrivi.")

        return Offers(source, into, self.lesson).panel(self.learner, take=take)

    def ask(self, name: str, question: str, *, offers: Source | None = None) -> Live:
        """Show a field for free text under a question in Markdown.

        Parameters
        ----------
        name
            What it is kept under.
        question
            Markdown.
        offers
            Reads in the project what earlier lessons have for it.
        """
        section, field = place_of(self.lesson, name)

        def panel() -> Any:
            form = Form(self.learner, lesson=self.lesson)  # what this screen shows, and no other
            box = note_panel(
                question,
                start=form.show(section, field),
                save=lambda text: form.keep(section, {field: text}, labels={field: _short(question)}),
                elsewhere=lambda: in_two_ways(form.elsewhere(section, [field])),
            )
            project_of(self.learner).watch(lambda: box.reload(form.show(section, field)))
            if offers is not None:
                box.children = (
                    box.children[0],
                    self.offers(offers, into=section).widget(),
                    *box.children[1:],
                )
            return box

        return Live(panel, Html(f'<div class="fis-note">{markdown(question)}</div>', plain(question)))


def _short(question: str) -> str:
    """Return the words a question begins with, which say what it is about."""
    found = re.match(r"\s*\*\*(.+?)\*\*", question)
    return plain(found.group(1) if found else question)[:80].strip()


def in_two_ways(others: Sequence[Revision]) -> str:
    """Say that a field was written in two ways, and where to choose; nothing if it was not."""
    if not others:
        return ""
    words = _(
        "Qualcuno ha scritto la stessa casella in un'altra finestra o su un altro computer ({when}): ci sono "
        "tutte e due, apri «Il mio progetto» in fondo alla lezione e scegli."
    )
    return words.format(when=when(others[-1]))


def note_panel(
    question: str, *, start: object, save: Callable[[str], str], elsewhere: Callable[[], str] = str
) -> Any:
    """Build a field for free text that keeps itself when it is left, and says so.

    Parameters
    ----------
    question
        Markdown.
    start
        What was written before, if anything.
    save
        Keeps the text; returns why it could not, or nothing.
    elsewhere
        Says what somebody else wrote meanwhile in the same field, if anything.
    """
    import ipywidgets as w

    area = w.Textarea(
        value=start if isinstance(start, str) else "",
        description=_("I tuoi appunti"),
        continuous_update=False,  # what was written arrives when the field is left
        layout=w.Layout(width="100%", height="7em"),
        style=look(w.Textarea, label="initial")["style"],
    )
    message = w.HTML(live(), **look(w.HTML))

    reading = False

    def keep(_change: object) -> None:
        if reading:
            return
        trouble = save(area.value[:LONGEST_TEXT])
        if trouble:
            words = _("Non riesco a salvare in questa cartella ({reason}): copia il testo prima di chiudere.")
            words = words.format(reason=trouble)
        else:
            words = _("Salvato alle {time}.").format(time=datetime.datetime.now().strftime("%H:%M"))
            words = f"{words} {elsewhere()}".strip()
            if len(area.value) > LONGEST_TEXT:
                words += " " + _("Solo i primi {count} caratteri: accorcia il testo.").format(
                    count=number(LONGEST_TEXT)
                )
        message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')

    area.observe(keep, names="value")
    box = w.VBox(
        [w.HTML(markdown(question), **look(w.HTML)), area, message], **look(w.VBox, names="fis-note")
    )

    def reload(text: object) -> None:
        nonlocal reading
        reading = True
        area.value = text if isinstance(text, str) else ""
        reading = False

    box.reload = reload
    return box
