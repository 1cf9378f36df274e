"""How far an indicator has gone from its baseline to its target, forwards or backwards."""

from __future__ import annotations

import math
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import exact, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import plain

Direction = Literal["more", "less", "within"]
"""More is better, less is better, keep between two values."""

State = Literal["backwards", "start", "under_way", "reached", "beyond", "crossed"]
"""``crossed``: it went through the range to keep within and came out on the other side."""


NOTHING = 1e-12
"""Two values closer than this are one value with a rounding."""


@dataclass(frozen=True)
class Progress:
    """How much of the way from the baseline to the target has been covered.

    Parameters
    ----------
    share
        0 at the baseline, 1 at the target; below 0 it went backwards, above 1 it went beyond. Never clipped.
    left
        What is left to the target, in the unit of the indicator; 0 if it was reached.
    state
        The share in a word.
    """

    share: float
    left: float
    state: State

    def words(self) -> str:
        """Write the result as a sentence."""
        done = percent(self.share)
        return {
            "backwards": _("È andato indietro: {done} della strada. Si è più lontani che alla partenza."),
            "start": _("Fermo alla partenza: {done} della strada."),
            "under_way": _("In cammino: {done} della strada."),
            "reached": _("Traguardo raggiunto: {done} della strada."),
            "beyond": _(
                "Oltre il traguardo: {done} della strada. Chiediti se il traguardo era troppo vicino."
            ),
            "crossed": _("Ha attraversato la fascia ed è uscito dall'altra parte."),
        }[self.state].format(done=done)


def progress(
    value: float,
    *,
    baseline: float,
    target: float,
    direction: Direction = "more",
    target_high: float | None = None,
) -> Progress:
    """Return how much of the way from baseline to target a value has covered.

    ``(value - baseline) / (target - baseline)``: the sign takes care of "less is better". To keep within a
    range, the way is the distance from the range: ``1 - d(value) / d(baseline)``, 1 anywhere inside.

    Parameters
    ----------
    value
        The latest measure, in the unit of baseline and target.
    baseline, target
        Start and arrival; for ``"within"`` the target is the lower end of the range.
    direction
        Which way is better. It must agree with the two values.
    target_high
        Upper end of the range, for ``"within"``.

    Raises
    ------
    MeasureError
        If a value is not a number; target and baseline are the same, or one already starts inside the range
        (there is no way to cover); or target and direction disagree.

    Examples
    --------
    Early leavers in Italy, 12.7% in 2021, 10.5% in 2023, target 9%:

    >>> round(progress(10.5, baseline=12.7, target=9, direction="less").share, 3)
    0.595
    >>> progress(14, baseline=12.7, target=9, direction="less").state
    'backwards'
    >>> progress(24, baseline=30, target=18, direction="within", target_high=22).share
    0.75
    """
    require = Require(_("Un valore non è un numero."))
    now = require.number(value, _("Valore misurato"), remedy=_remedy())
    start = require.number(baseline, _("Valore di partenza"), remedy=_remedy())
    end = require.number(target, _("Traguardo"), remedy=_remedy())
    high = None if target_high is None else require.number(target_high, _("Valore più alto della fascia"))
    require.stop()
    refuse_targets(start, end, direction, high)
    if direction == "within":
        top = end if high is None else high
        left = _outside(now, end, top)
        share = 1 - left / _outside(start, end, top)
        crossed = now > top if start < end else now < end
        return Progress(share, left, "crossed" if crossed else _state(share))
    share = (now - start) / (end - start) or 0.0  # and never minus zero
    return Progress(share, 0.0 if share >= 1 else abs(end - now), _state(share))


def _remedy() -> str:
    return _("Scrivi il valore misurato.")


def _outside(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)


def _state(share: float) -> State:
    if math.isclose(share, 0, abs_tol=1e-12):
        return "start"
    if math.isclose(share, 1, rel_tol=1e-12):
        return "reached"
    if share < 0:
        return "backwards"
    return "under_way" if share < 1 else "beyond"


def refuse_targets(baseline: float, target: float, direction: Direction, target_high: float | None) -> None:
    """Stop where baseline, target and direction leave no way to cover.

    Raises
    ------
    MeasureError
        With what is wrong and what to do.
    """
    require = Require(_("Da qui al traguardo non c'è una strada da misurare."))
    start = require.number(baseline, _("Valore di partenza"), remedy=_remedy())
    end = require.number(target, _("Traguardo"), remedy=_remedy())
    way = require.one_of(direction, _("Direzione"), get_args(Direction))
    require.stop()
    if way == "within":
        _refuse_range(start, end, target_high)
    elif math.isclose(start, end, rel_tol=1e-12, abs_tol=NOTHING):
        raise MeasureError(
            _("Il traguardo è uguale alla partenza: non c'è una strada da percorrere."),
            [
                Problem(
                    _("Traguardo"),
                    _("è {value}.").format(value=exact(end)),
                    _("un valore diverso dalla partenza"),
                    _same_remedy(),
                )
            ],
        )
    elif (end > start) != (way == "more"):
        wanted = _("più alto della partenza") if way == "more" else _("più basso della partenza")
        raise MeasureError(
            _("Il traguardo va dalla parte sbagliata."),
            [
                Problem(
                    _("Traguardo"),
                    _("partenza {baseline}, traguardo {target}.").format(
                        baseline=exact(start), target=exact(end)
                    ),
                    wanted,
                    _("Controlla di non avere scambiato partenza e traguardo, o cambia la direzione."),
                )
            ],
        )


def _same_remedy() -> str:
    return _(
        "Se vuoi che qualcosa non peggiori, scegli «restare dentro una fascia», scrivi i due "
        "estremi e di' se "
        "il valore è dentro o fuori. Se vuoi un cambiamento, scegli un altro traguardo."
    )


def _refuse_range(baseline: float, low: float, high: float | None) -> None:
    top = plain(high)
    if isinstance(top, str) or top < low:
        raise MeasureError(
            _("La fascia da rispettare non ha due estremi in ordine."),
            [
                Problem(
                    _("Valore più alto della fascia"),
                    top if isinstance(top, str) else _("è {value}.").format(value=exact(top)),
                    _("almeno {low}").format(low=exact(low)),
                    _("Scrivi prima il valore più basso della fascia, poi il più alto."),
                )
            ],
        )
    if _outside(baseline, low, top) <= NOTHING:
        raise MeasureError(
            _("La partenza è già dentro la fascia: non c'è una strada da percorrere."),
            [
                Problem(
                    _("Valore di partenza"),
                    _("è {value}.").format(value=exact(baseline)),
                    remedy=_("A ogni misura di' soltanto se il valore è ancora dentro o è uscito."),
                )
            ],
        )
