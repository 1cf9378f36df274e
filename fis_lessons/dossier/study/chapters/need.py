"""The need: for whom, how many they are, what the community already has."""

from __future__ import annotations

import re

from fis_lessons.articles import town
from fis_lessons.cases import Case
from fis_lessons.dossier.asset_register import summary_rows
from fis_lessons.dossier.record import HEADING
from fis_lessons.dossier.study.asking import how_many, open_questions
from fis_lessons.dossier.study.chapters.told import told_assets, told_needs, whose
from fis_lessons.dossier.study.content import Block, Chapter, Note, Picture, Question, Said, Table
from fis_lessons.dossier.study.material import (
    Material,
    doubled,
    nameless,
    sheets,
    thoughts,
    title,
    written,
)
from fis_lessons.dossier.study.notes import grounds, line_note, source_note
from fis_lessons.errors import FisError
from fis_lessons.figures.territory import age_pyramid
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.territory import LAST_AGE, Municipality, age_label, ages, find, old_age_index, source

_PLACES = ("building", "land")
"""Kinds of assets that have an owner and keys."""
_BAND = re.compile(r"(?<!\d)(\d{1,2})\s*(?:-|–|e i|e|ai|a|to|and)\s*(\d{1,3})\s*(?:anni|years)")


def need(material: Material) -> Chapter:
    """Write the chapter of the need."""
    blocks = [
        *written(material, "need"),
        *told_needs(material.case),
        *(_of_case(material.case) if material.case else ()),
        *_residents(material),
        *_assets(material),
        *told_assets(material.case),
        *thoughts(material, "01"),
        *thoughts(material, "02"),
        *thoughts(material, "03", section="assets"),
        *thoughts(material, "03"),
    ]
    questions = (
        *open_questions(material, "need", who=_("Servizi sociali, ufficio di piano, scuole, ASL")),
        *how_many(material),
        *_of_the_assets(material),
    )
    return Chapter(id="need", title=_("Il bisogno"), blocks=tuple(blocks), questions=questions, fis=True)


def _of_the_assets(material: Material) -> tuple[Question, ...]:
    """Ask for the assets; of those the sources tell of, what no source tells."""
    who = _("Associazioni e persone del quartiere, ufficio patrimonio")
    case = material.case
    if material.entries("assets") or case is None or not case.assets:
        return open_questions(material, "assets", who=who)
    asked = (
        (True, _("Di chi sono, chi ne tiene le chiavi, chi paga quando finisce il contributo: {assets}?")),
        (False, _("Chi li tiene in vita, e chi può usarli, quando finisce il contributo: {assets}?")),
    )
    return tuple(
        Question(text=words.format(assets=names), who=who, lesson="03")
        for places, words in asked
        if (names := "; ".join(_(one.label) for one in case.assets if (one.kind in _PLACES) is places))
    )


# --- of the case -------------------------------------------------------------------------------------
def _of_case(case: Case) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rows, notes = [], list[Note]()
    for group in case.target_groups:
        band = age_label(group.age_from, group.age_to) if group.age_from is not None else ""
        counts = [f"{one.text()} ({_(one.label)})" if one.label else one.text() for one in group.denominators]
        rows.append(
            (_(group.label) + whose(group), _(group.text), band or "–", "; ".join(counts) or _("non trovato"))
        )
        notes += grounds(case, group, *group.denominators)
    if rows:
        blocks.append(
            Table(
                id="targets",
                caption=_("A chi si rivolge il progetto, secondo le fonti"),
                columns=(_("Gruppo"), _("Chi sono"), _("Età"), _("Residenti, per confronto")),
                rows=tuple(rows),
                notes=tuple(dict.fromkeys(notes)),
            )
        )
    return tuple(blocks)


# --- of the municipality --------------------------------------------------------------------------------
def _residents(material: Material) -> tuple[Block, ...]:
    written_name = material.text(HEADING, "municipality")
    if not written_name:
        return ()
    try:
        place = find(written_name)
        pyramid = ages(place)
        index = old_age_index(place)
    except FisError:
        return ()  # a union of municipalities, or a name no list knows: the heading says so
    note = _of_residents(material.case)
    rows = [(_("Residenti"), number(pyramid.total))]
    rows += [
        (_("di cui {ages}").format(ages=age_label(first, last)), number(pyramid.between(first, last)))
        for first, last in ((0, 13), (14, 19), (20, 34), (35, 64), (65, LAST_AGE))
    ]
    rows.append((_("Persone di 65 anni e più ogni 100 con meno di 15"), number(index, decimals=1)))
    table = Table(
        id="residents",
        caption=_("Chi vive {in_town}").format(in_town=town(place.name, after="a")),
        columns=(_("Chi"), _("Quanti")),
        rows=tuple(rows),
        numeric=(1,),
        notes=(note,),
    )
    return (table, *_pyramid(material, place))


def _of_residents(case: Case | None) -> Note:
    """Cite where the residents come from: in the words of the case, if it cites the same, as one note."""
    note = line_note(source())
    told = (
        source_note(one) for one in (case.sources if case else ()) if one.url == note.url and not one.borrowed
    )
    return next(told, note)


def _pyramid(material: Material, place: Municipality) -> tuple[Block, ...]:
    band = _band(material)
    if band is None:
        return ()
    figure = age_pyramid(ages(place), first=band[0], last=band[1], source=source())
    return (Picture(id="pyramid", figure=figure, notes=(_of_residents(material.case),)),)


def _band(material: Material) -> tuple[int, int] | None:
    """Read the ages the project is for: as somebody wrote them, otherwise as the case says."""
    found = _BAND.search(material.text("need", "target"))
    if found and int(found[1]) <= int(found[2]) <= LAST_AGE:
        return int(found[1]), int(found[2])
    for group in material.case.target_groups if material.case else ():
        if group.age_from is not None and not group.borrowed:
            return group.age_from, min(LAST_AGE, group.age_to if group.age_to is not None else LAST_AGE)
    return None


# --- what is there already ----------------------------------------------------------------------------
def _assets(material: Material) -> tuple[Block, ...]:
    from fis_lessons.dossier.asset_sheet import asset_fields

    found = sheets(material, "assets")
    blocks: list[Block] = [*nameless(material, "assets", found)]
    if not found:
        return tuple(blocks)
    fields = {one.id: one for one in asset_fields()}

    def shown(sheet: dict[str, str], *names: str) -> tuple[str, ...]:
        return tuple(fields[name].shown(sheet.get(name, "")) or "–" for name in names)

    notes = material.notes("assets")
    first = ("name", "kind", "where", "owner", "keys", "after")
    second = ("name", "need", "users", "open", "used")
    for id, names, caption in (
        ("assets", first, _("I beni della comunità: di chi sono e chi li tiene aperti")),
        ("assets-use", second, _("I beni della comunità: a che cosa servono e quanto si usano")),
    ):
        blocks.append(
            Table(
                id=id,
                caption=caption,
                columns=tuple(fields[name].label for name in names),
                rows=tuple(shown(sheet, *names) for sheet in found.values()),
                numeric=tuple(place for place, name in enumerate(names) if name in ("open", "used")),
                notes=notes,
            )
        )
    blocks.append(
        Table(
            id="assets-brief",
            caption=_("Il registro in breve"),
            columns=(_("Nel registro"), _("Quanto")),
            rows=tuple(summary_rows(found, material.text(HEADING, "municipality"))),
            notes=notes,
        )
    )
    return (
        Said(heading=title("assets"), text=_("Ciò che la comunità ha già.")),
        *blocks,
        *doubled(material, "assets"),
    )
