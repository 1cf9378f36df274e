"""A file of answers as offices have it: codes, dates, a row of means, and every wrong answer with its row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import Problem, ReadingError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.reading import Row, Sheet, is_blank, is_summary, read_book, read_column, text_key

MOST_ROWS = 5_000
MOST_COLUMNS = 200
TOLD = 12
_NAME = 60


@dataclass(frozen=True)
class Survey:
    """Answers read from a file.

    Parameters
    ----------
    name
        Of the file.
    table
        A row per person, a column per question; not a number where nobody answered.
    left_out
        What of the file was not used, a sentence each.
    """

    name: str
    table: pd.DataFrame
    left_out: tuple[str, ...]

    def named(self, written: Sequence[str]) -> list[str]:
        """Return the questions somebody named, whatever the case and the spaces; unknown ones stay as they are."""
        known = {text_key(name): str(name) for name in self.table.columns}
        return [known.get(text_key(name), name) for name in written]


def read_survey(path: Path, *, low: int, high: int) -> Survey:
    """Read a file with a row per person and a column per question.

    A column without any number (codes, dates, comments) is left out and told; so is a row of means. A text among
    numbers, or an answer beyond the scale, is refused with its row and its column: nothing is guessed.

    Parameters
    ----------
    path
        Of a workbook or a text of cells.
    low, high
        Ends of the scale.

    Raises
    ------
    ReadingError
        If the file cannot be read, holds no table of answers, or with every answer to correct.
    """
    book = read_book(path)
    name = book.name
    sheet = next((one for one in book.sheets if len(one.rows) > 1), None)
    if sheet is None:
        raise _no_table(name, _("non ha almeno due righe."))
    heading, body, left_out = _people(sheet)
    if not body:
        raise _no_table(name, _("sotto i nomi delle domande non c'è nessuna risposta."))
    if len(body) > MOST_ROWS or len(heading.cells) > MOST_COLUMNS:
        raise _no_table(
            name,
            _("ha {rows} righe e {columns} colonne.").format(
                rows=number(len(body)), columns=number(len(heading.cells))
            ),
        )
    columns: dict[str, list[float | None]] = {}
    problems: list[Problem] = []
    unused = []
    for position in range(max(len(row.cells) for row in (heading, *body))):
        title = heading.text(position)[:_NAME] or _("colonna {n}").format(n=position + 1)
        read = read_column([row.at(position) for row in body])
        if not any(one is not None for one in read.quantities):
            if any(not is_blank(row.at(position)) for row in body):
                unused.append(title)
            continue
        title = title if title not in columns else f"{title} ({position + 1})"
        bad = {one.position: f"«{one.text}»: {one.why}" for one in read.unread}
        values = [None if one is None else one.value for one in read.quantities]
        for place, value in enumerate(values):
            if value is not None and not low <= value <= high:
                bad[place] = _("è {value}.").format(value=body[place].text(position))
        problems += [
            Problem(
                _("riga {n}, colonna «{name}»").format(n=body[place].number, name=title[:30]),
                found,
                expected=_("un numero fra {low} e {high}, oppure niente").format(
                    low=number(low), high=number(high)
                ),
            )
            for place, found in sorted(bad.items())
        ]
        columns[title] = values
    if problems:
        raise _wrong(problems)
    if unused:
        left_out.append(
            _("Colonne non usate, perché senza numeri: {names}.").format(names=", ".join(unused[:8]))
        )
    return Survey(name, pd.DataFrame(columns, dtype=float), tuple(left_out))


def _people(sheet: Sheet) -> tuple[Row, list[Row], list[str]]:
    """Return the row of names, the rows of people, and what sums up the others."""
    at = next(
        (
            place
            for place, row in enumerate(sheet.rows)
            if sum(isinstance(cell, str) and not is_blank(cell) for cell in row.cells) >= 2
        ),
        0,
    )
    body, left_out = [], []
    for row in sheet.rows[at + 1 :]:
        summary = next((cell for cell in row.cells if isinstance(cell, str) and is_summary(cell)), None)
        if summary is None:
            body.append(row)
        else:
            words = _("La riga {row}, «{text}», riassume le altre e non è una persona.")
            left_out.append(words.format(row=row.number, text=str(summary)[:30]))
    return sheet.rows[at], body, left_out


def _no_table(name: str, found: str) -> ReadingError:
    return ReadingError(
        _("In questo file non trovo le risposte di un questionario."),
        [
            Problem(
                name[:60],
                found,
                expected=_("una riga per persona e una colonna per domanda, al massimo {rows} righe").format(
                    rows=number(MOST_ROWS)
                ),
            )
        ],
    )


def _wrong(problems: list[Problem]) -> ReadingError:
    told = problems[:TOLD]
    if len(problems) > TOLD:
        told.append(
            Problem(
                _("tabella delle risposte"),
                _("altre risposte da correggere: {n}.").format(n=number(len(problems) - TOLD)),
                remedy=_("Correggi le prime e riprova."),
            )
        )
    last = told[-1]
    told[-1] = Problem(
        last.where, last.found, last.expected,
        f"{last.remedy} " + _("Se una colonna non è una domanda della scala, toglila o svuotala."),
    )  # fmt: skip
    return ReadingError(_("Nel file ci sono risposte da correggere. Il file non è stato toccato."), told)
