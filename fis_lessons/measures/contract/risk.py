"""Paying for nothing, and not paying for something: how often chance decides instead of the work."""

from __future__ import annotations

import math

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.chances import at_least
from fis_lessons.measures.require import Require

MOST_PEOPLE = 100_000
"""Beyond this nobody counts chances one by one."""
ROUNDING = 1e-9
"""0.7 and 0.3 are 1 on paper, and a hair more in a float."""


@dataclass(frozen=True)
class PaymentRisk:
    """A cliff on a cohort, seen from both sides.

    Parameters
    ----------
    cohort
        People.
    needed
        How many must reach the result.
    false_payment
        Probability of paying although the service changes nothing.
    false_non_payment
        Probability of not paying although the service has its true effect.
    """

    cohort: int
    needed: int
    false_payment: float
    false_non_payment: float


def payment_risk(cohort: int, *, baseline: float, effect: float, threshold: float) -> PaymentRisk:
    """Compute both mistakes of a cliff on the share of a cohort that reaches a result.

    People are taken as independent, each with the same chance; real ones share places and events, and then
    chance weighs more.

    Parameters
    ----------
    cohort
        People, all counted.
    baseline
        Share that would reach the result anyway.
    effect
        What the service adds to that share.
    threshold
        Share from which the payment is due.

    Raises
    ------
    MeasureError
        If the cohort is empty, or a share is not between 0 and 1.

    Examples
    --------
    >>> risk = payment_risk(20, baseline=0.4, effect=0.2, threshold=0.55)
    >>> risk.needed, round(risk.false_payment, 3), round(risk.false_non_payment, 3)
    (11, 0.128, 0.245)
    """
    require = Require(_("Questi numeri non descrivono un contratto:"))
    people = _group(require, cohort)
    anyway = require.share(baseline, _("quota senza il servizio"))
    added = require.number(effect, _("effetto del servizio"), least=-1, most=1)
    from_here = require.share(threshold, _("soglia"))
    if require.fine and not -ROUNDING <= anyway + added <= 1 + ROUNDING:
        require.share(anyway + added, _("quota con il servizio"))
    require.stop()
    needed = people_needed(people, from_here)
    return PaymentRisk(
        cohort=people,
        needed=needed,
        false_payment=at_least(needed, people, anyway),
        false_non_payment=1 - at_least(needed, people, min(1.0, max(0.0, anyway + added))),
    )


def people_needed(cohort: int, threshold: float) -> int:
    """Return how many people make the threshold: 55% of 20 is 11, and 56% is 12.

    Raises
    ------
    MeasureError
        If the cohort is empty, or the threshold is not a share.
    """
    require = Require(_("Questi numeri non descrivono un contratto:"))
    people, share = _group(require, cohort), require.share(threshold, _("soglia"))
    require.stop()
    return math.ceil(round(share * people, 9))


def relative_reduction(treated: float, control: float) -> float:
    """Return how much lower the treated rate is, as a share of the control rate.

    Examples
    --------
    >>> round(100 * relative_reduction(142, 155), 1)  # Peterborough, first cohort
    8.4
    """
    require = Require(_("Servono due tassi da zero in su, e quello di confronto non può essere zero."))
    rate = require.number(treated, _("tasso con il servizio"), least=0)
    beside = require.number(control, _("tasso di confronto"), above=0)
    require.stop()
    return 1 - rate / beside


def _group(require: Require, cohort: object) -> int:
    return require.whole(cohort, _("gruppo"), least=1, most=MOST_PEOPLE, expected=_told_group())


def _told_group() -> str:
    return _("da 1 a {most} persone").format(most=number(MOST_PEOPLE))
