"""The questions of each quiz as cards for Anki: the question on one side, the answer and why on the other."""

from __future__ import annotations

import os
import time

from fis_lessons.course.forms.anki_book import Note, NoteKind, anki_package
from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.packing import file_name
from fis_lessons.course.plan import Variant, opened
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises import Exercise
from fis_lessons.exercises.cards import front
from fis_lessons.exercises.quiz import shuffled
from fis_lessons.figures import escape, markdown
from fis_lessons.i18n import counted
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import LESSONS


def make(order: Order) -> Made:
    """Write the cards of every lesson of a course as one package, a deck for each lesson."""
    notes = [note for variant in order.variants for note in _notes(order, variant)]
    if not notes:
        raise BuildError(_("In questo corso non ci sono domande."), [Problem(order.plan.title, order.lang)])
    with Writer(order) as writer:
        name = file_name(f"{_(order.plan.title)} {order.plan.case}")
        content = anki_package(notes, kind=_kind(), when=_moment())
        writer.put(order.folder / "trainee" / order.lang / f"{name}.apkg", content)
        writer.tell(counted(len(notes), one=_("{count} carta."), more=_("{count} carte.")))
        writer.tell(
            _(
                "In Anki: «File», «Importa». Chi lo importa di nuovo trova le carte aggiornate, non doppie, e non "
                "perde ciò che ha già ripassato."
            )
        )
        writer.tell(_("Sul retro delle carte ci sono le risposte dei quiz: dalle dopo la lezione."))
        return writer.made()


def _moment() -> int:
    """Return when the package is made: Anki brings a card up to date only from a later one."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(told) if told.isascii() and told.isdigit() else int(time.time())


def _kind() -> NoteKind:
    question, answer, where = _("Domanda"), _("Risposta"), _("Lezione")
    head = f'<p class="fis-where">{{{{{where}}}}}</p>'
    return NoteKind(
        _("Lezioni FIS: domanda e risposta"),
        (question, answer, where),
        f"{head}{{{{{question}}}}}",
        f'{{{{FrontSide}}}}<hr id="answer"><div class="fis-answer">{{{{{answer}}}}}</div>',
    )


def _notes(order: Order, variant: Variant) -> list[Note]:
    lesson = opened(variant)
    place = lesson.case.municipality.name
    title = _one_step(f"{lesson.id} {_(LESSONS[lesson.id].title)}")
    deck = "::".join((_one_step(_(order.plan.title)), _one_step(place), title))
    # a case of somebody's own can have any name
    tags = ("fis", f"fis::{order.lang}", f"fis::{_tag(lesson.parameters.case)}", f"fis::{lesson.id}")
    where = escape(f"{title} · {place}")
    return [
        Note(
            f"fis-lessons/{lesson.parameters.case}/{order.lang}/{lesson.id}/{question.id}",
            deck,
            (markdown(front(question)), _answer(question), where),
            tags,
        )
        for question in (shuffled(one, seed=order.seed) for one in lesson.bank)
    ]


def _answer(question: Exercise) -> str:
    return f"<p><strong>{escape(question.reference_text)}</strong></p>{markdown(question.why)}"


def _one_step(name: str) -> str:
    return " ".join(name.replace("::", ": ").split())


def _tag(name: str) -> str:
    return "-".join(name.replace("::", "-").split())
