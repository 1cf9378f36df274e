"""Pictures of relations: what a community has, how far questions go together, what answers can and cannot show."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.words import signed
from fis_lessons.measures.population import Interval
from fis_lessons.measures.ranks import RankRange
from fis_lessons.measures.scales import Reliability

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11
_PALE = "#dfe8f2"
_GREY = "#5c6570"
GOOD = 0.7
"""An alpha many call enough: a habit, not a law."""


@house_style
def side_by_side(
    bars: Sequence[tuple[str, float, str]], *, title: str, sources: tuple[str, ...], what: str
) -> Figure:
    """Draw one bar per place, with its value written on it.

    Parameters
    ----------
    bars
        Name, value from zero up, and the value as it is written.
    title
        Caption.
    sources
        Lines of Markdown.
    what
        What is measured: heads the column of values.
    """
    drawing = canvas(width=_WIDTH, height=0.9 + 0.62 * len(bars))
    axes = drawing.subplots()
    tidy(axes)
    top = max((value for _name, value, _written in bars), default=0.0) or 1.0
    for position, (_name, value, written) in enumerate(bars):
        hatch = ("", "///", "...", "xx")[position % 4]
        axes.barh(position, value, height=0.62, color=_PALE, edgecolor=COLOURS[0], hatch=hatch, linewidth=1.2)
        axes.text(value + 0.02 * top, position, written, va="center", fontsize=_LETTERS, fontweight="bold")
    names = [textwrap.fill(name, 20) for name, _value, _written in bars]
    axes.set_yticks(range(len(bars)), names, fontsize=_LETTERS)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.22 * top)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    said = "; ".join(f"{name}: {written}" for name, _value, written in bars)
    return picture(
        drawing,
        alt=_("Una barra per luogo. {what}. {said}.").format(what=what, said=said),
        caption=title,
        table=pd.DataFrame([(name, written) for name, _value, written in bars], columns=[_("Luogo"), what]),
        sources=sources,
    )


@house_style
def alpha_of_items(found: Reliability, *, title: str, sources: tuple[str, ...]) -> Figure:
    """Draw the alpha of a scale with its interval, and what it becomes if each question goes.

    Parameters
    ----------
    found
        What :func:`fis_lessons.measures.scales.cronbach_alpha` found.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    rows = [(_("tutte le domande"), found.alpha)]
    rows += [
        (_("senza «{name}»").format(name=item.name), item.alpha_without)
        for item in found.items
        if item.alpha_without is not None
    ]
    drawing = canvas(width=_WIDTH, height=1.5 + 0.42 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    values = [value for _name, value in rows]
    ends = [found.interval.low, found.interval.high] if found.interval else []
    # a scale that contradicts itself may have any alpha below zero: beyond -1 it says nothing more
    low = max(-1.0, min(0.0, *values, *ends) - 0.08)
    axes.axvline(GOOD, color=_GREY, linestyle=":", linewidth=1.4)
    axes.text(GOOD + 0.02, -0.75, number(GOOD, decimals=1), ha="left", fontsize=_LETTERS - 1, color=_GREY)
    axes.axvline(0, color=_GREY, linewidth=0.8)
    if found.interval:
        axes.plot([max(low, found.interval.low), found.interval.high], [0, 0], color=COLOURS[0], linewidth=4)
    for position, value in enumerate(values):
        mark, face = ("D", "black") if position == 0 else ("o", "white")
        if value < low:  # beyond what is drawn: an arrow, and its value
            axes.text(low + 0.09, position, number(value, decimals=1), va="center", fontsize=_LETTERS - 1)
            mark = "<"
        axes.plot(
            max(low, value), position, mark, color="black", markerfacecolor=face, markersize=8, zorder=3
        )
    axes.set_yticks(range(len(rows)), [textwrap.fill(name, 24) for name, _v in rows], fontsize=_LETTERS)
    axes.set_ylim(len(rows) - 0.5, -1.1)
    axes.set_xlim(low, 1.02)
    axes.xaxis.set_major_formatter(lambda x, _position: number(x, decimals=1))
    axes.tick_params(labelsize=_LETTERS)
    axes.set_xlabel(_("alfa"), fontsize=_LETTERS)
    table = [(name, number(value, decimals=2)) for name, value in rows]
    if found.interval:
        span = f"{number(found.interval.low, decimals=2)} – {number(found.interval.high, decimals=2)}"
        table.insert(1, (_("tutte le domande, da dove a dove può stare"), span))
    said = "; ".join(f"{name}: {value}" for name, value in table)
    return picture(
        drawing,
        alt=_(
            "Un rombo per l'alfa di tutte le domande, con una fascia; un cerchio vuoto per l'alfa senza ciascuna. "
            "Una riga punteggiata a {good}. {said}."
        ).format(good=number(GOOD, decimals=1), said=said),
        caption=title,
        table=pd.DataFrame(table, columns=[_("Domande usate"), _("Alfa")]),
        sources=sources,
    )


@house_style
def many_changes(
    surveys: Sequence[tuple[float, Interval]], *, truth: float, people: int, sources: tuple[str, ...]
) -> Figure:
    """Draw what many surveys of the same size report, beside the true change.

    Parameters
    ----------
    surveys
        Change found and where it lies, for each.
    truth
        The true change, stated.
    people
        Asked in each survey.
    sources
        Lines of Markdown.
    """
    # rounded, and then as they came: the order does not hang on the last bit of a processor
    listed = sorted(surveys, key=lambda one: round(one[0], 9))
    drawing = canvas(width=_WIDTH, height=4.1)
    axes = drawing.subplots()
    tidy(axes)
    axes.axvline(0, color=_GREY, linewidth=1.2)
    axes.axvline(truth, color="black", linewidth=1.6, linestyle="--")
    for position, (found, interval) in enumerate(listed):
        holds = interval.low <= truth <= interval.high
        colour, mark, line = (COLOURS[0], "o", "-") if holds else (COLOURS[1], "X", ":")
        axes.plot([interval.low, interval.high], [position, position], line, color=colour, linewidth=1.6)
        axes.plot(found, position, mark, color=colour, markersize=5.5, markeredgecolor="white")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda x, _position: number(x, decimals=1))
    axes.tick_params(labelsize=_LETTERS)
    axes.set_xlabel(_("cambiamento trovato, in punti (tratteggio: quello vero)"), fontsize=_LETTERS)
    zero = sum(one.low <= 0 <= one.high for _found, one in listed)
    truth_in = sum(one.low <= truth <= one.high for _found, one in listed)
    up = sum(one.low > 0 for _found, one in listed)
    width = sum(one.high - one.low for _found, one in listed) / len(listed)
    rows = [
        (_("cambiamento vero, scelto da te"), signed(truth)),
        (_("indagini simulate"), number(len(listed))),
        (_("cambiamento più basso trovato"), signed(listed[0][0])),
        (_("cambiamento più alto trovato"), signed(listed[-1][0])),
        (_("larghezza media dell'intervallo"), number(width, decimals=2)),
        (_("intervalli che contengono il vero (punto tondo)"), number(truth_in)),
        (_("intervalli che contengono lo zero"), number(zero)),
        (_("intervalli tutti sopra lo zero"), number(up)),
    ]
    said = "; ".join(f"{label}: {value}" for label, value in rows)
    return picture(
        drawing,
        alt=_(
            "Un trattino per indagine, in ordine, con la linea dello zero e quella del vero. {said}."
        ).format(said=said),
        caption=_("Che cosa troverebbero {count} indagini uguali, di {people} persone l'una").format(
            count=number(len(listed)), people=number(people)
        ),
        table=pd.DataFrame(rows, columns=[_("Che cosa"), _("Valore")]),
        sources=sources,
    )


@house_style
def rank_ranges(
    ranges: Sequence[RankRange],
    *,
    chosen: Sequence[int],
    highlight: str,
    title: str,
    sources: tuple[str, ...],
) -> Figure:
    """Draw the place each unit has with the weights chosen, and those it could have with other weights.

    Parameters
    ----------
    ranges
        What :func:`fis_lessons.measures.ranks.rank_sensitivity` found.
    chosen
        The place of each with the weights chosen.
    highlight
        Name of the unit to point at; empty for none.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    order = sorted(range(len(ranges)), key=lambda i: (chosen[i], ranges[i].name))
    drawing = canvas(width=_WIDTH, height=1.2 + 0.23 * len(ranges))
    axes = drawing.subplots()
    tidy(axes)
    for position, i in enumerate(order):
        one = ranges[i]
        own = one.name == highlight
        axes.plot(
            [one.low, one.high], [position, position], color=COLOURS[1] if own else COLOURS[4],
            linewidth=6 if own else 4, solid_capstyle="butt",
        )  # fmt: skip
        axes.plot(chosen[i], position, "D", color="black", markersize=6 if own else 5, zorder=3)
    labels = axes.set_yticks(range(len(order)), [ranges[i].name for i in order], fontsize=_LETTERS - 1.5)
    for label, i in zip(labels, order, strict=True):
        if ranges[i].name == highlight and label.label1 is not None:
            label.label1.set_fontweight("bold")
    axes.invert_yaxis()
    axes.set_xlim(0.3, len(ranges) + 0.7)
    axes.set_xticks([1, *range(5, len(ranges) + 1, 5)])
    axes.tick_params(axis="x", labelsize=_LETTERS)
    axes.set_xlabel(_("posto in graduatoria (rombo: con i pesi scelti)"), fontsize=_LETTERS)
    rows = [
        (ranges[i].name, number(chosen[i]), f"{number(ranges[i].low)} – {number(ranges[i].high)}")
        for i in order
    ]
    moving = sum(one.high - one.low >= 3 for one in ranges)
    own_words = next(
        (
            _("{name}: posto {place}, e con altri pesi dal {low} al {high}").format(
                name=one.name, place=number(chosen[i]), low=number(one.low), high=number(one.high)
            )
            for i, one in enumerate(ranges)
            if one.name == highlight
        ),
        "",
    )
    alt = _(
        "Per ciascuna il posto con i pesi scelti e una fascia con i posti che può avere con altri pesi. "
        "Fasce larghe almeno tre posti: {moving} su {all}. Prima: {first}; ultima: {last}. {own}."
    ).format(
        moving=number(moving), all=number(len(ranges)), first=rows[0][0], last=rows[-1][0], own=own_words
    )
    return picture(
        drawing,
        alt=alt.replace(" .", ""),
        caption=title,
        table=pd.DataFrame(
            rows,
            columns=[_("Regione"), _("Posto con i pesi scelti"), _("Posti con altri pesi (90 volte su 100)")],
        ),
        sources=sources,
    )
