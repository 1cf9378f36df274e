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
from fis_lessons.dossier.study.annexes.deal import put_deal
from fis_lessons.dossier.study.annexes.front import Listed, Told, put_front
from fis_lessons.dossier.study.annexes.indicators import put_indicators
from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.dossier.study.annexes.people import put_people
from fis_lessons.dossier.study.annexes.resources import put_resources
from fis_lessons.dossier.study.annexes.value import put_value
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
        listed, told = _sheets(annexes, project)
        put_front(annexes, listed, told, example=example)
        _origin(annexes)
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
        _resources(annexes, project),
    ]
    return listed, told


def _value(annexes: Annexes, project: Project, told: list[Told]) -> Listed:
    value_map = from_text(project.text("value_map", "map"))
    if value_map is None:
        return _empty(_("Mappa del valore"), "10")
    sheet = put_value(annexes, value_map)
    told += [
        Told(_(label), f"'{sheet.title}'!{letter(TOTAL)}{row}", look=_euros(key, value_map.currency))
        for row, (key, label) in enumerate(TOTALS, start=1)
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
    told.append(Told(_("Contratto: impegno massimo del Comune"), f"'{sheet.title}'!{most}", look=_EUROS))
    return Listed(sheet.title, _("Che cosa paga il Comune, anno per anno, in tre storie."))


def _deal(annexes: Annexes, project: Project, told: list[Told]) -> Listed:
    written = project.texts("deal")
    if not any(written.get(field.id, "").strip() for field in deal_fields()):
        return _empty(_("Accordo"), "12")
    sheet, most = put_deal(annexes, written)
    told.append(Told(_("Accordo: impegno massimo del Comune"), f"'{sheet.title}'!{most}", look=_EUROS))
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


def _resources(annexes: Annexes, project: Project) -> Listed:
    read = read_resources(project.text("network", "resources"))
    if not read.things:
        return _empty(_("Risorse"), "05")
    sheet = put_resources(annexes, read.things)
    holds = _("Chi mette che cosa, e che cosa resta se uno esce.")
    if read.problems:
        words = _("Non capisco: {problems}").format(problems=" ".join(map(str, read.problems[:_SHOWN])))
        holds = f"{holds} {words}"
    return Listed(sheet.title, holds)


def _euros(key: str, currency: str) -> str:
    """Show an amount with its currency, where it is one and it is ours."""
    return _EUROS if "ratio" not in key and currency.strip().upper() == "EUR" else "#,##0.00"


def _empty(title: str, lesson: str) -> Listed:
    words = _("Questo foglio si riempie con la lezione {lesson}.")
    return Listed(title, words.format(lesson=lesson), there=False)


def _origin(annexes: Annexes) -> None:
    """Keep, on a hidden sheet, what each cell to write in held: so that what was changed can be told later."""
    sheet = annexes.new(_("Dal progetto"))
    put(sheet, 1, 1, _("Valori del progetto quando il file è stato scritto. Non cambiarli."))
    for row, (key, value) in enumerate(annexes.origin.items(), start=2):
        put(sheet, row, 1, key)
        put(sheet, row, 2, value)
    sheet.sheet_state = "hidden"


__all__ = ["FILE", "save_annexes", "write_annexes"]
