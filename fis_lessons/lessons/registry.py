"""Open a lesson: what each takes, where its notebook is, how it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from fis_lessons import resources
from fis_lessons.cases.own import chosen_case, own_case_names
from fis_lessons.classes import dataclass
from fis_lessons.errors import FisError, LessonError, Problem
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, set_language
from fis_lessons.lessons.catalogue import CATALOGUE
from fis_lessons.lessons.desk import LessonParameters
from fis_lessons.lessons.desk.lesson import Lesson
from fis_lessons.lessons.desk.own_case import opened_text
from fis_lessons.lessons.desk.parameters import parameter_problems, read_parameters
from fis_lessons.lessons.desk.parts import Parts


@dataclass(frozen=True)
class LessonSpec:
    """A lesson before it is opened.

    Parameters
    ----------
    id
        Two digits.
    slug
        Rest of the notebook's name.
    module
        Package of ``fis_lessons.lessons`` with the parts of the lesson, ``LESSON``.
    title
        In Italian: translated when it is shown.
    """

    id: str
    slug: str
    module: str
    title: str

    @property
    def parts(self) -> Parts[Any, Any]:
        """What the lesson holds: reading it loads the lesson."""
        return cast(Parts[Any, Any], import_module(f"fis_lessons.lessons.{self.module}").LESSON)

    @property
    def parameters(self) -> type[LessonParameters]:
        """The lesson's parameters."""
        return self.parts.parameters

    @property
    def notebook(self) -> Path:
        """The notebook as authors edit it."""
        return resources.notebooks() / f"{self.id}_{self.slug}.ipynb"

    def problems(self, values: Mapping[str, object]) -> list[Problem]:
        """List what is wrong with some parameters; empty if nothing is."""
        return parameter_problems(self.parameters, values)

    def open(
        self, values: Mapping[str, object], *, progress: Progress | None = None, case_text: str = ""
    ) -> Lesson[Any, Any]:
        """Check the parameters and open the lesson.

        Parameters
        ----------
        values
            By name; those left out are the ones the lesson proposes.
        progress
            The learner's record; the one of the folder the notebook runs in if not given.
        case_text
            Text of the case, where it is somebody's own and came with what they hand in.

        Raises
        ------
        ParameterError
            With every problem found.
        CaseError
            With every problem of the text of a case.
        """
        return self.open_for(Learner.here("it", record=progress), values, case_text=case_text)

    def open_for(
        self, learner: Learner, values: Mapping[str, object], *, case_text: str = ""
    ) -> Lesson[Any, Any]:
        """Open the lesson for somebody, whose folder may hold cases of their own.

        Raises
        ------
        ParameterError
            With every problem found.
        CaseError
            With every problem of the learner's case.
        """
        parts = self.parts
        own = [*own_case_names(learner.cases), *([str(values.get("case"))] if case_text else [])]
        parameters = read_parameters(parts.parameters, values, own=own)
        set_language(parameters.lang)
        case = opened_text(case_text, name=parameters.case) if case_text else None
        return Lesson(parts, parameters, learner=replace(learner, lang=parameters.lang), case=case)

    def open_here(self, values: Mapping[str, object]) -> Lesson[Any, Any]:
        """Open the lesson in the folder the notebook runs in, on the case the learner chose there, if any.

        A chosen case that cannot be opened is told, and the lesson opens on the one its notebook proposes.

        Raises
        ------
        ParameterError
            With every problem found.
        """
        learner = Learner.here("it")
        chosen = chosen_case(learner.folder)
        if not chosen:
            return self.open_for(learner, values)
        trouble = ""
        try:
            opened = self.open_for(learner, {**values, "case": chosen})
            trouble = "" if opened.exercises else _("Da questo caso non nascono esercizi.")
        except FisError as error:
            trouble = str(error)
        except Exception as error:  # and whatever it breaks, the lesson must open
            trouble = _("Con questo caso la lezione non si apre ({kind}).").format(kind=type(error).__name__)
        if trouble:
            opened = self.open_for(learner, values)
            opened.own_case_trouble = trouble
        opened.proposed_case = str(values.get("case", ""))
        return opened

    def secrets(self, values: Mapping[str, object], *, case_text: str = "") -> list[str]:
        """List the sentences of this variant that a trainee's copy must not hold."""
        before = language()
        try:
            lesson = self.open(values, progress=Progress(None), case_text=case_text)
            asked = (*lesson.exercises.values(), *lesson.bank)
            return [text for exercise in asked for text in exercise.secrets()]
        finally:
            set_language(before)


LESSONS: dict[str, LessonSpec] = {entry[0]: LessonSpec(*entry) for entry in CATALOGUE}


def lesson_spec(lesson: str) -> LessonSpec:
    """Return a lesson of the kit.

    Raises
    ------
    LessonError
        If there is none with that number.
    """
    if lesson not in LESSONS:
        raise LessonError(
            _("La lezione «{name}» non esiste. Ci sono: {known}.").format(
                name=str(lesson)[:40], known=", ".join(LESSONS)
            )
        )
    return LESSONS[lesson]
