"""A file with one question of each kind, and the facts it names."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from fis_lessons.errors import ExerciseError
from fis_lessons.exercises.quiz import Bank
from fis_lessons.lessons.desk.question_bank import FILE, load_bank_file
from fis_lessons.lessons.desk.question_words import Facts

SAMPLE = """\
questions:
  - id: colour
    kind: choice
    minutes: 1
    question: Di che colore è la bandiera di {place}?
    answers:
      - id: red
        text: Rossa
        right: true
      - id: blue
        text: Blu
        wrong: Il blu è del mare.
    hints:
      - Guardala.
      - Ha un colore solo.
      - Non è quella del mare.
    why: È rossa dal {since:day}.

  - id: colours
    kind: several
    minutes: 1
    question: Quali sono colori?
    answers:
      - id: red
        text: Rosso
        right: true
      - id: green
        text: Verde
        right: true
      - id: long
        text: Lungo
        wrong: È una misura.
    missing: Manca un colore.
    hints: [Pensa al prato., Pensa al fuoco., Non misurare.]
    why: Sono due.

  - id: animals
    kind: matching
    minutes: 2
    question: Chi fa che cosa?
    rows:
      - id: dog
        text: Il cane
        right: barks
        wrong: Non fa così.
        wrong_with:
          flies: Il cane non ha ali.
      - id: bird
        text: Il passero
        right: flies
        wrong: Guarda in alto.
    columns:
      - id: barks
        text: abbaia
      - id: flies
        text: vola
    hints: [Ascolta., Guarda., Uno abbaia.]
    why: Ognuno il suo.

  - id: ticks
    kind: grid
    minutes: 2
    question: Chi ha zampe, chi ali?
    rows:
      - id: dog
        text: Il cane
        right: [legs]
        wrong: Ne ha quattro.
      - id: bird
        text: Il passero
        right: [legs, wings]
        wrong: Ha le une e le altre.
    columns:
      - id: legs
        text: zampe
      - id: wings
        text: ali
    hints: [Conta., Guarda., Uno vola.]
    why: Le zampe le hanno tutti e due.

  - id: steps
    kind: ordering
    minutes: 1
    question: In che ordine?
    items:
      - id: eat
        text: Mangiare
        wrong: Prima si cucina.
      - id: cook
        text: Cucinare
        wrong: Prima si compra.
      - id: buy
        text: Comprare
        wrong: Si comincia da qui.
    right: [buy, cook, eat]
    hints: [Pensa al pranzo., Da dove viene il cibo., Si comincia dal mercato.]
    why: Si compra, si cucina, si mangia.

  - id: share
    kind: number
    minutes: 2
    question: "{people:number} su {all:number}: quale percentuale?"
    right: percent
    tolerance: 0.1
    decimals: 1
    unit: "%"
    mistakes:
      - id: inverted
        value: inverted
        wrong: È rovesciato.
      - id: typed
        value: 99
        wrong: Questo non c'entra.
    hints: [Dividi., Sopra la parte., Sotto il tutto.]
    why: "Fa {percent:number.1}: {share:percent} di {place}, per {cost:money} in tutto."

  - id: lines
    kind: text
    minutes: 3
    question: Racconta.
    model: C'era una volta un paese chiamato {place}.
    criteria:
      - id: when
        text: Dico quando.
    hints: [Comincia., Continua., Finisci.]
    why: Si comincia dall'inizio.
"""

FACTS: Facts = {
    "place": "Lucca",
    "colour": {"since": datetime.date(2025, 10, 14)},
    "share": {
        "people": 1500, "all": 6000, "percent": 25.0, "share": 0.25, "inverted": 400.0, "cost": 12_000
    },
}  # fmt: skip


def load(folder: Path, text: str = SAMPLE, facts: Facts = FACTS) -> Bank:
    path = folder / "l99_sample" / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_bank_file(path, facts)


def refusal(folder: Path, text: str = SAMPLE, facts: Facts = FACTS) -> ExerciseError:
    with pytest.raises(ExerciseError) as caught:
        load(folder, text, facts)
    return caught.value
