"""The chain as a spreadsheet: three sheets, no formula in them, and the way back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from fis_lessons.dossier.folder import FolderError, save
from fis_lessons.errors import LessonError, MeasureError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures.theory_of_change_text import logframe_frame
from fis_lessons.i18n import LANGUAGES, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.theory_of_change import KINDS, Arrow, Chain, Kind, Node, clean, kind_label
from fis_lessons.sheets import fill, headings, new_book, new_sheet, to_bytes

LARGEST_FILE = 2_000_000
"""Bytes of a workbook that is read back, before and after it is unpacked."""
MOST_ROWS = 1_000


def workbook(chain: Chain) -> bytes:
    """Write a chain as an xlsx workbook: boxes, arrows, logical framework.

    Every cell is text: what a person typed can never become a formula.
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
    _fill(
        first,
        (
            _("Numero"),
            _("Livello"),
            _("Che cosa dice"),
            _("Indicatore"),
            _("Fonte di verifica"),
            _("Ipotesi nostra"),
        ),
        boxes,
    )
    _fill(
        new_sheet(book, _("Frecce")),
        (
            _("Da"),
            _("Da: che cosa dice"),
            _("A"),
            _("A: che cosa dice"),
            _("Funziona se…"),
            _("Che cosa può andare storto"),
        ),
        arrows,
    )
    rows = [tuple(str(value) for value in row) for row in frame.itertuples(index=False, name=None)]
    _fill(new_sheet(book, _("Quadro logico")), tuple(map(str, frame.columns)), rows)
    return to_bytes(book)


def _fill(sheet: Any, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    headings(sheet, 1, head, widths=[30] * len(head))
    fill(sheet, rows, first=2)
    sheet.freeze_panes = "A2"


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
    sheets = _sheets(data)
    if len(sheets) < 2:
        raise _unreadable(_("ha {count} fogli.").format(count=number(len(sheets))), _("almeno due"))
    names = {_level_name(word): kind for kind in KINDS for word in _words_of(kind)}
    problems: list[Problem] = []
    nodes = []
    for line, row in enumerate(sheets[0], start=2):
        kind = names.get(_level_name(row[1]))
        if kind is None:
            problems.append(
                Problem(
                    _("Foglio 1, riga {line}").format(line=line),
                    _("il livello «{kind}» non esiste.").format(kind=row[1][:40]),
                    ", ".join(kind_label(one) for one in KINDS),
                )
            )
            continue
        nodes.append(
            Node(
                id=f"n{row[0]}", kind=kind, label=row[2], indicator=row[3], verification=row[4],
                assumed=bool(row[5]),
            )
        )  # fmt: skip
    arrows = [
        Arrow(source=f"n{row[0]}", target=f"n{row[2]}", assumption=row[4], risk=row[5]) for row in sheets[1]
    ]
    if problems:
        raise LessonError(_("Non riesco a leggere la catena da questo file:"), problems)
    try:
        return Chain(tuple(nodes), tuple(arrows))
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


def _sheets(data: bytes) -> list[list[list[str]]]:
    """Read the sheets as rows of six texts, without the heads and the empty rows."""
    from openpyxl import load_workbook

    if len(data) > LARGEST_FILE:
        raise _unreadable(_("è troppo grande."), _("al massimo 2 MB"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # a small file can unpack into a very large one
            if sum(item.file_size for item in archive.infolist()) > 10 * LARGEST_FILE:
                raise _unreadable(_("è troppo grande."), _("al massimo 2 MB"))
        book = load_workbook(io.BytesIO(data), data_only=False)
    except LessonError:
        raise
    except Exception as error:  # whatever is wrong inside, it is not one of our workbooks
        raise _unreadable(_("non è una cartella di lavoro di Excel.")) from error
    sheets = []
    for sheet in book.worksheets:
        rows = []
        for values in sheet.iter_rows(min_row=2, max_row=MOST_ROWS, max_col=6, values_only=True):
            row = [clean("" if value is None else value) for value in (*values, *[None] * 6)[:6]]
            if any(row):
                rows.append(row)
        sheets.append(rows)
    return sheets


def _unreadable(found: str, expected: str = "") -> LessonError:
    remedy = _("Usa il file che la lezione ha scritto, senza spostare i fogli e le colonne.")
    return LessonError(
        _("Non riesco a leggere la catena da questo file:"), [Problem(_("File"), found, expected, remedy)]
    )


def file_name() -> str:
    """Name the workbook in the learner's folder."""
    return _("teoria-del-cambiamento.xlsx")


def save_workbook(chain: Chain, *, learner: Learner) -> tuple[bool, str]:
    """Write the workbook and say where, or say why not. Never raises, never writes in a build."""
    try:
        path = save(workbook(chain), name=file_name(), learner=learner)
    except FolderError as error:
        return False, str(error)
    return True, _("Fatto: il file {name} è nella cartella del corso.").format(name=path.name)
