"""A table somebody is setting: who sits there, what is missing, what sits badly together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.organisations import spelled_alike
from fis_lessons.measures.require import Require
from fis_lessons.measures.stakeholders.conflicts import Conflict, conflicts
from fis_lessons.measures.stakeholders.influence import (
    MIDDLE,
    AtThreshold,
    Influence,
    Placed,
    influence,
)
from fis_lessons.measures.stakeholders.salience import Salience, salience

Kind = Literal["public", "third_sector", "private", "community"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Somebody at the table, or who should be.

    Parameters
    ----------
    name
        Who; spaces around it are dropped.
    kind
        Public body, third sector, private, or the community itself: people, families, groups.
    power, interest
        Whole scores from 1 to 5, as in :class:`fis_lessons.measures.stakeholders.influence.Placed`.
    legitimacy, urgency
        As in :func:`fis_lessons.measures.stakeholders.salience.salience`.
    roles, phases
        What they cover and in which phases they take part: names of the caller's own.

    Raises
    ------
    MeasureError
        With everything that is wrong, the missing name first.
    """

    name: str
    kind: Kind = "third_sector"
    power: int = 3
    interest: int = 3
    legitimacy: bool = False
    urgency: bool = False
    roles: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require = Require(_("Questo soggetto non si può mettere al tavolo."))
        name = require.text(self.name, _("nome"), empty=False).strip()
        told = name[:60] or _("soggetto senza nome")
        require.one_of(self.kind, _("tipo di {name}").format(name=told), KINDS)
        remedy = _("Scrivi un punteggio da 1 (poco) a 5 (molto).")
        for field, label in (("power", _("potere")), ("interest", _("interesse"))):
            where = f"{told}, {label}"
            value = require.whole(getattr(self, field), where, least=LOWEST, most=HIGHEST, remedy=remedy)
            object.__setattr__(self, field, value)
        for field, label in (("legitimacy", _("legittimità")), ("urgency", _("urgenza"))):
            object.__setattr__(self, field, require.flag(getattr(self, field), f"{told}, {label}"))
        for field, label in (("roles", _("ruoli")), ("phases", _("fasi"))):
            listed = require.items(getattr(self, field), f"{told}, {label}", of=str)
            object.__setattr__(self, field, tuple(dict.fromkeys(listed)))
        require.stop()
        object.__setattr__(self, "name", name)

    @property
    def placed(self) -> Placed:
        """The same, on the map."""
        return Placed(self.name, self.power, self.interest)


@dataclass(frozen=True)
class Table:
    """What a table looks like, once it is set.

    Parameters
    ----------
    seats
        In the order given.
    influence
        Who is treated how.
    salience
        The class of each seat: power is a power that counts as high.
    alike
        Names that are probably of one organisation.
    uncovered
        Roles nobody holds.
    conflicts
        Roles that sit badly together.
    empty_phases
        Phases in which nobody takes part.
    without_community
        Phases in which somebody takes part, and nobody of the community.
    unheard
        Much at stake, little power, and in no phase: the voices a table forgets.
    """

    seats: tuple[Seat, ...]
    influence: Influence
    salience: tuple[Salience, ...]
    alike: tuple[tuple[str, ...], ...]
    uncovered: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    empty_phases: tuple[str, ...]
    without_community: tuple[str, ...]
    unheard: tuple[str, ...]


def review_table(
    seats: Iterable[Seat],
    *,
    roles: Collection[str] = (),
    phases: Collection[str] = (),
    apart: Iterable[tuple[str, str]] = (),
    threshold: float = MIDDLE,
    at_threshold: AtThreshold = "high",
) -> Table:
    """Look at a table that somebody set.

    Parameters
    ----------
    seats
        At least one.
    roles
        Those that must be covered.
    phases
        Those of the service.
    apart
        Pairs of roles one organisation should not hold together.
    threshold, at_threshold
        As in :func:`fis_lessons.measures.stakeholders.influence.attitude`.

    Raises
    ------
    MeasureError
        If nobody sits there, or with everything that is wrong with the rules.

    Examples
    --------
    >>> found = review_table(
    ...     [Seat(name="Comune", kind="public", power=5, roles=("payer",), phases=("design",)),
    ...      Seat(name="Famiglie", kind="community", power=1, interest=5, legitimacy=True, urgency=True)],
    ...     roles=["payer", "evaluator"], phases=["design", "assess"])
    >>> found.uncovered, found.empty_phases, found.without_community, found.unheard, found.salience
    (('evaluator',), ('assess',), ('design',), ('Famiglie',), ('dormant', 'dependent'))
    """
    require = Require(_("Questo tavolo non si può leggere."))
    listed = require.items(seats, _("soggetti"), of=Seat, fewest=1, expected=_("almeno un soggetto"))
    wanted = require.items(_ordered(roles), _("ruoli"), of=str)
    stages = require.items(_ordered(phases), _("fasi"), of=str)
    require.stop()
    placed = influence([seat.placed for seat in listed], threshold=threshold, at_threshold=at_threshold)
    strong = [way in ("engage", "satisfy") for way in placed.attitudes]
    held = [(seat.name, role) for seat in listed for role in seat.roles]
    present = {stage: [seat for seat in listed if stage in seat.phases] for stage in stages}
    return Table(
        seats=listed,
        influence=placed,
        salience=tuple(
            salience(power, legitimacy=seat.legitimacy, urgency=seat.urgency)
            for seat, power in zip(listed, strong, strict=True)
        ),
        alike=spelled_alike([seat.name for seat in listed]),
        uncovered=tuple(role for role in wanted if role not in {name for _who, name in held}),
        conflicts=conflicts(held, apart=apart),
        empty_phases=tuple(stage for stage, who in present.items() if not who),
        without_community=tuple(
            stage for stage, who in present.items() if who and all(seat.kind != "community" for seat in who)
        ),
        unheard=tuple(
            seat.name
            for seat, way in zip(listed, placed.attitudes, strict=True)
            if way == "inform" and not seat.phases
        ),
    )


def _ordered(names: object) -> object:
    """Give a set an order, so that it can be read as a list."""
    return sorted(names, key=str) if isinstance(names, set | frozenset) else names
