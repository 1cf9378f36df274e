"""The numbers of the quiz of lesson 13; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l13_feasibility_study.ground import Ground


def facts(ground: Ground) -> Facts:
    """Return the numbers the questions name."""
    envelopes = [one.envelope.value or 0.0 for one in ground.programme.interventions]
    fee, results, expected = 12_000, 60_000, 45_000  # an invented contract, not that of the exercise
    return {
        "whole-call": {
            "one": envelopes[0],
            "two": envelopes[1],
            "three": envelopes[2],
            "sum": sum(envelopes),
            "first_two": sum(envelopes[:2]),
            "million": sum(envelopes) / 1_000_000,
        },
        "to-cover": {
            "fee": fee,
            "cap": results,
            "expected": expected,
            "due": fee + results,
            "hoped": fee + expected,
        },
    }
