"""Read back a value map somebody changed in a spreadsheet: trust nothing, name every problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from fis_lessons.dossier.value_map_layout import (
    COLUMNS,
    LEAST_YEARS,
    PARAMETERS,
    TOTALS,
    YEAR_TOTALS,
    Kind,
    choice,
)
from fis_lessons.errors import LessonError, Problem, ReadingError
from fis_lessons.i18n import LANGUAGES, mark, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.sroi import Outcome, Quality, Resource, ResourceKind, ValueMap
from fis_lessons.reading import (
    NoValue,
    NumberColumn,
    Percent,
    Row,
    Table,
    cell_name,
    find_tables,
    read_book,
    read_column,
    text_key,
    text_of,
)

MOST_ROWS = 500
_REQUIRED = ("stakeholder", "outcome", "quantity", "proxy_value", "resource", "resource_unit_value")
_TITLE = mark("Titolo")
_LABELS = (0, 1)
"""Above the columns, where a value may be called by its label: it stands in the column after."""
_KINDS: Mapping[str, Kind] = {
    **{column.key: column.kind for column in COLUMNS}, "rate": "share", "first_period": "number",
}  # fmt: skip


def read_workbook(source: bytes | Path) -> ValueMap:
    """Return the map written in an ``.xlsx`` file.

    Columns are found by the names of the hidden row or, where it was deleted, by their titles. Calculated cells
    are not read: the value is computed again from what was filled in.

    Parameters
    ----------
    source
        The file, or its bytes.

    Raises
    ------
    LessonError
        If the file is not a value map, or some cells cannot be read: all of them are named.
    """
    table = _table(source)
    rows = _rows(table)
    if len(rows) > MOST_ROWS:
        words = _("ha {count} righe.").format(count=number(len(rows)))
        raise _refuse(
            [Problem(table.sheet.name[:40], words, _("al massimo {count}").format(count=number(MOST_ROWS)))]
        )
    reader = _Reader(table.columns, rows)
    resources, outcomes = [], []
    for row in rows:
        if reader.text(row, "resource"):
            resources.append(_resource(reader, row))
        if reader.text(row, "outcome"):
            outcomes.append(_outcome(reader, row))
        elif not reader.text(row, "resource") and reader.anything(row):
            problem = Problem(
                _("riga {row}").format(row=row.number),
                _("ci sono valori, ma né una risorsa né un esito"),
                remedy=_("Scrivi il nome dell'esito o della risorsa, o svuota la riga."),
            )
            reader.problems.append(problem)
    found = _parameters(reader, table.above)
    if reader.problems:
        raise LessonError(_("Il foglio ha celle che non riesco a leggere."), reader.problems)
    return ValueMap(resources=tuple(resources), outcomes=tuple(outcomes), **found)


def _refuse(problems: Iterable[Problem]) -> LessonError:
    return LessonError(_("Questo file non è una mappa del valore."), problems)


def _table(source: bytes | Path) -> Table:
    """Find the columns by their names: rows, columns and sheets may have been added."""
    remedy = _("Usa il file .xlsx scritto da questa lezione, salvato nello stesso formato.")
    try:
        book = read_book(source, texts=False)
    except ReadingError as error:
        raise _refuse(error.problems) from None
    wanted = {
        column.key: {text_key(column.key), *_written(column.label, *column.formerly)} for column in COLUMNS
    }
    found = next(iter(find_tables(book, wanted, least=3)), None)
    missing = [column for column in COLUMNS if column.key in _REQUIRED]
    if found is not None:
        missing = [column for column in missing if column.key not in found.columns]
    if found is None or missing:
        names = ", ".join(f"«{_(column.label)}»" for column in missing)
        raise _refuse([Problem("", _("mancano le colonne {names}").format(names=names), remedy=remedy)])
    twice = [column for column in COLUMNS if column.key in found.again]
    if twice:
        words = _("ci sono due colonne con lo stesso nome: {names}.")
        names = ", ".join(_(column.label) for column in twice)
        raise _refuse([Problem("", words.format(names=names), remedy=remedy)])
    return found


def _written(*labels: str) -> set[str]:
    """Return some labels as the two languages write them, in bare letters."""
    found = set()
    for lang in LANGUAGES:
        with use_language(lang):
            found |= {text_key(_(label)) for label in labels}
    return found


def _rows(table: Table) -> tuple[Row, ...]:
    """Return the rows between the titles and the totals."""
    names = {YEAR_TOTALS, *(key for key, _label in TOTALS)}  # files of before had the totals under the rows
    titles = {
        title for column in COLUMNS for title in (column.key, *_written(column.label, *column.formerly))
    }
    rows = []
    for row in table.body:
        if any(cell in names for cell in row.cells) and not row.text(table.columns["outcome"]):
            break
        here = [text_key(row.at(position)) in titles for position in table.columns.values()]
        if sum(here) < 3:  # the row of the titles under the hidden one is no row of the map
            rows.append(row)
    return tuple(rows)


@dataclass
class _Reader:
    """The cells of a map, and what was wrong with them."""

    at: Mapping[str, int]
    rows: tuple[Row, ...]
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._place = {row.number: place for place, row in enumerate(self.rows)}
        # the whole column decides what its points and commas mean
        self._numbers: dict[str, NumberColumn] = {
            key: read_column([row.at(position) for row in self.rows])
            for key, position in self.at.items()
            if _KINDS[key] not in ("text", "formula")
        }

    def anything(self, row: Row) -> bool:
        """Say whether somebody filled in a cell of the row."""
        keys = [column.key for column in COLUMNS if column.kind != "formula" and column.key != "id"]
        return any(row.at(self.at[key]) is not None for key in keys if key in self.at)

    def text(self, row: Row, key: str) -> str:
        return self.text_at(row, self.at.get(key, -1))

    def text_at(self, row: Row, position: int) -> str:
        cell = row.at(position)
        if isinstance(cell, NoValue):
            self.wrong(row, position, f"{cell.text}: {cell.why}")
            return ""
        return cell if isinstance(cell, str) else text_of(cell)

    def one_of(self, row: Row, key: str, *, empty: str) -> str:
        written = self.text(row, key).strip()
        if not written:
            return empty
        found = choice(key, written)
        if found is None:
            self.wrong(row, self.at[key], written, _("una delle parole previste"))
            return empty
        return found

    def number(self, row: Row, key: str, *, empty: float | None = None) -> float:
        if key not in self.at:
            return empty or 0.0
        return self.number_of(
            self._numbers[key], self._place[row.number], row, key, self.at[key], empty=empty
        )

    def number_of(
        self,
        column: NumberColumn,
        place: int,
        row: Row,
        key: str,
        position: int,
        *,
        empty: float | None = None,
    ) -> float:
        """Return the number of a cell of a column, as a share where the column holds shares."""
        kind, quantity = _KINDS[key], column.quantities[place]
        expected = _("una percentuale, come 25%") if kind == "share" else _("un numero")
        if quantity is None:
            why = next((cell.why for cell in column.unread if cell.position == place), "")
            if not why and empty is not None:
                return empty
            found = f"{text_of(row.at(position))[:40]}: {why}" if why else _("vuota")
        elif quantity.sign == "%" and kind != "share":
            found = _("{found} è una percentuale.").format(found=text_of(row.at(position))[:40])
        elif quantity.sign not in ("", "%") and kind != "money":
            found = text_of(row.at(position))[:40]
        else:
            return _share(row.at(position), quantity.share)
        self.wrong(row, position, found, expected)
        return 0.0

    def wrong(self, row: Row, position: int, found: str, expected: str = "") -> None:
        self.problems.append(Problem(cell_name(row, position), found[:160], expected=expected))


def _share(cell: object, value: float) -> float:
    """Return what the file holds in a percent cell, to the last digit, and any other number as it was read."""
    return cell.share if isinstance(cell, Percent) else value


def _resource(reader: _Reader, row: Row) -> Resource:
    return Resource(
        stakeholder=reader.text(row, "stakeholder"),
        description=reader.text(row, "resource"),
        quantity=reader.number(row, "resource_quantity", empty=1),
        unit_value=reader.number(row, "resource_unit_value"),
        kind=cast(ResourceKind, reader.one_of(row, "resource_kind", empty="money")),
        source=reader.text(row, "resource_source"),
    )


def _outcome(reader: _Reader, row: Row) -> Outcome:
    def whole(key: str) -> int:
        value = reader.number(row, key, empty=1)
        # a part of a year stays as it is: the checks of the map name it
        return int(value) if value == int(value) else cast(int, value)

    return Outcome(
        # with the word a person reads where a row has no name of its own
        id=reader.text(row, "id").strip() or _("riga {row}").format(row=row.number),
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


def _parameters(reader: _Reader, above: tuple[Row, ...]) -> dict[str, Any]:
    """Read what stands above the columns, by its name or its title."""
    found: dict[str, Any] = {"title": ""}
    for key, label in (("title", _TITLE), *PARAMETERS):
        titles = _written(label)
        places = ((row, at + 1) for row in above for at in _LABELS if text_key(row.at(at)) in titles)
        row, at = next(places, (None, 0))
        if row is not None and _KINDS.get(key) is None:
            found[key] = reader.text_at(row, at)
        elif row is not None:
            column = read_column([row.at(at)])
            found[key] = reader.number_of(column, 0, row, key, at)
        elif key != "title":
            words = _("manca la riga «{name}».").format(name=_(label))
            remedy = _("Rimettila sopra le colonne, con il suo valore accanto.")
            reader.problems.append(Problem("", words, remedy=remedy))
    return found


def outside_the_sheet(value_map: ValueMap) -> bool:
    """Say whether a row lasts beyond the years the sheet has: there its own ratio would be too small."""
    return max((row.last for row in value_map.outcomes), default=0) > LEAST_YEARS
