"""All the rules: the modules of checks put theirs in the registry as they are read."""

from __future__ import annotations

from functools import cache

from fis_lessons.course.authoring import (  # noqa: F401  (read for what they put in the registry)
    exceptions,
    in_cells,
    in_exercises,
    in_headings,
    in_outputs,
    in_prose,
    in_time,
    in_translation,
    in_words,
)
from fis_lessons.course.authoring.registry import CHECKS, RULES, Rule, rules_of


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the file.

    Raises
    ------
    LessonError
        If words and checks do not fit: all of it, each with its line.
    """
    return rules_of(RULES, CHECKS)
