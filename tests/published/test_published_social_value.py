"""Figures that others printed, about value: id, what we get, what is known, tolerance, where it is from."""

from __future__ import annotations

import pytest

from fis_lessons.lessons.l10_social_value.published import (
    WHEELS_FALLS,
    dropout_costs,
    perry_flows,
    wheels_map,
)
from fis_lessons.measures.cashflows import irr
from fis_lessons.measures.sroi import Change, changed, evaluate, ratio_of, switching_value

GUIDE = "A Guide to Social Return on Investment, The SROI Network, 2012 (recomputed from its data)"
PERRY = "Rolnick and Grunewald, Federal Reserve Bank of Minneapolis, 2003, table 1B"


def falls(field: str, value: float) -> float:
    change = Change(field=field, value=value, outcomes=WHEELS_FALLS)  # type: ignore[arg-type]
    return ratio_of(changed(wheels_map(), [change]))


WHEELS = evaluate(wheels_map())
EVEN = switching_value(wheels_map(), field="quantity", outcomes=WHEELS_FALLS).value or 0.0


@pytest.mark.parametrize(
    ("found", "known", "tolerance", "source"),
    [
        pytest.param(WHEELS.inputs, 42_375, 0, GUIDE, id="inputs"),
        pytest.param(WHEELS.present_value, 81_741.93, 0.005, GUIDE, id="present-value"),
        pytest.param(WHEELS.net_value, 39_366.93, 0.005, GUIDE, id="net-value"),
        pytest.param(WHEELS.ratio, 1.93, 0.005, GUIDE, id="ratio"),
        pytest.param(WHEELS.net_ratio, 0.929, 0.0005, GUIDE, id="net-ratio"),
        pytest.param(WHEELS.totals[0], 82_508.57, 0.005, GUIDE, id="year-1"),
        pytest.param(WHEELS.totals[3], 1_121.93, 0.005, GUIDE, id="year-4"),
        pytest.param(WHEELS.present_values[0], 79_718.43, 0.005, GUIDE, id="pv-year-1"),
        pytest.param(WHEELS.present_values[4], 850.17, 0.005, GUIDE, id="pv-year-5"),
        pytest.param(EVEN, 3.51, 0.005, GUIDE, id="break-even-falls"),
        pytest.param(falls("quantity", 0), 0.067, 0.0005, GUIDE, id="without-falls"),
        pytest.param(falls("attribution", 0.5), 1.05, 0.005, GUIDE, id="attribution-half"),
        pytest.param(irr(perry_flows()).only(), 0.16, 0.003, PERRY, id="perry-printed"),
        pytest.param(irr(perry_flows()).only(), 0.1585, 0.00005, PERRY, id="perry-from-flows"),
    ],
)
def test_published(found: float, known: float, tolerance: float, source: str) -> None:
    assert found == pytest.approx(known, abs=tolerance or 1e-9), source


def test_four_costs_of_leaving_school() -> None:
    costs = dropout_costs()
    assert (min(c.low for c in costs), max(c.high for c in costs)) == (0.5, 106)
    # the arithmetic of one of them: leavers by years by yearly spending
    assert pytest.approx(27.4, abs=0.05) == 1_744_142 * 2.275 * 6_914.31 / 1e9
    assert all(cost.note.url for cost in costs)
