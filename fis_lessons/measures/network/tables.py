"""Organisations and tables: a tie where two sit at the same one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.network.ties import Network, Spellings, network
from fis_lessons.measures.require import Require


@dataclass(frozen=True)
class Seats:
    """Who sits where.

    Parameters
    ----------
    organisations, tables
        Each once, in order.
    seats
        Organisation and table, each pair once.
    network
        Organisations tied where they share at least as many tables as were asked.
    shared
        How many tables each tied pair shares, in the order of the ties of ``network``.
    """

    organisations: tuple[str, ...]
    tables: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]
    network: Network
    shared: tuple[int, ...]

    def at(self, table: str) -> tuple[str, ...]:
        """Return who sits at a table.

        Raises
        ------
        MeasureError
            If there is no such table.
        """
        require = Require(_("Chi siede a questo tavolo non si può dire:"))
        wanted = require.one_of(table, _("tavolo"), self.tables)
        require.stop()
        return tuple(who for who, where in self.seats if where == wanted)

    def of(self, organisation: str) -> tuple[str, ...]:
        """Return where somebody sits.

        Raises
        ------
        MeasureError
            If there is nobody of that name.
        """
        require = Require(_("Dove siede questo soggetto non si può dire:"))
        wanted = require.one_of(organisation, _("soggetto"), self.organisations)
        require.stop()
        return tuple(where for who, where in self.seats if who == wanted)


def seats(
    rows: Iterable[tuple[str, str]],
    *,
    least: int = 1,
    organisations: Iterable[str] = (),
    groups: Mapping[str, str] | None = None,
    spellings: Spellings = "ask",
) -> Seats:
    """Make a network of organisations from who sits at which table.

    Parameters
    ----------
    rows
        Organisation and table.
    least
        How many tables two must share to be tied.
    organisations
        Everybody: who sits nowhere is known only from here.
    groups
        The sector of each, where it is known.
    spellings
        As in :func:`fis_lessons.measures.network.ties.network`.

    Raises
    ------
    MeasureError
        With every slip: a name that is empty, a seat written twice, one organisation under two spellings.

    References
    ----------
    R. L. Breiger, *The duality of persons and groups*, Social Forces 53 (1974) 181-190.

    Examples
    --------
    >>> found = seats([("Town", "design"), ("Parish", "design"), ("Parish", "deliver"), ("Choir", "deliver")])
    >>> found.network.ties, found.at("design")
    ((('Town', 'Parish'), ('Parish', 'Choir')), ('Town', 'Parish'))
    """
    require = Require(_("Chi siede dove non si può leggere:"))
    fewest = require.whole(least, _("tavoli in comune"), least=1, most=1000)
    read = _rows(require, rows)
    everybody = require.items(organisations, _("soggetti"), of=str, expected=_("un elenco di nomi"))
    require.stop()
    names = tuple(
        dict.fromkeys((*(" ".join(one.split()) for one in everybody), *(who for who, _where in read)))
    )
    tables = tuple(dict.fromkeys(where for _who, where in read))
    places = {name: {where for who, where in read if who == name} for name in names}
    ties, shared = [], []
    for one, other in itertools.combinations(names, 2):
        common = len(places[one] & places[other])
        if common >= fewest:
            ties.append((one, other))
            shared.append(common)
    made = network(ties, names=names, groups=groups, spellings=spellings)
    return Seats(made.names, tables, tuple(read), made, tuple(shared))


def _rows(require: Require, rows: object) -> list[tuple[str, str]]:
    read: list[tuple[str, str]] = []
    listed = require.items(rows, _("righe"), fewest=1, expected=_("almeno un soggetto a un tavolo"))
    for place, row in enumerate(listed, start=1):
        where = _("riga {place}").format(place=place)
        two = require.items(row, where, of=str, length=2, expected=_("un soggetto e un tavolo"))
        if not two:
            continue
        who, table = (" ".join(one.split()) for one in two)
        if not who or not table:
            require.problem(where, _("manca un nome."), expected=_("un soggetto e un tavolo"))
        elif (who, table) in read:
            words = _("{who} siede già al tavolo «{table}».").format(who=who, table=table)
            require.problem(where, words, expected=_("ogni posto una volta sola"), remedy=_("Togli la riga."))
        else:
            read.append((who, table))
    return read
