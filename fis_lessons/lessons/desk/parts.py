"""What a lesson holds: its numbers, and what asks, shows and tells from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Generic, TypeVar

from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.dossier.offers import Source
from fis_lessons.exercises import Exercise
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Figure, Html
from fis_lessons.lessons.desk.citations import Citations
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.desk.live import Live
from fis_lessons.lessons.desk.parameters import LessonParameters
from fis_lessons.lessons.desk.question_words import Facts

if TYPE_CHECKING:
    from fis_lessons.lessons.desk.notes import Notebook

P = TypeVar("P", bound=LessonParameters)
G = TypeVar("G")


@dataclass(frozen=True, kw_only=True)
class Parts(Generic[P, G]):
    """A lesson before it is opened. Each package of lessons has one, called ``LESSON``.

    Parameters
    ----------
    id
        Two digits, as in the catalogue.
    parameters
        What the lesson takes.
    ground
        Makes the numbers of the lesson from its parameters and its case. Everything below is computed from
        them, so that every variant has matching figures and checks.
    exercises
        In the order they are met.
    controls
        What can be moved; some read a file in the learner's folder.
    facts
        The numbers of the quiz, by name: its words are in the ``quiz.yaml`` beside the lesson.
    texts, tables, figures
        By name; all are told the numbers and the notes to cite in. A text is Markdown.
    notes
        Questions on the learner's own municipality, in Markdown: Italian, translated when shown.
    offers
        What earlier lessons have for a note, by its name.
    documents
        What the learner makes and takes home.
    credits
        Cites what no text of the lesson does: the sources of its exercises.
    """

    id: str
    parameters: type[P]
    ground: Callable[[P, Case], G]
    exercises: Callable[[G], list[Exercise]]
    controls: Callable[[G, Learner], list[Control]]
    facts: Callable[[G], Facts]
    texts: Mapping[str, Callable[[G, Citations], str]] = field(default_factory=dict)
    tables: Mapping[str, Callable[[G, Citations], Html]] = field(default_factory=dict)
    figures: Mapping[str, Callable[[G, Citations], Figure]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, Source] = field(default_factory=dict)
    documents: Mapping[str, Callable[[G, Notebook], Live]] = field(default_factory=dict)
    credits: Callable[[G, Citations], None] | None = None
