"""Costs and benefits: sums by hand, who bears and who gains."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from fis_lessons.errors import MeasureError
from fis_lessons.measures.cashflows import DecliningRate
from fis_lessons.measures.cost_benefit import (
    Stream,
    StreamKind,
    additional,
    cost_benefit,
)


def stream(kind: StreamKind, *amounts: float, party: str = "c", **more: object) -> Stream:
    return Stream(label=f"{party} {kind}", party=party, kind=kind, amounts=amounts, **more)  # type: ignore[arg-type]


def test_a_small_project_by_hand() -> None:
    found = cost_benefit([stream("cost", 100), stream("benefit", 0, 110, party="f")], rate=0.05)
    assert found.net == pytest.approx(110 / 1.05 - 100)
    assert found.ratio == pytest.approx(110 / 1.05 / 100)
    assert found.internal_rate.only() == pytest.approx(0.1)
    assert found.payback is not None
    assert found.payback.periods == pytest.approx(100 / (110 / 1.05))
    assert dict(found.by_rate)[0.03] == pytest.approx(110 / 1.03 - 100)
    assert [rate for rate, _net in found.by_rate] == [0.01, 0.03, 0.05]


def test_a_transfer_moves_money_and_makes_none() -> None:
    base = [stream("cost", 100), stream("benefit", 0, 110, party="f")]
    fee = [stream("cost", 0, 20, party="f", transfer=True), stream("benefit", 0, 20, transfer=True)]
    without, with_fee = cost_benefit(base, rate=0), cost_benefit([*base, *fee], rate=0)
    assert (with_fee.net, with_fee.ratio) == (without.net, without.ratio) == (10, 1.1)
    assert {p.party: p.net for p in with_fee.parties} == {"c": -80, "f": 90}
    with pytest.raises(MeasureError, match="anno 1"):
        cost_benefit([*base, fee[0]])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: stream("cost", -5), "da zero in su"),
        (lambda: stream("cost", math.nan), "manca"),
        (lambda: stream("costo", 5), "uno tra «cost», «benefit»"),  # type: ignore[arg-type]
        (lambda: cost_benefit([stream("cost", 1), stream("benefit", 2, currency="USD")]), "una sola valuta"),
        (lambda: cost_benefit([]), "nessun importo"),
    ],
    ids=["negative", "nan", "unknown kind", "currencies", "empty"],
)
def test_bad_streams_are_named(make: Callable[[], object], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        make()


def test_something_that_gets_worse_lowers_the_benefits() -> None:
    found = cost_benefit([stream("cost", 100), stream("benefit", 0, 180), stream("benefit", 0, -30)], rate=0)
    assert (found.costs, found.benefits, found.ratio, found.net) == (100, 150, 1.5, 50)


def test_a_rate_that_falls_weighs_the_far_years_more() -> None:
    far = [stream("cost", 100), stream("benefit", *[0] * 60, 1000)]
    falling = cost_benefit(far, rate=DecliningRate(((0, 0.035), (30, 0.03))))
    assert falling.benefits == pytest.approx(1000 / 1.035**30 / 1.03**30)
    assert falling.net > cost_benefit(far, rate=0.035).net


def test_what_is_really_added() -> None:
    # 100 places; 20 in 100 anyway, a quarter moved, a tenth to others, three tenths brought along
    assert additional(100, deadweight=0.2, displacement=0.25, leakage=0.1, multiplier=1.3) == pytest.approx(
        70.2
    )
    assert additional(50) == 50
    with pytest.raises(MeasureError) as told:
        additional(100, deadweight=20, leakage=-0.1, multiplier=float("nan"))
    assert len(told.value.problems) == 3
