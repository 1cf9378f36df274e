"""Build a course: only what changed, two lessons at a time, nothing half-written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fis_lessons.course import manifest
from fis_lessons.course.catalogues import gaps_in_strings
from fis_lessons.course.editions import for_whom
from fis_lessons.course.folder import CourseFolder
from fis_lessons.course.jobs import News, run_jobs
from fis_lessons.course.make import make
from fis_lessons.course.manifest import Product
from fis_lessons.course.manifest_reading import read_built
from fis_lessons.course.places import OwnLesson
from fis_lessons.course.plan import Plan
from fis_lessons.course.translate import Gap
from fis_lessons.course.work import Failure, Job, Report, Task, Work, at_work
from fis_lessons.errors import TranslationError
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _
from fis_lessons.kernels.owner import warm_kernels
from fis_lessons.lessons.registry import LessonSpec

SECONDS_PER_LESSON = 900
"""A lesson takes half a minute, some minutes on a machine under load: after this it has stopped."""

Told = Generator[News[Task, list[Product]], None, None]
Elsewhere = Callable[[Iterable[Task], float], Told]
"""Does tasks on other machines, each within some seconds, and puts what they made in their folders."""


@dataclass(frozen=True)
class Crew:
    """Who executes lessons.

    Parameters
    ----------
    at_a_time
        How many lessons are executed together.
    seconds
        How long a lesson may take: after that it is stopped, and the failure says where it was.
    elsewhere
        Runs the lessons in place of this machine: :meth:`fis_lessons.course.cluster.scheduler.Cluster.run`.
    """

    at_a_time: int = 2
    seconds: float = SECONDS_PER_LESSON
    elsewhere: Elsewhere | None = None

    @contextlib.contextmanager
    def doing(self, tasks: Iterable[Task]) -> Iterator[Told]:
        """Do the tasks as long as the block lasts, each asked for when there is somebody to do it."""
        if self.elsewhere is not None:
            running = self.elsewhere(tasks, self.seconds)
            kernels: contextlib.AbstractContextManager[object] = contextlib.nullcontext()
        else:
            running = run_jobs(tasks, _make, at_a_time=self.at_a_time, seconds=self.seconds)
            kernels = warm_kernels()
        with kernels, contextlib.closing(running) as news:
            yield news


def _silent(_edition: str) -> None:
    """Say nothing."""


def build(
    plan: Plan,
    folder: Path,
    *,
    force: bool = False,
    at_a_time: int = 2,
    seconds: float = SECONDS_PER_LESSON,
    elsewhere: Elsewhere | None = None,
    started: Callable[[int], None] = lambda _total: None,
    stepped: Callable[[str], None] = _silent,
) -> Report:
    """Build what is missing, changed or out of date.

    Parameters
    ----------
    plan
        Checked.
    folder
        Where the course goes.
    force
        Build everything again.
    at_a_time, seconds, elsewhere
        Who executes the lessons: as in :class:`Crew`.
    started
        Called with the number of products to build.
    stepped
        Called with the name of each product written.

    Returns
    -------
    Report
        A failure of one lesson is in ``failures``; the others are built all the same.

    Raises
    ------
    BuildError
        If the folder cannot be written, holds something in the way, or another build is at work there; if a
        language to build lacks some of the kit's own sentences. Nothing has run.
    DiskError, OSError
        If the disk fills up meanwhile: what was written whole stays, and the next build goes on from it.
    """
    look_again()
    check_languages(plan)
    with at_work(plan, folder, force=force) as work:
        started(work.total)
        if work.tasks:
            with Crew(at_a_time, seconds, elsewhere).doing(work.tasks) as news:
                for item in news:
                    work.take(item, stepped=stepped)
        return work.end()


def look_again() -> None:
    """Read again what all courses are made from: a build, or a series of them, starts with this."""
    manifest.forget()
    _gaps.cache_clear()


@cache
def _gaps(lang: Language) -> list[Gap]:
    return gaps_in_strings(lang=lang)


def check_languages(plan: Plan) -> None:
    """Stop before anything runs if a sentence of the kit would come out in the wrong language.

    Raises
    ------
    TranslationError
        With every sentence.
    """
    # an author's sample lesson outside the kit has no catalogue of its own to hold
    of_the_kit = {v.lang for v in plan.variants if isinstance(v.lesson, LessonSpec | OwnLesson)}
    for lang in sorted(of_the_kit - {"it"}):
        found = _gaps(lang)
        if found:
            raise TranslationError(
                _("I cataloghi in «{lang}» non corrispondono ai testi del kit.").format(lang=lang),
                [gap.problem() for gap in found],
            )


def _make(task: Task, tell: Callable[[str], None]) -> list[Product]:
    return make(task.job.variant, task.folder, inputs=task.job.inputs, tell=tell)


def still_good(plan: Plan, folder: Path) -> dict[str, bool]:
    """Tell which products a build would leave as they are, by name; nothing is written, nothing runs."""
    found = read_built(folder)
    work = Work(plan, CourseFolder(folder, found.own), {product.key: product for product in found.products})
    jobs = [Job(variant, manifest.inputs_of(variant)) for variant in plan.variants]
    return {
        f"{job.variant.name}, {for_whom(which)}": work.is_fresh(job)
        for job in jobs
        for which in job.variant.editions
    }


__all__ = [
    "Crew",
    "Elsewhere",
    "Failure",
    "Job",
    "Report",
    "build",
    "check_languages",
    "look_again",
    "still_good",
]
