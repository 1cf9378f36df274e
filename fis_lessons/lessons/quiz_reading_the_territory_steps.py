"""The quiz of lesson 02, on steps: what comes first, which list counts whom, and a sentence to write."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Grid, Hints, OpenText, Option, Ordering
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.reading_the_territory_data import Ground
from fis_lessons.measures.population import share
from fis_lessons.territory import EDITION


def counting_the_group() -> Exercise:
    """Ask in which order a target group is counted."""
    return Ordering(
        id="counting-the-group",
        question=_("Devi scrivere in uno studio quante persone riguarda il progetto. In che ordine procedi?"),
        items=(
            Option(
                id="ask",
                label=_("Chiedi a chi le incontra quante sono, dentro il bacino."),
                feedback=_("prima serve il bacino, altrimenti non sai dentro che cosa cercano."),
            ),
            Option(
                id="who",
                label=_("Descrivi a parole chi vuoi raggiungere."),
                feedback=_("è il primo passo: finché non è scritto, ogni numero conta altro."),
            ),
            Option(
                id="write",
                label=_("Scrivi i numeri con fonte, data e ciò che resta non noto."),
                feedback=_("si scrive alla fine, quando i numeri ci sono."),
            ),
            Option(
                id="ages",
                label=_("Traduci la descrizione in una fascia di età, con gli estremi."),
                feedback=_("viene dopo la descrizione e prima del conto."),
            ),
            Option(
                id="pool",
                label=_("Conta il bacino: i residenti di quella fascia."),
                feedback=_("si può contare solo quando la fascia è scritta."),
            ),
        ),
        right=("who", "ages", "pool", "ask", "write"),
        hints=Hints(
            nudge=_("Si parte dalle parole e si arriva ai numeri."),
            pointer=_("La fascia serve a contare il bacino; il bacino serve a chi deve cercare dentro."),
            worked=_("Primo: chi. Ultimo: fonte, data e ciò che manca. Gli altri tre stanno in mezzo."),
        ),
        why=_(
            "Chi comincia dal numero disponibile finisce per cambiare il progetto in funzione del dato. Si "
            "comincia da chi si vuole raggiungere."
        ),
        minutes=2,
    )


def one_share_for_two() -> Exercise:
    """Ask in which order two places become one share."""
    return Ordering(
        id="one-share",
        question=_("Due comuni vogliono una quota di anziani in comune. In che ordine si fa il conto?"),
        items=(
            Option(
                id="round",
                label=_("Arrotondi a un decimale."),
                feedback=_("si arrotonda alla fine: prima si perderebbe precisione."),
            ),
            Option(
                id="same",
                label=_("Controlli che i due comuni usino la stessa età, la stessa fonte e la stessa data."),
                feedback=_("è il primo controllo: altrimenti sommi due cose diverse."),
            ),
            Option(
                id="divide",
                label=_("Dividi gli anziani dei due comuni per i residenti dei due comuni."),
                feedback=_("per dividere servono prima le due somme."),
            ),
            Option(
                id="add",
                label=_("Sommi gli anziani dei due comuni e, a parte, i residenti."),
                feedback=_("viene dopo il controllo sui dati e prima della divisione."),
            ),
        ),
        right=("same", "add", "divide", "round"),
        hints=Hints(
            nudge=_("Le persone si sommano, le percentuali no."),
            pointer=_("Prima controlli, poi sommi, poi dividi."),
            worked=_("L'arrotondamento è l'ultimo passo; il controllo sui dati è il primo."),
        ),
        why=_(
            "Tornare alle persone fa sì che ogni Comune pesi quanto i suoi abitanti, senza doversi ricordare "
            "nessuna formula."
        ),
        minutes=1,
    )


def which_list_counts_whom() -> Exercise:
    """Ask what each list of people counts."""
    return Grid(
        id="which-list",
        question=_("Tre elenchi di un Comune. Che cosa conta ciascuno? Una colonna può restare vuota."),
        rows=(
            Option(
                id="register",
                label=_("Residenti per età"),
                feedback=_("conta un'età: né chi è seguito, né chi ha bisogno."),
            ),
            Option(
                id="cases",
                label=_("Persone in carico ai servizi sociali"),
                feedback=_("conta chi è arrivato ai servizi: non tutta la fascia e non chi non ha chiesto."),
            ),
            Option(
                id="members",
                label=_("Iscritti a un centro anziani"),
                feedback=_("conta chi si è iscritto: non è chi è seguito e non è chi non si fa vedere."),
            ),
        ),
        columns=(
            Option(id="pool", label=_("tutti quelli di una certa età")),
            Option(id="known", label=_("chi è già seguito dai servizi")),
            Option(id="hidden", label=_("chi ha bisogno e non ha mai chiesto")),
        ),
        right={"register": frozenset({"pool"}), "cases": frozenset({"known"}), "members": frozenset()},
        hints=Hints(
            nudge=_("Per ogni elenco chiediti come ci si entra."),
            pointer=_("Una riga non ha nessuna casella segnata."),
            worked=_("Chi non ha mai chiesto non sta in nessun elenco: quella colonna resta vuota."),
        ),
        why=_(
            "Nessuno dei tre elenchi vede chi ha bisogno e non ha chiesto. Contare resta utile, e "
            "accanto al numero si scrive chi manca."
        ),
        minutes=2,
    )


def what_a_measure_can_do() -> Exercise:
    """Ask what can be done with each kind of measure."""
    return Grid(
        id="what-a-measure-can-do",
        question=_("Quali affermazioni valgono per ciascuna misura? La quota è scritta in percentuale."),
        rows=(
            Option(
                id="count",
                label=_("Conteggio"),
                feedback=_("in un posto grande è più alto anche se non succede niente di diverso."),
            ),
            Option(
                id="share",
                label=_("Quota"),
                feedback=_("una parte non supera mai il suo tutto."),
            ),
            Option(
                id="rate",
                label=_("Tasso ogni 100 persone"),
                feedback=_("conta le volte: se ciascuno chiama due volte, quanto viene?"),
            ),
            Option(
                id="index",
                label=_("Indice ogni 100"),
                feedback=_("sopra e sotto ci sono due gruppi diversi: il primo può essere il più grande."),
            ),
        ),
        columns=(
            Option(id="compare", label=_("confronta posti di grandezza diversa")),
            Option(id="over", label=_("può superare 100")),
        ),
        right={
            "count": frozenset({"over"}),
            "share": frozenset({"compare"}),
            "rate": frozenset({"compare", "over"}),
            "index": frozenset({"compare", "over"}),
        },
        hints=Hints(
            nudge=_("Prova con un Comune piccolo e uno grande, poi con un caso estremo."),
            pointer=_("Solo una delle quattro misure non può mai superare 100."),
            worked=_("Una parte del tutto si ferma a 100; un conteggio cresce con il posto."),
        ),
        why=_(
            "Un tasso sopra 100 o un indice a 200 non sono errori. Una quota sopra 100 sì: vuol dire che sopra "
            "c'è qualcuno che sotto non è contato."
        ),
        minutes=2,
    )


def sentence_for_an_act(ground: Ground) -> Exercise:
    """Ask for a sentence that could stand in an act."""
    ages = ground.target.one.label
    count, total = ground.one, ground.count()
    return OpenText(
        id="sentence",
        question=_(
            "{place}: {count} residenti di {ages}, su {total} (edizione {edition} dei dati). Scrivi **una frase** "
            "da mettere in una relazione, senza dire più di quanto questi numeri dicono."
        ).format(
            place=ground.where.label, count=number(count), ages=ages, total=number(total), edition=EDITION
        ),
        model_answer=_(
            "I residenti di {ages}, estremi compresi, sono {count} su {total} ({share}), secondo i dati "
            "edizione {edition}; quanti di loro abbiano bisogno del servizio non è noto."
        ).format(
            ages=ages,
            count=number(count),
            total=number(total),
            share=percent(share(count, total)),
            edition=EDITION,
        ),
        criteria=(
            Option(id="ends", label=_("Dico quali età, con gli estremi.")),
            Option(id="below", label=_("Dico fra quante persone.")),
            Option(id="edition", label=_("Dico di quando sono i dati.")),
            Option(id="limits", label=_("Non chiamo «bisogno» un'età.")),
        ),
        hints=Hints(
            nudge=_("Chi, quanti, fra quanti, di quando."),
            pointer=_("Rileggi la frase: dice qualcosa che l'anagrafe non sa?"),
            worked=_("Comincia con «I residenti di…» e finisci con ciò che non si sa."),
        ),
        why=_(
            "Una frase che dichiara il proprio limite regge anche quando qualcuno la contesta. Quella che "
            "promette di più cade alla prima domanda."
        ),
        minutes=3,
    )
