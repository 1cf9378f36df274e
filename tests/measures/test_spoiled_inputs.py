"""Whatever is put in the place of an argument, a measure answers sensibly or refuses with our error.

Every public function, method and record of ``fis_lessons.measures`` has a call that works in
``spoiled_examples.py``; one without it fails here. In that call each argument in turn is replaced by each of some
ninety spoilers.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import importlib
import inspect
import math
import pkgutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
import pytest
from spoiled_examples import examples

import fis_lessons.measures as room
from fis_lessons.errors import FisError

READ_ALREADY = {
    # modules whose functions take what somebody else has read: they are tried through their callers
    "chance", "chances", "contract.checks", "contract.claims", "days", "evaluation.weighted", "evaluation.checks",
    "evaluation.effect", "evaluation.linear", "evaluation.panel", "evaluation.regression", "evaluation.score",
    "evaluation.words", "answers", "network.paths", "planning.checks", "require", "roots", "values",
}  # fmt: skip
ONE_BY_ONE = {
    "composite.read_table", "contract.money.read_shares", "means.read_weights", "ranks.combined",
    "contract.threshold.threshold_problems", "discount.read_rate",
    "discount.worth_today", "evaluation.did.unstable", "evaluation.event.each_once",
    "evaluation.event.position", "flows.read_amounts", "flows.read_dated", "network.ties.a_network",
    "network.ties.known_names",
    "planning.conditions.bisect",
    "planning.conditions.needed_people", "planning.conditions.no_effect", "population.exact_ends",
    "planning.conditions.solve", "sroi.sensitivity.read_groups", "survey_errors.ceiling",
    "survey_errors.told", "theory_of_change.words.bare", "theory_of_change.words.pattern",
}  # fmt: skip
"""The same, in modules that also have something for everybody."""
ANSWERS = {
    "allocation.Allocation", "assets.Diversity", "assets.Use", "cashflows.Payback", "composite.Composite",
    "composite.Unit", "egonets.EgoNetwork", "neighbourhood.Neighbourhood", "paired_shares.PairedShares",
    "ranks.RankRange", "scales.Item", "scales.Reliability", "contract.designs.Applicants",
    "contract.designs.Enrolled",
    "contract.payments.Payments", "contract.pricing.Worth", "contract.risk.PaymentRisk",
    "contract.social.Course", "contract.verification.Sampled", "coproduction.Coverage",
    "cost_benefit.CostBenefit", "cost_benefit.Share", "deal.delay.Cut", "deal.ledger.Move", "deal.ledger.Run",
    "evaluation.balance.Balance", "evaluation.balance.Support", "evaluation.event.EventRow",
    "evaluation.event.EventStudy", "evaluation.staggered.GroupTime", "evaluation.synthetic.Synthetic",
    "evaluation.threshold.Density", "evaluation.threshold.ThresholdChecks", "indicators.Criterion",
    "collaboration.Factor", "indicators.Finding", "internal_rate.InternalRate",
    "network.change.Difference", "network.change.Loss",
    "network.position.Position", "network.tables.Seats", "network.ties.Network", "network.whole.Shape",
    "planning.conditions.Needed", "pooling.Left", "pooling.Pool",
    "planning.designs.Advice", "planning.duty.Duty", "planning.lottery.Rota", "planning.privacy.Shown",
    "population.Interval", "progress.Progress", "sampling.SampleSize", "stakeholders.conflicts.Conflict",
    "stakeholders.influence.Influence", "stakeholders.participation.Funnel",
    "stakeholders.representation.Representation", "stakeholders.seats.Table", "sroi.checks.Finding",
    "sroi.result.RowValue", "sroi.result.SroiResult", "sroi.sensitivity.Scenario", "sroi.sensitivity.Swing",
    "sroi.sensitivity.Switching", "sroi.simulation.Simulation", "theory_of_change.access.Access",
    "theory_of_change.findings.Finding", "theory_of_change.logframe.LogframeRow", "timetable.Placed",
    "timetable.Timetable", "training.PairedDifference",
}  # fmt: skip
"""Records that measures give back: nobody fills them in by hand."""
NOT_CALLED = {
    # a generator and a size, from inside; the chain as text, from the record
    "sroi.simulation.Triangular.draw", "sroi.simulation.Uniform.draw", "sroi.simulation.Normal.draw",
    "coproduction.Matrix.documented_only", "theory_of_change.chain.Chain.numbered",
    "planning.conditions.Conditions.effective", "planning.conditions.Conditions.to_enrol",
    "planning.conditions.Conditions.problems",
}  # fmt: skip
MAY_HOLD_ANYTHING = {
    # a sheet somebody is filling in: wrong values stay, and are told when it is read
    "sroi.model.Outcome", "sroi.model.Resource", "sroi.model.ValueMap", "sroi.sensitivity.Change",
    "sroi.simulation.Normal", "sroi.simulation.Triangular", "sroi.simulation.Uniform",
    "sroi.simulation.Uncertain", "indicators.Indicator", "contract.threshold.Threshold",
    "contract.parts.Metric", "contract.parts.Rate", "contract.parts.Caps", "sroi.sensitivity.changed",
    "planning.conditions.Conditions", "planning.designs.Situation", "contract.designs.Group",
    "contract.designs.Terms", "contract.pricing.Saving", "timetable.Step",
}  # fmt: skip


class Word(enum.Enum):
    A = "cost"


SPOILERS: tuple[Any, ...] = (
    None, "", "\u0020", "abc", "12", "1,5", "Comune", "=1+1", "\x00", "x" * 5000, b"1", True, False, np.True_,
    0, -1, 1, 2, 7, 10**6, 10**18, -(10**18), 10**400, 0.5, 1.5, -0.5, 1e-320, 1e-9, 1e16, 1e308, -1e308,
    math.inf, -math.inf, math.nan, Decimal("2.5"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"),
    Decimal(10) ** 400, Fraction(1, 3), 3j, np.int8(100), np.uint8(200), np.int16(30_000),
    np.int32(2_000_000_000), np.int64(2**60), np.float16(60_000), np.float32(1.5), np.float64("nan"),
    np.datetime64("NaT"), np.datetime64("2026-01-31"), pd.NA, pd.NaT, pd.Timestamp("2026-01-31"),
    dt.date(2026, 1, 31), dt.date.min, dt.date.max, dt.datetime(2026, 1, 31, tzinfo=dt.UTC), dt.timedelta(1),
    [], (), {}, set(), [None], [[1, [2]]], ["a"], [1, "x"], [math.nan], [0, 0], [1e308, 1e308], [(1,), 2],
    {"a": 1}, {"a": None}, {1: "a"}, range(3), np.array(3), np.array([1, 2], dtype=np.int8), np.zeros((2, 2)),
    np.array([]), np.array(["a"], dtype=object), pd.Series([1, 2]), pd.Series(["a"]), pd.Series([1, None],
    dtype="Int64"), pd.Series([True]), pd.DataFrame(), pd.DataFrame({"a": [1]}), pd.Index([1]), ..., Word.A,
    PurePosixPath("a"), object(),
)  # fmt: skip


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """List what the measures offer: functions, records, and the methods of records."""
    for info in pkgutil.walk_packages(room.__path__, "fis_lessons.measures."):
        module = importlib.import_module(info.name)
        short = info.name.removeprefix("fis_lessons.measures.")
        if short in READ_ALREADY:
            continue
        for name, thing in vars(module).items():
            full = f"{short}.{name}"
            if name.startswith("_") or getattr(thing, "__module__", "") != info.name or full in ONE_BY_ONE:
                continue
            if inspect.isfunction(thing):
                yield full, thing
            elif inspect.isclass(thing) and dataclasses.is_dataclass(thing):
                if full not in ANSWERS:
                    yield full, thing
                for method, made in vars(thing).items():
                    takes = inspect.isfunction(made) and not method.startswith("_")
                    if takes and f"{full}.{method}" not in NOT_CALLED:
                        yield f"{full}.{method}", made


NOT_YET = (
    *(f"evaluation.{name}." for name in ("clusters", "columns", "products", "starts", "timeline")),
    "evaluation.event.moment",
    "planning.conditions.Conditions.check",
)
"""Inner steps of the estimators: they are given what the estimators have read already."""
ELSEWHERE = frozenset({"counts", "errors"})
"""Choices of the estimators, spoiled in test_evaluation_inputs.py."""
PUBLIC = {name: call for name, call in public() if not name.startswith(NOT_YET)}
EXAMPLES = {name: call for name, call in examples().items() if not name.startswith(NOT_YET)}


def test_every_public_measure_has_an_example_that_works() -> None:
    assert sorted(PUBLIC.keys() - EXAMPLES.keys()) == [], "write a call that works in spoiled_examples.py"
    assert sorted(EXAMPLES.keys() - PUBLIC.keys()) == []
    partial = {
        name: sorted(inspect.signature(PUBLIC[name]).parameters.keys() - EXAMPLES[name]().keys() - ELSEWHERE)
        for name in EXAMPLES
    }
    assert {name: lost for name, lost in partial.items() if lost} == {}, "give every argument a value"
    for name, example in EXAMPLES.items():
        look(name, PUBLIC[name](**example()))


def look(name: str, answer: object) -> None:
    """Read all a record has to say, and see that no number in an answer is missing."""
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        for attribute, made in vars(type(answer)).items():
            if isinstance(made, property):
                getattr(answer, attribute)
    if name not in MAY_HOLD_ANYTHING:
        assert finite(answer), f"a number is missing in {answer!r}"


def finite(answer: object) -> bool:
    if isinstance(answer, float | np.floating):
        return math.isfinite(answer)
    if isinstance(answer, np.ndarray) and answer.dtype.kind == "f":
        return bool(np.isfinite(answer).all())
    if isinstance(answer, tuple | list | frozenset):
        return all(map(finite, answer))
    if isinstance(answer, Mapping):
        return all(map(finite, answer.values()))
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        fields = (getattr(answer, field.name) for field in dataclasses.fields(answer))
        return f"{type(answer).__module__}.{type(answer).__name__}".removeprefix(
            "fis_lessons.measures."
        ) in MAY_HOLD_ANYTHING or all(map(finite, fields))
    return True


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_spoiled_argument_is_refused_or_makes_sense(name: str) -> None:
    call, example = PUBLIC[name], EXAMPLES[name]()
    faults = []
    for argument in example:
        if argument == "self":
            continue
        for spoiler in SPOILERS:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                try:
                    look(name, call(**{**example, argument: spoiler}))
                except FisError as told:
                    assert str(told).strip()
                except Exception as fault:
                    written = f"{type(spoiler).__name__} {spoiler!r}"
                    faults.append(f"{argument}={written[:60]}: {type(fault).__name__}: {str(fault)[:90]}")
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:30])


def test_spoilers_are_many() -> None:
    assert len(SPOILERS) >= 50
