"""The quiz of lesson 12 on what others did and on what binds the parties: comparison, zero sum, checks, budget."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _


def choice(
    name: str,
    question: str,
    options: tuple[Option, ...],
    *,
    right: str,
    hints: tuple[str, str, str],
    why: str,
) -> Choice:
    """Make a question with one right option."""
    nudge, pointer, worked = hints
    return Choice(
        id=name,
        question=question,
        options=options,
        right=right,
        hints=Hints(nudge=nudge, pointer=pointer, worked=worked),
        why=why,
        minutes=1,
    )


def utah() -> Exercise:
    """Ask why a saving without comparison means little."""
    return choice(
        "utah",
        _(
            "Di 110 bambini «a rischio» uno solo ha avuto l'insegnante di sostegno. Perché il "
            "risparmio dichiarato dice poco?"
        ),
        (
            Option(id="compare", label=_("Perché non si sa quanti ne avrebbero avuto bisogno comunque")),
            Option(
                id="few",
                label=_("Perché 110 bambini sono pochi"),
                feedback=_("Anche con diecimila, senza confronto, la domanda resterebbe."),
            ),
            Option(
                id="money",
                label=_("Perché il denaro era in dollari"),
                feedback=_("La valuta non cambia il ragionamento."),
            ),
        ),
        right="compare",
        hints=(
            _("Chi ha deciso che erano a rischio, e come?"),
            _("Immagina gli stessi bambini senza il progetto."),
            _("Manca il secondo numero del confronto."),
        ),
        why=_("Se il metodo segnala a rischio bambini che non lo sono, sembra di averli salvati tutti."),
    )


def zero_sum() -> Exercise:
    """Ask what the flows of all the parties add up to."""
    slips: list[Slip] = [
        ("profit", 24_000.0, _("Questo potrebbe essere il guadagno di uno solo: sommali tutti.")),
        ("cost", 400_000.0, _("Il costo del servizio esce da qualcuno ed entra in qualcun altro.")),
    ]
    return Number(
        id="zero-sum",
        question=_(
            "Sommi ciò che ciascuno ha in più o in meno alla fine, compreso chi lavora nel "
            "servizio. Quanto deve fare?"
        ),
        expected=0.0,
        unit="€",
        mistakes=known_mistakes(0.0, slips),
        hints=Hints(
            nudge=_("Ogni pagamento parte da qualcuno e arriva a qualcuno."),
            pointer=_("Ciò che uno ha in meno, un altro l'ha in più."),
            worked=_("Un pagamento da A a B vale meno per A e altrettanto più per B: sommali."),
        ),
        why=_(
            "Zero: nessun euro nasce e nessuno sparisce. Se il totale è diverso, nel prospetto c'è un errore."
        ),
        minutes=1,
    )


def blended_meaning() -> Exercise:
    """Match forms of money with who bears the loss."""
    return Matching(
        id="blended",
        question=_("Se i risultati non arrivano, chi sopporta la perdita?"),
        rows=(
            Option(
                id="grant",
                label=_("Contributo a fondo perduto"),
                feedback=_("quel denaro non doveva tornare."),
            ),
            Option(id="bond", label=_("Anticipo senza garanzia"), feedback=_("nessuno lo restituisce.")),
            Option(
                id="covered",
                label=_("Anticipo garantito per intero"),
                feedback=_("qualcuno ha promesso di restituirlo."),
            ),
        ),
        columns=(
            Option(id="donor", label=_("chi ha donato, ma lo sapeva")),
            Option(id="investor", label=_("l'investitore")),
            Option(id="guarantor", label=_("il garante")),
        ),
        right={"grant": "donor", "bond": "investor", "covered": "guarantor"},
        hints=Hints(
            nudge=_("Per ogni forma chiediti chi non rivede il denaro."),
            pointer=_("La garanzia sposta la perdita."),
            worked=_("Uno solo sapeva dall'inizio di non rivederlo."),
        ),
        why=_("Donare, anticipare, garantire: tre modi di portare lo stesso rischio."),
        minutes=1,
    )


def verifier() -> Exercise:
    """Ask who should pay the verifier."""
    return choice(
        "verifier",
        _("Chi è meglio che scelga e paghi chi verifica i risultati?"),
        (
            Option(
                id="provider",
                label=_("Chi realizza il servizio"),
                feedback=_("Guadagna se i risultati sono tanti."),
            ),
            Option(
                id="investor",
                label=_("L'investitore"),
                feedback=_("Anche lui guadagna se i risultati sono tanti."),
            ),
            Option(
                id="together",
                label=_("Tutti insieme, prima di cominciare, con una somma che non dipende dai risultati"),
            ),
        ),
        right="together",
        hints=(
            _("Chi guadagna se il numero è alto? E se è basso?"),
            _("Cerca un modo in cui il compenso non cambi con il risultato."),
            _("Non basta cambiare chi paga: conta quando si decide."),
        ),
        why=_(
            "Chi verifica non deve guadagnare né perdere con il risultato: si sceglie prima, "
            "insieme, a somma fissa."
        ),
    )


def annual_budget() -> Exercise:
    """Ask about the budget year."""
    return choice(
        "annual-budget",
        _("Il Comune potrebbe dover pagare fino a 252.000 euro fra quattro anni. Che cosa serve oggi?"),
        (
            Option(
                id="hope",
                label=_("Niente: si vedrà se i risultati arrivano"),
                feedback=_("Se arrivano, la somma va pagata: senza copertura è un debito."),
            ),
            Option(id="cover", label=_("Una copertura pluriennale fino al tetto, decisa con la ragioneria")),
            Option(
                id="half",
                label=_("Metà della somma, perché di solito va così"),
                feedback=_("Va coperto anche il caso in cui va molto bene."),
            ),
        ),
        right="cover",
        hints=(
            _("Il caso che costa di più è quello che va meglio."),
            _("Quale somma non si può superare?"),
            _("È scritta nel contratto: il tetto."),
        ),
        why=_(
            "Il successo costa: la somma fino al tetto va coperta dall'inizio. È uno degli "
            "ostacoli dei bilanci annuali."
        ),
    )


def shortfall() -> Exercise:
    """Ask for an expected shortfall by hand."""
    slips: list[Slip] = [
        ("worst", -100.0, _("Questo è il caso peggiore. La domanda chiede la media dei due peggiori.")),
        ("mean", -10.0, _("Questa è la media di tutti. Prendi solo i due peggiori.")),
        ("sum", -140.0, _("Hai sommato: serve la media dei due.")),
    ]
    return Number(
        id="shortfall",
        question=_(
            "Dieci esiti ugualmente probabili, in migliaia di euro: −100, −40, 0, 0, 0, 0, 10, "
            "10, 10, 10. Qual è la media del 20% peggiore?"
        ),
        expected=-70.0,
        unit=_("migliaia di euro"),
        mistakes=known_mistakes(-70.0, slips),
        hints=Hints(
            nudge=_("Il 20% di dieci esiti sono due."),
            pointer=_("Prendi i due più bassi e fanne la media."),
            worked=_("−100 e −40, diviso due."),
        ),
        why=_("−70. Dice quanto si perde quando va male, non quante volte: i due numeri si leggono insieme."),
        minutes=1,
    )
