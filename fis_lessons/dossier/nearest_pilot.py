"""The pilot a municipality borrows from: the nearest, by a rule that is said."""

from __future__ import annotations

import math
from typing import Literal

from fis_lessons.cases import PILOTS, Case, load_case
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.territory import Municipality, find, population

Part = Literal["north", "centre", "south"]
_LAST_OF: tuple[tuple[str, Part], ...] = (("08", "north"), ("12", "centre"), ("99", "south"))


def part_of(place: Municipality) -> Part:
    """Return the part of Italy a municipality lies in: Istat's, with the islands in the south.

    Examples
    --------
    >>> part_of(find("Forlì")), part_of(find("Roma")), part_of(find("Nuoro"))
    ('north', 'centre', 'south')
    """
    return next(part for last, part in _LAST_OF if place.region_code <= last)


def part_label(part: Part) -> str:
    """Name a part of Italy."""
    return {"north": _("il nord"), "centre": _("il centro"), "south": _("il sud e le isole")}[part]


@dataclass(frozen=True)
class Nearest:
    """The pilot to borrow from.

    Parameters
    ----------
    case
        The pilot.
    why
        The rule and what it found, one or two sentences.
    """

    case: Case
    why: str


def nearest_pilot(place: Municipality) -> Nearest:
    """Find the pilot to borrow from: of the same part of Italy, then the nearest in residents.

    Where no pilot is of that part, only the residents count; where they are not known, only the part does. How
    near two numbers of residents are is judged by their ratio.

    Examples
    --------
    >>> nearest_pilot(find("Forlì")).case.id, nearest_pilot(find("Pitigliano")).case.id
    ('bergamo', 'lucca')
    """
    here = part_of(place)
    people = population(place) if place.has_population else None
    known = [(load_case(name), find(load_case(name).municipality.istat)) for name in PILOTS]

    def distance(pair: tuple[Case, Municipality]) -> tuple[bool, float, str]:
        apart = abs(math.log(population(pair[1]) / people)) if people else 0.0
        return part_of(pair[1]) != here, apart, pair[0].id

    case, there = min(known, key=distance)
    why = _("Regola: fra i casi pilota, quello della stessa parte d'Italia ({part}).")
    if part_of(there) != here:
        why = _("Regola: fra i casi pilota, quello con un numero di residenti più vicino.")
    words = why.format(part=part_label(here))
    if people:
        told = _("{lender} ha {theirs} residenti, {name} {ours} (Istat, edizione 2023).")
        words += " " + told.format(
            lender=there.name, theirs=number(population(there)), name=place.name, ours=number(people)
        )
    return Nearest(case, words)
