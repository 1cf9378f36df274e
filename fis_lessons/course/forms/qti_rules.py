"""The rules of an item of QTI 2.1: when an answer is right, and which reason is said of a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from fis_lessons.course.forms.qti_words import element
from fis_lessons.exercises.panel import OPENED_AFTER

RESPONSE, SCORE, FEEDBACK, HELP, DONE = "RESPONSE", "SCORE", "FEEDBACK", "HELP", "DONE"
HINTS = ("HINT_1", "HINT_2", "HINT_3")
MISSING, REVERSED, TOO_MUCH, TOO_LITTLE = "MISSING", "REVERSED", "TOO_MUCH", "TOO_LITTLE"


# --- expressions ----------------------------------------------------------------------------------
def _variable(name: str) -> ET.Element:
    return element("variable", {"identifier": name})


def _value(kind: str, text: str) -> ET.Element:
    return element("baseValue", {"baseType": kind}, text=text)


def _right() -> ET.Element:
    return element("correct", {"identifier": RESPONSE})


def same_as_right() -> ET.Element:
    """Whether the answer is the right one."""
    return element("match", None, _variable(RESPONSE), _right())


def holds(row: str, column: str, *, wanted: bool = True) -> ET.Element:
    """Whether a row goes with a column, or does not."""
    found = element("member", None, _value("directedPair", f"{row} {column}"), _variable(RESPONSE))
    return found if wanted else element("not", None, found)


def every(conditions: Iterable[ET.Element]) -> ET.Element:
    """Whether all of them hold."""
    return element("and", None, *conditions)


def some(conditions: Iterable[ET.Element]) -> ET.Element:
    """Whether one of them holds."""
    return element("or", None, *conditions)


def near(value: float, slack: float) -> ET.Element:
    """Whether the answer is a number, or so near to it: two limits, which every player knows how to read."""
    return every(
        element(tag, None, _variable(RESPONSE), _value("float", f"{limit:.10g}"))
        for tag, limit in (("gte", value - slack), ("lte", value + slack))
    )


def nothing_of(wrong: Iterable[str]) -> ET.Element:
    """Whether something was chosen, and none of what is wrong."""
    chosen = [element("member", None, _value("identifier", name), _variable(RESPONSE)) for name in wrong]
    given = element("not", None, element("isNull", None, _variable(RESPONSE)))
    return every([given, *(element("not", None, one) for one in chosen)])


# --- what is done ---------------------------------------------------------------------------------
def _set(outcome: str, value: ET.Element) -> ET.Element:
    return element("setOutcomeValue", {"identifier": outcome}, value)


def _say(outcome: str, name: str) -> ET.Element:
    return _set(outcome, _value("identifier", name))


def _when(*cases: tuple[ET.Element, ET.Element], otherwise: Sequence[ET.Element] = ()) -> ET.Element:
    tags = ("responseIf", *["responseElseIf"] * len(cases))
    branches = [element(tag, None, *case) for tag, case in zip(tags, cases, strict=False)]
    return element(
        "responseCondition",
        None,
        *branches,
        *([element("responseElse", None, *otherwise)] if otherwise else []),
    )


def tell_the_answer() -> ET.Element:
    """Say the reason that has the name of what was chosen."""
    return _set(FEEDBACK, _variable(RESPONSE))


def tell_when(condition: ET.Element, outcome: str, name: str) -> ET.Element:
    """Say a reason, if a condition holds."""
    return _when((condition, _say(outcome, name)))


def tell_unless(condition: ET.Element, outcome: str, name: str) -> ET.Element:
    """Say a reason, if a condition does not hold."""
    return tell_when(element("not", None, condition), outcome, name)


def tell_first_out_of_place(right: Sequence[str]) -> ET.Element:
    """Say the reason of the first thing that is not where it should be, or that all are the other way round."""
    backwards = element("ordered", None, *(_value("identifier", name) for name in reversed(right)))
    cases = [(element("match", None, _variable(RESPONSE), backwards), _say(FEEDBACK, REVERSED))]
    for place, name in enumerate(right, start=1):
        there = element("index", {"n": str(place)}, _variable(RESPONSE))
        wrong = element("not", None, element("match", None, there, _value("identifier", name)))
        again = element("index", {"n": str(place)}, _variable(RESPONSE))
        cases.append((wrong, _set(FEEDBACK, again)))
    return _when(*cases)


def tell_the_first(cases: Sequence[tuple[ET.Element, str]], expected: float) -> ET.Element:
    """Say the reason of the first number that was given, or that it is too much or too little."""
    sides = [
        (element(tag, None, _variable(RESPONSE), _value("float", f"{expected:.10g}")), name)
        for tag, name in (("gt", TOO_MUCH), ("lt", TOO_LITTLE))
    ]
    return _when(*((condition, _say(FEEDBACK, name)) for condition, name in (*cases, *sides)))


def processing(is_right: ET.Element | None, *, hints: int, tells: Sequence[ET.Element]) -> ET.Element:
    """Put the rules of an item together.

    Parameters
    ----------
    is_right
        When the answer is right; none where a person judges it.
    hints
        How many there are: each comes after as many wrong answers as in the lesson.
    tells
        What chooses among the reasons of a wrong answer.
    """
    done = _say(DONE, DONE)
    if is_right is None:
        return element("responseProcessing", None, done)
    steps = sorted(((after, step) for after, step in OPENED_AFTER.items() if step <= hints), reverse=True)
    helped = [
        (
            element("gte", None, _variable("numAttempts"), _value("integer", str(after))),
            _say(HELP, HINTS[step - 1]),
        )
        for after, step in steps
    ]
    wrong = [*tells, *([_when(*helped)] if helped else [])]
    good = element("responseIf", None, is_right, _set(SCORE, _value("float", "1")), done)
    return element(
        "responseProcessing",
        None,
        element("responseCondition", None, good, element("responseElse", None, *wrong)),
    )
