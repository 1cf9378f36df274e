"""The lessons of an order, executed: several at a time, or taken from a course that was built already."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import nbformat
from nbformat import NotebookNode

from fis_lessons.course.build import SECONDS_PER_LESSON
from fis_lessons.course.forms.order import Writer
from fis_lessons.course.jobs import run_jobs
from fis_lessons.course.leaks import refuse_leaks, secrets_of
from fis_lessons.course.make import run
from fis_lessons.course.normalise import normalise
from fis_lessons.course.notebooks import text_of
from fis_lessons.course.plan import Variant, opened
from fis_lessons.course.taken import Account
from fis_lessons.errors import FisError
from fis_lessons.kernels.owner import warm_kernels
from fis_lessons.lessons import Lesson


def each_executed(writer: Writer) -> Iterator[tuple[Variant, Lesson[Any, Any], NotebookNode]]:
    """Give each lesson of an order: the variant, the lesson open, and its notebook executed as the trainer has it.

    They come in the order of the course. What was taken from a built course and what was executed is told.

    Raises
    ------
    BuildError
        If the course does not have the language, or a cell fails.
    """
    order, account = writer.order, Account()
    ready: dict[str, NotebookNode | FisError] = {}
    left = []
    for variant in order.variants:
        found = order.course.executed(variant) if order.course is not None else "absent"
        if isinstance(found, str):
            left.append(variant)
            account.executed.append(variant.lesson.id)
            if order.course is not None:
                account.why[variant.lesson.id] = found
        else:
            ready[variant.lesson.id] = found
            account.taken.append(variant.lesson.id)
    with (
        warm_kernels() if left else contextlib.nullcontext(),
        contextlib.closing(
            run_jobs(left, _executed, at_a_time=order.workers, seconds=SECONDS_PER_LESSON)
        ) as news,
    ):
        for variant in order.variants:
            while variant.lesson.id not in ready:
                item = next(news)
                if item.error is not None:
                    ready[item.job.lesson.id] = item.error
                elif item.result is not None:
                    ready[item.job.lesson.id] = nbformat.reads(item.result, as_version=4)
            executed = ready.pop(variant.lesson.id)
            if isinstance(executed, FisError):
                raise executed
            yield variant, opened(variant), executed
    for words in account.in_words():
        writer.tell(words)


def _executed(variant: Variant, _tell: Callable[[str], None]) -> str:
    return text_of(normalise(run(variant)))


def keep_secrets(page: str, variant: Variant, executed: NotebookNode) -> None:
    """Refuse a page for trainees that gives an answer away.

    Raises
    ------
    BuildError
        With every secret it holds.
    """
    refuse_leaks(
        page,
        secrets=secrets_of(executed, variant.lesson.secrets(variant.parameters)),
        lesson=variant.name,
    )
