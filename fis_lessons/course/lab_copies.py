"""The learner's copies of the lessons: what somebody has worked on is never written over."""

from __future__ import annotations

import json
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
    """

    folder: Path
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


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
    for source in built:
        target, digest = folder / source.name, sha256_of_file(source)
        before = sha256_of_file(target)
        if before in ("", given.get(source.name)):
            if before != digest:
                write_whole(target, source.read_bytes())
                (updated if before else new).append(source.name)
            given[source.name] = digest
        elif given.get(source.name) != digest:
            kept.append(source.name)
    write_json(folder / _RECORD, given)
    for case in (course_dir / "trainee" / lang / CASES).glob("*.yaml"):
        add_case(own_case_file(folder, case.stem), case.read_text(encoding="utf-8"))
    return Copied(folder, tuple(new), tuple(updated), tuple(kept))


def _read_record(folder: Path) -> dict[str, str]:
    try:
        content = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}
