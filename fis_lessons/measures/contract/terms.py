"""The terms of a contract that pays for results, as data: what is paid, how much, when, up to where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.checks import contract_problems, threshold_problems
from fis_lessons.measures.contract.money import Cents

ThresholdKind = Literal["cliff", "steps", "linear"]


@dataclass(frozen=True, kw_only=True)
class Window:
    """From one day to another, both included."""

    opens: date
    closes: date

    def holds(self, day: date) -> bool:
        """Whether a day is inside."""
        return self.opens <= day <= self.closes


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A result that can be claimed for a person.

    Parameters
    ----------
    id, label
        Short name, and what it is in words.
    times
        How many times it is paid for the same person.
    after
        Results that must have been reached before (or on the same day, if ``gap_days`` is 0).
    gap_days
        At least these days after each of those.
    within_days
        At most these days after each of those (after the last time, if it was reached more than once);
        ``None``: no limit.
    """

    id: str
    label: str
    times: int = 1
    after: tuple[str, ...] = ()
    gap_days: int = 0
    within_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A line of the rate card: how much one result is worth, and from when to when.

    Parameters
    ----------
    metric
        Identifier of the metric.
    price
        Cents.
    window
        Days on which a result has this price; the whole contract if ``None``.
    currency
        Must be that of the contract.
    """

    metric: str
    price: Cents
    window: Window | None = None
    currency: str = "EUR"


@dataclass(frozen=True, kw_only=True)
class Caps:
    """Ceilings, in cents: for one person, for one kind of result, for the whole contract."""

    person: Cents | None = None
    outcomes: Mapping[str, Cents] = field(default_factory=dict)
    contract: Cents | None = None


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """How much of the payment is due, from how much was reached.

    Parameters
    ----------
    kind
        ``cliff``: nothing below one level, all from there on. ``steps``: a share for each level reached.
        ``linear``: a straight line between the levels.
    points
        Pairs of level and share of the payment (1.0 is all of it), both increasing. A cliff has one.
    below
        Share due under the first level.

    Examples
    --------
    >>> Threshold(kind="cliff", points=((0.10, 1.0),)).share(0.084)
    0.0
    >>> Threshold(kind="linear", points=((0.5, 0.0), (0.7, 1.0))).share(0.6)
    0.5
    """

    kind: ThresholdKind
    points: tuple[tuple[float, float], ...]
    below: float = 0.0

    def share(self, level: float) -> float:
        """Return the share of the payment due at a level.

        Raises
        ------
        MeasureError
            If the threshold cannot be used, or the level is not a number.
        """
        return float(self.shares(np.array([level]))[0])

    def shares(self, levels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the share due at many levels at once: shape in, shape out."""
        problems = threshold_problems(self, where=_("soglia"))
        if problems:
            raise MeasureError(_("Questa soglia non va bene:"), problems)
        given = np.asarray(levels, dtype=float)
        if np.isnan(given).any():
            raise MeasureError(_("Il livello raggiunto manca o non è un numero."))
        at = np.array([level for level, _share in self.points])
        due = np.array([share for _level, share in self.points])
        # 11 of 20 is 0.55 on paper and a hair less in a float
        reached = given + 1e-12
        if self.kind == "linear":
            inside = np.round(np.interp(given, at, due), 12)
        else:
            inside = due[np.clip(np.searchsorted(at, reached, side="right") - 1, 0, None)]
        return np.where(reached < at[0], self.below, inside)


@dataclass(frozen=True, kw_only=True)
class Contract:
    """A contract that pays for results. Every problem is told when it is made.

    Parameters
    ----------
    metrics
        What can be claimed.
    rates
        The rate card. A metric may have several prices, in windows that do not overlap.
    window
        First and last day of a result that can be paid.
    caps
        Ceilings.
    thresholds
        By metric: how the share of the cohort that reached it changes its price.
    checks
        The calendar of the verifications: periods that do not overlap. A result is paid at the end of the
        period in which it falls; without a calendar, at the end of the contract.
    currency
        Of every amount.

    Raises
    ------
    MeasureError
        With every problem found.
    """

    metrics: tuple[Metric, ...]
    rates: tuple[Rate, ...]
    window: Window
    caps: Caps = field(default_factory=Caps)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    checks: tuple[Window, ...] = ()
    currency: str = "EUR"

    def __post_init__(self) -> None:
        problems = contract_problems(self)
        if problems:
            raise MeasureError(_("Questo contratto non va bene:"), problems)

    def metric(self, metric_id: str) -> Metric:
        """Return a metric by its id; ``KeyError`` if there is none."""
        for one in self.metrics:
            if one.id == metric_id:
                return one
        raise KeyError(metric_id)

    def prices(self, metric_id: str) -> tuple[Rate, ...]:
        """Return the lines of the rate card for a metric, in order of time."""
        found = [rate for rate in self.rates if rate.metric == metric_id]
        return tuple(sorted(found, key=lambda rate: (rate.window or self.window).opens))

    @property
    def cautions(self) -> tuple[str, ...]:
        """What these terms can do that nobody expects: one result more may lower the total.

        With ceilings on persons *and* on results together, a result can use up room that two others would
        have used. With a price that rises in time, an early result can take the place of a dearer one.
        """
        told = []
        if self.caps.person is not None and self.caps.outcomes:
            told.append(
                _(
                    "Ci sono insieme un tetto per persona e un tetto per risultato: un risultato in più può "
                    "occupare il posto di altri due, e il totale può scendere."
                )
            )
        rising = [
            one.label
            for one in self.metrics
            if any(
                a.price < b.price for a, b in zip(self.prices(one.id), self.prices(one.id)[1:], strict=False)
            )
        ]
        if rising:
            told.append(
                _(
                    "Il prezzo sale nel tempo ({labels}): un risultato raggiunto presto può prendere il "
                    "posto di uno pagato di più."
                ).format(labels=", ".join(rising))
            )
        return tuple(told)
