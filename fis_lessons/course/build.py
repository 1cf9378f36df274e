"""Build a course: only what changed, two lessons at a time, nothing half-written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fis_lessons.course import manifest, notebooks
from fis_lessons.course.catalogues import gaps_in_strings
from fis_lessons.course.execute import ExecutionError
from fis_lessons.course.folder import FAILED, INDEXES, MANIFEST, CourseFolder, check_room, claimed
from fis_lessons.course.jobs import News, run_jobs
from fis_lessons.course.make import make
from fis_lessons.course.manifest import Product
from fis_lessons.course.manifest_reading import read_built
from fis_lessons.course.places import OwnLesson
from fis_lessons.course.plan import SUFFIXES, Plan, Variant
from fis_lessons.errors import DiskError, FisError, TranslationError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import use_language
from fis_lessons.kernels.owner import warm_kernels
from fis_lessons.lessons.registry import LessonSpec

Key = tuple[str, str, str]
SECONDS_PER_LESSON = 900
"""A lesson takes half a minute, some minutes on a machine under load: after this it has stopped."""


@dataclass(frozen=True)
class Failure:
    """A variant that could not be built, and why: the error as it was where it happened."""

    variant: str
    error: FisError
    lesson: str = ""
    case: str = ""
    lang: str = ""

    @property
    def reason(self) -> str:
        """The error in words."""
        return str(self.error)

    @property
    def cell(self) -> str:
        """The cell it stopped in, if it was running."""
        return self.error.cell if isinstance(self.error, ExecutionError) else ""


@dataclass(frozen=True)
class Report:
    """What a build did.

    Parameters
    ----------
    folder
        Of the course.
    built, skipped
        Products made now, and products that were still good.
    failures
        What went wrong.
    saved
        Copies of files somebody had changed by hand, before they were built again.
    removed
        Files of an earlier build that the course no longer has.
    """

    folder: Path
    built: tuple[Product, ...]
    skipped: tuple[Product, ...]
    failures: tuple[Failure, ...]
    saved: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Job:
    """A variant to build, and the sha256 of what it is made from."""

    variant: Variant
    inputs: Mapping[str, str]

    @property
    def names(self) -> list[str]:
        """Its files, from the course's folder."""
        return [self.variant.product(which, suffix) for which in self.variant.editions for suffix in SUFFIXES]

    @property
    def cases(self) -> dict[str, str]:
        """Text of its case by the files it goes to, if the kit does not ship it."""
        places = [self.variant.case_file(which) for which in self.variant.editions]
        return {place: self.variant.own_case for place in places if place}

    @property
    def keys(self) -> list[Key]:
        """What its products are called in the manifest."""
        variant = self.variant
        return [(variant.lesson.id, variant.lang, which) for which in variant.editions]


Elsewhere = Callable[[Sequence[Job], CourseFolder, float], Generator[News[Job, list[Product]], None, None]]
"""Runs jobs on other machines, each within some seconds, and puts what they made in the folder."""


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
    at_a_time
        How many lessons are executed together.
    seconds
        How long a lesson may take: after that it is stopped, and the failure says where it was.
    elsewhere
        Runs the lessons in place of this machine: :meth:`fis_lessons.course.cluster.scheduler.Cluster.run`.
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
    _check_languages(plan)
    manifest.forget()
    jobs = [Job(variant, manifest.inputs_of(variant)) for variant in plan.variants]
    beside = [Job(variant, manifest.inputs_of(variant)) for variant in plan.beside]
    names = [name for job in jobs for name in (*job.names, *job.cases)]
    with claimed(folder, names=names) as path:
        found = read_built(path)
        work = _Work(
            plan, CourseFolder(path, found.own), {product.key: product for product in found.products}
        )
        work.folder.sweep([*names, *found.own, *INDEXES.values(), MANIFEST])
        before = work.folder.saved()
        fresh = [job for job in jobs if not force and work.is_fresh(job)]
        todo = [job for job in jobs if job not in fresh]
        good = [work.before[key] for job in fresh for key in job.keys]
        work.done += [*good, *(work.before[key] for job in beside for key in work.good_keys(job))]
        others = len(work.done)
        check_room(path, products=sum(len(job.keys) for job in todo))
        started(sum(len(job.keys) for job in todo))
        if elsewhere is None:
            run = partial(_make, folder=work.folder)
            running = run_jobs(todo, run, at_a_time=at_a_time, seconds=seconds)
        else:
            running = elsewhere(todo, work.folder, seconds)
        with (
            warm_kernels() if todo and elsewhere is None else contextlib.nullcontext(),
            contextlib.closing(running) as news,
        ):
            for item in news:
                work.take(item, stepped=stepped)
        removed = work.remove_old()
        for name, text in {name: text for job in jobs for name, text in job.cases.items()}.items():
            work.folder.put(name, text)
        work.finish()
        saved = tuple(sorted(work.folder.saved() - before))
        built = tuple(work.done[others:])
        return Report(path, built, tuple(good), tuple(work.failures), saved, removed)


def _check_languages(plan: Plan) -> None:
    """Stop before anything runs if a sentence of the kit would come out in the wrong language."""
    # an author's sample lesson outside the kit has no catalogue of its own to hold
    of_the_kit = {v.lang for v in plan.variants if isinstance(v.lesson, LessonSpec | OwnLesson)}
    for lang in sorted(of_the_kit - {"it"}):
        found = gaps_in_strings(lang=lang)
        if found:
            raise TranslationError(
                _("I cataloghi in «{lang}» non corrispondono ai testi del kit.").format(lang=lang),
                [gap.problem() for gap in found],
            )


def _make(job: Job, tell: Callable[[str], None], *, folder: CourseFolder) -> list[Product]:
    return make(job.variant, folder, inputs=job.inputs, tell=tell)


def still_good(plan: Plan, folder: Path) -> dict[str, bool]:
    """Tell which products a build would leave as they are, by name; nothing is written, nothing runs."""
    found = read_built(folder)
    work = _Work(plan, CourseFolder(folder, found.own), {product.key: product for product in found.products})
    jobs = [Job(variant, manifest.inputs_of(variant)) for variant in plan.variants]
    return {
        f"{job.variant.name}, {which}": work.is_fresh(job) for job in jobs for which in job.variant.editions
    }


class _Work:
    """A build under way: what there was, what is done, what went wrong."""

    def __init__(self, plan: Plan, folder: CourseFolder, before: Mapping[Key, Product]) -> None:
        self.plan = plan
        self.folder = folder
        self.before = before
        self.done: list[Product] = []
        self.failures: list[Failure] = []

    def is_fresh(self, job: Job) -> bool:
        """Tell whether a job's products are there, made from the same things, and as they were written."""
        return self.good_keys(job) == job.keys

    def good_keys(self, job: Job) -> list[Key]:
        """List the products of a job that need not be made again."""
        found = [(key, self.before.get(key)) for key in job.keys]
        return [
            key
            for key, product in found
            if product and product.inputs == job.inputs and all(map(self.folder.is_own, product.outputs))
        ]

    def take(self, item: News[Job, list[Product]], *, stepped: Callable[[str], None]) -> None:
        """Take the news of a job, and note down at once what it wrote."""
        if item.kind == "step":
            stepped(f"{item.job.variant.name}, {item.step}")
            return
        if item.result is not None:
            self.done += item.result
            for product in item.result:
                self.folder.own |= product.outputs
        elif isinstance(item.error, DiskError):
            raise item.error  # the others would not do better, and what there is stays
        elif item.error is not None:
            self._fail(item.job, item.error)
        self._write_manifest(under_way=True)

    def _fail(self, job: Job, error: FisError) -> None:
        variant = job.variant
        case = str(variant.parameters.get("case", ""))
        self.failures.append(Failure(variant.name, error, variant.lesson.id, case, variant.lang))
        # a lesson that no longer builds must not be handed out as it was
        for name in job.names:
            self.folder.drop(name)
        if isinstance(error, ExecutionError) and error.partial is not None:
            name = f"{FAILED}/{job.variant.product('trainer', '.ipynb')}"
            self.folder.put(name, notebooks.text_of(error.partial))

    def remove_old(self) -> tuple[Path, ...]:
        """Remove the products this course no longer has, if nobody changed them."""
        kept = {name for product in self.done for name in product.outputs}
        removed = []
        for name in [name for product in self.before.values() for name in product.outputs]:
            if name not in kept and self.folder.is_own(name) and self.folder.drop(name):
                removed.append(self.folder.path / name)
        return tuple(removed)

    def finish(self) -> None:
        """Write the first page and the manifest; take away the failures that are no more."""
        from fis_lessons.course.export import course_index

        if not self.failures:
            self.folder.close_failed()
        lang = self.plan.languages[0]
        # a page for each edition: whoever learns finds no way to the answers on theirs
        for which, name in INDEXES.items():
            own = [product for product in self.done if product.edition == which]
            if own:
                with use_language(lang):
                    page = course_index(manifest.content(self.plan, own), lang=lang, edition=which)
                self.folder.put(name, page)
            elif self.folder.is_own(name):
                self.folder.drop(name)
        self._write_manifest()

    def _write_manifest(self, *, under_way: bool = False) -> None:
        files = {
            n: d
            for n, d in self.folder.own.items()
            if n in INDEXES.values() or n.startswith(f"{FAILED}/") or n.endswith(".yaml")
        }
        # whoever is stopped half-way must know again, next time, what an earlier build wrote
        done = {product.key for product in self.done}
        left = [p for key, p in self.before.items() if key not in done and self._is_there(p)]
        products = [*self.done, *(left if under_way else ())]
        self.folder.put(MANIFEST, manifest.text(manifest.content(self.plan, products, files=files)))

    def _is_there(self, product: Product) -> bool:
        return any(name in self.folder.own for name in product.outputs)
