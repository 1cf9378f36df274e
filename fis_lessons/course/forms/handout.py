"""A lesson on paper, to read and to write on: text, figures, exercises with their room, sources."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode

from fis_lessons.course.editions import Edition
from fis_lessons.course.editions import edition as of_edition
from fis_lessons.course.forms.cells import Cell, away_from_notebook, cells_of, facts_of
from fis_lessons.course.forms.on_paper import answer_space, lines
from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.ran import each_executed, keep_secrets
from fis_lessons.course.forms.reasons import expected_html
from fis_lessons.course.forms.sheet_page import numbered_page
from fis_lessons.course.forms.whole import Part, write_course
from fis_lessons.course.page import headings_in_order, local_links, name_tables
from fis_lessons.figures import escape, markdown
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import LESSONS, Lesson

ENDING = "-dispensa.html"
_NOTE_LINES = 5
_CSS = """
.facts { color: #495057; }
.fis-figure { break-inside: avoid; }
.fis-figure img { display: block; max-height: 8.5cm; margin: 0 auto; }
.fis-source { color: #495057; font-size: .88rem; }
.fis-callout, .note, .trainer { margin: 1em 0; padding: .6em 1em; border: 1px solid #c5cedd;
                                border-left: 5px solid #0b3d91; }
.trainer, .answer { border-color: #00573a; background: #edf7f1; }
.answer { margin: .6em 0; padding: .4em 1em; border-left: 5px solid #00573a; white-space: normal; }
.fis-own { font-weight: 600; }
.question h3, .question h4 { margin: 0 0 .3em; }
.data table { font-size: .85rem; }
blockquote { margin: .8em 0; padding-left: 1em; border-left: 4px solid #0b3d91; }
pre { white-space: pre-wrap; }
nav ol { columns: 2; }
@media print {
  nav { display: none; }
  .scroll, .fis-scroll { overflow: visible; }
  .data table { break-inside: auto; }
  tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  .fis-sources a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; overflow-wrap: anywhere; }
}
"""


def make(order: Order) -> Made:
    """Write the handout of each lesson, or of the course: for who learns, and with answers if asked."""
    with Writer(order) as writer:
        editions: tuple[Edition, ...] = ("trainee", "trainer") if order.trainer else ("trainee",)
        parts: dict[Edition, list[Part]] = {which: [] for which in editions}
        for variant, lesson, executed in each_executed(writer):
            for which in editions:
                page = handout_page(executed, lesson, order=order, edition=which)
                if which == "trainee":
                    keep_secrets(page, variant, executed)
                if not order.whole:
                    writer.paper(writer.path(variant, which, ENDING), page)
                    continue
                minutes = executed.metadata.get("fis", {}).get("minutes", 0)
                parts[which].append(Part(lesson.id, _(LESSONS[lesson.id].title), minutes, page))
        if order.whole:
            for which, own in parts.items():
                name = _("Dispensa del corso")
                write_course(writer, own, edition=which, ending=ENDING, name=name, css=_CSS, table=False)
        writer.tell(_("Per la classe stampa quelle in «trainee»: su carta si scrive con la penna."))
        return writer.made()


def handout_page(executed: NotebookNode, lesson: Lesson[Any, Any], *, order: Order, edition: Edition) -> str:
    """Write the handout of an executed lesson as one page for paper.

    Parameters
    ----------
    executed
        As the trainer has it.
    lesson
        The same lesson, open with the same parameters.
    order
        For the language.
    edition
        The trainee's holds no answer and no note.
    """
    lang: Language = order.lang
    with use_language(lang):
        cells = away_from_notebook(cells_of(of_edition(executed, edition)))
        title = _(LESSONS[lesson.id].title)
        text = "\n".join([_opening(cells[0]), *(_part(cell, lesson) for cell in cells[1:])])
        soup = BeautifulSoup(f'<div class="lesson">{text}</div>', "html.parser")
        content = soup.div
        if not isinstance(content, Tag):
            raise LookupError("a page without content")
        _data_apart(soup, content)
        sections = headings_in_order(soup, content)
        name_tables(soup, content)
        local_links(content)
        facts = [
            *facts_of(lesson, minutes=executed.metadata.get("fis", {}).get("minutes", 0)),
            *([_("Edizione per chi conduce")] if edition == "trainer" else []),
        ]
        licence = _("Testi con licenza CC BY 4.0, codice con licenza EUPL-1.2.")
        contents = _("In questa dispensa")
        items = "".join(f'<li><a href="#{escape(one.id)}">{escape(one.text)}</a></li>' for one in sections)
        head = (
            f'<p class="facts">{escape(" · ".join(facts))}</p><h1>{escape(title)}</h1>'
            f'<p class="quiet">{escape(licence)}</p><nav aria-label="{escape(contents)}"><ol>{items}</ol></nav>'
        )
        footer = " · ".join([facts[0], title, facts[1], *facts[3:]])
        return numbered_page(head + str(soup), title=footer, footer=footer, order=order, css=_CSS)


def _opening(cell: Cell) -> str:
    """Take what the first cell says of the lesson; how it is opened in the notebook is not for paper."""
    first = BeautifulSoup(cell.html, "html.parser").find("p")
    return str(first or "")


def _part(cell: Cell, lesson: Lesson[Any, Any]) -> str:
    if cell.trainer:
        title = _("Per chi conduce")
        return f'<div class="trainer"><p><strong>{escape(title)}</strong></p>{_lower(cell.html)}</div>'
    match cell.call:
        case "ask":
            part = _exercise(cell, lesson)
        case "solution":
            exercise = lesson.exercises[cell.name]
            part = f'<div class="answer">{expected_html(exercise)}{markdown(exercise.why)}</div>'
        case "quiz":
            words = _("Il quiz si fa nel notebook, oppure sul foglio delle domande.")
            part = f"<p>{escape(words)}</p>"
        case "note":
            part = f'<div class="note">{cell.html}{lines(_NOTE_LINES)}</div>'
        case "document":
            words = _("Si compila nel notebook, e il file resta a te. Qui puoi prendere appunti.")
            part = f'<div class="note">{cell.html}<p>{escape(words)}</p>{lines(_NOTE_LINES)}</div>'
        case "explore":
            part = _seen(cell)
        case _:
            part = cell.html
    return part


def _lower(html: str) -> str:
    """Make the headings of a note bold words: they are no sections of the lesson."""
    soup = BeautifulSoup(html, "html.parser")
    for head in soup.find_all(["h1", "h2", "h3", "h4"]):
        head.name = "p"
        head.wrap(soup.new_tag("strong"))
    return str(soup)


def _exercise(cell: Cell, lesson: Lesson[Any, Any]) -> str:
    exercise = lesson.exercises[cell.name]
    head = BeautifulSoup(cell.html, "html.parser").select_one(".fis-exercise-title")
    name = head.get_text(" ", strip=True) if head else ""
    return (
        f'<section class="question"><h3>{escape(name)}</h3>{markdown(exercise.question)}'
        f"{answer_space(exercise, name=name)}</section>"
    )


def _seen(cell: Cell) -> str:
    """Show what a control shows before anybody moves it, and say so."""
    soup = BeautifulSoup(cell.html, "html.parser")
    for head in soup.select("p.fis-control-title"):
        head.name = "p"
        head["class"] = "fis-own"
    words = _("Nel notebook si muove; qui si vede com'è all'inizio.")
    return f'{soup}<p class="fis-source">{escape(words)}</p>'


def _data_apart(soup: BeautifulSoup, content: Tag) -> None:
    """Gather the data of the figures in a section of their own, before the sources."""
    tables = [table for figure in content.select("figure") for table in _taken(soup, figure)]
    for folded in content.find_all("details"):  # nothing folds on paper
        folded.unwrap()
    for summary in content.find_all("summary"):
        summary.name = "p"
        summary["class"] = "fis-own"
    if not tables:
        return
    section = soup.new_tag("section", attrs={"class": "data"})
    head = soup.new_tag("h2")
    head.string = _("I dati delle figure")
    section.extend([head, *tables])
    sources = content.select_one(".fis-sources")
    before = sources.find_previous("h2") if sources else None
    if before:
        before.insert_before(section)
    else:
        content.append(section)


def _taken(soup: BeautifulSoup, figure: Tag) -> list[Tag]:
    """Take the data from under a figure, named after it, and leave the picture with its words."""
    caption = figure.find("figcaption")
    name = ""
    if isinstance(caption, Tag):
        for source in caption.select(".fis-source"):
            figure.append(source.extract())
        name = caption.get_text(" ", strip=True)
        caption.name = "p"
        caption["class"] = "fis-own"
    tables = [folded.find("table") for folded in figure.find_all("details")]
    found = [table.extract() for table in tables if isinstance(table, Tag)]
    for table in found:
        if table.find("caption") is None:
            title = soup.new_tag("caption")
            title.string = name
            table.insert(0, title)
    for folded in figure.find_all("details"):
        folded.decompose()
    # in a PDF the picture is the figure, and has its words; what is around it is a group
    figure.name = "div"
    figure.attrs.update({"role": "group", "aria-label": name})
    return found
