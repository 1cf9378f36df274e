"""A quiz: questions drawn from a bank by a seed, each checked on its own, and a score in words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from fis_lessons.classes import dataclass
from fis_lessons.errors import LessonError
from fis_lessons.exercises.kinds import Matching, Ordering
from fis_lessons.exercises.look import look
from fis_lessons.exercises.panel import Panel
from fis_lessons.exercises.progress import Progress
from fis_lessons.exercises.show import coming, static
from fis_lessons.exercises.spec import Choice, Exercise, Several
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    from ipywidgets import Widget

Bank = tuple[Exercise, ...]
"""The questions there are; how many are asked is decided by :func:`draw`."""

PREFIX = "quiz:"
"""How the record tells a quiz question from an exercise of the lesson."""

T = TypeVar("T")


# --- drawing ------------------------------------------------------------------------------------
def draw(bank: Sequence[Exercise], *, seed: int, count: int = 10) -> Bank:
    """Draw questions from a bank, their options in an order of their own.

    Each kind of question gets its share of places, so that a quiz is never all choices. The order comes
    from a digest of seed and identifiers: the same on every machine and in every version of Python. A
    question added to the bank takes a place or none; it does not reshuffle the others.

    Parameters
    ----------
    bank
        Identifiers are unique.
    seed
        Same seed, same quiz.
    count
        How many questions; all of them if there are fewer.

    Raises
    ------
    LessonError
        If two questions have the same identifier, or ``count`` is less than one.
    """
    _check(bank, count)
    places = _places(bank, min(count, len(bank)))
    chosen = [
        question
        for kind, size in places.items()
        for question in _ordered([q for q in bank if type(q) is kind], seed)[:size]
    ]
    return tuple(shuffled(question, seed=seed) for question in _ordered(chosen, seed, "place"))


@dataclass(frozen=True)
class Forms:
    """Two sheets of questions of the same make, with none in common."""

    before: Bank
    after: Bank


def before_after_questions(banks: Mapping[str, Sequence[Exercise]], *, seed: int, count: int = 10) -> Forms:
    """Draw the questions to ask before a course and those to ask after it.

    The two forms hold as many questions of each lesson and, as far as the banks allow, of each kind. They
    are parallel in make, not proven equally difficult: give half a class the second form first, so that a
    difference between the forms does not pass for a change in the people.

    Parameters
    ----------
    banks
        Questions of each lesson of the course.
    seed
        Same seed, same forms.
    count
        Questions in each form; fewer if the banks do not have twice as many.

    Raises
    ------
    LessonError
        If two questions have the same identifier, or there are not two for each lesson.
    """
    every = [question for bank in banks.values() for question in bank]
    _check(every, count)
    if not banks or min(len(bank) for bank in banks.values()) < 2:
        raise LessonError(_("Servono almeno due domande per lezione: una per prima e una per dopo."))
    before: list[Exercise] = []
    after: list[Exercise] = []
    shares = _split(count, {lesson: len(bank) // 2 for lesson, bank in banks.items()})
    for lesson, bank in banks.items():
        pairs = _pairs(bank, seed)
        drawn = draw([one for one, _twin in pairs], seed=seed, count=shares[lesson]) if shares[lesson] else ()
        twins = {one.id: twin for one, twin in pairs}
        before += drawn
        after += [shuffled(twins[question.id], seed=seed) for question in drawn]
    return Forms(tuple(before), tuple(_ordered(after, seed, "after")))


def _pairs(bank: Sequence[Exercise], seed: int) -> list[tuple[Exercise, Exercise]]:
    """Put the questions of a bank two by two, kind with kind as far as it goes."""
    kinds = list(dict.fromkeys(type(question) for question in bank))
    left: list[Exercise] = []
    pairs: list[tuple[Exercise, Exercise]] = []
    for kind in kinds:
        same = _ordered([question for question in bank if type(question) is kind], seed, "pairs")
        pairs += zip(same[0::2], same[1::2], strict=False)
        left += same[len(same) // 2 * 2 :]
    pairs += zip(left[0::2], left[1::2], strict=False)
    return pairs


def _check(bank: Sequence[Exercise], count: int) -> None:
    names = [question.id for question in bank]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise LessonError(_("Due domande hanno lo stesso nome: {names}.").format(names=", ".join(twice)))
    if count < 1:
        raise LessonError(_("Un quiz ha almeno una domanda."))


def _places(bank: Sequence[Exercise], count: int) -> dict[type[Exercise], int]:
    """Share the places among the kinds of question, each by how many it has."""
    sizes: dict[type[Exercise], int] = {}
    for question in bank:
        sizes[type(question)] = sizes.get(type(question), 0) + 1
    return _split(count, sizes)


def _split(count: int, sizes: Mapping[T, int]) -> dict[T, int]:
    """Share ``count`` places in proportion to sizes: largest remainder, never more than there are."""
    total = sum(sizes.values())
    count = min(count, total)
    shares = {key: count * size // total for key, size in sizes.items()}
    remainders = sorted(sizes, key=lambda key: shares[key] - count * sizes[key] / total)
    for key in remainders[: count - sum(shares.values())]:
        shares[key] += 1
    return shares


def _ordered(questions: Iterable[Exercise], seed: int, *salt: str) -> list[Exercise]:
    return sorted(questions, key=lambda question: _digest(seed, *salt, question.id))


def _digest(seed: int, *words: str) -> str:
    # not random.Random: its draws are promised within a version, and depend on how many there were before
    return hashlib.sha256("\x1f".join([str(seed), *words]).encode("utf-8")).hexdigest()


def shuffled(question: Exercise, *, seed: int) -> Exercise:
    """Return the question with its options in another order; identifiers stay, and so do verdicts."""

    def mixed(options: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(sorted(options, key=lambda option: _digest(seed, question.id, option.id)))

    if isinstance(question, Choice | Several):
        return replace(question, options=mixed(question.options))
    if isinstance(question, Matching):  # columns keep their order: they are a list to choose from
        return replace(question, rows=mixed(question.rows))
    if isinstance(question, Ordering):
        items = mixed(question.items)
        if tuple(item.id for item in items) == question.right:  # shown in order, it would answer itself
            items = (*items[1:], items[0])
        return replace(question, items=items)
    return question


def recorded(question: Exercise) -> Exercise:
    """Return the question under the name the record gives it."""
    return replace(question, id=f"{PREFIX}{question.id}")


def count_right(questions: Iterable[Exercise], answers: Mapping[str, object]) -> int:
    """Count the right answers of a form, by identifier of the question: what is missing is not right."""
    return sum(question.check(answers.get(question.id)).state == "right" for question in questions)


# --- score --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Score:
    """How a quiz stands.

    Parameters
    ----------
    total
        Questions asked.
    right
        Answered rightly by the learner, in the end.
    at_once
        Answered rightly the first time and without help.
    tried
        Answered or skipped, rightly or not.
    """

    total: int
    right: int
    at_once: int
    tried: int

    def words(self) -> str:
        """Write the score as a sentence or two."""
        if not self.tried:
            return _("Quiz di {total} domande: comincia da quella che vuoi.").format(total=self.total)
        said = _("Risposte giuste: {right} su {total}; al primo colpo e senza aiuti: {at_once}.").format(
            right=self.right, total=self.total, at_once=self.at_once
        )
        left = self.total - self.tried
        tail = (
            _("Domande ancora da provare: {left}.").format(left=left) if left else _("Le hai provate tutte.")
        )
        return f"{said} {tail}"


def score(record: Progress, names: Sequence[str], *, lesson: str, case: str) -> Score:
    """Read from the record how a quiz stands.

    Parameters
    ----------
    record
        Where the answers are.
    names
        Identifiers of the questions as recorded (with :data:`PREFIX`).
    lesson, case
        Which variant of which lesson.
    """
    states = record.states(lesson, case=case)
    first: dict[str, str] = {}
    for name in names:
        done = [e for e in record.of(lesson, name, case=case) if e.kind in ("answer", "hint", "skip")]
        if done:
            first[name] = done[0].state if done[0].kind == "answer" else done[0].kind
    return Score(
        total=len(names),
        right=sum(states.get(name) == "right" for name in names),
        at_once=sum(first.get(name) == "right" for name in names),
        tried=sum(name in states for name in names),
    )


# --- on the screen and on paper -----------------------------------------------------------------
class Quiz:
    """The questions of a quiz, one under the other, each with its field and its verdict.

    Parameters
    ----------
    questions
        As drawn.
    lesson, case
        For the record.
    progress
        Where events go.
    changed
        Called after every event.
    """

    def __init__(
        self,
        questions: Sequence[Exercise],
        *,
        lesson: str,
        case: str,
        progress: Progress,
        changed: Callable[[], None],
    ) -> None:
        self._lesson, self._case, self._progress = lesson, case, progress
        self._tell = changed
        self._board: Any = None
        self._widget: Any = None
        self.panels: dict[str, Panel] = {
            question.id: Panel(
                recorded(question),
                heading=_heading(position, len(questions)),
                lesson=lesson,
                case=case,
                progress=progress,
                changed=self._changed,
                told=True,
            )
            for position, question in enumerate(questions, start=1)
        }

    @property
    def score(self) -> Score:
        """How it stands now."""
        names = [panel.exercise.id for panel in self.panels.values()]
        return score(self._progress, names, lesson=self._lesson, case=self._case)

    def widget(self) -> Widget:
        """Build the control, once."""
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def reload(self) -> None:
        """Show what the record says now."""
        for panel in self.panels.values():
            panel.reload()
        if self._board is not None:
            self._board.value = self._score_html()

    def page(self) -> Html:
        """Write the questions for a page nobody can answer on: no answer is in it."""
        pages = [static(panel.exercise, heading=panel.heading) for panel in self.panels.values()]
        title = _("Quiz di {total} domande").format(total=len(pages))
        return Html(
            f'<div class="fis-quiz" role="group" aria-label="{escape(title)}">'
            + "".join(page.html for page in pages)
            + "</div>",
            "\n".join([title, *(page.text for page in pages)]),
        )

    def _build(self) -> Widget:
        import ipywidgets as w

        self._board = w.HTML(self._score_html(), **look(w.HTML))
        every = (*(panel.widget() for panel in self.panels.values()), self._board)
        return w.VBox(every, **look(w.VBox, names="fis-quiz"))

    def _changed(self) -> None:
        if self._board is not None:
            self._board.value = self._score_html()
        self._tell()

    def _score_html(self) -> str:
        now = self.score
        words = escape(now.words())
        return (
            f'<div class="fis-progress fis-quiz-score"><p class="fis-progress-title" role="status">{words}</p>'
            f'<progress max="{now.total}" value="{now.right}" aria-label="{words}"></progress></div>'
        )


def questions_waiting() -> Html:
    """Say, in the place of a quiz, that it is on its way."""
    return coming(_("Le domande arrivano tra un momento…"))


def _heading(position: int, total: int) -> str:
    return _("Domanda {number} di {total}").format(number=position, total=total)
