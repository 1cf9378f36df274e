"""Lesson 01: right answers are computed from the case, and every known mistake is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from never_empty import some
from unpainted import unpainted

from fis_lessons.cases import load_atlas, load_case
from fis_lessons.exercises import Choice, Matching, Number, Progress, Several
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l01_community_welfare.ground import (
    NOT_NAMED,
    PHASES,
    PILOTS,
    community,
    participation_matrix,
)


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str, lang: str = "it") -> Lesson[Any, Any]:
    return lesson_spec("01").open({"case": case, "lang": lang}, progress=Progress(None))


@pytest.fixture(params=[(case, lang) for case in PILOTS for lang in LANGUAGES], ids="-".join)
def lesson(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    return opened(*request.param)


def test_the_expected_answers_are_accepted(lesson: Lesson[Any, Any]) -> None:
    verdicts = {name: one.check(one.reference).state for name, one in lesson.exercises.items()}
    assert set(verdicts.values()) == {"right"}, verdicts
    assert {type(one) for one in lesson.exercises.values()} == {Number, Choice, Several, Matching}


def test_every_wrong_option_says_why(lesson: Lesson[Any, Any]) -> None:
    for one in some(lesson.exercises.values()):
        if isinstance(one, Choice):
            wrong = [option for option in one.options if option.id != one.right]
            assert all(one.check(option.id).text == option.feedback for option in wrong)
        elif isinstance(one, Several):
            wrong = [option for option in one.options if option.id not in one.right]
            assert one.missing
        elif isinstance(one, Matching):
            wrong = list(one.rows)
        else:
            continue
        assert wrong
        assert all(len(option.feedback) > 20 for option in wrong), one.id


def test_known_mistakes_are_recognised(lesson: Lesson[Any, Any]) -> None:
    for one in some(one for one in lesson.exercises.values() if isinstance(one, Number)):
        assert one.mistakes
        for mistake in some(one.mistakes):
            verdict = one.check(mistake.value)
            assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id), one.id


def test_every_wrong_pair_is_not_yet(lesson: Lesson[Any, Any]) -> None:
    for one in some(one for one in lesson.exercises.values() if isinstance(one, Matching)):
        for row in some(one.rows):
            for column in some(one.columns):
                verdict = one.check({**one.right, row.id: column.id})
                fits = column.id in (one.right[row.id], one.also.get(row.id))
                assert (verdict.state == "right") == fits


# counted by hand in data/cases: documented cells, stakeholders
@pytest.mark.parametrize(
    ("case", "documented", "stakeholders"), [("bergamo", 1, 9), ("lucca", 6, 13), ("catanzaro", 4, 11)]
)
def test_the_share_of_documented_cells(case: str, documented: int, stakeholders: int) -> None:
    share = opened(case).exercises["share"]
    assert isinstance(share, Number)
    assert share.expected == pytest.approx(100 * documented / (stakeholders * 4))


@pytest.mark.parametrize(
    ("case", "empty_chairs"),
    [("bergamo", {"evaluator"}), ("lucca", set()), ("catanzaro", {"evaluator"})],
)
def test_the_sources_may_name_nobody(case: str, empty_chairs: set[str]) -> None:
    lesson = opened(case)
    roles, removal = lesson.exercises["roles"], lesson.exercises["removal"]
    assert isinstance(roles, Matching)
    assert isinstance(removal, Several)
    assert {role for role, answer in roles.right.items() if answer == NOT_NAMED} == empty_chairs
    assert removal.right == {"proposer"} | empty_chairs
    labels = [column.label for column in roles.columns]
    assert len(set(labels)) == len(labels)


def test_being_at_the_table_is_not_having_the_role() -> None:
    verdict = opened("bergamo").check("roles", {"evaluator": "bocconi", "proposer": "proposer"})
    assert "Università Bocconi è al tavolo" in verdict.text


def test_the_ceiling_is_the_sum_of_three() -> None:
    ceiling = opened("bergamo").exercises["ceiling"]
    assert ceiling.reference == 150_000 + 450_000 + 1_000_000
    assert ceiling.check("1.000.000").mistake == "only_largest"
    assert ceiling.check("600000").mistake == "first_two"
    assert ceiling.check("21.250.000").mistake == "envelopes"


@pytest.mark.parametrize("case", PILOTS)
def test_only_the_documented_is_to_be_ticked(case: str) -> None:
    exercise, matrix = opened(case).exercises["documented"], participation_matrix(load_case(case))
    assert isinstance(exercise, Several)
    known = {f"{who}-{phase}": matrix.reading(who, phase) for who in matrix.rows for phase in PHASES}
    assert {o.id for o in exercise.options if known[o.id] == "documented"} == exercise.right
    kinds = {known[option.id] for option in exercise.options}
    assert {"documented", "assumed", "silent"} <= kinds
    assert exercise.check([o.id for o in exercise.options]).state == "not_yet"


def test_the_trainer_is_told_what_the_three_cases_show() -> None:
    # the trainer's note says: documented only in delivering; designing only assumed; the rest silent
    found: dict[str, set[str]] = {phase: set() for phase in PHASES}
    for name in PILOTS:
        case = load_case(name)
        matrix = participation_matrix(case)
        for phase in PHASES:
            found[phase] |= {matrix.reading(who, phase) for who in community(case)} - {"silent"}
    assert found["commission"] == found["assess"] == set()
    assert found["design"] == {"assumed"}
    assert "documented" in found["deliver"]


# what is drawn is of the case, its words of the language: each pilot in one of the two
@pytest.mark.parametrize(
    "lesson", [(case, LANGUAGES[n % 2]) for n, case in enumerate(PILOTS)], ids="-".join, indirect=True
)
def test_the_controls_change_what_is_drawn(lesson: Lesson[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    if lesson.parameters.case != "lucca":
        unpainted(monkeypatch)
    matrix = lesson.controls["matrix"]
    pages = {
        matrix.outcome({"case": case, "lens": lens}).html
        for case in PILOTS
        for lens in ("all", "documented", "community")
    }
    assert len(pages) == 9
    without = lesson.controls["without"]
    names = [value for _label, value in without.inputs[0].options]
    assert len({without.outcome({"who": name}).html for name in names}) == len(names)


def test_removing_the_last_one_is_told() -> None:
    shown = opened("lucca").controls["without"].outcome({"who": "comune"}).text
    assert "resta scoperto: amministrazione proponente" in shown
    shown = opened("lucca").controls["without"].outcome({"who": "lucca-crea"}).text
    assert "nessun ruolo e nessuna risorsa" in shown


def test_texts_and_tables_cite_their_sources(lesson: Lesson[Any, Any]) -> None:
    for name in ("story", "assets", "roles", "caps", "disagreement"):
        assert "<a " in lesson.text(name).html, name
    for name in ("people", "pilots", "money"):
        assert "<a " in lesson.table(name).html, name
    listed = lesson.sources().html
    assert all(
        source.url in listed for source in load_case("catanzaro").sources if source.id in ("torino", "lecce")
    )


def test_nothing_a_trainee_sees_gives_an_answer_away(
    lesson: Lesson[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    unpainted(monkeypatch)
    shown = "\n".join(
        [
            *(lesson.text(name).text for name in lesson.parts.texts),
            *(lesson.table(name).text for name in lesson.parts.tables),
            *(control.static().text for control in lesson.controls.values()),
        ]
    )
    assert not [text for one in lesson.exercises.values() for text in one.secrets() if text in shown]


def test_who_keeps_to_the_letter_of_the_sources_is_right() -> None:
    roles = opened("bergamo").exercises["roles"]
    assert isinstance(roles, Matching)
    assert roles.right["provider"] == "provider", "a name, with a doubt"
    assert roles.check({**roles.right, "provider": NOT_NAMED}).state == "right"
    assert roles.check({**roles.right, "proposer": NOT_NAMED}).state == "not_yet"


def test_an_intention_is_not_shown_as_done() -> None:
    lesson = opened("bergamo")
    documented = lesson.exercises["documented"]
    assert isinstance(documented, Several)
    assert "giovani-anziani-deliver" not in documented.right
    assert "intenzione" in documented.check([*documented.right, "giovani-anziani-deliver"]).text


def test_the_community_is_missed_when_it_is_taken_away() -> None:
    for case, who in (("bergamo", "giovani-anziani"), ("lucca", "associazioni")):
        told = opened(case).controls["without"].outcome({"who": who}).text
        assert "non è più welfare di comunità" in told
    assert "welfare di comunità" not in opened("bergamo").controls["without"].outcome({"who": "comune"}).text


def test_the_community_is_who_one_is_and_not_the_role_alone() -> None:
    # an association of families that also gives a service counts, in Lucca as in Catanzaro
    assert "anffas" in community(load_case("lucca"))
    assert {"aipd", "angsa"} <= set(community(load_case("catanzaro")))
    shown = opened("lucca").controls["matrix"].outcome({"case": "lucca", "lens": "community"}).text
    assert "Realizzare: ANFFAS Lucca" in shown
    assert "le associazioni che le riuniscono" in shown


def test_an_assumption_is_told_from_a_source_where_it_is_cited() -> None:
    people = opened("bergamo").table("people").text
    assert "Conosce i percorsi di salute degli anziani. [ipotesi " in people
    pilots = opened("bergamo").table("pilots").text
    assert "Associazioni dei quartieri [ipotesi " in pilots
    assert "(con un dubbio)" in pilots


def test_nothing_is_cited_twice_in_a_row_and_no_cell_is_a_bare_mark(lesson: Lesson[Any, Any]) -> None:
    rows = [line for name in ("people", "pilots", "money") for line in lesson.table(name).text.splitlines()]
    for line in some(rows):
        marks = re.findall(r"(?: \[\d+\])+", line)
        assert all(len(set(run.split())) == len(run.split()) for run in marks), line
    cells = re.findall(r"<td>(.*?)</td>", lesson.table("people").html)
    assert all(re.sub(r"<[^>]+>|\[\d+\]", "", one).strip() for one in some(cells))


def test_one_cell_is_not_said_in_the_plural() -> None:
    exercise = opened("bergamo").exercises["share"]
    assert exercise.why.startswith("1 casella su 36")


def test_the_eight_questions_have_a_place_for_their_answers(lesson: Lesson[Any, Any]) -> None:
    assert "answers" in lesson.parts.notes


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"result": "outcome"}, ["Torino"]),
        ({"area": "cultural_animation", "role": "-financier"}, ["Lecce", "Milano", "Roma"]),
        ({"role": "evaluator", "result": "not_found"}, ["Fermo", "Lucca", "Prato"]),
    ],
    ids=str,
)
def test_the_atlas_is_searched(asked: dict[str, str], names: list[str]) -> None:
    shown = opened("lucca").controls["atlas"].outcome(asked)
    assert f"{len(names)} su 18" in shown.text
    for city in load_atlas().cities:
        assert (f"**{city.name}**" in shown.text or f"- {city.name}:" in shown.text) == (city.name in names)
    # with few cities, every source of theirs is one press away
    assert all(
        s.url.replace("&", "&amp;") in shown.html
        for s in load_atlas().behind(load_atlas().city(names[0].lower()))
    )


def test_the_atlas_says_when_nothing_answers_and_cites_its_list() -> None:
    atlas = opened("bergamo").controls["atlas"]
    empty = atlas.outcome({"area": "school_dropout"})
    assert "Nessuna delle diciotto città" in empty.text
    assert "<img" not in empty.html
    assert [note.url for note in atlas.first_notes()] == [s.url for s in load_atlas().sources[:2]]
    assert "Città trovate: 18 su 18" in atlas.outcome().text
