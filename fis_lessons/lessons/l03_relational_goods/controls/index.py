"""The control on the index of relations: other weights, another mean, another order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import get_args

import numpy as np
import pandas as pd

from fis_lessons.errors import ParameterError
from fis_lessons.figures import told
from fis_lessons.figures.relations import rank_ranges
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk import Control, Note, Pick, Shown
from fis_lessons.lessons.l03_relational_goods.ground import (
    GOALPOST_YEARS,
    INDICATORS,
    YEAR,
    Ground,
    relations,
)
from fis_lessons.measures.composite import ampi, goalposts_around, mpi, places
from fis_lessons.measures.means import arithmetic_mean
from fis_lessons.measures.ranks import Mean, RankRange, combined, rank_sensitivity

ISTAT = "https://www.istat.it/it/benessere-e-sostenibilit%C3%A0/la-misurazione-del-benessere-%28bes%29/gli-indicatori-del-bes"
_WEIGHTS: dict[str, tuple[float, ...]] = {
    "equal": (1, 1, 1, 1),
    "trust": (1, 1, 1, 3),
    "participation": (1, 3, 1, 1),
    "count_on": (3, 1, 1, 1),
    "without": (1, 1, 0, 1),
}


def indicator_name(name: str) -> str:
    """Name one of the four indicators."""
    return {
        "count_on": _("persone su cui contare"),
        "participation": _("partecipazione sociale"),
        "volunteering": _("volontariato"),
        "trust": _("fiducia negli altri"),
    }[name]


def istat_note() -> Note:
    """Return where the four indicators come from."""
    return Note(
        _(
            "Istat, *Rapporto Bes 2021*, dominio «Relazioni sociali», [indicatori]({url}), CC BY 4.0, letto da "
            "una copia "
            "della tavola per regione"
        ).format(url=ISTAT),
        ISTAT,
    )


def index_control(ground: Ground) -> Control:
    """Return the control: mean and weights chosen, places of the regions drawn."""

    def draw(mean: str, weights: str, scale: str) -> Sequence[Shown]:
        chosen_mean = next((one for one in get_args(Mean) if one == mean), None)
        if chosen_mean is None or weights not in _WEIGHTS or scale not in ("years", "year"):
            raise ParameterError(_("Questa voce non è nel menu."))
        table = scaled(scale)
        shares = np.array(_WEIGHTS[weights]) / sum(_WEIGHTS[weights])
        chosen = places(combined(table.to_numpy(), shares, chosen_mean).tolist())
        ranges = _ranges(chosen_mean, scale)
        figure = rank_ranges(
            ranges,
            chosen=chosen,
            highlight=ground.region,
            title=_("Relazioni sociali nelle regioni, {year}: il posto dipende da chi pesa").format(
                year=YEAR
            ),
            sources=(
                _(
                    "Istat, Rapporto Bes 2021; la scala è nostra. Nei pesi a caso ogni combinazione ha la stessa "
                    "probabilità."
                ),
            ),
        )
        # words first: on a small screen they stand beside the fields, and the figure is tall
        return [told(_words(ground.region, ranges, chosen)), figure]

    return Control(
        id="index",
        title=_("Prova: cambia i pesi e la media. La tua regione resta al suo posto?"),
        inputs=(
            Pick(
                name="mean",
                label=_("Come si mettono insieme"),
                options=(
                    (_("media aritmetica"), "arithmetic"),
                    (_("Mazziotta-Pareto (toglie a chi è squilibrato)"), "mazziotta_pareto"),
                    (_("media geometrica"), "geometric"),
                    (_("conta solo il più basso"), "lowest"),
                ),
                value="arithmetic",
            ),
            Pick(
                name="weights",
                label=_("Quanto pesa ciascuno"),
                options=(
                    (_("tutti uguali"), "equal"),
                    (_("la fiducia pesa il triplo"), "trust"),
                    (_("la partecipazione pesa il triplo"), "participation"),
                    (_("le persone su cui contare pesano il triplo"), "count_on"),
                    (_("senza il volontariato"), "without"),
                ),
                value="equal",
            ),
            Pick(
                name="scale",
                label=_("Su quale scala"),
                options=(
                    (_("estremi fissi, per confrontare gli anni"), "years"),
                    (_("scarti dalla media di quell'anno"), "year"),
                ),
                value="years",
            ),
        ),
        draw=draw,
        notes=lambda mean, weights, scale: [istat_note()],
    )


@lru_cache(maxsize=2)
def scaled(scale: str = "years") -> pd.DataFrame:
    """Return the indicators of the regions on one scale.

    Parameters
    ----------
    scale
        ``years``: fixed goalposts, Italy's mean of four years at 100 (adjusted index); ``year``: the mean of the
        regions in that year at 100, ten points for each standard deviation (first version of the index).
    """
    if scale == "year":
        return mpi(relations(YEAR)[list(INDICATORS)].iloc[1:]).normalised
    every = {year: relations(year) for year in GOALPOST_YEARS}
    ends = []
    for name in INDICATORS:
        values = [float(v) for table in every.values() for v in table[name].iloc[1:]]
        ends.append(
            goalposts_around(
                values, arithmetic_mean([float(table[name].iloc[0]) for table in every.values()])
            )
        )
    return ampi(relations(YEAR)[list(INDICATORS)].iloc[1:], goalposts=ends).normalised


@lru_cache(maxsize=8)
def _ranges(mean: Mean, scale: str) -> tuple[RankRange, ...]:
    return rank_sensitivity(scaled(scale), mean=mean, draws=1000, seed=1)


def _words(region: str, ranges: Sequence[RankRange], chosen: Sequence[int]) -> str:
    own, place = next((one, at) for one, at in zip(ranges, chosen, strict=True) if one.name == region)
    spread = own.high - own.low
    if not any(one.high > one.low for one in ranges):
        return _(
            "**{region}**: posto {place}. Se conta solo il più basso i pesi non cambiano nulla: cambia solo quali "
            "indicatori ci sono."
        ).format(region=region, place=number(place))
    words = _(
        "**{region}**: posto {place} con i pesi scelti; con pesi a caso, novanta volte su cento fra {low} e "
        "{high}."
    ).format(region=region, place=number(place), low=number(own.low), high=number(own.high))
    if spread >= 3:
        return (
            words + " " + _("Chi sceglie i pesi sceglie il posto: la graduatoria da sola non è un argomento.")
        )
    return (
        words
        + " "
        + _("Il suo posto cambia poco: qui la graduatoria regge. Guarda chi ha la fascia più lunga.")
    )
