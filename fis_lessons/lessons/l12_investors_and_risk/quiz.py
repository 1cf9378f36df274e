"""The quiz of lesson 12: returns, order of payment, risk, comparisons."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Number, Option, Ordering, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money
from fis_lessons.lessons.l12_investors_and_risk.ground import Ground
from fis_lessons.lessons.l12_investors_and_risk.quiz_terms import (
    annual_budget,
    blended_meaning,
    choice,
    shortfall,
    utah,
    verifier,
    zero_sum,
)


def bank(ground: Ground) -> Bank:
    """Return every question there is."""
    return (
        why_investor(), order(), guarantor(), gross_saving(), small_cliff(), multiple(), loss_on_average(),
        cap_effect(), utah(), zero_sum(), blended_meaning(), verifier(), annual_budget(), shortfall(),
    )  # fmt: skip


def why_investor() -> Exercise:
    """Ask why somebody has to advance money."""
    return choice(
        "why-investor",
        _("Perché in un contratto a risultato serve qualcuno che anticipa?"),
        (
            Option(id="later", label=_("Perché i risultati si pagano dopo, e il lavoro prima")),
            Option(
                id="law",
                label=_("Perché la legge chiede sempre un investitore"),
                feedback=_("Lo chiede l'avviso del FIS, non ogni contratto a risultato."),
            ),
            Option(
                id="cheap",
                label=_("Perché costa meno di un mutuo"),
                feedback=_("Chi anticipa può perdere: non c'è motivo che chieda meno di una banca."),
            ),
        ),
        right="later",
        hints=(
            _("Guarda le date."),
            _("Quando si pagano gli stipendi? Quando si verificano i risultati?"),
            _("Fra le due date c'è un vuoto, e qualcuno lo riempie."),
        ),
        why=_(
            "Il lavoro si paga subito, i risultati dopo la verifica: chi anticipa copre il vuoto e rischia."
        ),
    )


def order() -> Exercise:
    """Ask for the order of payment."""
    return Ordering(
        id="order",
        question=_("Nell'accordo d'esempio, in che ordine si paga ciò che arriva dai risultati?"),
        items=(
            Option(
                id="premium", label=_("Premio a chi realizza"), feedback=_("viene dopo chi ha anticipato.")
            ),
            Option(id="capital", label=_("Capitale anticipato"), feedback=_("è la prima cosa che torna.")),
            Option(id="return", label=_("Rendimento"), feedback=_("viene subito dopo il capitale.")),
        ),
        right=("capital", "return", "premium"),
        hints=Hints(
            nudge=_("Prima chi ha già tirato fuori denaro."),
            pointer=_("Poi ciò che gli spetta in più."),
            worked=_("In fondo chi riceve solo se resta qualcosa."),
        ),
        why=_("Capitale, rendimento, premio: chi viene dopo riceve solo ciò che avanza."),
        minutes=1,
    )


def guarantor() -> Exercise:
    """Ask what a guarantee does."""
    return choice(
        "guarantor",
        _("Che cosa fa una garanzia sul capitale?"),
        (
            Option(
                id="less",
                label=_("Riduce il rischio del progetto"),
                feedback=_("Il progetto riesce o no allo stesso modo: cambia chi paga se non riesce."),
            ),
            Option(id="moves", label=_("Sposta una parte della perdita su un altro")),
            Option(
                id="free",
                label=_("Non costa niente a nessuno"),
                feedback=_("Se va male, il garante paga. E mentre aspetta, quel denaro è impegnato."),
            ),
        ),
        right="moves",
        hints=(
            _("Prova il controllo con zero riuscite e due garanzie diverse."),
            _("Somma investitore e garante nei due casi."),
            _("La somma non cambia."),
        ),
        why=_("La somma fra investitore e garante resta la stessa: la perdita cambia tasca."),
    )


def gross_saving() -> Exercise:
    """Ask which saving can pay a result."""
    return choice(
        "gross-saving",
        _(
            "Un risultato fa risparmiare 10.000 euro: 7.000 all'ASL e 3.000 al Comune. Quanto "
            "può pagare al massimo il Comune, da solo, senza rimetterci?"
        ),
        (
            Option(id="all", label=money(10_000), feedback=_("7.000 euro restano nel bilancio di un altro.")),
            Option(id="own", label=money(3_000)),
            Option(id="asl", label=money(7_000), feedback=_("Questo è il risparmio dell'ASL.")),
        ),
        right="own",
        hints=(
            _("Di chi è ciascun risparmio?"),
            _("Guarda solo il bilancio di chi paga."),
            _("Togli dai 10.000 ciò che risparmia un altro."),
        ),
        why=_(
            "Si paga con il proprio risparmio. Per pagare di più bisogna che anche l'ASL entri nell'accordo."
        ),
    )


def small_cliff() -> Exercise:
    """Ask what a threshold does with few people."""
    return choice(
        "small-cliff",
        _(
            "Venti persone e una soglia netta: sotto 10 riuscite non si paga niente. Qual è il rischio principale?"
        ),
        (
            Option(id="luck", label=_("Che una riuscita in più o in meno, per caso, decida tutto")),
            Option(
                id="cost",
                label=_("Che il Comune spenda troppo"),
                feedback=_("A limitare la spesa c'è il tetto."),
            ),
            Option(
                id="slow",
                label=_("Che la verifica duri troppo"),
                feedback=_("La durata della verifica non dipende dalla soglia."),
            ),
        ),
        right="luck",
        hints=(
            _("Confronta 9 e 10 riuscite."),
            _("Quanto cambia il pagamento? E il lavoro fatto?"),
            _("Con venti persone una di differenza capita di continuo."),
        ),
        why=_("Con gruppi piccoli un salto netto paga o punisce la fortuna: meglio pagamenti graduali."),
    )


def multiple() -> Exercise:
    """Ask for a multiple."""
    slips: list[Slip] = [
        ("gain", 0.15, _("Questo è il guadagno per ogni euro. Il multiplo conta anche l'euro che torna.")),
        ("reversed", round(200 / 230, 2), _("Hai rovesciato: sopra va ciò che torna.")),
        ("percent", 115.0, _("È giusto in percentuale: scrivilo come numero di volte.")),
    ]
    return Number(
        id="multiple",
        question=_(
            "Un investitore anticipa 200.000 euro e ne riceve in tutto 230.000. Quante volte "
            "torna il suo denaro?"
        ),
        expected=1.15,
        tolerance=0.004,
        decimals=2,
        unit=_("volte"),
        mistakes=known_mistakes(1.15, slips, tolerance=0.004, decimals=2),
        hints=Hints(
            nudge=_("È una divisione."),
            pointer=_("Ciò che torna diviso ciò che è stato anticipato."),
            worked=_("230 diviso 200."),
        ),
        why=_(
            "1,15 volte. Il multiplo non dice in quanto tempo: per questo va letto insieme al "
            "rendimento annuo."
        ),
        minutes=1,
    )


def loss_on_average() -> Exercise:
    """Ask whether a good average excludes losses."""
    return choice(
        "loss-on-average",
        _("In media un accordo rende il 3%. Che cosa manca per decidere?"),
        (
            Option(id="bad", label=_("Quante volte si perde, e quanto nei casi peggiori")),
            Option(
                id="nothing",
                label=_("Niente: la media basta"),
                feedback=_("La stessa media può nascondere una perdita totale ogni tanto."),
            ),
            Option(
                id="best",
                label=_("Quanto rende nel caso migliore"),
                feedback=_("Il caso migliore, da solo, non dice quanto e quante volte si può perdere."),
            ),
        ),
        right="bad",
        hints=(
            _("Due accordi con la stessa media possono essere molto diversi."),
            _("Guarda la coda delle cose che vanno male."),
            _("Serve la probabilità di perdere, e la misura della perdita."),
        ),
        why=_("La media da sola non dice chi può farsi male. Si guarda la coda: quante volte, quanto."),
    )


def cap_effect() -> Exercise:
    """Ask what a cap does."""
    return Several(
        id="cap-effect",
        question=_("Che cosa fa un tetto ai pagamenti?"),
        options=(
            Option(id="budget", label=_("Dice al Comune quanto può spendere al massimo")),
            Option(id="stop", label=_("Toglie il motivo di fare di più, una volta raggiunto")),
            Option(
                id="quality",
                label=_("Garantisce la qualità dei risultati"),
                feedback=_("la qualità la guarda la verifica, non il tetto."),
            ),
            Option(
                id="floor",
                label=_("Assicura un minimo a chi realizza"),
                feedback=_("il tetto è un massimo; il minimo, se c'è, è il canone."),
            ),
        ),
        right=frozenset({"budget", "stop"}),
        missing=_("C'è anche un effetto meno comodo."),
        hints=Hints(
            nudge=_("Pensa al bilancio, poi a chi lavora."),
            pointer=_("Che cosa cambia fra l'ultima riuscita pagata e quella dopo?"),
            worked=_("Una protegge il Comune, l'altra toglie una spinta."),
        ),
        why=_("Protegge il bilancio e, raggiunto, toglie la spinta: è un compromesso da scrivere sapendolo."),
        minutes=1,
    )
