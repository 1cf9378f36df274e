"""The quiz of a lesson as fields of a page: the keyboard is enough, and each field says what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fis_lessons.course.forms.scorm_data import names
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


def quiz_html(questions: Sequence[Exercise]) -> str:
    """Write the questions, one under the other, and the score.

    Parameters
    ----------
    questions
        As drawn: their options in the order to show.
    """
    total = len(questions)
    title = _("Quiz di {total} domande").format(total=total)
    asked = "".join(_question(at, one, total) for at, one in enumerate(questions, start=1))
    noscript = escape(_("Per rispondere qui il browser deve poter eseguire JavaScript."))
    return (
        f'<div class="fis-quiz" role="group" aria-label="{escape(title)}">'
        f"<noscript><p>{noscript}</p></noscript>{asked}"
        '<div class="fis-progress fis-quiz-score fis-score"><p class="fis-progress-title" role="status"></p>'
        f'<progress max="{total}" value="0" aria-label="{escape(title)}"></progress></div></div>'
    )


def _question(at: int, question: Exercise, total: int) -> str:
    heading = escape(_("Domanda {number} di {total}").format(number=at, total=total))
    check, hint = escape(_("Verifica")), escape(_("Un aiuto"))
    unseen = f'<span class="fis-unseen">. {heading}</span>'
    return (
        f'<section class="fis-exercise" id="fis-q{at}" aria-labelledby="fis-q{at}-title" tabindex="-1">'
        f'<h3 class="fis-exercise-title" id="fis-q{at}-title">{heading}</h3>'
        f'<div class="fis-question" id="fis-q{at}-text">{markdown(question.question)}</div>'
        f"{_fields(at, question)}"
        f'<p class="fis-buttons"><button type="button" data-do="check">{check}{unseen}</button>'
        f'<button type="button" data-do="hint">{hint}{unseen}</button></p>'
        '<div class="fis-told" role="status"></div><div class="fis-helped" role="status"></div></section>'
    )


def _fields(at: int, question: Exercise) -> str:
    match question:
        case Choice():
            fields = _set(at, _("Scegli una risposta"), _picks(at, question.options, kind="radio"))
        case Several():
            fields = _set(at, _("Segna tutte le risposte giuste."), _picks(at, question.options))
        case Matching():
            columns = names(question.columns)
            choices = [(columns[one.id], plain(one.label)) for one in question.columns]
            told = _("Per ogni riga scegli una voce dell'elenco.")
            rows = names(question.rows, rows=True)
            fields = _set(at, told, _menus(at, question.rows, rows, choices, first=_("scegli…")))
        case Ordering():
            places = [(str(place), str(place)) for place in range(1, len(question.items) + 1)]
            told = _("Ogni voce deve avere un posto, e ogni posto una voce sola.")
            items = names(question.items)
            fields = _set(at, told, _menus(at, question.items, items, places, first=_("posto…")))
        case Grid():
            fields = _grid(at, question)
        case Number():
            unit = f" ({question.unit})" if question.unit else ""
            label = escape(_("La tua risposta") + unit)
            fields = (
                f'<p class="fis-line"><label for="fis-q{at}-f">{label}</label><input type="text" id="fis-q{at}-f" '
                f'inputmode="decimal" autocomplete="off" maxlength="60" aria-describedby="fis-q{at}-text"></p>'
            )
        case OpenText():
            fields = _text(at, question)
        case _:
            raise TypeError(f"no fields for {type(question).__name__}")
    return fields


def _set(at: int, told: str, fields: str) -> str:
    return f'<fieldset aria-describedby="fis-q{at}-text"><legend>{escape(told)}</legend>{fields}</fieldset>'


def _picks(at: int, options: Iterable[Option], *, kind: str = "checkbox") -> str:
    found = list(options)
    signs = names(found)
    return "".join(
        f'<label class="fis-pick"><input type="{kind}" name="fis-q{at}" value="{signs[one.id]}">'
        f"<span>{_label(one.label)}</span></label>"
        for one in found
    )


def _label(text: str) -> str:
    """Write a label; a link in it is words: a press there must tick the box."""
    return inline(plain(text)) if "](" in text else inline(text)


def _menus(
    at: int,
    rows: Iterable[Option],
    signs: dict[str, str],
    choices: Sequence[tuple[str, str]],
    *,
    first: str,
) -> str:
    options = "".join(f'<option value="{value}">{escape(text)}</option>' for value, text in choices)
    return "".join(
        f'<p class="fis-line"><label for="fis-q{at}-{signs[row.id]}">{_label(row.label)}</label>'
        f'<select id="fis-q{at}-{signs[row.id]}" data-row="{signs[row.id]}">'
        f'<option value="">{escape(first)}</option>{options}</select></p>'
        for row in rows
    )


def _grid(at: int, question: Grid) -> str:
    rows, columns = names(question.rows, rows=True), names(question.columns)
    told = escape(_("In ogni riga segna le caselle che servono; una riga può restare vuota."))
    lines = []
    for row in question.rows:
        boxes = "".join(
            f'<label class="fis-pick"><input type="checkbox" data-row="{rows[row.id]}" value="{columns[one.id]}">'
            f"<span>{_label(one.label)}</span></label>"
            for one in question.columns
        )
        lines.append(f"<fieldset><legend>{_label(row.label)}</legend>{boxes}</fieldset>")
    return f"<p>{told}</p>{''.join(lines)}"


def _text(at: int, question: OpenText) -> str:
    label = escape(_("La tua risposta"))
    told = _("Dopo il confronto, segna ciò che la tua risposta dice.")
    area = (
        f'<p><label for="fis-q{at}-f">{label}</label></p><textarea id="fis-q{at}-f" rows="6" maxlength="10000" '
        f'aria-describedby="fis-q{at}-text"></textarea>'
    )
    return area + _set(at, told, _picks(at, question.criteria))
