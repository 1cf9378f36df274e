"""The value map: who puts in what, what changes for whom, for how long, at which value, thanks to whom.

The columns are those of the value map of *A Guide to Social Return on Investment* (SROI Network, 2012),
in its order. A map can hold wrong values, because it is filled in by hand: :func:`problems_of` names them
all, and nothing is computed on a map that has one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.cashflows import DISCOUNT_RATE, check_rate

ResourceKind = Literal["money", "in_kind", "volunteers", "beneficiaries"]
Quality = Literal["high", "medium", "low", "unknown"]
Country = str
"""Two letters, ``IT``, ``GB``; empty if not known."""
SHARES = ("deadweight", "displacement", "attribution", "drop_off")


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Something put in: money, goods, hours of volunteers.

    Parameters
    ----------
    stakeholder
        Who puts it in.
    description
        What it is.
    quantity, unit_value
        The value is their product: hours by value of an hour; for a sum of money, 1 by the sum.
    kind
        Volunteers' time is an input at a stated hourly value; the time of those who receive the service is
        valued zero by convention, and listed.
    source
        Where the unit value comes from.
    """

    stakeholder: str
    description: str
    quantity: float = 1
    unit_value: float = 0
    kind: ResourceKind = "money"
    source: str = ""

    @property
    def value(self) -> float:
        """Quantity by unit value."""
        return self.quantity * self.unit_value


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A change for somebody: one row of the map.

    Parameters
    ----------
    id
        Short name, different for each row.
    stakeholder
        For whom it changes.
    outcome
        What changes.
    change
        What the stakeholder expects, or did not expect.
    output
        What the activity delivers, in countable units.
    indicator, indicator_source
        How the change is known, and who measures it.
    quantity
        How many, in the first year of the outcome.
    duration
        How many years the change lasts, at least 1.
    start
        Year in which it begins: 1 is the first year of the map.
    proxy, proxy_value, proxy_source, proxy_country, proxy_quality
        The financial proxy: what it is, its value per unit and year, where it comes from, of which country,
        how good it is.
    negative
        A worsening. Its proxy value is below zero; that of every other row is not.
    deadweight
        Share that would have happened anyway, 0 to 1.
    displacement
        Share that was only moved from elsewhere, 0 to 1.
    attribution
        Share due to **others**, 0 to 1.
    drop_off
        Share lost at each year after the first, 0 to 1.
    """

    id: str
    stakeholder: str
    outcome: str
    quantity: float
    proxy_value: float
    duration: int = 1
    start: int = 1
    change: str = ""
    output: str = ""
    indicator: str = ""
    indicator_source: str = ""
    proxy: str = ""
    proxy_source: str = ""
    proxy_country: Country = ""
    proxy_quality: Quality = "unknown"
    negative: bool = False
    deadweight: float = 0
    displacement: float = 0
    attribution: float = 0
    drop_off: float = 0

    @property
    def impact(self) -> float:
        """Value of the first year, of what would not have happened otherwise and is due to the activity."""
        kept = (1 - self.deadweight) * (1 - self.displacement) * (1 - self.attribution)
        return self.quantity * self.proxy_value * kept

    @property
    def last(self) -> int:
        """Last year in which it is worth something."""
        return self.start + self.duration - 1


@dataclass(frozen=True, kw_only=True)
class ValueMap:
    """A whole map.

    Parameters
    ----------
    title
        What is valued.
    resources, outcomes
        Rows. No order is required.
    rate
        Discount rate per year.
    first_period
        How many years from today the first year of outcomes is discounted: 1 in the guide (end of the
        first year), 0 not to discount it, 0.5 for the middle of the year.
    currency, country
        Of the amounts, and where the activity is.
    """

    title: str
    resources: tuple[Resource, ...]
    outcomes: tuple[Outcome, ...]
    rate: float = DISCOUNT_RATE
    first_period: float = 1
    currency: str = "EUR"
    country: Country = "IT"

    @property
    def inputs(self) -> float:
        """Sum of what is put in."""
        return math.fsum(resource.value for resource in self.resources)

    def row(self, outcome: str) -> Outcome:
        """Return a row by its name.

        Raises
        ------
        MeasureError
            If there is none.
        """
        for row in self.outcomes:
            if row.id == outcome:
                return row
        raise MeasureError(
            _("La mappa non ha la riga che cerchi."),
            [Problem("outcome", outcome, expected=", ".join(row.id for row in self.outcomes))],
        )


def problems_of(value_map: ValueMap) -> tuple[Problem, ...]:
    """Name everything that stops a map from being computed; empty if nothing does.

    Examples
    --------
    >>> row = Outcome(id="a", stakeholder="x", outcome="y", quantity=3, proxy_value=10, duration=0)
    >>> for problem in problems_of(ValueMap(title="", resources=(), outcomes=(row,))):
    ...     print(problem)
    a.duration: 0 Atteso: un numero intero di anni, almeno 1. Un esito che dura meno di un anno si scrive 1.
    resources: 0 Atteso: un totale maggiore di zero. Senza risorse il rapporto non esiste: conta anche il \
tempo dei volontari.
    """
    found: list[Problem] = []
    try:
        check_rate(value_map.rate)
    except MeasureError as error:
        found.extend(error.problems)
    if not math.isfinite(value_map.first_period) or value_map.first_period < 0:
        found.append(
            Problem("first_period", str(value_map.first_period), expected=_("zero o più, di solito 1"))
        )
    if not value_map.outcomes:
        found.append(Problem("outcomes", _("nessuna riga"), expected=_("almeno un esito")))
    for name, times in Counter(row.id for row in value_map.outcomes).items():
        if times > 1:
            found.append(Problem(name, _("nome di riga ripetuto"), expected=_("un nome diverso per riga")))
    for row in value_map.outcomes:
        found.extend(_row_problems(row))
    for position, resource in enumerate(value_map.resources, start=1):
        for name in ("quantity", "unit_value"):
            amount = getattr(resource, name)
            if not math.isfinite(amount) or amount < 0:
                found.append(Problem(f"resources[{position}].{name}", str(amount), expected=_("zero o più")))
    if not any(problem.where.startswith("resources") for problem in found) and value_map.inputs <= 0:
        remedy = _("Senza risorse il rapporto non esiste: conta anche il tempo dei volontari.")
        found.append(
            Problem(
                "resources",
                number(value_map.inputs),
                expected=_("un totale maggiore di zero"),
                remedy=remedy,
            )
        )
    return tuple(found)


def _row_problems(row: Outcome) -> Iterator[Problem]:
    for name in SHARES:
        share = getattr(row, name)
        if not 0 <= share <= 1:  # NaN is outside too
            yield Problem(
                f"{row.id}.{name}",
                str(share),
                expected=_("una quota fra 0 e 1"),
                remedy=_("Scrivi 0,25 oppure 25%, non 25."),
            )
    if not math.isfinite(row.quantity) or row.quantity < 0:
        yield Problem(f"{row.id}.quantity", str(row.quantity), expected=_("zero o più"))
    for name, expected, remedy in (
        (
            "duration",
            _("un numero intero di anni, almeno 1"),
            _("Un esito che dura meno di un anno si scrive 1."),
        ),
        ("start", _("un numero intero, almeno 1"), _("Il primo anno della mappa è 1.")),
    ):
        years = getattr(row, name)
        if not math.isfinite(years) or years < 1 or years != int(years):
            yield Problem(f"{row.id}.{name}", str(years), expected=expected, remedy=remedy)
    if not math.isfinite(row.proxy_value):
        yield Problem(f"{row.id}.proxy_value", str(row.proxy_value), expected=_("un numero"))
    elif row.proxy_value < 0 and not row.negative:
        yield Problem(
            f"{row.id}.proxy_value",
            number(row.proxy_value, decimals=2),
            expected=_("zero o più"),
            remedy=_("Se è un peggioramento, dichiara la riga come esito negativo."),
        )
    elif row.proxy_value > 0 and row.negative:
        yield Problem(
            f"{row.id}.proxy_value",
            number(row.proxy_value, decimals=2),
            expected=_("un valore sotto zero, perché l'esito è negativo"),
        )


def require_valid(value_map: ValueMap) -> None:
    """Refuse a map that has problems.

    Raises
    ------
    MeasureError
        With all of them.
    """
    found = problems_of(value_map)
    if found:
        raise MeasureError(_("La mappa del valore non si può calcolare."), found)
