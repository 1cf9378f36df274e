"""Read back a value map somebody changed in a spreadsheet: trust nothing, name every problem."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from fis_lessons.dossier.value_map_layout import (
    COLUMNS,
    FIRST_ROW,
    KEY_ROW,
    LEAST_YEARS,
    PARAMETERS,
    TITLE_ROW,
    TOTALS,
    choice,
)
from fis_lessons.dossier.value_map_workbook import letter
from fis_lessons.errors import LessonError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.sroi import Outcome, Quality, Resource, ResourceKind, ValueMap

LARGEST = 3_000_000
"""Bytes of a file that is read."""
_LARGEST_OPEN = 60_000_000
_MOST_ROWS = 500
_MOST_HEAD = 25
_REQUIRED = ("stakeholder", "outcome", "quantity", "proxy_value", "resource", "resource_unit_value")


def read_workbook(content: bytes) -> ValueMap:
    """Return the map written in an ``.xlsx`` file.

    Calculated cells are not read: the value is computed again from what was filled in.

    Parameters
    ----------
    content
        The bytes of the file.

    Raises
    ------
    LessonError
        If the file is not a value map, or some cells cannot be read: all of them are named.
    """
    sheet, values = _open(content)
    keys, at = _positions(sheet)
    reader = _Reader(sheet, values, at)
    resources, outcomes = [], []
    first = keys + FIRST_ROW - KEY_ROW
    for row in range(first, _end(sheet, at, first=first)):
        if reader.text(row, "resource"):
            resources.append(_resource(reader, row))
        if reader.text(row, "outcome"):
            outcomes.append(_outcome(reader, row))
        elif not reader.text(row, "resource") and reader.anything(row):
            problem = Problem(
                _("riga {row}").format(row=row),
                _("ci sono valori, ma né una risorsa né un esito"),
                remedy=_("Scrivi il nome dell'esito o della risorsa, o svuota la riga."),
            )
            reader.problems.append(problem)
    found = _parameters(reader, keys)
    if reader.problems:
        raise LessonError(_("Il foglio ha celle che non riesco a leggere."), reader.problems)
    return ValueMap(
        title=reader.raw_text(TITLE_ROW, 2), resources=tuple(resources), outcomes=tuple(outcomes), **found
    )


def _refuse(found: str, remedy: str) -> LessonError:
    return LessonError(_("Questo file non è una mappa del valore."), [Problem("", found, remedy=remedy)])


def _open(content: bytes) -> tuple[Any, Any]:
    """Open the first sheet twice: as it was written, and with the values the spreadsheet kept."""
    from openpyxl import load_workbook

    remedy = _("Usa il file .xlsx scritto da questa lezione, salvato nello stesso formato.")
    if len(content) > LARGEST:
        raise _refuse(_("è troppo grande"), remedy)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _LARGEST_OPEN:
                raise _refuse(_("è troppo grande"), remedy)
        book = load_workbook(io.BytesIO(content))
        kept = load_workbook(io.BytesIO(content), data_only=True)
    except LessonError:
        raise
    except Exception as error:  # whatever a broken or foreign file makes the library raise
        raise _refuse(_("non riesco ad aprirlo"), remedy) from error
    if not book.worksheets:
        raise _refuse(_("non ha fogli"), remedy)
    return book.worksheets[0], kept.worksheets[0]


def _positions(sheet: Any) -> tuple[int, dict[str, int]]:
    """Find the hidden row, and the columns by the names in it: rows and columns may have been added."""
    known = {column.key for column in COLUMNS}
    found: tuple[int, dict[str, int]] = (KEY_ROW, {})
    for row in range(1, _MOST_HEAD + 1):
        at = {
            str(sheet.cell(row, position).value): position
            for position in range(1, min(sheet.max_column, 200) + 1)
            if sheet.cell(row, position).value in known
        }
        if len(at) > len(found[1]):
            found = (row, at)
    missing = [key for key in _REQUIRED if key not in found[1]]
    if missing:
        raise _refuse(
            _("mancano le colonne {names}").format(names=", ".join(missing)),
            _("La riga nascosta con i nomi delle colonne non va cancellata."),
        )
    return found


def _end(sheet: Any, at: Mapping[str, int], *, first: int) -> int:
    """Return the row where the totals begin, or the one after the last."""
    names = {key for key, _label in TOTALS}
    bottom = min(int(sheet.max_row), first + _MOST_ROWS) + 1
    for row in range(first, bottom):
        if sheet.cell(row, 3).value in names and not sheet.cell(row, at["outcome"]).value:
            return row
    return bottom


@dataclass
class _Reader:
    """The cells of a sheet, and what was wrong with them."""

    sheet: Any
    values: Any
    at: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    def anything(self, row: int) -> bool:
        """Say whether somebody filled in a cell of the row; the labels of the totals are not it."""
        keys = [column.key for column in COLUMNS if column.kind != "formula" and column.key != "id"]
        return any(self.sheet.cell(row, self.at[key]).value is not None for key in keys if key in self.at)

    def raw_text(self, row: int, position: int) -> str:
        value = self.sheet.cell(row, position).value
        return "" if value is None else str(value)

    def text(self, row: int, key: str) -> str:
        return self.raw_text(row, self.at[key]) if key in self.at else ""

    def one_of(self, row: int, key: str, *, empty: str) -> str:
        written = self.text(row, key).strip()
        if not written:
            return empty
        found = choice(key, written)
        if found is None:
            self._wrong(row, self.at[key], written, _("una delle parole previste"))
            return empty
        return found

    def number(self, row: int, key: str, *, empty: float | None = None) -> float:
        if key not in self.at:
            return empty or 0.0
        return self.number_at(row, self.at[key], empty=empty)

    def number_at(self, row: int, position: int, *, empty: float | None = None) -> float:
        cell = self.sheet.cell(row, position)
        value = self.values.cell(row, position).value if cell.data_type == "f" else cell.value
        if cell.data_type == "f" and value is None:
            self._wrong(row, position, str(cell.value), _("un numero: apri il file, salvalo e riprova"))
            return 0.0
        if isinstance(value, str):
            value = _typed(value)
        if value is None and empty is not None and cell.value is None:
            return empty
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return value
        found = _("vuota") if cell.value is None else str(cell.value)
        self._wrong(row, position, found, _("un numero"))
        return 0.0

    def _wrong(self, row: int, position: int, found: str, expected: str) -> None:
        where = _("cella {cell}").format(cell=f"{letter(position)}{row}")
        self.problems.append(Problem(where, found[:80], expected=expected))


def _typed(text: str) -> float | None:
    """Read a number a person typed as text, for instance ``25%`` or ``1.234,50``."""
    from fis_lessons.reading import read_number

    stripped = text.strip()
    if stripped.endswith("%"):
        value = read_number(stripped[:-1])
        return None if value is None else value / 100
    return read_number(stripped)


def _resource(reader: _Reader, row: int) -> Resource:
    return Resource(
        stakeholder=reader.text(row, "stakeholder"),
        description=reader.text(row, "resource"),
        quantity=reader.number(row, "resource_quantity", empty=1),
        unit_value=reader.number(row, "resource_unit_value"),
        kind=cast(ResourceKind, reader.one_of(row, "resource_kind", empty="money")),
        source=reader.text(row, "resource_source"),
    )


def _outcome(reader: _Reader, row: int) -> Outcome:
    def whole(key: str) -> int:
        value = reader.number(row, key, empty=1)
        # a part of a year stays as it is: the checks of the map name it
        return int(value) if value == int(value) else cast(int, value)

    return Outcome(
        # with the word a person reads where a row has no name of its own
        id=reader.text(row, "id").strip() or _("riga {row}").format(row=row),
        stakeholder=reader.text(row, "stakeholder"),
        outcome=reader.text(row, "outcome"),
        change=reader.text(row, "change"),
        output=reader.text(row, "output"),
        indicator=reader.text(row, "indicator"),
        indicator_source=reader.text(row, "indicator_source"),
        quantity=reader.number(row, "quantity"),
        duration=whole("duration"),
        start=whole("start"),
        proxy=reader.text(row, "proxy"),
        proxy_value=reader.number(row, "proxy_value"),
        proxy_source=reader.text(row, "proxy_source"),
        proxy_country=reader.text(row, "proxy_country"),
        proxy_quality=cast(Quality, reader.one_of(row, "proxy_quality", empty="unknown")),
        negative=reader.one_of(row, "sign", empty="positive") == "negative",
        deadweight=reader.number(row, "deadweight", empty=0),
        displacement=reader.number(row, "displacement", empty=0),
        attribution=reader.number(row, "attribution", empty=0),
        drop_off=reader.number(row, "drop_off", empty=0),
    )


def _parameters(reader: _Reader, keys: int) -> dict[str, Any]:
    rows = {reader.raw_text(row, 3): row for row in range(1, keys)}
    found: dict[str, Any] = {}
    for position, (key, _label) in enumerate(PARAMETERS, start=2):
        row = rows.get(key, position)
        numeric = key in ("rate", "first_period")
        found[key] = reader.number_at(row, 2) if numeric else reader.raw_text(row, 2)
    return found


def outside_the_sheet(value_map: ValueMap) -> bool:
    """Say whether a row lasts beyond the years the sheet has: there its own ratio would be too small."""
    return max((row.last for row in value_map.outcomes), default=0) > LEAST_YEARS
