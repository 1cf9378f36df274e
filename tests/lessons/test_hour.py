"""The hour: what is counted. That each lesson says a true time, the rules for authors hold (minutes-*)."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fis_lessons.course.hour import READING, hour_of, words_of
from fis_lessons.exercises import Progress
from fis_lessons.lessons import LESSONS


def test_what_is_counted() -> None:
    notebook = new_notebook(
        cells=[
            new_markdown_cell("uno due " * READING, id="a"),  # 360 words, two minutes
            new_markdown_cell("nota per chi conduce " * 500, id="b", metadata={"tags": ["trainer"]}),
            new_code_cell(
                'lesson.text("story")',
                id="c",
                outputs=[new_output("display_data", data={"text/plain": "parola " * READING})],
            ),
            new_code_cell(
                "lesson.sources()",
                id="d",
                outputs=[new_output("display_data", data={"text/plain": "fonte " * 10_000})],
            ),
        ]
    )
    lesson = LESSONS["12"].open({}, progress=Progress(None))
    found = hour_of(notebook, lesson)
    assert found.reading == 3
    assert found.exercises == sum(one.minutes for one in lesson.exercises.values())
    assert found.controls == 0
    assert found.own == 1.5 * 1 + 8 * 1
    assert found.total == found.reading + found.exercises + found.controls + found.own + found.quiz


def test_addresses_are_not_read() -> None:
    assert words_of("una [pagina](<https://example.org/molto/lunga>) e https://example.org") == 2
