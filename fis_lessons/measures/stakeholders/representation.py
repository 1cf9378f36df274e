"""Missing voices: how much of the process a group is, beside how much of the population it is."""

from __future__ import annotations

from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.population import Interval, wilson_interval
from fis_lessons.measures.require import Require

Reading = Literal["under", "over", "unclear"]


@dataclass(frozen=True)
class Representation:
    """A group in a process.

    Parameters
    ----------
    inside, process
        People of the group who take part, and all who take part.
    group, population
        Residents of the group, and all residents.
    ratio
        Share in the process divided by share in the population: 1 is a group as large inside as outside.
    interval
        Between which ratios chance could move it, if those who take part were drawn by lot.
    """

    inside: int
    process: int
    group: int
    population: int
    ratio: float
    interval: Interval

    @property
    def share_inside(self) -> float:
        """Share of the group among those who take part."""
        return self.inside / self.process

    @property
    def share_outside(self) -> float:
        """Share of the group among the residents."""
        return self.group / self.population

    @property
    def reading(self) -> Reading:
        """``under`` or ``over`` if 1 is outside the interval, otherwise ``unclear``."""
        if self.interval.high < 1:
            return "under"
        return "over" if self.interval.low > 1 else "unclear"

    @property
    def expected(self) -> float:
        """How many of the group there would be with the share of the population."""
        return self.process * self.share_outside


def representation(
    inside: int, *, process: int, group: int, population: int, confidence: float = 0.95
) -> Representation:
    """Compare the share of a group in a process with its share in the population.

    ``ratio = (inside / process) / (group / population)``. The interval is Wilson's for the share inside, divided
    by the share in the population, which is counted and not estimated.

    Parameters
    ----------
    inside
        People of the group who take part.
    process
        All the people who take part, of whom the group is known.
    group, population
        Residents of the group, and all those who could take part.
    confidence
        Between 0 and 1, ends excluded.

    Raises
    ------
    MeasureError
        If nobody takes part, if the group has no residents, if a part is greater than its whole, or a number is
        not whole.

    References
    ----------
    Wilson's interval: :func:`fis_lessons.measures.population.wilson_interval`. The ratio of the ratios of two
    groups is the ratio of their rates of participation, what the literature on selection calls the impact ratio.

    Examples
    --------
    Six of sixty, where the group is a fifth of the residents:

    >>> found = representation(6, process=60, group=2_000, population=10_000)
    >>> round(found.ratio, 2), found.reading, found.expected
    (0.5, 'unclear', 12.0)
    >>> round(found.interval.low, 2), round(found.interval.high, 2)
    (0.23, 1.01)
    """
    require = Require(_("Questo rapporto di rappresentanza non si può calcolare."))
    people = require.whole(
        process, _("persone nel processo"), least=1, remedy=_("Serve almeno una persona che partecipa.")
    )
    some = require.whole(inside, _("persone del gruppo nel processo"), least=0)
    everybody = require.whole(population, _("residenti"), least=1)
    those = require.whole(
        group,
        _("residenti del gruppo"),
        least=1,
        remedy=_("Se nel Comune il gruppo non c'è, la domanda non si pone."),
    )
    sure = require.share(confidence, _("confidenza"), ends=False)
    if require.fine and some > people:
        _too_many(require, _("persone del gruppo nel processo"), some, people)
    if require.fine and those > everybody:
        _too_many(require, _("residenti del gruppo"), those, everybody)
    require.stop()
    outside = those / everybody
    seen = wilson_interval(some, people, confidence=sure)
    return Representation(
        some, people, those, everybody,
        ratio=some / people / outside,
        interval=Interval(seen.low / outside, seen.high / outside, sure),
    )  # fmt: skip


def _too_many(require: Require, where: str, part: int, whole: int) -> None:
    require.problem(
        where,
        _("sono {n}.").format(n=exact(part)),
        expected=_("al massimo {n}").format(n=exact(whole)),
    )
