"""How far participation goes: the ladder of eight rungs, and the funnel from invited to deciding."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require, word_for

Rung = Literal[
    "manipulation", "therapy", "informing", "consultation", "placation", "partnership", "delegated_power",
    "citizen_control",
]  # fmt: skip
"""From the lowest to the highest."""
Band = Literal["non_participation", "tokenism", "citizen_power"]
RUNGS: tuple[Rung, ...] = get_args(Rung)
_BANDS: tuple[Band, ...] = (
    "non_participation", "non_participation", "tokenism", "tokenism", "tokenism",
    "citizen_power", "citizen_power", "citizen_power",
)  # fmt: skip


def band(rung: Rung) -> Band:
    """Return the band of a rung: who cannot weigh, who is heard, who decides.

    Raises
    ------
    MeasureError
        If there is no such rung.

    References
    ----------
    S. R. Arnstein, *A ladder of citizen participation*, Journal of the American Institute of Planners 35 (1969)
    216-224: eight rungs in three bands (2, 3 and 3).

    Examples
    --------
    >>> [band(rung) for rung in ("therapy", "consultation", "partnership")]
    ['non_participation', 'tokenism', 'citizen_power']
    """
    return _BANDS[RUNGS.index(_rung(rung))]


def height(rung: Rung) -> int:
    """Return how high a rung is, from 1 to 8.

    Raises
    ------
    MeasureError
        If there is no such rung.

    Examples
    --------
    >>> height("placation")
    5
    """
    return RUNGS.index(_rung(rung)) + 1


def _rung(rung: object) -> Rung:
    require = Require(_("Questo gradino non c'è."))
    found = require.one_of(rung, _("gradino"), RUNGS)
    require.stop()
    return found


def rung_label(rung: Rung) -> str:
    """Name a rung.

    Raises
    ------
    MeasureError
        If there is no such rung.

    Examples
    --------
    >>> rung_label("placation")
    'contentino'
    """
    names = {
        "manipulation": _("manipolazione"),
        "therapy": _("terapia"),
        "informing": _("informazione"),
        "consultation": _("consultazione"),
        "placation": _("contentino"),
        "partnership": _("collaborazione alla pari"),
        "delegated_power": _("potere delegato"),
        "citizen_control": _("controllo dei cittadini"),
    }
    return word_for(names, rung, what=_("gradino"))


@dataclass(frozen=True)
class Funnel:
    """How many are left at each step.

    Parameters
    ----------
    steps
        Name and number, from the widest.
    kept
        For each step after the first, its share of the step before; ``None`` where nobody was left to lose.
    kept_overall
        Share of the first step that reaches the last.
    steepest
        Name of the step that loses the greatest share of those before it: the first of equals, empty if none does.
    """

    steps: tuple[tuple[str, int], ...]
    kept: tuple[float | None, ...]
    kept_overall: float
    steepest: str

    @property
    def lost(self) -> tuple[int, ...]:
        """How many are lost at each step after the first."""
        counts = [count for _name, count in self.steps]
        return tuple(before - after for before, after in pairwise(counts))


def funnel(steps: Iterable[tuple[str, int]]) -> Funnel:
    """Read a funnel: each step is a part of the one before.

    Parameters
    ----------
    steps
        Name and number of people (or of proposals), from the widest; at least two.

    Raises
    ------
    MeasureError
        If there are fewer than two, if the first has nobody, if a step is greater than the one before, or a number
        is not whole.

    Examples
    --------
    >>> found = funnel([("invited", 200), ("came", 60), ("spoke", 30), ("decided", 6)])
    >>> found.kept, found.kept_overall, found.steepest, found.lost
    ((0.3, 0.5, 0.2), 0.03, 'decided', (140, 30, 24))
    """
    require = Require(_("Questo imbuto non si può leggere."))
    listed = require.items(steps, _("passi"), fewest=2, expected=_("almeno due passi"))
    read: list[tuple[str, int]] = []
    for place, row in enumerate(listed, start=1):
        where = _("passo {place}").format(place=place)
        pair = require.items(row, where, length=2, expected=_("un nome e un numero"))
        if pair:
            name = require.text(pair[0], where, empty=False)
            read.append((name, require.whole(pair[1], name[:60] or where, least=0 if place > 1 else 1)))
    if require.fine:
        for (before, more), (after, less) in pairwise(read):
            if less > more:
                require.problem(
                    after[:60],
                    _("sono {n}.").format(n=exact(less)),
                    expected=_("al massimo {n}, come in «{step}»").format(n=exact(more), step=before[:60]),
                    remedy=_("Ogni passo è una parte di quello prima: controlla l'ordine."),
                )
    require.stop()
    counts = [count for _name, count in read]
    kept = tuple(after / before if before else None for before, after in pairwise(counts))
    return Funnel(tuple(read), kept, counts[-1] / counts[0], _steepest(read, kept))


def _steepest(steps: list[tuple[str, int]], kept: tuple[float | None, ...]) -> str:
    losing = [(share, place) for place, share in enumerate(kept) if share is not None and share < 1]
    return steps[min(losing)[1] + 1][0] if losing else ""
