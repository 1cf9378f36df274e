"""Pictures of an evaluation: two groups in time, estimates side by side, a threshold, a hundred intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.population import Interval

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WIDTH = 5.2
_LETTERS = 11
_BLUE, _ORANGE, _GREY = COLOURS[0], COLOURS[1], "#5f6b7a"

Written = Callable[[float], str]
"""Writes a value of the outcome, without its unit."""


@dataclass(frozen=True)
class Estimate:
    """One line of a comparison of methods: its name, the number, how sure it is."""

    label: str
    value: float
    interval: Interval | None


@dataclass(frozen=True)
class FourMeans:
    """Two groups, before and after."""

    treated_before: float
    treated_after: float
    others_before: float
    others_after: float

    @property
    def starts(self) -> tuple[float, float]:
        """Both groups, before."""
        return self.treated_before, self.others_before

    @property
    def ends(self) -> tuple[float, float]:
        """Both groups, after."""
        return self.treated_after, self.others_after

    @property
    def without(self) -> float:
        """Where the participants would be if they had changed as the others did."""
        return self.treated_before + self.others_after - self.others_before


@house_style
def two_groups(
    means: FourMeans, *, outcome: str, unit: str, written: Written, source: str, counterfactual: bool = True
) -> Figure:
    """Draw two groups before and after, and where the first would be had it changed like the second.

    Parameters
    ----------
    means
        Of the outcome.
    outcome, unit
        What is measured, in the language in use.
    written
        How its values are written.
    source
        Line of Markdown.
    counterfactual
        Whether to draw the dashed line. Without it the picture does not give the comparison away.
    """
    drawing = canvas(width=_WIDTH, height=3.9)
    axes = drawing.subplots()
    tidy(axes)
    lines = [
        (_("partecipanti"), means.treated_before, means.treated_after, _BLUE, "o"),
        (_("confronto"), means.others_before, means.others_after, _ORANGE, "s"),
    ]
    for label, start, end, colour, marker in lines:
        axes.plot([0, 1], [start, end], color=colour, marker=marker, markersize=8, linewidth=2.2, label=label)
        axes.annotate(written(start), (0, start), (-9, _apart(start, means.starts)), **_beside("right"))
        axes.annotate(written(end), (1, end), (9, _apart(end, means.ends)), **_beside("left"))
    if counterfactual:
        axes.plot(
            [0, 1], [means.treated_before, means.without], color=_GREY, linestyle="--", marker="D",
            markersize=6, label=_("partecipanti, se fossero cambiati come gli altri"),
        )  # fmt: skip
        axes.annotate("", (1.0, means.treated_after), (1.0, means.without), arrowprops={"arrowstyle": "->"})
    axes.set_xlim(-0.28, 1.28)
    axes.margins(y=0.18)
    axes.set_xticks([0, 1], [_("prima"), _("dopo")], fontsize=_LETTERS + 1)
    axes.yaxis.set_major_formatter(lambda value, _position: written(value))
    axes.set_ylabel(unit, fontsize=_LETTERS)
    drawing.legend(loc="outside lower center", fontsize=_LETTERS - 1, frameon=False)
    return picture(
        drawing,
        alt=_four_words(means, outcome=outcome, written=written, counterfactual=counterfactual),
        caption=_("{outcome}: partecipanti e confronto, prima e dopo").format(outcome=_capital(outcome)),
        table=_four_table(means, written=written, counterfactual=counterfactual),
        sources=(source,),
    )


def _apart(value: float, pair: tuple[float, float]) -> int:
    """Lift the label of the higher point and lower the other's: close ones would overlap."""
    return 7 if value >= max(pair) else -7


def _beside(side: str) -> dict[str, Any]:
    return {"textcoords": "offset points", "ha": side, "va": "center", "fontsize": _LETTERS}


def _four_words(means: FourMeans, *, outcome: str, written: Written, counterfactual: bool) -> str:
    words = _(
        "Due linee. {outcome}: i partecipanti passano da {a} a {b}; il confronto passa da {c} a {d}."
    ).format(
        outcome=_capital(outcome),
        a=written(means.treated_before),
        b=written(means.treated_after),
        c=written(means.others_before),
        d=written(means.others_after),
    )
    if counterfactual:
        words += " " + _(
            "La linea tratteggiata porta i partecipanti a {value}: dove sarebbero se fossero cambiati "
            "come gli altri."
        ).format(value=written(means.without))
    return words


def _four_table(means: FourMeans, *, written: Written, counterfactual: bool) -> pd.DataFrame:
    rows = [
        (_("partecipanti"), written(means.treated_before), written(means.treated_after)),
        (_("confronto"), written(means.others_before), written(means.others_after)),
    ]
    if counterfactual:
        rows.append(
            (
                _("partecipanti, se fossero cambiati come gli altri"),
                written(means.treated_before),
                written(means.without),
            )
        )
    return pd.DataFrame(rows, columns=[_("Gruppo"), _("Prima"), _("Dopo")])


@house_style
def estimates(
    rows: Sequence[Estimate],
    *,
    truth: float | None,
    title: str,
    unit: str,
    written: Written,
    source: str,
) -> Figure:
    """Draw estimates one under the other, each with its interval, and the true effect where it is known.

    Parameters
    ----------
    rows
        In the order shown; at least one.
    truth
        None where nobody knows it.
    title
        What is estimated, in the language in use.
    unit
        Of the estimates.
    written
        How they are written, with their sign.
    source
        Line of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=1.5 + 0.5 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    for position, row in enumerate(rows):
        ends = row.interval or Interval(row.value, row.value, 0.95)
        axes.plot([ends.low, ends.high], [position, position], color=_BLUE, linewidth=2.5)
        axes.plot([ends.low, ends.high], [position, position], "|", color=_BLUE, markersize=12)
        axes.plot(row.value, position, "o", color=_BLUE, markersize=8, markeredgecolor="black")
    axes.axvline(0, color="black", linewidth=0.9)
    if truth is not None:
        axes.axvline(truth, color=_ORANGE, linewidth=2.2, linestyle="--")
        label = _("- - effetto vero: {value}").format(value=written(truth))
        axes.set_title(label, fontsize=_LETTERS, color="#8a3200", loc="center")
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(range(len(rows)), [fill(row.label, 20) for row in rows], fontsize=_LETTERS)
    axes.margins(x=0.08)
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _position: written(value))
    axes.set_xlabel(unit, fontsize=_LETTERS)
    said = "; ".join(_spoken(row, written) for row in rows)
    alt = _("{title}. Stime con il loro intervallo: {rows}.").format(title=title, rows=said)
    if truth is not None:
        alt += " " + _("Linea tratteggiata: effetto vero, {value}.").format(value=written(truth))
    return picture(
        drawing, alt=alt, caption=title, table=_estimates_table(rows, truth, written), sources=(source,)
    )


def _spoken(row: Estimate, written: Written) -> str:
    if row.interval is None:
        return f"{row.label} {written(row.value)}"
    return _("{label} {value}, da {low} a {high}").format(
        label=row.label,
        value=written(row.value),
        low=written(row.interval.low),
        high=written(row.interval.high),
    )


def _estimates_table(rows: Sequence[Estimate], truth: float | None, written: Written) -> pd.DataFrame:
    records = []
    for row in rows:
        low, high = (row.interval.low, row.interval.high) if row.interval else (None, None)
        line = [
            row.label,
            written(row.value),
            "–" if low is None else written(low),
            "–" if high is None else written(high),
        ]
        if truth is not None:
            inside = low is not None and high is not None and low <= truth <= high
            line.append(_("sì") if inside else _("no"))
        records.append(line)
    columns = [_("Confronto"), _("Stima"), _("Da"), _("A")]
    if truth is not None:
        columns.append(_("L'intervallo contiene il vero?"))
    return pd.DataFrame(records, columns=columns)


@house_style
def around_threshold(
    frame: pd.DataFrame,
    *,
    cutoff: float,
    bandwidth: float,
    jump: str,
    outcome: str,
    unit: str,
    written: Written,
    source: str,
) -> Figure:
    """Draw the outcome by score, with the threshold and the people near enough to count.

    Parameters
    ----------
    frame
        Columns ``need`` (the score) and ``after`` (the outcome).
    cutoff, bandwidth
        In points of score.
    jump
        The jump that was estimated, in words.
    outcome, unit
        What is measured, in the language in use.
    written
        How its values are written, without sign.
    source
        Line of Markdown.
    """
    bins = _bins(frame, cutoff=cutoff)
    drawing = canvas(width=_WIDTH, height=3.9)
    axes = drawing.subplots()
    tidy(axes)
    axes.axvspan(cutoff - bandwidth, cutoff + bandwidth, color="#e4ecf5")
    axes.axvline(cutoff, color="black", linewidth=1.4, linestyle="--")
    for above, colour, marker, label in (
        (False, _ORANGE, "s", _("sotto la soglia: non entrano")),
        (True, _BLUE, "o", _("dalla soglia in su: entrano")),
    ):
        side = bins[bins["above"] == above]
        axes.plot(side["score"], side["mean"], marker, color=colour, markersize=8, label=label)
        near = frame[(frame["need"] >= cutoff) == above]
        near = near[(near["need"] - cutoff).abs() < bandwidth]
        if near["need"].nunique() > 1:
            slope, level = _line(near, cutoff=cutoff, bandwidth=bandwidth)
            reach = [cutoff, cutoff + bandwidth] if above else [cutoff - bandwidth, cutoff]
            axes.plot(reach, [level + slope * (x - cutoff) for x in reach], color=colour, linewidth=2.4)
    axes.set_xlabel(_("punteggio di ammissione"), fontsize=_LETTERS)
    axes.set_ylabel(unit, fontsize=_LETTERS)
    axes.yaxis.set_major_formatter(lambda value, _position: written(value))
    drawing.legend(loc="outside lower center", fontsize=_LETTERS - 1, frameon=False, ncols=1)
    table = bins[["score", "people", "mean"]]
    return picture(
        drawing,
        alt=_(
            "{outcome} secondo il punteggio. Alla soglia, {cutoff}, c'è un salto. Contando chi sta entro "
            "{bandwidth} punti, il salto stimato è {jump}."
        ).format(
            outcome=_capital(outcome),
            cutoff=number(cutoff, decimals=1),
            bandwidth=number(bandwidth),
            jump=jump,
        ),
        caption=_(
            "{outcome} secondo il punteggio: medie per classi di 5 punti; nella fascia colorata chi conta"
        ).format(outcome=_capital(outcome)),
        table=pd.DataFrame(
            [(number(s, decimals=1), number(n), written(m)) for s, n, m in table.itertuples(index=False)],
            columns=[_("Punteggio, centro della classe"), _("Persone"), _("Media")],
        ),
        sources=(source,),
    )


def _bins(frame: pd.DataFrame, *, cutoff: float) -> pd.DataFrame:
    """Average the outcome by classes of five points that never straddle the threshold."""
    step = ((frame["need"] - cutoff) // 5).astype(int)
    grouped = frame.groupby(step)["after"]
    bins = pd.DataFrame({"people": grouped.size(), "mean": grouped.mean()})
    bins["score"] = cutoff + 5 * bins.index.to_numpy() + 2.5
    bins["above"] = bins.index.to_numpy() >= 0
    return bins


def _line(near: pd.DataFrame, *, cutoff: float, bandwidth: float) -> npt.NDArray[np.float64]:
    """Fit the line of one side as the estimate does: the nearer to the threshold, the heavier."""
    import numpy as np

    distance = (near["need"] - cutoff).to_numpy(dtype=np.float64)
    weight = 1 - np.abs(distance) / bandwidth
    return np.polyfit(distance, near["after"].to_numpy(dtype=np.float64), 1, w=np.sqrt(weight))


@house_style
def hundred_intervals(intervals: Sequence[Interval], *, truth: float, unit: str, written: Written) -> Figure:
    """Draw many intervals and say how many contain the true effect; those that do not are marked.

    Parameters
    ----------
    intervals
        One per simulated register.
    truth
        The effect put into the registers.
    unit, written
        As in :func:`estimates`.
    """
    inside = [one.low <= truth <= one.high for one in intervals]
    drawing = canvas(width=_WIDTH, height=4.6)
    axes = drawing.subplots()
    tidy(axes)
    for held, colour, label in (
        (True, _BLUE, _("contiene l'effetto vero")),
        (False, _ORANGE, _("non lo contiene")),
    ):
        chosen = [(i, one) for i, (one, hit) in enumerate(zip(intervals, inside, strict=True)) if hit is held]
        if chosen:
            rows = [i for i, _one in chosen]
            axes.hlines(
                rows, [one.low for _i, one in chosen], [one.high for _i, one in chosen],
                colors=colour, linestyles="-" if held else ":", linewidth=1.8, label=label,
            )  # fmt: skip
            middles = [(one.low + one.high) / 2 for _i, one in chosen]
            axes.plot(middles, rows, "o" if held else "x", color=colour, markersize=3 if held else 5)
    axes.axvline(truth, color="black", linewidth=1.6, linestyle="--")
    axes.set_yticks([])
    axes.xaxis.set_major_formatter(lambda value, _position: written(value))
    axes.set_xlabel(unit, fontsize=_LETTERS)
    drawing.legend(loc="outside lower center", fontsize=_LETTERS, frameon=False, ncols=2)
    count = sum(inside)
    words = _("{count} intervalli su {total} contengono l'effetto vero").format(
        count=number(count), total=number(len(intervals))
    )
    axes.set_title(words, fontsize=_LETTERS + 1, fontweight="bold", loc="left")
    middle = sum((one.low + one.high) / 2 for one in intervals) / len(intervals)
    return picture(
        drawing,
        alt=_("{words}. L'effetto vero è {truth}; le stime sono in media {mean}.").format(
            words=words, truth=written(truth), mean=written(middle)
        ),
        caption=_("Cento registri simulati, cento intervalli al 95% (la linea verticale è l'effetto vero)"),
        table=pd.DataFrame(
            [
                (_("contengono l'effetto vero"), number(count)),
                (_("non lo contengono"), number(len(intervals) - count)),
                (_("media delle stime"), written(middle)),
                (_("effetto vero"), written(truth)),
            ],
            columns=[_("Cento intervalli"), _("Valore")],
        ),
        sources=(_("registri simulati, ipotesi per la lezione."),),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
