"""The quiz of lesson 09: designs, people, small groups, draws, confidentiality."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Option, Ordering, Several
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l09_plan_the_evaluation import quiz_people
from fis_lessons.lessons.l09_plan_the_evaluation.ground import Ground


def bank(ground: Ground) -> Bank:
    """Return every question there is."""
    return (
        when_to_plan(),
        decided_before(),
        strongest(),
        order_of_designs(),
        staggered(),
        one_outcome(),
        who_measures(),
        *quiz_people.questions(ground),
    )


def when_to_plan() -> Exercise:
    """Ask when the comparison is decided."""
    return Choice(
        id="when-to-plan",
        question=_("In quale momento si decide, di fatto, se un confronto sarà possibile?"),
        options=(
            Option(id="notice", label=_("Quando si scrive come entrano le persone")),
            Option(
                id="end",
                label=_("Quando si raccolgono i dati finali"),
                feedback=_("A quel punto chi è dentro e chi è fuori è già deciso, e così il confronto."),
            ),
            Option(
                id="evaluator",
                label=_("Quando si sceglie il valutatore"),
                feedback=_("Anche il migliore lavora con i gruppi che trova."),
            ),
            Option(
                id="report",
                label=_("Quando si scrive la relazione"),
                feedback=_("Lì si racconta il confronto, se c'è."),
            ),
        ),
        right="notice",
        hints=Hints(
            nudge=_("Pensa a chi resta fuori."),
            pointer=_("Chi decide se resta fuori per caso, per punteggio o per scelta?"),
            worked=_("È un momento prima dell'avvio, e ha a che fare con il bando."),
        ),
        why=_("Le regole di ingresso decidono chi resta fuori e perché: il confronto nasce o muore lì."),
        minutes=1,
    )


def decided_before() -> Exercise:
    """Ask what is written before seeing the data."""
    return Several(
        id="decided-before",
        question=_("Che cosa si scrive e si data prima di cominciare?"),
        options=(
            Option(id="outcome", label=_("L'esito principale")),
            Option(id="rule", label=_("Come si leggerà il risultato")),
            Option(id="size", label=_("Quante persone, e quale cambiamento si potrà vedere")),
            Option(
                id="result",
                label=_("Il risultato atteso, da confermare"),
                feedback=_("una speranza si può scrivere; un risultato non si conferma, si guarda."),
            ),
            Option(
                id="best",
                label=_("Quale sottogruppo è andato meglio"),
                feedback=_("questo si scopre dopo: sceglierlo dopo è il modo più facile di ingannarsi."),
            ),
        ),
        right=frozenset({"outcome", "rule", "size"}),
        missing=_("Manca ancora qualcosa che, scelto dopo, farebbe comodo."),
        hints=Hints(
            nudge=_("Che cosa, se scelto dopo, potrebbe essere scelto apposta?"),
            pointer=_("Togli ciò che si può sapere solo alla fine."),
            worked=_("Restano tre voci: che cosa si guarda, come lo si legge, in quante persone."),
        ),
        why=_("Ciò che si scrive prima non può essere scelto dopo aver visto quale numero viene meglio."),
        minutes=2,
    )


def strongest() -> Exercise:
    """Ask for the strongest design among three."""
    return Choice(
        id="strongest",
        question=_(
            "Hai 60 domande per 30 posti e nessuno ha più diritto di un altro. Quale confronto è più forte?"
        ),
        options=(
            Option(
                id="motivated",
                label=_("Entra chi ha fatto domanda per primo; si confronta con gli altri"),
                feedback=_("Chi arriva primo è spesso chi è più seguito o più convinto: non si somigliano."),
            ),
            Option(id="lots", label=_("Si sorteggia, e si confronta con chi non esce")),
            Option(
                id="needy",
                label=_("Entra chi ne ha più bisogno; si confronta con gli altri"),
                feedback=_(
                    "Può essere giusto per altri motivi, ma i due gruppi partono da situazioni diverse."
                ),
            ),
            Option(
                id="own",
                label=_("Si confrontano gli iscritti con sé stessi, prima e dopo"),
                feedback=_("Così tutto ciò che cambia nell'anno sembra merito del progetto."),
            ),
        ),
        right="lots",
        hints=Hints(
            nudge=_("In quale i due gruppi si somigliano anche in ciò che non misuri?"),
            pointer=_("Cerca chi non sceglie nessuno."),
            worked=_("Se decide il caso, le differenze di partenza sono solo fortuna, e si calcola."),
        ),
        why=_("Se è il caso a decidere, i due gruppi si somigliano anche in ciò che nessuno ha misurato."),
        minutes=1,
    )


def order_of_designs() -> Exercise:
    """Ask to put designs in order."""
    return Ordering(
        id="order-of-designs",
        question=_("Metti i confronti in ordine, dal più forte al più debole."),
        items=(
            Option(
                id="story", label=_("Racconto delle attività"), feedback=_("non guarda nessun cambiamento.")
            ),
            Option(
                id="did",
                label=_("Prima e dopo, in chi entra e in chi resta fuori"),
                feedback=_("ha un confronto, ma non l'ha deciso il caso."),
            ),
            Option(id="lots", label=_("Sorteggio"), feedback=_("è il solo in cui decide il caso.")),
            Option(
                id="before",
                label=_("Prima e dopo, solo in chi entra"),
                feedback=_("vede un cambiamento, ma non ha un confronto."),
            ),
        ),
        right=("lots", "did", "before", "story"),
        hints=Hints(
            nudge=_("Il più forte toglie più spiegazioni diverse dal progetto."),
            pointer=_("Prima chi ha un confronto, poi chi ha solo un prima."),
            worked=_("In fondo c'è ciò che non misura nessun cambiamento."),
        ),
        why=_("Ogni passo in giù lascia in piedi una spiegazione in più che non è il progetto."),
        minutes=2,
    )


def staggered() -> Exercise:
    """Ask what turns drawn by lot allow."""
    return Choice(
        id="staggered",
        question=_("Tutti entreranno, ma in due turni sorteggiati. Fin quando regge il confronto?"),
        options=(
            Option(
                id="always",
                label=_("Per sempre: il sorteggio c'è stato"),
                feedback=_("Quando è entrato anche il secondo turno non c'è più nessuno fuori."),
            ),
            Option(id="until", label=_("Finché il secondo turno non comincia")),
            Option(
                id="never",
                label=_("Mai: alla fine entrano tutti"),
                feedback=_("Nel frattempo chi aspetta è un confronto buono come in un sorteggio."),
            ),
        ),
        right="until",
        hints=Hints(
            nudge=_("Chi è il confronto? E fino a quando lo resta?"),
            pointer=_("Guarda il giorno in cui entra l'altro turno."),
            worked=_("Da quel giorno nessuno è più fuori."),
        ),
        why=_(
            "Perciò si misura poco prima che entri il secondo turno: è l'ultimo giorno in cui "
            "il confronto esiste."
        ),
        minutes=1,
    )


def one_outcome() -> Exercise:
    """Ask why there is one main outcome."""
    return Choice(
        id="one-outcome",
        question=_("Perché scegliere un solo esito principale?"),
        options=(
            Option(
                id="cheap",
                label=_("Perché misurarne tanti costa troppo"),
                feedback=_("Se ne possono misurare altri; ma uno solo decide se ha funzionato."),
            ),
            Option(id="luck", label=_("Perché fra venti esiti uno sembra buono anche per puro caso")),
            Option(
                id="simple",
                label=_("Perché la Giunta preferisce un numero solo"),
                feedback=_("Può far comodo, ma la ragione è un'altra: quante volte il caso ti inganna."),
            ),
        ),
        right="luck",
        hints=Hints(
            nudge=_("Con un errore del 5%, quante volte sbagli su venti?"),
            pointer=_("Pensa a chi guarda tutto e racconta solo il meglio."),
            worked=_("Cinque su cento vuol dire uno su venti."),
        ),
        why=_(
            "Con un errore accettato del 5%, venti esiti senza alcun effetto ne danno in media "
            "uno che «funziona»."
        ),
        minutes=1,
    )


def who_measures() -> Exercise:
    """Match who does what in an evaluation."""
    return Matching(
        id="who-measures",
        question=_("Chi è meglio che faccia che cosa?"),
        rows=(
            Option(
                id="enter",
                label=_("Decidere chi esce dal sorteggio"),
                feedback=_("non deve poterlo decidere nessuna persona."),
            ),
            Option(
                id="measure",
                label=_("Contare le assenze di fine anno"),
                feedback=_("chi realizza il progetto avrebbe interesse a contarle basse."),
            ),
            Option(
                id="record",
                label=_("Annotare chi ha partecipato davvero"),
                feedback=_("lo sa soltanto chi è lì ogni giorno."),
            ),
        ),
        columns=(
            Option(id="chance", label=_("il caso, in pubblico")),
            Option(id="school", label=_("la scuola, che lo fa già per tutti")),
            Option(id="provider", label=_("chi realizza il progetto")),
        ),
        right={"enter": "chance", "measure": "school", "record": "provider"},
        hints=Hints(
            nudge=_("Chi ha interesse al risultato non misura il risultato."),
            pointer=_("Cerca chi misura già, per altri motivi."),
            worked=_("Chi realizza resta per la sola cosa che vede soltanto lui."),
        ),
        why=_(
            "Chi realizza sa che cosa è successo; chi non ha interesse al risultato lo misura; "
            "nessuno decide chi esce."
        ),
        minutes=2,
    )
