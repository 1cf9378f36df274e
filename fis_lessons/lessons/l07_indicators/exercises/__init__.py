"""The exercises of lesson 07 on the indicator itself: what is written, what kind it is, how far it has gone."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Grid, Hints, Matching, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l07_indicators.exercises import survey
from fis_lessons.lessons.l07_indicators.ground import CELLS, Ground, leavers, written
from fis_lessons.measures.indicators import progress as progress_of


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        what_is_there(ground),
        kinds(),
        progress(),
        unchanged(),
        survey.region_only(ground),
        survey.noise(),
        survey.sample(ground),
        survey.invite(ground),
        survey.krejcie(ground),
    ]


def what_is_there(ground: Ground) -> Grid:
    """Ask which cells of the sheet the case fills."""
    labels = {
        "unit": _("unità di misura"),
        "baseline": _("valore di partenza"),
        "target": _("traguardo"),
        "deadline": _("data del traguardo"),
        "verification": _("da dove viene il dato"),
    }
    right = {one.id: written(one) for one in ground.case.indicators}
    empty = [labels[name] for name in CELLS if not any(name in cells for cells in right.values())]
    return Grid(
        id="what-is-there",
        question=_("Che cosa c'è già, e che cosa manca per misurare?")
        + "\n\n"
        + _("Per ogni indicatore della tabella qui sopra segna solo ciò che è scritto."),
        rows=tuple(
            Option(
                id=one.id,
                label=_(one.label),
                feedback=_("rileggi la sua colonna nella tabella: segna solo le caselle con un testo."),
            )
            for one in ground.case.indicators
        ),
        columns=tuple(Option(id=name, label=labels[name]) for name in CELLS),
        right=right,
        hints=Hints(
            nudge=_("Non segnare ciò che si potrebbe immaginare: solo ciò che si legge."),
            pointer=_("Cerca una data entro cui arrivare. Cerca un valore di oggi."),
            worked=_("L'unità si legge sempre. Delle altre quattro caselle, guarda quali hanno un testo."),
        ),
        why=_(
            "Nella tabella manca del tutto: {missing}. Senza partenza un miglioramento non si "
            "vede; senza data non si sa "
            "quando guardare; senza fonte ognuno misura a modo suo."
        ).format(missing=", ".join(empty)),
        minutes=3,
    )


def kinds() -> Matching:
    """Ask what kind of indicator each of five invented ones is."""
    return Matching(
        id="kinds",
        question=_("Di che tipo sono questi indicatori?")
        + "\n\n"
        + _("Sono **inventati**. Due righe possono avere lo stesso tipo."),
        rows=(
            Option(
                id="meetings",
                label=_("Laboratori svolti: 12 su 12 previsti"),
                feedback=_("dice che il lavoro è stato fatto. Non dice che cosa è cambiato per qualcuno."),
            ),
            Option(
                id="likes",
                label=_("«Mi piace» sulla pagina del progetto: 500"),
                feedback=_("sale da solo, piace a tutti e non aiuta a decidere nulla."),
            ),
            Option(
                id="working",
                label=_("Fra chi ha iniziato il percorso, quanti a un anno lavorano o studiano"),
                feedback=_("parla della vita delle persone dopo, e su quante hanno iniziato."),
            ),
            Option(
                id="leavers",
                label=_("Studenti che lasciano, contati a giugno solo fra chi è ancora iscritto a maggio"),
                feedback=_(
                    "chiediti che cosa conviene fare a una scuola, se viene premiata su questo numero."
                ),
            ),
            Option(
                id="waiting",
                label=_("Giorni di attesa, contati da quando l'ufficio dichiara completa la domanda"),
                feedback=_("chiediti che cosa succede se l'ufficio aspetta a dichiararla completa."),
            ),
        ),
        columns=(
            Option(id="output", label=_("realizzazione")),
            Option(id="outcome", label=_("esito")),
            Option(id="vanity", label=_("di facciata")),
            Option(id="perverse", label=_("che spinge a barare")),
        ),
        right={
            "meetings": "output",
            "likes": "vanity",
            "working": "outcome",
            "leavers": "perverse",
            "waiting": "perverse",
        },
        pairs={
            ("meetings", "vanity"): _(
                "diventa di facciata se lo spacci per un esito. Da solo conta un lavoro fatto, ed è utile."
            ),
            ("meetings", "outcome"): _(
                "un laboratorio svolto è un lavoro tuo, non ancora un cambiamento loro."
            ),
            ("leavers", "outcome"): _(
                "vorrebbe esserlo. Ma chi esce prima di maggio sparisce anche dal denominatore."
            ),
            ("waiting", "output"): _(
                "misura un servizio, ma il momento da cui si conta lo decide chi è misurato."
            ),
        },
        hints=Hints(
            nudge=_("Per ogni riga chiedi: se il numero migliora, qualcuno sta meglio?"),
            pointer=_("In due righe chi viene misurato può spostare il conto senza cambiare nulla."),
            worked=_(
                "I laboratori sono lavoro fatto; il lavoro a un anno è vita cambiata. Restano tre righe."
            ),
        ),
        why=_(
            "Servono sia realizzazioni sia esiti: le prime dicono se hai fatto, i secondi se è cambiato "
            "qualcosa. Un indicatore che spinge a barare si corregge fissando prima chi si conta e da quale "
            "giorno: gli iscritti a settembre, il giorno in cui la domanda arriva."
        ),
        minutes=3,
    )


def progress() -> Number:
    """Ask how much of the way to the European target Italy has covered."""
    figures = leavers()
    first, last, target = (figures[name] for name in ("italy-2021", "italy-2023", "target-2030"))
    done, way = first.value - last.value, first.value - target.value
    found = progress_of(last.value, baseline=first.value, target=target.value, direction="less")
    expected = 100 * found.share
    return Number(
        id="progress",
        question=_("Quanta strada è stata fatta verso il traguardo?")
        + "\n\n"
        + _(
            "Uscita precoce in Italia. Partenza: {first} nel {first_year}. Ultimo valore: {last} nel "
            "{last_year}. Traguardo: {target} nel {target_year}. È meglio di meno. Scrivi la percentuale di "
            "strada fatta, con un decimale."
        ).format(
            first=first.shown,
            first_year=first.year,
            last=last.shown,
            last_year=last.year,
            target=target.shown,
            target_year=target.year,
        ),
        expected=expected,
        tolerance=0.3,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(
            expected, _progress_slips(first.value, last.value, target.value), tolerance=0.3, decimals=1
        ),
        hints=Hints(
            nudge=_("Quanto è lunga tutta la strada? Quanta ne è stata fatta?"),
            pointer=_("Partenza meno ultimo valore, diviso partenza meno traguardo."),
            worked=_("La strada intera è {way} punti, quella fatta {done}.").format(
                way=number(way, decimals=1), done=number(done, decimals=1)
            ),
        ),
        why=_(
            "{done} punti su {way} fanno {share}. Con il meno davanti sopra e sotto il conto è lo stesso: la "
            "formula vale anche quando è meglio di meno. E la strada fatta non dice chi l'ha fatta fare. Tre "
            "cautele: il traguardo è della media europea, non dell'Italia; le due cifre sono stime da un "
            "campione; il conto non guarda il tempo, e il {target_year} è lontano."
        ).format(
            done=number(done, decimals=1),
            way=number(way, decimals=1),
            share=percent(found.share),
            target_year=target.year,
        ),
        minutes=3,
    )


def _progress_slips(first: float, last: float, target: float) -> list[Slip]:
    done, way = first - last, first - target
    return [
        (
            "relative_change",
            100 * done / first,
            _(
                "Questa è la variazione rispetto alla partenza. Hai dimenticato il traguardo: dividi per la "
                "strada intera."
            ),
        ),
        ("points", done, _("Questi sono i punti percentuali fatti. Quanti ne servivano in tutto?")),
        (
            "left",
            100 * (1 - done / way),
            _("Questa è la strada che resta. Forse hai scambiato la partenza e il traguardo."),
        ),
        (
            "value_over_target",
            100 * last / target,
            _("Hai diviso il valore per il traguardo. Così la partenza non conta nulla."),
        ),
        (
            "target_over_value",
            100 * target / last,
            _("Hai diviso il traguardo per il valore. Così la partenza non conta nulla."),
        ),
        ("inverted", 100 * way / done, _("È rovesciato: sopra va la strada fatta, sotto quella intera.")),
    ]


def unchanged() -> Choice:
    """Ask what to write when the aim is that nothing gets worse."""
    return Choice(
        id="unchanged",
        question=_("Che progresso scrivi, se il traguardo è uguale alla partenza?")
        + "\n\n"
        + _(
            "Esempio **inventato**. Uno sportello oggi risponde in 40 giorni. Le domande aumentano, e il "
            "traguardo è restare a 40. Dopo un anno la risposta arriva in 41 giorni."
        ),
        options=(
            Option(
                id="zero",
                label=_("0%: non si è mosso quasi nulla."),
                feedback=_(
                    "Zero vorrebbe dire «fermo alla partenza, lontano dal traguardo». Qui alla partenza il "
                    "traguardo c'era già."
                ),
            ),
            Option(
                id="hundred",
                label=_("100%: il traguardo era già raggiunto."),
                feedback=_(
                    "Con questa regola ogni traguardo uguale alla partenza vale 100% prima di cominciare."
                ),
            ),
            Option(
                id="divide",
                label=_("Si fa il conto: 1 giorno in più diviso 0 giorni di strada."),
                feedback=_("La strada è lunga zero: dividere per zero non dà un numero."),
            ),
            Option(
                id="range",
                label=_(
                    "Nessuna percentuale: si fissa una fascia, per esempio 35–45, e si dice se è dentro."
                ),
            ),
        ),
        right="range",
        hints=Hints(
            nudge=_("Quanto è lunga la strada fra 40 e 40?"),
            pointer=_("Se non c'è strada, cerca una domanda a cui si risponde sì o no."),
            worked=_("Le prime tre risposte danno una percentuale. Una percentuale di che cosa?"),
        ),
        why=_(
            "Tenere la posizione mentre la domanda cresce può essere un ottimo risultato. Si scrive con due "
            "estremi decisi prima, e a ogni misura si dice dentro o fuori."
        ),
        minutes=2,
    )
