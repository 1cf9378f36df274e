"""Calls that work for the measures of a partnership: the spoiled-input test starts there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fis_lessons.measures.collaboration import Answer
from fis_lessons.measures.network.position import positions
from fis_lessons.measures.network.tables import seats
from fis_lessons.measures.network.ties import network
from fis_lessons.measures.pooling import Contribution, pool

TIES = [("a", "b"), ("b", "c"), ("c", "d")]
SECTORS = {"a": "public", "b": "third", "c": "public", "d": "private"}
LINE = network(TIES, groups=SECTORS)
SEATED = seats([("a", "x"), ("b", "x"), ("b", "y")])
BROUGHT = [Contribution("a", "public", "money", 10.0), Contribution("b", "third", "goods", 5.0, needs=("a",))]

NETWORKS: dict[str, Mapping[str, Any]] = {
    "collaboration.Answer": {"person": "p", "sector": "public", "factor": "trust", "score": 3},
    "collaboration.factor_scores": {"answers": [Answer("p", "public", "trust", 3)], "smallest": 1},
    "collaboration.health": {"total": 60, "statements": 20},
    "network.change.difference": {"before": LINE, "after": LINE},
    "network.change.loss": {"network": LINE, "gone": "b"},
    "network.position.most_central": {"found": positions(LINE), "by": "betweenness"},
    "network.position.positions": {"network": LINE},
    "network.tables.Seats.at": {"self": SEATED, "table": "x"},
    "network.tables.Seats.of": {"self": SEATED, "organisation": "b"},
    "network.tables.seats": {
        "rows": [("a", "x"), ("b", "x")], "least": 1, "organisations": ["c"], "groups": {"a": "public"},
        "spellings": "keep",
    },
    "network.ties.Network.without": {"self": LINE, "gone": "b"},
    "network.ties.network": {
        "ties": TIES, "names": ["e"], "directed": False, "groups": SECTORS, "spellings": "keep",
    },
    "network.whole.brokerage": {"network": LINE},
    "network.whole.external_internal": {"network": LINE},
    "network.whole.pieces": {"network": LINE},
    "network.whole.shape": {"network": LINE},
    "pooling.Contribution": {
        "who": "a", "sector": "citizens", "kind": "time", "amount": 10.0, "wage": 15.0, "needs": ("b",),
    },
    "pooling.Pool.share": {"self": pool(BROUGHT), "sector": "public"},
    "pooling.left_without": {"contributions": BROUGHT, "who": "a"},
    "pooling.leverage": {"total": 82.7, "own": 36.5},
    "pooling.pool": {"contributions": BROUGHT},
}  # fmt: skip
