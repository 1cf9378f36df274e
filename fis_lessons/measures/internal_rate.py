"""The internal rates of return of a series of payments: none, one or several, and all of them told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import exact, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.flows import Amount, DatedFlow, read_amounts, read_dated
from fis_lessons.measures.require import Require
from fis_lessons.measures.roots import discount_roots, sign_changes

RootsFound = Literal["none", "one", "several"]

MOST_SEARCHED = 1200
"""A hundred years of months. Every root is looked for: of longer series, after adding up."""
LOWEST, HIGHEST = 1e-9 - 1, 1e9
"""Ends of the search for internal rates of return."""


@dataclass(frozen=True)
class InternalRate:
    """Every rate at which the flows are worth zero, or why there is none.

    Parameters
    ----------
    rates
        All the roots between -100% and :data:`HIGHEST`, in increasing order.
    sign_changes
        How often the flows change sign: there are never more rates than this.
    """

    rates: tuple[float, ...]
    sign_changes: int

    @property
    def found(self) -> RootsFound:
        """Say whether there is no rate, one, or more than one."""
        return "none" if not self.rates else "one" if len(self.rates) == 1 else "several"

    @property
    def sentence(self) -> str:
        """Tell the result, in the language in use."""
        if self.found == "one":
            return _("Tasso interno di rendimento: {rate}.").format(rate=percent(self.rates[0], decimals=2))
        if self.found == "several":
            rates = "; ".join(percent(rate, decimals=2) for rate in self.rates)
            return _(
                "I tassi interni di rendimento sono {count}: {rates}. Nessuno di questi, da solo, dice se "
                "conviene: guarda il valore attuale netto al tuo tasso di sconto."
            ).format(count=len(self.rates), rates=rates)
        if not self.sign_changes:
            return _(
                "Il tasso interno di rendimento non esiste: i flussi hanno tutti lo stesso segno. Servono "
                "almeno un'uscita e un'entrata."
            )
        return _(
            "Il tasso interno di rendimento non esiste: nessun tasso porta a zero il valore attuale netto. "
            "Guarda il valore attuale netto al tuo tasso di sconto."
        )

    def only(self) -> float:
        """Return the one rate.

        Raises
        ------
        MeasureError
            If there is none, or more than one.
        """
        if self.found != "one":
            raise MeasureError(
                _("Non c'è un solo tasso interno di rendimento."),
                [Problem(_("flussi"), self.sentence, expected=_("flussi con un solo tasso interno"))],
            )
        return self.rates[0]


def irr(flows: Sequence[Amount]) -> InternalRate:
    """Return every internal rate of return of flows one period apart.

    Parameters
    ----------
    flows
        Amounts, shape ``(n,)``. When the first happens makes no difference to the rate.

    Raises
    ------
    MeasureError
        If there are no flows, one is not a finite number, or all are zero (every rate would do).

    Examples
    --------
    >>> irr([-100, 0, 0, 74]).rates[0].__round__(4)
    -0.0955
    >>> irr([-100, 230, -132]).sentence[:50]
    'I tassi interni di rendimento sono 2: 10,00%; 20,0'
    >>> irr([100, 20]).found
    'none'
    """
    require = Require(_("Il tasso interno di rendimento non si può cercare."))
    amounts = read_amounts(require, flows)
    require.stop()
    return _internal_rate(require, [(amount, float(k)) for k, amount in enumerate(amounts)])


def xirr(flows: Sequence[DatedFlow]) -> InternalRate:
    """Return every internal rate of return, per year, of dated flows (actual/365).

    Parameters
    ----------
    flows
        In order of date, one currency.

    Raises
    ------
    MeasureError
        As for :func:`irr`; also if dates go backwards or currencies are mixed.

    Examples
    --------
    >>> from datetime import date
    >>> flows = [DatedFlow(date(2023, 1, 1), -1000), DatedFlow(date(2025, 12, 31), 1331)]
    >>> round(xirr(flows).only(), 3)
    0.1
    """
    require = Require(_("Il tasso interno di rendimento non si può cercare."))
    terms = read_dated(require, flows)
    require.stop()
    return _internal_rate(require, terms)


def _internal_rate(require: Require, terms: list[tuple[float, float]]) -> InternalRate:
    amounts = [amount for amount, _time in terms]
    if not any(amounts):
        require.problem(
            _("flussi"),
            _("sono tutti zero: qualunque tasso andrebbe bene."),
            expected=_("almeno un'uscita e un'entrata"),
        )
    changes = sign_changes(amounts)
    if changes > 1 and len(terms) > MOST_SEARCHED:
        require.problem(
            _("flussi"),
            _("sono {n}, e cambiano segno {changes} volte.").format(
                n=exact(len(terms)), changes=exact(changes)
            ),
            expected=_("al massimo {n}, se cambiano segno più di una volta").format(n=exact(MOST_SEARCHED)),
            remedy=_("Somma i flussi di ogni anno."),
        )
    require.stop()
    roots = discount_roots(terms, low=math.log1p(LOWEST), high=math.log1p(HIGHEST))
    return InternalRate(tuple(math.expm1(root) for root in roots), changes)
