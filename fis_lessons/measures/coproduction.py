"""Who takes part in which phase, and what stays uncovered when somebody leaves the table.

A cell that nobody filled is *silent*: the sources do not say. It never means "does not take part", so
nothing here turns silence into a zero or a no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _

Ground = Literal["documented", "doubtful", "assumed"]
Reading = Literal["documented", "doubtful", "assumed", "silent"]
Certainty = Literal["sure", "doubtful"]
State = Literal["sure", "doubtful", "uncovered"]


@dataclass(frozen=True)
class Matrix:
    """The co-production matrix: who (rows) takes part in which phase (columns).

    Parameters
    ----------
    rows, columns
        Identifiers, in the order shown.
    cells
        Only the filled ones.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Ground]

    def reading(self, row: str, column: str) -> Reading:
        """Say what a cell rests on; ``silent`` if nobody filled it."""
        return self.cells.get((row, column), "silent")

    def count(self, reading: Reading) -> int:
        """Count the cells of a kind, the silent ones too."""
        return sum(self.reading(row, column) == reading for row in self.rows for column in self.columns)

    @property
    def size(self) -> int:
        """Number of cells, filled or not."""
        return len(self.rows) * len(self.columns)

    @property
    def documented_share(self) -> float:
        """Share of all cells that rest on a source without a doubt, between 0 and 1.

        Raises
        ------
        MeasureError
            If the matrix has no cells.
        """
        if not self.size:
            raise MeasureError(_("La matrice è vuota: non c'è una quota da calcolare."))
        return self.count("documented") / self.size

    def present(self, column: str) -> tuple[str, ...]:
        """Return who is documented in a phase."""
        return tuple(row for row in self.rows if self.reading(row, column) == "documented")

    def keep(self, rows: Collection[str]) -> Matrix:
        """Return the same matrix with only some of its rows."""
        kept = tuple(row for row in self.rows if row in rows)
        return Matrix(kept, self.columns, {cell: g for cell, g in self.cells.items() if cell[0] in kept})

    def documented_only(self) -> Matrix:
        """Return the same matrix where what is doubtful or assumed is silent."""
        return Matrix(
            self.rows, self.columns, {cell: g for cell, g in self.cells.items() if g == "documented"}
        )


def matrix(rows: Iterable[str], columns: Iterable[str], entries: Iterable[tuple[str, str, Ground]]) -> Matrix:
    """Put a matrix together.

    Parameters
    ----------
    rows, columns
        Identifiers of who may take part, and of the phases.
    entries
        Row, column and what the cell rests on.

    Raises
    ------
    MeasureError
        With every entry that names an unknown row or column, or fills a cell twice.

    Examples
    --------
    >>> m = matrix(["town", "families"], ["design", "deliver"], [("town", "design", "documented")])
    >>> m.reading("town", "design"), m.reading("families", "design")
    ('documented', 'silent')
    >>> m.documented_share
    0.25
    """
    names, phases = tuple(rows), tuple(columns)
    cells: dict[tuple[str, str], Ground] = {}
    problems = []
    for row, column, ground in entries:
        where = f"{row} × {column}"
        if row not in names or column not in phases:
            problems.append(Problem(where, _("la casella non è nella matrice.")))
        elif (row, column) in cells:
            problems.append(Problem(where, _("la casella c'è già."), _("ogni coppia una volta sola")))
        cells[row, column] = ground
    if problems:
        raise MeasureError(_("La matrice non torna."), problems)
    return Matrix(names, phases, MappingProxyType(cells))


@dataclass(frozen=True)
class Coverage:
    """Who covers something that is needed, and who did before leaving.

    Parameters
    ----------
    need
        A role or a kind of resource.
    sure, doubtful
        Who covers it now: named by the sources, or only with a doubt or an assumption.
    lost
        Who covered it and was taken away.
    """

    need: str
    sure: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Say how well it is covered."""
        if self.sure:
            return "sure"
        return "doubtful" if self.doubtful else "uncovered"


def coverage(
    needs: Iterable[str], held: Iterable[tuple[str, str, Certainty]], *, without: Collection[str] = ()
) -> tuple[Coverage, ...]:
    """Say who covers each need, once somebody is taken away.

    Parameters
    ----------
    needs
        What must be covered, in the order wanted.
    held
        Holder, need, and how sure it is.
    without
        Holders taken away.

    Returns
    -------
    tuple of Coverage
        One per need. A need nobody holds is ``uncovered`` whoever is taken away.

    Examples
    --------
    >>> held = [("bank", "money", "sure"), ("town", "building", "sure")]
    >>> [one.state for one in coverage(["money", "building"], held, without=["bank"])]
    ['uncovered', 'sure']
    """
    listed = list(dict.fromkeys(held))
    return tuple(
        Coverage(
            need,
            sure=_holders(listed, need, "sure", without),
            doubtful=_holders(listed, need, "doubtful", without),
            lost=tuple(dict.fromkeys(who for who, what, _c in listed if what == need and who in without)),
        )
        for need in needs
    )


def _holders(
    held: Iterable[tuple[str, str, Certainty]], need: str, certainty: Certainty, without: Collection[str]
) -> tuple[str, ...]:
    return tuple(who for who, what, how in held if what == need and how == certainty and who not in without)


def uncovered_by(
    needs: Iterable[str], held: Iterable[tuple[str, str, Certainty]], *, without: Collection[str]
) -> tuple[str, ...]:
    """Return the needs that were covered, even with a doubt, and no longer are.

    Examples
    --------
    >>> held = [("bank", "money", "doubtful"), ("town", "building", "sure")]
    >>> uncovered_by(["money", "building", "land"], held, without=["bank"])
    ('money',)
    """
    return tuple(
        one.need
        for one in coverage(needs, list(held), without=without)
        if one.lost and one.state == "uncovered"
    )
