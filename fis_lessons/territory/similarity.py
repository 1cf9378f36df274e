"""Which municipalities are like this one, and in what."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.errors import ParameterError, PlaceError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.population import Floats, distances, standardise
from fis_lessons.territory.people import as_place, known_counts
from fis_lessons.territory.places import Municipality
from fis_lessons.territory.tables import Counts, by_code, provinces, read_counts, residents_in, sizes

Likeness = Literal["size_and_age", "size"]

MOST = 50
"""Municipalities a single comparison may list."""

# Shares of residents. 35-64 is left out: the five shares add up to one, so it would tell nothing new.
_AGE_FEATURES = ((0, 14), (15, 34), (65, 74), (75, 100))
# Size counts as much as the four age shares together: or a village with the ages of a city is "similar".
_WEIGHTS: dict[Likeness, tuple[float, ...]] = {
    "size_and_age": (1.0, 0.25, 0.25, 0.25, 0.25),
    "size": (1.0,),
}


@dataclass(frozen=True)
class Neighbour:
    """A municipality and how far it is from the one compared.

    Parameters
    ----------
    municipality
        The similar one.
    distance
        In standard deviations over all Italian municipalities: 0 is the same, 1 is already far.
    """

    municipality: Municipality
    distance: float


def similar(place: Municipality | str, *, k: int = 5, by: Likeness = "size_and_age") -> tuple[Neighbour, ...]:
    """List the ``k`` municipalities most like one.

    Five features, each standardised over all municipalities with residents (every municipality counts one,
    whatever its size): the logarithm of all residents, and the shares of residents aged 0-14, 15-34, 65-74
    and 75 or more. The distance is ``sqrt(z_size**2 + mean(z_age**2))`` of the differences: size weighs as
    much as the four shares together. With ``by="size"`` only the logarithm of residents counts.

    Use ``"size"`` to compare ages: municipalities chosen because their ages are alike would agree by
    construction. Use ``"size_and_age"`` to compare something else (users, spending, requests), so that ages
    do not explain the difference. Likeness in residents says nothing on income, services or history.

    Parameters
    ----------
    place
        Municipality, or text for ``find``.
    k
        How many, from 0 to 50.
    by
        What makes two places alike.

    Returns
    -------
    tuple of Neighbour
        Nearest first; ties by ISTAT code. Never the place itself, never one without known residents.

    Raises
    ------
    PlaceError
        If the place is not found, is an area, or its residents are not known.
    ParameterError
        If ``k`` or ``by`` is not allowed.

    Examples
    --------
    >>> len(similar("Bergamo", k=3))
    3
    """
    check_choice(k=k, by=by)
    where = municipality(place)
    known_counts(where)
    codes = list(sizes())
    position = codes.index(where.istat)
    far = distances(_features(by), position, weights=_WEIGHTS[by])
    # rounded, so that the order does not hang on the last bit of a processor; codes are sorted: ties by code
    order = [int(row) for row in np.argsort(far.round(9), kind="stable") if row != position]
    return tuple(Neighbour(by_code()[codes[row]], float(far[row])) for row in order[:k])


def municipality(place: Municipality | str) -> Municipality:
    """Return the municipality, and refuse an area.

    Raises
    ------
    PlaceError
        If it is not found or is an area.
    """
    where = as_place(place)
    if not isinstance(where, Municipality):
        remedy = _("Scegli un comune.")
        raise PlaceError(
            _("Il confronto parte da un comune."),
            [Problem("", where.label, expected=_("un comune"), remedy=remedy)],
        )
    return where


def check_choice(*, k: int, by: str) -> None:
    """Check how many similar places are asked for, and by what.

    Raises
    ------
    ParameterError
        With every problem.
    """
    problems = []
    if isinstance(k, bool) or not isinstance(k, int) or not 0 <= k <= MOST:
        problems.append(
            Problem("k", f"{k!r}", expected=_("un numero intero da 0 a {most}").format(most=MOST))
        )
    if by not in get_args(Likeness):
        problems.append(Problem("by", f"{by!r}", expected=" / ".join(get_args(Likeness))))
    if problems:
        raise ParameterError(_("Il confronto non si può fare così."), problems)


@cache
def _features(by: Likeness) -> Floats:
    """Return what tells places apart, standardised over all whose residents are known, by code."""
    total = np.array(list(sizes().values()))
    # of size the list of municipalities is enough, and nobody's age need be read
    shares = (_age_counts().T / total) if by == "size_and_age" else ()
    return standardise(np.column_stack([np.log(total), *shares]))


def _age_counts() -> Counts:
    """Count the residents of each age group in every municipality: shape (places, groups)."""
    # a province at a time: all of Italy by year of age is more than a lesson may hold
    parts = []
    for province in provinces():
        people = read_counts(residents_in(province.code).values()).sum(axis=1)
        parts.append([people[:, first : last + 1].sum(axis=1) for first, last in _AGE_FEATURES])
    return np.concatenate([np.column_stack(part) for part in parts])
