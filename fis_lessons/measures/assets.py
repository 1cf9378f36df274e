"""What a community has: how varied, how much used, how far away.

How many for each thousand residents is :func:`fis_lessons.measures.population.rate`; which need nobody meets is
:func:`fis_lessons.measures.coproduction.coverage`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

EARTH: Final = 6371.0088
"""Mean radius of the earth, km (IUGG)."""
Position = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True)
class Diversity:
    """How varied a set of things is.

    Parameters
    ----------
    kinds
        How many kinds have at least one thing.
    shannon
        ``-sum(p * log(p))``: 0 if all are of one kind.
    effective
        ``exp(shannon)``: how many kinds, if all were as common, would be as varied.
    simpson
        ``1 - sum(p**2)``: how likely two things taken at random, with replacement, are of two kinds.
    """

    kinds: int
    shannon: float
    effective: float
    simpson: float


def diversity(counts: Mapping[str, int]) -> Diversity:
    """Return how varied a set of things is, from how many there are of each kind.

    Parameters
    ----------
    counts
        Things of each kind, whole numbers.

    Raises
    ------
    MeasureError
        If a count is not a whole number from zero up, or there is nothing.

    References
    ----------
    C. E. Shannon, Bell System Technical Journal 27 (1948) 379-423; E. H. Simpson, *Measurement of diversity*,
    Nature 163 (1949) 688; M. O. Hill, *Diversity and evenness*, Ecology 54 (1973) 427-432: the effective number.

    Examples
    --------
    >>> found = diversity({"places": 4, "people": 4, "money": 0})
    >>> found.kinds, round(found.effective, 6), found.simpson
    (2, 2.0, 0.5)
    """
    require = Require(_("La varietà di queste risorse non si può calcolare."))
    read: list[int] = []
    if require.by_name(counts, _("risorse per tipo"), expected=_("quante sono, tipo per tipo")):
        read = [
            require.whole(value, _("risorse di tipo «{name}»").format(name=str(name)[:40]), least=0)
            for name, value in counts.items()
        ]
        if require.fine and not sum(read):
            require.problem(_("risorse"), _("non ce n'è nessuna."), expected=_("almeno una"))
    require.stop()
    total = sum(read)
    shares = [count / total for count in read if count]
    shannon = max(0.0, -math.fsum(p * math.log(p) for p in shares))
    simpson = max(0.0, 1 - math.fsum(p * p for p in shares))
    return Diversity(len(shares), shannon, math.exp(shannon), simpson)


@dataclass(frozen=True)
class Use:
    """How much of what is open is used.

    Parameters
    ----------
    open_hours, used_hours
        In all, in a week.
    share
        Of the hours open, those used: all the hours together, not the mean of the shares.
    mean_of_shares
        The other way to count: every place weighs the same, however long it is open.
    """

    open_hours: float
    used_hours: float
    share: float
    mean_of_shares: float


def use(open_hours: Sequence[float], used_hours: Sequence[float]) -> Use:
    """Return which part of the hours open are used.

    Parameters
    ----------
    open_hours, used_hours
        In a week (168 hours at most), one each per place, in the same order. A place never open counts for
        nothing.

    Raises
    ------
    MeasureError
        If a place is used more than it is open, or nothing is ever open.

    Examples
    --------
    A room open 40 hours and used 10, one open 10 and used 10:

    >>> found = use([40, 10], [10, 10])
    >>> found.share, found.mean_of_shares
    (0.4, 0.625)
    """
    require = Require(_("L'uso di questi luoghi non si può calcolare."))
    most = _("un numero fra 0 e 168")
    opened = require.numbers(open_hours, _("ore di apertura"), least=0, expected=most)
    used = require.numbers(used_hours, _("ore di uso"), length=len(opened) or None, least=0, expected=most)
    if require.fine:
        for place, (whole, part) in enumerate(zip(opened, used, strict=True), start=1):
            where = _("luogo {n}").format(n=place)
            if whole > 168:
                require.problem(
                    where, _("è aperto {n} ore a settimana.").format(n=exact(whole)), expected=most
                )
            if part > whole:
                require.problem(
                    where,
                    _("è usato {used} ore e aperto {open}.").format(used=exact(part), open=exact(whole)),
                    remedy=_("Controlla di non avere scambiato i due numeri."),
                )
        if not sum(opened):
            require.problem(_("ore di apertura"), _("nessun luogo è mai aperto."))
    require.stop()
    shares = [part / whole for whole, part in zip(opened, used, strict=True) if whole > 0]
    return Use(sum(opened), sum(used), sum(used) / sum(opened), sum(shares) / len(shares))


def nearest(home: Position, places: Mapping[str, Position]) -> tuple[str, float]:
    """Return the nearest place and how many km away it is as the crow flies; of two as near, the first.

    Raises
    ------
    MeasureError
        If there is no place, or a position is not one.

    Examples
    --------
    >>> name, km = nearest((45.0, 9.0), {"library": (45.01, 9.0), "farm": (45.0, 9.1)})
    >>> name, round(km, 2)
    ('library', 1.11)
    """
    require = Require(_("Il luogo più vicino non si può trovare."))
    here = _position(require, home)
    found: dict[str, Position] = {}
    if require.by_name(places, _("luoghi"), expected=_("una posizione per luogo")):
        found = {str(name): _position(require, place) for name, place in places.items()}
        if not found:
            require.problem(_("luoghi"), _("non ce n'è nessuno."))
    require.stop()
    away = {name: _haversine(here, place) * EARTH for name, place in found.items()}
    name = min(away, key=lambda one: away[one])
    return name, away[name]


def _position(require: Require, value: object) -> Position:
    where = _("posizione")
    read = require.numbers(value, where, length=2, expected=_("latitudine e longitudine, in gradi"))
    if not require.fine:
        return 0.0, 0.0
    latitude = require.number(read[0], _("latitudine"), least=-90, most=90)
    return latitude, require.number(read[1], _("longitudine"), least=-180, most=180)


def _haversine(one: Position, other: Position) -> float:
    """Return the distance as the crow flies, in radii (R. W. Sinnott, Sky and Telescope 68, 1984, 159)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x) for x in place) for place in (one, other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * math.asin(min(1.0, math.sqrt(half)))
