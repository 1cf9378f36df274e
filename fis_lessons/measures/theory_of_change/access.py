"""Whom a project is for and whom its rule lets in: two age bands over the same residents."""

from __future__ import annotations

from collections.abc import Callable

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

Band = tuple[int, int]


OLDEST = 130


@dataclass(frozen=True)
class Access:
    """Residents by whether they are in the target, in the rule, in both.

    Parameters
    ----------
    target, rule
        First and last age, both included.
    too_young, too_old
        In the target, and below or above what the rule lets in.
    both
        In the target and let in.
    not_meant
        Let in, and not in the target.
    """

    target: Band
    rule: Band
    too_young: int
    too_old: int
    both: int
    not_meant: int

    @property
    def in_target(self) -> int:
        """Everybody in the target."""
        return self.too_young + self.both + self.too_old

    @property
    def in_rule(self) -> int:
        """Everybody the rule lets in by age."""
        return self.both + self.not_meant

    @property
    def shut_out(self) -> int:
        """In the target and not let in."""
        return self.too_young + self.too_old


def access(count: Callable[[int, int], int], *, target: Band, rule: Band) -> Access:
    """Cross a target and a rule over the residents of a place.

    Parameters
    ----------
    count
        Residents from one age to another, both included.
    target, rule
        First and last age, both included.

    Raises
    ------
    MeasureError
        If a band is the wrong way round.

    Examples
    --------
    >>> one_each = lambda first, last: last - first + 1
    >>> found = access(one_each, target=(15, 29), rule=(18, 35))
    >>> found.too_young, found.both, found.not_meant, found.shut_out
    (3, 12, 6, 3)
    """
    require = Require(_("Queste due fasce di età non si possono confrontare."))
    target = _band(require, target, _("Destinatari"))
    rule = _band(require, rule, _("Regola di accesso"))
    if not callable(count):
        require.problem(
            _("Residenti"), _("non si possono contare."), expected=_("un conto per fascia di età")
        )
    require.stop()

    def people(first: int, last: int) -> int:
        found = require.whole(count(first, last), _("Residenti"), least=0) if first <= last else 0
        require.stop()
        return found

    both = people(max(target[0], rule[0]), min(target[1], rule[1]))
    too_young = people(target[0], min(target[1], rule[0] - 1))
    too_old = people(max(target[0], rule[1] + 1), target[1])
    return Access(target, rule, too_young, too_old, both, people(*rule) - both)


def _band(require: Require, band: object, where: str) -> Band:
    ends = require.items(band, where, length=2, expected=_("la prima e l'ultima età"))
    if not ends:
        return 0, 0
    first, last = (require.whole(end, where, least=0, most=OLDEST) for end in ends)
    if first > last:
        require.problem(
            where, _("le due età sono rovesciate: {first} è più di {last}.").format(first=first, last=last)
        )
    return first, last
