"""Lesson 07, indicators and baselines: from a promise to a sheet somebody can measure with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from fis_lessons.dossier import indicator_editor
from fis_lessons.dossier.indicator_sheet import blank_page
from fis_lessons.errors import PlaceError
from fis_lessons.exercises import Exercise, Progress
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Html
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.base import Lesson, Live
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.desk.question_bank import load_bank
from fis_lessons.lessons.indicators import controls, exercises, quiz, texts
from fis_lessons.lessons.indicators.data import Baseline
from fis_lessons.lessons.parameters import LessonParameters
from fis_lessons.lessons.reading_the_territory_data import Ground, target_of
from fis_lessons.territory import find, population


class Parameters(LessonParameters):
    """What lesson 07 takes.

    Parameters
    ----------
    municipality
        Name or ISTAT code of the municipality to read; that of the case if not given.
    margin
        Percentage points of the exercise on the sample.
    response
        Per cent of the invited who answer, in the exercise on invitations.
    """

    municipality: str | None = None
    margin: Annotated[int, Field(ge=2, le=10)] = 5
    response: Annotated[int, Field(ge=10, le=90)] = 40

    @field_validator("municipality")
    @classmethod
    def _with_residents(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                population(find(value))
            except PlaceError as error:
                raise ValueError(" ".join(str(error).replace("\n  - ", " ").split())) from None
        return value


class Content(Lesson):
    """The lesson, open on a case and on a municipality."""

    id: ClassVar[str] = "07"
    title: ClassVar[str] = mark("Indicatori e basi di partenza")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self._base: Baseline | None = None
        super().__init__(parameters, progress=progress)

    @property
    def base(self) -> Baseline:
        """The numbers of the lesson, from its parameters."""
        if self._base is None:
            place = find(self.parameters.municipality or self.case.municipality.istat)
            self._base = Baseline(
                case=self.case,
                ground=Ground(place, target_of(self.case), 5),
                margin=self.parameters.margin,
                response=self.parameters.response,
                seed=self.parameters.seed,
            )
        return self._base

    def indicator_sheet(self) -> Live:
        """Show the indicator sheet: fields, reasons that follow what is written, a file to take home."""
        builder = indicator_editor.Builder(self.learner, lesson=self.id)
        return Live(builder.widget, blank_page())

    def _folder(self) -> Path:
        return self.record.path.parent if self.record.path else Path.cwd()

    def _exercises(self) -> list[Exercise]:
        return exercises.exercises(self.base)

    def _controls(self) -> list[Control]:
        return controls.controls(self.base, self._folder)

    def _bank(self) -> Bank:
        return load_bank(quiz.facts, self.base)

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages: dict[str, texts.Page] = {
            "story": texts.story,
            "italy": texts.italy,
            "region": texts.region,
            "calabria": texts.calabria,
            "bes": texts.bes,
        }
        return {name: self._page(page) for name, page in pages.items()}

    def _page(self, page: texts.Page) -> Callable[[], str]:
        return lambda: page(self.base, self.citations)

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "indicators": lambda: texts.indicators_table(self.base, self.citations),
            "krejcie": lambda: texts.krejcie_table(self.base, self.citations),
        }

    def _notes(self) -> Mapping[str, str]:
        return {
            "gaming": _(
                "**Come si potrebbe barare sul tuo indicatore?** Mettiti nei panni di chi viene "
                "misurato. Scrivi un "
                "modo di far migliorare il numero senza che nessuno stia meglio, e la regola che lo "
                "impedisce."
            ),
            "baseline": _(
                "**Da dove parti?** Per il tuo indicatore scrivi chi ha già il dato, di quale anno e "
                "di quale "
                "territorio. Se non lo ha nessuno, scrivi chi può misurarlo per primo, e quando."
            ),
        }
