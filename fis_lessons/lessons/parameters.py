"""Parameters are a contract: a misspelt name or a wrong type is told before anything runs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from fis_lessons.cases import case_names
from fis_lessons.errors import ParameterError, Problem
from fis_lessons.i18n import Language, mark
from fis_lessons.i18n import gettext as _


class LessonParameters(BaseModel):
    """What every lesson takes.

    Parameters
    ----------
    case
        Name of a case in ``data/cases``.
    lang
        Language of the text, the messages and the numbers.
    seed
        Start of whatever is drawn at random.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    case: str = "bergamo"
    lang: Language = "it"
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 1

    @field_validator("case")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in case_names():
            raise ValueError("unknown_case")
        return value


P = TypeVar("P", bound=LessonParameters)


def read_parameters(model: type[P], values: Mapping[str, object]) -> P:
    """Check the values and return them typed.

    Raises
    ------
    ParameterError
        With every problem found.
    """
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        problems = [_problem(model, details) for details in error.errors(include_url=False)]
        raise ParameterError(_("Questi parametri non vanno bene:"), problems) from None


def parameter_problems(model: type[LessonParameters], values: Mapping[str, object]) -> list[Problem]:
    """List what is wrong with the values; empty if nothing is."""
    try:
        read_parameters(model, values)
    except ParameterError as error:
        return list(error.problems)
    return []


def closest(word: str, known: Iterable[str]) -> str:
    """Return a sentence proposing the known name nearest to a misspelt one."""
    near = difflib.get_close_matches(word[:80].lower(), list(known), n=1, cutoff=0.5)
    return _("Forse volevi scrivere «{name}».").format(name=near[0]) if near else ""


_KINDS = {
    "string_type": mark("un testo tra virgolette"),
    "int_type": mark("un numero intero"),
    "float_type": mark("un numero"),
    "bool_type": "True / False",
    "tuple_type": mark("un elenco"),
}


def _problem(model: type[LessonParameters], details: Any) -> Problem:
    name = ".".join(str(part) for part in details["loc"]) or "?"
    kind, found, context = details["type"], repr(details["input"])[:80], details.get("ctx", {})
    known = sorted(model.model_fields)
    if kind == "extra_forbidden":
        return Problem(
            name,
            _("questo parametro non esiste."),
            _("uno tra {names}").format(names=", ".join(known)),
            closest(name, known),
        )
    if name == "case" and kind == "value_error":
        names = case_names()
        remedy = closest(str(details["input"]), names)
        return Problem(
            name,
            _("il caso {found} non esiste.").format(found=found),
            _("uno tra {names}").format(names=", ".join(names)),
            remedy,
        )
    expected = _(_KINDS.get(kind, ""))
    if kind == "literal_error":
        expected = _("uno tra {names}").format(names=context.get("expected", ""))
    elif kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        limit = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
        side = _("almeno {limit}") if "greater" in kind else _("al massimo {limit}")
        expected = side.format(limit=limit)
    elif kind == "value_error":
        # written by the lesson's own check as whole sentences
        advice = str(context.get("error", ""))
        return Problem(name, _("il valore è {found}.").format(found=found), remedy=advice)
    return Problem(name, _("il valore è {found}.").format(found=found), expected)
