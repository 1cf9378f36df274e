"""What the learner writes about the own municipality, and where it is kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from fis_lessons.exercises import Event
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk.live import Live

LONGEST = 10_000
"""Characters of a note: the record keeps lines of limited length."""


class Notebook:
    """What one lesson keeps of the learner: notes and documents, by name, in the learner's own record.

    Parameters
    ----------
    lesson
        Two digits.
    learner
        Whose record, in which folder.
    place
        Municipality the lesson is opened on.
    """

    def __init__(self, lesson: str, learner: Learner, *, place: str = "") -> None:
        self.lesson, self.learner, self.place = lesson, learner, place

    def kept(self, name: str) -> object:
        """Return what was last kept under a name, on whatever case; nothing if there is none."""
        return self.learner.record.last_answer(self.lesson, f"note:{name}", case="")

    def keep(self, name: str, text: str) -> str:
        """Keep a text; return why it could not be written, or nothing."""
        record = self.learner.record
        record.add(Event(lesson=self.lesson, exercise=f"note:{name}", kind="note", answer=text))
        return record.trouble

    def ask(self, name: str, question: str) -> Live:
        """Show a field for free text under a question in Markdown."""
        return Live(
            lambda: note_panel(question, start=self.kept(name), save=lambda text: self.keep(name, text)),
            Html(f'<div class="fis-note">{markdown(question)}</div>', plain(question)),
        )


def note_panel(question: str, *, start: object, save: Callable[[str], str]) -> Any:
    """Build a field for free text that keeps itself when it is left, and says so.

    Parameters
    ----------
    question
        Markdown.
    start
        What was written before, if anything.
    save
        Keeps the text; returns why it could not, or nothing.
    """
    import ipywidgets as w

    area = w.Textarea(
        value=start if isinstance(start, str) else "",
        description=_("I tuoi appunti"),
        continuous_update=False,  # what was written arrives when the field is left
        layout=w.Layout(width="100%", height="7em"),
    )
    area.style.description_width = "initial"
    message = w.HTML(live())

    def keep(_change: object) -> None:
        trouble = save(area.value[:LONGEST])
        if trouble:
            words = _("Non riesco a salvare in questa cartella ({reason}): copia il testo prima di chiudere.")
            words = words.format(reason=trouble)
        else:
            words = _("Salvato alle {time}.").format(time=datetime.datetime.now().strftime("%H:%M"))
            if len(area.value) > LONGEST:
                words += " " + _("Solo i primi {count} caratteri: accorcia il testo.").format(
                    count=number(LONGEST)
                )
        message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')

    area.observe(keep, names="value")
    box = w.VBox([w.HTML(markdown(question)), area, message])
    box.add_class("fis-note")
    return box
