"""The blocks of a study as pieces of a Word document: headings, texts, lists, tables, pictures, notes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.content import Block, Note, Picture, Points, Said, Study, Table
from fis_lessons.dossier.study.docx_styles import FIRST_ORDERED
from fis_lessons.dossier.study.docx_table import Plan, planned, table
from fis_lessons.dossier.study.docx_xml import (
    bookmark,
    element,
    paragraph,
    run,
    safe_address,
    val,
    w,
)
from fis_lessons.dossier.study.docx_xml import field as field_of
from fis_lessons.figures import plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark

_REFERENCE = re.compile(r"\{((?:table|figure):[^{}]+)\}")
_BULLET = re.compile(r"\s*[-•*–·]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
_EMU = 360_000  # in a centimetre
_WIDEST, _HIGHEST = (
    16.6,
    19.0,
)  # centimetres of a picture: the page between its margins, with room for a caption

_KINDS = {"source": mark("Fonte:"), "assumption": mark("Ipotesi:"), "record": mark("Dal progetto:")}

Line = tuple[Literal["text", "bullet", "number"], str]


def lines_of(text: str) -> list[Line]:
    r"""Read a typed text as paragraphs and lists: what somebody typed as a list is one.

    Examples
    --------
    >>> lines_of("Servono:\n- aule\n- un'educatrice")
    [('text', 'Servono:'), ('bullet', 'aule'), ('bullet', "un'educatrice")]
    >>> lines_of("2026. Un anno")
    [('text', '2026. Un anno')]
    """
    found = [line.strip() for line in text.split("\n") if line.strip()]
    numbers = [int(match[1]) if (match := _NUMBER.match(line)) else 0 for line in found]
    told: list[Line] = []
    last = 0  # where an ordered list has arrived; 0 outside one
    for line, number, after in zip(found, numbers, [*numbers, 0][1:], strict=True):
        last = number if number and number == last + 1 and (last or after == number + 1) else 0
        if last:
            told.append(("number", _NUMBER.sub("", line, count=1)))
        elif _BULLET.match(line):
            told.append(("bullet", _BULLET.sub("", line, count=1)))
        else:
            told.append(("text", line))
    return told


def note_kind(note: Note) -> str:
    """Say in a word or two whether it is published, supposed, or written in the project."""
    return _(_KINDS[note.kind])


def labels_of(study: Study) -> dict[str, tuple[str, str]]:
    """Name every table and picture of a study, in order: the bookmark of each, and how it is called.

    The data of each picture come in an annex, and their tables are counted after the others.
    """
    tables = [f"table:{block.id}" for block in study.blocks() if isinstance(block, Table)]
    pictures = [f"figure:{block.id}" for block in study.blocks() if isinstance(block, Picture)]
    tables += [f"table:data:{key}" for key in pictures]
    named = [("table", _("Tabella"), tables), ("figure", _("Figura"), pictures)]
    return {
        key: (f"_Ref_{kind}_{number}", f"{word} {number}")
        for kind, word, keys in named
        for number, key in enumerate(keys, 1)
    }


def drawing(png: bytes, alt: str, number: int) -> str:
    """Write where a picture goes, how large it is, and what it shows in words."""
    wide, high = struct.unpack(">II", png[16:24])
    scale = min(_WIDEST / wide, _HIGHEST / high)
    size = {"cx": round(wide * scale * _EMU), "cy": round(high * scale * _EMU)}
    told = {"id": number, "name": f"figure-{number}", "descr": alt}
    space = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    fill = element(
        "pic:blipFill",
        {},
        element("a:blip", {"r:embed": f"rIdP{number}"}),
        element("a:stretch", {}, element("a:fillRect", {})),
    )
    placed = element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", size))
    shape = element("pic:spPr", {}, placed, element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {})))
    named = element("pic:nvPicPr", {}, element("pic:cNvPr", told), element("pic:cNvPicPr", {}))
    data = element("a:graphicData", {"uri": space}, element("pic:pic", {}, named, fill, shape))
    return element(
        "w:drawing",
        {},
        element(
            "wp:inline",
            dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
            element("wp:extent", size),
            element("wp:docPr", told),
            element("wp:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
            element("a:graphic", {}, data),
        ),
    )


@dataclass(frozen=True)
class Heading:
    """A heading as the table of contents needs it: its level, number, text and bookmark."""

    level: int
    number: str
    text: str
    name: str


@dataclass
class Body:
    """The document while it is written: it counts what has a number."""

    labels: Mapping[str, tuple[str, str]]
    """``table:id`` or ``figure:id``: its bookmark, and how it is called."""
    headings: list[Heading] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    links: list[tuple[str, bool]] = field(default_factory=list)
    given: dict[Note, int] = field(default_factory=dict)
    """Notes printed so far, with their number: a source keeps one in the whole document."""
    ordered: int = 0
    marks: int = 0
    counts: list[int] = field(default_factory=lambda: [0, 0])

    # ---- pieces

    def mark(self, name: str, *inner: str) -> str:
        """Put a bookmark with a number of its own."""
        self.marks += 1
        return bookmark(self.marks, name, *inner)

    def inline(self, text: str, *, style: str = "", bold: bool = False) -> str:
        """Write a text whose ``{table:id}`` and ``{figure:id}`` are references that follow their number."""
        told = []
        for position, piece in enumerate(_REFERENCE.split(text)):
            label = self.labels.get(piece) if position % 2 else None
            if label:
                told.append(field_of(f"REF {label[0]} \\h", label[1]))
            else:
                told.append(run(f"{{{piece}}}" if position % 2 else piece, style=style, bold=bold))
        return "".join(told)

    def link(self, url: str, text: str, *, in_note: bool = False) -> str:
        """Link a text to a page of the Web, if its address is one."""
        address = safe_address(url)
        if not address:
            return self.inline(text)
        key = (address, in_note)
        if key not in self.links:
            self.links.append(key)
        identity = {"r:id": f"rIdL{self.links.index(key)}", "w:history": 1}
        return element("w:hyperlink", identity, run(text, style="Hyperlink"))

    def notes(self, notes: Sequence[Note]) -> str:
        """Write the marks of the notes of a sentence, and keep what they say for the foot of the page.

        A note that was given already is not printed again: the mark has the number of the first, and leads to it.
        """
        marks = [
            self._again(note) if note in self.given else self._first(note) for note in dict.fromkeys(notes)
        ]
        return run(", ", style="FootnoteReference").join(marks)  # 2 and 3 side by side are read as 23

    def _first(self, note: Note) -> str:
        self.footnotes.append(self._note(note))
        number = len(self.footnotes)
        self.given[note] = number
        looks = w("rPr", None, val("rStyle", "FootnoteReference"))
        return self.mark(f"_Note_{number}", w("r", None, looks, w("footnoteReference", {"id": number})))

    def _again(self, note: Note) -> str:
        number = self.given[note]
        return field_of(f"NOTEREF _Note_{number} \\f \\h", str(number), style="FootnoteReference")

    def number_of(self, note: Note) -> str:
        """Write which note says this one, so that its number is found in the annex too; Word keeps it in step."""
        if note not in self.given:
            return ""
        before, after = _("Nota {n}.").split("{n}")
        number = self.given[note]
        return run(before) + field_of(f"NOTEREF _Note_{number} \\h", str(number)) + run(f"{after} ")

    def _note(self, note: Note) -> str:
        mark = w("r", None, w("rPr", None, val("rStyle", "FootnoteReference")), w("footnoteRef"))
        kind = note_kind(note)
        # a note of the project says that it is one
        said = " " if note.text.startswith(kind.rstrip(":")) else f" {kind} "
        return paragraph("FootnoteText", mark, run(said), self.source(note, in_note=True))

    def source(self, note: Note, *, in_note: bool = False) -> str:
        """Write what a note says; its text is the link, and the address is there for who reads on paper."""
        if not note.url:
            return self.inline(note.text)
        return self.link(note.url, note.text, in_note=in_note) + run(f" ({note.url})")

    # ---- blocks

    def heading(self, level: int, text: str, *, numbered: bool = True, page: bool = False) -> str:
        """Write a heading; ``page`` starts a new page with it."""
        number = self._count(level) if numbered else ""
        name = f"_Toc{len(self.headings) + 1:06d}"
        self.headings.append(Heading(level, number, text, name))
        off = w("numPr", None, val("numId", 0)) + w("ind", {"left": 0, "firstLine": 0})
        more = (w("pageBreakBefore") if page else "") + ("" if numbered else off)
        return paragraph(f"Heading{level}", self.mark(name, run(text)), more=more)

    def _count(self, level: int) -> str:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * len(self.counts[level:])
        return ".".join(str(count) for count in self.counts[:level])

    def text(self, text: str, notes: Sequence[Note] = (), *, leads: bool = False) -> Iterator[str]:
        """Write a typed text: a paragraph a line, lists as lists, its notes at the end."""
        lines = lines_of(text)
        followed = [*(kind != "text" for kind, _line in lines), leads][1:]  # what opens a list stays with it
        for position, (kind, line) in enumerate(lines):
            inner = self.inline(line) + (self.notes(notes) if position == len(lines) - 1 else "")
            if kind == "text":
                yield paragraph("Normal", inner, more=w("keepNext") if followed[position] else "")
            elif kind == "bullet":
                yield paragraph("ListBullet", inner)
            else:
                if position == 0 or lines[position - 1][0] != "number":
                    self.ordered += 1
                yield self.item(inner)

    def item(self, inner: str, *, leads: bool = False) -> str:
        """Write an item of the ordered list that is open; one that leads stays with what follows."""
        number = FIRST_ORDERED + self.ordered - 1
        place = w("numPr", None, val("ilvl", 0), val("numId", number))
        return paragraph("ListNumber", inner, more=(w("keepNext") if leads else "") + place)

    def points(self, block: Points) -> Iterator[str]:
        """Write a list; its notes stand on the sentence before it, or on its last item."""
        if block.intro:
            yield from self.text(block.intro, block.notes, leads=bool(block.items))
        self.ordered += block.ordered
        for position, item in enumerate(block.items):
            last = position == len(block.items) - 1 and not block.intro
            inner = self.inline(item.strip()) + (self.notes(block.notes) if last else "")
            yield self.item(inner) if block.ordered else paragraph("ListBullet", inner)

    def block(self, block: Block) -> Iterator[str]:
        """Write any block that fits the page."""
        if isinstance(block, Said):
            if block.heading.strip():
                yield self.heading(2, block.heading.strip())
            yield from self.text(block.text, block.notes)
        elif isinstance(block, Points):
            yield from self.points(block)
        elif isinstance(block, Table):
            yield from self.table(block, planned(block))
        else:
            yield from self.picture(block)

    def table(self, block: Table, plan: Plan) -> Iterator[str]:
        """Write a table under its numbered caption."""
        yield self.caption(f"table:{block.id}", block.caption, block.notes, above=True)
        yield table(block, plan, inline=self.inline, marks=self.notes)
        yield paragraph("Quiet", more=w("spacing", {"before": 0, "after": 60}))

    def caption(self, key: str, text: str, notes: Sequence[Note] = (), *, above: bool = False) -> str:
        """Write a caption whose number Word counts; what refers to it takes the words inside the bookmark."""
        name, label = self.labels[key]
        word, number = label.rsplit(" ", 1)
        counted = run(f"{word} ") + field_of(f"SEQ {word} \\* ARABIC", number)
        told = self.mark(name, counted) + run(". ") + self.inline(text) + self.notes(notes)
        return paragraph("Caption", told, more=w("keepNext") if above else "")

    def picture(self, block: Picture) -> Iterator[str]:
        """Write a picture with its description, its caption under it and where its numbers come from."""
        figure = block.figure
        self.pictures.append(figure.png)
        yield paragraph("Picture", w("r", None, drawing(figure.png, figure.alt, len(self.pictures))))
        yield self.caption(f"figure:{block.id}", figure.caption, block.notes)
        for line in figure.sources:
            yield paragraph("Quiet", run(_("Fonte:") + " ") + self.inline(plain(line)))

    # ---- what the other parts take from here

    def links_of(self, *, in_note: bool) -> list[tuple[str, str, str]]:
        """List the links of the text, or of its notes, as relations."""
        told = enumerate(self.links)
        return [(f"rIdL{n}", "hyperlink", url) for n, (url, inside) in told if inside == in_note]
