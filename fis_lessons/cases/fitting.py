"""Fit plain data to the model of a file, and say everything that does not fit: the reading of a lesson."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from fis_lessons.cases.rules import Between, BrokenRuleError, Check, Fault, Length, Part, Pattern

PartT = TypeVar("PartT", bound=Part)
Loc = tuple[str | int, ...]
Reader = Callable[[Any, Loc, list[Fault]], Any]
"""Turns a value into what the model wants; adds to the faults what does not fit."""


def fit(data: object, model: type[PartT]) -> tuple[PartT | None, list[Fault]]:
    """Build a part from plain data.

    Strict: a text is never taken for a number, nor a number for a text. A whole number is taken where a
    decimal one is wanted, and a list becomes a tuple.

    Returns
    -------
    tuple
        The part, or ``None`` if anything does not fit; every fault, in the order of the model.
    """
    faults: list[Fault] = []
    part = _read_part(model, data, (), faults)
    return (None if faults else cast("PartT", part)), faults


def _read_part(model: type[Part], value: Any, loc: Loc, faults: list[Fault]) -> Part | None:
    if not isinstance(value, dict):
        faults.append(Fault(loc, "not_a_mapping", value))
        return None
    before, fields, given = len(faults), _fields(cast(Any, model)), {}
    for name, (compulsory, reader) in fields.items():
        if name in value:
            given[name] = reader(value[name], (*loc, name), faults)
        elif compulsory:
            faults.append(Fault((*loc, name), "missing", value))
    for key in value:
        if key not in fields:
            faults.append(Fault((*loc, key), "unknown_key", value[key], allowed=tuple(fields)))
    if len(faults) > before:
        return None
    try:
        return model(**given)
    except BrokenRuleError as broken:
        faults.append(Fault(loc, broken.rule, value))
        return None


@cache
def _fields(model: type[Part]) -> dict[str, tuple[bool, Reader]]:
    hints = get_type_hints(model, include_extras=True)
    return {
        field.name: (field.default is dataclasses.MISSING, reader_of(hints[field.name]))
        for field in dataclasses.fields(model)
    }


@cache
def reader_of(hint: Any) -> Reader:
    """Make the reader of a type.

    Raises
    ------
    TypeError
        If a model uses a type nobody taught us to read.
    """
    if get_origin(hint) is Annotated:
        plain, *marks = get_args(hint)
        return partial(_read_marked, reader_of(plain), tuple(marks))
    if get_origin(hint) is Literal:
        return partial(_read_choice, get_args(hint))
    if get_origin(hint) is tuple:
        return partial(_read_list, reader_of(get_args(hint)[0]))
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return partial(_read_optional, reader_of(inner))
    if isinstance(hint, type) and issubclass(hint, Part):
        return partial(_read_part, hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    raise TypeError(hint)


def _read_optional(inner: Reader, value: Any, loc: Loc, faults: list[Fault]) -> Any:
    return None if value is None else inner(value, loc, faults)


def _read_choice(allowed: tuple[str, ...], value: Any, loc: Loc, faults: list[Fault]) -> Any:
    if not isinstance(value, str) or value not in allowed:
        faults.append(Fault(loc, "not_a_choice", value, allowed=allowed))
    return value


def _read_list(inner: Reader, value: Any, loc: Loc, faults: list[Fault]) -> Any:
    if not isinstance(value, list):
        faults.append(Fault(loc, "not_a_list", value))
        return None
    return tuple(inner(item, (*loc, index), faults) for index, item in enumerate(value))


def _read_text(value: Any, loc: Loc, faults: list[Fault]) -> Any:
    if not isinstance(value, str):
        faults.append(Fault(loc, "not_a_text", value))
    return value


def _read_whole(value: Any, loc: Loc, faults: list[Fault]) -> Any:
    if not isinstance(value, int) or isinstance(value, bool):
        faults.append(Fault(loc, "not_whole", value))
    return value


def _read_number(value: Any, loc: Loc, faults: list[Fault]) -> Any:
    if not isinstance(value, int | float) or isinstance(value, bool):
        faults.append(Fault(loc, "not_a_number", value))
        return None
    return float(value)


_PLAIN: dict[Any, Reader] = {str: _read_text, int: _read_whole, float: _read_number}


def _read_marked(inner: Reader, marks: tuple[Any, ...], value: Any, loc: Loc, faults: list[Fault]) -> Any:
    before = len(faults)
    read = inner(value, loc, faults)
    if len(faults) > before:
        return None
    # the first rule broken is enough: an empty text is not also a wrong address
    fault = next((fault for mark in marks if (fault := _broken(mark, read, loc)) is not None), None)
    if fault is not None:
        faults.append(fault)
    return read


def _broken(mark: Any, value: Any, loc: Loc) -> Fault | None:
    match mark:
        case Length(least, _) if len(value) < least:
            return Fault(loc, "blank" if value == "" else "too_short", value, limit=least)
        case Length(_, most) if most is not None and len(value) > most:
            return Fault(loc, "too_long", value, limit=most)
        case Pattern(regex, rule) if not re.search(regex.replace("$", r"\Z"), value):
            return Fault(loc, rule, value)
        case Between(least, most, rule) if not least <= value <= most:
            return Fault(loc, rule, value)
        case Check(look) if (name := look(value)) is not None:
            return Fault(loc, name, value)
    return None
