"""The evaluation plan: written before the project begins, judged by the lesson's rules, dated and filed."""

from __future__ import annotations

import re

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values
from fis_lessons.dossier.plan_numbers import people_counts, seen_by, start_of, too_small
from fis_lessons.dossier.remarks import Remark, empty_fields, outcome_words
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import exact, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures import vague
from fis_lessons.measures.vague import reads_by_a_threshold

FILE_NAME = "piano-di-valutazione.html"
LEAST_WORDS = 3
"""An answer of fewer words is a title."""
FEW = 60
"""Fewer people than these in a group see only large changes: the lesson computes it."""


def plan_fields() -> tuple[Field, ...]:
    """Return the fields in the order they are decided."""
    rows = (
        (
            "question",
            _("La domanda"),
            _("Che cosa deve cambiare, in chi, entro quando, rispetto a che cosa?"),
        ),
        (
            "outcome",
            _("L'esito principale"),
            _("Uno solo, con la sua misura: chi lo conta, con quale strumento?"),
        ),
        (
            "worth",
            _("Il cambiamento che varrebbe la spesa"),
            _("Quale cambiamento, il più piccolo, ti farebbe dire che ne valeva la pena? Scrivi un numero."),
        ),
        ("design", _("Il confronto"), _("Quale disegno, e chi resta fuori? Chi decide chi entra?")),
        (
            "people",
            _("Le persone"),
            _("Quante, in ciascun gruppo? Qual è il più piccolo cambiamento che vedrai?"),
        ),
        (
            "lost",
            _("Chi si perde per strada"),
            _("Quanti pensi che non saranno più raggiunti alla fine? Che cosa fai per ritrovarli?"),
        ),
        (
            "when",
            _("Quando si misura"),
            _("Prima dell'avvio e dopo: con quali date, in tutti e due i gruppi?"),
        ),
        (
            "rule",
            _("Come si leggerà il risultato"),
            _(
                "La differenza si pubblica con il suo intervallo: dove deve stare per dire che ha funzionato? Da "
                "quanti punti vale la spesa? E se lo zero è dentro?"
            ),
        ),
        (
            "who",
            _("Chi fa che cosa"),
            _("Chi raccoglie, chi analizza, chi non deve sapere chi è in quale gruppo?"),
        ),
        (
            "cost",
            _("Quanto costa"),
            _("Giornate e spese. È proporzionato al costo del progetto? Chi paga?"),
        ),
        (
            "privacy",
            _("Dati e riservatezza"),
            _(
                "Quali dati servono davvero? Chi li vede? Quando si cancellano? Serve una "
                "valutazione d'impatto sulla protezione dei dati?"
            ),
        ),
        ("publish", _("Che cosa si pubblica"), _("Dove, quando, anche se il risultato non piace?")),
    )
    return tuple(Field(id=name, label=label, help=told, kind="text") for name, label, told in rows)


def judge(values: Values) -> Judged:
    """Read a plan by the rules of lessons 06, 08 and 09: a comparison, dates, numbers, somebody who does it."""
    fields = plan_fields()
    told = [*empty_fields(fields, values)]
    silent = {remark.where for remark in told}
    for field in fields:
        if field.label not in silent:
            told += _of_field(field, values)
    order = {field.label: place for place, field in enumerate(fields)}
    told.sort(key=lambda remark: order[remark.where])
    return Judged(remarks=tuple(told), on_paper=(_answers(values),))


def _of_field(field: Field, values: Values) -> list[Remark]:
    text = values[field.id]
    rules = {
        "question": _question,
        "outcome": _outcome,
        "design": _design,
        "rule": _rule,
        "when": _when,
        "who": _who,
    }
    found = [Remark(field.label, *said) for said in rules[field.id](text)] if field.id in rules else []
    if field.id == "outcome":
        found += outcome_words(field.label, text, why=_("Misureresti il lavoro."))
    if field.id in ("worth", "rule", "cost") and not vague.has_number(text):
        found.append(Remark(field.label, _("non c'è un numero."), field.help))
    if field.id == "when" and vague.draws_lots(values["design"]) and not vague.measures_both(text):
        found.append(
            Remark(
                field.label,
                _("sorteggi, ma non dici quando misuri chi resta fuori."),
                _("Un sorteggio senza misurare gli altri non confronta niente: misura tutti e due i gruppi."),
            )
        )
    if field.id == "people":
        found += [Remark(field.label, *said) for said in _people(values)]
        if told := _worth_and_people(values):
            found.append(Remark(field.label, *told, mend=False))
    if not found and len(text.split()) < LEAST_WORDS:
        found.append(Remark(field.label, _("è troppo breve per chi non ti conosce."), field.help))
    return found


def _question(text: str) -> list[tuple[str, str]]:
    found = []
    generic = vague.generic_change(text)
    if generic:
        found.append(
            (
                _("«{word}» non dice che cosa cambia.").format(word=generic),
                _("Scrivi un fatto che si conta, e in chi."),
            )
        )
    if not vague.names_a_comparison(text):
        found.append(
            (
                _("qui non si riconosce con chi si confronta chi partecipa."),
                _("Se c'è, scrivilo con «rispetto a…»."),
            )
        )
    if not vague.names_a_time(text):
        found.append((_("non dice entro quando."), _("Scrivi una data o un numero di mesi.")))
    return found


def _outcome(text: str) -> list[tuple[str, str]]:
    if vague.has_number(text) or len(text.split()) >= LEAST_WORDS:
        return []
    return [(_("non dice con che cosa si misura."), _("Scrivi chi lo conta, e in quale registro."))]


def _design(text: str) -> list[tuple[str, str]]:
    if vague.names_a_comparison(text):
        return []
    if vague.before_and_after(text):
        return [
            (
                _("prima e dopo, da soli, non dicono che cosa sarebbe successo senza il progetto."),
                _("Scrivi chi resta fuori e gli somiglia. Se non c'è, non misurerai un effetto: scrivilo."),
            )
        ]
    return [
        (
            _("qui non si riconosce un gruppo di confronto."),
            _(
                "Se c'è, scrivi «rispetto a…» e chi resta fuori: per sorteggio, per turno, sotto una soglia, "
                "in un altro luogo."
            ),
        )
    ]


def _worth_and_people(values: Values) -> tuple[str, str] | None:
    """Compare the change that would be worth it with the one that can be seen."""
    unseen = too_small(values)
    if unseen is None:
        return None
    worth, seen, least = unseen
    words = _(
        "ne varrebbe la pena già con {worth} punti, ma {who}, {start}, si vedono bene solo cambiamenti di almeno "
        "{seen} punti."
    )
    return (
        words.format(worth=exact(worth), who=seen.who, start=seen.start, seen=number(least)),
        _("Servono più persone, o un esito che si vede meglio. Se no scrivilo adesso: non lo vedrai."),
    )


def _people(values: Values) -> list[tuple[str, str]]:
    text = values["people"]
    counts = people_counts(text)
    if not counts:
        return [(_("non c'è un numero."), _("Scrivi quante persone ci saranno in ciascun gruppo."))]
    found = []
    if len(counts) == 1 and not re.search(r"(?i)ciascun|ogni gruppo|per gruppo|each|per group", text):
        found.append((_("c'è un numero solo."), _("Scrivi quante persone in ciascun gruppo, anche fuori.")))
    seen = seen_by(values)
    if seen is not None and seen.left < FEW:
        words = _("{who}, {start}, si vedono bene solo cambiamenti di almeno {points} punti su 100.")
        told = (
            words.format(who=seen.who, start=seen.start, points=number(seen.points))
            if seen.points
            else _("con così poche persone non si vede nessun cambiamento.")
        )
        found.append((told, _("Unisci più anni o più luoghi, oppure racconta senza promettere un effetto.")))
    return found


def _rule(text: str) -> list[tuple[str, str]]:
    if not reads_by_a_threshold(text):
        return []
    return [
        (
            _("un numero solo non basta: con poche persone la differenza che trovi è larga."),
            _(
                "Scrivi che ha funzionato se l'intervallo della differenza sta tutto sopra zero (o tutto sotto, "
                "se "
                "deve calare); da quanti punti vale la spesa è un'altra riga. Il più piccolo cambiamento visibile "
                "serve a decidere quante persone, non a leggere il risultato."
            ),
        )
    ]


def _when(text: str) -> list[tuple[str, str]]:
    if vague.names_a_time(text):
        return []
    return [(_("non c'è una data."), _("Scrivi i mesi in cui si misura, prima e dopo."))]


def _who(text: str) -> list[tuple[str, str]]:
    if not vague.names_nobody(text):
        return []
    return [(_("non nomina nessuno."), _("Scrivi gli uffici o le persone, e chi fa che cosa."))]


def _answers(values: Values) -> Html:
    empty = _("non ancora deciso")
    parts, words = [], []
    for field in plan_fields():
        text = values.get(field.id, "").strip() or empty
        parts.append(
            f'<div class="keep"><h2>{escape(field.label)}</h2><p class="quiet">{escape(field.help)}</p>'
            f'<p class="answer">{escape(text)}</p></div>'
        )
        words.append(f"{field.label}: {text}")
    return Html("\n".join(parts), "\n".join(words))


PLAN = Document(
    name="plan",
    file=FILE_NAME,
    title=lambda: _("Piano di valutazione, scritto prima di cominciare"),
    note=lambda: _(
        "Questa pagina vale se è protocollata prima dell'avvio, quando non è più una bozza: serve a mostrare, "
        "alla fine, che la domanda e la regola non sono state scelte dopo aver visto i dati."
    ),
    fields=plan_fields,
    judge=judge,
    beside=start_of,
    listed=False,
)
