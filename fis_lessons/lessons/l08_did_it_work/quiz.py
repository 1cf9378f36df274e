"""The numbers of the quiz of lesson 08, which has none of its own; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l08_did_it_work.ground import Ground, level_label


def facts(ground: Ground) -> Facts:
    """Return the comparisons, as the lesson calls them."""
    return {
        "before_after": level_label("before_after"),
        "did": level_label("did"),
        "threshold": level_label("threshold"),
        "lottery": level_label("lottery"),
    }
