"""Broken samples of lessons, each with a near miss: what a rule must find, and what it must let pass."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_notebook, new_output
from sample_course import cell, text

from fis_lessons.course.authoring.material import Subject
from fis_lessons.course.translate import Entry

FACTS = {
    "id": "99",
    "title": "Prova",
    "minutes": 50,
    "objectives": ["Contare bene.", "Leggere un conto.", "Dire di chi è."],
    "prerequisites": ["Nessuno"],
    "competence_area": "Prova",
}
HERE = Path(__file__)


def book(*cells: NotebookNode, **facts: object) -> NotebookNode:
    """Make a notebook whose counts go 1, 2, 3."""
    made = new_notebook(cells=list(cells), metadata={"fis": {**FACTS, **facts}})
    for count, one in enumerate([one for one in made.cells if one.cell_type == "code"], start=1):
        one.execution_count = count
    return made


def lesson(*cells: NotebookNode, **facts: object) -> Subject:
    """Make a lesson of some cells."""
    return Subject(file=HERE, notebook=book(*cells, **facts))


def prose(words: str) -> Subject:
    """Make a lesson with a title and one cell of words."""
    return lesson(text("# Prova", "title"), text(words, "here"))


def code(source: str, *tags: str, name: str = "here", output: NotebookNode | None = None) -> NotebookNode:
    """Make a cell of code that shows something."""
    made = cell(source, name, *tags)
    made.outputs = [new_output("display_data", data={"text/plain": "fatto"}) if output is None else output]
    return made


def page(html: str) -> Subject:
    """Make a lesson that stored a piece of page."""
    return lesson(code("lesson.figure('x')", output=new_output("display_data", data={"text/html": html})))


def english(italian: str, translation: str, *, fuzzy: bool = False) -> Subject:
    """Make a lesson of one piece with its English."""
    notebook = new_notebook(cells=[text(italian, "here")])
    return Subject(file=HERE, notebook=notebook, entries=(Entry(italian, translation, fuzzy),))


OPEN = code('from fis_lessons import open_lesson\nlesson = open_lesson("99", case=case)', name="open")
VALUES = cell('case = "bergamo"', "parameters", "parameters")
TWELVE = "uno due tre quattro cinque sei sette otto nove dieci undici dodici "
