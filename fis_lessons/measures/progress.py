"""How far an indicator has gone from its baseline to its target, forwards or backwards."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent

Direction = Literal["more", "less", "within"]
"""More is better, less is better, keep between two values."""

State = Literal["backwards", "start", "under_way", "reached", "beyond", "crossed"]
"""``crossed``: it went through the range to keep within and came out on the other side."""


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
    _check_numbers(value=value, baseline=baseline, target=target)
    check_targets(baseline, target, direction, target_high)
    if direction == "within":
        high = target if target_high is None else target_high
        left = _outside(value, target, high)
        share = 1 - left / _outside(baseline, target, high)
        crossed = value > high if baseline < target else value < target
        return Progress(share, left, "crossed" if crossed else _state(share))
    share = (value - baseline) / (target - baseline) or 0.0  # and never minus zero
    return Progress(share, 0.0 if share >= 1 else abs(target - value), _state(share))


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


def _check_numbers(**values: float) -> None:
    problems = [
        Problem(name, f"{value}", expected=_("un numero"), remedy=_("Scrivi il valore misurato."))
        for name, value in values.items()
        if not math.isfinite(value)
    ]
    if problems:
        raise MeasureError(_("Un valore non è un numero."), problems)


def check_targets(baseline: float, target: float, direction: Direction, target_high: float | None) -> None:
    """Stop where baseline, target and direction leave no way to cover.

    Raises
    ------
    MeasureError
        With what is wrong and what to do.
    """
    if direction not in get_args(Direction):
        raise MeasureError(
            _("Questa direzione non esiste."),
            [Problem("direction", f"{direction}", expected=", ".join(get_args(Direction)))],
        )
    if direction == "within":
        _check_range(baseline, target, target_high)
    elif math.isclose(baseline, target, rel_tol=1e-12):
        raise MeasureError(
            _("Il traguardo è uguale alla partenza: non c'è una strada da percorrere."),
            [Problem("target", _number(target), _("un valore diverso dalla partenza"), _same_remedy())],
        )
    elif (target > baseline) != (direction == "more"):
        wanted = _("più alto della partenza") if direction == "more" else _("più basso della partenza")
        raise MeasureError(
            _("Il traguardo va dalla parte sbagliata."),
            [
                Problem(
                    "target",
                    _("partenza {baseline}, traguardo {target}").format(
                        baseline=_number(baseline), target=_number(target)
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


def _check_range(baseline: float, low: float, high: float | None) -> None:
    if high is None or not math.isfinite(high) or high < low:
        raise MeasureError(
            _("La fascia da rispettare non ha due estremi in ordine."),
            [
                Problem(
                    "target_high",
                    "–" if high is None else f"{high}",
                    _("almeno {low}").format(low=_number(low)),
                    _("Scrivi prima il valore più basso della fascia, poi il più alto."),
                )
            ],
        )
    if _outside(baseline, low, high) == 0:
        raise MeasureError(
            _("La partenza è già dentro la fascia: non c'è una strada da percorrere."),
            [
                Problem(
                    "baseline",
                    _number(baseline),
                    remedy=_("A ogni misura di' soltanto se il valore è ancora dentro o è uscito."),
                )
            ],
        )


def _number(value: float) -> str:
    return number(value, decimals=0 if value == int(value) else 2)
