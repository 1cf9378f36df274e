"""Derive data/territory/former.csv: municipalities that merged or changed name from 2010 on. For authors.

    python scripts/build_former.py SUPPRESSED.csv ARCHIVE.csv [ARCHIVE.csv ...]

``SUPPRESSED.csv`` is Istat's «Elenco dei comuni soppressi» (CC BY 4.0): it says after whom each one went.
``ARCHIVE.csv`` is ANPR's archive of municipalities (CC BY 4.0), whole or in parts: it has the changes of name and
the land-registry codes. Every merger of the first must be in the second, or the script stops. No network;
running it twice writes the same bytes. data/territory/README.md tells the editions and the traps.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import sys
from pathlib import Path

from build_territory import MERGED

from fis_lessons.files import write_whole
from fis_lessons.territory.names import key
from fis_lessons.territory.tables import by_code

TARGET = Path(__file__).parents[1] / "data" / "territory" / "former.csv"
COLUMNS = ("kind", "istat", "cadastral", "name", "province", "since", "now")
FIRST_YEAR = 2010
# The two sources are one day apart on these: the day written is Istat's.
ONE_DAY_LATER = {"017154", "022099"}
# Merged since the edition of Istat's list that was read, and by which year, as far as we could read.
# 2024: Istat, note to the list of municipalities of 10 April 2024. The other is in that list, without a date.
AFTERWARDS = {
    **dict.fromkeys(("013199", "013228", "024044", "024103", "025002", "025070", "028022", "028098"), "2024"),
    "018002": "",
    "018026": "",
}
SMALL = {
    "di",
    "del",
    "della",
    "delle",
    "dei",
    "sul",
    "sulla",
    "sullo",
    "con",
    "e",
    "al",
    "in",
    "strada",
    "vino",
}

Row = dict[str, str]


def suppressed(path: Path) -> list[Row]:
    """Read the mergers of Istat's list from the first year on."""
    text = path.read_bytes().decode("cp1252")
    found = []
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"):
        if not row["Anno"] or int(row["Anno"]) < FIRST_YEAR:
            continue
        if row["Comune soppresso per scorporo"]:
            sys.exit(f"{row['Denominazione Comune']}: only a part of it went elsewhere; say so first")
        event = datetime.datetime.strptime(row["Data evento"], "%d/%m/%Y").date()
        found.append(
            {
                "kind": "merged",
                "istat": row["Codice Comune"],
                "name": row["Denominazione Comune"],
                "province": row["Sigla Automobilistica"],
                "since": event.isoformat(),
                "now": row["Codice del Comune associato alla variazione"],
            }
        )
    return found


def written(capitals: str) -> str:
    """Write in small letters a name that came in capitals."""
    words = re.split(r"(?<=[ '-])", capitals.lower())
    return "".join(
        word if word.strip(" '") in {*SMALL, "d"} and place else word[0].upper() + word[1:]
        for place, word in enumerate(words)
    )


def renamed(archive: list[Row], current: dict[str, Row], merged: set[str]) -> list[Row]:
    """Find who changed name: the land-registry code stays when the name goes."""
    found = []
    for row in archive:
        now = current.get(row["CODCATASTALE"])
        if row["STATO"] != "C" or now is None or row["CODISTAT"] in merged or now["istat"] in merged:
            continue
        names = {key(now["name"]), key(now["other_name"])}
        if key(row["DENOMINAZIONE_IT"]) in names:
            continue
        since = datetime.date.fromisoformat(row["DATACESSAZIONE"]) + datetime.timedelta(days=1)
        found.append(
            {
                "kind": "renamed",
                "istat": now["istat"],
                "cadastral": row["CODCATASTALE"],
                "name": written(row["DENOMINAZIONE_IT"]),
                "province": now["province"],
                "since": since.isoformat(),
                "now": now["istat"],
            }
        )
    return found


def afterwards(archive: list[Row]) -> list[Row]:
    """Add the mergers that came after Istat's list, under the names the archive still had."""
    now = {old: code for code, former in MERGED.items() for old in former}
    named = {row["CODISTAT"]: row for row in archive if row["STATO"] == "A"}
    return [
        {
            "kind": "merged",
            "istat": code,
            "cadastral": named[code]["CODCATASTALE"] if code in named else "",
            "name": written(named[code]["DENOMINAZIONE_IT"]) if code in named else "Campospinoso",
            "province": by_code()[now[code]].province,
            "since": since,
            "now": now[code],
        }
        for code, since in AFTERWARDS.items()
    ]


def final(row: Row, later: dict[str, str]) -> Row:
    """Follow a successor that merged in its turn to the municipality of today."""
    now = row["now"]
    while now in later and now not in by_code():
        now = later[now]
    if now not in by_code():
        sys.exit(f"{row['name']}: its successor {now} is not in the list")
    return {**row, "now": now}


def main(suppressed_path: str, *archive_paths: str) -> None:
    """Write the file."""
    merged = suppressed(Path(suppressed_path))
    archive = [
        row
        for path in archive_paths
        for row in csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines())
    ]
    ended = {(row["CODISTAT"], row["DATACESSAZIONE"]): row for row in archive if row["STATO"] == "C"}
    for row in merged:
        before = 0 if row["istat"] in ONE_DAY_LATER else 1
        day = datetime.date.fromisoformat(row["since"]) - datetime.timedelta(days=before)
        same = ended.get((row["istat"], day.isoformat()))
        if same is None or key(same["DENOMINAZIONE_IT"]) != key(row["name"]):
            sys.exit(f"{row['name']}: the archive says otherwise")
        row["cadastral"] = same["CODCATASTALE"]
    later = afterwards(archive)
    with (TARGET.parent / "municipalities.csv").open(encoding="utf-8", newline="") as stream:
        current = {row["cadastral"]: row for row in csv.DictReader(stream)}
    names = renamed(archive, current, {row["istat"] for row in [*merged, *later]})
    onward = {row["istat"]: row["now"] for row in [*merged, *later]}
    rows = sorted(
        (final(row, onward) for row in [*merged, *later, *names]),
        key=lambda row: (row["istat"], row["since"]),
    )
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(TARGET, text.getvalue())
    print(f"{len(merged) + len(later)} merged, {len(names)} renamed")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
