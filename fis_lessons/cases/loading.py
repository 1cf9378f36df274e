"""From a file to a case that can be trusted, or to the list of all that is wrong with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from fis_lessons import resources
from fis_lessons.cases import compiled
from fis_lessons.cases.atlas import Atlas, Comparators
from fis_lessons.cases.base import File
from fis_lessons.cases.borrowing import complete
from fis_lessons.cases.checks import validate
from fis_lessons.cases.legal_road import LegalRoad
from fis_lessons.cases.model import Case
from fis_lessons.cases.own import own_case_file, own_case_names
from fis_lessons.cases.programme import Programme
from fis_lessons.cases.reading import UnreadableError, content_of, parse, read, read_content, shorten
from fis_lessons.cases.references import nearest
from fis_lessons.errors import CaseError, Problem
from fis_lessons.i18n import Language, language
from fis_lessons.i18n import gettext as _

FileT = TypeVar("FileT", bound=File)

_MODELS: dict[str, type[File]] = {
    "programme": Programme,
    "legal_road": LegalRoad,
    "atlas": Atlas,
    "comparators": Comparators,
}


def case_names() -> tuple[str, ...]:
    """List the cases that come with the kit.

    Examples
    --------
    >>> case_names()
    ('bergamo', 'catanzaro', 'lecce', 'lucca', 'prato')
    """
    return tuple(sorted(path.stem for path in resources.data("cases").glob("*.yaml")))


def load_case(name: str, *, folder: Path | None = None) -> Case:
    """Load a case that comes with the kit, or one of the learner's, with what it borrows.

    Parameters
    ----------
    name
        Of the case.
    folder
        The learner's: its own cases are looked for there too. While a course is built there is none.

    Raises
    ------
    CaseError
        If there is no such case, or if its file has problems.

    Examples
    --------
    >>> load_case("bergamo").municipality.istat
    '016024'
    """
    if name in case_names():
        return _shipped(name, language())
    own = own_case_names(folder)
    if folder is not None and name in own:
        return load_case_file(own_case_file(folder, name))
    known = [*case_names(), *own]
    words = _("Il caso «{name}» non c'è. Ci sono: {names}.").format(name=name, names=", ".join(known))
    near = nearest(name.casefold(), known)
    raise CaseError(words, [Problem("", near)] if near else [])


@cache
def _shipped(name: str, _lang: Language) -> Case:  # the words of a loan follow the language
    return load_case_file(resources.data("cases", f"{name}.yaml"))


def load_case_file(path: Path | str) -> Case:
    """Load a case from any file, with what it borrows from a pilot.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    case = load_file(Path(path), Case)
    return complete(case, load_case(case.borrows.lender)) if case.borrows else case


def read_case(text: str, *, name: str) -> Case:
    """Read a case from the text of its file, with what it borrows from a pilot.

    Raises
    ------
    CaseError
        With every problem of the text.
    """
    try:
        document = parse(text, name=f"{name}.yaml")
    except UnreadableError as error:
        raise _refused(f"{name}.yaml", [error.problem]) from None
    case, problems = validate(document, Case)
    if case is None or problems:
        raise _refused(f"{name}.yaml", problems)
    return complete(case, load_case(case.borrows.lender)) if case.borrows else case


@cache
def load_programme() -> Programme:
    """Load the FIS programme.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    return load_file(resources.data("programme.yaml"), Programme)


@cache
def load_atlas() -> Atlas:
    """Load the eighteen cities of the second phase.

    Raises
    ------
    CaseError
        With every problem of the file.

    Examples
    --------
    >>> len(load_atlas().cities)
    18
    """
    return load_file(resources.data("atlas", "cities.yaml"), Atlas)


@cache
def load_comparators() -> Comparators:
    """Load who did something like it elsewhere, at home and abroad.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    return load_file(resources.data("atlas", "comparators.yaml"), Comparators)


@cache
def load_legal_road() -> LegalRoad:
    """Load the legal road of a partnership, a story that branches.

    Raises
    ------
    CaseError
        With every problem of the file.

    Examples
    --------
    >>> load_legal_road().start
    'piano'
    """
    return load_file(resources.data("legal_road", "road.yaml"), LegalRoad)


def check_file(path: Path | str) -> list[Problem]:
    """List every problem of a case, the programme, the road or the atlas; an empty list means that it is sound.

    For authors: slower than loading, because everything is read in two ways (two parsers of YAML; ours and
    pydantic), and a file is sound only if it is for both. Which one it is, its own ``kind`` says; without one
    it is read as a case.
    """
    try:
        document = read(Path(path), plain=True)
        read(Path(path))
    except UnreadableError as error:
        return [error.problem]
    return validate(document, model_of(document.data.get("kind")), twice=True)[1]


def load_any(path: Path | str) -> File:
    """Load a case, the programme, the legal road or a file of the atlas, whichever its ``kind`` says.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    try:
        kind = read(Path(path)).data.get("kind")
    except UnreadableError:
        kind = None  # reading it again says why
    return load_file(Path(path), model_of(kind))


def model_of(kind: object) -> type[File]:
    """Return the model a file is read with; a file that does not say its kind is a case."""
    return _MODELS.get(kind, Case) if isinstance(kind, str) else Case


def load_file(path: Path, model: type[FileT]) -> FileT:
    """Load a file of a model.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    name = shorten(path.name or path)
    try:
        content = content_of(path, name=name)
        kept = compiled.recall(path, content, model)
        if kept is not None:
            return kept
        document = read_content(content, name=name)
    except UnreadableError as error:
        problems = [error.problem]
    else:
        loaded, problems = validate(document, model)
        if loaded is not None and not problems:
            compiled.keep(path, content, loaded)
            return loaded
    raise _refused(path.name, problems)


def _refused(name: str, problems: list[Problem]) -> CaseError:
    return CaseError(_("Il file {name} ha problemi da risolvere.").format(name=name), problems)
