"""Many values uncertain at once: draw them all, compute the ratio, do it a hundred thousand times.

Every distribution is stated and comes back with the result. Amounts are floats here, as in any
simulation: nothing of this is a sum to be paid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import field

import numpy as np
import numpy.typing as npt

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require, numbers_as_they_are
from fis_lessons.measures.sroi.model import LOWEST_RATE, SHARES, ValueMap, field_name, require_valid
from fis_lessons.measures.sroi.sensitivity import ROW_FIELDS, Field, read_groups

Floats = npt.NDArray[np.float64]
MOST_DRAWS = 1_000_000
CHUNK = 50_000
"""Draws computed together. Another number here would give other draws from the same seed."""


def _plain(distribution: object) -> None:
    """Make the numbers of a distribution plain; whether they are in order is said by its ``fault``."""
    names = {
        "low": _("minimo"), "mode": _("valore più probabile"), "high": _("massimo"), "mean": _("media"),
        "sd": _("dispersione"),
    }  # fmt: skip
    require = Require(_("Questi valori incerti non vanno bene:"))
    numbers_as_they_are(
        require, distribution, {name: where for name, where in names.items() if hasattr(distribution, name)}
    )
    require.stop()


@dataclass(frozen=True)
class Triangular:
    """Between ``low`` and ``high``, most often near ``mode``."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _plain(self)

    def draw(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw ``size`` values."""
        if self.low == self.high:
            return np.full(size, self.low)
        return generator.triangular(self.low, self.mode, self.high, size)

    @property
    def fault(self) -> str:
        """What is wrong with it; empty if nothing is."""
        ordered = self.low <= self.mode <= self.high and math.isfinite(self.low + self.high)
        return "" if ordered else _("servono minimo, valore più probabile e massimo, in ordine")

    @property
    def support(self) -> tuple[float, float]:
        """Least and largest value."""
        return self.low, self.high


@dataclass(frozen=True)
class Uniform:
    """Anywhere between ``low`` and ``high``, equally often."""

    low: float
    high: float

    def __post_init__(self) -> None:
        _plain(self)

    def draw(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw ``size`` values."""
        return generator.uniform(self.low, self.high, size)

    @property
    def fault(self) -> str:
        """What is wrong with it; empty if nothing is."""
        ordered = self.low <= self.high and math.isfinite(self.low + self.high)
        return "" if ordered else _("servono minimo e massimo, in ordine")

    @property
    def support(self) -> tuple[float, float]:
        """Least and largest value."""
        return self.low, self.high


@dataclass(frozen=True)
class Normal:
    """Around ``mean``, cut at ``low`` and ``high``: what falls outside is drawn at the edge."""

    mean: float
    sd: float
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        _plain(self)

    def draw(self, generator: np.random.Generator, size: int) -> Floats:
        """Draw ``size`` values."""
        return np.clip(generator.normal(self.mean, self.sd, size), self.low, self.high)

    @property
    def fault(self) -> str:
        """What is wrong with it; empty if nothing is."""
        fine = self.sd >= 0 and self.low <= self.high and math.isfinite(self.mean + self.sd)
        return "" if fine else _("la dispersione non può essere negativa e i limiti vanno in ordine")

    @property
    def support(self) -> tuple[float, float]:
        """Least and largest value."""
        return self.low, self.high


Distribution = Triangular | Uniform | Normal


@dataclass(frozen=True, kw_only=True)
class Uncertain:
    """A value that is not known exactly.

    Parameters
    ----------
    field
        Which value.
    distribution
        How it is drawn.
    outcomes
        Rows that get the **same** draw; all of them if empty. Not used for ``rate`` and ``inputs``.
    """

    field: Field
    distribution: Distribution
    outcomes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require = Require(_("Questo valore incerto non va bene:"))
        require.text(self.field, _("grandezza"))
        require.instance(
            self.distribution,
            _("valori possibili"),
            (Triangular, Uniform, Normal),
            expected=_("come si estrae il valore"),
        )
        rows = require.items(self.outcomes, _("righe"), of=str, expected=_("un elenco di righe"))
        require.stop()
        object.__setattr__(self, "outcomes", rows)


@dataclass(frozen=True)
class Simulation:
    """The ratios drawn, and what they were drawn from.

    Parameters
    ----------
    ratios
        Shape ``(draws,)``.
    seed
        Start of the generator: the same seed gives the same ratios.
    uncertain
        What was drawn, and how.
    """

    ratios: Floats = field(repr=False)
    seed: int
    uncertain: tuple[Uncertain, ...]

    @property
    def mean(self) -> float:
        """Mean of the ratios."""
        return float(self.ratios.mean())

    def quantile(self, share: float) -> float:
        """Return the ratio that a share of the draws does not exceed."""
        require = Require(_("Questo quantile non si può calcolare:"))
        part = require.share(share, _("quota"))
        require.stop()
        return float(np.quantile(self.ratios, part))

    def below(self, ratio: float = 1.0) -> float:
        """Return the share of draws with a ratio below the one given."""
        require = Require(_("Questa probabilità non si può calcolare:"))
        limit = require.number(ratio, _("rapporto"))
        require.stop()
        return float((self.ratios < limit).mean())


def around(
    value_map: ValueMap,
    *,
    relative: float = 0.3,
    points: float = 0.2,
    together: Sequence[tuple[str, ...]] = (),
) -> tuple[Uncertain, ...]:
    """Propose a triangular distribution around every value of a map.

    Parameters
    ----------
    value_map
        Without problems.
    relative
        Quantities, proxies and the inputs as a whole go this share down and up, from 0 to less than 1.
    points
        Shares go this much down and up, within 0 and 1. A share of zero stays zero: nobody looked at it.
    together
        Groups of rows whose quantity is one count.

    Raises
    ------
    MeasureError
        If the map has problems, or with every value out of place.
    """
    require_valid(value_map)
    require = Require(_("Questi valori incerti non si possono proporre."))
    # with all of it gone there would be no inputs to divide by
    relative = require.number(relative, _("variazione di quantità e valori"), least=0, below=1)
    points = require.share(points, _("punti in più e in meno"))
    together = read_groups(require, value_map, together)
    require.stop()
    grouped = {name for group in together for name in group}
    found = [
        _triangle("quantity", value_map.row(group[0]).quantity, relative, rows=group) for group in together
    ]
    for row in value_map.outcomes:
        names: tuple[Field, ...] = ("proxy_value",) if row.id in grouped else ("quantity", "proxy_value")
        found += [_triangle(name, getattr(row, name), relative, rows=(row.id,)) for name in names]
        for share in ROW_FIELDS[2:]:
            value = float(getattr(row, share))
            if value > 0:
                shape = Triangular(max(0.0, value - points), value, min(1.0, value + points))
                found.append(Uncertain(field=share, distribution=shape, outcomes=(row.id,)))
    found.append(_triangle("inputs", value_map.inputs, relative, rows=()))
    return tuple(found)


def _triangle(name: Field, value: float, relative: float, *, rows: tuple[str, ...]) -> Uncertain:
    low, high = sorted((value * (1 - relative), value * (1 + relative)))
    return Uncertain(field=name, distribution=Triangular(low, value, high), outcomes=rows)


def simulate(
    value_map: ValueMap, uncertain: Sequence[Uncertain], *, draws: int = 100_000, seed: int = 1
) -> Simulation:
    """Draw the uncertain values together, independently of one another, and compute the ratio each time.

    The sums over the years have a closed form, so a row costs a dozen operations on one array. The draws are
    made :data:`CHUNK` at a time, so that memory does not grow with their number.

    Parameters
    ----------
    value_map
        Without problems.
    uncertain
        What is drawn. What is not in the list stays as it is in the map. A value drawn twice takes the
        last.
    draws
        How many times.
    seed
        Start of the generator.

    Raises
    ------
    MeasureError
        If the map has problems, a distribution cannot be or leaves what the field can be, or the draws are
        fewer than 1 or more than :data:`MOST_DRAWS`.

    Examples
    --------
    >>> from fis_lessons.measures.sroi import Outcome, Resource
    >>> row = Outcome(id="a", stakeholder="x", outcome="y", quantity=10, proxy_value=200)
    >>> value_map = ValueMap(title="t", resources=(Resource(stakeholder="x", description="z",
    ...                      unit_value=1000),), outcomes=(row,), rate=0)
    >>> drawn = simulate(value_map, [Uncertain(field="quantity", distribution=Uniform(0, 10))])
    >>> round(drawn.mean, 1), round(drawn.below(1), 1)
    (1.0, 0.5)
    """
    require_valid(value_map)
    require = Require(_("La simulazione non si può fare."))
    drawn = _read(require, value_map, uncertain)
    times = require.whole(draws, _("estrazioni"), least=1, most=MOST_DRAWS)
    start = require.whole(seed, _("seme dei numeri casuali"), least=0)
    require.stop()
    generator = np.random.default_rng(start)
    parts = [
        _ratios(value_map, drawn, generator=generator, size=min(CHUNK, times - done))
        for done in range(0, times, CHUNK)
    ]
    return Simulation(np.concatenate(parts), start, drawn)


def _ratios(
    value_map: ValueMap, uncertain: Sequence[Uncertain], *, generator: np.random.Generator, size: int
) -> Floats:
    drawn: dict[tuple[str, Field], Floats | float] = {}
    for item in uncertain:
        values = item.distribution.draw(generator, size)
        rows = () if item.field in ("rate", "inputs") else item.outcomes or [r.id for r in value_map.outcomes]
        for name in rows or ("",):
            drawn[name, item.field] = values
    rate = drawn.get(("", "rate"), value_map.rate)
    total = np.zeros(size)
    for row in value_map.outcomes:
        value: dict[Field, Floats | float] = {
            name: drawn.get((row.id, name), float(getattr(row, name))) for name in ROW_FIELDS
        }
        impact = value["quantity"] * value["proxy_value"] * (1 - value["deadweight"])
        impact = impact * (1 - value["displacement"]) * (1 - value["attribution"])
        total += impact * _years_factor(
            rate, value["drop_off"], first=value_map.first_period + row.start - 1, duration=row.duration
        )
    return total / drawn.get(("", "inputs"), value_map.inputs)


def _years_factor(rate: Floats | float, drop_off: Floats | float, *, first: float, duration: int) -> Floats:
    """Return what one unit of first-year impact is worth today, for arrays."""
    growth = 1 + np.asarray(rate, dtype=np.float64)
    step = (1 - drop_off) / growth
    still = np.isclose(step, 1, rtol=0, atol=1e-12)
    geometric = (1 - step**duration) / np.where(still, 1.0, 1 - step)
    years = np.where(still, float(duration), geometric)
    return growth**-first * years


def _read(require: Require, value_map: ValueMap, uncertain: object) -> tuple[Uncertain, ...]:
    """Read what is drawn: each field, its rows, and whether it stays within what the field can be."""
    listed = require.items(
        uncertain, _("valori incerti"), of=Uncertain, expected=_("un elenco di valori incerti")
    )
    rows = {row.id for row in value_map.outcomes}
    for place, item in enumerate(listed, start=1):
        where = _("valore incerto numero {place}").format(place=place)
        for name in item.outcomes:
            if name not in rows:
                require.one_of(name, where, sorted(rows))
        if item.field not in (*ROW_FIELDS, "rate", "inputs"):
            require.problem(
                where,
                _("la grandezza «{name}» non si estrae.").format(name=field_name(item.field)),
                expected=_("una fra {names}").format(
                    names=", ".join(field_name(name) for name in (*ROW_FIELDS, "rate", "inputs"))
                ),
            )
        elif item.distribution.fault:
            require.problem(where, _("i suoi valori non vanno."), expected=item.distribution.fault)
        elif all(name in rows for name in item.outcomes):
            low, high = item.distribution.support
            least, most = _limits(value_map, item)
            if low < least or high > most:
                require.problem(
                    where,
                    _("{name} va da {low} a {high}.").format(
                        name=field_name(item.field), low=exact(low), high=exact(high)
                    ),
                    expected=_("valori fra {low} e {high}").format(low=exact(least), high=exact(most)),
                )
    return listed


def _limits(value_map: ValueMap, item: Uncertain) -> tuple[float, float]:
    """Return what a field can be, in the rows it is drawn for."""
    if item.field in SHARES:
        return 0.0, 1.0
    if item.field == "rate":
        return LOWEST_RATE, 0.99
    if item.field == "inputs":
        return math.ulp(0.0), math.inf
    if item.field == "quantity":
        return 0.0, math.inf
    rows = [value_map.row(name) for name in item.outcomes] or list(value_map.outcomes)
    least = -math.inf if all(row.negative for row in rows) else 0.0
    most = 0.0 if any(row.negative for row in rows) else math.inf
    return least, most
