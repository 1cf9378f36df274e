"""Composite indices: several indicators in one number, with every convention said.

Which indicators, how they are put on one scale, with which weights, with which mean: each is a choice, and
each moves the order. So each is a parameter here, and :mod:`fis_lessons.measures.ranks` says how far the order
depends on it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.means import read_weights
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import plain

Floats = npt.NDArray[np.float64]
Polarity = Literal["more", "less"]
"""Whether more of an indicator is more, or less, of what the index speaks of."""
Penalty = Literal["minus", "plus"]
"""Whether uneven indicators take away from the index (well-being) or add to it (poverty)."""

CENTRE: Final = 100.0
SPREAD: Final = 10.0
MOST_CELLS: Final = 200_000


@dataclass(frozen=True)
class Unit:
    """One unit in a Mazziotta-Pareto index.

    Parameters
    ----------
    name
        Of the unit.
    mean, sd
        Of its normalised indicators, weighted.
    penalty
        ``sd * sd / mean``: what unevenness takes away, or adds.
    value
        The index.
    rank
        1 for the highest value; equal values share the better place.
    """

    name: str
    mean: float
    sd: float
    penalty: float
    value: float
    rank: int


@dataclass(frozen=True, eq=False)
class Composite:
    """A Mazziotta-Pareto index.

    Parameters
    ----------
    normalised
        Every indicator on the common scale, one row per unit.
    units
        In the order of the table.
    """

    normalised: pd.DataFrame
    units: tuple[Unit, ...]


def mpi(
    table: pd.DataFrame,
    *,
    polarity: Sequence[Polarity] | None = None,
    weights: Sequence[float] | None = None,
    penalty: Penalty = "minus",
    ddof: int = 0,
) -> Composite:
    """Return the Mazziotta-Pareto index: the mean of standardised indicators, less a penalty for unevenness.

    ``z = 100 ± 10 (x - mean) / sd`` for each indicator, plus if more is more; then for each unit ``M ∓ S *
    cv``, with ``M`` and ``S`` mean and standard deviation of its ``z`` and ``cv = S / M``.

    Parameters
    ----------
    table
        A row per unit, a column per indicator; no missing value. The index of the table names the units.
    polarity
        One per indicator; ``more`` for all if not given.
    weights
        One per indicator; equal if not given. Only their proportions count.
    penalty
        ``minus`` for what is good (Istat on well-being), ``plus`` for what is bad.
    ddof
        0 divides by n, as in the papers of the authors; 1 by n - 1, as in the R package Compind.

    Raises
    ------
    MeasureError
        With every value that is no number; if an indicator never varies, or fewer than two units are given.

    References
    ----------
    P. De Muro, M. Mazziotta, A. Pareto, *Composite indices of development and poverty*, Social Indicators Research
    104 (2011) 1-18. Weighted: M. Mazziotta, A. Pareto, Rivista italiana di economia, demografia e statistica
    (2022).

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 3.0], "b": [1.0, 3.0]}, index=["x", "y"])
    >>> [(one.name, one.value, one.rank) for one in mpi(table).units]
    [('x', 90.0, 2), ('y', 110.0, 1)]
    """
    require = Require(_("Questo indice non si può calcolare."))
    names, labels, values = read_table(require, table)
    signs = _signs(require, polarity, len(labels))
    scale = read_weights(require, weights, len(labels))
    sign = require.one_of(penalty, _("penalità"), get_args(Penalty))
    below = require.whole(ddof, "ddof", least=0, most=1)
    if require.fine:
        _must_vary(require, labels, values)
    require.stop()
    spread = values.std(axis=0, ddof=below)
    scores = CENTRE + SPREAD * signs * (values - values.mean(axis=0)) / spread
    return _made(names, labels, scores, scale, sign, ddof=below)


def ampi(
    table: pd.DataFrame,
    *,
    goalposts: Sequence[tuple[float, float]],
    polarity: Sequence[Polarity] | None = None,
    weights: Sequence[float] | None = None,
    penalty: Penalty = "minus",
    ddof: int = 0,
) -> Composite:
    """Return the adjusted Mazziotta-Pareto index: the same idea on fixed goalposts, so that years can be compared.

    ``r = 60 (x - low) / (high - low) + 70``, with ``high - x`` above if less is more; then ``M ∓ S * cv`` as in
    :func:`mpi`. With the goalposts of :func:`goalposts_around` the reference is worth 100.

    Parameters
    ----------
    table, polarity, weights, penalty
        As in :func:`mpi`; one unit is enough.
    goalposts
        Lowest and highest value of each indicator; the same for all the years compared.
    ddof
        Of the standard deviation across indicators.

    Raises
    ------
    MeasureError
        With every value that is no number; if a pair of goalposts is not in order.

    References
    ----------
    M. Mazziotta, A. Pareto, *On a generalized non-compensatory composite index for measuring socio-economic
    phenomena*, Social Indicators Research 127 (2016) 983-1003.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [5.0], "b": [5.0]}, index=["x"])
    >>> ampi(table, goalposts=[(0, 10), (0, 10)]).units[0].value
    100.0
    """
    require = Require(_("Questo indice non si può calcolare."))
    names, labels, values = read_table(require, table)
    signs = _signs(require, polarity, len(labels))
    scale = read_weights(require, weights, len(labels))
    ends = _goalposts(require, goalposts, labels)
    sign = require.one_of(penalty, _("penalità"), get_args(Penalty))
    below = require.whole(ddof, "ddof", least=0, most=1)
    require.stop()
    low, high = ends[:, 0], ends[:, 1]
    away = np.where(signs > 0, values - low, high - values)
    return _made(names, labels, 60 * away / (high - low) + 70, scale, sign, ddof=below)


def goalposts_around(values: Sequence[float], reference: float) -> tuple[float, float]:
    """Return the goalposts of an indicator around a reference: ``reference ∓ (highest - lowest) / 2``.

    Parameters
    ----------
    values
        Of all the units, and of **all the years** to be compared: with one year at a time the scale moves with it.
    reference
        What is to be worth 100: the national value in the first year, for instance.

    Raises
    ------
    MeasureError
        If a value is no number, or all are equal.

    Examples
    --------
    >>> goalposts_around([10, 20, 30], 18)
    (8.0, 28.0)
    """
    require = Require(_("Gli estremi di questo indicatore non si possono calcolare."))
    found = require.numbers(values, _("valori"), fewest=2)
    middle = require.number(reference, _("riferimento"))
    if require.fine and max(found) <= min(found):
        require.problem(_("valori"), _("sono tutti uguali."), expected=_("almeno due valori diversi"))
    require.stop()
    half = (max(found) - min(found)) / 2
    return middle - half, middle + half


# --- what others read too -------------------------------------------------------------------------
def read_table(require: Require, table: object) -> tuple[tuple[str, ...], tuple[str, ...], Floats]:
    """Read a table of indicators: names of units and of indicators, and values of shape (units, indicators)."""
    where = _("tabella degli indicatori")
    stand_in = ("",), ("",), np.zeros((1, 1))
    if not isinstance(table, pd.DataFrame) or not 0 < table.size <= MOST_CELLS:
        require.problem(
            where,
            _("non ha righe e colonne, o ne ha troppe."),
            expected=_("una tabella con una riga per unità e una colonna per indicatore"),
        )
        return stand_in
    names, labels = tuple(map(str, table.index)), tuple(map(str, table.columns))
    values = np.zeros(table.shape)
    for j, label in enumerate(labels):
        for i, cell in enumerate(table.iloc[:, j].tolist()):
            found = plain(cell)
            if isinstance(found, str):
                require.problem(
                    _("{unit}, «{indicator}»").format(unit=names[i][:40], indicator=label[:40]), found
                )
                if len(require.problems) > 20:
                    return stand_in
            else:
                values[i, j] = found
    return names, labels, values


def places(values: Sequence[float] | Floats) -> tuple[int, ...]:
    """Return the place of each value: 1 for the highest; equal values share the better place.

    Raises
    ------
    MeasureError
        If a value is no number.

    Examples
    --------
    >>> places([3, 9, 9, 1])
    (3, 1, 1, 4)
    """
    require = Require(_("Questa graduatoria non si può fare."))
    found = require.numbers(values, _("valori"))
    require.stop()
    # values that differ by a rounding of the machine are equal
    rounded = [float(f"{one:.12g}") for one in found]
    return tuple(1 + sum(other > one for other in rounded) for one in rounded)


# --- inside ---------------------------------------------------------------------------------------
def _signs(require: Require, polarity: object, count: int) -> Floats:
    if polarity is None:
        return np.ones(count)
    where = _("direzione degli indicatori")
    words = require.items(polarity, where, length=count, expected=_("una direzione per indicatore"))
    read = [require.one_of(word, where, get_args(Polarity)) for word in words]
    return np.array([1.0 if word == "more" else -1.0 for word in read] or [1.0] * count)


def _must_vary(require: Require, labels: Sequence[str], values: Floats) -> None:
    if len(values) < 2:
        require.problem(
            _("tabella degli indicatori"),
            _("c'è una sola unità."),
            expected=_("almeno due unità da confrontare"),
        )
        return
    reach = values.max(axis=0) - values.min(axis=0)
    size = np.abs(values).max(axis=0)
    for label, spread, largest in zip(labels, reach, size, strict=True):
        if spread <= 1e-9 * max(largest, 1e-90):
            require.problem(
                _("indicatore «{name}»").format(name=label[:40]),
                _("ha lo stesso valore per tutti: non distingue nessuno."),
                remedy=_("Toglilo dall'indice."),
            )


def _goalposts(require: Require, goalposts: object, labels: Sequence[str]) -> Floats:
    where = _("estremi degli indicatori")
    pairs = require.items(goalposts, where, length=len(labels), expected=_("due estremi per indicatore"))
    ends = []
    for label, pair in zip(labels, pairs, strict=False):
        named = _("estremi di «{name}»").format(name=label[:40])
        low, high = (*require.numbers(pair, named, length=2), 0.0, 1.0)[:2]
        if require.fine and low >= high:
            require.problem(
                named, _("il basso è {low}, l'alto {high}.").format(low=exact(low), high=exact(high))
            )
        ends.append((low, high))
    return np.array(ends or [(0.0, 1.0)] * len(labels))


def _made(
    names: Sequence[str], labels: Sequence[str], scores: Floats, weights: Floats, sign: Penalty, *, ddof: int
) -> Composite:
    mean = scores @ weights
    variance = ((scores - mean[:, None]) ** 2) @ weights
    if ddof and len(labels) > 1:
        variance = variance * len(labels) / (len(labels) - 1)
    safe = np.where(np.abs(mean) > 1e-12, mean, 1.0)
    taken = variance / safe
    value = mean - taken if sign == "minus" else mean + taken
    order = places(value.tolist())
    units = tuple(
        Unit(name, float(mean[i]), math.sqrt(float(variance[i])), float(taken[i]), float(value[i]), order[i])
        for i, name in enumerate(names)
    )
    return Composite(pd.DataFrame(scores, index=list(names), columns=list(labels)), units)
