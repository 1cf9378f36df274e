"""Read the values of the table: decimal signs, signs for what is missing, marks, percentages in range."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.reading import NoValue, Percent, text_of
from fis_lessons.reading.numbers import LARGEST, Mark, written_number

_SHOWN = 5
# What ISTAT writes where there is no value, and what people write instead
_MISSING = frozenset({"", "-", "–", "—", ":", "*", "n.d.", "nd", "n.a.", "na", "none", "nan"})
_DOTS = re.compile(r"[.…]+")
_MARK = re.compile(r"\s*(\([a-z]\)|\*+)$")
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
    """Turn years from columns to rows and cells to numbers.

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
    long["share"] = is_percentage(long["unit"])
    written = long["cell"].map(lambda cell: isinstance(cell, str))
    text = long["cell"].where(written, "").map(lambda cell: cell.replace("\xa0", " ").strip())
    marks = text.str.extract(_MARK, expand=False).fillna("")
    long["bare"] = text.str.replace(_MARK, "", regex=True)
    missing = long["cell"].isna() | (
        written
        & long["bare"].map(lambda word: word.casefold() in _MISSING or _DOTS.fullmatch(word) is not None)
    )
    long["mark"] = marks.where(~missing, text)
    long["value"], long["wrong"] = float("nan"), ""
    for found in (_numbers(long[~written & ~missing]), _texts(long[written & ~missing])):
        for name in ("value", "wrong"):
            long.loc[found.index, name] = found[name]
    return long.drop(columns=["bare", "share"]), _unreadable(long[long["wrong"] != ""])


def is_percentage(units: pd.Series[str]) -> pd.Series[bool]:
    """Tell the units that are percentages."""
    return units.str.casefold().str.contains("percentual|%", regex=True)


# --- cells that are not texts -------------------------------------------------------------------
def _numbers(cells: pd.DataFrame) -> pd.DataFrame:
    found = [_number(cell, share=share) for cell, share in zip(cells["cell"], cells["share"], strict=True)]
    return pd.DataFrame(found, columns=["value", "wrong"], index=cells.index)


def _number(cell: object, *, share: bool) -> tuple[float, str]:
    """Read a number of a spreadsheet: one that shows 12,8% is 12.8 where the unit is a percentage."""
    if isinstance(cell, NoValue):
        return float("nan"), f"«{cell.text}»: {cell.why}"
    if isinstance(cell, Percent) and not share:
        return float("nan"), _("«{value}» è una percentuale, ma l'indicatore no.").format(value=text_of(cell))
    if not isinstance(cell, int | float) or isinstance(cell, bool) or not abs(cell) < LARGEST:
        return float("nan"), _("«{value}» non è un numero.").format(value=text_of(cell)[:40])
    return float(cell), ""


# --- texts --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Figure:
    """A text, and the number it is with each decimal mark it can have."""

    text: str
    values: Mapping[Mark, float | None]
    sign: str

    @property
    def ambiguous(self) -> bool:
        return len(set(self.values.values())) > 1

    def proof(self, *, share: bool) -> Mark | None:
        """Return the mark it proves; of a percentage the thousands are out of the question."""
        if len(self.values) == 1:
            return next(iter(self.values))
        if share and self.ambiguous:
            return min(self.values, key=lambda mark: abs(self.values[mark] or 0.0))
        return None


def _figure(text: str) -> _Figure | None:
    written = written_number(text)
    if written is None or written.sign not in ("", "%") or written.power:
        return None
    read = {mark: written.read(mark) for mark in written.marks()}
    return _Figure(text[:40], {mark: one.value if one else None for mark, one in read.items()}, written.sign)


def _texts(cells: pd.DataFrame) -> pd.DataFrame:
    """Read the texts, once each; the whole file decides what separates the decimals.

    Where a text could be two numbers and the file does not say which, a percentage is the one that can be one,
    and anything else is told.
    """
    known = {text: _figure(text) for text in cells["bare"].unique()}
    # a row per text, kind of unit and indicator: they repeat themselves
    kinds = cells[["bare", "share", "code"]].drop_duplicates()
    proofs = {
        (text, share): figure.proof(share=share) if (figure := known[text]) is not None else None
        for text, share in kinds[["bare", "share"]].drop_duplicates().itertuples(index=False)
    }
    proved = set(proofs.values())
    mark: Mark = "." if "." in proved and "," not in proved else ","
    sure = {code for text, share, code in kinds.itertuples(index=False) if proofs[text, share] == mark}
    read = {
        (text, share, code): _text(
            known[text], text, mark=mark, share=share, doubtful=mark == "." and code not in sure and not share
        )
        for text, share, code in kinds.itertuples(index=False)
    }
    found = [read[key] for key in cells[["bare", "share", "code"]].itertuples(index=False, name=None)]
    return pd.DataFrame(found, columns=["value", "wrong"], index=cells.index)


def _text(figure: _Figure | None, text: str, *, mark: Mark, doubtful: bool, share: bool) -> tuple[float, str]:
    value, words = float("nan"), ""
    if figure is None:
        words = _("«{value}» non è un numero.")
    elif figure.sign == "%" and not share:
        words = _("«{value}» è una percentuale, ma l'indicatore no.")
    elif mark not in figure.values:
        how = _("Di solito con la virgola.") if mark == "," else _("Di solito con il punto.")
        words = _("«{value}»: in questo file i decimali sono scritti in due modi.") + f" {how}"
    elif doubtful and figure.ambiguous:
        words = _("«{value}» può voler dire due numeri: il punto separa le migliaia o i decimali?")
    elif figure.values[mark] is None:
        words = _("«{value}» è un numero troppo grande.")
    else:
        value = figure.values[mark] or 0.0
    return value, words.replace("{value}", text[:40])


def _unreadable(wrong: pd.DataFrame) -> list[Problem]:
    remedy = _("Usa il file dell'Istat senza modifiche.")
    found = [
        Problem(_where(row), str(row["wrong"]), remedy=remedy)
        for row in wrong.head(_SHOWN).to_dict("records")
    ]
    return found + _others(len(wrong))


def out_of_range(table: pd.DataFrame) -> list[Problem]:
    """Return the percentages below 0, or above 100 where the indicator cannot be."""
    allowed = table["code"].str.startswith(_BEYOND) | table["note"].str.contains(
        "superiori a 100", regex=False
    )
    wrong = is_percentage(table["unit"]) & ((table["value"] < 0) | ((table["value"] > 100) & ~allowed))
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
