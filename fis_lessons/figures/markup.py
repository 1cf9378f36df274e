"""From plain text to safe HTML: everything a person can type is escaped before it is shown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.figures.simple_markdown import simple, simple_inline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@dataclass(frozen=True)
class Html:
    """A piece of page: what a browser shows, and the same in words for whoever has no browser."""

    html: str
    text: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        """Show the words."""
        return self.text


def escape(text: object) -> str:
    """Make any value harmless inside HTML, attributes included."""
    return html.escape(str(text), quote=True)


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # html=False: tags written in the text are shown as text, not obeyed; links keep safe schemes only
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def markdown(text: str) -> str:
    """Turn Markdown into HTML; raw tags are escaped.

    Examples
    --------
    >>> markdown("**Chi** <b>paga</b>").strip()
    '<p><strong>Chi</strong> &lt;b&gt;paga&lt;/b&gt;</p>'
    """
    page = simple(text)
    return _external(str(_renderer().render(text)) if page is None else page)


def inline(text: str) -> str:
    """Turn one line of Markdown into HTML without a paragraph around it."""
    page = simple_inline(text)
    return _external(str(_renderer().renderInline(text)) if page is None else page)


def _external(page: str) -> str:
    # A link out of the lesson must not take the lesson away
    return page.replace('<a href="http', '<a target="_blank" rel="noopener" href="http')


_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\((?:<[^>]*>|[^)\s]*)\)")


def plain(text: str) -> str:
    r"""Write Markdown as words: no signs, no addresses.

    Examples
    --------
    >>> plain(r"**Sei** alloggi [\[1\]](<https://co-mix.it>)")
    'Sei alloggi [1]'
    """
    words = _LINK.sub(r"\1", text).replace("**", "").replace("`", "")
    return re.sub(r"\\([\[\]*_])", r"\1", words)


def table_html(table: pd.DataFrame, *, caption: str = "", css: str = "fis-table") -> str:
    """Write a table with a caption, a header for each column and one for each row.

    Parameters
    ----------
    table
        Cells are shown as they are: format numbers first. The first column heads the row.
    caption
        What the table says, one line.
    css
        Class of the table.
    """
    return _page(list(table.columns), _rows(table), caption=caption, css=css)


Row = tuple[object, ...]


def _rows(table: pd.DataFrame) -> list[Row]:
    return list(table.itertuples(index=False, name=None))


def _page(names: Sequence[object], cells: Sequence[Row], *, caption: str, css: str = "fis-table") -> str:
    numbers = [_all_numbers(row[at] for row in cells) for at in range(len(names))]
    head = "".join(
        f'<th scope="col"{_number_class(is_number)}>{escape(name)}</th>'
        for name, is_number in zip(names, numbers, strict=True)
    )
    rows = []
    for values in cells:
        first, *rest = (_cell(value) for value in values)
        told = "".join(f"<td{_number_class(n)}>{c}</td>" for c, n in zip(rest, numbers[1:], strict=True))
        rows.append(f'<tr><th scope="row">{first}</th>{told}</tr>')
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="fis-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="{escape(css)}">{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


_NUMBER = re.compile(r"[–+-]?[€£]?\s?\d[\d.,]*\s?[%€]?|–")


def _all_numbers(column: Iterable[object]) -> bool:
    # Digits line up only if a whole column is written the same way
    values = [value.text if isinstance(value, Html) else str(value) for value in column]
    return all(_NUMBER.fullmatch(value.strip()) for value in values)


def _number_class(is_number: bool) -> str:
    return ' class="fis-number"' if is_number else ""


def _cell(value: object) -> str:
    # a sum never leaves its sign on the line below
    return value.html if isinstance(value, Html) else escape(value).replace(" €", "&nbsp;€")


def table_text(table: pd.DataFrame) -> str:
    """Write a table as aligned words, for logs, tests and readers without a browser."""
    names, cells = list(table.columns), _rows(table)
    if _all_words(names, cells):
        return _aligned(names, cells)
    return table.to_string(index=False, header=True, max_rows=None, max_cols=None, line_width=100_000)


def _all_words(names: Sequence[object], cells: Sequence[Row]) -> bool:
    """Tell a table of words on one line each: nearly all are, and pandas takes four times as long to write one."""
    words = [*names, *(value.text if isinstance(value, Html) else value for row in cells for value in row)]
    if not cells or not names or any(len(row) != len(names) for row in cells):
        return False
    return all(isinstance(word, str) and not _ODD.search(word) for word in words)


_ODD = re.compile(r"^\s|[\t\r\n]")


def _aligned(names: Sequence[object], cells: Sequence[Row]) -> str:
    """Write the columns one beside the other, each as wide as its longest cell: as pandas does."""
    columns = [[str(value) for value in column] for column in zip(names, *cells, strict=True)]
    wide = [max(map(len, column)) for column in columns]
    lines = zip(
        *([word.rjust(width) for word in one] for one, width in zip(columns, wide, strict=True)), strict=True
    )
    return "\n".join(" ".join(line) for line in lines)


# --- pieces of a lesson ---------------------------------------------------------------------------
def told(words: str) -> Html:
    """Show some Markdown as running text."""
    return Html(f'<div class="fis-text">{markdown(words)}</div>', plain(words))


def callout(words: str, *, alert: bool = False) -> Html:
    """Show some Markdown set apart from the text.

    Parameters
    ----------
    words
        Markdown.
    alert
        Whether a screen reader says it at once: for what answers something the learner did.
    """
    role = ' role="alert"' if alert else ""
    return Html(f'<div class="fis-callout"{role}>{markdown(words)}</div>', plain(words))


def cell(words: str) -> Html:
    """Write one line of Markdown as the cell of a table: links on the page, words in the plain text."""
    return Html(inline(words), plain(words))


_CITED = re.compile(r"\]\(|\\\[")  # a link, or the mark of a note that has none


def _with_words(value: object) -> object:
    return cell(value) if isinstance(value, str) and _CITED.search(value) else value


def captioned(
    rows: pd.DataFrame | Iterable[Sequence[object]],
    *,
    caption: str,
    columns: Sequence[str] = (),
    note: str = "",
) -> Html:
    """Show a table with its caption, the same on the page and in words.

    Parameters
    ----------
    rows
        Cells as they are shown: formatted numbers, text, :class:`Html`. A text with a link or a mark
        of citation keeps it on the page, and its words in the plain text. The first cell of each row heads it.
    caption
        What the table says, one line.
    columns
        Names of the columns, if ``rows`` is not a table already.
    note
        Markdown of one line under the table: where the numbers come from.
    """
    listed = _rows(rows) if isinstance(rows, pd.DataFrame) else [tuple(row) for row in rows]
    names = list(rows.columns if isinstance(rows, pd.DataFrame) else columns)
    if _all_words(names, listed):
        listed = [tuple(_with_words(value) for value in row) for row in listed]
        page, words = _page(names, listed, caption=caption), _aligned(names, listed)
    else:
        table = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(listed, columns=names)
        table = table.map(_with_words)
        page, words = table_html(table, caption=caption), table_text(table)
    words = f"{caption}\n{words}"
    if note:
        page += f'<p class="fis-source">{inline(note)}</p>'
        words += f"\n{plain(note)}"
    return Html(page, words)
