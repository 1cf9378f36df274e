"""A third party checks some of the files: what the errors found there say about all the others.

References
----------
Clopper, C. J., Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the
binomial. Biometrika 26, 404-413.
"""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.chances import at_most
from fis_lessons.measures.contract.money import Cents, part
from fis_lessons.measures.require import Require

MOST_FILES = 1_000_000


@dataclass(frozen=True)
class Sampled:
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
    require = Require(_told())
    found, looked, _files = _read(require, errors, sample, sample)
    sure = require.share(confidence, _("fiducia"), ends=False)
    require.stop()
    if found == looked:
        return 1.0
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if at_most(found, looked, middle) > 1 - sure:
            low = middle
        else:
            high = middle
    return high


def extrapolate(errors: int, sample: int, *, files: int, paid: Cents, confidence: float = 0.95) -> Sampled:
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
    require = Require(_told())
    found, looked, there = _read(require, errors, sample, files)
    sure = require.share(confidence, _("fiducia"), ends=False)
    claimed = require.cents(paid, _("somma richiesta"))
    require.stop()
    rate = found / looked
    upper = rate if looked == there else upper_bound(found, looked, confidence=sure)
    return Sampled(
        errors=found,
        sample=looked,
        files=there,
        confidence=sure,
        rate=rate,
        upper=upper,
        paid=claimed,
        correction=part(claimed, rate),
        largest_correction=part(claimed, upper),
    )


def _told() -> str:
    return _("Questa verifica a campione non va bene:")


def _read(require: Require, errors: object, sample: object, files: object) -> tuple[int, int, int]:
    there = require.whole(files, _("pratiche"), least=1, most=MOST_FILES)
    looked = require.whole(sample, _("campione"), least=1, most=MOST_FILES, expected=_("almeno una pratica"))
    found = require.whole(errors, _("errori"), least=0, expected=_("un numero fra zero e il campione"))
    if require.fine and looked > there:
        require.problem(
            _("campione"),
            _("{sample} pratiche su {files}.").format(sample=number(looked), files=number(there)),
            expected=_("non più delle pratiche che ci sono"),
        )
    if require.fine and found > looked:
        require.whole(found, _("errori"), most=looked, expected=_("un numero fra zero e il campione"))
    return found, looked, there
