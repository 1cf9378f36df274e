"""One cohort, four ways of paying, four ways of working: what each way of paying rewards.

Simulated people. Everything here is an expected value in euros (floats): no luck of one draw hides the incentive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.chance import uneven
from fis_lessons.measures.contract.checks import share_problem
from fis_lessons.measures.contract.risk import people_needed

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

Design = Literal["activity", "flat", "cliff", "net"]
"""For the places; for each result alike; all or nothing on the cohort; for results beyond the expected ones."""

Conduct = Literal["everybody", "creaming", "parking", "nothing"]
"""Take who comes and work with all; take the nearest; take who comes but leave the farthest; change nothing."""

DESIGNS: tuple[Design, ...] = get_args(Design)
CONDUCTS: tuple[Conduct, ...] = get_args(Conduct)


@dataclass(frozen=True)
class Applicants:
    """Simulated people who ask for a place.

    Parameters
    ----------
    far
        Whether each starts far from the result.
    base
        Chance of reaching it without the service.
    effect
        What the service, done well, adds to that chance.
    """

    far: Bools
    base: Floats
    effect: Floats


@dataclass(frozen=True)
class Group:
    """Chances of one kind of people: without the service (give or take ``spread``), and what it adds."""

    base: float
    effect: float
    spread: float = 0.05


def draw_applicants(
    people: int, *, seed: int | Sequence[int], near: Group, far: Group, far_share: float = 0.5
) -> Applicants:
    """Draw who asks for a place.

    Parameters
    ----------
    people
        How many.
    seed
        Same seed, same people.
    near, far
        The true chances of who starts near the result and of who starts far.
    far_share
        Share of the second kind.

    Raises
    ------
    MeasureError
        If there is nobody, or a chance leaves the interval from 0 to 1.
    """
    problems = []
    if people < 2:
        problems.append(Problem(_("gruppo"), _("è vuoto o quasi."), _("almeno due persone")))
    problems += share_problem(far_share, where=_("quota di chi parte lontano"))
    for group in (near, far):
        for value in (group.base - group.spread, group.base + group.spread + group.effect):
            problems += share_problem(value, where=_("probabilità"))
    if problems:
        raise MeasureError(_("Queste persone non si possono simulare:"), problems)
    rng = np.random.default_rng(seed)
    distant = np.zeros(people, dtype=bool)
    distant[: round(far_share * people)] = True
    rng.shuffle(distant)
    noise = rng.uniform(-1, 1, people)
    base = np.where(distant, far.base + far.spread * noise, near.base + near.spread * noise)
    return Applicants(distant, base, np.where(distant, far.effect, near.effect))


@dataclass(frozen=True)
class Enrolled:
    """Who got a place and how they were worked with.

    Parameters
    ----------
    conduct
        How the provider behaves.
    places
        Positions of the enrolled among the applicants.
    base, chance
        Chance of each without the service, and with it as it was done.
    far
        Whether each starts far.
    """

    conduct: Conduct
    places: npt.NDArray[np.int64]
    base: Floats
    chance: Floats
    far: Bools

    @property
    def gross(self) -> float:
        """Results that are seen."""
        return float(self.chance.sum())

    @property
    def net(self) -> float:
        """Results that the service added."""
        return float((self.chance - self.base).sum())

    @property
    def far_share(self) -> float:
        """Share of the places that went to who starts far."""
        return float(self.far.mean())


def enrol(applicants: Applicants, places: int, conduct: Conduct) -> Enrolled:
    """Give the places, and work as the conduct says.

    Without creaming the places go in order of arrival, which here is random.

    Raises
    ------
    MeasureError
        If the places are none, or more than who asks.
    """
    count = len(applicants.base)
    if not 1 <= places <= count:
        problem = Problem(
            _("posti"), _("sono {places}.").format(places=places), _("fra uno e quante persone chiedono")
        )
        raise MeasureError(_("Questi posti non si possono dare:"), [problem])
    order = np.arange(count)
    if conduct == "creaming":
        order = np.argsort(-applicants.base, kind="stable")
    chosen = np.sort(order[:places])
    base, far = applicants.base[chosen], applicants.far[chosen]
    effect = applicants.effect[chosen]
    if conduct == "parking":
        effect = np.where(far, 0.0, effect)
    elif conduct == "nothing":
        effect = np.zeros(places)
    return Enrolled(conduct, chosen, base, base + effect, far)


@dataclass(frozen=True)
class Terms:
    """The amounts of the four designs, in euros, and the threshold of the one that has it.

    Parameters
    ----------
    per_place
        ``activity``: per person taken.
    per_result
        ``flat``: per result.
    threshold, whole
        ``cliff``: share of the cohort from which ``whole`` is paid.
    per_net_result
        ``net``: per result beyond those expected from who starts where they start.
    """

    per_place: float
    per_result: float
    threshold: float
    whole: float
    per_net_result: float


def alike(reference: Enrolled, *, budget: float, threshold: float) -> Terms:
    """Set the amounts so that work done well with everybody is paid the same, on average, by all four.

    Parameters
    ----------
    reference
        The cohort taken as it comes, and worked with well.
    budget
        Euros that each design would pay on average.
    threshold
        Of the cliff.

    Raises
    ------
    MeasureError
        If the service adds nothing, so that no price per net result exists.
    """
    if reference.net <= 0:
        raise MeasureError(_("Senza un effetto vero non c'è un prezzo per ogni risultato in più."))
    reached = _passes(reference, threshold)
    return Terms(
        per_place=budget / len(reference.base),
        per_result=budget / reference.gross,
        threshold=threshold,
        whole=budget / reached if reached else 0.0,
        per_net_result=budget / reference.net,
    )


def expected_payment(enrolled: Enrolled, design: Design, terms: Terms) -> float:
    """Return what a design pays on average, in euros.

    ``net`` compares with people who start from the same point. Chance gives and takes alike: its mean is that of
    the true difference, and is never below zero.
    """
    if design == "activity":
        return terms.per_place * len(enrolled.base)
    if design == "flat":
        return terms.per_result * enrolled.gross
    if design == "cliff":
        return terms.whole * _passes(enrolled, terms.threshold)
    return terms.per_net_result * max(0.0, enrolled.net)


def _passes(enrolled: Enrolled, threshold: float) -> float:
    """Return the probability that the cohort reaches the threshold."""
    return float(uneven(enrolled.chance)[people_needed(len(enrolled.base), threshold) :].sum())
