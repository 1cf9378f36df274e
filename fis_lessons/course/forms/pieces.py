"""What a cell shows, cut into pieces that stay whole on a slide, and how much room each takes.

The room is reckoned, not measured: there is no browser where slides are written. It is reckoned generously, for
a wide letter; what should still be too much is made smaller by the page itself (``slides.js``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Literal

from bs4 import BeautifulSoup, Tag

from fis_lessons.figures import escape

Kind = Literal["heading", "text", "figure"]

WIDTH, HEIGHT = 1150, 555
"""Of the room for the content of a slide, in pixels: a slide is 1280 by 720."""
_LETTER, _LINE, _GAP = 14.8, 38, 15
_TABLE_LETTER, _TABLE_LINE, _TABLE_PAD = 12.2, 29, 15
_FIGURE, _SOURCE_LINE = 340, 30
_OPENED = frozenset({"div", "blockquote", "section"})
_SENTENCE = re.compile(r"(?<=[.!?»])\s+(?=[A-ZÀ-Ý«])")


@dataclass(frozen=True)
class Piece:
    """Something that stays whole.

    Parameters
    ----------
    html
        As it goes on the slide.
    height
        In pixels.
    kind
        A heading begins a slide; a figure takes what room there is.
    level
        Of a heading.
    text
        Of a heading.
    joint
        The same for parts of one list: side by side, they are one again.
    """

    html: str
    height: float
    kind: Kind = "text"
    level: int = 0
    text: str = ""
    joint: str = ""


def pieces_of(html: str) -> list[Piece]:
    """Cut the HTML of a cell into pieces, none higher than a slide as far as it can be cut.

    Lists, tables and long paragraphs are cut between items, rows and sentences; the head of a table is repeated.
    The data of a figure, folded under it on the page, are left to the handout.
    """
    found: list[Piece] = []
    for tag in _flat(BeautifulSoup(html, "html.parser")):
        if found and "fis-source" in tag.get_attribute_list("class") and not found[-1].joint:
            # where a thing comes from stands with the thing
            height = found[-1].height + lines_of(_words(tag), letter=11) * _SOURCE_LINE
            found[-1] = replace(found[-1], html=found[-1].html + str(tag), height=height)
        else:
            found += _cut(tag)
    return found


def _flat(parent: Tag) -> Iterator[Tag]:
    for tag in [child for child in parent.children if isinstance(child, Tag)]:
        if tag.name == "details":
            continue
        if tag.name in _OPENED:
            yield from _flat(tag)
        else:
            yield tag


def _cut(tag: Tag) -> Iterator[Piece]:
    if tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield Piece(str(tag), 0, "heading", int(tag.name[1]), tag.get_text(" ", strip=True))
    elif tag.name == "figure":
        yield from _figure(tag)
    elif tag.name == "table":
        yield from _table(tag)
    elif tag.name in ("ul", "ol"):
        yield from _list(tag)
    elif tag.get_text(strip=True):
        yield from _paragraph(tag)


def lines_of(text: str, *, width: float = WIDTH, letter: float = _LETTER) -> int:
    """Reckon on how many lines a text stands."""
    return max(1, math.ceil(len(" ".join(text.split())) * letter / width))


def _words(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)


def _paragraph(tag: Tag) -> Iterator[Piece]:
    height = lines_of(_words(tag)) * _LINE + _GAP
    if height <= HEIGHT:
        yield Piece(str(tag), height)
        return
    for part in _sentences(tag):
        yield Piece(part, lines_of(_words(BeautifulSoup(part, "html.parser"))) * _LINE + _GAP)


def _sentences(tag: Tag) -> list[str]:
    """Cut a paragraph between sentences that stand outside any bold face or link."""
    parts: list[str] = [""]
    for child in tag.children:
        if isinstance(child, Tag):
            parts[-1] += str(child)
            continue
        first, *others = _SENTENCE.split(escape(str(child)))
        parts[-1] += first
        parts += others
    grouped: list[str] = [""]
    for part in parts:
        if grouped[-1] and lines_of(grouped[-1] + part) > 6:
            grouped.append("")
        grouped[-1] = f"{grouped[-1]} {part}".strip()
    return [f"<p>{part}</p>" for part in grouped if part]


def _list(tag: Tag) -> Iterator[Piece]:
    """Cut a list between its items; a numbered one goes on counting."""
    first = tag.get("start")
    start = int(first) if isinstance(first, str) and first.isdecimal() else 1
    joint = f"{tag.name}-{id(tag)}"
    for place, item in enumerate(tag.find_all("li", recursive=False)):
        made = copy(tag)
        made.clear()
        made.append(copy(item))
        if tag.name == "ol":
            made["start"] = str(start + place)
        yield Piece(str(made), _item_height(item), joint=joint)


def joined(before: str, after: str) -> str:
    """Join two parts of one list that came to stand on one slide."""
    soup, other = (BeautifulSoup(page, "html.parser") for page in (before, after))
    first, second = soup.find(["ul", "ol"]), other.find(["ul", "ol"])
    if isinstance(first, Tag) and isinstance(second, Tag):
        first.extend(list(second.find_all("li", recursive=False)))
    return str(soup)


def _item_height(item: Tag) -> float:
    inner = item.find_all("li")
    if inner:
        own = " ".join(str(child) for child in item.children if not isinstance(child, Tag))
        return lines_of(own) * _LINE + sum(lines_of(_words(one)) * _LINE for one in inner)
    return lines_of(_words(item), width=WIDTH - 60) * _LINE + 10


def _figure(tag: Tag) -> Iterator[Piece]:
    made = copy(tag)
    for folded in made.find_all("details"):
        folded.decompose()
    caption = sum(lines_of(_words(one), letter=12) * 30 for one in made.find_all(["figcaption", "p"]))
    yield Piece(str(made), _FIGURE + caption, "figure")


def _table(tag: Tag) -> Iterator[Piece]:
    """Cut a table between rows, so that each part has the head and stands on one slide."""
    head = tag.find("thead")
    rows = [row for row in tag.find_all("tr") if row.find_parent("thead") is None]
    widths = _widths([*(head.find_all("tr") if isinstance(head, Tag) else []), *rows])
    fixed = sum(_row_height(row, widths) for row in (head.find_all("tr") if isinstance(head, Tag) else []))
    caption = tag.find("caption")
    fixed += 46 if isinstance(caption, Tag) else 0
    groups: list[list[Tag]] = [[]]
    room = fixed
    for row in rows:
        height = _row_height(row, widths)
        if groups[-1] and room + height > HEIGHT:
            groups.append([])
            room = fixed
        groups[-1].append(row)
        room += height
    for group in groups:
        made = copy(tag)
        for row in made.find_all("tr"):
            if row.find_parent("thead") is None:
                row.decompose()
        body = made.find("tbody")
        target = body if isinstance(body, Tag) else made
        for row in group:
            target.append(copy(row))
        yield Piece(str(made), fixed + sum(_row_height(row, widths) for row in group) + _GAP)


def _widths(rows: Sequence[Tag]) -> list[float]:
    """Share the width among the columns as a browser does, about: by the longest text of each."""
    longest: list[int] = []
    for row in rows:
        for place, cell in enumerate(row.find_all(["th", "td"])):
            size = len(_words(cell))
            if place == len(longest):
                longest.append(4)
            longest[place] = max(longest[place], size)
    total = sum(longest) or 1
    full = total * _TABLE_LETTER + len(longest) * 28
    if full <= WIDTH:
        return [size * _TABLE_LETTER + 28 for size in longest]
    # a long column gives way first: roots
    roots = [math.sqrt(size) for size in longest]
    return [WIDTH * root / sum(roots) for root in roots]


def _row_height(row: Tag, widths: Sequence[float]) -> float:
    lines = [
        lines_of(_words(cell), width=max(40, width - 28), letter=_TABLE_LETTER)
        for cell, width in zip(row.find_all(["th", "td"]), widths, strict=False)
    ]
    return max(lines, default=1) * _TABLE_LINE + _TABLE_PAD
