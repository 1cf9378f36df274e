"""The quiz of lesson 07, on samples: how many, how sure, and what more answers do not cure."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Number, NumberMistake, Option
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.sampling import (
    design_effect,
    effective_size,
    nonresponse_bounds,
    sample_size_proportion,
)


def half_margin() -> Exercise:
    """Ask what halving the margin costs."""
    return Choice(
        id="half-margin",
        question=_(
            "Vuoi dimezzare il margine di errore, in una città grande. Quante risposte in più servono?"
        ),
        options=(
            Option(
                id="double",
                label=_("Il doppio."),
                feedback=_("Con il doppio il margine scende di meno di un terzo: sotto c'è una radice."),
            ),
            Option(id="four", label=_("Quattro volte tante.")),
            Option(
                id="half",
                label=_("La metà: il margine è più piccolo."),
                feedback=_("Al contrario: con meno risposte il margine si allarga."),
            ),
            Option(
                id="ten",
                label=_("Dipende da quanti abitanti ha la città."),
                feedback=_(
                    "In una città grande gli abitanti contano pochissimo: conta il numero di risposte."
                ),
            ),
        ),
        right="four",
        hints=Hints(
            nudge=_("Nella formula il margine è al quadrato."),
            pointer=_("Prova con il controllo «campione»: 10 punti, poi 5."),
            worked=_("La metà, al quadrato, è un quarto: e sta sotto la linea di frazione."),
        ),
        why=_(
            "Da 10 a 5 punti si passa da circa {few} a circa {many} risposte: la precisione costa cara."
        ).format(
            few=number(sample_size_proportion(0.10).people), many=number(sample_size_proportion(0.05).people)
        ),
        minutes=1,
    )


def village() -> Exercise:
    """Ask whether a large place needs a proportionally larger sample."""
    small, large = (sample_size_proportion(0.05, population=n).people for n in (1000, 100000))
    return Choice(
        id="village",
        question=_(
            "In un paese di 1.000 abitanti servono {small} risposte per 5 punti di margine. E in "
            "una città di 100.000?"
        ).format(small=number(small)),
        options=(
            Option(
                id="hundred",
                label=_("Cento volte tante."),
                feedback=_("Il campione non è una percentuale della popolazione."),
            ),
            Option(id="few", label=_("Circa {large}.").format(large=number(large))),
            Option(
                id="same",
                label=_("Le stesse: la popolazione non conta."),
                feedback=_("Conta quando è piccola: nel paese il campione si può accorciare."),
            ),
            Option(
                id="tenth",
                label=_("Diecimila, cioè una persona su dieci."),
                feedback=_("«Una su dieci» non è in nessuna formula: qui sarebbe uno spreco."),
            ),
        ),
        right="few",
        hints=Hints(
            nudge=_("Nella tavola del 1970 guarda le ultime righe."),
            pointer=_("Oltre le diecimila persone il numero quasi non sale più."),
            worked=_("Il limite, per una popolazione senza fine, è {top}.").format(
                top=number(sample_size_proportion(0.05).people)
            ),
        ),
        why=_(
            "La precisione viene dal numero di risposte. La popolazione pesa solo quando il "
            "campione ne è una bella parte."
        ),
        minutes=1,
    )


def classes() -> Exercise:
    """Ask what 400 answers in classes of twenty are worth."""
    deff = design_effect(20, icc=0.05)
    expected = effective_size(400, deff)
    return Number(
        id="classes",
        question=_(
            "Intervisti 20 classi intere di 20 studenti: 400 risposte. I compagni si somigliano "
            "un po' (correlazione "
            "0,05, un'ipotesi). L'effetto del disegno è 1 + (20 − 1) × 0,05. **Quante risposte "
            "indipendenti valgono le tue "
            "400?**"
        ),
        expected=expected,
        tolerance=1,
        unit=_("risposte"),
        mistakes=(
            NumberMistake(
                id="multiplied",
                value=400 * deff,
                text=_("Hai moltiplicato: così i gruppi aumenterebbero la precisione."),
            ),
            NumberMistake(
                id="nothing", value=400, text=_("Valgono 400 solo se le persone sono estratte una per una.")
            ),
            NumberMistake(
                id="clusters",
                value=20,
                text=_("Varrebbero 20 solo se i compagni di classe fossero identici."),
            ),
            NumberMistake(
                id="no_minus_one", value=200, text=_("Hai usato 20 × 0,05: nella formula c'è 20 − 1.")
            ),
        ),
        hints=Hints(
            nudge=_("Se i compagni si somigliano, il secondo aggiunge poco al primo."),
            pointer=_("Calcola l'effetto, poi dividi le risposte."),
            worked=_("L'effetto è 1 più 0,95. Dividi 400."),
        ),
        why=_(
            "L'effetto è {deff}: le 400 risposte valgono circa {worth}. Scegli più gruppi e meno "
            "persone per gruppo."
        ).format(deff=number(deff, decimals=2), worth=number(expected)),
        minutes=2,
    )


def more_invitations() -> Exercise:
    """Ask whether more invitations cure the bias of who does not answer."""
    return Choice(
        id="more-invitations",
        question=_("Risponde il 20% degli invitati. Raddoppi gli inviti. Che cosa migliora?"),
        options=(
            Option(
                id="bias",
                label=_("Il risultato somiglia di più a tutti gli invitati."),
                feedback=_("Risponde ancora lo stesso tipo di persone: ne hai il doppio, non altre."),
            ),
            Option(id="margin", label=_("Il margine del campione. Chi tace resta fuori come prima.")),
            Option(
                id="all",
                label=_("Tutti e due: più risposte, meno errori di ogni tipo."),
                feedback=_(
                    "Gli errori sono due. Uno dipende da quante risposte hai, l'altro da chi non risponde."
                ),
            ),
            Option(
                id="none",
                label=_("Niente: il tasso di risposta è lo stesso."),
                feedback=_("Le risposte raddoppiano, quindi il margine si stringe. L'altro errore no."),
            ),
        ),
        right="margin",
        hints=Hints(
            nudge=_("Ci sono due errori diversi: quali?"),
            pointer=_("Uno si stringe con il numero. L'altro dipende da chi risponde."),
            worked=_("Nel controllo sugli inviti solo la fascia di sopra si stringe."),
        ),
        why=_(
            "Meglio meno inviti e più richiami: telefonate, altre ore, altre lingue. E un "
            "confronto fra chi ha risposto e chi no."
        ),
        minutes=1,
    )


def silent() -> Exercise:
    """Ask for the lowest share that the answers allow."""
    low, _high = nonresponse_bounds(0.25, 0.8)
    return Number(
        id="silent",
        question=_(
            "Esempio **inventato**. Risponde il 25% degli invitati; fra chi risponde l'80% è "
            "soddisfatto. **Quanti, come "
            "minimo, sono i soddisfatti fra tutti gli invitati?** In percentuale."
        ),
        expected=100 * low,
        tolerance=0.5,
        unit="%",
        mistakes=(
            NumberMistake(
                id="respondents",
                value=80,
                text=_("Questo vale per chi ha risposto. Gli altri non hanno detto nulla."),
            ),
            NumberMistake(
                id="highest", value=95, text=_("Questo è il massimo: chi tace sarebbe tutto soddisfatto.")
            ),
            NumberMistake(id="difference", value=55, text=_("Hai sottratto. Serve una parte di una parte.")),
        ),
        hints=Hints(
            nudge=_("Nel caso peggiore, quanti soddisfatti ci sono fra chi tace?"),
            pointer=_("L'80% del 25%."),
            worked=_("Su 100 invitati rispondono in 25: di quelli, quattro su cinque."),
        ),
        why=_(
            "Senza sapere nulla di chi tace, fra tutti gli invitati i soddisfatti possono andare "
            "da uno su cinque a quasi tutti."
        ),
        minutes=2,
    )


def two_estimates() -> Exercise:
    """Ask what an overlap with zero means."""
    return Choice(
        id="two-estimates",
        question=_(
            "Esempio **inventato**. Fra due indagini lo scarto è di 4 punti in meno, con un "
            "intervallo da −9 a +1. Che "
            "cosa scrivi?"
        ),
        options=(
            Option(
                id="fell",
                label=_("La quota è scesa di 4 punti."),
                feedback=_("È la stima. L'intervallo comprende anche lo zero e un piccolo aumento."),
            ),
            Option(
                id="same",
                label=_("La quota non è cambiata."),
                feedback=_("L'intervallo comprende anche 9 punti in meno: «non si vede» non è «non c'è»."),
            ),
            Option(
                id="unsure",
                label=_("La stima scende di 4 punti, ma con questi campioni il caso può bastare."),
            ),
            Option(
                id="works",
                label=_("Il progetto funziona, ma poco."),
                feedback=_("Due misure in due momenti non dicono che cosa ha causato la differenza."),
            ),
        ),
        right="unsure",
        hints=Hints(
            nudge=_("Lo zero è dentro o fuori dall'intervallo?"),
            pointer=_("Evita le frasi che scelgono un solo punto dell'intervallo."),
            worked=_("Da −9 a +1 ci stanno una discesa, nessun cambiamento e un piccolo aumento."),
        ),
        why=_(
            "L'intervallo è la notizia: dice quanto sai e quanto no. Per sapere di più servono "
            "più risposte, o più anni."
        ),
        minutes=1,
    )


def strata() -> Exercise:
    """Ask why a sample is shared among neighbourhoods."""
    return Choice(
        id="strata",
        question=_("Dividi il campione fra i quartieri in proporzione ai residenti. Che cosa ottieni?"),
        options=(
            Option(id="represented", label=_("Ogni quartiere pesa nel campione quanto pesa in città.")),
            Option(
                id="each",
                label=_("Un buon margine di errore in ogni quartiere."),
                feedback=_(
                    "Nei quartieri piccoli restano poche risposte: per parlarne da soli ne servono di più."
                ),
            ),
            Option(
                id="answer",
                label=_("Più persone che rispondono."),
                feedback=_("Dividere il campione non convince nessuno a rispondere."),
            ),
            Option(
                id="fewer",
                label=_("La metà delle interviste."),
                feedback=_("Il totale non cambia: cambia come si divide."),
            ),
        ),
        right="represented",
        hints=Hints(
            nudge=_("«In proporzione» a che cosa?"),
            pointer=_("Pensa al quartiere più piccolo: quante risposte gli toccano?"),
            worked=_(
                "Il totale e la voglia di rispondere restano gli stessi. E nei quartieri piccoli le "
                "risposte sono poche."
            ),
        ),
        why=_(
            "Si toglie al caso la possibilità di pescare quasi solo in un quartiere. Per "
            "confrontarli serve un minimo per ciascuno."
        ),
        minutes=1,
    )
