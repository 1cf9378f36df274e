"""The chain as a spreadsheet: three sheets, no formula in them, and the way back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fis_lessons.dossier.folder import FolderError, save
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.errors import LessonError, MeasureError, Problem, ReadingError
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures.theory_of_change import impact_chain
from fis_lessons.figures.theory_of_change_text import logframe_frame
from fis_lessons.i18n import LANGUAGES, day, mark, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.theory_of_change import KINDS, Arrow, Chain, Kind, Node, clean, kind_label
from fis_lessons.reading import NoValue, Table, cell_name, find_tables, read_book, text_key
from fis_lessons.sheets import (
    fill,
    font,
    for_print,
    headings,
    new_book,
    new_sheet,
    put,
    put_picture,
    to_bytes,
)

MOST_ROWS = 1_000

_BOXES: Mapping[str, str] = {
    "number": mark("Numero"),
    "kind": mark("Livello"),
    "label": mark("Che cosa dice"),
    "indicator": mark("Indicatore"),
    "verification": mark("Fonte di verifica"),
    "assumed": mark("Ipotesi nostra"),
}
_ARROWS: Mapping[str, str] = {
    "source": mark("Da"),
    "source_label": mark("Da: che cosa dice"),
    "target": mark("A"),
    "target_label": mark("A: che cosa dice"),
    "assumption": mark("Funziona se…"),
    "risk": mark("Che cosa può andare storto"),
}
# what a chain can do without: the words of a box are beside its number
_MAY_LACK = frozenset(
    {"indicator", "verification", "assumed", "source_label", "target_label", "assumption", "risk"}
)


def workbook(chain: Chain, *, note: str = "", drawing: bytes = b"") -> bytes:
    """Write a chain as an xlsx workbook: boxes, arrows, logical framework.

    Every cell is text: what a person typed can never become a formula.

    Parameters
    ----------
    chain
        Any.
    note
        Under every page: whose it is, and of when.
    drawing
        A picture of the chain, on a sheet of its own in front of the others.
    """
    numbers = chain.numbers
    yes = _("sì")
    boxes = [
        (
            str(numbers[node.id]),
            kind_label(node.kind),
            node.label,
            node.indicator,
            node.verification,
            yes if node.assumed else "",
        )
        for node in chain.in_order
    ]
    arrows = [
        (
            str(numbers[arrow.source]),
            chain.node(arrow.source).label,
            str(numbers[arrow.target]),
            chain.node(arrow.target).label,
            arrow.assumption,
            arrow.risk,
        )
        for arrow in chain.arrows
    ]
    frame = logframe_frame(chain)
    book, first = new_book(_("Caselle"))
    _fill(first, [_(title) for title in _BOXES.values()], boxes, note=note)
    _fill(new_sheet(book, _("Frecce")), [_(title) for title in _ARROWS.values()], arrows, note=note)
    rows = [tuple(str(value) for value in row) for row in frame.itertuples(index=False, name=None)]
    _fill(new_sheet(book, _("Quadro logico")), tuple(map(str, frame.columns)), rows, note=note)
    if drawing:
        _put_drawing(book, drawing, note=note)
    return to_bytes(book)


def _put_drawing(book: Any, drawing: bytes, *, note: str) -> None:
    sheet = new_sheet(book, _("Disegno"))
    words = _("La catena disegnata. Caselle e frecce si cambiano negli altri fogli, o nella lezione.")
    put(sheet, 1, 1, words).font = font()
    put_picture(sheet, 3, drawing)
    for_print(sheet, title=sheet.title, note=note, landscape=False)
    sheet.page_setup.fitToHeight = 1
    sheet.print_options.gridLines = sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 92
    book.move_sheet(sheet, -len(book.sheetnames) + 1)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _fill(sheet: Any, head: Sequence[str], rows: Iterable[Sequence[str]], *, note: str) -> None:
    headings(sheet, 1, head, widths=[30] * len(head))
    fill(sheet, rows, first=2)
    sheet.freeze_panes = "A2"
    for_print(sheet, title=sheet.title, note=note, repeat=1)


def read_workbook(data: bytes) -> Chain:
    """Read back a workbook, also after somebody has changed it.

    Boxes are called by their number; the logical framework is not read, because it says the same things.

    Parameters
    ----------
    data
        Content of the file.

    Raises
    ------
    LessonError
        With every problem: not a workbook, a sheet missing, a level that does not exist, an arrow to a
        number that is not there.
    """
    boxes, arrows = _tables(data)
    names = {_level_name(word): kind for kind in KINDS for word in _words_of(kind)}
    problems: list[Problem] = []
    nodes = []
    for row in _rows(boxes, problems):
        kind = names.get(_level_name(row["kind"]))
        if kind is None:
            problems.append(
                Problem(
                    _("Foglio «{sheet}», riga {line}").format(sheet=boxes.sheet.name[:40], line=row["line"]),
                    _("il livello «{kind}» non esiste.").format(kind=row["kind"][:40]),
                    ", ".join(kind_label(one) for one in KINDS),
                )
            )
            continue
        nodes.append(
            Node(
                id=f"n{row['number']}", kind=kind, label=row["label"], indicator=row["indicator"],
                verification=row["verification"], assumed=bool(row["assumed"]),
            )
        )  # fmt: skip
    found = [
        Arrow(
            source=f"n{row['source']}", target=f"n{row['target']}",
            assumption=row["assumption"], risk=row["risk"],
        )
        for row in _rows(arrows, problems)
    ]  # fmt: skip
    if problems:
        raise LessonError(_("Non riesco a leggere la catena da questo file:"), problems)
    try:
        return Chain(tuple(nodes), tuple(found))
    except MeasureError as error:
        raise LessonError(_("Non riesco a leggere la catena da questo file:"), error.problems) from None


def _words_of(kind: Kind) -> set[str]:
    words = set()
    for lang in LANGUAGES:
        with use_language(lang):
            words.add(kind_label(kind))
    return words


def _level_name(word: str) -> str:
    return clean(word).casefold()


def _tables(data: bytes) -> tuple[Table, Table]:
    """Find the boxes and the arrows by the titles of their columns, on whatever sheet they are."""
    try:
        book = read_book(data, name=file_name(), texts=False)
    except ReadingError as error:
        raise LessonError(_("Non riesco a leggere la catena da questo file:"), error.problems) from None
    found: list[Table] = []
    problems: list[Problem] = []
    for what, titles in ((_("Caselle"), _BOXES), (_("Frecce"), _ARROWS)):
        wanted = {name: _written(title) for name, title in titles.items()}
        whole = [t for t in find_tables(book, wanted) if set(titles) - _MAY_LACK <= set(t.columns)]
        if whole:
            found.append(whole[0])
            continue
        names = ", ".join(_(title) for name, title in titles.items() if name not in _MAY_LACK)
        words = _("non trovo il foglio «{name}».").format(name=what)
        remedy = _("Usa il file che la lezione ha scritto, con i titoli delle sue colonne.")
        problems.append(Problem(_("File"), words, _("le colonne {names}").format(names=names), remedy))
    if problems:
        raise LessonError(_("Non riesco a leggere la catena da questo file:"), problems)
    return found[0], found[1]


def _written(title: str) -> set[str]:
    """Return a title as the two languages write it, in bare letters."""
    found = set()
    for lang in LANGUAGES:
        with use_language(lang):
            found.add(text_key(_(title)))
    return found


def _rows(table: Table, problems: list[Problem]) -> Iterator[dict[str, str]]:
    """Give the rows of a table as texts by column, with the number of each."""
    filled = [row for row in table.body if any(row.text(position) for position in table.columns.values())]
    where = _("Foglio «{sheet}»").format(sheet=table.sheet.name[:40])
    if len(filled) > MOST_ROWS:
        words = _("ha {count} righe.").format(count=number(len(filled)))
        problems.append(Problem(where, words, _("al massimo {count}").format(count=number(MOST_ROWS))))
        return
    for row in filled:
        texts = {"line": str(row.number), **dict.fromkeys(_MAY_LACK, "")}
        for name, position in table.columns.items():
            cell = row.at(position)
            if isinstance(cell, NoValue):
                problems.append(Problem(f"{where}, {cell_name(row, position)}", f"{cell.text}: {cell.why}"))
            texts[name] = clean(cell if isinstance(cell, str) else row.text(position))
        yield texts


def file_name() -> str:
    """Name the workbook in the learner's folder."""
    return _("teoria-del-cambiamento.xlsx")


def _foot(learner: Learner) -> str:
    """Return whose chain it is and of when, for the foot of every page."""
    names = kept_heading(learner)
    today = datetime.datetime.now().astimezone().date()
    return " · ".join([*(names[name] for name in ("municipality", "project") if names.get(name)), day(today)])


def save_workbook(chain: Chain, *, learner: Learner) -> tuple[bool, str]:
    """Write the workbook and say where, or say why not. Never raises, never writes in a build."""
    picture = impact_chain(chain, title=_("La tua catena")).png if chain.nodes else b""
    try:
        data = workbook(chain, note=_foot(learner), drawing=picture)
        path = save(data, name=file_name(), learner=learner)
    except FolderError as error:
        return False, str(error)
    return True, _("Fatto: il file {name} è nella cartella del corso.").format(name=path.name)
