"""What lesson 04 tells: its case, the classes, the ladder, Bologna; and what is filled in and taken home."""

from __future__ import annotations

from fis_lessons.cases import Case, load_legal_road
from fis_lessons.cases.labels import COMPULSORY_ROLES, Role, ServicePhase, role_label, service_phase_label
from fis_lessons.dossier.legal_walk import Walk, WalkPanel, on_paper
from fis_lessons.dossier.table_draft import PHASES, Setting
from fis_lessons.dossier.table_editor import TableEditor
from fis_lessons.dossier.table_editor import invitation as table_invitation
from fis_lessons.figures import Html, captioned, cell
from fis_lessons.i18n import counted, mark, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Citations, Live, Note, Notebook, notes_of, opening_words
from fis_lessons.lessons.desk.live import press_start
from fis_lessons.lessons.l04_who_is_at_the_table.ground import (
    Ground,
    arnstein_note,
    bologna,
    labsus_note,
    meeting_note,
    mendelow_note,
    mitchell_note,
    scores_note,
    urban_center_note,
)
from fis_lessons.measures.stakeholders.participation import RUNGS, Band, Rung, band, height, rung_label
from fis_lessons.measures.stakeholders.salience import Salience, attributes, salience_label
from fis_lessons.territory import source

_CLASSES: tuple[Salience, ...] = (
    "dormant", "discretionary", "demanding", "dominant", "dangerous", "dependent", "definitive", "none",
)  # fmt: skip


def story(ground: Ground, citations: Citations) -> str:
    """Tell who is named at the table of the case, and who is not."""
    case = ground.case
    parts = [f"**{_(case.title)}.** {opening_words(case, citations)}"]
    count = counted(
        len(ground.at_the_table),
        one=_("Le fonti nominano {count} soggetto."),
        more=_("Le fonti nominano {count} soggetti."),
    )
    chairs = "\n".join(
        f"- {role_label(role)}: {_holders(case, role, citations)}" for role in COMPULSORY_ROLES
    )
    parts.append(f"{count} " + _("Per i quattro ruoli che il programma chiede:") + f"\n\n{chairs}")
    group = ground.target.group
    parts.append(
        _("Il progetto è per queste persone: {text}").format(text=_(group.text))
        + citations.cite(*notes_of(case, group))
        + " "
        + _community(case, citations)
    )
    return "\n\n".join(parts)


def _holders(case: Case, role: Role, citations: Citations) -> str:
    named = [one for one in case.by_role(role) if one.status != "unknown"]
    if not named:
        return _("**nessun nome** nelle fonti lette.")
    said = [
        _("{name} (con un dubbio)").format(name=_(one.name)) if one.status == "ambiguous" else _(one.name)
        for one in named[:4]
    ]
    rest = len(named) - len(said)
    if rest > 0:
        said.append(_("altri {count}").format(count=number(rest)))
    notes = dict.fromkeys(note for one in named for note in notes_of(case, one))
    return ", ".join(said) + citations.cite(*notes)


def _community(case: Case, citations: Citations) -> str:
    """Say in which phases the sources name anybody of the community."""
    members = [one for one in case.by_role("community") if one.status != "unknown"]
    cells = [cell for one in members for cell in case.participation if cell.stakeholder == one.id]
    phases: dict[ServicePhase, None] = dict.fromkeys(cell.phase for cell in cells)
    absent = [service_phase_label(phase) for phase in PHASES if phase not in phases]
    if not cells:
        return _("In nessuna fase le fonti nominano qualcuno della comunità.")
    notes = dict.fromkeys(note for cell in cells for note in notes_of(case, cell))
    there = ", ".join(service_phase_label(phase) for phase in phases)
    words = _(
        "Le fonti parlano della comunità in queste fasi, a volte solo come intenzione: {there}{notes}."
    ).format(there=there, notes=citations.cite(*notes))
    if absent:
        words += " " + _("Per queste altre le fonti non nominano nessuno: {absent}.").format(
            absent=", ".join(absent)
        )
    return words


def seats_table(ground: Ground, citations: Citations) -> Html:
    """List who is named, with the scores we gave."""
    citations.cite(scores_note())
    rows = [
        [
            _(one.name),
            ", ".join(role_label(role) for role in one.roles),
            number(placed.power),
            number(placed.interest),
        ]
        for one, placed in zip(ground.at_the_table, ground.placed, strict=True)
    ]
    return captioned(
        rows,
        columns=[_("Chi"), _("Ruolo"), _("Potere"), _("Interesse")],
        caption=_("Chi è nominato, con i nostri punteggi da 1 a 5 (un'ipotesi)"),
    )


def classes_table(_ground: Ground, citations: Citations) -> Html:
    """Give the eight classes."""
    meaning = {
        "dormant": _("Può fermare tutto, e per ora tace."),
        "discretionary": _("Ha titolo per esserci, e aspetta di essere cercato."),
        "demanding": _("Ha solo la fretta: si sente molto."),
        "dominant": _("È già al tavolo, di solito lo presiede."),
        "dangerous": _("Può imporre e non aspetta, senza un titolo."),
        "dependent": _("Ha ragione e fretta, ma serve chi parli per lui."),
        "definitive": _("Va ascoltato adesso."),
        "none": _("Oggi non c'entra. Domani forse."),
    }
    yes, no = _("sì"), _("no")
    rows = [
        [salience_label(kind), *(yes if has else no for has in attributes(kind)), meaning[kind]]
        for kind in _CLASSES
    ]
    note = citations.cite(mitchell_note())
    table = captioned(
        rows,
        columns=[_("Classe"), _("Potere"), _("Legittimità"), _("Urgenza"), _("Che cosa vuol dire")],
        caption=_("Le otto classi"),
    )
    source_line = cell(
        _(
            "Le prime sette classi sono di Mitchell, Agle e Wood; l'ottava riga è chi non ha nessun attributo. Le "
            "parole dell'ultima colonna sono nostre."
        )
        + note
    )
    return Html(f"{table.html}{source_line.html}", f"{table.text}\n{source_line.text}")


def ladder_table(_ground: Ground, citations: Citations) -> Html:
    """Give the eight rungs, from the top."""
    signs: dict[Rung, str] = {
        "citizen_control": _("Gli abitanti gestiscono il luogo e il suo bilancio."),
        "delegated_power": _("Su una parte del bilancio la decisione è loro."),
        "partnership": _("Si decide insieme, con regole scritte che nessuno cambia da solo."),
        "placation": _("Due posti in un comitato di venti."),
        "consultation": _("Un questionario, un'assemblea: si ascolta, poi decide l'ufficio."),
        "informing": _("Un avviso, un volantino, una pagina sul sito."),
        "therapy": _("Si spiega alle persone che il problema sono loro."),
        "manipulation": _("Una firma sul foglio presenze, per poter dire che c'erano."),
    }
    bands: dict[Band, str] = {
        "citizen_power": _("decidono"),
        "tokenism": _("sono informati o ascoltati, ma non decidono"),
        "non_participation": _("non contano"),
    }
    rows = [
        [number(height(rung)), rung_label(rung), bands[band(rung)], signs[rung]] for rung in reversed(RUNGS)
    ]
    table = captioned(
        rows,
        columns=[_("Gradino"), _("Nome"), _("I cittadini"), _("Un segno (esempio nostro)")],
        caption=_("La scala della partecipazione"),
    )
    line = cell(_("La scala è di Sherry Arnstein (1969).") + citations.cite(arnstein_note()))
    return Html(f"{table.html}{line.html}", f"{table.text}\n{line.text}")


def voices(ground: Ground, citations: Citations) -> str:
    """Say how many the people of the project are, and what the sources say of them."""
    one = ground.target.one
    lines = [
        _("{where} i residenti di {ages} sono {count} su {whole}: il {share}.").format(
            where=ground.phrase[:1].upper() + ground.phrase[1:],
            ages=one.label,
            count=number(ground.one),
            whole=number(ground.count()),
            share=percent(ground.one / ground.count()),
        )
        + citations.cite(Note(source()), *one.notes)
    ]
    if ground.why_not_here:
        lines.append(ground.why_not_here)
    told = ground.target.contradiction
    if told is not None:
        claims = " ".join(
            f"{_(claim.text)}{citations.cite(*notes_of(ground.case, claim))}" for claim in told.claims
        )
        lines.append(f"{claims} {_(told.how_to_read)}")
    citations.cite(meeting_note())
    return "\n\n".join(lines)


def bologna_table(_ground: Ground, citations: Citations) -> Html:
    """Give the two notices of Bologna."""
    names = {
        "first": _("primo avviso, solo per associazioni iscritte a un elenco"),
        "second": _("secondo avviso, aperto"),
    }
    rows = [[names[one.id], number(one.proposals), number(one.agreements)] for one in bologna()]
    table = captioned(
        rows,
        columns=[_("Avviso"), _("Proposte"), _("Collaborazioni")],
        caption=_("Bologna, 2012-2016: dalle proposte alle collaborazioni"),
    )
    words = _(
        "Urban Center Bologna scrive che nel 2014-2016 i patti sono stati 245: è il numero che l'altra "
        "pagina dà per le "
        "proposte."
    )
    line = cell(citations.cite(labsus_note()).strip() + " " + words + citations.cite(urban_center_note()))
    return Html(f"{table.html}{line.html}", f"{table.text}\n{line.text}")


def credits_of_exercises(ground: Ground, citations: Citations) -> None:
    """Cite what no text of the lesson does: the grid, the conflicts of three cities, the legal road."""
    citations.cite(mendelow_note())
    for city in ground.atlas.cities:
        if city.conflict is not None:
            citations.cite(*(Note(s.markdown(), s.url) for s in ground.atlas.sources_of(city.conflict)))
    citations.cite(*(Note(one.markdown(), one.url) for one in load_legal_road().sources))


# --- what is filled in ----------------------------------------------------------------------------
def table_document(_ground: Ground, notebook: Notebook) -> Live:
    """Show the table to be set."""
    editor = TableEditor(
        Setting(notebook.kept("table"), lambda text: notebook.keep("table", text)),
        learner=notebook.learner,
        kept=lambda: notebook.kept("table"),
        road=lambda: notebook.kept("road"),
    )
    page = table_invitation()
    return Live(editor.widget, page)


def road_document(_ground: Ground, notebook: Notebook) -> Live:
    """Show the legal road to be walked."""
    road = load_legal_road()
    panel = WalkPanel(
        Walk(road, notebook.kept("road")),
        learner=notebook.learner,
        keep=lambda text: notebook.keep("road", text),
        kept=lambda: notebook.kept("road"),
    )
    title = _("La strada giuridica: scegli, e guarda che cosa succede")
    return Live(panel.widget, lambda: on_paper(road), stored=press_start(title))


TEXTS = {"story": story, "voices": voices}
TABLES = {
    "seats": seats_table,
    "classes": classes_table,
    "ladder": ladder_table,
    "bologna": bologna_table,
}
DOCUMENTS = {"table": table_document, "road": road_document}
NOTES = {
    "missing": mark(
        "**Chi non inviti mai?** Scegli una voce che manca alla tua mappa. Scrivi chi può portarla al "
        "tavolo, quando e "
        "dove si riunisce già, e che cosa potrà decidere."
    ),
    "first-step": mark(
        "**La prossima mossa.** Scrivi la strada che ti sembra giusta, l'atto da cui parte e le domande da "
        "fare al "
        "segretario comunale."
    ),
}
