"""Lessons of a course that was built already, for whoever makes something else of them: none is executed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode

from fis_lessons.course import manifest
from fis_lessons.course.build import Crew, Told
from fis_lessons.course.editions import Edition
from fis_lessons.course.folder import CourseFolder
from fis_lessons.course.jobs import News, of_the_system
from fis_lessons.course.manifest import Product
from fis_lessons.course.manifest_reading import read_built
from fis_lessons.course.plan import Variant
from fis_lessons.course.work import Task
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _

Why = Literal["absent", "made of something else", "changed by hand"]


@dataclass(frozen=True)
class BuiltCourse:
    """A course in its folder: which of its lessons are what would be made now.

    Parameters
    ----------
    folder
        Where it was built.
    products
        What its manifest says, by lesson, language and edition.
    """

    folder: CourseFolder
    products: dict[tuple[str, str, str], Product] = field(default_factory=dict)

    def product(self, variant: Variant, edition: Edition) -> Product | Why:
        """Return a product made of the same kit, data and parameters that nobody changed; else why it is none."""
        found = self.products.get((variant.lesson.id, variant.lang, edition))
        if found is None:
            return "absent"
        if found.inputs != manifest.inputs_of(variant):
            return "made of something else"
        if not all(map(self.folder.is_own, found.outputs)):
            return "changed by hand"
        return found

    def executed(self, variant: Variant) -> NotebookNode | Why:
        """Return a lesson as it was executed: it is in the trainer's edition, the trainee's has no outputs."""
        found = self.product(variant, "trainer")
        if not isinstance(found, Product):
            return found
        name = next(name for name in found.outputs if name.endswith(".ipynb"))
        notebook: NotebookNode = nbformat.reads(self._text(name), as_version=4)
        del notebook.metadata["edition"]
        return notebook

    def made(self, task: Task) -> list[Product] | Why:
        """Put in a task's folder what it would make, if all of it is here."""
        found = [self.product(task.job.variant, which) for which in task.job.variant.editions]
        for one in found:
            if not isinstance(one, Product):
                return one
        products = [one for one in found if isinstance(one, Product)]
        for name in [name for one in products for name in one.outputs]:
            task.folder.put(name, self._text(name))
        return products

    def _text(self, name: str) -> str:
        return (self.folder.path / name).read_text(encoding="utf-8")


def built_course_in(folder: Path) -> BuiltCourse:
    """Open a folder a course was built in.

    Raises
    ------
    BuildError
        If there is none.
    """
    found = read_built(folder)
    if not found.products:
        raise BuildError(
            _("Da qui non posso prendere lezioni."),
            [
                Problem(
                    str(folder),
                    _("non c'è un corso preparato."),
                    _("la cartella in cui ha scritto «fis-lessons build»"),
                )
            ],
        )
    manifest.forget()
    return BuiltCourse(CourseFolder(folder.resolve(), found.own), {one.key: one for one in found.products})


@dataclass
class Account:
    """What was taken from a course and what was executed, to be told."""

    taken: list[str] = field(default_factory=list)
    executed: list[str] = field(default_factory=list)
    ready: list[str] = field(default_factory=list)
    why: dict[str, Why] = field(default_factory=dict)

    def in_words(self) -> Iterator[str]:
        """Say it, a sentence each."""
        rows = (
            (_("Prese dal corso già preparato: {lessons}."), self.taken),
            (_("Già pronte in questa cartella: {lessons}."), self.ready),
            (_("Eseguite adesso: {lessons}."), self.executed),
        )
        for words, lessons in rows:
            if lessons:
                yield words.format(lessons=", ".join(sorted(lessons)))
        reasons: dict[Why, str] = {
            "absent": _("Nel corso già preparato mancano, o manca l'edizione per chi conduce: {lessons}."),
            "made of something else": _(
                "Fatte con altri dati, altri parametri o un'altra versione del kit: {lessons}."
            ),
            "changed by hand": _("Cambiate a mano dopo la preparazione: {lessons}."),
        }
        for why, words in reasons.items():
            lessons = [lesson for lesson, own in self.why.items() if own == why]
            if lessons:
                yield words.format(lessons=", ".join(sorted(lessons)))


def taking(course: BuiltCourse | None, account: Account, crew: Crew) -> Crew:
    """Return a crew that takes from a course what is there and executes the rest."""

    def run(tasks: Sequence[Task], _seconds: float) -> Told:
        left = []
        for task in tasks:
            lesson = task.job.variant.lesson.id
            try:
                products = course.made(task) if course is not None else "absent"
            except OSError as error:
                yield News(task, "failed", error=of_the_system(error))
                continue
            if isinstance(products, list):
                account.taken.append(lesson)
                yield News(task, "done", result=products)
                continue
            account.executed.append(lesson)
            if course is not None:
                account.why[lesson] = products
            left.append(task)
        if left:
            with crew.doing(left) as news:
                yield from news

    return Crew(crew.at_a_time, crew.seconds, lambda tasks, seconds: run(list(tasks), seconds))
