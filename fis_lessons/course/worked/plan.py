"""The evaluation plan of a worked study: small, and honest on what it cannot see."""

from __future__ import annotations

from fis_lessons.course.worked.choosing import Choices, ours
from fis_lessons.course.worked.texts import Example, counted
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import in_words, number


def plan(made: Choices, label: str, example: Example) -> dict[str, str]:
    """Write the plan of the evaluation: small, and honest on what it cannot see."""
    paid = _paid_plan(made, example) if made.paid else _unpaid_plan()
    answers = {
        **paid,
        "outcome": ". ".join(
            filter(None, (_("{label}. Si legge da: {register}").format(label=label, register=made.register),
                          made.others))
        ),
        "design": _design(made),
        "when": _when(made, example),
        "who": counted(),
        "cost": ". ".join(filter(None, (_cost(), "" if made.paid else _after()))),
        "privacy": _privacy(made),
        "publish": _("Sul sito del Comune, tre mesi dopo l'ultima verifica, qualunque sia il risultato")
        if made.paid
        else _("Sul sito del Comune, ogni anno, tre mesi dopo la misura, qualunque sia il risultato"),
    }  # fmt: skip
    return {name: ours(text) for name, text in answers.items()}


def _privacy(made: Choices) -> str:
    words = _(
        "Nome, date, esito: li vede il servizio sociale, e si cancellano due anni dopo l'ultima misura. A chi "
        "valuta va un codice al posto del nome. Chi prende parte lo sa prima; chi dice no tiene i servizi che "
        "ha. Se serve una valutazione d'impatto lo decide il Comune, titolare dei dati, sentito il responsabile "
        "della protezione dei dati"
    )
    return ". ".join(filter(None, (words, made.guarded)))


def _cost() -> str:
    return _(
        "20 giornate del servizio sociale. La spesa per chi valuta non è stimata: si chiede un preventivo, e la "
        "paga il Comune, a parte"
    )


def _after() -> str:
    """Say of a measure that goes on after the service that its spending does too."""
    return _("Va coperta anche negli anni di misura dopo la fine del servizio, oltre il bilancio in vigore")


def _design(made: Choices) -> str:
    # nobody enters a paid service where nothing is paid: who takes part is not chosen by a date
    words = (
        _("Confronto con chi non ha il servizio. {comparison}. Si entra per data di domanda")
        if made.paid
        else _("Confronto con chi non ha il servizio. {comparison}")
    )
    return words.format(comparison=made.comparison)


def _when(made: Choices, example: Example) -> str:
    if not made.paid:
        return made.when
    first = 12 // made.months
    if first > 1:
        words = _(
            "{when}. Alle verifiche del {first}, le prime {many}, nessuno dei seguiti ha compiuto un anno"
        )
    else:
        words = _("{when}. Alla prima verifica, nel {first}, nessuno dei seguiti ha compiuto i dodici mesi")
    return words.format(when=made.when, first=str(example.first), many=in_words(first))


def _paid_plan(made: Choices, example: Example) -> dict[str, str]:
    people = number(example.people)
    # whoever is not found counts as not succeeded: everybody is in the count
    seen = example.visible(example.people)
    told = _("nemmeno il cambiamento più grande") if seen is None else _("circa {points} punti").format(
        points=number(seen, decimals=0)
    )  # fmt: skip
    return {
        "question": _(
            "Entro la fine del {year}, fra {people} {group}, {more} in più su 100 hanno questo risultato rispetto "
            "a chi non ha il servizio? Il risultato: {result}"
        ).format(
            year=str(example.last - 1), people=people, group=made.group,
            more=number(example.worth), result=made.result,
        ),
        "worth": _(
            "{points} punti su 100: la differenza fra {expected} e {anyway}. L'accordo paga ogni riuscita, anche "
            "quelle che ci sarebbero comunque"
        ).format(
            points=number(example.worth), expected=number(example.expected), anyway=number(example.anyway)
        ),
        "people": _("{people} seguite e {people} nel confronto").format(people=people),
        "lost": _lost(made).format(
            lost=number(example.people - example.left), people=people,
            anyway=number(example.anyway), seen=told, worth=number(example.worth),
        ),
        "rule": _(
            "La differenza si pubblica con il suo intervallo al 95%. Ha funzionato se l'intervallo sta tutto "
            "sopra zero, per quanto può dirlo un confronto senza sorteggio: una parte della differenza può "
            "venire da chi entra, o dagli anni, e si scrive accanto al risultato. Il risultato vale la spesa se "
            "la differenza è almeno {worth} punti. Se l'intervallo comprende lo zero, non si può dire"
        ).format(worth=number(example.worth)),
    }  # fmt: skip


def _lost(made: Choices) -> str:
    if made.registered:
        return _(
            "Se il registro non dice ingresso, uscita o casa, il contratto si cerca allo stesso modo nei due "
            "gruppi; chi resta senza prova, fino a {lost} su {people} in ciascun gruppo, conta come non riuscito. "
            "Chi è passato a una casa e non vi compare più è riuscito. Con {people} per gruppo, e {anyway} su 100 "
            "che riescono comunque, la differenza più piccola che si vede bene è: {seen}. I {worth} attesi "
            "possono sfuggire"
        )
    return _(
        "Chi non si ritrova, fino a {lost} su {people} in ciascun gruppo, conta come non riuscito, come "
        "nell'indicatore e nel contratto. Con {people} per gruppo, e {anyway} su 100 che riescono comunque, la "
        "differenza più piccola che si vede bene è: {seen}. I {worth} attesi possono sfuggire. Chi non ha il "
        "servizio può essere più difficile da ritrovare: il conto si rifà anche su chi si ritrova, e si "
        "pubblicano tutti e due"
    )


def _unpaid_plan() -> dict[str, str]:
    return {
        "question": _("Dove c'è il progetto l'esito cambia, rispetto a dove non c'è?"),
        "worth": _("Il traguardo delle fonti, che non hanno una data"),
        "people": _(
            "Quante servono non è calcolato: le fonti non dicono quante persone all'anno hanno l'esito"
        ),
        "rule": _("Da scrivere con chi valuta, prima di misurare la partenza"),
    }
