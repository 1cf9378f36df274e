"""The workbook of the feasibility study: a sheet for each annex, every computed cell a formula."""

from __future__ import annotations

import datetime
import json

from fis_lessons.dossier.contract_sheet import contract_fields
from fis_lessons.dossier.deal_sheet import deal_fields
from fis_lessons.dossier.folder import Version, save_version
from fis_lessons.dossier.indicator_sheet import saved
from fis_lessons.dossier.network_sheet import read_resources
from fis_lessons.dossier.record import HEADING, Project, project_of
from fis_lessons.dossier.record_sections import SECTIONS
from fis_lessons.dossier.study.annexes.contract import put_contract
from fis_lessons.dossier.study.annexes.costs import put_costs
from fis_lessons.dossier.study.annexes.deal import put_deal
from fis_lessons.dossier.study.annexes.front import Listed, Told, put_front
from fis_lessons.dossier.study.annexes.indicators import put_indicators
from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.dossier.study.annexes.people import put_people
from fis_lessons.dossier.study.annexes.readback import (
    CUT,
    ORIGIN_KEY,
    Change,
    Proposal,
    keep_changes,
    origin_of,
    read_annexes,
)
from fis_lessons.dossier.study.annexes.resources import put_resources
from fis_lessons.dossier.study.annexes.value import put_value
from fis_lessons.dossier.study.budget import read_budget
from fis_lessons.dossier.table_draft import from_text as seats_from_text
from fis_lessons.dossier.value_map_layout import TOTAL, TOTALS
from fis_lessons.dossier.value_map_record import from_text
from fis_lessons.dossier.value_map_workbook import letter
from fis_lessons.errors import MeasureError
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import put, to_bytes

FILE = "studio-allegati.xlsx"
_LISTS = ("network.resources", "stakeholders.table", "study.budget", "value_map.map")
"""Fields a whole sheet is read back into: one text that was cut keeps all of it from going back."""
_EUROS = '#,##0.00 "€"'
_SHOWN = 5
"""Lines that were not understood that the first sheet shows; the lesson shows them all."""


def write_annexes(
    project: Project,
    *,
    version: int = 1,
    date: datetime.date | None = None,
    lang: Language = "it",
    example: str = "",
) -> bytes:
    """Write the annexes of a project as the bytes of an ``.xlsx`` file.

    Parameters
    ----------
    project
        The record. What is missing in it is said on the first sheet, with the lesson that fills it.
    version, date
        Printed on every page; today if no date is given.
    lang
        Language of the workbook.
    example
        A sentence that declares a teaching reconstruction; empty for the learner's own.
    """
    with use_language(lang):
        annexes = Annexes(project.texts(HEADING), version, date or datetime.date.today(), lang)
        annexes.worked = bool(example)
        listed, told = _sheets(annexes, project)
        put_front(annexes, listed, told, example=example)
        _origin(annexes, project)
        return to_bytes(annexes.book)


def save_annexes(learner: Learner, *, example: str = "") -> Version:
    """Write the annexes in the learner's folder: a new version beside the others, if they say something new.

    Raises
    ------
    FolderError
        If nothing can be written there: it says why, and what to do.
    """
    project = project_of(learner)
    today = datetime.datetime.now().astimezone().date()
    says = {section.id: project.texts(section.id) for section in SECTIONS}
    return save_version(
        lambda number: write_annexes(project, version=number, date=today, lang=learner.lang, example=example),
        name=FILE,
        says=json.dumps([says, learner.lang, example], sort_keys=True),
        learner=learner,
    )


def _sheets(annexes: Annexes, project: Project) -> tuple[list[Listed], list[Told]]:
    told: list[Told] = []
    listed = [
        _value(annexes, project, told),
        *_indicators(annexes, project),
        _contract(annexes, project, told),
        _deal(annexes, project, told),
        _people(annexes, project),
    ]
    pooled, cell = _resources(annexes, project)
    return [*listed, pooled, _costs(annexes, project, cell)], told


def _value(annexes: Annexes, project: Project, told: list[Told]) -> Listed:
    value_map = from_text(project.text("value_map", "map"))
    if value_map is None:
        return _empty(_("Mappa del valore"), "10")
    sheet = put_value(annexes, value_map)
    names = {key: _(label) for key, label in TOTALS}
    if annexes.worked:
        # beside what the contract costs, none of them is taken for the project's
        names = {key: _("{name} (esempio della lezione 10)").format(name=name) for key, name in names.items()}
    told += [
        Told(names[key], f"'{sheet.title}'!{letter(TOTAL)}{row}", look=_euros(key, value_map.currency))
        for row, (key, _label) in enumerate(TOTALS, start=1)
    ]
    return Listed(sheet.title, _("Chi è coinvolto, che cosa cambia, quanto vale: il rapporto SROI."))


def _indicators(annexes: Annexes, project: Project) -> list[Listed]:
    sheets = saved(project)
    if not sheets:
        return [_empty(_("Indicatori"), "07")]
    numbers, words = put_indicators(annexes, sheets)
    return [
        Listed(numbers.title, _("Partenza, traguardo, differenza, date.")),
        Listed(words.title, _("Definizione, fonte, chi misura e ogni quanto.")),
    ]


def _contract(annexes: Annexes, project: Project, told: list[Told]) -> Listed:
    written = project.texts("contract")
    if not any(written.get(field.id, "").strip() for field in contract_fields()):
        return _empty(_("Contratto"), "11")
    sheet, most = put_contract(annexes, written)
    told.append(
        Told(
            _(
                "Contratto: spesa massima da coprire, senza le verifiche se non sono stimate e senza ciò che "
                "si deve se il Comune recede"
            ),
            f"'{sheet.title}'!{most}",
            look=_EUROS,
        )
    )
    return Listed(sheet.title, _("Che cosa paga il Comune, anno per anno, in tre storie."))


def _deal(annexes: Annexes, project: Project, told: list[Told]) -> Listed:
    written = project.texts("deal")
    if not any(written.get(field.id, "").strip() for field in deal_fields()):
        return _empty(_("Accordo"), "12")
    sheet, most = put_deal(annexes, written)
    told.append(
        Told(
            _(
                "Accordo: spesa massima da coprire, senza le verifiche e senza ciò che si deve se il Comune recede"
            ),
            f"'{sheet.title}'!{most}",
            look=_EUROS,
        )
    )
    return Listed(sheet.title, _("Chi anticipa, chi paga e chi incassa, in tre storie."))


def _people(annexes: Annexes, project: Project) -> Listed:
    try:
        seats = seats_from_text(project.text("stakeholders", "table"))
    except MeasureError:
        seats = ()
    if not seats:
        return _empty(_("Soggetti"), "04")
    sheet = put_people(annexes, seats)
    return Listed(sheet.title, _("Chi siede al tavolo, con quali ruoli e in quali fasi."))


def _resources(annexes: Annexes, project: Project) -> tuple[Listed, str]:
    read = read_resources(project.text("network", "resources"))
    if not read.things:
        return _empty(_("Risorse"), "05"), ""
    sheet, total = put_resources(annexes, read.things)
    holds = _("Chi mette che cosa, e che cosa resta se uno esce.")
    if read.problems:
        words = _("Non capisco: {problems}").format(problems=" ".join(map(str, read.problems[:_SHOWN])))
        holds = f"{holds} {words}"
    return Listed(sheet.title, holds), f"'{sheet.title}'!{total}"


def _costs(annexes: Annexes, project: Project, resources: str) -> Listed:
    lines = read_budget(project.text("study", "budget"))
    if not lines:
        return _empty(_("Costi"), "13")
    sheet = put_costs(annexes, lines, resources=resources)
    return Listed(sheet.title, _("Le voci di costo, chi le mette, i tre interventi del programma."))


def _euros(key: str, currency: str) -> str:
    """Show an amount with its currency, where it is one and it is ours."""
    return _EUROS if "ratio" not in key and currency.strip().upper() == "EUR" else "#,##0.00"


def _empty(title: str, lesson: str) -> Listed:
    return Listed(title, lesson=lesson)


def _origin(annexes: Annexes, project: Project) -> None:
    """Keep, on a hidden sheet, sums of what each cell to write in holds: so that a change of it can be told."""
    written = origin_of(to_bytes(annexes.book), project)
    sheet = annexes.new(_("Dal progetto"))
    put(sheet, 1, 1, ORIGIN_KEY)
    put(sheet, 1, 2, _("Serve a dire che cosa è stato cambiato. Non toccarlo."))
    lists = {".".join(key.split(".")[:2]) for key in annexes.cut}
    for row, (key, cells, kept) in enumerate(written, start=2):
        was_cut = key in annexes.cut or (
            key in _LISTS and key.split(".")[0] in {k.split(".")[0] for k in lists}
        )
        for column, value in enumerate((key, cells, CUT if was_cut else kept), start=1):
            put(sheet, row, column, value)
    sheet.sheet_state = "hidden"


__all__ = [
    "FILE",
    "Change",
    "Proposal",
    "keep_changes",
    "read_annexes",
    "save_annexes",
    "write_annexes",
]
