"""Lesson 08: right answers come from the registers, the truth is where we put it, mistakes are told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from never_empty import some
from unpainted import unpainted

from fis_lessons import resources
from fis_lessons.errors import ParameterError
from fis_lessons.exercises import Choice, Matching, Number, OpenText, Progress, Several
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l08_did_it_work import published
from fis_lessons.lessons.l08_did_it_work.controls import crowd_words, reveal, study_of
from fis_lessons.lessons.l08_did_it_work.ground import LEVELS, holding, hundred_intervals_of
from fis_lessons.lessons.l08_did_it_work.ground.register import DESIGNS, WORLDS, register
from fis_lessons.lessons.l08_did_it_work.ground.settings import PILOTS, SETTINGS

SEEDS = range(1, 51)


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str, lang: str = "it", seed: int = 1) -> Lesson[Any, Any]:
    return lesson_spec("08").open({"case": case, "lang": lang, "seed": seed}, progress=Progress(None))


@pytest.fixture(params=[(case, lang) for case in PILOTS for lang in LANGUAGES], ids="-".join)
def lesson(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    return opened(*request.param)


# --- the registers ------------------------------------------------------------------------------
@pytest.mark.parametrize("case", PILOTS)
def test_the_same_seed_gives_the_same_register(case: str) -> None:
    study = study_of(case, 7)
    for design in DESIGNS:
        again = register(study.setting, study.place, seed=7, design=design)
        assert study.frame(design).equals(again)
        assert not register(study.setting, study.place, seed=8, design=design).equals(again)


@pytest.mark.parametrize("case", PILOTS)
@pytest.mark.parametrize("design", DESIGNS)
def test_people_have_the_ages_and_the_numbers_declared(case: str, design: str) -> None:
    study = study_of(case, 3)
    frame = study.frame(design)  # type: ignore[arg-type]
    setting = study.setting
    assert frame["age"].between(*setting.ages).all()
    assert (frame[["earlier", "before", "after"]] > 0).all().all()
    people = 2 * setting.participants if design == "lottery" else setting.people
    assert len(frame) == people
    assert frame["person"].is_unique
    if design != "threshold":  # equal scores enter together
        assert frame["treated"].sum() == setting.participants
    if case == "lucca":
        assert (frame[["before", "after"]] <= 12).all().all()


def test_catanzaro_has_as_many_as_the_contract_foresees() -> None:
    assert SETTINGS["catanzaro"].participants == 20


@pytest.mark.parametrize("case", PILOTS)
def test_the_threshold_admits_by_score_alone(case: str) -> None:
    frame = study_of(case, 5).frame("threshold")
    lowest = frame.loc[frame["treated"] == 1, "need"].min()
    assert ((frame["need"] >= lowest) == (frame["treated"] == 1)).all()


def mean_error(case: str, level: str, world: str) -> float:
    """Return the mean distance from the truth over some seeds, in units of the true effect."""
    effect = SETTINGS[case].effect
    found = [study_of(case, seed).effect(level, world).estimate for seed in range(1, 13)]  # type: ignore[arg-type]
    return float(np.mean(found) - effect) / abs(effect)


@pytest.mark.parametrize("case", PILOTS)
def test_each_world_has_its_own_winners(case: str) -> None:
    # what the lesson says: trends and selection mislead; each of two methods is right in one world only
    for world in WORLDS:
        assert abs(mean_error(case, "before_after", world)) > 0.4
        assert abs(mean_error(case, "difference", world)) > 0.2
        assert abs(mean_error(case, "lottery", world)) < 0.3
    assert abs(mean_error(case, "did", "parallel")) < 0.2 < abs(mean_error(case, "did", "diverging"))
    assert (
        abs(mean_error(case, "weighting", "diverging")) < 0.2 < abs(mean_error(case, "weighting", "parallel"))
    )


def test_ninety_five_in_a_hundred_only_if_the_assumption_holds() -> None:
    study = study_of("lucca", 1)
    truth = study.setting.effect
    kept = hundred_intervals_of(study.setting, study.place, 101, "parallel")
    broken = hundred_intervals_of(study.setting, study.place, 101, "diverging")
    larger = hundred_intervals_of(study.setting, study.place, 101, "diverging", 240)
    assert 88 <= holding(kept, truth) <= 100
    assert holding(broken, truth) < 75
    assert holding(larger, truth) < holding(broken, truth)


# --- exercises ----------------------------------------------------------------------------------
def test_the_expected_answers_are_accepted(lesson: Lesson[Any, Any]) -> None:
    for one in (*lesson.exercises.values(), *lesson.bank):
        assert one.check(one.reference).state == "right", one.id
    kinds = {type(one) for one in lesson.exercises.values()}
    assert kinds == {Number, Choice, Several, Matching, OpenText}
    assert 14 <= len(lesson.bank) <= 20


@pytest.mark.parametrize("case", PILOTS)
def test_every_seed_gives_answers_that_hold(case: str) -> None:
    noise = random.Random(8)
    for seed in SEEDS:
        for one in some(opened(case, seed=seed).exercises.values()):
            assert one.check(one.reference).state == "right", (seed, one.id)
            if isinstance(one, Number):
                for mistake in some(one.mistakes):
                    assert one.check(mistake.value).mistake == mistake.id, (seed, one.id, mistake.id)
                wrong = one.expected + noise.choice((-1, 1)) * (3 * one.tolerance + noise.random() * 50)
                assert one.check(wrong).state == "not_yet"


def test_known_mistakes_say_why(lesson: Lesson[Any, Any]) -> None:
    for one in (*lesson.exercises.values(), *lesson.bank):
        if isinstance(one, Number):
            assert len(one.mistakes) >= 2, one.id
        if isinstance(one, Choice):
            for option in one.options:
                verdict = one.check(option.id)
                assert (verdict.state == "right") == (option.id == one.right)
                assert option.id == one.right or len(option.feedback) > 20, (one.id, option.id)
        if isinstance(one, Several):
            assert one.missing
            assert all(len(o.feedback) > 20 for o in one.options if o.id not in one.right)
        if isinstance(one, Matching):
            assert all(len(row.feedback) > 20 for row in one.rows)
            for row in one.rows:
                for column in one.columns:
                    verdict = one.check({**one.right, row.id: column.id})
                    assert (verdict.state == "right") == (one.right[row.id] == column.id)


def test_what_cannot_be_read_is_said(lesson: Lesson[Any, Any]) -> None:
    for one in some(one for one in lesson.exercises.values() if isinstance(one, Number)):
        assert one.check("circa tanto").state == "unreadable"


@pytest.mark.parametrize("case", PILOTS)
def test_the_four_means_give_what_the_page_shows(case: str) -> None:
    lesson = opened(case)
    means, frame = lesson.ground.means, lesson.ground.frame()
    inside, others = frame[frame["treated"] == 1], frame[frame["treated"] == 0]
    by_hand = (inside["after"].mean() - inside["before"].mean()) - (
        others["after"].mean() - others["before"].mean()
    )
    digit = 10.0**-lesson.ground.setting.decimals
    assert means.did == pytest.approx(by_hand, abs=2 * digit)
    assert lesson.ground.effect("did").estimate == pytest.approx(by_hand)
    assert lesson.exercises["did"].check(by_hand).state == "right"


def test_the_placebo_question_follows_its_interval() -> None:
    answers = set()
    for case in PILOTS:
        for seed in SEEDS:
            study = study_of(case, seed)
            question = opened(case, seed=seed).exercises["placebo"]
            holds = study.placebo("diverging").holds_zero
            assert question.reference == ("no_alarm" if holds else "moved")
            answers.add(question.reference)
    assert answers == {"moved", "no_alarm"}


# --- real evaluations ---------------------------------------------------------------------------
def test_the_share_fell_in_all_three_provinces_and_in_italy() -> None:
    places = {one.place: one.change for one in published.neet()}
    assert (places["Bergamo"], places["Lucca"], places["Catanzaro"]) == (-7.9, -8.0, -11.0)
    assert places["Italia"] == -7.9
    assert all(change < 0 for change in places.values())


def test_the_published_means_give_the_published_difference() -> None:
    exercise = opened("bergamo").exercises["card-krueger"]
    assert exercise.reference == 2.75  # Card and Krueger 1994: 2.76 before rounding the means
    assert exercise.check("2,76").state == "right"
    assert exercise.check("-2,16").mistake == "only_pa"


def test_the_programme_helped_and_the_naive_comparison_says_the_contrary() -> None:
    lottery, naive = published.nsw_effects()
    assert lottery.estimate == pytest.approx(1794.34, abs=0.01)
    assert naive.estimate == pytest.approx(-8497.5, abs=0.1)
    assert naive.estimate < published.nsw_weighted().estimate < lottery.estimate


def test_five_states_in_twenty_seven_differ_as_much_as_california() -> None:
    rates = pd.read_csv(resources.data("published", "organ_donations", "rates.csv"))
    later = rates["Quarter_Num"] > 3
    change = rates[later].groupby("State")["Rate"].mean() - rates[~later].groupby("State")["Rate"].mean()
    gap = {state: abs(change[state] - change.drop(state).mean()) for state in change.index}
    assert sum(value >= gap["California"] for value in gap.values()) == 5
    assert published.organ_as_large() == (5, 27)


def test_organ_donors() -> None:
    found = published.organ_effect()
    assert found.estimate == pytest.approx(-0.0225, abs=0.0005)
    assert found.standard_error == pytest.approx(0.0067, abs=0.001)


@pytest.mark.parametrize(("case", "words"), [("lucca", "nessun affollamento"), ("catanzaro", "troppo poche")])
def test_people_are_counted_on_both_sides_of_the_threshold(case: str, words: str) -> None:
    ground = study_of(case, 1)
    frame = ground.frame("threshold")
    need = frame["need"]
    edge = need[frame["treated"] == 1].min()
    counts = (
        int(need.between(edge - 2, edge, inclusive="left").sum()),
        int((need - edge).between(0, 1.999).sum()),
    )
    assert (ground.crowd.below, ground.crowd.above) == counts
    assert f"ci sono {counts[0]} persone, nei 2 sopra {counts[1]}: " in crowd_words(ground)
    assert words in crowd_words(ground)


# --- what is shown ------------------------------------------------------------------------------
# what is drawn is of the case, its words of the language: each pilot in one of the two
@pytest.mark.parametrize(
    "lesson", [(case, LANGUAGES[n % 2]) for n, case in enumerate(PILOTS)], ids="-".join, indirect=True
)
def test_controls_change_what_is_drawn(lesson: Lesson[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    if lesson.parameters.case != "lucca":
        unpainted(monkeypatch)
    asked: dict[str, list[dict[str, object]]] = {
        "trend": [{"trend": 5}, {"selection": 30}, {"diverge": 3}],
        "bandwidth": [{"bandwidth": 10}, {"bandwidth": 40}],
        "reveal": [{"world": "diverging"}, {"world": "diverging", "pilot": "lucca"}, {"pilot": "nowhere"}],
        "coverage": [{"world": "diverging"}, {"turn": 2}],
        "own": [{"a": "30"}, {"a": "molti"}],
        "beyond": [{"view": "diverging"}, {"view": "staggered"}],
    }
    if lesson.parameters.case == "lucca":
        asked["reveal"][1]["pilot"] = "bergamo"
    for name, values in asked.items():
        pages = [lesson.controls[name].outcome(one).text for one in ({}, *values)]
        assert len(set(pages)) == len(pages), name


def test_the_trend_control_says_who_is_misled() -> None:
    control = opened("bergamo").controls["trend"]
    shown = control.outcome({"effect": 4, "trend": 8, "selection": 0, "diverge": 0}).text
    rows = {
        line.strip().rsplit(maxsplit=1)[-1]: line for line in shown.splitlines() if "prima e dopo" in line
    }
    assert "no" in rows
    assert "12," in rows["no"] or "11," in rows["no"]


def test_every_method_is_shown_beside_the_truth() -> None:
    for world in WORLDS:
        words = reveal(study_of("bergamo", 1), world)[0].text
        assert "effetto vero, -6,0" in words
        assert words.count("intervallo") >= 1
    assert len(LEVELS) == 6


def test_a_mean_that_cannot_be_read_is_named() -> None:
    page = opened("bergamo").controls["own"].outcome({"b": "<b>molti</b>"})
    assert "Partecipanti, dopo" in page.text
    assert "<b>molti" not in page.html


def test_an_unknown_register_is_refused() -> None:
    with pytest.raises(ParameterError):
        study_of("roma", 1)


def test_sentences_never_claim_proof(lesson: Lesson[Any, Any]) -> None:
    shown = " ".join(
        [
            *(lesson.text(name).text for name in lesson.parts.texts),
            *(lesson.table(name).text for name in lesson.parts.tables),
        ]
    )
    assert not any(word in shown.lower() for word in ("dimostra", "prova che", "proves"))


def test_nothing_a_trainee_sees_gives_an_answer_away(
    lesson: Lesson[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    unpainted(monkeypatch)
    shown = "\n".join(
        [
            lesson.drawn("groups").text,
            *(lesson.text(name).text for name in lesson.parts.texts),
            *(lesson.table(name).text for name in lesson.parts.tables),
            *(control.static().text for control in lesson.controls.values()),
            *(lesson.ask(name)._page.text for name in lesson.exercises),
        ]
    )
    asked = (*lesson.exercises.values(), *lesson.bank)
    assert not [text for one in asked for text in one.secrets() if text in shown]


def test_what_is_simulated_is_called_so(lesson: Lesson[Any, Any]) -> None:
    for name in ("story", "register"):
        lesson.text(name)
    listed = lesson.sources().text
    assert ("simulato" in listed) or ("simulated" in listed)


def test_the_study_is_the_case_s_own() -> None:
    assert opened("lucca").ground.setting.case == "lucca"


def test_who_has_more_need_starts_with_less_autonomy() -> None:
    from fis_lessons.lessons.l08_did_it_work.controls import _PLAY
    from fis_lessons.lessons.l08_did_it_work.ground.register import register

    ground = opened("catanzaro").ground
    more = replace(_PLAY, joins_need=2.0)
    frame = register(more, ground.place, seed=1)
    inside, outside = (frame[frame["treated"] == group] for group in (1, 0))
    assert inside["need"].mean() > outside["need"].mean(), "who needs more takes part more easily"
    assert inside["before"].mean() < outside["before"].mean(), "and starts with fewer points of autonomy"


def test_the_moral_follows_the_data() -> None:
    few = opened("catanzaro").controls["reveal"].outcome({"pilot": "catanzaro"}).text
    many = opened("bergamo").controls["reveal"].outcome({"pilot": "bergamo"}).text
    assert "Con 20 partecipanti anche il sorteggio dice poco" in few
    assert "dice poco" not in many


def test_the_commonest_wrong_reading_of_an_interval_is_answered() -> None:
    interval = lesson_spec("08").open({"case": "bergamo"}, progress=Progress(None)).exercises["interval"]
    assert "più comune" in interval.check("probability").text
    assert interval.check("conditional").state == "right"
