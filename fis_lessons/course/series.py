"""The same course many times: for each case, municipality or person of a class, in a folder each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from fis_lessons.course.build import Report
from fis_lessons.course.folder import claimed
from fis_lessons.course.jobs import one_nursery
from fis_lessons.course.places import Places, plan_for, plan_on
from fis_lessons.course.plan import Plan
from fis_lessons.dossier.new_case import case_name
from fis_lessons.errors import BuildError, DiskError, FisError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.kernels.owner import warm_kernels

Outcome = Literal["built", "ready", "failed"]
Build = Callable[[Plan, Path], Report]


@dataclass(frozen=True)
class Member:
    """A course of a series, before it is built.

    Parameters
    ----------
    name
        Of the municipality, the case or the person, safe to show.
    folder
        Where it goes, from the folder of the series, with ``/``.
    plan
        Makes its plan when its turn comes: three hundred cases are not held together.
    code
        That tells it from another of the same name: an ISTAT code, a seed.
    """

    name: str
    folder: str
    plan: Callable[[], Plan] = field(compare=False)
    code: str = ""


@dataclass(frozen=True)
class Entry:
    """What came of a course.

    Parameters
    ----------
    member
        Which; a course that is no part of a series has its own title.
    report
        What its build did; nothing if it could not begin.
    trouble
        Why it could not begin; empty if it did.
    """

    member: Member
    report: Report | None
    trouble: str = ""

    @property
    def outcome(self) -> Outcome:
        """Whether something was built, all was ready, or something failed."""
        if self.report is None or self.report.failures:
            return "failed"
        return "built" if self.report.built else "ready"


@dataclass(frozen=True)
class Series:
    """What came of a list: the courses in their order, and the rows that were left out."""

    entries: tuple[Entry, ...]
    left_out: tuple[Problem, ...] = ()
    repeated: tuple[str, ...] = ()

    def having(self, outcome: Outcome) -> list[Entry]:
        """List the courses with an outcome."""
        return [entry for entry in self.entries if entry.outcome == outcome]


@dataclass(frozen=True)
class Members:
    """The courses of a series, and the rows of the list that make none.

    Parameters
    ----------
    found
        In the order of the list.
    problems
        Rows that are not good, with what to do.
    repeated
        Rows that say again what one before says, in words.
    """

    found: tuple[Member, ...]
    problems: tuple[Problem, ...] = ()
    repeated: tuple[str, ...] = ()


def of_places(plan: Plan, places: Places) -> Members:
    """Return a course for each municipality, in a folder named after its case."""
    found = tuple(
        Member(place.label, case_name(place), partial(plan_for, plan, place), place.istat)
        for place in places.found
    )
    return Members(found, places.problems, places.repeated)


def of_cases(plan: Plan, cases: Iterable[str]) -> Members:
    """Return a course for each case of the kit, in a folder of its name."""
    return Members(tuple(Member(case, case, partial(plan_on, plan, case)) for case in cases))


def alone(plan: Plan, report: Report) -> Series:
    """Return a course that was built alone as a series of one."""
    return Series((Entry(Member(_(plan.title), ".", lambda: plan), report),))


def build_series(
    members: Members,
    folder: Path,
    *,
    build: Build,
    keep_going: bool = False,
    told: Callable[[int, int, str, float | None], None] = lambda _at, _of, _name, _left: None,
) -> Series:
    """Build the courses of a series, one after the other, each in its folder.

    Parameters
    ----------
    members
        What to build.
    folder
        What holds the folders.
    build
        Builds one course: :func:`fis_lessons.course.build.build`, with whatever shows how far it is.
    keep_going
        Build the good rows even if some are not; without it nothing begins.
    told
        Called before each course with its place, how many there are, its name, and the seconds left if they can be
        guessed.

    Raises
    ------
    BuildError
        If the list has bad rows and ``keep_going`` was not asked; if it has no good one; if another build is at
        work in the folder.
    DiskError
        If the disk is full: it would not do for the others either.
    """
    check_members(members, keep_going=keep_going)
    entries: list[Entry] = []
    seconds: list[float] = []
    with claimed(folder, names=()), warm_kernels(), one_nursery():  # one for all
        for at, member in enumerate(members.found, start=1):
            left = sum(seconds) / len(seconds) * (len(members.found) - at + 1) if seconds else None
            told(at, len(members.found), member.name, left)
            start = time.monotonic()
            entries.append(_entry(member, folder, build))
            if entries[-1].outcome == "built":
                seconds.append(time.monotonic() - start)
    return Series(tuple(entries), members.problems, members.repeated)


def check_members(members: Members, *, keep_going: bool) -> None:
    """Refuse a list with bad rows, unless one asks to go on, and one without a good row.

    Raises
    ------
    BuildError
        With every bad row.
    """
    if members.problems and not keep_going:
        raise BuildError(
            _("Nell'elenco ci sono righe da sistemare; «--keep-going» prepara le altre."), members.problems
        )
    if not members.found:
        raise BuildError(_("Nell'elenco non c'è nessuna riga buona."), members.problems)


def _entry(member: Member, folder: Path, build: Build) -> Entry:
    try:
        return Entry(member, build(member.plan(), folder / member.folder))
    except DiskError:
        raise
    except FisError as error:  # this one cannot begin: the others can
        return Entry(member, None, str(error))


def failures(entry: Entry) -> Iterator[str]:
    """Say what failed of a course, and why."""
    if entry.trouble:
        yield entry.trouble
    for one in entry.report.failures if entry.report else ():
        yield f"{one.variant}: {one.reason}"
