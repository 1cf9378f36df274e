"""The numbers of the quiz of lesson 06; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk.question_words import Facts
from fis_lessons.lessons.theory_of_change.data import Ground
from fis_lessons.measures.theory_of_change import KINDS, kind_label


def facts(_ground: Ground) -> Facts:
    """Return the levels of a chain, as the lesson calls them."""
    return {kind: kind_label(kind) for kind in KINDS}
