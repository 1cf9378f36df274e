"""What the cells to write in hold, each as its lesson would keep it: the way back of the workbook."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fis_lessons.dossier.contract_sheet import contract_fields
from fis_lessons.dossier.deal_sheet import deal_fields
from fis_lessons.dossier.fields import Field
from fis_lessons.dossier.indicator_sheet import directions
from fis_lessons.dossier.study.annexes.contract import months_words, once_words
from fis_lessons.dossier.study.annexes.page import KEY, NUMBER_KEY, TABLE_KEY
from fis_lessons.dossier.study.annexes.people import HOLDS
from fis_lessons.dossier.study.annexes.people import kind_words as seat_words
from fis_lessons.dossier.study.annexes.resources import kind_words
from fis_lessons.dossier.study.budget import STAGES, BudgetLine, own_words, state_words
from fis_lessons.dossier.table_draft import PHASES, ROLES, to_text
from fis_lessons.dossier.value_map_reading import read_workbook
from fis_lessons.dossier.value_map_record import to_text as map_text
from fis_lessons.errors import FisError, MeasureError, Problem, ReadingError
from fis_lessons.i18n import LANGUAGES, exact, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import field_name
from fis_lessons.measures.stakeholders.seats import Seat
from fis_lessons.reading import Book, NoValue, Percent, Row, Sheet, cell_name, text_of, whole_from

_FIRST = 1
"""Position, from zero, of the column of values on a sheet of terms."""
Words = Callable[[], Mapping[str, str]]


@dataclass
class Cells:
    """What a workbook says of the project, by section and field, and what in it is not understood."""

    values: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def put(self, key: str, value: str, label: str) -> None:
        """Keep a value, and what its field is called."""
        self.values[key], self.labels[key] = value, label

    def wrong_row(self, sheet: Sheet, row: Row, problem: str) -> None:
        """Keep what is wrong with a row, whichever its cell."""
        where = _("«{sheet}», riga {row}").format(sheet=sheet.name, row=row.number)
        self.problems.append(Problem(where, problem[:200]))

    def wrong(self, sheet: Sheet, row: Row, at: int, problem: str, expected: str = "") -> None:
        """Keep what is wrong with a cell, with where it is."""
        where = f"«{sheet.name}», {cell_name(row, at)}"
        self.problems.append(Problem(where, problem[:200], expected))


def read_cells(book: Book, content: bytes) -> Cells:
    """Read every cell to write in.

    Parameters
    ----------
    book, content
        The workbook, read and as it is: the value map has its own reader.
    """
    found = Cells()
    for sheet in book.sheets:
        table = next((row for row in sheet.rows[:10] if _table_section(row)), None)
        if table is not None:
            _read_table(found, sheet, table)
        elif any(row.text(KEY - 1) == NUMBER_KEY for row in sheet.rows[:3]):
            _read_terms(found, sheet)
    if any("resource_unit_value" in row.cells for sheet in book.sheets for row in sheet.rows[:20]):
        _read_map(found, content)
    return found


def _read_map(found: Cells, content: bytes) -> None:
    try:
        found.put("value_map.map", map_text(read_workbook(content)), _("La mappa del valore"))
    except FisError as error:
        found.problems += error.problems or [Problem("", error.message)]


def _words(options: Callable[[], Sequence[tuple[str, str]]]) -> dict[str, str]:
    """Return what each word stands for, in both languages: a file may have been written in the other."""
    known: dict[str, str] = {}
    for lang in LANGUAGES:
        with use_language(lang):
            known |= {word.casefold(): value for word, value in options()}
    return known


# --- sheets of terms ------------------------------------------------------------------------------
def _read_terms(found: Cells, sheet: Sheet) -> None:
    fields = {
        **{f"contract.{one.id}": one for one in contract_fields()},
        **{f"deal.{one.id}": one for one in deal_fields()},
    }
    choices = {"contract.months": _words(months_words), "contract.once": _words(once_words)}
    for row in sheet.rows:
        key = row.text(KEY - 1)
        if key not in fields:
            continue
        one, cell = fields[key], row.at(_FIRST)
        if isinstance(cell, NoValue):
            found.wrong(sheet, row, _FIRST, f"{cell.text}: {cell.why}")
        elif one.kind == "choice":
            word = text_of(cell).casefold()
            if word in choices[key]:
                found.put(key, choices[key][word], one.label)
            else:
                found.wrong(sheet, row, _FIRST, text_of(cell), _("una delle parole previste"))
        elif one.kind == "whole":
            _read_whole(found, sheet, row, key, one)
        else:
            found.put(key, cell.strip() if isinstance(cell, str) else text_of(cell), one.label)


def _read_whole(found: Cells, sheet: Sheet, row: Row, key: str, one: Field) -> None:
    written = text_of(row.at(_FIRST)).removesuffix("%")
    if not written:
        found.put(key, "", one.label)
        return
    try:
        # a cell holds a number, not a text: its point is a decimal point
        value = float(written) if not isinstance(row.at(_FIRST), str) else written
        read = whole_from(value, where=one.label, low=one.low, high=one.high)
    except (ReadingError, ValueError) as error:
        problems = error.problems if isinstance(error, ReadingError) else []
        found.wrong(sheet, row, _FIRST, problems[0].found if problems else written, one.label)
        return
    found.put(key, number(read) if one.grouped else str(read), one.label)


# --- sheets with a row for each thing ---------------------------------------------------------------
def _table_section(row: Row) -> str:
    marked = [text_of(cell) for cell in row.cells if text_of(cell).startswith(f"{TABLE_KEY}:")]
    return marked[0].partition(":")[2] if marked else ""


def _read_table(found: Cells, sheet: Sheet, heading: Row) -> None:
    section = _table_section(heading)
    at = {text_of(cell): place for place, cell in enumerate(heading.cells) if text_of(cell)}
    hidden = at.pop(f"{TABLE_KEY}:{section}")
    # below the rows to write in stand sums: the hidden column says where they end
    last = max((row.number for row in sheet.rows if row.text(hidden)), default=0)
    body = [row for row in sheet.rows if heading.number + 1 < row.number <= last]
    if section == "indicators":
        _read_indicators(found, sheet, body, at, hidden)
        return
    makers = {"network": _resource, "stakeholders": _seat, "study": _cost}
    made, fine = [], True
    for row in body:
        if not any(text_of(row.at(place)) for place in at.values()):
            continue
        try:
            made.append(makers[section](row, at))
        except (FisError, ValueError) as error:
            problems = error.problems if isinstance(error, FisError) else []
            told = str(problems[0]) if problems else str(error)
            found.wrong_row(sheet, row, told)
            fine = False
    if not fine:
        words = _("da qui non ho preso nulla: correggi le righe dette sopra e rileggi il foglio.")
        found.problems.append(Problem(f"«{sheet.name}»", words))
        return  # half a list is not a list
    if section == "stakeholders":
        seats = [one for one in made if isinstance(one, Seat)]
        found.put("stakeholders.table", to_text(tuple(seats)), _("Chi siede al tavolo"))
    elif section == "network":
        found.put("network.resources", "\n".join(map(str, made)), _("Chi mette che cosa, in un anno"))
    else:
        found.put("study.budget", "\n".join(map(str, made)), _("Costi e coperture"))


def _read_indicators(
    found: Cells, sheet: Sheet, body: Sequence[Row], at: Mapping[str, int], hidden: int
) -> None:
    ways = _words(lambda: [(word, value) for word, value in directions() if value])
    for row in body:
        name = row.text(hidden)
        if not name:
            words = _("è una riga nuova: un indicatore nuovo si scrive nella lezione 07.")
            found.wrong(sheet, row, 0, words)
            continue
        for one, place in at.items():
            cell = row.at(place)
            label = f"{row.text(0) or name}: {field_name(one)}"  # type: ignore[arg-type]
            if isinstance(cell, NoValue):
                found.wrong(sheet, row, place, f"{cell.text}: {cell.why}")
            elif one == "direction" and text_of(cell):
                word = text_of(cell).casefold()
                if word in ways:
                    found.put(f"indicators.{name}.{one}", ways[word], label)
                else:
                    found.wrong(sheet, row, place, text_of(cell), _("una delle parole previste"))
            else:
                found.put(f"indicators.{name}.{one}", _plain(cell), label)


def _plain(cell: object) -> str:
    """Write a cell as a person would write it in the lesson."""
    if isinstance(cell, datetime.date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, Percent):
        return exact(float(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return exact(cell)
    return cell.strip() if isinstance(cell, str) else text_of(cell)


def _amount(row: Row, place: int) -> str:
    cell = row.at(place)
    if isinstance(cell, NoValue):
        raise ValueError(f"{cell.text}: {cell.why}")
    return _plain(cell)


def _resource(row: Row, at: Mapping[str, int]) -> str:
    from fis_lessons.dossier.network_sheet import read_resources

    words = _words(lambda: [(word, kind) for kind, word in kind_words().items()])
    kind = row.text(at["kind"])
    parts = [row.text(at["who"]), kind, _amount(row, at["amount"])]
    if words.get(kind.casefold()) == "time":
        parts.append(_amount(row, at["wage"]))
    needs = row.text(at["needs"])
    if needs:
        parts.append(_("se c'è {name}").format(name=needs))
    line = "; ".join(parts)
    read = read_resources(line)
    if read.problems:
        raise ReadingError(line, read.problems)
    return line


def _cost(row: Row, at: Mapping[str, int]) -> str:
    states = _words(
        lambda: [(word, state) for names in (state_words(), own_words()) for state, word in names.items()]
    )
    cell = row.at(at["euros"])
    if not (cell is None or isinstance(cell, int | float)) or isinstance(cell, bool | Percent):
        raise ValueError(_("la somma non è un numero: {text}").format(text=text_of(cell)[:60]))
    state, stage = row.text(at["state"]).casefold(), row.text(at["stage"]).upper()
    if (state and state not in states) or (stage and stage not in STAGES):
        raise ValueError(_("una parola non è fra quelle previste: {text}").format(text=f"{state} {stage}"))
    return BudgetLine(
        what=row.text(at["what"]),
        euros=None if cell is None else float(cell),
        who=row.text(at["who"]),
        state=states.get(state, ""),  # type: ignore[arg-type]
        stage=stage,
    ).line()


def _seat(row: Row, at: Mapping[str, int]) -> Seat:
    kinds = _words(lambda: [(word, kind) for kind, word in seat_words().items()])
    yes = _words(lambda: [(_("sì"), "yes")])
    kind = row.text(at["kind"]).casefold()
    if kind not in kinds:
        raise MeasureError("", [Problem(_("tipo"), kind or _("vuota"), ", ".join(seat_words().values()))])
    return Seat(
        name=row.text(at["name"]),
        kind=kinds[kind],  # type: ignore[arg-type]
        power=row.at(at["power"]),  # type: ignore[arg-type]
        interest=row.at(at["interest"]),  # type: ignore[arg-type]
        legitimacy=row.text(at["legitimacy"]).casefold() in yes,
        urgency=row.text(at["urgency"]).casefold() in yes,
        roles=tuple(role for role in ROLES if row.text(at[f"role_{role}"]).casefold() == HOLDS),
        phases=tuple(phase for phase in PHASES if row.text(at[f"phase_{phase}"]).casefold() == HOLDS),
    )
