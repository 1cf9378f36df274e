"""The sharing agreement, drafted step by step: what for, which place, who does what, how long, how it ends."""

from __future__ import annotations

import re

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values, numbers_of
from fis_lessons.dossier.remarks import Remark, empty_fields
from fis_lessons.figures import Html, captioned, escape
from fis_lessons.i18n import counted
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.theory_of_change.words import bare, pattern
from fis_lessons.measures.vague import generic_change, names_a_time, names_nobody, says_nothing

FILE_NAME = "bozza-patto.html"
LONG = 36
"""Months after which an agreement asks for a check on the way: a limit of ours."""

_CLOSED = pattern((
    "solo soci", "soli soci", "solo ai soci", "solo i soci", "riservat*", "solo iscritti", "solo agli iscritti",
    "members only", "only members", "reserved",
))  # fmt: skip
_PAID = pattern((
    "compens*", "corrispettiv*", "retribu*", "stipendi*", "paga oraria", "a pagamento", "fattur*",
    "salar*", "wage*", "paid work", "fee", "fees", "invoice*",
))  # fmt: skip
_FREE = re.compile(r"\b(?:senza|nessun\w*|without|no|any)\s+\w+")
_PLACES = pattern((
    "albo", "sito", "pagina", "bacheca", "cartello", "giornal*", "amministrazione trasparente", "rete civica",
    "notiziario", "assemblea", "targa", "website", "site", "page", "board", "notice", "newspaper", "bulletin",
    "meeting", "register",
))  # fmt: skip


def agreement_fields() -> tuple[Field, ...]:
    """Return the fields of the agreement, in the order they are agreed on."""
    return (*_what(), *_who(), *_time())


def _what() -> tuple[Field, ...]:
    return (
        Field(
            id="asset",
            label=_("Il bene"),
            help=_("Scrivi quale luogo o quale cosa, dove si trova e di chi è."),
        ),
        Field(
            id="aims",
            label=_("A che cosa serve"),
            kind="text",
            help=_("Scrivi che cosa diventa possibile per chi abita lì, e per chi in particolare."),
        ),
        Field(
            id="open_to",
            label=_("A chi è aperto, e quando"),
            kind="text",
            help=_("Scrivi chi può entrare senza chiedere permesso, in quali giorni e ore."),
        ),
        Field(
            id="rules",
            label=_("Regolamento comunale sui beni comuni"),
            kind="choice",
            start="unknown",
            options=((_("non lo so"), "unknown"), (_("c'è"), "yes"), (_("non c'è"), "no")),
        ),
    )


def _who() -> tuple[Field, ...]:
    return (
        Field(
            id="signers",
            label=_("Chi firma"),
            help=_(
                "Scrivi quale ufficio per il Comune, e quali persone o gruppi: bastano anche singoli "
                "cittadini."
            ),
        ),
        Field(
            id="town",
            label=_("Che cosa fa il Comune"),
            kind="text",
            help=_(
                "Scrivi gli impegni del Comune: chiavi, utenze, manutenzione, una persona a cui telefonare."
            ),
        ),
        Field(
            id="people",
            label=_("Che cosa fanno i cittadini"),
            kind="text",
            help=_("Scrivi gli impegni di chi firma: aprire, pulire, accogliere, tenere il registro."),
        ),
        Field(
            id="costs",
            label=_("Chi paga che cosa"),
            kind="text",
            help=_("Scrivi luce, riscaldamento, materiali: chi li paga, e fino a quanto."),
        ),
        Field(
            id="risk",
            label=_("Danni e sicurezza"),
            kind="text",
            help=_("Scrivi chi risponde se qualcuno si fa male o rompe qualcosa, e con quale assicurazione."),
        ),
    )


def _time() -> tuple[Field, ...]:
    return (
        Field(id="months", label=_("Durata, in mesi"), kind="whole", start="24", low=1, high=120),
        Field(id="review", label=_("Si fa il punto ogni, in mesi"), kind="whole", start="6", low=1, high=60),
        Field(
            id="seen",
            label=_("Che cosa si guarda per capire se serve"),
            kind="text",
            help=_("Scrivi due cose: quanto si usa, e che cosa cambia per chi lo usa."),
        ),
        Field(
            id="publicity",
            label=_("Dove si pubblica"),
            kind="text",
            help=_("Scrivi dove si legge il patto e dove si racconta com'è andata: sito, albo, bacheca."),
        ),
        Field(
            id="works",
            label=_("Se partono lavori o finisce un contributo"),
            kind="text",
            help=_("Scrivi dove vanno le attività, chi lo decide, chi paga il tempo in mezzo."),
        ),
        Field(
            id="exit",
            label=_("Come si esce"),
            kind="text",
            help=_(
                "Scrivi con quanto preavviso, e che cosa succede al luogo, alle chiavi, alle cose comprate."
            ),
        ),
    )


def judge(values: Values) -> Judged:
    """Say how long the agreement lasts and what it still lacks.

    Raises
    ------
    ParameterError
        With every number that cannot be read.
    """
    fields = agreement_fields()
    read = numbers_of(fields, values)
    months, review = read["months"], read["review"]
    checks = months // review
    rows = [
        (_("Durata"), counted(months, one=_("{count} mese"), more=_("{count} mesi"))),
        (
            _("Volte in cui si fa il punto"),
            counted(checks, one=_("{count} volta"), more=_("{count} volte")) if checks else _("mai"),
        ),
    ]
    table = captioned(rows, columns=[_("Che cosa"), _("Quanto")], caption=_("Il patto nel tempo"))
    labels = {field.id: field.label for field in fields}
    remarks = (
        *judge_words(values),
        *_of_time(values, labels, months=months, review=review),
    )
    return Judged((table,), remarks, (articles(values),))


def judge_words(values: Values) -> tuple[Remark, ...]:
    """Say what the words lack, whatever the numbers are."""
    fields = agreement_fields()
    labels = {field.id: field.label for field in fields}
    return (*empty_fields(fields, values), *_of_words(values, labels))


def _of_words(values: Values, labels: Values) -> list[Remark]:
    found = []
    if names_nobody(values["signers"]):
        words = _("«{text}» non dice chi.").format(text=values["signers"].strip()[:60])
        found.append(
            Remark(labels["signers"], words, _("Scrivi un ufficio e almeno una persona o un gruppo."))
        )
    if generic := generic_change(values["aims"]):
        words = _("«{word}» nessuno può verificarlo.").format(word=generic)
        found.append(
            Remark(labels["aims"], words, _("Scrivi che cosa si potrà fare lì che oggi non si può."))
        )
    if match := _CLOSED.search(bare(values["open_to"])):
        words = _("«{word}»: un bene chiuso agli altri non è condiviso.").format(word=match.group())
        found.append(Remark(labels["open_to"], words, _("Scrivi almeno un tempo in cui entra chiunque.")))
    for name in ("people", "town", "costs"):
        if match := _PAID.search(_FREE.sub(" ", bare(values[name]))):
            words = _("«{word}»: se c'è un pagamento per il lavoro, la strada può essere un'altra.")
            remedy = _("Chiedi all'ufficio legale: un patto rimborsa spese, non compra un servizio.")
            found.append(Remark(labels[name], words.format(word=match.group()), remedy, mend=False))
    written = values["publicity"]
    if written.strip() and not says_nothing(written) and not _PLACES.search(bare(written)):
        words = _("non dice dove si può leggere.")
        found.append(Remark(labels["publicity"], words, _("Nomina un posto: sito, albo, bacheca del luogo.")))
    if values["rules"] == "no":
        words = _("senza un regolamento il patto è fragile: chi firma per il Comune non sa con quali regole.")
        found.append(
            Remark(labels["rules"], words, _("Chiedi alla segreteria generale quale atto lo regge."))
        )
    if values["rules"] == "unknown":
        words = _("non si sa ancora se c'è.")
        found.append(Remark(labels["rules"], words, _("Cercalo nella pagina dei regolamenti del Comune.")))
    return found


def _of_time(values: Values, labels: Values, *, months: int, review: int) -> list[Remark]:
    found = []
    if review > months:
        words = _("il primo punto si farebbe dopo la fine.")
        found.append(Remark(labels["review"], words, _("Scegli un numero di mesi più basso della durata.")))
    if months > LONG:
        words = _("è un patto lungo: chi lo firma oggi può non esserci più.")
        remedy = _("Va bene, se a metà strada si può uscire senza danno.")
        found.append(Remark(labels["months"], words, remedy, mend=False))
    for name, why in (
        ("exit", _("non dice con quanto preavviso.")),
        ("open_to", _("non dice quando.")),
    ):
        written = values[name]
        if (
            written.strip()
            and not says_nothing(written)
            and not names_a_time(written)
            and not _hours(written)
        ):
            found.append(Remark(labels[name], why, _("Scrivi giorni, ore o mesi.")))
    return found


def _hours(text: str) -> bool:
    return bool(_WHEN.search(bare(text)))


_WHEN = pattern((
    "sempre", "mattin*", "pomeriggi*", "sera", "sere", "serat*", "nott*", "weekend", "fine settimana", "lunedi",
    "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica", "ore", "always", "morning*",
    "afternoon*", "evening*", "hours", "monday*", "tuesday*", "wednesday*", "thursday*", "friday*", "saturday*",
    "sunday*",
))  # fmt: skip


def articles(values: Values) -> Html:
    """Write the agreement as it may be signed: an article per step, a line where nothing is written yet."""
    blank = "_" * 40
    parts, words = [], []
    asked = [field for field in agreement_fields() if field.id != "rules"]
    for place, field in enumerate(asked, start=1):
        title = _("Articolo {n}. {what}").format(n=place, what=field.label)
        text = field.shown(values.get(field.id, field.start)) or blank
        if field.kind == "whole":
            text = (
                counted(int(text), one=_("{count} mese"), more=_("{count} mesi")) if text.isdigit() else text
            )
        parts.append(f'<h2>{escape(title)}</h2><p class="answer">{escape(text)}</p>')
        words += [title, text]
    return Html("".join(parts), "\n".join(words))


AGREEMENT = Document(
    name="agreement",
    file=FILE_NAME,
    title=lambda: _("Bozza di patto di collaborazione"),
    note=lambda: _(
        "È una bozza per discutere con chi userà il luogo. Prima della firma la leggono l'ufficio legale e chi "
        "si occupa "
        "di assicurazioni e sicurezza. Non è un parere."
    ),
    fields=agreement_fields,
    judge=judge,
    words=judge_words,
    listed=False,
)
