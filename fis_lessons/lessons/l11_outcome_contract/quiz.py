"""The quiz of lesson 11: every question there is, and those on words, people and the three cities."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Option, Several
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l11_outcome_contract import quiz_numbers as numbers
from fis_lessons.lessons.l11_outcome_contract.ground import Ground


def bank(ground: Ground) -> Bank:
    """Return every question of the lesson."""
    return (
        words(),
        who_pays(),
        lucca(),
        not_public(),
        first_time(),
        ceiling(),
        conducts(),
        when_not(),
        numbers.both_errors(),
        numbers.net_results(),
        numbers.who_draws(),
        numbers.in_the_budget(),
        numbers.from_work_to_payment(),
        numbers.first_cohort(),
    )


def words() -> Exercise:
    """Ask what the words of a contract mean."""
    return Matching(
        id="words",
        question=_("Ogni parola del contratto con ciò che decide."),
        rows=(
            Option(id="card", label=_("quanto vale ogni risultato"), feedback=_("è un elenco di prezzi.")),
            Option(
                id="cap", label=_("il massimo che si può pagare"), feedback=_("è un limite verso l'alto.")
            ),
            Option(
                id="threshold",
                label=_("da quanto in su si comincia a pagare"),
                feedback=_("è un limite da raggiungere."),
            ),
            Option(
                id="check", label=_("se il risultato è successo davvero"), feedback=_("lo decide un terzo.")
            ),
        ),
        columns=(
            Option(id="card", label=_("listino")),
            Option(id="cap", label=_("tetto")),
            Option(id="threshold", label=_("soglia")),
            Option(id="check", label=_("verifica")),
        ),
        right={"card": "card", "cap": "cap", "threshold": "threshold", "check": "check"},
        hints=Hints(
            nudge=_("Due parole sono limiti: uno si raggiunge, l'altro non si supera."),
            pointer=_("La soglia sta in basso, il tetto in alto."),
            worked=_("Prezzi: listino. Prove: verifica. Restano i due limiti."),
        ),
        why=_("Con queste quattro parole si scrive quasi tutto un contratto a risultato."),
        minutes=1,
    )


def who_pays() -> Exercise:
    """Ask who the payer of results is."""
    return Choice(
        id="who-pays",
        question=_("Nel contratto di Catanzaro, chi è il **pagatore dei risultati**?"),
        options=(
            Option(
                id="foundation",
                label=_("La Fondazione CDP."),
                feedback=_("Mette 200.000 euro nell'accordo, ma per i risultati paga un altro."),
            ),
            Option(id="town", label=_("Il Comune.")),
            Option(
                id="coop",
                label=_("La cooperativa."),
                feedback=_("La cooperativa fa il servizio: riceve, non paga."),
            ),
            Option(
                id="evaluator",
                label=_("Il valutatore terzo."),
                feedback=_("Il valutatore certifica. Se pagasse, non sarebbe più terzo."),
            ),
        ),
        right="town",
        hints=Hints(
            nudge=_("Chi compra i risultati?"),
            pointer=_("È chi avrebbe comunque la responsabilità di quelle persone."),
            worked=_("Togli chi mette capitale, chi lavora e chi certifica."),
        ),
        why=_("Il Comune paga una parte fissa e, se gli obiettivi si raggiungono, un premio."),
        minutes=1,
    )


def lucca() -> Exercise:
    """Ask what can be said of Lucca's model."""
    return Choice(
        id="lucca",
        question=_("Che cosa si può scrivere del pagamento a risultato di **Lucca**?"),
        options=(
            Option(
                id="worked",
                label=_("Ha fatto risparmiare il Comune."),
                feedback=_("Nessuna fonte letta dice un risparmio: il modello non è stato provato."),
            ),
            Option(
                id="failed",
                label=_("È stato provato e non ha funzionato."),
                feedback=_("Per dire che non funziona bisogna averlo provato."),
            ),
            Option(id="paper", label=_("È stato disegnato, ma non c'è stato spazio per provarlo.")),
            Option(
                id="nothing",
                label=_("Non se ne è mai parlato."),
                feedback=_("Il modello c'era, con i ruoli: il Comune come pagatore e quattro fornitori."),
            ),
        ),
        right="paper",
        hints=Hints(
            nudge=_("Distingui ciò che è scritto da ciò che è successo."),
            pointer=_("Chi lo ha studiato lo indica come un limite del progetto."),
            worked=_("Togli le frasi che danno un esito: un esito non c'è."),
        ),
        why=_(
            "Il quadro di valutazione era concordato, il pagamento no: è rimasto sulla carta. Scriverlo così è "
            "onesto e utile a chi ci riprova."
        ),
        minutes=1,
    )


def not_public() -> Exercise:
    """Ask what nobody published of Catanzaro's contract."""
    return Several(
        id="not-public",
        question=_("Che cosa **non** dicono le fonti lette sul contratto di Catanzaro? Segnale tutte."),
        options=(
            Option(id="fee", label=_("Quanto è la tariffa al giorno.")),
            Option(id="indicators", label=_("Quali indicatori fanno scattare il premio.")),
            Option(id="evaluator", label=_("Come si chiama il valutatore.")),
            Option(
                id="split",
                label=_("Come si divide il premio."),
                feedback=_("questo si sa: 30% alla cooperativa, 70% a nuove attività."),
            ),
            Option(id="years", label=_("Quanto dura."), feedback=_("questo si sa: quattro anni.")),
        ),
        right=frozenset({"fee", "indicators", "evaluator"}),
        missing=_("Rileggi la tabella del contratto: cerca dove c'è scritto «non noto»."),
        hints=Hints(
            nudge=_("Due voci dell'elenco sono pubbliche."),
            pointer=_("Sono pubbliche la durata e un'altra regola sul denaro."),
            worked=_("Si sanno durata e divisione del premio. Il resto no."),
        ),
        why=_(
            "Senza tariffa, premio e indicatori nessuno può dire quanto rischia la cooperativa. Per questo nella "
            "lezione quei numeri sono ipotesi."
        ),
        minutes=2,
    )


def first_time() -> Exercise:
    """Ask what to do with a claim to be first."""
    return Choice(
        id="first-time",
        question=_(
            "Un comunicato dice «primo contratto a risultato in Italia». Che cosa chiedi per prima cosa?"
        ),
        options=(
            Option(
                id="trust",
                label=_("Nulla: se è un comunicato ufficiale è vero."),
                feedback=_(
                    "Anche altri progetti si erano presentati come primi, o avevano già un disegno simile."
                ),
            ),
            Option(
                id="false",
                label=_("Nulla: è falso, lo aveva già fatto Torino."),
                feedback=_("Torino aveva previsto un premio. Previsto non vuol dire pagato."),
            ),
            Option(
                id="what", label=_("Primo in che cosa: un disegno, un contratto firmato o un premio pagato?")
            ),
            Option(
                id="amount",
                label=_("Quanto vale il contratto."),
                feedback=_("È utile, ma non dice se è il primo, e di che cosa."),
            ),
        ),
        right="what",
        hints=Hints(
            nudge=_("La parola che inganna è «primo»."),
            pointer=_("Fra un disegno e un pagamento ci sono molti passi."),
            worked=_("Scegli la domanda che distingue i passi."),
        ),
        why=_(
            "Torino e Lecce avevano schemi simili sulla carta, Lucca un modello mai provato. Dipende "
            "da che cosa si "
            "conta."
        ),
        minutes=1,
    )


def ceiling() -> Exercise:
    """Ask whom a ceiling protects."""
    return Choice(
        id="ceiling",
        question=_("Il tetto del contratto è stato raggiunto e arrivano altri risultati. Chi ci rimette?"),
        options=(
            Option(id="provider", label=_("Il fornitore: lavora e non viene pagato.")),
            Option(
                id="town",
                label=_("Il Comune: deve pagare lo stesso."),
                feedback=_("Il tetto serve proprio a questo: oltre, il Comune non paga."),
            ),
            Option(
                id="verifier",
                label=_("Il valutatore: la verifica non vale più."),
                feedback=_("I risultati restano verificati. Cambia solo chi li paga."),
            ),
            Option(
                id="nobody",
                label=_("Nessuno: i risultati in più sono gratis."),
                feedback=_("Gratis per chi paga. Qualcuno li ha prodotti, e ha pagato stipendi."),
            ),
        ),
        right="provider",
        hints=Hints(
            nudge=_("Chi ha già speso per ottenere quei risultati?"),
            pointer=_("Il tetto ferma i pagamenti, non il lavoro."),
            worked=_("Il Comune non paga oltre il tetto: il costo resta a chi ha lavorato."),
        ),
        why=_(
            "Il tetto dà certezza al bilancio e sposta un rischio sul fornitore. Va scritto che cosa "
            "succede da quel "
            "giorno: si smette, si rinegozia, si continua?"
        ),
        minutes=1,
    )


def conducts() -> Exercise:
    """Ask to name four ways of working."""
    return Matching(
        id="conducts",
        question=_("Quattro situazioni **inventate**. Come si chiamano?"),
        rows=(
            Option(
                id="entry",
                label=_("Si accettano solo le persone che hanno già un lavoro in vista."),
                feedback=_("la scelta avviene all'ingresso."),
            ),
            Option(
                id="inside",
                label=_("Chi fa più fatica è iscritto, ma nessuno lo chiama."),
                feedback=_("qui la persona è dentro, e resta ferma."),
            ),
            Option(
                id="anyway",
                label=_("Chi trova casa l'avrebbe trovata anche da solo."),
                feedback=_("il risultato c'è, ma non viene dal servizio."),
            ),
            Option(
                id="chance",
                label=_("Il gruppo è piccolo e passa la soglia per un colpo di fortuna."),
                feedback=_("guarda chi decide: il lavoro o la sorte."),
            ),
        ),
        columns=(
            Option(id="creaming", label=_("scrematura")),
            Option(id="parking", label=_("parcheggio")),
            Option(id="deadweight", label=_("effetto che ci sarebbe stato comunque")),
            Option(id="false", label=_("falso pagamento")),
        ),
        right={"entry": "creaming", "inside": "parking", "anyway": "deadweight", "chance": "false"},
        hints=Hints(
            nudge=_("Uno succede all'ingresso, uno dopo."),
            pointer=_("Scrematura: si sceglie chi entra. Parcheggio: chi è entrato resta fermo."),
            worked=_("Resta da distinguere chi sarebbe arrivato da solo da una soglia passata per caso."),
        ),
        why=_(
            "Nei primi due casi qualcuno resta senza aiuto; negli altri due si paga senza aver "
            "aggiunto nulla. Un "
            "buon contratto dice come si vede ciascuno dei quattro."
        ),
        minutes=2,
    )


def when_not() -> Exercise:
    """Ask when such a contract is a bad idea."""
    return Choice(
        id="when-not",
        question=_("In quale caso un contratto a risultato è la scelta **meno** adatta?"),
        options=(
            Option(
                id="clear",
                label=_("Il risultato si vede bene, e un terzo può controllarlo."),
                feedback=_("È la condizione migliore per pagarlo."),
            ),
            Option(
                id="many",
                label=_("Le persone sono molte e si può confrontarle con altre simili."),
                feedback=_("Con molti casi e un confronto il caso pesa poco."),
            ),
            Option(
                id="fixed",
                label=_("Si vuole lasciare libero il fornitore di scegliere come lavorare."),
                feedback=_("È uno dei motivi per cui si paga il risultato e non l'attività."),
            ),
            Option(
                id="few",
                label=_(
                    "Sette persone, un risultato che nessuno sa misurare, un obbligo di legge da garantire."
                ),
            ),
        ),
        right="few",
        hints=Hints(
            nudge=_("Servono un risultato misurabile e abbastanza persone."),
            pointer=_("Se un servizio va garantito comunque, non può dipendere da un premio."),
            worked=_("Tre situazioni aiutano il contratto. Una lo ostacola per tre motivi insieme."),
        ),
        why=_(
            "Con pochi casi decide la sorte, senza misura decide chi misura, e ciò che è dovuto per "
            "legge non si può "
            "fermare se il risultato non arriva."
        ),
        minutes=1,
    )
