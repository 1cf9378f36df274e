"""The evaluation plan a learner writes: fields to fill in, kept in the record, and a page to date and file."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fis_lessons.dossier import paper
from fis_lessons.dossier.folder import FolderError, save
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.settle import when_settled
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import Language, day
from fis_lessons.i18n import gettext as _

FILE_NAME = "piano-di-valutazione.html"
_CSS = """
.answer { margin: .3em 0; padding: .5em .8em; border-left: 4px solid #0b3d91; background: #f3f6fb;
          overflow-wrap: anywhere; }
"""
LONGEST = 1_500
"""Characters of one answer: the whole plan fits in one line of the record."""


@dataclass(frozen=True)
class Part:
    """A field of the plan: its name, what it is called, and what to think of while filling it in."""

    id: str
    label: str
    help: str


def parts() -> tuple[Part, ...]:
    """Return the fields in the order they are decided."""
    return (
        Part(
            "question",
            _("La domanda"),
            _("Che cosa deve cambiare, in chi, entro quando, rispetto a che cosa?"),
        ),
        Part(
            "outcome",
            _("L'esito principale"),
            _("Uno solo, con la sua misura: chi lo conta, con quale strumento?"),
        ),
        Part("design", _("Il confronto"), _("Quale disegno, e chi resta fuori? Chi decide chi entra?")),
        Part(
            "people",
            _("Le persone"),
            _("Quante, in ciascun gruppo? Qual è il più piccolo cambiamento che vedrai?"),
        ),
        Part(
            "when",
            _("Quando si misura"),
            _("Prima dell'avvio e dopo: con quali date, in tutti e due i gruppi?"),
        ),
        Part(
            "rule",
            _("Come si leggerà il risultato"),
            _("Quale numero direbbe che ha funzionato? E quale che non ha funzionato?"),
        ),
        Part(
            "who",
            _("Chi fa che cosa"),
            _("Chi raccoglie, chi analizza, chi non deve sapere chi è in quale gruppo?"),
        ),
        Part(
            "cost", _("Quanto costa"), _("Giornate e spese. È proporzionato al costo del progetto? Chi paga?")
        ),
        Part(
            "privacy",
            _("Dati e riservatezza"),
            _(
                "Quali dati servono davvero? Chi li vede? Quando si cancellano? Serve una "
                "valutazione d'impatto sulla protezione dei dati?"
            ),
        ),
        Part("publish", _("Che cosa si pubblica"), _("Dove, quando, anche se il risultato non piace?")),
    )


def invitation() -> Html:
    """Write the plan as a form to fill in on paper."""
    rows = "".join(f"<li><strong>{escape(part.label)}.</strong> {escape(part.help)}</li>" for part in parts())
    head = _("Il tuo piano di valutazione")
    text = "\n".join([head, *(f"- {part.label}. {part.help}" for part in parts())])
    return Html(f'<div class="fis-note"><p><strong>{escape(head)}</strong></p><ol>{rows}</ol></div>', text)


def page(answers: Mapping[str, str], *, place: str, lang: Language, today: datetime.date) -> str:
    """Write the plan as a page to print, date and file before the project begins.

    Parameters
    ----------
    answers
        What was written, by name of the field; whatever is in it is shown as text.
    place
        Municipality of the lesson.
    lang
        Language of the page.
    today
        Date of the plan.
    """
    title = _("Piano di valutazione, scritto prima di cominciare")
    note = _(
        "Questa pagina vale se è protocollata prima dell'avvio: serve a mostrare, alla fine, che "
        "la domanda e la regola non "
        "sono state scelte dopo aver visto i dati."
    )
    empty = _("non ancora deciso")
    body = "".join(
        f"<h2>{escape(part.label)}</h2><p class='quiet'>{escape(part.help)}</p>"
        f"<p class='answer'>{_lines(answers.get(part.id, '').strip() or empty)}</p>"
        for part in parts()
    )
    dated = _("Scritto il {date}. Lezione svolta sul caso di {place}.").format(date=day(today), place=place)
    head = f"<h1>{escape(title)}</h1><p>{escape(dated)}</p><p>{escape(note)}</p>"
    return paper.page(head + body, title=title, lang=lang, css=_CSS)


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def read_answers(stored: object) -> dict[str, str]:
    """Read what the record kept; anything else is an empty plan."""
    try:
        values = json.loads(stored) if isinstance(stored, str) else {}
    except ValueError:
        return {}
    known = {part.id for part in parts()}
    if not isinstance(values, Mapping):
        return {}
    return {k: v[:LONGEST] for k, v in values.items() if k in known and isinstance(v, str)}


def panel(*, start: Mapping[str, str], keep: Callable[[str], str], learner: Learner, place: str) -> Any:
    """Build the form.

    Parameters
    ----------
    start
        What was written before.
    keep
        Keeps the answers as one text; returns why it could not, or nothing.
    learner
        Where and in which language the page is written.
    place
        Municipality of the lesson.
    """
    import ipywidgets as w

    areas = {}
    head = _("Il tuo piano di valutazione")
    rows = [w.HTML(f"<p><strong>{escape(head)}</strong></p>")]
    for part in parts():
        # The height is counted in lines: a fixed one would not leave room for the label above the field
        area = w.Textarea(
            value=start.get(part.id, ""),
            description=part.label,
            rows=3,
            layout=w.Layout(width="100%", height="auto"),
        )
        area.style.description_width = "initial"
        areas[part.id] = area
        rows += [area, w.HTML(f'<p class="fis-source">{escape(part.help)}</p>')]
    save = w.Button(
        description=_("Salva il piano"), icon="save", button_style="primary", layout=w.Layout(width="auto")
    )
    export = w.Button(description=_("Prepara la pagina"), icon="file-text-o", layout=w.Layout(width="auto"))
    message = w.HTML()

    def answers() -> dict[str, str]:
        return {name: area.value[:LONGEST] for name, area in areas.items() if area.value.strip()}

    def tell(words: str) -> None:
        message.value = f'<p class="fis-source" role="alert">{escape(words)}</p>'

    def on_save(_button: object) -> None:
        trouble = keep(json.dumps(answers(), ensure_ascii=False))
        tell(
            _unsaved(trouble)
            if trouble
            else _("Salvato nella cartella del corso, insieme ai tuoi progressi.")
        )

    def on_export(_button: object) -> None:
        trouble = keep(json.dumps(answers(), ensure_ascii=False))
        words = write_page(answers(), learner=learner, place=place)
        tell(f"{words} {_unsaved(trouble)}" if trouble else words)

    save.on_click(lambda button: when_settled(lambda: on_save(button)))
    export.on_click(lambda button: when_settled(lambda: on_export(button)))
    box = w.VBox([*rows, w.HBox([save, export]), message])
    box.add_class("fis-exercise")
    return box


def _unsaved(reason: str) -> str:
    return _("Non riesco a salvare in questa cartella ({reason}): copia il testo prima di chiudere.").format(
        reason=reason
    )


def write_page(answers: Mapping[str, str], *, learner: Learner, place: str) -> str:
    """Write the page in the learner's folder and say where, or why not. Never raises."""
    text = page(answers, place=place, lang=learner.lang, today=datetime.datetime.now().astimezone().date())
    try:
        path = save(text, name=FILE_NAME, learner=learner)
    except FolderError as error:
        return str(error)
    missing = [part.label for part in parts() if not answers.get(part.id, "").strip()]
    done = _("Pagina pronta: {name}, nella cartella del corso. Aprila, stampala, falla protocollare.").format(
        name=path.name
    )
    return done + (
        " " + _("Ancora da decidere: {names}.").format(names=", ".join(missing)) if missing else ""
    )
