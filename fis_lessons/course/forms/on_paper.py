"""A question as it is printed: its words, and the room where the answer is written by hand."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Matching,
    Number,
    OpenText,
    Option,
    Ordering,
    Several,
)
from fis_lessons.figures import escape, inline, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

PAPER_CSS = """
.question { margin: 1.2em 0; padding: .2em 0 .6em; border-bottom: 1px solid #c5cedd; break-inside: avoid; }
.question > :is(h2, h3) { margin: 0 0 .3em; padding: 0; border: 0; font-size: 1.05rem; }
.options { padding-left: 0; list-style: none; }
.options li { margin: .35em 0; padding-left: 2em; text-indent: -2em; }
.tick { display: inline-block; width: 1.05em; height: 1.05em; margin-right: .7em; border: 1.5px solid #333;
        vertical-align: -.15em; text-indent: 0; }
.tick.wide { width: 2em; }
.line { display: inline-block; width: 12em; max-width: 60%; border-bottom: 1.5px solid #333; }
.head { display: flex; flex-wrap: wrap; gap: .5em 2em; margin: 1em 0; }
td.tickbox { text-align: center; }
td.tickbox .tick { margin: 0; }
.writing { margin: .4em 0 .8em; }
.writing div { height: 2.1em; border-bottom: 1px solid #6b7686; }
"""


_LINES = 6
_WIDE, _MANY = 90, 6
"""Letters and number of columns that still stand side by side."""


def question_on_paper(position: int, question: Exercise, *, heading: str = "", level: int = 2) -> str:
    """Write a question with the room for its answer, and nothing that gives it away.

    Parameters
    ----------
    position
        From one.
    question
        Its options in the order to print.
    heading
        What it is called; «Domanda» and its place if nothing is said.
    level
        Of the heading.
    """
    head = heading or _("Domanda {number}").format(number=position)
    return (
        f'<section class="question"><h{level}>{escape(head)}</h{level}>{markdown(question.question)}'
        f"{answer_space(question, name=head)}</section>"
    )


def answer_space(question: Exercise, *, name: str) -> str:
    """Leave the room where the answer is written by hand.

    Parameters
    ----------
    question
        Its options in the order to print.
    name
        What the question is called: a table to tick is named after it.
    """
    match question:
        case Choice():
            space = _ticks(_("Segna una sola risposta."), question.options)
        case Several():
            space = _ticks(_("Segna tutte le risposte giuste."), question.options)
        case Ordering():
            space = _ticks(_("Scrivi in ogni casella il posto: 1, 2, 3…"), question.items, css="tick wide")
        case Matching():
            told = _("In ogni riga segna una casella.")
            space = f"<p>{escape(told)}</p>{_grid(name, question.rows, question.columns)}"
        case Grid():
            told = _("In ogni riga segna le caselle che servono; una riga può restare vuota.")
            space = f"<p>{escape(told)}</p>{_grid(name, question.rows, question.columns)}"
        case OpenText():
            told = _("Scrivi sulle righe. Poi segna ciò che la tua risposta dice:")
            space = f"{lines()}{_ticks(told, question.criteria)}"
        case Number():
            unit = f" ({question.unit})" if question.unit else ""
            line = '<span class="line" aria-hidden="true"></span>'
            told = _("Risposta:")
            space = f"<p>{escape(told)} {line}{escape(unit)}</p>"
        case _:
            space = lines()
    return space


def lines(count: int = _LINES) -> str:
    """Leave lines to write on; who listens to the page is not told of them."""
    return '<div class="writing" aria-hidden="true">' + "<div></div>" * count + "</div>"


def _ticks(told: str, options: Sequence[Option], *, css: str = "tick") -> str:
    box = f'<span class="{css}" aria-hidden="true"></span>'
    items = "".join(f"<li>{box}{inline(option.label)}</li>" for option in options)
    return f'<p>{escape(told)}</p><ul class="options">{items}</ul>'


def _grid(name: str, rows: Sequence[Option], columns: Sequence[Option]) -> str:
    caption = _("{name}: caselle").format(name=name)
    names = [inline(column.label) for column in columns]
    listed = ""
    if sum(len(plain(column.label)) for column in columns) > _WIDE or len(columns) > _MANY:
        # so many names do not stand side by side on a sheet: they stand above, and their numbers in the table
        listed = f"<ol>{''.join(f'<li>{one}</li>' for one in names)}</ol>"
        names = [number(place) for place in range(1, len(columns) + 1)]
    head = "".join(f'<th scope="col">{one}</th>' for one in names)
    empty_box, item = escape(_("casella vuota")), escape(_("Voce"))
    box = f'<span class="tick" role="img" aria-label="{empty_box}"></span>'
    empty = f'<td class="tickbox">{box}</td>'
    body = "".join(f'<tr><th scope="row">{inline(row.label)}</th>{empty * len(columns)}</tr>' for row in rows)
    corner = f'<th scope="col">{item}</th>'
    return (
        f'{listed}<div class="scroll fis-scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<caption class="quiet">{escape(caption)}</caption><thead><tr>{corner}{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
