"""The numbers of lesson 05: who sits at which table in the case, an example partnership, its resources."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, get_args

from fis_lessons.cases import Case
from fis_lessons.cases.labels import ServicePhase
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Between, LessonParameters
from fis_lessons.measures.collaboration import Answer, Factor, factor_scores
from fis_lessons.measures.network.position import Position, most_central, positions
from fis_lessons.measures.network.tables import Seats, seats
from fis_lessons.measures.network.ties import Network, network
from fis_lessons.measures.network.whole import Shape, brokerage, shape
from fis_lessons.measures.pooling import Contribution, Left, Pool, left_without, pool
from fis_lessons.resources import published

Sector = Literal["public", "third", "business", "citizens"]
PHASES: tuple[ServicePhase, ...] = get_args(ServicePhase)

# The kite of D. Krackhardt (1990): one shape, three winners. Places are those of the printed drawing.
_KITE = (
    (0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6), (2, 3), (2, 5), (3, 4), (3, 5), (3, 6), (4, 6),
    (5, 6), (5, 7), (6, 7), (7, 8), (8, 9),
)  # fmt: skip
_SPOTS = (
    (0.0, 3.0), (0.0, 1.0), (1.3, 4.2), (1.3, 2.0), (1.3, -0.2), (2.6, 3.0), (2.6, 1.0), (3.8, 2.0), (5.0, 1.3),
    (6.2, 2.0),
)  # fmt: skip
_BUSIEST = 3
"""The place with most ties: the town's."""
_NEW = ((8, 3), (9, 5), (9, 7), (8, 6))
_LOST = ((2, 5),)
"""A year later: the two at the end are tied to others too, and one tie has gone."""

SECTORS: dict[str, Sector] = {
    "town": "public", "health": "public", "school": "public", "library": "public", "coop": "third",
    "parish": "third", "elders": "third", "committee": "citizens", "chemist": "business", "shops": "business",
}  # fmt: skip
FACTORS = ("aims", "trust", "rules", "resources")
_TRUE = {"public": (4.2, 3.9, 3.4, 3.2), "third": (4.1, 2.9, 3.0, 2.4)}
"""Stated means of the simulated answers, factor by factor: the third sector trusts less and feels less "
"equipped."""
_PEOPLE = {"public": 10, "third": 10}
GIVEN_BY = "foundation"


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 05 takes.

    Parameters
    ----------
    grant
        What a foundation gives to the example partnership, in euros: an assumption.
    hours
        Hours of volunteers in a year: an assumption.
    wage
        Euros an hour that they are counted at: an assumption.
    """

    grant: Annotated[int, Between(20_000, 200_000)] = 60_000
    hours: Annotated[int, Between(200, 3_000)] = 800
    wage: Annotated[int, Between(8, 30)] = 15


def who_labels() -> dict[str, str]:
    """Name the organisations of the example: they are invented."""
    return {
        "town": _("Comune"), "health": _("Azienda sanitaria"), "school": _("Scuola"), "library": _("Biblioteca"),
        "coop": _("Cooperativa sociale"), "parish": _("Parrocchia"), "elders": _("Circolo anziani"),
        "committee": _("Comitato di quartiere"), "chemist": _("Farmacia"), "shops": _("Commercianti"),
        GIVEN_BY: _("Fondazione"),
    }  # fmt: skip


def sector_labels() -> dict[Sector, str]:
    """Name the sectors."""
    return {
        "public": _("ente pubblico"), "third": _("Terzo settore"), "business": _("impresa"),
        "citizens": _("cittadini"),
    }  # fmt: skip


def factor_labels() -> dict[str, str]:
    """Name the factors of collaboration: the statements are the lesson's own."""
    return {
        "aims": _("Scopi condivisi"), "trust": _("Fiducia"), "rules": _("Regole e ruoli chiari"),
        "resources": _("Risorse adeguate"),
    }  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """The example: a partnership made up to practise, in the shape of a published network."""

    parameters: Parameters
    case: Case

    # --- the case -------------------------------------------------------------------------------
    @cached_property
    def seated(self) -> Seats | None:
        """Who sits at which table in the case; nothing if fewer than three organisations are told of."""
        rows = [(cell.stakeholder, cell.phase) for cell in self.case.participation]
        rows = list(dict.fromkeys(rows))
        if len({who for who, _phase in rows}) < 3:
            return None
        return seats(rows, spellings="keep")

    # --- the example network --------------------------------------------------------------------
    @cached_property
    def who(self) -> tuple[str, ...]:
        """Who stands in which place of the kite: the seed moves everybody but the town."""
        others = [one for one in SECTORS if one != "town"]
        _generator(self.parameters.seed, "who").shuffle(others)
        return (*others[:_BUSIEST], "town", *others[_BUSIEST:])

    @cached_property
    def before(self) -> Network:
        """The partnership at the start."""
        return self._network(_KITE)

    @cached_property
    def after(self) -> Network:
        """The partnership a year later."""
        return self._network((*(tie for tie in _KITE if tie not in _LOST), *_NEW))

    def _network(self, ties: tuple[tuple[int, int], ...]) -> Network:
        return network(
            [(self.who[one], self.who[other]) for one, other in ties],
            names=self.who,
            groups=SECTORS,
            spellings="keep",
        )

    @cached_property
    def spots(self) -> dict[str, tuple[float, float]]:
        """Where each is drawn."""
        return dict(zip(self.who, _SPOTS, strict=True))

    @cached_property
    def found(self) -> tuple[Position, ...]:
        """Where everybody stands at the start."""
        return positions(self.before)

    def first(self, measure: str) -> tuple[str, ...]:
        """Return who comes first by a measure at the start."""
        return most_central(self.found, by=measure)

    @property
    def hinge(self) -> str:
        """Who stands between the others and the two at the end."""
        return self.who[7]

    @property
    def tail(self) -> tuple[str, str]:
        """The two who are reached only through the hinge."""
        return self.who[8], self.who[9]

    @cached_property
    def crossing(self) -> tuple[int, int]:
        """Ties between sectors, and ties within one."""
        out = sum(SECTORS[one] != SECTORS[other] for one, other in self.before.ties)
        return out, len(self.before.ties) - out

    @cached_property
    def bridge(self) -> tuple[str, int]:
        """Who stands most often between two that are not tied, in different sectors, and on how many ways."""
        ways = {
            name: sum(count for role, count in roles.items() if role not in ("coordinator", "consultant"))
            // 2
            for name, roles in brokerage(self.before).items()
        }
        name = max(ways, key=lambda one: (ways[one], one))
        return name, ways[name]

    # --- a published network --------------------------------------------------------------------
    @cached_property
    def city(self) -> Network:
        """Ten organisations of a city, who informs whom."""
        return city_network()

    @cached_property
    def city_shape(self) -> Shape:
        """The same as a whole."""
        return shape(self.city)

    # --- collaboration --------------------------------------------------------------------------
    @cached_property
    def scores(self) -> tuple[Factor, ...]:
        """The simulated survey, factor by factor."""
        return factor_scores(simulated_answers(self.parameters.seed))

    @cached_property
    def ten(self) -> tuple[int | None, ...]:
        """Ten answers to one statement, two of them missing."""
        draw = _generator(self.parameters.seed, "ten")
        given: list[int | None] = [4, 5, 3, 4, 5, 4, *draw.choice(((3, 4), (5, 4), (3, 2))), None, None]
        draw.shuffle(given)
        return tuple(given)

    # --- resources ------------------------------------------------------------------------------
    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """What each brings to the example."""
        return brought(self.parameters.grant, self.parameters.hours, self.parameters.wage)

    @cached_property
    def pool(self) -> Pool:
        """All of it."""
        return pool(self.contributions)

    @cached_property
    def without_grant(self) -> Left:
        """What is left when the grant ends."""
        return left_without(self.contributions, GIVEN_BY)


def _generator(seed: int, what: str) -> random.Random:
    return random.Random(f"05-{what}-{seed}")  # noqa: S311  # a variant of an exercise, not a secret


def brought(grant: int, hours: int, wage: int) -> tuple[Contribution, ...]:
    """Return the resources of the example: the town puts half of the grant, as long as the grant is there."""
    return (
        Contribution(GIVEN_BY, "business", "money", grant),
        Contribution("town", "public", "money", grant // 2, needs=(GIVEN_BY,)),
        Contribution("health", "public", "goods", 12_000),
        Contribution("coop", "third", "goods", 8_000),
        Contribution("committee", "citizens", "time", hours, wage=wage),
    )


def simulated_answers(seed: int) -> list[Answer]:
    """Draw the answers of a survey on the collaboration: simulated people, with stated means."""
    draw = _generator(seed, "survey")
    answers = []
    for sector, people in _PEOPLE.items():
        for person in range(people):
            for factor, mean in zip(FACTORS, _TRUE[sector], strict=True):
                score = min(5, max(1, round(draw.gauss(mean, 0.8))))
                told = None if draw.random() < 0.05 else score
                answers.append(Answer(f"{sector}-{person}", sector, factor, told))
    return answers


def city_network() -> Network:
    """Return the ten organisations of a city."""
    return network(
        [(row["from"], row["to"]) for row in published("city_organisations", "ties.csv")],
        names=[row["id"] for row in published("city_organisations", "organisations.csv")],
        directed=True,
        spellings="keep",
    )


def city_labels() -> dict[str, str]:
    """Name the ten organisations."""
    return {
        "COUN": _("Consiglio comunale"), "COMM": _("Camera di commercio"), "EDUC": _("Ufficio delle scuole"),
        "INDU": _("Industrie locali"), "MAYR": _("Ufficio del sindaco"),
        "WRO": _("Associazione per i diritti delle donne"),
        "NEWS": _("Giornale"), "UWAY": _("Raccolta fondi cittadina"), "WELF": _("Servizi sociali"),
        "WEST": _("Associazione di quartiere"),
    }  # fmt: skip


def named(made: Network, labels: dict[str, str], groups: Mapping[Sector, str] | None = None) -> Network:
    """Return the same network with the names people read."""
    return Network(
        tuple(labels[name] for name in made.names),
        tuple((labels[one], labels[other]) for one, other in made.ties),
        made.directed,
        {labels[name]: groups[SECTORS[name]] for name in made.names} if groups else {},
    )


def example_network(made: Network) -> Network:
    """Return a network of the example with the names and sectors people read."""
    return named(made, who_labels(), sector_labels())
