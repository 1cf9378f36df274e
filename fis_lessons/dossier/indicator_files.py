"""Two files to take home: a page to print for one sheet, a workbook with all of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from fis_lessons.dossier.indicator_sheet import ORDER, directions, letters_table, read_sheet
from fis_lessons.figures import escape, table_html
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language, day
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import Field, field_name
from fis_lessons.measures.indicators import smart
from fis_lessons.sheets import fill, headings, new_book, to_bytes

WORKBOOK = "schede-indicatori.xlsx"

# What a workbook cannot hold, and what only confuses whoever reads the page
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_CSS = """
@page { size: A4; margin: 18mm 16mm; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff;
       font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { color: #0b3d91; font-size: 1.6rem; }
table { width: 100%; margin: 1.2em 0; border-collapse: collapse; }
caption { padding: .4em 0; font-weight: 600; text-align: left; }
th, td { padding: .4em .6em; border-bottom: 1px solid #c5cedd; text-align: left; vertical-align: top;
         overflow-wrap: break-word; }
tbody th { width: 32%; }
.quiet { color: #495057; font-size: .92rem; }
"""


def write(
    folder: Path, name: str, sheets: Mapping[str, Mapping[str, str]], *, lang: Language
) -> tuple[str, str]:
    """Write the page of one sheet and the workbook of all, and return their names.

    Parameters
    ----------
    folder
        Where to write.
    name
        Identifier of the sheet.
    sheets
        Every sheet, by identifier.
    lang
        Language of the page.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    page_name = f"scheda-indicatore-{name}.html"
    write_whole(folder / page_name, page(sheets[name], lang=lang))
    write_whole(folder / WORKBOOK, workbook(sheets))
    return page_name, WORKBOOK


def page(values: Mapping[str, str], *, lang: Language, today: datetime.date | None = None) -> str:
    """Write a sheet as one page of HTML: nothing loaded, nothing run, everything escaped.

    Parameters
    ----------
    values
        What was written, by field.
    lang
        Language of the page.
    today
        Date printed on it; the clock's if not given.
    """
    indicator, _trouble = read_sheet(values)
    fields = pd.DataFrame(
        [(field_name(field), shown(values, field) or "–") for field in ORDER],
        columns=[_("Casella"), _("Che cosa c'è scritto")],
    )
    title = _("Scheda indicatore") + ": " + shown(values, "name")
    note = _(
        "Scritta il {day} con la lezione 07 di FIS Lessons. Il contenuto è di chi l'ha compilata."
    ).format(day=day(today or datetime.date.today()))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    sheet = table_html(fields, caption=_("La scheda"))
    letters = table_html(letters_table(smart(indicator)), caption=_("Le cinque lettere di SMART"))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n"
        f"{sheet}\n{letters}\n"
        f'<p class="quiet">{escape(note)}</p>\n</main>\n</body>\n</html>\n'
    )


def shown(values: Mapping[str, str], field: Field) -> str:
    """Return a field as people read it."""
    text = _CONTROL.sub("", values.get(field, ""))
    if field == "direction":
        return next((label for label, value in directions() if value == text), "")
    return text


def workbook(sheets: Mapping[str, Mapping[str, str]]) -> bytes:
    """Write every sheet as a row of a workbook. Cells are text: what was typed never becomes a formula."""
    book, tab = new_book(_("Schede"))
    headings(tab, 1, [field_name(field) for field in ORDER], widths=[26] * len(ORDER))
    fill(tab, ([shown(values, field) for field in ORDER] for values in sheets.values()), first=2)
    tab.freeze_panes = "B2"
    return to_bytes(book)
