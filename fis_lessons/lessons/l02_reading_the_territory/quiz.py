"""The numbers of the quiz of lesson 02: those of the municipality; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.lessons.desk import Fact, Facts
from fis_lessons.lessons.l02_reading_the_territory.ground import Ground
from fis_lessons.measures.population import old_age_dependency, old_age_index, rate, share
from fis_lessons.territory import EDITION

# The essential level on social workers, as a second source tells it; the notebook links the same page
_RESIDENTS_PER_WORKER = 5000
_WORKER_SOURCE = "[Secondo Welfare](<https://secondowelfare.it/?p=81136>)"
_REQUESTS = 120  # an assumption, called so in the question


def facts(ground: Ground) -> Facts:
    """Return the numbers the questions name; wrong ones are rounded as a person would write them."""
    return {
        "place": ground.where.label,
        "where": ground.phrase,
        "ages": ground.target.one.label,
        "total": ground.count(),
        "pool-or-group": {"count": ground.one},
        "ages-in-the-band": _ages(ground),
        "social-workers-needed": _workers(ground),
        "dependency": _dependency(ground),
        "requests": _requests(ground),
        "two-districts": {"together": 100 * 230 / 1300},
        "sentence": {"count": ground.one, "share": share(ground.one, ground.count()), "edition": EDITION},
    }


def _ages(ground: Ground) -> dict[str, Fact]:
    first, last = ground.target.one.first, ground.target.one.last
    return {
        "first": first,
        "last": last,
        "how_many": float(last - first + 1),
        "difference": last - first,
        "without_both": last - first - 1,
    }


def _workers(ground: Ground) -> dict[str, Fact]:
    return {
        "source": _WORKER_SOURCE,
        "count": ground.count() / _RESIDENTS_PER_WORKER,
        "of_the_group": round(ground.one / _RESIDENTS_PER_WORKER, 1),
        "per_thousand": round(ground.count() / 1000, 1),
    }


def _dependency(ground: Ground) -> dict[str, Fact]:
    old, working, young = ground.count(65), ground.count(15, 64), ground.count(0, 14)
    return {
        "old": old,
        "working": working,
        "young": young,
        "value": old_age_dependency(old, working),
        "old_age_index": round(old_age_index(old, young), 1),
        "share": round(100 * share(old, ground.count()), 1),
        "inverted": round(rate(working, old, per=100), 1),
    }


def _requests(ground: Ground) -> dict[str, Fact]:
    value = rate(_REQUESTS, ground.one, per=1000)
    return {
        "requests": _REQUESTS,
        "count": ground.one,
        "value": value,
        "tolerance": max(0.01, value * 0.002),
        "of_everybody": round(rate(_REQUESTS, ground.count(), per=1000), 2),
        "per_hundred": round(rate(_REQUESTS, ground.one, per=100), 2),
        "inverted": round(ground.one / _REQUESTS, 2),
    }
