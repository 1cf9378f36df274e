"""An executed lesson, cell by cell, as HTML that is safe to put anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from nbconvert.filters.markdown import markdown2html
from nbformat import NotebookNode

from fis_lessons.course.contents import shown_by
from fis_lessons.course.export import reduced
from fis_lessons.course.notebooks import tags
from fis_lessons.course.page import clean
from fis_lessons.course.to_read import STOP
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons import Lesson

# What is done in the notebook and is nothing to read elsewhere
_NOT_SHOWN = frozenset({"progress", "hand_in"})


@dataclass(frozen=True)
class Cell:
    """A cell that shows something.

    Parameters
    ----------
    id
        Of the cell.
    call, name
        What of the lesson it shows: ``lesson.ask("who-pays")`` is ``"ask"`` and ``"who-pays"``. Both empty for a
        text of the notebook.
    tags
        Of the cell.
    html
        Cleaned.
    """

    id: str
    call: str
    name: str
    tags: frozenset[str]
    html: str

    @property
    def trainer(self) -> bool:
        """Whether it is a note for the trainer."""
        return "trainer" in self.tags

    @property
    def extra(self) -> bool:
        """Whether the lesson is finished without."""
        return "extra" in self.tags


def facts_of(lesson: Lesson[Any, Any], *, minutes: int) -> list[str]:
    """Say in three pieces which lesson a sheet is of: number, municipality, minutes."""
    return [
        _("Lezione {id}").format(id=lesson.id),
        lesson.case.municipality.name,
        _("{minutes} minuti").format(minutes=number(minutes)),
    ]


def cells_of(executed: NotebookNode) -> list[Cell]:
    """List the cells that show something, in order; code, parameters and the opening are left out.

    Raises
    ------
    BuildError
        With every picture that has no description.
    """
    calls = {shown.cell.id: shown.key for shown in shown_by(executed)}
    found = []
    for cell in reduced(executed).cells:
        if cell.cell_type == "markdown":
            call, name, page = "", "", prose(cell.source)
        elif cell.id in calls:
            (call, name), page = calls[cell.id], "".join(map(_shown, cell.outputs))
        else:
            continue
        found.append(Cell(str(cell.id), call, name, tags(cell), clean(page)))
    return found


def prose(source: str) -> str:
    """Write Markdown as HTML, without the signs that link to headings."""
    soup = BeautifulSoup(markdown2html(source), "html.parser")
    for sign in soup.select("a.anchor-link"):
        sign.decompose()
    return str(soup)


def _shown(output: NotebookNode) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        return str(data["text/html"])
    if "text/markdown" in data:
        return prose(data["text/markdown"])
    words = data.get("text/plain", output.get("text", ""))
    return f"<pre>{escape(words)}</pre>" if words else ""


def away_from_notebook(cells: Sequence[Cell]) -> list[Cell]:
    """Leave out what makes sense only in the notebook: progress, handing in, and the words that lead to them."""
    found = []
    for place, cell in enumerate(cells):
        following = next((one.call for one in cells[place + 1 :] if not one.trainer), "")
        leads_there = not cell.call and not cell.trainer and following in _NOT_SHOWN
        if cell.id != STOP and cell.call not in _NOT_SHOWN and not leads_there:
            found.append(cell)
    return found
