"""Lesson 10, social value: what an activity is worth, to whom, and how far the number can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from fis_lessons.dossier import value_map
from fis_lessons.exercises import Exercise, Progress
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Html
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.base import Lesson, Live
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.parameters import LessonParameters
from fis_lessons.lessons.social_value import controls, exercises, own_map, quiz, tables, texts
from fis_lessons.lessons.social_value.maps import Ground


class Parameters(LessonParameters):
    """What lesson 10 takes.

    Parameters
    ----------
    discount
        Discount rate per year of the calculations of the lesson: 0.03 is 3%.
    """

    discount: Annotated[float, Field(ge=0.01, le=0.1)] = 0.03


class Content(Lesson):
    """The lesson, open on a case and at a discount rate."""

    id: ClassVar[str] = "10"
    title: ClassVar[str] = mark("Il valore sociale")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self._ground: Ground | None = None
        super().__init__(parameters, progress=progress)

    @property
    def ground(self) -> Ground:
        """The numbers of the lesson, from its parameters."""
        if self._ground is None:
            self._ground = Ground(self.case, self.parameters.discount)
        return self._ground

    @property
    def folder(self) -> Path:
        """Where the learner's files are."""
        return self.record.path.parent if self.record.path else Path.cwd()

    def value_map(self) -> Live:
        """Show the button that writes the value map as a workbook."""
        return Live(
            lambda: value_map.save_panel(lambda: self.ground.value_map, self.folder),
            value_map.save_invitation(),
        )

    def _exercises(self) -> list[Exercise]:
        return exercises.exercises(self.ground)

    def _controls(self) -> list[Control]:
        return [
            *controls.controls(self.ground, seed=self.parameters.seed),
            own_map.read_control(self.folder),
        ]

    def _bank(self) -> Bank:
        return quiz.bank()

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages: dict[str, texts.Page] = {
            "story": texts.story,
            "whose": texts.whose,
            "participants": texts.participants,
            "perry": texts.perry,
            "wheels": texts.wheels,
            "abroad": texts.abroad,
            "vis": texts.vis,
        }
        return {name: self._page(page) for name, page in pages.items()}

    def _page(self, page: texts.Page) -> Callable[[], str]:
        return lambda: page(self.case, self.ground, self.citations)

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "streams": lambda: tables.streams_table(self.ground),
            "parties": lambda: tables.parties_table(self.ground),
            "resources": lambda: tables.resources_table(self.ground.value_map),
            "map": lambda: tables.map_table(self.ground, self.citations),
            "shares": lambda: tables.shares_table(self.ground),
            "years": lambda: tables.years_table(self.ground.value_map, self.ground.result),
            "rows": lambda: tables.rows_table(self.ground),
            "scenarios": lambda: tables.scenarios_table(self.ground),
            "wheels": tables.wheels_table,
            "dropout": lambda: tables.dropout_table(self.citations),
        }

    def _notes(self) -> Mapping[str, str]:
        return {
            "whose": _(
                "**Di chi è il risparmio?** Pensa a un servizio del tuo Comune. Scrivi che cosa costerebbe di "
                "meno, chi smetterebbe di pagarlo, e se quella spesa si potrebbe davvero cancellare."
            ),
            "proxy": _(
                "**La tua prima proxy.** Scegli un esito. Scrivi che cosa conti, quanto vale ogni unità, da "
                "dove viene il valore e di che anno è. Se la fonte manca, scrivi «ipotesi»."
            ),
        }
