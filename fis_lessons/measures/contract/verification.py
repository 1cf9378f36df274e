"""A third party checks some of the files: what the errors found there say about all the others.

References
----------
Clopper, C. J., Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the
binomial. Biometrika 26, 404-413.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.contract.chance import at_least
from fis_lessons.measures.contract.money import Cents, part


@dataclass(frozen=True)
class Check:
    """What a sample of files says.

    Parameters
    ----------
    errors, sample, files
        Wrong files found, files looked at, files there are.
    confidence
        Of the upper bound, one-sided.
    rate
        Errors over files looked at.
    upper
        The highest share of wrong files that still agrees with what was found.
    paid
        What was claimed for all files, cents.
    correction, largest_correction
        What to take away, cents: at the rate found, and at the upper bound.
    """

    errors: int
    sample: int
    files: int
    confidence: float
    rate: float
    upper: float
    paid: Cents
    correction: Cents
    largest_correction: Cents


def upper_bound(errors: int, sample: int, *, confidence: float = 0.95) -> float:
    """Return the one-sided upper bound of Clopper and Pearson for a share.

    It is the share at which finding so few errors would happen with probability ``1 - confidence``. The files
    are taken as many: with a sample that is a good part of them the true bound is a little lower.

    Parameters
    ----------
    errors, sample
        Wrong files, and files looked at.
    confidence
        Between 0 and 1.

    Raises
    ------
    MeasureError
        If the sample is empty, the errors are more than it, or the confidence is not between 0 and 1.

    Examples
    --------
    >>> round(upper_bound(0, 60), 4)  # about 3 over the sample: the rule of three
    0.0487
    >>> round(upper_bound(2, 40), 4)
    0.1492
    """
    _check(errors, sample, sample, confidence)
    if errors == sample:
        return 1.0
    low, high = errors / sample, 1.0
    for _step in range(200):
        middle = (low + high) / 2
        if 1 - at_least(errors + 1, sample, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def extrapolate(errors: int, sample: int, *, files: int, paid: Cents, confidence: float = 0.95) -> Check:
    """Bring what a random sample found to all the files, each worth the same.

    Parameters
    ----------
    errors, sample, files
        Wrong files found, files looked at, files there are.
    paid
        What was claimed for all of them, cents.
    confidence
        Of the upper bound.

    Raises
    ------
    MeasureError
        As :func:`upper_bound`; also if the sample is larger than the files, or the amount is negative.
    """
    _check(errors, sample, files, confidence)
    if paid < 0:
        raise MeasureError(_("La somma richiesta è negativa: scrivi un importo da zero in su."))
    rate = errors / sample
    upper = rate if sample == files else upper_bound(errors, sample, confidence=confidence)
    return Check(
        errors=errors,
        sample=sample,
        files=files,
        confidence=confidence,
        rate=rate,
        upper=upper,
        paid=paid,
        correction=part(paid, rate),
        largest_correction=part(paid, upper),
    )


def sample_for(limit: float, *, confidence: float = 0.95, errors: int = 0) -> int:
    """Return the smallest sample whose bound, with so many errors, is not above a limit.

    Examples
    --------
    >>> sample_for(0.05)
    59
    """
    if not 0 < limit < 1:
        raise MeasureError(_("Il limite deve stare fra 0 e 1, estremi esclusi."))
    size = errors + 1
    while upper_bound(errors, size, confidence=confidence) > limit:
        size += 1
    return size


def draw_files(files: int, sample: int, *, seed: int) -> list[int]:
    """Draw which files to look at, from 1: each has the same chance, and the same seed draws the same ones."""
    _check(0, sample, files, 0.95)
    chosen = np.random.default_rng(seed).choice(files, size=sample, replace=False)
    return sorted(int(one) + 1 for one in chosen)


def _check(errors: int, sample: int, files: int, confidence: float) -> None:
    problems = []
    if sample < 1:
        problems.append(Problem(_("campione"), _("è vuoto."), _("almeno una pratica")))
    if sample > files:
        problems.append(
            Problem(
                _("campione"),
                _("{sample} pratiche su {files}.").format(sample=number(sample), files=number(files)),
                _("non più delle pratiche che ci sono"),
            )
        )
    if not 0 <= errors <= max(sample, 0):
        problems.append(
            Problem(
                _("errori"),
                _("sono {errors}.").format(errors=number(errors)),
                _("un numero fra zero e il campione"),
            )
        )
    if not 0 < confidence < 1:
        problems.append(Problem(_("fiducia"), _("è {value}.").format(value=confidence), _("fra 0 e 1")))
    if problems:
        raise MeasureError(_("Questa verifica a campione non va bene:"), problems)
