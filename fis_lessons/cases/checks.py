"""All that is wrong with a file, at once, in words its author can act on."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from fis_lessons.cases.base import File
from fis_lessons.cases.fitting import fit
from fis_lessons.cases.messages import explain
from fis_lessons.cases.reading import Document
from fis_lessons.cases.references import gap_faults, number_faults, reference_problems
from fis_lessons.cases.rules import Fault
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _

FileT = TypeVar("FileT", bound=File)

MAX_PROBLEMS = 200


def validate(
    document: Document, model: type[FileT], *, twice: bool = False
) -> tuple[FileT | None, list[Problem]]:
    """Check a document against a model, and its parts against each other.

    The second check looks at the plain data, so that a misspelt key somewhere does not hide a source
    that is cited and not listed.

    Parameters
    ----------
    document, model
        What was read, and what it should be.
    twice
        Read it with pydantic too, as authors do; a lesson has no pydantic.

    Returns
    -------
    tuple
        The loaded file, or ``None`` if it does not fit the model; every problem, each once.
    """
    loaded, faults = fit(document.data, model)
    if twice:
        faults += _second_thoughts(document, model, loaded, faults)
    said = [explain(document, fault) for fault in [*faults, *gap_faults(document), *number_faults(document)]]
    # what both checks found is told once
    found = list(dict.fromkeys([*document.problems, *said, *reference_problems(document)]))
    if len(found) > MAX_PROBLEMS:
        rest = _("Altri {count} problemi non sono elencati.").format(count=len(found) - MAX_PROBLEMS)
        found = [*found[:MAX_PROBLEMS], Problem(document.name, rest, remedy=_("Risolvi prima questi."))]
    return loaded, found


def _second_thoughts(
    document: Document, model: type[FileT], loaded: FileT | None, faults: list[Fault]
) -> list[Fault]:
    """List where pydantic disagrees with the first reading: then the kit is wrong, whatever the file."""
    from fis_lessons.cases.second_reading import read_again

    values, places = read_again(document.data, model)
    apart = {fault.loc for fault in faults}.symmetric_difference(places)
    if not apart and loaded is not None and values != dataclasses.asdict(loaded):
        apart = {()}
    return [Fault(loc, "read_differently") for loc in sorted(apart, key=str)]
