"""The lessons there are: what each takes, where its notebook is, how it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from fis_lessons import resources
from fis_lessons.errors import LessonError, Problem
from fis_lessons.exercises import Progress
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, set_language
from fis_lessons.lessons.base import Lesson
from fis_lessons.lessons.parameters import LessonParameters, parameter_problems, read_parameters


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
        Module of ``fis_lessons.lessons`` with the classes ``Parameters`` and ``Content``.
    """

    id: str
    slug: str
    module: str

    @property
    def parameters(self) -> type[LessonParameters]:
        """The model of the lesson's parameters."""
        return cast(type[LessonParameters], self._load().Parameters)

    @property
    def title(self) -> str:
        """The title, in Italian: translated when it is shown."""
        return str(self._load().Content.title)

    @property
    def notebook(self) -> Path:
        """The notebook as authors edit it."""
        return resources.notebooks() / f"{self.id}_{self.slug}.ipynb"

    def check(self, values: Mapping[str, object]) -> list[Problem]:
        """List what is wrong with some parameters; empty if nothing is."""
        return parameter_problems(self.parameters, values)

    def open(self, values: Mapping[str, object], *, progress: Progress | None = None) -> Lesson:
        """Check the parameters and open the lesson.

        Raises
        ------
        ParameterError
            With every problem found.
        """
        content = cast(type[Lesson], self._load().Content)
        return content(read_parameters(self.parameters, values), progress=progress)

    def secrets(self, values: Mapping[str, object]) -> list[str]:
        """List the sentences of this variant that a trainee's copy must not hold."""
        before = language()
        try:
            lesson = self.open(values, progress=Progress(None))
            asked = (*lesson.exercises.values(), *lesson.bank)
            return [text for exercise in asked for text in exercise.secrets()]
        finally:
            set_language(before)

    def _load(self) -> Any:
        return import_module(f"fis_lessons.lessons.{self.module}")


LESSONS: dict[str, LessonSpec] = {
    spec.id: spec
    for spec in (
        LessonSpec("01", "welfare_di_comunita", "community_welfare"),
        LessonSpec("02", "leggere_il_territorio", "reading_the_territory"),
        LessonSpec("06", "teoria_del_cambiamento", "theory_of_change"),
        LessonSpec("07", "indicatori_e_basi_di_partenza", "indicators"),
        LessonSpec("08", "ha_funzionato", "did_it_work"),
        LessonSpec("09", "progettare_la_valutazione", "plan_the_evaluation"),
        LessonSpec("10", "il_valore_sociale", "social_value"),
        LessonSpec("11", "un_contratto_che_paga_i_risultati", "outcome_contract"),
        LessonSpec("12", "investitori_e_rischio", "investors_and_risk"),
    )
}


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
