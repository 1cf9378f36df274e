"""The same people asked twice a yes or no: how much the share has changed, and how sure one can be."""

from __future__ import annotations

import math

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.population import Interval, wilson_interval
from fis_lessons.measures.require import Require


@dataclass(frozen=True)
class PairedShares:
    """Two shares of the same people.

    Parameters
    ----------
    people
        Asked twice.
    before, after
        Shares of yes.
    change
        After minus before.
    interval
        Where the change lies.
    """

    people: int
    before: float
    after: float
    change: float
    interval: Interval


def paired_shares(
    both: int, *, lost: int, gained: int, neither: int, confidence: float = 0.95
) -> PairedShares:
    """Compare two shares of the same people: who said yes before and who says yes now.

    Fit for small groups: it joins Wilson's intervals of the two shares, and takes account of each person being
    asked twice. Never beyond -1 and 1.

    Parameters
    ----------
    both
        People who say yes both times.
    lost, gained
        Who said yes only before, only after.
    neither
        Who never says yes.
    confidence
        Of the interval, between 0 and 1.

    Raises
    ------
    MeasureError
        If a count is not a whole number from zero up, or there is nobody.

    References
    ----------
    R. G. Newcombe, *Improved confidence intervals for the difference between binomial proportions based on paired
    data*, Statistics in Medicine 17 (1998) 2635-2650, method 10.

    Examples
    --------
    >>> found = paired_shares(20, lost=4, gained=10, neither=6)
    >>> found.before, found.after, round(found.change, 2)
    (0.6, 0.75, 0.15)
    """
    require = Require(_("Queste due quote non si possono confrontare."))
    names = {_("sì e sì"): both, _("sì e no"): lost, _("no e sì"): gained, _("no e no"): neither}
    a, b, c, d = (require.whole(value, where, least=0, most=10**9) for where, value in names.items())
    sure = require.share(confidence, _("fiducia"), ends=False, remedy=_("Di solito si usa 0,95."))
    if require.fine and not a + b + c + d:
        require.problem(_("persone"), _("non c'è nessuno."), expected=_("almeno una persona"))
    require.stop()
    n = a + b + c + d
    before, after = (a + b) / n, (a + c) / n
    was, now = (wilson_interval(k, n, confidence=sure) for k in (a + b, a + c))
    phi = _phi(a, b, c, d)
    below = _joined(after - now.low, was.high - before, phi)
    above = _joined(now.high - after, before - was.low, phi)
    change = (c - b) / n
    ends = Interval(max(-1.0, change - below), min(1.0, change + above), sure)
    return PairedShares(n, before, after, change, ends)


def _phi(a: int, b: int, c: int, d: int) -> float:
    """Return the correlation of the two answers, with Newcombe's correction for continuity."""
    scale = math.sqrt((a + b) * (c + d)) * math.sqrt((a + c) * (b + d))
    if not scale:
        return 0.0
    product = a * d - b * c
    if product > 0:
        return max(product - (a + b + c + d) / 2, 0.0) / scale
    return product / scale


def _joined(one: float, other: float, phi: float) -> float:
    return math.sqrt(max(0.0, one * one - 2 * phi * one * other + other * other))
