"""The workbook of the indicators: a summary to compare them, and a sheet to print for each."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.heading import heading_line, heading_rows
from fis_lessons.dossier.indicator_sheet import ORDER, directions, read_sheet
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import Field, field_name
from fis_lessons.sheets import fill, for_print, headings, new_book, new_sheet, to_bytes, top

WORKBOOK = "schede-indicatori.xlsx"
_SUMMARY: tuple[tuple[Field, int], ...] = (
    ("name", 30), ("outcome", 34), ("unit", 12), ("direction", 14), ("baseline", 11), ("baseline_date", 12),
    ("target", 11), ("target_date", 12), ("owner", 22),
)  # fmt: skip
_LONGEST_TAB = 25


def workbook(
    sheets: Mapping[str, Mapping[str, str]], *, heading: Values, version: int, date: datetime.date
) -> bytes:
    """Write every sheet: numbers are numbers, dates are dates, and what was typed never becomes a formula.

    Parameters
    ----------
    sheets
        What is written in each, by identifier.
    heading, version, date
        Printed on every page.
    """
    foot = heading_line(heading, version=version, date=date)
    facts = heading_rows(heading, version=version, date=date)
    title = _("Schede indicatore")
    book, tab = new_book(_("Riepilogo"))
    row = top(tab, title, facts)
    names, widths = zip(*_SUMMARY, strict=True)
    headings(tab, row, [field_name(name) for name in names], widths=widths)
    fill(tab, ([shown(values, name) for name in names] for values in sheets.values()), first=row + 1)
    tab.freeze_panes = tab.cell(row + 1, 2)
    for_print(tab, title=title, note=foot, repeat=row)
    for place, values in enumerate(sheets.values(), start=1):
        name = str(shown(values, "name") or "")
        tab = new_sheet(book, f"{place}. {name[:_LONGEST_TAB]}")
        titled = _("Scheda indicatore")
        row = top(tab, f"{titled}: {name}"[:80], facts)
        headings(tab, row, [_("Casella"), _("Che cosa c'è scritto")], widths=[34, 62])
        fill(tab, ([field_name(field), shown(values, field)] for field in ORDER), first=row + 1, left=True)
        for_print(tab, title=titled, note=foot, landscape=False)
    return to_bytes(book)


def shown(values: Mapping[str, str], field: Field) -> object:
    """Return a field as the workbook holds it: a number or a date where one can be read, otherwise the words."""
    written = values.get(field, "").strip()
    if field == "direction":
        return next((label for label, value in directions() if value and value == written), "")
    indicator, _trouble = read_sheet(values)
    read = getattr(indicator, field)
    return read if read is not None and not isinstance(read, str) else written
