"""The quiz of lesson 06: on indicators, checks, calls, and the three pilot projects."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Option, Several
from fis_lessons.i18n import gettext as _


def good_indicator() -> Exercise:
    """Ask which indicator goes with an outcome."""
    return Choice(
        id="good-indicator",
        question=_("Esito inventato: «i ragazzi frequentano con regolarità». Quale indicatore lo fa vedere?"),
        options=(
            Option(
                id="absences",
                label=_("Quota di ragazzi con meno di dieci giorni di assenza nel quadrimestre."),
            ),
            Option(
                id="hours",
                label=_("Ore di doposcuola fatte nel quadrimestre."),
                feedback=_(
                    "Conta ciò che si è fatto. Le ore possono salire mentre le assenze restano uguali."
                ),
            ),
            Option(
                id="happy",
                label=_("Ragazzi contenti del doposcuola."),
                feedback=_(
                    "È un'opinione sul servizio, utile ad altro. La frequenza si guarda nel registro."
                ),
            ),
            Option(
                id="better",
                label=_("Frequenza migliore."),
                feedback=_("È l'esito detto con altre parole: manca come si conta, per chi ed entro quando."),
            ),
        ),
        right="absences",
        hints=Hints(
            nudge=_("Che cosa guarderesti, e dove?"),
            pointer=_("Serve qualcosa che si conta, riguarda i ragazzi e ha un tempo."),
            worked=_("Ore, gradimento e frasi generiche non parlano di presenze: resta il registro."),
        ),
        why=_("Dice chi (i ragazzi), che cosa (le assenze), quanto (meno di dieci) e in quale tempo."),
        minutes=1,
    )


def what_a_check_says() -> Exercise:
    """Ask what a chain without findings proves."""
    return Choice(
        id="what-a-check-says",
        question=_("Il controllo non trova nulla. Che cosa puoi scrivere?"),
        options=(
            Option(
                id="form",
                label=_("La catena è completa nella forma: ogni passo ha un'ipotesi da controllare."),
            ),
            Option(
                id="true",
                label=_("La catena è vera."),
                feedback=_(
                    "Il controllo legge il disegno, non la realtà. Anche una catena falsa può essere completa."
                ),
            ),
            Option(
                id="works",
                label=_("Il progetto funziona."),
                feedback=_("Per dirlo servono dati raccolti dopo, e un confronto: è la lezione 08."),
            ),
            Option(
                id="nothing-to-do",
                label=_("Non c'è più niente da discutere con i partner."),
                feedback=_("Al contrario: adesso c'è qualcosa di scritto su cui essere in disaccordo."),
            ),
        ),
        right="form",
        hints=Hints(
            nudge=_("Che cosa ha letto il controllo?"),
            pointer=_("Ha letto caselle e frecce, non persone."),
            worked=_("Togli le frasi che parlano di ciò che succede davvero: il controllo non può saperlo."),
        ),
        why=_(
            "La forma completa serve a un'altra cosa: rende controllabile la sostanza, un'ipotesi per volta."
        ),
        minutes=1,
    )


def call_and_target() -> Exercise:
    """Ask where a mismatch between target and call can be put right."""
    return Several(
        id="call-and-target",
        question=_(
            "I destinatari hanno da 15 a 29 anni, il bando chiede da 18 a 35. Quali mosse sono oneste? "
            "Segnale tutte."
        ),
        options=(
            Option(id="call", label=_("Cambiare il bando, se la regola lo permette.")),
            Option(id="chain", label=_("Cambiare i destinatari nella catena, e dire perché.")),
            Option(
                id="other-way", label=_("Lasciare il bando e aggiungere un'attività per chi resta fuori.")
            ),
            Option(
                id="silence",
                label=_("Lasciare tutto com'è e contare chi arriva."),
                feedback=_("così gli esiti di chi è fuori dalla catena sembreranno esiti della catena."),
            ),
            Option(
                id="average",
                label=_("Scrivere dovunque «giovani», senza età."),
                feedback=_("l'incoerenza resta, e adesso non si vede nemmeno più."),
            ),
        ),
        right=frozenset({"call", "chain", "other-way"}),
        missing=_("Ci sono tre posti dove intervenire: la regola, la catena, le attività."),
        hints=Hints(
            nudge=_("Una mossa onesta fa tornare d'accordo due pagine, e lo dice."),
            pointer=_("Due mosse nascondono il problema."),
            worked=_("Contare chi arriva e togliere le età nascondono: scartale."),
        ),
        why=_(
            "La catena non è più importante del bando: l'importante è che dicano la stessa cosa, o che la "
            "differenza sia scritta."
        ),
        minutes=1,
    )


def two_chains() -> Exercise:
    """Ask what each pilot project wants to change."""
    return Matching(
        id="pilot-outcomes",
        question=_("A quale progetto appartiene ciascun cambiamento?"),
        rows=(
            Option(
                id="bergamo",
                label=_("Si entra più tardi nei servizi per la non autosufficienza."),
                feedback=_("Chi lavora con persone da poco in pensione?"),
            ),
            Option(
                id="catanzaro",
                label=_("La spesa sociale pubblica scende e rende di più."),
                feedback=_("Chi lavora con le fattorie sociali?"),
            ),
            Option(
                id="lucca",
                label=_("Cambia l'inclusione abitativa, sociale e lavorativa."),
                feedback=_("Chi mette a disposizione alloggi pubblici?"),
            ),
        ),
        columns=(
            Option(id="bergamo", label=_("Bergamo, hOLD on")),
            Option(id="catanzaro", label=_("Catanzaro, IA-IA-Ò")),
            Option(id="lucca", label=_("Lucca, CO-MIX")),
        ),
        right={"bergamo": "bergamo", "catanzaro": "catanzaro", "lucca": "lucca"},
        hints=Hints(
            nudge=_("Pensa a chi si rivolge ciascun progetto."),
            pointer=_("Anziani, persone con disabilità nelle fattorie, giovani e alloggi."),
            worked=_("Chi parla di casa è Lucca; chi parla di non autosufficienza lavora con gli anziani."),
        ),
        why=_(
            "Sono i cambiamenti che i tre progetti dicono di volere. Nessuna fonte letta riporta se sono "
            "arrivati."
        ),
        minutes=1,
    )


def logframe_is() -> Exercise:
    """Ask what a logical framework is."""
    return Choice(
        id="logframe-is",
        question=_("Un bando ti chiede il quadro logico. Hai già la catena. Che cosa fai?"),
        options=(
            Option(
                id="same",
                label=_(
                    "Scrivo la stessa catena in tabella: livelli, indicatori, fonti di verifica, ipotesi."
                ),
            ),
            Option(
                id="new",
                label=_("Ne invento uno nuovo, adatto al bando."),
                feedback=_("Avresti due progetti: uno da fare e uno da mostrare."),
            ),
            Option(
                id="only-outputs",
                label=_("Metto solo le realizzazioni, che sono sicure."),
                feedback=_("Così prometti lavoro, non cambiamenti. Gli esiti sono il motivo del bando."),
            ),
            Option(
                id="drop",
                label=_("Lascio vuota la colonna delle ipotesi: fa sembrare il progetto incerto."),
                feedback=_("È incerto comunque. La colonna vuota dice solo che non ci hai pensato."),
            ),
        ),
        right="same",
        hints=Hints(
            nudge=_("Il quadro logico e la catena hanno le stesse caselle?"),
            pointer=_("Una si legge dall'alto in basso, l'altra è una tabella. Il contenuto non cambia."),
            worked=_("Ogni casella diventa una riga; ogni freccia dà l'ipotesi della riga da cui parte."),
        ),
        why=_(
            "Catena disegnata e quadro logico sono due modi di leggere lo stesso disegno: se non "
            "coincidono, uno è sbagliato."
        ),
        minutes=1,
    )


def early_outcome() -> Exercise:
    """Ask why an early outcome is useful."""
    return Choice(
        id="early-outcome",
        question=_("Perché conviene scrivere anche un esito vicino, che si vede dopo poche settimane?"),
        options=(
            Option(id="warn", label=_("Perché avvisa in tempo se la catena non regge.")),
            Option(
                id="easy",
                label=_("Perché è più facile da raggiungere e fa bella figura."),
                feedback=_("Se serve solo a fare figura, non dice nulla dell'esito lontano."),
            ),
            Option(
                id="replace",
                label=_("Perché sostituisce l'esito lontano, che non si può misurare."),
                feedback=_("Non lo sostituisce: ci deve portare, con la sua ipotesi."),
            ),
            Option(
                id="law",
                label=_("Perché lo chiede sempre la legge."),
                feedback=_("Non è un obbligo generale: è una buona abitudine."),
            ),
        ),
        right="warn",
        hints=Hints(
            nudge=_("Che cosa faresti, se dopo un mese non si vedesse nulla?"),
            pointer=_("Pensa a quando il progetto si può ancora cambiare."),
            worked=_(
                "Un esito che si vede in un anno arriva a progetto finito. Quello vicino arriva quando "
                "puoi ancora cambiare strada."
            ),
        ),
        why=_(
            "L'esito vicino è un segnale: se manca, si cambia strada mentre il progetto è ancora in corso."
        ),
        minutes=1,
    )
