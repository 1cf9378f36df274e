"""What a sum to come is worth today: at one rate, or at a rate that falls as the years go further away."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

DISCOUNT_RATE = 0.03
"""Rate used when none is given: 3% a year. The European guides use 3% and 5%; the British one 3.5%."""
MOST_PERIODS = 10_000


@dataclass(frozen=True)
class DecliningRate:
    """A discount rate that falls with time, step by step; the factors multiply along the way.

    Parameters
    ----------
    steps
        Pairs of period and rate: each rate holds from its period to the next. The first period is 0.

    Raises
    ------
    MeasureError
        If the first step is not at 0, the steps do not go forward, or a rate cannot be one.

    References
    ----------
    HM Treasury, *The Green Book* (2022), annex A6: 3.5% for years 0-30, 3.0% for 31-75, 2.5% for 76-125. Its
    table of factors has 0.3563 at year 30 and 0.0942 at year 75.

    Examples
    --------
    >>> green_book = DecliningRate(((0, 0.035), (30, 0.03), (75, 0.025)))
    >>> [round(1 / green_book.growth(years), 4) for years in (1, 30, 75)]
    [0.9662, 0.3563, 0.0942]
    """

    steps: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        require = Require(_("Questo tasso che cala non si può usare."))
        read = []
        for place, step in enumerate(require.items(self.steps, _("gradini"), fewest=1), start=1):
            where = _("gradino numero {place}").format(place=place)
            pair = require.items(step, where, length=2, expected=_("il periodo da cui vale, e il tasso"))
            if pair:
                since = require.number(pair[0], where, least=0, most=MOST_PERIODS)
                read.append((since, require.rate(pair[1], where)))
        if require.fine and read[0][0] != 0:
            require.problem(_("gradini"), _("il primo non parte da 0."), expected=_("un primo periodo 0"))
        if require.fine and any(a[0] >= b[0] for a, b in itertools.pairwise(read)):
            require.problem(_("gradini"), _("non sono in ordine."), expected=_("periodi che crescono"))
        require.stop()
        object.__setattr__(self, "steps", tuple(read))

    def growth(self, time: float) -> float:
        """Return by how much one unit of today has grown after some periods; before today, by the first rate.

        Raises
        ------
        MeasureError
            If the time is not a number of periods.
        """
        require = Require(_("Questo tasso che cala non si può usare."))
        time = require.number(time, _("periodi"), least=-MOST_PERIODS, most=MOST_PERIODS)
        require.stop()
        try:
            return self._growth(time)
        except OverflowError:
            require.problem(_("periodi"), _("sono troppi per questo tasso."), expected=_("meno periodi"))
            require.stop()
            raise

    def _growth(self, time: float) -> float:
        if time <= 0:
            return float((1 + self.steps[0][1]) ** time)
        whole = 1.0
        ends = [*(since for since, _rate in self.steps[1:]), math.inf]
        for (since, rate), end in zip(self.steps, ends, strict=True):
            if time > since:
                whole *= float((1 + rate) ** (min(time, end) - since))
        return whole


Rate = float | DecliningRate
"""One rate per period, or one that falls."""


def read_rate(require: Require, rate: object, *, highest: float = 1.0) -> Rate:
    """Read a discount rate."""
    if isinstance(rate, DecliningRate):
        return rate
    return require.rate(rate, _("tasso di sconto"), highest=highest)


def worth_today(require: Require, terms: Iterable[tuple[float, float]], *, rate: Rate) -> list[float]:
    """Return what each amount is worth today; stop where one cannot be written as a number.

    Parameters
    ----------
    require
        Who says what is wrong.
    terms
        Pairs of amount and time, in periods from today.
    rate
        Read already.
    """
    found = []
    for amount, time in terms:
        try:
            growth = rate._growth(time) if isinstance(rate, DecliningRate) else (1 + rate) ** time
            found.append(amount / growth)
        except OverflowError:
            found.append(0.0)  # so far away that nothing is left of it
        except ZeroDivisionError:
            found.append(math.inf)
    if not all(map(math.isfinite, found)):
        require.problem(
            _("tasso di sconto"),
            _("a questo tasso un importo lontano diventa enorme."),
            expected=_("un tasso più alto, o meno periodi"),
        )
    require.stop()
    return found
