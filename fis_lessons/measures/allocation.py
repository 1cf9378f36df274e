"""Share a sample among groups (strata) so that the parts add up to the whole."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number


@dataclass(frozen=True)
class Allocation:
    """How many to ask in each stratum.

    Parameters
    ----------
    sizes
        Whole numbers, in the order of the strata; they add up to the sample.
    full
        Strata where everybody is asked.
    """

    sizes: Mapping[str, int]
    full: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The whole sample."""
        return sum(self.sizes.values())


def allocate(
    sample: int,
    strata: Mapping[str, float],
    *,
    sds: Mapping[str, float] | None = None,
    least: int = 0,
) -> Allocation:
    """Share a sample among strata: in proportion to their people, or by Neyman's rule.

    Proportional: ``n_h = n * N_h / N``. With standard deviations, Neyman's: ``n_h = n * N_h * S_h / sum(N S)``,
    which asks more where people differ more. Rounded by largest remainder. A stratum never gets more than its
    people: what is over goes to the others.

    Parameters
    ----------
    sample
        Answers in all.
    strata
        People of each stratum.
    sds
        Standard deviation of the answers in each stratum; for a share, ``sqrt(p * (1 - p))``.
    least
        Answers every stratum has at least, as far as its people go.

    Raises
    ------
    MeasureError
        With every value out of place; if the sample is larger than the people, or too small for ``least``.

    References
    ----------
    J. Neyman, *On the two different aspects of the representative method*, Journal of the Royal Statistical
    Society 97 (1934) 558-625. W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, chapter 5.

    Examples
    --------
    >>> dict(allocate(100, {"centro": 5000, "periferia": 3000, "frazioni": 1000}).sizes)
    {'centro': 56, 'periferia': 33, 'frazioni': 11}
    """
    people = {name: math.floor(count) if math.isfinite(count) else -1 for name, count in strata.items()}
    _check(sample, people, sds, least)
    weights = {name: count * (sds[name] if sds else 1.0) for name, count in people.items()}
    floor = {name: min(least, count) for name, count in people.items()}
    ideal = _ideal(sample, people, weights, floor)
    sizes = _rounded(sample, ideal, people)
    return Allocation(sizes, tuple(name for name in sizes if sizes[name] == people[name]))


def _ideal(
    sample: int, people: Mapping[str, int], weights: Mapping[str, float], floor: Mapping[str, int]
) -> dict[str, float]:
    """Share by weight, fixing a stratum at its ceiling or at its floor until the others fit."""
    fixed: dict[str, float] = {}
    while True:
        free = [name for name in people if name not in fixed]
        left = sample - sum(fixed.values())
        # strata where nobody differs have no weight: they share by their people what the others leave
        scale = weights if sum(weights[name] for name in free) > 0 else people
        total = sum(scale[name] for name in free)
        shares = {name: left * scale[name] / total if total else 0.0 for name in free}
        # ceilings first: what they give back may lift the others above their floor
        out = {name: float(people[name]) for name in free if shares[name] > people[name]}
        out = out or {name: float(floor[name]) for name in free if shares[name] < floor[name]}
        if not out:
            return {name: fixed.get(name, shares.get(name, 0.0)) for name in people}
        fixed.update(out)


def _rounded(sample: int, ideal: Mapping[str, float], people: Mapping[str, int]) -> dict[str, int]:
    """Round down, then give what is left to the largest remainders that still have people."""
    sizes = {name: math.floor(value + 1e-9) for name, value in ideal.items()}
    order = sorted(ideal, key=lambda name: sizes[name] - ideal[name])
    while sum(sizes.values()) < sample:
        for name in order:
            if sum(sizes.values()) < sample and sizes[name] < people[name]:
                sizes[name] += 1
    return sizes


def _check(sample: int, people: Mapping[str, int], sds: Mapping[str, float] | None, least: int) -> None:
    problems: list[Problem] = []
    if not people:
        problems.append(Problem("strata", _("nessuno strato"), remedy=_("Scrivi almeno un gruppo.")))
    problems += [
        Problem(name, f"{count}", _("un numero non negativo di persone"))
        for name, count in people.items()
        if count < 0
    ]
    total = sum(people.values())
    if not 0 < sample <= total:
        problems.append(
            Problem(
                "sample",
                f"{sample}",
                _("fra 1 e {total}").format(total=number(max(total, 1))),
                _("Non si possono avere più risposte che persone."),
            )
        )
    needed = sum(min(least, count) for count in people.values())
    if least < 0 or needed > sample:
        problems.append(
            Problem(
                "least", f"{least}", remedy=_("Il minimo per ogni gruppo non sta nel campione: abbassalo.")
            )
        )
    if sds is not None:
        problems += [
            Problem(name, _("manca la variabilità"), remedy=_("Scrivine una per ogni gruppo."))
            for name in people
            if name not in sds
        ]
        problems += [
            Problem(name, f"{value}", _("un numero non negativo"))
            for name, value in sds.items()
            if not (math.isfinite(value) and value >= 0)
        ]
    if problems:
        raise MeasureError(_("Il campione non si può dividere così:"), problems)
