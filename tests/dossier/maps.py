"""Value maps to write, spoil and read back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from fis_lessons.cases import load_case
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.lessons.l10_social_value.ground import Ground, Parameters
from fis_lessons.measures.sroi import ValueMap

CASES = ("bergamo", "catanzaro", "lucca")


def case_map(case: str = "bergamo") -> ValueMap:
    return Ground(Parameters(), load_case(case)).value_map


def whose(folder: Path) -> Learner:
    return Learner(folder, False, "it", Progress(None))


def the_map(content: bytes) -> Any:
    """Open the sheet of the rows: the first says how to use it."""
    return load_workbook(io.BytesIO(content)).worksheets[1]
