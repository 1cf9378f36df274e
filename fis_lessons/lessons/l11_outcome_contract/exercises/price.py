"""The exercises of lesson 11 on what a result is worth: whose the saving is, and how much one can pay."""

from __future__ import annotations

from fis_lessons.exercises import Hints, Matching, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, percent
from fis_lessons.lessons.l11_outcome_contract.ground import Ground
from fis_lessons.lessons.l11_outcome_contract.ground.labels import bearer_label


def whose_saving() -> Matching:
    """Ask who enjoys each saving."""
    return Matching(
        id="whose-saving",
        question=_(
            "Di chi è il risparmio?\n\nPer ogni costo che un risultato evita, scegli chi avrebbe pagato."
        ),
        rows=(
            Option(
                id="fee",
                label=_(
                    "La retta di una RSA: in media 71,41 euro al giorno in provincia di Bergamo nel 2023"
                ),
                feedback=_("quella cifra è la retta a carico di chi vive nella struttura."),
            ),
            Option(
                id="top_up",
                label=_("L'integrazione della retta per chi non ce la fa"),
                feedback=_("qui paga chi aiuta a coprire la retta quando i soldi di casa non bastano."),
            ),
            Option(
                id="hospital",
                label=_("Una giornata di ricovero in ospedale"),
                feedback=_("è una spesa sanitaria, e non passa dal bilancio dei servizi sociali."),
            ),
            Option(
                id="school",
                label=_("Un anno di scuola superiore da ripetere"),
                feedback=_("pensa a chi paga gli insegnanti."),
            ),
        ),
        columns=tuple(
            Option(id=one, label=bearer_label(one)) for one in ("town", "family", "health", "state")
        ),
        right={"fee": "family", "top_up": "town", "hospital": "health", "school": "state"},
        hints=Hints(
            nudge=_("Chiediti da quale conto sarebbe uscito il denaro."),
            pointer=_("Delle quattro righe, una sola sta nel bilancio del Comune."),
            worked=_(
                "Insegnanti: lo Stato. Ricovero: il servizio sanitario. Restano la retta e chi la integra."
            ),
        ),
        why=_(
            "Un risultato fa risparmiare molti, ma il Comune può pagare solo con ciò che resta nel suo bilancio. "
            "Se il risparmio più grande è della famiglia o dell'ASL, o si cerca un accordo con chi ci guadagna o "
            "si paga per un altro motivo: perché il risultato è giusto, e lo si dice."
        ),
        minutes=2,
    )


def highest_price(ground: Ground) -> Number:
    """Ask the highest price of a verified result."""
    with_, without = ground.rates
    own, gross = ground.worth.cash["town"], ground.worth.gross["town"]
    expected = ground.price
    question = _("Fino a quanto può pagare il Comune per ogni risultato verificato?")
    task = _(
        "Con il servizio arrivano {with_} persone su 100, senza ne arriverebbero {without}. Ogni risultato "
        "**in più** lascia nel bilancio del Comune {own}, come nella figura qui sopra. Scrivi il prezzo "
        "massimo, in euro, perché il Comune non ci perda."
    ).format(with_=round(100 * with_), without=round(100 * without), own=money(own))
    slips: list[Slip] = [
        (
            "not_additional",
            own,
            _("Così paghi anche i risultati che sarebbero arrivati comunque: togli la loro parte."),
        ),
        (
            "points",
            own * (with_ - without),
            _(
                "Hai preso i punti di differenza su tutte le persone. Il prezzo si paga solo per chi "
                "arriva: dividi "
                "per la quota di chi arriva."
            ),
        ),
        ("gross", gross * ground.additional, _("Hai usato il risparmio lordo: una parte resta spesa.")),
        (
            "everybody",
            ground.worth.total_gross * ground.additional,
            _("Hai contato il risparmio di tutti: famiglia, ASL e Stato non pagano questo contratto."),
        ),
        ("anyway", own * (1 - ground.additional), _("Hai tenuto la parte che sarebbe arrivata comunque.")),
        ("total", ground.worth.total_gross, _("Questo è tutto il risparmio lordo, di chiunque sia.")),
    ]
    return Number(
        id="highest-price",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=1.0,
        unit=_("euro"),
        mistakes=known_mistakes(expected, slips, tolerance=1.0),
        hints=Hints(
            nudge=_("Quanti dei risultati pagati non sarebbero arrivati senza il servizio?"),
            pointer=_(
                "La parte in più è la differenza fra le due quote, divisa per la quota con il servizio."
            ),
            worked=_("La parte in più è {share}. Prendi questa parte di {own}.").format(
                share=percent(ground.additional, decimals=0), own=money(own)
            ),
        ),
        why=_(
            "Di ogni risultato pagato solo il {share} è in più: {own} per questa parte fa {price}. Sopra questo "
            "prezzo il Comune spende più di quanto risparmia. Può farlo, ma allora compra un valore "
            "sociale e non un "
            "risparmio."
        ).format(share=percent(ground.additional, decimals=0), own=money(own), price=money(expected)),
        minutes=3,
    )
