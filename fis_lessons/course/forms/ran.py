"""The lessons of an order, executed one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from fis_lessons.course.forms.order import Order
from fis_lessons.course.leaks import refuse_leaks, secrets_of
from fis_lessons.course.make import run
from fis_lessons.course.normalise import normalise
from fis_lessons.course.plan import Variant, opened
from fis_lessons.kernels.owner import warm_kernels
from fis_lessons.lessons import Lesson


def each_executed(order: Order) -> Iterator[tuple[Variant, Lesson[Any, Any], NotebookNode]]:
    """Give each lesson of an order: the variant, the lesson open, and its notebook executed as the trainer has it.

    Raises
    ------
    BuildError
        If the course does not have the language, or a cell fails.
    """
    variants = order.variants
    with warm_kernels():
        for variant in variants:
            yield variant, opened(variant), normalise(run(variant))


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
