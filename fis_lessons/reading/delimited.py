"""Read a text of cells (.csv): which sign separates them, where each row begins, and quotes that never close."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from fis_lessons.errors import Problem, ReadingError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.reading.cells import Row
from fis_lessons.reading.unpacking import (
    LONGEST_PIECE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROW,
    MOST_ROWS,
    TooMuchError,
)

SEPARATORS = (";", ",", "\t", "|")
_TOP = 5
# Signs of a text in UTF-8 that somebody opened as something else and saved again
_SPOILED = ("Ã¨", "Ã¬", "Ã©", "Ã¼", "Ã²", "Ã¹", "Ã\xa0", "Ã ", "â€™", "\ufffd")


def decoded(name: str, content: bytes) -> str:
    """Return a text written in UTF-8.

    Raises
    ------
    ReadingError
        If it is written otherwise, or was opened as something else and saved again; with the line.
    """
    if b"\0" in content[:4096] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, _("non è un testo in UTF-8."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        words = _("riga {line}: le lettere accentate non sono scritte in UTF-8.").format(line=number(line))
        raise _refused(name, words) from None
    spoiled = next((sign for sign in _SPOILED if sign in text), "")
    if spoiled:
        line = text[: text.index(spoiled)].count("\n") + 1
        words = _("riga {line}: lettere accentate rovinate («{sign}»).").format(
            line=number(line), sign=spoiled
        )
        raise _refused(name, words)
    return text


def read_lines(name: str, content: bytes) -> tuple[Row, ...]:
    """Read the rows of a text, each with the number of the line it begins at.

    Raises
    ------
    ReadingError
        If it is not UTF-8, or somewhere a quote is opened and not closed.
    TooMuchError
        If it has too many rows, columns or cells.
    """
    if content.count(b"\n") > MOST_ROW:
        raise TooMuchError("rows", MOST_ROW)
    if any(len(line) > LONGEST_PIECE for line in io.BytesIO(content)):
        raise TooMuchError("piece")
    text = decoded(name, content)
    separator, first = _separator(text)
    rows: list[Row] = []
    cells = 0
    for line, record in _records(name, text, separator):
        if line < first or not any(cell.strip() for cell in record):
            continue
        cells += len(record)
        if len(rows) >= MOST_ROWS or cells > MOST_CELLS:
            raise TooMuchError("rows", MOST_ROWS)
        if len(record) > MOST_COLUMNS and any(cell.strip() for cell in record[MOST_COLUMNS:]):
            raise TooMuchError("columns", MOST_COLUMNS)
        rows.append(Row(line, tuple(cell or None for cell in record[:MOST_COLUMNS])))
    return tuple(rows)


def _separator(text: str) -> tuple[str, int]:
    """Return the sign between cells, and the first line that is not about it: spreadsheets may write ``sep=;``."""
    opening = text[:40].splitlines()
    if opening and opening[0].lower().startswith("sep=") and len(opening[0]) == 5:
        return opening[0][4], 2
    lines = []
    for line in io.StringIO(text):
        if line.strip():
            lines.append(line)
        if len(lines) == _TOP:
            break
    top = "".join(lines)
    return max(SEPARATORS, key=top.count), 1


def _records(name: str, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    width = 0
    try:
        for record in reader:
            # rows of the table inside one cell: a quote was opened and closed somewhere else, further down
            width = width or len(record)
            if reader.line_num > line and width > 2:
                for cell in record:
                    if "\n" in cell and any(
                        piece.count(separator) >= width - 2 for piece in cell.split("\n")
                    ):
                        raise _open_quote(name, line)
            yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise _refused(
                name, _("riga {line}: una cella è troppo lunga.").format(line=number(line))
            ) from None
        raise _open_quote(name, line) from None


def _open_quote(name: str, line: int) -> ReadingError:
    found = _(
        "riga {line}: le virgolette si aprono e non si chiudono, e le righe dopo finiscono in una cella sola."
    )
    remedy = _(
        "Apri il file con un foglio di calcolo, togli le virgolette da quella riga e salvalo come .xlsx."
    )
    return _refused(name, found.format(line=number(line)), remedy)


def _refused(name: str, found: str, remedy: str = "") -> ReadingError:
    usual = _("Apri il file con un foglio di calcolo e salvalo come .xlsx.")
    return ReadingError(
        _("Non riesco a leggere il file."), [Problem(name[:120], found, remedy=remedy or usual)]
    )
