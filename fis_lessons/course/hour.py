"""How long a lesson honestly takes: reading, exercises, controls, what is taken home, the quiz."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbformat import NotebookNode

from fis_lessons.course.editions import edition
from fis_lessons.course.notebooks import tags
from fis_lessons.exercises.quiz import draw
from fis_lessons.lessons import Lesson

READING = 180
"""Words a minute: a careful adult on a screen."""
EACH_CONTROL, EACH_NOTE, EACH_DOCUMENT = 1.0, 1.5, 8.0
"""Minutes; an exercise and a question of the quiz say their own."""
PLAN = "trainer-plan"
"""The cell with the trainer's plan."""
QUIZ = 10
"""Questions of a quiz that does not say how many."""

_QUIZ = re.compile(r"lesson\.quiz\((\d*)\)")
_WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*")
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+")
_ROW = re.compile(
    r"^\|\s*(?P<minutes>[^|]*?)\s*\|\s*(?P<part>[^|]*?)\s*\|\s*(?P<what>[^|]*?)\s*\|", re.MULTILINE
)


@dataclass(frozen=True)
class Hour:
    """Minutes of a lesson, by what they go into."""

    reading: float
    exercises: float
    controls: float
    own: float
    quiz: float

    @property
    def total(self) -> float:
        """All of them."""
        return self.reading + self.exercises + self.controls + self.own + self.quiz


def words_of(text: str) -> int:
    """Count the words somebody reads: addresses are not read.

    Examples
    --------
    >>> words_of("Vedi [il bando](https://example.org/a/b) del 2023, **due** pagine.")
    7
    """
    return len(_WORD.findall(_ADDRESS.sub("] ", text)))


def hour_of(notebook: NotebookNode, lesson: Lesson) -> Hour:  # type: ignore[type-arg]
    """Count the minutes of a lesson as a trainee meets it.

    Parameters
    ----------
    notebook
        With its outputs: what they say is read too.
    lesson
        The same lesson, open.
    """
    words, controls = 0, 0
    for cell in edition(notebook, "trainee").cells:
        if "extra" in tags(cell):
            continue  # for whoever goes further: the lesson is finished without
        controls += cell.source.startswith("lesson.explore(")
        if cell.cell_type == "markdown":
            words += words_of(cell.source)
        elif re.match(r"lesson\.(text|table)\(", cell.source):
            words += sum(words_of(output.get("data", {}).get("text/plain", "")) for output in cell.outputs)
    asked = draw(lesson.bank, seed=lesson.parameters.seed, count=quiz_count(notebook))
    own = EACH_NOTE * len(lesson.parts.notes) + EACH_DOCUMENT * len(lesson.parts.documents)
    return Hour(
        reading=words / READING,
        exercises=float(sum(exercise.minutes for exercise in lesson.needed.values())),
        controls=EACH_CONTROL * controls,
        own=own,
        quiz=float(sum(question.minutes for question in asked)),
    )


def quiz_count(notebook: NotebookNode) -> int:
    """Return how many questions the quiz of a lesson asks."""
    found = [
        quiz for cell in notebook.cells if "extra" not in tags(cell) and (quiz := _QUIZ.search(cell.source))
    ]
    return int(found[-1][1] or QUIZ) if found else QUIZ


@dataclass(frozen=True)
class Step:
    """A row of the trainer's plan."""

    minutes: int
    part: str
    what: str


def steps_of(plan: str) -> list[Step]:
    r"""Read the rows of a trainer's plan: minutes, part, what happens.

    Parameters
    ----------
    plan
        Markdown with the table in it.

    Examples
    --------
    >>> steps_of("| Minuti | Parte | Che cosa |\n|---|---|---|\n| 5 | Avvio | Si legge |\n| 5–9 | Poi | Si fa |")
    [Step(minutes=5, part='Avvio', what='Si legge'), Step(minutes=4, part='Poi', what='Si fa')]
    """
    found = []
    for row in _ROW.finditer(plan):
        span = re.fullmatch(r"(\d+)(?:\s*[–-]\s*(\d+))?", row["minutes"])
        if span:
            minutes = int(span[2]) - int(span[1]) if span[2] else int(span[1])
            found.append(Step(minutes, row["part"], row["what"]))
    return found


def plan_of(notebook: NotebookNode) -> str:
    """Return the trainer's plan, in Markdown; empty if there is none."""
    found = [cell.source for cell in notebook.cells if cell.id == PLAN and "trainer" in tags(cell)]
    return str(found[0]) if found else ""


def planned(notebook: NotebookNode) -> int:
    """Add up the minutes of the trainer's plan."""
    return sum(step.minutes for step in steps_of(plan_of(notebook)))


__all__ = ["PLAN", "Hour", "Step", "hour_of", "plan_of", "planned", "quiz_count", "steps_of", "words_of"]
