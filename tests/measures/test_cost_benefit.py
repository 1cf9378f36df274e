"""Costs and benefits: sums by hand, who bears and who gains, dominance."""

from __future__ import annotations

import math

import pytest

from fis_lessons.errors import MeasureError
from fis_lessons.measures.cost_benefit import (
    Alternative,
    Stream,
    StreamKind,
    compare_costs,
    cost_benefit,
    icer,
    welfare_weight,
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
    ("streams", "words"),
    [
        ([stream("cost", -5)], "zero o più"),
        ([stream("cost", math.nan)], "zero o più"),
        ([stream("cost", 1), stream("benefit", 2, currency="USD")], "una sola valuta"),
        ([], "nessun importo"),
    ],
    ids=["negative", "nan", "currencies", "empty"],
)
def test_bad_streams_are_named(streams: list[Stream], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        cost_benefit(streams)


def test_dominance() -> None:
    # B costs 100 per unit, C 40 on from A: B is dominated by a mixture; D costs more for less
    rows = compare_costs(
        [
            Alternative(name="D", cost=500, effect=9),
            Alternative(name="A", cost=0, effect=0),
            Alternative(name="B", cost=200, effect=2),
            Alternative(name="C", cost=400, effect=10),
        ]
    )
    assert [(r.alternative.name, r.status, r.icer) for r in rows] == [
        ("A", "reference", None),
        ("B", "extended_dominated", None),
        ("C", "kept", 40),
        ("D", "dominated", None),
    ]
    assert [r.average for r in rows] == [None, 100, 40, pytest.approx(500 / 9)]


def test_equal_effects_have_no_ratio() -> None:
    one, other = Alternative(name="x", cost=1, effect=3), Alternative(name="y", cost=2, effect=3)
    assert [r.status for r in compare_costs([one, other])] == ["reference", "dominated"]
    with pytest.raises(MeasureError, match="uguali"):
        icer(one, other)
    with pytest.raises(MeasureError, match="nome ripetuto"):
        compare_costs([one, one])
    with pytest.raises(MeasureError, match="nessuna alternativa"):
        compare_costs([])


def test_weights() -> None:
    assert welfare_weight(20_000, median=20_000) == 1
    assert welfare_weight(10_000, median=20_000, eta=1) == 2
    with pytest.raises(MeasureError, match="maggiore di zero"):
        welfare_weight(0, median=20_000)
