"""Read the values of the table: decimal commas, signs for what is missing, marks, percentages in range."""

from __future__ import annotations

import re

import pandas as pd

from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

_SHOWN = 5
# What ISTAT writes where there is no value, and what people write instead
_MISSING = frozenset({"", "-", "–", "—", ":", "*", "n.d.", "nd", "n.a.", "na", "none", "nan"})
_DOTS = re.compile(r"[.…]+")
_MARK = re.compile(r"\s*(\([a-z]\)|\*+)$")
_COMMA = re.compile(r"[-−]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?")
_POINT = re.compile(r"[-−]?\d+(?:\.\d+)?")
# Percentages that exceed 100 in the official table: pupils who live elsewhere, prisons, energy sold outside
_BEYOND = ("02IST001", "06POL012", "10AMB016")
_TIDY = [
    "code", "indicator", "unit", "domain", "sex", "level", "territory_code", "territory", "year", "value", "mark",
]  # fmt: skip


def first_problems(rows: pd.DataFrame, words: str, *, remedy: str = "") -> list[Problem]:
    """Return a problem for the first rows and one that counts the others."""
    found = [Problem(_where(row), words, remedy=remedy) for row in rows.head(_SHOWN).to_dict("records")]
    return found + _others(len(rows))


def _where(row: dict[str, object] | dict[object, object]) -> str:
    words = _("riga {row}").format(row=row["row"])
    named = ", ".join(str(row[name]) for name in ("code", "territory", "year") if row.get(name))
    return f"{words} ({named[:80]})" if named else words


def _others(count: int) -> list[Problem]:
    if count <= _SHOWN:
        return []
    return [
        Problem("", _("Altre righe con lo stesso problema: {count}.").format(count=number(count - _SHOWN)))
    ]


def parsed(rows: pd.DataFrame, *, years: tuple[int, ...]) -> tuple[pd.DataFrame, list[Problem]]:
    """Turn years from columns to rows and texts to numbers.

    Parameters
    ----------
    rows
        A row per indicator, sex and place, with a column per year.
    years
        Names of those columns.

    Returns
    -------
    tuple
        The tidy table (``row`` and ``note`` still in it), and the values that cannot be read.
    """
    named = [name for name in rows.columns if not isinstance(name, int)]
    long = rows.melt(id_vars=named, value_vars=list(years), var_name="year", value_name="cell")
    long["year"] = long["year"].astype(int)
    is_number = long["cell"].map(lambda cell: isinstance(cell, int | float) and not isinstance(cell, bool))
    text = long["cell"].where(~is_number, "").map(_plain)
    marks = text.str.extract(_MARK, expand=False).fillna("")
    bare = text.str.replace(_MARK, "", regex=True)
    missing = bare.map(lambda word: word.casefold() in _MISSING or _DOTS.fullmatch(word) is not None)
    long["mark"] = marks.where(~missing, text)
    commas = bool(bare[~missing].str.contains(",", regex=False).any())
    pattern = _COMMA if commas else _POINT
    readable = bare.map(lambda word: pattern.fullmatch(word) is not None)
    clean = bare.str.replace("−", "-")
    if commas:
        clean = clean.str.replace(".", "").str.replace(",", ".")
    long["value"] = pd.to_numeric(clean.where(readable), errors="coerce").astype(float)
    long.loc[is_number, "value"] = long.loc[is_number, "cell"].astype(float)
    wrong = long[~readable & ~missing & ~is_number]
    return long, _unreadable(wrong, commas=commas)


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell).replace("\xa0", " ").strip()


def _unreadable(wrong: pd.DataFrame, *, commas: bool) -> list[Problem]:
    problems = []
    for row in wrong.head(_SHOWN).to_dict("records"):
        value = str(row["cell"]).strip()[:40]
        if _POINT.fullmatch(value) or _COMMA.fullmatch(value):
            found = _("«{value}»: in questo file i decimali sono scritti in due modi.").format(value=value)
        else:
            found = _("«{value}» non è un numero.").format(value=value)
        expected = (
            _("decimali con la virgola, come {example}").format(example="12,3")
            if commas
            else _("decimali con il punto, come {example}").format(example="12.3")
        )
        remedy = _("Usa il file dell'Istat senza modifiche.")
        problems.append(Problem(_where(row), found, expected, remedy))
    return problems + _others(len(wrong))


def out_of_range(table: pd.DataFrame) -> list[Problem]:
    """Return the percentages below 0, or above 100 where the indicator cannot be."""
    is_percentage = table["unit"].str.casefold().str.contains("percentual|%", regex=True)
    allowed = table["code"].str.startswith(_BEYOND) | table["note"].str.contains(
        "superiori a 100", regex=False
    )
    wrong = is_percentage & ((table["value"] < 0) | ((table["value"] > 100) & ~allowed))
    problems = [
        Problem(
            _where(row),
            _("{value} non può essere una percentuale.").format(value=number(row["value"], decimals=1)),
            _("da 0 a 100"),
            _("Forse la virgola dei decimali è andata perduta: usa il file dell'Istat senza modifiche."),
        )
        for row in table[wrong].head(_SHOWN).to_dict("records")
    ]
    return problems + _others(int(wrong.sum()))


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the columns that are promised, in their order."""
    return table[_TIDY].reset_index(drop=True)
