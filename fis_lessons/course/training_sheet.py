"""Read the sheet of scores a trainer filled in: by the names of its columns, nobody lost or made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fis_lessons.errors import BuildError, Problem, ReadingError
from fis_lessons.exercises.handin import one_line, person_key
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.training import PairedDifference, paired_difference
from fis_lessons.reading import (
    Book,
    NoValue,
    Row,
    Table,
    find_tables,
    is_blank,
    is_summary,
    read_book,
    read_number,
    read_quantity,
    text_key,
)

# as the sheet names them in the two languages, and as people who make their own do
_NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("codice", "codicepersona", "persona", "partecipante", "code", "person", "participant"),
    "form": (
        *("modulofattoprimaaob", "modulofattoprima", "modulo", "primomodulo"),
        *("formfilledinbeforeaorb", "formfilledinbefore", "form", "firstform"),
    ),
    "before": ("puntiprima", "prima", "punteggioprima", "pointsbefore", "before", "scorebefore", "pre"),
    "after": ("puntidopo", "dopo", "punteggiodopo", "pointsafter", "after", "scoreafter", "post"),
}
_MOST = ("punteggiomassimo", "puntimassimi", "highestscore", "maximumscore")
_LARGEST_SCORE = 1000
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Scores:
    """The scores of a class.

    Parameters
    ----------
    most
        Highest score of a form.
    codes, first, before, after
        One per person: code, form filled in before the course (``A``, ``B`` or empty), points before and
        after; None where a score is missing.
    left_out
        What of the sheet was not read as a person, a sentence each.
    """

    most: float
    codes: tuple[str, ...]
    first: tuple[str, ...]
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]
    left_out: tuple[str, ...] = ()

    @property
    def difference(self) -> PairedDifference:
        """What changed, person by person."""
        return paired_difference(self.before, self.after)


def read_scores(path: Path) -> Scores:
    """Read a sheet made by :func:`~fis_lessons.course.training_forms.score_sheet` and filled in.

    Columns are found by their names, wherever they stand. A row of means or totals is nobody, and is told.
    Formulas are not computed: the value stored with them counts.

    Raises
    ------
    BuildError
        With every problem of the sheet.
    """
    try:
        book = read_book(path, texts=False)
    except ReadingError as error:
        raise BuildError(_("Il file non si apre come foglio di calcolo (xlsx)."), error.problems) from None
    table = next(iter(find_tables(book, _NAMES)), None)
    most = _most(book, table)
    _check_shape(table, most, name=one_line(path.name))
    assert table is not None and most is not None  # noqa: S101
    if len(table.body) > MOST_ROWS:
        words = _("ha {count} righe.").format(count=number(len(table.body)))
        expected = _("al massimo {count}").format(count=number(MOST_ROWS))
        raise BuildError(
            _("Questo non è il foglio dei punteggi."), [Problem(one_line(path.name), words, expected)]
        )
    people = _People(most)
    for row in table.body:
        people.read(row, table.columns)
    if people.problems:
        raise BuildError(_("Nel foglio dei punteggi ci sono cose da sistemare."), people.problems)
    if unknown := table.unknown():
        words = _("Colonne non lette: {names}.").format(names=", ".join(one_line(n) for n in unknown[:8]))
        people.left_out.append(words)
    codes, first, early, late = zip(*people.found, strict=True) if people.found else ((), (), (), ())
    return Scores(most, tuple(codes), tuple(first), tuple(early), tuple(late), tuple(people.left_out))


def _most(book: Book, table: Table | None) -> float | None:
    """Return the highest score: the cell after its name, first in the sheet of the table."""
    sheets = sorted(book.sheets, key=lambda sheet: table is None or sheet is not table.sheet)
    for row in (row for sheet in sheets for row in sheet.rows):
        for position, cell in enumerate(row.cells):
            if isinstance(cell, str) and text_key(cell) in _MOST:
                after = (value for value in row.cells[position + 1 :] if not is_blank(value))
                found = read_number(next(after, None))
                return found if found is not None and 0 < found <= _LARGEST_SCORE else None
    return None


def _check_shape(table: Table | None, most: float | None, *, name: str) -> None:
    titles = {"code": _("Codice"), "before": _("Punti prima"), "after": _("Punti dopo")}
    missing = [title for column, title in titles.items() if table is None or column not in table.columns]
    twice = [titles[column] for column in (table.again if table else ()) if column in titles]
    problems = []
    if most is None:
        problems.append(Problem(name, _("manca il punteggio massimo.")))
    if missing:
        words = _("mancano le colonne {names}.").format(names=", ".join(missing))
        there = _("Colonne trovate: {names}.").format(names=", ".join(table.headings()[:8])) if table else ""
        problems.append(Problem(name, f"{words} {there}".strip()))
    if twice:
        problems.append(
            Problem(
                name, _("ci sono due colonne con lo stesso nome: {names}.").format(names=", ".join(twice))
            )
        )
    if problems:
        remedy = _("Usa il foglio che scrive «fis-lessons questions», con i suoi titoli.")
        told = [*problems[:-1], Problem(problems[-1].where, problems[-1].found, remedy=remedy)]
        raise BuildError(_("Questo non è il foglio dei punteggi."), told)


@dataclass
class _People:
    """Who is in the sheet, what is wrong with it, and what is nobody."""

    most: float
    found: list[tuple[str, str, float | None, float | None]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def read(self, row: Row, columns: Mapping[str, int]) -> None:
        """Read a row: a person, or something that sums them up."""
        before, after = (row.at(columns[name]) for name in ("before", "after"))
        if is_blank(before) and is_blank(after):
            return  # a code nobody has taken, or who was away both times
        summary = next((cell for cell in row.cells if isinstance(cell, str) and is_summary(cell)), None)
        if summary is not None:
            words = _("Riga {row}: «{text}» riassume le altre righe e non è una persona.")
            self.left_out.append(words.format(row=row.number, text=one_line(summary, limit=30)))
            return
        self.problems += self._wrong(row, columns)
        form = row.text(columns.get("form"))
        scores = (None if is_blank(value) else read_number(value) for value in (before, after))
        self.found.append((one_line(row.text(columns["code"])), form.upper(), *scores))  # type: ignore[arg-type]

    def _wrong(self, row: Row, columns: Mapping[str, int]) -> Iterator[Problem]:
        where = _("riga {number}").format(number=row.number)
        code, form = row.at(columns["code"]), row.text(columns.get("form"))
        key = person_key(row.text(columns["code"]))
        if isinstance(code, NoValue):
            head = _("Codice")
            yield Problem(f"{where}, {head}", f"«{code.text}»: {code.why}")
        elif not key:
            yield Problem(where, _("manca il codice."), remedy=_("Scrivi il codice della persona."))
        elif key in self.seen:
            told = _("il codice «{code}» c'è già alla riga {other}.")
            told = told.format(code=one_line(row.text(columns["code"])), other=self.seen[key])
            yield Problem(where, told, remedy=_("Una riga per persona."))
        self.seen.setdefault(key, row.number)
        if form.upper() not in ("", "A", "B"):
            told = _("il modulo è «{value}».").format(value=one_line(form, limit=30))
            yield Problem(where, told, expected=_("A o B, o niente"))
        for column, name in (("before", _("punti prima")), ("after", _("punti dopo"))):
            yield from self._wrong_score(f"{where}, {name}", row, columns[column])

    def _wrong_score(self, where: str, row: Row, position: int) -> Iterator[Problem]:
        cell, found = row.at(position), read_quantity(row.at(position))
        shown = f"«{one_line(row.text(position), limit=30)}»"
        expected = _("un numero da 0 a {most}").format(most=number(self.most))
        if is_blank(cell):
            return
        if isinstance(cell, NoValue):
            yield Problem(where, f"{shown}: {cell.why}")
        elif found is not None and found.sign == "%":
            points = number(found.share * self.most, decimals=1)
            remedy = _("Scrivi i punti: qui sarebbero {points}.").format(points=points)
            yield Problem(where, _("{found} è una percentuale.").format(found=shown), expected, remedy)
        elif found is None or found.sign or not 0 <= found.value <= self.most:
            yield Problem(where, _("il valore è {found}.").format(found=shown), expected)
