"""Share a sample among groups (strata) so that the parts add up to the whole."""

from __future__ import annotations

import math
from collections.abc import Mapping

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

SPECK = 1e-12
MOST_PEOPLE = 10_000_000_000
"""More than there are on Earth."""


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
    require = Require(_("Il campione non si può dividere così:"))
    people, weights = _strata(require, strata, sds)
    total = sum(people.values())
    answers = require.whole(
        sample,
        _("campione"),
        least=1,
        most=max(total, 1),
        remedy=_("Non si possono avere più risposte che persone."),
    )
    fewest = require.whole(least, _("minimo per gruppo"), least=0)
    floor = {name: min(fewest, count) for name, count in people.items()}
    if require.fine and sum(floor.values()) > answers:
        require.problem(
            _("minimo per gruppo"),
            _("è {value}.").format(value=exact(fewest)),
            remedy=_("Il minimo per ogni gruppo non sta nel campione: abbassalo."),
        )
    require.stop()
    sizes = _rounded(answers, _ideal(answers, people, weights, floor), people)
    return Allocation(sizes, tuple(name for name in sizes if sizes[name] == people[name]))


def _ideal(
    sample: int, people: Mapping[str, int], weights: Mapping[str, float], floor: Mapping[str, int]
) -> dict[str, float]:
    """Share by weight between the floor and the ceiling of each stratum; the parts add up to the sample."""
    weighted = [name for name in people if weights[name] > 0 and people[name] > 0]
    flat = [name for name in people if name not in weighted]
    room = sum(people[name] for name in weighted)
    if sample - sum(floor[name] for name in flat) > room:
        # where people differ everybody is asked; strata where nobody differs share the rest by their people
        asked = {name: float(people[name]) for name in weighted}
        by_people = {name: float(people[name]) for name in flat}
        return {**asked, **_ideal(sample - room, {n: people[n] for n in flat}, by_people, floor)}
    scale = _scale(
        sample - sum(floor[name] for name in flat),
        [(weights[name], floor[name], people[name]) for name in weighted],
    )
    shares = {name: min(max(scale * weights[name], floor[name]), people[name]) for name in weighted}
    return {name: float(shares.get(name, floor[name])) for name in people}


def _scale(sample: int, strata: list[tuple[float, int, int]]) -> float:
    """Return the answers per unit of weight: the total grows with it in straight pieces; one holds the sample."""
    edges = sorted({limit / weight for weight, low, high in strata for limit in (low, high)})
    low = 0.0
    for edge in edges:
        total = sum(min(max(edge * weight, least), most) for weight, least, most in strata)
        if total >= sample:
            inside = (low + edge) / 2
            free = sum(w for w, least, most in strata if least < inside * w < most)
            fixed = sum(
                most if inside * w >= most else least
                for w, least, most in strata
                if not least < inside * w < most
            )
            return (sample - fixed) / free if free else edge
        low = edge
    return low


def _rounded(sample: int, ideal: Mapping[str, float], people: Mapping[str, int]) -> dict[str, int]:
    """Round down, then give what is left to the largest remainders that still have people."""
    sizes = {name: math.floor(value + 1e-9) for name, value in ideal.items()}
    order = sorted(ideal, key=lambda name: sizes[name] - ideal[name])
    while sum(sizes.values()) < sample:
        for name in order:
            if sum(sizes.values()) < sample and sizes[name] < people[name]:
                sizes[name] += 1
    return sizes


def _strata(require: Require, strata: object, sds: object) -> tuple[dict[str, int], dict[str, float]]:
    """Read the people of each stratum, and how much each weighs in the sharing."""
    if not isinstance(strata, Mapping) or not strata:
        require.problem(_("gruppi"), _("non ce n'è nessuno."), remedy=_("Scrivi almeno un gruppo."))
        return {}, {}
    people = {
        name: require.whole(
            count, str(name), least=0, most=MOST_PEOPLE, expected=_("un numero intero di persone")
        )
        for name, count in strata.items()
    }
    if sds is None:
        return people, {name: float(count) for name, count in people.items()}
    if not isinstance(sds, Mapping):
        require.problem(
            _("variabilità"), _("non è un elenco per gruppo."), expected=_("un valore per gruppo")
        )
        return people, {}
    weights = {}
    for name, count in people.items():
        if name not in sds:
            require.problem(str(name), _("manca la variabilità."), remedy=_("Scrivine una per ogni gruppo."))
        else:
            weights[name] = count * require.number(
                sds[name], _("variabilità di «{name}»").format(name=name), least=0
            )
    # only how they compare counts; beside the largest, a speck is nothing
    largest = max([*weights.values(), 0.0])
    if largest > 0:
        weights = {name: one / largest if one > SPECK * largest else 0.0 for name, one in weights.items()}
    return people, weights
