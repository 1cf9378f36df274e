"""Rules about pictures and tables: those a lesson shows, those it stored, those written in its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fis_lessons.course.authoring.in_headings import IMAGE
from fis_lessons.course.authoring.material import Subject
from fis_lessons.course.authoring.registry import Hit, check, short
from fis_lessons.i18n import gettext as _

LONGEST_ALT = 1000
"""Signs. The longest of our lessons has 958: it reads a whole chain out."""
_NAME_OF_A_FILE = re.compile(
    r"[\w ./-]+\.(?:png|jpe?g|svg|gif|webp)|(?:image|immagine|figura|foto|grafico)\W*\d*", re.IGNORECASE
)
_RULE = re.compile(r"\|?[\s:|-]+\|?")


def alts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Give the description of every picture with its place; an empty one where there is none."""
    for place, page in subject.pages:
        for picture in page.find_all("img"):
            yield place, str(picture.get("alt") or "")
    for piece in subject.pieces:
        for picture in IMAGE.finditer(piece.text):
            yield piece.place, picture["alt"]


@check("alt-missing")
def alt_missing(subject: Subject) -> Iterator[Hit]:
    """Whoever cannot see a picture reads its description."""
    for place, alt in alts(subject):
        if not alt.strip():
            yield Hit(place)


@check("alt-file")
def alt_file(subject: Subject) -> Iterator[Hit]:
    """The name of a file describes nothing."""
    for place, alt in alts(subject):
        if _NAME_OF_A_FILE.fullmatch(alt.strip()):
            yield Hit(place, alt)


@check("alt-long")
def alt_long(subject: Subject) -> Iterator[Hit]:
    """A description cannot be stopped and read again: the table below says the rest."""
    for place, alt in alts(subject):
        if len(alt) > LONGEST_ALT:
            yield Hit(place, _("{count} segni: {text}").format(count=len(alt), text=short(alt)))


@check("figure-data")
def figure_data(subject: Subject) -> Iterator[Hit]:
    """Every figure has its title and its numbers as a table."""
    for place, page in subject.pages:
        for figure in page.find_all("figure"):
            title = figure.find("figcaption")
            if figure.find("table") is None or title is None or not title.get_text(strip=True):
                yield Hit(place)


@check("table-caption")
def table_caption(subject: Subject) -> Iterator[Hit]:
    """A table says what it is."""
    for place, page in subject.pages:
        for table in page.find_all("table"):
            title = table.find("caption")
            if title is None or not title.get_text(strip=True):
                yield Hit(place, short(table.get_text(" ", strip=True)))


@check("caption-marks")
def caption_marks(subject: Subject) -> Iterator[Hit]:
    """What stands above a table is shown as written: a mark of Markdown would be read as one."""
    for place, page in subject.pages:
        for title in page.find_all("caption"):
            if re.search(r"\\[\[(]|\*\*|\]\(", title.get_text()):
                yield Hit(place, short(title.get_text()))


@check("table-head")
def table_head(subject: Subject) -> Iterator[Hit]:
    """Columns and rows have headers that a screen reader can tell."""
    for place, page in subject.pages:
        for table in page.find_all("table"):
            heads = table.find_all("th", scope="col")
            if not heads or not all(head.get_text(strip=True) for head in heads):
                yield Hit(place, short(table.get_text(" ", strip=True)))
    for cell in subject.notebook.cells:
        if cell.cell_type == "markdown":
            lines = cell.source.splitlines()
            for line, below in pairwise(lines):
                is_head = line.strip().startswith("|") and not _RULE.fullmatch(line)
                if is_head and "-" in below and _RULE.fullmatch(below) and not _every_cell(line):
                    yield Hit(cell.get("id", ""), line.strip())


def _every_cell(line: str) -> bool:
    return all(words.strip() for words in line.strip().strip("|").split("|"))
