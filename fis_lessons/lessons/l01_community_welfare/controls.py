"""The controls of lesson 01: who takes part in which phase, and what is left when somebody goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast, get_args

from fis_lessons.articles import the
from fis_lessons.cases import Case, City, Source, load_atlas, load_case
from fis_lessons.cases.atlas import NOT_FOUND
from fis_lessons.cases.labels import (
    COMPULSORY_ROLES,
    AreaName,
    ResultKind,
    Role,
    area_label,
    resource_label,
    result_label,
    role_label,
    service_phase_label,
)
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Figure, Html, callout
from fis_lessons.figures.atlas import atlas_map
from fis_lessons.figures.community import coproduction_matrix, covered_needs
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Control, Note, Pick, Shown
from fis_lessons.lessons.l01_community_welfare.ground import (
    KINDS,
    PHASES,
    PILOTS,
    Ground,
    at_the_table,
    community,
    links,
    participation_matrix,
    resources_held,
    roles_held,
    source_note,
)
from fis_lessons.measures.coproduction import Matrix, coverage, uncovered_by

_NOBODY = "nobody"
_ANY = "any"
_FEW = 4  # cities of which the control tells what they do, with all their sources


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_atlas(), _matrix(ground.case), _without(ground.case)]


def _atlas() -> Control:
    areas = (
        (_("tutte"), _ANY),
        *((area_label(area), area) for area in get_args(AreaName)),
        (_("non trovata"), NOT_FOUND),
    )
    seats = (
        (_("non importa"), _ANY),
        (_("qualcuno realizza"), "provider"),
        (_("un finanziatore privato è nominato"), "financier"),
        (_("qualcuno valuta"), "evaluator"),
        (_("nessun finanziatore privato è nominato"), "-financier"),
        (_("nessuno valuta"), "-evaluator"),
    )
    results = (
        (_("non importa"), _ANY),
        *((result_label(kind), kind) for kind in get_args(ResultKind)),
        (_("nessun risultato"), NOT_FOUND),
    )
    return Control(
        id="atlas",
        title=_("Cerca fra le diciotto città: la carta e la tabella cambiano"),
        inputs=(
            Pick(name="area", label=_("Area"), options=areas, value=_ANY),
            Pick(name="role", label=_("Nelle fonti"), options=seats, value=_ANY),
            Pick(name="result", label=_("Si racconta"), options=results, value=_ANY),
        ),
        draw=_draw_atlas,
        notes=_atlas_notes,
    )


def _found(area: str, role: str, result: str) -> tuple[City, ...]:
    return load_atlas().search(
        area=cast("AreaName | None", None if area == _ANY else area),
        role=cast("Role | None", None if role == _ANY else role.removeprefix("-")),
        named=not role.startswith("-"),
        result=cast("ResultKind | None", None if result == _ANY else result),
    )


def _atlas_notes(*, area: str, role: str, result: str) -> list[Note]:
    return [source_note(source) for source in _of_the_list()]


def _of_the_list() -> tuple[Source, ...]:
    atlas = load_atlas()
    return atlas.sources_of(atlas.overview[0])


def _draw_atlas(*, area: str, role: str, result: str) -> Sequence[Shown]:
    atlas, found = load_atlas(), _found(area, role, result)
    if not found:
        return [
            callout(
                _(
                    "Nessuna delle diciotto città risponde a queste tre scelte insieme. Riporta una delle tre "
                    "a «tutte» o «non importa»."
                )
            )
        ]
    few = len(found) <= _FEW
    # one page for the list: two links with the same words would be told apart by nobody
    behind = [_of_the_list()[0], *(source for city in found if few for source in atlas.behind(city))]
    figure = atlas_map(
        found,
        among=atlas.cities,
        title=_("Le città del programma, nelle fonti lette"),
        sources=(links(behind),),
    )
    told = [f"- **{city.name}**: {_(city.about.text)}" for city in found if few and city.about]
    head = _("**Città trovate: {count} su {all}.**").format(count=len(found), all=len(atlas.cities))
    return [figure, callout("\n".join([head, "", *told]) if told else head)]


def _matrix(case: Case) -> Control:
    shown = list(map(load_case, PILOTS))
    if case.project not in PILOTS:
        shown.insert(0, case)
    cities = tuple((f"{one.municipality.name} ({one.acronym})", one.id) for one in shown)
    lenses = (
        (_("tutti, con le nostre ipotesi"), "all"),
        (_("solo ciò che le fonti documentano"), "documented"),
        (_("solo la comunità"), "community"),
    )
    return Control(
        id="matrix",
        title=_("Scegli la città e come leggere la matrice: la figura cambia"),
        inputs=(
            Pick(name="case", label=_("Città"), options=cities, value=case.project),
            Pick(name="lens", label=_("Lettura"), options=lenses, value="all"),
        ),
        draw=partial(_draw_matrix, case),
        notes=partial(_matrix_notes, case),
    )


def _without(case: Case) -> Control:
    actors = ((_("nessuno"), _NOBODY), *((_(one.name), one.id) for one in at_the_table(case)))
    return Control(
        id="without",
        title=_("Togli qualcuno dal tavolo: che cosa resta coperto?"),
        inputs=(Pick(name="who", label=_("Togli"), options=actors, value=_NOBODY),),
        draw=partial(_draw_without, case),
    )


def _behind(case: Case) -> list[Source]:
    return [case.source(name) for cell in case.participation for name in cell.sources]


def _chosen(own: Case, name: str) -> Case:
    return own if name == own.id else load_case(name)


def _matrix_notes(own: Case, *, case: str, lens: str) -> list[Note]:
    return [source_note(source) for source in _behind(_chosen(own, case))]


def _draw_matrix(own: Case, *, case: str, lens: str) -> Sequence[Shown]:
    opened = _chosen(own, case)
    matrix = participation_matrix(opened)
    if lens == "community":
        matrix = matrix.keep(community(opened))
    elif lens == "documented":
        matrix = matrix.documented_only()
    figure = coproduction_matrix(
        matrix,
        who={one.id: _(one.name) for one in opened.stakeholders},
        phases={phase: service_phase_label(phase) for phase in PHASES},
        title=_("{case}: chi prende parte, e in quale fase").format(case=opened.acronym),
        sources=(links(_behind(opened)),),
    )
    words = _(
        "Qui contiamo come comunità le persone, le famiglie, le associazioni che le riuniscono e le aziende "
        "del posto."
    )
    return [figure, *([callout(words)] if lens == "community" else []), _reading(opened, matrix)]


def _draw_without(case: Case, *, who: str) -> Sequence[Shown]:
    gone = (who,)
    roles, resources = roles_held(case), resources_held(case)
    names = {one.id: _(one.name) for one in case.stakeholders}
    needs: dict[str, str] = {role: role_label(role) for role in COMPULSORY_ROLES}
    needs.update({kind: resource_label(kind) for kind in KINDS})
    title = (
        _("{case}: chi copre i ruoli e chi porta le risorse").format(case=case.acronym)
        if who == _NOBODY
        else _("{case} senza {name}").format(case=case.acronym, name=the(names[who]))
    )
    figure: Figure = covered_needs(
        [
            (_("Ruoli obbligatori"), coverage(COMPULSORY_ROLES, roles, without=gone)),
            (_("Risorse"), coverage(KINDS, resources, without=gone)),
        ],
        needs=needs,
        who=names,
        title=title,
        sources=(links(source for one in case.stakeholders for source in case.sources_of(one)),),
    )
    lost = [
        *uncovered_by(COMPULSORY_ROLES, roles, without=gone),
        *uncovered_by(KINDS, resources, without=gone),
    ]
    words = _loss(who, names, [needs[need] for need in lost])
    if who in community(case):
        words += " " + _(
            "Ma senza la comunità non è più welfare di comunità: restano un bando e dei fornitori. I ruoli e le "
            "risorse della figura sono quelli che chiede il programma, e la comunità non è fra i ruoli "
            "obbligatori."
        )
    return [figure, callout(words)]


def _loss(who: str, names: Mapping[str, str], lost: Sequence[str]) -> str:
    if who == _NOBODY:
        return _(
            "Così com'è descritto. Dove non c'è nessun cerchio, le fonti lette non nominano nessuno: non "
            "vuol dire che "
            "manchi."
        )
    if not lost:
        return _(
            "Senza **{name}** nessun ruolo e nessuna risorsa resta scoperta: c'è qualcun altro. Ma ciò che "
            "le fonti "
            "non raccontano, per esempio la fiducia, qui non si vede."
        ).format(name=the(names[who]))
    return _("Senza **{name}** resta scoperto: {lost}.").format(name=the(names[who]), lost=", ".join(lost))


def _reading(case: Case, matrix: Matrix) -> Html:
    """Say in words who is documented in each phase, among those the reading shows."""
    lines = []
    for phase in PHASES:
        present = [_(case.stakeholder(who).name) for who in matrix.present(phase)]
        said = ", ".join(present) if present else _("le fonti non documentano nessuno di questi soggetti")
        lines.append(f"- **{service_phase_label(phase).capitalize()}**: {said}.")
    return callout("\n".join(lines))
