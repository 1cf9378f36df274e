"""What each lesson lacks on each case: numbers borrowed or supposed, exercises and figures that are not there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from fis_lessons.cases import case_names
from fis_lessons.course.authoring.material import TOWN
from fis_lessons.dossier.new_case import case_name, new_case
from fis_lessons.errors import FisError
from fis_lessons.exercises import Exercise, Progress
from fis_lessons.figures import plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import use_language
from fis_lessons.lessons import LESSONS, Lesson
from fis_lessons.territory import find


@dataclass(frozen=True)
class Lack:
    """What a lesson lacks on a case.

    Parameters
    ----------
    lesson, case
        Which.
    sources, assumptions, borrowed
        Notes the lesson cites: how many are sources, how many are assumptions, and how many of both are of
        another case.
    questions
        Open questions of the case that the lesson shows.
    exercises, quiz
        Asked on another case, and not on this one.
    mistakes
        Recognised on another case, and not on this one: the exercise and the mistake.
    parts
        Texts, tables, figures and controls that do not come out, with the reason.
    trouble
        Why the lesson does not open, if it does not.
    """

    lesson: str
    case: str
    sources: int = 0
    assumptions: int = 0
    borrowed: int = 0
    questions: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    quiz: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers of its row, sources apart."""
        listed = (self.questions, self.exercises, self.quiz, self.mistakes, self.parts)
        return (self.assumptions, self.borrowed, *map(len, listed))


@dataclass(frozen=True)
class _Seen:
    """One lesson on one case, looked at."""

    lesson: str
    case: str
    notes: tuple[int, int, int] = (0, 0, 0)
    questions: tuple[str, ...] = ()
    exercises: frozenset[str] = frozenset()
    quiz: frozenset[str] = frozenset()
    mistakes: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    trouble: str = ""


def lacks(
    lessons: Sequence[str] = (), *, cases: Iterable[str] | None = None, town: str = TOWN
) -> tuple[Lack, ...]:
    """List what each lesson lacks on each case, and on the case of a municipality whose project is borrowed.

    Parameters
    ----------
    lessons
        All of them if none is named.
    cases
        All of them if not given.
    town
        A municipality to look at as well; none if empty.
    """
    found: list[Lack] = []
    with use_language("it"):
        wanted = [(case, "") for case in (case_names() if cases is None else cases)]
        if town:
            wanted.append((case_name(find(town)), new_case(find(town))))
        for lesson in lessons or LESSONS:
            seen = [_look(lesson, case, case_text=text) for case, text in wanted]
            found.extend(_compared(seen))
    return tuple(found)


def _compared(seen: Sequence[_Seen]) -> Iterator[Lack]:
    every = {
        name: frozenset[str]().union(*(getattr(one, name) for one in seen))
        for name in ("exercises", "quiz", "mistakes")
    }
    for one in seen:
        if one.trouble:
            yield Lack(one.lesson, one.case, trouble=one.trouble)
            continue
        # the mistakes of an exercise that is not there are not missed on top of it
        there = one.exercises | one.quiz
        lost = (name for name in every["mistakes"] - one.mistakes if name.split(": ")[0] in there)
        sources, assumptions, borrowed = one.notes
        yield Lack(
            one.lesson, one.case, sources, assumptions, borrowed, one.questions,
            tuple(sorted(every["exercises"] - one.exercises)), tuple(sorted(every["quiz"] - one.quiz)),
            tuple(sorted(lost)), one.parts,
        )  # fmt: skip


def _look(lesson: str, case: str, *, case_text: str) -> _Seen:
    try:
        opened = LESSONS[lesson].open({"case": case}, progress=Progress(None), case_text=case_text)
        exercises, bank = tuple(opened.exercises.values()), tuple(opened.bank)
    except Exception as error:  # an author wants to hear of all the other cases too
        return _Seen(lesson, case, trouble=f"{type(error).__name__}: {error}")
    shown: list[str] = []
    parts = tuple(_parts(opened, shown))
    shown.append(opened.sources().text)
    page = "\n".join(shown)
    notes = opened.citations.notes
    asked = (*exercises, *bank)
    return _Seen(
        lesson,
        case,
        (
            sum(not note.assumption for note in notes),
            sum(note.assumption for note in notes),
            sum(bool(note.borrowed) for note in notes),
        ),
        tuple(question for question in opened.case.open_questions if plain(question) in page),
        frozenset(one.id for one in exercises),
        frozenset(one.id for one in bank),
        frozenset(name for one in asked for name in _mistakes(one)),
        parts,
    )


def _mistakes(exercise: Exercise) -> Iterator[str]:
    for mistake in getattr(exercise, "mistakes", ()):
        if mistake.id not in getattr(exercise, "coinciding", ()):
            yield f"{exercise.id}: {mistake.id}"


def _parts(lesson: Lesson[Any, Any], shown: list[str]) -> Iterator[str]:
    """Show everything, and name what does not come out."""
    todo: list[tuple[str, Callable[[], Any]]] = []
    for kind, names, show in (
        (_("testo"), lesson.parts.texts, lesson.text),
        (_("tabella"), lesson.parts.tables, lesson.table),
        (_("figura"), lesson.parts.figures, lesson.drawn),
    ):
        todo += [(f"{kind} {name}", partial(show, name)) for name in names]
    for name, control in lesson.controls.items():
        lesson.citations.cite(*control.first_notes())
        start = {one.name: one.value for one in control.inputs}
        todo.append((_("figura con i comandi") + f" {name}", partial(control.draw, **start)))
    for name, draw in todo:
        try:
            made = draw()
        except FisError as error:
            yield f"{name}: {error.message}"
        except Exception as error:
            yield f"{name}: {type(error).__name__}"
        else:
            words = "\n".join(one.text for one in (made if isinstance(made, list | tuple) else [made]))
            if not words.strip():
                yield f"{name}: " + _("è vuoto")
            shown.append(words)


def as_json(found: Sequence[Lack]) -> str:
    """Write it as data."""
    return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1)
