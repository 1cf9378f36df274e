"""The numbers of lesson 13: a budget over three interventions, sums in the atlas, a plan, a contract."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import numpy as np

from fis_lessons.cases import Atlas, Case, Programme, load_atlas, load_programme
from fis_lessons.cases.labels import MoneyKind, Stage
from fis_lessons.cases.model import Money
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk import Between, LessonParameters, Note
from fis_lessons.measures.contract import (
    Caps,
    Cents,
    Contract,
    Metric,
    Rate,
    Threshold,
    Window,
    cents,
    settle,
)
from fis_lessons.measures.timetable import Step, Timetable, timetable

if TYPE_CHECKING:
    from fis_lessons.dossier.study.worked_judged import Judged

T = TypeVar("T")
Story = Literal["bad", "base", "good"]
MONTHS = 12
"""The most one intervention of the programme lasts."""
OTHERS = {"study": 15_000, "experimentation": 90_000}
"""What others than the programme put in the first two interventions: an assumption, in euros."""
YEARS, FEE = 2, 9_000
REACHED: dict[Story, float] = {"bad": 0.35, "base": 0.6, "good": 0.9}
"""Share of people who reach the result in three stories: assumptions."""
LEAST, MOST = 0.5, 0.7
"""Of the example contract: below the first share no result is paid, beyond the second none is."""

# What the pages read say of some sums of the atlas, told without naming what each sum is: (city, stage, kind)
CUES: dict[tuple[str, Stage, MoneyKind], str] = {
    ("bergamo", "experimentation", "announced"): mark(
        "Bergamo, 450.000 €: la rivista di una rete di cooperative li indica per provare il modello in alcuni "
        "quartieri, senza «fino a», e non dice che sono stati dati."
    ),
    ("campobasso", "experimentation", "ceiling"): mark(
        "Campobasso, 450.000 €: la stampa li cita come il massimo per la sperimentazione."
    ),
    ("cuneo", "systematisation", "ceiling"): mark(
        "Cuneo, 1.600.000 €: la stampa somma quanto il programma può dare, al massimo, nei tre interventi."
    ),
    ("torino", "systematisation", "ceiling"): mark(
        "Torino, 1.600.000 €: il sito del progetto, in italiano, scrive «fino a» questa cifra."
    ),
    ("cuneo", "experimentation", "granted"): mark(
        "Cuneo, 450.000 €: arrivano dal programma a settembre 2022, per la sperimentazione."
    ),
    ("perugia", "study", "granted"): mark(
        "Perugia, 150.000 €: un giornale scrive che a novembre 2019 il programma finanzia lo studio."
    ),
    ("torino", "study", "granted"): mark(
        "Torino, 150.000 €: a novembre 2019 arrivano dal programma, per lo studio."
    ),
    ("lecce", "outside", "private"): mark(
        "Lecce, 450.000 €: sono di Fondazione CON IL SUD e Italiacamp, per il progetto gemello."
    ),
    ("torino", "experimentation", "private"): mark(
        "Torino, 1.500.000 €: è il terzo aumento di capitale della società che realizza."
    ),
    ("catanzaro", "follow_up", "private"): mark(
        "Catanzaro, 200.000 €: li mette la Fondazione CDP, con l'accordo del 2025."
    ),
}
KINDS: tuple[MoneyKind, ...] = ("ceiling", "announced", "granted", "private")

PLANTED, OTHERS_TOLD = 3, 5
"""Faults in the study to judge, and faults told beside them that are not in it."""

# The chain of the executive plan: each step uses what the one before it makes
CHAIN = ("outcome", "baseline", "agreement", "service", "verify", "decide")


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 13 takes.

    Parameters
    ----------
    private
        What others than the programme put in the third intervention of the example budget, in euros.
    people
        In the example contract.
    price
        Of one result of the example contract, in euros.
    """

    private: Annotated[int, Between(200_000, 1_500_000)] = 600_000
    people: Annotated[int, Between(10, 100)] = 20
    price: Annotated[int, Between(2_000, 10_000)] = 5_000


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """An intervention in a budget: what the programme puts, what that sum is, what others put."""

    stage: Stage
    name: str
    programme: float
    kind: MoneyKind
    others: float
    money: Money | None
    """The sum as the case tells it; nothing if it is the programme's ceiling."""


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A sum of the atlas and what it is."""

    id: str
    cue: str
    kind: MoneyKind
    money: Money


@dataclass(frozen=True)
class Ground:
    """Every number of the lesson, from its parameters and its case."""

    parameters: Parameters
    case: Case

    def chance(self, purpose: int) -> np.random.Generator:
        """Return the chance of one use: the seed and the case make it."""
        return np.random.default_rng([self.parameters.seed, zlib.crc32(self.case.id.encode()), purpose])

    def shuffled(self, things: Iterable[T], *, purpose: int) -> list[T]:
        """Return things in an order that the seed makes."""
        kept = list(things)
        return [kept[place] for place in self.chance(purpose).permutation(len(kept))]

    @cached_property
    def atlas(self) -> Atlas:
        """The eighteen cities."""
        return load_atlas()

    @cached_property
    def programme(self) -> Programme:
        """The programme."""
        return load_programme()

    # --- the budget over three interventions -----------------------------------------------------
    @cached_property
    def budget(self) -> tuple[BudgetLine, ...]:
        """The three interventions: the programme's sums as the case tells them, the others invented."""
        stages: tuple[Stage, ...] = ("study", "experimentation", "systematisation")
        lines = []
        for stage, one in zip(stages, self.programme.interventions, strict=True):
            found = self._from_the_programme(stage)
            lines.append(
                BudgetLine(
                    stage=stage,
                    name=_("Intervento {id}, {label}").format(id=one.id, label=_(one.label).lower()),
                    programme=(found.amount.value or 0.0) if found else (one.cap.value or 0.0),
                    kind=self.case.sure_kind(found) if found else "ceiling",
                    others=float(OTHERS.get(stage, self.parameters.private)),
                    money=found,
                )
            )
        return tuple(lines)

    def _from_the_programme(self, stage: Stage) -> Money | None:
        """Find the sum the programme gives for a stage, the surest first; a private one is not the programme's."""
        sure: dict[MoneyKind, int] = {"granted": 0, "announced": 1, "ceiling": 2}
        known = [
            one
            for one in self.case.money
            if one.stage == stage and one.kind in sure and (one.amount.value or 0) > 0
        ]
        return min(known, key=lambda one: sure[one.kind], default=None)

    @property
    def from_programme(self) -> float:
        """Euros of the programme over the three interventions, granted or not."""
        return sum(line.programme for line in self.budget)

    @property
    def total(self) -> float:
        """Euros of the whole budget."""
        return self.from_programme + sum(line.others for line in self.budget)

    @property
    def granted(self) -> float:
        """Euros of the programme a source calls granted."""
        return sum(line.programme for line in self.budget if line.kind == "granted")

    # --- granted and announced ---------------------------------------------------------------------
    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Five sums of the atlas: one of each kind and one more, of cities the seed chooses."""
        known = [
            Sum(id=f"{city.id}-{one.stage}-{one.kind}", cue=_(CUES[city.id, one.stage, one.kind]),
                kind=one.kind, money=one)
            for city in self.atlas.cities
            for one in city.money
            if (city.id, one.stage, one.kind) in CUES
        ]  # fmt: skip
        mixed = self.shuffled(known, purpose=1)
        first = [next(one for one in mixed if one.kind == kind) for kind in KINDS]
        more = next(one for one in mixed if one not in first)
        return tuple(self.shuffled([*first, more], purpose=2))

    # --- the study to judge ----------------------------------------------------------------------
    @cached_property
    def judged(self) -> Judged:
        """The worked study with the faults of the seed, and what the rules of the study find in it."""
        # brought in when it is drawn: the lesson is imported without the room of the study
        from fis_lessons.dossier.study.worked_judged import judged

        return judged(self.chance(4), planted=PLANTED, others=OTHERS_TOLD)

    # --- the executive plan --------------------------------------------------------------------------
    def plan(self, *, notice: int = 3, baseline: int = 2, service: int = 5) -> Timetable:
        """Put the example plan in its months; the durations are assumptions."""
        return timetable(
            [
                Step(id="outcome", months=1),
                Step(id="notice", months=notice),
                Step(id="evaluator", months=1, after=("outcome",)),
                # who evaluates is there before the start is measured, or another would measure it
                Step(id="baseline", months=baseline, after=("evaluator",)),
                Step(id="agreement", months=1, after=("baseline", "notice")),
                Step(id="service", months=service, after=("agreement",)),
                Step(id="verify", months=1, after=("service",)),
                Step(id="decide", months=1, after=("verify",)),
            ]
        )

    # --- the contract that pays for results -------------------------------------------------------
    @cached_property
    def contract(self) -> Contract:
        """A fee whatever happens, a price for each result, a threshold, a cap: all made up."""
        return self.terms(price=self.parameters.price, least=LEAST)

    def terms(self, *, price: int, least: float) -> Contract:
        """Return the example contract with another price and another threshold."""
        return Contract(
            metrics=(Metric(id="result", label=_("risultato verificato")),),
            rates=(Rate(metric="result", price=cents(price)),),
            window=Window(opens=dt.date(2027, 1, 1), closes=dt.date(2028, 12, 31)),
            caps=Caps(contract=cents(price * round(MOST * self.parameters.people))),
            thresholds={"result": Threshold(kind="cliff", points=((least, 1.0),))} if least > 0 else {},
        )

    @property
    def fees(self) -> float:
        """Euros the municipality pays whatever happens."""
        return float(FEE * YEARS)

    @property
    def cap(self) -> float:
        """The most that is paid for results, in euros."""
        return (self.contract.caps.contract or 0) / 100

    def successes(self, story: Story) -> int:
        """Return how many people reach the result in a story."""
        return round(REACHED[story] * self.parameters.people)

    def paid(self, story: Story) -> float:
        """Return what the municipality really pays in a story, in euros: fee and results."""
        return self.fees + paid_for(self.contract, self.successes(story), people=self.parameters.people) / 100


def paid_for(contract: Contract, successes: int, *, people: int) -> Cents:
    """Settle the example contract with some successes."""
    import pandas as pd

    if not successes:
        return 0
    events = pd.DataFrame(
        {
            "person": list(range(successes)),
            "metric": ["result"] * successes,
            "date": [pd.Timestamp(2028, 6, 30)] * successes,
            "verified": [True] * successes,
        }
    )
    return settle(contract, events, cohort=range(people)).total


def step_names() -> dict[str, str]:
    """Return what the steps of the plan are called, in the language in use."""
    return {
        "outcome": _("Scegliere l'esito e l'indicatore"),
        "notice": _("Scegliere chi realizza"),
        "baseline": _("Misurare il valore di partenza"),
        "evaluator": _("Incaricare chi valuta"),
        "agreement": _("Firmare l'atto con chi realizza, con traguardo e soglia"),
        "service": _("Realizzare il servizio"),
        "verify": _("Contare gli esiti e farli certificare da chi valuta"),
        "decide": _("Decidere se il servizio entra nel bilancio ordinario, con esiti e costi in mano"),
    }


def short_names() -> dict[str, str]:
    """Return what the steps are called beside a bar."""
    return {
        **step_names(),
        "agreement": _("Firmare l'atto con chi realizza"),
        "verify": _("Contare e certificare gli esiti"),
        "decide": _("Decidere che cosa resta"),
    }


def budget_note() -> Note:
    """Return what is invented in the budget."""
    return Note(
        _("le somme degli altri nel bilancio d'esempio sono inventate per esercitarsi."), assumption=True
    )


def plan_note() -> Note:
    """Return what the durations are."""
    return Note(_("le durate del piano d'esempio sono inventate per esercitarsi."), assumption=True)


def contract_note() -> Note:
    """Return what the contract is."""
    return Note(
        _("il contratto d'esempio è inventato per esercitarsi: persone, prezzo, canone, soglia e tetto."),
        assumption=True,
    )
