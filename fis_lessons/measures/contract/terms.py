"""The terms of a contract that pays for results, put together and held against one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.checks import terms_problems
from fis_lessons.measures.contract.parts import Caps, Metric, Rate, Window
from fis_lessons.measures.contract.threshold import Threshold
from fis_lessons.measures.require import Require


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
        require = Require(_("Questo contratto non va bene:"))
        for name, where, kind in (
            ("metrics", _("risultati"), Metric),
            ("rates", _("listino"), Rate),
            ("checks", _("calendario delle verifiche"), Window),
        ):
            found = require.items(
                getattr(self, name), where, of=kind, expected=_("un elenco di parti del contratto")
            )
            object.__setattr__(self, name, found)
        require.instance(self.window, _("durata"), Window, expected=_("un periodo"))
        require.instance(self.caps, _("tetti"), Caps, expected=_("i tetti del contratto"))
        require.text(self.currency, _("valuta"))
        if require.by_name(self.thresholds, _("soglie"), expected=_("una soglia per risultato")):
            for threshold in self.thresholds.values():
                require.instance(threshold, _("soglie"), Threshold, expected=_("una soglia"))
        require.stop()
        problems = terms_problems(
            self.metrics,
            self.rates,
            window=self.window,
            caps=self.caps,
            thresholds=self.thresholds,
            calendar=self.checks,
            currency=self.currency,
        )
        if problems:
            raise MeasureError(_("Questo contratto non va bene:"), problems)

    def metric(self, metric_id: str) -> Metric:
        """Return a metric by its id.

        Raises
        ------
        MeasureError
            If there is none.
        """
        known = {one.id: one for one in self.metrics}
        require = Require(_("Il contratto non ha questo risultato:"))
        name = require.one_of(metric_id, _("risultato"), known)
        require.stop()
        return known[name]

    def prices(self, metric_id: str) -> tuple[Rate, ...]:
        """Return the lines of the rate card for a metric, in order of time.

        Raises
        ------
        MeasureError
            If there is no such metric.
        """
        self.metric(metric_id)
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
