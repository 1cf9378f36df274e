"""Who takes part in which phase, and what stays uncovered when somebody leaves the table.

A cell that nobody filled is *silent*: the sources do not say. It never means "does not take part", so
nothing here turns silence into a zero or a no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from types import MappingProxyType
from typing import Literal, cast, get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

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

    def __post_init__(self) -> None:
        require = Require(_("La matrice non torna."))
        for name, where in (("rows", _("righe")), ("columns", _("colonne"))):
            read = require.items(getattr(self, name), where, of=str, expected=_("un elenco di nomi"))
            object.__setattr__(self, name, read)
        if require.by_name(self.cells, _("caselle"), expected=_("su che cosa poggia ogni casella")):
            for cell, ground in self.cells.items():
                pair = require.items(cell, _("casella"), of=str, length=2, expected=_("riga e colonna"))
                require.one_of(ground, " × ".join(pair), get_args(Ground))
        require.stop()

    def reading(self, row: str, column: str) -> Reading:
        """Say what a cell rests on; ``silent`` if nobody filled it."""
        require = Require(_("Questa casella non è nella matrice:"))
        require.one_of(row, _("riga"), self.rows)
        require.one_of(column, _("colonna"), self.columns)
        require.stop()
        return self.cells.get((row, column), "silent")

    def count(self, reading: Reading) -> int:
        """Count the cells of a kind, the silent ones too."""
        require = Require(_("Queste caselle non si possono contare:"))
        require.one_of(reading, _("tipo di casella"), get_args(Reading))
        require.stop()
        cells = ((row, column) for row in self.rows for column in self.columns)
        return sum(self.cells.get(cell, "silent") == reading for cell in cells)

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
        require = Require(_("Queste righe non si possono tenere:"))
        wanted = require.items(_listed(rows), _("righe"), of=str, expected=_("un elenco di nomi"))
        require.stop()
        kept = tuple(row for row in self.rows if row in wanted)
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
    require = Require(_("La matrice non torna."))
    names = require.items(rows, _("righe"), of=str, expected=_("un elenco di nomi"))
    phases = require.items(columns, _("colonne"), of=str, expected=_("un elenco di nomi"))
    cells: dict[tuple[str, str], Ground] = {}
    for row, column, ground in _triples(require, entries, _("caselle"), get_args(Ground)):
        where = f"{row} × {column}"
        if row not in names or column not in phases:
            require.problem(where, _("la casella non è nella matrice."))
        elif (row, column) in cells:
            require.problem(where, _("la casella c'è già."), expected=_("ogni coppia una volta sola"))
        cells[row, column] = cast(Ground, ground)
    require.stop()
    return Matrix(names, phases, MappingProxyType(cells))


def _listed(names: object) -> object:
    """Give a set an order, so that it can be read as a list."""
    return sorted(names, key=str) if isinstance(names, Set) else names


def _triples(
    require: Require, rows: object, where: str, words: tuple[str, ...]
) -> tuple[tuple[str, str, str], ...]:
    """Read rows of two names and one word of a list."""
    read = []
    for place, row in enumerate(require.items(_listed(rows), where), start=1):
        named = _("{where}, posto {place}").format(where=where, place=place)
        three = require.items(row, named, of=str, length=3, expected=_("due nomi e una parola"))
        if three:
            read.append((three[0], three[1], require.one_of(three[2], named, words)))
    return tuple(read)


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

    def __post_init__(self) -> None:
        require = Require(_("Questa copertura non torna."))
        where = require.text(self.need, _("bisogno")) or _("bisogno")
        for name in ("sure", "doubtful", "lost"):
            require.items(getattr(self, name), where, of=str, expected=_("un elenco di nomi"))
        require.stop()

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

    Raises
    ------
    MeasureError
        If a name is not a text, or a certainty is neither ``sure`` nor ``doubtful``.

    Examples
    --------
    >>> held = [("bank", "money", "sure"), ("town", "building", "sure")]
    >>> [one.state for one in coverage(["money", "building"], held, without=["bank"])]
    ['uncovered', 'sure']
    """
    require = Require(_("Questa copertura non torna."))
    wanted = require.items(_listed(needs), _("bisogni"), of=str, expected=_("un elenco di nomi"))
    listed = list(dict.fromkeys(_triples(require, held, _("chi copre che cosa"), get_args(Certainty))))
    gone = require.items(_listed(without), _("chi se ne va"), of=str, expected=_("un elenco di nomi"))
    require.stop()
    return tuple(
        Coverage(
            need,
            sure=_holders(listed, need, "sure", gone),
            doubtful=_holders(listed, need, "doubtful", gone),
            lost=tuple(dict.fromkeys(who for who, what, _c in listed if what == need and who in gone)),
        )
        for need in wanted
    )


def _holders(
    held: Iterable[tuple[str, str, str]], need: str, certainty: Certainty, without: Collection[str]
) -> tuple[str, ...]:
    return tuple(who for who, what, how in held if what == need and how == certainty and who not in without)


def uncovered_by(
    needs: Iterable[str], held: Iterable[tuple[str, str, Certainty]], *, without: Collection[str]
) -> tuple[str, ...]:
    """Return the needs that were covered, even with a doubt, and no longer are.

    Raises
    ------
    MeasureError
        As :func:`coverage`.

    Examples
    --------
    >>> held = [("bank", "money", "doubtful"), ("town", "building", "sure")]
    >>> uncovered_by(["money", "building", "land"], held, without=["bank"])
    ('money',)
    """
    return tuple(
        one.need for one in coverage(needs, held, without=without) if one.lost and one.state == "uncovered"
    )
