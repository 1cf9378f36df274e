"""Ask, check, explain, hint, and remember what was done."""

from fis_lessons.exercises.kinds import Grid, OpenText, Ordering, Table
from fis_lessons.exercises.progress import Event, Progress
from fis_lessons.exercises.reading import read_number
from fis_lessons.exercises.show import Panel, solution_html, static
from fis_lessons.exercises.spec import (
    Choice,
    Exercise,
    Hints,
    Matching,
    Number,
    NumberMistake,
    Option,
    Several,
    Verdict,
)

__all__ = [
    "Choice",
    "Event",
    "Exercise",
    "Grid",
    "Hints",
    "Matching",
    "Number",
    "NumberMistake",
    "OpenText",
    "Option",
    "Ordering",
    "Panel",
    "Progress",
    "Several",
    "Table",
    "Verdict",
    "read_number",
    "solution_html",
    "static",
]
