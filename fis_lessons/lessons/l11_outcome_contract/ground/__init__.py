"""What lesson 11 computes: one contract, its simulated people, and every number an exercise asks about.

People, claims and results are simulated from the seed and the case; the true effects are written here.
"""

from __future__ import annotations

import datetime as dt
import zlib
from functools import cached_property
from typing import Annotated

import numpy as np
import pandas as pd

from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk import Between, LessonParameters
from fis_lessons.lessons.desk.parameters import KnownCase
from fis_lessons.measures.contract import (
    Caps,
    Cents,
    Contract,
    Metric,
    Payments,
    Rate,
    Threshold,
    Window,
    cents,
    settle,
)
from fis_lessons.measures.contract.designs import (
    CONDUCTS,
    DESIGNS,
    Applicants,
    Conduct,
    Design,
    Enrolled,
    Group,
    Terms,
    alike,
    draw_applicants,
    enrol,
    expected_payment,
)
from fis_lessons.measures.contract.pricing import Saving, Worth, additional_share, maximum_price, worth
from fis_lessons.measures.contract.risk import PaymentRisk, payment_risk
from fis_lessons.measures.contract.social import Course, SocialContract, run_contract
from fis_lessons.measures.contract.verification import Sampled, extrapolate

ARRANGEMENT = Window(opens=dt.date(2026, 1, 1), closes=dt.date(2029, 12, 31))
"""Days of the simulated contract: four years, from the year in which Catanzaro's activities are expected."""

DAYS = 55
"""Days of opening in a quarter: an assumption."""

REACH = 0.6
"""True chance that a simulated person reaches the objectives at a check."""

KINDS = ("none", "cliff", "steps", "linear")

THRESHOLDS: dict[str, Threshold] = {
    "cliff": Threshold(kind="cliff", points=((0.60, 1.0),)),
    "steps": Threshold(kind="steps", points=((0.40, 0.5), (0.60, 0.75), (0.80, 1.0))),
    "linear": Threshold(kind="linear", points=((0.30, 0.0), (0.80, 1.0))),
}

METRICS = (
    Metric(id="start", label=mark("percorso avviato")),
    Metric(id="goal", label=mark("obiettivi raggiunti"), after=("start",), gap_days=90),
    Metric(id="kept", label=mark("obiettivi mantenuti"), after=("goal",), gap_days=180),
)
RATES = (
    Rate(metric="start", price=cents(200)),
    Rate(metric="goal", price=cents(600)),
    Rate(metric="kept", price=cents(900)),
)

COOPERATIVE, NEW, TOWN, FUNDER = "cooperative", "new_activities", "municipality", "funder"

NEAR, FAR = Group(base=0.60, effect=0.10), Group(base=0.15, effect=0.25)
"""The true chances of the simulated people who start near the result and of those who start far."""

_BASELINES = (0.35, 0.40, 0.45)
_PRICES = ((0.60, 0.45), (0.50, 0.30), (0.80, 0.60), (0.50, 0.35))


@dataclass(frozen=True, kw_only=True)
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

    case: Annotated[str, KnownCase()] = "catanzaro"  # the one that has such a contract
    people: Annotated[int, Between(10, 60)] = 20
    fee: Annotated[int, Between(10, 150)] = 40
    premium: Annotated[int, Between(50, 2000)] = 300


@dataclass(frozen=True)
class Ground:
    """Every number of the lesson, from its parameters."""

    parameters: Parameters
    case: Case

    def _stream(self, purpose: int) -> list[int]:
        """Return the seed of one use of chance: another case is another group of people."""
        return [self.parameters.seed, zlib.crc32(self.case.id.encode()), purpose]

    def _turn(self, purpose: int, size: int) -> int:
        """Choose one of some variants, from the seed."""
        return int(np.random.default_rng(self._stream(purpose)).integers(size))

    # --- fee and premium ------------------------------------------------------------------------
    def social(self, *, fee: int, premium: int) -> SocialContract:
        """Return the terms announced in Catanzaro, with amounts that are ours."""
        return SocialContract(
            people=self.parameters.people,
            starts=ARRANGEMENT.opens,
            years=4,
            days=DAYS,
            fee=cents(fee),
            premium=cents(premium),
            shares={COOPERATIVE: 30, NEW: 70},
        )

    def reached(self, chance: float) -> list[int]:
        """Simulate how many people reach the objectives at each check."""
        rng = np.random.default_rng(self._stream(1))
        draws = rng.random((len(self.social(fee=1, premium=1).checks), self.parameters.people))
        return [int(count) for count in (draws < chance).sum(axis=1)]

    def course(self, *, fee: int, premium: int, chance: float) -> Course:
        """Run the whole contract."""
        contract = self.social(fee=fee, premium=premium)
        return run_contract(
            contract,
            self.reached(chance),
            payer=TOWN,
            provider=COOPERATIVE,
            funder=FUNDER,
            fund=cents(200_000),
        )

    @cached_property
    def quarter(self) -> tuple[int, int, Cents, Cents]:
        """One check: its number, people who reached, premium, part of the cooperative."""
        rows = self.course(fee=self.parameters.fee, premium=self.parameters.premium, chance=REACH).quarters
        # neither nobody nor everybody: the mistakes must be told apart
        fit = [i for i, n in enumerate(rows["reached"]) if 0 < n < self.parameters.people] or [0]
        position = fit[self._turn(2, len(fit))]
        row = rows.iloc[position]
        return position + 1, int(row["reached"]), int(row["premium"]), int(row[COOPERATIVE])

    # --- claims by hand -------------------------------------------------------------------------
    @cached_property
    def hand_contract(self) -> Contract:
        """The small contract of the exercise by hand."""
        year = Window(opens=dt.date(2026, 1, 1), closes=dt.date(2026, 12, 31))
        return Contract(metrics=METRICS[:2], rates=RATES[:2], window=year)

    @cached_property
    def hand_claims(self) -> pd.DataFrame:
        """A few simulated claims, in order of day: some payable, some not, each for one reason."""
        rng = np.random.default_rng(self._stream(3))
        letters = [str(one) for one in rng.permutation(list("ABCDEF"))]
        a, b, c, d, e, f = letters

        def on(month: int) -> dt.date:
            return dt.date(2026, month, int(rng.integers(1, 29)))

        rows: list[tuple[str, str, dt.date, bool]] = [
            (a, "start", on(1), True),
            (a, "goal", on(6), True),
            (b, "start", on(3), True),
            (b, "goal", on(4), True),  # less than 90 days after
            (c, "start", dt.date(2025, 12, int(rng.integers(1, 31))), True),  # before the contract
            (d, "start", on(2), True),
            (d, "start", on(5), True),  # once more
            (e, "start", on(4), False),
            (f, "start", on(9), True),
            (f, "goal", dt.date(2027, 1, int(rng.integers(5, 28))), True),  # after the end
        ]
        if self._turn(4, 2):
            rows.append((d, "goal", on(10), True))
        table = pd.DataFrame(rows, columns=["person", "metric", "date", "verified"])
        table["date"] = pd.to_datetime(table["date"])
        return table.sort_values(["date", "person", "metric"]).reset_index(drop=True)

    @cached_property
    def hand(self) -> Payments:
        """What the engine makes of them."""
        return settle(self.hand_contract, self.hand_claims)

    # --- a cohort for the engine ----------------------------------------------------------------
    @cached_property
    def cohort_claims(self) -> pd.DataFrame:
        """Simulate the claims of the whole cohort, with the slips of a real register."""
        rng = np.random.default_rng(self._stream(5))
        rows: list[tuple[str, str, dt.date]] = []
        for number in range(1, self.parameters.people + 1):
            person = f"P{number:02}"
            day = ARRANGEMENT.opens + dt.timedelta(days=int(rng.integers(0, 1000)))
            for metric, chance, wait in (("start", 0.95, 0), ("goal", 0.65, 75), ("kept", 0.60, 170)):
                if rng.random() >= chance:
                    break
                day += dt.timedelta(days=wait + int(rng.integers(0, 240)) if wait else 0)
                rows.append((person, metric, day))
                if rng.random() < 0.1:
                    rows.append((person, metric, day + dt.timedelta(days=int(rng.integers(20, 120)))))
        table = pd.DataFrame(rows, columns=["person", "metric", "date"])
        table["date"] = pd.to_datetime(table["date"])
        return table.assign(verified=rng.random(len(table)) >= 0.08)

    @property
    def largest_cap(self) -> int:
        """Euros that no cohort can reach: the ceiling the control starts from."""
        return -(-self.parameters.people * 1_700 // 1_000) * 1_000

    def engine(self, *, kind: str, cap: int) -> Payments:
        """Settle the claims of the cohort with a threshold on the objectives and a ceiling in euros."""
        checks = self.social(fee=1, premium=1).checks
        contract = Contract(
            metrics=METRICS,
            rates=RATES,
            window=ARRANGEMENT,
            caps=Caps(contract=cents(cap)),
            thresholds={"goal": THRESHOLDS[kind]} if kind in THRESHOLDS else {},
            checks=checks,
        )
        cohort = [f"P{number:02}" for number in range(1, self.parameters.people + 1)]
        return settle(contract, self.cohort_claims, cohort=cohort)

    # --- chance ---------------------------------------------------------------------------------
    @cached_property
    def chance(self) -> tuple[float, float, float]:
        """Share that would arrive anyway, true effect, threshold."""
        base = _BASELINES[self._turn(6, len(_BASELINES))]
        return base, 0.20, round(base + 0.15, 2)

    @cached_property
    def risk(self) -> PaymentRisk:
        """The two mistakes, with the people of the contract."""
        base, effect, threshold = self.chance
        return payment_risk(self.parameters.people, baseline=base, effect=effect, threshold=threshold)

    # --- verification ---------------------------------------------------------------------------
    @cached_property
    def sampled(self) -> Sampled:
        """A sample of files, with the errors found in it: simulated."""
        errors = 1 + self._turn(7, 3)
        files, sample = 12 * self.parameters.people, 3 * self.parameters.people
        return extrapolate(errors, sample, files=files, paid=files * cents(self.parameters.premium))

    @property
    def bound(self) -> float:
        """The upper bound as the page shows it: to a tenth of a percentage point."""
        return round(self.sampled.upper, 3)

    # --- creaming and designs -------------------------------------------------------------------
    @cached_property
    def applicants(self) -> Applicants:
        """Three people ask for each place; half start far from the result."""
        return draw_applicants(3 * self.parameters.people, seed=self._stream(8), near=NEAR, far=FAR)

    @cached_property
    def enrolled(self) -> dict[Conduct, Enrolled]:
        """Who gets the places, for each way of working."""
        return {conduct: enrol(self.applicants, self.parameters.people, conduct) for conduct in CONDUCTS}

    @cached_property
    def terms(self) -> Terms:
        """Amounts at which work done well with everybody is paid alike by all designs."""
        return alike(self.enrolled["everybody"], budget=float(self.budget), threshold=0.5)

    @property
    def budget(self) -> int:
        """What each design pays to work done well with everybody: euros, an assumption."""
        return 1_000 * self.parameters.people

    @cached_property
    def payments(self) -> dict[Design, dict[Conduct, float]]:
        """Mean payment of each design to each way of working, euros."""
        return {
            design: {c: expected_payment(one, design, self.terms) for c, one in self.enrolled.items()}
            for design in DESIGNS
        }

    @cached_property
    def providers(self) -> dict[str, Conduct]:
        """Three simulated providers, under letters in an order that depends on the seed."""
        shown: list[Conduct] = ["everybody", "creaming", "parking"]
        order = np.random.default_rng(self._stream(9)).permutation(3)
        return {letter: shown[int(i)] for letter, i in zip("ABC", order, strict=True)}

    # --- price ----------------------------------------------------------------------------------
    @cached_property
    def savings(self) -> tuple[Saving, ...]:
        """What one additional result avoids in a year: amounts are assumptions."""
        step = 100 * self._turn(10, 6)
        return (
            Saving(label=mark("retta"), bearer="family", amount=3_000 + step),
            Saving(label=mark("assistenza sanitaria"), bearer="health", amount=2_000, cashable=0.5),
            Saving(label=mark("servizi sociali"), bearer="town", amount=4_000 + 2 * step, cashable=0.5),
            Saving(label=mark("prestazioni e imposte"), bearer="state", amount=1_000),
        )

    @cached_property
    def worth(self) -> Worth:
        """The same, by who enjoys it."""
        return worth(self.savings)

    @cached_property
    def rates(self) -> tuple[float, float]:
        """Share that reaches the result with the service and without it: assumptions."""
        return _PRICES[self._turn(11, len(_PRICES))]

    @property
    def additional(self) -> float:
        """Share of the verified results that would not have come anyway."""
        return additional_share(*self.rates)

    @property
    def price(self) -> float:
        """Highest price of a verified result for the municipality, in euros, over one year."""
        return maximum_price([self.worth.cash["town"]], additional=self.additional)
