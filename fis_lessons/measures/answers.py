"""A table of answers to a questionnaire: a row per person, a column per question, gaps where nobody answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import missing, plain, said

Floats = npt.NDArray[np.float64]
Table = pd.DataFrame | Mapping[str, Sequence[object]] | Sequence[Sequence[object]] | npt.NDArray[Any]
"""A data frame, a column of answers under each name, or rows of answers."""

MOST_CELLS: Final = 1_000_000
TOLD: Final = 10
"""Problems told one by one; of the others, only how many."""


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers, read.

    Parameters
    ----------
    items
        Names of the questions.
    values
        Shape (persons, items); not a number where an answer is missing.
    """

    items: tuple[str, ...]
    values: Floats


def read_answers(
    require: Require,
    answers: object,
    *,
    low: object = None,
    high: object = None,
    reversed_items: object = (),
    fewest_items: int = 1,
) -> Answers:
    """Read a table of answers, turn round the reversed questions, and tell every answer that cannot be one.

    Parameters
    ----------
    require
        Who remembers what is wrong; whoever calls stops before computing.
    answers
        As :data:`Table`.
    low, high
        Ends of the scale: an answer beyond them is refused. Needed to turn a question round.
    reversed_items
        Questions where a high answer means little of what is measured: ``low + high - answer``.
    fewest_items
        Questions there must be.
    """
    where = _("tabella delle risposte")
    names, columns = _columns(require, answers, where)
    if require.fine and len(names) < fewest_items:
        require.problem(
            where,
            _("domande: {n}.").format(n=exact(len(names))),
            expected=_("almeno {n} domande").format(n=exact(fewest_items)),
        )
    ends = _ends(require, low, high)
    turned = require.items(reversed_items, _("domande rovesciate"), of=str, expected=_("nomi di domande"))
    if require.fine:
        _known(require, turned, names, ends)
    if not require.fine:
        return Answers(("",), np.zeros((1, 1)))
    values = _numbers(require, names, columns, ends)
    if ends is not None:
        for name in set(turned):
            place = names.index(name)
            values[:, place] = ends[0] + ends[1] - values[:, place]
    return Answers(names, values)


def _columns(
    require: Require, answers: object, where: str
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Return names of questions and their columns."""
    if isinstance(answers, pd.DataFrame):
        listed: dict[str, object] = {
            str(name): answers.iloc[:, i].tolist() for i, name in enumerate(answers.columns)
        }
        if len(listed) < answers.shape[1]:
            require.problem(where, _("due domande hanno lo stesso nome."), expected=_("nomi diversi"))
    elif isinstance(answers, Mapping):
        listed = {str(name): column for name, column in answers.items()}
    else:
        listed = _from_rows(require, answers, where)
    columns = tuple(
        require.items(
            column, _("domanda «{name}»").format(name=name[:40]), expected=_("un elenco di risposte")
        )
        for name, column in listed.items()
    )
    persons = {len(column) for column in columns}
    if require.fine and len(persons) > 1:
        require.problem(where, _("le domande non hanno lo stesso numero di righe."))
    elif require.fine and (not persons or persons == {0}):
        require.problem(where, _("è vuota."), expected=_("una riga per persona, una colonna per domanda"))
    elif require.fine and len(columns) * persons.pop() > MOST_CELLS:
        require.problem(
            where, _("è troppo lunga."), expected=_("al massimo {n} risposte").format(n=exact(MOST_CELLS))
        )
    return tuple(listed), columns


def _from_rows(require: Require, answers: object, where: str) -> dict[str, object]:
    if isinstance(answers, np.ndarray) and answers.ndim == 2:
        answers = answers.tolist()
    rows = require.items(answers, where, expected=_("una riga per persona, una colonna per domanda"))
    read = [
        require.items(row, _("riga {n}").format(n=place), expected=_("una risposta per domanda"))
        for place, row in enumerate(rows, start=1)
    ]
    if require.fine and len({len(row) for row in read}) > 1:
        require.problem(where, _("le righe non hanno lo stesso numero di risposte."))
    if not require.fine or not read:
        return {}
    return {str(place): column for place, column in enumerate(zip(*read, strict=True), start=1)}


def _ends(require: Require, low: object, high: object) -> tuple[float, float] | None:
    if low is None and high is None:
        return None
    first = require.number(low, _("risposta più bassa della scala"))
    last = require.number(high, _("risposta più alta della scala"))
    if require.fine and first >= last:
        require.problem(
            _("scala"),
            _("la risposta più bassa è {low}, la più alta {high}.").format(
                low=exact(first), high=exact(last)
            ),
        )
    return first, last


def _known(
    require: Require, turned: Iterable[str], names: Sequence[str], ends: tuple[float, float] | None
) -> None:
    where = _("domande rovesciate")
    for name in turned:
        if name not in names:
            require.problem(
                where,
                _("c'è {value}.").format(value=said(name)),
                expected=_("una tra {names}").format(names=", ".join(f"«{one[:40]}»" for one in names[:20])),
            )
    if tuple(turned) and ends is None:
        require.problem(
            where,
            _("non si sa dove comincia e dove finisce la scala."),
            remedy=_("Dai la risposta più bassa e la più alta: per esempio 1 e 5."),
        )


def _numbers(
    require: Require,
    names: Sequence[str],
    columns: Sequence[Sequence[object]],
    ends: tuple[float, float] | None,
) -> Floats:
    values = np.full((len(columns[0]), len(names)), np.nan)
    wrong = 0
    for i, (name, column) in enumerate(zip(names, columns, strict=True)):
        for row, cell in enumerate(column):
            if missing(cell) or (isinstance(cell, str) and not cell.strip()):
                continue
            found = plain(cell)
            if isinstance(found, float) and (ends is None or ends[0] <= found <= ends[1]):
                values[row, i] = found
                continue
            wrong += 1
            if wrong <= TOLD:
                where = _("riga {n}, domanda «{name}»").format(n=exact(row + 1), name=name[:40])
                _refuse(require, where, found, ends)
    if wrong > TOLD:
        require.problem(
            _("tabella delle risposte"),
            _("altre risposte da correggere: {n}.").format(n=exact(wrong - TOLD)),
            remedy=_("Correggi le prime e riprova."),
        )
    return values


def _refuse(require: Require, where: str, found: float | str, ends: tuple[float, float] | None) -> None:
    expected = (
        _("un numero, oppure niente")
        if ends is None
        else _("un numero fra {low} e {high}, oppure niente").format(low=exact(ends[0]), high=exact(ends[1]))
    )
    words = found if isinstance(found, str) else _("è {value}.").format(value=exact(found))
    require.problem(where, words, expected=expected)
