"""A value map as a workbook that works: open it in LibreOffice, change a number, the ratio follows.

Every calculated cell is a formula; every word is a word, even if it starts with the equals sign.
"""

from __future__ import annotations

from typing import Any

from fis_lessons.dossier.value_map_layout import (
    COLUMNS,
    FIRST_ROW,
    FIRST_YEAR,
    HEAD_ROW,
    KEY_ROW,
    LEAST_YEARS,
    PARAMETERS,
    POSITION,
    SPARE_ROWS,
    STAGE_ROW,
    STAGES,
    TITLE_ROW,
    TOTALS,
    word,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.sroi import Outcome, Resource, ValueMap
from fis_lessons.sheets import new_book, new_sheet, put, put_formula, to_bytes

_FORMATS = {"share": "0%", "money": "#,##0.00", "number": "#,##0.##", "whole": "0", "formula": "#,##0.00"}


def write_workbook(value_map: ValueMap) -> bytes:
    """Return the map as the bytes of an ``.xlsx`` file.

    Parameters
    ----------
    value_map
        Any map, also one that cannot be computed yet.
    """
    book, sheet = new_book(_("Mappa del valore"))
    years = max(LEAST_YEARS, *(row.last for row in value_map.outcomes), 1)
    _heading(sheet, value_map, years)
    last = FIRST_ROW + len(value_map.resources) + len(value_map.outcomes) + SPARE_ROWS - 1
    row = FIRST_ROW
    for resource in value_map.resources:
        _write_row(sheet, row, _resource_cells(resource))
        row += 1
    for outcome in value_map.outcomes:
        _write_row(sheet, row, _outcome_cells(outcome))
        row += 1
    for line in range(FIRST_ROW, last + 1):
        _row_formulas(sheet, line, years)
    _totals(sheet, last, years)
    _dress(sheet, last, years)
    _guide(book)
    return to_bytes(book)


def _heading(sheet: Any, value_map: ValueMap, years: int) -> None:
    put(sheet, TITLE_ROW, 1, _("Titolo"))
    put(sheet, TITLE_ROW, 2, value_map.title)
    for row, (key, label) in enumerate(PARAMETERS, start=2):
        put(sheet, row, 1, _(label))
        put(sheet, row, 2, getattr(value_map, key))
        put(sheet, row, 3, key)
    for position, column in enumerate(COLUMNS, start=1):
        put(sheet, STAGE_ROW, position, _(STAGES[column.stage]))
        put(sheet, KEY_ROW, position, column.key)
        put(sheet, HEAD_ROW, position, _(column.label))
    for year in range(1, years + 1):
        position = FIRST_YEAR + year - 1
        put(sheet, STAGE_ROW, position, _(STAGES[5]))
        # the key of a year is the year: the formulas below read it
        put(sheet, KEY_ROW, position, year)
        put(sheet, HEAD_ROW, position, _("Anno {year}").format(year=year))
    put(sheet, STAGE_ROW, FIRST_YEAR + years, _(STAGES[5]))
    put(sheet, KEY_ROW, FIRST_YEAR + years, "present_value")
    put(sheet, HEAD_ROW, FIRST_YEAR + years, _("Valore di oggi della riga"))


def _resource_cells(resource: Resource) -> dict[str, object]:
    return {
        "stakeholder": resource.stakeholder,
        "resource": resource.description,
        "resource_kind": word("resource_kind", resource.kind),
        "resource_quantity": resource.quantity,
        "resource_unit_value": resource.unit_value,
        "resource_source": resource.source,
    }


def _outcome_cells(outcome: Outcome) -> dict[str, object]:
    same = (
        "id",
        "stakeholder",
        "change",
        "output",
        "outcome",
        "indicator",
        "indicator_source",
        "quantity",
        "duration",
        "start",
        "proxy",
        "proxy_value",
        "proxy_source",
        "proxy_country",
        "deadweight",
        "displacement",
        "attribution",
        "drop_off",
    )
    return {
        **{name: getattr(outcome, name) for name in same},
        "sign": word("sign", "negative" if outcome.negative else "positive"),
        "proxy_quality": word("proxy_quality", outcome.proxy_quality),
    }


def _write_row(sheet: Any, row: int, cells: dict[str, object]) -> None:
    for key, value in cells.items():
        put(sheet, row, POSITION[key], value)


def letter(position: int) -> str:
    """Return the letters of a column.

    Examples
    --------
    >>> letter(1), letter(27)
    ('A', 'AA')
    """
    name = ""
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def _row_formulas(sheet: Any, row: int, years: int) -> None:
    at = {key: f"{letter(position)}{row}" for key, position in POSITION.items()}
    fixed = {key: f"${letter(position)}{row}" for key, position in POSITION.items()}
    value = f"{at['resource_quantity']}*{at['resource_unit_value']}"
    put_formula(sheet, row, POSITION["resource_value"], value)
    kept = "*".join(f"(1-{at[name]})" for name in ("deadweight", "displacement", "attribution"))
    put_formula(sheet, row, POSITION["impact"], f"{at['quantity']}*{at['proxy_value']}*{kept}")
    for year in range(1, years + 1):
        column = letter(FIRST_YEAR + year - 1)
        here = f"{column}${KEY_ROW}"
        # an empty start or duration counts 1, as it does when the sheet is read back
        start, length = f"MAX(1,{fixed['start']})", f"MAX(1,{fixed['duration']})"
        inside = f"AND({here}>={start},{here}<{start}+{length})"
        # the first year apart: zero to the power of zero is an error in some spreadsheets
        later = f"IF({here}={start},1,(1-{fixed['drop_off']})^({here}-{start}))"
        put_formula(sheet, row, FIRST_YEAR + year - 1, f"IF({inside},{fixed['impact']}*{later},0)")
    terms = "+".join(
        f"{letter(FIRST_YEAR + year - 1)}{row}/(1+$B$4)^($B$5+{year - 1})" for year in range(1, years + 1)
    )
    put_formula(sheet, row, FIRST_YEAR + years, terms)


def _totals(sheet: Any, last: int, years: int) -> None:
    total, today = last + 2, last + 3
    put(sheet, total, 1, _("Totale dell'anno"))
    put(sheet, today, 1, _("In valore di oggi"))
    inputs = letter(POSITION["resource_value"])
    first, end = letter(FIRST_YEAR), letter(FIRST_YEAR + years - 1)
    for year in range(1, years + 1):
        column = letter(FIRST_YEAR + year - 1)
        put_formula(sheet, total, FIRST_YEAR + year - 1, f"SUM({column}{FIRST_ROW}:{column}{last})")
        put_formula(sheet, today, FIRST_YEAR + year - 1, f"{column}{total}/(1+$B$4)^($B$5+{year - 1})")
    cells = {key: f"B{last + 5 + k}" for k, (key, _label) in enumerate(TOTALS)}
    value, put_in = cells["total_present_value"], cells["total_inputs"]
    formulas = {
        "total_present_value": f"SUM({first}{today}:{end}{today})",
        "total_inputs": f"SUM({inputs}{FIRST_ROW}:{inputs}{last})",
        "net_value": f"{value}-{put_in}",
        "ratio": f"IF({put_in}=0,0,{value}/{put_in})",
        "net_ratio": f"IF({put_in}=0,0,({value}-{put_in})/{put_in})",
    }
    for position, (key, label) in enumerate(TOTALS):
        row = last + 5 + position
        put(sheet, row, 1, _(label))
        put_formula(sheet, row, 2, formulas[key])
        sheet.cell(row, 2).number_format = "#,##0.00"
        put(sheet, row, 3, key)


def _dress(sheet: Any, last: int, years: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    bold, wrap = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    shade = PatternFill("solid", fgColor="DCE6F4")
    for position in range(1, FIRST_YEAR + years + 1):
        for row in (STAGE_ROW, HEAD_ROW):
            cell = sheet.cell(row, position)
            cell.font, cell.alignment, cell.fill = bold, wrap, shade
        width = COLUMNS[position - 1].width if position < FIRST_YEAR else 13
        sheet.column_dimensions[letter(position)].width = width
        kind = COLUMNS[position - 1].kind if position < FIRST_YEAR else "formula"
        for row in range(FIRST_ROW, last + 4):
            cell = sheet.cell(row, position)
            cell.alignment = wrap
            if kind in _FORMATS:
                cell.number_format = _FORMATS[kind]
    sheet.column_dimensions["A"].width = 26
    sheet["B4"].number_format = "0.0%"
    for row in (TITLE_ROW, *range(last + 2, last + 10)):
        sheet.cell(row, 1).font = bold
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.column_dimensions["C"].width = 24
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)


def _guide(book: Any) -> None:
    """Add a sheet that says how to use the first."""
    sheet = new_sheet(book, _("Come si usa"))
    lines = (
        _("Cambia i valori nelle celle senza formula: il resto si ricalcola da solo."),
        _("Ogni riga è una risorsa oppure un esito. Le righe vuote sono pronte per i tuoi."),
        _("Le percentuali si scrivono 25% oppure 0,25. «Merito di altri» è la quota che non è tua."),
        _("Un esito negativo ha «negativo» nella sua colonna e un valore sotto zero."),
        _("Accanto a ogni proxy scrivi la fonte. Se la fonte manca, la lezione te lo dice."),
        _("Non cancellare la riga nascosta: serve alla lezione per rileggere il foglio."),
        _("Il rapporto vale per questa attività, con queste ipotesi. Non confrontarlo con quello di altri."),
    )
    for row, line in enumerate(lines, start=1):
        put(sheet, row, 1, line)
    sheet.column_dimensions["A"].width = 100
