"""The key of a class: the answer each person's variant expects, in one workbook that stays with who teaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fis_lessons.course import notebooks
from fis_lessons.course.classroom.members import TRAINER, class_of, plan_of_seat
from fis_lessons.course.classroom.roster import Seat
from fis_lessons.course.collect_judging import one_question
from fis_lessons.course.hour import quiz_count
from fis_lessons.course.plan import Plan, Variant, opened
from fis_lessons.errors import FisError
from fis_lessons.exercises import Exercise
from fis_lessons.exercises.quiz import draw
from fis_lessons.figures import plain
from fis_lessons.i18n import Language, counted, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import fill, for_print, headings, new_book, new_sheet, to_bytes, top

FILE = "chiave.xlsx"


@dataclass(frozen=True)
class Expected:
    """An answer: of a lesson, of which question, in words.

    Parameters
    ----------
    lesson
        Two digits.
    place
        "Esercizio 3", "Quiz 4".
    question
        Its first line, plain.
    answer
        In words.
    quiz
        Whether it is one of the quiz, which is drawn for each.
    """

    lesson: str
    place: str
    question: str
    answer: str
    quiz: bool = False


@dataclass(frozen=True)
class Key:
    """What each person's variant expects.

    Parameters
    ----------
    seats
        In the order of the list.
    own
        For each of them, what is not the same for everybody.
    shared
        What is.
    missing
        Persons whose variant does not open.
    """

    seats: tuple[Seat, ...]
    own: tuple[tuple[Expected, ...], ...]
    shared: tuple[Expected, ...]
    missing: tuple[str, ...] = ()

    @property
    def without(self) -> tuple[str, ...]:
        """Lessons in which everybody has the same exercises: only the quiz differs."""
        lessons = {one.lesson for one in self.shared}
        differ = {one.lesson for own in self.own for one in own if not one.quiz}
        return tuple(sorted(lessons - differ))


def key_of(plan: Plan, seats: Sequence[Seat], *, lang: Language) -> Key:
    """Work out every answer from the parameters of each variant, as the notebook itself does.

    Parameters
    ----------
    plan
        Of the course.
    seats
        Who has a variant.
    lang
        Language of the answers: that of the course if it has it, else its first.
    """
    lang = lang if lang in plan.languages else plan.languages[0]
    found: list[tuple[Expected, ...] | None] = [_answers_of(plan, seat, lang) for seat in seats]
    there = [answers for answers in found if answers is not None]
    counts = Counter(one for answers in there for one in set(answers))
    same = {one for one, count in counts.items() if count == len(there) and len(there) > 1}
    own = tuple(tuple(one for one in answers or () if one not in same) for answers in found)
    shared = tuple(one for one in there[0] if one in same) if there else ()
    missing = tuple(seat.name for seat, answers in zip(seats, found, strict=True) if answers is None)
    return Key(tuple(seats), own, shared, missing)


def _answers_of(plan: Plan, seat: Seat, lang: Language) -> tuple[Expected, ...] | None:
    """Return the answers of a person's variant; None if it does not open: its build says why."""
    try:
        with use_language(lang):
            variants = [variant for variant in plan_of_seat(plan, seat).variants if variant.lang == lang]
            return tuple(one for variant in variants for one in _expected(variant))
    except FisError:
        return None


def _expected(variant: Variant) -> Iterator[Expected]:
    with use_language(variant.lang):
        lesson = opened(variant)
        for number, exercise in enumerate(lesson.needed.values(), start=1):
            yield _one(lesson.id, _("Esercizio {number}").format(number=number), exercise)
        for exercise in lesson.exercises.values():
            if exercise.extra:  # the page does not number it either
                yield _one(lesson.id, _("Esercizio in più"), exercise)
        questions = (
            draw(lesson.bank, seed=lesson.parameters.seed, count=_questions(variant)) if lesson.bank else ()
        )
        for number, question in enumerate(questions, start=1):
            yield _one(lesson.id, _("Quiz {number}").format(number=number), question, quiz=True)


@cache
def _quiz(path: Path) -> int:
    return quiz_count(notebooks.read(path))


def _questions(variant: Variant) -> int:
    return _quiz(variant.lesson.notebook)


def _one(lesson: str, place: str, exercise: Exercise, *, quiz: bool = False) -> Expected:
    return Expected(lesson, place, one_question(exercise), plain(exercise.reference_text), quiz)


# --- the workbook ---------------------------------------------------------------------------------
def key_book(key: Key, *, course: str, lang: Language) -> bytes:
    """Write the key: who has what, what only one has, what everybody has."""
    with use_language(lang):
        title = _("Chiave della classe, per chi conduce")
        book, people = new_book(_("Persone"))
        facts = (
            (_("Corso"), course),
            (_("Varianti"), len(key.seats)),
            (_("Esercizi uguali per tutti"), ", ".join(key.without) or _("in nessuna lezione")),
        )
        row = top(people, title, facts)
        titles = (
            _("Persona o squadra"),
            _("Chi ne fa parte"),
            _("Comune"),
            _("Cartella"),
            _("Risposte solo sue"),
        )
        headings(people, row, titles, widths=(30, 40, 26, 34, 12))
        fill(people, _people(key), first=row + 1)
        _answers(new_sheet(book, _("Di ciascuno")), _own(key), titles=(_("Persona o squadra"),), widths=(28,))
        _answers(new_sheet(book, _("Uguali per tutti")), map(_line, key.shared))
        for sheet in book.worksheets:
            for_print(sheet, title=title, note=course)
        return to_bytes(book)


def _people(key: Key) -> Iterator[tuple[object, ...]]:
    for seat, own in zip(key.seats, key.own, strict=True):
        place = seat.place.label if seat.place else ""
        yield seat.name, ", ".join(seat.members), place, seat.folder, len(own)


def _own(key: Key) -> Iterator[tuple[object, ...]]:
    for seat, own in zip(key.seats, key.own, strict=True):
        yield from ((seat.name, *_line(one)) for one in own)


def _line(one: Expected) -> tuple[object, ...]:
    return one.lesson, one.place, one.question, one.answer


def _answers(
    sheet: Any,
    rows: Iterable[tuple[object, ...]],
    *,
    titles: tuple[str, ...] = (),
    widths: tuple[float, ...] = (),
) -> None:
    more = (_("Lezione"), _("Dove"), _("Domanda"), _("Risposta attesa"))
    headings(sheet, 1, (*titles, *more), widths=(*widths, 9, 14, 60, 60))
    fill(sheet, rows, first=2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def told(key: Key) -> Iterator[str]:
    """Say what the key holds, and where everybody has the same."""
    words = counted(len(key.seats), one=_("Chiave di {count} variante"), more=_("Chiave di {count} varianti"))
    yield f"{words}."
    if key.missing:
        lost = _("Nella chiave mancano le risposte di {names}: la loro variante non si apre.")
        yield lost.format(names=", ".join(key.missing))
    if key.without:
        same = _("Nelle lezioni {lessons} gli esercizi sono gli stessi per tutti: cambia il quiz.")
        yield same.format(lessons=", ".join(key.without))


def key_files(
    plan: Plan, people: Path | None, *, lang: Language, tell: Callable[[str], None]
) -> dict[str, bytes]:
    """Return the key of a course's class, by its path from the folder of the class; nothing if it has no class.

    Parameters
    ----------
    plan, people
        The course, and its class if the course does not name it.
    lang
        Language of the key.
    tell
        Called with what there is to say about it.
    """
    seats = [seat for seat in class_of(plan, people).seats if not seat.astray]
    if not seats:
        return {}
    key = key_of(plan, seats, lang=lang)
    name = f"{TRAINER}/{FILE}"
    for line in told(key):
        tell(line)
    return {name: key_book(key, course=_(plan.title), lang=lang)}
