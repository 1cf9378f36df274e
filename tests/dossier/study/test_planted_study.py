"""A worked study with planted faults: the rules find exactly the planted ones, in both languages."""

from __future__ import annotations

import pytest
from never_empty import some

from fis_lessons.dossier.study.reading import read_project
from fis_lessons.dossier.study.rules import findings, load_rules
from fis_lessons.dossier.study.worked import MOST_FAULTS, as_it_would_read, plantable, worked_study
from fis_lessons.dossier.study.worked_short import rows
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_study_is_read_as_if_it_were_read_whole(lang: Language) -> None:
    with use_language(lang):
        for rule in some(plantable()):
            study = worked_study(1, 1, among={rule})
            assert study.reading == read_project(study.project), rule


def test_the_seed_makes_the_faults() -> None:
    assert worked_study(3, 4).record == worked_study(3, 4).record
    assert len({worked_study(seed, 3).faults for seed in range(8)}) > 5


def test_every_rule_with_a_check_can_be_planted_but_those_never_alone() -> None:
    assert set(plantable()) == {rule.id for rule in load_rules() if rule.check} - ALONE


@pytest.mark.parametrize("n", [-1, MOST_FAULTS + 1])
def test_so_many_cannot_be_planted(n: int) -> None:
    with pytest.raises(LessonError, match="da 0 a 12"):
        worked_study(1, n)


SAID = {
    "no-counterfactual": ("in attesa", "sorteggio"),
    "indicator-without-baseline": ("Partenza: 55", "45 ragazzi su 100"),
    "indicator-without-owner": ("Misura: ufficio istruzione", "L'ufficio istruzione raccoglie"),
    "budget-years-short": ("2027-2030",),
    "privacy-nobody": ("Ne risponde",),
    "commitment-with-blanks": ("Appalto",),
    "chain-without-outcomes": ("I ragazzi frequentano",),
    "no-comparison-abroad": ("Norrköping",),
    "no-comparison-at-home": ("Lecce",),
    "one-road": ("Non fare nulla",),
}
"""What the sound study says of the thing a fault says is missing."""


def short(*faults: str) -> str:
    return " ".join(row.told for row in rows(worked_study(3, len(faults), among=faults).reading))


@pytest.mark.parametrize("rule", SAID)
def test_no_row_says_what_the_fault_says_is_missing(rule: str) -> None:
    for words in some(SAID[rule]):
        assert words in short()
        assert words not in short(rule), words


def test_the_short_study_shows_what_a_sum_is_made_of() -> None:
    # for results at most 120,000, and for three years a fee of 40,000 and a verification of 2,000
    assert all(
        words in short() for words in ("al massimo 120.000 €", "per 3 anni", "40.000 €", "2.000 € l'anno")
    )
    assert "246.000 €" in as_it_would_read("commitment-with-blanks")
    assert "100% del capitale" in short("deal-nobody-loses")


def test_the_sound_study_does_not_contradict_itself_where_no_rule_looks() -> None:
    told = short()
    assert "per data di domanda" not in told and "Gara" not in told
    assert told.count("14-17 anni che hanno perso un quarto delle lezioni") == 2
