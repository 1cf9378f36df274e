"""Hand-ins beside the list of the class: whose variant each is, who is not in the list, who is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from fis_lessons.course.classroom.members import base_seed
from fis_lessons.course.classroom.roster import Roster, Seat
from fis_lessons.course.collect import Class, Row, Whose, by_name
from fis_lessons.course.plan import Plan
from fis_lessons.exercises.handin import person_key
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True)
class Attendance:
    """A class beside its list.

    Parameters
    ----------
    found
        The hand-ins, with a note where one is not what the list says.
    missing
        For each lesson somebody handed in, the persons and teams of the list who did not.
    """

    found: Class
    missing: Mapping[str, tuple[str, ...]]


def attendance(found: Class, roster: Roster, plan: Plan) -> Attendance:
    """Compare hand-ins with the list of a class. Verdicts stay: each was judged by the seed it was made with.

    Parameters
    ----------
    found
        As collected, by :func:`whose_in` the same class.
    roster
        The class.
    plan
        Of the course the class was built from: its seed makes those of the persons.
    """
    known, twice = _names(roster), _of_two(roster)
    drops = {seat.folder: seat for seat in roster.seats}
    # a class at work on the course as it is: nobody has a variant, and none is anybody else's
    common = not any(_is_of_a_seat(row, roster, plan) for group in found.groups for row in group.rows)
    groups, missing = [], {}
    for group in found.groups:
        base = _base(plan, group.lesson)
        rows, here = [], set()
        for row in group.rows:
            # of a name two persons have, the first will do: what must not be said is that nobody has it
            seat = drops.get(row.whose[0]) or next(iter(known.get(person_key(row.person), ())), None)
            noted = _noted(row, seat, roster, base, common=common)
            named = row.whose[0] if person_key(row.person) in twice else ""
            rows.append(replace(noted, person=named or row.person))
            here.add(seat.folder if seat else "")
        missing[group.lesson] = tuple(
            seat.folder if person_key(seat.name) in twice else seat.name
            for seat in roster.seats
            if seat.folder not in here
        )
        groups.append(replace(group, rows=tuple(rows)))
    return Attendance(replace(found, groups=tuple(groups)), missing)


def whose_in(roster: Roster) -> Callable[[str, str], Whose]:
    """Return how to tell who a hand-in is of: by its folder, else by a name only one of the class has.

    On the server of a class nobody else can put a file in the folder of a person.
    """
    known = _names(roster)
    drops = {seat.folder: seat for seat in roster.seats}

    def whose(file: str, person: str) -> Whose:
        first, inside, _rest = file.replace("\\", "/").partition("/")
        named = known.get(person_key(person), ())
        seat = (drops.get(first) if inside else None) or (named[0] if len(named) == 1 else None)
        if seat is None:
            return by_name(file, person)
        # of a team each hands in for themselves
        return seat.folder, person_key(person) if seat.members else ""

    return whose


def _names(roster: Roster) -> dict[str, list[Seat]]:
    """Return every name and code a person of the class may sign with, and who has it."""
    known: dict[str, list[Seat]] = {}
    for seat in roster.seats:
        for name in dict.fromkeys(map(person_key, (seat.name, seat.key, seat.folder, *seat.members))):
            known.setdefault(name, []).append(seat)
    return known


def _of_two(roster: Roster) -> frozenset[str]:
    """Return the names two of the class have: there only the folder tells them apart."""
    names = [person_key(seat.name) for seat in roster.seats]
    return frozenset(name for name in names if names.count(name) > 1)


def _base(plan: Plan, lesson: str) -> int:
    own = (variant.parameters.get("seed") for variant in plan.variants if variant.lesson.id == lesson)
    return base_seed(next(own, None))


def _is_of_a_seat(row: Row, roster: Roster, plan: Plan) -> bool:
    base = _base(plan, row.lesson)
    return row.parameters.get("seed") in {seat.seed(base) for seat in roster.seats}


def _noted(row: Row, seat: Seat | None, roster: Roster, base: int, *, common: bool) -> Row:
    seed = row.parameters.get("seed")
    if seat is not None and (common or seat.seed(base) == seed):
        return row
    others = [one.name for one in roster.seats if one.seed(base) == seed and one is not seat]
    words = [] if seat is not None else [_("Il nome non è nell'elenco della classe.")]
    if others:
        words.append(_("È la variante di {name}.").format(name=others[0]))
    elif seat is not None:
        words.append(_("Non è la variante di questa persona: l'elenco gliene dà un'altra."))
    return replace(row, notes=(*row.notes, *words))
