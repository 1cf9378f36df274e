"""The quiz of lesson 02: every question there is, and those with one right option."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Option
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons import quiz_reading_the_territory_numbers as numbers
from fis_lessons.lessons import quiz_reading_the_territory_steps as steps
from fis_lessons.lessons import quiz_reading_the_territory_words as words
from fis_lessons.lessons.reading_the_territory_data import Ground


def bank(ground: Ground) -> Bank:
    """Return every question of the lesson, on the municipality it is opened on."""
    return (
        pool_or_group(ground),
        rising_index(),
        inside_itself(),
        missing_is_not_zero(),
        tenth_place(),
        small_jump(),
        no_age_in_the_source(),
        numbers.ages_in_the_band(ground),
        numbers.social_workers(ground),
        numbers.dependency(ground),
        numbers.requests(ground),
        numbers.growth(),
        numbers.two_districts(),
        words.beside_a_number(),
        words.who_counts_the_group(),
        words.points_or_percent(),
        words.four_names(),
        words.denominators(),
        words.what_is_wrong(),
        steps.counting_the_group(),
        steps.one_share_for_two(),
        steps.which_list_counts_whom(),
        steps.what_a_measure_can_do(),
        steps.sentence_for_an_act(ground),
    )


def pool_or_group(ground: Ground) -> Exercise:
    """Ask what a number of residents by age is."""
    question = _(
        "In una relazione leggi: «residenti di {ages} {where}: {count}». Che cosa conta questo numero?"
    )
    return Choice(
        id="pool-or-group",
        question=question.format(ages=ground.target.one.label, where=ground.phrase, count=number(ground.one)),
        options=(
            Option(id="pool", label=_("Il bacino: le persone fra cui cercare.")),
            Option(
                id="group",
                label=_("Il gruppo: le persone che il progetto vuole raggiungere."),
                feedback=_("Il progetto di solito chiede altro oltre all'età, e qui l'altro non è contato."),
            ),
            Option(
                id="need",
                label=_("Il bisogno: le persone a cui manca qualcosa."),
                feedback=_("Un'età non è una mancanza. Chi ha bisogno va osservato in altro modo."),
            ),
            Option(
                id="users",
                label=_("Gli utenti: le persone che userebbero il servizio."),
                feedback=_("Nessuno ha chiesto a queste persone se lo userebbero."),
            ),
        ),
        right="pool",
        hints=Hints(
            nudge=_("Che cosa sa l'anagrafe di queste persone?"),
            pointer=_("L'anagrafe sa l'età e il posto. Non sa salute, reddito, storia."),
            worked=_("Togli le risposte che parlano di una mancanza, di una scelta o di un desiderio."),
        ),
        why=_(
            "Contare residenti per età dice dove cercare. Per passare dal bacino al gruppo serve chi quelle "
            "persone le incontra."
        ),
        minutes=1,
    )


def rising_index() -> Exercise:
    """Ask what a rising old-age index proves."""
    return Choice(
        id="rising-index",
        question=_(
            "Da un anno all'altro l'indice di vecchiaia di un Comune **inventato** sale. Che cosa puoi dire?"
        ),
        options=(
            Option(
                id="ratio",
                label=_(
                    "Il rapporto fra anziani e ragazzi è cambiato; per dire perché servono i due numeri."
                ),
            ),
            Option(
                id="more-old",
                label=_("Gli anziani sono aumentati."),
                feedback=_("Può darsi. L'indice sale anche se gli anziani sono gli stessi e i ragazzi meno."),
            ),
            Option(
                id="fewer-young",
                label=_("Sono nati meno bambini."),
                feedback=_(
                    "Può darsi, ma può anche essere arrivato qualche anziano in più. Qui non si vede."
                ),
            ),
            Option(
                id="worse",
                label=_("Il Comune sta peggio dell'anno prima."),
                feedback=_("Età diverse non sono un peggioramento: il giudizio non viene dal numero."),
            ),
        ),
        right="ratio",
        hints=Hints(
            nudge=_("Un rapporto può muoversi per due ragioni."),
            pointer=_("Guarda il numero di sopra e quello di sotto, uno per volta."),
            worked=_("Prova: 100 su 50, poi 100 su 40. Sopra non è cambiato niente."),
        ),
        why=_(
            "Un indice mette due gruppi uno di fronte all'altro. Quando si muove, prima di spiegarlo si "
            "guardano i due conteggi."
        ),
        minutes=1,
    )


def inside_itself() -> Exercise:
    """Ask why a large town looks like its province."""
    return Choice(
        id="inside-itself",
        question=_(
            "Un capoluogo **inventato** ha un terzo degli abitanti della sua provincia e una quota di anziani "
            "quasi uguale. Che cosa controlli prima di scrivere «siamo nella media»?"
        ),
        options=(
            Option(id="without", label=_("Quanto vale la provincia senza il capoluogo.")),
            Option(
                id="region",
                label=_("Se anche la regione ha lo stesso valore."),
                feedback=_("Anche la regione comprende il capoluogo: il dubbio resta."),
            ),
            Option(
                id="rank",
                label=_("In quale posto della classifica provinciale si trova."),
                feedback=_("Un posto in classifica non dice quanto sei lontano dagli altri."),
            ),
            Option(
                id="nothing",
                label=_("Niente: due valori uguali sono uguali."),
                feedback=_("Un terzo della provincia sei tu: in parte ti confronti con te."),
            ),
        ),
        right="without",
        hints=Hints(
            nudge=_("Di chi è fatta la media della provincia?"),
            pointer=_("Più un Comune pesa nell'area, più l'area gli somiglia."),
            worked=_("Togli dal totale gli abitanti e gli anziani del capoluogo, poi dividi di nuovo."),
        ),
        why=_(
            "Il tutto comprende la parte. Nei piccoli non cambia quasi nulla, nei capoluoghi sì: per questo "
            "si confronta con il resto dell'area."
        ),
        minutes=1,
    )


def missing_is_not_zero() -> Exercise:
    """Ask what to do with a municipality without data."""
    return Choice(
        id="missing",
        question=_(
            "Di un Comune dell'Ambito il dato dei residenti manca. Come calcoli la quota dell'Ambito?"
        ),
        options=(
            Option(id="say", label=_("Senza quel Comune, e scrivo quale manca.")),
            Option(
                id="zero",
                label=_("Metto zero: così la somma si fa."),
                feedback=_("Zero vorrebbe dire che lì non abita nessuno. Un dato che manca non è zero."),
            ),
            Option(
                id="mean",
                label=_("Metto la media degli altri, senza dirlo."),
                feedback=_("Una stima si può fare, ma va chiamata stima e va detto come è fatta."),
            ),
            Option(
                id="old",
                label=_("Prendo il dato di un altro anno, tanto cambia poco."),
                feedback=_("Mescoli due date. Se proprio serve, la data diversa va scritta accanto."),
            ),
        ),
        right="say",
        hints=Hints(
            nudge=_("Chi legge deve poter rifare il conto."),
            pointer=_("Fra «non so» e «zero» c'è una differenza."),
            worked=_("Scarta le risposte che nascondono a chi legge che un numero mancava."),
        ),
        why=_(
            "Chi legge deve sapere chi è dentro il conto e chi no. Un vuoto dichiarato si può riempire; uno "
            "zero messo al suo posto non lo trova più nessuno."
        ),
        minutes=1,
    )


def tenth_place() -> Exercise:
    """Ask what a place in a ranking says."""
    return Choice(
        id="tenth-place",
        question=_(
            "«Siamo decimi su venti comuni per quota di anziani». Che cosa manca per capire se conta qualcosa?"
        ),
        options=(
            Option(id="gap", label=_("Quanto sono lontani, in punti, il primo e l'ultimo.")),
            Option(
                id="more",
                label=_("Una classifica con più comuni."),
                feedback=_("Con cento comuni avresti un altro posto, e la stessa domanda."),
            ),
            Option(
                id="year",
                label=_("Il posto dell'anno prima."),
                feedback=_(
                    "Due posti non fanno una distanza: si può salire di cinque posti per mezzo punto."
                ),
            ),
            Option(
                id="colour",
                label=_("Un grafico a colori della classifica."),
                feedback=_("Il colore non aggiunge un'informazione che non c'è."),
            ),
        ),
        right="gap",
        hints=Hints(
            nudge=_("Fra il decimo e l'undicesimo che cosa cambia?"),
            pointer=_("Una classifica dice l'ordine e tace la distanza."),
            worked=_("Immagina venti comuni tutti fra il 24 e il 25 per cento: qualcuno è decimo lo stesso."),
        ),
        why=_(
            "Una posizione non è una misura. Se i venti comuni stanno tutti in un punto percentuale, essere "
            "decimi o terzi non cambia nessuna decisione."
        ),
        minutes=1,
    )


def small_jump() -> Exercise:
    """Ask how to report three users instead of two."""
    return Choice(
        id="small-jump",
        question=_(
            "In una frazione **inventata** gli utenti di un servizio passano da 2 a 3. Quale frase scrivi nella "
            "relazione?"
        ),
        options=(
            Option(id="count", label=_("Gli utenti sono 3; l'anno prima erano 2.")),
            Option(
                id="percent",
                label=_("Gli utenti crescono del 50 per cento."),
                feedback=_("È aritmetica giusta e frase sbagliata: sembra un'impennata, ed è una persona."),
            ),
            Option(
                id="trend",
                label=_("La domanda è in aumento."),
                feedback=_(
                    "Una persona in più non fa una tendenza: l'anno prossimo potrebbe essere in meno."
                ),
            ),
            Option(
                id="points",
                label=_("Gli utenti crescono di 50 punti percentuali."),
                feedback=_("I punti sono la differenza fra due quote. Qui ci sono due conteggi."),
            ),
        ),
        right="count",
        hints=Hints(
            nudge=_("Che cosa immagina chi legge ogni frase?"),
            pointer=_("Prova a togliere una persona: quale frase regge ancora?"),
            worked=_(
                "Se una sola persona cambia la frase da «cresce» a «resta uguale», la frase è troppo forte."
            ),
        ),
        why=_(
            "Con numeri piccoli si scrive il conteggio. E con pochissime persone ci si chiede anche se il "
            "numero può farle riconoscere."
        ),
        minutes=1,
    )


def no_age_in_the_source() -> Exercise:
    """Ask what to write when no source gives an age."""
    return Choice(
        id="no-age",
        question=_(
            "Il progetto parla di «giovani» e nessun documento dice quali età. Devi scrivere un numero di "
            "residenti. Come fai?"
        ),
        options=(
            Option(id="state", label=_("Scelgo una fascia, la scrivo e dico che l'ho scelta io.")),
            Option(
                id="usual",
                label=_("Uso la fascia che si usa di solito, senza scriverla."),
                feedback=_(
                    "Chi legge penserà alla sua. Una fascia non scritta è una fascia diversa per ciascuno."
                ),
            ),
            Option(
                id="biggest",
                label=_("Uso la fascia più larga: nessuno resta fuori."),
                feedback=_("Un bacino più largo non è più vero: cambia il numero e abbassa ogni quota."),
            ),
            Option(
                id="none",
                label=_("Non scrivo nessun numero."),
                feedback=_("Un numero con la sua scelta accanto è utile: si può discutere e correggere."),
            ),
        ),
        right="state",
        hints=Hints(
            nudge=_("Il numero dipende dalla scelta. Chi legge deve vedere tutti e due."),
            pointer=_("Cerca la risposta che lascia una traccia della decisione."),
            worked=_("Due risposte scrivono un numero senza dire da quale fascia viene: toglile."),
        ),
        why=_(
            "Finché una fonte non dice l'età, ogni numero porta con sé una scelta. Scritta accanto, la scelta "
            "si può cambiare senza ricominciare da capo."
        ),
        minutes=1,
    )
