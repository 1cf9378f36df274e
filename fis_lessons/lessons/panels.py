"""What the board of a lesson says, and the notes on one's own municipality."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape, markdown
from fis_lessons.i18n import gettext as _


def progress_html(rows: Sequence[tuple[str, str]], *, quiz: str = "", notes: Sequence[str] = ()) -> Html:
    """Draw the board.

    Parameters
    ----------
    rows
        Short question and state reached (``right``, ``compared``, ``skipped``, ``not_yet`` or empty).
    quiz
        How the quiz went, if it was taken.
    notes
        What else there is to say: time, other lessons.
    """
    words = {
        "right": ("✓", _("giusto")),
        "compared": ("✓", _("confrontato da te")),
        "skipped": ("»", _("saltato")),
        "not_yet": ("✗", _("non ancora")),
        "": ("○", _("da provare")),
    }
    done = sum(state in ("right", "compared") for _question, state in rows)
    title = _("Esercizi giusti: {done} su {total}").format(done=done, total=len(rows))
    items = "".join(
        f'<li><span aria-hidden="true">{words[state][0]}</span> <strong>{escape(words[state][1])}</strong>: '
        f"{escape(question)}</li>"
        for question, state in rows
    )
    following = next((i for i, (_q, state) in enumerate(rows, start=1) if state in ("", "not_yet")), None)
    tail = (
        _("Hai finito gli esercizi di questa lezione.")
        if following is None
        else _("Il prossimo è il numero {number}.").format(number=following)
    )
    page = (
        f'<div class="fis-progress"><p class="fis-progress-title">{escape(title)}</p>'
        f'<progress max="{len(rows)}" value="{done}" aria-label="{escape(title)}"></progress>'
        f"<ol>{items}</ol>{''.join(f'<p>{escape(line)}</p>' for line in (tail, quiz, *notes) if line)}</div>"
    )
    lines = [title, *(f"- {words[state][1]}: {question}" for question, state in rows), tail, quiz, *notes]
    text = "\n".join(filter(None, lines))
    return Html(page, text)


def note_panel(question: str, *, start: object, save: Callable[[str], str]) -> Any:
    """Build a field for free text with a button that keeps it.

    Parameters
    ----------
    question
        Markdown.
    start
        What was written before, if anything.
    save
        Keeps the text; returns why it could not, or nothing.
    """
    import ipywidgets as w

    label = _("I tuoi appunti")
    area = w.Textarea(
        value=start if isinstance(start, str) else "",
        description=label,
        layout=w.Layout(width="100%", height="7em"),
    )
    area.style.description_width = "initial"
    button = w.Button(description=_("Salva gli appunti"), icon="save", layout=w.Layout(width="auto"))
    message = w.HTML(live())

    def keep(_button: object) -> None:
        trouble = save(area.value[:10_000])
        words = (
            _("Non riesco a salvare in questa cartella ({reason}): copia il testo prima di chiudere.").format(
                reason=trouble
            )
            if trouble
            else _("Salvato nella cartella del corso, insieme ai tuoi progressi.")
        )
        message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')

    button.on_click(lambda pressed: when_settled(lambda: keep(pressed)))
    box = w.VBox([w.HTML(markdown(question)), area, button, message])
    box.add_class("fis-note")
    return box
