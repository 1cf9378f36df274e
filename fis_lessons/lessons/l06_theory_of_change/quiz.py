"""The numbers of the quiz of lesson 06; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l06_theory_of_change.ground import Ground
from fis_lessons.measures.theory_of_change import KINDS, kind_label


def facts(ground: Ground) -> Facts:
    """Return the levels of a chain, as the lesson calls them."""
    return {kind: kind_label(kind) for kind in KINDS}
