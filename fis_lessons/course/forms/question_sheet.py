"""The exercises and the quiz of a lesson on paper, and its key in the trainer's folder."""

from __future__ import annotations

from typing import Any

from fis_lessons.course.forms.on_paper import question_on_paper
from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.reasons import bare, expected_html, reasons
from fis_lessons.course.forms.sheet_page import numbered_page
from fis_lessons.course.plan import Variant, opened
from fis_lessons.dossier.paper import bullets
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises import Choice, Exercise, Ordering, Several, Table
from fis_lessons.exercises.quiz import draw, shuffled
from fis_lessons.figures import escape, markdown
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons import LESSONS, Lesson

QUESTIONS = 10
"""Questions of the quiz on a sheet."""

Parts = tuple[tuple[str, str, tuple[Exercise, ...]], ...]


def make(order: Order) -> Made:
    """Write for each lesson the sheet, without a hint of the answers, and the key, in the trainer's folder."""
    with Writer(order) as writer:
        for variant in order.variants:
            lesson = opened(variant)
            parts = _parts(lesson, order.seed)
            if not any(questions for _name, _before, questions in parts):
                raise BuildError(
                    _("Una lezione non ha domande da stampare."), [Problem(variant.name, _("non ne ha."))]
                )
            title = _title(lesson)
            ending = f"-domande-{order.seed}"
            writer.paper(
                writer.path(variant, "trainee", f"{ending}.html"), sheet(parts, title=title, order=order)
            )
            writer.paper(
                writer.path(variant, "trainer", f"{ending}-chiave.html"), key(parts, title=title, order=order)
            )
            _tell_left(writer, variant, lesson)
        writer.tell(_("La chiave è nella cartella «trainer»: non darla insieme ai fogli."))
        return writer.made()


def _title(lesson: Lesson[Any, Any]) -> str:
    place = lesson.case.municipality.name
    return f"{lesson.id} · {_(LESSONS[lesson.id].title)} · {place}"


def _parts(lesson: Lesson[Any, Any], seed: int) -> Parts:
    """Return heading, what to say before, and the questions of each part, their options by the seed."""
    needed = [one for one in lesson.exercises.values() if not isinstance(one, Table)]
    exercises = tuple(shuffled(one, seed=seed) for one in needed)
    bank = [one for one in lesson.bank if not isinstance(one, Table)]
    quiz = draw(bank, seed=seed, count=QUESTIONS) if bank else ()
    before = _("Tieni davanti la lezione, o la sua dispensa: le tabelle e le figure di cui si parla sono lì.")
    return ((_("Esercizi"), before, exercises), (_("Quiz"), "", quiz))


def _tell_left(writer: Writer, variant: Variant, lesson: Lesson[Any, Any]) -> None:
    left = [one.id for one in (*lesson.exercises.values(), *lesson.bank) if isinstance(one, Table)]
    for name in left:
        words = _("Lezione {id}: «{name}» chiede una tabella e si fa solo nel notebook.")
        writer.tell(words.format(id=variant.lesson.id, name=name))


def sheet(parts: Parts, *, title: str, order: Order) -> str:
    """Write the page to hand out.

    Parameters
    ----------
    parts
        Heading, what to say before, questions.
    title
        Of the lesson.
    order
        For language and seed.
    """
    version = _("Variante {seed}").format(seed=number(order.seed))
    line = '<span class="line" aria-hidden="true"></span>'
    name, date, what = _("Nome o codice:"), _("Data:"), _("Foglio delle domande")
    body = [
        f"<h1>{escape(title)}</h1><p>{escape(what)} · {escape(version)}</p>",
        f'<p class="head"><span>{escape(name)} {line}</span><span>{escape(date)} {line}</span></p>',
    ]
    for (heading, before, questions), names in zip(parts, _names(parts), strict=True):
        if questions:
            said = f'<div class="box"><p>{escape(before)}</p></div>' if before else ""
            body.append(f"<h2>{escape(heading)}</h2>{said}")
        body += [
            question_on_paper(place, one, heading=name, level=3)
            for place, (name, one) in enumerate(zip(names, questions, strict=True), start=1)
        ]
    footer = f"{title} · {version}"
    return numbered_page("\n".join(body), title=f"{title}. {version}", footer=footer, order=order)


def _names(parts: Parts) -> list[list[str]]:
    """Name each question by its place; one the lesson is finished without is called so, as in the lesson."""
    words = (_("Esercizio {number}"), _("Domanda {number}"))
    return [
        [
            _("Esercizio in più") if one.extra else word.format(number=number(place))
            for place, one in enumerate(questions, start=1)
        ]
        for word, (_heading, _before, questions) in zip(words, parts, strict=True)
    ]


def key(parts: Parts, *, title: str, order: Order) -> str:
    """Write the key: the right answer to each question, why, and what is wrong with each wrong one."""
    version = _("Variante {seed}").format(seed=number(order.seed))
    head = _("Chiave, per chi conduce")
    body = [f"<h1>{escape(title)}</h1><p>{escape(head)} · {escape(version)}</p>"]
    for (heading, _before, questions), names in zip(parts, _names(parts), strict=True):
        if questions:
            body.append(f"<h2>{escape(heading)}</h2>")
        body += [_answer(name, one) for name, one in zip(names, questions, strict=True)]
    footer = f"{head} · {title} · {version}"
    return numbered_page("\n".join(body), title=f"{head}: {title}. {version}", footer=footer, order=order)


def _answer(name: str, question: Exercise) -> str:
    wrong = [f"**{bare(what)}** – {why}" for what, why in reasons(question)]
    other = _("Se la risposta è un'altra:")
    told = f"<p>{escape(other)}</p>{bullets(wrong)}" if wrong else ""
    return (
        f'<section class="question"><h3>{escape(name)}</h3>{expected_html(question, where=_places(question))}'
        f"{markdown(question.why)}{told}</section>"
    )


def _places(question: Exercise) -> str:
    """Say which boxes are ticked, or what is written in them, from the top."""
    if isinstance(question, Choice | Several):
        right = {question.right} if isinstance(question, Choice) else question.right
        places = [number(at) for at, one in enumerate(question.options, start=1) if one.id in right]
        words = _("(casella {places}, dall'alto)") if len(places) == 1 else _("(caselle {places}, dall'alto)")
        return words.format(places=", ".join(places))
    if isinstance(question, Ordering):
        places = [number(question.right.index(one.id) + 1) for one in question.items]
        return _("(nelle caselle, dall'alto: {places})").format(places=", ".join(places))
    return ""


__all__ = ["QUESTIONS", "key", "make", "sheet"]
