"""Does a lesson's notebook show all that the lesson holds, each thing once, where it belongs?

A cell deleted by a slip leaves no trace in what runs: what is left still runs. So the lesson itself says
what its notebook must show.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from fis_lessons.course.blocks import blocks
from fis_lessons.course.notebooks import tags
from fis_lessons.course.parameters import declared
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Lesson

# What a call of the lesson must be tagged with: an edition is made by tags
_TAGS = {
    "ask": "exercise",
    "solution": "solution",
    "explore": "control",
    "note": "note",
}
_ONCE = ("progress", "hand_in", "sources")
_TRAINER = "trainer"
_ITEM = re.compile(r"(\s*)(\d+)[.)]")


@dataclass(frozen=True)
class Shown:
    """One thing a cell shows: ``lesson.ask("who-pays")`` is ``("ask", "who-pays")``."""

    call: str
    name: str
    cell: NotebookNode

    @property
    def key(self) -> tuple[str, str]:
        """What is called, and on what."""
        return self.call, self.name


def content_problems(notebook: NotebookNode, lesson: Lesson[Any, Any]) -> list[Problem]:
    """List what the notebook lacks, shows twice, or shows in the wrong place or with the wrong tag.

    Parameters
    ----------
    notebook
        As an author edits it.
    lesson
        The same lesson, open with the values it proposes.
    """
    shown = list(shown_by(notebook))
    return [
        *_opened(notebook),
        *_counts(shown, lesson),
        *_order(shown, lesson),
        *_wrong_tags(notebook, shown),
        *_lists(notebook),
        *_parameters(notebook, lesson),
    ]


def _expected(lesson: Lesson[Any, Any]) -> list[tuple[str, str]]:
    parts = lesson.parts
    named: dict[str, Iterable[str]] = {
        "ask": lesson.exercises,
        "solution": lesson.exercises,
        "explore": lesson.controls,
        "text": parts.texts,
        "table": parts.tables,
        "figure": parts.figures,
        "note": parts.notes,
        "document": parts.documents,
    }
    found = [(call, name) for call, names in named.items() for name in names]
    once = (*_ONCE, "quiz") if lesson.bank else _ONCE
    return [*found, *((call, "") for call in once)]


def shown_by(notebook: NotebookNode) -> Iterator[Shown]:
    """Read from the code of a notebook what each cell shows, in order."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "lesson"
            ):
                first = node.args[0] if node.args else None
                named = isinstance(first, ast.Constant) and isinstance(first.value, str)
                yield Shown(node.func.attr, first.value if named else "", cell)  # type: ignore[union-attr]


def _opened(notebook: NotebookNode) -> Iterator[Problem]:
    count = sum("open_lesson(" in cell.source for cell in notebook.cells if cell.cell_type == "code")
    if count != 1:
        found = _("è in {count} celle.").format(count=count)
        yield Problem("open_lesson", found, _("una cella sola"))


def _counts(shown: list[Shown], lesson: Lesson[Any, Any]) -> Iterator[Problem]:
    found = Counter(one.key for one in shown)
    for call, name in _expected(lesson):
        count = found.pop((call, name), 0)
        if count == 0:
            yield Problem(_written(call, name), _("manca la cella."), remedy=_("Rimettila al suo posto."))
        elif count > 1:
            yield Problem(
                _written(call, name), _("è in {count} celle.").format(count=count), _("una cella sola")
            )
    for call, name in found:
        yield Problem(_written(call, name), _("la lezione non lo prevede."))


def _written(call: str, name: str) -> str:
    return f'lesson.{call}("{name}")' if name else f"lesson.{call}()"


def _order(shown: list[Shown], lesson: Lesson[Any, Any]) -> Iterator[Problem]:
    """Exercises are numbered as the lesson lists them; a solution stands under its exercise."""
    keys = [one.key for one in shown]
    asked = [name for call, name in keys if call == "ask"]
    listed = [name for name in lesson.exercises if name in asked]
    if asked != listed and Counter(asked) == Counter(listed):
        yield Problem("", _("gli esercizi sono in un altro ordine."), ", ".join(listed))
    for at, (call, name) in enumerate(keys):
        if call == "solution" and ("ask", name) in keys and keys[at - 1] != ("ask", name):
            yield Problem(_written(call, name), _("non segue il suo esercizio."))


def _wrong_tags(notebook: NotebookNode, shown: list[Shown]) -> Iterator[Problem]:
    for one in shown:
        wanted = _TAGS.get(one.call)
        if wanted and wanted not in tags(one.cell):
            yield _untagged(one.cell, wanted)
    for cell in notebook.cells:
        # the name is the second sign that a cell is not for trainees: a lost tag would give it to them
        if cell.id.split("-")[0] == _TRAINER and _TRAINER not in tags(cell):
            yield _untagged(cell, _TRAINER)


def _lists(notebook: NotebookNode) -> Iterator[Problem]:
    """Items of a list are numbered 1, 2, 3: no catalogue holds these numbers, so they are checked here."""
    for cell in notebook.cells:
        last: dict[int, int] = {}
        for block in blocks(cell.source) if cell.cell_type == "markdown" else ():
            if block.prefix.lstrip().startswith("#"):
                last.clear()
            elif item := _ITEM.match(block.prefix):
                depth, number = len(item[1]), int(item[2])
                if number not in (1, last.get(depth, 0) + 1):
                    where = _("cella «{cell}»").format(cell=cell.id)
                    yield Problem(where, _("un elenco salta al numero {number}.").format(number=number))
                last[depth] = number


def _untagged(cell: NotebookNode, wanted: str) -> Problem:
    where = _("cella «{cell}»").format(cell=cell.id)
    return Problem(where, _("manca il tag «{tag}».").format(tag=wanted))


def _parameters(notebook: NotebookNode, lesson: Lesson[Any, Any]) -> Iterator[Problem]:
    """The values an author sees in the notebook are those the lesson proposes."""
    cells = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    if len(cells) != 1:
        found = _("le celle con il tag «parameters» sono {count}.").format(count=len(cells))
        yield Problem("", found, _("una cella sola"))
        return
    written = {name: ast.literal_eval(value) for name, value in declared(cells[0].source).items()}
    proposed = lesson.parameters.values()
    for name in sorted(written.keys() | proposed.keys()):
        if name not in written or name not in proposed or written[name] != proposed[name]:
            yield Problem(
                name,
                repr(written[name]) if name in written else _("manca."),
                repr(proposed[name]) if name in proposed else _("nessun parametro con questo nome"),
            )
