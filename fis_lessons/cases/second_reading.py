"""The authors' second reading of a file: pydantic, on models derived from the same dataclasses.

Only authors import this (``fis-lessons case check``): a lesson reads with :mod:`fis_lessons.cases.fitting`,
because a browser has no pydantic. Two readers written apart, that must agree, find each other's mistakes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from fis_lessons.cases.reading import Loc
from fis_lessons.cases.rules import Between, Check, Length, Part, Pattern, Rule, rules_of


class Strict(BaseModel):
    """Fixed once read, strict about types, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def read_again(data: dict[str, Any], model: type[Part]) -> tuple[dict[str, Any] | None, list[Loc]]:
    """Read plain data with pydantic.

    Returns
    -------
    tuple
        What was read, as ``dataclasses.asdict`` writes it, or ``None``; the places that do not fit.
    """
    try:
        # Through JSON, where a list may become a tuple, so that everything else can be strict.
        read = derived(cast(Any, model)).model_validate_json(json.dumps(data))
    except ValidationError as errors:
        places = [tuple(error["loc"]) for error in errors.errors(include_url=False)]
        # a list whose items do not fit is not also too short
        return None, [
            place for place in places if not any(place == one[: len(place)] != one for one in places)
        ]
    return read.model_dump(), []


@cache
def derived(part: type[Part]) -> type[BaseModel]:
    """Make the pydantic model of a dataclass."""
    hints = get_type_hints(part, include_extras=True)
    fields: dict[str, Any] = {
        field.name: (_type(hints[field.name]), ... if field.default is dataclasses.MISSING else field.default)
        for field in dataclasses.fields(part)
    }
    rules: Any = {
        f"rule_{number}": model_validator(mode="after")(_checked(rule))
        for number, rule in enumerate(rules_of(part))
    }
    made: type[BaseModel] = create_model(part.__name__, __base__=Strict, __validators__=rules, **fields)
    return made


def _type(hint: Any) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        kind, *marks = parts
        translated = [_mark(kind, mark) for mark in marks if not isinstance(mark, str)]
        return Annotated[(_type(kind), *translated)]
    if origin is tuple:
        return tuple[_type(parts[0]), ...]  # type: ignore[misc]  # a type made at run time
    if origin in (Union, UnionType):
        (inner,) = (part for part in parts if part is not NoneType)
        return _type(inner) | None
    return derived(cast(Any, hint)) if isinstance(hint, type) and issubclass(hint, Part) else hint


def _mark(kind: Any, mark: Any) -> Any:
    match mark:
        case Length(least, most) if kind is str:
            return StringConstraints(min_length=least, max_length=most)
        case Length(least, most):
            return Field(min_length=least, max_length=most)
        case Pattern(regex, _):
            return StringConstraints(pattern=regex)
        case Between(least, most, _):
            return Field(ge=least, le=most)
        case Check(rule):
            return AfterValidator(_checked(rule))
    raise TypeError(mark)


def _checked(rule: Rule) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        broken = rule(value)
        if broken is not None:
            raise PydanticCustomError("broken_rule", "{rule}", {"rule": broken})
        return value

    return check
