"""The quiz of lesson 10, on the value map: its words, its rules, its limits."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Number, NumberMistake, Option, Ordering
from fis_lessons.i18n import gettext as _


def terms() -> Exercise:
    """Ask to match the four shares with what they mean."""
    return Matching(
        id="terms",
        question=_("Abbina ogni parola inglese dei bandi a ciò che toglie."),
        rows=(
            Option(
                id="deadweight",
                label=_("deadweight"),
                feedback=_("Pensa a ciò che vedresti anche senza il progetto."),
            ),
            Option(
                id="displacement",
                label=_("displacement"),
                feedback=_("Pensa a un problema che si sposta nel quartiere accanto."),
            ),
            Option(
                id="attribution",
                label=_("attribution"),
                feedback=_("Pensa agli altri servizi che seguono la stessa persona."),
            ),
            Option(
                id="drop-off",
                label=_("drop-off"),
                feedback=_("Pensa a che cosa resta due anni dopo."),
            ),
        ),
        columns=(
            Option(id="others", label=_("ciò che è merito di altri")),
            Option(id="anyway", label=_("ciò che sarebbe successo comunque")),
            Option(id="fades", label=_("ciò che si perde anno dopo anno")),
            Option(id="moved", label=_("ciò che si è solo spostato")),
        ),
        right={
            "deadweight": "anyway",
            "displacement": "moved",
            "attribution": "others",
            "drop-off": "fades",
        },
        hints=Hints(
            nudge=_("Tre riguardano il primo anno; una gli anni dopo."),
            pointer=_("«Drop» vuol dire cadere, «displace» spostare."),
            worked=_("Resta da distinguere chi ha il merito da ciò che accade da solo."),
        ),
        why=_(
            "Sono le quattro sottrazioni che trasformano un valore lordo in una stima del valore dell'attività."
        ),
        minutes=2,
    )


def attribution() -> Exercise:
    """Ask how the share of others is used."""
    return Number(
        id="attribution",
        question=_(
            "Un esito vale 10.000 euro lordi. Il 20% sarebbe successo comunque; di ciò che resta, il 25% è "
            "merito di altri (cifre scelte per esercizio). Quanto vale ciò che resta a te?"
        ),
        expected=6000,
        unit=_("euro"),
        mistakes=(
            NumberMistake(
                id="summed",
                value=5500,
                text=_("Hai sommato le quote. La seconda si applica a ciò che resta."),
            ),
            NumberMistake(id="kept_others", value=2000, text=_("Questa è la parte degli altri.")),
            NumberMistake(id="no_deadweight", value=7500, text=_("Manca ciò che sarebbe successo comunque.")),
            NumberMistake(id="no_attribution", value=8000, text=_("Manca il merito di altri.")),
        ),
        hints=Hints(
            nudge=_("Un passo alla volta: prima il 20%, poi il 25% del resto."),
            pointer=_("Moltiplica per 0,8, poi per 0,75."),
            worked=_("Dopo il primo passo restano 8.000 euro."),
        ),
        why=_("8.000 dopo il primo passo, 6.000 dopo il secondo: le quote si moltiplicano, non si sommano."),
        minutes=2,
    )


def drop_off() -> Exercise:
    """Ask the value of the third year."""
    return Number(
        id="drop-off",
        question=_(
            "Un esito vale 1.000 euro nel primo anno, dura tre anni e cala del 20% ogni anno. Quanto vale nel "
            "**terzo** anno, prima dello sconto?"
        ),
        expected=640,
        unit=_("euro"),
        mistakes=(
            NumberMistake(
                id="linear",
                value=600,
                text=_("Hai tolto due volte il 20% di mille. Il secondo calo si fa su 800."),
            ),
            NumberMistake(
                id="three",
                value=512,
                text=_("Hai fatto calare anche il primo anno: il calo parte dal secondo."),
            ),
            NumberMistake(id="second", value=800, text=_("Questo è il secondo anno.")),
        ),
        hints=Hints(
            nudge=_("Quanti cali ci sono fra il primo e il terzo anno?"),
            pointer=_("Due: moltiplica due volte per 0,8."),
            worked=_("Nel secondo anno vale 800 euro."),
        ),
        why=_(
            "Il primo anno è intero; poi 800, poi 640. Allungare la durata è il modo più facile di gonfiare "
            "una mappa."
        ),
        minutes=2,
    )


def volunteers() -> Exercise:
    """Ask where the time of volunteers goes."""
    return Choice(
        id="volunteers",
        question=_("Le ore dei volontari, nella mappa del valore, dove vanno?"),
        options=(
            Option(id="inputs", label=_("fra le risorse, con un valore orario dichiarato")),
            Option(
                id="nowhere",
                label=_("da nessuna parte: sono gratis"),
                feedback=_(
                    "Sono gratis per chi paga il progetto, non per chi le dà. Senza, il rapporto si gonfia."
                ),
            ),
            Option(
                id="outcomes",
                label=_("fra gli esiti, perché sono un valore"),
                feedback=_("L'esito per i volontari può essere sentirsi utili. Le ore sono ciò che mettono."),
            ),
        ),
        right="inputs",
        hints=Hints(
            nudge=_("È qualcosa che si mette o qualcosa che si ottiene?"),
            pointer=_("Stanno dalla parte del denaro."),
            worked=_("Ore per valore orario, insieme al contributo del Comune."),
        ),
        why=_(
            "Il valore orario è una scelta: va scritto, perché abbassa il rapporto di tutti i progetti di "
            "comunità."
        ),
        minutes=1,
    )


def negative() -> Exercise:
    """Ask what to do with a worsening."""
    return Choice(
        id="negative",
        question=_(
            "Da quando c'è il pranzo comune, i vicini passano meno a fare la spesa per gli anziani. Che cosa "
            "fai?"
        ),
        options=(
            Option(id="row", label=_("aggiungo una riga con valore negativo")),
            Option(
                id="footnote",
                label=_("lo scrivo in una nota, fuori dal conto"),
                feedback=_(
                    "Nel conto ci sono i cambiamenti positivi: quelli negativi hanno lo stesso diritto."
                ),
            ),
            Option(
                id="inputs",
                label=_("lo aggiungo alle risorse"),
                feedback=_("Nessuno lo mette: è un effetto. Sta fra gli esiti, con il segno meno."),
            ),
        ),
        right="row",
        hints=Hints(
            nudge=_("È un cambiamento per qualcuno: dove stanno i cambiamenti?"),
            pointer=_("Stanno fra gli esiti, con il loro segno."),
            worked=_("L'esempio della guida fa proprio così: una riga sotto zero."),
        ),
        why=_("Un esito negativo dichiarato rende credibili gli altri."),
        minutes=1,
    )


def proxy() -> Exercise:
    """Ask which proxy is the soundest."""
    return Choice(
        id="proxy",
        question=_("Serve una proxy per «un ragazzo torna a scuola». Quale puoi difendere meglio?"),
        options=(
            Option(
                id="england",
                label=_("un costo unitario inglese, convertito in euro"),
                feedback=_("Prezzi e istituzioni sono di là. Il metodo serve, il valore no."),
            ),
            Option(
                id="headline",
                label=_("i 70 miliardi dei giornali, divisi per i ragazzi che lasciano"),
                feedback=_("È un calcolo per assurdo sull'intero Paese: diviso per ragazzo resta assurdo."),
            ),
            Option(
                id="own",
                label=_("quanto il tuo Comune spende per un anno di recupero scolastico, dal suo bilancio"),
            ),
        ),
        right="own",
        hints=Hints(
            nudge=_("Quale valore può controllare chi legge?"),
            pointer=_("Meglio piccolo e vicino che grande e lontano."),
            worked=_("Cerca quello che sta in un atto del tuo ente."),
        ),
        why=_("Ha una fonte, un anno e un capitolo di spesa: chiunque può rifare il conto."),
        minutes=1,
    )


def compare() -> Exercise:
    """Ask whether two ratios can be compared."""
    return Choice(
        id="compare",
        question=_(
            "Due associazioni chiedono fondi. Una scrive «SROI 4,2», l'altra «SROI 1,8». Che cosa ne concludi?"
        ),
        options=(
            Option(
                id="first",
                label=_("La prima rende più del doppio."),
                feedback=_("Forse ha solo scelto proxy più alte, o contato più anni."),
            ),
            Option(id="nothing", label=_("Niente, finché non vedo le due mappe.")),
            Option(
                id="second",
                label=_("La seconda è più onesta."),
                feedback=_("Un rapporto basso non è prova di onestà, come uno alto non è prova di valore."),
            ),
        ),
        right="nothing",
        hints=Hints(
            nudge=_("Chi ha scelto proxy, durate e quote nelle due mappe?"),
            pointer=_("Confini e ipotesi diversi danno numeri diversi per lo stesso lavoro."),
            worked=_("Servono le mappe, non i rapporti."),
        ),
        why=_(
            "Il rapporto dipende dalle scelte di chi lo calcola: si confronta un progetto con sé stesso, "
            "negli anni."
        ),
        minutes=1,
    )


def threshold() -> Exercise:
    """Ask when VIS is compulsory."""
    return Choice(
        id="threshold",
        question=_(
            "Un progetto dura 12 mesi, costa 450.000 euro e riguarda una sola città. Secondo le linee guida del "
            "2019 la valutazione d'impatto sociale è obbligatoria?"
        ),
        options=(
            Option(
                id="yes",
                label=_("Sì, c'è denaro pubblico."),
                feedback=_("Il denaro pubblico non basta: le condizioni sono più di una, e servono tutte."),
            ),
            Option(id="no", label=_("No: è una scelta di chi amministra.")),
            Option(
                id="sroi",
                label=_("Sì, e va fatta con lo SROI."),
                feedback=_("Le linee guida non impongono una misura."),
            ),
        ),
        right="no",
        hints=Hints(
            nudge=_("Guarda durata, importo, territorio."),
            pointer=_("Le condizioni sono 18 mesi, un milione, più regioni."),
            worked=_("Questo progetto ne manca tre."),
        ),
        why=_(
            "Durata, importo e territorio sono tutti sotto la soglia: si può fare per scelta, e con misura."
        ),
        minutes=1,
    )


def stages() -> Exercise:
    """Ask the order of the work."""
    items = {
        "who": (_("Chi è coinvolto"), _("Prima di tutto si decide per chi cambia qualcosa.")),
        "outcomes": (_("Che cosa mette e che cosa cambia"), _("Dopo avere detto chi, si dice che cosa.")),
        "evidence": (_("Prove, quantità e valori"), _("Un valore si dà a un cambiamento già descritto.")),
        "impact": (_("Che cosa è merito dell'attività"), _("Le quote si tolgono da un valore che c'è già.")),
        "result": (
            _("Il rapporto e quanto è fragile"),
            _("Il rapporto si calcola con tutto il resto pronto."),
        ),
        "report": (
            _("Raccontarlo a chi è coinvolto"),
            _("Si racconta alla fine, per decidere che cosa cambiare."),
        ),
    }
    shown = ("impact", "who", "report", "evidence", "outcomes", "result")
    return Ordering(
        id="stages",
        question=_("Metti in ordine i sei passi di una mappa del valore."),
        items=tuple(Option(id=name, label=items[name][0], feedback=items[name][1]) for name in shown),
        right=tuple(items),
        hints=Hints(
            nudge=_("Le persone prima dei numeri."),
            pointer=_("Il rapporto è il penultimo passo, non il primo."),
            worked=_("Comincia da chi è coinvolto; finisci tornando da loro."),
        ),
        why=_("L'ordine conta: chi parte dal rapporto che vorrebbe, trova sempre le proxy che servono."),
        minutes=2,
    )
