"""The numbers of the quiz of lesson 04; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Facts
from fis_lessons.lessons.l04_who_is_at_the_table.ground import Ground
from fis_lessons.measures.stakeholders.participation import funnel
from fis_lessons.measures.stakeholders.representation import representation


def facts(ground: Ground) -> Facts:
    """Return the numbers the questions name: round examples, and the cities of the atlas."""
    cities = len(ground.atlas.cities)
    found = representation(6, process=60, group=2_000, population=10_000)
    steps = funnel([("invited", 400), ("came", 80), ("decided", 8)])
    return {
        "half-voice": {
            "share": 100 * found.share_inside,
            "outside": 100 * found.share_outside,
            "value": found.ratio,
            "inverted": 1 / found.ratio,
        },
        "wide-interval": {"low": found.interval.low, "high": found.interval.high},
        "deciding": {
            "invited": steps.steps[0][1],
            "came": steps.steps[1][1],
            "decided": steps.steps[2][1],
            "value": 100 * steps.kept_overall,
            "of_came": 100 * steps.steps[2][1] / steps.steps[1][1],
            "came_share": 100 * steps.steps[1][1] / steps.steps[0][1],
        },
        "question-mark": {"cities": cities, "missing": len(ground.atlas.missing("financier"))},
    }
