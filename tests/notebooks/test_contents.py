"""What is spoiled in a lesson's notebook is told; that ours show all they hold is a rule for authors (contents)."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from scripts_of import script
from fis_lessons.course import notebooks
from fis_lessons.course.contents import content_problems
from fis_lessons.exercises import Progress
from fis_lessons.lessons import LESSONS

# Ways of spoiling a lesson, of each kind; scripts/mutate_notebooks.py tries them all
AT_MOST = 12  # in each of thirteen lessons


def mutations() -> ModuleType:
    return script("mutate_notebooks")




@pytest.mark.parametrize("lesson", sorted(LESSONS))
def test_what_is_spoiled_in_a_lesson_is_told(lesson: str) -> None:
    # the stored outputs stand for a fresh run: that they are equal is what test_matrix proves
    module = mutations()
    for kind, (tried, missed) in module.judged(module.Subject(LESSONS[lesson]), at_most=AT_MOST).items():
        assert tried > 2, kind
        assert missed == [], kind


SPOILS = {
    "exercise deleted": ("ask-due", None, 'lesson.ask("due")'),
    "solution deleted": ("solution-due", None, 'lesson.solution("due")'),
    "hand-in deleted": ("hand-in", None, "lesson.hand_in()"),
    "board deleted": ("progress", None, "lesson.progress()"),
    "quiz deleted": ("quiz", None, "lesson.quiz()"),
    "opening deleted": ("open", None, "open_lesson"),
    "parameters deleted": ("parameters", None, "parameters"),
    "board twice": ("quiz", "lesson.quiz()\nlesson.progress()", "lesson.progress()"),
    "unknown call": ("quiz", "lesson.quiz()\nlesson.song()", "lesson.song()"),
    "other parameter": ("parameters", 'case = "lucca"\nlang = "it"\nseed = 1', "case"),
}


@pytest.mark.parametrize(("cell", "source", "told"), SPOILS.values(), ids=SPOILS)
def test_each_slip_is_named(cell: str, source: str | None, told: str) -> None:
    made = notebooks.read(LESSONS["12"].notebook)
    at = [one.id for one in made.cells].index(cell)
    if source is None:
        del made.cells[at]
    else:
        made.cells[at].source = source
    found = content_problems(made, LESSONS["12"].open({}, progress=Progress(None)))
    assert told in [problem.where for problem in found] or told in str(found[0])
