"""Pictures of who is at the table: power by interest, a group inside and outside, how many reach a decision."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import counted, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.measures.stakeholders.influence import Attitude, Influence
from fis_lessons.measures.stakeholders.participation import Funnel
from fis_lessons.measures.stakeholders.representation import Representation

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11
_SCORES = (1, 2, 3, 4, 5)
_IN_A_BOX = 6
"""Numbers that fit in a box; with more people the box says how many they are."""
# Fill and hatch of each quadrant: the hatch tells them apart in grey
_LOOKS: dict[Attitude, tuple[str, str]] = {
    "engage": ("#cfe3f3", ""),
    "satisfy": ("#fbe3d3", "//"),
    "inform": ("#d9efe6", ".."),
    "watch": ("#f4f4f4", ""),
}


def attitude_label(attitude: Attitude) -> str:
    """Say how somebody is treated.

    Examples
    --------
    >>> attitude_label("engage")
    'coinvolgere attivamente'
    """
    return {
        "engage": _("coinvolgere attivamente"),
        "satisfy": _("tenere soddisfatto"),
        "inform": _("tenere informato"),
        "watch": _("seguire da lontano"),
    }[attitude]


def rule_words(found: Influence) -> str:
    """State the rule at the threshold in one sentence."""
    limit = number(found.threshold)
    if found.at_threshold == "high":
        return _("Un punteggio è alto da {limit} in su.").format(limit=limit)
    return _("Un punteggio è alto solo sopra {limit}.").format(limit=limit)


@house_style
def influence_map(found: Influence, *, title: str, sources: tuple[str, ...]) -> Figure:
    """Draw who has which power and which interest; with many people each box says how many they are.

    Parameters
    ----------
    found
        Whole scores from 1 to 5. Everybody has the number of the row of the table.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=4.5)
    axes = drawing.subplots()
    _ground(axes, found)
    boxes: dict[tuple[float, float], list[int]] = {}
    for place, one in enumerate(found.people, start=1):
        boxes.setdefault((one.interest, one.power), []).append(place)
    for (across, up), places in boxes.items():
        _box(axes, across, up, places)
    axes.set_xlim(0.5, 5.5)
    axes.set_ylim(0.5, 5.5)
    axes.set_xticks(_SCORES)
    axes.set_yticks(_SCORES)
    axes.tick_params(length=0, labelsize=_LETTERS)
    axes.set_xlabel(_("interesse: quanto ci perde o ci guadagna"), fontsize=_LETTERS)
    axes.set_ylabel(_("potere: quanto può cambiare o fermare"), fontsize=_LETTERS)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _quadrant_key(drawing)
    return picture(
        drawing,
        alt=_map_alt(found),
        caption=title,
        table=pd.DataFrame(
            [
                [number(place), one.name, number(one.power), number(one.interest), attitude_label(way)]
                for place, (one, way) in enumerate(zip(found.people, found.attitudes, strict=True), start=1)
            ],
            columns=[_("Numero"), _("Chi"), _("Potere"), _("Interesse"), _("Che cosa fare")],
        ),
        sources=sources,
    )


def _ground(axes: Any, found: Influence) -> None:
    """Paint every box with the look of its quadrant, and the line between high and low."""
    from matplotlib.patches import Rectangle

    from fis_lessons.measures.stakeholders.influence import attitude

    for up in _SCORES:
        for across in _SCORES:
            way = attitude(up, interest=across, threshold=found.threshold, at_threshold=found.at_threshold)
            fill, hatch = _LOOKS[way]
            axes.add_patch(
                Rectangle(
                    (across - 0.48, up - 0.48), 0.96, 0.96, facecolor=fill, edgecolor="#c5cedd", hatch=hatch,
                    linewidth=0.5,
                )
            )  # fmt: skip
    edge = found.threshold + (-0.5 if found.at_threshold == "high" else 0.5)
    axes.axhline(edge, color="black", linewidth=2)
    axes.axvline(edge, color="black", linewidth=2)


def _box(axes: Any, across: float, up: float, places: Sequence[int]) -> None:
    few = len(places) <= _IN_A_BOX
    said = textwrap.fill(" ".join(map(str, places)), 8) if few else number(len(places))
    axes.text(
        across, up, said, ha="center", va="center", fontsize=_LETTERS + (0 if few else 3),
        fontweight="normal" if few else "bold",
        bbox={"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": "black" if few else COLOURS[0],
              "linewidth": 0.8 if few else 2.2},
    )  # fmt: skip
    if not few:
        axes.text(across, up - 0.36, _("soggetti"), ha="center", va="center", fontsize=_LETTERS - 3)


def _quadrant_key(drawing: Any) -> None:
    from matplotlib.patches import Patch

    drawing.legend(
        handles=[
            Patch(facecolor=fill, edgecolor="#5c6570", hatch=hatch, label=attitude_label(way))
            for way, (fill, hatch) in _LOOKS.items()
        ],
        loc="outside lower left",
        ncols=2,
        frameon=False,
        fontsize=_LETTERS - 0.5,
    )


def _map_alt(found: Influence) -> str:
    parts = []
    for way in _LOOKS:
        names = found.treated(way)
        if len(names) > 12:
            listed = counted(len(names), one=_("{count} soggetto"), more=_("{count} soggetti"))
        else:
            listed = ", ".join(names) or _("nessuno")
        parts.append(f"{attitude_label(way)}: {listed}")
    people = counted(len(found.people), one=_("{count} soggetto"), more=_("{count} soggetti"))
    return _("Mappa di potere e interesse con {people}. {rule} {said}.").format(
        people=people, rule=rule_words(found), said="; ".join(parts)
    )


@house_style
def group_inside(found: Representation, *, group: str, title: str, sources: tuple[str, ...]) -> Figure:
    """Draw the share of a group among the residents and in the process, with its interval.

    Parameters
    ----------
    found
        The two shares.
    group
        Who they are, as part of a sentence.
    title, sources
        As of every figure.
    """
    drawing = canvas(width=_WIDTH, height=2.3)
    axes = drawing.subplots()
    tidy(axes)
    low, high = (end * found.share_outside for end in (found.interval.low, found.interval.high))
    shares = (found.share_outside, found.share_inside)
    axes.barh(0, 100 * shares[0], height=0.6, color="white", edgecolor="black", hatch="//")
    axes.barh(1, 100 * shares[1], height=0.6, color=COLOURS[0], edgecolor="black")
    axes.errorbar(
        100 * shares[1], 1, xerr=[[100 * (shares[1] - low)], [100 * (high - shares[1])]],
        color="black", capsize=6, linewidth=2.4,
    )  # fmt: skip
    for place, share in enumerate(shares):
        end = max(share, high) if place else share
        axes.text(100 * end + 1.5, place, percent(share), va="center", fontsize=_LETTERS, fontweight="bold")
    axes.axvline(100 * shares[0], color="black", linestyle=":", linewidth=1.5)
    axes.set_yticks([0, 1], [_("fra i residenti"), _("nel processo")], fontsize=_LETTERS)
    axes.invert_yaxis()
    axes.set_xlim(0, min(112, 100 * max(high, *shares) + 16))
    axes.set_xlabel(_("per cento"), fontsize=_LETTERS)
    ends = {"low": number(found.interval.low, decimals=2), "high": number(found.interval.high, decimals=2)}
    return picture(
        drawing,
        alt=_(
            "{group}: {outside} dei residenti e {inside} di chi partecipa ({some} su {people}). Rapporto {ratio}, "
            "fra {low} e {high} per effetto del caso."
        ).format(
            group=group,
            outside=percent(shares[0]),
            inside=percent(shares[1]),
            some=number(found.inside),
            people=number(found.process),
            ratio=written_ratio(found.ratio, decimals=2),
            **ends,
        ),
        caption=title,
        table=pd.DataFrame(
            [
                [_("fra i residenti"), number(found.group), number(found.population), percent(shares[0])],
                [_("nel processo"), number(found.inside), number(found.process), percent(shares[1])],
            ],
            columns=[_("Dove"), _("Del gruppo"), _("In tutto"), _("Quota")],
        ),
        sources=sources,
    )


@house_style
def steps_left(found: Funnel, *, title: str, sources: tuple[str, ...]) -> Figure:
    """Draw how many are left at each step, from the widest.

    Parameters
    ----------
    found
        The steps.
    title, sources
        As of every figure.
    """
    drawing = canvas(width=_WIDTH, height=0.7 + 0.72 * len(found.steps))
    axes = drawing.subplots()
    widest = found.steps[0][1]
    for place, (_name, count) in enumerate(found.steps):
        steep = place > 0 and found.steps[place][0] == found.steepest
        axes.barh(
            place, count, left=-count / 2, height=0.66, color="#b9d9ee", edgecolor="black",
            linewidth=2.4 if steep else 0.8, hatch="//" if steep else "",
        )  # fmt: skip
        axes.text(0, place, number(count), ha="center", va="center", fontsize=_LETTERS + 1, fontweight="bold",
                  bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"})  # fmt: skip
        kept = found.kept[place - 1] if place else None
        if kept is not None:
            axes.text(0.54 * widest, place, percent(kept, decimals=0), va="center", fontsize=_LETTERS)
    axes.set_yticks(
        range(len(found.steps)), [textwrap.fill(name, 16) for name, _n in found.steps], fontsize=_LETTERS
    )
    axes.invert_yaxis()
    axes.set_xlim(-0.52 * widest, 0.75 * widest)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    kept_words = ["–", *(percent(share) if share is not None else "–" for share in found.kept)]
    steepest = (
        _("Il passo che perde di più: {step}.").format(step=found.steepest)
        if found.steepest
        else _("Nessun passo perde qualcuno.")
    )
    said = "; ".join(f"{name}: {number(count)}" for name, count in found.steps)
    return picture(
        drawing,
        alt=_("Imbuto. {said}. Arriva in fondo {share} di chi c'era all'inizio. {steepest}").format(
            said=said, share=percent(found.kept_overall), steepest=steepest
        ),
        caption=title,
        table=pd.DataFrame(
            [
                [name, number(count), kept]
                for (name, count), kept in zip(found.steps, kept_words, strict=True)
            ],
            columns=[_("Passo"), _("Quanti"), _("Rispetto al passo prima")],
        ),
        sources=sources,
    )
