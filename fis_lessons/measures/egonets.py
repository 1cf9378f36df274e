"""The people around one person: whom somebody names, and which of those know each other.

A name generator asks «with whom did you talk of something that matters to you, in the last six months?», then for
each pair named «do they know each other?». No names need to be kept: initials will do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import said

MOST: Final = 500


@dataclass(frozen=True)
class EgoNetwork:
    """What the people around one person look like.

    Parameters
    ----------
    size
        People named.
    ties
        Pairs of them who know each other, each counted once.
    density
        ``2 t / (n (n - 1))``: which part of the pairs know each other. None with fewer than two.
    effective_size
        ``n - 2 t / n``: how many separate circles they are worth; all different if nobody knows anybody. None if
        nobody was named.
    groups
        How many of each group.
    ei
        ``(E - I) / (E + I)``: -1 if all are of the person's own group, 1 if none is. None if nobody was named,
        or the person's own group was not said.
    repeated
        Pairs written more than once, in whatever direction: counted once.
    """

    size: int
    ties: int
    density: float | None
    effective_size: float | None
    groups: Mapping[str, int]
    ei: float | None
    repeated: int


def ego_network(
    people: Mapping[str, str], ties: Sequence[tuple[str, str]] = (), *, own_group: str = ""
) -> EgoNetwork:
    """Measure the people around one person.

    Parameters
    ----------
    people
        Each one named and their group: family, neighbour, association, service.
    ties
        Pairs of them who know each other. The same pair in the other direction is the same pair.
    own_group
        The group of who answered, for E-I.

    Raises
    ------
    MeasureError
        With every pair that names somebody unknown, or somebody twice.

    References
    ----------
    R. Burt, *Structural holes* (1992); S. Borgatti, *Structural holes: unpacking Burt's redundancy measures*,
    Connections 20 (1997) 35-38: the effective size in this form. D. Krackhardt, R. Stern, *Informal networks and
    organizational crises*, Social Psychology Quarterly 51 (1988) 123-140: E-I.

    Examples
    --------
    >>> found = ego_network({"A": "family", "B": "family", "C": "neighbour"}, [("A", "B")], own_group="family")
    >>> found.size, round(found.density, 3), round(found.effective_size, 3), round(found.ei, 3)
    (3, 0.333, 2.333, -0.333)
    """
    require = Require(_("Questa rete di persone non si può leggere."))
    groups: dict[str, str] = {}
    if require.by_name(people, _("persone nominate"), expected=_("un gruppo per persona")):
        for name, group in list(people.items())[: MOST + 1]:
            read = require.text(name, _("persona"), empty=False).strip()
            if read in groups:
                require.problem(_("persona"), _("{name} c'è due volte.").format(name=said(read)))
            groups[read] = require.text(group, _("gruppo di {name}").format(name=said(read))).strip()
        if len(groups) > MOST:
            require.problem(_("persone nominate"), _("sono più di {n}.").format(n=MOST))
    own = require.text(own_group, _("gruppo di chi risponde")).strip()
    pairs, repeated = _pairs(require, ties, groups)
    require.stop()
    n, t = len(groups), len(pairs)
    counts: dict[str, int] = {}
    for group in groups.values():
        counts[group] = counts.get(group, 0) + 1
    inside = counts.get(own, 0)
    return EgoNetwork(
        size=n,
        ties=t,
        density=2 * t / (n * (n - 1)) if n > 1 else None,
        effective_size=n - 2 * t / n if n else None,
        groups=counts,
        ei=(n - 2 * inside) / n if n and own else None,
        repeated=repeated,
    )


def _pairs(require: Require, ties: object, groups: Mapping[str, str]) -> tuple[set[frozenset[str]], int]:
    pairs: set[frozenset[str]] = set()
    repeated = 0
    for place, tie in enumerate(require.items(ties, _("legami"), expected=_("coppie di persone")), start=1):
        where = _("legame {n}").format(n=place)
        names = [
            one.strip()
            for one in require.items(tie, where, of=str, length=2, expected=_("due persone nominate"))
        ]
        if len(names) != 2:
            continue
        for unknown in (one for one in names if one not in groups):
            require.problem(
                where, _("{name} non è fra le persone nominate.").format(name=said(unknown)),
                remedy=_("Controlla come è scritto, o aggiungi la persona."),
            )  # fmt: skip
        if names[0] == names[1]:
            require.problem(where, _("lega {name} a sé.").format(name=said(names[0])))
        pair = frozenset(names)
        repeated += pair in pairs
        pairs.add(pair)
    return pairs, repeated
