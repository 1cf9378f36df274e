"""What a promise to delay entry into services asks to be true: the stress test of a target."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _

Stay = Literal["fixed", "exponential"]


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
    problems = (
        []
        if math.isfinite(delay) and delay >= 0
        else [Problem("delay", str(delay), expected=_("anni, da zero in su"))]
    )
    if not (math.isfinite(stay) and stay > 0):
        problems.append(Problem("stay", str(stay), expected=_("anni, più di zero")))
    if problems:
        raise MeasureError(_("Questo rinvio non si può calcolare."), problems)
    return min(1.0, delay / stay) if shape == "fixed" else 1 - math.exp(-delay / stay)


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
    if not 0 <= reached <= 1:
        raise MeasureError(
            _("La quota di persone raggiunte non va bene."),
            [Problem("reached", str(reached), expected=_("una quota fra 0 e 1"))],
        )
    avoided = avoided_stay(delay, stay=stay, shape=shape)
    return Cut(reached, avoided, reached * avoided)


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
    if not 0 <= target <= 1:
        raise MeasureError(
            _("Il traguardo non va bene."),
            [Problem("target", str(target), expected=_("una quota fra 0 e 1"))],
        )
    avoided = avoided_stay(delay, stay=stay, shape=shape)
    if target == 0:
        return 0.0
    return target / avoided if avoided >= target else None
