"""Lesson 12, investors and risk: who advances the money, who loses it, what must be true for a deal to hold."""

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
from fis_lessons.lessons.controls import Control
from fis_lessons.lessons.investors_and_risk import controls, exercises, own, quiz, texts
from fis_lessons.lessons.investors_and_risk.data import Example
from fis_lessons.lessons.parameters import LessonParameters

_OWN = "note:deal"


class Parameters(LessonParameters):
    """What lesson 12 takes.

    Parameters
    ----------
    people
        In the example deal.
    price
        Paid for each success, in euros.
    guarantee
        Share of the capital lost that the guarantor gives back, in per cent.
    expected
        Successes expected, in per cent.
    """

    people: Annotated[int, Field(ge=10, le=100)] = 20
    price: Annotated[int, Field(ge=17_000, le=30_000)] = 18_000
    guarantee: Annotated[int, Field(ge=10, le=90)] = 50
    expected: Annotated[int, Field(ge=20, le=90)] = 60


class Content(Lesson):
    """The lesson, open on a case."""

    id: ClassVar[str] = "12"
    title: ClassVar[str] = mark("Investitori e rischio")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self.example = Example(parameters.people, parameters.price, parameters.guarantee, parameters.expected)
        super().__init__(parameters, progress=progress)

    def _exercises(self) -> list[Exercise]:
        return exercises.exercises(self.example)

    def _controls(self) -> list[Control]:
        return controls.controls(self.example)

    def _bank(self) -> Bank:
        return quiz.bank(self.example)

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages = {"story": texts.story, "others": texts.others, "bergamo": texts.bergamo, "lucca": texts.lucca}
        return {
            name: lambda page=page: page(self.case, self.example, self.citations)  # type: ignore[misc]
            for name, page in pages.items()
        }

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "rikers": lambda: texts.rikers_table(self.citations),
            "continuum": lambda: texts.continuum_table(self.example),
            "terms": texts.terms_table,
        }

    def _notes(self) -> Mapping[str, str]:
        return {
            "whose-saving": _(
                "**Di chi sarebbe il risparmio?** Per un servizio che conosci scrivi chi "
                "spenderebbe meno se funzionasse: Comune, famiglie, ASL, "
                "Stato. Poi: in quale anno, e in quale voce di bilancio si vedrebbe."
            ),
        }

    def own_deal(self) -> Live:
        """Show the terms of the learner's own deal, the sheet that follows them and the button that writes it."""
        start = own.read_terms(self.record.last_answer(self.id, _OWN, case=""))
        return Live(
            lambda: own.panel(
                start=start, keep=self._keep_deal, learner=self.learner, place=self.case.municipality.name
            ),
            own.control(start).static(),
        )

    def _keep_deal(self, text: str) -> str:
        self.record.add(Event(lesson=self.id, exercise=_OWN, kind="note", answer=text))
        return self.record.trouble
