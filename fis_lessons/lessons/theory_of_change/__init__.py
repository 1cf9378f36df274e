"""Lesson 06, theory of change: what is done, what changes, and the if between the two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from fis_lessons.dossier.chain_workbook import save_workbook
from fis_lessons.exercises import Exercise, Progress
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Figure, Html
from fis_lessons.figures.theory_of_change import impact_chain
from fis_lessons.figures.theory_of_change_text import logframe_table
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.base import Lesson, Live
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.desk.question_bank import load_bank
from fis_lessons.lessons.parameters import LessonParameters
from fis_lessons.lessons.theory_of_change import controls, quiz, texts
from fis_lessons.lessons.theory_of_change import exercises as questions
from fis_lessons.lessons.theory_of_change.builder import Builder, page
from fis_lessons.lessons.theory_of_change.data import Ground
from fis_lessons.lessons.theory_of_change.desk import Desk

NOTE = "chain"
"""The record keeps the learner's chain as the note ``note:chain``, in the words of ``to_text``."""


class Parameters(LessonParameters):
    """What lesson 06 takes: only what every lesson takes."""


class Content(Lesson):
    """The lesson, open on a case."""

    id: ClassVar[str] = "06"
    title: ClassVar[str] = mark("La teoria del cambiamento")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self._ground: Ground | None = None
        self._builder: Builder | None = None
        super().__init__(parameters, progress=progress)

    @property
    def ground(self) -> Ground:
        """The chains and the numbers of the lesson."""
        if self._ground is None:
            self._ground = Ground(self.case, self.parameters.seed)
        return self._ground

    def builder(self) -> Live:
        """Show the builder: a chain of one's own, without code, kept in the record."""
        return Live(lambda: self.panel_builder().widget(), page())

    def panel_builder(self) -> Builder:
        """Return the working part of the builder, made once."""
        if self._builder is None:
            desk = Desk(
                self.record.last_answer(self.id, f"note:{NOTE}", case=""),
                lambda text: self._keep(NOTE, text),
            )
            self._builder = Builder(
                desk,
                starts=[(controls.chain_title(self.case, told), told.whole) for told in self.ground.chains],
                export=lambda chain: save_workbook(chain, learner=self.learner),
            )
        return self._builder

    # --- what the lesson holds ------------------------------------------------------------------
    def _exercises(self) -> list[Exercise]:
        return questions.exercises(self.ground)

    def _controls(self) -> list[Control]:
        return controls.controls(self.ground)

    def _bank(self) -> Bank:
        return load_bank(quiz.facts, self.ground)

    def _figures(self) -> Mapping[str, Callable[[], Figure]]:
        main = self.ground.main
        title = controls.chain_title(self.case, main)
        return {
            "chain": lambda: impact_chain(main.told, title=title, sources=main.sources),
            "whole": lambda: impact_chain(
                main.whole, title=_("{chain}, completata da noi").format(chain=title)
            ),
            "broken": lambda: impact_chain(
                self.ground.broken, title=_("{chain}, guastata apposta").format(chain=title)
            ),
        }

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages: dict[str, texts.Page] = {
            "story": texts.story,
            "words": texts.words,
            "chain": texts.chain,
            "whole": texts.whole,
            "lucca": texts.lucca,
            "lucca_reading": texts.lucca_reading,
            "published": texts.published,
        }
        return {name: self._page(page) for name, page in pages.items()}

    def _page(self, page: texts.Page) -> Callable[[], str]:
        return lambda: page(self.ground, self.citations)

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "logframe": lambda: logframe_table(
                self.ground.main.whole, title=controls.chain_title(self.case, self.ground.main)
            ),
            "call": lambda: texts.call_table(self.ground, self.citations),
            "published": lambda: texts.published_table(self.citations),
        }

    def _notes(self) -> Mapping[str, str]:
        return {
            "call": _(
                "**Le due pagine.** Prendi un bando o un avviso del tuo Comune e la pagina che dice per "
                "chi è il "
                "progetto. Scrivi chi è fra i destinatari e resta fuori dal bando, e chi può cambiare la "
                "regola."
            ),
        }
