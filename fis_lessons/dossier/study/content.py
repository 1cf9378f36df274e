"""What a feasibility study holds, before it becomes a page, a document or a spreadsheet.

Every writer (docx, HTML, PDF, xlsx) reads this and nothing else: what is on one paper is on all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import field
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.figures import Figure
from fis_lessons.i18n import Language

NoteKind = Literal["source", "assumption", "record"]
"""Where something comes from: published, supposed for teaching, or written by whoever keeps the project."""

Severity = Literal["stop", "mend", "look"]
"""Of a finding: the study cannot go out like this, to be mended, worth a second look."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """Where a sentence, a table or a figure comes from; printed at the foot of the page and in the annex.

    Parameters
    ----------
    kind
        Source, assumption, or the project record.
    text
        In words, without markup.
    url
        Of the source, if it has one.
    """

    kind: NoteKind
    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A paragraph of plain text; ``heading`` stands before it as a heading of the third level if not empty."""

    text: str
    heading: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Points:
    """A list: one item a line."""

    items: tuple[str, ...]
    intro: str = ""
    ordered: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with a numbered caption.

    Parameters
    ----------
    id
        What a sentence refers to it by: ``{table:id}`` in any text becomes "Tabella 3".
    caption
        Without a number: the writers count.
    columns
        Headings; the first column heads the rows.
    rows
        Cells as printed, in the language in use: as many as the columns.
    numeric
        Positions of the columns aligned as numbers.
    notes
        Where its content comes from.
    beside
        Where each row comes from, if every row has sources of its own: their marks stand beside its head, so that
        their notes go with it on its page. As many as the rows, or none.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    beside: tuple[tuple[Note, ...], ...] = ()

    def beside_row(self, place: int) -> tuple[Note, ...]:
        """Return the notes of a row alone."""
        return self.beside[place] if place < len(self.beside) else ()


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A figure with a numbered caption; ``{figure:id}`` in any text becomes "Figura 2"."""

    id: str
    figure: Figure
    notes: tuple[Note, ...] = ()


Block = Said | Points | Table | Picture


def notes_of(block: Block) -> tuple[Note, ...]:
    """List the notes of a block once each, in the order they are met on paper."""
    rows = block.beside if isinstance(block, Table) else ()
    return tuple(dict.fromkeys(note for notes in (block.notes, *rows) for note in notes))


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something the study still has to answer.

    Parameters
    ----------
    text
        The question.
    who
        Who in the municipality, or among the partners, could answer.
    lesson
        Number of the lesson that helps; empty if none does.
    """

    text: str
    who: str
    lesson: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that lacks or contradicts, found by a rule.

    Parameters
    ----------
    rule
        Its identifier.
    severity
        How much it matters.
    text
        What was found, with the names and numbers of the project.
    reason
        Why it matters.
    remedy
        What to do.
    lesson
        Number of the lesson that helps.
    chapter
        Identifier of the chapter it belongs to.
    part
        What a part of the project is called, if the finding is that nobody wrote in it; empty for a check.
    lacks
        What the fields of that part are called.
    """

    rule: str
    severity: Severity
    text: str
    reason: str
    remedy: str
    lesson: str
    chapter: str
    part: str = ""
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter: what the record knows, and what is still open."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    questions: tuple[Question, ...] = ()
    fis: bool = False
    """Whether it is one of the five contents the programme asks for."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """A feasibility study.

    Parameters
    ----------
    title, municipality, project, office, officer
        Of the front page; an empty one is printed as a line to be filled in.
    date, version
        Of this paper.
    lang
        In which everything below is written.
    chapters
        In the officer's order.
    findings
        What the rules found, the gravest first.
    example
        A sentence that declares it a teaching reconstruction; empty for the learner's own.
    """

    title: str
    municipality: str
    project: str
    office: str
    officer: str
    date: datetime.date
    version: int
    lang: Language
    chapters: tuple[Chapter, ...] = field(default=())
    findings: tuple[Finding, ...] = ()
    example: str = ""

    def blocks(self) -> Iterator[Block]:
        """Walk every block, in order."""
        for chapter in self.chapters:
            yield from chapter.blocks

    def notes(self) -> tuple[Note, ...]:
        """List sources and assumptions once each, in the order they are met: the annex made by the machine."""
        return tuple(dict.fromkeys(note for block in self.blocks() for note in notes_of(block)))
