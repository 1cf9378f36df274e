"""Slides of a lesson: one page that needs no network, with reveal.js inside it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

import jinja2
from nbformat import NotebookNode

from fis_lessons.course.editions import Edition
from fis_lessons.course.editions import edition as of_edition
from fis_lessons.course.export import templates
from fis_lessons.course.forms.cells import cells_of, facts_of
from fis_lessons.course.forms.deck import slides_of
from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.ran import each_executed, keep_secrets
from fis_lessons.course.hour import plan_of, steps_of
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import LESSONS, Lesson

ENDING = "-diapositive.html"


def make(order: Order) -> Made:
    """Write the slides of each lesson for who learns, and with notes and answers for who teaches if asked."""
    with Writer(order) as writer:
        for variant, lesson, executed in each_executed(writer):
            page = slides_page(executed, lesson, lang=order.lang, edition="trainee")
            keep_secrets(page, variant, executed)
            writer.put(writer.path(variant, "trainee", ENDING), page)
            if order.trainer:
                page = slides_page(executed, lesson, lang=order.lang, edition="trainer")
                writer.put(writer.path(variant, "trainer", ENDING), page)
        writer.tell(
            _(
                "Apri il file nel browser: frecce per andare avanti e indietro, F a tutto schermo, Esc per "
                "vederle tutte. Per stamparle aggiungi ?print-pdf in fondo all'indirizzo, poi «Stampa»."
            )
        )
        if order.trainer:
            writer.tell(
                _("In quelle per chi conduce, S apre la finestra con le note: tienila sul tuo schermo.")
            )
        return writer.made()


def slides_page(executed: NotebookNode, lesson: Lesson[Any, Any], *, lang: Language, edition: Edition) -> str:
    """Write the slides of an executed lesson as one page.

    Parameters
    ----------
    executed
        As the trainer has it.
    lesson
        The same lesson, open with the same parameters.
    lang
        Language of both.
    edition
        The trainee's page holds no answer and no note, not even hidden.
    """
    with use_language(lang):
        cells = cells_of(of_edition(executed, edition))
        slides = slides_of(cells, lesson, edition=edition, steps=steps_of(plan_of(executed)))
        place, title = lesson.case.municipality.name, _(LESSONS[lesson.id].title)
        minutes = executed.metadata.get("fis", {}).get("minutes", 0)
        scripts = [_text("reveal.js"), _script(edition)]
        loader = jinja2.FileSystemLoader(templates() / "slides")
        environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
        return environment.get_template("slides.html.j2").render(
            lang=lang,
            title=title,
            footer=f"{lesson.id} · {title} · {place}",
            facts=facts_of(lesson, minutes=minutes),
            slides=slides,
            css=_text("reveal.css") + _text("slides.css"),
            scripts=scripts,
            policy=_policy(scripts),
            words=_words(),
            licence=_text("LICENSE-reveal.txt").strip(),
        )


def _script(which: Edition) -> str:
    """Return our script; what opens the notes is not in a page that has none."""
    own = _text("slides.js")
    return own + _text("notes.js") if which == "trainer" else own


@cache
def _text(name: str) -> str:
    return (templates() / "slides" / name).read_text(encoding="utf-8")


def _policy(scripts: list[str]) -> str:
    """Let these scripts run and no other, and nothing be fetched."""
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {allowed}"


def _words() -> dict[str, str]:
    return {
        "kit": _("Lezioni FIS · welfare di comunità e misurazione d'impatto"),
        "more": _("(segue)"),
        "next": _("diapositiva successiva"),
        "previous": _("diapositiva precedente"),
        "notes": _("Note per chi conduce"),
        "none": _("Nessuna nota per questa diapositiva."),
        "coming": _("Poi:"),
        "end": _("fine"),
        "elapsed": _("Tempo trascorso:"),
        "blocked": _(
            "Il browser non ha aperto la finestra delle note: permetti le finestre per questa pagina."
        ),
        "licence": _("Testi con licenza CC BY 4.0, codice con licenza EUPL-1.2."),
    }
