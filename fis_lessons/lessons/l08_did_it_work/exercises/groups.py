"""The exercises of lesson 08 on groups: how alike they are, and what happens when they are not."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Hints, Option, Several
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l08_did_it_work import published
from fis_lessons.lessons.l08_did_it_work.ground import Ground
from fis_lessons.lessons.l08_did_it_work.ground.words import variable_label


def balance(ground: Ground) -> Choice:
    """Ask what a balance table says: which variable is farthest apart."""
    gaps = {str(name): round(float(smd), 2) for name, smd in ground.balance.table["smd"].items()}
    largest = max(gaps, key=lambda name: abs(gaps[name]))
    # a tie would be a second right answer
    shown = [name for name in gaps if name == largest or abs(gaps[name]) < abs(gaps[largest])]
    options = [
        Option(
            id=name,
            label=_("La distanza più grande fra i due gruppi è su: {name}.").format(
                name=variable_label(name)
            ),
            feedback=_(
                "Su questa riga la distanza è {gap}. Senza guardare il segno, ce n'è una più grande."
            ).format(gap=number(gaps[name], decimals=2)),
        )
        for name in shown
    ]
    options += [
        Option(
            id="alike",
            label=_("I due gruppi si somigliano: nessuna distanza supera 0,1."),
            feedback=_("Confronta l'ultima colonna con 0,1, senza guardare il segno."),
        ),
        Option(
            id="enough",
            label=_("Se si pareggiano queste tre righe, i due gruppi diventano uguali in tutto."),
            feedback=_(
                "La tabella vede solo ciò che il registro contiene. La voglia di fare o una famiglia che "
                "aiuta non hanno una riga."
            ),
        ),
    ]
    return Choice(
        id="balance",
        question=_(
            "Che cosa dice la tabella di bilanciamento?\n\nGuarda l'ultima colonna: è la distanza fra le "
            "medie dei due gruppi, in deviazioni standard. Qui diciamo diversi due gruppi oltre 0,1, "
            "in più o in meno: è una regola d'uso, e c'è chi si ferma a 0,25."
        ),
        options=tuple(options),
        right=largest,
        hints=Hints(
            nudge=_("Cerca nell'ultima colonna il numero più lontano da zero."),
            pointer=_("Il segno dice solo chi ha di più. Conta la grandezza."),
            worked=_("Le distanze sono: {gaps}.").format(
                gaps="; ".join(f"{variable_label(n)} {number(g, decimals=2)}" for n, g in gaps.items())
            ),
        ),
        why=_(
            "La distanza più grande riguarda «{name}»: {gap}. Chi è entrato era diverso già prima. Un confronto "
            "«con e senza» misura anche questa differenza."
        ).format(name=variable_label(largest), gap=number(gaps[largest], decimals=2)),
        minutes=3,
    )


def nsw() -> Several:
    """Ask why a naive comparison of a programme that helped gives a large loss."""
    lottery, naive = published.nsw_effects()
    survey = number(naive.n_control)
    return Several(
        id="nsw",
        question=_(
            "Perché il secondo confronto dà {naive} dollari, e il sorteggio {lottery}?\n\nIl programma è lo "
            "stesso e i partecipanti sono gli stessi. Segna tutte le ragioni che reggono."
        ).format(naive=number(naive.estimate), lottery="+" + number(lottery.estimate)),
        options=(
            Option(
                id="different",
                label=_("Le persone dell'indagine guadagnavano molto di più già prima."),
            ),
            Option(
                id="harm",
                label=_("Il programma ha fatto perdere soldi a chi vi ha partecipato."),
                feedback=_(
                    "Chi è stato escluso per sorteggio somigliava ai partecipanti, e ha guadagnato meno di "
                    "loro."
                ),
            ),
            Option(
                id="selected",
                label=_(
                    "Nel programma entrava proprio chi era in difficoltà: con gli altri non si confronta."
                ),
            ),
            Option(
                id="few",
                label=_("Le persone dell'indagine sono troppo poche per un confronto serio."),
                feedback=_(
                    "Sono {count}. Quando il gruppo è sbagliato, averne di più rende solo più precisa una "
                    "risposta sbagliata."
                ).format(count=survey),
            ),
            Option(
                id="mixed",
                label=_("La differenza somma due cose: l'effetto del programma e la distanza di partenza."),
            ),
            Option(
                id="chance",
                label=_("È un caso: con un altro campione i due numeri sarebbero simili."),
                feedback=_(
                    "L'intervallo del secondo confronto è tutto sotto lo zero: il caso non spiega una "
                    "distanza così."
                ),
            ),
        ),
        right=frozenset({"different", "selected", "mixed"}),
        missing=_(
            "C'è almeno un'altra ragione: guarda i guadagni del 1974 e del 1975, e chi entrava nel programma."
        ),
        hints=Hints(
            nudge=_("Guarda la tabella: chi sono le persone dei due gruppi di confronto?"),
            pointer=_("Nel sorteggio i due gruppi si somigliano già nel 1974. Nell'indagine no."),
            worked=_("Togli le frasi che danno la colpa al programma, al caso o a quante sono le persone."),
        ),
        why=_(
            "Si chiama distorsione da selezione: il confronto «con e senza» mette insieme l'effetto e la "
            "distanza che c'era già. Il sorteggio la toglie, perché decide il caso e non la persona."
        ),
        minutes=4,
    )
