"""The numbers of the quiz of lesson 09; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l09_plan_the_evaluation.ground import Ground
from fis_lessons.measures.planning.conditions import Conditions
from fis_lessons.measures.planning.small import exact_interval


def facts(_ground: Ground) -> Facts:
    """Return the numbers the questions name. All are of round examples, the same in every case."""
    size, icc = 25, 0.1
    return {
        "design-effect": {
            "size": size,
            "less": size - 1,
            "icc": icc,
            "effect": Conditions(cluster_size=size, icc=icc).design_effect,
            "whole": round(1 + size * icc, 2),
            "without_one": round((size - 1) * icc, 2),
            "product": round(size * icc, 2),
        },
        "none-of-twenty": {"high": exact_interval(0, 20).high},
    }
