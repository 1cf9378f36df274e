"""The same course many times: for each case, municipality or person of a class, in a folder each."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from fis_lessons.course.build import Crew, check_languages, look_again
from fis_lessons.course.folder import claimed
from fis_lessons.course.jobs import News
from fis_lessons.course.manifest import Product
from fis_lessons.course.places import Places, plan_for, plan_on
from fis_lessons.course.plan import Plan
from fis_lessons.course.work import Report, Task, Work, at_work
from fis_lessons.dossier.new_case import case_name
from fis_lessons.errors import BuildError, DiskError, FisError, Problem
from fis_lessons.i18n import gettext as _

Outcome = Literal["built", "ready", "failed"]


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


@dataclass(frozen=True)
class Watch:
    """Who is told how far a series is.

    Parameters
    ----------
    begun
        Called as each course begins with its place, how many there are, its name, and the seconds left if they
        can be guessed. Several courses are under way at once.
    stepped
        Called with the name of the course and that of each product written.
    ended
        Called as each course ends.
    """

    begun: Callable[[int, int, str, float | None], None] = lambda _at, _of, _name, _left: None
    stepped: Callable[[str, str], None] = lambda _course, _product: None
    ended: Callable[[], None] = lambda: None


def build_series(
    members: Members,
    folder: Path,
    *,
    crew: Crew | None = None,
    force: bool = False,
    keep_going: bool = False,
    watch: Watch | None = None,
) -> Series:
    """Build the courses of a series, each in its folder: one queue of lessons for all, so that nobody is idle.

    A course begins when there is somebody for its first lesson, and holds its folder until its last is written.

    Parameters
    ----------
    members
        What to build.
    folder
        What holds the folders.
    crew
        Who executes the lessons.
    force
        Build everything again.
    keep_going
        Build the good rows even if some are not; without it nothing begins.
    watch
        Who is told.

    Raises
    ------
    BuildError
        If the list has bad rows and ``keep_going`` was not asked; if it has no good one; if another build is at
        work in the folder.
    DiskError
        If the disk is full: it would not do for the others either.
    """
    check_members(members, keep_going=keep_going)
    look_again()
    with claimed(folder, names=()), contextlib.ExitStack() as held:
        line = _Line(members.found, folder, held, force=force, watch=watch or Watch())
        with (crew or Crew()).doing(line.tasks()) as news:
            for item in news:
                line.take(item)
        return Series(line.entries, members.problems, members.repeated)


@dataclass
class _Begun:
    """A course under way: its place in the list, its work, and what holds its folder."""

    at: int
    work: Work
    held: contextlib.ExitStack


class _Line:
    """The lessons of a series in one line, whatever folder they go to, and the courses that are under way."""

    def __init__(
        self,
        members: Sequence[Member],
        folder: Path,
        held: contextlib.ExitStack,
        *,
        force: bool,
        watch: Watch,
    ) -> None:
        self.members = members
        self.folder = folder
        self.force = force
        self.watch = watch
        self._held = held
        self._under_way: dict[Path, _Begun] = {}
        self._found: dict[int, Entry] = {}
        self._built = 0
        self._start = time.monotonic()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What came of each course, in the order of the list."""
        return tuple(self._found[at] for at in range(len(self.members)))

    def tasks(self) -> Iterator[Task]:
        """Give the lessons to execute; a course begins when its first one is asked for."""
        for at, member in enumerate(self.members):
            self.watch.begun(at + 1, len(self.members), member.name, self._left())
            begun = self._begin(at)
            if begun is None:
                continue
            if not begun.work.tasks:
                self._end(begun)
            yield from begun.work.tasks

    def take(self, item: News[Task, list[Product]]) -> None:
        """Take the news of a lesson; its course ends with its last."""
        begun = self._under_way[item.job.folder.path]
        name = self.members[begun.at].name
        begun.work.take(item, stepped=lambda product: self.watch.stepped(name, product))
        if not begun.work.waited:
            self._end(begun)

    def _begin(self, at: int) -> _Begun | None:
        member = self.members[at]
        held = contextlib.ExitStack()
        self._held.push(held)  # whatever happens its folder is let go
        try:
            plan = member.plan()
            check_languages(plan)
            work = held.enter_context(at_work(plan, self.folder / member.folder, force=self.force))
        except DiskError:
            raise
        except FisError as error:  # this one cannot begin: the others can
            self._note(at, Entry(member, None, str(error)))
            return None
        begun = self._under_way[work.folder.path] = _Begun(at, work, held)
        return begun

    def _end(self, begun: _Begun) -> None:
        del self._under_way[begun.work.folder.path]
        member = self.members[begun.at]
        try:
            entry = Entry(member, begun.work.end())
        except DiskError:
            raise
        except FisError as error:
            entry = Entry(member, None, str(error))
        begun.held.close()
        self._note(begun.at, entry)

    def _note(self, at: int, entry: Entry) -> None:
        self._found[at] = entry
        self._built += entry.outcome == "built"
        self.watch.ended()

    def _left(self) -> float | None:
        """Guess the seconds left, from how long those took that were built."""
        if not self._built:
            return None
        each = (time.monotonic() - self._start) / self._built
        return each * (len(self.members) - len(self._found))


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


def failures(entry: Entry) -> Iterator[str]:
    """Say what failed of a course, and why."""
    if entry.trouble:
        yield entry.trouble
    for one in entry.report.failures if entry.report else ():
        yield f"{one.variant}: {one.reason}"
