"""The hour: what a lesson says it takes is near what it honestly takes, and the trainer's plan adds up to it."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fis_lessons.course import notebooks
from fis_lessons.course.hour import READING, hour_of, planned, words_of
from fis_lessons.exercises import Progress
from fis_lessons.lessons import LESSONS


def test_the_minutes_said_are_near_the_minutes_counted() -> None:
    far = {}
    for name, spec in LESSONS.items():
        source = notebooks.read(spec.notebook)
        said = source.metadata["fis"]["minutes"]
        counted = hour_of(source, spec.open({}, progress=Progress(None))).total
        if not 0.75 <= said / counted <= 1.25:
            far[name] = (said, round(counted))
    assert not far, "said and counted, by lesson: cut, split, or say the true time"


def test_the_plan_of_the_trainer_adds_up_to_the_minutes_said() -> None:
    sources = {name: notebooks.read(spec.notebook) for name, spec in LESSONS.items()}
    off = {
        name: (source.metadata["fis"]["minutes"], planned(source))
        for name, source in sources.items()
        if source.metadata["fis"]["minutes"] != planned(source)
    }
    assert not off
    without = [name for name, source in sources.items() if "Quiz" not in _plan(source)]
    assert not without, "the quiz is part of the time"


def _plan(source: notebooks.NotebookNode) -> str:
    return str(next(cell.source for cell in source.cells if cell.id == "trainer-plan"))


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
