"""Ask, check, explain, hint, and remember what was done."""

from fis_lessons.exercises.cards import Card, flash_cards
from fis_lessons.exercises.kinds import Grid, Matching, OpenText, Ordering
from fis_lessons.exercises.numeric import Number, NumberMistake
from fis_lessons.exercises.panel import NotAnsweredError, Panel
from fis_lessons.exercises.progress import Event, Progress
from fis_lessons.exercises.show import solution_html, static
from fis_lessons.exercises.spec import Choice, Exercise, Hints, Option, Several, Verdict
from fis_lessons.exercises.tables import Table, TableMistake
from fis_lessons.exercises.transfer import TransferError, export_progress, import_progress

__all__ = [
    "Card",
    "Choice",
    "Event",
    "Exercise",
    "Grid",
    "Hints",
    "Matching",
    "NotAnsweredError",
    "Number",
    "NumberMistake",
    "OpenText",
    "Option",
    "Ordering",
    "Panel",
    "Progress",
    "Several",
    "Table",
    "TableMistake",
    "TransferError",
    "Verdict",
    "export_progress",
    "flash_cards",
    "import_progress",
    "solution_html",
    "static",
]
