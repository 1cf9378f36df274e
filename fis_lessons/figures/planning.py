"""Pictures for planning an evaluation: which design, how many people, what a small group can tell."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.population import Interval

_WIDTH = 6.4
_LETTERS = 12


@house_style
def designs_ladder(rows: Sequence[tuple[str, int, str]]) -> Figure:
    """Draw the designs from the strongest, and which of them can be used.

    Parameters
    ----------
    rows
        Name of the design, its strength from 0 to 5, and what it lacks: nothing if it can be used.
    """
    drawing = canvas(width=_WIDTH, height=0.9 + 0.52 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    for position, (_name, strength, lacking) in enumerate(rows):
        usable = not lacking
        axes.barh(
            position,
            max(strength, 0.12),
            height=0.62,
            color=COLOURS[0] if usable else "white",
            hatch="" if usable else "///",
            edgecolor="#4a4a4a",
        )
        word = _("si può") if usable else _("manca qualcosa")
        axes.text(
            max(strength, 0.12) + 0.12,
            position,
            f"{strength}  {word}",
            va="center",
            fontsize=_LETTERS,
            fontweight="bold" if usable else "normal",
        )
    axes.set_yticks(
        range(len(rows)), ["\n".join(textwrap.wrap(row[0], 24)) for row in rows], fontsize=_LETTERS
    )
    axes.invert_yaxis()
    axes.set_xlim(0, 8.6)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    can = [name for name, _strength, lacking in rows if not lacking]
    return picture(
        drawing,
        alt=_("Disegni di valutazione dal più forte al più debole. Si possono usare: {names}.").format(
            names=", ".join(can)
        ),
        caption=_("Quanto regge ogni confronto, da 0 a 5, e che cosa gli manca qui"),
        table=pd.DataFrame(
            [
                (name, number(strength), lacking or _("niente: si può usare"))
                for name, strength, lacking in rows
            ],
            columns=[_("Disegno"), _("Forza"), _("Che cosa manca")],
        ),
        sources=(
            _("scala del Maryland (Sherman e altri, 1997), adattata da noi; lo zero è aggiunto da noi."),
        ),
    )


@house_style
def power_curve(
    points: Sequence[tuple[int, float]], *, chosen: int, power: float, wanted: float = 0.8
) -> Figure:
    """Draw the probability of seeing an effect as the groups grow.

    Parameters
    ----------
    points
        People in each group and probability, in order.
    chosen, power
        The size chosen by the learner, and its probability.
    wanted
        Probability usually asked for.
    """
    drawing = canvas(width=_WIDTH, height=3.5)
    axes = drawing.subplots()
    tidy(axes)
    sizes, values = [size for size, _value in points], [value for _size, value in points]
    axes.plot(sizes, values, color=COLOURS[0], linewidth=2.5)
    axes.axhline(wanted, color="#4a4a4a", linestyle="--", linewidth=1.5)
    axes.text(sizes[-1], wanted + 0.02, percent(wanted, decimals=0), ha="right", fontsize=_LETTERS)
    axes.plot(chosen, power, "D", color=COLOURS[1], markersize=11, markeredgecolor="black")
    axes.annotate(
        percent(power, decimals=0),
        (chosen, power),
        textcoords="offset points",
        xytext=(12, -6) if power > 0.2 else (10, 8),
        fontsize=_LETTERS + 1,
        fontweight="bold",
    )
    axes.set_ylim(0, 1.05)
    axes.set_xlim(0, sizes[-1])
    axes.yaxis.set_major_formatter(lambda y, _position: percent(y, decimals=0))
    axes.xaxis.set_major_formatter(lambda x, _position: number(x))
    axes.locator_params(axis="x", nbins=5)
    axes.tick_params(labelsize=_LETTERS)
    axes.set_xlabel(_("persone in ciascun gruppo"), fontsize=_LETTERS)
    axes.set_ylabel(_("probabilità di vederlo"), fontsize=_LETTERS)
    shown = [*points[:: max(1, len(points) // 6)], (chosen, power)]
    return picture(
        drawing,
        alt=_(
            "La probabilità di vedere l'effetto cresce con le persone. Con {chosen} per gruppo (rombo) è del "
            "{power}; "
            "la linea tratteggiata segna {wanted}."
        ).format(chosen=number(chosen), power=percent(power, decimals=0), wanted=percent(wanted, decimals=0)),
        caption=_("Quante persone servono per vedere un effetto che c'è"),
        table=pd.DataFrame(
            [(number(size), percent(value)) for size, value in sorted(dict(shown).items())],
            columns=[_("Persone in ciascun gruppo"), _("Probabilità di vedere l'effetto")],
        ),
        sources=(_("numeri scelti da te; calcolo con l'approssimazione normale (Fleiss, 1981)."),),
    )


@house_style
def small_group(successes: int, trials: int, *, interval: Interval, usual: float) -> Figure:
    """Draw the share seen in a small group, how uncertain it is, and the share usually seen.

    Parameters
    ----------
    successes, trials
        What was seen.
    interval
        Where the true share lies.
    usual
        Share expected without the project.
    """
    seen = successes / trials
    drawing = canvas(width=_WIDTH, height=2.3)
    axes = drawing.subplots()
    tidy(axes)
    axes.plot([interval.low, interval.high], [0, 0], color=COLOURS[0], linewidth=4, solid_capstyle="butt")
    axes.plot([interval.low, interval.high], [0, 0], "|", color=COLOURS[0], markersize=22, markeredgewidth=4)
    axes.plot(seen, 0, "D", color=COLOURS[1], markersize=12, markeredgecolor="black")
    axes.axvline(usual, color="#4a4a4a", linestyle="--", linewidth=2)
    side = "left" if usual < 0.7 else "right"
    axes.text(
        usual + (0.01 if side == "left" else -0.01),
        0.75,
        _("di solito {share}").format(share=percent(usual, decimals=0)),
        ha=side,
        va="center",
        fontsize=_LETTERS,
    )
    axes.set_ylim(-1, 1)
    axes.set_xlim(0, 1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda x, _position: percent(x, decimals=0))
    axes.tick_params(axis="x", labelsize=_LETTERS)
    return picture(
        drawing,
        alt=_(
            "{successes} persone su {trials} ce la fanno: {seen} (rombo). La quota vera può "
            "stare fra {low} e {high} "
            "(barra). Di solito: {usual} (linea tratteggiata)."
        ).format(
            successes=number(successes),
            trials=number(trials),
            seen=percent(seen, decimals=0),
            low=percent(interval.low, decimals=0),
            high=percent(interval.high, decimals=0),
            usual=percent(usual, decimals=0),
        ),
        caption=_("Che cosa si sa da {trials} persone").format(trials=number(trials)),
        table=pd.DataFrame(
            [
                (_("Quota vista"), percent(seen)),
                (_("La quota vera può stare da"), percent(interval.low)),
                (_("La quota vera può stare fino a"), percent(interval.high)),
                (_("Quota che si vede di solito"), percent(usual)),
            ],
            columns=[_("Che cosa"), _("Quanto")],
        ),
        sources=(_("numeri scelti da te; intervallo esatto al 95% (Clopper e Pearson, 1934)."),),
    )
