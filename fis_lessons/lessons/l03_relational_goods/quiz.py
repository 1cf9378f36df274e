"""The numbers of the quiz of lesson 03; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l03_relational_goods.ground import Ground
from fis_lessons.measures.assets import use
from fis_lessons.measures.means import arithmetic_mean, geometric_mean
from fis_lessons.measures.population import rate

_LONG, _SHORT = (40, 10), (20, 18)
"""Hours open and used of two rooms."""
_MANY, _PEOPLE = 18, 7_500
_LOW, _HIGH = 0.3, 0.7


def facts(ground: Ground) -> Facts:
    """Return the numbers the questions name. All are of round examples, the same in every case."""
    rooms = use([_LONG[0], _SHORT[0]], [_LONG[1], _SHORT[1]])
    return {
        "two-quarters": {
            "many": _MANY,
            "many_people": _PEOPLE,
            "rate": rate(_MANY, _PEOPLE),
            "per_hundred": rate(_MANY, _PEOPLE, per=100),
            "inverted": _PEOPLE / _MANY,
        },
        "use-of-rooms": {
            "long": _LONG[0],
            "long_used": _LONG[1],
            "short": _SHORT[0],
            "short_used": _SHORT[1],
            "all_open": rooms.open_hours,
            "all_used": rooms.used_hours,
            "share": 100 * rooms.share,
            "mean_of_shares": 100 * rooms.mean_of_shares,
            "of_the_week": 100 * rooms.used_hours / (2 * 168),
        },
        "geometric": {
            "low": _LOW,
            "high": _HIGH,
            "product": _LOW * _HIGH,
            "geometric": geometric_mean([_LOW, _HIGH]),
            "arithmetic": arithmetic_mean([_LOW, _HIGH]),
        },
    }
