"""Rules about sentences: how long, how heavy, with which numbers, with which unexplained words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fis_lessons.cases.reading import read
from fis_lessons.course.authoring.material import Piece, Subject
from fis_lessons.course.authoring.registry import FOLDER, Hit, around, check, pieces_of, short
from fis_lessons.i18n import gettext as _

MOST_WORDS = {"paragraph": 75, "sentence": 36}
"""Measured on our lessons: of 753 paragraphs five had more, of 1,760 sentences three, and they were shortened."""
MOST_NOUNS, MOST_PASSIVES = 5, 2

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*")
_END = re.compile(r'(?<=[.?!…])[»")\]*]*\s+(?=[«"(\[*]*[A-ZÀ-Ú0-9])')
_ACRONYM = re.compile(r"(?<![\w/.-])[A-Z][A-Z]{1,}[A-Z0-9]*(?![\w-])")
_NOUN = re.compile(r"\b\w{4,}(?:zion[ei]|sion[ei]|ment[oi]|anza|enza|anze|enze|aggio|ità)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:viene|vengono|venga|vengano|verrà|verranno|veniva|venivano)\s+\w+(?:[aui]t|tt|st|lt|rt|nt|s)[oaie]\b"
    r"|\b(?:va|vanno)\s+\w+[aui]t[oaie]\b",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+"
_FIGURE = re.compile(
    rf"(?<![\w.,])(?:(?:{_NUMBER})\s?(?:%|€|per cento|euro\b|milioni|miliardi|mila\b)"
    rf"|€\s?(?:{_NUMBER})|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+,\d+)(?![\w])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«[^»]*»")
_GROUND = re.compile(
    r"\]\(|\\\[|ipotes|esempio|inventat|per spiegare|supponi|metti(?:amo)? che|immagina|scelta della lezione"
    r"|stessa fonte|di prova|simulat|scegliamo|scelte? (?:da noi|nostr)|nostr[ao] sogli|soglia nostra|formula"
    r"|convenzion|di solito si (?:usa|prende)|lo (?:decidi|scegli) tu|controllo|tabella|figura|esercizio",
    re.IGNORECASE,
)


def sentences(piece: Piece) -> list[str]:
    """Cut a piece into sentences."""
    return [part for part in _END.split(piece.bare) if part]


def words_in(text: str) -> int:
    """Count the words of a text, numbers included."""
    return len(_WORD.findall(text))


def _running(subject: Subject, *kinds: str) -> Iterator[Piece]:
    """List what is read as running text: no headings, no rows of a table."""
    return (piece for piece in pieces_of(subject, *kinds) if not piece.level and not piece.is_row)


@check("paragraph-long")
def paragraph_long(subject: Subject) -> Iterator[Hit]:
    """A paragraph is read in one look on a narrow screen."""
    for piece in _running(subject, "prose", "trainer"):
        if (count := words_in(piece.bare)) > MOST_WORDS["paragraph"]:
            yield Hit(piece.place, _("{count} parole: {text}").format(count=count, text=short(piece.bare)))


@check("sentence-long")
def sentence_long(subject: Subject) -> Iterator[Hit]:
    """A long sentence is read twice."""
    for piece in _running(subject):
        for sentence in sentences(piece):
            if (count := words_in(sentence)) > MOST_WORDS["sentence"]:
                words = _("{count} parole: {text}")
                yield Hit(piece.place, words.format(count=count, text=short(sentence)))


@check("nominal")
def nominal(subject: Subject) -> Iterator[Hit]:
    """Many nouns made from verbs hide who does what."""
    for piece in _running(subject):
        for sentence in sentences(piece):
            found = _NOUN.findall(sentence)
            if len(found) >= MOST_NOUNS and len(found) / words_in(sentence) > 0.2:
                yield Hit(piece.place, short(sentence))


@check("passive")
def passive(subject: Subject) -> Iterator[Hit]:
    """One passive is a choice; two in a sentence hide who acts."""
    for piece in _running(subject):
        for sentence in sentences(piece):
            if len(_PASSIVE.findall(sentence)) >= MOST_PASSIVES:
                yield Hit(piece.place, short(sentence))


@check("number-source")
def number_source(subject: Subject) -> Iterator[Hit]:
    """A figure says where it comes from in its own cell, or is called an assumption."""
    cells: dict[str, str] = {}
    for piece in subject.pieces:
        cells[piece.place] = cells.get(piece.place, "") + "\n" + piece.text
    for piece in subject.pieces:
        if piece.kind == "prose" and not piece.level and not _GROUND.search(cells[piece.place]):
            words = _QUOTED.sub("«…»", piece.bare)  # what is quoted is an example of how others write
            for found in _FIGURE.finditer(words):
                if found[0] not in ("0%", "100%"):
                    yield Hit(piece.place, around(words, found.start(), found.end()))


# --- words that need an explanation ---------------------------------------------------------------------
@cache
def glossary() -> dict[str, Any]:
    """Read the words an author may use without explaining them, and those to be explained."""
    return dict(read(FOLDER / "glossary.yaml").data)


@check("acronym")
def acronym(subject: Subject) -> Iterator[Hit]:
    """Initials are written out where they are first met."""
    known = set(glossary()["known"])
    told = "\n".join([piece.bare for piece in subject.pieces] + [shown.text for shown in subject.shown])
    seen: set[str] = set()
    for piece in pieces_of(subject, "prose", "exercise", "quiz"):
        # names of sources, and names written in capitals
        words = re.sub(r"\[[^\]]*\]|\([^()]*\d{4}\)|\b[A-Z]{2,}(?: [A-Z]{2,})+\b", " ", piece.bare)
        for found in _ACRONYM.finditer(words):
            name = found[0]
            if name not in known | seen and not _ROMAN.fullmatch(name):
                seen.add(name)
                if not _written_out(name, told):
                    yield Hit(piece.place, around(words, found.start(), found.end()))


_ROMAN = re.compile(r"[IVX]+")


def _written_out(name: str, told: str) -> bool:
    """Tell whether initials are explained: before them or after, in brackets; or the words themselves."""
    ways = (
        rf"\(\W*{name}\b|(?<!\w){name}\W*\(|\*{name}\*|\b(?:sigla|lettere)\b[^.]{{0,40}}\b{name}\b",
        rf"(?<!\w){name}, (?:un|una|il|la|lo|gli|le|l')\b",
        rf"(?<!\w){name}\W*(?:, cioè|, ossia| vuol dire| significa| è (?:un|una|il|la|l'))",
    )
    return any(re.search(way, told) for way in ways)


_BEFORE = ("title", "objectives")


@check("term")
def term(subject: Subject) -> Iterator[Hit]:
    """A word of the field is set apart and explained where the lesson first uses it."""
    # what the lesson is about may be named before it is explained
    prose = [piece for piece in subject.pieces if piece.kind == "prose" and piece.place not in _BEFORE]
    for name, pattern in glossary()["terms"].items():
        wanted = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
        first = next(
            (at for at, piece in enumerate(prose) if not piece.level and wanted.search(piece.bare)), None
        )
        if first is None:
            continue
        marked = re.compile(
            rf"(?:\*|«|\(in inglese[^)]*)\s*[^*«»]*(?:{pattern})|(?:{pattern})\s*\(", re.IGNORECASE
        )
        # its own paragraph, the one before it, or the one after: an idea is often told in two
        near = prose[max(first - 1, 0) : first + 2]
        told = re.compile(rf"<(?:strong|em)>[^<]*(?:{pattern})", re.IGNORECASE)
        if not any(marked.search(piece.text) for piece in near) and not any(
            told.search(shown.html) for shown in subject.shown
        ):
            yield Hit(prose[first].place, f"{name}: {short(prose[first].bare)}")


def own_words(text: str) -> str:
    """Leave out what is others': names of sources, words in italics, quotations.

    Examples
    --------
    >>> own_words("Il **gruppo** (nei bandi, il *target*) di [Istat]")
    'Il gruppo (nei bandi, il …) di …'
    """
    return re.sub(r"\[[^\]]*\]|\*[^*]+\*|«[^»]*»", "…", text.replace("**", ""))


@check("two-names")
def two_names(subject: Subject) -> Iterator[Hit]:
    """One thing has one name: the house's."""
    for wanted, others in glossary()["names"].items():
        pattern = re.compile(rf"(?<!\w)(?:{others})(?!\w)")
        for piece in pieces_of(subject):
            words = own_words(piece.bare)
            for found in pattern.finditer(words):
                yield Hit(piece.place, f"{around(words, found.start(), found.end())} → {wanted}")


@check("anglicism")
def anglicism(subject: Subject) -> Iterator[Hit]:
    """The Italian word, where there is one; the English one only to say how others call it."""
    listed = glossary()["anglicisms"]
    every = re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.IGNORECASE)
    for piece in pieces_of(subject):
        for found in every.finditer(own_words(piece.bare)):
            italian = next(
                said for word, said in listed.items() if re.fullmatch(word, found[0], re.IGNORECASE)
            )
            yield Hit(piece.place, f"{found[0]} → {italian}")
