"""How much of a payment is due, from how much was reached."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require, numbers_as_they_are
from fis_lessons.measures.values import kept, missing, plain

ThresholdKind = Literal["cliff", "steps", "linear"]


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

    def __post_init__(self) -> None:
        require = Require(_("Questa soglia non si può scrivere:"))
        require.text(self.kind, _("tipo"))
        pairs = require.items(self.points, _("livelli"), expected=_("coppie di livello e quota"))
        read = tuple(
            require.items(pair, _("livello numero {place}").format(place=place), length=2)
            for place, pair in enumerate(pairs, start=1)
        )
        for value in itertools.chain.from_iterable(read):
            if isinstance(found := plain(value), str) and not missing(value):
                require.problem(_("livelli"), found, expected=_("coppie di livello e quota"))
        numbers_as_they_are(require, self, {"below": _("quota sotto il primo livello")})
        require.stop()
        object.__setattr__(self, "points", tuple((kept(level), kept(share)) for level, share in read))

    def share(self, level: float) -> float:
        """Return the share of the payment due at a level.

        Raises
        ------
        MeasureError
            If the threshold cannot be used, or the level is not a number.
        """
        return float(self.shares([level])[0])

    def shares(self, levels: Sequence[float] | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the share due at many levels at once, shape ``(n,)`` in and out."""
        problems = threshold_problems(self, where=_("soglia"))
        if problems:
            raise MeasureError(_("Questa soglia non va bene:"), problems)
        require = Require(_("Il livello raggiunto manca o non è un numero."))
        given = np.array(require.numbers(levels, _("livello raggiunto"), fewest=0))
        require.stop()
        at = np.array([level for level, _share in self.points])
        due = np.array([share for _level, share in self.points])
        # 11 of 20 is 0.55 on paper and a hair less in a float
        reached = given + 1e-12
        if self.kind == "linear":
            inside = np.round(np.interp(given, at, due), 12)
        else:
            inside = due[np.clip(np.searchsorted(at, reached, side="right") - 1, 0, None)]
        return np.where(reached < at[0], self.below, inside)


def threshold_problems(threshold: Threshold, *, where: str) -> list[Problem]:
    """List what is wrong with a threshold; empty if nothing is."""
    points = threshold.points
    if threshold.kind not in ("cliff", "steps", "linear"):
        kinds = "cliff, steps, linear"
        return [Problem(where, _("il tipo è «{kind}».").format(kind=threshold.kind), kinds)]
    if not points:
        return [Problem(where, _("non ha nessun livello."), _("almeno una coppia livello e quota"))]
    found = []
    flat = [value for pair in points for value in pair] + [threshold.below]
    if not all(math.isfinite(value) for value in flat):
        found.append(Problem(where, _("un valore manca o non è un numero."), _("numeri finiti")))
    if threshold.kind == "cliff" and len(points) > 1:
        found.append(
            Problem(
                where,
                _("una soglia «tutto o niente» ha {count} livelli.").format(count=len(points)),
                _("un livello solo"),
                _("Per più livelli usa gli scalini (steps)."),
            )
        )
    if threshold.kind == "linear" and len(points) < 2:
        found.append(Problem(where, _("una retta ha un livello solo."), _("almeno due livelli")))
    if any(a[0] >= b[0] for a, b in itertools.pairwise(points)):
        found.append(Problem(where, _("i livelli non crescono."), _("livelli dal più basso al più alto")))
    shares = [threshold.below, *(share for _level, share in points)]
    if any(a > b for a, b in itertools.pairwise(shares)):
        found.append(
            Problem(where, _("a un livello più alto si paga di meno."), _("quote che non scendono mai"))
        )
    if min(shares) < 0:
        found.append(Problem(where, _("una quota è negativa."), _("quote da zero in su")))
    return found
