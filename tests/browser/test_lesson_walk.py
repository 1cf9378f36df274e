"""Walk through every lesson in JupyterLab: move a control, answer wrong, read why, answer right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab_driver import LabVisit, running
from playwright.sync_api import Locator, expect

from fis_lessons.course.editions import edition
from fis_lessons.course.lab import Server
from fis_lessons.course.make import prepare
from fis_lessons.course.notebooks import text_of
from fis_lessons.course.plan import Variant, course_file, read_plan
from fis_lessons.exercises import Choice, Exercise, Matching, Number, Several
from fis_lessons.figures import plain
from fis_lessons.i18n import number, use_language
from fis_lessons.lessons import LESSONS, Lesson

pytestmark = pytest.mark.browser

BUTTON = {"it": "Verifica", "en": "Check"}


@pytest.fixture(scope="module")
def variants() -> dict[tuple[str, str], Variant]:
    return {(v.lesson.id, v.lang): v for v in read_plan(course_file("standard")).variants}


@pytest.fixture(scope="module")
def folder(variants, tmp_path_factory) -> Path:
    made: Path = tmp_path_factory.mktemp("corso")
    for (lesson, lang), variant in variants.items():
        trainee = edition(prepare(variant), "trainee")
        (made / f"{lesson}_{lang}.ipynb").write_text(text_of(trainee), encoding="utf-8")
    return made


@pytest.fixture(scope="module", params=["it", "en"])
def server(request, folder: Path, tmp_path_factory) -> Iterator[tuple[Server, str]]:
    with running(folder, home=tmp_path_factory.mktemp("casa"), lang=request.param) as started:
        yield started, request.param


def by_source(path: Path) -> dict[str, str]:
    """Return the identifier of each cell, by what it says."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {"".join(cell["source"]).strip(): cell["id"] for cell in cells}


def wrong_answer(exercise: Exercise) -> object:
    """Give an answer that is not right: a known mistake where there is one."""
    if isinstance(exercise, Number):
        return exercise.mistakes[0].value if exercise.mistakes else exercise.expected * 3 + 1
    if isinstance(exercise, Choice):
        return next(option.id for option in exercise.options if option.id != exercise.right)
    if isinstance(exercise, Several):
        return [next(option.id for option in exercise.options if option.id not in exercise.right)]
    assert isinstance(exercise, Matching)
    first = exercise.rows[0]
    other = next(column.id for column in exercise.columns if column.id != exercise.right[first.id])
    return {**exercise.right, first.id: other}


def give(cell: Locator, exercise: Exercise, answer: object, lang: str) -> None:
    """Answer with the control, as a learner does, and press the button."""
    if isinstance(exercise, Number):
        assert isinstance(answer, int | float)
        whole = float(answer) == round(float(answer))
        text = number(float(answer), decimals=0 if whole else max(exercise.decimals, 4))
        cell.get_by_role("textbox").fill(text)
    elif isinstance(exercise, Choice):
        cell.get_by_role("radio").nth([o.id for o in exercise.options].index(str(answer))).check()
    elif isinstance(exercise, Several):
        assert isinstance(answer, list | tuple)
        for option, box in zip(exercise.options, cell.get_by_role("checkbox").all(), strict=True):
            box.set_checked(option.id in answer)
    elif isinstance(exercise, Matching):
        assert isinstance(answer, dict)
        labels = {column.id: plain(column.label) for column in exercise.columns}
        for row, menu in zip(exercise.rows, cell.get_by_role("combobox").all(), strict=True):
            menu.select_option(label=labels[answer[row.id]])
    cell.get_by_role("button", name=BUTTON[lang]).click()


@pytest.mark.parametrize("lesson", sorted(LESSONS))
def test_walk(lesson: str, chromium, server, variants, folder: Path) -> None:
    started, lang = server
    variant = variants[lesson, lang]
    with use_language(lang):
        cells = by_source(folder / f"{lesson}_{lang}.ipynb")
        opened: Lesson = variant.lesson.open(dict(variant.parameters))
        lab = LabVisit.open(chromium, started, f"{lesson}_{lang}.ipynb", lang=lang)
        lab.start()
        assert lab.errors() == []
        for control in opened.controls:
            assert_moves(lab.cell(cells[f'lesson.explore("{control}")']))
        for exercise in opened.exercises.values():
            cell = lab.cell(cells[f'lesson.ask("{exercise.id}")'])
            wrong = wrong_answer(exercise)
            give(cell, exercise, wrong, lang)
            reason = cell.locator(".fis-not_yet")
            expect(reason).to_be_visible()
            assert len(reason.inner_text()) > 40, "a wrong answer is told why"
            give(cell, exercise, exercise.reference, lang)
            expect(cell.locator(".fis-right")).to_be_visible()
        board = lab.cell(cells["lesson.progress()"]).locator(".fis-progress-title")
        total = len(opened.exercises)
        expect(board).to_contain_text(f"{total} su {total}" if lang == "it" else f"{total} of {total}")
        assert lab.errors() == []
        assert lab.findings() == []
        assert lab.visit.outside == []
        lab.visit.close()


def assert_moves(cell: Locator) -> None:
    """Change the first field of a control by keyboard and see what it draws change."""
    shown = cell.locator(".fis-control .widget-html").last
    before = shown.inner_html()
    field = cell.locator(".fis-control input[type=number], .fis-control select, .fis-control input").first
    if field.evaluate("f => f.tagName") == "SELECT":
        field.select_option(index=1)
    elif field.get_attribute("type") == "number":
        field.fill(str(int(float(field.input_value())) + 5))
        field.press("Tab")
    else:
        field.fill("Forlì")
        field.press("Enter")
    expect(shown).not_to_have_js_property("innerHTML", before, timeout=20_000)


def test_what_was_done_is_there_the_next_time(chromium, server, variants, folder: Path) -> None:
    started, lang = server
    cells = by_source(folder / f"01_{lang}.ipynb")
    lab = LabVisit.open(chromium, started, f"01_{lang}.ipynb", lang=lang)
    lab.start()
    with use_language(lang):  # depends on the walk above: the record is in the folder
        total = len(variants["01", lang].lesson.open(dict(variants["01", lang].parameters)).exercises)
    expect(lab.cell(cells["lesson.progress()"]).locator(".fis-progress-title")).to_contain_text(str(total))
    assert lab.page.locator(".fis-exercise .fis-right").count() == total
    lab.visit.close()
