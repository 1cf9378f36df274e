"""The course of an order, built in a folder of its own: what is good already is not made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fis_lessons.course.build import build
from fis_lessons.course.editions import Edition
from fis_lessons.course.forms.order import Order
from fis_lessons.course.plan import Plan
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _


def built_course(order: Order, *, editions: Sequence[Edition] = ("trainee",)) -> Path:
    """Build the lessons of an order and return the folder they are in.

    Parameters
    ----------
    order
        What is asked.
    editions
        Which editions.

    Raises
    ------
    BuildError
        With every lesson that could not be built: a form of part of a course is no form of it.
    """
    variants = tuple(replace(variant, editions=tuple(editions)) for variant in order.variants)
    plan = Plan(order.plan.title, order.plan.case, variants)
    report = build(plan, order.folder / "course" / order.plan.case / order.lang)
    if report.failures:
        raise BuildError(
            _("Il corso ha lezioni che non si possono preparare."),
            [Problem(failure.variant, failure.reason) for failure in report.failures],
        )
    return report.folder
