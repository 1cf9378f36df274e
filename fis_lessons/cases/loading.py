"""From a file to a case that can be trusted, or to the list of all that is wrong with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from fis_lessons import resources
from fis_lessons.cases.base import File
from fis_lessons.cases.checks import validate
from fis_lessons.cases.model import Case
from fis_lessons.cases.programme import Programme
from fis_lessons.cases.reading import UnreadableError, read
from fis_lessons.errors import CaseError, Problem
from fis_lessons.i18n import gettext as _

FileT = TypeVar("FileT", bound=File)


def case_names() -> tuple[str, ...]:
    """List the cases that come with the kit.

    Examples
    --------
    >>> case_names()
    ('bergamo', 'catanzaro', 'lucca')
    """
    return tuple(sorted(path.stem for path in resources.data("cases").glob("*.yaml")))


@cache
def load_case(name: str) -> Case:
    """Load a case that comes with the kit.

    Raises
    ------
    CaseError
        If there is no such case, or if its file has problems.

    Examples
    --------
    >>> load_case("bergamo").municipality.istat
    '016024'
    """
    if name not in case_names():
        raise CaseError(
            _("Il caso «{name}» non c'è. Ci sono: {names}.").format(name=name, names=", ".join(case_names()))
        )
    return load_case_file(resources.data("cases", f"{name}.yaml"))


def load_case_file(path: Path | str) -> Case:
    """Load a case from any file.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    return _load(Path(path), Case)


@cache
def load_programme() -> Programme:
    """Load the FIS programme.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    return _load(resources.data("programme.yaml"), Programme)


def check_file(path: Path | str) -> list[Problem]:
    """List every problem of a case file or programme file; an empty list means that it is sound.

    For authors: slower than loading, because everything is read in two ways (two parsers of YAML; ours and
    pydantic), and a file is sound only if it is for both. Which of the two it is, its own ``kind`` says;
    without one it is read as a case.
    """
    try:
        document = read(Path(path), plain=True)
        read(Path(path))
    except UnreadableError as error:
        return [error.problem]
    model = Programme if document.data.get("kind") == "programme" else Case
    return validate(document, model, twice=True)[1]


def load_any(path: Path | str) -> Case | Programme:
    """Load a case or a programme, whichever its ``kind`` says.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    try:
        kind = read(Path(path)).data.get("kind")
    except UnreadableError:
        kind = None  # reading it again says why
    return _load(Path(path), Programme) if kind == "programme" else _load(Path(path), Case)


def _load(path: Path, model: type[FileT]) -> FileT:
    try:
        document = read(path)
    except UnreadableError as error:
        problems = [error.problem]
    else:
        loaded, problems = validate(document, model)
        if loaded is not None and not problems:
            return loaded
    raise CaseError(_("Il file {name} ha problemi da risolvere.").format(name=path.name), problems)
