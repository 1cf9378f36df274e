"""Pictures of a partnership: who works with whom, who comes first, what everybody brings."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, drawn_words, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number
from fis_lessons.measures.network.ties import Network

MOST_DRAWN = 40
"""Beyond these a picture of names is a blot: the table says it all."""
_WIDTH, _LETTERS = 6.4, 11
_SHAPES = ("o", "s", "^", "D", "v", "P", "X", "p")
_GREY = "#4a4a4a"


@house_style
def network_map(
    network: Network,
    *,
    title: str,
    alt: str,
    places: Mapping[str, tuple[float, float]] | None = None,
    marked: Collection[str] = (),
    gone: Collection[str] = (),
    sources: tuple[str, ...] = (),
) -> Figure:
    """Draw names and ties; each sector has its shape, so that colour is not needed.

    Parameters
    ----------
    network
        At most 40 names.
    title, alt
        Caption and description: the description says what is to be seen.
    places
        Where each stands; on a circle, the one with most ties first, if not given.
    marked
        Who is drawn with a thick edge.
    gone
        Who is drawn crossed out, with ties dotted.
    sources
        Lines of Markdown.

    Raises
    ------
    ValueError
        If there are more names than can be drawn.
    """
    if len(network.names) > MOST_DRAWN:
        raise ValueError("too many names to draw: show the table alone")
    spots = dict(places) if places else _circle(network)
    drawing = canvas(width=_WIDTH, height=4.6 if len(network.names) <= 12 else 6.2)
    axes = drawing.subplots()
    for one, other in network.ties:
        _tie(axes, spots[one], spots[other], directed=network.directed, broken=bool({one, other} & set(gone)))
    groups = list(dict.fromkeys(network.groups.get(name, "") for name in network.names))
    for name in network.names:
        _spot(axes, spots[name], groups.index(network.groups.get(name, "")), name in marked, name in gone)
        _name(axes, name, spots[name], round_a_circle=not places)
    _frame(axes, spots)
    if any(groups):
        _key(drawing, groups)
    return picture(drawing, alt=alt, caption=title, table=_ties_table(network), sources=sources)


def _circle(network: Network) -> dict[str, tuple[float, float]]:
    count = {name: sum(name in tie for tie in network.ties) for name in network.names}
    # neighbours in the circle are of one sector: ties between sectors cross the middle
    order = sorted(network.names, key=lambda name: (network.groups.get(name, ""), -count[name]))
    turn = 2 * math.pi / max(len(order), 1)
    return {name: (math.sin(turn * place), math.cos(turn * place)) for place, name in enumerate(order)}


def _tie(
    axes: Any, one: tuple[float, float], other: tuple[float, float], *, directed: bool, broken: bool
) -> None:
    style = {"color": "#b0b0b0" if broken else "#7a7a7a", "linestyle": ":" if broken else "-"}
    if not directed:
        axes.plot([one[0], other[0]], [one[1], other[1]], linewidth=1.4, zorder=1, **style)
        return
    axes.annotate(
        "", xy=other, xytext=one, zorder=1,
        arrowprops={"arrowstyle": "-|>", "shrinkA": 8, "shrinkB": 9, "linewidth": 1.1, **style},
    )  # fmt: skip


def _spot(axes: Any, at: tuple[float, float], group: int, marked: bool, gone: bool) -> None:
    axes.plot(
        *at,
        marker=_SHAPES[group % len(_SHAPES)],
        markersize=13,
        linestyle="",
        zorder=2,
        markerfacecolor="white" if gone else COLOURS[group % len(COLOURS)],
        markeredgecolor="black" if marked or gone else "white",
        markeredgewidth=2.8 if marked else 1.2,
    )
    if gone:
        axes.plot(*at, marker="x", markersize=13, markeredgewidth=2.4, color="black", zorder=3)


def _name(axes: Any, name: str, at: tuple[float, float], *, round_a_circle: bool) -> None:
    words = drawn_words(name, 16)
    box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
    if not round_a_circle:
        axes.annotate(words, at, xytext=(0, 11), textcoords="offset points", ha="center", va="bottom",
                      fontsize=_LETTERS - 1, zorder=4, bbox=box, parse_math=False)  # fmt: skip
        return
    x, y = at
    side = "left" if x > 0.15 else "right" if x < -0.15 else "center"
    axes.annotate(words, at, xytext=(14 * x, 14 * y), textcoords="offset points", ha=side,
                  va="bottom" if y > 0.5 else "top" if y < -0.5 else "center",
                  fontsize=_LETTERS - 1, zorder=4, bbox=box, parse_math=False)  # fmt: skip


def _frame(axes: Any, spots: Mapping[str, tuple[float, float]]) -> None:
    xs, ys = zip(*spots.values(), strict=True)
    wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    axes.set_xlim(min(xs) - 0.28 * wide, max(xs) + 0.28 * wide)
    axes.set_ylim(min(ys) - 0.14 * high, max(ys) + 0.2 * high)
    axes.axis("off")


def _key(drawing: Any, groups: Sequence[str]) -> None:
    from matplotlib.lines import Line2D

    names = [drawn_words(group, 30, lines=1) if group else _("settore non indicato") for group in groups]
    drawing.legend(
        handles=[
            Line2D([], [], linestyle="", marker=_SHAPES[i % len(_SHAPES)], markersize=9,
                   markerfacecolor=COLOURS[i % len(COLOURS)], markeredgecolor="white",
                   label=name.replace("$", r"\$"))
            for i, name in enumerate(names)
        ],
        loc="outside lower center", ncols=2, frameon=False, fontsize=_LETTERS - 1,
    )  # fmt: skip


def _ties_table(network: Network) -> pd.DataFrame:
    rows = []
    for name in network.names:
        tied = [other for one, other in network.ties if one == name]
        if not network.directed:
            tied += [one for one, other in network.ties if other == name]
        rows.append((name, network.groups.get(name, "–"), number(len(tied)), ", ".join(tied) or _("nessuno")))
    head = _("Informa") if network.directed else _("Lavora con")
    return pd.DataFrame(rows, columns=[_("Chi"), _("Settore"), _("Legami"), head])


@house_style
def ranking(
    values: Sequence[tuple[str, float]],
    *,
    measure: str,
    title: str,
    decimals: int = 0,
    sources: tuple[str, ...] = (),
) -> Figure:
    """Draw who comes first by one measure, the highest on top and its bar hatched.

    Parameters
    ----------
    values
        Name and value.
    measure
        What the value is called.
    title
        Caption.
    decimals
        Of the values written.
    sources
        Lines of Markdown.
    """
    ordered = sorted(values, key=lambda row: (-row[1], row[0]))
    best = ordered[0][1]
    drawing = canvas(width=_WIDTH, height=0.9 + 0.34 * len(ordered))
    axes = drawing.subplots()
    tidy(axes)
    for place, (_who, value) in enumerate(ordered):
        first = abs(value - best) <= 1e-9
        axes.barh(place, value, height=0.66, color=COLOURS[0] if first else "#b9c6dc",
                  edgecolor=_GREY, hatch="//" if first else "")  # fmt: skip
        axes.annotate(number(value, decimals=decimals), (value, place), xytext=(4, 0),
                      textcoords="offset points", va="center", fontsize=_LETTERS - 1)  # fmt: skip
    axes.set_yticks(
        range(len(ordered)), [drawn_words(name, 24) for name, _value in ordered], parse_math=False
    )
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.margins(x=0.12)
    axes.spines["bottom"].set_visible(False)
    said = "; ".join(f"{name} {number(value, decimals=decimals)}" for name, value in ordered)
    table = pd.DataFrame(
        [(name, number(value, decimals=decimals)) for name, value in ordered], columns=[_("Chi"), measure]
    )
    alt = _("Una barra per ogni soggetto, dalla più lunga: {said}.").format(said=said)
    return picture(drawing, alt=alt, caption=title, table=table, sources=sources)


@house_style
def pooled(rows: Sequence[tuple[str, float, bool]], *, title: str, sources: tuple[str, ...] = ()) -> Figure:
    """Draw what everybody brings; what has gone is an empty, dashed bar.

    Parameters
    ----------
    rows
        Who, euros, whether it is still there.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=0.9 + 0.46 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    for place, (_who, value, there) in enumerate(rows):
        axes.barh(place, value, height=0.62, color=COLOURS[0] if there else "white",
                  edgecolor=_GREY, linestyle="-" if there else "--")  # fmt: skip
        words = money(value) if there else _("{amount}, non c'è più").format(amount=money(value))
        axes.annotate(words, (value, place), xytext=(4, 0), textcoords="offset points", va="center",
                      fontsize=_LETTERS - 1)  # fmt: skip
    axes.set_yticks(
        range(len(rows)), [drawn_words(name, 24) for name, _value, _there in rows], parse_math=False
    )
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, 1.45 * max(value for _who, value, _there in rows) or 1.0)
    axes.spines["bottom"].set_visible(False)
    state = {True: _("c'è"), False: _("non c'è più")}
    said = "; ".join(f"{name} {money(value)} ({state[there]})" for name, value, there in rows)
    table = pd.DataFrame(
        [(name, money(value), state[there]) for name, value, there in rows],
        columns=[_("Chi"), _("Quanto porta"), _("Resta?")],
    )
    alt = _("Una barra per ogni soggetto: {said}.").format(said=said)
    return picture(drawing, alt=alt, caption=title, table=table, sources=sources)
