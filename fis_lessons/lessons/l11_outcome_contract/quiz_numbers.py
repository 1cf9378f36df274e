"""The quiz of lesson 11, on numbers: chance, samples, budgets, a published threshold."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Number, NumberMistake, Option, Ordering, Several
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.pricing import net_outcomes


def both_errors() -> Exercise:
    """Ask what lowers both mistakes of a threshold."""
    return Choice(
        id="both-errors",
        question=_("Che cosa riduce **insieme** i pagamenti per niente e i mancati pagamenti?"),
        options=(
            Option(
                id="higher",
                label=_("Alzare la soglia."),
                feedback=_("Si paga meno per niente, ma si nega più spesso il pagamento a chi lavora bene."),
            ),
            Option(
                id="lower",
                label=_("Abbassare la soglia."),
                feedback=_("Si paga di più chi lavora bene, e anche chi non cambia nulla."),
            ),
            Option(
                id="often",
                label=_("Controllare più spesso gruppi piccoli."),
                feedback=_("Ogni gruppo piccolo è un nuovo lancio di dadi: gli errori non calano."),
            ),
            Option(id="pool", label=_("Misurare insieme più persone, per esempio più anni.")),
        ),
        right="pool",
        hints=Hints(
            nudge=_("Spostare la soglia scambia un errore con l'altro."),
            pointer=_("Ricorda le due file di barre: quando si stringono?"),
            worked=_("Con più persone le barre si stringono attorno al vero."),
        ),
        why=_(
            "Più persone, meno caso. È anche la ragione della soglia più bassa su tutte le coorti a Peterborough."
        ),
        minutes=1,
    )


def net_results() -> Exercise:
    """Ask how many results a service added."""
    expected = net_outcomes(40, rate=0.60, counterfactual=0.45)
    return Number(
        id="net-results",
        question=_(
            "Su 40 persone arriva il 60%; senza il servizio sarebbe arrivato il 45% (numeri "
            "**inventati**). Quanti "
            "risultati ha **aggiunto** il servizio?"
        ),
        expected=expected,
        tolerance=0.01,
        unit=_("persone"),
        mistakes=(
            NumberMistake(id="gross", value=24, text=_("Questi sono tutti quelli che arrivano.")),
            NumberMistake(id="anyway", value=18, text=_("Questi sarebbero arrivati comunque.")),
            NumberMistake(
                id="points", value=15, text=_("Questi sono punti percentuali: riportali alle persone.")
            ),
        ),
        hints=Hints(
            nudge=_("Togli chi sarebbe arrivato comunque."),
            pointer=_("La differenza fra le due quote, riportata a 40 persone."),
            worked=_("15 punti su 100, di 40 persone."),
        ),
        why=_("Ne arrivano 24, ma 18 sarebbero arrivati comunque: si pagano 24 e se ne aggiungono 6."),
        minutes=1,
    )


def who_draws() -> Exercise:
    """Ask who draws the sample."""
    return Choice(
        id="who-draws",
        question=_("Chi deve scegliere le pratiche da controllare?"),
        options=(
            Option(
                id="provider",
                label=_("Il fornitore, che le conosce."),
                feedback=_("Sceglierebbe, anche senza volerlo, quelle in ordine."),
            ),
            Option(
                id="office",
                label=_("L'ufficio, prendendo quelle che gli sembrano strane."),
                feedback=_(
                    "Trova errori, ma non dice quanti sono in tutto: quelle strane non somigliano alle altre."
                ),
            ),
            Option(id="random", label=_("Il caso: il valutatore le estrae a sorte da tutte.")),
            Option(
                id="first",
                label=_("Le prime dell'elenco, per fare presto."),
                feedback=_(
                    "Le prime possono essere diverse dalle altre: chi è arrivato prima, il mese più calmo."
                ),
            ),
        ),
        right="random",
        hints=Hints(
            nudge=_("Il campione deve somigliare al tutto."),
            pointer=_("Ogni pratica deve avere la stessa probabilità di essere vista."),
            worked=_("Tre modi lasciano scegliere qualcuno. Uno no."),
        ),
        why=_(
            "Solo un'estrazione a sorte permette di riportare a tutte le pratiche ciò che si è visto in alcune."
        ),
        minutes=1,
    )


def in_the_budget() -> Exercise:
    """Ask which savings leave a municipal budget."""
    return Several(
        id="in-the-budget",
        question=_("Quali di questi risparmi escono davvero dal bilancio del **Comune**? Segnali tutti."),
        options=(
            Option(id="top-up", label=_("Un'integrazione di retta che il Comune non paga più.")),
            Option(id="hours", label=_("Ore di assistenza comprate da una cooperativa che non servono più.")),
            Option(
                id="fee",
                label=_("La retta che la famiglia non paga più."),
                feedback=_("è un bel risultato, ma il denaro è della famiglia."),
            ),
            Option(
                id="staff",
                label=_("Il tempo di un assistente sociale, dipendente, che segue altri casi."),
                feedback=_("libera tempo, e serve. Lo stipendio però resta uguale."),
            ),
            Option(
                id="hospital",
                label=_("I ricoveri evitati."),
                feedback=_("li paga il servizio sanitario."),
            ),
        ),
        right=frozenset({"top-up", "hours"}),
        missing=_("Cerca ciò che il Comune comprava e ora non compra."),
        hints=Hints(
            nudge=_("Chiediti quale fattura non arriva più."),
            pointer=_("Uno stipendio si paga anche quando il tempo si libera."),
            worked=_("Togli ciò che pagano famiglia e sanità, e il tempo di chi è già assunto."),
        ),
        why=_(
            "Solo la spesa che si ferma può pagare un risultato. Il tempo liberato e il bene di "
            "altri contano, ma si "
            "scrivono in un'altra riga."
        ),
        minutes=2,
    )


def from_work_to_payment() -> Exercise:
    """Ask the order of the steps."""
    return Ordering(
        id="steps",
        question=_("Metti in ordine i passi, dal primo all'ultimo."),
        items=(
            Option(
                id="claim",
                label=_("Il fornitore chiede il pagamento, con le prove."),
                feedback=_("prima deve esserci un risultato."),
            ),
            Option(
                id="define",
                label=_("Si scrive che cosa è un risultato e chi lo verifica."),
                feedback=_("tutto comincia da una definizione."),
            ),
            Option(
                id="pay",
                label=_("Il Comune paga, fino al tetto."),
                feedback=_("prima qualcuno deve certificare."),
            ),
            Option(
                id="price",
                label=_("Si fissano prezzo, soglia e tetto."),
                feedback=_("un prezzo senza una definizione non è di nulla."),
            ),
            Option(
                id="check",
                label=_("Il valutatore terzo controlla un campione."),
                feedback=_("si controlla ciò che è stato chiesto."),
            ),
            Option(
                id="work",
                label=_("Le persone entrano e il fornitore lavora con loro."),
                feedback=_("le regole si scrivono prima di cominciare."),
            ),
        ),
        right=("define", "price", "work", "claim", "check", "pay"),
        hints=Hints(
            nudge=_("Le regole vengono prima del lavoro, il denaro dopo le prove."),
            pointer=_("Prima che cosa, poi quanto; prima la richiesta, poi il controllo."),
            worked=_("Comincia dalla definizione e finisci con il pagamento."),
        ),
        why=_("Se prezzo o definizione cambiano dopo, nessuno sa più che cosa è stato comprato."),
        minutes=2,
    )


def first_cohort() -> Exercise:
    """Ask why Peterborough's first cohort gave no payment."""
    return Choice(
        id="first-cohort",
        question=_("A Peterborough, perché la prima coorte non ha fatto scattare il pagamento?"),
        options=(
            Option(
                id="worse",
                label=_("Perché le condanne erano aumentate."),
                feedback=_("Erano diminuite: 142 ogni 100 persone contro 155 nel gruppo di confronto."),
            ),
            Option(id="threshold", label=_("Perché la riduzione, 8,4%, era sotto la soglia del 10%.")),
            Option(
                id="money",
                label=_("Perché i soldi erano finiti."),
                feedback=_("Il pagamento dipendeva dal risultato, non dalla cassa."),
            ),
            Option(
                id="none",
                label=_("Perché mancava un gruppo di confronto."),
                feedback=_("Il confronto c'era: è da lì che viene la riduzione."),
            ),
        ),
        right="threshold",
        hints=Hints(
            nudge=_("C'era una riduzione. Bastava?"),
            pointer=_("Confronta la riduzione della coorte con la sua soglia."),
            worked=_("Calcola quanto 142 è più basso di 155, e mettilo accanto al 10%."),
        ),
        why=_(
            "Su tutte le coorti la riduzione è stata del 9%, la soglia era 7,5%, e il pagamento è arrivato."
        ),
        minutes=1,
    )
