"""The evaluation plan: written before the project begins, judged by the lesson's rules, dated and filed."""

from __future__ import annotations

import re

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values
from fis_lessons.dossier.remarks import Remark, empty_fields, outcome_words
from fis_lessons.errors import MeasureError
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import exact, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures import vague
from fis_lessons.measures.planning.power_shares import mde_two_shares
from fis_lessons.reading import read_number

FILE_NAME = "piano-di-valutazione.html"
LEAST_WORDS = 3
"""An answer of fewer words is a title."""
FEW = 60
"""Fewer people than these in a group see only large changes: the lesson computes it."""


# a number that is not of people: points, a share, a length of time, schools and groups
_PEOPLE = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d{1,7})\b(?![.,/]?\d)"
    r"(?!\s*(?:%|punt|point|su 100|per cento|mes|ann|month|year|giorn|day"
    r"|scuol|class|quartier|comun|grupp|school|group|neighbo))"
)

# a change in points: «5 punti», «il 5%», «5 ragazzi su 100»
POINTS = re.compile(
    # a number is read whole and words have a length: hundreds of digits pasted by mistake hold up nobody
    r"(?<!\d)(\d++(?:[.,]\d++)?+)\s*(?:%|punt\w*|per cento|percent\w*|points?\b"
    r"|(?:\w{1,40}\s{1,9}){0,2}(?:su|in|out of) (?:100|cento|a hundred))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


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
            _("Quale numero direbbe che ha funzionato? E quale che non ha funzionato?"),
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
        "people": _people,
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
    if field.id == "people" and (told := _worth_and_people(values["worth"], text)):
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
        found.append((_("non dice rispetto a che cosa."), _("Scrivi con chi confronterai chi partecipa.")))
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
            _("non dice con chi ti confronti."),
            _("Scrivi chi resta fuori: per sorteggio, per turno, sotto una soglia, in un altro luogo."),
        )
    ]


def people_counts(text: str) -> list[int]:
    """Return the numbers of people a text names, at most ten; not years, points, months, shares or schools.

    Examples
    --------
    >>> people_counts("240 seguiti e 240 in attesa, dal 2027, in 12 scuole: vediamo 13 punti")
    [240, 240]
    """
    read = [(found, read_number(found) or 0.0) for found in _PEOPLE.findall(text)[:10]]
    # four figures without a point between them are a year: «nel 2026» is nobody
    return [int(n) for found, n in read if n > 1 and n.is_integer() and not _YEAR.fullmatch(found)]


def visible_change(people: int) -> float | None:
    """Return the least change in points that two groups of so many people show, at the widest: about a half."""
    try:
        seen = mde_two_shares(0.5, treated=people, control=people, downwards=True)
    except MeasureError:
        return None
    return None if seen is None else 100 * seen


def _worth_and_people(worth: str, people: str) -> tuple[str, str] | None:
    """Compare the change that would be worth it with the one that can be seen."""
    counts, wanted = people_counts(people), POINTS.search(worth)
    points = read_number(wanted[1]) if wanted else None
    seen = visible_change(min(counts)) if counts else None
    if not points or seen is None or points >= seen:
        return None
    words = _(
        "ne varrebbe la pena già con {worth} punti, ma con {people} persone per gruppo se ne vedono bene almeno "
        "{seen} (se la quota è intorno a metà; un po' meno se è piccola)."
    )
    return (
        words.format(worth=exact(points), people=number(min(counts)), seen=number(seen)),
        _("Servono più persone, o un esito che si vede meglio. Se no scrivilo adesso: non lo vedrai."),
    )


def _people(text: str) -> list[tuple[str, str]]:
    counts = people_counts(text)
    if not counts:
        return [(_("non c'è un numero."), _("Scrivi quante persone ci saranno in ciascun gruppo."))]
    found = []
    if len(counts) == 1 and not re.search(r"(?i)ciascun|ogni gruppo|per gruppo|each|per group", text):
        found.append((_("c'è un numero solo."), _("Scrivi quante persone in ciascun gruppo, anche fuori.")))
    least = min(counts)
    if least < FEW:
        seen = visible_change(least)
        words = _(
            "con {people} persone per gruppo, se nessuno si perde e la quota è intorno a metà, si vedono solo "
            "cambiamenti di almeno {points} punti su 100."
        )
        told = (
            words.format(people=number(least), points=number(seen))
            if seen
            else _("con così poche persone non si vede nessun cambiamento.")
        )
        found.append((told, _("Unisci più anni o più luoghi, oppure racconta senza promettere un effetto.")))
    return found


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
    listed=False,
)
