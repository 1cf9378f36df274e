"""What a plan of an evaluation loses on the way, and the search for the size it needs."""

from __future__ import annotations

import math
from collections.abc import Callable

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import Reads
from fis_lessons.measures.require import numbers_as_they_are

_MOST = 50_000_000
"""Persons in a group beyond which a plan is refused: more than the residents of most countries."""


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What takes away information from a plan: groups that stand together, people who leave.

    Parameters
    ----------
    cluster_size
        Persons in a cluster (a class, a neighbourhood) assigned together; 1 if each is assigned alone.
    icc
        Intra-cluster correlation, between 0 and 1: how much people of one cluster are alike.
    attrition
        Share of people whose outcome will be missing, from 0 to less than 1.
    """

    cluster_size: float = 1
    icc: float = 0.0
    attrition: float = 0.0

    def __post_init__(self) -> None:
        require = Reads()
        numbers_as_they_are(require, self, _names())
        require.stop()

    @property
    def design_effect(self) -> float:
        """How many persons count as one: ``1 + (m - 1) ICC`` (Kish, *Survey Sampling*, 1965).

        ``m`` are the persons of a cluster whose outcome is known: those who leave take their likeness along.

        Examples
        --------
        >>> round(Conditions(cluster_size=20, icc=0.05).design_effect, 2)
        1.95
        >>> round(Conditions(cluster_size=20, icc=0.05, attrition=0.2).design_effect, 2)
        1.75
        """
        left = max(1.0, self.cluster_size * (1 - self.attrition))
        return 1 + (left - 1) * self.icc

    def effective(self, enrolled: float) -> float:
        """Return how many independent answers a number of people enrolled is worth.

        Examples
        --------
        >>> round(Conditions(cluster_size=20, icc=0.05, attrition=0.2).effective(175), 1)
        80.0
        """
        return enrolled * (1 - self.attrition) / self.design_effect

    def to_enrol(self, needed: float) -> int:
        """Return how many people to enrol to be left with a number of independent answers.

        Examples
        --------
        >>> Conditions(attrition=0.2).to_enrol(64)
        80
        """
        return math.ceil(round(needed * self.design_effect / (1 - self.attrition), 9))

    def check(self, require: Reads) -> None:
        """Tell what is wrong with the conditions."""
        names = _names()
        require.number(self.attrition, names["attrition"], least=0, below=1, field="attrition")
        require.share(self.icc, names["icc"], field="icc")
        require.number(self.cluster_size, names["cluster_size"], least=1, field="cluster_size")


def _names() -> dict[str, str]:
    return {
        "attrition": _("quota che si perde per strada"),
        "icc": _("somiglianza dentro il gruppo"),
        "cluster_size": _("persone per gruppo"),
    }


INDIVIDUAL = Conditions()


@dataclass(frozen=True)
class Needed:
    """How many people a plan needs.

    Parameters
    ----------
    exact
        Independent answers in the treated group, not rounded.
    treated, control
        People to enrol in each group, whole, clusters and attrition counted.
    """

    exact: float
    treated: int
    control: int


# --- solving ------------------------------------------------------------------------------------
def needed_people(exact: float, ratio: float, conditions: Conditions) -> Needed:
    """Return whole people to enrol from the independent answers needed in the treated group."""
    if not exact < _MOST:
        raise _too_small()
    return Needed(exact, conditions.to_enrol(exact), conditions.to_enrol(exact * ratio))


def solve(gain: Callable[[float], float], *, low: float, high: float | None = None) -> float:
    """Find where a growing function crosses zero; the upper end is found by doubling."""
    if gain(low) >= 0:
        return low
    top = high if high is not None else low * 2
    while gain(top) < 0:
        top *= 2
        if top > _MOST:
            raise _too_small()
    return bisect(gain, low=low, high=top)


def bisect(gain: Callable[[float], float], *, low: float, high: float) -> float:
    """Find where a growing function crosses zero between two ends."""
    for _step in range(200):
        middle = (low + high) / 2
        if gain(middle) < 0:
            low = middle
        else:
            high = middle
        if high - low <= 1e-10 * max(1.0, high):
            break
    return high


def no_effect(require: Reads, where: str, found: str, *, field: str) -> None:
    """Tell the problem of looking for no change at all."""
    remedy = _("Scrivi il più piccolo cambiamento che varrebbe la spesa: con zero non c'è nulla da vedere.")
    require.problem(where, found, remedy=remedy, field=field)


def _too_small() -> MeasureError:
    return MeasureError(
        _("L'effetto è troppo piccolo: nessun numero di persone realistico basta a vederlo."),
        [
            Problem(
                _("effetto"),
                _("quasi zero"),
                remedy=_("Scegli il più piccolo cambiamento che varrebbe la spesa."),
                field="effect_size",
            )
        ],
    )
