"""Every rule for authors finds its broken sample, and lets pass a near miss."""

from __future__ import annotations

import pytest
from author_samples import prose
from samples_of_cells import CELLS
from samples_of_exercises import exercises
from samples_of_words import WORDS

from fis_lessons.course.authoring.exceptions import STALE
from fis_lessons.course.authoring.registry import Hit
from fis_lessons.course.authoring.rulebook import load_rules

RULES = {rule.id: rule for rule in load_rules()}
SAMPLES = {**{name: (prose(bad), prose(near)) for name, (bad, near) in WORDS.items()}, **CELLS, **exercises()}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_broken_sample_and_lets_a_near_miss_pass(rule: str) -> None:
    if rule == STALE:
        pytest.skip("tested with the exceptions")
    bad, near = SAMPLES[rule]
    assert list(RULES[rule].check(bad)), "the broken sample passes"
    assert list(RULES[rule].check(near)) == []


def test_every_sample_is_of_a_rule() -> None:
    assert SAMPLES.keys() ^ RULES.keys() == {STALE}
    assert len(RULES) > 100


def test_a_finding_says_where_and_quotes() -> None:
    assert list(RULES["double-space"].check(prose("Prima due  parole dopo."))) == [
        Hit("here", "Prima due  parole dopo.")
    ]
    (found,) = RULES["sentence-long"].check(prose("parola " * 37))
    assert found.quote.startswith("37 parole: ")
