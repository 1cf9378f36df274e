"""Collect the hand-ins of a class: a folder of files nobody vouches for, read, judged, and counted.

Nothing in the folder is ever executed, unpacked or followed: files are read as data, within limits.
"""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fis_lessons import __version__
from fis_lessons.course.collect_doubts import (
    Step,
    alike,
    goes_on,
    is_ahead,
    like_others,
    own_doubts,
    same_name,
    steps_of,
)
from fis_lessons.course.collect_files import bytes_of, files_in
from fis_lessons.course.collect_judging import STUCK, Judge, Judged, Outcome, is_self_assessed
from fis_lessons.course.collect_reading import HandIn, HandInError, read_hand_in
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises.handin import one_line, person_key
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _

Whose = tuple[str, str]
"""Who a hand-in is of: the folder a list gives them, if it is known, and the name where more persons share it or
there is no folder. Two hand-ins of the same are one person's."""


def by_name(_file: str, person: str) -> Whose:
    """Tell persons apart by their names: all there is without a list."""
    return "", person_key(person)


@dataclass(frozen=True)
class SetAside:
    """A file that was not counted, and why. Both are safe to show as text."""

    file: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One hand-in, judged.

    Parameters
    ----------
    file
        Where it was found, from the folder.
    person, lesson, package, handed_in
        As the file says, made safe to show.
    whose
        Who it is of, as persons are told apart here.
    variant
        Case and parameters, as they are told from others.
    worked_on
        The same in words: the municipality, and what the lesson does not do by itself.
    parameters
        As the file says, accepted by the lesson.
    exercises
        By identifier, in the order of the lesson. Answers are not kept.
    steps
        The history of each exercise, as the file tells it.
    notes
        What a trainer should look at twice, in words that are safe to show.
    """

    file: str
    person: str
    whose: Whose
    lesson: str
    variant: str
    parameters: Mapping[str, object]
    package: str
    handed_in: str
    exercises: Mapping[str, Judged]
    steps: Mapping[str, Step] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    worked_on: str = ""

    def count(self, *outcomes: Outcome) -> int:
        """Count the exercises that ended in one of these ways."""
        return sum(one.outcome in outcomes for one in self.exercises.values())

    @property
    def seconds(self) -> int:
        """Time the file declares, all exercises together."""
        return sum(one.seconds for one in self.exercises.values())


@dataclass(frozen=True)
class Asked:
    """One exercise over a class.

    Parameters
    ----------
    id, question
        Which one; the question of the first variant collected.
    self_assessed
        Whether learners judge themselves.
    outcomes
        How many persons for each outcome.
    tried
        How many did something with it.
    attempts, minutes
        Medians among who tried, and among those whose time is known; None if there are none.
    mistakes
        Known mistakes in words, with how many persons met each, most frequent first.
    """

    id: str
    question: str
    self_assessed: bool
    outcomes: Mapping[Outcome, int]
    tried: int
    attempts: float | None
    minutes: float | None
    mistakes: tuple[tuple[str, int], ...]

    @property
    def stuck(self) -> int:
        """Persons who tried and did not get there, with or without hints."""
        return sum(self.outcomes.get(outcome, 0) for outcome in STUCK)


@dataclass(frozen=True)
class Group:
    """The hand-ins of one lesson."""

    lesson: str
    title: str
    rows: tuple[Row, ...]
    exercises: tuple[Asked, ...]

    @property
    def variants(self) -> tuple[str, ...]:
        """Cases and parameters met, in order."""
        return tuple(sorted({row.variant for row in self.rows}))


@dataclass(frozen=True)
class Class:
    """What a folder of hand-ins says.

    Parameters
    ----------
    groups
        One per lesson, in order.
    aside
        Files not counted, in order of name.
    opened
        How many times a lesson was opened: once for each lesson and parameters, as long as they are few.
    """

    groups: tuple[Group, ...]
    aside: tuple[SetAside, ...]
    opened: int = 0

    @property
    def persons(self) -> int:
        """Different persons, as they are told apart."""
        return len({row.whose for group in self.groups for row in group.rows})

    @property
    def hand_ins(self) -> int:
        """Files counted."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def noted(self) -> int:
        """Files counted that somebody should look at twice."""
        return sum(bool(row.notes) for group in self.groups for row in group.rows)


def collect(
    folder: Path,
    *,
    lang: Language = "it",
    other_versions: bool = False,
    skip: tuple[Path, ...] = (),
    whose: Callable[[str, str], Whose] = by_name,
) -> Class:
    """Read and judge every hand-in of a folder, and of the folders inside it.

    Parameters
    ----------
    folder
        Where the files are.
    lang
        Language of questions, mistakes and reasons.
    other_versions
        Whether to judge also what another version of the kit wrote: its right answers may have been others.
    skip
        Files to leave out without a word: those about to be written.
    whose
        Tells who a hand-in is of, from where it was found and the name in it.

    Raises
    ------
    BuildError
        If there is no such folder or it cannot be read.
    """
    if not folder.is_dir():
        raise BuildError(
            _("La cartella delle consegne non c'è."),
            [
                Problem(
                    one_line(folder, limit=200),
                    _("non è una cartella."),
                    remedy=_("Controlla il nome e la cartella."),
                )
            ],
        )
    with use_language(lang):
        judge = Judge(lang)
        now = datetime.datetime.now(datetime.UTC)
        rows: list[Row] = []
        aside: list[SetAside] = []
        own = {path.absolute() for path in skip}
        for name, path in files_in(folder):
            if path.absolute() in own:
                continue
            try:
                hand_in = read_hand_in(bytes_of(path))
                row = _row(name, hand_in, judge, other_versions=other_versions, now=now)
                rows.append(replace(row, whose=whose(name, row.person)))
            except HandInError as error:
                aside.append(SetAside(name, one_line(error.message, limit=400)))
        kept, doubles = _without_doubles(rows, now=now)
        kept = _with_notes(kept)
        groups = tuple(_group(lesson, kept, judge) for lesson in sorted({row.lesson for row in kept}))
        return Class(groups, tuple(sorted([*aside, *doubles], key=lambda one: one.file)), judge.opened)


# --- rows ---------------------------------------------------------------------------------------
def _row(name: str, hand_in: HandIn, judge: Judge, *, other_versions: bool, now: datetime.datetime) -> Row:
    if hand_in.package != __version__ and not other_versions:
        words = _(
            "È stata scritta con la versione {found} del kit; questa è la {known}, e le risposte giuste "
            "possono essere cambiate. Per contarla lo stesso aggiungi --other-versions."
        )
        raise HandInError(words.format(found=hand_in.package or "?", known=__version__))
    exercises = judge.judge(hand_in)
    return Row(
        file=name,
        person=hand_in.person,
        whose=by_name(name, hand_in.person),
        lesson=hand_in.lesson,
        variant=_variant(hand_in.variant),
        worked_on=judge.in_words(hand_in.lesson, hand_in.variant),
        parameters=hand_in.variant,
        package=hand_in.package,
        handed_in=hand_in.handed_in,
        exercises=exercises,
        steps=steps_of(hand_in),
        notes=tuple(own_doubts(hand_in, list(exercises), now=now)),
    )


def _variant(parameters: Mapping[str, object]) -> str:
    """Name what a person worked on: the case, then whatever else is not common to everybody."""
    own = [
        f"{name}: {one_line(value, limit=60)}"
        for name, value in sorted(parameters.items())
        if name not in ("case", "lang", "seed") and value is not None
    ]
    return "; ".join([one_line(parameters.get("case", ""), limit=60), *own])


def _without_doubles(rows: list[Row], *, now: datetime.datetime) -> tuple[list[Row], list[SetAside]]:
    """Keep of each person, lesson and variant the last hand-in; say of the others which one was kept.

    Only a hand-in that goes on from an earlier one takes its place: another history under the same name stays.
    """
    kept: dict[tuple[str, str, Whose], list[Row]] = {}
    doubles: list[Row] = []
    instead: dict[str, Row] = {}
    # a date that is still to come says nothing about which is the last
    for row in sorted(rows, key=lambda row: (not is_ahead(row.handed_in, now), row.handed_in, row.file)):
        own = kept.setdefault((row.lesson, row.variant, row.whose), [])
        for before in [before for before in own if goes_on(row.steps, before.steps)]:
            own.remove(before)
            doubles.append(before)
            instead[before.file] = row
        own.append(row)
    every = sorted(
        (row for own in kept.values() for row in own),
        key=lambda row: (row.lesson, person_key(row.person), row.variant, row.file),
    )
    return every, [_double(row, instead) for row in doubles]


def _double(row: Row, instead: Mapping[str, Row]) -> SetAside:
    kept = instead[row.file]
    while kept.file in instead:  # it too had to give way
        kept = instead[kept.file]
    words = _(
        "È doppia: dello stesso nome («{person}»), stessa lezione e stesso caso ho tenuto l'ultima, "
        "{file}. Se sono due persone, chiedi un codice diverso a ciascuna."
    )
    return SetAside(row.file, words.format(person=row.person, file=kept.file))


def _with_notes(rows: list[Row]) -> list[Row]:
    """Add to each hand-in what is odd beside the others."""
    notes: dict[str, list[str]] = {row.file: [] for row in rows}
    same: dict[tuple[str, str, Whose], list[Row]] = {}
    for row in rows:
        same.setdefault((row.lesson, row.variant, row.whose), []).append(row)
    for own in same.values():
        for row in own if len(own) > 1 else ():
            notes[row.file].append(same_name([other.file for other in own if other is not row]))
    for lesson in {row.lesson for row in rows}:
        group = [row for row in rows if row.lesson == lesson]
        found = alike([(row.whose, row.steps) for row in group])
        for position, others in found.items():
            told = like_others([(group[other].person, group[other].file) for other in others])
            notes[group[position].file].append(told)
    return [replace(row, notes=(*row.notes, *notes[row.file])) for row in rows]


# --- a lesson over the class --------------------------------------------------------------------
def _group(lesson: str, rows: list[Row], judge: Judge) -> Group:
    from fis_lessons.dossier.modules import read_module

    own = tuple(row for row in rows if row.lesson == lesson)
    names = list(own[0].exercises)
    labels = judge.labels(lesson, own[0].parameters)
    return Group(
        lesson=lesson,
        title=_(read_module(lesson).title),
        rows=own,
        exercises=tuple(_asked(name, labels.get(name, name), own, judge) for name in names),
    )


def _asked(name: str, question: str, rows: tuple[Row, ...], judge: Judge) -> Asked:
    done = [row.exercises[name] for row in rows if name in row.exercises]
    tried = [one for one in done if one.outcome != "not_tried"]
    timed = [one.seconds for one in tried if one.seconds]  # before the first event of all, nobody knows
    first = rows[0]
    words: dict[str, str] = {}
    for row in {row.variant: row for row in reversed(rows) if name in row.exercises}.values():
        # the same mistake has other words on another case: the first case met speaks
        words |= judge.mistakes(row.lesson, row.parameters, name)
    counts = Counter(mistake for one in tried for mistake in one.mistakes)
    exercise = judge.exercises(first.lesson, first.parameters)[name]
    return Asked(
        id=name,
        question=question,
        self_assessed=is_self_assessed(exercise),
        outcomes=Counter(one.outcome for one in done),
        tried=len(tried),
        attempts=statistics.median(one.attempts for one in tried) if tried else None,
        minutes=statistics.median(timed) / 60 if timed else None,
        mistakes=tuple(
            (words.get(mistake, mistake), count)
            for mistake, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ),
    )
