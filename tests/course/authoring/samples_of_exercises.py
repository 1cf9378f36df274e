"""What a lesson asks: for each rule exercises that trip it, and some that nearly do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from author_samples import HERE, OPEN, book, code
from sample_course import text

from fis_lessons.course.authoring.material import Subject, Variant
from fis_lessons.exercises import Choice, Exercise, Hints, Number, NumberMistake, Option, Ordering, Progress
from fis_lessons.lessons import LESSONS, Lesson

HINTS = Hints(nudge="Chi resta fuori?", pointer="Guarda la tabella.", worked="Somma e dividi.")
FAR = NumberMistake(id="far", value=90.0, text="Hai contato tutti gli abitanti.")
NUMBER = Number(
    id="n", question="Quanti sono?", hints=HINTS, why="Perché sì.", expected=23119.0, mistakes=(FAR,)
)
CHOICE = Choice(
    id="c",
    question="Chi paga?",
    hints=HINTS,
    why="Perché sì.",
    right="a",
    options=(
        Option(id="a", label="Il Comune di Lucca"),
        Option(id="b", label="La Regione Toscana", feedback="La Regione non firma il contratto."),
        Option(id="d", label="Lo Stato italiano", feedback="Lo Stato ha messo solo il Fondo."),
    ),
)
ORDER = Ordering(
    id="o",
    question="In che ordine?",
    hints=HINTS,
    why="Perché sì.",
    right=("x", "y"),
    items=(
        Option(id="x", label="Prima", feedback="Viene prima."),
        Option(id="y", label="Poi", feedback="Viene poi."),
    ),
)
FIVE = tuple(replace(one, id=f"{one.id}{n}") for n, one in enumerate((NUMBER, CHOICE, ORDER, NUMBER, CHOICE)))
TWELVE = tuple(replace(one, id=f"{one.id}{n}") for n in range(4) for one in (NUMBER, CHOICE, ORDER))
LONG = replace(
    CHOICE,
    options=(
        replace(CHOICE.options[0], label="Il Comune, che firma il contratto a risultato"),
        *CHOICE.options[1:],
    ),
)


class Deaf(Number):
    """A number whose own answer is refused."""

    def _accepts(self, value: float) -> bool:
        return False


def asks(*exercises: Exercise, bank: tuple[Exercise, ...] = (), case: str = "lucca") -> Subject:
    """Make a lesson that asks something on one case."""
    return Subject(file=HERE, notebook=book(), variants=(Variant(case, exercises, bank),))


def opened(**parts: Any) -> Lesson[Any, Any]:
    """Open lesson 12 with some of its parts replaced."""
    spec = LESSONS["12"]
    made = spec.open({}, progress=Progress(None))
    made.parts = replace(made.parts, **parts)
    return made


def holding(lesson: Lesson[Any, Any], *, minutes: int = 50) -> Subject:
    """Make a notebook of a lesson that shows nothing of it."""
    return Subject(file=HERE, notebook=book(minutes=minutes), lesson=lesson)


def _leaking(words: str) -> Subject:
    cells = [text("# Prova", "title"), text(words, "here"), OPEN, code("1", "solution", name="solution-c")]
    return Subject(
        file=HERE, notebook=book(*cells), variants=(Variant("lucca", (replace(CHOICE, why=_WHY),)),)
    )


_WHY = "Paga il Comune, perché nel contratto è lui che compra il risultato."


def _two(value: float) -> Number:
    other = NumberMistake(id="other", value=value, text="Hai tolto i bambini.")
    return replace(NUMBER, mistakes=(FAR, other))


def _feedback(words: str) -> Choice:
    first, second, third = CHOICE.options
    return replace(CHOICE, options=(first, second, replace(third, feedback=words)))


def exercises() -> dict[str, tuple[Subject, Subject]]:
    """Make the samples; some open a lesson, so that they are made when they are asked for."""
    return {
        "exercise-opens": (
            Subject(file=HERE, notebook=book(), variants=(Variant("prato", trouble="KeyError: 'giovani'"),)),
            asks(NUMBER),
        ),
        "exercise-right": (
            asks(Deaf(id="n", question="?", hints=HINTS, why="!", expected=10.0)),
            asks(NUMBER),
        ),
        "mistake-unnamed": (asks(replace(NUMBER, mistakes=())), asks(NUMBER, CHOICE, ORDER)),
        "mistake-right": (
            asks(replace(NUMBER, mistakes=(replace(FAR, value=23119.0),))),
            asks(replace(NUMBER, mistakes=(replace(FAR, value=23120.0),))),
        ),
        "mistake-same": (asks(_two(90.0)), asks(_two(91.0))),
        "feedback-same": (
            asks(_feedback("La Regione non firma il contratto.")),
            asks(_feedback("Lo Stato non firma il contratto.")),
        ),
        "feedback-short": (asks(_feedback("No, sbagliato.")), asks(_feedback("Non firma nulla."))),
        "hints-same": (
            asks(replace(NUMBER, hints=replace(HINTS, pointer="Chi **resta** fuori"))),
            asks(replace(NUMBER, hints=replace(HINTS, pointer="Chi resta dentro?"))),
        ),
        "hint-answer": (
            asks(replace(NUMBER, hints=replace(HINTS, pointer="Sono 23.119 in tutto."))),
            asks(replace(NUMBER, hints=replace(HINTS, pointer="Sono più di 23.000.", worked="Sono 23.119."))),
        ),
        "leak": (_leaking(_WHY), _leaking("Paga il Comune? Nel contratto si legge chi compra.")),
        "exercise-count": (asks(*FIVE[:4]), asks(*FIVE)),
        "exercise-kinds": (asks(NUMBER, CHOICE), asks(NUMBER, CHOICE, ORDER)),
        "exercise-minutes": (asks(replace(NUMBER, minutes=9)), asks(replace(NUMBER, minutes=8))),
        "quiz-count": (asks(bank=TWELVE[:11]), asks(bank=TWELVE)),
        "quiz-kinds": (asks(bank=(NUMBER, CHOICE)), asks(bank=(NUMBER, CHOICE, ORDER))),
        "quiz-longest": (asks(bank=(LONG,) * 4), asks(bank=(LONG, LONG, LONG, CHOICE))),
        "control-missing": (
            holding(opened(controls=lambda _ground, _learner: [])),
            holding(opened()),
        ),
        "own-missing": (holding(opened(notes={}, documents={})), holding(opened(documents={}))),
        "minutes-honest": (holding(opened(), minutes=20), holding(opened(), minutes=60)),
        "contents": (holding(opened()), _whole("12")),
    }


def _whole(number: str) -> Subject:
    from fis_lessons.course import notebooks

    spec = LESSONS[number]
    return Subject(
        file=spec.notebook,
        notebook=notebooks.read(spec.notebook),
        lesson=spec.open({}, progress=Progress(None)),
    )
