"""Tiny lessons for the factory's tests: picklable, because they travel to the processes of the build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fis_lessons.course import notebooks
from fis_lessons.course.plan import Plan, Variant
from fis_lessons.errors import Problem

WHY = "Perché il denominatore giusto sono le persone tra 60 e 75 anni, non tutti gli abitanti."
ANSWER_OF_VARIANT = "La risposta attesa per questo caso è scritta soltanto qui: ventitremila."
TRAINER_NOTE = "Nota per il formatore: lascia dieci minuti al lavoro in coppia."

PARAMETERS = 'case = "bergamo"  # il caso\nlang = "it"\nseed = 1\nplace = "Bergamo"'


@dataclass(frozen=True)
class SampleLesson:
    """What the factory needs to know of a lesson."""

    id: str
    notebook: Path

    def problems(self, values: Mapping[str, object]) -> list[Problem]:
        known = ("case", "lang", "seed", "place")
        problems = [Problem(name, "non esiste") for name in values if name not in known]
        if values.get("case") not in ("bergamo", "lucca", "catanzaro"):
            problems.append(Problem("case", "sconosciuto"))
        return problems

    def secrets(self, values: Mapping[str, object]) -> list[str]:
        return [WHY]


def cell(source: str, identity: str, *tags: str) -> NotebookNode:
    made = new_code_cell(source, id=identity)
    made.metadata = nbformat.from_dict({"tags": list(tags), "jupyter": {"source_hidden": True}})
    return made


def text(source: str, identity: str, *tags: str) -> NotebookNode:
    made = new_markdown_cell(source, id=identity)
    if tags:
        made.metadata["tags"] = list(tags)
    return made


def sample(*more: NotebookNode) -> NotebookNode:
    """A lesson in eight cells: parameters, a widget-like output, an answer, a note for the trainer."""
    made = new_notebook(
        cells=[
            text("# Leggere i numeri\n\nPrima frase.", "title"),
            cell(PARAMETERS, "parameters", "parameters"),
            cell("print(case, lang, seed, place)", "shown", "nbval-check-output"),
            text("## Chi sono\n\nVedi [Istat](https://www.istat.it) e `place`.", "who"),
            cell("'domanda'", "ask", "exercise"),
            cell(f"print({ANSWER_OF_VARIANT!r}, case)", "solution-of-ask", "solution"),
            text(TRAINER_NOTE, "note-to-trainer", "trainer"),
            *more,
        ]
    )
    made.metadata["fis"] = {"id": "91", "title": "Leggere i numeri", "minutes": 10, "objectives": ["Capire"]}
    made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return made


ENGLISH = {
    "Leggere i numeri": "Reading the numbers",
    "Capire": "Understand",
    "Prima frase.": "First sentence.",
    "Chi sono": "Who they are",
    "Vedi [Istat](https://www.istat.it) e `place`.": "See [Istat](https://www.istat.it) and `place`.",
    TRAINER_NOTE: "Note for the trainer: leave ten minutes for work in pairs.",
}


def catalogue(path: Path, entries: Mapping[str, str], *, fuzzy: tuple[str, ...] = ()) -> Path:
    """Write a PO file."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nLanguage: en\\n"\n'
    rows = [
        f"{'#, fuzzy' + chr(10) if key in fuzzy else ''}msgid {json.dumps(key, ensure_ascii=False)}\n"
        f"msgstr {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in entries.items()
    ]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def lesson(folder: Path, *more: NotebookNode, name: str = "91_prova") -> SampleLesson:
    """Write a tiny lesson in a folder."""
    path = folder / f"{name}.ipynb"
    notebooks.write(sample(*more), path)
    return SampleLesson(name[:2], path)


def variant(
    made: SampleLesson, *, editions: tuple[str, ...] = ("trainee", "trainer"), **values: object
) -> Variant:
    """Make an Italian variant on Bergamo."""
    return Variant(made, "it", editions, {"case": "bergamo", "lang": "it", **values})  # type: ignore[arg-type]


def plan(*variants: Variant) -> Plan:
    """Make a plan of some variants."""
    return Plan("Corso di prova", "bergamo", variants)


def html_output(html: str) -> NotebookNode:
    """Make an output with a piece of page."""
    return new_output("display_data", data={"text/html": html, "text/plain": "x"})
