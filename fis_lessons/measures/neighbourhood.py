"""A neighbourhood that does not exist, asked twice: its true change is stated, to see what answers can show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.population import Interval
from fis_lessons.measures.require import Require
from fis_lessons.measures.scales import spearman_brown
from fis_lessons.measures.training import paired_difference

Floats = npt.NDArray[np.float64]
Lost = Literal["anyone", "lowest"]
"""Who does not answer the second time: anyone, or those who were worst off."""

MOST_PEOPLE: Final = 5_000
MOST_ITEMS: Final = 20
MOST_REPEATS: Final = 500


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """Answers of simulated residents, before and after.

    Parameters
    ----------
    before, after
        Shape (people, items): answers from ``low`` to ``high``; ``after`` has everybody, also who did not answer.
    returned
        Shape (people,): who answered the second time.
    change
        The true mean change of a score, as stated.
    alpha
        The alpha the questions have in the whole neighbourhood, before.
    """

    before: Floats
    after: Floats
    returned: npt.NDArray[np.bool_]
    change: float
    alpha: float

    @property
    def first(self) -> Floats:
        """Score of each person before: the mean of the answers."""
        return np.asarray(self.before.mean(axis=1))

    @property
    def second(self) -> Floats:
        """Score of each person after, also of who did not answer."""
        return np.asarray(self.after.mean(axis=1))

    @property
    def naive(self) -> float:
        """Mean of whoever answered after, less mean of everybody before: two different sets of people."""
        return float(self.second[self.returned].mean() - self.first.mean())

    @property
    def composition(self) -> float:
        """How much of :attr:`naive` comes only from who was lost: their absence moves the mean."""
        return float(self.first[self.returned].mean() - self.first.mean())

    @property
    def paired(self) -> Interval:
        """Where the mean change of whoever answered twice lies, with 95% confidence."""
        return paired_difference(
            self.first[self.returned].tolist(), self.second[self.returned].tolist()
        ).interval


def neighbourhood(
    people: int,
    *,
    change: float,
    items: int = 4,
    mean: float = 3.0,
    likeness: float = 0.25,
    lost: float = 0.0,
    who: Lost = "anyone",
    seed: int | Sequence[int] = 1,
    low: int = 1,
    high: int = 5,
) -> Neighbourhood:
    """Draw a neighbourhood and ask it twice.

    Each person has an inclination ``p``, from a Beta distribution with mean ``(mean - low) / (high - low)`` and
    variance ``likeness`` times the largest possible; an answer is ``low`` plus a binomial of ``high - low`` with
    chance ``p``. After, ``p`` goes up by the same part of the way to 1 for all (or down to 0): the mean score
    changes by exactly ``change`` in the neighbourhood the people are drawn from.

    Parameters
    ----------
    people
        Drawn and asked.
    change
        True change of the mean score, in points of the scale.
    items
        Questions.
    mean
        True mean score before.
    likeness
        How much people differ and each agrees with himself, between 0 and 1: two questions correlate
        ``s l / (1 + (s - 1) l)`` with ``s = high - low``.
    lost
        Which part does not answer the second time; at least two people remain.
    who
        Who is lost.
    seed
        Same seed, same neighbourhood.
    low, high
        Ends of the scale.

    Raises
    ------
    MeasureError
        With every value out of place; if a change takes the mean beyond the end of the scale.

    Examples
    --------
    >>> drawn = neighbourhood(2000, change=0.5, seed=3)
    >>> round(float(drawn.second.mean() - drawn.first.mean()), 1), round(drawn.alpha, 3)
    (0.5, 0.842)
    """
    require = Require(_("Questo quartiere non si può simulare."))
    count = require.whole(people, _("persone"), least=2, most=MOST_PEOPLE)
    asked = require.whole(items, _("domande"), least=1, most=MOST_ITEMS)
    first = require.whole(low, _("risposta più bassa della scala"), least=0, most=10)
    last = require.whole(high, _("risposta più alta della scala"), least=1, most=100)
    middle = require.number(mean, _("media vera"))
    moved = require.number(change, _("cambiamento vero"))
    alike = require.share(likeness, _("somiglianza"), ends=False)
    away = require.share(lost, _("quota di chi non torna"))
    lose = require.one_of(who, _("chi non torna"), get_args(Lost))
    start = require.seed(seed)
    if require.fine:
        _inside(require, first, last, middle, moved)
    require.stop()
    generator = np.random.default_rng(start)
    steps = last - first
    inclined = (middle - first) / steps
    spread = 1 / alike - 1
    p = generator.beta(inclined * spread, (1 - inclined) * spread, size=count)
    gain = moved / steps
    later = p + (1 - p) * gain / (1 - inclined) if gain >= 0 else p * (1 + gain / inclined)
    later = np.clip(later, 0, 1)
    before = first + generator.binomial(steps, p[:, None], size=(count, asked)).astype(np.float64)
    after = first + generator.binomial(steps, later[:, None], size=(count, asked)).astype(np.float64)
    gone = min(round(away * count), count - 2)
    order = np.argsort(p, kind="stable") if lose == "lowest" else generator.permutation(count)
    returned = np.ones(count, dtype=bool)
    returned[order[:gone]] = False
    together = steps * alike / (1 + (steps - 1) * alike)
    alpha = spearman_brown(together, asked) if asked > 1 else together
    return Neighbourhood(before, after, returned, moved, alpha)


def _inside(require: Require, low: int, high: int, mean: float, change: float) -> None:
    if low >= high:
        require.problem(
            _("scala"),
            _("la risposta più bassa è {low}, la più alta {high}.").format(low=exact(low), high=exact(high)),
        )
        return
    between = _("un numero fra {low} e {high}, estremi esclusi").format(low=exact(low), high=exact(high))
    margin = 0.001 * (high - low)
    for value, where in ((mean, _("media vera")), (mean + change, _("media vera dopo il cambiamento"))):
        if not low + margin <= value <= high - margin:
            require.problem(
                where, _("è {value}.").format(value=exact(value)),
                expected=between,
            )  # fmt: skip


def repeated_changes(
    people: int, *, change: float, repeats: int, seed: int = 1, lost: float = 0.0, who: Lost = "anyone"
) -> tuple[tuple[float, Interval], ...]:
    """Ask many neighbourhoods that are all alike: what each would report, and its interval.

    Parameters
    ----------
    people, change, lost, who
        As in :func:`neighbourhood`.
    repeats
        How many.
    seed
        Same seed, same neighbourhoods.

    Returns
    -------
    tuple
        The mean change of whoever answered twice, and where it lies with 95% confidence, for each.

    Raises
    ------
    MeasureError
        With every value out of place.

    Examples
    --------
    >>> [round(found, 2) for found, _interval in repeated_changes(40, change=0.2, repeats=3)]
    [0.33, 0.12, 0.14]
    """
    require = Require(_("Questo quartiere non si può simulare."))
    times = require.whole(repeats, _("indagini ripetute"), least=1, most=MOST_REPEATS)
    start = require.seed(seed)
    require.stop()
    parts = start if isinstance(start, list) else [start]
    found = []
    for place in range(times):
        # a list: the seeds of two surveys never meet
        drawn = neighbourhood(people, change=change, lost=lost, who=who, seed=[*parts, place])
        interval = drawn.paired
        found.append(((interval.low + interval.high) / 2, interval))
    return tuple(found)
