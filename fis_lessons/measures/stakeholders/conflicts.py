"""Conflicts of interest: roles that the same organisation should not hold together."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.organisations import spelled_alike
from fis_lessons.measures.require import Require


@dataclass(frozen=True)
class Conflict:
    """One organisation, two roles that sit badly together.

    Parameters
    ----------
    one, other
        The roles, in the order of the rule.
    names
        How the organisation is written: more than one spelling if it was joined.
    """

    one: str
    other: str
    names: tuple[str, ...]


def conflicts(
    held: Iterable[tuple[str, str]], *, apart: Iterable[tuple[str, str]], join_spellings: bool = True
) -> tuple[Conflict, ...]:
    """Find who holds two roles that must be kept apart.

    Parameters
    ----------
    held
        Organisation and role, a pair for each role.
    apart
        Pairs of roles that one organisation should not hold together; the order within a pair does not count.
    join_spellings
        Whether names that are probably of one organisation count as one, as
        :func:`fis_lessons.measures.organisations.spelled_alike` groups them: a conflict must not vanish because of
        an abbreviation.

    Returns
    -------
    tuple of Conflict
        In the order of the rules, then of the names.

    Raises
    ------
    MeasureError
        If a name or a role is not a text, or a rule names the same role twice.

    Examples
    --------
    >>> held = [("Coop. Alfa", "provider"), ("Alfa soc. coop.", "evaluator"), ("Banca", "financier")]
    >>> conflicts(held, apart=[("evaluator", "provider")])
    (Conflict(one='evaluator', other='provider', names=('Coop. Alfa', 'Alfa soc. coop.')),)
    >>> conflicts(held, apart=[("evaluator", "provider")], join_spellings=False)
    ()
    """
    require = Require(_("I conflitti non si possono cercare."))
    seats = _pairs(require, held, _("chi ha quale ruolo"))
    rules = _pairs(require, apart, _("ruoli da tenere separati"))
    for one, other in rules:
        if one == other:
            require.problem(
                _("ruoli da tenere separati"),
                _("«{role}» è scritto due volte.").format(role=one[:60]),
                expected=_("due ruoli diversi"),
            )
    joined = require.flag(join_spellings, _("unire le grafie"))
    require.stop()
    names = list(dict.fromkeys(name for name, _role in seats))
    groups = [*spelled_alike(names)] if joined else []
    alone = [(name,) for name in names if not any(name in group for group in groups)]
    families = sorted([*groups, *alone], key=lambda group: names.index(group[0]))
    found = []
    for one, other in rules:
        for family in families:
            roles = {role for name, role in seats if name in family}
            if {one, other} <= roles:
                holding = tuple(n for n in family if {(n, one), (n, other)} & set(seats))
                found.append(Conflict(one, other, holding))
    return tuple(dict.fromkeys(found))


def _pairs(require: Require, rows: object, where: str) -> tuple[tuple[str, str], ...]:
    read = []
    for place, row in enumerate(require.items(rows, where), start=1):
        named = _("{where}, posto {place}").format(where=where, place=place)
        two = require.items(row, named, of=str, length=2, expected=_("due nomi"))
        if two:
            read.append((two[0], two[1]))
    return tuple(read)
