"""A small lesson for the tests: everything a real one shows, with texts nobody would print."""

from __future__ import annotations

from typing import Any

import nbformat
import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fis_lessons.exercises import (
    Choice,
    Exercise,
    Hints,
    Matching,
    Number,
    NumberMistake,
    Option,
    Panel,
    Progress,
    Several,
    solution_html,
    static,
)
from fis_lessons.exercises.show import dress
from fis_lessons.figures import COLOURS, Figure, Html, canvas, picture, plain, table_html, tidy
from fis_lessons.lessons.desk.board import progress_html
from fis_lessons.lessons.desk.controls import Control, Pick, Whole
from fis_lessons.lessons.desk.live import Live
from fis_lessons.lessons.desk.notes import note_panel

NASTY = '<script>window.hurt = 1</script><img src="https://example.org/x.png" onerror="window.hurt = 1">'
_HINTS = Hints(nudge="Guarda la tabella.", pointer="La riga dei 65-74 anni.", worked="Somma le due righe.")

EXERCISES: dict[str, Exercise] = {
    "people": Number(
        id="people",
        question="**Quante persone** hanno tra 60 e 75 anni a *Borgo di prova*? Scrivi il numero intero.",
        hints=_HINTS,
        why="Conta anche chi ha 75 anni compiuti: la fascia arriva fino al 76° compleanno.",
        expected=23119,
        unit="persone",
        mistakes=(NumberMistake(id="band", value=13320, text="Hai contato solo chi ha tra 65 e 74 anni."),),
    ),
    "choice": Choice(
        id="choice",
        question="Che cosa distingue il welfare di comunità da una somma di servizi chiesti uno per uno?",
        hints=_HINTS,
        why="Le persone prendono parte a ogni fase del servizio.",
        options=(
            Option(
                id="a",
                label="Chi abita il quartiere **prende parte**: decide, progetta, fa, valuta",
            ),
            Option(
                id="b", label="Il Comune spende meno", feedback="Può succedere, ma non è questo il punto."
            ),
            Option(
                id="c",
                label="I servizi sono dati in appalto a un solo ente che li coordina tutti in città",
                feedback="Così il Comune resta l'unico a decidere.",
            ),
        ),
        right="a",
    ),
    "several": Several(
        id="several",
        question="Quali di questi sono **beni comuni** del quartiere?",
        hints=_HINTS,
        why="Un bene comune è usato e curato da più persone.",
        options=(
            Option(id="a", label="Il cortile della scuola, aperto il pomeriggio"),
            Option(id="b", label="Il sapere di chi ha cucinato per anni alla festa patronale"),
            Option(id="c", label="Un'auto privata", feedback="Un'auto privata ha un padrone solo."),
        ),
        right=frozenset({"a", "b"}),
        missing="Rileggi l'elenco.",
    ),
    "match": Matching(
        id="match",
        question="Chi fa che cosa?",
        hints=_HINTS,
        why="Ogni ruolo ha il suo compito.",
        rows=(
            Option(id="x", label="Chi presta il capitale all'inizio e lo rischia", feedback="Non valuta."),
            Option(id="y", label="Chi misura i risultati", feedback="Non presta."),
        ),
        columns=(Option(id="1", label="Finanziatore privato"), Option(id="2", label="Valutatore")),
        right={"x": "1", "y": "2"},
    ),
}


def figure(people: int = 23119) -> Figure:
    """Draw two bars."""
    drawing = canvas(height=3)
    axes = drawing.subplots()
    axes.barh(["65-74", "60-75"], [13320, people], color=[COLOURS[4], COLOURS[0]])
    axes.set_xlabel("persone")
    tidy(axes)
    table = pd.DataFrame({"Età": ["60-75", "65-74"], "Persone": [f"{people:,}".replace(",", "."), "13.320"]})
    return picture(
        drawing,
        alt=f"Due barre: {people} persone tra 60 e 75 anni, 13.320 tra 65 e 74.",
        caption="Persone a Borgo di prova, per età",
        table=table,
        sources=("[Istituto di prova](https://example.org/dati), 2025",),
    )


def wide_table() -> Html:
    """Make a table no telephone is wide enough for."""
    years = [str(year) for year in range(2010, 2026)]
    table = pd.DataFrame(
        [["Borgo di prova", *["1.234.567"] * len(years)], ["Italia", *["58.990.000"] * len(years)]],
        columns=["Territorio", *years],
    )
    return Html(table_html(table, caption="Residenti per anno"), table.to_string())


CONTROL = Control(
    id="band",
    title="Muovi la soglia: la figura cambia",
    inputs=(
        Whole(name="age", label="Dall'età di", low=50, high=80, value=60),
        Pick(name="sex", label="Sesso", options=(("tutti", "t"), ("donne", "f")), value="t"),
    ),
    draw=lambda *, age, sex: [figure(23119 - 700 * (age - 60) - (11000 if sex == "f" else 0))],
)
_record = Progress(None)
_boards: list[Any] = []


def _rows() -> list[tuple[str, str]]:
    states = _record.states("99", case="prova")
    return [(plain(exercise.question), states.get(name, "")) for name, exercise in EXERCISES.items()]


def ask(name: str) -> Live:
    """Show an exercise."""
    exercise = EXERCISES[name]
    heading = f"Esercizio {list(EXERCISES).index(name) + 1} di {len(EXERCISES)}"

    def changed() -> None:
        for board in _boards:
            board.value = progress_html(_rows()).html

    def widget() -> Any:
        panel = Panel(exercise, heading=heading, lesson="99", case="prova", progress=_record, changed=changed)
        return panel.widget()

    return Live(widget, static(exercise, heading=heading))


def solution(name: str) -> Html:
    """Show the expected answer."""
    return solution_html(EXERCISES[name])


def explore() -> Live:
    """Show the control."""
    return Live(CONTROL.widget, CONTROL.static())


def note() -> Live:
    """Show the field for one's own municipality."""
    page = Html('<div class="fis-note"><p>E nel tuo Comune?</p></div>', "E nel tuo Comune?")
    return Live(lambda: note_panel("E nel tuo Comune?", start="", save=lambda _text: ""), page)


def progress() -> Live:
    """Show the board."""

    def board() -> Any:
        import ipywidgets as w

        widget = w.HTML(progress_html(_rows()).html)
        _boards.append(widget)
        return widget

    return Live(board, progress_html(_rows()))


def opening() -> Html:
    """Bring the style along."""
    return Html(f'{dress()}<p class="fis-opening" role="status">Lezione 99 pronta.</p>', "pronta")


_LONG = "totale = sum([" + ", ".join(f"100_000_{n:03}" for n in range(60)) + "])  # " + "molto lungo " * 30

_CELLS: tuple[tuple[str, str], ...] = (
    ("md", "# Lezione di prova: «chi c'è» & chi manca\n\nPremi ▶▶ **Avvia la lezione**."),
    ("code", 'from sample_lesson import *; case = "prova"; opening()'),
    ("md", "## La storia\n\nUn [collegamento](https://example.org/storia), una **parola** e `codice`."),
    ("code", "figure()"),
    (
        "md",
        "#### Un livello saltato\n\n| Fase | Chi |\n|---|---|\n| Progetto | le famiglie |\n| | il Comune |",
    ),
    ("code", "wide_table()"),
    ("md", "## Muovi i comandi\n\n1. uno\n2. due\n\n> Una citazione."),
    ("code", "explore()"),
    ("md", "## Gli esercizi\n\nVai alla [lezione dopo](02_dopo.ipynb#inizio)."),
    ("code", 'ask("people")'),
    ("solution", 'solution("people")'),
    ("code", 'ask("choice")'),
    ("code", 'ask("several")'),
    ("code", 'ask("match")'),
    ("trainer", "### Conduzione\n\n| Minuti | Che cosa |\n|---|---|\n| 10 | giro di tavolo |"),
    ("md", "# Un secondo titolo\n\nChe diventa una sezione."),
    ("code", "note()"),
    ("code", "progress()"),
    ("code", _LONG),
)


def notebook() -> NotebookNode:
    """Build the notebook as a lesson's source: no outputs."""
    cells = []
    for position, (kind, source) in enumerate(_CELLS):
        new = new_code_cell if kind in ("code", "solution") else new_markdown_cell
        cell = new(source, id=f"cella-{position:02}")
        if kind in ("code", "solution"):
            cell.metadata["jupyter"] = {"source_hidden": True}
        if kind in ("solution", "trainer"):
            cell.metadata["tags"] = [kind]
        cells.append(cell)
    about = {
        "id": "99",
        "minutes": 60,
        "title": "Lezione di prova",
        "objectives": ["distinguere chi c'è da chi manca", "leggere una tabella"],
        "competence_area": "bisogni e denominatori",
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = new_notebook(cells=cells, metadata={"fis": about, "kernelspec": kernel})
    nbformat.validate(made)
    return made


def executed() -> NotebookNode:
    """Build the notebook with its outputs, without a kernel: each cell's last expression, shown."""
    made = notebook()
    for cell in made.cells:
        source = cell.source.split("; ")[-1]
        if cell.cell_type == "code" and source != _LONG:
            bundle = eval(source)._repr_mimebundle_()
            cell.outputs = [new_output("execute_result", data=bundle, execution_count=1)]
    return made


def hostile() -> NotebookNode:
    """Build a notebook in which everything that can be typed tries to do harm."""
    made = notebook()
    attack = f"{NASTY}<a href=\"java\nscript:window.hurt=1\">qui</a><p style='background:url(https://example.org/y)'>z"
    made.cells = [
        new_markdown_cell(f"# Titolo {NASTY}", id="titolo"),
        new_markdown_cell(f"## Sezione\n\n{attack}\n\n[qui](javascript:window.hurt=1)", id="testo"),
        new_code_cell(
            f"comune = '{NASTY}'",
            id="codice",
            outputs=[
                new_output("stream", name="stdout", text=NASTY),
                new_output("stream", name="stderr", text="un avviso"),
                new_output("display_data", data={"text/html": f"<svg><style>{attack}</style></svg>{attack}"}),
                new_output(
                    "display_data", data={"text/html": '<p style="color:red">a</p><form><input></form>'}
                ),
                new_output("display_data", data={"text/markdown": attack}),
                new_output("display_data", data={"text/plain": NASTY}),
                new_output("display_data", data={"application/javascript": "window.hurt = 1"}),
                new_output("display_data", data={"application/json": {"hurt": NASTY}}),
                new_output("error", ename="Errore", evalue=NASTY, traceback=[NASTY]),
            ],
        ),
    ]
    made.metadata["fis"] = {"id": NASTY, "objectives": [NASTY], "competence_area": NASTY, "minutes": 1}
    return made
