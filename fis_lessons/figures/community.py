"""Pictures of a partnership: who takes part in which phase, and what is covered by whom."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.coproduction import Coverage, Matrix, Reading

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11
_PALE = "#eef1f6"
_GREY = "#5c6570"
# Fill, edge, hatch, sign and its colour: the sign says it to whoever does not see the colours
_LOOKS: dict[Reading, tuple[str, str, str, str, str]] = {
    "documented": (COLOURS[0], "white", "", "✓", "white"),
    "doubtful": ("#b9d9ee", COLOURS[0], "..", "≈", "black"),
    "assumed": ("white", COLOURS[5], "////", "○", "black"),
    "silent": (_PALE, "white", "", "?", _GREY),
}


def reading_label(reading: Reading) -> str:
    """Say what a cell rests on."""
    return {
        "documented": _("documentato"),
        "doubtful": _("una fonte, con un dubbio"),
        "assumed": _("nostra ipotesi"),
        "silent": _("le fonti non lo dicono"),
    }[reading]


def state_label(one: Coverage) -> str:
    """Say how well something is covered; what nobody was ever named for is not called uncovered."""
    if one.state == "uncovered":
        return _("scoperto") if one.lost else _("le fonti non nominano nessuno")
    return _("coperto") if one.state == "sure" else _("coperto con un dubbio")


@house_style
def coproduction_matrix(
    matrix: Matrix,
    *,
    who: Mapping[str, str],
    phases: Mapping[str, str],
    title: str,
    sources: tuple[str, ...],
    opening: str = "",
) -> Figure:
    """Draw who takes part in which phase; an empty cell carries a question mark, because it is not a no.

    Parameters
    ----------
    matrix
        What to draw; at least one row.
    who, phases
        Name of each row and of each column.
    title
        Caption.
    sources
        Lines of Markdown.
    opening
        First sentence of the description, where rows and columns are not participants and phases.
    """
    labels = [textwrap.fill(who[row], 24) for row in matrix.rows]
    heights = [0.27 + 0.19 * (1 + label.count("\n")) for label in labels]
    drawing = canvas(width=_WIDTH, height=1.45 + sum(heights))
    axes = drawing.subplots()
    top = 0.0
    middles = []
    for row, height in zip(matrix.rows, heights, strict=True):
        middles.append(top + height / 2)
        for position, column in enumerate(matrix.columns):
            _cell(axes, position, top, height, matrix.reading(row, column))
        top += height
    axes.set_xlim(0, len(matrix.columns))
    axes.set_ylim(top, 0)
    axes.set_yticks(middles, labels, fontsize=_LETTERS)
    heads = [textwrap.fill(phases[column], 11) for column in matrix.columns]
    axes.set_xticks([i + 0.5 for i in range(len(heads))], heads, fontsize=_LETTERS - 1)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _key(drawing)
    counts = {kind: matrix.count(kind) for kind in get_args(Reading)}
    said = _said(matrix, who, phases)
    return picture(
        drawing,
        alt=_(
            "{opening} Caselle documentate: {documented}; con un dubbio: {doubtful}; nostre ipotesi: {assumed}; "
            "le fonti non lo dicono: {silent}. {said}."
        ).format(
            opening=opening
            or _("Matrice di {rows} soggetti per {columns} fasi.").format(
                rows=number(len(matrix.rows)), columns=number(len(matrix.columns))
            ),
            documented=number(counts["documented"]),
            doubtful=number(counts["doubtful"]),
            assumed=number(counts["assumed"]),
            silent=number(counts["silent"]),
            said=said or _("Nessuna casella piena"),
        ),
        caption=title,
        table=pd.DataFrame(
            [
                [who[row], *(reading_label(matrix.reading(row, c)) for c in matrix.columns)]
                for row in matrix.rows
            ],
            columns=[_("Chi"), *(phases[column] for column in matrix.columns)],
        ),
        sources=sources,
    )


_TOLD = 16
"""Boxes a description names one by one: of more, it counts them by column, and the table says which."""


def _said(matrix: Matrix, who: Mapping[str, str], phases: Mapping[str, str]) -> str:
    boxes = [(row, column, matrix.reading(row, column)) for row in matrix.rows for column in matrix.columns]
    full = [box for box in boxes if box[2] != "silent"]
    if len(full) <= _TOLD:
        return "; ".join(
            f"{who[row]}: {phases[column]} ({reading_label(what)})" for row, column, what in full
        )
    words = _("{column}: documentate {documented}, con un dubbio {doubtful}")
    return "; ".join(
        words.format(
            column=phases[column],
            documented=number(sum(one == column and what == "documented" for _row, one, what in full)),
            doubtful=number(sum(one == column and what == "doubtful" for _row, one, what in full)),
        )
        for column in matrix.columns
    )


def _cell(axes: Any, left: float, top: float, height: float, reading: Reading) -> None:
    from matplotlib.patches import Rectangle

    face, edge, hatch, mark, colour = _LOOKS[reading]
    axes.add_patch(
        Rectangle((left + 0.03, top + 0.03), 0.94, height - 0.06, facecolor=face, edgecolor=edge, hatch=hatch)
    )
    box = {"boxstyle": "circle,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    axes.text(
        left + 0.5,
        top + height / 2,
        mark,
        ha="center",
        va="center",
        fontsize=_LETTERS + 2,
        color=colour,
        bbox=box if hatch else None,
    )


def _key(drawing: Any) -> None:
    """Write under the figure what each sign means."""
    from matplotlib.patches import Patch

    drawing.legend(
        handles=[
            Patch(facecolor=face, edgecolor=edge, hatch=hatch, label=f"{mark} {reading_label(kind)}")
            for kind, (face, edge, hatch, mark, _colour) in _LOOKS.items()
        ],
        loc="outside lower left",
        ncols=2,
        frameon=False,
        fontsize=_LETTERS - 0.5,
    )


@house_style
def covered_needs(
    groups: Sequence[tuple[str, Sequence[Coverage]]],
    *,
    needs: Mapping[str, str],
    who: Mapping[str, str],
    title: str,
    sources: tuple[str, ...],
) -> Figure:
    """Draw one mark for each actor who covers a role or brings a resource, and what is uncovered.

    Parameters
    ----------
    groups
        Heading and what is needed under it.
    needs, who
        Names of what is needed and of the actors.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    lines = [one for _head, group in groups for one in group]
    drawing = canvas(width=_WIDTH, height=1.4 + 0.46 * len(lines) + 0.3 * len(groups))
    axes = drawing.subplots()
    widest = max((len(one.sure) + len(one.doubtful) + len(one.lost) for one in lines), default=1)
    reach = max(widest, 5) + 0.5
    position = 0.0
    places, labels = [], []
    for head, group in groups:
        axes.text(-0.02, position, head, transform=axes.get_yaxis_transform(), ha="right", va="center",
                  fontsize=_LETTERS, fontweight="bold")  # fmt: skip
        position += 0.85
        for one in group:
            _marks(axes, position, one)
            places.append(position)
            labels.append(textwrap.fill(needs[one.need], 22))
            position += 1.25 if "\n" in labels[-1] else 1.0
        position += 0.2
    axes.set_yticks(places, labels, fontsize=_LETTERS)
    axes.set_ylim(position - 0.4, -0.6)
    axes.set_xlim(0.3, reach)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _coverage_key(drawing)
    said = "; ".join(f"{needs[one.need]}: {_who_covers(one, who)}" for one in lines)
    return picture(
        drawing,
        alt=_("Un segno per ogni soggetto che copre un ruolo o porta una risorsa. {said}.").format(said=said),
        caption=title,
        table=_coverage_table(groups, needs=needs, who=who),
        sources=sources,
    )


def _marks(axes: Any, height: float, one: Coverage) -> None:
    across = 0.7
    axes.axhline(height, color=_PALE, linewidth=8, zorder=0)
    for count, style in (
        (len(one.sure), {"marker": "o", "markerfacecolor": COLOURS[0], "markeredgecolor": COLOURS[0]}),
        (len(one.doubtful), {"marker": "o", "markerfacecolor": "white", "markeredgecolor": COLOURS[1]}),
        (len(one.lost), {"marker": "x", "markeredgecolor": "black"}),
    ):
        for _each in range(count):
            axes.plot(across, height, markersize=11, markeredgewidth=2.2, linestyle="", **style)
            across += 0.55
    if one.state == "uncovered":
        bold = "bold" if one.lost else "normal"
        axes.text(across - 0.2, height, state_label(one), va="center", fontsize=_LETTERS,
                  fontweight=bold, color="#8a3200" if one.lost else _GREY)  # fmt: skip


def _coverage_key(drawing: Any) -> None:
    from matplotlib.lines import Line2D

    looks = (
        ("o", COLOURS[0], COLOURS[0], _("lo dicono le fonti")),
        ("o", "white", COLOURS[1], _("con un dubbio, o nostra ipotesi")),
        ("x", "black", "black", _("l'hai tolto tu")),
    )
    drawing.legend(
        handles=[
            Line2D(
                [],
                [],
                linestyle="",
                marker=marker,
                markersize=9,
                markerfacecolor=face,
                markeredgecolor=edge,
                markeredgewidth=2.0,
                label=label,
            )
            for marker, face, edge, label in looks
        ],
        loc="outside lower left",
        ncols=2,
        frameon=False,
        fontsize=_LETTERS - 0.5,
    )  # fmt: skip


def _who_covers(one: Coverage, who: Mapping[str, str]) -> str:
    names = [who[name] for name in one.sure]
    names += [_("{name} (con un dubbio)").format(name=who[name]) for name in one.doubtful]
    return ", ".join(names) if names else state_label(one)


def _coverage_table(
    groups: Sequence[tuple[str, Sequence[Coverage]]], *, needs: Mapping[str, str], who: Mapping[str, str]
) -> pd.DataFrame:
    rows = [
        [needs[one.need], head, state_label(one), _who_covers(one, who) if one.state != "uncovered" else "–"]
        for head, group in groups
        for one in group
    ]
    return pd.DataFrame(rows, columns=[_("Che cosa serve"), _("Tipo"), _("Com'è"), _("Chi lo copre")])
