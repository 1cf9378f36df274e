"""One cohort, four ways of paying, four ways of working: what each way of paying rewards.

Simulated people. Everything here is an expected value in euros (floats): no luck of one draw hides the incentive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.chance import uneven
from fis_lessons.measures.contract.risk import people_needed
from fis_lessons.measures.require import Require

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

Design = Literal["activity", "flat", "cliff", "net"]
"""For the places; for each result alike; all or nothing on the cohort; for results beyond the expected ones."""

Conduct = Literal["everybody", "creaming", "parking", "nothing"]
"""Take who comes and work with all; take the nearest; take who comes but leave the farthest; change nothing."""

DESIGNS: tuple[Design, ...] = get_args(Design)
CONDUCTS: tuple[Conduct, ...] = get_args(Conduct)
MOST_PEOPLE = 20_000
"""The chance of each number of results takes a step per person and result."""


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
    require = Require(_("Queste persone non si possono simulare:"))
    count = require.whole(
        people, _("gruppo"), least=2, most=MOST_PEOPLE,
        expected=_("da 2 a {most} persone").format(most=number(MOST_PEOPLE)),
    )  # fmt: skip
    share = require.share(far_share, _("quota di chi parte lontano"))
    start = require.seed(seed)
    chances = [_chances(require, near, _("chi parte vicino")), _chances(require, far, _("chi parte lontano"))]
    require.stop()
    rng = np.random.default_rng(start)
    distant = np.zeros(count, dtype=bool)
    distant[: round(share * count)] = True
    rng.shuffle(distant)
    noise = rng.uniform(-1, 1, count)
    (near_base, near_effect, near_spread), (far_base, far_effect, far_spread) = chances
    base = np.where(distant, far_base + far_spread * noise, near_base + near_spread * noise)
    return Applicants(distant, base, np.where(distant, far_effect, near_effect))


def _chances(require: Require, group: object, where: str) -> tuple[float, float, float]:
    """Read the chances of a group: none may leave the interval from 0 to 1, whatever the luck of one person."""
    if not isinstance(group, Group):
        require.instance(group, where, Group, expected=_("un gruppo di persone"))
        return 0.0, 0.0, 0.0
    base = require.share(group.base, where)
    effect = require.number(group.effect, where, least=-1, most=1)
    spread = require.share(group.spread, where)
    if require.fine:
        for value in (base - spread, base + spread + effect, base + spread, base - spread + effect):
            if not 0 <= value <= 1:
                require.share(value, where, expected=_("probabilità che restino fra 0 e 1 per tutti"))
                break
    return base, effect, spread


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
        If the places are none, or more than who asks, or the conduct is not one of :data:`CONDUCTS`.
    """
    require = Require(_("Questi posti non si possono dare:"))
    way = require.one_of(conduct, _("comportamento di chi fa il servizio"), CONDUCTS)
    count = 0
    if require.instance(applicants, _("persone"), Applicants, expected=_("le persone che chiedono un posto")):
        count = len(applicants.base)
    given = require.whole(
        places, _("posti"), least=1, most=count, expected=_("fra uno e quante persone chiedono")
    )
    require.stop()
    order = np.arange(count)
    if way == "creaming":
        order = np.argsort(-applicants.base, kind="stable")
    chosen = np.sort(order[:given])
    base, far = applicants.base[chosen], applicants.far[chosen]
    effect = applicants.effect[chosen]
    if way == "parking":
        effect = np.where(far, 0.0, effect)
    elif way == "nothing":
        effect = np.zeros(given)
    return Enrolled(way, chosen, base, base + effect, far)


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
    require = Require(_("Questi modi di pagare non si possono mettere alla pari:"))
    amount = require.number(budget, _("spesa"), least=0, expected=_("euro da zero in su"))
    level = require.share(threshold, _("soglia"))
    require.instance(reference, _("gruppo"), Enrolled, expected=_("le persone accolte"))
    require.stop()
    if not reference.net > 0:
        require.problem(
            _("effetto"),
            _("il servizio non aggiunge niente."),
            remedy=_("Senza un effetto vero non c'è un prezzo per ogni risultato in più."),
        )
    require.stop()
    reached = _passes(reference, level)
    return Terms(
        per_place=amount / len(reference.base),
        per_result=amount / reference.gross,
        threshold=level,
        whole=amount / reached if reached else 0.0,
        per_net_result=amount / reference.net,
    )


def expected_payment(enrolled: Enrolled, design: Design, terms: Terms) -> float:
    """Return what a design pays on average, in euros.

    ``net`` compares with people who start from the same point. Chance gives and takes alike: its mean is that of
    the true difference, and is never below zero.

    Raises
    ------
    MeasureError
        With every value out of place.
    """
    require = Require(_("Questo pagamento non si può calcolare:"))
    require.one_of(design, _("modo di pagare"), DESIGNS)
    require.instance(enrolled, _("gruppo"), Enrolled, expected=_("le persone accolte"))
    require.instance(terms, _("importi"), Terms, expected=_("gli importi dei quattro modi di pagare"))
    require.stop()
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
