"""A plan in its months: worked by hand, and true whatever the plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.timetable import Step, timetable


def test_a_plan_by_hand() -> None:
    # notice 3 and baseline 2 together, then agreement 1, then service 6; the evaluator has until the end
    plan = timetable(
        [
            Step(id="service", months=6, after=("agreement",)),
            Step(id="notice", months=3),
            Step(id="baseline", months=2),
            Step(id="agreement", months=1, after=("notice", "baseline")),
            Step(id="evaluator", months=2),
        ]
    )
    assert plan.length == 10
    assert plan.critical == ("notice", "agreement", "service")
    assert [one.id for one in plan.steps] == ["service", "notice", "baseline", "agreement", "evaluator"]
    assert {one.id: one.slack for one in plan.steps} == {
        "service": 0, "notice": 0, "baseline": 1, "agreement": 0, "evaluator": 8,
    }  # fmt: skip


def test_no_plan_takes_no_time() -> None:
    assert timetable([]).length == 0


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([Step(id="a", months=1), Step(id="a", months=2)], "due volte"),
        ([Step(id="a", months=1, after=("b",))], "non c'è"),
        ([Step(id="a", months=1, after=("b",)), Step(id="b", months=1, after=("a",))], "l'un l'altro"),
        ([Step(id="a", months=-1)], "«a»"),
        ([Step(id="a", months=float("nan"))], "«a»"),
    ],
)
def test_what_cannot_be_a_plan_is_told(steps: list[Step], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        timetable(steps)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.sets(st.integers(0, 7), max_size=3)), min_size=1, max_size=8)
)
def test_a_step_a_month_longer_is_late_by_what_exceeds_its_slack(rows: list[tuple[int, set[int]]]) -> None:
    steps = [
        Step(id=str(place), months=months, after=tuple(sorted(str(one) for one in after if one < place)))
        for place, (months, after) in enumerate(rows)
    ]
    plan = timetable(steps)
    assert plan.length >= max(one.months for one in steps)
    assert plan.critical
    for place, found in enumerate(plan.steps):
        assert found.slack >= 0
        longer = [
            Step(id=one.id, months=one.months + (5 if one.id == found.id else 0), after=one.after)
            for one in steps
        ]
        assert timetable(longer).length == max(plan.length, plan.length + 5 - found.slack), place
