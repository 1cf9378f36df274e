"""The quiz of lesson 02, on words: what goes beside a number, what a measure is called, what is wrong."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Matching, Option, Several
from fis_lessons.i18n import gettext as _


def beside_a_number() -> Exercise:
    """Ask what must be written beside a number of residents."""
    return Several(
        id="beside-a-number",
        question=_("Che cosa scrivi sempre accanto a una quota di residenti per età? Segna tutto."),
        options=(
            Option(id="ends", label=_("Le età, con gli estremi compresi o no.")),
            Option(id="below", label=_("Fra quante persone è calcolata.")),
            Option(id="source", label=_("Chi ha prodotto il dato.")),
            Option(id="date", label=_("A quale data o edizione si riferisce.")),
            Option(
                id="judgement",
                label=_("Se è un valore buono o cattivo."),
                feedback=_("il giudizio non viene dal numero: si discute a parte, e con altri dati."),
            ),
            Option(
                id="decimals",
                label=_("Almeno quattro decimali."),
                feedback=_("più cifre non fanno un dato più preciso: fanno credere che lo sia."),
            ),
        ),
        right=frozenset({"ends", "below", "source", "date"}),
        missing=_("Pensa a chi, fra un anno, vorrà rifare il conto."),
        hints=Hints(
            nudge=_("Chi legge deve poter rifare il conto."),
            pointer=_("Servono quattro cose: una sull'età, una su chi sta sotto, due sull'origine."),
            worked=_("Due voci non aiutano a rifare il conto: una è un giudizio, una è un abbellimento."),
        ),
        why=_(
            "Con età, denominatore, fonte e data chiunque può ritrovare il numero o correggerlo. Senza, può "
            "solo crederci."
        ),
        minutes=1,
    )


def who_counts_the_group() -> Exercise:
    """Ask who sees a piece of the target group."""
    return Several(
        id="who-counts",
        question=_(
            "Cerchi gli anziani soli che non escono più di casa. Chi può contarne almeno una parte? Segna tutti."
        ),
        options=(
            Option(id="services", label=_("I servizi sociali, fra le persone già seguite.")),
            Option(id="doctors", label=_("I medici di famiglia, fra i loro assistiti.")),
            Option(id="volunteers", label=_("Le associazioni che consegnano la spesa a casa.")),
            Option(
                id="register",
                label=_("L'anagrafe, con i residenti di 65 anni e più."),
                feedback=_("conta un'età. Anche chi vive solo in anagrafe può uscire ogni giorno."),
            ),
            Option(
                id="similar",
                label=_("Un Comune simile, che ha già fatto il conto."),
                feedback=_("ha contato i suoi. Può dirti come ha fatto, non quanti sono i tuoi."),
            ),
        ),
        right=frozenset({"services", "doctors", "volunteers"}),
        missing=_("Chi altro entra in quelle case, o riceve quelle persone?"),
        hints=Hints(
            nudge=_("Chi le incontra davvero?"),
            pointer=_("Distingui chi conta un'età da chi conosce una situazione."),
            worked=_("Due voci non incontrano le tue persone: una guarda l'età, una guarda altrove."),
        ),
        why=_(
            "Ciascuno vede un pezzo, e i pezzi si sovrappongono: sommarli conta due volte qualcuno. Resta poi "
            "chi non ha mai chiesto aiuto a nessuno, e va scritto."
        ),
        minutes=1,
    )


def points_or_percent() -> Exercise:
    """Ask which sentences use points and percent rightly."""
    return Several(
        id="points-or-percent",
        question=_(
            "Numeri **inventati**. La quota di ragazzi iscritti a un'attività passa dal 40% al 50%. Quali frasi "
            "sono giuste?"
        ),
        options=(
            Option(id="ten-points", label=_("È cresciuta di 10 punti percentuali.")),
            Option(id="quarter", label=_("È cresciuta del 25 per cento.")),
            Option(id="half", label=_("Prima era iscritto il 40% dei ragazzi, ora la metà.")),
            Option(
                id="ten-percent",
                label=_("È cresciuta del 10 per cento."),
                feedback=_(
                    "dieci è la differenza in punti. In percentuale si divide per il valore di partenza."
                ),
            ),
            Option(
                id="members",
                label=_("I ragazzi iscritti sono il 25 per cento in più."),
                feedback=_(
                    "la quota sì, gli iscritti non si sa: dipende da quanti sono i ragazzi nei due anni."
                ),
            ),
        ),
        right=frozenset({"ten-points", "quarter", "half"}),
        missing=_("La stessa cosa si può dire in punti, in percentuale o con i due valori."),
        hints=Hints(
            nudge=_("Per ogni frase: parla della quota o delle persone?"),
            pointer=_("Dieci punti su quaranta: quanto fa in percentuale?"),
            worked=_("Una frase scambia i punti con il per cento; una passa dalla quota alle persone."),
        ),
        why=_(
            "Punti, percentuale e valori dicono lo stesso cambiamento in tre modi. Da una quota non si torna "
            "alle persone senza il denominatore."
        ),
        minutes=2,
    )


def four_names() -> Exercise:
    """Ask what each of four measures is called."""
    return Matching(
        id="four-names",
        question=_("Come si chiama ciascuna di queste misure?"),
        rows=(
            Option(
                id="beds",
                label=_("Bambini iscritti al nido: 85"),
                feedback=_("è un numero di persone, senza niente sotto."),
            ),
            Option(
                id="alone",
                label=_("Famiglie di una persona sola, su tutte le famiglie, per 100"),
                feedback=_("sopra c'è una parte di ciò che sta sotto."),
            ),
            Option(
                id="calls",
                label=_("Chiamate al centralino in un anno, ogni 1.000 residenti"),
                feedback=_("conta quante volte succede, e la stessa persona può chiamare più volte."),
            ),
            Option(
                id="exchange",
                label=_("Residenti di 60–64 anni ogni 100 di 15–19"),
                feedback=_("mette di fronte due gruppi diversi: nessuno dei due è dentro l'altro."),
            ),
        ),
        columns=(
            Option(id="count", label=_("conteggio")),
            Option(id="share", label=_("quota")),
            Option(id="rate", label=_("tasso")),
            Option(id="index", label=_("indice")),
        ),
        right={"beds": "count", "alone": "share", "calls": "rate", "exchange": "index"},
        hints=Hints(
            nudge=_("Guarda che cosa c'è sotto, se c'è qualcosa."),
            pointer=_("Sotto sta il tutto, oppure un altro gruppo, oppure chi poteva farlo."),
            worked=_("Comincia dalla sola misura che non ha niente sotto."),
        ),
        why=_(
            "Il nome dice che cosa puoi farne: con il conteggio organizzi, con quota e tasso confronti, con "
            "l'indice guardi un equilibrio fra due gruppi."
        ),
        minutes=2,
    )


def denominators() -> Exercise:
    """Ask which denominator each measure has."""
    return Matching(
        id="quiz-denominators",
        question=_("Quale denominatore va sotto ciascuna misura?"),
        rows=(
            Option(
                id="nursery",
                label=_("Posti di nido ogni 100 bambini che potrebbero usarli"),
                feedback=_("il nido è per i più piccoli: gli altri non potrebbero usarlo."),
            ),
            Option(
                id="leavers",
                label=_("Studenti che lasciano una scuola durante l'anno"),
                feedback=_("può lasciare quella scuola solo chi la frequenta."),
            ),
            Option(
                id="alone",
                label=_("Famiglie di una persona sola"),
                feedback=_("sopra ci sono famiglie: anche sotto."),
            ),
            Option(
                id="library",
                label=_("Prestiti della biblioteca civica ogni 1.000 abitanti"),
                feedback=_("abitanti vuol dire di ogni età."),
            ),
        ),
        columns=(
            Option(id="residents", label=_("tutti i residenti")),
            Option(id="toddlers", label=_("bambini da 0 a 2 anni")),
            Option(id="pupils", label=_("iscritti a quella scuola")),
            Option(id="families", label=_("tutte le famiglie")),
        ),
        right={
            "nursery": "toddlers",
            "leavers": "pupils",
            "alone": "families",
            "library": "residents",
        },
        hints=Hints(
            nudge=_("A chi poteva succedere?"),
            pointer=_("Persone con persone, famiglie con famiglie."),
            worked=_("Comincia dalla misura che parla di famiglie: una sola voce parla di famiglie."),
        ),
        why=_(
            "Il denominatore giusto è chi poteva stare sopra: bambini per il nido, iscritti per la scuola. E "
            "l'unità resta la stessa: famiglie con famiglie."
        ),
        minutes=2,
    )


def what_is_wrong() -> Exercise:
    """Ask what is wrong in each of four sentences."""
    return Matching(
        id="what-is-wrong",
        question=_("Quattro frasi **inventate**. Quale difetto ha ciascuna?"),
        rows=(
            Option(
                id="jump",
                label=_("«Le richieste crescono del 100 per cento: da una a due.»"),
                feedback=_("guarda quante persone ci sono dietro quella percentuale."),
            ),
            Option(
                id="sum",
                label=_("«Il 25% da noi e il 30% dai vicini: nell'Unione è il 55%.»"),
                feedback=_("che cosa si può sommare, e che cosa no?"),
            ),
            Option(
                id="better",
                label=_("«Abbiamo meno anziani dei vicini: stiamo meglio.»"),
                feedback=_("il numero c'è; quello che segue non viene dal numero."),
            ),
            Option(
                id="undated",
                label=_("«I residenti sono 12.345.»"),
                feedback=_("il numero sarà anche giusto, ma chi legge non può controllarlo."),
            ),
        ),
        columns=(
            Option(id="small", label=_("percentuale su numeri troppo piccoli")),
            Option(id="added", label=_("percentuali sommate")),
            Option(id="judged", label=_("un giudizio tirato fuori da una differenza")),
            Option(id="bare", label=_("mancano fonte e data")),
        ),
        right={"jump": "small", "sum": "added", "better": "judged", "undated": "bare"},
        hints=Hints(
            nudge=_("Di ogni frase chiediti: che cosa non potrei difendere davanti al Consiglio?"),
            pointer=_("Due frasi sbagliano un conto, una salta a una conclusione, una tace qualcosa."),
            worked=_("La frase più corta non sbaglia il conto: le manca qualcosa accanto."),
        ),
        why=_(
            "Nessuna di queste frasi contiene per forza un numero falso: il difetto sta in che cosa se ne ricava, "
            "o in che cosa manca accanto."
        ),
        minutes=2,
    )
