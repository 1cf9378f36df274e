"""The exercises of lesson 11 on what can go wrong: chance, samples, and what a way of paying rewards."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Hints, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.l11_outcome_contract.ground import Ground
from fis_lessons.lessons.l11_outcome_contract.ground.labels import design_label
from fis_lessons.measures.contract import shown
from fis_lessons.measures.contract.designs import DESIGNS, Conduct, Design
from fis_lessons.measures.contract.risk import payment_risk


def false_payment(ground: Ground) -> Number:
    """Ask how often one pays for nothing."""
    base, effect, threshold = ground.chance
    risk = ground.risk
    expected = 100 * risk.false_payment
    question = _("Quante volte si paga per niente?")
    task = _(
        "Il gruppo è di {people} persone. Senza il servizio arriverebbe il {base}, con il servizio 20 punti in "
        "più. La soglia è al {threshold}. Metti questi valori nel controllo qui sopra. Se il servizio **non "
        "cambia nulla**, in quanti casi su 100 il Comune paga lo stesso? Scrivi il risultato con un decimale."
    ).format(
        people=ground.parameters.people,
        base=percent(base, decimals=0),
        threshold=percent(threshold, decimals=0),
    )
    large = payment_risk(100, baseline=base, effect=effect, threshold=threshold)
    slips: list[Slip] = [
        (
            "other_mistake",
            100 * risk.false_non_payment,
            _("Questo è l'altro errore: non pagare un servizio che funziona. Leggi il grafico in alto."),
        ),
        (
            "power",
            100 * (1 - risk.false_non_payment),
            _("Questi sono i casi in cui si paga e il servizio funziona. Leggi il grafico in alto."),
        ),
        ("complement", 100 - expected, _("Questi sono i casi in cui, senza effetto, non si paga.")),
        (
            "zero",
            0.0,
            _("Anche senza effetto qualcuno arriva comunque, e il caso a volte fa passare la soglia."),
        ),
        (
            "baseline",
            100 * base,
            _("Questa è la probabilità di una persona. La domanda è su tutto il gruppo."),
        ),
        ("start", 100 * large.false_payment, _("Hai lasciato 100 persone: metti quelle della domanda.")),
    ]
    return Number(
        id="false-payment",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.3,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.3, decimals=1),
        hints=Hints(
            nudge=_("Il grafico in alto è il mondo in cui il servizio non cambia nulla."),
            pointer=_("Il numero sta nel titolo del grafico in alto, dopo che hai messo i quattro valori."),
            worked=_(
                "Persone {people}, arrivano comunque {base}, punti in più 20, soglia {threshold}."
            ).format(
                people=ground.parameters.people, base=round(100 * base), threshold=round(100 * threshold)
            ),
        ),
        why=_(
            "Si paga da {needed} persone in su, e il caso ci arriva da solo {share} volte su 100. Altre volte "
            "accade il contrario: {missed} su 100 non si paga un servizio che funziona. Con 300 persone i due "
            "errori diventano {first} e {second} su 100: una soglia netta sta male su un gruppo piccolo."
        ).format(
            needed=risk.needed,
            share=number(expected, decimals=1),
            missed=number(100 * risk.false_non_payment, decimals=1),
            **_large(ground),
        ),
        minutes=3,
    )


def _large(ground: Ground) -> dict[str, str]:
    base, effect, threshold = ground.chance
    many = payment_risk(300, baseline=base, effect=effect, threshold=threshold)
    return {
        "first": number(100 * many.false_payment, decimals=2),
        "second": number(100 * many.false_non_payment, decimals=2),
    }


def sample(ground: Ground) -> Number:
    """Ask how much may have been claimed wrongly, at most."""
    seen, bound = ground.sampled, ground.bound
    paid = seen.paid / 100
    expected = paid * bound
    question = _("Al massimo, quanto potrebbe essere stato chiesto per errore?")
    task = _(
        "Usa il limite superiore scritto qui sopra, {bound}, e la somma chiesta per tutte le pratiche, {paid}. "
        "Scrivi gli euro."
    ).format(bound=percent(bound), paid=shown(seen.paid))
    slips: list[Slip] = [
        (
            "rate",
            paid * seen.rate,
            _("Hai usato la quota trovata nel campione. È la stima migliore, non il massimo."),
        ),
        (
            "found",
            seen.errors * ground.parameters.premium,
            _("Questo è il valore delle sole pratiche sbagliate che sono state trovate."),
        ),
        ("rest", paid - expected, _("Questo è ciò che resta da pagare dopo aver tolto il massimo.")),
        (
            "sample_only",
            seen.sample * ground.parameters.premium * bound,
            _("Hai riportato il limite solo alle pratiche viste."),
        ),
    ]
    tolerance = max(1.0, 0.006 * expected)
    return Number(
        id="sample",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=tolerance,
        unit=_("euro"),
        mistakes=known_mistakes(expected, slips, tolerance=tolerance),
        hints=Hints(
            nudge=_("Il campione parla di tutte le pratiche, non solo di quelle viste."),
            pointer=_("È una percentuale di tutta la somma chiesta."),
            worked=_("Moltiplica {paid} per {bound}.").format(paid=shown(seen.paid), bound=percent(bound)),
        ),
        why=_(
            "Il massimo è circa {most}, con una confidenza del 95%. La stima migliore, con la quota trovata, è "
            "{best}. Il "
            "contratto deve dire "
            "prima quale dei due numeri si toglie, e quando si controllano tutte le pratiche."
        ).format(most=money(expected), best=shown(seen.correction)),
        minutes=3,
    )


def sample_reading(ground: Ground) -> Choice:
    """Ask what can be written after a sample."""
    seen, bound = ground.sampled, number(100 * ground.bound, decimals=1)
    rate = number(100 * seen.rate, decimals=1)
    return Choice(
        id="sample-reading",
        question=_("Che cosa puoi scrivere nel verbale della verifica?"),
        options=(
            Option(
                id="exact",
                label=_("Sono sbagliate {rate} pratiche su 100.").format(rate=rate),
                feedback=_(
                    "È la quota del campione. Un altro campione ne avrebbe data un'altra: manca quanto è incerta."
                ),
            ),
            Option(
                id="bound",
                label=_(
                    "Nel campione erano sbagliate {rate} pratiche su 100; con una confidenza del 95%, in tutto "
                    "non più di {bound} su 100."
                ).format(rate=rate, bound=bound),
            ),
            Option(
                id="upper_as_fact",
                label=_("Sono sbagliate {bound} pratiche su 100.").format(bound=bound),
                feedback=_("Hai preso il limite per il dato: è il massimo che va d'accordo con il campione."),
            ),
            Option(
                id="only_seen",
                label=_("Sono sbagliate {errors} pratiche; le altre sono giuste.").format(errors=seen.errors),
                feedback=_("Le altre non le ha guardate nessuno. Non averle viste non le rende giuste."),
            ),
        ),
        right="bound",
        hints=Hints(
            nudge=_("Cerca la frase che dice sia che cosa si è visto sia quanto non si sa."),
            pointer=_("Una frase sola distingue il campione da tutte le pratiche."),
            worked=_("Togli le frasi che danno un solo numero come se fosse certo per tutte le pratiche."),
        ),
        why=_(
            "Il campione di {sample} pratiche su {files} dà una stima e un limite. Il limite scende "
            "se il campione "
            "cresce, non se il verbale è scritto meglio. Vale se le pratiche sono estratte a caso: se le sceglie "
            "il fornitore, non vale nulla."
        ).format(sample=number(seen.sample), files=number(seen.files)),
        minutes=2,
    )


def creaming(ground: Ground) -> Choice:
    """Ask which provider takes only the nearest people."""
    reasons: dict[Conduct, str] = {
        "everybody": _(
            "Prende anche chi parte lontano, e anche lì ottiene risultati. Lavora con tutti: confronta la "
            "colonna di chi parte lontano."
        ),
        "creaming": "",
        "parking": _(
            "Prende anche chi parte lontano, ma lì ottiene poco: è il parcheggio, un altro difetto. La domanda "
            "chiede chi sceglie all'ingresso."
        ),
        "nothing": "",
    }
    options = [
        Option(id=letter, label=_("Il fornitore {letter}").format(letter=letter), feedback=reasons[conduct])
        for letter, conduct in ground.providers.items()
    ]
    best = ground.enrolled["creaming"]
    fair = ground.enrolled["everybody"]
    return Choice(
        id="creaming",
        question=_(
            "Quale dei tre fornitori **sceglie i più facili**?\n\nGuarda la tabella qui sopra: chi "
            "ha preso, e che "
            "risultati mostra."
        ),
        options=(
            *options,
            Option(
                id="unknown",
                label=_("Dai risultati non si capisce."),
                feedback=_("Dal totale no. Ma la tabella dice anche da dove partono le persone."),
            ),
        ),
        right=next(letter for letter, conduct in ground.providers.items() if conduct == "creaming"),
        hints=Hints(
            nudge=_("Non guardare quanti risultati: guarda su chi."),
            pointer=_("Confronta quanti posti vanno a chi parte lontano: metà di chi chiede parte lontano."),
            worked=_("Uno dei tre non ha preso nessuno di quelli che partono lontano."),
        ),
        why=_(
            "Mostra {gross} risultati contro i {fair} di chi lavora con tutti, ma ne aggiunge {added} invece di "
            "{fair_added}: gli altri sarebbero arrivati comunque. Si vede solo se il contratto chiede da dove "
            "parte ciascuno."
        ).format(
            gross=number(best.gross, decimals=1),
            fair=number(fair.gross, decimals=1),
            added=number(best.net, decimals=1),
            fair_added=number(fair.net, decimals=1),
        ),
        minutes=2,
    )


def rewarded(ground: Ground) -> frozenset[Design]:
    """Return the designs that pay more to who picks the nearest than to who works with all."""
    return frozenset(
        design for design, paid in ground.payments.items() if paid["creaming"] > 1.001 * paid["everybody"]
    )


def designs(ground: Ground) -> Several:
    """Ask which designs reward creaming."""
    right = rewarded(ground)
    feedback: dict[Design, str] = {
        "activity": _("paga i posti occupati: chi li occupa non cambia il conto."),
        "flat": _("qui paga di meno chi sceglie: confronta le due barre."),
        "cliff": _("qui paga di meno chi sceglie: confronta le due barre."),
        "net": _("paga solo i risultati in più, e chi parte vicino ne aggiunge pochi."),
    }
    more = {d: ground.payments[d]["creaming"] for d in DESIGNS if d in right}
    return Several(
        id="designs",
        question=_(
            "Quali disegni pagano **di più** chi sceglie i più facili di chi lavora con tutti?\n\nLeggi le barre "
            "del controllo qui sopra, dopo aver messo la soglia a 50. Segnali tutti."
        ),
        options=tuple(
            Option(id=design, label=design_label(design), feedback=feedback[design]) for design in DESIGNS
        ),
        right=frozenset(right),
        missing=_("Per ogni disegno confronta la prima barra con la seconda."),
        hints=Hints(
            nudge=_("Due barre per ogni disegno bastano: «lavora con tutti» e «sceglie i più facili»."),
            pointer=_("La barra di chi lavora con tutti è uguale in tutti i disegni: cerca chi la supera."),
            worked=_(
                "Chi lavora con tutti riceve {budget}. Segna i disegni in cui l'altra barra è più lunga."
            ).format(budget=money(ground.budget)),
        ),
        why=_(
            "Quando si pagano i risultati che si vedono, scegliere conviene: {values}. Pagare a "
            "posto non spinge a "
            "scegliere, ma non spinge neanche a ottenere. Pagare il risultato in più toglie il guadagno, e in "
            "cambio chiede un confronto: costa di più misurarlo. Nessuno dei quattro è giusto per tutti."
        ).format(
            values="; ".join(f"{design_label(d)}, {money(value)}" for d, value in more.items()),
        ),
        minutes=3,
    )
