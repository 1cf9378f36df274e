"""A picture of a plan: which steps wait for which, and when it is over."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.timetable import Timetable

_LETTERS = 12
_EDGE = "#4a4a4a"
# a step that can be late, and one that cannot: the hatch and a lighter grey tell them apart in print
_LOOKS = {False: (COLOURS[0], ""), True: (COLOURS[5], "//")}


@house_style
def bars_in_time(
    plan: Timetable, *, names: Mapping[str, str], limit: float, title: str, source: str
) -> Figure:
    """Draw the steps of a plan as bars along the months, with a key to what the two kinds of bars say.

    Parameters
    ----------
    plan
        At least a step.
    names
        What each step is called.
    limit
        Months the plan may take, drawn as a line.
    title, source
        Of the figure.
    """
    labels = [textwrap.wrap(names[step.id], 24) for step in plan.steps]
    from matplotlib.patches import Patch

    # a name of four lines needs its room: the next must not be written over it
    room = max(0.52, 0.1 + 0.21 * max(map(len, labels)))
    drawing = canvas(width=6.4, height=1.5 + room * len(plan.steps))
    axes = drawing.subplots()
    tidy(axes)
    for place, step in enumerate(plan.steps):
        colour, hatch = _LOOKS[step.id in plan.critical]
        axes.barh(
            place, step.end - step.start, left=step.start, height=0.6, color=colour, hatch=hatch, edgecolor=_EDGE
        )  # fmt: skip
    axes.axvline(limit, color="black", linewidth=1.5, linestyle="--")
    axes.text(limit, -0.75, _("limite"), ha="center", va="bottom", fontsize=_LETTERS)
    axes.set_yticks(range(len(plan.steps)), ["\n".join(lines) for lines in labels], fontsize=_LETTERS)
    axes.invert_yaxis()
    axes.set_xlim(0, max(plan.length, limit) * 1.04)
    axes.set_xlabel(_("Mesi dall'inizio"), fontsize=_LETTERS)
    tight = [step.id in plan.critical for step in plan.steps]
    drawing.legend(
        handles=[
            Patch(facecolor=colour, edgecolor=_EDGE, hatch=hatch, label=_bar_name(late))
            for late, (colour, hatch) in _LOOKS.items()
            if late in tight
        ],
        loc="outside lower center", fontsize=_LETTERS, frameon=False,
    )  # fmt: skip
    return picture(
        drawing,
        alt=_(
            "Una barra per passo, lungo i mesi; piena se il passo può tardare, tratteggiata se non può. Il piano "
            "dura {months} mesi, il limite è {limit}. {steps}."
        ).format(
            months=number(plan.length),
            limit=number(limit),
            steps="; ".join(
                _("{name}: da {start} a {end}").format(
                    name=names[step.id], start=number(step.start), end=number(step.end)
                )
                for step in plan.steps
            ),
        ),
        caption=title,
        table=pd.DataFrame(
            [
                (names[step.id], number(step.start), number(step.end), number(step.slack), _bar_name(late))
                for step, late in zip(plan.steps, tight, strict=True)
            ],
            columns=[
                _("Passo"), _("Comincia al mese"), _("Finisce al mese"), _("Mesi di ritardo possibili"),
                _("La barra"),
            ],
        ),
        sources=(source,),
    )  # fmt: skip


def _bar_name(late: bool) -> str:
    """Say what a bar tells: what the key prints, and the data table too."""
    return _("tratteggiata: il passo non può tardare") if late else _("piena: il passo può tardare")
