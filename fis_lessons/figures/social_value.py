"""Pictures of social value: money over time, value by row, what moves the ratio, how uncertain it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import exact, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.measures.sroi import Simulation, SroiResult, Swing, ValueMap

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11


@house_style
def flows_over_time(flows: Sequence[float], *, rate: float, source: str) -> Figure:
    """Draw net flows as they are and discounted, year by year.

    Parameters
    ----------
    flows
        Net amounts, the first today.
    rate
        Discount rate per year.
    source
        Line of Markdown.
    """
    today = [flow / (1 + rate) ** year for year, flow in enumerate(flows)]
    running = np.cumsum(today)
    drawing = canvas(width=_WIDTH, height=3.6)
    axes = drawing.subplots()
    tidy(axes)
    years = np.arange(len(flows))
    axes.bar(years - 0.2, flows, width=0.38, color="#c9d6e4", edgecolor="#4a4a4a", label=_("come sono"))
    axes.bar(
        years + 0.2,
        today,
        width=0.38,
        color=COLOURS[0],
        hatch="//",
        edgecolor="#4a4a4a",
        label=_("in valore di oggi"),
    )
    axes.plot(
        years, running, color=COLOURS[1], marker="D", linewidth=2, label=_("totale fin lì, in valore di oggi")
    )
    axes.axhline(0, color="black", linewidth=1)
    axes.set_xticks(years, [_("oggi") if y == 0 else _("anno {year}").format(year=y) for y in years])
    axes.yaxis.set_major_formatter(lambda value, _position: number(value))
    axes.tick_params(labelsize=_LETTERS - 1)
    axes.set_ylabel(_("euro"), fontsize=_LETTERS)
    axes.legend(fontsize=_LETTERS - 2, frameon=False, loc="lower right")
    return picture(
        drawing,
        alt=_(
            "Barre anno per anno, come sono e in valore di oggi al tasso del {rate}. Alla fine il totale in "
            "valore di oggi è {net} euro; senza sconto sarebbe {plain}."
        ).format(rate=exact(round(100 * rate, 2)) + "%", net=number(running[-1]), plain=number(sum(flows))),
        caption=_("Entrate meno uscite di ogni anno, al tasso del {rate}").format(
            rate=exact(round(100 * rate, 2)) + "%"
        ),
        table=pd.DataFrame(
            [
                (_("oggi") if y == 0 else number(int(y)), number(flow), number(value), number(total))
                for y, flow, value, total in zip(years, flows, today, running, strict=True)
            ],
            columns=[_("Anno"), _("Come sono"), _("In valore di oggi"), _("Totale fin lì")],
        ),
        sources=(source,),
    )


@house_style
def value_by_row(value_map: ValueMap, result: SroiResult, *, source: str, decimals: int = 2) -> Figure:
    """Draw the present value of each row of a map, and what was put in.

    Parameters
    ----------
    value_map, result
        A map and what it is worth.
    source
        Line of Markdown.
    decimals
        Of the ratio: one is enough on a paper, where it is an estimate.
    """
    rows = [
        (row.outcome, value.present_value) for row, value in zip(value_map.outcomes, result.rows, strict=True)
    ]
    bars = [*rows, (_("Risorse impiegate"), result.inputs)]
    drawing = canvas(width=_WIDTH, height=1.2 + 0.5 * len(bars))
    axes = drawing.subplots()
    tidy(axes)
    span = max(abs(value) for _name, value in bars) or 1.0
    for position, (_name, value) in enumerate(bars):
        last = position == len(bars) - 1
        colour = COLOURS[5] if last else COLOURS[0] if value >= 0 else COLOURS[1]
        hatch = "//" if last else "" if value >= 0 else "xx"
        axes.barh(position, value, height=0.66, color=colour, hatch=hatch, edgecolor="#4a4a4a")
        axes.text(max(value, 0) + span * 0.02, position, number(value), va="center", fontsize=_LETTERS)
    axes.set_yticks(range(len(bars)), [_wrap(name) for name, _value in bars], fontsize=_LETTERS - 1)
    axes.invert_yaxis()
    axes.set_xlim(min(0, *(value for _name, value in bars)) * 1.1, span * 1.3)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines[["bottom", "left"]].set_visible(False)
    return picture(
        drawing,
        alt=_(
            "Barre: il valore di oggi di ogni esito e, sotto, le risorse. {rows}. Il rapporto è {ratio}."
        ).format(
            rows="; ".join(f"{name} {number(value)}" for name, value in bars),
            ratio=written_ratio(result.ratio, decimals=decimals),
        ),
        caption=_("Valore di ogni esito e risorse impiegate: rapporto {ratio}").format(
            ratio=written_ratio(result.ratio, decimals=decimals)
        ),
        table=pd.DataFrame(
            [(name, number(value)) for name, value in bars], columns=[_("Riga"), _("Valore di oggi")]
        ),
        sources=(source,),
    )


@house_style
def tornado_bars(swings: Sequence[Swing], *, names: Mapping[Swing, str], ratio: float, source: str) -> Figure:
    """Draw how far the ratio moves with each value, widest on top.

    Parameters
    ----------
    swings
        In the order drawn.
    names
        What is moved, in words.
    ratio
        The ratio of the map as it is.
    source
        Line of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=1.4 + 0.52 * len(swings))
    axes = drawing.subplots()
    tidy(axes)
    for position, swing in enumerate(swings):
        for end, colour, hatch in (
            (swing.ratio_low, COLOURS[5], "//"),
            (swing.ratio_high, COLOURS[0], ""),
        ):
            axes.barh(
                position,
                end - ratio,
                left=ratio,
                height=0.66,
                color=colour,
                hatch=hatch,
                edgecolor="#4a4a4a",
                label={COLOURS[5]: _("valore basso"), COLOURS[0]: _("valore alto")}[colour]
                if position == 0
                else None,
            )
    axes.axvline(ratio, color="black", linewidth=1.2)
    axes.axvline(1, color=COLOURS[1], linewidth=2, linestyle="--", label=_("pareggio"))
    axes.set_yticks(range(len(swings)), [_wrap(names[s]) for s in swings], fontsize=_LETTERS - 1)
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(lambda value, _position: number(value, decimals=1))
    axes.tick_params(axis="x", labelsize=_LETTERS)
    axes.set_xlabel(_("rapporto"), fontsize=_LETTERS)
    drawing.legend(loc="outside lower center", fontsize=_LETTERS - 2, frameon=False, ncols=3)
    widest = swings[0]
    return picture(
        drawing,
        alt=_(
            "Barre orizzontali attorno al rapporto {ratio}. Quella più larga è «{name}»: il rapporto va da "
            "{low} a {high}. La linea tratteggiata è il pareggio."
        ).format(
            ratio=written_ratio(ratio, decimals=2),
            name=names[widest],
            low=written_ratio(min(widest.ratio_low, widest.ratio_high), decimals=2),
            high=written_ratio(max(widest.ratio_low, widest.ratio_high), decimals=2),
        ),
        caption=_("Quanto si sposta il rapporto, un valore alla volta"),
        table=pd.DataFrame(
            [
                (
                    names[swing],
                    _written(swing, swing.low),
                    written_ratio(swing.ratio_low, decimals=2),
                    _written(swing, swing.high),
                    written_ratio(swing.ratio_high, decimals=2),
                )
                for swing in swings
            ],
            columns=[
                _("Che cosa si sposta"),
                _("Valore basso"),
                _("Rapporto col valore basso"),
                _("Valore alto"),
                _("Rapporto col valore alto"),
            ],
        ),
        sources=(source,),
    )


def _rare(share: float) -> str:
    """Write a share of simulated trials: none seen is not none possible."""
    return _("meno dell'1%") if share < 0.01 else percent(share, decimals=0)


@house_style
def ratio_histogram(simulation: Simulation, *, source: str) -> Figure:
    """Draw how the simulated ratios are spread, with break-even.

    Parameters
    ----------
    simulation
        Its draws.
    source
        Line of Markdown.
    """
    low, middle, high = (simulation.quantile(share) for share in (0.05, 0.5, 0.95))
    below = simulation.below(1)
    counts, edges = np.histogram(simulation.ratios, bins=_edges(simulation.ratios))
    drawing = canvas(width=_WIDTH, height=3.4)
    axes = drawing.subplots()
    tidy(axes)
    for count, left, right in zip(counts, edges, edges[1:], strict=False):
        under = right <= 1 + 1e-9
        axes.bar(
            left,
            count,
            width=right - left,
            align="edge",
            color=COLOURS[5] if under else COLOURS[0],
            hatch="//" if under else "",
            edgecolor="white",
        )
    axes.axvline(1, color=COLOURS[1], linewidth=2, linestyle="--")
    axes.axvline(middle, color="black", linewidth=1.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda value, _position: number(value, decimals=1))
    axes.tick_params(axis="x", labelsize=_LETTERS)
    axes.set_xlabel(_("rapporto (tratteggio: pareggio; linea: metà delle prove)"), fontsize=_LETTERS)
    axes.set_title(
        _("sotto il pareggio: {share}").format(share=_rare(below)),
        fontsize=_LETTERS + 1,
        fontweight="bold",
        loc="left",
    )
    return picture(
        drawing,
        alt=_(
            "Istogramma di {draws} rapporti simulati: 90 su 100 stanno fra {low} e {high}, la metà sotto "
            "{middle}. Prove sotto il pareggio: {below}."
        ).format(
            draws=number(len(simulation.ratios)),
            low=number(low, decimals=2),
            high=number(high, decimals=2),
            middle=number(middle, decimals=2),
            below=_rare(below),
        ),
        caption=_("Il rapporto, con molti valori incerti insieme"),
        table=pd.DataFrame(
            [
                (_("5 prove su 100 stanno sotto"), number(low, decimals=2)),
                (_("metà delle prove sta sotto"), number(middle, decimals=2)),
                (_("95 prove su 100 stanno sotto"), number(high, decimals=2)),
                (_("prove sotto il pareggio"), percent(below, decimals=0)),
            ],
            columns=[_("Che cosa"), _("Rapporto")],
        ),
        sources=(source,),
    )


def _edges(ratios: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the edges of about thirty bins, one of them exactly at break-even."""
    low, high = float(ratios.min()), float(ratios.max())
    step = max((high - low) / 30, 1e-6)
    first, last = np.floor((low - 1) / step), np.ceil((high - 1) / step)
    return 1 + step * np.arange(first, max(last, first + 1) + 1)


def _written(swing: Swing, value: float) -> str:
    if swing.field in ("quantity", "proxy_value", "inputs"):
        return number(value, decimals=0 if abs(value) >= 100 else 1)
    return percent(value, decimals=0)


def _wrap(words: str, *, width: int = 26) -> str:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
