"""The quiz of lesson 07, on the sheet: a baseline nobody has, groups, who measures."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Option
from fis_lessons.i18n import gettext as _


def no_data() -> Exercise:
    """Ask what to do when there is no baseline."""
    return Choice(
        id="no-data",
        question=_("Nessuno ha mai misurato il tuo indicatore. Che valore di partenza scrivi?"),
        options=(
            Option(
                id="zero",
                label=_("Zero: il servizio prima non c'era."),
                feedback=_("Il servizio non c'era, le persone sì: forse alcune stavano già bene."),
            ),
            Option(
                id="region",
                label=_("Quello della regione, che è pubblicato."),
                feedback=_("È il valore di un'altra area. Come contesto va bene, come partenza no."),
            ),
            Option(
                id="guess",
                label=_("Una stima prudente di chi conosce il servizio."),
                feedback=_("Se la scrivi come partenza, poi misuri un cambiamento rispetto a un'opinione."),
            ),
            Option(
                id="first",
                label=_("Nessuno: si scrive «da misurare», chi lo fa e quando, prima di cominciare."),
            ),
        ),
        right="first",
        hints=Hints(
            nudge=_("Quale risposta non inventa niente?"),
            pointer=_("Zero, la regione e la stima sono tutti numeri di qualcos'altro."),
            worked=_("Se la misura non c'è, il primo lavoro è farla."),
        ),
        why=_(
            "Una casella vuota con un nome e una data è più onesta di un numero comodo, e si "
            "riempie in tempo."
        ),
        minutes=1,
    )


def groups() -> Exercise:
    """Ask why an indicator is read by groups."""
    return Choice(
        id="groups",
        question=_(
            "Esempio **inventato**: l'indicatore migliora da 60 a 66 su 100. Perché guardarlo "
            "anche per gruppi?"
        ),
        options=(
            Option(id="hidden", label=_("Perché un gruppo può peggiorare mentre la media migliora.")),
            Option(
                id="larger",
                label=_("Perché con i gruppi il campione diventa più grande."),
                feedback=_("Diventa più piccolo in ogni gruppo: il margine si allarga, e va detto."),
            ),
            Option(
                id="cause",
                label=_("Perché così si vede che cosa ha causato il miglioramento."),
                feedback=_("I gruppi mostrano dove è cambiato, non perché."),
            ),
            Option(
                id="law",
                label=_("Perché la percentuale dei gruppi si può sommare."),
                feedback=_("Le percentuali di gruppi diversi hanno denominatori diversi: non si sommano."),
            ),
        ),
        right="hidden",
        hints=Hints(
            nudge=_("Che cosa può nascondere una media?"),
            pointer=_("Pensa a chi parte più indietro."),
            worked=_("Se un gruppo grande sale e uno piccolo scende, la media sale lo stesso."),
        ),
        why=_(
            "Decidi prima per quali gruppi leggerai l'indicatore, e di' quando un gruppo è "
            "troppo piccolo per commentarlo."
        ),
        minutes=1,
    )


def owner() -> Exercise:
    """Ask who should measure."""
    return Choice(
        id="owner",
        question=_("Alla casella «chi lo misura» che cosa scrivi?"),
        options=(
            Option(
                id="everybody",
                label=_("Tutti i partner del progetto."),
                feedback=_("Se tocca a tutti, non lo fa nessuno: e ognuno conta a modo suo."),
            ),
            Option(id="office", label=_("Un ufficio o una persona, con il registro da cui prende il dato.")),
            Option(
                id="software",
                label=_("Il programma informatico che useremo."),
                feedback=_("Un programma tiene i dati che qualcuno scrive. Chi li scrive?"),
            ),
            Option(
                id="later",
                label=_("Si decide a fine progetto, quando serve la relazione."),
                feedback=_("Alla fine la partenza non si misura più."),
            ),
        ),
        right="office",
        hints=Hints(
            nudge=_("A chi telefoni, il giorno in cui il dato manca?"),
            pointer=_("Serve un nome solo."),
            worked=_("«Tutti», «il programma» e «poi» non rispondono al telefono."),
        ),
        why=_("Un nome, un registro, una cadenza: senza questi tre un indicatore resta una promessa."),
        minutes=1,
    )
