"""What a promise to delay entry into services asks to be true: the stress test of a target."""

from __future__ import annotations

import math
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

Stay = Literal["fixed", "exponential"]
MOST_YEARS, LEAST_STAY = 100, 0.001


@dataclass(frozen=True)
class Cut:
    """By how much the cost of a service falls, when it has settled.

    Parameters
    ----------
    reached
        Share of those who would enter who are delayed.
    avoided
        Share of a stay that one delayed person does not spend in the service.
    cut
        Share of the whole cost that is saved: the product of the two.
    """

    reached: float
    avoided: float
    cut: float


def avoided_stay(delay: float, *, stay: float, shape: Stay = "exponential") -> float:
    """Return the share of a stay that a delay avoids, if life itself does not get longer.

    Parameters
    ----------
    delay
        Years, not negative.
    stay
        Years spent in the service on average, above zero.
    shape
        ``"fixed"``: everybody stays exactly so long; ``"exponential"``: some little, some long, as if leaving were
        equally likely every day.

    Raises
    ------
    MeasureError
        With every value out of range.

    Examples
    --------
    A delay of five years on a stay of three leaves nothing of a fixed stay:

    >>> avoided_stay(5, stay=3, shape="fixed"), round(avoided_stay(5, stay=3), 2)
    (1.0, 0.81)
    """
    require = Require(_("Questo rinvio non si può calcolare."))
    share = _avoided(require, delay, stay=stay, shape=shape)
    require.stop()
    return share


def _avoided(require: Require, delay: object, *, stay: object, shape: object) -> float:
    years = require.number(delay, _("rinvio"), least=0, most=MOST_YEARS, expected=_("anni, da zero in su"))
    usual = require.number(stay, _("permanenza"), least=LEAST_STAY, expected=_("anni, più di zero"))
    way = require.one_of(shape, _("durata della permanenza"), get_args(Stay))
    if not require.fine:
        return math.nan
    return min(1.0, years / usual) if way == "fixed" else 1 - math.exp(-years / usual)


def cost_cut(reached: float, *, delay: float, stay: float, shape: Stay = "exponential") -> Cut:
    """Return by how much the cost falls if some of those who would enter are delayed.

    Parameters
    ----------
    reached
        Share of those who would enter, between 0 and 1.
    delay, stay, shape
        As in :func:`avoided_stay`.

    Raises
    ------
    MeasureError
        With every value out of range.

    Examples
    --------
    >>> round(cost_cut(0.5, delay=5, stay=3, shape="fixed").cut, 2)
    0.5
    """
    require = Require(_("Questo rinvio non si può calcolare."))
    share = require.share(reached, _("quota di persone raggiunte"))
    avoided = _avoided(require, delay, stay=stay, shape=shape)
    require.stop()
    return Cut(share, avoided, share * avoided)


def reach_needed(target: float, *, delay: float, stay: float, shape: Stay = "exponential") -> float | None:
    """Return which share must be reached for the cost to fall by a target; None if not even everybody would do.

    Parameters
    ----------
    target
        Share of the cost to save, between 0 and 1.
    delay, stay, shape
        As in :func:`avoided_stay`.

    Raises
    ------
    MeasureError
        With every value out of range.

    Examples
    --------
    A quarter of the cost, five years of delay, three of stay:

    >>> round(reach_needed(0.25, delay=5, stay=3), 2)
    0.31
    >>> reach_needed(0.25, delay=0.5, stay=3, shape="fixed") is None
    True
    """
    require = Require(_("Questo rinvio non si può calcolare."))
    wanted = require.share(target, _("traguardo"))
    avoided = _avoided(require, delay, stay=stay, shape=shape)
    require.stop()
    if wanted == 0:
        return 0.0
    return wanted / avoided if avoided >= wanted else None
