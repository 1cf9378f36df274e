"""The exercises of lesson 09 on the design, the draw, confidentiality and the guidelines."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number
from fis_lessons.lessons.l09_plan_the_evaluation.exercises import sizes
from fis_lessons.lessons.l09_plan_the_evaluation.ground import (
    Ground,
    best_designs,
    consequence,
    design_name,
    situations,
)
from fis_lessons.measures.planning.duty import LEAST_MONTHS, MORE_THAN_EURO, vis_duty


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        designs(ground),
        sizes.how_many(ground),
        sizes.smallest(ground),
        sizes.enrol(ground),
        sizes.together(ground),
        sizes.twenty(ground),
        fair_draw(),
        cells(ground),
        duty(),
    ]


def designs(ground: Ground) -> Matching:
    """Ask which is the strongest design in each situation."""
    right = best_designs(ground.places)
    names = ("lottery", "rota", "threshold", "did", "before_after")
    rows = tuple(
        Option(
            id=name,
            label=words,
            feedback=_("qui il confronto più forte è un altro. Guarda chi resta fuori, e chi lo decide."),
        )
        for name, (words, _situation) in situations(ground.places).items()
    )
    question = _("Quale confronto puoi fare, in ciascun caso?")
    task = _("A ogni situazione dai il confronto più forte che permette.")
    return Matching(
        id="designs",
        question=f"{question}\n\n{task}",
        rows=rows,
        columns=tuple(Option(id=name, label=design_name(name)) for name in names),
        right=right,
        pairs={
            ("few-places", "did"): _(
                "un confronto con chi resta fuori c'è, ma puoi fare di più: è il caso a decidere chi entra."
            ),
            ("few-places", "before_after"): _("chi resta fuori c'è, e lo decide il caso: usalo."),
            ("turns", "before_after"): _("chi aspetta il turno è un confronto, se l'ordine è sorteggiato."),
            ("turns", "lottery"): _("qui entrano tutti: il caso decide quando, non se."),
            ("score", "lottery"): _("a decidere è l'ISEE, non il caso."),
            ("score", "did"): _("chi è fuori ha un altro ISEE: simile è solo chi è vicino all'ultimo posto."),
            ("other-school", "before_after"): _("hai una scuola che resta fuori: non buttarla via."),
            ("other-school", "lottery"): _("nessuno ha sorteggiato quale scuola entrasse."),
            ("only-us", "did"): _("di chi resta fuori non misuri nulla: con chi confronti?"),
        },
        hints=Hints(
            nudge=_("Per ogni riga chiediti: chi resta fuori, almeno per un po'?"),
            pointer=_("Poi chiediti chi decide: il caso, un punteggio, o nessuno."),
            worked=_(
                "Dove decide il caso per tutti, il confronto è il più forte; dove manca, cerca la soglia."
            ),
        ),
        why=_(
            "Il disegno non si sceglie alla fine: lo decide come fai entrare le persone. Un bando scritto con un "
            "sorteggio, o con turni, vale più di qualsiasi calcolo fatto dopo."
        ),
        minutes=5,
    )


def fair_draw() -> Several:
    """Ask what makes a draw fair and acceptable."""
    question = _("Un sorteggio che puoi difendere: che cosa scrivi nell'avviso?")
    return Several(
        id="fair-draw",
        question=f"{question}\n\n" + _("Segna tutte le frasi che ci vanno."),
        options=(
            Option(
                id="places", label=_("Si sorteggia solo fra chi ha i requisiti, perché i posti non bastano.")
            ),
            Option(
                id="urgent",
                label=_(
                    "Si sorteggia anche fra i casi urgenti segnalati dai servizi, per non fare eccezioni."
                ),
                feedback=_("chi ha un'urgenza o un diritto entra e basta: non si sorteggia un diritto."),
            ),
            Option(
                id="word", label=_("La parola del sorteggio si sceglie in pubblico, e chiunque può rifarlo.")
            ),
            Option(
                id="again",
                label=_("Se il gruppo che esce non è equilibrato, l'ufficio ripete il sorteggio."),
                feedback=_(
                    "ripetere finché piace vuol dire scegliere. Per l'equilibrio si sorteggia per gruppi."
                ),
            ),
            Option(
                id="turn",
                label=_("Chi non esce resta in lista nell'ordine sorteggiato, e sa quando tocca a lui."),
            ),
            Option(
                id="secret",
                label=_("Chi non esce non viene a sapere che il progetto si valuta."),
                feedback=_("le persone devono sapere quali dati si raccolgono e perché."),
            ),
        ),
        right=frozenset({"places", "word", "turn"}),
        missing=_("C'è ancora una frase che protegge chi partecipa."),
        hints=Hints(
            nudge=_("Immagina di leggere l'avviso da genitore di chi non esce."),
            pointer=_("Un diritto non si sorteggia; un posto che non basta per tutti sì."),
            worked=_(
                "Restano tre frasi: chi può essere sorteggiato, come lo si controlla, che cosa "
                "succede agli altri."
            ),
        ),
        why=_(
            "Quando i posti non bastano qualcuno resta fuori comunque. Il sorteggio lo decide "
            "senza favori e lo rende "
            "controllabile. Non vale per i diritti e per le urgenze. Fai leggere l'avviso a chi "
            "segue gli affari legali "
            "e la protezione dei dati."
        ),
        minutes=4,
    )


def cells(ground: Ground) -> Number:
    """Ask how many cells of a table must be hidden before it is published."""
    shown = ground.shown
    expected = shown.small + shown.covering
    question = _("Quante caselle nascondi prima di pubblicare la tabella?")
    task = _(
        "La tabella qui sopra è simulata. La regola della lezione: si nasconde ogni casella da 1 a 4 persone, "
        "e le altre che servono perché i totali, già pubblici, non la facciano ritrovare. Quante caselle "
        "nascondi in tutto, come minimo?"
    )
    slips: list[Slip] = [
        (
            "only_small",
            float(shown.small),
            _("Hai nascosto solo la casella piccola: con i totali si ritrova con una sottrazione."),
        ),
        (
            "one_line",
            float(shown.small + 1),
            _(
                "Hai coperto la riga o la colonna, non tutte e due: dall'altra parte il totale la scopre ancora."
            ),
        ),
        (
            "three",
            float(shown.small + 2),
            _(
                "Anche le caselle che hai aggiunto restano sole in una riga o in una colonna: il totale le scopre."
            ),
        ),
        (
            "all",
            float(ground.table.size),
            _("Così non pubblichi niente: basta nascondere quelle che si tradiscono."),
        ),
    ]
    return Number(
        id="cells",
        question=f"{question}\n\n{task}",
        expected=float(expected),
        unit=_("caselle"),
        mistakes=known_mistakes(float(expected), slips),
        hints=Hints(
            nudge=_("Parti dalla casella piccola e dai due totali che la contengono."),
            pointer=_(
                "In ogni riga e in ogni colonna le caselle nascoste devono essere nessuna o almeno due."
            ),
            worked=_(
                "Nascondi una casella nella stessa riga e una nella stessa colonna; poi guarda quelle nuove."
            ),
        ),
        why=_(
            "Sono {count}: {small} troppo piccola, le altre perché i totali la farebbero "
            "ritrovare. Se tutto questo "
            "toglie senso alla tabella, unisci due quartieri o due anni."
        ).format(count=number(expected), small=number(shown.small)),
        minutes=4,
    )


def duty() -> Choice:
    """Ask whether the guidelines oblige a typical municipal trial to an impact evaluation."""
    months, euro = 12, 450_000
    found = vis_duty(entrusted=True, foreseen=True, months=months, euro=euro, beyond_region=False)
    lacking = len(found.unmet)
    question = _(
        "Un ente del Terzo settore realizza con te una sperimentazione. La valutazione "
        "d'impatto è un obbligo?"
    )
    facts = _(
        "Servizio affidato dal Comune, valutazione prevista dal Comune, {months} mesi, {euro}, una città sola."
    ).format(months=months, euro=money(euro))
    return Choice(
        id="duty",
        question=f"{question}\n\n{facts}",
        options=(
            Option(
                id="yes",
                label=_("Sì: il Comune l'ha prevista, e questo basta."),
                feedback=_("Non basta: le condizioni devono esserci tutte insieme. Contale nella tabella."),
            ),
            Option(
                id="choice",
                label=_("No: mancano {count} condizioni. Si può fare lo stesso, per scelta.").format(
                    count=lacking
                ),
            ),
            Option(
                id="forbidden",
                label=_("No, e sotto il milione di euro chiederla non è permesso."),
                feedback=_(
                    "Fuori dall'obbligo nessuno la vieta: diventa una scelta, da proporzionare alla spesa."
                ),
            ),
            Option(
                id="size",
                label=_("No: manca solo la dimensione economica."),
                feedback=_("Guarda anche la durata ({months} mesi) e dove si svolge.").format(months=months),
            ),
        ),
        right="choice",
        hints=Hints(
            nudge=_("Le condizioni devono esserci tutte."),
            pointer=_("Confronta durata, euro e territorio con la tabella."),
            worked=_(
                "{months} è meno di {least}; {euro} non supera {more}; una città non è più regioni."
            ).format(months=months, least=LEAST_MONTHS, euro=money(euro), more=money(MORE_THAN_EURO)),
        ),
        why=_(
            "Mancano la durata, la dimensione e il territorio. Le linee guida restano una buona "
            "traccia. La convenzione "
            "di una co-progettazione, poi, deve contenere anche disposizioni sulla valutazione d'impatto."
        ),
        minutes=3,
    )


def consequences_known() -> dict[str, str]:
    """Return what each design lets one say, for the lesson's table."""
    return {name: consequence(name) for name in ("lottery", "rota", "threshold", "did", "matching", "series")}
