"""Say what changed in a class between two forms of questions, and how sure that is."""

from __future__ import annotations

from fis_lessons.course.training_sheet import Scores
from fis_lessons.dossier.paper import facts, page
from fis_lessons.exercises.training_words import cautions, sentence
from fis_lessons.figures import escape
from fis_lessons.i18n import Language, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.training import PairedDifference

_CEILING = 0.9


# --- in words -----------------------------------------------------------------------------------
def told(scores: Scores) -> tuple[list[str], list[str]]:
    """Say what changed, and what must be told with it, in the language in use.

    Returns
    -------
    tuple of list of str
        Sentences of the result, and cautions.

    Raises
    ------
    MeasureError
        If fewer than two persons have both scores.
    """
    found = scores.difference
    result = [sentence(found), _effect_words(found)]
    care = [*scores.left_out, *cautions(found), *_form_cautions(scores, found)]
    return [text for text in result if text], care


def _effect_words(found: PairedDifference) -> str:
    if found.d_av is None:
        return ""
    return _(
        "Per farsi un'idea: una grandezza di 0,5 vuol dire che la media si è spostata di mezza deviazione "
        "standard, cioè di metà della distanza tipica fra una persona e la media. Non c'è una soglia oltre la "
        "quale un corso «funziona»."
    )


def _form_cautions(scores: Scores, found: PairedDifference) -> list[str]:
    words = []
    both = [
        form
        for form, before, after in zip(scores.first, scores.before, scores.after, strict=True)
        if before is not None and after is not None
    ]
    first, second = both.count("A"), both.count("B")
    if first + second < len(both):
        words.append(
            _("Di {count} persone non è scritto quale modulo hanno fatto prima.").format(
                count=number(len(both) - first - second)
            )
        )
    if not min(first, second) and max(first, second):
        words.append(
            _(
                "Tutti hanno fatto i moduli nello stesso ordine: la differenza comprende anche quella di "
                "difficoltà fra i due moduli, e non si può separare. La prossima volta dai a metà classe il "
                "modulo B per primo."
            )
        )
    elif min(first, second) * 2 < max(first, second):
        words.append(
            _(
                "Hanno cominciato con il modulo A in {first}, con il B in {second}: i due gruppi sono molto "
                "diversi, e la difficoltà dei moduli pesa sul risultato."
            ).format(first=number(first), second=number(second))
        )
    if found.before >= _CEILING * scores.most:
        words.append(
            _(
                "Prima del corso le risposte giuste erano già quasi tutte: con queste domande non c'era spazio "
                "per vedere un miglioramento."
            )
        )
    return words


def result_page(scores: Scores, *, lang: Language) -> str:
    """Write the result as a page to print."""
    with use_language(lang):
        result, care = told(scores)
        title = _("Prima e dopo il corso")
        found = scores.difference
        rows = [
            (_("Persone con i due punteggi"), number(found.pairs)),
            (_("Punteggio massimo"), number(scores.most)),
            (_("Media prima"), number(found.before, decimals=1)),
            (_("Media dopo"), number(found.after, decimals=1)),
            (_("Differenza media"), number(found.mean, decimals=1)),
        ]
        text = "".join(f"<p>{escape(words)}</p>" for words in result)
        items = "".join(f"<li>{escape(words)}</li>" for words in care)
        head = escape(_("Da dire insieme ai numeri"))
        box = f'<div class="box"><h2>{head}</h2><ul>{items}</ul></div>' if items else ""
        body = f"<h1>{escape(title)}</h1>{facts(rows)}{text}{box}"
        return page(body, title=title, lang=lang, css=".box h2 { margin: 0; padding: 0; border: 0; }")
