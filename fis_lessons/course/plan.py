"""From a course file to a plan: what to build, checked in full before anything runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from fis_lessons import resources
from fis_lessons.cases.own import FOLDER
from fis_lessons.cases.reading import UnreadableError, read
from fis_lessons.course.course_file import (
    Audience,
    Course,
    audience,
    case_problems,
    lesson_problems,
    read_course,
    repeated,
    values_of,
)
from fis_lessons.course.editions import EDITIONS, Edition
from fis_lessons.course.translate import catalogue_of
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises import Progress
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import Lesson
from fis_lessons.lessons.registry import LESSONS, lesson_spec

SUFFIXES = (".ipynb", ".html")
"""Of the files of an edition."""


class LessonLike(Protocol):
    """What the factory needs to know of a lesson; :class:`fis_lessons.lessons.registry.LessonSpec` has it.

    It travels to another process: it must be picklable.
    """

    @property
    def id(self) -> str:
        """Two digits."""

    @property
    def notebook(self) -> Path:
        """The source, in Italian, with the solutions."""

    def problems(self, values: Mapping[str, object]) -> list[Problem]:
        """List what is wrong with some parameters."""

    def secrets(self, values: Mapping[str, object]) -> list[str]:
        """List the texts a trainee's copy must not hold."""


@dataclass(frozen=True)
class Variant:
    """A lesson on a case in a language: executed together, written in one or more editions.

    Parameters
    ----------
    lesson
        The lesson.
    lang
        Language.
    editions
        What to write.
    parameters
        All that is given to the parameters cell, case and language included.
    catalogue
        PO file of the notebook; none for Italian.
    own_case
        Text of the case, if the kit does not ship it: it goes along with the lesson.
    """

    lesson: LessonLike
    lang: Language
    editions: tuple[Edition, ...]
    parameters: Mapping[str, object]
    catalogue: Path | None = None
    own_case: str = ""

    @property
    def name(self) -> str:
        """Short name for messages."""
        return f"{self.lesson.id} ({self.parameters.get('case')}, {self.lang})"

    def product(self, edition: Edition, suffix: str) -> str:
        """Return where a product goes, from the course's folder, with ``/``."""
        return f"{edition}/{self.lang}/{self.lesson.notebook.stem}{suffix}"

    def case_file(self, edition: Edition) -> str:
        """Return where the case goes, from the course's folder: empty if the kit ships it."""
        return f"{edition}/{self.lang}/{FOLDER}/{self.parameters['case']}.yaml" if self.own_case else ""


@dataclass(frozen=True)
class Plan:
    """All there is to build.

    Parameters
    ----------
    title, case
        Of the course.
    variants
        What to build.
    beside
        What is not built, and stays if it was built before and is still good.
    audience
        For whom it is made, if not once for all.
    order
        Lessons in the order of the course file.
    """

    title: str
    case: str
    variants: tuple[Variant, ...] = field(default=())
    beside: tuple[Variant, ...] = field(default=())
    audience: Audience = field(default_factory=Audience)
    order: tuple[str, ...] = ()

    def asking(self, *, lang: Language | None = None, trainer: bool = False) -> Plan:
        """Return the plan of what is wanted now.

        What else could be made of the same lessons is ``beside``: where it is built already, and still good,
        it stays.

        Parameters
        ----------
        lang
            Only this language, if the course has it.
        trainer
            The trainer's edition too, even if the course file does not ask for it.
        """
        more: tuple[Edition, ...] = ("trainer",) if trainer else ()
        chosen = [v for v in self.variants if v.lang == lang] or list(self.variants)
        wanted = [replace(v, editions=tuple(dict.fromkeys([*v.editions, *more]))) for v in chosen]
        asked = {(v.lesson.id, v.lang, which) for v in wanted for which in v.editions}
        beside = [
            replace(variant, editions=left)
            for variant in self.variants
            if (left := tuple(w for w in EDITIONS if (variant.lesson.id, variant.lang, w) not in asked))
        ]
        return replace(self, variants=tuple(wanted), beside=tuple(beside))

    def only(self, lessons: Iterable[str]) -> Plan:
        """Return the plan of some lessons; the others are ``beside``, and stay as they are.

        Raises
        ------
        BuildError
            If the course does not have one of them.
        """
        # «7» and «02,07» say which lessons as well as «02» and «07» do
        said = [name for words in lessons for name in re.split(r"[\s,;]+", words) if name]
        wanted = list(dict.fromkeys(name.zfill(2) if name.isdecimal() else name for name in said))
        known = list(dict.fromkeys(variant.lesson.id for variant in self.variants))
        problems = [
            Problem(
                name[:40],
                _("non è una lezione di questo corso."),
                _("una tra {names}").format(names=", ".join(known)),
            )
            for name in wanted
            if name not in known
        ]
        if problems:
            raise BuildError(_("Il corso ha problemi da risolvere."), problems)
        if not wanted:
            return self
        chosen = tuple(variant for variant in self.variants if variant.lesson.id in wanted)
        others = tuple(variant for variant in self.variants if variant.lesson.id not in wanted)
        return replace(self, variants=chosen, beside=(*self.beside, *others))

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages, in the order of the course file."""
        return tuple(dict.fromkeys(variant.lang for variant in self.variants))


def opened(variant: Variant) -> Lesson[Any, Any]:
    """Open the lesson of a variant, with no learner's record: its case comes along if the kit does not ship it.

    Raises
    ------
    ParameterError, CaseError
        If it cannot be opened with these parameters.
    """
    spec = lesson_spec(variant.lesson.id)
    return spec.open(variant.parameters, progress=Progress(None), case_text=variant.own_case)


def course_names() -> tuple[str, ...]:
    """List the courses that come with the kit."""
    return tuple(sorted(path.stem for path in resources.data("courses").glob("*.yaml")))


def course_file(course: str) -> Path:
    """Return the file of a course: one of the kit by name, or any file by path."""
    return resources.data("courses", f"{course}.yaml") if course in course_names() else Path(course)


def read_plan(path: Path, *, lessons: Mapping[str, LessonLike] | None = None) -> Plan:
    """Read and check a course file.

    Parameters
    ----------
    path
        YAML.
    lessons
        The lessons there are; those of the kit if not given.

    Raises
    ------
    BuildError
        With every problem found: nothing has run.
    """
    known = LESSONS if lessons is None else lessons
    if not path.exists():
        kit = _("un file, o un corso del kit: {names}").format(names=", ".join(course_names()))
        raise BuildError(_("Questo corso non c'è."), [Problem("", str(path)[:120], kit)])
    if path.suffix.casefold() in (".xlsx", ".xls", ".ods", ".csv"):  # a list stands beside a course
        remedy = _("Un elenco si scrive dopo «--places» (Comuni) o «--class» (persone).")
        problem = Problem(path.name, _("è un foglio di calcolo."), _("un file YAML"), remedy)
        raise BuildError(_("Il corso non si può leggere."), [problem])
    try:
        document = read(path)
    except UnreadableError as error:
        raise BuildError(_("Il corso non si può leggere."), [error.problem]) from None
    course, places, found = read_course(document)
    problems = [*document.problems, *found, *case_problems(course, document)]
    problems += lesson_problems(course, document, places, known)
    whom, others = audience(course, document, path.parent)
    problems += [*others, *repeated(course, document)]
    if problems:
        # what is wrong with the list of municipalities is told too; alone, it can be left out
        raise BuildError(_("Il corso ha problemi da risolvere."), dict.fromkeys([*problems, *whom.left_out]))
    variants = tuple(_variants(course, known))
    return Plan(course.title, course.first_case, variants, (), whom, tuple(e.lesson for e in course.lessons))


def _variants(course: Course, known: Mapping[str, LessonLike]) -> list[Variant]:
    return [
        Variant(
            known[entry.lesson],
            lang,
            course.editions,
            values_of(course, entry.parameters, lang=lang),
            catalogue_of(entry.lesson, lang=lang),
        )
        for entry in course.lessons
        for lang in course.languages
    ]
