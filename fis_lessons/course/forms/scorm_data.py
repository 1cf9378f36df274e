"""A question as the page of a platform judges it: what is right, and what to say of each answer.

The answers are necessarily in the page, and whoever opens its source finds them: a quiz to learn from, no exam.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from string import ascii_lowercase, digits
from typing import Any

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
from fis_lessons.exercises.numeric import DISTANCES
from fis_lessons.exercises.show import HINT_NAMES
from fis_lessons.exercises.spec import Verdict, told_of
from fis_lessons.figures import inline, markdown, plain
from fis_lessons.i18n import gettext as _

Data = Mapping[str, Any]
# One sign each, as SCORM 1.2 wants; a row begins with a figure and a column with a letter
_ROWS, _COLUMNS = digits[1:] + ascii_lowercase, ascii_lowercase + digits
_SUM = 8


def can_be_judged(question: Exercise) -> bool:
    """Tell whether a page can judge a question."""
    return isinstance(question, Choice | Several | Matching | Ordering | Grid | Number | OpenText)


def names(options: Iterable[Option], *, rows: bool = False) -> dict[str, str]:
    """Name each option by a sign, in the order shown: its own name may give the answer away."""
    return {one.id: (_ROWS if rows else _COLUMNS)[place] for place, one in enumerate(options)}


def question_data(question: Exercise, *, lesson: str) -> Data:
    """Write what the page needs to judge a question.

    Parameters
    ----------
    question
        One that :func:`can_be_judged`, its options in the order shown.
    lesson
        For the name the platform knows it by.
    """
    kinds: Mapping[type[Exercise], tuple[str, Callable[[Any], Data]]] = {
        Choice: ("choice", _choice),
        Several: ("several", _several),
        Matching: ("matching", _matching),
        Grid: ("grid", _grid),
        Ordering: ("ordering", _ordering),
        Number: ("number", _number),
        OpenText: ("open", _open),
    }
    kind, write = kinds[type(question)]
    data = {
        "kind": kind,
        "name": re.sub(r"[^A-Za-z0-9_-]", "_", f"L{lesson}-{question.id}")[:200],
        "about": " ".join(plain(question.question).split())[:250],
        "why": markdown(question.why),
        "expects": markdown(question.check("?").text),
        "hints": [inline(question.hint(step)) for step in range(1, 5)],
        **write(question),
    }
    # an answer that was kept belongs to this very question, with these very numbers
    found = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return {**data, "sum": found[:_SUM]}


def _choice(question: Choice) -> Data:
    options = names(question.options)
    return {
        "right": options[question.right],
        "say": {
            options[one.id]: markdown(one.feedback) for one in question.options if one.id != question.right
        },
    }


def _several(question: Several) -> Data:
    options = names(question.options)
    wrong = [one for one in question.options if one.id not in question.right]
    return {
        "options": list(options.values()),
        "right": [options[one.id] for one in question.options if one.id in question.right],
        "say": {options[one.id]: inline(told_of(one.label, one.feedback)) for one in wrong},
        "missing": inline(question.missing),
    }


def _matching(question: Matching) -> Data:
    rows, columns = names(question.rows, rows=True), names(question.columns)
    right, say = {}, {}
    for row in question.rows:
        good = list(
            dict.fromkeys([question.right[row.id], question.also.get(row.id, question.right[row.id])])
        )
        right[rows[row.id]] = [columns[one] for one in good]
        say[rows[row.id]] = {
            columns[one.id]: inline(told_of(row.label, question.pairs.get((row.id, one.id), row.feedback)))
            for one in question.columns
            if one.id not in good
        }
    return {"rows": list(rows.values()), "right": right, "say": say}


def _grid(question: Grid) -> Data:
    rows, columns = names(question.rows, rows=True), names(question.columns)
    right = {rows[row]: [columns[one] for one in ticked] for row, ticked in question.reference.items()}
    say = {rows[row.id]: inline(told_of(row.label, row.feedback)) for row in question.rows}
    return {"rows": list(rows.values()), "right": right, "say": say}


def _ordering(question: Ordering) -> Data:
    items = names(question.items)
    return {
        "right": [items[name] for name in question.right],
        "say": {items[one.id]: inline(told_of(one.label, one.feedback)) for one in question.items},
    }


def _number(question: Number) -> Data:
    return {
        "expected": question.expected,
        "reference": question.reference,
        "tolerance": question.tolerance,
        "decimals": question.decimals,
        "unit": question.unit,
        "signs": [sign for sign in ("%", "€", "£", "$") if question.takes_sign(sign)],
        "mistakes": [{"value": one.value, "html": inline(one.text)} for one in question.recognised],
        "distance": {name: inline(question.distance_text(name)) for name in DISTANCES},
    }


def _open(question: OpenText) -> Data:
    criteria = names(question.criteria)
    seen = markdown(_("La risposta con cui confrontarla:"))
    model = f"<blockquote>{markdown(question.model_answer)}</blockquote>"
    head = markdown(_("Confronta la tua risposta con questa, poi segna i criteri che soddisfa:"))
    met = _("Secondo te la risposta soddisfa tutti i criteri.")
    done = markdown(f"{met} {question.why}")
    return {
        "least": question.least_words,
        "options": list(criteria.values()),
        "labels": {criteria[one.id]: inline(one.label) for one in question.criteria},
        "model": head + model,
        "compared": f"{done}{seen}{model}",
    }


def words() -> Mapping[str, Any]:
    """Write what the page says besides the questions: pieces of page."""
    states = {name: Verdict(name, "").title for name in ("not_tried", "unreadable", "not_yet", "right")}
    return {
        "states": states,
        "hints": [_(name) for name in HINT_NAMES],
        "asks": [_("Un aiuto"), _("Un altro aiuto"), _("Un altro aiuto"), _("Mostra la soluzione")],
        "help": _("Aiuto {step} di 4."),
        "opened": _("Si è aperto perché hai provato più volte."),
        "not_tried": _("Scrivi o scegli una risposta, poi premi «Verifica»."),
        "extra": _("Da togliere in tutto: {count}."),
        "lost": _("Risposte che mancano: {count}."),
        "rows": _("Righe giuste: {done} su {total}."),
        "empty": _("Ancora da scegliere: {count}."),
        "boxes": _("Caselle di troppo: {extra}; mancanti: {lost}."),
        "places": _("Posti giusti, dall'inizio: {count}."),
        "reversed": _("L'ordine è giusto, ma al contrario."),
        "read": _("Ho letto {read}{unit}."),
        "other_unit": _(
            "Ho letto {read}, ma qui si risponde in questa unità: {unit}. Scrivi solo il numero."
        ),
        "too_short": _("È ancora poco: scrivi almeno una frase intera."),
        "compare": _("Adesso confronta"),
        "compared": _("Confronto fatto: lo hai valutato tu"),
        "begin": _("Quiz di {total} domande: comincia da quella che vuoi."),
        "score": _("Risposte giuste: {right} su {total}; al primo colpo e senza aiuti: {at_once}."),
        "left": _("Domande ancora da provare: {left}."),
        "all": _("Le hai provate tutte."),
        "recorded": _("La piattaforma registra le risposte, il punteggio e fin dove sei arrivato."),
        "alone": _(
            "Questa pagina non è aperta in una piattaforma: puoi rispondere, ma non viene registrato niente."
        ),
        "refused": _(
            "La piattaforma non risponde: puoi rispondere alle domande, ma non viene registrato niente."
        ),
        "reading": _(
            "La piattaforma ha aperto la lezione per rivederla: quello che fai ora non viene registrato."
        ),
        "back": _("Bentornato. Le tue risposte sono qui sotto: domande finite {done} su {total}."),
        "go_on": _("Riprendi dalla domanda {number}"),
        "trouble": _(
            "La piattaforma non ha registrato l'ultima risposta (codice {code}). Avvisa chi conduce; prima di "
            "chiudere la pagina copia altrove ciò che hai scritto."
        ),
        "cut": _(
            "Il testo è lungo: la piattaforma ne conserva solo i primi {count} caratteri. Copialo anche altrove."
        ),
    }
