"""Which column is which, in a table that may not be the one expected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.errors import FisError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.reading import Book, Row, Sheet, letters, text_key, text_of
from fis_lessons.territory.bes_places import place_of

Sex = Literal["M", "F", "T"]
Column = Literal[
    "code", "indicator", "domain", "sex", "territory", "unit", "source", "note", "level", "istat"
]

_NAMES: dict[Column, tuple[str, ...]] = {
    "code": ("codice", "codiceindicatore"),
    "indicator": ("indicatore",),
    "domain": ("dominio",),
    "sex": ("sesso",),
    "territory": ("territorio",),
    "unit": ("unitamisura", "unitadimisura", "unita"),
    "source": ("fonte",),
    "note": ("nota", "note"),
    "level": ("livello",),
    "istat": ("codistat",),
}
_OFFICIAL: dict[Column, str] = {
    "code": "CODICE",
    "indicator": "INDICATORE",
    "sex": "SESSO",
    "territory": "TERRITORIO",
    "unit": "UNITA_MISURA",
}
_YEAR = re.compile(r"v?((?:19|20)\d\d)(?:\.0)?", re.IGNORECASE)
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HEADER_WITHIN = 30
_MOST_PLACES = 400
_MOST_VALUES = 400_000
"""Rows by years; the official table has 300,000."""
# Aosta, and the two autonomous provinces that stand among the regions in a table by region
_ALSO_REGIONS = {("province", "007"), ("province", "021"), ("province", "022")}
_SEXES: dict[str, Sex] = {
    "maschi": "M", "m": "M", "maschio": "M",
    "femmine": "F", "f": "F", "femmina": "F",
    "totale": "T", "t": "T", "totali": "T", "maschiefemmine": "T",
}  # fmt: skip


class BesError(FisError):
    """A file that is not the table expected, or that cannot be trusted."""


@dataclass(frozen=True)
class Layout:
    """Where things are in a sheet.

    Parameters
    ----------
    sheet
        Its name.
    heading
        The row of the names of the columns.
    columns
        Position of each column known.
    years
        Position of each year.
    rows
        What is under the heading.
    again
        Columns and years that come twice: name as it is written, and the two positions.
    unread
        Names of columns that speak of a year and are not one.
    """

    sheet: str
    heading: Row
    columns: Mapping[Column, int]
    years: Mapping[int, int]
    rows: tuple[Row, ...]
    again: tuple[tuple[str, int, int], ...] = ()
    unread: tuple[str, ...] = ()


def layout_of(book: Book) -> Layout:
    """Find the sheet with the values, and its columns.

    Raises
    ------
    BesError
        If no sheet is a BES table, or the one that looks like it lacks columns or has one twice: both those found
        and those expected are listed.
    """
    read = [found for sheet in book.sheets if (found := _heading(sheet)) is not None]
    best = max(read, key=lambda one: len(one.columns) + len(one.years), default=None)
    if best is None:
        raise _not_bes(book)
    if not best.years and {"code", "indicator"} <= set(best.columns):
        raise BesError(
            _("Questo file descrive gli indicatori, ma non contiene i valori."),
            [
                Problem(
                    book.name,
                    _("non c'è nessuna colonna con un anno."),
                    _("colonne V2004, V2005, …"),
                    _("Scarica dalla stessa pagina la tavola con gli indicatori per provincia e sesso."),
                )
            ],
        )
    _check_provinces(best, book.name)
    problems = [_missing_problem(best, column) for column in _missing(best)]
    if problems:
        raise BesError(_("Mancano colonne: forse è un'altra edizione, o un'altra tavola."), problems)
    if best.again:
        raise BesError(
            _("Ci sono due colonne con lo stesso nome: non so quale leggere."),
            [_twice(best, *one) for one in best.again],
        )
    if len(best.rows) * len(best.years) > _MOST_VALUES:
        words = _("ha {rows} righe e {years} anni.")
        words = words.format(rows=number(len(best.rows)), years=number(len(best.years)))
        remedy = _("Tieni solo le righe e gli anni che servono.")
        raise BesError(_("La tavola è troppo grande."), [Problem(book.name, words, remedy=remedy)])
    if not best.rows:
        raise BesError(
            _("La tavola è vuota: sotto i nomi delle colonne non c'è nessuna riga."),
            [Problem(book.name, best.sheet, remedy=_("Scaricala di nuovo dal sito dell'Istat."))],
        )
    return best


def _check_provinces(layout: Layout, name: str) -> None:
    """Stop at the table by region, which looks much the same and has no province."""
    at = layout.columns.get("territory")
    if at is None:
        return
    names = {row.text(at) for row in layout.rows} - {""}
    if len(names) > _MOST_PLACES:  # and each costs a search: the official table has 139
        words = _("parla di {count} territori.").format(count=number(len(names)))
        remedy = _("Usa la tavola «Indicatori per provincia e sesso», così come l'Istat la pubblica.")
        raise BesError(
            _("Questo file non è una tavola «Bes dei territori»."), [Problem(name, words, remedy=remedy)]
        )
    places = {place_of(place) for place in names}
    provinces = {place for place in places if place[0] in ("province", "new")}
    if any(level == "region" for level, _code in places) and provinces <= _ALSO_REGIONS:
        raise BesError(
            _("In questa tavola non c'è nessuna provincia."),
            [
                Problem(
                    name,
                    _("sembra la tavola del Bes per regione."),
                    _("la tavola «Bes dei territori», per provincia e sesso"),
                    _("Dal sito dell'Istat scarica quella. I valori della regione leggili dal foglio."),
                )
            ],
        )


def _heading(sheet: Sheet) -> Layout | None:
    for place, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        found = _columns(sheet, row, sheet.rows[place + 1 :])
        # two names of ours could be chance; a territory and a year, or a code and a name, are not
        if len(found.columns) >= 3 or (len(found.columns) >= 2 and found.years):
            return found
    return None


def _columns(sheet: Sheet, row: Row, body: tuple[Row, ...]) -> Layout:
    columns: dict[Column, int] = {}
    years: dict[int, int] = {}
    again: list[tuple[str, int, int]] = []
    unread: list[str] = []
    names = {name: column for column, all_names in _NAMES.items() for name in all_names}
    for position, cell in enumerate(row.cells):
        written = text_of(cell)
        year, column = _YEAR.fullmatch(written), names.get(text_key(written))
        if year is not None:
            first = years.setdefault(int(year.group(1)), position)
        elif column is not None:
            first = columns.setdefault(column, position)
        else:
            unread += [written[:40]] if _HAS_YEAR.search(written) else []
            continue
        # of the words beside the values two columns do no harm
        if first != position and column not in ("source", "note", "domain"):
            again.append((written, first, position))
    return Layout(sheet.name, row, columns, dict(sorted(years.items())), body, tuple(again), tuple(unread))


def _missing(layout: Layout) -> list[str]:
    # the table as it is often passed around has neither names nor units of the indicators, but its own level
    wanted = dict(_OFFICIAL)
    if {"level", "istat"} <= set(layout.columns):
        wanted.pop("indicator")
        wanted.pop("unit")
    missing = [official for column, official in wanted.items() if column not in layout.columns]
    return missing + ([] if layout.years else ["V2004, V2005, …"])


def _missing_problem(layout: Layout, column: str) -> Problem:
    return Problem(
        layout.sheet,
        _("manca la colonna {name}. Colonne trovate: {found}.").format(
            name=column, found=_listed(layout.heading)
        ),
        ", ".join((*_OFFICIAL.values(), "V2004, V2005, …")),
        _("Usa la tavola «Indicatori per provincia e sesso», così come l'Istat la pubblica."),
    )


def _twice(layout: Layout, name: str, first: int, second: int) -> Problem:
    return Problem(
        layout.sheet,
        _("«{name}» è nelle colonne {one} e {two}.").format(
            name=name, one=letters(first), two=letters(second)
        ),
        remedy=_("Usa il file dell'Istat senza modifiche, o togli la colonna di troppo."),
    )


def _not_bes(book: Book) -> BesError:
    first = next((sheet.rows[0] for sheet in book.sheets if sheet.rows), None)
    return BesError(
        _("Questo file non è una tavola «Bes dei territori»."),
        [
            Problem(
                book.name,
                _("la prima riga è: {found}.").format(found=_listed(first) if first else "–"),
                ", ".join((*_OFFICIAL.values(), "V2004, V2005, …")),
                _("Dal sito dell'Istat scarica la tavola con gli indicatori per provincia e sesso."),
            )
        ],
    )


def _listed(row: Row) -> str:
    names = [text_of(cell)[:30] for cell in row.cells if text_of(cell)]
    return ", ".join(names[:16]) + (" …" if len(names) > 16 else "")


def sex_of(text: str) -> Sex | None:
    """Return the sex a row speaks of, or nothing if the word is unknown."""
    return _SEXES.get(text_key(text))
