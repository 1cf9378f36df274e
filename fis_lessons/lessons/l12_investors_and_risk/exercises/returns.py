"""The exercises of lesson 12 on returns, on what others did, and on the stress test of Bergamo."""

from __future__ import annotations

from fis_lessons.exercises import Hints, Matching, Number, NumberMistake, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.l12_investors_and_risk.ground import (
    STAYS,
    TARGET_CUT,
    TARGET_DELAY,
    Ground,
    euros,
)
from fis_lessons.measures.deal.delay import avoided_stay, reach_needed
from fis_lessons.measures.deal.lessons_of_others import bullet_rate

RIKERS_CAPITAL, RIKERS_GAIN, RIKERS_YEARS = 9.6, 2.1, 4


def yearly(ground: Ground) -> Number:
    """Ask for the yearly return of a capital that comes back once."""
    played = ground.played(ground.good)
    capital = euros(played.total("investment"))
    back = capital + euros(played.total("return"))
    years = 4.5
    expected = 100 * bullet_rate(capital, back, years=years)
    whole = 100 * (back / capital - 1)
    question = _("Quanto rende all'anno?")
    task = _(
        "L'investitore anticipa {capital} e dopo 4 anni e mezzo riceve {back}, in una volta "
        "sola. Il rendimento annuo è quello che, "
        "ripetuto per 4,5 anni, porta dal primo numero al secondo: (secondo ÷ primo) elevato a 1 "
        "÷ 4,5, meno 1. Scrivilo in "
        "percentuale, con un decimale."
    ).format(capital=money(capital), back=money(back))
    slips: list[Slip] = [
        ("whole", whole, _("Questo è il guadagno di tutto il periodo. Va portato a un anno.")),
        (
            "four_years",
            100 * bullet_rate(capital, back, years=4),
            _("Hai contato 4 anni: il denaro torna dopo 4 anni e mezzo."),
        ),
    ]
    # Near the right answer, yet not to be taken for it: the two intervals do not meet
    divided = NumberMistake(
        id="divided",
        value=round(whole / years, 1),
        text=_("Hai diviso per gli anni. Il rendimento si ripete su sé stesso: serve la radice."),
    )
    return Number(
        id="yearly",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.06,
        unit="%",
        decimals=1,
        mistakes=(*known_mistakes(expected, slips, tolerance=0.06, decimals=1), divided),
        hints=Hints(
            nudge=_("Il guadagno totale non è il rendimento annuo."),
            pointer=_("In un foglio di calcolo si scrive =(secondo/primo)^(1/4,5)-1, con i due numeri."),
            worked=_(
                "Il rapporto è {ratio}. Al 2% l'anno, in 4,5 anni si arriva a 1,09: serve qualcosa in più."
            ).format(ratio=written_ratio(back / capital, decimals=2)),
        ),
        why=_(
            "Circa il {rate} l'anno, **se va bene**. Chi lo confronta con un titolo di Stato "
            "dimentica che qui si può perdere il "
            "capitale. Guarda sempre insieme: rendimento, quante volte si perde, quanto si perde "
            "nei casi peggiori."
        ).format(rate=percent(expected / 100)),
        minutes=4,
    )


def rikers() -> Number:
    """Ask for a return published for Rikers."""
    paid = RIKERS_CAPITAL + RIKERS_GAIN
    expected = 100 * bullet_rate(RIKERS_CAPITAL, paid, years=RIKERS_YEARS)
    whole = 100 * RIKERS_GAIN / RIKERS_CAPITAL
    question = _("Rikers, New York: quanto avrebbe reso il risultato migliore?")
    task = _(
        "Capitale: {capital} milioni di dollari. Con il risultato migliore, il 20% di giorni di detenzione in "
        "meno, il guadagno pubblicato era di {gain} milioni: il Comune avrebbe pagato {payment} milioni dopo "
        "{years} anni. Scrivi il rendimento annuo in percentuale, con un decimale."
    ).format(
        capital=number(RIKERS_CAPITAL, decimals=1),
        gain=number(RIKERS_GAIN, decimals=1),
        payment=number(paid, decimals=1),
        years=RIKERS_YEARS,
    )
    slips: list[Slip] = [
        ("whole", whole, _("Questo è il guadagno dei quattro anni insieme.")),
        (
            "simple",
            whole / RIKERS_YEARS,
            _("Hai diviso per gli anni. Il rendimento si ripete su sé stesso: serve la radice."),
        ),
        ("reduction", 20.0, _("Questo è il calo dei giorni di detenzione, non il rendimento.")),
    ]
    return Number(
        id="rikers",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.06,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.06, decimals=1),
        hints=Hints(
            nudge=_("È lo stesso conto di prima, con altri numeri."),
            pointer=_("In un foglio di calcolo si scrive =(secondo/primo)^(1/4)-1, con i due importi."),
            worked=_("Il rapporto è {ratio}; la radice quarta si fa con due radici quadrate di fila.").format(
                ratio=written_ratio(paid / RIKERS_CAPITAL, decimals=2)
            ),
        ),
        why=_(
            "È il {rate} che si legge nella scheda pubblicata. L'effetto misurato fu nullo: il "
            "Comune non pagò niente, e una garanzia "
            "coprì gran parte del capitale. Il patto era questo: chi aveva anticipato "
            "ha perso, e il Comune non ha pagato ciò che non era successo. Il conto tratta il denaro come "
            "anticipato "
            "tutto il primo giorno: se si versa un poco per volta, il rendimento cambia."
        ).format(rate=percent(expected / 100)),
        minutes=3,
    )


def what_they_teach() -> Matching:
    """Ask what each of four deals teaches."""
    return Matching(
        id="what-they-teach",
        question=_("Che cosa insegna ciascun accordo?"),
        rows=(
            Option(id="rikers", label="Rikers", feedback=_("lì il risultato fu nullo: chi pagò?")),
            Option(
                id="peterborough", label="Peterborough", feedback=_("guarda due numeri vicini: 8,4 e 10.")
            ),
            Option(id="newpin", label="Newpin", feedback=_("lì il rendimento cresceva un poco per volta.")),
            Option(id="utah", label="Utah", feedback=_("chiediti con chi si confrontavano quei bambini.")),
        ),
        columns=(
            Option(id="failure", label=_("se non funziona, paga chi ha rischiato")),
            Option(id="threshold", label=_("una soglia può negare un effetto che c'è")),
            Option(
                id="slope", label=_("con un pagamento graduale non c'è salto fra appena sotto e appena sopra")
            ),
            Option(id="comparison", label=_("senza confronto non si sa quanto risparmio sia vero")),
        ),
        right={"rikers": "failure", "peterborough": "threshold", "newpin": "slope", "utah": "comparison"},
        hints=Hints(
            nudge=_("Rileggi le quattro storie: ognuna ha un numero che pesa."),
            pointer=_("Cerca chi aveva un gruppo di confronto e chi no."),
            worked=_("Uno solo parla di chi paga quando va male."),
        ),
        why=_(
            "Quattro accordi, quattro domande da fare al proprio: chi paga se va male? che cosa "
            "succede appena sotto la soglia? il premio "
            "cresce piano o salta? con chi si confronta?"
        ),
        minutes=3,
    )


def stress(ground: Ground) -> Number:
    """Ask which share must be reached for the target of Bergamo."""
    stay = ground.stay
    avoided = round(100 * avoided_stay(TARGET_DELAY, stay=stay))
    expected = 100 * TARGET_CUT / (avoided / 100)
    exact = reach_needed(TARGET_CUT, delay=TARGET_DELAY, stay=stay) or 1.0
    question = _("Bergamo: quante persone bisogna raggiungere perché il costo scenda del 25%?")
    task = _(
        "Ipotesi: chi entra nei servizi ci resta in media {stay} anni, e rinviare di {delay} "
        "anni ne evita l'{avoided}% a ciascuna "
        "persona raggiunta. Il costo che si risparmia è la quota di persone raggiunte per la "
        "quota di permanenza evitata. Quale "
        "percentuale delle persone che entrerebbero va raggiunta? Arrotonda all'intero."
    ).format(stay=stay, delay=TARGET_DELAY, avoided=avoided)
    slips: list[Slip] = [
        (
            "target",
            100 * TARGET_CUT,
            _("Basterebbe questo se a ciascuno si evitasse tutta la permanenza. Ne resta una parte."),
        ),
        (
            "product",
            TARGET_CUT * avoided,
            _("Hai moltiplicato. Il prodotto deve fare 25: qui cerchi uno dei due fattori."),
        ),
        ("minus", avoided - 100 * TARGET_CUT, _("Hai sottratto: qui serve una divisione.")),
        ("share", expected / 100, _("È la quota fra 0 e 1: scrivila in percentuale.")),
    ]
    return Number(
        id="stress",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.6,
        unit="%",
        mistakes=known_mistakes(expected, slips, tolerance=0.6),
        hints=Hints(
            nudge=_("Quale numero, moltiplicato per la permanenza evitata, fa 25?"),
            pointer=_("Dividi 25 per la quota di permanenza evitata."),
            worked=_("25 diviso {avoided}, per 100.").format(avoided=avoided),
        ),
        why=_far(stay).format(reach=percent(exact, decimals=0)),
        minutes=4,
    )


def _far(stay: int) -> str:
    if stay == STAYS[0]:
        return _(
            "Circa il {reach} di chi entrerebbe: quasi uno su tre, rinviato davvero di cinque "
            "anni interi. E il risparmio si vede solo quando chi oggi ha fra 60 e 75 anni avrebbe usato quei "
            "servizi. Chi anticipa denaro aspetta di rado tanto: serve anche una misura più vicina nel tempo."
        )
    return _(
        "Circa il {reach} di chi entrerebbe, rinviato davvero di cinque anni interi. E il risparmio si vede solo "
        "quando chi oggi ha fra 60 e 75 anni avrebbe usato quei servizi. Chi anticipa denaro aspetta di rado "
        "tanto: serve anche una misura più vicina nel tempo."
    )
