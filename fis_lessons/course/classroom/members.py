"""From a course to the courses it is made into: one for all, or one for each case, municipality or person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from fis_lessons.course.classroom.roster import Roster, Seat, read_roster
from fis_lessons.course.places import Places, plan_for, read_places
from fis_lessons.course.plan import Plan, Variant
from fis_lessons.course.series import Member, Members, of_cases, of_places
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import LessonParameters

CLASS, TRAINER = "classe", "chi-conduce"
"""Folders of a class: what goes to who learns, and what stays with who teaches."""


def plan_of_seat(plan: Plan, seat: Seat) -> Plan:
    """Return the plan of a person's variant: a seed of its own, the own municipality if the list says it.

    The trainer's edition is not among a person's files, whoever asked for it.
    """
    moved = plan_for(plan, seat.place) if seat.place is not None else plan

    def own(variant: Variant) -> Variant:
        seed = seat.seed(base_seed(variant.parameters.get("seed")))
        return replace(variant, editions=("trainee",), parameters={**variant.parameters, "seed": seed})

    # lessons that are not built now stay, if they were built before
    beside = tuple(own(variant) for variant in moved.beside if "trainee" in variant.editions)
    return replace(moved, variants=tuple(map(own, moved.variants)), beside=beside)


def plan_of_trainer(plan: Plan) -> Plan:
    """Return the plan of the trainer's edition alone."""

    def own(variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
        return tuple(replace(one, editions=("trainer",)) for one in variants if "trainer" in one.editions)

    return replace(plan, variants=own(plan.variants), beside=own(plan.beside))


def base_seed(seed: object) -> int:
    """Return the seed of the course a person's is made from: the lessons' own if the course says none."""
    return seed if isinstance(seed, int) else LessonParameters().seed


def of_class(plan: Plan, roster: Roster) -> Members:
    """Return a course for each person or team, and one for the trainer if the course has that edition."""
    found = [
        Member(seat.name, f"{CLASS}/{seat.folder}", partial(plan_of_seat, plan, seat), _code(plan, seat))
        for seat in roster.seats
        if not seat.astray
    ]
    trained = plan_of_trainer(plan)
    if trained.variants and found:
        found.append(Member(_("Per chi conduce"), f"{TRAINER}/corso", lambda: trained))
    return Members(tuple(found), roster.problems)


def _code(plan: Plan, seat: Seat) -> str:
    seeds = {seat.seed(base_seed(variant.parameters.get("seed"))) for variant in plan.variants}
    return ", ".join(map(str, sorted(seeds)))


def members_of(plan: Plan, *, places: Path | None = None, people: Path | None = None) -> Members | None:
    """Return the courses a plan is made into; nothing if it is one for all.

    Parameters
    ----------
    plan
        As read; it may name a list of its own.
    places, people
        A list of municipalities, or a class, in place of what the plan names.

    Raises
    ------
    BuildError
        If there are two lists, or one cannot be read.
    """
    whom = plan.audience
    if places is not None and people is not None:
        found = _("ci sono un elenco di Comuni e una classe.")
        remedy = _("Tieni la classe, e scrivi i Comuni nella sua colonna «Comune».")
        raise BuildError(_("Il corso ha problemi da risolvere."), [Problem("", found, remedy=remedy)])
    if people is not None or (places is None and whom.class_file is not None):
        return of_class(plan, class_of(plan, people))
    if places is not None or whom.places_file is not None:
        return of_places(plan, read_places(places or whom.places_file or Path()))
    if whom.places or whom.left_out:
        return of_places(plan, Places(whom.places, whom.left_out))
    return of_cases(plan, whom.cases) if whom.cases else None


def class_of(plan: Plan, people: Path | None = None) -> Roster:
    """Return the class of a course; empty if it has none.

    Raises
    ------
    BuildError
        If the list cannot be read.
    """
    path = people or plan.audience.class_file
    return read_roster(path) if path is not None else Roster(())
