"""The learner's copies of the lessons: what somebody has worked on is never written over.

Two courses may share a folder. The project of the learner is one and goes along; answers are kept variant by
variant; a lesson that was worked on in another variant stays, and the new one lies beside it under a name that
says which it is.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fis_lessons.cases.own import FOLDER as CASES
from fis_lessons.cases.own import add_case, own_case_file
from fis_lessons.course.lab_settings import write_json
from fis_lessons.course.manifest import sha256_of_file
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _

_RECORD = ".fis-lessons.json"
_VARIANT = "|variant"
"""After the name of a lesson, in the record: of which variant the copy is."""


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
    beside
        Names of the lessons that lie beside those of another course, which the learner has worked on.
    """

    folder: Path
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


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
    folder = folder.resolve()
    given = _read_record(folder)
    new: list[str] = []
    updated: list[str] = []
    kept: list[str] = []
    beside: list[str] = []
    for source in built:
        variant, digest = _variant(source), sha256_of_file(source)
        name = _name(source, variant, folder, given)
        if name != source.name:
            beside.append(name)
        target = folder / name
        before = sha256_of_file(target)
        if before in ("", given.get(name)):
            if before != digest:
                write_whole(target, source.read_bytes())
                (updated if before else new).append(name)
            given[name] = digest
            given[name + _VARIANT] = json.dumps(variant, ensure_ascii=False)
        elif given.get(name) != digest:
            kept.append(name)
    write_json(folder / _RECORD, given)
    for case in (course_dir / "trainee" / lang / CASES).glob("*.yaml"):
        add_case(own_case_file(folder, case.stem), case.read_text(encoding="utf-8"))
    return Copied(folder, tuple(new), tuple(updated), tuple(kept), tuple(beside))


def _name(source: Path, variant: Mapping[str, str], folder: Path, given: Mapping[str, str]) -> str:
    """Name the copy: as the lesson is, unless there lies one of another variant somebody has worked on."""
    own = [re.sub(r"[^a-z0-9]+", "-", variant.get(key, "").lower()).strip("-") for key in ("case", "seed")]
    words = "_".join([source.stem, *(word for word in own if word not in ("", "none"))])
    for name in (source.name, f"{words}.ipynb", *(f"{words}_{count}.ipynb" for count in range(2, 100))):
        there = sha256_of_file(folder / name)
        # of a copy the learner may have changed by hand, what it was given as is what counts
        known = _given_as(given.get(name + _VARIANT, "")) or _variant(folder / name)
        same = all(known[key] == variant[key] for key in known.keys() & variant.keys())
        if there in ("", given.get(name)) or same:
            return name
    return source.name


def _given_as(text: str) -> dict[str, str]:
    """Read names and texts as they were written here; nothing where somebody has broken them."""
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}


def _variant(notebook: Path) -> dict[str, str]:
    """Read case, language and the like from the cell of a lesson; nothing if it is not such a file."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        found = next(cell for cell in cells if "parameters" in cell["metadata"].get("tags", ()))
        lines = ast.parse("".join(found["source"])).body
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
    return {
        line.targets[0].id: ast.unparse(line.value)
        for line in lines
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)
    }


def _read_record(folder: Path) -> dict[str, str]:
    try:
        return _given_as((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
