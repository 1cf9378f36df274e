"""One small exercise of each kind, for the tests."""

from __future__ import annotations

from fis_lessons.exercises import (
    Choice,
    Grid,
    Hints,
    Matching,
    Number,
    NumberMistake,
    OpenText,
    Option,
    Ordering,
    Several,
)

HINTS = Hints(nudge="uno", pointer="due", worked="tre")

PEOPLE = Number(
    id="people",
    question="Quante persone?",
    hints=HINTS,
    why="Conta anche chi ha 75 anni.",
    expected=23119,
    unit="persone",
    mistakes=(NumberMistake(id="other_band", value=13320, text="Hai contato 65-74."),),
)
SHARE = Number(
    id="share",
    question="Che quota?",
    hints=HINTS,
    why="23.119 su 119.534.",
    expected=19.341,
    tolerance=0.05,
    unit="%",
    decimals=1,
)
CHOICE = Choice(
    id="choice",
    question="Quale?",
    hints=HINTS,
    why="Perché sì.",
    options=(Option(id="a", label="**A**"), Option(id="b", label="B", feedback="B no, perché…")),
    right="a",
)
SEVERAL = Several(
    id="several",
    question="Quali?",
    hints=HINTS,
    why="Sono due.",
    options=(
        Option(id="a", label="A"),
        Option(id="b", label="B"),
        Option(id="c", label="C", feedback="C non paga."),
        Option(id="d", label="D", feedback="D non c'era."),
    ),
    right=frozenset({"a", "b"}),
    missing="Rileggi la tabella.",
)
MATCH = Matching(
    id="match",
    question="Chi fa che cosa?",
    hints=HINTS,
    why="Ognuno il suo.",
    rows=(
        Option(id="x", label="X", feedback="X non fa quello."),
        Option(id="y", label="Y", feedback="Y no."),
    ),
    columns=(Option(id="1", label="Uno"), Option(id="2", label="Due"), Option(id="3", label="Tre")),
    right={"x": "1", "y": "2"},
    pairs={("x", "3"): "X e Tre si confondono spesso."},
)
ORDER = Ordering(
    id="order",
    question="In che ordine?",
    hints=HINTS,
    why="Prima si legge il bisogno.",
    items=(
        Option(id="pay", label="Pagare", feedback="Si paga dopo la verifica."),
        Option(id="read", label="Leggere il bisogno", feedback="Viene prima di tutto."),
        Option(id="check", label="Verificare", feedback="Si verifica ciò che si è fatto."),
    ),
    right=("read", "check", "pay"),
)
GRID = Grid(
    id="grid",
    question="Chi, in quale fase?",
    hints=HINTS,
    why="Le caselle vuote contano.",
    rows=(Option(id="x", label="X", feedback="Rileggi X."), Option(id="y", label="Y", feedback="Rileggi Y.")),
    columns=(Option(id="design", label="Progetta"), Option(id="deliver", label="Realizza")),
    right={"x": frozenset({"design", "deliver"}), "y": frozenset()},
)
OPEN = OpenText(
    id="open",
    question="Chi è la popolazione?",
    hints=HINTS,
    why="Un denominatore si può contare.",
    model_answer="Le persone residenti tra 60 e 75 anni.",
    criteria=(Option(id="who", label="Dico chi è contato."), Option(id="when", label="Dico a che data.")),
)
EVERY = (PEOPLE, SHARE, CHOICE, SEVERAL, MATCH, ORDER, GRID, OPEN)
