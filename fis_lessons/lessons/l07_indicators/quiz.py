"""The numbers of the quiz of lesson 07; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l07_indicators.ground import Ground
from fis_lessons.measures.indicators import progress
from fis_lessons.measures.sampling import (
    design_effect,
    effective_size,
    nonresponse_bounds,
    sample_size_proportion,
)


def facts(ground: Ground) -> Facts:
    """Return the numbers the questions name. All are of round examples, the same in every case."""
    many = sample_size_proportion(0.05).people
    deff = design_effect(20, icc=0.05)
    travelled = 100 * progress(36, baseline=30, target=18, direction="less").share
    low, _high = nonresponse_bounds(0.25, 0.8)
    return {
        "backwards": {"travelled": travelled, "wrong_sign": -travelled},
        "half-margin": {"few": sample_size_proportion(0.10).people, "many": many},
        "village": {
            "small": sample_size_proportion(0.05, population=1_000).people,
            "large": sample_size_proportion(0.05, population=100_000).people,
            "top": many,
        },
        "classes": {"deff": deff, "worth": effective_size(400, deff), "multiplied": 400 * deff},
        "silent": {"lowest": 100 * low},
    }
