"""Lesson 10: right answers are computed from the map, and every known mistake is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from never_empty import some
from unpainted import unpainted

from fis_lessons.errors import ParameterError
from fis_lessons.exercises import Choice, Grid, Matching, Number, Progress, Several
from fis_lessons.exercises.quiz import draw
from fis_lessons.figures import plain
from fis_lessons.i18n import LANGUAGES, set_language, use_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l10_social_value.exercises.choices import faulty
from fis_lessons.measures.sroi import review

CASES = ("bergamo", "catanzaro", "lucca")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str = "bergamo", lang: str = "it", **more: object) -> Lesson[Any, Any]:
    return lesson_spec("10").open({"case": case, "lang": lang, **more}, progress=Progress(None))


VARIANTS = [
    *((case, lang, 0.03) for case in CASES for lang in LANGUAGES),
    *(("bergamo", "it", rate) for rate in (0.01, 0.05, 0.07, 0.1)),
    ("catanzaro", "en", 0.1),
    ("lucca", "it", 0.035),
]


@pytest.fixture(params=VARIANTS, ids=str)
def lesson(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    case, lang, rate = request.param
    return opened(case, lang, discount=rate)


def test_the_expected_answers_are_accepted(lesson: Lesson[Any, Any]) -> None:
    asked = (*lesson.exercises.values(), *lesson.bank)
    assert {one.check(one.reference).state for one in asked} == {"right"}
    assert {type(one) for one in lesson.exercises.values()} == {Number, Matching, Grid, Several}


def test_known_mistakes_are_recognised(lesson: Lesson[Any, Any]) -> None:
    for one in (*lesson.exercises.values(), *lesson.bank):
        if isinstance(one, Number):
            assert len(one.mistakes) >= 3, one.id
            for mistake in one.mistakes:
                verdict = one.check(mistake.value)
                assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id), one.id


def test_other_numbers_are_refused(lesson: Lesson[Any, Any]) -> None:
    numbers = random.Random(4)
    for one in some(one for one in lesson.exercises.values() if isinstance(one, Number)):
        for _try in range(30):
            far = one.expected + one.tolerance * numbers.choice((-1, 1)) * numbers.uniform(1.2, 200)
            assert one.check(far).state == "not_yet", (one.id, far)


def test_every_wrong_choice_says_why(lesson: Lesson[Any, Any]) -> None:
    for one in (*lesson.exercises.values(), *lesson.bank):
        if isinstance(one, Choice | Several):
            right = {one.right} if isinstance(one, Choice) else one.right
            wrong = [option for option in one.options if option.id not in right]
            assert wrong
            assert all(len(option.feedback) > 20 for option in wrong), one.id
        elif isinstance(one, Matching):
            for row in one.rows:
                for column in one.columns:
                    state = one.check({**one.right, row.id: column.id}).state
                    assert (state == "right") == (one.right[row.id] == column.id)


@pytest.mark.parametrize(
    ("case", "lang"), [("bergamo", "it"), ("catanzaro", "en"), ("lucca", "it"), ("bergamo", "en")]
)
def test_everything_is_shown(case: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unpainted(monkeypatch)
    lesson = opened(case, lang)
    for name in lesson.parts.texts:
        assert lesson.text(name).text
    for name in lesson.parts.tables:
        assert lesson.table(name).text
    for control in lesson.controls.values():
        page = control.static()
        assert 'role="alert"' not in page.html, control.id
    assert "ipotesi" in lesson.sources().text.lower() or "assumption" in lesson.sources().text.lower()


# by hand: 23.119 / 100 to the ten; 7 * (26.064 - 6.000) * 0,7 * 0,9 * 0,6
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_to_practise_on_does_not_count_twice(case: str, lang: str) -> None:
    with use_language(lang):  # type: ignore[arg-type]
        ground = lesson_spec("10").open({"case": case, "lang": lang}, progress=Progress(None)).ground
        kinds = [finding.kind for finding in review(ground.value_map)]
    assert "double_counting" not in kinds


def test_bergamo_by_hand() -> None:
    found = opened().exercises
    assert opened().ground.participants == 230
    assert isinstance(first := found["first-year"], Number)
    assert first.expected == pytest.approx(7 * 20_064 * 0.7 * 0.9 * 0.6)
    assert first.check("75.842").mistake == "no_deadweight"
    assert isinstance(net := found["net-value"], Number)
    assert net.expected == pytest.approx(23_000 * (1 / 1.03 + 1 / 1.03**2 + 1 / 1.03**3) - 60_000)
    assert net.check("9000").mistake == "no_discount"
    assert isinstance(ratio := found["ratio"], Number)
    assert ratio.check("1,62").mistake == "no_deadweight"
    assert "1,62" in ratio.check("1,62").text
    assert ratio.check("1,44").mistake == "no_volunteers"
    assert isinstance(wheels := found["wheels"], Number)
    assert wheels.reference == 1.05
    assert wheels.check("1,93").mistake == "published"


def test_at_a_high_rate_it_is_not_worth_it() -> None:
    low, high = opened().exercises["net-value"], opened(discount=0.1).exercises["net-value"]
    assert isinstance(low, Number)
    assert isinstance(high, Number)
    assert low.expected > 0 > high.expected
    assert "non conviene" in high.why
    assert "non conviene" not in low.why


def test_the_faulty_map_is_judged_by_the_checks_of_the_kit() -> None:
    grid = opened().exercises["faulty-map"]
    assert isinstance(grid, Grid)
    assert grid.right == {
        "a": {"double_counting"},
        "b": {"double_counting"},
        "c": {"foreign_cost"},
        "d": {"proxy_without_source"},
        "e": {"share_outside"},
    }
    assert {finding.kind for finding in review(faulty())} >= set().union(*grid.right.values())


def test_the_map_of_each_case_leans_on_one_row() -> None:
    for case in CASES:
        doubts = {finding.kind for finding in review(opened(case).ground.value_map)}
        assert doubts == {"weak_proxy", "one_row_dominates"}


def test_the_control_of_the_example_tells_break_even() -> None:
    page = opened().controls["wheels"].outcome({"falls": 0}).text
    assert "0,067" in page
    assert "3,51" in page


def test_the_seed_chooses_the_questions_and_every_question_has_its_turn() -> None:
    lesson = opened()
    drawn = [tuple(one.id for one in draw(lesson.bank, seed=seed, count=10)) for seed in range(1, 51)]
    assert all(len(set(names)) == 10 for names in drawn)
    assert len(set(drawn)) == 50, "two seeds, two quizzes"
    assert {name for names in drawn for name in names} == {one.id for one in lesson.bank}


def test_the_quiz_of_the_lesson_is_the_one_of_its_seed() -> None:
    for seed in (1, 2):
        lesson = opened(seed=seed)
        page = repr(lesson.quiz(count=10))
        places = [page.find(plain(one.question)) for one in draw(lesson.bank, seed=seed, count=10)]
        assert -1 not in places
        assert places == sorted(places)


def test_the_seed_changes_the_simulation_only() -> None:
    one, other = opened(seed=1), opened(seed=2)
    assert one.controls["together"].outcome().text != other.controls["together"].outcome().text
    assert one.controls["together"].outcome().text == opened(seed=1).controls["together"].outcome().text
    assert one.exercises["ratio"].reference == other.exercises["ratio"].reference


@pytest.mark.parametrize("rate", [0.0, 0.5, 3.0, "3%"], ids=str)
def test_a_rate_out_of_range_is_refused(rate: object) -> None:
    with pytest.raises(ParameterError, match="discount"):
        opened(discount=rate)


def test_the_map_is_written_where_the_record_is(tmp_path: Path) -> None:
    record = Progress(tmp_path)
    lesson = lesson_spec("10").open({"case": "lucca"}, progress=record)
    assert lesson.learner.folder == tmp_path
    assert "mappa_del_valore.xlsx" in repr(lesson.document("map"))


def test_what_later_studies_and_other_payers_say_stands_beside_the_number() -> None:
    lesson = opened()
    assert "7 e il 10%" in lesson.text("perry").text
    assert "pagano in tre" in lesson.text("whose").text
    assert "due volte" in lesson.text("participants").text
    assert "Heckman" in lesson.sources().text


def test_no_trial_below_one_is_not_called_certainty() -> None:
    drawn = opened().controls["together"].outcome().text
    assert "0%." not in drawn.split("Prove sotto il pareggio:")[-1][:8]
    assert "restano ferme" in drawn


def test_a_rate_with_a_decimal_can_be_tried() -> None:
    """By hand: 23,000 / 1.035 + 23,000 / 1.035 ** 2 + 23,000 / 1.035 ** 3 - 60,000 = 4,438."""
    told = opened().controls["discount"].outcome({"rate": 3.5}).text
    assert "Al tasso del 3,5% il valore attuale netto è 4.438 €" in told


def test_the_value_asked_for_is_not_in_the_table_below() -> None:
    lesson = opened()
    answer = lesson.exercises["first-year"].reference_text.split()[0]
    assert answer not in lesson.table("years").text
    assert "?" in lesson.table("years").text
