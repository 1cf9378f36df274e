"""The trainer's sheet of a lesson: minute by minute, what to say and ask, where one may stop, what goes wrong."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from nbformat import NotebookNode

from fis_lessons.course.forms.cells import Cell, cells_of, facts_of
from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.ran import each_executed
from fis_lessons.course.forms.reasons import bare, expected_html, reasons
from fis_lessons.course.forms.sheet_page import numbered_page
from fis_lessons.course.forms.timetable import Slot, timetable
from fis_lessons.course.forms.whole import Part, write_course
from fis_lessons.course.hour import PLAN, plan_of, planned, steps_of
from fis_lessons.dossier.paper import bullets
from fis_lessons.exercises import Exercise
from fis_lessons.figures import escape, inline
from fis_lessons.i18n import counted, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import LESSONS, Lesson

ENDING = "-conduzione.html"
_CSS = """
@page { margin: 11mm 13mm 13mm; }
@media print {
  body { font-size: 8.5pt; line-height: 1.28; }
  h1 { font-size: 14pt; }
  h3 { font-size: 9.5pt; }
  h2 { margin: .5em 0 .2em; padding-top: .2em; font-size: 11pt; }
  table.run { font-size: 7.8pt; }
  table.run th, table.run td { padding: .25em .5em; }
  table.run td p { margin: 0 0 .15em; }
}
table.run col.when { width: 7%; }
table.run col.part { width: 24%; }
table.run { break-inside: auto; }
table.run tr { break-inside: avoid; }
table.run th[scope=row] { white-space: nowrap; font-variant-numeric: tabular-nums; }
table.run td p { margin: 0 0 .35em; }
.stop { font-weight: 600; color: #00573a; }
.facts { margin: 0 0 .6em; color: #495057; }
.plan { columns: 2; column-gap: 1.6em; }
.plan p { margin: 0 0 .5em; break-inside: avoid; }
.known { margin: .7em 0; break-inside: avoid; }
.known h3 { margin: 0 0 .2em; }
.known p, .known ul { margin: .15em 0; }
.second { break-before: page; }
"""


def make(order: Order) -> Made:
    """Write the sheet of each lesson, or of the course, for who teaches; a plan that does not add up is told."""
    with Writer(order) as writer:
        parts = []
        for variant, lesson, executed in each_executed(writer):
            page = run_sheet_page(executed, lesson, order=order)
            if order.whole:
                parts.append(Part(lesson.id, _(LESSONS[lesson.id].title), planned(executed), page))
            else:
                writer.paper(writer.path(variant, "trainer", ENDING), page)
            wrong = does_not_add_up(executed)
            if wrong:
                writer.tell(_("Lezione {id}: {words}").format(id=lesson.id, words=wrong))
        if order.whole:
            name = _("Conduzione del corso")
            write_course(writer, parts, edition="trainer", ending=ENDING, name=name, css=_CSS, table=True)
        writer.tell(_("È per chi conduce: ci sono le risposte attese. Non lasciarlo in aula."))
        return writer.made()


def does_not_add_up(executed: NotebookNode) -> str:
    """Say in words how the plan's minutes differ from the lesson's; empty if they do not."""
    said = executed.metadata.get("fis", {}).get("minutes", 0)
    total = planned(executed)
    if total == said:
        return ""
    words = _("il piano somma {total} minuti, la lezione ne dichiara {said}.")
    return words.format(total=number(total), said=number(said))


def run_sheet_page(executed: NotebookNode, lesson: Lesson[Any, Any], *, order: Order) -> str:
    """Write the sheet of an executed lesson: the table, the plan's advice, and the exercises with their mistakes.

    Parameters
    ----------
    executed
        As the trainer has it.
    lesson
        The same lesson, open with the same parameters.
    order
        For the language.
    """
    with use_language(order.lang):
        cells = cells_of(executed)
        slots = timetable(steps_of(plan_of(executed)), [cell for cell in cells if cell.id != PLAN])
        title, place = _(LESSONS[lesson.id].title), lesson.case.municipality.name
        head, minutes = _("Foglio di conduzione"), sum(slot.step.minutes for slot in slots)
        facts = [head, *facts_of(lesson, minutes=minutes)]
        body = [
            f'<p class="facts">{escape(" · ".join(facts))}</p><h1>{escape(title)}</h1>',
            _warning(executed),
            _advice(next((cell for cell in cells if cell.id == PLAN), None)),
            _table(slots),
            _known(lesson),
        ]
        name = f"{head} · {lesson.id} · {title} · {place}"
        return numbered_page("\n".join(body), title=name, footer=name, order=order, css=_CSS)


def _warning(executed: NotebookNode) -> str:
    wrong = does_not_add_up(executed)
    if not wrong:
        return ""
    told = _("I minuti non tornano: {words}").format(words=wrong)
    return f'<div class="box"><p>{escape(told)}</p></div>'


def _advice(plan: Cell | None) -> str:
    """Take from the plan what is not the table: what to prepare, what can be left out."""
    soup = BeautifulSoup(plan.html if plan else "", "html.parser")
    parts = [
        str(one) for one in soup.find_all(["p", "ul", "ol"], recursive=True) if not one.find_parent("table")
    ]
    # the first line of a plan without a heading is its title
    if parts and soup.find(["h2", "h3"]) is None:
        parts = parts[1:]
    head = _("Prima, e se il tempo manca")
    return f'<h2>{escape(head)}</h2><div class="plan">{"".join(parts)}</div>' if parts else ""


def _table(slots: list[Slot]) -> str:
    caption = _("Minuto per minuto")
    titles = (_("Minuti"), _("Parte"), _("Da dire e da chiedere"))
    columns = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    rows = "".join(_row(slot) for slot in slots)
    total = sum(slot.step.minutes for slot in slots)
    words = _("In tutto {minutes} minuti.").format(minutes=number(total))
    return (
        f'<h2>{escape(caption)}</h2><table class="run"><caption class="quiet">{escape(words)}</caption>'
        f'<colgroup><col class="when"><col class="part"><col></colgroup>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(slot: Slot) -> str:
    end = slot.start + slot.step.minutes
    stop = _("Qui ci si può fermare.")
    marked = f'<p class="stop">{escape(stop)}</p>' if slot.stop else ""
    said = "".join(_flat(cell.html) for cell in slot.cells if cell.trainer)
    part = f"<p><strong>{inline(slot.step.part)}</strong></p><p>{inline(slot.step.what)}</p>{marked}"
    minutes = f"{number(slot.start)}–{number(end)}"
    return f'<tr><th scope="row">{minutes}</th><td>{part}</td><td>{said}</td></tr>'


def _flat(html: str) -> str:
    """Make the headings of a note bold lines: in a cell of a table nothing is a section."""
    soup = BeautifulSoup(html, "html.parser")
    for head in soup.find_all(["h1", "h2", "h3", "h4"]):
        head.name = "p"
        head.wrap(soup.new_tag("strong"))
    return str(soup)


def _known(lesson: Lesson[Any, Any]) -> str:
    """Write each exercise with its answer and the mistakes that are expected."""
    head = _("Esercizi: risposta attesa ed errori che vedrai")
    numbered = list(lesson.needed.values())
    extra = [one for one in lesson.exercises.values() if one.extra]
    items = [
        _one(_("Esercizio {number}").format(number=number(at)), one) for at, one in enumerate(numbered, 1)
    ]
    items += [_one(_("Esercizio in più"), one) for one in extra]
    return f'<section class="second"><h2>{escape(head)}</h2>{"".join(items)}</section>'


def _one(name: str, exercise: Exercise) -> str:
    question = exercise.question.split("\n\n", maxsplit=1)[0]
    minutes = counted(exercise.minutes, one=_("{count} minuto"), more=_("{count} minuti"))
    wrong = [f"**{bare(what)}** – {why}" for what, why in reasons(exercise)]
    other = _("Se la risposta è un'altra:")
    told = f"<p>{escape(other)}</p>{bullets(wrong)}" if wrong else ""
    return (
        f'<div class="known"><h3>{escape(name)} <span class="quiet">({escape(minutes)})'
        f"</span></h3><p>{inline(question)}</p>{expected_html(exercise)}{told}</div>"
    )
