"""The exercises of lesson 09 on how many people: two shares, attrition, classes, a group of twenty."""

from __future__ import annotations

import math

from fis_lessons.exercises import Hints, Number
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l09_plan_the_evaluation.ground import (
    CLASS_SIZE,
    COHORT,
    ICC,
    Ground,
)
from fis_lessons.measures.planning.power_shares import sample_two_shares
from fis_lessons.measures.planning.small import chance_of_convincing, least_convincing, tail

FACTOR = 2.8
"""Standard errors in the smallest effect likely to be seen, at 5% and 80%: 1.96 + 0.84."""


def how_many(ground: Ground) -> Number:
    """Ask how many people in each group show the change hoped for."""
    needed = ground.needed.treated
    tolerance = max(4.0, 0.03 * needed)
    usual, hoped = number(100 * ground.stop_rate), number(100 * ground.hoped)
    half = sample_two_shares(ground.stop_rate, ground.hoped, power=0.5).treated
    question = _("Quante persone servono in ciascun gruppo?")
    task = _(
        "Senza il progetto {usual} su cento smettono di studiare; se funziona, speri di scendere a "
        "{hoped} su cento. Usa il controllo qui "
        "sopra, con nessuno che si perde e persone assegnate una per una. Da quante persone per "
        "gruppo vedi l'effetto "
        "almeno l'80% delle volte? Va bene un numero vicino."
    ).format(usual=usual, hoped=hoped)
    slips: list[Slip] = [
        (
            "both",
            2.0 * needed,
            _("Queste sono le persone dei due gruppi insieme. La domanda chiede ciascun gruppo."),
        ),
        (
            "half_power",
            float(half),
            _("Con queste lo vedi una volta su due. Sali finché la probabilità è l'80%."),
        ),
        (
            "places",
            float(ground.places),
            _(
                "Questi sono i posti che hai, non le persone che servono: guarda la probabilità con questo numero."
            ),
        ),
    ]
    return Number(
        id="how-many",
        question=f"{question}\n\n{task}",
        expected=float(needed),
        tolerance=tolerance,
        unit=_("persone per gruppo"),
        mistakes=known_mistakes(float(needed), slips, tolerance=tolerance),
        hints=Hints(
            nudge=_("Metti prima le due quote, poi sposta solo le persone."),
            pointer=_("Cerca il punto in cui la curva incontra la linea tratteggiata."),
            worked=_("Con la metà di quelle che servono la probabilità è ancora intorno al 50%: sali."),
        ),
        why=_enough(ground),
        minutes=4,
    )


def _enough(ground: Ground) -> str:
    facts = _("Servono circa {needed} persone per gruppo; il progetto ne accoglie {places}.").format(
        needed=number(ground.needed.treated), places=number(ground.places)
    )
    if ground.needed.treated <= ground.places:
        return (
            facts
            + " "
            + _("Qui bastano. Se però molti non rispondessero, potrebbero non bastare più: lo vedi fra poco.")
        )
    return (
        facts
        + " "
        + _(
            "Scoprirlo adesso costa niente: puoi allargare il gruppo, cercare un cambiamento più grande, o "
            "scegliere un esito che si vede meglio, come i giorni di assenza. Scoprirlo alla fine costa il "
            "progetto."
        )
    )


def smallest(ground: Ground) -> Number:
    """Ask for the smallest change the places can show, from the standard error."""
    error = 100 * ground.standard_error
    expected = FACTOR * error
    question = _("Con i posti che hai, qual è il più piccolo cambiamento che puoi vedere?")
    task = _(
        "Due gruppi di {places} persone; senza il progetto {usual} su cento smettono. L'errore standard "
        "della differenza fra le due "
        "quote è {error} punti percentuali. Il più piccolo effetto visibile è circa 2,8 errori "
        "standard. Scrivilo in punti "
        "percentuali, con un decimale."
    ).format(
        places=number(ground.places),
        usual=number(100 * ground.stop_rate),
        error=number(error, decimals=2),
    )
    slips: list[Slip] = [
        (
            "margin",
            1.96 * error,
            _("Hai usato 1,96: è il margine d'errore. Per *vedere* l'effetto 8 volte su 10 serve di più."),
        ),
        ("one_error", error, _("Questo è un errore standard solo: un effetto così si confonde con il caso.")),
        ("divided", error / FACTOR, _("Hai diviso. Si moltiplica: più l'errore è grande, meno si vede.")),
        (
            "hoped",
            100 * (ground.stop_rate - ground.hoped),
            _("Questo è ciò che speri. La domanda chiede ciò che puoi vedere."),
        ),
    ]
    return Number(
        id="smallest",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.06,
        unit=_("punti percentuali"),
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.06, decimals=1),
        hints=Hints(
            nudge=_("È una moltiplicazione sola."),
            pointer=_("Prendi l'errore standard e moltiplicalo per il numero scritto nella domanda."),
            worked=_("Tre errori standard sarebbero {three}: fermati poco prima.").format(
                three=number(3 * error, decimals=1)
            ),
        ),
        why=_seen(ground, expected),
        minutes=4,
    )


def _seen(ground: Ground, points: float) -> str:
    """Say what the rule of thumb gives, what the whole formula gives, and what was hoped for."""
    facts = _(
        "Con {places} persone per gruppo vedi bene, cioè 8 volte su 10, cambiamenti veri da circa {points} punti "
        "in su. Serve a progettare: alla fine si legge l'intervallo, e può bastare una differenza più piccola."
    ).format(places=number(ground.places), points=number(points, decimals=1))
    whole = ground.smallest
    if whole is None:
        more = _("Con la formula intera, anche se non smettesse più nessuno potresti non vederlo.")
    else:
        more = _(
            "È un conto prudente: se la quota scende, scende anche l'errore, e con la formula intera ne bastano "
            "{whole}. Speri in {hoped} punti: confronta i numeri prima di promettere."
        ).format(whole=number(100 * whole, decimals=1), hoped=number(100 * (ground.stop_rate - ground.hoped)))
    return f"{facts} {more}"


def enrol(ground: Ground) -> Number:
    """Ask how many to enrol when some will be lost."""
    keep = 10 * math.ceil(ground.places / 10)
    gone = ground.attrition
    expected = math.ceil(round(keep / (1 - gone), 9))
    lost, figures = percent(gone, decimals=0), 1 if round(100 * gone) % 10 == 0 else 2
    question = _("Quante persone iscrivi, se alcune le perderai di vista?")
    task = _(
        "Alla fine vuoi conoscere l'esito di {keep} persone. Di solito del {lost} non si sa più "
        "nulla (un'ipotesi). Quante ne "
        "iscrivi?"
    ).format(keep=number(keep), lost=lost)
    slips: list[Slip] = [
        (
            "added",
            keep * (1 + gone),
            _(
                "Hai aggiunto il {lost}. Ma la perdita si calcola sugli iscritti, non su chi resta: dividi."
            ).format(lost=lost),
        ),
        ("taken", keep * (1 - gone), _("Così te ne restano ancora meno: bisogna iscriverne di più.")),
        ("same", float(keep), _("Con queste, alla fine te ne mancheranno.")),
        ("by_share", keep / gone, _("Hai diviso per chi si perde. Si divide per chi resta.")),
    ]
    return Number(
        id="enrol",
        question=f"{question}\n\n{task}",
        expected=float(expected),
        tolerance=0.5,
        unit=_("persone"),
        mistakes=known_mistakes(float(expected), slips, tolerance=0.5),
        hints=Hints(
            nudge=_("Se si perde il {lost}, quanti restano ogni cento?").format(lost=lost),
            pointer=_("Dividi le persone che vuoi alla fine per la quota di chi resta."),
            worked=_("Di 100 iscritti ne restano {left}. Fai la proporzione.").format(
                left=number(100 * (1 - gone))
            ),
        ),
        why=_(
            "{keep} diviso {left} fa {expected}. Il numero si cura così; l'altro danno no: se si "
            "perde soprattutto chi va "
            "peggio, il risultato sembra migliore di quello che è. Per questo si cerca chi se n'è andato."
        ).format(
            keep=number(keep),
            left=number(1 - gone, decimals=figures),
            expected=number(expected),
        ),
        minutes=3,
    )


def together(ground: Ground) -> Number:
    """Ask how many independent answers people assigned by class are worth."""
    conditions = ground.clustered
    effect = conditions.design_effect
    expected = ground.places / effect
    question = _("Quante persone «contano», se entrano classi intere?")
    task = _(
        "Assegni {places} ragazzi per classi intere di {size}. Quelli della stessa classe si "
        "somigliano un po': la somiglianza, cioè la "
        "correlazione dentro la classe, è 0,05 (un'ipotesi). L'effetto del disegno è 1 + ({size} "
        "− 1) × 0,05. Dividi per "
        "questo. A quante persone assegnate una per una equivalgono? Arrotonda all'intero."
    ).format(places=number(ground.places), size=CLASS_SIZE)
    slips: list[Slip] = [
        (
            "classes",
            ground.places / CLASS_SIZE,
            _("Queste sono le classi. Ogni classe conta più di una persona."),
        ),
        (
            "whole_size",
            ground.places / (1 + CLASS_SIZE * ICC),
            _("Hai usato {size} al posto di {size} − 1.").format(size=CLASS_SIZE),
        ),
        (
            "less_icc",
            ground.places * (1 - ICC),
            _("Hai tolto il 5%. La somiglianza pesa su tutti i compagni, non una volta sola."),
        ),
        (
            "times",
            ground.places * effect,
            _("Hai moltiplicato: così varrebbero di più. Valgono di meno."),
        ),
        ("effect", effect, _("Questo è l'effetto del disegno. Ora dividi le persone per questo numero.")),
    ]
    return Number(
        id="together",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.6,
        unit=_("persone"),
        mistakes=known_mistakes(expected, slips, tolerance=0.6),
        hints=Hints(
            nudge=_("Prima l'effetto del disegno, poi una divisione."),
            pointer=_("Fra parentesi c'è {less}. Moltiplicalo per 0,05 e aggiungi 1.").format(
                less=CLASS_SIZE - 1
            ),
            worked=_("L'effetto del disegno è {effect}. Dividi {places} per questo.").format(
                effect=number(effect, decimals=2), places=number(ground.places)
            ),
        ),
        why=_(
            "{places} ragazzi in classi intere valgono come {expected} presi uno per uno. Se "
            "puoi, scegli dentro le classi; se "
            "non puoi, fai entrare più classi, non classi più grandi."
        ).format(places=number(ground.places), expected=number(expected)),
        minutes=4,
    )


def twenty(ground: Ground) -> Number:
    """Ask from how many successes twenty people convince."""
    rate = ground.usual_success
    least = least_convincing(COHORT, usual=rate) or COHORT
    usual = percent(rate, decimals=0)
    average = COHORT * rate
    question = _("Venti persone: da quante riuscite si comincia a non credere al caso?")
    task = _(
        "Il contratto di risultato di Catanzaro riguarda {cohort} persone. Immagina che di "
        "solito ce la faccia il {usual} (è "
        "un'ipotesi: la quota vera non è pubblica). Usa il controllo qui sopra: da quante "
        "riuscite in su è difficile (meno del 5% delle volte) che sia solo fortuna?"
    ).format(cohort=COHORT, usual=usual)
    slips: list[Slip] = [
        ("average", average, _("Questo è ciò che ci si aspetta senza il progetto: capita di continuo.")),
        ("one_more", average + 1, _("Una in più del solito capita spesso per caso: guarda la percentuale.")),
        (
            "just_before",
            float(least - 1),
            _("Ci sei quasi: con questo numero il caso capita ancora più del 5% delle volte."),
        ),
        ("just_after", float(least + 1), _("Il verso è giusto, ma ne basta una di meno: prova.")),
        ("all", float(COHORT), _("Non serve che ce la facciano tutti: prova a scendere.")),
    ]
    seen = chance_of_convincing(COHORT, usual=rate, true=0.5)
    return Number(
        id="twenty",
        question=f"{question}\n\n{task}",
        expected=float(least),
        unit=_("persone"),
        mistakes=known_mistakes(float(least), slips),
        hints=Hints(
            nudge=_("Imposta {cohort} persone e il {usual}, poi sposta solo le riuscite.").format(
                cohort=COHORT, usual=usual
            ),
            pointer=_("Sali di una alla volta finché la percentuale in grassetto scende sotto il 5%."),
            worked=_("Con {before} il caso capita ancora il {share} delle volte.").format(
                before=number(least - 1), share=percent(tail(least - 1, COHORT, rate))
            ),
        ),
        why=_(
            "Da {least} in su. Ma un progetto che porta davvero la quota dal {usual} al 50% ci "
            "arriva solo il {seen} delle volte: con "
            "{cohort} persone un buon progetto può sembrare inutile. Per questo, con gruppi "
            "così, si racconta persona per persona, "
            "si sommano più anni o più Comuni, e non si lega tutto il pagamento a una soglia."
        ).format(least=number(least), usual=usual, seen=percent(seen, decimals=0), cohort=COHORT),
        minutes=4,
    )
