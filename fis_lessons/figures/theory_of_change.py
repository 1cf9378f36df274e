"""Pictures of a theory of change: the impact chain, and whom a rule lets in of those a project is for."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.theory_of_change import KINDS, Access, Arrow, Chain, Kind, kind_label, kind_labels
from fis_lessons.territory import age_label

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 10
_LINE = 0.185  # inches from a line of words to the next
_MARGIN = 0.1
_SIDE = 0.14
_CHARACTER = 0.073
_LANE = 0.07  # between two arrows that go around the boxes
_LANES = 8
# Fill, edge, thickness, roundness: the title of the row says the level in words
_LOOKS: dict[Kind, tuple[str, str, float, float]] = {
    "resource": ("#f1f3f5", "#4a4a4a", 1.0, 0.0),
    "activity": ("#e3eef8", COLOURS[0], 1.0, 0.10),
    "output": ("#fdf0d9", "#8a5a00", 1.0, 0.0),
    "outcome": ("#e0f4ec", "#00573a", 2.4, 0.14),
    "impact": ("#f8e6ef", "#8a2b5e", 2.4, 0.0),
}


@dataclass(frozen=True)
class _Box:
    """Where a box is, in inches from the top left corner."""

    left: float
    top: float
    width: float
    height: float
    words: str

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height


@house_style
def impact_chain(
    chain: Chain, *, title: str, sources: tuple[str, ...] = (), marked: Collection[str] = ()
) -> Figure:
    """Draw a chain from the resources down to the impact.

    Every box carries its number and the numbers of the boxes it leads to, so that the arrows can be read
    also where many of them cross.

    Parameters
    ----------
    chain
        At least one box.
    title
        Caption.
    sources
        Lines of Markdown.
    marked
        Ids of the boxes that carry an exclamation mark.
    """
    around = _behind(chain, _placed(chain, marked)[0])
    boxes, titles, height = _placed(chain, marked, gutter=_LANE * (min(len(around), _LANES) + bool(around)))
    around = _behind(chain, boxes)
    drawing = canvas(width=_WIDTH, height=height)
    drawing.set_layout_engine("none")
    axes = drawing.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    for kind, top in titles:
        axes.text(
            _MARGIN, top, kind_labels(kind), fontsize=_LETTERS + 0.5, fontweight="bold", va="top", zorder=4,
            bbox={"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
    for node in chain.nodes:
        _draw_box(axes, boxes[node.id], node.kind, assumed=node.assumed)
    for arrow in chain.arrows:
        lane = around.index(arrow) % _LANES if arrow in around else None
        _draw_arrow(axes, chain, arrow, boxes, lane=lane)
    axes.text(
        _MARGIN, height - 0.08, _key(chain, marked), fontsize=_LETTERS - 1, va="bottom", color="#333333"
    )
    with warnings.catch_warnings():
        # a sign the letters do not have is drawn as an empty square: no reason to alarm anybody
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        return picture(
            drawing, alt=_described(chain), caption=title, table=chain_table(chain), sources=sources
        )


def _placed(
    chain: Chain, marked: Collection[str], *, gutter: float = 0
) -> tuple[dict[str, _Box], list[tuple[Kind, float]], float]:
    """Give each box its place, level by level; return also where the titles go and the whole height.

    ``gutter`` inches on the right stay free for the arrows that go around the boxes.
    """
    boxes: dict[str, _Box] = {}
    titles: list[tuple[Kind, float]] = []
    top = 0.08
    room = 0.14 if gutter else 0.0  # between rows, for those arrows
    for kind in KINDS:
        nodes = chain.of_kind(kind)
        if not nodes:
            continue
        titles.append((kind, top))
        top += 0.30 + room / 2
        columns = len(nodes) if len(nodes) <= 3 else 2 if len(nodes) == 4 else 3
        width = (_WIDTH - gutter - 2 * _MARGIN - (columns - 1) * _SIDE) / columns
        for start in range(0, len(nodes), columns):
            row = nodes[start : start + columns]
            words = [_words(chain, node.id, width, marked) for node in row]
            height = max(text.count("\n") + 1 for text in words) * _LINE + 0.16
            for place, (node, text) in enumerate(zip(row, words, strict=True)):
                boxes[node.id] = _Box(_MARGIN + place * (width + _SIDE), top, width, height, text)
            top += height + 0.2 + room
        top += 0.22
    notes = _key(chain, marked).count("\n") + 1
    return boxes, titles, top + notes * 0.17


def _words(chain: Chain, node_id: str, width: float, marked: Collection[str]) -> str:
    """Wrap what a box says; the last line says where it leads."""
    node, numbers = chain.node(node_id), chain.numbers
    room = max(int((width - 0.16) / _CHARACTER), 8)
    head = f"{numbers[node_id]}. {node.label}"
    if node.assumed:
        head += " " + _("(ipotesi)")
    if node_id in marked:
        head = f"(!) {head}"
    lines = textwrap.wrap(head, room, break_long_words=True)
    ends = [
        f"{numbers[arrow.target]}{'' if arrow.assumption else '?'}"
        for arrow in sorted(chain.leaving(node_id), key=lambda one: numbers[one.target])
    ]
    if ends:
        lines += textwrap.wrap("→ " + ", ".join(ends), room)
    return "\n".join(lines)


def _draw_box(axes: Any, box: _Box, kind: Kind, *, assumed: bool) -> None:
    from matplotlib.patches import FancyBboxPatch

    face, edge, thickness, roundness = _LOOKS[kind]
    style = f"round,pad=0,rounding_size={roundness}" if roundness else "square,pad=0"
    axes.add_patch(
        FancyBboxPatch(
            (box.left, box.top),
            box.width,
            box.height,
            boxstyle=style,
            facecolor=face,
            edgecolor=edge,
            linewidth=thickness,
            linestyle="--" if assumed else "-",
            zorder=3,
        )
    )
    axes.text(
        box.left + 0.08, box.top + box.height / 2, box.words, fontsize=_LETTERS, va="center", ha="left",
        linespacing=1.18, zorder=4, parse_math=False,
    )  # fmt: skip


def _draw_arrow(axes: Any, chain: Chain, arrow: Arrow, boxes: dict[str, _Box], *, lane: int | None) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    source, target = boxes[arrow.source], boxes[arrow.target]
    look: dict[str, Any] = {
        "arrowstyle": "-|>", "mutation_scale": 11, "color": "#333333", "linewidth": 1.1, "shrinkA": 0,
        "shrinkB": 0, "linestyle": "-" if arrow.assumption else (0, (3, 2)), "zorder": 2,
        "joinstyle": "round",
    }  # fmt: skip
    start, end = _ends(chain, arrow, boxes)
    if lane is None and target.top > source.bottom:
        points = [start, end]
    elif lane is None:  # to a box beside it: under the row, as an arrow like the others
        under = max(source.bottom, target.bottom) + 0.09
        points = [start, (start[0], under), (end[0], under), (end[0], target.bottom)]
    else:  # around the boxes, where nothing hides it
        right = _WIDTH - _LANE * (lane + 0.8)
        leave, reach = source.bottom + 0.04 + 0.015 * lane, target.top - 0.08 - 0.013 * lane
        points = [start, (start[0], leave), (right, leave), (right, reach), (end[0], reach), end]
    if target.top <= source.top and not _beside(arrow, boxes):
        look |= {"color": "#8a3200"}  # upwards or on itself: it is to be noticed
    axes.add_patch(FancyArrowPatch(path=Path(points), **look))


def _ends(chain: Chain, arrow: Arrow, boxes: dict[str, _Box]) -> tuple[tuple[float, float], ...]:
    """Say where an arrow leaves the lower side of a box and where it touches the upper side of another."""
    source, target = boxes[arrow.source], boxes[arrow.target]
    return (
        (_spread(source, chain.leaving(arrow.source), arrow, boxes, out=True), source.bottom),
        (_spread(target, chain.arriving(arrow.target), arrow, boxes, out=False), target.top),
    )


def _beside(arrow: Arrow, boxes: dict[str, _Box]) -> bool:
    """Say whether an arrow joins two boxes of one row."""
    return arrow.source != arrow.target and boxes[arrow.source].top == boxes[arrow.target].top


def _behind(chain: Chain, boxes: dict[str, _Box]) -> list[Arrow]:
    """List the arrows that, drawn straight, would go behind a box and seem to stop there, or go upwards."""
    found = []
    for arrow in chain.arrows:
        start, end = _ends(chain, arrow, boxes)
        others = [box for name, box in boxes.items() if name not in arrow.ends]
        downwards = boxes[arrow.target].top > boxes[arrow.source].bottom
        hidden = downwards and any(_crosses(box, start, end) for box in others)
        if hidden or not (downwards or _beside(arrow, boxes)):
            found.append(arrow)
    return found


def _crosses(box: _Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Say whether a line that goes down passes through a box."""
    low, high = max(start[1], box.top), min(end[1], box.bottom)
    if low >= high:
        return False
    slope = (end[0] - start[0]) / (end[1] - start[1])
    sides = [start[0] + slope * (height - start[1]) for height in (low, high)]
    return max(sides) >= box.left and min(sides) <= box.left + box.width


def _spread(box: _Box, arrows: Sequence[Arrow], arrow: Arrow, boxes: dict[str, _Box], *, out: bool) -> float:
    """Keep apart the ends of the arrows that touch one side of a box."""

    def other(one: Arrow) -> tuple[float, float, str]:
        far = boxes[one.target if out else one.source]
        return far.middle, far.top, one.target if out else one.source

    ordered = sorted(arrows, key=other)
    place = (ordered.index(arrow) + 1) / (len(ordered) + 1)
    return box.left + box.width * (0.15 + 0.7 * place)


def _key(chain: Chain, marked: Collection[str]) -> str:
    lines = []
    if any(not arrow.assumption for arrow in chain.arrows):
        lines.append(_("Linea tratteggiata e «?»: freccia senza ipotesi."))
    if any(node.assumed for node in chain.nodes):
        lines.append(_("Bordo tratteggiato e «(ipotesi)»: nostra lettura, nessuna fonte lo dice."))
    if marked:
        lines.append(_("(!): casella di cui parla un'osservazione."))
    return "\n".join(lines)


def _described(chain: Chain) -> str:
    numbers = chain.numbers
    levels = "; ".join(
        _("{level}: {boxes}").format(
            level=kind_label(kind),
            boxes=", ".join(f"{numbers[node.id]}. {node.label}" for node in chain.of_kind(kind)),
        )
        for kind in KINDS
        if chain.of_kind(kind)
    )
    arrows = ", ".join(f"{numbers[a.source]} → {numbers[a.target]}" for a in chain.arrows)
    return _("Catena di {count} caselle, dall'alto in basso. {levels}. Frecce: {arrows}.").format(
        count=number(len(chain.nodes)), levels=levels, arrows=arrows or _("nessuna")
    )


def chain_table(chain: Chain) -> pd.DataFrame:
    """Write the boxes as a table: number and words, level, where each leads, indicator."""
    numbers = chain.numbers
    return pd.DataFrame(
        [
            (
                f"{numbers[node.id]}. {node.label}",
                kind_label(node.kind),
                ", ".join(str(numbers[arrow.target]) for arrow in chain.leaving(node.id)) or "–",
                node.indicator or "–",
            )
            for node in chain.in_order
        ],
        columns=[_("Casella"), _("Livello"), _("Porta a"), _("Indicatore")],
    )


@house_style
def two_bands(found: Access, *, place: str, source: str) -> Figure:
    """Draw whom a project is for and whom its rule lets in, over the same ages.

    Parameters
    ----------
    found
        Residents of each part.
    place
        Where they are counted, for the caption.
    source
        Line of Markdown.
    """
    from matplotlib.ticker import MaxNLocator

    rows = (
        (_("Destinatari: {ages}"), found.target, found.in_target, COLOURS[0], ""),
        (_("Regola di accesso: {ages}"), found.rule, found.in_rule, COLOURS[5], "//"),
    )
    drawing: Drawing = canvas(width=_WIDTH, height=2.7)
    axes = drawing.subplots()
    low, high = min(found.target[0], found.rule[0]), max(found.target[1], found.rule[1])
    for position, (label, band, count, colour, hatch) in enumerate(rows):
        axes.barh(
            position, band[1] - band[0] + 1, left=band[0], height=0.36, color=colour, hatch=hatch,
            edgecolor="#333333",
        )  # fmt: skip
        words = (
            label.format(ages=age_label(*band)) + " · " + _("{count} residenti").format(count=number(count))
        )
        paper = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
        axes.text(
            low, position - 0.27, words, fontsize=_LETTERS + 0.5, va="bottom", fontweight="bold", bbox=paper
        )
    for edge in sorted({found.target[0], found.target[1] + 1, found.rule[0], found.rule[1] + 1}):
        axes.axvline(edge, color="black", linewidth=0.8, linestyle=":", zorder=0)
    axes.set_ylim(1.4, -0.75)
    span = high + 1 - low
    axes.set_xlim(low - span * 0.02, max(high + 1 + span * 0.02, low + 14))
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=_LETTERS)
    axes.set_xlabel(_("Età (anni compiuti)"), fontsize=_LETTERS + 0.5)
    table = access_table(found)
    said = "; ".join(f"{row[0]}: {row[1]}" for row in table.itertuples(index=False, name=None))
    return picture(
        drawing,
        alt=_("Due barre sulla stessa linea delle età, {place}. {said}.").format(place=place, said=said),
        caption=_("Destinatari e regola di accesso: {place}").format(place=place),
        table=table,
        sources=(source,),
    )


def access_table(found: Access) -> pd.DataFrame:
    """Count the four parts of two age bands."""
    rows = [
        (_("fra i destinatari e ammessi per età"), found.both),
        (_("fra i destinatari, ma troppo giovani per la regola"), found.too_young),
        (_("fra i destinatari, ma troppo grandi per la regola"), found.too_old),
        (_("ammessi per età, ma fuori dai destinatari"), found.not_meant),
    ]
    return pd.DataFrame([(name, number(count)) for name, count in rows], columns=[_("Chi"), _("Residenti")])
