"""A question answered by a table made in a cell: which columns, which rows, by how much."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.exercises.answers import plain_answer, shown
from fis_lessons.exercises.refusals import Fault, empty_text, number_faults, repeated_names, unknown_names
from fis_lessons.exercises.spec import Exercise, Verdict
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

_MOST_NAMES = 5
_MOST_CELLS = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class TableMistake:
    """A table we know how people get to: recognised by its numbers."""

    id: str
    table: pd.DataFrame
    text: str


@dataclass(frozen=True)
class _Gap:
    row: str
    column: str
    words: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Table(Exercise):
    """A table computed in a cell: says which columns, which rows, and by how much.

    The answer is a DataFrame, or its rows as a list of dictionaries, which is how the record keeps it.

    Parameters
    ----------
    expected
        The right table; the order of columns and rows does not matter.
    key
        Column that names the rows.
    tolerance
        How far each number may be.
    mistakes
        Tables recognised and explained, computed from the same data.
    """

    expected: pd.DataFrame
    key: str
    tolerance: float = 1e-6
    mistakes: tuple[TableMistake, ...] = ()

    def _faults(self) -> Iterator[Fault]:
        yield from number_faults(("tolerance",), self.tolerance, least=0)
        columns = [str(name) for name in self.expected.columns]
        yield from unknown_names(("key",), [self.key], known=columns)
        yield from repeated_names("mistakes", [mistake.id for mistake in self.mistakes])
        if self.expected.empty or not self.expected.columns.is_unique or self._repeated(self.expected):
            yield Fault(
                ("expected",),
                _("La tabella attesa è vuota, o ha colonne o righe con lo stesso nome."),
                _("almeno una riga, e un nome diverso per ogni riga e colonna"),
                _("Controlla il conto da cui viene."),
            )
            return
        for place, mistake in enumerate(self.mistakes):
            yield from empty_text(("mistakes", place, "text"), mistake.text)
            if self.key in columns and self._shape(_columns_as_text(mistake.table)) is not None:
                yield Fault(
                    ("mistakes", place, "table"),
                    _("Nessuno può arrivare a questa tabella: è di un'altra forma."),
                    _("le righe e le colonne della tabella attesa"),
                    _("Controlla il conto da cui viene."),
                )

    def _repeated(self, table: pd.DataFrame) -> bool:
        return self.key in table and bool(table[self.key].astype(str).duplicated().any())

    def _taken(self, answer: object) -> object:
        return _plain_table(answer) if isinstance(answer, pd.DataFrame) else plain_answer(answer)

    def _judge(self, answer: object) -> Verdict:
        table = _as_table(answer)
        if table is None:
            return self._unreadable(answer)
        wrong = self._shape(table)
        if wrong is not None:
            return wrong
        gaps = list(self._gaps(table, self.expected))
        if not gaps:
            return self._right()
        words = self._told(gaps)
        for mistake in self.mistakes:
            if not any(self._gaps(table, mistake.table)):
                return Verdict("not_yet", f"{words} {mistake.text}", mistake.id)
        return Verdict("not_yet", words, "values")

    def _expects(self) -> str:
        names = ", ".join(str(name) for name in self.expected.columns)
        return _("Mi aspetto una tabella (DataFrame) con queste colonne: {names}.").format(names=names)

    def _shape(self, table: pd.DataFrame) -> Verdict | None:
        """Say what is wrong with columns and rows; ``None`` if nothing is."""
        lost = [name for name in map(str, self.expected.columns) if name not in set(table.columns)]
        if lost:
            text = _("Mancano queste colonne: {names}.").format(names=_some(lost))
            extra = [name for name in table.columns if name not in set(map(str, self.expected.columns))]
            if extra:
                text += " " + _("La tua tabella ha anche: {names}.").format(names=_some(extra))
            return Verdict("not_yet", text, "columns")
        if table.columns.duplicated().any() or table[self.key].astype(str).duplicated().any():
            text = _("La colonna «{name}» deve avere un valore diverso per riga.").format(name=self.key)
            return Verdict("not_yet", text, "repeated")
        rows, got = list(map(str, self.expected[self.key])), list(map(str, table[self.key]))
        if set(rows) != set(got):
            text = _("Righe mancanti: {lost}; di troppo: {extra}.").format(
                lost=_some([row for row in rows if row not in set(got)]),
                extra=_some([row for row in got if row not in set(rows)]),
            )
            return Verdict("not_yet", text, "rows")
        return None

    def _told(self, gaps: list[_Gap]) -> str:
        columns = list(dict.fromkeys(gap.column for gap in gaps))
        head = _("Celle diverse: {count}, in queste colonne: {columns}.").format(
            count=len(gaps), columns=_some(columns)
        )
        cell = _("riga «{row}», colonna «{column}» ({gap})")
        cells = "; ".join(
            cell.format(row=shown(gap.row), column=shown(gap.column), gap=gap.words)
            for gap in gaps[:_MOST_CELLS]
        )
        start = _("Per esempio: {cells}.") if len(gaps) > _MOST_CELLS else _("Sono: {cells}.")
        return f"{head} {start.format(cells=cells)}"

    def _gaps(self, table: pd.DataFrame, wanted: pd.DataFrame) -> Iterator[_Gap]:
        right = wanted.rename(columns=str).astype({self.key: str}).set_index(self.key)
        given = table.astype({self.key: str}).set_index(self.key)
        for row in right.index:
            for column in right.columns:
                words = self._gap(right.at[row, column], given.at[row, column])
                if words:
                    yield _Gap(str(row), str(column), words)

    def _gap(self, wanted: Any, found: Any) -> str:
        """Say how two cells differ; empty if they do not."""
        try:
            distance = float(found) - float(wanted)
        except (TypeError, ValueError, OverflowError):
            return "" if str(wanted) == str(found) else _("testo diverso")
        if abs(distance) <= self.tolerance:
            return ""
        if math.isnan(distance):  # one of the two is missing, or both
            return "" if math.isnan(float(wanted)) and math.isnan(float(found)) else _("valore mancante")
        if math.isinf(distance):
            return _("valore infinito")
        small = 0 < abs(distance) < 0.01
        decimals = (
            0 if distance == int(distance) else (2 - math.floor(math.log10(abs(distance))) if small else 2)
        )
        sign = "+" if distance > 0 else ""
        return _("scarto {gap}").format(gap=sign + number(distance, decimals=min(decimals, 12)))

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List the known mistakes, and the right table without a column or a row."""
        found: list[tuple[str, object]] = [
            (mistake.id, mistake.table)
            for mistake in self.mistakes
            if any(self._gaps(_columns_as_text(mistake.table), self.expected))
        ]
        if len(self.expected.columns) > 1:
            other = next(name for name in self.expected.columns if str(name) != self.key)
            found.append(("columns", self.expected.drop(columns=[other])))
        if len(self.expected) > 1:
            found.append(("rows", self.expected.iloc[1:]))
        return tuple(found)

    @property
    def coinciding(self) -> tuple[str, ...]:
        """Known mistakes that give the right table for this variant."""
        return tuple(
            mistake.id
            for mistake in self.mistakes
            if not any(self._gaps(_columns_as_text(mistake.table), self.expected))
        )

    def value(self, answer: object) -> object:
        """Return the expected table: as good as the right answer, and whole."""
        return self.reference

    @property
    def reference(self) -> pd.DataFrame:
        """A copy of the expected table."""
        return self.expected.copy()

    @property
    def reference_text(self) -> str:
        """The expected table, in words."""
        return str(self.expected.to_string(index=False))


def _columns_as_text(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename(columns=str)


def _plain_table(answer: pd.DataFrame) -> pd.DataFrame:
    """Copy a table with nothing in its cells that could misbehave when it is compared."""
    table = _columns_as_text(pd.DataFrame(answer))
    if not table.columns.is_unique:  # nobody will look further
        return table
    for name in table.columns:
        if table[name].dtype == object:
            table[name] = pd.Series(
                [_plain_cell(cell) for cell in table[name]], index=table.index, dtype=object
            )
    return table


def _plain_cell(cell: object) -> object:
    if cell is None or type(cell) in (str, int, float, bool):
        return cell
    try:
        return float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return str(cell)


def _as_table(answer: object) -> pd.DataFrame | None:
    """Return the answer as a table; ``None`` if it is not one."""
    if isinstance(answer, pd.DataFrame):
        return _columns_as_text(answer)
    if isinstance(answer, list) and answer and all(isinstance(row, Mapping) for row in answer):
        return _columns_as_text(pd.DataFrame(answer))
    return None


def _some(names: list[str]) -> str:
    """Write a few names, and how many more there are; ``0`` if there is none."""
    told = ", ".join(shown(name) for name in names[:_MOST_NAMES]) or "0"
    left = len(names) - _MOST_NAMES
    return told + (" " + _("e altri {count}").format(count=left) if left > 0 else "")
