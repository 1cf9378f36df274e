"""A value map as a workbook that works: open it in LibreOffice, change a number, the ratio follows.

Every calculated cell is a formula; every word is a word, even if it starts with the equals sign.
"""

from __future__ import annotations

import datetime
from typing import Any

from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.heading import heading_line, heading_rows
from fis_lessons.dossier.value_map_layout import (
    COLUMNS,
    FIRST_ROW,
    FIRST_YEAR,
    HEAD_ROW,
    KEY_ROW,
    LABEL,
    LEAST_YEARS,
    PARAMETERS,
    POSITION,
    SPARE_ROWS,
    STAGE_ROW,
    STAGES,
    TITLE_ROW,
    TOTAL,
    TOTAL_LABEL,
    TOTALS,
    VALUE,
    WHOSE,
    WHOSE_LABEL,
    WORDS,
    YEAR_TOTALS,
    word,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.sroi import Outcome, Resource, ValueMap
from fis_lessons.measures.sroi.model import MOST_YEARS
from fis_lessons.sheets import (
    RATIO,
    fit_heights,
    font,
    for_print,
    headings,
    mark_cell,
    new_book,
    new_sheet,
    put,
    put_formula,
    to_bytes,
    top,
)

_SCALE = 57  # per cent: three pages lying, in letters that can be read
_FORMATS = {
    "share": "0%",
    "money": "#,##0.00",
    "number": "#,##0.##",
    "whole": "0",
    "formula": "#,##0.00;-#,##0.00;",
}


def write_workbook(
    value_map: ValueMap,
    *,
    heading: Values | None = None,
    version: int = 1,
    date: datetime.date | None = None,
) -> bytes:
    """Return the map as the bytes of an ``.xlsx`` file.

    Parameters
    ----------
    value_map
        Any map, also one that cannot be computed yet.
    heading, version, date
        Printed on every page; today if no date is given.
    """
    facts = heading_rows(heading or {}, version=version, date=date or datetime.date.today())
    foot = heading_line(heading or {}, version=version, date=date or datetime.date.today())
    book, front = new_book(_("Come si usa"))
    sheet = new_sheet(book, _("Mappa del valore"))
    put_map(sheet, value_map, facts=facts, foot=foot)
    _front(front, sheet, value_map, facts)
    for_print(front, title=_("Mappa del valore"), note=foot, landscape=False)
    return to_bytes(book)


def put_map(
    sheet: Any, value_map: ValueMap, *, facts: list[tuple[str, str]], foot: str, head: str = ""
) -> None:
    """Write a map on an empty sheet, ready to be changed, computed, printed and read back.

    Parameters
    ----------
    sheet
        Made by :func:`fis_lessons.sheets.new_sheet`.
    value_map
        Any.
    facts, foot
        Whose it is: beside the totals, and under every page.
    head
        Over every page; what the map is, if not given.
    """
    years = max(LEAST_YEARS, *(min(row.last, MOST_YEARS) for row in value_map.outcomes), 1)
    last = FIRST_ROW + len(value_map.resources) + len(value_map.outcomes) + SPARE_ROWS - 1
    _heading(sheet, value_map, years)
    _beside(sheet, facts)
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
    _choices(sheet, last)
    _mark_inputs(sheet, last)
    _on_paper(sheet, years, foot, head or _("Mappa del valore"))


def _mark_inputs(sheet: Any, last: int) -> None:
    """Let the cells to write in be seen: they are those without a formula."""
    for row in range(1, 2 + len(PARAMETERS)):
        mark_cell(sheet.cell(row, VALUE), "input")
    for row in range(FIRST_ROW, last + 1):
        for position, column in enumerate(COLUMNS, start=1):
            if column.kind != "formula" and column.key != "id":
                mark_cell(sheet.cell(row, position), "input")


def _heading(sheet: Any, value_map: ValueMap, years: int) -> None:
    put(sheet, TITLE_ROW, LABEL, _("Titolo"))
    put(sheet, TITLE_ROW, VALUE, value_map.title)
    for row, (key, label) in enumerate(PARAMETERS, start=2):
        put(sheet, row, LABEL, _(label))
        put(sheet, row, VALUE, getattr(value_map, key))
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


def _beside(sheet: Any, facts: list[tuple[str, str]]) -> None:
    """Write whose map it is, beside the totals."""
    for row, (name, value) in enumerate(facts, start=1):
        put(sheet, row, WHOSE_LABEL, name).font = font()
        put(sheet, row, WHOSE, value)


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
        f"{letter(FIRST_YEAR + year - 1)}{row}/(1+$C$4)^($C$5+{year - 1})" for year in range(1, years + 1)
    )
    put_formula(sheet, row, FIRST_YEAR + years, terms)


def _totals(sheet: Any, last: int, years: int) -> None:
    total, today = last + 2, last + 3
    for row in (total, today):
        put(sheet, row, POSITION["id"], YEAR_TOTALS)
    put(sheet, total, 1, _("Totale dell'anno"))
    put(sheet, today, 1, _("In valore di oggi"))
    inputs = letter(POSITION["resource_value"])
    first, end = letter(FIRST_YEAR), letter(FIRST_YEAR + years - 1)
    for year in range(1, years + 1):
        column = letter(FIRST_YEAR + year - 1)
        put_formula(sheet, total, FIRST_YEAR + year - 1, f"SUM({column}{FIRST_ROW}:{column}{last})")
        put_formula(sheet, today, FIRST_YEAR + year - 1, f"{column}{total}/(1+$C$4)^($C$5+{year - 1})")
    cells = {key: f"{letter(TOTAL)}{row}" for row, (key, _label) in enumerate(TOTALS, start=1)}
    value, put_in = cells["total_present_value"], cells["total_inputs"]
    formulas = {
        "total_present_value": f"SUM({first}{today}:{end}{today})",
        "total_inputs": f"SUM({inputs}{FIRST_ROW}:{inputs}{last})",
        "net_value": f"{value}-{put_in}",
        "ratio": f"IF({put_in}=0,0,{value}/{put_in})",
        "net_ratio": f"IF({put_in}=0,0,({value}-{put_in})/{put_in})",
    }
    for row, (key, label) in enumerate(TOTALS, start=1):
        put(sheet, row, TOTAL_LABEL, _(label)).font = font()
        written = put_formula(sheet, row, TOTAL, formulas[key])
        written.number_format = RATIO if key == "ratio" else "#,##0.00"
    put(sheet, 1, TOTAL_LABEL, _(TOTALS[0][1])).font = font(size=13)
    sheet.cell(1, TOTAL).font = font(size=13)


def _dress(sheet: Any, last: int, years: int) -> None:
    from openpyxl.styles import Alignment, PatternFill

    wrap = Alignment(wrap_text=True, vertical="top")
    shade = PatternFill("solid", fgColor="DCE6F4")
    for position in range(1, FIRST_YEAR + years + 1):
        for row in (STAGE_ROW, HEAD_ROW):
            cell = sheet.cell(row, position)
            cell.font, cell.alignment, cell.fill = font(), wrap, shade
        width = COLUMNS[position - 1].width if position < FIRST_YEAR else 9
        sheet.column_dimensions[letter(position)].width = width
        kind = COLUMNS[position - 1].kind if position < FIRST_YEAR else "formula"
        for row in range(FIRST_ROW, last + 4):
            cell = sheet.cell(row, position)
            cell.alignment = wrap
            if kind in _FORMATS:
                cell.number_format = _FORMATS[kind]
    # a stage is written once, over its first column
    for position in range(FIRST_YEAR + years, 1, -1):
        if sheet.cell(STAGE_ROW, position).value == sheet.cell(STAGE_ROW, position - 1).value:
            sheet.cell(STAGE_ROW, position).value = None
        else:
            sheet.cell(STAGE_ROW, position).alignment = Alignment(wrap_text=False)
    sheet.cell(STAGE_ROW, 1).alignment = Alignment(wrap_text=False)
    sheet.cell(4, VALUE).number_format = "0.0%"
    for row in range(1, 6):
        sheet.cell(row, LABEL).font = font()
        sheet.cell(row, LABEL).alignment = wrap
        sheet.cell(row, VALUE).alignment = Alignment(horizontal="left", wrap_text=True, vertical="top")
    for row in (last + 2, last + 3):
        sheet.cell(row, 1).font = font()
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.column_dimensions[letter(POSITION["id"])].hidden = True
    fit_heights(sheet, 1, 5)
    fit_heights(sheet, HEAD_ROW, last + 3)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)


def _choices(sheet: Any, last: int) -> None:
    """Let a cell with a short list of choices show the list, and a share or a length refuse what it cannot be."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rules = [
        (key, {"type": "list", "formula1": '"' + ",".join(word(key, value) for value in words) + '"'})
        for key, words in WORDS.items()
    ]
    share = {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"}
    rules += [(key, share) for key in ("deadweight", "displacement", "attribution", "drop_off")]
    length = {"type": "whole", "operator": "between", "formula1": "1", "formula2": str(MOST_YEARS)}
    rules += [(key, length) for key in ("duration", "start")]
    for key, limits in rules:
        made = DataValidation(allow_blank=True, **limits)  # type: ignore[arg-type]
        sheet.add_data_validation(made)
        made.add(f"{letter(POSITION[key])}{FIRST_ROW}:{letter(POSITION[key])}{last}")


def _front(front: Any, sheet: Any, value_map: ValueMap, facts: list[tuple[str, str]]) -> None:
    """Write the first sheet: whose map it is, what it is worth, how to use it."""
    title = _("Mappa del valore")
    row = top(front, f"{title}: {value_map.title}"[:90], facts)
    headings(front, row, [_("Il risultato"), _("Quanto")], widths=[46, 44])
    for place, (_key, label) in enumerate(TOTALS, start=1):
        put(front, row + place, 1, _(label)).font = font()
        cell = put_formula(front, row + place, 2, f"'{sheet.title}'!{letter(TOTAL)}{place}")
        cell.number_format = "#,##0.00"
    row += len(TOTALS) + 2
    put(front, row, 1, _("Come si usa")).font = font(size=13)
    lines = (
        _("Apri il foglio «{sheet}» e cambia le celle senza formula: il resto si ricalcola da solo."),
        _("Ogni riga è una risorsa oppure un esito. Le righe vuote sono pronte per i tuoi."),
        _("Le percentuali si scrivono 25% oppure 0,25. «Merito di altri» è la quota che non è tua."),
        _("Un esito negativo ha «negativo» nella sua colonna e un valore sotto zero."),
        _("Accanto a ogni valore di riferimento scrivi la fonte. Se la fonte manca, la lezione te lo dice."),
        _("Non contare due volte lo stesso euro: una retta non pagata è della famiglia o di chi la integra."),
        _("Il rapporto vale per questa attività, con queste ipotesi. Non confrontarlo con quello di altri."),
    )
    for place, line in enumerate(lines, start=row + 1):
        front.merge_cells(start_row=place, start_column=1, end_row=place, end_column=2)
        put(front, place, 1, line.format(sheet=sheet.title)).alignment = _wrapped()
        front.row_dimensions[place].height = 32


def _wrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")


def _on_paper(sheet: Any, years: int, foot: str, head: str) -> None:
    """Print a stage or two a page, with who is involved beside each."""
    stages = [position for position, column in enumerate(COLUMNS, start=1) if column.stage in (2, 3)]
    breaks = [stages[-1]]
    breaks.insert(0, max(position for position in stages if COLUMNS[position - 1].stage == 2))
    for_print(
        sheet, title=head, note=foot, repeat=HEAD_ROW, scale=_SCALE, beside="A",
        column_breaks=breaks + ([FIRST_YEAR + LEAST_YEARS] if years > LEAST_YEARS else []),
    )  # fmt: skip
