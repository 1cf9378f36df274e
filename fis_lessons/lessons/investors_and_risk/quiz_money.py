"""The quiz of lesson 12 on sums: a multiple, a total of zero, a tail, a budget."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Number, Option
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
    """Make a question with one right option; ``hints`` are nudge, pointer and worked step."""
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
        why=_("Zero. È la prima prova da fare su qualsiasi prospetto: se non fa zero, manca qualcuno."),
        minutes=1,
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
