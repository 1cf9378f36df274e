"""Tables as ISTAT publishes them, small, and what a test asks of them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from fis_lessons.territory.bes import BesError, read_bes

HEAD = [
    "DOMINIO", "CODICE", "INDICATORE", "SESSO", "TERRITORIO", "UNITA_MISURA", "FONTE", "V2022", "V2023", "NOTA",
    "W_GEO",
]  # fmt: skip
PAY = "Benessere;04BEC002P;Retribuzione media;Totale"
NEET = "Istruzione;02IST006;Giovani che non lavorano (NEET);Totale"
ROWS = [
    f"{NEET};Bergamo;Valori percentuali;Istat;12,8;11,3;;01-04-018".split(";"),
    f"{NEET};Napoli;Valori percentuali;Istat;31,5(a);....;;04-16-078".split(";"),
    f"{NEET};Lombardia;Valori percentuali;Istat;13,6;-;;01-04-000".split(";"),
    f"{NEET};Italia;Valori percentuali;Istat;19,0;16,1;;90-00-000".split(";"),
    f"{PAY};Bergamo;Euro;Istat;21.345,6;22.000;;01-04-018".split(";"),
]


def text(rows: list[list[str]], *, head: list[str] = HEAD, sign: str = ";") -> str:
    return "\n".join(sign.join(f'"{cell}"' for cell in row) for row in [head, *rows]) + "\n"


def written(folder: Path, content: str | bytes, name: str = "bes.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def book(folder: Path, rows: list[list[object]], name: str = "bes.xlsx") -> Path:
    made = openpyxl.Workbook()
    made.active.append(["Istat, Bes dei territori"])  # a title above the header, and a sheet of notes before
    for row in rows:
        made.active.append(row)
    made.create_sheet("Note", 0).append(["Segni convenzionali"])
    made.save(folder / name)
    return folder / name


def refused(path: Path) -> BesError:
    with pytest.raises(BesError) as error:
        read_bes(path)
    assert all(problem.found or problem.remedy for problem in error.value.problems)
    return error.value


def value(table: pd.DataFrame, territory: str, year: int, code: str = "02IST006") -> pd.Series:
    (row,) = [
        r for _i, r in table.iterrows() if (r["territory"], r["year"], r["code"]) == (territory, year, code)
    ]
    return row


def change(row: int, column: str, to: str) -> list[list[str]]:
    rows = [list(one) for one in ROWS]
    rows[row][HEAD.index(column)] = to
    return rows
