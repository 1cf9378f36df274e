"""What if? One value at a time, the value at which the ratio is one, whole scenarios.

The first year's impact is a product, so the present value of a map is a straight line in each quantity,
proxy, deadweight, displacement and attribution: the value at which the ratio reaches a target is exact.
In the drop-off and in the discount rate it is not, and is searched by halving.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require, numbers_as_they_are
from fis_lessons.measures.sroi.model import LOWEST_RATE, SHARES, Outcome, ValueMap, field_name, require_valid
from fis_lessons.measures.sroi.result import evaluate, ratio_of

Field = Literal[
    "quantity",
    "proxy_value",
    "deadweight",
    "displacement",
    "attribution",
    "drop_off",
    "duration",
    "rate",
    "inputs",
]
RELATIVE, POINTS = 0.2, 0.1
"""How far quantities, values and resources are moved, and shares: assumptions of the sensitivity."""
RATES = (0.01, 0.05)
"""The two discount rates it tries: an assumption too."""
ROW_FIELDS: tuple[Field, ...] = (
    "quantity",
    "proxy_value",
    "deadweight",
    "displacement",
    "attribution",
    "drop_off",
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A value put in the place of another.

    Parameters
    ----------
    field
        Which value. ``inputs`` multiplies every resource so that the total becomes ``value``.
    value
        The new value.
    outcomes
        Rows it is put in, by name; all of them if empty. Not used for ``rate`` and ``inputs``.
    """

    field: Field
    value: float
    outcomes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require = Require(_("Questo cambiamento non si può fare."))
        name = require.one_of(self.field, _("grandezza"), get_args(Field))
        rows = require.items(self.outcomes, _("righe"), of=str, expected=_("un elenco di righe"))
        numbers_as_they_are(require, self, {"value": field_name(name)})
        require.stop()
        object.__setattr__(self, "outcomes", rows)


@dataclass(frozen=True)
class Scenario:
    """A map with some values changed, and what it is worth."""

    name: str
    inputs: float
    present_value: float
    net_value: float
    ratio: float


@dataclass(frozen=True)
class Swing:
    """How far the ratio moves when one value goes from low to high.

    Parameters
    ----------
    outcomes
        Rows moved together; empty for ``rate`` and ``inputs``.
    field
        What is moved.
    low, high
        The two values tried.
    ratio_low, ratio_high
        The ratio at each.
    """

    outcomes: tuple[str, ...]
    field: Field
    low: float
    high: float
    ratio_low: float
    ratio_high: float

    @property
    def width(self) -> float:
        """Distance between the two ratios."""
        return abs(self.ratio_high - self.ratio_low)


@dataclass(frozen=True)
class Switching:
    """The value of one thing at which the ratio is the target.

    Parameters
    ----------
    value
        ``None`` if no value does it.
    today
        The value in the map; the mean of the rows if they differ.
    possible
        Whether the value could be: not below zero, and for a share not above one.
    """

    value: float | None
    today: float
    possible: bool


def changed(value_map: ValueMap, changes: Sequence[Change]) -> ValueMap:
    """Return a copy of a map with some values changed.

    Raises
    ------
    MeasureError
        If a change names a row that is not there.
    """
    require = Require(_("Questi cambiamenti non si possono fare."))
    require.instance(value_map, _("Mappa"), ValueMap, expected=_("una mappa del valore"))
    listed = require.items(changes, _("cambiamenti"), of=Change, expected=_("un elenco di cambiamenti"))
    require.stop()
    for change in listed:
        for name in change.outcomes:
            value_map.row(name)
        value_map = _apply(value_map, change)
    return value_map


def _apply(value_map: ValueMap, change: Change) -> ValueMap:
    if change.field == "rate":
        return replace(value_map, rate=change.value)
    if change.field == "inputs":
        scale = change.value / value_map.inputs if value_map.inputs else 0.0
        resources = (replace(item, unit_value=item.unit_value * scale) for item in value_map.resources)
        return replace(value_map, resources=tuple(resources))
    rows = (
        _with(row, change.field, change.value) if not change.outcomes or row.id in change.outcomes else row
        for row in value_map.outcomes
    )
    return replace(value_map, outcomes=tuple(rows))


def _with(row: Outcome, name: Field, value: float) -> Outcome:
    copy = replace(row)
    whole = name == "duration" and math.isfinite(value) and value == int(value)
    object.__setattr__(copy, name, int(value) if whole else value)  # a fresh copy, not yet seen by anybody
    return copy


def scenarios(value_map: ValueMap, named: Mapping[str, Sequence[Change]]) -> tuple[Scenario, ...]:
    """Compute a map under several sets of changes, in the order given.

    Raises
    ------
    MeasureError
        If a changed map has problems.
    """
    require = Require(_("Questi scenari non si possono calcolare."))
    require.by_name(named, _("scenari"), expected=_("un elenco di cambiamenti per nome"))
    require.stop()
    found = []
    for name, changes in named.items():
        result = evaluate(changed(value_map, changes))
        found.append(Scenario(name, result.inputs, result.present_value, result.net_value, result.ratio))
    return tuple(found)


def tornado(
    value_map: ValueMap,
    *,
    relative: float = RELATIVE,
    points: float = POINTS,
    rates: tuple[float, float] = RATES,
    together: Sequence[tuple[str, ...]] = (),
) -> tuple[Swing, ...]:
    """Move one value at a time and list the swings of the ratio, widest first.

    Parameters
    ----------
    value_map
        Without problems.
    relative
        Quantities, proxies and inputs go this share down and up.
    points
        Deadweight, displacement, attribution and drop-off go this much down and up, within 0 and 1.
    rates
        The two discount rates tried.
    together
        Groups of rows whose **quantity** is one and the same count (several proxies for the same falls): it
        is moved in all of them at once.

    Raises
    ------
    MeasureError
        If the map has problems, or a group names a row that is not there.
    """
    require_valid(value_map)
    require = Require(_("Queste prove non si possono fare."))
    relative = require.share(relative, _("variazione di quantità e valori"))
    points = require.share(points, _("punti in più e in meno"))
    rates = _two_rates(require, rates)
    together = read_groups(require, value_map, together)
    require.stop()
    grouped = {name for group in together for name in group}
    moves: list[tuple[tuple[str, ...], Field, float, float]] = [
        (group, "quantity", *_around(value_map.row(group[0]).quantity, relative)) for group in together
    ]
    for row in value_map.outcomes:
        if row.id not in grouped:
            moves.append(((row.id,), "quantity", *_around(row.quantity, relative)))
        moves.append(((row.id,), "proxy_value", *_around(row.proxy_value, relative)))
        for name in ROW_FIELDS[2:]:
            share = float(getattr(row, name))
            if name != "drop_off" or row.duration > 1:
                moves.append(((row.id,), name, max(0.0, share - points), min(1.0, share + points)))
    moves.append(((), "rate", *rates))
    moves.append(((), "inputs", *_around(value_map.inputs, relative)))
    swings = []
    for rows, name, low, high in moves:
        at_low, at_high = (
            ratio_of(changed(value_map, [Change(field=name, value=value, outcomes=rows)]))
            for value in (low, high)
        )
        swings.append(Swing(rows, name, low, high, at_low, at_high))
    return tuple(sorted(swings, key=lambda swing: -swing.width))


def _two_rates(require: Require, rates: object) -> tuple[float, float]:
    two = require.items(rates, field_name("rate"), length=2, expected=_("il tasso più basso e il più alto"))
    low, high = (
        require.number(one, field_name("rate"), least=LOWEST_RATE, below=1) for one in (two or (0.0, 0.0))
    )
    return low, high


def read_groups(require: Require, value_map: ValueMap, together: object) -> tuple[tuple[str, ...], ...]:
    """Read the groups of rows whose quantity is one count."""
    where = _("righe da muovere insieme")
    known = {row.id for row in value_map.outcomes}
    groups = []
    for group in require.items(together, where):
        rows = require.items(group, where, of=str, fewest=1, expected=_("un elenco di righe"))
        for row in rows:
            require.one_of(row, where, known)
        groups.append(rows)
    return tuple(groups)


def _around(value: float, relative: float) -> tuple[float, float]:
    return value * (1 - relative), value * (1 + relative)


def switching_value(
    value_map: ValueMap, *, field: Field, outcomes: Sequence[str] = (), target: float = 1.0
) -> Switching:
    """Find the value at which the ratio is the target, everything else as it is.

    Parameters
    ----------
    value_map
        Without problems.
    field
        What is moved.
    outcomes
        Rows that get the same value; all of them if empty. Not used for ``rate`` and ``inputs``.
    target
        The ratio to reach: 1 is break-even.

    Raises
    ------
    MeasureError
        If the map has problems or a row is not there.

    Examples
    --------
    >>> from fis_lessons.measures.sroi import Outcome, Resource
    >>> row = Outcome(id="a", stakeholder="x", outcome="y", quantity=10, proxy_value=200)
    >>> value_map = ValueMap(title="t", resources=(Resource(stakeholder="x", description="z",
    ...                      unit_value=1000),), outcomes=(row,), rate=0)
    >>> switching_value(value_map, field="quantity", outcomes=["a"]).value
    5.0
    """
    require_valid(value_map)
    require = Require(_("Questo valore di pareggio non si può cercare."))
    field = require.one_of(field, _("grandezza"), get_args(Field))
    rows = require.items(outcomes, _("righe"), of=str, expected=_("un elenco di righe"))
    goal = require.number(target, _("rapporto da raggiungere"), above=0)
    require.stop()
    for name in rows:
        value_map.row(name)
    now = ratio_of(value_map)
    if field == "inputs":
        value = value_map.inputs * now / goal
        return Switching(value if value > 0 else None, value_map.inputs, value > 0)
    if field == "rate":
        found = _searched(value_map, Change(field="rate", value=0), target=goal, ends=(LOWEST_RATE, 0.999))
        return Switching(found, value_map.rate, found is not None)
    if field == "duration":
        remedy = _("Prova le durate una per una con uno scenario: sono anni interi.")
        raise MeasureError(
            _("Il valore di pareggio della durata non si calcola."),
            [Problem(_("grandezza"), field_name(field), remedy=remedy)],
        )
    moved = [row for row in value_map.outcomes if not rows or row.id in rows]
    today = sum(float(getattr(row, field)) for row in moved) / len(moved)
    if field == "drop_off":
        change = Change(field=field, value=0, outcomes=rows)
        found = _searched(value_map, change, target=goal, ends=(0.0, 1.0))
        return Switching(found, today, found is not None)
    # a negative row's proxy cannot pass through zero: the line is drawn through two values that can be
    trial = -1.0 if field == "proxy_value" and moved[0].negative else 1.0
    at_zero, at_one = (
        ratio_of(changed(value_map, [Change(field=field, value=value, outcomes=rows)]))
        for value in (0.0, trial)
    )
    slope = (at_one - at_zero) / trial
    if slope == 0:
        return Switching(None, today, False)
    value = (goal - at_zero) / slope
    top = 1.0 if field in SHARES else float("inf")
    least = float("-inf") if trial < 0 else 0.0
    return Switching(value, today, least <= value <= (0.0 if trial < 0 else top))


def _searched(
    value_map: ValueMap, change: Change, *, target: float, ends: tuple[float, float]
) -> float | None:
    """Search a value between two ends by halving; ``None`` if the ratio is on one side at both."""

    def above(value: float) -> bool:
        return ratio_of(changed(value_map, [replace(change, value=value)])) > target

    low, high = ends
    at_low = above(low)
    if at_low == above(high):
        return None
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if above(middle) == at_low:
            low = middle
        else:
            high = middle
