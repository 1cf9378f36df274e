"""Pictures of indicators: the way to a target, what chance does to a survey, what the silent ones hide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.progress import Direction, Progress
from fis_lessons.territory.bes import BesSeries

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11
_PALE = "#dfe8f2"


@house_style
def way_to_target(
    value: float,
    *,
    baseline: float,
    target: float,
    target_high: float | None,
    direction: Direction,
    result: Progress,
) -> Figure:
    """Draw baseline, target and latest value on one line, in their own unit.

    Parameters
    ----------
    value, baseline, target, target_high, direction
        As in :func:`fis_lessons.measures.progress.progress`.
    result
        What that function found.
    """
    high = target_high if direction == "within" and target_high is not None else target
    names = (_("partenza"), _("oggi"), _("traguardo"))
    drawing = canvas(width=_WIDTH, height=1.9)
    axes = drawing.subplots()
    tidy(axes)
    ends = [baseline, value, target, high]
    room = (max(ends) - min(ends)) * 0.14 or 1.0
    axes.set_xlim(min(ends) - room, max(ends) + room)
    axes.set_ylim(-1, 0.9)
    axes.axhline(0, color="#8893a1", linewidth=1.5, zorder=1)
    if high > target:
        axes.axvspan(target, high, color=_PALE, zorder=0)
    back = result.state in ("backwards", "crossed")
    axes.annotate(
        "",
        xy=(value, 0),
        xytext=(baseline, 0),
        arrowprops={"arrowstyle": "-|>", "color": COLOURS[1] if back else COLOURS[0], "lw": 4},
    )
    marks = (("o", baseline, names[0], -0.62), ("D", value, names[1], 0.42))
    goal = _plain(target) if high == target else f"{_plain(target)}–{_plain(high)}"
    axes.text((target + high) / 2, -0.62, f"{names[2]}\n{goal}", ha="center", va="center", fontsize=_LETTERS)
    axes.plot(sorted({target, high}), [0] * len({target, high}), "s", color="black", markersize=8, zorder=3)
    for sign, at, name, height in marks:
        axes.plot(at, 0, sign, color="black", markersize=8, zorder=3)
        axes.text(at, height, f"{name}\n{_plain(at)}", ha="center", va="center", fontsize=_LETTERS)
    axes.set_yticks([])
    axes.set_xticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_title(result.words().split(":")[0], fontsize=_LETTERS + 1, fontweight="bold", loc="left")
    return picture(
        drawing,
        alt=_("Una linea con partenza {baseline}, oggi {value}, traguardo {target}. {words}").format(
            baseline=_plain(baseline), value=_plain(value), target=goal, words=result.words()
        ),
        caption=_("La strada dalla partenza al traguardo"),
        table=pd.DataFrame(
            [(names[0], _plain(baseline)), (names[1], _plain(value)), (names[2], goal)],
            columns=[_("Che cosa"), _("Valore")],
        ),
        sources=(_("numeri scelti da te."),),
    )


def _plain(value: float) -> str:
    return number(value, decimals=0 if value == int(value) else 1)


@house_style
def repeated_estimates(
    estimates: Sequence[float],
    *,
    share: float,
    margin: float,
    answers: int,
    published: Sequence[tuple[str, float]],
    sources: tuple[str, ...],
) -> Figure:
    """Draw what many surveys find when nothing changes, beside the figures that were published.

    Parameters
    ----------
    estimates
        Simulated surveys, shares between 0 and 1, in the order they were made.
    share
        The true share of the simulation: it never moves.
    margin
        Half-width of the band that holds about 95 surveys in 100.
    answers
        Answers of each survey: an assumption.
    published
        Label and share of the figures to set beside.
    sources
        Lines of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=3.9)
    axes = drawing.subplots()
    tidy(axes)
    low, high = max(share - margin, 0.0), min(share + margin, 1.0)
    axes.axhspan(100 * low, 100 * high, color=_PALE, zorder=0)
    axes.axhline(100 * share, color=COLOURS[0], linewidth=1.5)
    axes.plot(
        range(1, len(estimates) + 1),
        [100 * value for value in estimates],
        "o",
        color=COLOURS[0],
        markersize=5,
        markeredgecolor="white",
    )
    for label, value in published:
        axes.axhline(100 * value, color=COLOURS[1], linewidth=1.6, linestyle="--")
        axes.text(
            len(estimates) + 1,
            100 * value + 0.3,
            label,
            ha="right",
            va="bottom",
            fontsize=_LETTERS - 1,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
        )
    top = max(0.3, high, *estimates, *(value for _label, value in published))
    axes.set_ylim(0, 100 * top * 1.08)
    axes.set_xlim(0, len(estimates) + 1.5)
    axes.set_xticks([])
    axes.yaxis.set_major_formatter(lambda y, _position: number(y) + "%")
    axes.tick_params(labelsize=_LETTERS)
    words = _("{count} indagini simulate, una accanto all'altra").format(count=number(len(estimates)))
    axes.set_xlabel(words, fontsize=_LETTERS)
    rows = [
        (_("quota vera della simulazione"), percent(share)),
        (_("fascia in cui cadono circa 95 indagini su 100"), f"{percent(low)} – {percent(high)}"),
        (_("indagine simulata più bassa"), percent(min(estimates))),
        (_("indagine simulata più alta"), percent(max(estimates))),
        *((label, percent(value)) for label, value in published),
    ]
    said = "; ".join(f"{label}: {value}" for label, value in rows)
    return picture(
        drawing,
        alt=_("Punti sparsi intorno a una linea che non si muove. {values}.").format(values=said),
        caption=_(
            "Che cosa trovano tante indagini di {answers} risposte quando la quota vera non cambia"
        ).format(answers=number(answers)),
        table=pd.DataFrame(rows, columns=[_("Che cosa"), _("Valore")]),
        sources=sources,
    )


@house_style
def silent_bounds(
    bounds: tuple[float, float],
    *,
    share: float,
    interval: tuple[float, float],
    response: float,
    invited: int,
) -> Figure:
    """Draw what is known about all the invited when part of them is silent.

    Parameters
    ----------
    bounds
        Least and most the share can be among all the invited.
    share, interval
        Share among who answers, and between which two it lies as far as chance can tell.
    response
        Share of the invited who answer.
    invited
        How many were invited.
    """
    low, high = bounds
    drawing = canvas(width=_WIDTH, height=2.9)
    axes = drawing.subplots()
    tidy(axes)
    lines = (
        (_("solo chi risponde,\ncon il margine"), *interval),
        (_("tutti gli invitati,\nsenza ipotesi"), low, high),
    )
    for position, (_label, start, end) in enumerate(lines):
        colour, hatch = ((COLOURS[0], ""), (COLOURS[5], "//"))[position]
        axes.barh(
            position,
            100 * (end - start),
            left=100 * start,
            height=0.42,
            color=colour,
            hatch=hatch,
            edgecolor="#333333",
        )
        words = f"{percent(start, decimals=0)}–{percent(end, decimals=0)}"
        axes.text(100 * (start + end) / 2, position - 0.3, words, ha="center", va="bottom", fontsize=_LETTERS)
    axes.plot(100 * share, 0, "D", color="black", markersize=7, zorder=3)
    axes.set_yticks([0, 1], [line[0] for line in lines], fontsize=_LETTERS)
    axes.set_ylim(1.5, -0.7)
    axes.set_xlim(0, 100)
    axes.xaxis.set_major_formatter(lambda x, _position: number(x) + "%")
    axes.tick_params(axis="x", labelsize=_LETTERS)
    answers = round(invited * response)
    return picture(
        drawing,
        alt=_(
            "Fra {answers} risposte su {invited} inviti la quota è {share}; tenendo conto del caso, sta "
            "fra {least} e {most}. Fra tutti gli invitati può andare da {low} a {high}: dipende da chi non ha "
            "risposto."
        ).format(
            answers=number(answers),
            invited=number(invited),
            share=percent(share, decimals=0),
            least=percent(interval[0], decimals=0),
            most=percent(interval[1], decimals=0),
            low=percent(low, decimals=0),
            high=percent(high, decimals=0),
        ),
        caption=_("Chi non risponde: che cosa si sa di tutti gli invitati"),
        table=pd.DataFrame(
            [(name.replace("\n", " "), percent(start), percent(end)) for name, start, end in lines],
            columns=[_("Di chi si parla"), _("Almeno"), _("Al massimo")],
        ),
        sources=(_("numeri scelti da te."),),
    )


@house_style
def beside_italy(series: Sequence[BesSeries], *, indicator: str, unit: str, source: str) -> Figure:
    """Draw an indicator of the official table over the years: province, region, Italy.

    Parameters
    ----------
    series
        At least one, with at least one value in all.
    indicator, unit
        As the table calls them.
    source
        Line of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=3.8)
    axes = drawing.subplots()
    tidy(axes)
    years = sorted({year for one in series for year in one.values})
    styles: tuple[tuple[str, str, str], ...] = (
        (COLOURS[0], "o", "-"),
        (COLOURS[1], "s", "--"),
        ("black", "^", ":"),
    )
    for one, (colour, sign, dash) in zip(series, styles, strict=False):
        # a year without a value leaves a gap: a line across it would invent one
        values = [one.values.get(year, float("nan")) for year in years]
        axes.plot(years, values, marker=sign, color=colour, linestyle=dash, linewidth=2, label=_named(one))
    axes.legend(
        fontsize=_LETTERS - 1, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=1
    )
    axes.tick_params(labelsize=_LETTERS)
    axes.xaxis.set_major_locator(_whole_years())
    axes.xaxis.set_major_formatter(lambda x, _position: str(int(x)))
    axes.set_ylim(bottom=0 if min(v for one in series for v in one.values.values()) >= 0 else None)
    axes.set_ylabel(unit, fontsize=_LETTERS)
    last = "; ".join(_last(one) for one in series if one.values)
    return picture(
        drawing,
        alt=_("{indicator}, dal {first} al {last}. Ultimi valori: {values}.").format(
            indicator=indicator, first=years[0], last=years[-1], values=last
        ),
        caption=_("{indicator} ({unit}): provincia, regione, Italia").format(indicator=indicator, unit=unit),
        table=_years_table(series, years),
        sources=(source,),
    )


def _whole_years() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(integer=True, nbins=6)


def _named(one: BesSeries) -> str:
    kinds = {"province": _("provincia"), "region": _("regione")}
    return f"{one.label} ({kinds[one.level]})" if one.level in kinds else one.label


def _last(one: BesSeries) -> str:
    year = max(one.values)
    return _("{place} {value} nel {year}").format(
        place=_named(one), value=number(one.values[year], decimals=1), year=year
    )


def _years_table(series: Sequence[BesSeries], years: Sequence[int]) -> pd.DataFrame:
    rows = [
        (str(year), *(number(one.values[year], decimals=1) if year in one.values else "–" for one in series))
        for year in reversed(years)
    ]
    return pd.DataFrame(rows, columns=[_("Anno"), *(_named(one) for one in series)])
