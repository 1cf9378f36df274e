"""Lesson 11: right answers come from the simulated contract; every known mistake is told, in every variant."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from never_empty import some

from fis_lessons.cases import case_names
from fis_lessons.dossier.contract_sheet import contract_fields
from fis_lessons.dossier.fields import read_kept
from fis_lessons.exercises import Choice, Matching, Number, Ordering, Progress, Several
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l11_outcome_contract.published import LABELS, rate_card
from fis_lessons.measures.contract.parties import net


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str = "catanzaro", **values: Any) -> Lesson[Any, Any]:
    return lesson_spec("11").open({"case": case, **values}, progress=Progress(None))


SEEDS = range(1, 51)
VARIANTS = [(case, lang, 1) for case in case_names() for lang in LANGUAGES] + [
    ("bergamo", "it", seed) for seed in SEEDS
]


@pytest.fixture(params=VARIANTS, ids=lambda v: "-".join(map(str, v)))
def lesson(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    case, lang, seed = request.param
    return opened(case, lang=lang, seed=seed)


def test_right_is_right_and_wrong_is_told(lesson: Lesson[Any, Any]) -> None:
    asked = [*lesson.exercises.values(), *lesson.bank]
    for one in asked:
        assert one.check(one.reference).state == "right", one.id
        assert one.check(None).state == "not_tried"
        assert one.check("???").state in ("unreadable", "not_yet")
        if isinstance(one, Number):
            assert len(one.mistakes) >= 2, one.id
            for mistake in one.mistakes:
                verdict = one.check(mistake.value)
                assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id), one.id
            rng = random.Random(lesson.parameters.seed)
            for _i in range(5):
                far = one.expected + (one.tolerance + 1) * rng.uniform(3, 50)
                assert one.check(far).state == "not_yet", one.id
        elif isinstance(one, Choice):
            assert one.right in {o.id for o in one.options}
            for option in one.options:
                if option.id != one.right:
                    assert one.check(option.id).text == option.feedback
                    assert len(option.feedback) > 15, (one.id, option.id)
        elif isinstance(one, Several):
            assert 0 < len(one.right) < len(one.options), one.id
            assert one.missing
            assert all(o.feedback for o in one.options if o.id not in one.right), one.id
        elif isinstance(one, Matching):
            assert all(row.feedback for row in one.rows)
            for row in one.rows:
                for column in one.columns:
                    verdict = one.check({**one.right, row.id: column.id})
                    assert (verdict.state == "right") == (one.right[row.id] == column.id)


def test_what_is_computed_holds_together(lesson: Lesson[Any, Any]) -> None:
    deal = lesson.ground
    assert 5 <= (deal.hand.lines["paid"] > 0).sum() <= 6
    counts = deal.hand.lines["reason"].value_counts()
    assert [counts[r] for r in ("not_verified", "outside_window", "prerequisite_missing", "repeated")] == [
        1,
        2,
        1,
        1,
    ]
    assert sum(net(deal.course(fee=40, premium=300, chance=0.6).transfers).values()) == 0
    designs = lesson.exercises["designs"]
    assert isinstance(designs, Several)
    assert designs.right == {"flat", "cliff"}
    free = deal.engine(kind="none", cap=deal.largest_cap).total
    for kind in ("cliff", "steps", "linear"):
        assert deal.engine(kind=kind, cap=deal.largest_cap).total <= free
    assert deal.engine(kind="none", cap=1000).total <= 100_000
    assert 0 < deal.risk.false_payment < 1
    assert deal.sampled.rate < deal.bound < 1


@pytest.mark.parametrize("people", [10, 33, 60])
@pytest.mark.parametrize("premium", [50, 333, 2000])
def test_other_amounts(people: int, premium: int) -> None:
    lesson = opened(people=people, premium=premium, fee=77, seed=7)
    for one in some(lesson.exercises.values()):
        assert one.check(one.reference).state == "right", one.id
        if isinstance(one, Number):
            assert all(one.check(m.value).mistake == m.id for m in one.mistakes), one.id
    for control in some(lesson.controls.values()):
        assert 'role="alert"' not in control.static().html, control.id


def test_everything_can_be_shown(lesson: Lesson[Any, Any]) -> None:
    if lesson.parameters.seed > 1:
        return
    for name in lesson.parts.texts:
        assert "{" not in lesson.text(name).text, name
    for name in lesson.parts.tables:
        assert "{" not in lesson.table(name).text, name
    shown = lesson.table("reboot").text
    assert shown.count("?") == 1
    assert lesson.drawn("savings").alt
    listed = lesson.sources().text
    assert "INDIGO" in listed


def test_nothing_is_said_of_a_contract_nobody_has() -> None:
    assert "non ne parlano" in opened("bergamo").text("story").text
    assert "non provato" in opened("lucca").text("story").text
    assert "non provato" not in opened("catanzaro").text("story").text
    terms = opened("bergamo").table("terms").text
    assert "importo non noto" in terms
    assert "non nominato" in terms


def test_the_labels_of_the_published_card_are_translated() -> None:
    assert tuple(line.label for line in rate_card("POJ-0121")) == LABELS


def test_the_sheet_of_the_contract_comes_back(tmp_path: Path) -> None:
    lesson = lesson_spec("11").open({}, progress=Progress(tmp_path))
    editor = lesson.document("contract")
    assert "Impegno" not in repr(editor), "a form, where there is no kernel"
    assert "Risultato da pagare" in repr(editor)
    assert lesson.notebook.keep("contract", '{"people": "44"}') == ""
    assert read_kept(contract_fields(), lesson.notebook.kept("contract")) == {"people": "44"}


def test_controls_give_advice_and_do_not_start_at_the_answer() -> None:
    lesson = opened()
    risk = lesson.controls["risk"]
    assert 'role="alert"' in risk.outcome({"baseline": 90, "effect": 50}).html
    assert 'role="alert"' in lesson.controls["engine"].outcome({"kind": "x"}).html
    asked = lesson.exercises["false-payment"].reference_text.split()[0]
    assert f"paga {asked} volte" not in risk.static().text


def test_the_quiz_has_every_kind() -> None:
    bank = opened().bank
    assert len(bank) == 14
    assert {type(one) for one in bank} == {Choice, Matching, Several, Number, Ordering}


def test_what_the_sources_say_of_the_money_and_of_who_pays_a_care_home() -> None:
    lesson = opened()
    assert "vanno alla cooperativa" in lesson.text("unknown").text
    assert "pagano in tre" in lesson.text("saving").text


def test_a_link_leads_to_a_page_and_not_to_a_front_door() -> None:
    lesson = opened()
    for name in some(lesson.parts.texts):
        lesson.text(name)
    addresses = re.findall(r'href="(http[^"]+)', lesson.sources().html)
    for address in some(addresses):
        page = urlsplit(address)
        assert page.path.strip("/") or page.query, address
