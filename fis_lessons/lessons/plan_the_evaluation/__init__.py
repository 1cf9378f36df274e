"""Lesson 09, plan the evaluation: what a single municipality can honestly do to know whether a project worked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from fis_lessons.exercises import Event, Exercise, Progress
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Html
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.base import Lesson, Live
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.parameters import LessonParameters
from fis_lessons.lessons.plan_the_evaluation import controls, exercises, plan, quiz, texts
from fis_lessons.lessons.plan_the_evaluation.data import Project
from fis_lessons.territory import find

_PLAN = "note:plan"


class Parameters(LessonParameters):
    """What lesson 09 takes.

    Parameters
    ----------
    places
        How many people the example project can take.
    stop_rate
        How many of a hundred such people usually stop studying within the year: an assumption.
    """

    places: Annotated[int, Field(ge=20, le=600)] = 120
    stop_rate: Annotated[int, Field(ge=6, le=40)] = 16


class Content(Lesson):
    """The lesson, open on a case."""

    id: ClassVar[str] = "09"
    title: ClassVar[str] = mark("Progettare la valutazione")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self._project: Project | None = None
        super().__init__(parameters, progress=progress)

    @property
    def project(self) -> Project:
        """The example project, from the lesson's parameters."""
        if self._project is None:
            self._project = Project(
                find(self.case.municipality.istat),
                self.parameters.places,
                self.parameters.stop_rate / 100,
                self.parameters.seed,
            )
        return self._project

    def _exercises(self) -> list[Exercise]:
        return exercises.exercises(self.project)

    def _controls(self) -> list[Control]:
        return controls.controls(self.project)

    def _bank(self) -> Bank:
        return quiz.bank(self.project)

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages = {
            "story": texts.story,
            "small": texts.small,
            "duty": texts.duty_words,
            "published": texts.published,
        }
        return {
            name: lambda page=page: page(self.case, self.project, self.citations)  # type: ignore[misc]
            for name, page in pages.items()
        }

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "designs": lambda: texts.designs_table(self.citations),
            "counts": lambda: texts.counts_table(self.project),
            "duty": lambda: texts.duty_table(self.citations),
            "published": lambda: texts.published_table(self.citations),
            "calendar": texts.calendar_table,
        }

    def _notes(self) -> Mapping[str, str]:
        return {
            "who-is-out": _(
                "**Chi resterà fuori, e chi lo decide?** Pensa al prossimo avviso del tuo "
                "Comune. Scrivi come entrano le "
                "persone, e quale parola del testo potresti cambiare perché resti un confronto."
            ),
        }

    def plan(self) -> Live:
        """Show the evaluation plan to fill in; it is kept in the record and written as a page."""
        return Live(
            lambda: plan.panel(
                start=plan.read_answers(self.record.last_answer(self.id, _PLAN, case="")),
                keep=self._keep_plan,
                learner=self.learner,
                place=self.case.municipality.name,
            ),
            plan.invitation(),
        )

    def _keep_plan(self, text: str) -> str:
        self.record.add(Event(lesson=self.id, exercise=_PLAN, kind="note", answer=text))
        return self.record.trouble
