"""Build a course: only what changed, two lessons at a time, nothing half-written."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fis_lessons.course import manifest
from fis_lessons.course.catalogues import gaps_in_strings
from fis_lessons.course.jobs import News, run_jobs
from fis_lessons.course.make import FAILED, make
from fis_lessons.course.manifest import Product
from fis_lessons.course.plan import Plan, Variant
from fis_lessons.errors import FisError, TranslationError
from fis_lessons.files import write_whole
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import use_language
from fis_lessons.lessons.registry import LessonSpec

SAVED = "saved"
INDEX = "index.html"


@dataclass(frozen=True)
class Failure:
    """A variant that could not be built, and why: the error as it was where it happened."""

    variant: str
    error: FisError

    @property
    def reason(self) -> str:
        """The error in words."""
        return str(self.error)


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
    def keys(self) -> list[tuple[str, str, str]]:
        """What its products are called in the manifest."""
        variant = self.variant
        return [(variant.lesson.id, variant.lang, which) for which in variant.editions]


def _silent(_edition: str) -> None:
    """Say nothing."""


def build(
    plan: Plan,
    folder: Path,
    *,
    force: bool = False,
    at_a_time: int = 2,
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
    TranslationError
        If a language to build lacks some of the kit's own sentences: nothing has run.
    OSError
        If the folder cannot be written.
    """
    _check_languages(plan)
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    manifest.forget()
    _sweep(folder)
    before = {product.key: product for product in manifest.read_products(folder)}
    jobs = [Job(variant, manifest.inputs_of(variant)) for variant in plan.variants]
    fresh = [job for job in jobs if not force and _up_to_date(job, before, folder)]
    todo = [job for job in jobs if job not in fresh]
    good = [before[key] for job in fresh for key in job.keys]
    saved = _save_changed(folder, [before[key] for job in todo for key in job.keys if key in before])
    built: list[Product] = []
    failures: list[Failure] = []
    started(sum(len(job.keys) for job in todo))
    with contextlib.closing(run_jobs(todo, partial(_work, folder=folder), at_a_time=at_a_time)) as news:
        for item in news:
            _take(item, folder, built=built, failures=failures, stepped=stepped)
            if item.kind != "step":
                manifest.write(folder, plan, [*good, *built])
    removed = _remove_old(folder, before.values(), kept=[*good, *built])
    _finish(folder, plan, [*good, *built])
    return Report(folder, tuple(built), tuple(good), tuple(failures), saved, removed)


def _check_languages(plan: Plan) -> None:
    """Stop before anything runs if a sentence of the kit would come out in the wrong language."""
    # an author's sample lesson outside the kit has no catalogue of its own to hold
    of_the_kit = {v.lang for v in plan.variants if isinstance(v.lesson, LessonSpec)}
    for lang in sorted(of_the_kit - {"it"}):
        found = gaps_in_strings(lang=lang)
        if found:
            raise TranslationError(
                _("I cataloghi in «{lang}» non corrispondono ai testi del kit.").format(lang=lang),
                [gap.problem() for gap in found],
            )


def _work(job: Job, tell: Callable[[str], None], *, folder: Path) -> list[Product]:
    return make(job.variant, folder, inputs=job.inputs, tell=tell)


def _take(
    item: News[Job, list[Product]],
    folder: Path,
    *,
    built: list[Product],
    failures: list[Failure],
    stepped: Callable[[str], None],
) -> None:
    if item.kind == "step":
        stepped(f"{item.job.variant.name}, {item.step}")
    elif item.kind == "done" and item.result is not None:
        built.extend(item.result)
    elif item.error is not None:
        failures.append(Failure(item.job.variant.name, item.error))
        # a lesson that no longer builds must not be handed out as it was
        for which in item.job.variant.editions:
            for suffix in (".ipynb", ".html"):
                (folder / item.job.variant.product(which, suffix)).unlink(missing_ok=True)


def _up_to_date(job: Job, before: Mapping[tuple[str, str, str], Product], folder: Path) -> bool:
    return all(
        key in before and before[key].inputs == job.inputs and before[key].intact(folder) for key in job.keys
    )


def _sweep(folder: Path) -> None:
    """Take away what a killed build was writing; the names are those of ``write_whole``."""
    for path in folder.rglob(".*.tmp"):
        path.unlink(missing_ok=True)


def _save_changed(folder: Path, products: Iterable[Product]) -> tuple[Path, ...]:
    """Keep a copy of the files somebody changed: they may hold a trainee's work."""
    copies = []
    for product in products:
        for name, digest in product.outputs.items():
            path = folder / name
            if manifest.sha256_of_file(path) not in ("", digest):
                copy = folder / SAVED / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, copy)
                copies.append(copy)
    return tuple(copies)


def _remove_old(folder: Path, before: Iterable[Product], *, kept: Iterable[Product]) -> tuple[Path, ...]:
    """Remove the products this course no longer has, if nobody changed them."""
    names = {name for product in kept for name in product.outputs}
    removed = []
    for product in before:
        for name, digest in product.outputs.items():
            path = folder / name
            if name not in names and manifest.sha256_of_file(path) == digest:
                path.unlink()
                removed.append(path)
    return tuple(removed)


def _finish(folder: Path, plan: Plan, products: list[Product]) -> None:
    from fis_lessons.course.export import course_index

    lang = plan.languages[0]
    with use_language(lang):
        page = course_index(manifest.content(plan, products), lang=lang)
    write_whole(folder / INDEX, page)
    manifest.write(folder, plan, products)
    with contextlib.suppress(OSError):
        if not any(path.is_file() for path in (folder / FAILED).rglob("*")):
            shutil.rmtree(folder / FAILED)
