"""Pictures of a deal: who ends with more or less, how the account empties, what a target asks."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, percent
from fis_lessons.measures.deal.ledger import Reason, Run

_WIDTH = 6.4
_LETTERS = 12


@house_style
def net_by_party(rows: Sequence[tuple[str, float]], *, title: str, source: str) -> Figure:
    """Draw what each party has more, or less, at the end.

    Parameters
    ----------
    rows
        Party and euros: below zero if it has less.
    title
        Of the figure.
    source
        Where the numbers come from.
    """
    drawing = canvas(width=_WIDTH, height=0.9 + 0.5 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    widest = max((abs(value) for _name, value in rows), default=1.0) or 1.0
    for position, (_name, value) in enumerate(rows):
        gains = value >= 0
        axes.barh(
            position, value, height=0.62, color=COLOURS[0] if gains else COLOURS[1], hatch="" if gains else "//",
            edgecolor="#4a4a4a",
        )  # fmt: skip
        axes.text(
            value + (0.03 if gains else -0.03) * widest,
            position,
            _signed(value),
            va="center",
            ha="left" if gains else "right",
            fontsize=_LETTERS,
        )
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks(
        range(len(rows)), ["\n".join(textwrap.wrap(name, 20)) for name, _v in rows], fontsize=_LETTERS
    )
    axes.invert_yaxis()
    axes.set_xlim(-1.75 * widest, 1.75 * widest)
    axes.set_xticks([])
    axes.spines[["bottom", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    said = "; ".join(f"{name} {_signed(value)}" for name, value in rows)
    return picture(
        drawing,
        alt=_(
            "Barre a destra per chi ha di più, a sinistra e tratteggiate per chi ha di meno. {values}."
        ).format(values=said),
        caption=title,
        table=pd.DataFrame(
            [(name, _signed(value)) for name, value in rows],
            columns=[_("Chi"), _("Alla fine ha in più o in meno")],
        ),
        sources=(source,),
    )


@house_style
def account(steps: Sequence[tuple[str, float]], *, title: str, source: str) -> Figure:
    """Draw how the account of a project fills and empties, step by step.

    Parameters
    ----------
    steps
        What happens and how many euros come in (above zero) or go out.
    title, source
        As in :func:`net_by_party`.
    """
    drawing = canvas(width=_WIDTH, height=0.9 + 0.46 * len(steps))
    axes = drawing.subplots()
    tidy(axes)
    inside, records = 0.0, []
    for position, (name, amount) in enumerate(steps):
        low = inside if amount >= 0 else inside + amount
        axes.barh(
            position, abs(amount), left=low, height=0.62, color=COLOURS[0] if amount >= 0 else COLOURS[1],
            hatch="" if amount >= 0 else "//", edgecolor="#4a4a4a",
        )  # fmt: skip
        inside += amount
        records.append((name, _signed(amount), money(inside)))
    top = max(1.0, max((sum(a for _n, a in steps[: i + 1]) for i in range(len(steps))), default=1.0))
    for position, (_name, amount) in enumerate(steps):
        axes.text(top * 1.04, position, _signed(amount), va="center", fontsize=_LETTERS)
    axes.set_yticks(
        range(len(steps)), ["\n".join(textwrap.wrap(name, 24)) for name, _a in steps], fontsize=_LETTERS
    )
    axes.invert_yaxis()
    axes.set_xlim(0, top * 1.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return picture(
        drawing,
        alt=_("Il conto del progetto, passo per passo: {values}.").format(
            values="; ".join(f"{name} {shown}" for name, shown, _left in records)
        ),
        caption=title,
        table=pd.DataFrame(records, columns=[_("Passo"), _("Entra o esce"), _("Resta sul conto")]),
        sources=(source,),
    )


@house_style
def cut_against_target(cut: float, *, target: float, reached: float, avoided: float) -> Figure:
    """Draw how much of a cost is saved, beside the target.

    Parameters
    ----------
    cut, target
        Shares of the cost.
    reached, avoided
        The two shares whose product is the cut.
    """
    drawing = canvas(width=_WIDTH, height=2.7)
    axes = drawing.subplots()
    tidy(axes)
    rows = [
        (_("persone raggiunte"), reached, COLOURS[4], ".."),
        (_("permanenza evitata a ciascuna"), avoided, COLOURS[4], ".."),
        (_("costo risparmiato"), cut, COLOURS[0], ""),
    ]
    for position, (_name, value, colour, hatch) in enumerate(rows):
        axes.barh(position, value, height=0.62, color=colour, hatch=hatch, edgecolor="#4a4a4a")
        axes.text(value + 0.02, position, percent(value, decimals=0), va="center", fontsize=_LETTERS)
    axes.plot([target, target], [1.6, 2.4], color="black", linewidth=3)
    axes.text(
        target,
        2.62,
        _("traguardo {share}").format(share=percent(target, decimals=0)),
        ha="center",
        fontsize=_LETTERS,
    )
    axes.set_yticks(range(3), ["\n".join(textwrap.wrap(row[0], 20)) for row in rows], fontsize=_LETTERS)
    axes.set_ylim(2.85, -0.6)
    axes.set_xlim(0, 1.15)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return picture(
        drawing,
        alt=_(
            "Persone raggiunte: {reached}. Permanenza evitata a ciascuna: {avoided}. Costo risparmiato: {cut}. "
            "Traguardo: {target}."
        ).format(
            reached=percent(reached, decimals=0),
            avoided=percent(avoided, decimals=0),
            cut=percent(cut, decimals=0),
            target=percent(target, decimals=0),
        ),
        caption=_("Quanto scende il costo, e quanto dovrebbe"),
        table=pd.DataFrame(
            [(name, percent(value)) for name, value, _c, _h in rows] + [(_("traguardo"), percent(target))],
            columns=[_("Che cosa"), _("Quota")],
        ),
        sources=(_("numeri scelti da te; il traguardo è quello del progetto di Bergamo."),),
    )


def _signed(euro: float) -> str:
    return ("+" if euro > 0 else "") + money(euro)


def account_steps(played: Run) -> list[tuple[str, float]]:
    """Return how the account fills and empties, in euros."""
    names: tuple[tuple[Reason, int, str], ...] = (
        ("investment", 1, _("anticipo dell'investitore")),
        ("grant", 1, _("contributo di chi dona")),
        ("fee", 1, _("canone fisso del Comune")),
        ("cost", -1, _("costo del servizio")),
        ("results", 1, _("risultati pagati dal Comune")),
        ("capital", -1, _("capitale all'investitore")),
        ("return", -1, _("rendimento all'investitore")),
        ("premium", -1, _("premio a chi realizza")),
        ("reuse", -1, _("reimpiego in nuovi servizi")),
    )
    totals = [(words, sign * played.total(reason) / 100) for reason, sign, words in names]
    return [(words, amount) for words, amount in totals if amount]


@house_style
def paid_in_stories(
    rows: Sequence[tuple[str, float, float]], *, most: float, title: str, source: str
) -> Figure:
    """Draw what is paid in each story: what is paid in any case, and what is paid for results.

    Parameters
    ----------
    rows
        Story, fee, results; in euros.
    most
        The most the contract can cost, drawn as a line.
    title, source
        Of the figure.
    """
    drawing = canvas(width=_WIDTH, height=1.7 + 0.7 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    for place, (_story, fee, results) in enumerate(rows):
        axes.barh(place, fee, height=0.55, color="#c3cad4", hatch="//", edgecolor="#4a4a4a")
        axes.barh(place, results, left=fee, height=0.55, color=COLOURS[0], edgecolor="#4a4a4a")
        axes.text(
            fee + results + 0.02 * most, place, money(fee + results), va="center", fontsize=_LETTERS,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
    axes.axvline(most, color="black", linewidth=1.5, linestyle="--")
    labels = ["\n".join(textwrap.wrap(row[0], 18)) for row in rows]
    axes.set_yticks(range(len(rows)), labels, fontsize=_LETTERS)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.3 * most)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(_("Tratteggiato: il canone. Linea: il massimo, {most}").format(most=money(most)))
    said = "; ".join(
        _("{story}: canone {fee}, risultati {results}").format(
            story=story, fee=money(fee), results=money(results)
        )
        for story, fee, results in rows
    )
    return picture(
        drawing,
        alt=_(
            "Una barra per storia: tratteggiato il canone, poi i risultati; una linea al massimo, {most}. {said}."
        ).format(most=money(most), said=said),
        caption=title,
        table=pd.DataFrame(
            [(story, money(fee), money(results), money(fee + results)) for story, fee, results in rows],
            columns=[_("Storia"), _("Canone"), _("Per i risultati"), _("In tutto")],
        ),
        sources=(source,),
    )
