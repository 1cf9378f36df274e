"""What a lesson says as it opens: where the learner is, on which case, and what the case borrows."""

from __future__ import annotations

from fis_lessons.cases import Case, borrowed_words, load_case
from fis_lessons.exercises.drafts import keeps_drafts
from fis_lessons.exercises.show import dress
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _


def opening_page(lesson: str, case: Case, *, total: int, done: int, drafts: bool) -> Html:
    """Write the opening; it carries the style of everything below.

    Parameters
    ----------
    lesson
        Two digits.
    case
        The lesson is open on it.
    total, done
        Exercises of the lesson, and those met already.
    drafts
        Whether somebody will write here: the page then keeps what is being typed.
    """
    words = _("Lezione {id} pronta. Caso: {case}. Esercizi: {total}.").format(
        id=lesson, case=_(case.title), total=total
    )
    if done:
        words += " " + _("Riprendi da dove eri: ne hai già affrontati {done}.").format(done=done)
    script = keeps_drafts() if drafts else ""
    page = f'{dress()}{script}<p class="fis-opening" role="status">{escape(words)}</p>'
    if case.borrows is None:
        return Html(page, words)
    from fis_lessons.lessons.desk.target import counted_elsewhere

    lacks = borrowed_words(case, load_case(case.borrows.lender))
    lacks = " ".join(filter(None, (lacks, counted_elsewhere(case))))
    return Html(f'{page}<div class="fis-callout">{escape(lacks)}</div>', f"{words}\n{lacks}")
