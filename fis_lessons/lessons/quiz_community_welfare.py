"""The quiz of lesson 01: every question there is, and those on ideas and words."""

from __future__ import annotations

from fis_lessons.cases import Case, load_programme
from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Option, Several
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import quiz_community_welfare_figures as figures
from fis_lessons.lessons import quiz_community_welfare_law as law
from fis_lessons.lessons import quiz_community_welfare_programme as facts


def bank(case: Case) -> Bank:
    """Return every question of the lesson, for a case."""
    programme = load_programme()
    return (
        what_changes(),
        relational_good(),
        relational_traits(),
        law.subsidiarity(),
        law.ruling(),
        words(),
        fairness(),
        law.joint_design(),
        facts.interventions(programme),
        facts.roles(programme),
        facts.role_tasks(programme),
        facts.study_contents(programme),
        facts.who_applies(programme),
        figures.most_studies(programme),
        facts.lucca_result(),
        facts.whose_project(case),
        figures.spending(),
        figures.own_share(),
    )


def what_changes() -> Exercise:
    """Ask what sets community welfare apart."""
    return Choice(
        id="what-changes",
        question=_("Quale segno ti fa riconoscere il welfare di comunità?"),
        options=(
            Option(id="takes-part", label=_("Chi usa il servizio prende parte a deciderlo e a farlo.")),
            Option(
                id="many",
                label=_("Il servizio raggiunge moltissime persone."),
                feedback=_(
                    "Anche mille buoni spesa raggiungono mille persone, e ognuna resta sola con la sua "
                    "richiesta. Il numero non basta."
                ),
            ),
            Option(
                id="association",
                label=_("Lo gestisce un'associazione al posto del Comune."),
                feedback=_(
                    "Cambia chi eroga, non chi decide. Se gli utenti ricevono e basta, è ancora un servizio "
                    "dall'alto."
                ),
            ),
            Option(
                id="cheaper",
                label=_("Costa meno del servizio di prima."),
                feedback=_("Può costare meno o di più. Il risparmio non dice se qualcuno ha partecipato."),
            ),
        ),
        right="takes-part",
        hints=Hints(
            nudge=_("Non guardare quanto è grande: guarda i ruoli."),
            pointer=_("Cerca la frase che parla di chi decide e di chi fa."),
            worked=_(
                "Gestore, prezzo e numero di utenti possono cambiare senza che cambi chi decide. Togli "
                "quelle tre frasi."
            ),
        ),
        why=_(
            "Nel welfare di comunità le persone sono anche produttrici del servizio, non solo destinatarie. "
            "È questo che lo distingue da una somma di domande e da un servizio deciso dall'alto."
        ),
        minutes=1,
    )


def relational_good() -> Exercise:
    """Ask which of four things is a relational good."""
    return Choice(
        id="relational-good",
        question=_("Quattro esempi **inventati**. Quale è un bene relazionale?"),
        options=(
            Option(
                id="lunch",
                label=_("Il pranzo del giovedì, cucinato e mangiato insieme da chi abita nel palazzo."),
            ),
            Option(
                id="delivery",
                label=_("Un pasto caldo consegnato ogni giorno alla porta."),
                feedback=_(
                    "È un aiuto prezioso, ma si divide in porzioni e si consuma da soli. Il legame non ne "
                    "fa parte."
                ),
            ),
            Option(
                id="voucher",
                label=_("Un buono da spendere in palestra."),
                feedback=_("Il buono è di chi lo riceve, e vale allo stesso modo chiunque incontri."),
            ),
            Option(
                id="hall",
                label=_("Una sala civica appena ristrutturata, ancora chiusa."),
                feedback=_(
                    "Un luogo aiuta i beni relazionali a nascere, ma da solo non lo è: servono persone che "
                    "ci si incontrano."
                ),
            ),
        ),
        right="lunch",
        hints=Hints(
            nudge=_("Chiediti: se lo fa una persona sola, esiste ancora?"),
            pointer=_("Un bene relazionale si produce e si gode soltanto insieme."),
            worked=_(
                "Pasto e buono si dividono fra le persone; la sala è uno spazio. Resta ciò che si fa e si "
                "gode insieme."
            ),
        ),
        why=_(
            "Chi cucina e mangia insieme produce il bene e lo usa nello stesso momento. Il suo valore "
            "dipende da come ci si incontra ([Fondazione "
            "Donguetti](https://fondazionedonguetti.org/wp/?p=1683))."
        ),
        minutes=1,
    )


def relational_traits() -> Exercise:
    """Ask what is true of relational goods."""
    return Several(
        id="relational-traits",
        question=_("Quali frasi valgono per un bene relazionale? Segnale tutte."),
        options=(
            Option(id="together", label=_("Si produce e si gode soltanto insieme.")),
            Option(id="same-people", label=_("Chi lo produce è anche chi lo usa.")),
            Option(id="how", label=_("Il suo valore dipende da come ci si incontra.")),
            Option(
                id="divisible",
                label=_("Si può dividere in parti uguali fra chi partecipa."),
                feedback=_("non si divide: se togli gli altri, sparisce."),
            ),
            Option(
                id="sum",
                label=_("È la somma di tanti beni individuali."),
                feedback=_("non è una somma: nasce dalla relazione, e nessuno ne possiede un pezzo."),
            ),
        ),
        right=frozenset({"together", "same-people", "how"}),
        missing=_("Ripensa al pranzo in comune: chi lo fa, chi lo gode, da che cosa dipende se riesce."),
        hints=Hints(
            nudge=_("Prova ogni frase su un esempio: un coro, un orto condiviso."),
            pointer=_("Due frasi lo trattano come una torta da dividere."),
            worked=_(
                "In un coro chi canta è anche chi ascolta il risultato, e nessuno può portarsene a casa un "
                "pezzo."
            ),
        ),
        why=_(
            "Un bene relazionale non si divide e non si somma: chi lo produce lo usa, e il modo in cui ci "
            "si incontra ne fa il valore ([Fondazione "
            "Donguetti](https://fondazionedonguetti.org/wp/?p=1683))."
        ),
        minutes=2,
    )


def words() -> Exercise:
    """Ask which word names each of four invented situations."""
    return Matching(
        id="words",
        question=_("Quattro situazioni **inventate**. Quale parola le descrive meglio?"),
        rows=(
            Option(
                id="timetable",
                label=_(
                    "Genitori ed educatrici decidono insieme gli orari del nido e a turno aprono il "
                    "pomeriggio."
                ),
                feedback=_("chi usa il servizio lo decide e lo fa: guarda il lavoro diviso."),
            ),
            Option(
                id="turns",
                label=_("Le famiglie si scambiano i figli dopo la scuola: oggi li tieni tu, domani io."),
                feedback=_("qui tutti danno e ricevono alla pari, senza pagare."),
            ),
            Option(
                id="agreement",
                label=_("Comune e abitanti firmano un accordo per curare insieme una piazza."),
                feedback=_("c'è un accordo scritto per prendersi cura di un bene comune urbano."),
            ),
            Option(
                id="kitchen",
                label=_("La cucina della scuola, ferma la sera, a disposizione delle associazioni."),
                feedback=_("è qualcosa che c'è già e che si mette in comune: uno spazio."),
            ),
        ),
        columns=(
            Option(id="coproduction", label=_("co-produzione")),
            Option(id="mutualism", label=_("mutualismo")),
            Option(id="pact", label=_("patto di collaborazione")),
            Option(id="asset", label=_("bene di comunità condiviso")),
        ),
        right={"timetable": "coproduction", "turns": "mutualism", "agreement": "pact", "kitchen": "asset"},
        hints=Hints(
            nudge=_("Una parola indica un accordo, una un bene, due un modo di fare."),
            pointer=_(
                "Nel mutualismo nessuno resta sempre dalla stessa parte. Nella co-produzione si divide il "
                "lavoro di un servizio."
            ),
            worked=_(
                "Comincia dalle più facili: la piazza ha un accordo firmato, la cucina è uno spazio fermo."
            ),
        ),
        why=_(
            "Le quattro cose stanno spesso insieme: un bene condiviso, curato con un patto, dove ci si "
            "aiuta alla pari e si produce insieme un servizio. Distinguerle serve a vedere quale manca."
        ),
        minutes=2,
    )


def fairness() -> Exercise:
    """Ask whether community welfare is fairer by nature."""
    return Choice(
        id="fairness",
        question=_("Il welfare di comunità è più equo per definizione?"),
        options=(
            Option(
                id="no", label=_("No: chi ha tempo e legami partecipa di più, e qualcuno può restare fuori.")
            ),
            Option(
                id="open",
                label=_("Sì: è aperto a tutti, quindi arriva a tutti."),
                feedback=_("Una porta aperta non basta: chi è solo, o nuovo, o malvisto spesso non entra."),
            ),
            Option(
                id="near",
                label=_("Sì: chi è vicino conosce i bisogni meglio di un ufficio."),
                feedback=_(
                    "Chi è vicino vede molto, ma vede i suoi. Chi non ha nessuno vicino non lo vede nessuno."
                ),
            ),
            Option(
                id="never",
                label=_("No, anzi è sempre meno equo: deve fare tutto il Comune."),
                feedback=_(
                    "Neanche questo vale sempre. Dipende da chi è invitato e da che cosa resta garantito a "
                    "chi non partecipa."
                ),
            ),
        ),
        right="no",
        hints=Hints(
            nudge=_("Pensa a chi, nel tuo quartiere, non viene mai alle riunioni."),
            pointer=_("Diffida delle risposte che dicono «sempre»."),
            worked=_("«Aperto a tutti» e «vicino» descrivono un'intenzione: non dicono chi arriva davvero."),
        ),
        why=_(
            "Lo Stato è entrato nel welfare perché il mercato e anche la comunità non garantivano l'equità "
            "([50&Più](http://centrostudi.50epiu.it/Schede/il-community-welfare-nei-servizi-di-cura)). "
            "Perciò si chiede sempre chi non c'è, e che cosa gli resta garantito."
        ),
        minutes=1,
    )
