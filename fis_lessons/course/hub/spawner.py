"""Starts the JupyterLab of a learner: as a user of its own where the hub is root, within limits, on a leash."""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Float, Integer, Unicode

from fis_lessons.course.classroom.members import CLASS
from fis_lessons.course.hub.leash import end_with, kill_all_of, no_more_rights
from fis_lessons.course.hub.people import Person, read_people
from fis_lessons.course.hub.places import (
    COURSE,
    COURSE_VARIABLE,
    HANDED_IN,
    LANGUAGE_VARIABLE,
    PEOPLE,
    people_file,
)
from fis_lessons.dossier.hand_in import HAND_IN
from fis_lessons.exercises.handin import PERSON

_ONLY_OURS, _WAY_THROUGH, _DROP = 0o700, 0o711, 0o730


class SeatSpawner(LocalProcessSpawner):  # type: ignore[misc]  # JupyterHub has no types
    """A process of this machine for each learner."""

    class_folder = Unicode(help="The folder of the class.").tag(config=True)
    lang = Unicode("it", help="Language of the screen.").tag(config=True)
    memory_each = Integer(1_500_000_000, help="Bytes a process of a learner may take.").tag(config=True)
    processes_each = Integer(200, help="Processes and threads of a learner.").tag(config=True)
    processors_each = Float(0.5, help="Share of the processors one learner may keep busy.").tag(config=True)

    @property
    def person(self) -> Person:
        """Whose it is."""
        people, _gone = read_people(people_file(Path(self.class_folder)))
        return people[self.user.name]

    @property
    def home(self) -> Path:
        """The learner's folder."""
        return Path(self.class_folder) / PEOPLE / self.person.user

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """Say where the learner is at home; nothing of who runs the hub goes along."""
        home, folder = self.home, Path(self.class_folder)
        own = folder / COURSE / CLASS / self.person.user
        env.update(
            USER=self.person.user,
            HOME=str(home),
            TMPDIR=str(home / ".tmp"),
            SHELL="/bin/false",
            OMP_NUM_THREADS="1",
            OPENBLAS_NUM_THREADS="1",
        )
        env[COURSE_VARIABLE] = str(own if own.is_dir() else folder / COURSE)
        env[LANGUAGE_VARIABLE] = self.lang
        env[PERSON] = self.person.name
        env[HAND_IN] = str(folder / HANDED_IN / self.person.user)
        return env

    async def start(self) -> tuple[str, int]:
        """Make the learner's folders if they are not there, and start."""
        prepare(Path(self.class_folder), self.person)
        started: tuple[str, int] = await super().start()
        return started

    async def stop(self, now: bool = False) -> None:
        """End the server, and whatever the learner has started beside it."""
        await super().stop(now=now)
        if os.geteuid() == 0:
            kill_all_of(self.person.number)

    def make_preexec_fn(self, _name: str) -> Callable[[], None]:
        """Return what the new process does before it is anybody's."""
        person, home, hub = self.person, str(self.home), os.getpid()
        number = person.number - min(
            p.number for p in read_people(people_file(Path(self.class_folder)))[0].values()
        )
        processors = share_of_processors(number, share=self.processors_each)
        limits = {resource.RLIMIT_DATA: self.memory_each, resource.RLIMIT_CORE: 0}
        if os.geteuid() == 0:  # of one user for all it would be the limit of the class
            limits[resource.RLIMIT_NPROC] = self.processes_each

        def become() -> None:
            for kind, most in limits.items():
                resource.setrlimit(kind, (most, most))
            with contextlib.suppress(OSError, AttributeError):
                os.sched_setaffinity(0, processors)
            os.nice(5)  # the hub and the proxy answer first
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(person.number)
                os.setuid(person.number)
            os.umask(0o077)
            os.chdir(home)
            no_more_rights()
            end_with(hub)  # last: a change of user undoes it

        return become

    def move_certs(self, paths: Any) -> Any:
        """Certificates between hub and learners are not for one machine."""
        raise NotImplementedError


def share_of_processors(number: int, *, share: float) -> set[int]:
    """Choose the processors of a learner: a share of them, others for the next.

    Parameters
    ----------
    number
        Of the learner, from 0.
    share
        Between 0 and 1.
    """
    every = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
    count = min(max(1, round(len(every) * share)), len(every))
    return {every[(number * count + at) % len(every)] for at in range(count)}


def prepare(folder: Path, person: Person) -> None:
    """Make the folders of a person, theirs alone: only what is not there is made, nothing is given away.

    Raises
    ------
    OSError
        If they cannot be made.
    """
    root = os.geteuid() == 0
    for name, mode in ((PEOPLE, _WAY_THROUGH), (HANDED_IN, _WAY_THROUGH)):
        (folder / name).mkdir(mode=mode, exist_ok=True)
    home, drop = folder / PEOPLE / person.user, folder / HANDED_IN / person.user
    if not home.exists():
        home.mkdir(mode=_ONLY_OURS)
        if root:
            os.chown(home, person.number, person.number, follow_symlinks=False)
    if not drop.exists():
        # the learner puts files in it and cannot list it; it stays of who runs the hub
        drop.mkdir(mode=_ONLY_OURS)
        if root:
            os.chown(drop, 0, person.number, follow_symlinks=False)
            drop.chmod(_DROP)
