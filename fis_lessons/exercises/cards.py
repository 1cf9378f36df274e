"""Flash cards: the questions of a bank, front and back, to study or to print."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.classes import dataclass
from fis_lessons.exercises.kinds import Grid, Matching, Ordering
from fis_lessons.exercises.spec import Choice, Exercise, Option, Several
from fis_lessons.figures import plain


@dataclass(frozen=True)
class Card:
    """A question on one side, the answer and its reason on the other; plain text."""

    id: str
    front: str
    back: str


def flash_cards(bank: Iterable[Exercise]) -> tuple[Card, ...]:
    r"""Turn questions into cards.

    Parameters
    ----------
    bank
        Questions of a quiz, or exercises of a lesson.

    Examples
    --------
    >>> from fis_lessons.exercises import Choice, Hints, Option
    >>> options = (Option(id="a", label="Chi **paga**"), Option(id="b", label="Chi valuta", feedback="No."))
    >>> hints = Hints(nudge="Leggi.", pointer="Rileggi.", worked="Conta.")
    >>> question = Choice(id="q", question="Chi?", hints=hints, why="Paga.", options=options, right="a")
    >>> flash_cards([question])
    (Card(id='q', front='Chi?\n- Chi paga\n- Chi valuta', back='Chi paga\nPaga.'),)
    """
    return tuple(
        Card(one.id, plain(front(one)), f"{one.reference_text}\n{plain(one.why)}".strip()) for one in bank
    )


def front(question: Exercise) -> str:
    """Write the side that asks, in Markdown: the question, and what can be chosen in the order it has."""
    return "\n".join([question.question.strip(), *_choices(question)])


def _choices(question: Exercise) -> list[str]:
    if isinstance(question, Choice | Several):
        return _lines(question.options)
    if isinstance(question, Ordering):
        return _lines(question.items)
    if isinstance(question, Matching | Grid):
        columns = "; ".join(column.label for column in question.columns)
        return [*_lines(question.rows), f"[{columns}]"]
    return []


def _lines(options: Iterable[Option]) -> list[str]:
    return [f"- {option.label}" for option in options]
