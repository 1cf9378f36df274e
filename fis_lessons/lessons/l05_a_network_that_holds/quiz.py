"""The numbers of the quiz of lesson 05; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l05_a_network_that_holds.ground import Ground
from fis_lessons.measures.pooling import leverage


def facts(_ground: Ground) -> Facts:
    """Return the numbers the questions name."""
    return {
        "possible": {"people": 8, "ties": 28, "both": 56, "squared": 64},
        "cariplo": {
            "grants": 36.5,
            "total": 82.7,
            "value": round(leverage(82.7, own=36.5), 2),
            "others": 1.27,
            "part": 0.44,
        },
        "hours": {"count": 400, "wage": 15, "value": 6000},
    }
