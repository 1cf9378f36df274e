"""The kinds of question a file may hold, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from typing import Any

from fis_lessons.cases.reading import Loc, shorten
from fis_lessons.classes import dataclass
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Matching,
    Number,
    NumberMistake,
    OpenText,
    Option,
    Ordering,
    Several,
)
from fis_lessons.exercises.mistakes import told_apart
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.question_reader import Amount, Reader

Maker = Callable[..., Exercise]
"""Makes the exercise, once it is given what every exercise has."""


@dataclass(frozen=True)
class Kind:
    """A kind of question.

    Parameters
    ----------
    keys
        Beyond those that every question has.
    read
        Reads what is of its own.
    names
        What the exercise calls otherwise, and the key it stands under.
    """

    keys: tuple[str, ...]
    read: Callable[[Reader, Loc], Maker]
    names: Mapping[str, str] = field(default_factory=dict)


# --- one right answer, or more ------------------------------------------------------------------
def _choice(reader: Reader, loc: Loc) -> Maker:
    options, right = _answers(reader, (*loc, "answers"))
    for place in right[1:]:
        reader.refuse(
            (*loc, "answers", place, "right"),
            _("Le risposte giuste sono più di una."),
            expected=_("una sola; con «kind: several» possono essere di più"),
            remedy=_("Scrivi «wrong» e il perché sotto le altre."),
        )
    return partial(Choice, options=options, right=options[right[0]].id if right else "")


def _several(reader: Reader, loc: Loc) -> Maker:
    options, right = _answers(reader, (*loc, "answers"))
    return partial(
        Several,
        options=options,
        right=frozenset(options[place].id for place in right),
        missing=reader.text((*loc, "missing")),
    )


def _answers(reader: Reader, loc: Loc) -> tuple[tuple[Option, ...], list[int]]:
    """Read answers, and which of them are right by their number."""
    options = _options(reader, loc, also=("right", "wrong"))
    right = []
    for place in range(len(options)):
        marked = reader.at((*loc, place, "right"))
        if marked is None:
            continue
        right.append(place)
        if marked is not True or options[place].feedback:
            reader.refuse(
                (*loc, place, "right"),
                _("Qui c'è: {found}.").format(found=shorten(marked)),
                expected=_("«right: true», oppure «wrong» e il perché, non tutti e due"),
                remedy=_("Tieni la riga che vale."),
            )
    return options, right


def _options(reader: Reader, loc: Loc, *, also: tuple[str, ...] = ()) -> tuple[Option, ...]:
    """Read a list of things with a name and a text."""
    return tuple(_option(reader, place, ("id", "text", *also)) for place in reader.places(loc))


def _option(reader: Reader, loc: Loc, known: tuple[str, ...]) -> Option:
    if not reader.keys(loc, known):
        harmless = reader.harmless(loc)
        return Option(id=harmless, label=harmless, feedback=harmless)
    return Option(
        id=reader.label((*loc, "id")),
        label=reader.text((*loc, "text")),
        feedback=reader.text((*loc, "wrong")),
    )


# --- pairs, orders, tables to tick --------------------------------------------------------------
def _matching(reader: Reader, loc: Loc) -> Maker:
    rows = _options(reader, (*loc, "rows"), also=("right", "wrong", "wrong_with"))
    places = dict(zip([row.id for row in rows], reader.places((*loc, "rows")), strict=True))
    return partial(
        Matching,
        rows=rows,
        columns=_options(reader, (*loc, "columns")),
        right={row: reader.label((*place, "right")) for row, place in places.items()},
        pairs={
            (row, column): reader.text((*place, "wrong_with", column))
            for row, place in places.items()
            for column in reader.names((*place, "wrong_with"))
        },
    )


def _grid(reader: Reader, loc: Loc) -> Maker:
    rows = _options(reader, (*loc, "rows"), also=("right", "wrong"))
    places = zip([row.id for row in rows], reader.places((*loc, "rows")), strict=True)
    return partial(
        Grid,
        rows=rows,
        columns=_options(reader, (*loc, "columns")),
        right={row: frozenset(map(reader.label, reader.places((*place, "right")))) for row, place in places},
    )


def _ordering(reader: Reader, loc: Loc) -> Maker:
    return partial(
        Ordering,
        items=_options(reader, (*loc, "items"), also=("wrong",)),
        right=tuple(map(reader.label, reader.places((*loc, "right")))),
    )


# --- a few lines --------------------------------------------------------------------------------
def _text(reader: Reader, loc: Loc) -> Maker:
    return partial(
        OpenText,
        model_answer=reader.text((*loc, "model")),
        criteria=_options(reader, (*loc, "criteria")),
        least_words=reader.whole((*loc, "least_words"), default=5),
    )


# --- a number -----------------------------------------------------------------------------------
def _number(reader: Reader, loc: Loc) -> Maker:
    expected = reader.amount((*loc, "right"), needed=True)
    mistakes = [_mistake(reader, place) for place in reader.places((*loc, "mistakes"))]
    made = partial(
        Number,
        expected=expected.value,
        tolerance=reader.amount((*loc, "tolerance")).value,
        unit=reader.text((*loc, "unit")),
        decimals=reader.whole((*loc, "decimals")),
        mistakes=tuple(mistake for mistake, _amount in mistakes),
    )

    def _make(**always: Any) -> Number:
        number = made(**always)
        amounts = [amount for _mistake, amount in mistakes]
        _refuse_same(reader, loc, number, expected, amounts)
        return replace(number, mistakes=_told_apart(number, expected, amounts))

    return _make


def _mistake(reader: Reader, loc: Loc) -> tuple[NumberMistake, Amount]:
    reader.keys(loc, ("id", "value", "wrong"))
    amount = reader.amount((*loc, "value"), needed=True)
    text = reader.text((*loc, "wrong"))
    return NumberMistake(id=reader.label((*loc, "id")), value=amount.value, text=text), amount


def _refuse_same(reader: Reader, loc: Loc, number: Number, answer: Amount, amounts: Sequence[Amount]) -> None:
    """Refuse a mistake that is the answer, or another mistake, whatever the case."""
    before: list[Amount] = []
    for place, (mistake, amount) in enumerate(zip(number.mistakes, amounts, strict=True)):
        typed = not (answer.fact or amount.fact)
        if amount in before or amount == answer or (typed and mistake.id in number.coinciding):
            reader.refuse(
                (*loc, "mistakes", place, "value"),
                _("Questo numero non si distingue dalla risposta giusta, o da un altro errore."),
                expected=_("un numero più lontano della tolleranza"),
                remedy=_("Togli l'errore, o correggi il numero."),
            )
        before.append(amount)


def _told_apart(number: Number, answer: Amount, amounts: Sequence[Amount]) -> tuple[NumberMistake, ...]:
    """Leave out what cannot be told apart here: computed from a case, a number may say nothing for this one."""
    known = [number.expected, number.reference]
    kept = []
    for mistake, amount in zip(number.mistakes, amounts, strict=True):
        typed = not (answer.fact or amount.fact)
        if typed or told_apart(mistake.value, known, number.tolerance):
            known.append(mistake.value)
            kept.append(mistake)
    return tuple(kept)


KINDS: Mapping[str, Kind] = {
    "choice": Kind(("answers",), _choice, {"options": "answers", "right": "answers"}),
    "several": Kind(("answers", "missing"), _several, {"options": "answers", "right": "answers"}),
    "matching": Kind(("rows", "columns"), _matching, {"right": "rows", "pairs": "rows"}),
    "grid": Kind(("rows", "columns"), _grid, {"right": "rows"}),
    "ordering": Kind(("items", "right"), _ordering),
    "number": Kind(("right", "tolerance", "decimals", "unit", "mistakes"), _number, {"expected": "right"}),
    "text": Kind(("model", "criteria", "least_words"), _text, {"model_answer": "model"}),
}
"""What may follow «kind:»."""
