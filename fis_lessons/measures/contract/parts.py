"""What a contract is made of, as data: results that can be claimed, their prices, when, up to where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import Cents
from fis_lessons.measures.require import Require, numbers_as_they_are
from fis_lessons.measures.values import kept


@dataclass(frozen=True, kw_only=True)
class Window:
    """From one day to another, both included."""

    opens: date
    closes: date

    def __post_init__(self) -> None:
        require = Require(_("Questo periodo non va bene:"))
        for name, where in (("opens", _("inizio")), ("closes", _("fine"))):
            object.__setattr__(self, name, require.day(getattr(self, name), where))
        require.stop()


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

    def __post_init__(self) -> None:
        require = Require(_("Questo risultato non si può scrivere nel contratto:"))
        where = _("risultato «{name}»").format(
            name=require.text(self.id, _("nome del risultato"), empty=False)
        )
        require.text(self.label, where)
        object.__setattr__(
            self, "after", require.items(self.after, where, of=str, expected=_("nomi di risultati"))
        )
        numbered = {"times": where, "gap_days": where}
        if self.within_days is not None:
            numbered["within_days"] = where
        numbers_as_they_are(require, self, numbered)
        require.stop()


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

    def __post_init__(self) -> None:
        require = Require(_("Questo prezzo non si può scrivere nel listino:"))
        where = _("listino, «{name}»").format(name=require.text(self.metric, _("listino")))
        require.text(self.currency, where)
        if self.window is not None:
            require.instance(self.window, where, Window, expected=_("un periodo"))
        numbers_as_they_are(require, self, {"price": where})
        require.stop()


@dataclass(frozen=True, kw_only=True)
class Caps:
    """Ceilings, in cents: for one person, for one kind of result, for the whole contract."""

    person: Cents | None = None
    outcomes: Mapping[str, Cents] = field(default_factory=dict)
    contract: Cents | None = None

    def __post_init__(self) -> None:
        require = Require(_("Questi tetti non si possono scrivere nel contratto:"))
        for name, where in (("person", _("tetto per persona")), ("contract", _("tetto del contratto"))):
            if getattr(self, name) is not None:
                numbers_as_they_are(require, self, {name: where})
        where = _("tetti per risultato")
        if require.by_name(self.outcomes, where, expected=_("un importo per risultato")):
            for name, amount in self.outcomes.items():
                require.text(name, where)
                require.number(amount, _("tetto del risultato «{name}»").format(name=name))
        require.stop()
        object.__setattr__(self, "outcomes", {name: kept(cap) for name, cap in self.outcomes.items()})
