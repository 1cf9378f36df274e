"""Lesson 06: right answers come from the chain and from the residents, for every case, language and seed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from never_empty import some
from unpainted import unpainted

from fis_lessons.cases import case_names, load_case
from fis_lessons.exercises import Choice, Matching, Number, OpenText, Progress, Several
from fis_lessons.exercises.kinds import Ordering
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l06_theory_of_change.exercises.access import Profile, place_of
from fis_lessons.lessons.l06_theory_of_change.ground import FLAWS, Ground, Parameters, chains_of, spoiled
from fis_lessons.lessons.l06_theory_of_change.pages import editor
from fis_lessons.measures.theory_of_change import KINDS, Chain, from_text, review, to_text

CASES = ("bergamo", "catanzaro", "lucca")


def working(lesson: Lesson[Any, Any]) -> Any:
    """Return the builder at work."""
    return editor(lesson.ground, lesson.notebook)


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    set_language("it")
    yield
    set_language("it")


def opened(
    case: str = "bergamo", *, lang: str = "it", seed: int = 1, folder: Path | None = None
) -> Lesson[Any, Any]:
    return lesson_spec("06").open({"case": case, "lang": lang, "seed": seed}, progress=Progress(folder))


@pytest.fixture(params=[*product(CASES, LANGUAGES)], ids="-".join)
def lesson(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    case, lang = request.param
    return opened(case, lang=lang)


# --- answers ------------------------------------------------------------------------------------------
def test_every_kind_of_question_is_there(lesson: Lesson[Any, Any]) -> None:
    kinds = {type(one) for one in lesson.exercises.values()}
    assert kinds == {Number, Several, Matching, Ordering, OpenText}
    assert len(lesson.bank) == 14


@pytest.mark.parametrize("case", CASES)
def test_the_expected_answers_are_accepted_for_any_seed(case: str) -> None:
    for seed in range(1, 51):
        for one in some(opened(case, seed=seed).exercises.values()):
            assert one.check(one.reference).state == "right", (seed, one.id)
            assert one.check("zzz").state in ("unreadable", "not_yet"), (seed, one.id)


def test_the_quiz_accepts_its_answers(lesson: Lesson[Any, Any]) -> None:
    for one in some(lesson.bank):
        assert one.check(one.reference).state == "right", one.id


def test_known_mistakes_are_recognised(lesson: Lesson[Any, Any]) -> None:
    for one in some(one for one in lesson.exercises.values() if isinstance(one, Number)):
        assert len(one.mistakes) >= 3
        for mistake in some(one.mistakes):
            verdict = one.check(mistake.value)
            assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id), one.id


def test_every_wrong_answer_says_why(lesson: Lesson[Any, Any]) -> None:
    for one in (*lesson.exercises.values(), *lesson.bank):
        if isinstance(one, Choice):
            told = [option.feedback for option in one.options if option.id != one.right]
        elif isinstance(one, Several):
            told = [*(option.feedback for option in one.options if option.id not in one.right), one.missing]
        elif isinstance(one, Matching):
            told = [row.feedback for row in one.rows]
            for row, column in product(one.rows, one.columns):
                verdict = one.check({**one.right, row.id: column.id})
                assert (verdict.state == "right") == (one.right[row.id] == column.id)
        elif isinstance(one, Ordering):
            told = [item.feedback for item in one.items]
            assert tuple(item.id for item in one.items) != one.right
        else:
            continue
        assert told
        assert all(len(words) > 10 for words in told), one.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_answers_itself(lang: str) -> None:
    # a statement of the spoiled chain is right exactly when the check finds it
    for case, seed in product(CASES, range(1, 21)):
        lesson = opened(case, lang=lang, seed=seed)
        exercise = lesson.exercises["flaws"]
        assert isinstance(exercise, Several)
        found = {finding.rule for finding in review(lesson.ground.broken)}
        assert exercise.right == found & set(FLAWS) == lesson.ground.flaws
        assert "unused_resource" not in found


# --- chains --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("case", "lang"), product(CASES, LANGUAGES))
def test_the_chains_we_completed_have_nothing_missing(case: str, lang: str) -> None:
    set_language(lang)  # type: ignore[arg-type]
    for told in some(chains_of(load_case(case))):
        # the sources of Lucca say that inclusion changes, not which way: the check says so
        left = {finding.rule for finding in review(told.whole)}
        assert left == ({"no_direction"} if case == "lucca" else set()), told.id
        ours = {node.id for node in told.whole.nodes} - {node.id for node in told.told.nodes}
        assert all(told.whole.node(name).assumed for name in ours), "a box of ours is called an assumption"
        assert len({arrow.assumption for arrow in told.whole.arrows}) == len(told.whole.arrows)


def test_what_the_sources_say_of_lucca_jumps_over_the_outputs() -> None:
    young, disability = chains_of(load_case("lucca"))
    assert [finding.rule for finding in review(disability.told)][:2] == ["missing_kind", "jump"]
    assert {finding.rule for finding in review(young.told)} == {"no_assumption", "no_risk", "no_direction"}
    assert not any(arrow.assumption for arrow in (*young.told.arrows, *disability.told.arrows))


@pytest.mark.parametrize("case", CASES)
def test_each_flaw_is_found_alone(case: str) -> None:
    whole = Ground(Parameters(), load_case(case)).main.whole
    for flaw in FLAWS:
        found = {finding.rule for finding in review(spoiled(whole, {flaw}))}
        assert found - {"backward", "no_direction"} == {flaw}  # to close a circle one arrow must go back


def test_a_case_nobody_has_read_opens_too() -> None:
    case = dataclasses.replace(load_case("lucca"), id="altrove", theory_of_change=())
    (told,) = chains_of(case)
    assert not told.told.nodes
    assert review(told.whole) == ()
    ground = Ground(Parameters(seed=3), case)
    assert ground.flaws <= {finding.rule for finding in ground.found}


# --- Lucca: whom the call shuts out ---------------------------------------------------------------------
def test_the_two_bands_agree_with_the_denominators_of_the_case() -> None:
    found = opened("lucca").ground.access
    counted = [d.value for d in load_case("lucca").target_group("giovani").denominators[:2]]
    assert [found.in_target, found.in_rule] == counted == [12_407, 15_440]


def test_the_numbers_of_lucca_by_hand() -> None:
    # 12,407 aged 15-29, of whom 9,954 aged 18-29; 15,440 aged 18-35
    numbers = opened("catanzaro").exercises
    assert numbers["too-young"].reference == 12_407 - 9_954 == 2_453
    assert numbers["not-meant"].reference == round(100 * (15_440 - 9_954) / 15_440, 1) == 35.5
    assert numbers["too-young"].check("9.954").mistake == "both"
    assert numbers["too-young"].check("3.033").mistake == "difference"
    assert numbers["not-meant"].check("44,2").mistake == "over_target"
    assert numbers["not-meant"].check("64,5").mistake == "inside"


@pytest.mark.parametrize(
    ("age", "european", "isee", "expected"),
    [
        (15, True, 6_000, "shut_out"),
        (17, True, 10_000, "shut_out"),
        (18, True, 6_000, "both"),
        (29, True, 20_000, "both"),
        (29, True, 20_001, "shut_out"),
        (29, True, 5_999, "shut_out"),
        (29, False, 10_000, "shut_out"),
        (30, True, 10_000, "let_in"),
        (35, True, 10_000, "let_in"),
    ],
)
def test_where_somebody_stands(age: int, european: bool, isee: int, expected: str) -> None:
    person = Profile("x", age, european, isee, "")
    assert place_of(person, target=(15, 29), rule=(18, 35), isee=(6_000, 20_000)) == expected


# --- what is shown ---------------------------------------------------------------------------------------
def test_everything_opens_and_gives_nothing_away(
    lesson: Lesson[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    unpainted(monkeypatch)
    shown = "\n".join(
        [
            *(lesson.text(name).text for name in lesson.parts.texts),
            *(lesson.table(name).text for name in lesson.parts.tables),
            *(lesson.drawn(name).text for name in lesson.parts.figures),
            *(control.static().text for control in lesson.controls.values()),
            *(repr(lesson.ask(name)) for name in lesson.exercises),
            repr(lesson.document("chain")),
        ]
    )
    for one in lesson.exercises.values():
        assert not [text for text in one.secrets() if text in shown], one.id
    assert lesson.sources().html.count("<li>") >= 8


def test_the_controls_do_not_start_from_an_answer(lesson: Lesson[Any, Any]) -> None:
    for name in ("too-young", "not-meant"):
        one = lesson.exercises[name]
        assert one.reference_text.split()[0] not in lesson.controls["access"].static().text


def test_the_controls_change_what_is_drawn() -> None:
    lesson = opened("lucca")
    chains = lesson.controls["chains"]
    names = [value for _label, value in chains.inputs[0].options]
    assert len(names) == sum(len(load_case(case).theory_of_change) for case in case_names()) == 7
    views = product(names, ("told", "whole"), ("picture", "logframe", "mermaid"))
    pages = {chains.outcome({"chain": c, "lens": n, "view": v}).text for c, n, v in views}
    assert len(pages) == 42
    spoil = lesson.controls["spoil"]
    assert len({spoil.outcome({"flaw": flaw}).text for flaw in ("none", *FLAWS)}) == 7


def test_ages_the_wrong_way_round_are_told_all_together() -> None:
    access = opened().controls["access"]
    words = access.outcome({"first": 30, "last": 20, "low": 50, "high": 40}).text
    assert words.count("Metti prima l'età più bassa") == 2
    assert "Forlì" in access.outcome({"municipality": "Forli"}).text


# --- the record ----------------------------------------------------------------------------------------
def test_the_chain_is_kept_and_found_again(tmp_path: Path) -> None:
    builder = working(opened(folder=tmp_path))
    builder.widget()
    builder.label.value = "Gli anziani escono di casa"
    builder.keep.click()
    builder.kind.value = "output"
    builder.label.value = "Gite fatte"
    builder.keep.click()
    builder.source.value, builder.target.value = "n2", "n1"
    builder.assumption.value = "Il pulmino arriva in tempo"
    builder.tie.click()
    again = opened("lucca", folder=tmp_path)  # whatever the case: it is the learner's own chain
    chain = working(again).desk.chain
    assert [node.label for node in chain.in_order] == ["Gite fatte", "Gli anziani escono di casa"]
    assert chain.arrows[0].assumption == "Il pulmino arriva in tempo"
    stored = again.notebook.kept("chain")
    assert from_text(stored) == chain
    assert isinstance(stored, str)
    assert to_text(chain) == stored


def test_nothing_is_written_during_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIS_LESSONS_BUILD", "1")
    builder = working(opened(folder=tmp_path))
    builder.widget()
    builder.excel.click()
    assert "costruzione" in builder.saved.value
    assert not list(tmp_path.glob("*.xlsx"))


def test_levels_have_a_box_each(lesson: Lesson[Any, Any]) -> None:
    exercise = lesson.exercises["levels"]
    assert isinstance(exercise, Matching)
    assert set(exercise.right.values()) == set(KINDS)
    assert isinstance(lesson.ground.main.whole, Chain)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", [1, 2, 7])
def test_an_assumption_denied_stops_one_arrow_of_those_asked(case: str, seed: int) -> None:
    from fis_lessons.lessons.l06_theory_of_change.exercises import asked_arrows

    arrows = asked_arrows(opened(case=case, seed=seed).ground)
    assert len(arrows) == 4
    assert len({arrow.source for arrow in arrows}) == len({arrow.target for arrow in arrows}) == 4


def test_the_counts_of_evaluations_claim_what_the_source_says() -> None:
    why = opened().exercises["evaluated"].why
    assert "cinquanta pubblicate" in why and "le attività ci sono state" not in why
    assert "se le domande sono più dei posti" in opened().exercises["not-meant"].why


def test_the_question_calls_the_data_of_the_figure_by_their_name(lesson: Lesson[Any, Any]) -> None:
    page = lesson.drawn("broken").html
    name = re.search(r"<summary>(.+?)</summary>", page)
    assert name
    assert name[1] in lesson.exercises["flaws"].question
