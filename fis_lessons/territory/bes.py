"""The official table "Bes dei territori" that a user downloads from ISTAT, read with care.

Nothing of it is in the kit. It is read as ISTAT publishes it: values as text with decimal commas, signs
where a value is missing, places by name. What cannot be trusted is refused by name, all of it at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import Problem, ReadingError
from fis_lessons.i18n import gettext as _
from fis_lessons.reading import Row, find_tables, read_book
from fis_lessons.territory.bes_layout import BesError, Layout, Sex, layout_of, sex_of
from fis_lessons.territory.bes_places import SARDINIA, Level, place_of, speaks_of_new_sardinia
from fis_lessons.territory.bes_values import first_problems, out_of_range, parsed, tidy
from fis_lessons.territory.names import key
from fis_lessons.territory.places import Municipality

PAGE = (
    "https://www.istat.it/statistiche-per-temi/focus/benessere-e-sostenibilita/"
    "la-misurazione-del-benessere-bes/il-bes-dei-territori/"
)
"""Where ISTAT publishes the table."""

__all__ = ["PAGE", "BesError", "BesSeries", "BesTable", "Level", "Sex", "read_bes"]

_MOST_TOLD = 6


@dataclass(frozen=True)
class BesSeries:
    """One indicator in one place.

    Parameters
    ----------
    label
        Name of the place.
    level
        Kind of place.
    values
        Year to value, in the unit of the indicator; only the years with a value.
    """

    label: str
    level: Level
    values: Mapping[int, float]


@dataclass(frozen=True)
class BesTable:
    """The table, a row per indicator, sex, place and year.

    Parameters
    ----------
    table
        Columns ``code``, ``indicator``, ``unit``, ``domain``, ``sex`` (M, F, T), ``level``,
        ``territory_code`` (text: three digits for a province, two for a region, empty for the others),
        ``territory``, ``year``, ``value`` (a missing one is missing, never zero), ``mark`` (the sign the file
        has beside a value or instead of it).
    name
        Name of the file.
    unknown
        Names of places that are not in the list of municipalities of the kit.
    not_read
        What else of the file was not understood, a sentence each: lines, columns.
    new_sardinia
        Whether the Sardinian provinces are those of 2025, which the kit's list of municipalities does not have.
    """

    table: pd.DataFrame = field(repr=False)
    name: str
    unknown: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    new_sardinia: bool = False

    def notes(self, place: Municipality | None = None) -> tuple[str, ...]:
        """Say what of the file was not understood, and what of it does not fit a municipality.

        Parameters
        ----------
        place
            The municipality whose province is looked at.
        """
        found = list(self.not_read)
        if self.unknown:
            words = _("Territori che non ho riconosciuto: {names}.")
            found.append(words.format(names=_some(self.unknown)))
        if place is not None and not self._has_province(place):
            words = _(
                "Questa tavola ha le province sarde istituite nel 2025; l'elenco dei Comuni del kit ha quelle di "
                "prima. Per {place} non so quale riga vale, e non ne mostro nessuna: guarda nel foglio."
            )
            found.append(words.format(place=place.name))
        return tuple(found)

    def _has_province(self, place: Municipality) -> bool:
        """Tell whether the province of the list is one of the table; a capital is in the one of its name."""
        return not (self.new_sardinia and place.region_code == SARDINIA and place.name != place.province_name)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the table."""
        return tuple(int(year) for year in sorted(self.table["year"].unique()))

    def indicators(self) -> pd.DataFrame:
        """Return code, name, unit and domain of each indicator, in the order of the file."""
        columns = ["code", "indicator", "unit", "domain"]
        return self.table[columns].drop_duplicates("code").reset_index(drop=True)

    def find(self, text: str) -> str:
        """Return the code of the indicator a person means: by its code or by words of its name.

        Raises
        ------
        BesError
            If none fits, or more than one: they are listed.
        """
        listed = self.indicators()
        wanted = text.strip().casefold()
        exact = listed[listed["code"].str.casefold() == wanted]
        if len(exact) == 1:
            return str(exact["code"].iloc[0])
        words = [key(word) for word in wanted.split() if key(word)]
        names = (listed["code"] + " " + listed["indicator"]).map(key)
        fit = listed[[bool(words) and all(word in name for word in words) for name in names]]
        if len(fit) == 1:
            return str(fit["code"].iloc[0])
        near = fit if len(fit) else listed
        shown = "; ".join(f"{row.code} {row.indicator}" for row in near.head(8).itertuples())
        message = (
            _("Più di un indicatore corrisponde a quello che hai scritto.")
            if len(fit)
            else _("Nessun indicatore corrisponde a quello che hai scritto.")
        )
        remedy = _("Scrivi il codice di uno di questi, o un'altra parola: {shown}.").format(shown=shown)
        raise BesError(message, [Problem("", f"«{text.strip()[:60]}».", remedy=remedy)])

    def beside(self, code: str, place: Municipality, *, sex: Sex = "T") -> tuple[BesSeries, ...]:
        """Return an indicator in the province of a municipality, in its region and in Italy.

        Where a level is not in the table it is left out. There is never a municipality: this table has none.

        Parameters
        ----------
        code
            As :meth:`find` returns it.
        place
            The municipality.
        sex
            M, F or T.
        """
        rows = self.table[(self.table["code"] == code) & (self.table["sex"] == sex)]
        wanted: list[tuple[Level, str]] = [("region", place.region_code), ("country", "")]
        if self._has_province(place):
            wanted.insert(0, ("province", place.province_code))
        found = []
        for level, place_code in wanted:
            own = rows[(rows["level"] == level) & (rows["territory_code"] == place_code)]
            known = own[own["value"].notna()].sort_values("year")
            if len(own):
                values = dict(zip(known["year"].tolist(), known["value"].tolist(), strict=True))
                found.append(BesSeries(str(own["territory"].iloc[0]), level, values))
        return tuple(found)


def read_bes(path: Path | str) -> BesTable:
    """Read the table "Bes dei territori" by province and sex, as ISTAT publishes it.

    The workbook (``.xlsx``) or a text with the same columns (``.csv``, UTF-8; comma, semicolon or tab).
    Columns ``CODICE``, ``INDICATORE``, ``SESSO``, ``TERRITORIO``, ``UNITA_MISURA`` and a column per year,
    ``V2004`` or ``2004``; other columns are read if known and otherwise left alone. A table with ``livello``
    and ``cod_istat`` instead of names and units is read too, and names and units come from the file beside it
    that ends in ``_indicatori.csv``, if there is one.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    BesError
        If it is not a file, is empty, too large, not UTF-8, not this table, another edition with other
        columns, without provinces; if rows are repeated, a value is not a number, decimal signs are mixed, or
        a percentage is out of range. Every kind of problem is listed, with the first places.
    """
    path = Path(path)
    try:
        book = read_book(path)
    except ReadingError as error:
        raise BesError(_("Non riesco a leggere la tavola «Bes dei territori»."), error.problems) from None
    layout = layout_of(book)
    rows, notes, problems = _rows(layout, _companion(path))
    problems += _repeated(rows)
    table, bad = parsed(rows, years=tuple(layout.years))
    problems += bad
    problems += out_of_range(table)
    if problems:
        raise BesError(_("La tavola ha valori di cui non ci si può fidare:"), problems)
    unknown = tuple(dict.fromkeys(rows.loc[rows["level"] == "other", "territory"]))
    last = table[table["year"] == max(layout.years)]
    valued = set(last.loc[last["value"].notna(), "territory"])
    names = {name: name in valued for name in rows["territory"].unique()}
    return BesTable(tidy(table), path.name, unknown, _not_read(layout, notes), speaks_of_new_sardinia(names))


def _rows(
    layout: Layout, names: Mapping[str, tuple[str, str, str]]
) -> tuple[pd.DataFrame, list[Row], list[Problem]]:
    """Return the rows as text, with the place and the sex understood the years as columns; and what is no row."""
    records, notes = [], []
    for row in layout.rows:
        cell = {name: row.text(position) for name, position in layout.columns.items()}
        values = [row.at(position) for position in layout.years.values()]
        if not cell["code"] and not cell["territory"] and not cell["sex"]:
            notes.append(row)  # a note under the table
            continue
        if not cell["sex"] and not cell["territory"] and not any(value is not None for value in values):
            notes.append(row)  # the same, written in the first column
            continue
        level, code = place_of(cell["territory"])
        indicator, unit, domain = names.get(cell["code"], ("", "", ""))
        record: dict[str | int, object] = {
            "row": row.number,
            "code": cell["code"],
            "indicator": cell.get("indicator") or indicator or cell["code"],
            "unit": cell.get("unit") or unit,
            "domain": cell.get("domain") or domain,
            "note": cell.get("note", ""),
            "sex": sex_of(cell["sex"]) or "",
            "level": level,
            "territory_code": code,
            "territory": cell["territory"],
        }
        record.update(zip(layout.years, values, strict=True))
        records.append(record)
    rows = pd.DataFrame.from_records(records)
    if rows.empty:
        raise BesError(_("La tavola è vuota: sotto i nomi delle colonne non c'è nessuna riga."))
    checks = (
        (rows["code"] == "", _("manca il codice dell'indicatore.")),
        (rows["sex"] == "", _("il sesso non è Maschi, Femmine o Totale.")),
        (rows["territory"] == "", _("manca il territorio.")),
    )
    problems = [p for bad, words in checks for p in first_problems(rows[bad], words)]
    return rows, notes, problems


def _not_read(layout: Layout, notes: list[Row]) -> tuple[str, ...]:
    found = []
    if layout.unread:
        found.append(_("Colonne che non ho letto: {names}.").format(names=_some(layout.unread)))
    if notes:
        lines = [
            f"{row.number} («{' '.join(' '.join(str(c) for c in row.cells if c is not None).split())[:60]}»)"
            for row in notes
        ]
        found.append(_("Righe che non ho letto: {names}.").format(names=_some(lines)))
    return tuple(found)


def _some(names: Sequence[str]) -> str:
    """Write a few names, and how many more there are."""
    told = ", ".join(names[:_MOST_TOLD])
    left = len(names) - _MOST_TOLD
    return told + (" " + _("e altri {count}").format(count=left) if left > 0 else "")


def _repeated(rows: pd.DataFrame) -> list[Problem]:
    # one place may have two names: «Trento», «Provincia autonoma di Trento»
    place = rows["territory_code"].where(rows["territory_code"] != "", rows["territory"]) + rows["level"]
    again = rows[rows.assign(place=place).duplicated(["code", "sex", "place"], keep="first")]
    return first_problems(
        again,
        _("stesso indicatore, stesso sesso e stesso territorio di una riga più sopra."),
        remedy=_("Usa il file dell'Istat senza modifiche: una riga ripetuta conta due volte."),
    )


def _companion(path: Path) -> dict[str, tuple[str, str, str]]:
    """Read names, units and domains of the indicators from the file beside the table, if there is one."""
    beside = path.with_name(f"{path.stem}_indicatori.csv")
    if path.suffix.lower() != ".csv" or not beside.is_file():
        return {}
    try:
        book = read_book(beside)
    except ReadingError as error:
        raise BesError(_("Non riesco a leggere la tavola «Bes dei territori»."), error.problems) from None
    wanted = {name: (name,) for name in ("codice", "indicatore", "unita", "dominio")}
    for table in find_tables(book, wanted, least=len(wanted)):
        listed = ([row.text(table.columns[name]) for name in wanted] for row in table.body)
        return {code: (indicator, unit, domain) for code, indicator, unit, domain in listed}
    return {}
