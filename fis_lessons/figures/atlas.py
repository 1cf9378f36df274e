"""A picture of the atlas: where the cities of the programme are, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import pandas as pd

from fis_lessons.cases.atlas import City, city_points, country_points
from fis_lessons.cases.labels import AreaName, Gap, area_label, finance_label, gap_label, result_label
from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money

# Narrow and with large letters: the figure must be read on a telephone too
_WIDTH = 5.2
_LETTERS = 11
_LAND = "#c3cad4"
_QUIET = "#5c6570"
# Sign, fill and edge of each area: the sign says it to whoever does not see the colours
_LOOKS: dict[AreaName | None, tuple[str, str]] = {
    "social_inclusion": ("o", COLOURS[0]),
    "cultural_animation": ("s", COLOURS[1]),
    "school_dropout": ("^", COLOURS[2]),
    None: ("X", "#333333"),
}
# Which way a name goes from its point, where to the right it would cover another
_NAMES: dict[str, tuple[float, float, str]] = {
    "bergamo": (0.0, 0.36, "left"),
    "cuneo": (-0.25, -0.35, "center"),
    "firenze": (0.22, -0.12, "left"),
    "lucca": (-0.22, 0.0, "right"),
    "milano": (0.18, -0.28, "left"),
    "novara": (-0.05, 0.36, "right"),
    "perugia": (-0.22, 0.0, "right"),
    "prato": (0.05, 0.36, "left"),
    "torino": (-0.22, 0.1, "right"),
    "trapani": (0.0, -0.42, "center"),
}
_ONE_DEGREE_NORTH = 1.35  # how much longer than a degree east, at the latitude of Italy: 1 / cos 42°


def area_name(area: AreaName | None) -> str:
    """Name an area of the programme, or say that it was not found."""
    return area_label(area) if area else _("area non trovata")


@house_style
def atlas_map(
    shown: Sequence[City], *, among: Sequence[City], title: str, sources: tuple[str, ...]
) -> Figure:
    """Draw where some cities are, the others as small rings.

    Parameters
    ----------
    shown
        The cities to name; at least one.
    among
        All of them.
    title
        Caption.
    sources
        Lines of Markdown.
    """
    drawing = canvas(width=_WIDTH, height=6.1)
    axes = drawing.subplots()
    land = country_points()
    axes.scatter([p.east for p in land], [p.north for p in land], s=9, color=_LAND, linewidths=0, zorder=1)
    named = {city.id for city in shown}
    for city in among:
        _city(axes, city, named=city.id in named)
    axes.set_aspect(_ONE_DEGREE_NORTH)
    axes.set_xlim(5.6, 19.4)
    axes.set_ylim(36.0, 47.3)
    axes.set_axis_off()
    areas = [area for area in _LOOKS if any(city.area == area for city in shown)]
    _key(drawing, areas, others=len(shown) < len(among))
    return picture(
        drawing,
        alt=_("Carta dell'Italia. Le città scelte sono {count} su {all}. {said}.").format(
            count=len(shown), all=len(among), said=_by_area(shown)
        ),
        caption=title,
        table=atlas_table(shown),
        sources=(*sources, _map_source()),
    )


def _map_source() -> str:
    return _(
        "Punti ricavati dai confini Istat elaborati da [Openpolis](https://github.com/openpolis/geojson-italy), "
        "CC BY 4.0; dove c'è un punto grigio c'è almeno un Comune."
    )


def _city(axes: Any, city: City, *, named: bool) -> None:
    point = city_points()[city.municipality.istat]
    if not named:
        axes.plot(point.east, point.north, "o", markersize=6, markerfacecolor="white", markeredgecolor=_QUIET)
        return
    sign, colour = _LOOKS[city.area]
    axes.plot(
        point.east, point.north, sign, markersize=9, markerfacecolor=colour, markeredgecolor="white", zorder=3
    )
    across, up, side = _NAMES.get(city.id, (0.22, 0.0, "left"))
    axes.annotate(
        city.name,
        (point.east + across, point.north + up),
        ha=side,
        va="center",
        fontsize=_LETTERS,
        zorder=4,
        bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.75},
    )


def _key(drawing: Any, areas: Sequence[AreaName | None], *, others: bool) -> None:
    from matplotlib.lines import Line2D

    looks = [(*_LOOKS[area], "white", area_name(area)) for area in areas]
    if others:
        looks.append(("o", "white", _QUIET, _("le altre città")))
    drawing.legend(
        handles=[
            Line2D([], [], linestyle="", marker=sign, markersize=9, markerfacecolor=face, markeredgecolor=edge,
                   label=label)
            for sign, face, edge, label in looks
        ],
        loc="outside lower left",
        ncols=2,
        frameon=False,
        fontsize=_LETTERS - 0.5,
    )  # fmt: skip


def _by_area(shown: Sequence[City]) -> str:
    groups = {area: [city.name for city in shown if city.area == area] for area in _LOOKS}
    return "; ".join(f"{area_name(area)}: {', '.join(names)}" for area, names in groups.items() if names)


def atlas_table(shown: Sequence[City]) -> pd.DataFrame:
    """Set the cities side by side: what is told, and what was not found."""
    rows = [
        [
            city.name,
            city.project or _("non trovato"),
            area_name(city.area),
            _granted(city),
            _results(city),
            finance_label(city.impact_finance.status) if city.impact_finance else _("non trovato"),
            _missing(city),
        ]
        for city in shown
    ]
    columns = [
        _("Città"),
        _("Progetto"),
        _("Area"),
        _("Contributo concesso"),
        _("Che cosa si racconta"),
        _("Pagare a risultato"),
        _("Che cosa non si trova"),
    ]
    return pd.DataFrame(rows, columns=columns)


def _missing(city: City) -> str:
    if len(city.not_found) == len(get_args(Gap)):
        return _("tutto quanto")
    return ", ".join(gap_label(gap) for gap in city.not_found) or "–"


def _results(city: City) -> str:
    kinds = dict.fromkeys(one.kind for one in city.results)
    return ", ".join(result_label(kind) for kind in kinds) or _("non trovato")


def _granted(city: City) -> str:
    if granted := city.sum_of("granted"):
        return money(granted)
    if announced := city.sum_of("announced"):
        return _("non trovato; annunciati {amount}").format(amount=money(announced))
    return _("non trovato")
