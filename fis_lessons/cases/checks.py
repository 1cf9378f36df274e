"""All that is wrong with a file, at once, in words its author can act on."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import ValidationError

from fis_lessons.cases.base import File
from fis_lessons.cases.messages import explain, rule_broken
from fis_lessons.cases.reading import Document
from fis_lessons.cases.references import number_errors, reference_problems
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _

FileT = TypeVar("FileT", bound=File)

MAX_PROBLEMS = 200


def validate(document: Document, model: type[FileT]) -> tuple[FileT | None, list[Problem]]:
    """Check a document against a model, and its parts against each other.

    The second check looks at the plain data, so that a misspelt key somewhere does not hide a source
    that is cited and not listed.

    Returns
    -------
    tuple
        The loaded file, or ``None`` if it does not fit the model; every problem, each once.
    """
    loaded, problems = _fit(document, model)
    numbers = [rule_broken(document, loc, rule) for loc, rule in number_errors(document)]
    # what both checks found is told once
    found = list(dict.fromkeys([*document.problems, *problems, *numbers, *reference_problems(document)]))
    if len(found) > MAX_PROBLEMS:
        rest = _("Altri {count} problemi non sono elencati.").format(count=len(found) - MAX_PROBLEMS)
        found = [*found[:MAX_PROBLEMS], Problem(document.name, rest, remedy=_("Risolvi prima questi."))]
    return loaded, found


def _fit(document: Document, model: type[FileT]) -> tuple[FileT | None, list[Problem]]:
    try:
        # Through JSON, where a list may become a tuple, so that everything else can be strict.
        return model.model_validate_json(json.dumps(document.data)), []
    except ValidationError as errors:
        details: list[Any] = errors.errors(include_url=False)
        return None, [explain(document, model, error) for error in details]
