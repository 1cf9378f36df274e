"""The workbook of the feasibility study: a sheet for each annex, every computed cell a formula."""

from __future__ import annotations

import datetime
import json

from fis_lessons.dossier.contract_sheet import contract_fields
from fis_lessons.dossier.folder import Version, save_version
from fis_lessons.dossier.record import HEADING, Project, project_of
from fis_lessons.dossier.record_sections import SECTIONS
from fis_lessons.dossier.study.annexes.contract import put_contract
from fis_lessons.dossier.study.annexes.front import Listed, Told, put_front
from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.dossier.study.annexes.value import put_value
from fis_lessons.dossier.value_map_layout import TOTAL, TOTALS
from fis_lessons.dossier.value_map_record import from_text
from fis_lessons.dossier.value_map_workbook import letter
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import put, to_bytes

FILE = "studio-allegati.xlsx"


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
    listed: list[Listed] = []
    told: list[Told] = []
    value_map = from_text(project.text("value_map", "map"))
    if value_map is None:
        listed.append(_empty(_("Mappa del valore"), "10"))
    else:
        sheet = put_value(annexes, value_map)
        listed.append(
            Listed(sheet.title, _("Chi è coinvolto, che cosa cambia, quanto vale: il rapporto SROI."))
        )
        told += [
            Told(_(label), f"'{sheet.title}'!{letter(TOTAL)}{row}", look=_euros(key, value_map.currency))
            for row, (key, label) in enumerate(TOTALS, start=1)
        ]
    contract = project.texts("contract")
    if not any(contract.get(field.id, "").strip() for field in contract_fields()):
        listed.append(_empty(_("Contratto"), "11"))
    else:
        sheet = put_contract(annexes, contract)
        listed.append(Listed(sheet.title, _("Che cosa paga il Comune, anno per anno, in tre storie.")))
    return listed, told


def _euros(key: str, currency: str) -> str:
    """Show an amount with its currency, where it is one and it is ours."""
    return '#,##0.00 "€"' if "ratio" not in key and currency.strip().upper() == "EUR" else "#,##0.00"


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
