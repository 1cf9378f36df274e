"""How deals that others made pay: a coupon that follows results, a bullet payment, a saving shared."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True, kw_only=True)
class Coupon:
    """A yearly return that grows in a straight line with success, between a floor and a top.

    Parameters
    ----------
    base
        Return at ``from_rate``.
    slope
        Points of return for each point of success above it.
    from_rate
        Share of success from which the return grows.
    floor, top
        Least and most return.
    """

    base: float
    slope: float
    from_rate: float
    floor: float = 0.0
    top: float = math.inf

    def at(self, success: float) -> float:
        """Return the yearly return for a share of success.

        Parameters
        ----------
        success
            Between 0 and 1.

        Raises
        ------
        MeasureError
            If it is not.

        Examples
        --------
        The terms reported for Newpin (New South Wales), as they fit its published returns:

        >>> newpin = Coupon(base=0.03, slope=0.9, from_rate=0.55, floor=0.05, top=0.15)
        >>> [round(100 * newpin.at(rate), 1) for rate in (0.60, 0.65, 0.70, 0.616)]
        [7.5, 12.0, 15.0, 8.9]
        """
        if not 0 <= success <= 1:
            raise MeasureError(
                _("La quota di riuscita non va bene."),
                [Problem("success", str(success), expected=_("una quota fra 0 e 1"))],
            )
        return min(self.top, max(self.floor, self.base + self.slope * (success - self.from_rate)))


def bullet_rate(advanced: float, received: float, *, years: float) -> float:
    """Return the yearly rate of one payment made and one received.

    Parameters
    ----------
    advanced, received
        Same currency; the first above zero, the second not below.
    years
        Between the two, above zero.

    Raises
    ------
    MeasureError
        With every value out of range.

    Examples
    --------
    Rikers, 9.6 million dollars advanced, 2.1 gained after four years if bed days fall by 20%:

    >>> round(100 * bullet_rate(9.6, 11.7, years=4), 1)
    5.1
    """
    problems = [
        Problem(name, str(value), expected=_("un numero maggiore di zero"))
        for name, value in (("advanced", advanced), ("years", years))
        if not (math.isfinite(value) and value > 0)
    ]
    if not (math.isfinite(received) and received >= 0):
        problems.append(Problem("received", str(received), expected=_("un importo da zero in su")))
    if problems:
        raise MeasureError(_("Questo rendimento non si può calcolare."), problems)
    return float((received / advanced) ** (1 / years) - 1)
