"""When data change: which answers and which numbers on the page move, by how much, and who quotes the old ones."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from fis_lessons import resources
from fis_lessons.cases.reading import UnreadableError, read
from fis_lessons.course import notebooks
from fis_lessons.course.authoring.material import pieces_in
from fis_lessons.course.authoring.registry import short
from fis_lessons.course.authoring.snapshot import OPENS
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, use_language
from fis_lessons.lessons import LESSONS
from fis_lessons.lessons.desk.question_bank import FILE as QUIZ
from fis_lessons.lessons.desk.question_bank import bank_texts
from fis_lessons.reading import read_number

SEEDS = (1, 2, 77)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|(?<![\w.,])\d+(?:,\d+)?%?")
_LARGE = re.compile(r"(?<![\w.,])\d+(?:,\d+)?\s?(?:mila|milion[ei]|miliard[oi])\b")
_ENOUGH = 3
"""Digits that make a number one's own: of a shorter one any sentence of the course may speak by chance."""
Snapshot = Mapping[str, Mapping[str, Sequence[Any]]]


@dataclass(frozen=True)
class Quote:
    """A stored sentence that says an old number."""

    file: str
    place: str
    text: str


@dataclass(frozen=True)
class Move:
    """Something that is no longer what it was.

    Parameters
    ----------
    lesson, case, seeds
        Where; a seed for each draw it moves in.
    item
        What: an exercise, a question, a cell of a table, a point of a figure, a line of a text.
    before, after
        As the page writes it; empty where it was not there, or is no more.
    change
        Of the number, as a share of what it was.
    quoted
        Sentences typed by somebody that still say the old number.
    accepted
        Why somebody accepted it; empty if nobody did.
    """

    lesson: str
    case: str
    seeds: tuple[int, ...]
    item: str
    before: str
    after: str
    change: float | None = None
    quoted: tuple[Quote, ...] = ()
    accepted: str = ""


@dataclass(frozen=True)
class Compared:
    """What moved, what was accepted before and does not move any more, and between which data."""

    against: str
    moves: tuple[Move, ...]
    unneeded: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Move, ...]:
        """The moves nobody accepted."""
        return tuple(move for move in self.moves if not move.accepted)


# --- the old data -----------------------------------------------------------------------------------------
def old_data(against: str, folder: Path) -> Path:
    """Find the data to compare with: a folder, or those of a revision, put in ``folder``.

    Raises
    ------
    BuildError
        If there is neither.
    """
    path = Path(against)
    if path.is_dir():
        found = path / "data" if (path / "data").is_dir() else path
        if not (found / "cases").is_dir():
            raise BuildError(
                _("In questa cartella non ci sono dati da confrontare."),
                [Problem(against, _("manca la cartella «cases»."))],
            )
        return found
    top = resources.data().parent
    git = shutil.which("git")
    if git is None:
        raise BuildError(
            _("Per leggere una versione del progetto serve git."), [Problem("git", _("non c'è"))]
        )
    command = [git, "archive", "--format=tar", "--end-of-options", against, "data"]
    done = subprocess.run(command, cwd=top, capture_output=True, check=False)  # noqa: S603  (arguments as a list)
    if done.returncode:
        reason = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise BuildError(
            _("Con che cosa confronto? «{name}» non è una cartella né una versione del progetto.").format(
                name=against
            ),
            [Problem("git", line) for line in reason[:3]],
        )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        _take_out(archive, folder)
    return folder / "data"


def _take_out(archive: tarfile.TarFile, folder: Path) -> None:
    """Take out plain files and folders, and only inside ``folder``: the oldest Python promised has no filters."""
    for member in archive:
        target = (folder / member.name).resolve()
        if member.isfile() and target.is_relative_to(folder.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            inside = archive.extractfile(member)
            assert inside is not None  # noqa: S101 - a plain file has a content
            target.write_bytes(inside.read())


def dumped(folders: Sequence[Path], *, lessons: Sequence[str], cases: Sequence[str]) -> list[Snapshot]:
    """Write down the lessons from some folders of data, each in a process of its own, all at once."""
    wanted = {"lessons": list(lessons), "cases": list(cases), "seeds": list(SEEDS)}
    running = []
    for folder in folders:
        process = subprocess.Popen(
            [sys.executable, "-m", "fis_lessons.course.authoring.snapshot"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        assert process.stdin is not None  # noqa: S101 - it was asked for
        process.stdin.write(json.dumps({**wanted, "data": str(folder.resolve())}))
        process.stdin.close()
        process.stdin = None
        running.append(process)
    found: list[Snapshot] = []
    for process in running:
        out, err = process.communicate()
        if process.returncode:
            last = err.strip().splitlines()[-1:] or ["?"]
            raise BuildError(
                _("Le lezioni non si possono leggere con questi dati."), [Problem("snapshot", last[0])]
            )
        found.append(json.loads(out))
    return found


# --- what moved -------------------------------------------------------------------------------------------
def moved(before: Snapshot, after: Snapshot) -> list[Move]:
    """List what differs, lesson by lesson and case by case; what moves in several draws is told once."""
    found: dict[tuple[str, str, str, str, str], Move] = {}
    for key in dict.fromkeys([*before, *after]):
        lesson, case, seed = key.split("|")
        old, new = before.get(key, {}), after.get(key, {})
        for item in dict.fromkeys([*old, *new]):
            one, two = old.get(item, ["", None]), new.get(item, ["", None])
            if list(one) == list(two):
                continue
            if (OPENS in old or OPENS in new) and item != OPENS:
                continue  # the lesson does not open: all the rest is told by that
            name = (lesson, case, item, one[0], two[0])
            seeds = (*(found[name].seeds if name in found else ()), int(seed))
            found[name] = Move(lesson, case, seeds, item, one[0], two[0], _change(one[1], two[1]))
    return list(found.values())


def _change(before: float | None, after: float | None) -> float | None:
    if before is None or after is None or not before:
        return None
    return (after - before) / abs(before)


def numbers_in(text: str) -> list[str]:
    """List the numbers of a text as they are written, without the sign of percentage; millions also in full.

    Examples
    --------
    >>> numbers_in("Sono 23.119, il 18,9% di 122.000.")
    ['23.119', '18,9', '122.000']
    >>> numbers_in("Circa 1,6 milioni.")
    ['1,6', '1.600.000']
    """
    plain = [found.rstrip("%") for found in _NUMBER.findall(text)]
    with use_language("it"):
        large = [number(value) for words in _LARGE.findall(text) if (value := read_number(words)) is not None]
    return [*plain, *large]


def typed_sentences() -> list[tuple[str, Quote]]:
    """List the sentences somebody typed, each with its lesson: notebooks' prose, and the words of the quizzes."""
    found = []
    for lesson, spec in LESSONS.items():
        for piece in pieces_in(notebooks.read(spec.notebook)):
            found.append((lesson, Quote(spec.notebook.name, piece.place, piece.bare)))
        package = Path(str(sys.modules["fis_lessons.lessons"].__path__[0])) / spec.module
        for text, line in bank_texts(package / QUIZ):
            found.append((lesson, Quote(f"{spec.module}/{QUIZ}", str(line), text)))
    return found


def quoted_by(move: Move, typed: Iterable[tuple[str, Quote]]) -> tuple[Quote, ...]:
    """List the typed sentences that say a number which moved.

    A number of three digits or more is looked for in every lesson, one of two only in its own.
    """
    kept = set(numbers_in(move.after))
    gone = {one for one in numbers_in(move.before) if one not in kept}
    found = []
    for lesson, quote in typed:
        said = set(numbers_in(quote.text)) & gone
        if any(_digits(one) >= _ENOUGH or (lesson == move.lesson and _digits(one) > 1) for one in said):
            found.append(replace(quote, text=short(quote.text, limit=160)))
    return tuple(found)


def _digits(written: str) -> int:
    return sum(sign.isdigit() for sign in written)


# --- what was accepted ------------------------------------------------------------------------------------
_KEYS = ("lesson", "case", "item", "before", "after", "why")


def read_accepted(path: Path | None) -> dict[tuple[str, ...], str]:
    """Read the moves somebody accepted, each with the reason; a file that is not there accepts none.

    Raises
    ------
    BuildError
        With every entry that is not whole.
    """
    if path is None or not path.is_file():
        return {}
    refusal = _("L'elenco dei cambiamenti accettati ha problemi da risolvere.")
    try:
        document = read(path)
    except UnreadableError as error:
        raise BuildError(refusal, [error.problem]) from None
    listed, problems = document.listed("accepted")
    found = {}
    for where, item in listed:
        said = item if isinstance(item, dict) else {}
        missing = [key for key in _KEYS if not isinstance(said.get(key), str)]
        if missing or not said["why"].strip():
            words = _("manca o non è un testo: {names}.").format(names=", ".join(missing or ["why"]))
            problems.append(Problem(where, words))
        else:
            found[tuple(said[key] for key in _KEYS[:-1])] = said["why"]
    if problems:
        raise BuildError(refusal, problems)
    return found


def accept(path: Path, moves: Iterable[Move], *, why: str) -> int:
    """Add moves to the list of those accepted, with one reason; return how many there are now."""
    listed = read_accepted(path)
    for move in moves:
        listed.setdefault(_name(move), why)
    lines = [
        "# The moves of numbers that somebody looked at and accepted: fis-lessons author moves.",
        "accepted:",
    ]
    for name, reason in listed.items():
        values = zip(_KEYS, (*name, reason), strict=True)
        pairs = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values)
        lines.append(f"  - {{{pairs}}}")
    write_whole(path, "\n".join(lines) + "\n")
    return len(listed)


def _name(move: Move) -> tuple[str, ...]:
    return move.lesson, move.case, move.item, move.before, move.after


def compare(
    against: str,
    *,
    data: Path | None = None,
    lessons: Sequence[str] = (),
    cases: Sequence[str] = (),
    accepted: Path | None = None,
) -> Compared:
    """Compare what the lessons say from the data as they are now with what they said before.

    Parameters
    ----------
    against
        A folder of data, or a revision of the project.
    data
        The new data; those of the kit if not given.
    lessons, cases
        All of them if none is named.
    accepted
        File of the moves that were accepted.

    Raises
    ------
    BuildError
        If the old data or the list cannot be read.
    """
    listed = read_accepted(accepted)
    with tempfile.TemporaryDirectory() as folder:
        old = old_data(against, Path(folder))
        before, after = dumped(
            [old, data or resources.data()], lessons=list(lessons) or list(LESSONS), cases=cases
        )
    found = moved(before, after)
    typed = typed_sentences() if found else []
    moves = tuple(
        replace(move, quoted=quoted_by(move, typed), accepted=listed.get(_name(move), "")) for move in found
    )
    names = {_name(move) for move in moves}
    looked = {tuple(key.split("|")[:2]) for key in after}
    unneeded = [name for name in listed if name[:2] in looked and name not in names]
    return Compared(against, moves, tuple(" | ".join(name) for name in unneeded))


def as_json(found: Compared) -> str:
    """Write it as data."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1)


def sizes(moves: Iterable[Move]) -> Iterator[tuple[str, int]]:
    """Count the moves of each lesson."""
    counts: dict[str, int] = {}
    for move in moves:
        counts[move.lesson] = counts.get(move.lesson, 0) + 1
    return iter(sorted(counts.items()))
