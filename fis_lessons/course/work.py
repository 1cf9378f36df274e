"""A course under way in its folder: what is to do, what is done, what went wrong, and what is noted down."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fis_lessons.course import manifest, notebooks
from fis_lessons.course.editions import for_whom
from fis_lessons.course.execute import ExecutionError
from fis_lessons.course.folder import FAILED, INDEXES, MANIFEST, CourseFolder, check_room, claimed
from fis_lessons.course.jobs import News
from fis_lessons.course.manifest import Product, sha256_of_file
from fis_lessons.course.manifest_reading import read_built
from fis_lessons.course.plan import SUFFIXES, Plan, Variant
from fis_lessons.errors import DiskError, FisError
from fis_lessons.i18n import use_language

Key = tuple[str, str, str]


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
    order
        Lessons, as the course has them: people are told of them so.
    """

    folder: Path
    built: tuple[Product, ...]
    skipped: tuple[Product, ...]
    failures: tuple[Failure, ...]
    saved: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    order: tuple[str, ...] = ()

    def place_of(self, lesson: str) -> tuple[int, str]:
        """Return where a lesson stands in the course, to sort by it; one that is not there goes last."""
        return (self.order.index(lesson) if lesson in self.order else len(self.order)), lesson


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


@dataclass(frozen=True)
class Task:
    """A job, and the folder for what it makes: all that whoever does it is told."""

    job: Job
    folder: CourseFolder

    @property
    def name(self) -> str:
        """Short name for messages."""
        return self.job.variant.name


@contextlib.contextmanager
def at_work(plan: Plan, folder: Path, *, force: bool) -> Iterator[Work]:
    """Hold the folder of a course and say what there is to do in it.

    Parameters
    ----------
    plan
        Checked.
    folder
        Where the course goes.
    force
        Do everything again.

    Raises
    ------
    BuildError
        If the folder cannot be written, holds something in the way, or another build is at work there.
    DiskError
        If there is no room.
    """
    jobs = [Job(variant, manifest.inputs_of(variant)) for variant in plan.variants]
    names = [name for job in jobs for name in (*job.names, *job.cases)]
    with claimed(folder, names=names) as path:
        found = read_built(path)
        own = CourseFolder(path, found.own)
        own.sweep([*names, *found.own, *INDEXES.values(), MANIFEST])
        work = Work(plan, own, {product.key: product for product in found.products})
        work.begin(jobs, force=force)
        check_room(path, products=work.total)
        yield work


class Work:
    """A build under way in a folder: what there was, what there is to do, what is done, what went wrong."""

    def __init__(self, plan: Plan, folder: CourseFolder, before: Mapping[Key, Product]) -> None:
        self.plan = plan
        self.folder = folder
        self.before = before
        self.tasks: tuple[Task, ...] = ()
        self.waited = 0
        """Tasks not heard of yet."""
        self.done: list[Product] = []
        self.failures: list[Failure] = []
        self._good: list[Product] = []
        self._others = 0
        self._saved = folder.saved()
        self._cases: dict[str, str] = {}

    def begin(self, jobs: Sequence[Job], *, force: bool) -> None:
        """Look at what is there already, and leave in ``tasks`` what is not."""
        beside = [Job(variant, manifest.inputs_of(variant)) for variant in self.plan.beside]
        fresh = [job for job in jobs if not force and self.is_fresh(job)]
        self.tasks = tuple(Task(job, self.folder) for job in jobs if job not in fresh)
        self.waited = len(self.tasks)
        self._good = [self.before[key] for job in fresh for key in job.keys]
        self.done += [*self._good, *(self.before[key] for job in beside for key in self.good_keys(job))]
        self._others = len(self.done)
        self._cases = {name: text for job in jobs for name, text in job.cases.items()}

    @property
    def total(self) -> int:
        """How many products there are to make."""
        return sum(len(task.job.keys) for task in self.tasks)

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

    def take(self, item: News[Task, list[Product]], *, stepped: Callable[[str], None]) -> None:
        """Take the news of a task, and note down at once what it wrote."""
        if item.kind == "step":
            self._note(item.job.job.variant, item.step)
            stepped(f"{item.job.name}, {for_whom(item.step)}")
            return
        self.waited -= 1
        if item.result is not None:
            self.done += item.result
            for product in item.result:
                self.folder.own |= product.outputs
        elif isinstance(item.error, DiskError):
            raise item.error  # the others would not do better, and what there is stays
        elif item.error is not None:
            self._fail(item.job.job, item.error)
        self._write_manifest(under_way=True)

    def _note(self, variant: Variant, which: str) -> None:
        """Note as ours the files of an edition just written: the lesson may yet be lost with who makes it."""
        editions = [edition for edition in variant.editions if edition == which]
        names = [variant.product(edition, suffix) for edition in editions for suffix in SUFFIXES]
        digests = {name: sha256_of_file(self.folder.path / name) for name in names}
        self.folder.own |= {name: digest for name, digest in digests.items() if digest}

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

    def end(self) -> Report:
        """Take away what the course no longer has, write its first pages and its manifest."""
        removed = self._remove_old()
        for name, text in self._cases.items():
            self.folder.put(name, text)
        self._finish()
        saved = tuple(sorted(self.folder.saved() - self._saved))
        built = tuple(self.done[self._others :])
        failed, order = tuple(self.failures), self.plan.order
        return Report(self.folder.path, built, tuple(self._good), failed, saved, removed, order)

    def _remove_old(self) -> tuple[Path, ...]:
        """Remove the products this course no longer has, if nobody changed them."""
        kept = {name for product in self.done for name in product.outputs}
        removed = []
        for name in [name for product in self.before.values() for name in product.outputs]:
            if name not in kept and self.folder.is_own(name) and self.folder.drop(name):
                removed.append(self.folder.path / name)
        return tuple(removed)

    def _finish(self) -> None:
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
