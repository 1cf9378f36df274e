"""Lesson 13: the numbers somebody can check by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from never_empty import some

from fis_lessons.cases import load_atlas
from fis_lessons.dossier.study.worked import plantable, worked_study
from fis_lessons.dossier.study.worked_short import rows, rule_rows
from fis_lessons.exercises import Progress, Several
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l13_feasibility_study.exercises import granted as ask_granted
from fis_lessons.lessons.l13_feasibility_study.exercises import plan as ask_plan
from fis_lessons.lessons.l13_feasibility_study.exercises.judging import judge
from fis_lessons.lessons.l13_feasibility_study.ground import CHAIN, CUES, KINDS, OTHERS_TOLD, PLANTED

CASES = ("bergamo", "catanzaro", "lecce", "lucca", "prato")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str = "bergamo", **own: object) -> Lesson[Any, Any]:
    return lesson_spec("13").open({"case": case, **own}, progress=Progress(None))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("own", [{}, {"people": 10, "price": 9000}, {"people": 100, "private": 200_000}])
def test_expected_answers_are_right_and_mistakes_are_told(
    case: str, lang: str, own: dict[str, object]
) -> None:
    lesson = opened(case, lang=lang, **own)
    for one in some([*lesson.exercises.values(), *lesson.bank]):
        assert one.check(one.reference).state == "right", one.id
        for mistake, answer in one.mistaken():
            assert one.check(answer).mistake == mistake, one.id


# --- the budget -------------------------------------------------------------------------------------
def test_the_share_of_the_programme_by_hand() -> None:
    # 150,000 + 450,000 + 1,000,000 of the programme; 15,000 + 90,000 + 600,000 of others: 1.6 M of 2,305,000
    budget = opened().exercises["budget"]
    assert budget.check("69,4").state == "right"
    assert budget.check("30,6").mistake == "others"
    # (150/165 + 450/540 + 1000/1600) / 3
    assert budget.check("78,9").mistake == "mean_of_shares"
    assert budget.check("85,1").mistake == "first_two"  # 600 of 705


def test_only_what_a_source_calls_granted_is_granted() -> None:
    # not the 450,000 of the twin project, and not the 150,000 that one newspaper alone tells of
    assert opened("lecce").ground.granted == 450_000
    assert "somma indicata da una sola fonte" in opened("lecce").table("budget").text
    assert opened("bergamo").ground.granted == 0
    assert opened("lucca").ground.granted == 0
    assert opened("lecce").ground.from_programme == 1_600_000


def test_the_call_adds_up_as_published() -> None:
    # 3,150,000 / 150,000, 8,100,000 / 450,000; the call's figure is 21,250,000 (Errevi)
    projects = opened().exercises["projects"]
    assert projects.check("18").state == "right"
    assert projects.check("21").mistake == "first"
    # 21,250,000 / 450,000 = 47.2...: as the calculator shows it, and rounded
    for written in ("47", "47,2", "47,22"):
        assert projects.check(written).mistake == "whole_envelope", written
    assert projects.check("48").mistake is None and projects.check("46,2").mistake is None
    assert "21.250.000" in projects.why


# --- the sums of the atlas -----------------------------------------------------------------------
def test_every_sum_told_is_in_the_atlas_and_no_kind_is_missing() -> None:
    known = {
        (city.id, one.stage, one.kind): one.amount.value for city in load_atlas().cities for one in city.money
    }
    for key, words in some(CUES.items()):
        assert f"{known[key]:,.0f}".replace(",", ".") in words, key
    assert {kind for _city, _stage, kind in CUES} == set(KINDS)


def test_each_seed_asks_about_all_kinds_and_other_sums() -> None:
    seen: set[Any] = set()
    for seed in range(8):
        granted = ask_granted(opened(seed=seed).ground)
        assert set(granted.right.values()) == set(KINDS)
        assert len(granted.rows) == 5
        seen.add(frozenset(granted.right))
    assert len(seen) > 3


# --- the plan and the payer -----------------------------------------------------------------------
def test_the_plan_is_never_shown_in_its_order() -> None:
    for seed in range(30):
        plan = ask_plan(opened(seed=seed).ground)
        shown = tuple(item.id for item in plan.items)
        assert shown not in (CHAIN, CHAIN[::-1])
        assert sorted(shown) == sorted(CHAIN)


def test_the_example_plan_takes_a_year_and_a_longer_notice_takes_more() -> None:
    ground = opened().ground
    # 1 outcome, 1 evaluator, 2 baseline, 1 agreement, 5 service, 1 verify, 1 decide
    assert ground.plan().length == 12
    assert ground.plan(notice=5).length == 13
    assert ground.plan(notice=4).length == 12  # the baseline is waited for
    assert ground.plan(notice=4, baseline=1).length == 12  # the notice is waited for


def test_who_evaluates_is_there_before_the_start_is_measured() -> None:
    for notice, baseline in ((1, 1), (3, 2), (9, 1)):
        steps = {one.id: one for one in opened().ground.plan(notice=notice, baseline=baseline).steps}
        assert steps["evaluator"].end + steps["evaluator"].slack <= steps["agreement"].start - baseline


def test_what_the_municipality_pays_by_hand() -> None:
    ground = opened().ground
    # 20 people, 5,000 euros a result, fee 9,000 for two years, threshold 10 people, cap 14 results
    assert ground.paid("bad") == 18_000  # 7 succeed: under the threshold
    assert ground.paid("base") == 18_000 + 12 * 5_000
    assert ground.paid("good") == 18_000 + 14 * 5_000  # 18 succeed: the cap


def test_each_wrong_amount_says_which_clause_was_forgotten() -> None:
    payer = opened().exercises["payer"]
    right = dict(payer.reference)  # type: ignore[call-overload]
    for story, amount, word in (
        ("bad", "no_threshold", "soglia"),
        ("base", "no_fee", "canone"),
        ("good", "no_cap", "tetto"),
    ):
        found = payer.check({**right, story: amount})
        assert found.mistake == story
        assert word in found.text


def test_the_controls_draw_at_both_ends() -> None:
    lesson = opened()
    plan, payer = lesson.controls["plan"], lesson.controls["payer"]
    assert "13 mesi" in plan.outcome({"notice": 5}).text
    free = payer.outcome({"price": 1_000, "least": 0}).text
    assert "nessun" not in free and "La soglia non c'è." in free and "0%" not in free
    assert "32.000" in payer.outcome({"price": 1_000, "least": 0}).text  # 18,000 and the cap of 14 results


# --- the study to be judged -----------------------------------------------------------------------
@pytest.mark.parametrize("case", CASES)
def test_the_faults_are_those_the_rules_of_ones_own_study_find(case: str) -> None:
    drawn: set[Any] = set()
    for seed in range(30):
        ground = opened(case, seed=seed).ground
        study, asked = ground.judged, judge(ground)
        assert [one.rule for one in study.found] == list(study.planted)
        assert asked.right == frozenset(study.planted) and len(asked.right) == PLANTED
        labels = [option.label for option in asked.options]
        assert len(set(labels)) == len(labels) == PLANTED + OTHERS_TOLD
        told = {one.words.removesuffix(".") for one in study.found}
        for option in asked.options:
            assert (option.label in told) == (option.id in asked.right), option.id
        drawn.add(asked.right)
    assert len(drawn) > 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_sees_a_fault_that_is_not_there_is_told_where_to_look_and_why(lang: str) -> None:
    for seed in range(4):
        lesson = opened(seed=seed, lang=lang)
        asked, titles = lesson.exercises["judge"], {title for title, _told in lesson.ground.judged.rows}
        assert isinstance(asked, Several)
        assert asked.check(list(asked.right)).state == "right"
        for one in some(lesson.ground.judged.absent):
            found = asked.check([*asked.right, one.rule])
            assert found.mistake == one.rule
            assert one.row in titles and one.row in found.text and one.reason in found.text


def test_the_study_is_shown_as_the_rules_read_it() -> None:
    for seed in range(6):
        lesson = opened(seed=seed)
        page = " ".join(lesson.table("worked").text.split())
        for _title, told in some(lesson.ground.judged.rows):
            assert " ".join(told.split()) in page


def test_every_rule_that_can_be_asked_has_a_row_and_is_false_of_the_sound_study() -> None:
    seen = rule_rows()
    assert len(seen) > 30 and seen <= set(plantable())
    sound = worked_study(0, 0)
    told = " ".join(row.told for row in rows(sound.reading))
    for rule in some(seen):
        changed = worked_study(3, 1, among={rule})
        assert changed.faults == (rule,)
        assert " ".join(row.told for row in rows(changed.reading)) != told, rule  # the fault can be seen
