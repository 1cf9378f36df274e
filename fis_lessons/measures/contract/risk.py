"""Paying for nothing, and not paying for something: how often chance decides instead of the work."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.chance import at_least, binomial, normal_tail
from fis_lessons.measures.contract.checks import share_problem
from fis_lessons.measures.contract.terms import Threshold


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
    problems = [
        *_empty(cohort),
        *share_problem(baseline, where=_("quota senza il servizio")),
        *share_problem(baseline + effect, where=_("quota con il servizio")),
        *share_problem(threshold, where=_("soglia")),
    ]
    if problems:
        raise MeasureError(_("Questi numeri non descrivono un contratto:"), problems)
    needed = people_needed(cohort, threshold)
    return PaymentRisk(
        cohort=cohort,
        needed=needed,
        false_payment=at_least(needed, cohort, baseline),
        false_non_payment=1 - at_least(needed, cohort, baseline + effect),
    )


def people_needed(cohort: int, threshold: float) -> int:
    """Return how many people make the threshold: 55% of 20 is 11, and 56% is 12."""
    return math.ceil(round(threshold * cohort, 9))


def expected_share(threshold: Threshold, *, cohort: int, rate: float) -> float:
    """Return the mean share of the payment due, over all that chance can do to a cohort.

    Parameters
    ----------
    threshold
        On the share that reaches the result.
    cohort
        People.
    rate
        Chance of each.
    """
    problems = [*_empty(cohort), *share_problem(rate, where=_("quota"))]
    if problems:
        raise MeasureError(_("Questi numeri non descrivono un contratto:"), problems)
    due = threshold.shares(np.arange(cohort + 1) / cohort)
    return float(binomial(cohort, rate) @ due)


def standard_error(treated: int, control: int, *, rate_treated: float, rate_control: float) -> float:
    """Return the standard error of a difference between two shares."""
    problems = [
        *_empty(treated),
        *_empty(control),
        *share_problem(rate_treated, where=_("quota con il servizio")),
        *share_problem(rate_control, where=_("quota senza il servizio")),
    ]
    if problems:
        raise MeasureError(_("Questi numeri non bastano per un confronto:"), problems)
    return math.sqrt(
        rate_treated * (1 - rate_treated) / treated + rate_control * (1 - rate_control) / control
    )


def chance_of_payment(*, effect: float, threshold: float, standard_error: float) -> float:
    """Return the probability that an *estimated* effect passes a threshold: ``1 - Phi((threshold - effect)/SE)``.

    Parameters
    ----------
    effect, threshold
        True effect, and effect from which one pays, in the same unit.
    standard_error
        Of the estimate, in that unit.

    Raises
    ------
    MeasureError
        If the standard error is not positive.

    Examples
    --------
    >>> chance_of_payment(effect=10, threshold=10, standard_error=4)
    0.5
    """
    if not (math.isfinite(standard_error) and standard_error > 0):
        raise MeasureError(_("L'errore standard deve essere un numero più grande di zero."))
    return normal_tail((threshold - effect) / standard_error)


def relative_reduction(treated: float, control: float) -> float:
    """Return how much lower the treated rate is, as a share of the control rate.

    Examples
    --------
    >>> round(100 * relative_reduction(142, 155), 1)  # Peterborough, first cohort
    8.4
    """
    if not (math.isfinite(treated) and math.isfinite(control)) or control <= 0 or treated < 0:
        raise MeasureError(_("Servono due tassi da zero in su, e quello di confronto non può essere zero."))
    return 1 - treated / control


def _empty(cohort: int) -> list[Problem]:
    if cohort >= 1:
        return []
    return [Problem(_("gruppo"), _("è vuoto: non c'è nessuna persona."), _("almeno una persona"))]
