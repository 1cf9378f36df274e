"""What a lesson declares of itself, read from its notebook: title, minutes, objectives, exercises."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fis_lessons import resources
from fis_lessons.classes import dataclass
from fis_lessons.errors import LessonError, Problem
from fis_lessons.i18n import gettext as _

_ASK = re.compile(r"lesson\.ask\(\s*[\"']([^\"']+)[\"']\s*\)")
_QUIZ = re.compile(r"lesson\.quiz\(")
_LESSON = re.compile(r"\d\d")


@dataclass(frozen=True)
class Module:
    """A lesson as a course catalogue needs it. Texts are Italian: show them through ``gettext``.

    Parameters
    ----------
    id
        Two digits.
    title, competence_area
        As declared.
    minutes
        Declared length.
    objectives, prerequisites
        Sentences.
    exercises
        Identifiers of the exercises, in the order of the notebook.
    has_quiz
        Whether the notebook has one.
    extra
        Of the exercises, those the lesson is finished without: their cells are tagged so.
    """

    id: str
    title: str
    minutes: int
    objectives: tuple[str, ...]
    prerequisites: tuple[str, ...]
    competence_area: str
    exercises: tuple[str, ...] = ()
    has_quiz: bool = False
    extra: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """The exercises without which the lesson is not finished."""
        return tuple(name for name in self.exercises if name not in self.extra)


def read_module(lesson: str) -> Module:
    """Read a lesson of the kit.

    Raises
    ------
    LessonError
        If there is no notebook with that number, or it does not say all it should.
    """
    # a number is two digits: whatever else is asked for must not become a path
    found = sorted(resources.notebooks().glob(f"{lesson}_*.ipynb")) if _LESSON.fullmatch(lesson) else []
    if not found:
        raise LessonError(
            _("La lezione «{name}» non esiste. Ci sono: {known}.").format(
                name=str(lesson)[:40], known=", ".join(known_modules())
            )
        )
    return module_of(found[0])


def known_modules() -> tuple[str, ...]:
    """List the numbers of the lessons there are."""
    names = sorted(path.name[:2] for path in resources.notebooks().glob("[0-9][0-9]_*.ipynb"))
    return tuple(dict.fromkeys(names))


def module_of(notebook: Path) -> Module:
    """Read what a notebook declares under ``fis`` in its metadata.

    Raises
    ------
    LessonError
        With every field that is missing or of the wrong kind.
    """
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problem = Problem(notebook.name, str(error)[:120])
        raise LessonError(_("Questo notebook non si può leggere."), [problem]) from None
    metadata = content.get("metadata") if isinstance(content, Mapping) else None
    facts = metadata.get("fis") if isinstance(metadata, Mapping) else None
    facts = facts if isinstance(facts, Mapping) else {}
    found = [_problem(notebook.name, name, facts.get(name)) for name in _FIELDS]
    problems = [problem for problem in found if problem is not None]
    if problems:
        raise LessonError(_("Il notebook non dice tutto ciò che serve per la scheda."), problems)
    cells = [cell for cell in content.get("cells", ()) if cell.get("cell_type") == "code"]
    code = [_source(cell) for cell in cells]
    beyond = [_source(cell) for cell in cells if "extra" in (cell.get("metadata") or {}).get("tags", ())]
    asked = dict.fromkeys(name for source in code for name in _ASK.findall(source))
    return Module(
        id=facts["id"],
        title=facts["title"],
        minutes=facts["minutes"],
        objectives=tuple(facts["objectives"]),
        prerequisites=tuple(facts["prerequisites"]),
        competence_area=facts["competence_area"],
        exercises=tuple(asked),
        has_quiz=any(_QUIZ.search(source) for source in code),
        extra=tuple(name for source in beyond for name in _ASK.findall(source)),
    )


_FIELDS = ("id", "title", "minutes", "objectives", "prerequisites", "competence_area")


def _problem(file: str, name: str, value: object) -> Problem | None:
    if name == "minutes":
        sound = isinstance(value, int) and not isinstance(value, bool) and value > 0
        expected = _("un numero di minuti")
    elif name in ("objectives", "prerequisites"):
        sound = isinstance(value, list) and bool(value) and all(map(_is_text, value))
        expected = _("un elenco di frasi")
    else:
        sound, expected = _is_text(value), _("un testo")
    if sound:
        return None
    found = _("manca.") if value is None else _("il valore è {found}.").format(found=repr(value)[:60])
    remedy = _("Scrivilo nei metadati del notebook, sotto «fis».")
    return Problem(f"{file}: {name}", found, expected=expected, remedy=remedy)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))
