"""What is made for paper is a page too: axe reads it, at a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Visit

from fis_lessons.course import notebooks
from fis_lessons.course.forms import Order, make_form
from fis_lessons.course.forms.handout import handout_page
from fis_lessons.course.forms.run_sheet import run_sheet_page
from fis_lessons.course.plan import course_file, opened, read_plan
from fis_lessons.i18n import use_language

PLAN = read_plan(course_file("standard")).only(["03"])
EVERY = frozenset({"minor", "moderate", "serious", "critical"})


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write one of each, of the lesson with the widest table to tick."""
    folder = tmp_path_factory.mktemp("papers")
    order = Order(PLAN, folder, "it", pdf=False)
    variant = PLAN.variants[0]
    executed = notebooks.read(variant.lesson.notebook)
    with use_language("it"):
        sheet, key = make_form("question-sheet", order).files
        found = {"sheet": sheet, "key": key, "handout": folder / "h.html", "run-sheet": folder / "r.html"}
        lesson = opened(variant)
        handout = handout_page(executed, lesson, order=order, edition="trainee")
        found["handout"].write_text(handout, encoding="utf-8")
        found["run-sheet"].write_text(run_sheet_page(executed, lesson, order=order), encoding="utf-8")
    return found


@pytest.mark.parametrize("name", ["sheet", "key", "handout", "run-sheet"])
def test_axe_finds_nothing_and_nothing_goes_sideways(
    name: str, papers: dict[str, Path], visit: Callable[..., Visit]
) -> None:
    page = visit(papers[name], width=1200)
    assert page.findings(impacts=EVERY) == []
    levels = page.headings()
    assert levels.count(1) == 1 and levels[0] == 1
    page.widen(400)
    assert not page.scrolls_sideways()
