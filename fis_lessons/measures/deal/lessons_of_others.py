"""How deals that others made pay: a coupon that follows results, a bullet payment, a saving shared."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

MOST_POINTS = 1000
LEAST_YEARS = 1 / 365
"""A day."""


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
        Least and most return; no most if ``None``.
    """

    base: float
    slope: float
    from_rate: float
    floor: float = 0.0
    top: float | None = None

    def __post_init__(self) -> None:
        require = Require(_("Questa cedola non si può calcolare:"))
        numbers = {
            name: require.number(getattr(self, name), where, least=-MOST_POINTS, most=MOST_POINTS)
            for name, where in (
                ("base", _("rendimento di partenza")),
                ("slope", _("pendenza")),
                ("floor", _("rendimento minimo")),
            )
        }
        numbers["from_rate"] = require.share(self.from_rate, _("riuscita da cui cresce"))
        if self.top is not None:
            numbers["top"] = require.number(self.top, _("rendimento massimo"), most=MOST_POINTS)
            if numbers["top"] < numbers["floor"]:
                require.problem(_("rendimento massimo"), _("è più basso del minimo."))
        require.stop()
        for name, value in numbers.items():
            object.__setattr__(self, name, value)

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
        require = Require(_("Questa cedola non si può calcolare:"))
        share = require.share(success, _("quota di riuscita"))
        require.stop()
        due = max(self.floor, self.base + self.slope * (share - self.from_rate))
        return due if self.top is None else min(self.top, due)


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
    require = Require(_("Questo rendimento non si può calcolare."))
    paid = require.number(advanced, _("capitale anticipato"), above=0)
    back = require.number(received, _("capitale restituito"), least=0)
    time = require.number(years, _("anni"), least=LEAST_YEARS)
    require.stop()
    try:
        return float((back / paid) ** (1 / time) - 1)
    except OverflowError:
        require.problem(_("rendimento"), _("è enorme."), expected=_("somme dello stesso ordine di grandezza"))
        raise MeasureError(require.message, require.problems) from None
