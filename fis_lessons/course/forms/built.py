"""The course of an order, built in a folder of its own: what is good already is not made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fis_lessons.course.build import Crew, build
from fis_lessons.course.editions import Edition
from fis_lessons.course.forms.order import Writer
from fis_lessons.course.plan import Plan
from fis_lessons.course.taken import Account, taking
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _


def built_course(writer: Writer, *, editions: Sequence[Edition] = ("trainee",)) -> Path:
    """Build the lessons of an order and return the folder they are in; what was taken and executed is told.

    Parameters
    ----------
    writer
        Of the order.
    editions
        Which editions.

    Raises
    ------
    BuildError
        With every lesson that could not be built: a form of part of a course is no form of it.
    """
    order, account = writer.order, Account()
    variants = tuple(replace(variant, editions=tuple(editions)) for variant in order.variants)
    plan = Plan(order.plan.title, order.plan.case, variants)
    crew = taking(order.course, account, Crew(at_a_time=order.workers))
    folder = order.folder / "course" / order.plan.case / order.lang
    report = build(plan, folder, elsewhere=crew.elsewhere, stepped=order.stepped)
    if report.failures:
        raise BuildError(
            _("Il corso ha lezioni che non si possono preparare."),
            [Problem(failure.variant, failure.reason) for failure in report.failures],
        )
    account.ready += {product.lesson for product in report.skipped}
    for words in account.in_words():
        writer.tell(words)
    return report.folder
