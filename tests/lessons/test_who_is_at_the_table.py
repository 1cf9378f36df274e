"""Lesson 04: right answers from the case, the cities and the residents; known mistakes told; the road walked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from never_empty import some
from unpainted import unpainted

from fis_lessons.cases import case_names, load_atlas, load_case, load_legal_road
from fis_lessons.dossier.legal_walk import MOST, Walk, WalkPanel
from fis_lessons.exercises import Choice, Matching, Number, Progress, Several
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l04_who_is_at_the_table.ground import SCORES
from fis_lessons.measures.stakeholders.salience import salience

CASES = case_names()
VARIANTS: list[dict[str, object]] = [
    *({"case": case, "lang": lang, "seed": 1} for case, lang in itertools.product(CASES, LANGUAGES)),
    {"municipality": "Morterone", "people": 30},  # a few dozen residents
    {"municipality": "Roma", "people": 200},
    {"municipality": "Aosta", "case": "catanzaro", "lang": "en"},
]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(**values: object) -> Lesson[Any, Any]:
    return lesson_spec("04").open(values, progress=Progress(None))


@pytest.fixture(params=VARIANTS, ids=lambda v: "-".join(str(x) for x in v.values()))
def lesson(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    return opened(**request.param)


def test_expected_answers_are_right_and_mistakes_are_told(lesson: Lesson[Any, Any]) -> None:
    every = [*lesson.exercises.values(), *lesson.bank]
    for one in some(every):
        assert one.check(one.reference).state == "right", one.id
        for mistake, answer in some(one.mistaken()):
            assert one.check(answer).mistake == mistake, one.id
    assert {type(one) for one in lesson.exercises.values()} == {Number, Choice, Several, Matching}
    assert len(lesson.exercises) == 8
    assert len(lesson.bank) >= 14


def test_everything_is_shown(lesson: Lesson[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    unpainted(monkeypatch)
    shown = [
        *(lesson.text(name) for name in some(lesson.parts.texts)),
        *(lesson.table(name) for name in some(lesson.parts.tables)),
        *(control.outcome() for control in some(lesson.controls.values())),
        *(lesson.document(name).page for name in some(lesson.parts.documents)),
        lesson.sources(),
    ]
    for one in some(shown):
        assert len(one.text) > 60
        assert "{" not in one.text


# --- by hand ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("case", "exercise", "expected"),
    [
        # the atlas names somebody in Fermo, Lucca, Prato, Torino; without a doubt only in Torino
        ("lucca", "evaluators", 4),
        # with a 3 counted as low only the municipality has both scores high, by our scores
        ("lucca", "line", 1),
        # 5 of 60 aged 15-29 against 12,407 of 88,798; 7 aged 60-75 against 23,119 of 119,534
        ("lucca", "ratio", 0.5964),
        ("bergamo", "ratio", 0.5170),
        # 2 of 60 aged 18-24 against 6,044 of 84,670
        ("catanzaro", "ratio", 0.4670),
        ("catanzaro", "bologna", 60.4396),
    ],
)
def test_answers_by_hand(case: str, exercise: str, expected: float) -> None:
    one = opened(case=case).exercises[exercise]
    assert isinstance(one, Number)
    assert one.expected == pytest.approx(expected, abs=1e-4)


def test_the_rule_at_the_threshold_moves_people() -> None:
    ground = opened(case="lucca").ground
    high = ground.influence()
    # everybody who provides or might finance has a 3: they leave the first quadrant when the rule turns
    assert len(high.treated("engage")) == 6
    assert ground.influence(at_threshold="low").treated("engage") == ("Comune di Lucca",)
    assert set(SCORES) >= {role for one in load_case("lucca").stakeholders for role in one.roles}


def test_a_large_meeting_takes_chance_away() -> None:
    for people, right in ((60, "unclear"), (200, "under")):
        one = opened(case="bergamo", people=people).exercises["chance"]
        assert isinstance(one, Choice)
        assert one.right == right
        wrong = {option.id: one.check(option.id).text for option in one.options if option.id != right}
        assert all(len(text) > 20 for text in some(wrong.values()))


def test_the_classes_of_the_exercise_follow_from_what_is_told() -> None:
    one = opened().exercises["salience"]
    assert isinstance(one, Matching)
    # power, legitimacy, urgency, as the six texts say them
    told = {
        "bank": (True, False, False), "library": (False, True, False), "petition": (False, False, True),
        "region": (True, True, False), "evicted": (False, True, True), "school": (True, True, True),
    }  # fmt: skip
    assert one.right == {
        name: salience(power, legitimacy=legitimacy, urgency=urgency)
        for name, (power, legitimacy, urgency) in told.items()
    }


def test_the_conflicts_asked_are_those_of_the_atlas() -> None:
    one = opened().exercises["conflict"]
    assert isinstance(one, Several)
    cities = {city.id for city in load_atlas().cities if city.conflict is not None}
    assert cities == {"lucca", "prato", "torino"}
    assert one.right == cities | {"spelling"}


def test_the_chairs_say_that_a_question_mark_is_not_an_absence() -> None:
    control = opened().controls["chairs"]
    assert "Città nella figura: 18." in control.outcome().text
    missing = control.outcome({"view": "evaluator"}).text
    assert "Città nella figura: 14." in missing
    assert "Torino" not in missing
    assert "Non vuol dire che nessuno c'era" in missing


@pytest.mark.parametrize(
    ("control", "values", "said"),
    [
        ("voices", {"process": 3, "inside": 4}, "al massimo 3"),
        ("voices", {"first": 50, "last": 40}, "rovesciate"),
        ("voices", {"municipality": "Paperopoli"}, "Paperopoli"),
        ("steps", {"came": 400, "invited": 300}, "al massimo 300"),
        ("steps", {"came": 0, "spoke": 0, "decided": 0}, "0,0%"),
        ("map", {"threshold": 5, "rule": "low"}, "solo sopra 5"),
    ],
)
def test_controls_at_their_ends_advise(control: str, values: dict[str, object], said: str) -> None:
    assert said in opened().controls[control].outcome(values).text


# --- the road ---------------------------------------------------------------------------------------
def test_a_walk_stops_turns_back_and_is_found_again() -> None:
    road = load_legal_road()
    walk = Walk(road)
    assert walk.take("determina") == ""
    assert walk.place == "piano"  # the road stops: one is still there
    assert walk.last is not None
    assert "4540/2024" in walk.last.text
    assert walk.take("insieme"), "a choice of another crossing is refused"
    for choice in ("scelta", "insieme", "aperto", "criteri", "premio", "senza-premio"):
        assert walk.take(choice) == ""
    assert walk.arrival is not None
    assert walk.arrival.id == "fine-co-progettazione"
    assert Walk(road, walk.text()).taken == walk.taken
    walk.back()
    assert walk.place == "premio"
    walk.restart()
    assert (walk.place, walk.taken) == ("piano", [])


@pytest.mark.parametrize(
    "stored", [None, "", "[", "3", '[["piano"]]', '[["altrove","x"]]', '{"a":1}', "[" * 9000]
)
def test_a_walk_that_cannot_be_read_starts_again(stored: object) -> None:
    assert Walk(load_legal_road(), stored).taken == []


def test_whoever_goes_round_in_circles_keeps_the_last_steps() -> None:
    walk = Walk(load_legal_road())
    for _step in range(MOST + 5):
        assert walk.take("determina") == ""
    assert len(walk.taken) == MOST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_panel_walks_to_every_arrival(lang: str) -> None:
    lesson = opened(lang=lang)
    road, kept = load_legal_road(), list[str]()
    paths = {
        "fine-co-programmazione": ["bisogni"],
        "fine-appalto": ["scelta", "definito"],
        "fine-patto": ["scelta", "luogo"],
        "fine-concessione": ["scelta", "utenti"],
        "fine-appalto-risultati": ["scelta", "insieme", "aperto", "criteri", "premio", "gara"],
        "fine-co-progettazione": ["scelta", "insieme", "chiuso", "aperto", "a-voce", "criteri", "spese"],
    }
    assert set(paths) == {one.id for one in road.arrivals}
    for end, path in some(paths.items()):

        def keep(text: str) -> str:
            kept.append(text)
            return ""

        panel = WalkPanel(Walk(road), learner=lesson.learner, keep=keep)
        panel.widget()
        for choice in path:
            panel.options.value = choice
            panel.go.click()
        assert panel.walk.place == end
        assert panel.go.layout.display == "none"
        assert "fis-callout" in panel.told.value
        panel.again.click()
        assert panel.walk.place == road.start
    assert len(kept) > len(paths)


def test_a_press_without_a_choice_says_so() -> None:
    panel = WalkPanel(Walk(load_legal_road()), learner=opened().learner, keep=lambda _text: "disco pieno")
    panel.widget()
    panel.go.click()
    assert "Scegli prima una delle risposte" in panel.message.value
    panel.options.value = "scelta"
    panel.go.click()
    assert "disco pieno" in panel.message.value
