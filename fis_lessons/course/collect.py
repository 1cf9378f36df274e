"""Collect the hand-ins of a class: a folder of files nobody vouches for, read, judged, and counted.

Nothing in the folder is ever executed, unpacked or followed: files are read as data, within limits.
"""

from __future__ import annotations

import os
import stat
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fis_lessons import __version__
from fis_lessons.course.collect_judging import STUCK, Judge, Judged, Outcome, is_self_assessed
from fis_lessons.course.collect_reading import HandIn, HandInError, read_hand_in
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises.handin import LARGEST_FILE, one_line, person_key
from fis_lessons.files import why
from fis_lessons.i18n import Language, number, use_language
from fis_lessons.i18n import gettext as _

MOST_FILES = 20_000
DEEPEST_FOLDER = 8
_NOT_OURS = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz"})


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
    variant
        Case and parameters in words.
    parameters
        As the file says, accepted by the lesson.
    exercises
        By identifier, in the order of the lesson. Answers are not kept.
    """

    file: str
    person: str
    lesson: str
    variant: str
    parameters: Mapping[str, object]
    package: str
    handed_in: str
    exercises: Mapping[str, Judged]

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
        """Different names or codes."""
        return len({person_key(row.person) for group in self.groups for row in group.rows})

    @property
    def hand_ins(self) -> int:
        """Files counted."""
        return sum(len(group.rows) for group in self.groups)


def collect(
    folder: Path, *, lang: Language = "it", other_versions: bool = False, skip: tuple[Path, ...] = ()
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

    Raises
    ------
    BuildError
        If there is no such folder or it cannot be read.
    """
    if not folder.is_dir():
        raise BuildError(
            _("La cartella delle consegne non c'è."),
            [Problem(one_line(folder, limit=200), _("non è una cartella."))],
        )
    with use_language(lang):
        judge = Judge(lang)
        rows: list[Row] = []
        aside: list[SetAside] = []
        own = {path.absolute() for path in skip}
        for name, path in _files(folder):
            if path.absolute() in own:
                continue
            try:
                rows.append(_row(name, read_hand_in(_bytes(path)), judge, other_versions=other_versions))
            except HandInError as error:
                aside.append(SetAside(name, one_line(error.message, limit=400)))
        kept, doubles = _without_doubles(rows)
        groups = tuple(_group(lesson, kept, judge) for lesson in sorted({row.lesson for row in kept}))
        return Class(groups, tuple(sorted([*aside, *doubles], key=lambda one: one.file)), judge.opened)


# --- files --------------------------------------------------------------------------------------
def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give every entry that is not a folder, in order; links are never followed."""
    todo: list[tuple[str, Path, int]] = [("", folder, 0)]
    seen = 0
    while todo:
        head, here, depth = todo.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            if not depth:
                raise BuildError(
                    _("La cartella delle consegne non si può leggere."),
                    [Problem(one_line(here, limit=200), why(error))],
                ) from None
            continue
        inside = []
        for entry in entries:
            if entry.name.lower() in _NOT_OURS:
                continue
            name = f"{head}{_shown(entry.name)}"
            if entry.is_dir(follow_symlinks=False) and depth < DEEPEST_FOLDER:
                inside.append((f"{name}/", Path(entry.path), depth + 1))
                continue
            seen += 1
            if seen > MOST_FILES:
                raise BuildError(
                    _("Nella cartella ci sono più di {most} file: indica quella delle consegne.").format(
                        most=number(MOST_FILES)
                    )
                )
            yield name, Path(entry.path)
        todo.extend(reversed(inside))


def _shown(name: str) -> str:
    # a name on a disk may hold bytes that are no text, and signs that turn the line around
    return one_line(os.fsencode(name).decode("utf-8", "replace"), limit=120) or "?"


def _bytes(path: Path) -> bytes:
    """Read a plain file within the limits; never a link, a pipe, a device or an archive."""
    suffix = path.suffix.lower()
    if suffix in _ARCHIVES:
        raise HandInError(_("È un archivio compresso: non lo apro. Estrai i file tu, poi raccogli di nuovo."))
    if suffix == ".ipynb":
        raise HandInError(
            _("È un notebook: non lo apro e non lo eseguo. Serve il file che scrive il pulsante «Consegna».")
        )
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if stat.S_ISLNK(path.lstat().st_mode):
            raise HandInError(_("È un collegamento a un altro file: non lo seguo."))
        if not stat.S_ISREG(path.lstat().st_mode):
            raise HandInError(_("Non è un file normale: non lo apro."))
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):  # it changed in the meantime
                raise HandInError(_("Non è un file normale: non lo apro."))
            if facts.st_size > LARGEST_FILE:
                words = _("È troppo grande per essere una consegna: {found} MB, al massimo {most}.")
                raise HandInError(
                    words.format(
                        found=number(facts.st_size / 1e6, decimals=1), most=number(LARGEST_FILE / 1e6)
                    )
                )
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise HandInError(_("Non si può leggere: {reason}.").format(reason=why(error))) from None


# --- rows ---------------------------------------------------------------------------------------
def _row(name: str, hand_in: HandIn, judge: Judge, *, other_versions: bool) -> Row:
    if hand_in.package != __version__ and not other_versions:
        words = _(
            "È stata scritta con la versione {found} del kit; questa è la {known}, e le risposte giuste "
            "possono essere cambiate. Per contarla lo stesso aggiungi --other-versions."
        )
        raise HandInError(words.format(found=hand_in.package or "?", known=__version__))
    return Row(
        file=name,
        person=hand_in.person,
        lesson=hand_in.lesson,
        variant=_variant(hand_in.parameters),
        parameters=hand_in.parameters,
        package=hand_in.package,
        handed_in=hand_in.handed_in,
        exercises=judge.judge(hand_in),
    )


def _variant(parameters: Mapping[str, object]) -> str:
    """Name what a person worked on: the case, then whatever else is not common to everybody."""
    own = [
        f"{name}: {one_line(value, limit=60)}"
        for name, value in sorted(parameters.items())
        if name not in ("case", "lang", "seed") and value is not None
    ]
    return "; ".join([one_line(parameters.get("case", ""), limit=60), *own])


def _without_doubles(rows: list[Row]) -> tuple[list[Row], list[SetAside]]:
    """Keep of each person, lesson and variant the last hand-in; say of the others which one was kept."""
    last: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row.lesson, row.variant, person_key(row.person))
        if key not in last or (row.handed_in, row.file) > (last[key].handed_in, last[key].file):
            last[key] = row
    aside = []
    for row in rows:
        kept = last[row.lesson, row.variant, person_key(row.person)]
        if kept is not row:
            words = _(
                "È doppia: dello stesso nome («{person}»), stessa lezione e stesso caso ho tenuto l'ultima, "
                "{file}. Se sono due persone, chiedi un codice diverso a ciascuna."
            )
            aside.append(SetAside(row.file, words.format(person=row.person, file=kept.file)))
    kept_rows = sorted(last.values(), key=lambda row: (row.lesson, person_key(row.person), row.variant))
    return kept_rows, aside


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
