"""The slides of a lesson, out of its cells: one idea each, a question before its answer, notes beside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Literal

from bs4 import BeautifulSoup, Tag

from fis_lessons.course.editions import Edition
from fis_lessons.course.forms.cells import Cell, away_from_notebook
from fis_lessons.course.forms.pieces import HEIGHT, Piece, joined, pieces_of
from fis_lessons.course.forms.reasons import expected_html, reasons
from fis_lessons.course.forms.timetable import Slot, timetable
from fis_lessons.course.hour import PLAN, Step
from fis_lessons.dossier.paper import bullets
from fis_lessons.exercises import Choice, Exercise, Several
from fis_lessons.exercises.quiz import draw
from fis_lessons.figures import escape, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons import Lesson

Kind = Literal["title", "text", "question", "answer"]
_ENOUGH = 0.3 * HEIGHT
"""Beyond this a cell that does not fit begins a new slide."""
_TOGETHER = 1.15
"""A question and its answers stay together in somewhat smaller letters rather than apart."""
_LITTLE = 0.5 * HEIGHT
_TITLE_LETTERS, _TITLE_LINE = 52, 43


@dataclass
class Slide:
    """A slide while it is filled.

    Parameters
    ----------
    kind
        What it is.
    title
        Plain text.
    above
        The section it belongs to, where the title is of something smaller.
    part
        From one: a slide that goes on has the same title.
    body
        HTML.
    notes
        HTML, for the trainer's edition only.
    control
        Whether the title is that of a control: what comes after it has the title of the section again.
    """

    kind: Kind
    title: str
    above: str = ""
    part: int = 1
    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    control: bool = False
    used: float = 0.0
    joint: str = ""

    @property
    def large(self) -> bool:
        """Whether there is room for letters that the last row reads better."""
        return self.kind != "title" and self.used < _LITTLE

    def __post_init__(self) -> None:
        """Take the room of a long title."""
        self.used += (math.ceil(len(self.title) / _TITLE_LETTERS) - 1) * _TITLE_LINE if self.title else 0


def slides_of(
    cells: Sequence[Cell], lesson: Lesson[Any, Any], *, edition: Edition, steps: Sequence[Step] = ()
) -> list[Slide]:
    """Make the slides of a lesson.

    Parameters
    ----------
    cells
        Of the executed lesson, in order, the trainer's among them.
    lesson
        The same lesson, open with the same parameters.
    edition
        The trainee's has no answer and no note.
    steps
        The trainer's plan: when each part begins is told in the notes of its first slide.
    """
    deck = _Deck(lesson, trainer=edition == "trainer")
    for cell in away_from_notebook(cells):
        if not cell.extra:
            deck.take(cell)
    if deck.trainer:
        deck.tell_times(timetable(steps, [cell for cell in cells if cell.id != PLAN]))
    return [slide for slide in deck.slides if slide.body or slide.kind == "title"]


class _Deck:
    def __init__(self, lesson: Lesson[Any, Any], *, trainer: bool) -> None:
        self.lesson, self.trainer = lesson, trainer
        self.slides: list[Slide] = []
        self.section = ""
        self.begun: dict[str, int] = {}
        """Slide at which each cell begins."""

    def take(self, cell: Cell) -> None:
        """Put a cell where it belongs."""
        self.begun[cell.id] = len(self.slides)
        if cell.trainer:
            self._note(cell)
        elif cell.call == "solution":
            if self.trainer:
                self._answer(self.lesson.exercises[cell.name])
        elif cell.call == "ask":
            self._question(cell.html, self.lesson.exercises[cell.name])
        elif cell.call == "quiz":
            self._quiz(cell.html)
        elif not self.slides:
            self._title(cell)
        else:
            self._flow(cell)

    # --- text, tables, figures --------------------------------------------------------------------
    def _title(self, cell: Cell) -> None:
        pieces = pieces_of(cell.html)
        name = next((piece.text for piece in pieces if piece.kind == "heading"), "")
        first = [piece.html for piece in pieces if piece.kind == "text"][:1]
        self.slides.append(Slide("title", name, body=first, used=HEIGHT))

    def _flow(self, cell: Cell) -> None:
        pieces = _named(cell)
        last = self.slides[-1]
        own = takewhile(lambda piece: piece.kind != "heading", pieces)
        whole = last.used + sum(piece.height for piece in own) <= HEIGHT
        full = last.kind != "text" or last.control or (last.used > _ENOUGH and not whole)
        # a heading of the cell's own begins a slide anyway
        if full and pieces and pieces[0].kind != "heading":
            self._begin("text", self._subject())
        before = len(self.slides)
        for piece in pieces:
            self._put(piece)
        if cell.call == "explore":
            for slide in self.slides[before:]:
                slide.control = True

    def _subject(self) -> Slide:
        """Return the slide whose title holds for what comes now."""
        for slide in reversed(self.slides):
            if slide.kind == "text" and not slide.control:
                return slide
        return Slide("text", self.section or self.slides[0].title)

    def _begin(self, kind: Kind, like: Slide) -> None:
        part = like.part + 1 if like in self.slides and like.body else like.part
        self.slides.append(Slide(kind, like.title, like.above, part))

    def _put(self, piece: Piece) -> None:
        if piece.kind == "heading":
            if piece.level <= 2:
                self.section = piece.text
            above = self.section if piece.level > 2 else ""
            self.slides.append(Slide("text", piece.text, above))
            return
        slide = self.slides[-1]
        # a figure shrinks, down to a size that can still be read from the last row
        least = piece.height - 60 if piece.kind == "figure" else piece.height
        if slide.body and slide.used + least > HEIGHT * (_TOGETHER if slide.kind == "question" else 1):
            carried = _carried(slide)
            self._begin(slide.kind, slide)
            if carried is not None:
                self._add(carried)
        self._add(piece)

    def _add(self, piece: Piece) -> None:
        slide = self.slides[-1]
        if piece.joint and piece.joint == slide.joint:
            slide.body[-1] = joined(slide.body[-1], piece.html)
        else:
            slide.body.append(piece.html)
        slide.used += piece.height
        slide.joint = piece.joint

    # --- questions and answers --------------------------------------------------------------------
    def _question(self, page: str, exercise: Exercise) -> None:
        soup = BeautifulSoup(page, "html.parser")
        head = soup.select_one(".fis-exercise-title")
        title = head.get_text(" ", strip=True) if head else ""
        if head:
            head.decompose()
        if isinstance(exercise, Choice | Several):
            for options in soup.select(".fis-exercise > ul"):
                options.name = "ol"
                options["class"] = "fis-letters"
        first = soup.find("p")
        if isinstance(first, Tag):
            first["class"] = "fis-asked"
        self.slides.append(Slide("question", title, self.section))
        for piece in pieces_of(str(soup)):
            self._put(piece)
        if self.trainer:
            for slide in self.slides[-self.slides[-1].part :]:
                slide.notes.append(_about(exercise))

    def _answer(self, exercise: Exercise) -> None:
        asked = next(slide for slide in reversed(self.slides) if slide.kind == "question")
        self.slides.append(Slide("answer", _("Risposta: {name}").format(name=asked.title), self.section))
        page = expected_html(exercise, where=_letters(exercise))
        for piece in pieces_of(page + markdown(exercise.why)):
            self._put(piece)

    def _quiz(self, page: str) -> None:
        shown = BeautifulSoup(page, "html.parser").select(".fis-exercise")
        drawn = draw(self.lesson.bank, seed=self.lesson.parameters.seed, count=max(1, len(shown)))
        for one, question in zip(shown, drawn, strict=True):
            self._question(str(one), question)
            if self.trainer:
                self._answer(question)

    # --- times ------------------------------------------------------------------------------------
    def tell_times(self, slots: Sequence[Slot]) -> None:
        """Say at the first slide of each part of the plan from which minute to which it goes."""
        for slot in slots:
            places = [
                self.begun[cell.id] for cell in slot.cells if cell.id in self.begun and not cell.trainer
            ]
            shown = [place for place in places if place < len(self.slides) and self.slides[place].body]
            if shown:
                words = _("Minuti {start}–{end}. {part}: {what}.").format(
                    start=number(slot.start),
                    end=number(slot.start + slot.step.minutes),
                    part=plain(slot.step.part),
                    what=plain(slot.step.what).rstrip("."),
                )
                self.slides[shown[0]].notes.insert(0, f"<p><strong>{escape(words)}</strong></p>")

    # --- notes ------------------------------------------------------------------------------------
    def _note(self, cell: Cell) -> None:
        if not self.trainer or not self.slides:
            return
        slides = self.slides
        # while they work on it the question is on the wall, not the answer
        asked = [slide for slide in slides if slide.kind != "answer"]
        target = slides[0] if cell.id == PLAN else asked[-1]
        target.notes.append(cell.html)


def _named(cell: Cell) -> list[Piece]:
    """Cut a cell; what a control is called becomes the title of its slide."""
    soup = BeautifulSoup(cell.html, "html.parser")
    for head in soup.select("p.fis-control-title"):
        head.name = "h3"
    return pieces_of(str(soup))


def _carried(slide: Slide) -> Piece | None:
    """Take along the line that announces what comes, if it is the last on a slide that has more."""
    last = BeautifulSoup(slide.body[-1], "html.parser")
    words = last.get_text(" ", strip=True)
    if len(slide.body) > 1 and last.find("p") and words.endswith(":") and len(words) < 200:
        page = slide.body.pop()
        return Piece(page, 3 * 38)
    return None


def _letters(exercise: Exercise) -> str:
    """Return the letters of the right options, as they stand on the slide."""
    if not isinstance(exercise, Choice | Several):
        return ""
    right = {exercise.right} if isinstance(exercise, Choice) else exercise.right
    letters = [chr(ord("A") + at) for at, one in enumerate(exercise.options) if one.id in right]
    return f"({', '.join(letters)})"


def _about(exercise: Exercise) -> str:
    """Write what a trainer wants to know while a class works: how long, and what goes wrong."""
    minutes = _("Minuti: {minutes}.").format(minutes=number(exercise.minutes))
    wrong = [f"**{what.replace('*', '').rstrip('.')}** – {why}" for what, why in reasons(exercise)]
    expected = _("Errori attesi:")
    told = f"<p>{escape(expected)}</p>{bullets(wrong)}" if wrong else ""
    return f"<p>{escape(minutes)}</p>{told}"
