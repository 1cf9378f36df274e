"""Which comparison a project can make, given how people come in and what is measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import Reads

Design = Literal["lottery", "rota", "threshold", "did", "matching", "series", "before_after", "description"]
Condition = Literal[
    "more_applicants",
    "lots_accepted",
    "starts_in_turns",
    "access_by_score",
    "comparison_group",
    "measured_before",
    "measured_in_comparison",
    "known_features",
    "many_measurements",
]

LEAST_MEASUREMENTS = 8
"""Measurements before the start for a series to show its own trend: a rule of ours, to be argued over."""

NEEDS: dict[Design, tuple[Condition, ...]] = {
    "lottery": ("more_applicants", "lots_accepted", "measured_in_comparison"),
    "rota": ("starts_in_turns", "lots_accepted", "measured_in_comparison"),
    "threshold": ("access_by_score", "measured_in_comparison"),
    "did": ("comparison_group", "measured_before", "measured_in_comparison"),
    "matching": ("comparison_group", "measured_in_comparison", "known_features"),
    "series": ("many_measurements",),
    "before_after": ("measured_before",),
    "description": (),
}
"""What each design cannot do without, from the strongest to the weakest."""

STRENGTH: dict[Design, int] = {
    "lottery": 5,
    "rota": 5,
    "threshold": 4,
    "did": 3,
    "matching": 3,
    "series": 2,
    "before_after": 1,
    "description": 0,
}
"""Level on the Maryland Scientific Methods Scale (Sherman and others, 1997), as it is used today: 5 is an
experiment, 1 a comparison before and after; 0, off the scale, tells what was done and claims no effect."""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a project is like, before it begins.

    Parameters
    ----------
    applicants, places
        How many people would come in, and how many can.
    lots_accepted
        Whether drawing lots is acceptable to those who decide and lawful for this service.
    starts_in_turns
        Everybody will be served, but not all at once.
    access_by_score
        People come in by a score (an ISEE, a ranking) and a threshold.
    comparison_group
        There are people alike who stay out.
    measured_before
        What should change is measured before the start, in those who come in.
    measured_in_comparison
        And also in those who stay out, at the same times.
    known_features
        It is known, of both, what makes people come in and what makes the outcome better.
    measurements_before
        How many times it was measured before the start (months, terms).
    """

    applicants: int
    places: int
    lots_accepted: bool = False
    starts_in_turns: bool = False
    access_by_score: bool = False
    comparison_group: bool = False
    measured_before: bool = False
    measured_in_comparison: bool = False
    known_features: bool = False
    measurements_before: int = 0


@dataclass(frozen=True)
class Advice:
    """One design in one situation.

    Parameters
    ----------
    design
        Which.
    strength
        From 0 to 5.
    lacking
        What the situation does not have; empty if the design can be used.
    """

    design: Design
    strength: int
    lacking: tuple[Condition, ...]

    @property
    def possible(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacking


_MET: dict[Condition, Callable[[Situation], bool]] = {
    "more_applicants": lambda s: s.applicants > s.places,
    "lots_accepted": lambda s: s.lots_accepted,
    "starts_in_turns": lambda s: s.starts_in_turns and s.applicants > 1,  # one person alone has no turns
    "access_by_score": lambda s: s.access_by_score,
    "comparison_group": lambda s: s.comparison_group,
    "measured_before": lambda s: s.measured_before,
    "measured_in_comparison": lambda s: s.measured_in_comparison,
    "known_features": lambda s: s.known_features,
    "many_measurements": lambda s: s.measurements_before >= LEAST_MEASUREMENTS,
}


def advise(situation: Situation) -> tuple[Advice, ...]:
    """List every design, from the strongest, with what it still lacks in this situation.

    Parameters
    ----------
    situation
        As it is, not as one would like it.

    Raises
    ------
    MeasureError
        If the counts are not counts of people.

    Examples
    --------
    Forty applications for twenty places, lots accepted; but nobody measures those who stay out:

    >>> drawn = Situation(applicants=40, places=20, lots_accepted=True)
    >>> [one.design for one in advise(drawn) if one.possible]
    ['description']
    >>> measured = Situation(applicants=40, places=20, lots_accepted=True, measured_in_comparison=True)
    >>> [one.design for one in advise(measured) if one.possible]
    ['lottery', 'description']
    """
    require = Reads()
    if require.instance(situation, _("situazione"), Situation, expected="Situation"):
        _check(require, situation)
    require.stop()
    return tuple(
        Advice(design, STRENGTH[design], tuple(c for c in needs if not _MET[c](situation)))
        for design, needs in NEEDS.items()
    )


def _check(require: Reads, situation: Situation) -> None:
    require.people(situation.applicants, _("persone che vorrebbero entrare"), least=1, field="applicants")
    require.people(situation.places, _("posti"), least=1, field="places")
    require.people(
        situation.measurements_before, _("misure prima dell'inizio"), least=0, field="measurements_before"
    )
    for name, where in _answers().items():
        require.flag(getattr(situation, name), where)


def _answers() -> dict[str, str]:
    return {
        "lots_accepted": _("sorteggio accettato"),
        "starts_in_turns": _("si comincia a turni"),
        "access_by_score": _("si entra con un punteggio"),
        "comparison_group": _("c'è chi resta fuori"),
        "measured_before": _("si misura prima"),
        "measured_in_comparison": _("si misura anche chi resta fuori"),
        "known_features": _("si sa che cosa fa entrare"),
    }


def best(situation: Situation) -> Advice:
    """Return the strongest design that is possible; there always is one, if only to describe.

    Examples
    --------
    >>> best(Situation(applicants=20, places=20, measured_before=True)).design
    'before_after'
    """
    return next(one for one in advise(situation) if one.possible)
