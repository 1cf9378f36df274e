"""The register of what a community has: a summary of its sheets, a workbook, the sheets live."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping

from fis_lessons.dossier.asset_sheet import ASSET, SECTION, STEM, WEEK, kinds
from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.heading import heading_line, heading_rows, kept_heading
from fis_lessons.dossier.sheets_editor import Kind, Sheets, SheetsEditor
from fis_lessons.errors import MeasureError, PlaceError, ReadingError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.assets import diversity, use
from fis_lessons.measures.population import rate
from fis_lessons.measures.vague import names_nobody, says_nothing
from fis_lessons.reading import whole_from
from fis_lessons.sheets import fill, for_print, headings, new_book, new_sheet, to_bytes, top
from fis_lessons.territory import find, population

WORKBOOK = "registro-beni.xlsx"
_WIDTHS = {"name": 26, "where": 20, "owner": 20, "keys": 20, "users": 24, "need": 24, "after": 24}


def hours(sheet: Mapping[str, str]) -> tuple[int, int] | None:
    """Return the hours open and used of a sheet, if they can be read and go together."""
    try:
        opened, used = (whole_from(sheet.get(name, ""), low=0, high=WEEK) for name in ("open", "used"))
    except ReadingError:
        return None
    return (opened, used) if 0 < opened >= used else None


def summary(sheets: Sheets, municipality: str) -> Html:
    """Show a register in brief; nothing if it is empty. Parameters as :func:`summary_rows`."""
    if not sheets:
        return Html("", "")
    return captioned(
        summary_rows(sheets, municipality),
        columns=[_("Nel registro"), _("Quanto")],
        caption=_("Il registro in breve"),
    )


def summary_rows(sheets: Sheets, municipality: str) -> list[tuple[str, str]]:
    """Sum up a register: how many, for how many residents, how varied, how much used, what nobody answers for.

    Parameters
    ----------
    sheets
        By identifier; what is not filled in is not counted.
    municipality
        As it is written in the heading; residents are left out if it is not known.
    """
    rows = [(_("Beni nel registro"), number(len(sheets)))]
    rows += _per_thousand(len(sheets), municipality)
    named = {value: label for label, value in kinds() if value}
    counts = Counter(sheet.get("kind", "") for sheet in sheets.values())
    known = {kind: counts[kind] for kind in named if counts[kind]}
    if known:
        rows.append((_("Tipi diversi"), number(diversity(known).kinds)))
        rows.append(
            (_("Quanti per tipo"), "; ".join(f"{named[kind]} {number(n)}" for kind, n in known.items()))
        )
    timed = [one for one in map(hours, sheets.values()) if one is not None]
    try:
        found = use([one[0] for one in timed], [one[1] for one in timed])
    except MeasureError:
        pass  # no place has hours yet
    else:
        rows.append((_("Ore aperte che sono usate"), percent(found.share, decimals=0)))
    needs = Counter(
        _first(sheet.get("need", "")) for sheet in sheets.values() if sheet.get("need", "").strip()
    )
    if needs:
        told = "; ".join(f"{need} {number(n)}" for need, n in sorted(needs.items()))
        rows.append((_("Bisogni a cui risponde qualcosa"), told))
    alone = [sheet["name"] for sheet in sheets.values() if _nobody(sheet.get("after", ""))]
    if alone:
        rows.append((_("Non si sa chi paga dopo"), "; ".join(alone)))
    return rows


def _per_thousand(count: int, municipality: str) -> list[tuple[str, str]]:
    try:
        people = population(find(municipality)) if municipality.strip() else 0
    except PlaceError:
        people = 0
    if not people:
        return []
    return [(_("Beni ogni 1.000 residenti"), number(rate(count, people), decimals=2))]


def _first(need: str) -> str:
    return " ".join(need.split()).casefold()[:40]


def _nobody(written: str) -> bool:
    return not written.strip() or says_nothing(written) or names_nobody(written)


def workbook(sheets: Sheets, heading: Values, version: int, date: datetime.date) -> bytes:
    """Write the register: a row for each asset, and its summary on a sheet of its own.

    Parameters
    ----------
    sheets
        What is written in each, by identifier.
    heading, version, date
        Printed on every page.
    """
    foot, title = heading_line(heading, version=version, date=date), _("Registro dei beni della comunità")
    facts = heading_rows(heading, version=version, date=date)
    book, tab = new_book(_("Registro"))
    row = top(tab, title, facts)
    fields = ASSET.fields()
    headings(
        tab, row, [field.label for field in fields], widths=[_WIDTHS.get(field.id, 12) for field in fields]
    )
    fill(tab, ([_cell(sheet, field.id) for field in fields] for sheet in sheets.values()), first=row + 1)
    tab.freeze_panes = tab.cell(row + 1, 2)
    for_print(tab, title=title, note=foot, repeat=row)
    tab = new_sheet(book, _("In breve"))
    row = top(tab, title, facts)
    headings(tab, row, [_("Nel registro"), _("Quanto")], widths=[36, 60])
    fill(tab, summary_rows(sheets, heading.get("municipality", "")), first=row + 1, left=True)
    for_print(tab, title=title, note=foot, landscape=False)
    return to_bytes(book)


def _cell(sheet: Mapping[str, str], field: str) -> object:
    written = sheet.get(field, "")
    if field in ("open", "used"):
        try:
            return whole_from(written, low=0, high=WEEK)
        except ReadingError:
            return written
    if field == "kind":
        return next((label for label, value in kinds() if value and value == written), "")
    return written


KIND = Kind(
    document=ASSET,
    section=SECTION,
    stem=STEM,
    workbook=WORKBOOK,
    book=workbook,
    unnamed=lambda: _("Dai un nome al bene: la scheda si salva con quel nome."),
    resume=lambda: _("Riprendi una scheda del registro"),
    new=lambda: _("un bene nuovo"),
    all_of_them=lambda: _("Tutto il registro: {name}."),
)


class AssetEditor(SheetsEditor):
    """The fields of an asset, a menu of those already written, and the register in brief.

    Parameters
    ----------
    learner
        Where sheets are kept, where their files go, in which language.
    lesson
        Identifier, for the record.
    """

    def __init__(self, learner: Learner, *, lesson: str) -> None:
        super().__init__(KIND, learner, lesson=lesson)

    def _show(self) -> None:
        brief = summary(self.sheets(), kept_heading(self.learner).get("municipality", ""))
        self.review.value = live(self.document.review(self.values()).html + brief.html)

    def _save(self) -> str:
        trouble = super()._save()
        self._show()  # the register has one more asset, or another number
        return trouble
