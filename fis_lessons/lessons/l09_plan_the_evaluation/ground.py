"""What lesson 09 works on: a project made up to practise, on the real residents of the case's municipality."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

import pandas as pd

from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Between, LessonParameters
from fis_lessons.lessons.desk.target import counted_in
from fis_lessons.measures.planning.conditions import Conditions, Needed
from fis_lessons.measures.planning.designs import LEAST_MEASUREMENTS, Condition, Design, Situation, best
from fis_lessons.measures.planning.power_shares import mde_two_shares, sample_two_shares
from fis_lessons.measures.planning.privacy import Shown, minimum_cell
from fis_lessons.territory import Municipality, population

FIRST_AGE, LAST_AGE = 14, 18
CLASS_SIZE = 20
ICC = 0.05
ATTRITIONS = (0.2, 0.1, 0.25, 0.3, 0.4)
"""Share of people lost on the way, an assumption: the seed chooses."""
ATTRITION = ATTRITIONS[0]
COHORT = 20
FEW_GROUPS = 10
"""Fewer groups than these on a side, and the usual formula promises too much: a rule of the lesson."""
"""Beneficiaries of the social outcome contract of Catanzaro: the only figure of a real project here."""
USUAL_SUCCESSES = (0.3, 0.2, 0.25, 0.35)
"""Share of people who usually make it, an assumption: the seed chooses."""


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 09 takes.

    Parameters
    ----------
    places
        How many people the example project can take.
    stop_rate
        How many of a hundred such people usually stop studying within the year: an assumption.
    """

    places: Annotated[int, Between(20, 600)] = 120
    stop_rate: Annotated[int, Between(6, 40)] = 16


@dataclass(frozen=True)
class Ground:
    """A project to prevent people leaving school, made up to practise."""

    parameters: Parameters
    case: Case

    @cached_property
    def place(self) -> Municipality:
        """The case's municipality."""
        return counted_in(self.case)

    @property
    def places(self) -> int:
        """How many people the example project can take."""
        return self.parameters.places

    @property
    def stop_rate(self) -> float:
        """Share of the people the project is for who usually stop studying within the year: an assumption."""
        return self.parameters.stop_rate / 100

    @property
    def residents(self) -> int:
        """Residents of the age of upper secondary school."""
        return population(self.place, FIRST_AGE, LAST_AGE)

    @property
    def applicants(self) -> int:
        """How many would like to take part: twice the places, an assumption."""
        return 2 * self.places

    @property
    def hoped(self) -> float:
        """Share that would stop if the project worked: four in ten fewer, whole percentage points."""
        return max(0.01, round(0.6 * self.stop_rate, 2))

    @property
    def attrition(self) -> float:
        """Share of people lost on the way: an assumption."""
        return self.parameters.pick("09-attrition", ATTRITIONS)

    @property
    def usual_success(self) -> float:
        """Share of people who usually make it: an assumption."""
        return self.parameters.pick("09-usual", USUAL_SUCCESSES)

    @cached_property
    def needed(self) -> Needed:
        """How many people show the change hoped for, with 80% of probability."""
        return sample_two_shares(self.stop_rate, self.hoped)

    @cached_property
    def smallest(self) -> float | None:
        """Smallest fall the places can show, by the whole formula; None if not even the largest would be seen."""
        return mde_two_shares(self.stop_rate, treated=self.places, control=self.places, downwards=True)

    @property
    def standard_error(self) -> float:
        """Of the difference between two groups of as many people as the places, at the usual share."""
        variance = self.stop_rate * (1 - self.stop_rate) * (1 / self.places + 1 / self.places)
        return float(variance**0.5)

    @property
    def clustered(self) -> Conditions:
        """Whole classes, people of one class a little alike."""
        return Conditions(cluster_size=CLASS_SIZE, icc=ICC)

    @cached_property
    def table(self) -> pd.DataFrame:
        """A simulated table of how the year ended, by neighbourhood; no real person is counted in it."""
        import numpy as np

        random = np.random.default_rng(self.parameters.seed)
        columns = [_("Centro"), _("Stazione"), _("Collina")]
        stopped = [int(random.integers(1, 5)), int(random.integers(9, 16)), int(random.integers(17, 24))]
        repeated = [int(random.integers(8, 14)), int(random.integers(15, 22)), int(random.integers(6, 8))]
        passed = [int(random.integers(30, 60)) for _column in columns]
        rows = [_("ha smesso"), _("ripete l'anno"), _("passa")]
        return pd.DataFrame([stopped, repeated, passed], index=rows, columns=columns)

    @cached_property
    def shown(self) -> Shown:
        """The same table as it may be published."""
        return minimum_cell(self.table)


def situations(places: int) -> dict[str, tuple[str, Situation]]:
    """Return some situations in words, each with what it means for the design."""
    double = 2 * places
    return {
        "few-places": (
            _(
                "Ci sono più domande che posti, la Giunta accetta di sorteggiare, e misuri tutti: chi entra e chi "
                "resta fuori."
            ),
            Situation(
                applicants=double,
                places=places,
                lots_accepted=True,
                measured_before=True,
                measured_in_comparison=True,
            ),
        ),
        "turns": (
            _(
                "Entrano tutti, metà a ottobre e metà a marzo; l'ordine si può sorteggiare, e chi aspetta si "
                "misura come gli altri."
            ),
            Situation(
                applicants=places,
                places=places,
                starts_in_turns=True,
                lots_accepted=True,
                measured_in_comparison=True,
            ),
        ),
        "score": (
            _(
                "Si entra in graduatoria per ISEE, fino all'ultimo posto. Niente sorteggi; misuri anche chi resta "
                "sotto la soglia."
            ),
            Situation(
                applicants=double,
                places=places,
                access_by_score=True,
                measured_before=True,
                measured_in_comparison=True,
            ),
        ),
        "other-school": (
            _(
                "C'è posto per tutti. Una scuola simile resta fuori, e lì le assenze si contano nello stesso modo."
            ),
            Situation(
                applicants=places,
                places=places,
                comparison_group=True,
                measured_before=True,
                measured_in_comparison=True,
            ),
        ),
        "only-us": (
            _("C'è posto per tutti. Conti le assenze dei tuoi iscritti, prima e dopo; di nessun altro."),
            Situation(applicants=places, places=places, measured_before=True),
        ),
    }


def best_designs(places: int) -> dict[str, str]:
    """Return the strongest design of each situation."""
    return {name: best(situation).design for name, (_words, situation) in situations(places).items()}


def design_name(design: str) -> str:
    """Name a design."""
    names: dict[Design, str] = {
        "lottery": _("Sorteggio fra chi ha fatto domanda"),
        "rota": _("Turni sorteggiati"),
        "threshold": _("Soglia di una graduatoria"),
        "did": _("Prima e dopo, con un confronto"),
        "matching": _("Confronto con persone simili"),
        "series": _("Serie lunga, senza confronto"),
        "before_after": _("Solo prima e dopo"),
        "description": _("Racconto di ciò che si è fatto"),
    }
    return next(words for name, words in names.items() if name == design)


def condition_text(condition: Condition) -> str:
    """Say what a situation lacks."""
    return {
        "more_applicants": _("più domande che posti"),
        "lots_accepted": _("un sorteggio accettato"),
        "starts_in_turns": _("un avvio a turni"),
        "access_by_score": _("una graduatoria con una soglia"),
        "comparison_group": _("un gruppo simile che resta fuori"),
        "measured_before": _("una misura prima dell'avvio"),
        "measured_in_comparison": _("la stessa misura in chi resta fuori"),
        "known_features": _("le caratteristiche che contano, in tutti e due i gruppi"),
        "many_measurements": _("almeno {count} misure prima dell'avvio").format(count=LEAST_MEASUREMENTS),
    }[condition]


def consequence(design: str) -> str:
    """Say what a design lets one write at the end, and what would spoil it."""
    texts: dict[Design, str] = {
        "lottery": _(
            "Alla fine puoi scrivere «il progetto ha cambiato…», con un margine. Si guasta se qualcuno aggira il "
            "sorteggio, o se molti se ne vanno da una parte sola."
        ),
        "rota": _(
            "Confronti chi è già entrato con chi aspetta il turno: vale come un sorteggio, ma "
            "solo finché gli altri "
            "non entrano."
        ),
        "threshold": _(
            "Confronti chi è appena sopra e chi è appena sotto la soglia. Dice qualcosa solo di "
            "loro, e servono molte "
            "persone vicine alla soglia."
        ),
        "did": _(
            "Puoi scrivere «più di quanto è cambiato altrove». Devi credere che, senza il progetto, i due gruppi "
            "avrebbero fatto la stessa strada."
        ),
        "matching": _(
            "Puoi scrivere «più di persone simili in ciò che sappiamo». Ciò che non sai, per esempio la voglia di "
            "riuscire, resta fuori."
        ),
        "series": _(
            "Vedi se la linea si piega quando cominci. Se in quel mese cambia anche altro, non puoi distinguerlo."
        ),
        "before_after": _(
            "Puoi scrivere «è cambiato», non «è cambiato grazie a noi»: sarebbe potuto cambiare lo stesso."
        ),
        "description": _("Puoi raccontare bene che cosa hai fatto e per chi. Non dell'effetto."),
    }
    return next(words for name, words in texts.items() if name == design)
