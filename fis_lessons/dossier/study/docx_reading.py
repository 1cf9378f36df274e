"""A Word document opened to be judged: its paragraphs, and how each piece of them really looks."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.docx_xml import NAMESPACES
from fis_lessons.errors import FisError, Problem
from fis_lessons.i18n import gettext as _

W = f"{{{NAMESPACES['w']}}}"
_LARGEST = 50_000_000  # bytes of a part once it is opened: nothing we write is as large
_OFF = ("0", "false", "off", "none")


class DocumentError(FisError):
    """A file that is not a Word document."""


def name_of(node: Element) -> str:
    """Return the name of an element without its namespace."""
    return node.tag.rsplit("}", 1)[-1]


def value(node: Element | None, path: str, key: str = "val") -> str:
    """Return a property under a node, or nothing."""
    found = None if node is None else node.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + key, "on" if key == "val" else "")


@dataclass(frozen=True)
class Piece:
    """A piece of text in one look.

    Parameters
    ----------
    text
        What it says.
    bold
        Whether it is bold, by its style or by hand.
    points
        Size of the letters.
    colour, ground
        Six digits; the paper is white.
    """

    text: str
    bold: bool
    points: float
    colour: str
    ground: str


@dataclass
class Document:
    """The parts of a document that the rules look at."""

    body: Element
    notes: Element | None
    properties: Mapping[str, str]
    styles: dict[str, Element] = field(default_factory=dict)
    defaults: Element | None = None

    def paragraphs(self, root: Element | None = None) -> Iterator[Element]:
        """Walk the paragraphs of a part, the text if none is named."""
        yield from (self.body if root is None else root).iter(f"{W}p")

    def style(self, paragraph: Element) -> str:
        """Name the style of a paragraph."""
        return value(paragraph, "pPr/pStyle")

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading, from 1; 0 for what is no heading."""
        found = next(
            (told for one in self._chain(self.style(paragraph)) if (told := value(one, "pPr/outlineLvl"))), ""
        )
        return int(found) + 1 if found.isdigit() and int(found) < 9 else 0

    def in_list(self, paragraph: Element) -> bool:
        """Say whether a paragraph is an item of a real list."""
        told = value(paragraph, "pPr/numPr/numId")
        found = (
            [told] if told else [value(one, "pPr/numPr/numId") for one in self._chain(self.style(paragraph))]
        )
        return any(one not in ("", "0") for one in found)

    def pieces(self, paragraph: Element) -> Iterator[Piece]:
        """Walk the pieces of a paragraph that have a text, with their look."""
        chain = self._chain(self.style(paragraph))
        for run in paragraph.iter(f"{W}r"):
            text = text_of(run)
            if not text.strip():
                continue
            looks = [run, *self._chain(value(run, "rPr/rStyle")), *chain, self.defaults]
            ground = [value(one, "pPr/shd", "fill") for one in (paragraph, *chain)]
            bold = self._first(looks, "rPr/b")
            size = self._first(looks, "rPr/sz")
            yield Piece(
                text=text,
                bold=bool(bold) and bold not in _OFF,
                points=int(size) / 2 if size.isdigit() else 10.0,
                colour=_colour(self._first(looks, "rPr/color"), "000000"),
                ground=_colour(next((one for one in ground if one), ""), "FFFFFF"),
            )

    def _first(self, looks: list[Element | None], path: str) -> str:
        return next((told for one in looks if (told := value(one, path))), "")

    def _chain(self, style: str) -> list[Element]:
        found: list[Element] = []
        while style in self.styles and self.styles[style] not in found:
            found.append(self.styles[style])
            style = value(found[-1], "basedOn")
        return found


def _colour(told: str, otherwise: str) -> str:
    try:
        int(told, 16)
    except ValueError:
        return otherwise
    return told if len(told) == 6 else otherwise


def text_of(node: Element) -> str:
    """Return what an element says, without the instructions of its fields."""
    return "".join(one.text or "" for one in node.iter(f"{W}t"))


def opened(path: Path) -> Document:
    """Open a document.

    Raises
    ------
    DocumentError
        If it is no Word document, or its parts cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            body = _part(packed, "word/document.xml")
            styles = _part(packed, "word/styles.xml")
            notes = _part(packed, "word/footnotes.xml")
            core = _part(packed, "docProps/core.xml")
    except (OSError, zipfile.BadZipFile, ElementTree.ParseError, NotImplementedError, RuntimeError):
        body = styles = notes = core = None
    if body is None:
        remedy = _("Aprilo con Word e salvalo come «Documento di Word (.docx)».")
        raise DocumentError(
            _("Questo file non è un documento di Word."), [Problem("", path.name, remedy=remedy)]
        )
    document = Document(
        body, notes, {name_of(one): one.text or "" for one in core} if core is not None else {}
    )
    if styles is not None:
        document.styles = {one.get(f"{W}styleId", ""): one for one in styles.iter(f"{W}style")}
        document.defaults = styles.find(f"{W}docDefaults/{W}rPrDefault")
    return document


def _part(packed: zipfile.ZipFile, name: str) -> Element | None:
    if name not in packed.namelist() or packed.getinfo(name).file_size > _LARGEST:
        return None
    return ElementTree.fromstring(packed.read(name))  # noqa: S314  # nothing outside it is read
