"""How far an order depends on the weights somebody chose: every unit with the places it could have had."""

from __future__ import annotations

from typing import Final, Literal, get_args

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.composite import Floats, read_table
from fis_lessons.measures.means import read_weights
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import LEAST

Mean = Literal["arithmetic", "geometric", "mazziotta_pareto", "lowest"]
"""How indicators on one scale become one number: what is lacking on one side is made up on another in full, in
part (two ways), or not at all."""

MOST_DRAWS: Final = 20_000
MOST_WORK: Final = 20_000_000


@dataclass(frozen=True)
class RankRange:
    """The places a unit takes as the weights change.

    Parameters
    ----------
    name
        Of the unit.
    equal
        Its place with equal weights.
    low, high
        The places between which it stands in the middle 90 draws of 100; 1 is first.
    first
        In which part of the draws it comes first.
    """

    name: str
    equal: int
    low: int
    high: int
    first: float


def rank_sensitivity(
    table: pd.DataFrame, *, mean: Mean = "arithmetic", draws: int = 2000, seed: int = 1, around: float = 1.0
) -> tuple[RankRange, ...]:
    """Draw the weights many times, and say between which places each unit moves.

    Parameters
    ----------
    table
        A row per unit, a column per indicator, all on one scale and in one direction; above zero for
        ``geometric``.
    mean
        How they are put together.
    draws
        How many sets of weights.
    seed
        Same seed, same weights.
    around
        How near to equal weights they are drawn: 1 takes any weights that add up to one with the same probability
        (a flat Dirichlet); 10 stays near equal.

    Raises
    ------
    MeasureError
        With every value that is no number or not above zero where it must be.

    References
    ----------
    OECD and JRC, *Handbook on constructing composite indicators* (2008), step 7; A. Saltelli and others, *Global
    sensitivity analysis* (2008).

    Examples
    --------
    A unit that is best at everything is first whatever the weights:

    >>> best = pd.DataFrame({"a": [2.0, 1.0], "b": [5.0, 4.0]}, index=["x", "y"])
    >>> [(one.name, one.low, one.high, one.first) for one in rank_sensitivity(best)]
    [('x', 1, 1, 1.0), ('y', 2, 2, 0.0)]
    """
    require = Require(_("Questa graduatoria non si può mettere alla prova."))
    names, labels, values = read_table(require, table)
    how = require.one_of(mean, _("media"), get_args(Mean))
    times = require.whole(draws, _("prove"), least=1, most=MOST_DRAWS)
    start = require.seed(seed)
    near = require.number(around, _("vicinanza ai pesi uguali"), above=0, most=1000)
    if require.fine and how == "geometric" and (values <= 0).any():
        require.problem(
            _("tabella degli indicatori"), _("ci sono valori che non sono maggiori di zero."),
            remedy=_("Porta prima gli indicatori su una scala fatta di numeri maggiori di zero."),
        )  # fmt: skip
    if require.fine and times * len(names) > MOST_WORK // 100:
        require.problem(_("prove"), _("sono troppe per tante unità."), remedy=_("Fanne di meno."))
    require.stop()
    drawn = np.random.default_rng(start).dirichlet(np.full(len(labels), near), size=times)
    order = np.array([_order(combined(values, weights, how)) for weights in drawn])
    equal = _order(combined(values, read_weights(require, None, len(labels)), how))
    low = np.percentile(order, 5, axis=0, method="lower")
    high = np.percentile(order, 95, axis=0, method="higher")
    return tuple(
        RankRange(name, int(equal[i]), int(low[i]), int(high[i]), float((order[:, i] == 1).mean()))
        for i, name in enumerate(names)
    )


def combined(values: Floats, weights: Floats, how: Mean) -> Floats:
    """Put indicators together, one number per row; both are read already."""
    if how == "arithmetic":
        return np.asarray(values @ weights)
    if how == "geometric":
        return np.asarray(np.exp(np.log(values) @ weights))
    if how == "mazziotta_pareto":
        mean = values @ weights
        variance = ((values - mean[:, None]) ** 2) @ weights
        return np.asarray(mean - variance / np.where(np.abs(mean) > LEAST, mean, 1.0))
    return np.asarray(np.where(weights > 0, values, np.inf).min(axis=1))


def _order(values: Floats) -> Floats:
    rounded = np.array([float(f"{one:.12g}") for one in values])
    return np.asarray(1 + (rounded[None, :] > rounded[:, None]).sum(axis=1))
