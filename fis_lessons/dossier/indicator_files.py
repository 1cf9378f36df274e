"""Two files to take home: a page to print for one sheet, a workbook with all of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pandas as pd

from fis_lessons.dossier import folder, paper
from fis_lessons.dossier.indicator_sheet import ORDER, directions, letters_table, read_sheet
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import escape, table_html
from fis_lessons.i18n import Language, day
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import Field, field_name
from fis_lessons.measures.indicators import smart
from fis_lessons.sheets import fill, headings, new_book, text, to_bytes

WORKBOOK = "schede-indicatori.xlsx"


def write(learner: Learner, name: str, sheets: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Write the page of one sheet and the workbook of all, and return their names.

    Parameters
    ----------
    learner
        Where, and in which language.
    name
        Identifier of the sheet.
    sheets
        Every sheet, by identifier.

    Raises
    ------
    FolderError
        If the folder cannot be written.
    """
    page_name = f"scheda-indicatore-{name}.html"
    first = folder.save(page(sheets[name], lang=learner.lang), name=page_name, learner=learner)
    second = folder.save(workbook(sheets), name=WORKBOOK, learner=learner)
    return first.name, second.name


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
    sheet = table_html(fields, caption=_("La scheda"))
    letters = table_html(letters_table(smart(indicator)), caption=_("Le cinque lettere di SMART"))
    body = f'<h1>{escape(title)}</h1>\n{sheet}\n{letters}\n<p class="quiet">{escape(note)}</p>'
    return paper.page(body, title=title, lang=lang)


def shown(values: Mapping[str, str], field: Field) -> str:
    """Return a field as people read it."""
    words = text(values.get(field, ""))
    if field == "direction":
        return next((label for label, value in directions() if value == words), "")
    return words


def workbook(sheets: Mapping[str, Mapping[str, str]]) -> bytes:
    """Write every sheet as a row of a workbook. Cells are text: what was typed never becomes a formula."""
    book, tab = new_book(_("Schede"))
    headings(tab, 1, [field_name(field) for field in ORDER], widths=[26] * len(ORDER))
    fill(tab, ([shown(values, field) for field in ORDER] for values in sheets.values()), first=2)
    tab.freeze_panes = "B2"
    return to_bytes(book)
