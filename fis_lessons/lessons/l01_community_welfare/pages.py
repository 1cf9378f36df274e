"""What lesson 01 tells and shows of its case, of the pilots and of the programme."""

from __future__ import annotations

from fis_lessons.cases import Case, Statement, load_case, load_programme
from fis_lessons.cases.base import Claim, File, Grounded
from fis_lessons.cases.labels import (
    money_label,
    resource_label,
    role_label,
    service_phase_label,
    stage_label,
    status_label,
)
from fis_lessons.figures import Html, captioned, cell
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk import Citations, Note
from fis_lessons.lessons.l01_community_welfare.ground import (
    PHASES,
    PILOTS,
    Ground,
    community,
    notes,
    with_numbers,
)

# The one disagreement that each case tells about people; the others belong to exercises or other lessons
_ABOUT_PEOPLE = ("valutatore", "associazione", "eta-argento")
_FEW = 3  # numbers a sentence of the story may carry; tables of numbers are for lesson 02


def cited(citations: Citations, file: File, *things: Grounded | Claim) -> str:
    """Cite where some things come from, each note once."""
    found: dict[Note, None] = {}
    for thing in things:
        found.update(dict.fromkeys(notes(file, thing)))
    return citations.cite(*found)


def _say(citations: Citations, file: File, statement: Statement) -> str:
    return with_numbers(statement) + cited(citations, file, statement)


def story(ground: Ground, citations: Citations) -> str:
    """Tell need, people, places and open questions of the case."""
    case = ground.case
    # said apart: a text inside an f-string is found by no catalogue
    need, who, where, unknowns = _("Il bisogno."), _("Per chi."), _("Dove."), _("Che cosa non sappiamo.")
    pieces = [f"**{_(case.title)}** ({_(case.region)})"]
    pieces.append(" ".join(_say(citations, ground.case, one) for one in case.summary))
    needs = [one for one in case.needs if len(one.quantities) <= _FEW]
    pieces.append(f"**{need}** " + " ".join(_say(citations, ground.case, one) for one in needs))
    whom = "\n".join(f"- {_(g.label)}: {_(g.text)}{cited(citations, case, g)}" for g in case.target_groups)
    pieces.append(f"**{who}**\n\n{whom}")
    if case.places:
        pieces.append(f"**{where}** " + " ".join(_say(citations, ground.case, one) for one in case.places))
    unknown = "\n".join(f"- {_(question)}" for question in case.open_questions)
    pieces.append(f"**{unknowns}**\n\n{unknown}")
    return "\n\n".join(pieces)


def assets(ground: Ground, citations: Citations) -> str:
    """List what the community already has."""
    head = _("Nel caso di {case} le fonti parlano di questi beni:").format(case=ground.case.acronym)
    lines = [
        f"- **{_(one.label)}** ({resource_label(one.kind)}): {_say(citations, ground.case, one)}"
        for one in ground.case.assets
    ]
    return "\n".join([head, "", *lines])


def roles(ground: Ground, citations: Citations) -> str:
    """Tell the roles of the programme."""
    programme = load_programme()
    return "\n".join(f"- **{_(one.label)}**: {_say(citations, programme, one)}" for one in programme.roles)


def caps(ground: Ground, citations: Citations) -> str:
    """Tell the three interventions and their ceilings."""
    programme = load_programme()
    lines = []
    for one in programme.interventions:
        head = _("Intervento {id}, {label}").format(id=one.id, label=_(one.label).lower())
        limits = f"{one.cap.text()}, {one.max_duration.text()}"
        marks = cited(citations, programme, one.cap, one.max_duration, one)
        lines.append(f"- **{head}**: {limits}. {_(one.text)}{marks}")
    return "\n".join(lines)


def disagreement(ground: Ground, citations: Citations) -> str:
    """Tell where the sources of the case disagree about people."""
    known = {one.id: one for one in ground.case.contradictions}
    story = next((known[name] for name in _ABOUT_PEOPLE if name in known), ground.case.contradictions[0])
    claims = "\n".join(f"- {_(claim.text)}{cited(citations, ground.case, claim)}" for claim in story.claims)
    reading = _("Come leggerlo.")
    return f"**{_(story.topic)}**\n\n{claims}\n\n{reading} {_(story.how_to_read)}"


def people(ground: Ground, citations: Citations) -> Html:
    """Show who is at the table."""
    rows = []
    for one in ground.case.stakeholders:
        words = [_say(citations, ground.case, resource) for resource in one.resources]
        words += [_(one.note)] if one.note else []
        words = words or [_("Le fonti lo nominano, e non dicono che cosa porta.")]
        told = {note for resource in one.resources for note in notes(ground.case, resource)}
        rest = citations.cite(*(note for note in notes(ground.case, one) if note not in told))
        rows.append(
            [
                _(one.name),
                ", ".join(role_label(role) for role in one.roles),
                status_label(one.status),
                cell(" ".join(words) + rest),
            ]
        )
    return captioned(
        rows,
        columns=[_("Chi"), _("Ruolo"), _("Quanto è certo"), _("Che cosa porta, e che cosa ne sappiamo")],
        caption=_("Chi è al tavolo di {case}").format(case=ground.case.acronym),
    )


def pilots(ground: Ground, citations: Citations) -> Html:
    """Set the three pilots side by side."""
    rows = []
    for case in map(load_case, PILOTS):
        whom = [f"{_(group.label)}{cited(citations, case, group)}" for group in case.target_groups]
        assets = [f"{_(asset.label)}{cited(citations, case, asset)}" for asset in case.assets]
        rows.append(
            [
                f"{case.municipality.name}, {case.acronym}",
                cell("; ".join(whom)),
                cell("; ".join(assets)),
                cell(_where_is_the_community(case, citations)),
            ]
        )
    return captioned(
        rows,
        columns=[_("Progetto"), _("Per chi"), _("Con quali beni"), _("Dove si vede la comunità")],
        caption=_("I tre progetti a confronto"),
    )


def _where_is_the_community(case: Case, citations: Citations) -> str:
    members = community(case)
    lines = []
    for phase in PHASES:
        cells = [cell for who in members if (cell := case.participation_of(who, phase))]
        for cell in cells:
            name = _(case.stakeholder(cell.stakeholder).name)
            unsure = _("con un dubbio")
            doubt = f" ({unsure})" if not cell.assumption and case.confidence_of(cell) == "L" else ""
            lines.append(f"{service_phase_label(phase)}: {name}{doubt}{cited(citations, case, cell)}")
    return "; ".join(lines) or _("le fonti non lo dicono")


def money(ground: Ground, citations: Citations) -> Html:
    """Show what the sources say of the money."""
    rows = [
        [
            stage_label(one.stage),
            one.amount.text(),
            money_label(ground.case.sure_kind(one)),
            cell(_(one.text) + cited(citations, ground.case, one.amount)),
        ]
        for one in ground.case.money
    ]
    return captioned(
        rows,
        columns=[_("Quando"), _("Quanto"), _("Che cosa è"), _("Che cosa ne sappiamo")],
        caption=_("Il denaro di {case}, nelle fonti lette").format(case=ground.case.acronym),
    )


def credits_of_exercises(ground: Ground, citations: Citations) -> None:
    """Cite the sources of the exercises, which no text of the lesson does."""
    programme, catanzaro = load_programme(), load_case("catanzaro")
    cited(citations, programme, programme.interventions[0].cap)
    for claim in catanzaro.contradiction("primato").claims:
        cited(citations, catanzaro, claim)
    cited(citations, catanzaro, catanzaro.contradiction("denaro").claims[0])


TEXTS = {"story": story, "assets": assets, "roles": roles, "caps": caps, "disagreement": disagreement}
TABLES = {"people": people, "pilots": pilots, "money": money}
NOTES = {
    "table": mark(
        "**Chi c'è al tuo tavolo?** Pensa a un servizio che segui. Scrivi chi ne fa parte e, "
        "accanto a "
        "ciascuno, che cosa ci mette. Segna con un punto interrogativo ciò che non sai."
    ),
    "alone": mark(
        "**In quale fase c'è solo il Comune?** Decidere, progettare, realizzare, valutare: scrivi "
        "la fase in "
        "cui siete soli, e chi potreste invitare la prossima volta."
    ),
    "answers": mark(
        "**Le tue otto risposte.** Scrivi una riga per domanda: sì, no o non so. Accanto a ogni non so, "
        "scrivi a chi puoi chiederlo."
    ),
    "asset": mark(
        "**Quale bene non usa nessuno?** Uno spazio, un sapere, una rete, un terreno, delle "
        "persone: scrivi "
        "un bene della tua comunità che oggi resta fermo, e chi ne ha le chiavi."
    ),
}
