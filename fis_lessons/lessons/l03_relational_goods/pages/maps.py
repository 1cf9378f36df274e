"""The map of what the case has: kind by kind, because no source says where every thing is."""

from __future__ import annotations

from typing import get_args

from fis_lessons.cases import Case
from fis_lessons.cases.base import Grounded
from fis_lessons.cases.labels import ResourceKind, resource_label
from fis_lessons.figures import Figure
from fis_lessons.figures.assets import Lane, assets_by_kind
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Citations, notes_of
from fis_lessons.lessons.l03_relational_goods.ground import Ground
from fis_lessons.measures.coproduction import Reading


def case_map(ground: Ground, citations: Citations) -> Figure:
    """Draw what the case has and who brings more of the same kind, each with what it rests on."""
    case = ground.case
    for thing in (*case.assets, *(one for who in case.stakeholders for one in who.resources)):
        citations.cite(*notes_of(case, thing))
    return assets_by_kind(
        [Lane(resource_label(kind), _things(case, kind)) for kind in get_args(ResourceKind)],
        title=_("La carta delle risorse di {case}, tipo per tipo").format(
            case=case.acronym or case.municipality.name
        ),
        sources=(
            _(
                "le fonti di ciascuna voce sono in fondo alla lezione. Non abbiamo le posizioni: perciò la "
                "carta non "
                "ha strade."
            ),
        ),
    )


def _things(case: Case, kind: ResourceKind) -> tuple[tuple[str, str, Reading], ...]:
    own = [
        (_lent(one, _(one.label)), _(one.text), _reading(case, one))
        for one in case.assets
        if one.kind == kind
    ]
    brought = [
        (
            _lent(who, _("ne porta: {who}").format(who=_(who.name))),
            _(one.text),
            _reading(case, one, doubt=who.status != "confirmed"),
        )
        for who in case.stakeholders
        if who.status != "unknown"
        for one in who.resources
        if one.kind == kind
    ]
    return (*own, *brought)


def _lent(thing: Grounded, name: str) -> str:
    """Mark what another case lends: beside it may stand what the learner found."""
    return _("{name} (in prestito)").format(name=name) if thing.borrowed else name


def _reading(case: Case, thing: Grounded, *, doubt: bool = False) -> Reading:
    if thing.assumption:
        return "assumed"
    return "doubtful" if doubt or case.confidence_of(thing) == "L" else "documented"
