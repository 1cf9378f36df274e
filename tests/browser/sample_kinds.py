"""A notebook with one exercise of each kind, to be answered with the keyboard alone."""

from __future__ import annotations

from typing import Any

import nbformat
import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Hints,
    Matching,
    Number,
    OpenText,
    Option,
    Ordering,
    Panel,
    Progress,
    Several,
    Table,
    static,
)
from fis_lessons.exercises.show import dress
from fis_lessons.figures import Html
from fis_lessons.i18n import number
from fis_lessons.lessons.desk.board import Board, Position, board_html
from fis_lessons.lessons.desk.controls import Control, Real
from fis_lessons.lessons.desk.live import Live

_HINTS = Hints(nudge="Guarda la tabella.", pointer="La riga dei 65-74 anni.", worked="Somma le due righe.")
_AB = (Option(id="a", label="Le famiglie", feedback="No, le famiglie no."), Option(id="b", label="Il Comune"))
_ROWS = (_AB[0], Option(id="b", label="Il Comune", feedback="Il Comune realizza."))  # each row says why
_PHASES = (Option(id="design", label="Progettano"), Option(id="deliver", label="Realizzano"))

EXERCISES: dict[str, Exercise] = {
    one.id: one
    for one in (
        Number(id="number", question="Quante?", hints=_HINTS, why="Sono 12.", expected=12, unit="persone"),
        Choice(id="choice", question="Chi decide?", hints=_HINTS, why="Il Comune.", options=_AB, right="b"),
        Several(
            id="several",
            question="Chi c'è?",
            hints=_HINTS,
            why="Tutti.",
            options=_AB,
            right=frozenset({"a", "b"}),
        ),
        Matching(
            id="match",
            question="Chi fa che cosa?",
            hints=_HINTS,
            why="Ognuno il suo.",
            rows=_ROWS,
            columns=_PHASES,
            right={"a": "design", "b": "deliver"},
        ),
        Ordering(
            id="order", question="In che ordine?", hints=_HINTS, why="Così.", items=_AB, right=("b", "a")
        ),
        Grid(
            id="grid",
            question="Chi prende parte, e quando?",
            hints=_HINTS,
            why="Tutti in tutto, tranne il Comune.",
            rows=_ROWS,
            columns=_PHASES,
            right={"a": frozenset({"design", "deliver"}), "b": frozenset({"design"})},
        ),
        OpenText(
            id="open",
            question="Chi sono?",
            hints=_HINTS,
            why="Si possono contare.",
            model_answer="Chi abita qui, oggi.",
            criteria=(Option(id="who", label="Dico chi."),),
            least_words=2,
        ),
        Table(
            id="table",
            question="Quante per via?",
            hints=_HINTS,
            why="Bene.",
            expected=pd.DataFrame({"via": ["A"], "persone": [3]}),
            key="via",
        ),
    )
}
_record = Progress(None)
_boards: list[Board] = []


def _changed() -> None:
    for board in _boards:
        board.refresh()


_panels = {
    name: Panel(exercise, heading=name, lesson="98", case="prova", progress=_record, changed=_changed)
    for name, exercise in EXERCISES.items()
}


def ask(name: str) -> Live:
    """Show an exercise."""
    return Live(_panels[name].widget, static(EXERCISES[name], heading=name))


def board() -> Live:
    """Show the board of the lesson."""

    def page() -> Html:
        return board_html(_record, EXERCISES.values(), Position("98", "prova", [("98", "Prova")]))

    def widget() -> Any:
        made = Board(
            page,
            reset=lambda: "",
            undo=lambda: "",
            save=lambda: "Copia salvata.",
            bring=lambda data, name: f"{name}: {len(data)}",
            can_undo=lambda: False,
        )
        _boards.append(made)
        return made.widget()

    return Live(widget, page())


COST = Control(
    id="cost",
    title="Muovi il costo",
    inputs=(Real(name="cost", label="Costo", low=0, high=9, value=1, step=0.1),),
    draw=lambda *, cost: [Html(f"<p>Tre ore costano {number(3 * cost, decimals=1)} euro</p>", "")],
)


def explore() -> Live:
    """Show the control."""
    return Live(COST.widget, COST.static())


def opening() -> Html:
    """Bring the style along."""
    return Html(f'{dress()}<p class="fis-opening" role="status">Pronta.</p>', "Pronta.")


def notebook() -> NotebookNode:
    """Build the notebook, without outputs."""
    sources = [
        "from sample_kinds import *; opening()",
        *(f'ask("{name}")' for name in EXERCISES),
        "explore()",
        "board()",
    ]
    cells = [new_markdown_cell("# Ogni tipo", id="titolo")]
    names = ["inizio", *EXERCISES, "comando", "quadro"]
    for name, source in zip(names, sources, strict=True):
        cell = new_code_cell(source, id=f"cella-{name}")
        cell.metadata["jupyter"] = {"source_hidden": True}
        cells.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    about = {
        "id": "98",
        "minutes": 5,
        "title": "Ogni tipo",
        "objectives": ["rispondere"],
        "competence_area": "prova",
    }
    made = new_notebook(cells=cells, metadata={"fis": about, "kernelspec": kernel})
    nbformat.validate(made)
    return made
