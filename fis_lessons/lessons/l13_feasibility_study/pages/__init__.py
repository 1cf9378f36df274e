"""What lesson 13 tells, each statement with its source or called an assumption."""

from __future__ import annotations

from fis_lessons.cases.labels import money_label
from fis_lessons.dossier.study.choices import STUDY
from fis_lessons.figures import Html, captioned, cell
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, money, number, percent
from fis_lessons.lessons.desk import Citations, Note, notes_of
from fis_lessons.lessons.desk.documents import filled
from fis_lessons.lessons.l13_feasibility_study.ground import (
    FEE,
    LEAST,
    MOST,
    YEARS,
    BudgetLine,
    Ground,
    budget_note,
    contract_note,
)
from fis_lessons.lessons.l13_feasibility_study.pages import project

_SITE = "https://homes4all.it/il-progetto/"
_SITE_EN = "https://homes4all.it/il-progetto/?lang=en"


def story(ground: Ground, citations: Citations) -> str:
    """Tell the study that changed its target."""
    prato = ground.atlas.city("prato")
    said = prato.impact_finance
    opening = next(one for one in prato.stages if one.stage == "study")
    numbers = [one for one in prato.results if one.kind == "baseline"]
    begun = dict.fromkeys(note for one in numbers for note in notes_of(ground.atlas, one))
    studied = dict.fromkeys(
        [*notes_of(ground.atlas, opening), *(notes_of(ground.atlas, said) if said else ())]
    )
    parts = [
        _("**Prato: lo studio che ha cambiato idea.**"),
        _(
            "All'inizio il progetto guardava alle famiglie nelle case popolari. Era una scelta sensata: quasi "
            "tutte sono povere, e molti giovani non studiano e non lavorano."
        )
        + citations.cite(*begun),
        _(
            "Poi lo studio di fattibilità ha messo i numeri accanto alle parole. Nelle case popolari il Comune "
            "rischiava di non avere né effetti né risparmi. Per l'emergenza abitativa, invece, indica per il 2018 "
            "circa {spent}: se impegni o pagamenti, non è detto. Il progetto è passato a quelle famiglie."
        ).format(spent=money(numbers[0].quantities[0].value or 0.0))
        + citations.cite(*studied),
        _(
            "Uno studio che cambia il progetto ha fatto il suo lavoro. Costa meno scoprire sulla carta che una "
            "strada non porta lontano."
        ),
    ]
    return "\n\n".join(parts)


def contents_table(ground: Ground, citations: Citations) -> Html:
    """Set the five contents beside the question each answers and the lesson that prepares it."""
    helps = {
        "bisogno": (_("Chi ha il bisogno, quanti sono, su quanti?"), "02, 03"),
        "confronto": (_("Chi ci ha già provato, e che cosa ha trovato?"), "01, 08"),
        "indicatori": (_("Con quale numero si vedrà il cambiamento, e da dove parte?"), "06, 07"),
        "modello": (_("Come si saprà se è merito del progetto, e quanto vale?"), "08, 09, 10"),
        "piano": (_("Chi fa che cosa, quando, con quali partner e quale denaro?"), "04, 05, 11, 12"),
    }
    first = ground.programme.intervention("I")
    rows = [
        (
            cell(_(one.label) + citations.cite(*notes_of(ground.programme, one))),
            helps[one.id][0],
            helps[one.id][1],
        )
        for one in first.contents
    ]
    return captioned(
        rows,
        columns=[_("Contenuto"), _("La domanda a cui risponde"), _("Lezioni che lo preparano")],
        caption=_("I cinque contenuti che il programma chiede"),
    )


def _sum(line: BudgetLine) -> str:
    """Write what the programme puts in: of a ceiling, that it is the most."""
    told = money(line.programme)
    return _("fino a {number}").format(number=told) if line.kind == "ceiling" else told


def sums(ground: Ground, citations: Citations) -> str:
    """Tell two pairs of sums that are easily taken for one another."""
    lecce = ground.atlas.city("lecce")
    ours, theirs = (
        next(m for m in lecce.money if (m.stage, m.kind) == one)
        for one in (("experimentation", "granted"), ("outside", "private"))
    )
    italian = Note(_("Homes4All, [il progetto, in italiano]({url})").format(url=_SITE), _SITE)
    english = Note(_("Homes4All, [il progetto, in inglese]({url})").format(url=_SITE_EN), _SITE_EN)
    lines = [
        _(
            "**Torino.** In italiano il sito scrive di aver ottenuto fino a 1,6 milioni, in inglese 600.000 euro: "
            "il primo è il tetto."
        )
        + citations.cite(italian, english),
        _(
            "**Lecce.** Due somme da 450.000 euro. Una è del programma, per la sperimentazione. L'altra è di due "
            "privati, per un progetto gemello. Chi le confonde conta il denaro una volta sola, o attribuisce al "
            "programma i risultati dell'altro progetto."
        )
        + citations.cite(*notes_of(ground.atlas, ours.amount), *notes_of(ground.atlas, theirs.amount)),
    ]
    return "\n".join(f"- {line}" for line in lines)


def budget_table(ground: Ground, citations: Citations) -> Html:
    """Show the budget over the three interventions."""
    rows = []
    for line in ground.budget:
        found = line.money
        notes = (
            notes_of(ground.case, found.amount)
            if found
            else notes_of(ground.programme, ground.programme.interventions[2].cap)
        )
        rows.append(
            (
                line.name,
                cell(f"{_sum(line)}{citations.cite(*notes)}"),
                _("somma indicata da una sola fonte")
                if found and found.kind != line.kind
                else money_label(line.kind),
                cell(money(line.others) + citations.cite(budget_note())),
            )
        )
    columns = [
        _("Intervento"),
        _("Dal programma"),
        _("Che cosa è questa somma"),
        _("Da altri"),
    ]
    caption = _("{place}: un bilancio d'esempio su tre interventi").format(
        place=ground.case.municipality.name
    )
    return captioned(rows, columns=columns, caption=caption)


def envelopes_table(ground: Ground, citations: Citations) -> Html:
    """Show the money of the call, intervention by intervention."""
    rows = [
        (
            _("Intervento {id}, {label}").format(id=one.id, label=_(one.label).lower()),
            cell(
                f"{money(one.envelope.value or 0)}{citations.cite(*notes_of(ground.programme, one.envelope))}"
            ),
            money(one.cap.value or 0),
        )
        for one in ground.programme.interventions
    ]
    columns = [_("Intervento"), _("Denaro in tutto"), _("Tetto per progetto")]
    return captioned(rows, columns=columns, caption=_("Il denaro dell'avviso del programma"))


def terms(ground: Ground, citations: Citations) -> str:
    """Tell the example contract in four lines."""
    own = ground.parameters
    lines = [
        _("Il Comune paga un **canone** di {fee} l'anno, per {years} anni, comunque vada.").format(
            fee=money(FEE), years=number(YEARS)
        ),
        _("Ogni **risultato** verificato, uno per persona, vale {price}.").format(price=money(own.price)),
        _("**Soglia**: se riesce meno del {least} delle {people} persone, i risultati non si pagano.").format(
            least=percent(LEAST, decimals=0), people=number(own.people)
        ),
        _("**Tetto**: per i risultati si paga al massimo {cap}, cioè {count} riuscite.").format(
            cap=money(ground.cap), count=number(round(MOST * own.people))
        ),
    ]
    head = _("Un contratto d'esempio, con {people} persone.").format(people=number(own.people))
    return head + citations.cite(contract_note()) + "\n\n" + "\n".join(f"- {line}" for line in lines)


def checks_table(ground: Ground, citations: Citations) -> Html:
    """Name the contradictions a reader looks for first."""
    rows = [
        (_("Il bando e la catena"), _("Il progetto parla a un'età, l'avviso ne apre un'altra."), "06"),
        (_("Il numero e la partenza"), _("C'è un traguardo, e nessun valore di partenza."), "07"),
        (_("L'esito e chi lo misura"), _("Si paga un esito che nessuno ha il compito di contare."), "09"),
        (_("Chi giudica"), _("Chi valuta è anche partner."), "04"),
        (_("Il risparmio"), _("Il costo evitato è di un altro ente, o non si può incassare."), "10"),
        (_("La soglia"), _("Le persone sono troppo poche per distinguere il risultato dal caso."), "11"),
        (_("Il rischio"), _("Nell'accordo nessuno può perdere, o nessuno può guadagnare."), "12"),
        (_("Dopo"), _("Il piano finisce il giorno in cui finisce il contributo."), "05"),
    ]
    return captioned(
        rows,
        columns=[_("Che cosa"), _("Come si contraddice"), _("Lezione")],
        caption=_("Otto contraddizioni da cercare per prime"),
    )


def worked_table(ground: Ground, citations: Citations) -> Html:
    """Show the invented study that is judged."""
    made_up = Note(_("lo studio da giudicare è inventato, difetti compresi."), assumption=True)
    return captioned(
        ground.judged.rows,
        columns=[_("Capitolo"), _("Che cosa dice")],
        caption=_("Lo studio di un Comune inventato, in breve"),
        note=_("Lo studio è inventato, difetti compresi{mark}.").format(mark=citations.cite(made_up)),
    )


def cite_exercises(ground: Ground, citations: Citations) -> None:
    """Cite the sources of the sums in the exercise, and of the projects that were counted."""
    for one in ground.sums:
        citations.cite(*notes_of(ground.atlas, one.money.amount))
    for step in ground.programme.funnel:
        citations.cite(*notes_of(ground.programme, step.quantity))


TEXTS = {"story": story, "sums": sums, "terms": terms}
TABLES = {
    "contents": contents_table,
    "checks": checks_table,
    "worked": worked_table,
    "budget": budget_table,
    "envelopes": envelopes_table,
}
NOTES = {
    "first-reader": mark(
        "**Chi leggerà per primo il tuo studio?** Scrivi l'ufficio o il nome, e la prima domanda che ti farà. Poi "
        "scrivi che cosa, oggi, non sapresti rispondere."
    ),
}
DOCUMENTS = {
    "picks": project.picks,
    "study": filled(STUDY),
    "findings": project.found,
    "example": project.example,
    "papers": project.papers,
}
