"""The indicator sheets, live: one after the other, each kept under its name, with a workbook of all of them."""

from __future__ import annotations

import datetime

from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.indicator_files import WORKBOOK, workbook
from fis_lessons.dossier.indicator_sheet import INDICATOR, SECTION, STEM
from fis_lessons.dossier.offer_panel import Offers
from fis_lessons.dossier.offer_sources import outcomes
from fis_lessons.dossier.offers import Offer
from fis_lessons.dossier.sheets_editor import Kind, Sheets, SheetsEditor
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import gettext as _


def _book(sheets: Sheets, heading: Values, version: int, date: datetime.date) -> bytes:
    return workbook(sheets, heading=heading, version=version, date=date)


KIND = Kind(
    document=INDICATOR,
    section=SECTION,
    stem=STEM,
    workbook=WORKBOOK,
    book=_book,
    unnamed=lambda: _("Dai un nome all'indicatore: la scheda si salva con quel nome."),
    resume=lambda: _("Riprendi una scheda"),
    new=lambda: _("una scheda nuova"),
    all_of_them=lambda: _("Tutte le schede: {name}."),
)


class IndicatorEditor(SheetsEditor):
    """The fields of an indicator sheet, and a menu of those already written.

    Parameters
    ----------
    learner
        Where sheets are kept, where their files go, in which language.
    lesson
        Identifier, for the record.
    """

    def __init__(self, learner: Learner, *, lesson: str) -> None:
        super().__init__(KIND, learner, lesson=lesson, offers=Offers(outcomes, SECTION, lesson))

    def take(self, offer: Offer) -> str:
        """Write an outcome in the sheet that is open, or in a new one if that is about another outcome."""
        if self.values()["outcome"].strip() not in ("", offer.fields.get("outcome")):
            self.menu.value = ""
            self.put(dict.fromkeys(self.values(), ""))
        words = super().take(offer)
        if not self._id:
            words += " " + self.kind.unnamed()
        return words
