"""What the rules look at: a lesson's notebook cut into pieces, the lesson open on every case, its English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from nbformat import NotebookNode

from fis_lessons.cases import case_names
from fis_lessons.course import notebooks
from fis_lessons.course.blocks import blocks
from fis_lessons.course.editions import RESERVED
from fis_lessons.course.translate import Entry, catalogue_of, read_entries
from fis_lessons.dossier.new_case import case_name, new_case
from fis_lessons.errors import FisError
from fis_lessons.exercises import Exercise, Progress
from fis_lessons.i18n import use_language
from fis_lessons.lessons import LESSONS, Lesson
from fis_lessons.territory import find

Kind = Literal["prose", "trainer", "exercise", "quiz"]
KINDS: tuple[Kind, ...] = ("prose", "trainer", "exercise", "quiz")
TOWN = "San Salvatore Monferrato"
"""A municipality nobody tuned to: small, its project borrowed. Lessons are tried on it beside the cases."""

_ADDRESS = re.compile(r"\]\((?:<[^>]*>|[^)\s]*)\)")
_CODE = re.compile(r"(`+).+?\1|\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_PICTURE = re.compile(r"base64,[A-Za-z0-9+/=\s]+")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


def bare(text: str) -> str:
    r"""Leave of some Markdown what is read: no addresses, no code, no formulas, no tags, on one line.

    Examples
    --------
    >>> bare("Vedi [il bando](<https://example.org/a>) e `case`,\ndel **2023**.")
    'Vedi [il bando] e , del **2023**.'
    """
    without = _TAG.sub(" ", _CODE.sub("", _ADDRESS.sub("]", text)))
    return re.sub(r"\s*\n\s*", " ", without).strip()


@dataclass(frozen=True)
class Piece:
    """Some words somebody reads: a heading, a paragraph, an item, a row of a table, a hint.

    Parameters
    ----------
    place
        Id of the cell, or name of the exercise and of its part.
    text
        Markdown, without ``prefix``.
    kind
        Whom it is for, and where it stands.
    prefix
        Signs of heading, item or quotation.
    """

    place: str
    text: str
    kind: Kind = "prose"
    prefix: str = ""

    @property
    def level(self) -> int:
        """Level of a heading; 0 if it is none."""
        sign = self.prefix.strip()
        return len(sign) if sign and set(sign) == {"#"} else 0

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.text.lstrip().startswith("|")

    @cached_property
    def bare(self) -> str:
        """The words, without what is not read."""
        return bare(self.text)


@dataclass(frozen=True)
class Variant:
    """What a lesson asks on one case; ``trouble`` says why, if it does not open."""

    case: str
    exercises: tuple[Exercise, ...] = ()
    bank: tuple[Exercise, ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Shown:
    """Something a cell showed: HTML, and the same in words."""

    place: str
    html: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A lesson, as the rules look at it.

    Parameters
    ----------
    file
        Its notebook.
    notebook
        As an author edits it, with the stored outputs.
    lesson
        Open with the values it proposes; nothing for a notebook that is no lesson of the kit.
    variants
        What it asks, on the case it proposes first.
    entries
        Of the English catalogue of the notebook; nothing if the notebook is not the kit's own.
    """

    file: Path
    notebook: NotebookNode
    lesson: Lesson[Any, Any] | None = None
    variants: tuple[Variant, ...] = ()
    entries: tuple[Entry, ...] | None = None

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every piece of the notebook's Markdown, in order."""
        return tuple(pieces_in(self.notebook))

    @cached_property
    def asked(self) -> tuple[Piece, ...]:
        """Every sentence of the exercises and of the quiz, on the case the lesson proposes."""
        if not self.variants:
            return ()
        first = self.variants[0]
        groups: tuple[tuple[Kind, tuple[Exercise, ...]], ...] = (
            ("exercise", first.exercises),
            ("quiz", first.bank),
        )
        return tuple(
            Piece(f"{one.id}, {which}", block.text, kind, block.prefix)
            for kind, exercises in groups
            for one in exercises
            for which, text in said_by(one)
            for block in blocks(text)
            if block.words
        )

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """What its cells showed when it was stored: that a new run shows the same, other tests hold."""
        return tuple(
            Shown(
                str(cell.get("id", "")),
                str(output.get("data", {}).get("text/html", "")),
                str(output.get("data", {}).get("text/plain", output.get("text", ""))),
            )
            for cell in self.code
            for output in cell.outputs
        )

    @property
    def listed(self) -> str:
        """The page of its sources, as HTML."""
        return "".join(
            str(output.get("data", {}).get("text/html", ""))
            for cell in self.code
            if "lesson.sources(" in cell.source
            for output in cell.outputs
        )

    @cached_property
    def pages(self) -> tuple[tuple[str, Any], ...]:
        """Every stored page with a picture or a table in it, read, with its place."""
        from bs4 import BeautifulSoup

        return tuple(
            # the picture itself is not read here
            (shown.place, BeautifulSoup(_PICTURE.sub("base64,", shown.html), "html.parser"))
            for shown in self.shown
            if "<img" in shown.html or "<table" in shown.html
        )

    @property
    def code(self) -> list[NotebookNode]:
        """The cells of code."""
        return [cell for cell in self.notebook.cells if cell.cell_type == "code"]

    @property
    def minutes(self) -> int:
        """The minutes the lesson says it takes; 0 if it does not."""
        said = self.notebook.metadata.get("fis", {}).get("minutes", 0)
        return said if isinstance(said, int) else 0


def pieces_in(notebook: NotebookNode) -> Iterator[Piece]:
    """List every piece of the Markdown of a notebook."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            kind: Kind = "trainer" if notebooks.tags(cell) & RESERVED else "prose"
            for block in blocks(cell.source):
                if block.words:
                    yield Piece(cell.get("id", ""), block.text, kind, block.prefix)


def said_by(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """List what an exercise says: which part, and its words."""
    yield "question", exercise.question
    for step, hint in enumerate(exercise.hints.ladder, start=1):
        yield f"hint {step}", hint
    yield "why", exercise.why
    for group in ("options", "rows", "columns", "items", "criteria"):
        for option in getattr(exercise, group, ()):
            yield f"{group}: {option.id}", option.label
            if option.feedback:
                yield f"{group}: {option.id}, feedback", option.feedback
    for mistake in getattr(exercise, "mistakes", ()):
        yield f"mistakes: {mistake.id}", mistake.text
    for (row, column), words in getattr(exercise, "pairs", {}).items():
        yield f"pairs: {row}, {column}", words
    for name in ("missing", "model_answer"):
        if words := getattr(exercise, name, ""):
            yield name, words


def read_subject(path: Path, *, cases: Iterable[str] | None = None, town: str = TOWN) -> Subject:
    """Read a notebook and, if it is one of the kit's lessons, open it on every case.

    Parameters
    ----------
    path
        The notebook.
    cases
        Names of cases; all of them if not given. The one the lesson proposes is always first.
    town
        A municipality to try the lesson on as well; none if empty.

    Raises
    ------
    BuildError
        If it cannot be read.
    """
    notebook = notebooks.read(path)
    number = str(notebook.metadata.get("fis", {}).get("id", ""))
    spec = LESSONS.get(number)
    if spec is None:
        return Subject(file=path, notebook=notebook)
    own = spec.notebook.resolve() == path.resolve()
    catalogue = catalogue_of(number, lang="en") if own else None
    entries = tuple(read_entries(catalogue)) if catalogue is not None else None
    with use_language("it"):
        lesson = spec.open({}, progress=Progress(None))
        named = list(case_names() if cases is None else cases)
        ordered = dict.fromkeys([lesson.parameters.case, *named])
        variants = [opened_on(number, case) for case in ordered]
        if town:
            variants.append(opened_on(number, case_name(find(town)), case_text=new_case(find(town))))
        return Subject(file=path, notebook=notebook, lesson=lesson, variants=tuple(variants), entries=entries)


def opened_on(lesson: str, case: str, *, case_text: str = "") -> Variant:
    """Open a lesson on a case and take what it asks; a lesson that does not open says why."""
    try:
        opened = LESSONS[lesson].open({"case": case}, progress=Progress(None), case_text=case_text)
        return Variant(case, tuple(opened.exercises.values()), tuple(opened.bank))
    except FisError as error:
        return Variant(case, trouble=str(error))
    except Exception as error:  # whatever it is, an author must hear of it and of all the rest
        return Variant(case, trouble=f"{type(error).__name__}: {error}")
