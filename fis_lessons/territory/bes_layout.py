"""Which column is which, in a table that may not be the one expected, and which place each row speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.territory.bes_files import BesError, Row, Sheet
from fis_lessons.territory.index import area_of
from fis_lessons.territory.names import key
from fis_lessons.territory.tables import regions

Level = Literal["province", "region", "area", "country", "former", "other"]
Sex = Literal["M", "F", "T"]
Column = Literal[
    "code", "indicator", "domain", "sex", "territory", "unit", "source", "note", "level", "istat"
]

_NAMES: dict[Column, tuple[str, ...]] = {
    "code": ("codice",),
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
_YEAR = re.compile(r"v?((?:19|20)\d\d)(?:\.0)?")
_HEADER_WITHIN = 30
_SEXES: dict[str, Sex] = {
    "maschi": "M", "m": "M", "maschio": "M",
    "femmine": "F", "f": "F", "femmina": "F",
    "totale": "T", "t": "T", "totali": "T", "maschiefemmine": "T",
}  # fmt: skip
_AREAS = ("Nord", "Nord-ovest", "Nord-est", "Centro", "Mezzogiorno", "Sud", "Isole", "Sud e Isole")
_FORMER = ("Olbia-Tempio", "Ogliastra", "Medio Campidano", "Carbonia-Iglesias")


@dataclass(frozen=True)
class Layout:
    """Where things are in a sheet.

    Parameters
    ----------
    sheet
        Its name.
    columns
        Position of each column known.
    years
        Position of each year.
    rows
        What is under the header.
    first
        Number of the first of those rows among the full rows of the file, to point at it.
    """

    sheet: str
    columns: Mapping[Column, int]
    years: Mapping[int, int]
    rows: tuple[Row, ...]
    first: int


def layout_of(sheets: Sequence[Sheet], *, name: str) -> Layout:
    """Find the sheet with the values, and its columns.

    Raises
    ------
    BesError
        If no sheet is a BES table, or the one that looks like it lacks columns: both those found and those
        expected are listed.
    """
    read = [found for sheet in sheets if (found := _header(sheet)) is not None]
    best = max(read, key=lambda one: len(one.columns) + len(one.years), default=None)
    if best is None:
        raise _not_bes(sheets, name)
    if not best.years and {"code", "indicator"} <= set(best.columns):
        raise BesError(
            _("Questo file descrive gli indicatori, ma non contiene i valori."),
            [
                Problem(
                    name,
                    _("non c'è nessuna colonna con un anno."),
                    _("colonne V2004, V2005, …"),
                    _("Scarica dalla stessa pagina la tavola con gli indicatori per provincia e sesso."),
                )
            ],
        )
    _check_provinces(best, name)
    missing = _missing(best)
    if missing:
        raise BesError(
            _("Mancano colonne: forse è un'altra edizione, o un'altra tavola."),
            [_missing_problem(best, sheets, column) for column in missing],
        )
    if not best.rows:
        raise BesError(
            _("La tavola è vuota: sotto i nomi delle colonne non c'è nessuna riga."),
            [Problem(name, best.sheet, remedy=_("Scaricala di nuovo dal sito dell'Istat."))],
        )
    return best


def _check_provinces(layout: Layout, name: str) -> None:
    """Stop at the table by region, which looks much the same and has no province."""
    at = layout.columns.get("territory")
    if at is None:
        return
    names = {str(row[at]) for row in layout.rows if at < len(row) and row[at]}
    # Trento and Bolzano stand among the regions too
    found = {place_of(place) for place in names} - {("province", "021"), ("province", "022")}
    levels = {level for level, _code in found}
    if "region" in levels and "province" not in levels:
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


def _header(sheet: Sheet) -> Layout | None:
    for position, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        columns, years = _columns(row)
        # two names of ours could be chance; a territory and a year, or a code and a name, are not
        if len(columns) >= 3 or (len(columns) >= 2 and years):
            return Layout(sheet.name, columns, years, sheet.rows[position + 1 :], position + 2)
    return None


def _columns(row: Row) -> tuple[dict[Column, int], dict[int, int]]:
    columns: dict[Column, int] = {}
    years: dict[int, int] = {}
    for position, cell in enumerate(row):
        word = key(str(cell)) if cell is not None else ""
        year = _YEAR.fullmatch(str(cell).strip().lower()) if cell is not None else None
        if year:
            years.setdefault(int(year.group(1)), position)
        for column, names in _NAMES.items():
            if word in names:
                columns.setdefault(column, position)
    return columns, dict(sorted(years.items()))


def _missing(layout: Layout) -> list[str]:
    # the table as it is often passed around has neither names nor units of the indicators, but its own level
    wanted = dict(_OFFICIAL)
    if {"level", "istat"} <= set(layout.columns):
        wanted.pop("indicator")
        wanted.pop("unit")
    missing = [official for column, official in wanted.items() if column not in layout.columns]
    return missing + ([] if layout.years else ["V2004, V2005, …"])


def _missing_problem(layout: Layout, sheets: Sequence[Sheet], column: str) -> Problem:
    header = next(sheet.rows[layout.first - 2] for sheet in sheets if sheet.name == layout.sheet)
    return Problem(
        layout.sheet,
        _("manca la colonna {name}. Colonne trovate: {found}.").format(name=column, found=_listed(header)),
        ", ".join((*_OFFICIAL.values(), "V2004, V2005, …")),
        _("Usa la tavola «Indicatori per provincia e sesso», così come l'Istat la pubblica."),
    )


def _not_bes(sheets: Sequence[Sheet], name: str) -> BesError:
    first = next((sheet.rows[0] for sheet in sheets if sheet.rows), ())
    return BesError(
        _("Questo file non è una tavola «Bes dei territori»."),
        [
            Problem(
                name,
                _("la prima riga è: {found}.").format(found=_listed(first) or "–"),
                ", ".join((*_OFFICIAL.values(), "V2004, V2005, …")),
                _("Dal sito dell'Istat scarica la tavola con gli indicatori per provincia e sesso."),
            )
        ],
    )


def _listed(row: Row) -> str:
    names = [str(cell).strip()[:30] for cell in row if cell not in (None, "")]
    return ", ".join(names[:16]) + (" …" if len(names) > 16 else "")


# --- places and sexes ---------------------------------------------------------------------------
def sex_of(text: str) -> Sex | None:
    """Return the sex a row speaks of, or nothing if the word is unknown."""
    return _SEXES.get(key(text))


def place_of(text: str) -> tuple[Level, str]:
    """Return what kind of place a name is and its ISTAT code; no code for areas and for what is unknown.

    Examples
    --------
    >>> place_of("Bolzano/Bozen"), place_of("Reggio di Calabria"), place_of("Calabria")
    (('province', '021'), ('province', '080'), ('region', '18'))
    """
    told = _told_here().get(key(text.split("/", maxsplit=1)[0]))
    if told is not None:
        return told
    area = area_of(text) if len(key(text)) > 2 else None  # «NA» in a table may well be «not available»
    return ("other", "") if area is None else (area.level, area.code)


@cache
def _told_here() -> dict[str, tuple[Level, str]]:
    # Valle d'Aosta is one of the two for our list and both for this table, where the province is «Aosta»
    known: dict[str, tuple[Level, str]] = {"aosta": ("province", "007"), "italia": ("country", "")}
    known |= {key(r.name): ("region", r.code) for r in regions()}
    known |= {key(name): ("area", "") for name in _AREAS}
    known |= {key(name): ("former", "") for name in _FORMER}
    return known
