"""Tables of a Word document that stay on the page: how wide each column is, which way the page lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.content import Note, Table
from fis_lessons.dossier.study.docx_styles import TABLE
from fis_lessons.dossier.study.docx_xml import paragraph, run, val, w
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

PORTRAIT, LANDSCAPE = 9638, 14570
"""Between the margins of an A4 page, in twentieths of a point."""
_SIGN = 105  # of one sign of 9.5 points, capitals among them
_EDGES = 200  # on both sides of a cell
_LONGEST_WORD = 16  # signs: a longer one is broken where the column ends
_MOST_COLUMNS = 12  # on a page that lies; the others go on under the same first column
_LONG_ROW = 600  # signs: such a row may go on to the next page
# rows, columns, signs: it stays on one page, so that an account is read whole
_SHORT_TABLES = ((20, 3, 1800), (6, _MOST_COLUMNS, 700))
_BULLET = re.compile(r"\s*[-•*–·]\s+(?=\S)")


@dataclass(frozen=True)
class Plan:
    """How a table is laid.

    Parameters
    ----------
    landscape
        Whether its page lies.
    parts
        Positions of the columns of each part: more than one where they are too many for a page.
    widths
        Of the columns of each part, in twentieths of a point.
    """

    landscape: bool
    parts: tuple[tuple[int, ...], ...]
    widths: tuple[tuple[int, ...], ...]


def planned(block: Table, *, width: int = PORTRAIT) -> Plan:
    """Plan a table: as it is, on a page that lies, or in parts that repeat the first column."""
    count = len(block.columns)
    texts = [[block.columns[n], *(row[n] for row in block.rows if n < len(row))] for n in range(count)]
    least = [_least(column) for column in texts]
    whole = tuple(range(count))
    if sum(least) <= width:
        return Plan(False, (whole,), (_shared(least, texts, whole, width),))
    room = max(2, min(_MOST_COLUMNS, count))
    while room > 2 and any(sum(least[n] for n in part) > LANDSCAPE for part in _parts(count, room)):
        room -= 1
    parts = _parts(count, room)
    return Plan(True, parts, tuple(_shared(least, texts, part, LANDSCAPE) for part in parts))


def _parts(count: int, room: int) -> tuple[tuple[int, ...], ...]:
    if count <= room:
        return (tuple(range(count)),)
    return tuple((0, *range(n, min(n + room - 1, count))) for n in range(1, count, room - 1))


def _least(texts: Sequence[str]) -> int:
    # the first is the heading, in bold: its letters are wider
    lengths = [
        len(word) + (len(word) + 6) // 7 * (n == 0) for n, text in enumerate(texts) for word in text.split()
    ]
    longest = max(lengths, default=1)
    return min(max(longest, 3), _LONGEST_WORD) * _SIGN + _EDGES


def _shared(
    least: Sequence[int], texts: Sequence[Sequence[str]], part: Sequence[int], width: int
) -> tuple[int, ...]:
    """Give each column its longest word, and share what is left by how much there is to read."""
    # a column of numbers has all it needs with its longest word
    wanted = [max(1.0, max(map(len, texts[n])) - _LONGEST_WORD) ** 0.7 for n in part]
    fixed = [least[n] for n in part]
    left = max(0, width - sum(fixed))
    given = [base + int(left * want / sum(wanted)) for base, want in zip(fixed, wanted, strict=True)]
    scale = min(1.0, width / sum(given))
    told = [int(one * scale) for one in given]
    return (*told[:-1], width - sum(told[:-1]))


def table(
    block: Table, plan: Plan, *, inline: Callable[..., str], marks: Callable[[Sequence[Note]], str]
) -> str:
    """Write a table: its first row is repeated on every page, and it says in words what it holds.

    Parameters
    ----------
    block
        What it holds.
    plan
        How it is laid.
    inline
        Writes the text of a cell.
    marks
        Writes the marks of the notes of a row, beside its head.
    """
    told = []
    for columns, widths in zip(plan.parts, plan.widths, strict=True):
        told.append(_one(block, columns, widths, inline, marks))
    # two tables that touch are one to Word
    return paragraph("Quiet", run(_("(La tabella continua con le altre colonne.)"))).join(told)


def _one(
    block: Table,
    columns: Sequence[int],
    widths: Sequence[int],
    inline: Callable[..., str],
    marks: Callable[[Sequence[Note]], str],
) -> str:
    words = _("Righe: {rows}. Colonne: {columns}.").format(
        rows=number(len(block.rows)), columns="; ".join(block.columns[n] for n in columns)
    )
    properties = w(
        "tblPr",
        None,
        val("tblStyle", TABLE),
        w("tblW", {"w": sum(widths), "type": "dxa"}),
        w("tblLayout", {"type": "fixed"}),
        w(
            "tblLook",
            {
                "val": "0420",
                "firstRow": 1,
                "lastRow": 0,
                "firstColumn": 0,
                "lastColumn": 0,
                "noHBand": 0,
                "noVBand": 1,
            },
        ),
        val("tblCaption", block.caption),
        val("tblDescription", words),
    )
    grid = w("tblGrid", None, *(w("gridCol", {"w": width}) for width in widths))
    head = [
        _cell([paragraph("CellHead", inline(block.columns[n]), more=_side(block, n))], width)
        for n, width in zip(columns, widths, strict=True)
    ]
    # Kept with the row after it by its style, and free to split: a header alone at the foot of a page
    # makes LibreOffice lose the rows that follow
    rows = [w("tr", None, w("trPr", None, w("tblHeader")), *head)]
    together = _is_short(block, columns)
    for place, row in enumerate(block.rows, start=1):
        texts = [row[n] if n < len(row) else "" for n in columns]
        keep = w("keepNext") if together and place < len(block.rows) else ""
        whole = w("trPr", None, w("cantSplit")) if sum(map(len, texts)) < _LONG_ROW else ""
        beside = marks(block.beside_row(place - 1))
        cells = [
            _cell(
                _lines(
                    text,
                    number=n in block.numeric,
                    first=n == 0,
                    inline=inline,
                    keep=keep,
                    after=beside if n == 0 else "",
                ),
                width,
            )
            for n, text, width in zip(columns, texts, widths, strict=True)
        ]
        rows.append(w("tr", None, whole, *cells))
    return w("tbl", None, properties, grid, *rows)


def _side(block: Table, column: int) -> str:
    return val("jc", "right") if column in block.numeric else ""


def _cell(paragraphs: Sequence[str], width: int) -> str:
    return w("tc", None, w("tcPr", None, w("tcW", {"w": width, "type": "dxa"})), *paragraphs)


def _is_short(block: Table, columns: Sequence[int]) -> bool:
    """Tell whether a table fits on a page with its notes: each row is then kept with the one after it."""
    told = sum(len(row[n]) for row in block.rows for n in columns if n < len(row))
    if block.beside:
        return False  # the notes of its rows take as much room again
    return any(
        len(block.rows) <= rows and len(columns) <= wide and told <= signs
        for rows, wide, signs in _SHORT_TABLES
    )


def _lines(
    text: str, *, number: bool, first: bool, inline: Callable[..., str], keep: str = "", after: str = ""
) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()] or [""]
    told = []
    for place, line in enumerate(lines, start=1):
        bullet = not number and _BULLET.match(line)
        style = "CellNumber" if number else "CellBullet" if bullet else "Cell"
        words = inline(_BULLET.sub("", line, count=1) if bullet else line, bold=first)
        told.append(paragraph(style, words + (after if place == len(lines) else ""), more=keep))
    return told
