"""Lesson 08, did it work: one story told by five comparisons, where the truth is known and where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from fis_lessons.exercises import Exercise, Progress
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Figure, Html
from fis_lessons.figures.evaluation import two_groups
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.base import Lesson
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.desk.question_bank import load_bank
from fis_lessons.lessons.did_it_work import controls, quiz, texts, texts_real
from fis_lessons.lessons.did_it_work import exercises as questions
from fis_lessons.lessons.did_it_work.beyond import few_groups
from fis_lessons.lessons.did_it_work.settings import setting_of
from fis_lessons.lessons.did_it_work.study import Study
from fis_lessons.lessons.parameters import LessonParameters
from fis_lessons.territory import find


class Parameters(LessonParameters):
    """What lesson 08 takes: case, language, and the seed of the simulated registers."""


class Content(Lesson):
    """The lesson, open on a case."""

    id: ClassVar[str] = "08"
    title: ClassVar[str] = mark("Ha funzionato?")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self._study: Study | None = None
        super().__init__(parameters, progress=progress)

    @property
    def study(self) -> Study:
        """The simulated registers of the case."""
        if self._study is None:
            place = find(self.case.municipality.istat)
            self._study = Study(setting_of(self.parameters.case), place, self.parameters.seed)
        return self._study

    def _exercises(self) -> list[Exercise]:
        return questions.exercises(self.study)

    def _controls(self) -> list[Control]:
        return controls.controls(self.study)

    def _bank(self) -> Bank:
        return load_bank(quiz.facts, self.study)

    def _figures(self) -> Mapping[str, Callable[[], Figure]]:
        return {"groups": self._groups}

    def _groups(self) -> Figure:
        setting, means = self.study.setting, self.study.means
        return two_groups(
            controls.picture_of(means),
            outcome=_(setting.outcome),
            unit=_(setting.unit),
            written=setting.figure,
            source=_("registro simulato, ipotesi per la lezione."),
            counterfactual=False,
        )

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages: dict[str, texts.Page] = {
            "story": texts.story,
            "register": texts.register_page,
            "result": texts.result,
            "support": texts.support,
            "published": texts_real.published,
        }
        shown = {name: self._page(page) for name, page in pages.items()}
        return {**shown, "few-groups": lambda: few_groups(self.study)}

    def _page(self, page: texts.Page) -> Callable[[], str]:
        return lambda: page(self.case, self.study, self.citations)

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "neet": lambda: texts_real.neet_table(self.citations),
            "means": lambda: texts.means_table(self.study, self.citations),
            "card-krueger": lambda: texts_real.card_krueger_table(self.citations),
            "balance": lambda: texts.balance_page(self.study, self.citations),
            "nsw": lambda: texts_real.nsw_table(self.citations),
            "assumptions": texts.assumptions_table,
            "published": lambda: texts_real.published_table(self.citations),
        }

    def _notes(self) -> Mapping[str, str]:
        return {
            "comparison": _(
                "**Con chi ti confronti?** Pensa a un progetto che sta per partire. Scrivi chi non lo "
                "avrà, e perché quelle persone somigliano a chi lo avrà. Se non lo sai, scrivi chi può "
                "dirtelo."
            ),
            "before": _(
                "**Che cosa misuri prima?** Scrivi quale misura raccogli prima dell'inizio, su chi "
                "partecipa e su chi non partecipa, chi la raccoglie e quando."
            ),
        }
