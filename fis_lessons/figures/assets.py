"""Maps of what a community has: in an invented neighbourhood, and by kind where no place is known."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.figures.base import COLOURS, Figure, canvas, drawn_words, house_style, picture
from fis_lessons.figures.community import reading_label
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.assets import Position, nearest
from fis_lessons.measures.coproduction import Reading

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11
_GREY = "#5c6570"
_PALE = "#eef1f6"
_SIGNS: dict[Reading, str] = {"documented": "✓", "doubtful": "≈", "assumed": "○", "silent": "?"}


@dataclass(frozen=True)
class Spot:
    """Something on a map.

    Parameters
    ----------
    name, quarter, need
        As they are written.
    at
        Latitude and longitude, in degrees.
    meets
        Whether it meets the need that is asked about.
    """

    name: str
    quarter: str
    need: str
    at: Position
    meets: bool


@house_style
def neighbourhood_map(
    spots: Sequence[Spot], *, homes: Mapping[str, Sequence[Position]], title: str, sources: tuple[str, ...]
) -> Figure:
    """Draw what there is and where some people live; a line goes from each home to what meets a need.

    Parameters
    ----------
    spots
        In the order they are numbered.
    homes
        By quarter, as it is written in the spots.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    places = {one.name: one.at for one in spots if one.meets}
    drawing = canvas(width=_WIDTH, height=5.6)
    axes, words = drawing.subplots(1, 2, width_ratios=(1, 1.05))
    every = [one.at for one in spots] + [at for some in homes.values() for at in some]
    axes.set_aspect(1 / math.cos(math.radians(every[0][0])))
    for at in (at for some in homes.values() for at in some):
        if places:
            there = places[nearest(at, places)[0]]
            axes.plot([at[1], there[1]], [at[0], there[0]], ":", color=_GREY, linewidth=1.3, zorder=1)
        axes.plot(at[1], at[0], "^", markersize=7, markerfacecolor="white", markeredgecolor=_GREY, zorder=2)
    for place, one in enumerate(spots, start=1):
        _spot(axes, place, one)
    _scale_bar(axes, every)
    axes.margins(0.16, 0.04)
    axes.set_axis_off()
    _names(words, spots, list(homes))
    _map_key(drawing)
    return picture(
        drawing,
        alt=_map_words(spots, homes, places),
        caption=title,
        table=_map_table(spots),
        sources=sources,
    )


def _spot(axes: Any, place: int, one: Spot) -> None:
    face, ink = (COLOURS[0], "white") if one.meets else ("white", "black")
    axes.plot(
        one.at[1], one.at[0], "o", markersize=17, markerfacecolor=face, markeredgecolor="black", zorder=3
    )
    axes.text(
        one.at[1], one.at[0], number(place), ha="center", va="center", fontsize=_LETTERS, color=ink,
        fontweight="bold" if one.meets else "normal", zorder=4,
    )  # fmt: skip


def _scale_bar(axes: Any, every: Sequence[Position]) -> None:
    """Half a kilometre, under the map."""
    south, west = min(at[0] for at in every) - 0.003, min(at[1] for at in every)
    degrees = 0.5 / (111.2 * math.cos(math.radians(south)))
    axes.plot([west, west + degrees], [south, south], color="black", linewidth=3, solid_capstyle="butt")
    axes.text(west + degrees + 0.0008, south, _("500 m"), va="center", fontsize=_LETTERS)


def _names(words: Any, spots: Sequence[Spot], quarters: Sequence[str]) -> None:
    """Write beside the map what each number is, quarter by quarter: the one further north above."""
    words.set_axis_off()
    words.set_xlim(0, 1)
    line = 0.0
    north = {name: max(one.at[0] for one in spots if one.quarter == name) for name in quarters}
    for quarter in sorted(quarters, key=lambda name: -north[name]):
        words.text(0, line, drawn_words(quarter, 24), va="top", fontsize=_LETTERS, fontweight="bold")
        line += 1.15
        for place, one in enumerate(spots, start=1):
            if one.quarter != quarter:
                continue
            told = f"{number(place)}  {one.name}" + ("\N{NO-BREAK SPACE}✓" if one.meets else "")
            written = textwrap.fill(told, 25, subsequent_indent="    ")
            words.text(
                0, line, written, va="top", fontsize=_LETTERS, fontweight="bold" if one.meets else "normal"
            )
            line += 1.05 * (1 + written.count("\n"))
        line += 0.6
    words.set_ylim(line, 0)


def _map_key(drawing: Any) -> None:
    from matplotlib.lines import Line2D

    looks = (
        ("o", COLOURS[0], "black", _("risponde a questo bisogno")),
        ("o", "white", "black", _("risponde ad altro")),
        ("^", "white", _GREY, _("una casa, e la più vicina che risponde")),
    )
    drawing.legend(
        handles=[
            Line2D([], [], linestyle="" if sign == "o" else ":", color=_GREY, marker=sign, markersize=9,
                   markerfacecolor=face, markeredgecolor=edge, label=label)
            for sign, face, edge, label in looks
        ],
        loc="outside lower left",
        frameon=False,
        fontsize=_LETTERS - 0.5,
    )  # fmt: skip


def _map_words(
    spots: Sequence[Spot], homes: Mapping[str, Sequence[Position]], places: Mapping[str, Position]
) -> str:
    said = []
    for quarter, some in homes.items():
        here = [one for one in spots if one.quarter == quarter]
        meeting = ", ".join(one.name for one in here if one.meets) or _("nessuna")
        words = _("{quarter}: risorse {count}, rispondono al bisogno: {meeting}").format(
            quarter=quarter, count=number(len(here)), meeting=meeting
        )
        if places:
            far = sum(nearest(at, places)[1] for at in some) / len(some)
            words += "; " + _("dalle case alla più vicina, in media {km} km").format(
                km=number(far, decimals=1)
            )
        said.append(words)
    return _("Carta di un quartiere inventato, con le case e le risorse. {said}.").format(
        said=". ".join(said)
    )


def _map_table(spots: Sequence[Spot]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            [number(place), one.name, one.quarter, one.need, _("sì") if one.meets else _("no")]
            for place, one in enumerate(spots, start=1)
        ],
        columns=[_("Numero"), _("Che cosa c'è"), _("Quartiere"), _("Bisogno"), _("Risponde a quello scelto")],
    )


@dataclass(frozen=True)
class Lane:
    """One kind of thing a community has.

    Parameters
    ----------
    kind
        As it is written.
    things
        Name, what is told of it, and on what it rests; empty where nothing was read.
    """

    kind: str
    things: tuple[tuple[str, str, Reading], ...] = ()


@house_style
def assets_by_kind(lanes: Sequence[Lane], *, title: str, sources: tuple[str, ...]) -> Figure:
    """Draw a map without places: a band for each kind, a question mark where nothing was read.

    Parameters
    ----------
    lanes
        From the top.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=0.9 + sum(_height(lane) for lane in lanes))
    axes = drawing.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    top = 0.0
    for lane in lanes:
        _band(axes, lane, top)
        top += _height(lane)
    axes.set_ylim(top, 0)
    _lane_key(drawing, lanes)
    return picture(
        drawing,
        alt=_("Carta senza luoghi, tipo per tipo. {said}.").format(
            said="; ".join(_lane_words(lane) for lane in lanes)
        ),
        caption=title,
        table=pd.DataFrame(
            [[lane.kind, *thing[:2], reading_label(thing[2])] for lane in lanes for thing in _shown(lane)],
            columns=[
                _("Tipo"),
                _("Che cosa, o chi lo porta"),
                _("Che cosa si legge"),
                _("Su che cosa poggia"),
            ],
        ),
        sources=sources,
    )


def _lane_key(drawing: Any, lanes: Sequence[Lane]) -> None:
    from matplotlib.lines import Line2D

    used = {how for lane in lanes for _name, _told, how in _shown(lane)}
    drawing.legend(
        handles=[
            Line2D([], [], linestyle="", label=f"{sign} {reading_label(how)}")
            for how, sign in _SIGNS.items()
            if how in used
        ],
        loc="outside lower left",
        ncols=2,
        handlelength=0,
        handletextpad=0,
        frameon=False,
        fontsize=_LETTERS - 0.5,
    )


def _shown(lane: Lane) -> tuple[tuple[str, str, Reading], ...]:
    return lane.things or ((_("nulla, nelle fonti lette"), "–", "silent"),)


def _lines(lane: Lane) -> list[str]:
    return [
        textwrap.fill(f"{_SIGNS[how]} {name}", 44, subsequent_indent="   ")
        for name, _told, how in _shown(lane)
    ]


def _height(lane: Lane) -> float:
    return 0.46 + 0.2 * sum(1 + line.count("\n") for line in _lines(lane))


def _band(axes: Any, lane: Lane, top: float) -> None:
    from matplotlib.patches import Rectangle

    tall = _height(lane)
    empty = not lane.things
    axes.add_patch(
        Rectangle(
            (0, top + 0.03), 1, tall - 0.06, facecolor="white" if empty else _PALE, edgecolor=_GREY,
            linestyle=":" if empty else "-",
        )
    )  # fmt: skip
    if not empty:
        axes.add_patch(Rectangle((0, top + 0.03), 1, 0.26, facecolor=COLOURS[0], edgecolor="none"))
    head = lane.kind[:1].upper() + lane.kind[1:]
    axes.text(
        0.02, top + 0.16, head, va="center", fontsize=_LETTERS, fontweight="bold",
        color="black" if empty else "white",
    )  # fmt: skip
    line = top + 0.37
    for written in _lines(lane):
        axes.text(0.05, line, written, va="top", fontsize=_LETTERS, parse_math=False)
        line += 0.2 * (1 + written.count("\n"))


def _lane_words(lane: Lane) -> str:
    return f"{lane.kind}: " + ", ".join(f"{name} ({reading_label(how)})" for name, _told, how in _shown(lane))
