"""The exercises of lesson 08 on reading: which comparison fits, what an interval says, what a report may say."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Hints, Matching, OpenText, Option
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l08_did_it_work.ground import Ground, level_label
from fis_lessons.lessons.l08_did_it_work.ground.words import spoken


def situations() -> Matching:
    """Ask which comparison fits which situation."""
    return Matching(
        id="situations",
        question=_(
            "Quale confronto si può fare?\n\nCinque situazioni (ipotesi). A ciascuna abbina il confronto "
            "migliore fra quelli possibili lì."
        ),
        rows=(
            Option(
                id="too_many",
                label=_("Le domande sono il doppio dei posti, e chi le ha fatte ha gli stessi requisiti."),
                feedback=_(
                    "I posti vanno comunque dati a qualcuno. Chi può decidere senza guardare in faccia nessuno?"
                ),
            ),
            Option(
                id="limit",
                label=_("Entra chi ha un ISEE sotto un limite fissato prima."),
                feedback=_("Chi sta appena sotto e chi sta appena sopra il limite si somigliano."),
            ),
            Option(
                id="twin",
                label=_(
                    "Un quartiere non ha il progetto, e negli anni prima si muoveva come quello che ce l'ha."
                ),
                feedback=_("C'è un confronto, e i due sono misurati prima e dopo."),
            ),
            Option(
                id="once",
                label=_(
                    "È entrato chi ha chiesto. Di tutti conosciamo età, studi e reddito; l'esito è "
                    "misurato una volta sola, dopo."
                ),
                feedback=_(
                    "Senza una misura di prima, si può solo rendere simili i due gruppi in ciò che si conosce."
                ),
            ),
            Option(
                id="alone",
                label=_(
                    "Il progetto tocca tutti gli abitanti dallo stesso giorno, e altri luoghi non ce ne sono."
                ),
                feedback=_("Non c'è nessuno senza progetto: si può guardare solo lo stesso luogo nel tempo."),
            ),
        ),
        columns=tuple(
            Option(id=level, label=level_label(level))
            for level in ("before_after", "did", "weighting", "threshold", "lottery")
        ),
        right={
            "too_many": "lottery",
            "limit": "threshold",
            "twin": "did",
            "once": "weighting",
            "alone": "before_after",
        },
        pairs={
            ("twin", "before_after"): _("Così butti via il confronto, che c'è ed è misurato prima e dopo."),
            ("too_many", "weighting"): _(
                "Si può, ma restano fuori le cose che non conosci. Qui c'è di meglio."
            ),
            ("once", "did"): _("Per la differenza delle differenze serve anche la misura di prima."),
            ("limit", "lottery"): _(
                "Il limite è già deciso: nessuno sorteggia. Ma vicino al limite decide quasi il caso."
            ),
        },
        hints=Hints(
            nudge=_("Per ogni riga chiediti: chi decide chi entra?"),
            pointer=_("Cerca le parole che contano: doppio, limite, come l'altro, una volta sola, tutti."),
            worked=_("Comincia dalla più facile: dove c'è un limite fissato prima, c'è una soglia."),
        ),
        why=_(
            "Il confronto non si sceglie dopo, dal più forte al più debole: dipende da come si entra e da "
            "che cosa si misura. Per questo si decide quando si scrive il bando."
        ),
        minutes=4,
    )


def reading_an_interval(ground: Ground) -> Choice:
    """Ask what the interval of the difference in differences allows to be said."""
    setting, effect = ground.setting, ground.effect("did")
    assert effect.interval is not None  # noqa: S101 - chance is in every register
    low, high = (setting.figure(v, sign=True) for v in (effect.interval.low, effect.interval.high))
    zero = bool(effect.holds_zero)
    last = (
        Option(
            id="useless",
            label=_("L'intervallo contiene lo zero: il progetto non è servito."),
            feedback=_(
                "Lo zero è uno dei valori possibili, e non il solo: nell'intervallo ci sono anche effetti "
                "grandi. Vuol dire che i dati non bastano."
            ),
        )
        if zero
        else Option(
            id="certified",
            label=_("L'intervallo non contiene lo zero: l'andamento comune è verificato."),
            feedback=_(
                "L'intervallo parla del caso, non dell'ipotesi. Se i due gruppi sarebbero cambiati in modo "
                "diverso, può essere stretto e sbagliato."
            ),
        )
    )
    return Choice(
        id="interval",
        question=_(
            "Che cosa puoi scrivere?\n\nLa differenza delle differenze del registro è {result}."
        ).format(result=spoken(effect, setting)),
        options=(
            Option(
                id="people",
                label=_("Il 95% dei partecipanti è cambiato di una quantità fra {low} e {high}.").format(
                    low=low, high=high
                ),
                feedback=_(
                    "L'intervallo riguarda l'effetto medio, non le singole persone: loro possono essere "
                    "cambiate molto di più o molto di meno."
                ),
            ),
            Option(
                id="probability",
                label=_("C'è il 95% di probabilità che l'effetto vero stia fra {low} e {high}.").format(
                    low=low, high=high
                ),
                feedback=_(
                    "È la lettura sbagliata più comune. Il 95% è del metodo: su cento registri come questo, "
                    "circa 95 intervalli prendono l'effetto vero, se l'ipotesi regge. Di questo solo "
                    "intervallo non si sa se è fra quelli."
                ),
            ),
            Option(
                id="conditional",
                label=_(
                    "Se senza progetto i due gruppi sarebbero cambiati allo stesso modo, i dati sono "
                    "compatibili con effetti fra {low} e {high}."
                ).format(low=low, high=high),
            ),
            Option(
                id="exact",
                label=_("L'effetto del progetto è {value}, né più né meno.").format(
                    value=setting.amount(effect.estimate, sign=True)
                ),
                feedback=_(
                    "Con altre persone il numero sarebbe un po' diverso. L'intervallo serve a dire di quanto."
                ),
            ),
            last,
        ),
        right="conditional",
        hints=Hints(
            nudge=_("Una frase onesta dice due cose: quanto, e a quale condizione."),
            pointer=_("L'intervallo tiene conto del caso. L'ipotesi di andamento comune va detta a parte."),
            worked=_("Scarta le frasi sulle singole persone e quelle senza condizioni."),
        ),
        why=_(
            "Una frase completa ha quattro pezzi: quanto, da quanto a quanto, che cosa si dà per buono, "
            "che cosa la smentirebbe."
        )
        + " "
        + (
            _(
                "Qui l'intervallo contiene lo zero: i dati non bastano per dire che un effetto c'è, né che "
                "non c'è."
            )
            if zero
            else _("Qui l'intervallo non contiene lo zero, ma la condizione resta.")
        ),
        minutes=3,
    )


def for_the_report(ground: Ground) -> OpenText:
    """Ask for the sentence to write in a report."""
    setting, means, effect = ground.setting, ground.means, ground.effect("did")
    assert effect.interval is not None  # noqa: S101 - chance is in every register
    return OpenText(
        id="report",
        question=_(
            "Che frase scrivi nella relazione alla Giunta?\n\nIl registro è simulato, la frase no: "
            "scrivila come la scriveresti davvero. Usa la differenza delle differenze e il suo intervallo."
        ),
        model_answer=_(
            "Chi ha partecipato è cambiato di {inside}, chi non ha partecipato di {others}. La differenza, "
            "calcolata prima di arrotondare, è {did} (intervallo al 95%: da {low} a {high}). È l'effetto del "
            "progetto se, senza, i due gruppi sarebbero cambiati allo stesso modo. Lo metterebbe in dubbio "
            "un andamento diverso già negli anni prima."
        ).format(
            inside=setting.amount(means.before_after, sign=True),
            others=setting.amount(means.others_change, sign=True),
            did=setting.amount(effect.estimate, sign=True),
            low=setting.figure(effect.interval.low, sign=True),
            high=setting.figure(effect.interval.high, sign=True),
        ),
        criteria=(
            Option(id="how_much", label=_("Dice quanto, con l'unità di misura.")),
            Option(id="interval", label=_("Dice da quanto a quanto.")),
            Option(id="comparison", label=_("Dice con chi si confronta.")),
            Option(id="condition", label=_("Dice a quale condizione il numero è un effetto.")),
            Option(id="doubt", label=_("Dice che cosa lo metterebbe in dubbio.")),
        ),
        least_words=15,
        hints=Hints(
            nudge=_("Comincia dal fatto: di quanto sono cambiati i due gruppi."),
            pointer=_("Poi l'intervallo, la condizione, e che cosa la smentirebbe."),
            worked=_("Prova con: «Chi ha partecipato… chi non ha partecipato… La differenza è… se…»."),
        ),
        why=_(
            "Una frase così regge anche davanti a chi non è d'accordo, perché dice da sola dove può essere "
            "attaccata. Il verbo «dimostra» non serve."
        ),
        minutes=5,
    )


def placebo(ground: Ground) -> Choice:
    """Ask what a test between two years without a project says."""
    setting, effect = ground.setting, ground.placebo("diverging")
    alarm = not effect.holds_zero
    seen = _(
        "Qui lo zero è fuori dall'intervallo: fra due anni senza progetto la differenza dovrebbe essere "
        "vicina a zero."
    )
    unseen = _("Qui lo zero è dentro l'intervallo: una differenza non si vede. Ma guarda quanto è largo.")
    return Choice(
        id="placebo",
        extra=True,
        question=_(
            "Che cosa ricavi dalla prova?\n\nIn un altro registro simulato la differenza delle differenze, "
            "calcolata fra **due anni in cui il progetto non c'era**, è {result}."
        ).format(result=spoken(effect, setting)),
        options=(
            Option(
                id="moved",
                label=_(
                    "I due gruppi si muovevano in modo diverso già prima: il confronto è poco credibile."
                ),
                feedback=unseen,
            ),
            Option(
                id="no_alarm",
                label=_("La prova non vede un andamento diverso, ma con questi dati potrebbe non vederlo."),
                feedback=seen,
            ),
            Option(
                id="proof",
                label=_("I due gruppi sarebbero cambiati allo stesso modo anche dopo: adesso è sicuro."),
                feedback=_(
                    "Quello che sarebbe successo dopo, senza progetto, non si osserva mai. La prova guarda "
                    "prima."
                )
                + " "
                + (seen if alarm else unseen),
            ),
            Option(
                id="early",
                label=_("Il progetto ha avuto effetto prima di cominciare."),
                feedback=_(
                    "Può succedere solo se la gente si muove in attesa del progetto. Qui non lo sapeva nessuno."
                ),
            ),
        ),
        right="moved" if alarm else "no_alarm",
        hints=Hints(
            nudge=_("Senza progetto, quale risultato ti aspetti?"),
            pointer=_("Ti aspetti un numero vicino a zero. Guarda se lo zero sta nell'intervallo."),
            worked=_("L'intervallo contiene lo zero? In questo registro: {answer}.").format(
                answer=_("no") if alarm else _("sì")
            ),
        ),
        why=_(
            "È la prova con un inizio finto (placebo). Se segnala qualcosa, cambia confronto. Se non segnala "
            "niente, è una buona notizia e nulla di più: gli andamenti possono dividersi dopo."
        ),
        minutes=3,
    )
