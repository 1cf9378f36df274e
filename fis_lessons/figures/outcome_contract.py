"""Pictures of a contract that pays for results: what is paid, when the ceiling is met, when chance decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.measures.chance import binomial
from fis_lessons.measures.contract import Threshold
from fis_lessons.measures.contract.risk import people_needed

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.4
_LETTERS = 11
_QUIET = "#c9d6e4"


def _euro_axis(axes: object) -> None:
    axes.yaxis.set_major_formatter(lambda y, _position: money(y))  # type: ignore[attr-defined]
    axes.tick_params(labelsize=_LETTERS)  # type: ignore[attr-defined]


@house_style
def fee_and_premium(fees: Sequence[float], premiums: Sequence[float], *, source: str) -> Figure:
    """Draw fee and premium at each check.

    Parameters
    ----------
    fees, premiums
        Euros at each check.
    source
        Line of Markdown.
    """
    checks = list(range(1, len(fees) + 1))
    drawing = canvas(width=_WIDTH, height=3.5)
    axes = drawing.subplots()
    tidy(axes)
    axes.bar(checks, fees, color=_QUIET, edgecolor="#4a4a4a", label=_("parte fissa"))
    axes.bar(
        checks, premiums, bottom=fees, color=COLOURS[1], hatch="//", edgecolor="black", label=_("premio")
    )
    _euro_axis(axes)
    axes.set_xticks(checks[:: 2 if len(checks) > 8 else 1])
    axes.set_xlabel(_("verifica, una ogni tre mesi"), fontsize=_LETTERS)
    axes.set_ylim(0, max(a + b for a, b in zip(fees, premiums, strict=True)) * 1.3 or 1)
    axes.legend(fontsize=_LETTERS, ncols=2, frameon=False, loc="upper right")
    total = sum(fees) + sum(premiums)
    return picture(
        drawing,
        alt=_(
            "Barre di {count} verifiche. In tutto la parte fissa è {fees}, il premio {premiums}: il premio è "
            "il {share} del totale."
        ).format(
            count=len(fees),
            fees=money(sum(fees)),
            premiums=money(sum(premiums)),
            share=percent(sum(premiums) / total if total else 0.0),
        ),
        caption=_("Che cosa paga il Comune a ogni verifica"),
        table=pd.DataFrame(
            [
                (number(check), money(fee), money(premium))
                for check, fee, premium in zip(checks, fees, premiums, strict=True)
            ],
            columns=[_("Verifica"), _("Parte fissa"), _("Premio")],
        ),
        sources=(source,),
    )


@house_style
def payment_curve(threshold: Threshold | None, *, reached: float, source: str) -> Figure:
    """Draw how much of the price is due at each share of the cohort, and where the cohort stands.

    Parameters
    ----------
    threshold
        ``None``: every result is paid, whatever the others do.
    reached
        Share of the cohort that reached the result.
    source
        Line of Markdown.
    """
    levels = np.linspace(0, 1, 2001)
    due = np.ones(2001) if threshold is None else threshold.shares(levels)
    here = 1.0 if threshold is None else threshold.share(reached)
    drawing = canvas(width=_WIDTH, height=3.0)
    axes = drawing.subplots()
    tidy(axes)
    axes.plot(100 * levels, 100 * due, color=COLOURS[0], linewidth=2.5)
    axes.plot(100 * reached, 100 * here, "D", color=COLOURS[1], markersize=11, markeredgecolor="black")
    axes.axvline(100 * reached, color="#4a4a4a", linestyle=":", linewidth=1.2)
    axes.set_ylim(-6, 112)
    axes.set_xlim(0, 100)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda x, _position: number(x) + "%")
    axes.tick_params(labelsize=_LETTERS)
    axes.set_xlabel(_("persone del gruppo che raggiungono gli obiettivi"), fontsize=_LETTERS)
    axes.set_ylabel(_("parte del prezzo dovuta"), fontsize=_LETTERS)
    marks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    return picture(
        drawing,
        alt=_(
            "Linea: la parte del prezzo dovuta cresce con le persone che raggiungono gli obiettivi. Qui sono "
            "il {reached} del gruppo (rombo) e si paga il {here} del prezzo."
        ).format(reached=percent(reached), here=percent(here, decimals=0)),
        caption=_("La soglia: quanto si paga di ogni risultato, secondo quanti lo raggiungono"),
        table=pd.DataFrame(
            [
                (
                    percent(level, decimals=0),
                    percent(1.0 if threshold is None else threshold.share(level), decimals=0),
                )
                for level in marks
            ],
            columns=[_("Persone che raggiungono gli obiettivi"), _("Parte del prezzo dovuta")],
        ),
        sources=(source,),
    )


@house_style
def towards_the_cap(paid: Sequence[float], *, cap: float, source: str) -> Figure:
    """Draw what has been paid so far at each check, under the ceiling of the contract.

    Parameters
    ----------
    paid
        Euros paid at each check.
    cap
        Ceiling, euros.
    source
        Line of Markdown.
    """
    so_far = np.cumsum(np.asarray(paid, dtype=float))
    checks = np.arange(1, len(so_far) + 1)
    drawing = canvas(width=_WIDTH, height=3.2)
    axes = drawing.subplots()
    tidy(axes)
    axes.step(checks, so_far, where="mid", color=COLOURS[0], linewidth=2.5)
    axes.plot(checks, so_far, "o", color=COLOURS[0], markersize=6, markeredgecolor="black")
    top = max(float(so_far[-1]) if len(so_far) else 0.0, 1.0)
    near = cap <= 1.6 * top
    if near:
        axes.axhline(cap, color=COLOURS[1], linewidth=2, linestyle="--")
        axes.text(1, cap, _("tetto"), va="bottom", fontsize=_LETTERS + 1, fontweight="bold")
    axes.set_ylim(0, (max(cap, top) if near else top) * 1.18)
    _euro_axis(axes)
    axes.set_xlabel(_("verifica, una ogni tre mesi"), fontsize=_LETTERS)
    full = next((int(c) for c, value in zip(checks, so_far, strict=True) if value >= cap), None)
    words = _("In tutto si pagano {total}; il tetto è {cap}.").format(
        total=money(float(so_far[-1]) if len(so_far) else 0.0), cap=money(cap)
    )
    if full is not None:
        words += " " + _("Il tetto è raggiunto alla verifica numero {check}.").format(check=full)
    return picture(
        drawing,
        alt=_("Linea a scalini: quanto si è pagato fino a ogni verifica.") + " " + words,
        caption=_("Quanto si è pagato fino a ogni verifica, e il tetto del contratto"),
        table=pd.DataFrame(
            [
                (number(int(check)), money(one), money(float(total)))
                for check, one, total in zip(checks, paid, so_far, strict=True)
            ],
            columns=[_("Verifica"), _("Pagato"), _("Pagato fin qui")],
        ),
        sources=(source,),
    )


@house_style
def two_chances(cohort: int, *, baseline: float, effect: float, threshold: float, source: str) -> Figure:
    """Draw how many people may reach the result, without any effect and with the true one.

    Parameters
    ----------
    cohort
        People.
    baseline, effect
        Share that would arrive anyway, and what the service adds.
    threshold
        Share from which one pays.
    source
        Line of Markdown.
    """
    needed = people_needed(cohort, threshold)
    rows = (
        (_("il servizio non cambia nulla"), baseline, COLOURS[1], "//"),
        (_("il servizio funziona"), baseline + effect, COLOURS[0], ""),
    )
    drawing = canvas(width=_WIDTH, height=4.4)
    both = drawing.subplots(2, 1, sharex=True)
    people = np.arange(cohort + 1)
    told, records = [], []
    for axes, (label, rate, colour, hatch) in zip(both, rows, strict=True):
        tidy(axes)
        chances = binomial(cohort, rate)
        pays = people >= needed
        share = 100 * people / cohort
        width = 100 / cohort * 0.85
        axes.bar(share[~pays], chances[~pays], width=width, color=_QUIET)
        edge = "black" if cohort <= 60 else colour  # many thin bars would turn black
        axes.bar(
            share[pays],
            chances[pays],
            width=width,
            color=colour,
            hatch=hatch if cohort <= 60 else "",
            edgecolor=edge,
        )
        limit = 100 * (needed - 0.5) / cohort
        axes.axvline(limit, color="black", linestyle="--", linewidth=1.4)
        paid = float(chances[pays].sum())
        axes.set_title(
            _("{label}: si paga {times} volte su 100").format(
                label=label, times=number(100 * paid, decimals=1)
            ),
            fontsize=_LETTERS,
            loc="left",
            fontweight="bold",
        )
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.tick_params(labelsize=_LETTERS)
        axes.set_xlim(0, 100)
        told.append(number(100 * paid, decimals=1))
        records.append((label, percent(rate, decimals=0), percent(paid), percent(1 - paid)))
    both[1].xaxis.set_major_formatter(lambda x, _position: number(x) + "%")
    both[1].set_xlabel(_("persone che raggiungono il risultato (tratteggio: soglia)"), fontsize=_LETTERS)
    return picture(
        drawing,
        alt=_(
            "Due gruppi di barre, su {cohort} persone. Si paga da {needed} persone in su. Se il servizio non "
            "cambia nulla si paga lo stesso {first} volte su 100; se funziona si paga {second} volte su 100."
        ).format(cohort=number(cohort), needed=number(needed), first=told[0], second=told[1]),
        caption=_("Quante persone possono arrivare al risultato, senza effetto e con l'effetto vero"),
        table=pd.DataFrame(
            records,
            columns=[_("Se è vero che"), _("Probabilità di ciascuno"), _("Si paga"), _("Non si paga")],
        ),
        sources=(source,),
    )


@house_style
def design_bars(payments: Mapping[str, Sequence[float]], conducts: Sequence[str], *, source: str) -> Figure:
    """Draw what each way of paying gives to each way of working.

    Parameters
    ----------
    payments
        By way of paying (its label), a number of euros for each way of working.
    conducts
        Labels of the ways of working.
    source
        Line of Markdown.
    """
    styles = [(COLOURS[0], ""), (COLOURS[1], "//"), (COLOURS[5], ".."), (_QUIET, "xx")]
    size = len(conducts)
    drawing = canvas(width=_WIDTH, height=1.6 + 1.15 * len(payments))
    axes = drawing.subplots()
    tidy(axes)
    top = max(max(values) for values in payments.values()) or 1.0
    for row, values in enumerate(payments.values()):
        for position, value in enumerate(values):
            colour, hatch = styles[position % len(styles)]
            place = row + (position - (size - 1) / 2) * 0.2
            axes.barh(
                place,
                value,
                height=0.18,
                color=colour,
                hatch=hatch,
                edgecolor="#333333",
                label=conducts[position] if row == 0 else None,
            )
            axes.text(value + top * 0.015, place, money(value), va="center", fontsize=_LETTERS - 2)
    axes.set_yticks(range(len(payments)), list(payments), fontsize=_LETTERS)
    axes.invert_yaxis()
    axes.set_xlim(0, top * 1.25)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    drawing.legend(loc="outside upper left", fontsize=_LETTERS - 1, frameon=False, ncols=2)
    said = "; ".join(
        f"{name}: " + ", ".join(f"{c} {money(v)}" for c, v in zip(conducts, values, strict=True))
        for name, values in ((n.replace("\n", " "), v) for n, v in payments.items())
    )
    return picture(
        drawing,
        alt=_("Barre che partono da zero. {values}.").format(values=said),
        caption=_("Quanto paga in media ogni disegno, secondo come lavora il fornitore"),
        table=pd.DataFrame(
            [(name.replace("\n", " "), *(money(v) for v in values)) for name, values in payments.items()],
            columns=[_("Disegno"), *conducts],
        ),
        sources=(source,),
    )


@house_style
def savings_bars(rows: Sequence[tuple[str, float, float]], *, source: str) -> Figure:
    """Draw whose a saving is: gross, and the part that leaves the budget.

    Parameters
    ----------
    rows
        Who, gross euros, cashable euros.
    source
        Line of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=1.2 + 0.8 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    top = max(gross for _who, gross, _cash in rows) or 1.0
    for position, (_who, gross, cash) in enumerate(rows):
        first = position == 0
        axes.barh(
            position - 0.19,
            gross,
            height=0.36,
            color=_QUIET,
            edgecolor="#4a4a4a",
            label=_("lordo") if first else None,
        )
        axes.barh(
            position + 0.19,
            cash,
            height=0.36,
            color=COLOURS[0],
            hatch="//",
            edgecolor="#1a1a1a",
            label=_("esce dal bilancio") if first else None,
        )
        axes.text(gross + top * 0.02, position - 0.19, money(gross), va="center", fontsize=_LETTERS)
        axes.text(cash + top * 0.02, position + 0.19, money(cash), va="center", fontsize=_LETTERS)
    axes.set_yticks(range(len(rows)), [who for who, _gross, _cash in rows], fontsize=_LETTERS)
    axes.invert_yaxis()
    axes.set_xlim(0, top * 1.3)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    drawing.legend(loc="outside upper left", fontsize=_LETTERS, frameon=False, ncols=2)
    said = "; ".join(
        _("{who}: {gross} lordi, {cash} in bilancio").format(who=who, gross=money(gross), cash=money(cash))
        for who, gross, cash in rows
    )
    return picture(
        drawing,
        alt=_("Barre che partono da zero. {values}.").format(values=said),
        caption=_("Di chi è il risparmio di un risultato in più, e quanto ne esce davvero da un bilancio"),
        table=pd.DataFrame(
            [(who, money(gross), money(cash)) for who, gross, cash in rows],
            columns=[_("Di chi"), _("Risparmio lordo"), _("Esce dal bilancio")],
        ),
        sources=(source,),
    )
