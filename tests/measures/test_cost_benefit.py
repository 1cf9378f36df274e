"""Costs and benefits: sums by hand, who bears and who gains."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from fis_lessons.errors import MeasureError
from fis_lessons.measures.cost_benefit import (
    Stream,
    StreamKind,
    cost_benefit,
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
    ("make", "words"),
    [
        (lambda: stream("cost", -5), "da zero in su"),
        (lambda: stream("cost", math.nan), "manca"),
        (lambda: stream("costo", 5), "uno tra cost, benefit"),  # type: ignore[arg-type]
        (lambda: cost_benefit([stream("cost", 1), stream("benefit", 2, currency="USD")]), "una sola valuta"),
        (lambda: cost_benefit([]), "nessun importo"),
    ],
    ids=["negative", "nan", "unknown kind", "currencies", "empty"],
)
def test_bad_streams_are_named(make: Callable[[], object], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        make()


def test_weights() -> None:
    assert welfare_weight(20_000, median=20_000) == 1
    assert welfare_weight(10_000, median=20_000, eta=1) == 2
    with pytest.raises(MeasureError, match="maggiore di 0"):
        welfare_weight(0, median=20_000)
