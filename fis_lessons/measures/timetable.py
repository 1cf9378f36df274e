"""How long a plan takes: steps that wait for one another, and which of them cannot be late."""

from __future__ import annotations

import math
from collections.abc import Iterable

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a plan.

    Parameters
    ----------
    id
        Short name.
    months
        How long it takes; not negative.
    after
        The steps that must be over before it begins.
    """

    id: str
    months: float
    after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A step in its place.

    Parameters
    ----------
    id
        Of the step.
    start, end
        Months from the beginning of the plan, the earliest possible.
    slack
        Months it can be late without the plan being late.
    """

    id: str
    start: float
    end: float
    slack: float


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """Every step in its place, in the order given."""

    steps: tuple[Placed, ...]

    @property
    def length(self) -> float:
        """Months from the beginning of the first step to the end of the last."""
        return max((one.end for one in self.steps), default=0.0)

    @property
    def critical(self) -> tuple[str, ...]:
        """The steps that have no slack, in the order they begin: a month late there is a month late in all."""
        tight = [one for one in self.steps if math.isclose(one.slack, 0.0, abs_tol=1e-9)]
        return tuple(one.id for one in sorted(tight, key=lambda one: (one.start, one.end)))


def timetable(steps: Iterable[Step]) -> Timetable:
    """Put the steps of a plan in their place by the critical path method.

    Parameters
    ----------
    steps
        In any order.

    Raises
    ------
    MeasureError
        If two steps have one name, a duration is not a number of months, a step waits for one that is not
        there, or steps wait for one another in a circle.

    Notes
    -----
    Kelley and Walker, *Critical-Path Planning and Scheduling*, 1959: forward for the earliest start, backward
    for the latest; the slack is the difference.

    Examples
    --------
    >>> plan = timetable([
    ...     Step(id="notice", months=3), Step(id="baseline", months=2),
    ...     Step(id="service", months=6, after=("notice", "baseline")),
    ... ])
    >>> plan.length, plan.critical
    (9.0, ('notice', 'service'))
    """
    given = _read(steps)
    order = _in_order(given)
    start: dict[str, float] = {}
    end: dict[str, float] = {}
    for name in order:
        start[name] = max((end[before] for before in given[name].after), default=0.0)
        end[name] = start[name] + given[name].months
    length = max(end.values(), default=0.0)
    latest = dict.fromkeys(given, length)
    for name in reversed(order):
        for before in given[name].after:
            latest[before] = min(latest[before], latest[name] - given[name].months)
    placed = (
        Placed(id=name, start=start[name], end=end[name], slack=latest[name] - end[name]) for name in given
    )
    return Timetable(steps=tuple(placed))


def _read(steps: object) -> dict[str, Step]:
    require = Require(_("Questo piano non si può mettere in calendario:"))
    listed = require.items(steps, _("passi"), of=Step, expected=_("un elenco di passi"))
    require.stop()
    given: dict[str, Step] = {}
    for one in listed:
        name = require.text(one.id, _("passi"), empty=False)
        where = _("passo «{name}»").format(name=name)
        if name in given:
            require.problem(where, _("il nome è scritto due volte."), expected=_("un nome per ogni passo"))
        months = require.number(one.months, where, least=0)
        after = require.items(one.after, where, of=str, expected=_("un elenco di nomi"))
        given[name] = Step(id=name, months=float(months), after=tuple(after))
    for one in given.values():
        for before in one.after:
            if before not in given:
                require.problem(
                    _("passo «{name}»").format(name=one.id),
                    _("aspetta «{before}», che non c'è.").format(before=before),
                    expected=_("il nome di un altro passo del piano"),
                )
    require.stop()
    return given


def _in_order(given: dict[str, Step]) -> list[str]:
    """List the steps so that each comes after those it waits for."""
    order: list[str] = []
    left = dict(given)
    while left:
        ready = [name for name, one in left.items() if all(before in order for before in one.after)]
        if not ready:
            require = Require(_("Questo piano non si può mettere in calendario:"))
            require.problem(
                ", ".join(left),
                _("questi passi si aspettano l'un l'altro: nessuno può cominciare."),
                expected=_("un primo passo che non aspetta nessuno"),
            )
            require.stop()
        order += ready
        for name in ready:
            del left[name]
    return order
