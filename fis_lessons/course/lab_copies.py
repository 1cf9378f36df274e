"""The learner's copies of the lessons: what somebody has worked on is never written over.

Two courses may share a folder. The project of the learner is one and goes along; answers are kept variant by
variant; a lesson that was worked on in another course stays, and the new one lies beside it under a name that
says which it is. One nobody has worked on becomes that of the new course, and this is told.
"""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fis_lessons.cases import load_case
from fis_lessons.cases.own import FOLDER as CASES
from fis_lessons.cases.own import add_case, own_case_file
from fis_lessons.course.lab_settings import write_json
from fis_lessons.course.manifest import sha256_of_file
from fis_lessons.errors import BuildError, FisError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    from fis_lessons.exercises import Progress

_RECORD = ".fis-lessons.json"
_TELLS_APART = ("case", "lang", "seed")
"""Parameters that make a lesson one of another course; others may change from a version of the kit to the next."""

Variant = Mapping[str, str]


@dataclass(frozen=True)
class Copied:
    """What was put in the learner's folder.

    Parameters
    ----------
    folder
        The learner's folder.
    new, updated
        Names of the lessons copied for the first time, and of those nobody had touched.
    kept
        Names of the lessons the learner has worked on and of which there is a newer version.
    unread
        Names of what lies in the place of a lesson and cannot be read: it stays.
    beside
        Names of the lessons that lie beside those of another course, which the learner has worked on.
    moved
        Of those updated, the ones that were on another case: their names by the case before and the case now.
    first
        Name of the first lesson of the course.
    anew
        Whether the course is another than the one opened here the last time.
    """

    folder: Path
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    moved: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    first: str = ""
    anew: bool = False

    def told(self) -> list[str]:
        """Say to the learner what has changed in the folder."""
        moved = {name for names in self.moved.values() for name in names}
        updated = [name for name in self.updated if name not in moved]
        lines = [_("Lezioni aggiornate: {names}").format(names=", ".join(updated))] if updated else []
        lines += self._moved()
        if self.beside:
            lines.append(
                _(
                    "In questa cartella c'è già un altro corso, su cui hai lavorato: resta com'è. "
                    "Di questo corso apri {names}. Il tuo progetto è uno solo e ti segue; le risposte dei "
                    "due corsi non si mescolano. Per tenerli in cartelle diverse c'è «--work»."
                ).format(names=", ".join(self.beside))
            )
        if self.kept:
            lines.append(
                _(
                    "C'è una versione nuova di {names}, ma ci hai già lavorato: la tua resta com'è. "
                    "Per avere quella nuova sposta o rinomina la tua."
                ).format(names=", ".join(self.kept))
            )
        if self.unread:
            words = _(
                "Non riesco a leggere {names}: resta com'è. Spostalo o rinominalo per avere la lezione."
            )
            lines.append(words.format(names=", ".join(self.unread)))
        return lines

    def _moved(self) -> list[str]:
        one = _("{names}: era su {before}, ora è su {now}.")
        more = _("{names}: erano su {before}, ora sono su {now}.")
        return [
            (more if names[1:] else one).format(
                names=", ".join(_number(name) or name for name in names),
                before=_town(before, self.folder),
                now=_town(now, self.folder),
            )
            for (before, now), names in self.moved.items()
        ]


@dataclass(frozen=True)
class _Given:
    """A copy as it was put there: its sha256, and the parameters that tell it from others."""

    sha256: str = ""
    variant: Variant = field(default_factory=dict)


@dataclass(frozen=True)
class _Record:
    """What was put in a folder, by name of the copy, and of which course the last time."""

    lessons: dict[str, _Given]
    course: Variant


def copy_lessons(course_dir: Path, folder: Path, *, lang: Language) -> Copied:
    """Copy the trainee's notebooks to the learner's folder; what the learner has changed stays as it is.

    Raises
    ------
    BuildError
        If there are no built lessons in that language.
    """
    built = sorted((course_dir / "trainee" / lang).glob("*.ipynb"))
    if not built:
        raise BuildError(
            _("Il corso non è ancora preparato."),
            [
                Problem(
                    str(course_dir),
                    _("non ci sono lezioni in questa lingua ({lang}).").format(lang=lang),
                    remedy=_("Preparalo con «make course» o «fis-lessons build», poi riprova."),
                )
            ],
        )
    copies = _Copies(folder.resolve())
    names = [copies.take(source) for source in built]
    course = _variant(built[0])
    copies.write_record(course)
    for case in (course_dir / "trainee" / lang / CASES).glob("*.yaml"):
        add_case(own_case_file(copies.folder, case.stem), case.read_text(encoding="utf-8"))
    return copies.copied(first=names[0], anew=course != copies.record.course)


class _Copies:
    """A learner's folder while lessons are copied to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = _read_record(folder)
        self.found: dict[str, list[str]] = {key: [] for key in ("new", "updated", "kept", "unread", "beside")}
        self.moved: dict[tuple[str, str], tuple[str, ...]] = {}

    def take(self, source: Path) -> str:
        """Copy a lesson unless something of the learner's is in its place; return the name it has here."""
        variant, digest = _variant(source), sha256_of_file(source)
        name = self._name(source, variant)
        if name != source.name:
            self.found["beside"].append(name)
        given, there = self.record.lessons.get(name, _Given()), _sha256(self.folder / name)
        if there is None:
            self.found["unread"].append(name)
        elif there in ("", given.sha256):
            if there != digest:
                write_whole(self.folder / name, source.read_bytes())
                self.found["updated" if there else "new"].append(name)
                before, now = given.variant.get("case", ""), variant.get("case", "")
                if there and before and before != now:
                    self.moved[before, now] = (*self.moved.get((before, now), ()), name)
            self.record.lessons[name] = _Given(digest, variant)
        elif given.sha256 != digest:
            self.found["kept"].append(name)
        return name

    def _name(self, source: Path, variant: Variant) -> str:
        """Name the copy: as the lesson is, unless there lies one of another course somebody has worked on."""
        own = [
            re.sub(r"[^a-z0-9]+", "-", variant.get(key, "").lower()).strip("-") for key in ("case", "seed")
        ]
        words = "_".join([source.stem, *(word for word in own if word)])
        for name in (source.name, f"{words}.ipynb", *(f"{words}_{count}.ipynb" for count in range(2, 100))):
            there, given = _sha256(self.folder / name), self.record.lessons.get(name, _Given())
            # of a copy the learner may have changed by hand, what it was given as is what counts
            known = given.variant or _variant(self.folder / name)
            same = all(known[key] == variant[key] for key in known.keys() & variant.keys())
            if there == "" or same or (there == given.sha256 and not self._answered(name, known)):
                return name
        return source.name

    def _answered(self, name: str, variant: Variant) -> bool:
        """Tell whether there are answers of a lesson nobody has saved: it too was worked on."""
        cases = self._progress.cases(_number(name))
        return variant.get("case", "") in {case.partition("|")[0] for case in cases}

    @cached_property
    def _progress(self) -> Progress:
        from fis_lessons.exercises import Progress  # a second, and two courses in one folder are rare

        return Progress(self.folder)

    def write_record(self, course: Variant) -> None:
        lessons = {name: {"sha256": one.sha256, **one.variant} for name, one in self.record.lessons.items()}
        write_json(self.folder / _RECORD, {"course": dict(course), "lessons": lessons})

    def copied(self, *, first: str, anew: bool) -> Copied:
        lists = {key: tuple(names) for key, names in self.found.items()}
        return Copied(
            self.folder,
            lists["new"],
            lists["updated"],
            lists["kept"],
            lists["unread"],
            lists["beside"],
            self.moved,
            first,
            anew,
        )


def _number(name: str) -> str:
    """Return the number of a lesson from the name of its file; empty if it has none."""
    found = re.match(r"\d\d(?!\d)", name)
    return found[0] if found else ""


def _town(case: str, folder: Path) -> str:
    """Return the municipality of a case; the name of the case if it cannot be read."""
    try:
        return load_case(case, folder=folder).municipality.name
    except FisError:
        return case


def _sha256(path: Path) -> str | None:
    """Return the sha256 of a file; empty if there is none, nothing if what is there cannot be read."""
    return (sha256_of_file(path) or None) if os.path.lexists(path) else ""


def _variant(notebook: Path) -> dict[str, str]:
    """Read case, language and seed from the cell of a lesson; nothing if it is not such a file."""
    try:
        return dict(_parameters(notebook))
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        SyntaxError,
        StopIteration,
        RecursionError,
    ):
        return {}


def _parameters(notebook: Path) -> Iterator[tuple[str, str]]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    found = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", ())]
    for line in ast.parse("".join(found[0]["source"])).body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            name = line.targets[0].id
            if name in _TELLS_APART:
                value = ast.literal_eval(line.value)
                yield name, "" if value is None else str(value)


def _read_record(folder: Path) -> _Record:
    """Read what was written here; nothing where somebody has broken it."""
    try:
        content = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = {}
    content = content if isinstance(content, dict) else {}
    lessons = content.get("lessons")
    if not isinstance(lessons, dict):  # as it was written before: a name, a sha256
        lessons = {name: {"sha256": one} for name, one in content.items() if name.endswith(".ipynb")}
    return _Record(
        {name: _given(one) for name, one in lessons.items()}, _given(content.get("course")).variant
    )


def _given(content: object) -> _Given:
    texts = content if isinstance(content, dict) else {}
    words = {str(key): value for key, value in texts.items() if isinstance(value, str)}
    return _Given(words.get("sha256", ""), {key: words[key] for key in _TELLS_APART if key in words})
