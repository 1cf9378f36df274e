"""The indicators as two sheets: from where to where, and how each is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fis_lessons.dossier.indicator_files import shown
from fis_lessons.dossier.indicator_sheet import directions
from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.dossier.study.annexes.table import Column, Rows, dash, quoted
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import Field, field_name

SECTION = "indicators"
NUMBERS: tuple[Field, ...] = (
    "name", "unit", "direction", "baseline", "baseline_date", "target", "target_high", "target_date",
)  # fmt: skip
WORDS: tuple[Field, ...] = (
    "outcome", "definition", "source", "frequency", "owner", "disaggregation", "reachable",
)  # fmt: skip
_YEAR = 365.25


def direction_words() -> tuple[str, ...]:
    """Return the words of the direction, in the order of the lesson."""
    return tuple(words for words, value in directions() if value)


def put_indicators(annexes: Annexes, sheets: Mapping[str, Mapping[str, str]]) -> tuple[Any, Any]:
    """Write the two sheets.

    Parameters
    ----------
    annexes
        The workbook.
    sheets
        What is written in each, by identifier.
    """
    table = Rows(
        annexes,
        _("Indicatori"),
        section=SECTION,
        title=_("Indicatori: da dove si parte, dove si vuole arrivare"),
        intro=_(
            "Una riga per indicatore. Le caselle con il bordo si scrivono; differenza, percentuale, anni e verso "
            "sono formule. Il traguardo dice dove si vuole arrivare: quanto sia merito del progetto lo dirà solo "
            "il confronto."
        ),
        columns=_number_columns(),
    )
    rows = {}
    for name, values in sheets.items():
        rows[name] = table.add(name, {field: shown(values, field) or None for field in NUMBERS})
        # zero is a value, not an empty cell
        for field in NUMBERS:
            if (value := shown(values, field)) == 0 and not isinstance(value, str):
                cell = table.sheet[f"{table.at(field)}{rows[name]}"]
                cell.value = 0
    first = table.finish(last=table.row - 1)
    return first, _put_words(annexes, sheets, first.title, rows)


def _put_words(
    annexes: Annexes, sheets: Mapping[str, Mapping[str, str]], first: str, rows: Mapping[str, int]
) -> Any:
    widths: Mapping[Field, int] = {"outcome": 34, "definition": 40, "source": 24, "reachable": 30}
    named = Column(
        key="", label=field_name("name"), width=26, formula=lambda row: f"'{first}'!A{row}"
    )  # fmt: skip
    table = Rows(
        annexes,
        _("Come si misura"),
        section=SECTION,
        title=_("Indicatori: come si misurano, chi lo fa, con quale fonte"),
        intro=_("Le stesse righe del foglio «{sheet}».").format(sheet=first),
        columns=[
            named,
            *(Column(key=field, label=field_name(field), width=widths.get(field, 18)) for field in WORDS),
        ],
    )
    for name, values in sheets.items():
        table.add(name, {field: values.get(field, "") for field in WORDS})
    return table.finish(last=table.row - 1)


def _number_columns() -> list[Column]:
    more, less, _within = direction_words()
    # where the columns stand is part of the formulas: name A, direction C, from D, date E, to F, date H
    numbers = "AND(ISNUMBER(D{row}),ISNUMBER(F{row}))"
    dates = "AND(ISNUMBER(E{row}),ISNUMBER(H{row}))"

    def right_way(row: int) -> str:
        up, down = f"IF(F{row}>D{row},{yes},{no})", f"IF(F{row}<D{row},{yes},{no})"
        return dash(
            numbers.format(row=row),
            f'IF(C{row}={quoted(more)},{up},IF(C{row}={quoted(less)},{down},"–"))',
        )

    yes, no = quoted(_("sì")), quoted(_("no"))
    return [
        Column(key="name", label=field_name("name"), width=34),
        Column(key="unit", label=field_name("unit"), width=12),
        Column(key="direction", label=field_name("direction"), width=16, options=direction_words()),
        Column(key="baseline", label=field_name("baseline"), width=11, look="number"),
        Column(key="baseline_date", label=field_name("baseline_date"), width=13, look="date"),
        Column(key="target", label=field_name("target"), width=11, look="number"),
        Column(key="target_high", label=field_name("target_high"), width=13, look="number"),
        Column(key="target_date", label=field_name("target_date"), width=13, look="date"),
        Column(
            key="", label=_("Differenza"), width=12, look="number",
            formula=lambda row: dash(numbers.format(row=row), f"F{row}-D{row}"),
        ),
        Column(
            key="", label=_("Differenza, rispetto alla partenza"), width=14, look="share",
            formula=lambda row: dash(
                f"AND({numbers.format(row=row)},D{row}<>0)", f"(F{row}-D{row})/ABS(D{row})"
            ),
        ),
        Column(
            key="", label=_("Anni fra le due date"), width=11, look="number",
            formula=lambda row: dash(dates.format(row=row), f"(H{row}-E{row})/{_YEAR}"),
        ),
        Column(key="", label=_("Va nel verso giusto?"), width=12, formula=right_way),
    ]  # fmt: skip
