"""What an officer changed in the workbook, as proposals for the project: nothing is applied in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from fis_lessons.classes import dataclass
from fis_lessons.dossier.network_sheet import read_resources
from fis_lessons.dossier.record import Form, Project
from fis_lessons.dossier.study.annexes.cells import Cells, read_cells
from fis_lessons.errors import LessonError, Problem, ReadingError
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.reading import Book, read_book
from fis_lessons.reading.files import read_bytes

ORIGIN_KEY = "fis_origin"
"""In the first cell of the hidden sheet."""
CUT = "cut"
_SUMMED_IN: Language = "it"
"""Language in which values are summed up: 10.000 and 10,000 are one number, whoever reads the file."""
_LESSON = "13"


@dataclass(frozen=True)
class Change:
    """One field that was changed in the workbook.

    Parameters
    ----------
    section, field
        Of the project.
    label
        What it is called.
    now
        What the project says.
    proposed
        What the workbook says, as the lesson would keep it.
    overtaken
        Whether the project has changed too since the workbook was written: look before you take it.
    """

    section: str
    field: str
    label: str
    now: str
    proposed: str
    overtaken: bool


@dataclass(frozen=True)
class Proposal:
    """All that was changed, and what was not understood."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def digest(value: str) -> str:
    """Sum up a value, so that a change of it can be told without keeping it twice."""
    return hashlib.sha256(value.strip().encode("utf-8", "replace")).hexdigest()[:20]


def origin_of(content: bytes, project: Project) -> list[tuple[str, str, str]]:
    """List the fields of a workbook just written: name, what its cells say, what the project says."""
    with use_language(_SUMMED_IN):
        found = read_cells(read_book(content), content)
        return [(key, digest(value), digest(_kept(project, key))) for key, value in found.values.items()]


def read_annexes(source: bytes | Path, *, project: Project) -> Proposal:
    """Read a workbook of annexes again, and say what was changed in its cells.

    A cell nobody touched proposes nothing, whatever the project says meanwhile.

    Parameters
    ----------
    source
        The file, or its bytes.
    project
        The record it would go into. It is only read.

    Raises
    ------
    LessonError
        If the file is not such a workbook: what it is, and what to do.
    """
    try:
        content = read_bytes(source) if isinstance(source, Path) else bytes(source)
        book = read_book(content, name=source.name if isinstance(source, Path) else "", texts=False)
    except ReadingError as error:
        raise LessonError(_("Non riesco a rileggere gli allegati."), error.problems) from None
    origin = _origin(book)
    if origin is None:
        words = _("Non sono gli allegati dello studio, o manca il foglio nascosto «Dal progetto».")
        remedy = _("Usa il file scritto dalla lezione 13, salvato in formato xlsx.")
        raise LessonError(_("Non riesco a rileggere gli allegati."), [Problem("", words, remedy=remedy)])
    with use_language(_SUMMED_IN):
        summed = {key: digest(value) for key, value in read_cells(book, content).values.items()}
        now = {key: digest(_kept(project, key)) for key in summed}
    found = read_cells(book, content)
    return _proposal(found, origin, project, summed=summed, now=now)


def _proposal(
    found: Cells,
    origin: dict[str, tuple[str, str]],
    project: Project,
    *,
    summed: dict[str, str],
    now: dict[str, str],
) -> Proposal:
    changes, problems = [], list(found.problems)
    for key, value in found.values.items():
        before, kept = origin.get(key, ("", ""))
        if summed[key] == before:
            continue
        label = found.labels[key]
        if not before or kept == CUT:
            words = _("qui il testo era tagliato, o la casella è nuova: cambialo nella sua lezione.")
            problems.append(Problem(label, words))
            continue
        section, _dot, name = key.partition(".")
        says = _kept(project, key)
        proposed = _with_unread(value, says) if key == "network.resources" else value
        if digest(says) != digest(proposed):
            changes.append(Change(section, name, label, says, proposed, now[key] != kept))
    return Proposal(tuple(changes), tuple(problems))


def keep_changes(changes: Iterable[Change], learner: Learner) -> str:
    """Write in the project the changes an officer chose; return why they could not be written, or nothing."""
    trouble = ""
    for one in changes:
        form = Form(learner, lesson=_LESSON)
        form.show(one.section, one.field)
        trouble = form.keep(one.section, {one.field: one.proposed}, labels={one.field: one.label}) or trouble
    return trouble


def _kept(project: Project, key: str) -> str:
    section, _dot, name = key.partition(".")
    return project.text(section, name)


def _with_unread(lines: str, now: str) -> str:
    """Keep the lines of the project that the lesson does not understand: they are not on the sheet."""
    unread = [line for line in now.splitlines() if read_resources(line).problems]
    return "\n".join([*lines.splitlines(), *unread])


def _origin(book: Book) -> dict[str, tuple[str, str]] | None:
    """Return what the hidden sheet remembers, nothing where all was still empty; none if it is not there."""
    for sheet in book.sheets:
        if sheet.rows and sheet.rows[0].text(0) == ORIGIN_KEY:
            return {row.text(0): (row.text(1), row.text(2)) for row in sheet.rows[1:]}
    return None
