"""Who takes part, and who runs it."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.cases.labels import role_label, service_phase_label
from fis_lessons.dossier import legal_walk, table_draft
from fis_lessons.dossier.network_sheet import read_resources, read_sectors, read_ties
from fis_lessons.dossier.remarks import Remark
from fis_lessons.dossier.stakeholder_map import kind_label
from fis_lessons.dossier.study.asking import missing, open_questions
from fis_lessons.dossier.study.chapters.told import told_partners
from fis_lessons.dossier.study.content import Block, Chapter, Picture, Points, Said, Table
from fis_lessons.dossier.study.material import (
    Material,
    doubled,
    thoughts,
    title,
    told,
    written,
)
from fis_lessons.dossier.study.own import SECTION, as_written, lines_table
from fis_lessons.errors import MeasureError
from fis_lessons.figures.network import MOST_DRAWN, network_map
from fis_lessons.figures.stakeholders import attitude_label, influence_map
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.measures.network.ties import network
from fis_lessons.measures.pooling import Contribution, pool


def partners(material: Material) -> Chapter:
    """Write the chapter of who is at the table, of the network and of the pact."""
    blocks = [
        *_seats(material),
        *told(
            material,
            [one for one in material.entries("stakeholders") if one.place[1] not in ("table", "road")],
            id="stakeholders-fields",
            caption=title("stakeholders"),
        ),
        *told_partners(material.case),
        *_road(material),
        *_network(material),
        *written(material, "agreement"),
        *thoughts(material, "04"),
        *thoughts(material, "05"),
    ]
    questions = (
        *open_questions(material, "stakeholders", who=_("Chi coordina il tavolo")),
        *missing(material, "stakeholders", "road"),
        *open_questions(material, "network", who=_("Chi coordina il tavolo, con i partner")),
        *open_questions(material, "agreement", who=_("Segretario comunale, con chi firma il patto")),
    )
    return Chapter(
        id="partners",
        title=_("I partner e il piano esecutivo"),
        blocks=tuple(blocks),
        questions=questions,
        fis=True,
    )


def management(material: Material) -> Chapter:
    """Write the chapter of who runs the project, and of what comes after the grant."""
    blocks = [
        *lines_table(
            material,
            "management",
            caption=_("Chi fa che cosa"),
            columns=(_("Chi"), _("Che cosa fa"), _("Che cosa decide"), _("Con quale atto")),
        ),
        *as_written(material, "after"),
        *thoughts(material, "13"),
    ]
    who = _("Dirigente del servizio, con la Ragioneria")
    return Chapter(
        id="management",
        title=_("Il modello di gestione"),
        blocks=tuple(blocks),
        questions=open_questions(material, SECTION, only=["management", "after"], who=who),
    )


# --- the table --------------------------------------------------------------------------------------
def _seats(material: Material) -> tuple[Block, ...]:
    text = material.text("stakeholders", "table")
    if not text:
        return ()
    notes = material.notes("stakeholders", "table")
    try:
        seats = table_draft.from_text(text)
        found = table_draft.review(seats).influence
    except MeasureError:
        return (Said(heading=title("stakeholders"), text=text, notes=notes),)
    rows = [
        (
            f"{number(place)}. {seat.name}",
            kind_label(seat.kind),
            f"{seat.power} × {seat.interest}",
            attitude_label(way),
            ", ".join(role_label(role) for role in table_draft.ROLES if role in seat.roles) or "–",
            ", ".join(service_phase_label(one) for one in table_draft.PHASES if one in seat.phases) or "–",
        )
        for place, (seat, way) in enumerate(zip(seats, found.attitudes, strict=True), start=1)
    ]
    table = Table(
        id="stakeholders",
        caption=_("Chi siede al tavolo: punteggi dati da noi per esercizio (ipotesi)")
        if material.worked
        else _("Chi siede al tavolo"),
        columns=(_("Chi"), _("Tipo"), _("Potere × interesse"), _("Che cosa fare"), _("Ruoli"), _("Fasi")),
        rows=tuple(rows),
        notes=notes,
    )
    figure = influence_map(
        found, title=material.supposed(_("Potere e interesse di chi siede al tavolo")), sources=()
    )
    return (table, Picture(id="influence", figure=figure, notes=notes), *doubled(material, "stakeholders"))


def _road(material: Material) -> tuple[Block, ...]:
    text = material.text("stakeholders", "road")
    if not text:
        return ()
    heading = (
        _("La strada giuridica, provata per esercizio (ipotesi, non è un parere)")
        if material.worked
        else _("La strada giuridica provata (non è un parere)")
    )
    words = legal_walk.in_words(text) or text
    return (Said(heading=heading, text=words, notes=material.notes("stakeholders", "road")),)


# --- the network --------------------------------------------------------------------------------------
def _network(material: Material) -> tuple[Block, ...]:
    texts = {"ties": "", "sectors": "", "resources": "", **material.texts("network")}
    ties = read_ties(texts["ties"])
    names = tuple(dict.fromkeys((*(name for tie in ties.ties for name in tie), *ties.alone)))
    sectors = read_sectors(texts["sectors"], known=names)
    resources = read_resources(texts["resources"])
    problems = (*ties.problems, *sectors.problems, *resources.problems)
    blocks: list[Block] = []
    read: list[str] = []
    called = (
        _("Chi lavora con chi, secondo una nostra lettura (ipotesi)")
        if material.worked
        else _("Chi lavora con chi")
    )
    if ties.ties:
        if material.worked:
            blocks.append(Said(text=_("Le fonti dicono chi è partner, non chi lavora con chi.")))
        made = network(ties.ties, names=ties.alone, groups=dict(sectors.groups), spellings="keep")
        rows = []
        for name in made.names:
            others = [pair[1] if pair[0] == name else pair[0] for pair in made.ties if name in pair]
            rows.append((name, made.groups.get(name, "–"), number(len(others)), ", ".join(others) or "–"))
        blocks.append(
            Table(
                id="network",
                caption=called,
                columns=(_("Chi"), _("Settore"), _("Legami"), _("Con chi")),
                rows=tuple(rows),
                numeric=(2,),
                notes=material.notes("network", "ties", "sectors"),
            )
        )
        if len(made.names) <= MOST_DRAWN:
            alt = _("{people} soggetti, {ties} legami: la tabella li dice tutti.").format(
                people=number(len(made.names)), ties=number(len(made.ties))
            )
            figure = network_map(made, title=called, alt=alt)
            blocks.append(
                Picture(id="network", figure=figure, notes=material.notes("network", "ties", "sectors"))
            )
        read += ["ties", "sectors"]
    if resources.things:
        blocks.append(_resources(material, resources.things))
        read.append("resources")
    if problems:
        lines = tuple(Remark.of(one).words for one in problems)
        intro = _("Righe che non si leggono: restano come sono scritte, e nei conti non entrano.")
        blocks.append(Points(items=lines, intro=intro, notes=material.notes("network")))
        read = []  # what could not be read is told as it was written
    return (*written(material, "network", but=read), *blocks, *doubled(material, "network"))


def _resources(material: Material, things: Sequence[Contribution]) -> Table:
    whole = pool(things)
    kinds = {"money": _("denaro"), "goods": _("spazi e mezzi"), "time": _("ore")}
    rows = [
        (
            one.who,
            kinds[one.kind],
            money(one.value),
            percent(one.value / whole.total, decimals=0) if whole.total else "–",
            ", ".join(one.needs) or "–",
        )
        for one in things
    ]
    rows.append((_("In tutto"), "", money(whole.total), percent(1, decimals=0) if whole.total else "–", ""))
    return Table(
        id="resources",
        caption=_("Chi mette che cosa, in un anno"),
        columns=(_("Chi"), _("Che cosa"), _("Valore"), _("Quota"), _("Se c'è")),
        rows=tuple(rows),
        numeric=(2, 3),
        notes=material.notes("network", "resources"),
    )
