"""What a contract is made of, as data: results that can be claimed, their prices, when, up to where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fis_lessons.measures.contract.money import Cents


@dataclass(frozen=True, kw_only=True)
class Window:
    """From one day to another, both included."""

    opens: date
    closes: date


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
