"""A worked study with planted faults: the rules find exactly the planted ones, in both languages."""

from __future__ import annotations

import pytest
from never_empty import some

from fis_lessons.dossier.study.rules import findings, load_rules
from fis_lessons.dossier.study.worked import MOST_FAULTS, plantable, worked_study
from fis_lessons.errors import LessonError
from fis_lessons.i18n import Language, use_language

LANGUAGES: tuple[Language, ...] = ("it", "en")
ALONE = {"codesign-with-firm"}
"""Rules that another is always tripped with."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_found_in_the_sound_study(lang: Language) -> None:
    with use_language(lang):
        study = worked_study(1, 0)
        assert study.faults == () and findings(study.reading) == () and study.reading.unread == ()
        assert study.notice


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("seed", range(6))
def test_the_rules_find_exactly_what_was_planted(seed: int, lang: Language) -> None:
    with use_language(lang):
        for n in some([1, 4, 8, MOST_FAULTS]):
            study = worked_study(seed, n)
            assert len(study.faults) == n
            assert tuple(one.rule for one in findings(study.reading)) == study.faults


def test_the_seed_makes_the_faults() -> None:
    assert worked_study(3, 4).record == worked_study(3, 4).record
    assert len({worked_study(seed, 3).faults for seed in range(8)}) > 5


def test_every_rule_with_a_check_can_be_planted_but_those_never_alone() -> None:
    assert set(plantable()) == {rule.id for rule in load_rules() if rule.check} - ALONE


@pytest.mark.parametrize("n", [-1, MOST_FAULTS + 1])
def test_so_many_cannot_be_planted(n: int) -> None:
    with pytest.raises(LessonError, match="da 0 a 12"):
        worked_study(1, n)
