"""The numbers of the quiz of lesson 08, which has none of its own; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk.question_words import Facts
from fis_lessons.lessons.did_it_work.study import Study, level_label


def facts(_study: Study) -> Facts:
    """Return the comparisons, as the lesson calls them."""
    return {
        "before_after": level_label("before_after"),
        "did": level_label("did"),
        "threshold": level_label("threshold"),
        "lottery": level_label("lottery"),
    }
