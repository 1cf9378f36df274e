"""Lesson 11, a contract that pays for results: who pays whom, for what, and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from fis_lessons.exercises import Exercise, Progress
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Figure, Html
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.base import Lesson
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.outcome_contract import controls, exercises, quiz, tables, texts
from fis_lessons.lessons.outcome_contract.data import Deal
from fis_lessons.lessons.parameters import LessonParameters


class Parameters(LessonParameters):
    """What lesson 11 takes.

    Parameters
    ----------
    people
        Places of the simulated contract; Catanzaro's are 20.
    fee, premium
        Euros per person and day, and per person who reaches the objectives at a check: not public for
        Catanzaro, so these are assumptions.
    """

    people: Annotated[int, Field(ge=10, le=60)] = 20
    fee: Annotated[int, Field(ge=10, le=150)] = 40
    premium: Annotated[int, Field(ge=50, le=2000)] = 300


class Content(Lesson):
    """The lesson, open on a case."""

    id: ClassVar[str] = "11"
    title: ClassVar[str] = mark("Un contratto che paga i risultati")
    parameters: Parameters

    def __init__(self, parameters: Parameters, *, progress: Progress | None = None) -> None:
        self._deal: Deal | None = None
        super().__init__(parameters, progress=progress)

    @property
    def deal(self) -> Deal:
        """The numbers of the lesson, from its parameters."""
        if self._deal is None:
            own = self.parameters
            self._deal = Deal(
                case=self.case, people=own.people, fee=own.fee, premium=own.premium, seed=own.seed
            )
        return self._deal

    def _exercises(self) -> list[Exercise]:
        return exercises.exercises(self.deal)

    def _controls(self) -> list[Control]:
        return controls.controls(self.deal)

    def _bank(self) -> Bank:
        return quiz.bank(self.deal)

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        pages: dict[str, texts.Page] = {
            "story": texts.story,
            "first": texts.first,
            "unknown": texts.unknown,
            "reboot": texts.reboot,
            "cap": texts.cap,
            "tariff": texts.tariff,
            "peterborough": texts.peterborough,
            "sampling": texts.sampling,
            "people": texts.people,
            "saving": texts.saving,
            "barriers": texts.barriers,
        }
        return {name: self._told(page) for name, page in pages.items()}

    def _told(self, page: texts.Page) -> Callable[[], str]:
        return lambda: page(self.deal, self.citations)

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {
            "terms": lambda: tables.terms(self.deal, self.citations),
            "rates": lambda: tables.rate_table(self.deal),
            "claims": lambda: tables.claims(self.deal),
            "reboot": lambda: tables.reboot(self.deal),
            "fair-chance": tables.fair_chance_table,
            "providers": lambda: tables.providers(self.deal),
        }

    def _figures(self) -> Mapping[str, Callable[[], Figure]]:
        return {"savings": lambda: tables.savings(self.deal)}

    def _notes(self) -> Mapping[str, str]:
        return {
            "terms": _(
                "**I termini del mio contratto.** Copia qui la scheda. Poi scrivi: quale risultato, chi lo "
                "verifica e con quali prove, quale prezzo, quale tetto, soglia sì o no e perché."
            ),
            "saving": _(
                "**Di chi è il risparmio?** Scrivi chi spende di meno se il risultato arriva, e "
                "quanto esce davvero "
                "dal bilancio del Comune. Segna con un punto interrogativo ciò che non sai, e chi può dirtelo."
            ),
            "fair": _(
                "**Chi può restare fuori?** Scrivi chi sceglie le persone, chi è più difficile aiutare, e quale "
                "numero ti farebbe vedere che è rimasto fuori."
            ),
        }
