"""Participation, as others printed it."""

from __future__ import annotations

import pytest

from fis_lessons.lessons.l04_who_is_at_the_table.ground import bologna, bologna_funnel
from fis_lessons.measures.stakeholders.participation import funnel


def test_bologna_totals_land_on_those_printed() -> None:
    # Labsus, May 2016: 119 proposals and 81 agreements, 245 and 139; "364 proposals and 220 collaborations"
    found = bologna_funnel()
    assert [count for _name, count in found.steps] == [364, 220]
    assert found.kept_overall == pytest.approx(0.604, abs=5e-4)
    assert [round(one.agreements / one.proposals, 3) for one in bologna()] == [0.681, 0.567]


@pytest.mark.parametrize(
    ("steps", "printed"),
    [
        # survey of time banks 2009-10: 391 invited, 144 answered, 37%
        pytest.param([("invited", 391), ("answered", 144)], 0.37, id="time banks"),
        # Welfare in Azione: 175 ideas, 51 helped, 37 projects
        pytest.param([("ideas", 175), ("helped", 51), ("projects", 37)], 37 / 175, id="Welfare in Azione"),
    ],
)
def test_other_funnels(steps: list[tuple[str, int]], printed: float) -> None:
    assert funnel(steps).kept_overall == pytest.approx(printed, abs=0.005)
