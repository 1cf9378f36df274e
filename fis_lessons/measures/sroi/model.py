"""The value map: who puts in what, what changes for whom, for how long, at which value, thanks to whom.

The columns are those of the value map of *A Guide to Social Return on Investment* (SROI Network, 2012),
in its order. A map can hold wrong values, because it is filled in by hand: :func:`problems_of` names them
all, and nothing is computed on a map that has one.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import exact, mark, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.cashflows import DISCOUNT_RATE
from fis_lessons.measures.require import Require, numbers_as_they_are
from fis_lessons.measures.values import MOST, said

ResourceKind = Literal["money", "in_kind", "volunteers", "beneficiaries"]
Quality = Literal["high", "medium", "low", "unknown"]
Country = str
"""Two letters, ``IT``, ``GB``; empty if not known."""
MOST_YEARS = 100
"""No change is followed for longer, and none begins later."""
_YEARS = range(1, MOST_YEARS + 1)
LOWEST_RATE = -0.5
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

    def __post_init__(self) -> None:
        require = Require(_("Questa risorsa non si può scrivere nella mappa:"))
        for name in ("stakeholder", "description", "source"):
            require.text(getattr(self, name), _("Risorsa"))
        require.one_of(self.kind, _("Risorsa"), get_args(ResourceKind))
        numbers_as_they_are(require, self, {name: field_name(name) for name in ("quantity", "unit_value")})
        require.stop()

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

    def __post_init__(self) -> None:
        require = Require(_("Questa riga non si può scrivere nella mappa:"))
        for name in _TEXTS:
            require.text(getattr(self, name), _("Riga"))
        require.one_of(self.proxy_quality, _("Riga"), get_args(Quality))
        require.flag(self.negative, _("Riga"))
        numbered = ("quantity", "proxy_value", "duration", "start", *SHARES)
        numbers_as_they_are(require, self, {name: field_name(name) for name in numbered})
        require.stop()

    @property
    def impact(self) -> float:
        """Value of the first year, of what would not have happened otherwise and is due to the activity."""
        kept = (1 - self.deadweight) * (1 - self.displacement) * (1 - self.attribution)
        return self.quantity * self.proxy_value * kept

    @property
    def last(self) -> int:
        """Last year in which it is worth something."""
        return self.start + self.duration - 1


_TEXTS = (
    "id", "stakeholder", "outcome", "change", "output", "indicator", "indicator_source", "proxy", "proxy_source",
    "proxy_country",
)  # fmt: skip


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

    def __post_init__(self) -> None:
        require = Require(_("Questa mappa non si può costruire:"))
        for name in ("title", "currency", "country"):
            require.text(getattr(self, name), _("Mappa"))
        resources = require.items(
            self.resources, _("Risorse"), of=Resource, expected=_("un elenco di risorse")
        )
        outcomes = require.items(self.outcomes, _("Esiti"), of=Outcome, expected=_("un elenco di esiti"))
        numbers_as_they_are(require, self, {name: field_name(name) for name in ("rate", "first_period")})
        require.stop()
        object.__setattr__(self, "resources", resources)
        object.__setattr__(self, "outcomes", outcomes)

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
        known = {row.id: row for row in reversed(self.outcomes)}
        if isinstance(outcome, str) and outcome in known:
            return known[outcome]
        raise MeasureError(
            _("La mappa non ha la riga che cerchi."),
            [
                Problem(
                    _("Riga"),
                    _("c'è {value}.").format(value=said(outcome)),
                    ", ".join(row.id for row in self.outcomes),
                )
            ],
        )


_NAMES = {
    "quantity": mark("Quantità"),
    "duration": mark("Durata in anni"),
    "start": mark("Anno di inizio"),
    "proxy_value": mark("Valore di riferimento"),
    "deadweight": mark("Sarebbe successo comunque"),
    "displacement": mark("Spostato da altrove"),
    "attribution": mark("Merito di altri"),
    "drop_off": mark("Si perde ogni anno"),
    "rate": mark("Tasso di sconto"),
    "first_period": mark("Anni di sconto del primo anno"),
    "inputs": mark("Risorse impiegate"),
    "unit_value": mark("Valore unitario"),
}


def field_name(field: str) -> str:
    """Return what a value is called on the sheet of the map; the word itself if it has no name there.

    Examples
    --------
    >>> field_name("drop_off")
    'Si perde ogni anno'
    """
    return _(_NAMES[field]) if isinstance(field, str) and field in _NAMES else str(field)


def problems_of(value_map: ValueMap) -> tuple[Problem, ...]:
    """Name everything that stops a map from being computed; empty if nothing does.

    The ``field`` of a problem is ``row.column``, or the name of a value of the whole map.

    Examples
    --------
    >>> row = Outcome(id="a", stakeholder="x", outcome="y", quantity=3, proxy_value=10, duration=0)
    >>> for problem in problems_of(ValueMap(title="", resources=(), outcomes=(row,))):
    ...     print(problem)
    «y», Durata in anni: è 0. Atteso: un numero intero di anni, da 1 a 100. Un esito che dura meno di un anno si \
scrive 1.
    Risorse impiegate: il totale è 0. Atteso: un totale maggiore di zero. Senza risorse il rapporto non esiste: \
conta anche il tempo dei volontari.
    """
    require = Require(_("Qui serve una mappa del valore:"))
    require.instance(value_map, _("Mappa"), ValueMap, expected=_("una mappa del valore"))
    require.stop()
    require.number(
        value_map.rate,
        field_name("rate"),
        least=LOWEST_RATE,
        below=1,
        expected=_("un tasso fra −50% e 100%"),
        remedy=_("Scrivi 0,03 per dire 3%."),
        field="rate",
    )
    require.number(
        value_map.first_period,
        field_name("first_period"),
        least=0,
        most=MOST_YEARS,
        expected=_("zero o più, di solito 1"),
        field="first_period",
    )
    if not value_map.outcomes:
        require.problem(
            _("Esiti"), _("non c'è nessuna riga."), expected=_("almeno un esito"), field="outcomes"
        )
    for name, times in Counter(row.id for row in value_map.outcomes).items():
        if times > 1:
            require.problem(
                _("Riga «{name}»").format(name=name),
                _("il nome è ripetuto."),
                expected=_("un nome diverso per riga"),
                field=name,
            )
    for row in value_map.outcomes:
        _judge_row(require, row)
    before = len(require.problems)
    for resource in value_map.resources:
        for name in ("quantity", "unit_value"):
            require.number(
                getattr(resource, name),
                _("Risorsa «{name}», {field}").format(name=resource.description, field=field_name(name)),
                least=0,
                expected=_("zero o più"),
                field="resources",
            )
    if len(require.problems) == before and value_map.inputs <= 0:
        require.problem(
            field_name("inputs"),
            _("il totale è {value}.").format(value=exact(value_map.inputs)),
            expected=_("un totale maggiore di zero"),
            remedy=_("Senza risorse il rapporto non esiste: conta anche il tempo dei volontari."),
            field="resources",
        )
    return tuple(require.problems)


def _sound(row: Outcome) -> bool:
    """Tell a row of which there is nothing to say: maps are judged by the hundred, and words take time."""
    return (
        all(0 <= getattr(row, name) <= 1 for name in SHARES)
        and 0 <= row.quantity <= MOST
        and all(whole in _YEARS for whole in (row.duration, row.start))
        and (-MOST <= row.proxy_value <= 0 if row.negative else 0 <= row.proxy_value <= MOST)
    )


def _judge_row(require: Require, row: Outcome) -> None:
    if _sound(row):
        return

    def where(name: str) -> str:
        return _("«{row}», {field}").format(row=row.outcome.strip() or row.id, field=field_name(name))

    for name in SHARES:
        remedy = _("Scrivi 0,25 oppure 25%, non 25.")
        require.share(getattr(row, name), where(name), remedy=remedy, field=f"{row.id}.{name}")
    require.number(
        row.quantity, where("quantity"), least=0, expected=_("zero o più"), field=f"{row.id}.quantity"
    )
    years = (
        (
            "duration",
            _("un numero intero di anni, da 1 a {most}"),
            _("Un esito che dura meno di un anno si scrive 1."),
        ),
        ("start", _("un numero intero, da 1 a {most}"), _("Il primo anno della mappa è 1.")),
    )
    for name, expected, remedy in years:
        require.whole(
            getattr(row, name),
            where(name),
            least=1,
            most=MOST_YEARS,
            expected=expected.format(most=number(MOST_YEARS)),
            remedy=remedy,
            field=f"{row.id}.{name}",
        )
    if row.negative:
        require.number(
            row.proxy_value,
            where("proxy_value"),
            most=0,
            expected=_("un valore sotto zero, perché l'esito è negativo"),
            field=f"{row.id}.proxy_value",
        )
    else:
        below = row.proxy_value < 0
        remedy = _("Se è un peggioramento, dichiara la riga come esito negativo.") if below else ""
        require.number(
            row.proxy_value,
            where("proxy_value"),
            least=0,
            expected=_("zero o più"),
            remedy=remedy,
            field=f"{row.id}.proxy_value",
        )


def require_valid(value_map: ValueMap) -> None:
    """Refuse to a map that has problems.

    Raises
    ------
    MeasureError
        With all of them.
    """
    found = problems_of(value_map)
    if found:
        raise MeasureError(_("La mappa del valore non si può calcolare."), found)
