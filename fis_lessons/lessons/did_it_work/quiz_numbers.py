"""The quiz of lesson 08: questions answered with a number, an order, a match, more than one option."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Matching, Number, NumberMistake, Option, Ordering, Several
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.did_it_work.study import level_label


def four_means() -> Exercise:
    """Ask for a difference in differences of round numbers."""
    return Number(
        id="quick-did",
        question=_(
            "Assenze da scuola, in giorni (ipotesi). Con il progetto: da 20 a 14. Senza: da 18 a 15. "
            "Quanto fa la differenza delle differenze?"
        ),
        expected=-3.0,
        unit=_("giorni"),
        mistakes=(
            NumberMistake(
                id="reversed",
                value=3.0,
                text=_("Attento al segno: le assenze sono scese di più con il progetto."),
            ),
            NumberMistake(
                id="before_after", value=-6.0, text=_("Questo è il solo prima e dopo di chi ha il progetto.")
            ),
            NumberMistake(
                id="after", value=-1.0, text=_("Questa è la distanza dopo: partivano da numeri diversi.")
            ),
            NumberMistake(id="summed", value=-9.0, text=_("Hai sommato i due cali. Il secondo si toglie.")),
            NumberMistake(id="before", value=2.0, text=_("Questa è la distanza prima del progetto.")),
        ),
        hints=Hints(
            nudge=_("Due differenze, dopo meno prima."),
            pointer=_("La prima fa -6. La seconda la calcoli tu."),
            worked=_("Dal cambiamento con il progetto togli quello senza."),
        ),
        why=_(
            "Con il progetto -6, senza -3: restano 3 giorni di assenza in meno, se i trend erano paralleli."
        ),
        minutes=2,
    )


def later_groups() -> Exercise:
    """Ask for the before-after a trend alone produces."""
    return Number(
        id="trend-alone",
        question=_(
            "In una città un indicatore scende di 5 punti per tutti. Un progetto che non ha nessun effetto "
            "lo misura prima e dopo (ipotesi). Quale «effetto» troverà il prima e dopo? Scrivi anche il "
            "segno."
        ),
        expected=-5.0,
        unit=_("punti"),
        mistakes=(
            NumberMistake(
                id="zero",
                value=0.0,
                text=_("Zero è l'effetto vero. Il prima e dopo misura tutto ciò che cambia."),
            ),
            NumberMistake(id="sign", value=5.0, text=_("L'indicatore scende: il segno è meno.")),
        ),
        hints=Hints(
            nudge=_("Il prima e dopo non sa perché le cose cambiano."),
            pointer=_("Anche chi partecipa scende come tutti."),
            worked=_("Dopo meno prima, per chi partecipa: è lo stesso cambiamento di tutti."),
        ),
        why=_("Tutto il cambiamento comune finisce nel conto del progetto."),
        minutes=1,
    )


def ladder() -> Exercise:
    """Ask to order comparisons from the one that asks most faith to the one that asks least."""
    items = (
        ("threshold", _("Il posto giusto è vicino al sorteggio: intorno alla soglia decide quasi il caso.")),
        (
            "before_after",
            _("È quello che dà per buono di più: che senza progetto non sarebbe cambiato nulla."),
        ),
        ("lottery", _("È quello che dà per buono di meno: chi entra lo decide il caso.")),
        (
            "did",
            _("Toglie l'andamento comune e la distanza di partenza, ma chiede che i trend siano paralleli."),
        ),
    )
    return Ordering(
        id="ladder",
        question=_(
            "Metti i confronti in ordine: prima quello che dà per buono di più, ultimo quello che dà per "
            "buono di meno."
        ),
        items=tuple(Option(id=level, label=level_label(level), feedback=said) for level, said in items),  # type: ignore[arg-type]
        right=("before_after", "did", "threshold", "lottery"),
        hints=Hints(
            nudge=_("Comincia dai due estremi."),
            pointer=_("Chi non ha un confronto sta in fondo; chi lascia decidere il caso sta in cima."),
            worked=_("Fra i due di mezzo, guarda quale lascia decidere quasi il caso."),
        ),
        why=_("L'ordine vale in generale. Un sorteggio fatto male può essere peggio di un buon confronto."),
        minutes=2,
    )


def pairs() -> Exercise:
    """Ask which fact breaks which comparison."""
    columns = (
        Option(id="before_after", label=level_label("before_after")),
        Option(id="did", label=level_label("did")),
        Option(id="threshold", label=level_label("threshold")),
        Option(id="lottery", label=level_label("lottery")),
    )
    return Matching(
        id="breakers",
        question=_("Quale fatto mette in crisi soprattutto quale confronto? Ciascuno ne ha uno."),
        rows=(
            Option(
                id="law",
                label=_("Nello stesso anno una legge nuova aiuta tutti, con e senza progetto."),
                feedback=_(
                    "Se tocca tutti allo stesso modo, chi ha un confronto la toglie. Chi non ce l'ha no."
                ),
            ),
            Option(
                id="factory",
                label=_("Chiude una fabbrica, e ne soffre solo il quartiere senza progetto."),
                feedback=_("I due gruppi smettono di muoversi insieme."),
            ),
            Option(
                id="scores",
                label=_("Gli operatori ritoccano il punteggio di chi vogliono far entrare."),
                feedback=_("Chi sta appena di qua e appena di là non è più simile."),
            ),
            Option(
                id="left",
                label=_("Metà di chi è rimasto fuori non risponde più al questionario."),
                feedback=_("I due gruppi erano nati uguali, ma chi risponde ancora può essere diverso."),
            ),
        ),
        columns=columns,
        right={"law": "before_after", "factory": "did", "scores": "threshold", "left": "lottery"},
        hints=Hints(
            nudge=_("Ogni confronto dà per buona una cosa. Quale si rompe?"),
            pointer=_("Punteggio fa pensare a un confronto; andamento diverso a un altro."),
            worked=_("Comincia dalla riga con il punteggio."),
        ),
        why=_("Un fatto può disturbare più confronti: qui conta quello che rompe per primo."),
        minutes=2,
    )


def warnings() -> Exercise:
    """Ask which sentences a report may not hold."""
    return Several(
        id="careful",
        question=_("In una relazione, quali frasi dicono più di quanto i dati permettono? Segnale tutte."),
        options=(
            Option(id="proved", label=_("I dati dimostrano che il progetto ha causato il miglioramento.")),
            Option(
                id="compatible",
                label=_(
                    "I dati sono compatibili con un miglioramento, se i due gruppi si sarebbero mossi insieme."
                ),
                feedback=_("Questa dice la condizione: regge."),
            ),
            Option(id="no_effect", label=_("L'intervallo contiene lo zero, dunque l'effetto è zero.")),
            Option(
                id="unknown",
                label=_(
                    "Non sappiamo se i due gruppi si muovevano insieme prima: i dati cominciano dal 2023."
                ),
                feedback=_("Questa dichiara un limite: regge."),
            ),
            Option(id="everybody", label=_("Lo stesso effetto si avrà in tutti i Comuni.")),
        ),
        right=frozenset({"proved", "no_effect", "everybody"}),
        missing=_("Ce n'è un'altra: guarda i verbi e i «tutti»."),
        hints=Hints(
            nudge=_("Cerca i verbi troppo forti."),
            pointer=_("Una frase che dichiara un limite non è mai troppo forte."),
            worked=_("Togli quelle che contengono una condizione o un «non sappiamo»."),
        ),
        why=_(
            "Dimostrare, azzerare, estendere a tutti: sono i tre passi che i dati di un progetto solo non "
            "fanno."
        ),
        minutes=2,
    )
