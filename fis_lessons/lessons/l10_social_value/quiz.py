"""The quiz of lesson 10: every question there is, and those on costs, benefits and time."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Number, NumberMistake, Option, Several
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l10_social_value import quiz_map


def bank() -> Bank:
    """Return every question of the lesson."""
    return (
        discounting(),
        rate_up(),
        transfer(),
        several_rates(),
        cashable(),
        effectiveness(),
        quiz_map.terms(),
        quiz_map.attribution(),
        quiz_map.drop_off(),
        quiz_map.volunteers(),
        quiz_map.negative(),
        quiz_map.proxy(),
        quiz_map.compare(),
        quiz_map.threshold(),
        quiz_map.stages(),
    )


def discounting() -> Exercise:
    """Ask what a future amount is worth."""
    return Number(
        id="discounting",
        question=_("Quanto valgono oggi 1.030 euro che arrivano fra un anno, con un tasso di sconto del 3%?"),
        expected=1000,
        tolerance=0.5,
        unit=_("euro"),
        mistakes=(
            NumberMistake(
                id="subtracted",
                value=999.1,
                text=_(
                    "Hai tolto il 3% di 1.030. Si divide per 1,03, perché il 3% si calcola sulla somma di oggi."
                ),
            ),
            NumberMistake(
                id="multiplied", value=1060.9, text=_("Hai moltiplicato: così vai avanti di un anno.")
            ),
            NumberMistake(id="same", value=1030, text=_("Così un euro di domani vale come uno di oggi.")),
        ),
        hints=Hints(
            nudge=_("Quale somma, cresciuta del 3%, diventa 1.030?"),
            pointer=_("Dividi per uno più il tasso."),
            worked=_("1.030 diviso 1,03."),
        ),
        why=_("Mille euro oggi, cresciuti del 3%, fanno 1.030 fra un anno: perciò oggi valgono mille."),
        minutes=1,
    )


def rate_up() -> Exercise:
    """Ask what a higher rate does."""
    return Choice(
        id="rate-up",
        question=_(
            "Un progetto costa subito e dà benefici per dieci anni. Se il tasso di sconto sale, che cosa "
            "succede?"
        ),
        options=(
            Option(id="less", label=_("Il valore attuale netto scende.")),
            Option(
                id="more",
                label=_("Il valore attuale netto sale."),
                feedback=_("Al contrario: i benefici lontani pesano di meno, la spesa di oggi resta uguale."),
            ),
            Option(
                id="same",
                label=_("Non cambia: il tasso riguarda solo le banche."),
                feedback=_(
                    "Il tasso dice quanto pesa il futuro. Cambia il conto di chiunque spenda oggi per domani."
                ),
            ),
        ),
        right="less",
        hints=Hints(
            nudge=_("Che cosa è lontano nel tempo: i costi o i benefici?"),
            pointer=_("Un tasso più alto divide per un numero più grande."),
            worked=_("La spesa è oggi e non si sconta; i benefici sì, e ogni anno di più."),
        ),
        why=_(
            "Scegliere il tasso è scegliere quanto conta il futuro. Per questo si mostrano più tassi: 1, 3 e 5%."
        ),
        minutes=1,
    )


def transfer() -> Exercise:
    """Ask what a fee is for everybody together."""
    return Choice(
        id="transfer",
        question=_("Le famiglie pagano una tariffa al Comune. Nel conto **di tutti insieme** la tariffa è…"),
        options=(
            Option(
                id="benefit",
                label=_("un beneficio, perché il Comune incassa"),
                feedback=_("Per il Comune sì. Ma le famiglie pagano la stessa somma."),
            ),
            Option(
                id="cost",
                label=_("un costo, perché le famiglie pagano"),
                feedback=_("Per le famiglie sì. Ma il Comune incassa la stessa somma."),
            ),
            Option(id="transfer", label=_("un trasferimento: cambia chi ha il denaro, non quanto ce n'è")),
        ),
        right="transfer",
        hints=Hints(
            nudge=_("Somma ciò che uno perde e ciò che l'altro prende."),
            pointer=_("Le due somme sono uguali e di segno opposto."),
            worked=_("Più cento e meno cento fanno zero."),
        ),
        why=_("La tariffa conta per sapere chi paga e chi guadagna, e si annulla nel totale."),
        minutes=1,
    )


def several_rates() -> Exercise:
    """Ask what to do with two internal rates."""
    return Choice(
        id="several-rates",
        question=_(
            "Un progetto spende all'inizio, incassa, poi spende ancora per chiudere. Il foglio trova **due** "
            "tassi interni, 10% e 20%. Che cosa scrivi?"
        ),
        options=(
            Option(
                id="highest",
                label=_("20%: è il più favorevole"),
                feedback=_("Sono soluzioni della stessa equazione: nessuna delle due dice quanto rende."),
            ),
            Option(
                id="mean",
                label=_("15%: la media"),
                feedback=_("Al 15% il valore non è zero: la media non è un tasso interno."),
            ),
            Option(id="npv", label=_("Che i tassi sono due, e il valore attuale netto al mio tasso")),
        ),
        right="npv",
        hints=Hints(
            nudge=_("Che cosa vuol dire che un'equazione ha due soluzioni?"),
            pointer=_("C'è una misura che non ha questo problema: usa un tasso scelto prima."),
            worked=_("Fissa il tasso di sconto e calcola quanto vale oggi."),
        ),
        why=_(
            "Quando il segno dei flussi cambia più volte, il tasso interno può non essere uno solo, o mancare."
        ),
        minutes=2,
    )


def cashable() -> Exercise:
    """Ask which savings can be spent."""
    return Several(
        id="cashable",
        question=_("Quali di questi sono risparmi **in bilancio**, cioè spese che si cancellano?"),
        options=(
            Option(id="contract", label=_("un contratto di servizio che non si rinnova")),
            Option(id="top-up", label=_("un'integrazione di retta che non si paga più")),
            Option(
                id="hours",
                label=_("dieci ore a settimana di un'assistente sociale di ruolo"),
                feedback=_("Lo stipendio si paga lo stesso: è capacità liberata."),
            ),
            Option(
                id="room",
                label=_("una stanza comunale usata di meno"),
                feedback=_("Finché la stanza è del Comune la spesa resta quasi uguale."),
            ),
        ),
        right=frozenset({"contract", "top-up"}),
        missing=_("Cerca le spese per cui l'anno dopo non esce più un pagamento."),
        hints=Hints(
            nudge=_("Quale mandato di pagamento non si firma più?"),
            pointer=_("Chi è già assunto e ciò che è già del Comune costano lo stesso."),
            worked=_("Due voci sono pagamenti a terzi che finiscono."),
        ),
        why=_("Il resto è utile, ma non paga fatture: è tempo o spazio che si può usare per altro."),
        minutes=2,
    )


def effectiveness() -> Exercise:
    """Ask the extra cost of each extra result."""
    return Number(
        id="effectiveness",
        question=_(
            "Il servizio di oggi costa 20.000 euro e porta 20 ragazzi al diploma. Quello nuovo costa 50.000 "
            "euro e ne porta 30 (cifre scelte per esercizio). Quanto costa **ogni diploma in più**?"
        ),
        expected=3000,
        unit=_("euro"),
        mistakes=(
            NumberMistake(
                id="average",
                value=1667,
                text=_("Questo è il costo medio del servizio nuovo. La domanda è sui diplomi in più."),
            ),
            NumberMistake(
                id="average_exact",
                value=1666.67,
                text=_("Questo è il costo medio del servizio nuovo. La domanda è sui diplomi in più."),
            ),
            NumberMistake(
                id="difference", value=30000, text=_("È la spesa in più. Dividila per i diplomi in più.")
            ),
            NumberMistake(
                id="new_over_extra", value=5000, text=_("Sopra va solo la spesa in più, non tutta.")
            ),
        ),
        hints=Hints(
            nudge=_("Di quanto sale la spesa? Di quanto salgono i diplomi?"),
            pointer=_("Spesa in più divisa per risultati in più."),
            worked=_("30.000 diviso 10."),
        ),
        why=_(
            "È l'analisi costi-efficacia: non serve dare un prezzo al diploma, basta dire quanto costa "
            "averne uno in più."
        ),
        minutes=2,
    )
