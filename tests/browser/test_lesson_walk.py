"""Walk through every lesson in JupyterLab: move a control, answer wrong, read why, answer right.

Each lesson in one language, in turn: what a lesson says and asks in the other is looked at without a screen
(``tests/lessons``), and it runs whole in both (``tests/notebooks/test_matrix.py``). Of each kind of exercise a
lesson has, one is answered: that every exercise accepts its answer and says why another is wrong is looked at
without a screen (``tests/lessons/test_exercise_properties.py``), and that every kind does so by its fields
(``tests/exercises/test_show.py``). What only a screen shows, the words and the numbers of each kind of exercise
and of control, is seen here in both languages, and a test holds that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lab_driver import LabVisit, running
from playwright.sync_api import Browser, Locator, expect
from table_and_road import badly_then_well, found_again

from fis_lessons.course.editions import cleared, edition
from fis_lessons.course.make import prepare
from fis_lessons.course.notebooks import text_of
from fis_lessons.course.plan import Variant, course_file, read_plan
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Matching,
    Number,
    OpenText,
    Ordering,
    Several,
    Table,
)
from fis_lessons.figures import plain
from fis_lessons.i18n import LANGUAGES, Language, number, use_language
from fis_lessons.lessons import LESSONS, Lesson
from fis_lessons.lessons.desk.controls import Real

pytestmark = pytest.mark.browser

BUTTON = {"it": "Verifica", "en": "Check"}
SKIP = {"it": "Salta e scrivi la risposta", "en": "Skip and fill in the answer"}


@pytest.fixture(scope="module")
def variants() -> dict[tuple[str, str], Variant]:
    return {(v.lesson.id, v.lang): v for v in read_plan(course_file("standard")).variants}


@pytest.fixture(scope="module")
def folder(variants: dict[tuple[str, str], Variant], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("corso")
    for (lesson, lang), variant in variants.items():
        trainee = cleared(edition(prepare(variant), "trainee"))
        (made / f"{lesson}_{lang}.ipynb").write_text(text_of(trainee), encoding="utf-8")
    return made


IN_ITALIAN = {
    "01",
    "04",
    "05",
    "07",
    "08",
    "11",
    "13",
}  # not only the odd: 06 and 08 alone have a text to judge, and of 04 the table and the road are walked too
WALKS = sorted((LANGUAGES[lesson not in IN_ITALIAN], lesson) for lesson in LESSONS)
# only lesson 10 has a number with decimals to move: in Italian it is in test_keyboard_answers.py
APART = {"it": {Real}, "en": set()}
LEFT: tuple[Language, str] = ("it", "04")
"""The lesson that is left and found again, with what was written there."""
FIRST = {lang: next(lesson for one, lesson in WALKS if one == lang) for lang in LANGUAGES}


@dataclass(frozen=True)
class Room:
    """A JupyterLab in a language, and the browser that has it open."""

    lab: LabVisit

    def enter(self, lesson: str) -> LabVisit:
        """Open a lesson and run it."""
        self.lab.turn_to(name_of(lesson, self.lab.lang))
        self.lab.start()
        return self.lab


def name_of(lesson: str, lang: str) -> str:
    return f"{lesson}_{lang}.ipynb"


@pytest.fixture(scope="module")
def rooms(
    chromium: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Language], Room]]:
    """Give the room of a language, made the first time: one parametrised by language is made for each lesson."""
    with ExitStack() as open_:

        @cache
        def room(lang: Language) -> Room:
            home = tmp_path_factory.mktemp("casa")
            server = open_.enter_context(running(folder, home=home, lang=lang))
            lab = LabVisit.open(chromium, server, name_of(FIRST[lang], lang), lang=lang)
            open_.callback(lab.visit.close)
            return Room(lab)

        yield room


def by_source(path: Path) -> dict[str, str]:
    """Return the identifier of each cell, by what it says."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {"".join(cell["source"]).strip(): cell["id"] for cell in cells}


def wrong_answer(exercise: Exercise) -> object:
    """Give an answer that is not right: a known mistake where there is one."""
    known = [answer for mistake, answer in exercise.mistaken() if mistake != "incomplete"]
    if known:
        return known[0]
    assert isinstance(exercise, Number), f"{exercise.id}: a known mistake is needed"
    return exercise.expected * 3 + 1


def give(cell: Locator, exercise: Exercise, answer: object, lang: str) -> None:
    """Answer with the control, as a learner does, and press the button."""
    with use_language("en" if lang == "en" else "it"):
        fill(cell, exercise, answer)
    cell.get_by_role("button", name=BUTTON[lang]).click()
    if isinstance(exercise, OpenText) and not isinstance(answer, str):
        # the model answer comes first: it is read, and only then compared
        expect(cell.locator("blockquote")).to_be_visible()
        fill(cell, exercise, answer)
        cell.get_by_role("button", name=BUTTON[lang]).click()


def fill(cell: Locator, exercise: Exercise, answer: Any) -> None:  # noqa: PLR0912
    """Fill the control with an answer."""
    if isinstance(exercise, Number):
        whole = float(answer) == round(float(answer))
        text = number(float(answer), decimals=0 if whole else max(exercise.decimals, 4))
        cell.get_by_role("textbox").fill(text)
    elif isinstance(exercise, Choice):
        cell.get_by_role("radio").nth([o.id for o in exercise.options].index(str(answer))).check()
    elif isinstance(exercise, Several):
        for option, box in zip(exercise.options, cell.get_by_role("checkbox").all(), strict=True):
            box.set_checked(option.id in answer)
    elif isinstance(exercise, Matching):
        labels = {column.id: plain(column.label) for column in exercise.columns}
        for row, menu in zip(exercise.rows, cell.get_by_role("combobox").all(), strict=True):
            menu.select_option(label=labels[answer[row.id]])
    elif isinstance(exercise, Ordering):
        for item, menu in zip(exercise.items, cell.get_by_role("combobox").all(), strict=True):
            menu.select_option(label=str(list(answer).index(item.id) + 1))
    elif isinstance(exercise, Grid):
        boxes = iter(cell.get_by_role("checkbox").all())
        for row in exercise.rows:
            for column in exercise.columns:
                next(boxes).set_checked(column.id in answer[row.id])
    else:
        assert isinstance(exercise, OpenText), f"{exercise.id}: how is this kind answered?"
        words, met = (answer, []) if isinstance(answer, str) else (answer["text"], answer["met"])
        cell.get_by_role("textbox").fill(words)
        for item, box in zip(exercise.criteria, cell.get_by_role("checkbox").all(), strict=True):
            box.set_checked(item.id in met)


@pytest.mark.parametrize(("lang", "lesson"), WALKS)
def test_walk(
    lang: Language,
    lesson: str,
    rooms: Callable[[Language], Room],
    variants: dict[tuple[str, str], Variant],
    folder: Path,
) -> None:
    with use_language(lang):
        cells = by_source(folder / name_of(lesson, lang))
        opened: Lesson[Any, Any] = LESSONS[lesson].open(dict(variants[lesson, lang].parameters))
        lab = rooms(lang).enter(lesson)
        assert lab.errors() == []
        for control in opened.controls:
            assert_moves(lab.cell(cells[f'lesson.explore("{control}")']))
        for exercise in one_of_each(opened):
            cell = lab.cell(cells[f'lesson.ask("{exercise.id}")'])
            if isinstance(exercise, Table):  # answered from a cell of code
                cell.get_by_role("button", name=SKIP[lang]).click()
                continue
            wrong = wrong_answer(exercise)
            give(cell, exercise, wrong, lang)
            reason = cell.locator(".fis-not_yet")
            expect(reason).to_be_visible()
            assert len(reason.inner_text()) > 30, "a wrong answer is told why"
            give(cell, exercise, exercise.reference, lang)
            expect(cell.locator(".fis-right")).to_be_visible()
        board = lab.cell(cells["lesson.progress()"]).locator(".fis-progress-title")
        total = sum(exercise.id in opened.needed for exercise in one_of_each(opened, table=False))
        expect(board).to_contain_text(f"{total} su " if lang == "it" else f"{total} of ")
        if (lang, lesson) == LEFT:
            badly_then_well(*table_and_road(lab, cells), folder)
        assert lab.errors() == []
        assert lab.findings() == []
        assert lab.visit.outside == []


def table_and_road(lab: LabVisit, cells: dict[str, str]) -> tuple[Locator, Locator]:
    return lab.cell(cells['lesson.document("table")']), lab.cell(cells['lesson.document("road")'])


def one_of_each(opened: Lesson[Any, Any], *, table: bool = True) -> list[Exercise]:
    """Return the first exercise of each kind."""
    first: dict[type, Exercise] = {}
    for exercise in opened.exercises.values():
        if table or not isinstance(exercise, Table):  # which is skipped, and not done
            first.setdefault(type(exercise), exercise)
    return list(first.values())


def kinds(lesson: str) -> set[type]:
    """Name the kinds of exercise of a lesson, and the kinds of field its controls are moved by."""
    opened: Lesson[Any, Any] = LESSONS[lesson].open({})
    fields = (control.inputs[0] for control in opened.controls.values())
    return {type(one) for one in [*opened.exercises.values(), *fields]}


def test_each_kind_of_exercise_and_of_control_is_met_in_both_languages() -> None:
    everywhere = set().union(*(kinds(lesson) for lesson in LESSONS))
    assert {Number, Choice, Several, Matching} < everywhere
    for lang in LANGUAGES:
        met = set().union(*(kinds(lesson) for one, lesson in WALKS if one == lang))
        assert everywhere - met == APART[lang], lang


def assert_moves(cell: Locator) -> None:
    """Change the first field of a control by keyboard and see what it draws change."""
    shown = cell.locator(".fis-control .widget-html").last
    before = shown.inner_html()
    field = cell.locator(".fis-control .fis-slider input, .fis-control select, .fis-control input").first
    if field.evaluate("f => f.tagName") == "SELECT":
        now = int(field.evaluate("f => f.selectedIndex"))
        field.select_option(index=0 if now else 1)
    elif field.evaluate("f => f.closest('.fis-slider') !== null"):
        typed = int(field.input_value().replace(".", "").replace(",", ""))
        field.fill(str(typed - 5 if typed > 5 else typed + 5))  # inside the limits, on one side or the other
        field.press("Tab")
    else:
        field.fill("Forlì")
        field.press("Enter")
    expect(shown).not_to_have_js_property("innerHTML", before, timeout=20_000)


@pytest.mark.parametrize("lang", [LEFT[0]])  # with the walk above, whose record it reads
def test_what_was_done_is_there_the_next_time(
    lang: Language,
    rooms: Callable[[Language], Room],
    variants: dict[tuple[str, str], Variant],
    folder: Path,
) -> None:
    lesson = LEFT[1]
    cells = by_source(folder / name_of(lesson, lang))
    lab = rooms(lang).enter(lesson)
    with use_language(lang):
        opened = LESSONS[lesson].open(dict(variants[lesson, lang].parameters))
    done = one_of_each(opened, table=False)
    total = sum(exercise.id in opened.needed for exercise in done)
    expect(lab.cell(cells["lesson.progress()"]).locator(".fis-progress-title")).to_contain_text(
        f"{total} su "
    )
    # verdicts come with the fields, once the cells are done
    expect(lab.page.locator(".fis-exercise .fis-right")).to_have_count(len(done))
    found_again(*table_and_road(lab, cells))
    assert lab.errors() == []
