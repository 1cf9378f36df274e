"""Write a spreadsheet: one rule for every cell, one look for every heading, one way to print."""

from __future__ import annotations

import datetime
import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Literal

from fis_lessons.formula_values import CellError, Value, values_of
from fis_lessons.i18n import gettext as _

RATIO = "[<0.995]#,##0.00;[>=1.005]#,##0.00;0.0000"
"""Format of a ratio that is good above one: near it four decimals, so that a cell never shows 1.00 for 0.996."""
LONGEST = 32_000
"""Characters of a cell: the format holds 32,767, a sign outside the first plane counts two."""
HEAD_COLOUR = "0B3D91"
_LONGEST_HEADER = 120
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")

_LINE, _TALLEST = 15, 400  # points

# A4, as openpyxl names it
_A4 = 9
_PICTURE = (640, 880)
"""Width and height of a picture that fills a standing page, in points of a screen of 96 to the inch."""


def text(value: object, *, limit: int = LONGEST) -> str:
    r"""Make a text a cell can hold and a person can read: no control, invisible or reversing characters.

    Lines stay lines: a cell can have several.

    Examples
    --------
    >>> text("=1+1\x00\r\nda\u202e capo\ufffe")
    '=1+1 \nda capo'
    """
    # cut first: normalising a text of a million characters is work nobody asked for
    raw = unicodedata.normalize("NFC", str(value)[: limit * 2]).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(_kept(sign) for sign in raw)
    # the file counts in units of sixteen bits
    return kept.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def _kept(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign == "\n" or kind[0] != "C":
        return sign
    return (
        " " if kind == "Cc" else ""
    )  # what controls a machine parts two words; what cannot be seen does not


def put(sheet: Any, row: int, column: int, value: object) -> Any:
    """Write a value in a cell and return the cell; a text stays a text, whatever it begins with.

    A number is a number, a date a date, nothing an empty cell. Everything else becomes a cell of text marked as
    such, so that no program takes ``=1+1`` for a formula, not even after somebody edits the cell.

    Parameters
    ----------
    sheet
        A sheet of a book made by :func:`new_book`.
    row, column
        From 1.
    value
        Any; a number that is not one (infinite, not a number) is left out.
    """
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, bool):
        value = _("sì") if value else _("no")
    if value is None or (isinstance(value, int | float) and not math.isfinite(value)):
        return cell
    if isinstance(value, int | float):
        cell.value = value
    elif isinstance(value, datetime.date):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    elif words := text(value):
        cell.value = words
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def put_formula(sheet: Any, row: int, column: int, formula: str) -> Any:
    """Write a formula of ours and return the cell; nothing a person typed may be part of it."""
    cell = sheet.cell(row=row, column=column)
    cell.value = f"={formula}"
    return cell


def font(*, bold: bool = True, size: float = 11, colour: str | None = None) -> Any:
    """Return the house's font: without a name each program would choose its own."""
    from openpyxl.styles import Font

    return Font(name="Calibri", bold=bold, size=size, color=colour)


def mark_cell(cell: Any, kind: Literal["input", "assumption"]) -> None:
    """Let a cell be seen as one to write in: by its border and its colour, not by the colour alone.

    Parameters
    ----------
    cell
        Any.
    kind
        A value to write (full border, yellow), or an assumption of the sheet that may be changed (dashed, green).
    """
    from openpyxl.styles import Border, PatternFill, Side

    side = Side(style="thin" if kind == "input" else "dashed", color="5A5A5A")
    colour = "FFF6D0" if kind == "input" else "E6F2E1"
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.fill = PatternFill("solid", start_color=colour)


def top(sheet: Any, title: str, facts: Iterable[tuple[str, object]]) -> int:
    """Write a title and, under it, names and values; return the row after an empty one."""
    from openpyxl.styles import Alignment

    put(sheet, 1, 1, title).font = font(size=14)
    row = 1
    for row, (name, value) in enumerate(facts, start=2):
        put(sheet, row, 1, name).font = font()
        put(sheet, row, 2, value).alignment = Alignment(horizontal="left")
    return row + 2


def fit_heights(sheet: Any, first: int, last: int) -> None:
    """Make rows as high as their longest text needs: not every program does it by itself.

    Parameters
    ----------
    sheet
        With the widths of its columns set.
    first, last
        Rows.
    """
    for row in sheet.iter_rows(min_row=first, max_row=last):
        lines = max((_lines(cell, sheet) for cell in row), default=1)
        if lines > 1:
            sheet.row_dimensions[row[0].row].height = min(_TALLEST, lines * _LINE + 3)


def _lines(cell: Any, sheet: Any) -> int:
    if not isinstance(cell.value, str) or cell.data_type == "f" or not cell.alignment.wrap_text:
        return 1
    width = max(1.0, (sheet.column_dimensions[cell.column_letter].width or 8) - 1)
    heavy = (1.15 if cell.font.bold else 1.05) * (cell.font.size or 11) / 11
    return sum(max(1, math.ceil(len(line) * heavy / width)) for line in cell.value.split("\n"))


def fill(sheet: Any, rows: Iterable[Iterable[object]], *, first: int = 1, left: bool = False) -> int:
    """Write rows of values from a row down, wrapped and high enough; return the row after the last.

    Parameters
    ----------
    sheet, rows, first
        What, and from where.
    left
        Whether numbers stand at the left, as words do: for a column that holds both.
    """
    from openpyxl.styles import Alignment

    begin = first
    row = first
    for row, values in enumerate(rows, start=first):
        for column, value in enumerate(values, start=1):
            cell = put(sheet, row, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left" if left else None)
        first = row + 1
    fit_heights(sheet, begin, first - 1)
    return first


def headings(sheet: Any, row: int, titles: Sequence[object], *, widths: Sequence[float]) -> None:
    """Write a row of headings in the look of the house, and set how wide the columns are.

    Parameters
    ----------
    sheet, row
        Where.
    titles
        One for each column.
    widths
        In characters, one for each column.
    """
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        cell = put(sheet, row, column, title)
        cell.font = font(colour="FFFFFF")
        cell.fill = PatternFill("solid", start_color=HEAD_COLOUR)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = width
    fit_heights(sheet, row, row)


def put_picture(sheet: Any, row: int, png: bytes) -> None:
    """Put a picture on a sheet, under a row and as large as a standing page takes.

    Parameters
    ----------
    sheet
        A sheet with nothing else below that row.
    row
        From 1.
    png
        The picture.
    """
    from openpyxl.drawing.image import Image

    image = Image(io.BytesIO(png))
    shrunk = min(_PICTURE[0] / image.width, _PICTURE[1] / image.height)
    image.width, image.height = round(image.width * shrunk), round(image.height * shrunk)
    sheet.add_image(image, f"A{row}")


def for_print(
    sheet: Any,
    *,
    title: str,
    note: str = "",
    repeat: int = 0,
    landscape: bool = True,
    scale: int = 0,
    beside: str = "",
    column_breaks: Sequence[int] = (),
) -> None:
    """Prepare a sheet for paper: A4, as wide as one page unless it says how to part it, titled and numbered.

    Parameters
    ----------
    sheet
        A sheet.
    title
        Over every page.
    note
        Under every page: municipality, date, version.
    repeat
        Row of the headings, repeated on every page; 0 if there is none.
    landscape
        Lying or standing.
    scale
        In per cent, for a sheet too wide for a page; 0 to make it as wide as one.
    beside
        Letter of the column repeated on every page, if any.
    column_breaks
        Columns after which a new page begins.
    """
    from openpyxl.worksheet.pagebreak import Break, ColBreak

    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = not scale
    if scale:
        sheet.page_setup.scale = scale
        sheet.col_breaks = ColBreak()
        for column in column_breaks:
            sheet.col_breaks.append(Break(id=column))
    else:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.gridLines = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.8
    sheet.oddHeader.left.text = _printed(title)
    sheet.oddFooter.left.text = _printed(note)
    sheet.oddFooter.right.text = "&P / &N"
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"
    if beside:
        sheet.print_title_cols = f"{beside}:{beside}"


def _printed(words: str) -> str:
    """Make a text for the top or the foot of a page, where the ampersand is a command."""
    return " ".join(text(words, limit=_LONGEST_HEADER).split()).replace("&", "&&")


def new_book(name: str) -> tuple[Any, Any]:
    """Return a new book and its first sheet, called so."""
    import openpyxl
    from openpyxl.worksheet.properties import PageSetupProperties

    book = openpyxl.Workbook()
    book.properties.creator = "FIS Lessons"
    sheet: Any = book.active
    sheet.title = sheet_name(name)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties()
    return book, sheet


def new_sheet(book: Any, name: str) -> Any:
    """Add a sheet to a book and return it."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(sheet_name(name))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties()
    return sheet


def sheet_name(name: str) -> str:
    """Make a name a sheet can have.

    Examples
    --------
    >>> sheet_name("Lezione 02: [prova]")
    'Lezione 02   prova'
    """
    return _FORBIDDEN_IN_NAMES.sub(" ", text(name, limit=31)).replace("\n", " ").strip() or "-"


def to_bytes(book: Any) -> bytes:
    """Return a book as the bytes of an ``.xlsx`` file; every formula of it has its value beside it.

    A spreadsheet computes the formulas by itself; a preview, or a mail program, shows only the values it finds.
    """
    stream = io.BytesIO()
    book.save(stream)
    values = values_of(book)
    return _with_values(stream.getvalue(), book, values) if values else stream.getvalue()


_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)><f>([^<]*)</f><v ?(?:/>|></v>)</c>')


def _with_values(content: bytes, book: Any, values: Mapping[tuple[str, str], Value | CellError]) -> bytes:
    # openpyxl writes a formula or a value, never both: the values are put in the file it made
    names = {sheet.path.lstrip("/"): sheet.title for sheet in book.worksheets}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if title := names.get(entry.filename):
                data = _valued_sheet(data.decode(), title, values).encode()
            new.writestr(entry, data)
    return made.getvalue()


def _valued_sheet(page: str, title: str, values: Mapping[tuple[str, str], Value | CellError]) -> str:
    return _CELL.sub(lambda cell: _valued(cell, title, values), page)


def _valued(cell: re.Match[str], title: str, values: Mapping[tuple[str, str], Value | CellError]) -> str:
    place, look, formula = cell.groups()
    if (title, place) not in values:
        return cell[0]
    value = values[title, place]
    if isinstance(value, bool):
        kind, told = ' t="b"', str(int(value))
    elif isinstance(value, float):
        kind, told = "", repr(value)
    elif isinstance(value, CellError):
        kind, told = ' t="e"', str(value)
    else:
        kind, told = ' t="str"', escape(text(value or ""), quote=False)
    return f'<c r="{place}"{look}{kind}><f>{formula}</f><v>{told}</v></c>'
