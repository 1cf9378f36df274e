"""Lesson 02, reading the territory: who the target group really is, and among how many it is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from fis_lessons.errors import PlaceError
from fis_lessons.exercises import Exercise, Progress
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Html
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons import reading_the_territory_controls as controls
from fis_lessons.lessons import reading_the_territory_exercises as questions
from fis_lessons.lessons import reading_the_territory_texts as texts
from fis_lessons.lessons.base import Lesson
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.desk.question_bank import load_bank
from fis_lessons.lessons.l02_reading_the_territory import quiz
from fis_lessons.lessons.parameters import LessonParameters
from fis_lessons.lessons.reading_the_territory_data import Ground, target_of
from fis_lessons.territory import find, population


class Parameters(LessonParameters):
    """What lesson 02 takes.

    Parameters
    ----------
    municipality
        Name or ISTAT code of the municipality to read; that of the case if not given.
    similar
        How many municipalities of similar size it is compared with.
    """

    municipality: str | None = None
    similar: Annotated[int, Field(ge=3, le=10)] = 5

    @field_validator("municipality")
    @classmethod
    def _with_residents(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                population(find(value))
            except PlaceError as error:
                raise ValueError(_one_line(error)) from None
        return value


def _one_line(error: PlaceError) -> str:
    """Write message, reasons and advice as sentences one after the other."""
    sentences = [error.message]
    for problem in error.problems:
        found = problem.found.strip().rstrip(".")
        sentences += [found[:1].upper() + found[1:] + "." if found else "", problem.remedy]
    return " ".join(filter(None, sentences))


class Content(Lesson):
    """The lesson, open on a case and on a municipality."""

    id: ClassVar[str] = "02"
    title: ClassVar[str] = mark("Leggere il territorio")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self._ground: Ground | None = None
        super().__init__(parameters, progress=progress)

    @property
    def ground(self) -> Ground:
        """The numbers of the lesson, from its parameters."""
        if self._ground is None:
            place = find(self.parameters.municipality or self.case.municipality.istat)
            self._ground = Ground(place, target_of(self.case), self.parameters.similar)
        return self._ground

    def _exercises(self) -> list[Exercise]:
        return questions.exercises(self.ground)

    def _bank(self) -> Bank:
        return load_bank(quiz.facts, self.ground)

    def _controls(self) -> list[Control]:
        return controls.controls(self.ground)

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages: dict[str, texts.Page] = {
            "story": texts.story,
            "definitions": texts.definitions,
            "pool": texts.pool,
            "similar": texts.similar_places,
            "published": texts.published,
            "reference": texts.reference,
        }
        return {name: self._page(page) for name, page in pages.items()}

    def _page(self, page: texts.Page) -> Callable[[], str]:
        return lambda: page(self.case, self.ground, self.citations)

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "definitions": lambda: texts.definitions_table(self.ground),
            "published": lambda: texts.published_table(self.citations),
        }

    def _notes(self) -> Mapping[str, str]:
        return {
            "target": _(
                "**Chi è il mio gruppo?** Scrivi chi vuoi raggiungere, con l'età (estremi compresi o no) e "
                "con "
                "tutto ciò che l'età non dice. Poi: quante persone sono il bacino, e chi può dirti quante "
                "sono "
                "davvero il gruppo."
            ),
            "denominator": _(
                "**Quale denominatore, quale fonte, quale data?** Scegli una misura che ti serve. Scrivi "
                "che cosa "
                "conti sopra, fra quante persone, chi ha prodotto il dato, a quale giorno si riferisce, e "
                "che cosa "
                "manca."
            ),
        }
