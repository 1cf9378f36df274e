"""Pictures of a territory: who lives there by age, beside whom it stands, how much one case weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.population import rate, share
from fis_lessons.territory import AgePyramid, Comparison, age_label

if TYPE_CHECKING:
    from fis_lessons.territory.comparison import RowKind

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11
_QUIET = "#c9d6e4"


@house_style
def age_pyramid(pyramid: AgePyramid, *, first: int, last: int, source: str) -> Figure:
    """Draw residents by year of age, with one age group picked out.

    Parameters
    ----------
    pyramid
        Residents of the place.
    first, last
        The group, both ends included; 100 stands for 100 and over.
    source
        Line of Markdown.
    """
    inside = pyramid.between(first, last)
    label, part = age_label(first, last), percent(share(inside, pyramid.total))
    drawing = canvas(width=_WIDTH, height=5.4)
    axes = drawing.subplots()
    tidy(axes)
    for ages, colour in ((range(101), _QUIET), (range(first, last + 1), COLOURS[0])):
        rows = list(ages)
        axes.barh(rows, [-pyramid.males[a] for a in rows], height=0.9, color=colour)
        axes.barh(rows, [pyramid.females[a] for a in rows], height=0.9, color=colour)
    # lines and words say which group it is to whoever does not see the colours
    for edge in (first - 0.5, last + 0.5):
        axes.axhline(edge, color="black", linewidth=1.2, linestyle="--")
    axes.axvline(0, color="black", linewidth=0.8)
    widest = max(*pyramid.males, *pyramid.females, 1)
    axes.set_xlim(-widest * 1.08, widest * 1.08)
    axes.set_ylim(-1, 101)
    axes.set_yticks(range(0, 101, 10))
    _count_axis(axes, widest)
    axes.tick_params(labelsize=_LETTERS)
    axes.set_ylabel(_("Età (anni compiuti)"), fontsize=_LETTERS)
    axes.set_xlabel(_("← maschi    residenti    femmine →"), fontsize=_LETTERS)
    words = _("{ages}: {count} ({share})").format(ages=label, count=number(inside), share=part)
    axes.set_title(words, fontsize=_LETTERS + 2, fontweight="bold", loc="left")
    return picture(
        drawing,
        alt=_(
            "Piramide delle età di {place}. Fra le linee tratteggiate c'è la fascia {ages}: {count} "
            "residenti "
            "su {total}, cioè {share}."
        ).format(
            place=pyramid.place, ages=label, count=number(inside), total=number(pyramid.total), share=part
        ),
        caption=_("{place}: residenti per età, con la fascia {ages} in evidenza").format(
            place=pyramid.place, ages=label
        ),
        table=_pyramid_table(pyramid, first=first, last=last),
        sources=(source,),
    )


def _count_axis(axes: Any, widest: int) -> None:
    """Write counts without sign on both sides, in round and whole steps."""
    step = max(10 ** (len(str(widest)) - 1), 1)
    step = next(s for s in (step // 2, step, step * 2, step * 5) if s >= 1 and widest / s < 4)
    ticks = [i * step for i in range(-(widest // step), widest // step + 1)]
    axes.set_xticks(ticks, [number(abs(tick)) for tick in ticks])


def _pyramid_table(pyramid: AgePyramid, *, first: int, last: int) -> pd.DataFrame:
    table = pyramid.table()
    males, females = pyramid.between(first, last, sex="male"), pyramid.between(first, last, sex="female")
    group = _("Fascia in evidenza: {ages}").format(ages=age_label(first, last))
    head = pd.DataFrame([[group, males, females, males + females]], columns=table.columns)
    table = pd.concat([head, table])
    return pd.DataFrame(
        {name: [number(v) if not isinstance(v, str) else v for v in table[name]] for name in table.columns}
    )


@house_style
def comparison_bars(comparison: Comparison) -> Figure:
    """Draw a municipality beside its areas and the similar municipalities; bars start from zero."""
    rows = [row for row in comparison.rows if row.value is not None]
    # colour and hatch together: told apart in grey print too
    styles: dict[RowKind, tuple[str, str]] = {
        "municipality": (COLOURS[0], ""),
        "province": (COLOURS[5], "//"),
        "region": (COLOURS[5], "//"),
        "country": (COLOURS[5], "//"),
        "similar": (_QUIET, ".."),
    }
    drawing = canvas(width=_WIDTH, height=1.3 + 0.42 * len(rows))
    axes = drawing.subplots()
    tidy(axes)
    top = max((row.value or 0.0) for row in rows) or 1.0
    for position, row in enumerate(rows):
        colour, hatch = styles[row.kind]
        axes.barh(position, row.value or 0.0, height=0.72, color=colour, hatch=hatch, edgecolor="#4a4a4a")
        axes.text(
            (row.value or 0.0) + top * 0.02, position, comparison.shown(row), va="center", fontsize=_LETTERS
        )
    axes.set_yticks(range(len(rows)), [row.label for row in rows], fontsize=_LETTERS)
    axes.get_yticklabels()[0].set_fontweight("bold")
    axes.invert_yaxis()
    axes.set_xlim(0, top * 1.22)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    said = "; ".join(f"{row.label} {comparison.shown(row)}" for row in rows)
    return picture(
        drawing,
        alt=_("Barre che partono da zero. {label}: {values}.").format(label=comparison.label, values=said),
        caption=_("{label} a {place}, nelle aree di cui fa parte e nei Comuni di grandezza simile").format(
            label=comparison.label, place=comparison.place.name
        ),
        table=comparison.table(),
        sources=(comparison.source,),
    )


@house_style
def one_case_more(cases: int, group: int, *, large: int, large_label: str) -> Figure:
    """Draw how far a share moves with one case more or less, in a group and in a large one.

    Parameters
    ----------
    cases, group
        Persons counted, and persons they are counted among.
    large
        Size of the other group, with about the same share of cases.
    large_label
        What the large group is.

    Raises
    ------
    MeasureError
        If the cases are more than the group.
    """
    value = share(cases, group)
    same = round(value * large)
    lines = [
        (_("Fra {count} persone").format(count=number(group)), cases, group),
        (large_label + "\n" + _("(fra {count} persone)").format(count=number(large)), same, large),
    ]
    drawing = canvas(width=_WIDTH, height=2.9)
    axes = drawing.subplots()
    tidy(axes)
    records = []
    for position, (label, events, people) in enumerate(lines):
        low, middle, high = (rate(e, people, per=100) for e in _around(events, people))
        axes.plot([low, high], [position, position], color=COLOURS[0], linewidth=3, solid_capstyle="butt")
        axes.plot([low, high], [position, position], "|", color=COLOURS[0], markersize=16, markeredgewidth=3)
        axes.plot(middle, position, "D", color=COLOURS[1], markersize=9, markeredgecolor="black")
        records.append((label.replace("\n", " "), events, people, low, middle, high))
    widest = max(record[5] for record in records)
    least = min(record[3] for record in records)
    room = max(widest - least, 0.5) * 0.15
    axes.set_xlim(max(0.0, least - room) if least > 0 else -room, widest + room)
    axes.set_ylim(1.6, -0.6)
    axes.set_yticks([0, 1], [line[0] for line in lines], fontsize=_LETTERS)
    axes.xaxis.set_major_formatter(lambda x, _position: number(x, decimals=1) + "%")
    axes.locator_params(axis="x", nbins=5)
    axes.tick_params(axis="x", labelsize=_LETTERS)
    first = records[0]
    return picture(
        drawing,
        alt=_(
            "Con {cases} casi su {group} la quota è {value}. Con un caso in meno è {low}, con uno in più è "
            "{high}. Dove le persone sono tante, con la stessa quota, un caso quasi non si vede: da {large_low} a "
            "{large_high}."
        ).format(
            cases=number(cases),
            group=number(group),
            value=_points(first[4]),
            low=_points(first[3]),
            high=_points(first[5]),
            large_low=_points(records[1][3], decimals=3),
            large_high=_points(records[1][5], decimals=3),
        ),
        caption=_(
            "Un caso in più o in meno: quanto si sposta la quota (rombo: oggi; estremi: un caso di "
            "differenza)"
        ),
        table=pd.DataFrame(
            [
                (name, number(events), number(people), *(_points(v, decimals=3) for v in (low, middle, high)))
                for name, events, people, low, middle, high in records
            ],
            columns=[
                _("Dove si conta"),
                _("Casi"),
                _("Persone"),
                _("Un caso in meno"),
                _("Quota oggi"),
                _("Un caso in più"),
            ],
        ),
        sources=(_("numeri scelti da te; la fascia più grande viene dai dati sui residenti."),),
    )


def _around(events: int, people: int) -> tuple[int, int, int]:
    """One case less, as it is, one case more, without leaving the group."""
    return max(events - 1, 0), events, min(events + 1, people)


def _points(value: float, *, decimals: int = 2) -> str:
    return percent(value / 100, decimals=decimals)
