"""Rules about headings, lists and links in the Markdown of a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from fis_lessons.course.authoring.material import Piece, Subject
from fis_lessons.course.authoring.registry import Hit, check, short
from fis_lessons.course.notebooks import tags

LINK = re.compile(r"(?<!!)\[(?P<words>(?:\\.|[^\]\\])*)\]\((?:<(?P<angled>[^>]*)>|(?P<plain>[^)\s]*))[^)]*\)")
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^)\s]*)")
_BARE = re.compile(r"(?<![\w/])(?:https?://|www\.)[^\s)>\]]+")
_SAYS_NOTHING = re.compile(
    r"(?:clicca |premi |vedi |leggi )?(?:qui|qua|link|questo link|questa pagina|questo sito|sito|pagina|here"
    r"|click here|leggi|scopri di più|altro|questo|this|more)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60
PARTS = {
    "quiz": "Quiz: che cosa ti resta", "progress": "A che punto sei",
    "hand_in": "Consegna e attestato", "sources": "Fonti",
}  # fmt: skip
"""What shows a part that every lesson has, and the heading it stands under."""
_PART = re.compile(rf"lesson\.({'|'.join(PARTS)})\(")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_NOBODYS_HOST = re.compile(
    r"(?:^|\.)(?:example\.\w+|localhost|test|invalid|local)$|^(?:127\.|10\.|192\.168\.)"
)


def headings(subject: Subject) -> list[Piece]:
    """List the headings."""
    return [piece for piece in subject.pieces if piece.level]


def address(link: re.Match[str]) -> str:
    """Return where a link goes."""
    return link["angled"] or link["plain"] or ""


def links(subject: Subject) -> Iterator[tuple[Piece, re.Match[str]]]:
    """List the links, each with its piece."""
    for piece in subject.pieces:
        for link in LINK.finditer(piece.text):
            yield piece, link


@check("heading-one")
def heading_one(subject: Subject) -> Iterator[Hit]:
    """One title, at the beginning."""
    ones = [piece for piece in headings(subject) if piece.level == 1]
    first = next(iter(subject.pieces), None)
    if not ones or first is None or first.level != 1:
        yield Hit(first.place if first else "", short(first.text) if first else "")
    for piece in ones[1:]:
        yield Hit(piece.place, piece.text)


@check("heading-skip")
def heading_skip(subject: Subject) -> Iterator[Hit]:
    """No level is jumped on the way down; trainees do not have the trainer's headings."""
    for edition in ({"prose"}, {"prose", "trainer"}):
        last = 0
        for piece in headings(subject):
            if piece.kind in edition:
                if last and piece.level > last + 1 and (piece.kind == "prose") == (len(edition) == 1):
                    yield Hit(piece.place, piece.text)
                last = piece.level


@check("heading-twice")
def heading_twice(subject: Subject) -> Iterator[Hit]:
    """Two sections with one name cannot be told apart in a list of headings."""
    seen: set[str] = set()
    for piece in headings(subject):
        name = piece.bare.casefold()
        if name in seen:
            yield Hit(piece.place, piece.text)
        seen.add(name)


@check("heading-mark")
def heading_mark(subject: Subject) -> Iterator[Hit]:
    """A heading is no sentence."""
    for piece in headings(subject):
        if piece.bare.endswith((".", ",", ";", ":")):
            yield Hit(piece.place, piece.text)


@check("heading-long")
def heading_long(subject: Subject) -> Iterator[Hit]:
    """A heading is read at a glance."""
    for piece in headings(subject):
        if len(piece.bare) > _LONGEST_HEADING:
            yield Hit(piece.place, piece.text)


@check("heading-bold")
def heading_bold(subject: Subject) -> Iterator[Hit]:
    """A line in bold alone looks like a heading, and for a screen reader it is none."""
    for piece in subject.pieces:
        if piece.kind == "prose" and not piece.prefix and re.fullmatch(r"\*\*[^*]+\*\*", piece.text.strip()):
            yield Hit(piece.place, piece.text)


@check("section-empty")
def section_empty(subject: Subject) -> Iterator[Hit]:
    """A heading has something under it, in the trainee's edition too."""
    open_: Piece | None = None
    by_cell: dict[str, list[Piece]] = {}
    for piece in subject.pieces:
        if piece.kind == "prose":
            by_cell.setdefault(piece.place, []).append(piece)
    reserved = {piece.place for piece in subject.pieces if piece.kind == "trainer"}
    for cell in subject.notebook.cells:
        if cell.cell_type == "code":
            if not {"solution", "trainer"} & set(cell.metadata.get("tags", ())):
                open_ = None
            continue
        if cell.get("id", "") in reserved:
            continue
        for piece in by_cell.get(cell.get("id", ""), ()):
            if piece.level and open_ is not None and piece.level <= open_.level:
                yield Hit(open_.place, open_.text)
            open_ = piece if piece.level else None
    if open_ is not None:
        yield Hit(open_.place, open_.text)


@check("part-name")
def part_name(subject: Subject) -> Iterator[Hit]:
    """A part that every lesson has is called the same in each: whoever goes on to the next one looks for it."""
    last = ""
    for cell in subject.notebook.cells:
        if cell.cell_type == "markdown" and "trainer" not in tags(cell):
            found = _HEADING.findall(cell.source)
            last = found[-1].strip() if found else last
        for call in _PART.findall(cell.source) if cell.cell_type == "code" else ():
            if last != PARTS[call]:
                yield Hit(cell.get("id", ""), f"{last or '–'} → {PARTS[call]}")


@check("link-words")
def link_words(subject: Subject) -> Iterator[Hit]:
    """The words of a link say where it goes: many people hear the links alone."""
    for piece, link in links(subject):
        words = re.sub(r"[*_`.]", "", link["words"]).strip()
        if len(words) < 2 or _SAYS_NOTHING.fullmatch(words):
            yield Hit(piece.place, link[0])


@check("link-bare")
def link_bare(subject: Subject) -> Iterator[Hit]:
    """An address is not for reading."""
    for piece in subject.pieces:
        for found in _BARE.finditer(LINK.sub("", IMAGE.sub("", piece.text))):
            yield Hit(piece.place, short(found[0]))


@check("link-broken")
def link_broken(subject: Subject) -> Iterator[Hit]:
    """What is not on the web is beside the notebook, or a heading of it."""
    anchors = {piece.bare.replace(" ", "-").casefold() for piece in headings(subject)}
    for piece, link in links(subject):
        target = address(link)
        if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
            continue
        name, _sign, anchor = unquote(target).partition("#")
        here = not name and anchor.casefold() in anchors
        if not here and not (name and (subject.file.parent / name).exists()):
            yield Hit(piece.place, link[0])


@check("link-shape")
def link_shape(subject: Subject) -> Iterator[Hit]:
    """An address that cannot be anybody's leads nowhere."""
    for piece, link in links(subject):
        target = address(link)
        if re.match(r"\w+:", target) and not sound_address(target):
            yield Hit(piece.place, short(link[0]))


def sound_address(target: str) -> bool:
    """Tell whether an address has the shape of a page of somebody's.

    Examples
    --------
    >>> [sound_address(one) for one in ("https://www.istat.it/it", "http:/istat.it", "https://localhost/a")]
    [True, False, False]
    """
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return (
        parts.scheme in ("http", "https")
        and "." in host
        and not _NOBODYS_HOST.search(host)
        and not re.search(r"[\s<>\"]|…|\.\.\.", target)
        and not target.endswith((",", ";", "."))
    )
