"""The page of a platform judges as the lesson does: every question, its answer and its known mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from fis_lessons.course.forms.scorm_data import names, question_data, words
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Hints,
    Matching,
    Number,
    OpenText,
    Option,
    Ordering,
    Progress,
    Several,
)
from fis_lessons.figures import markdown
from fis_lessons.i18n import Language, use_language
from fis_lessons.lessons import LESSONS

pytestmark = pytest.mark.browser

TYPED = (
    *(
        "",
        "?",
        "circa mille",
        "1.234",
        "1.234,5",
        "1,234.5",
        "1234.5",
        "12 %",
        "€ 1.200",
        "1.200 euro",
        "1,6 milioni",
    ),
    *(
        "-3",
        "–3",
        "+3",
        "1 200",
        "1'200",
        "0,310",
        "01,5",
        "1.2.3",
        "3,",
        "50 per cento",
        "20mila",
        "1.200,-",
        "1e3",
    ),
)


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page, in which every test judges."""
    opened = chromium.new_page()
    yield opened
    opened.close()


def judged(page: Page, lang: Language, cases: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
    """Let the page judge, and give the states and the texts without their tags."""
    script = (files("fis_lessons") / "course/templates/scorm/judge.js").read_text(encoding="utf-8")
    found = page.evaluate(
        "([script, LANG, WORDS, cases]) => new Function('LANG', 'WORDS', 'cases', "
        "`const escaped = text => text; ${script}; return cases.map(([q, answer]) => judge(q, answer));`)"
        "(LANG, WORDS, cases)",
        [script, {"it": "it-IT", "en": "en-GB"}[lang], dict(words()), cases],
    )
    return [{**one, "text": bare(one.get("html") or "")} for one in found]


def bare(page: str) -> str:
    return "".join(sign for sign in BeautifulSoup(page, "html.parser").get_text() if sign.isalnum())


def on_the_page(question: Exercise, answer: Any) -> Any:
    """Write an answer as the fields of the page give it."""
    if isinstance(question, Number):
        return str(answer) if isinstance(answer, str) else f"{answer:.10f}".rstrip("0").rstrip(".")
    match question:
        case Choice() | Several():
            signs = names(question.options)
            return signs.get(answer, "") if isinstance(question, Choice) else [signs[one] for one in answer]
        case Ordering():
            return {names(question.items)[one]: place for place, one in enumerate(answer, start=1)}
        case Matching():
            rows, columns = names(question.rows, rows=True), names(question.columns)
            return {rows[row]: columns[column] for row, column in answer.items() if column}
        case Grid():
            rows, columns = names(question.rows, rows=True), names(question.columns)
            return {rows[row]: [columns[one] for one in ticked] for row, ticked in answer.items()}
    given = answer if isinstance(answer, dict) else {"text": answer, "met": []}
    assert isinstance(question, OpenText)
    return {"text": given["text"], "met": [names(question.criteria)[one] for one in given["met"]]}


def answers(question: Exercise) -> Iterator[Any]:
    yield question.reference
    yield from (answer for _name, answer in question.mistaken())
    if isinstance(question, Number):
        yield from (question.expected * share for share in (0.3, 0.6, 0.95, 1.05, 1.5, 3, -1, -3))
        yield from (round(question.expected, kept) for kept in range(question.decimals))


@pytest.mark.parametrize(
    ("lang", "lessons"), [("it", tuple(LESSONS)), ("en", ("08", "11"))], ids=["it", "en"]
)
def test_every_question_is_judged_alike(lang: Language, lessons: tuple[str, ...], page: Page) -> None:
    with use_language(lang):
        cases, expected = [], []
        for lesson in lessons:
            opened = LESSONS[lesson].open({"lang": lang}, progress=Progress(None))
            for question in (*opened.bank, *opened.exercises.values()):
                data = dict(question_data(question, lesson=lesson))
                for answer in answers(question):
                    given = on_the_page(question, answer)
                    verdict = question.check(given if isinstance(question, Number) else answer)
                    cases.append((data, given))
                    expected.append(
                        (question.id, given, verdict.state, bare(markdown(verdict.text)), verdict.title)
                    )
        assert len(cases) > 150
        for found, (name, given, state, text, title) in zip(judged(page, lang, cases), expected, strict=True):
            assert (found["state"], found["text"]) == (state, text), (name, given)
            assert found.get("title", title) == title


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("unit", ["", "%", "euro", "persone", "migliaia di euro"])
def test_a_number_is_read_alike(unit: str, lang: Language, page: Page) -> None:
    hints = Hints(nudge="Uno.", pointer="Due.", worked="Tre.")
    with use_language(lang):
        question = Number(
            id="n", question="?", hints=hints, why="Sì.", expected=1234.5, decimals=1, unit=unit
        )
        data = dict(question_data(question, lesson="01"))
        texts = [*TYPED, *(f"{text} {unit}".strip() for text in TYPED[3:6])]
        found = judged(page, lang, [(data, text) for text in texts])
        assert len(found) == len(texts) > 20
        for text, one in zip(texts, found, strict=True):
            verdict = question.check(text)
            assert one["state"] == verdict.state, text
            if verdict.state != "unreadable":  # there the lesson quotes what was typed as well
                assert one["text"] == bare(markdown(verdict.text)), text


def test_what_is_half_done_is_told_as_in_the_lesson(page: Page) -> None:
    hints = Hints(nudge="Uno.", pointer="Due.", worked="Tre.")
    options = tuple(Option(id=name, label=f"Voce {name}", feedback=f"No {name}.") for name in "abcd")
    with use_language("it"):
        several = Several(
            id="s",
            question="?",
            hints=hints,
            why="Sì.",
            options=options,
            right=frozenset("cd"),
            missing="Manca.",
        )
        order = Ordering(
            id="o", question="?", hints=hints, why="Sì.", items=options, right=("a", "b", "c", "d")
        )
        given = [(several, ["a", "b"]), (several, ["c"]), (several, ["a", "c"]), (several, [])]
        cases = [(dict(question_data(one, lesson="01")), on_the_page(one, answer)) for one, answer in given]
        half = (dict(question_data(order, lesson="01")), {"a": 1, "b": 1, "c": 2, "d": 3})
        found = judged(page, "it", [*cases, half])
        for (question, answer), one in zip(given, found, strict=False):
            verdict = question.check(answer)
            assert (one["state"], one["text"]) == (verdict.state, bare(markdown(verdict.text)))
        assert found[-1]["state"] == order.check("?").state == "unreadable"
