"""Which texts of a case file people read, so that each has its translation."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

from fis_lessons.cases.base import File, Source
from fis_lessons.cases.loading import load_any
from fis_lessons.cases.rules import TRANSLATE, Part


def texts(path_or_model: Path | str | File) -> list[str]:
    """List the Italian texts of a file that must be in the English catalogue, each once, in file order.

    Raises
    ------
    CaseError
        If a path is given and the file has problems.
    """
    model = path_or_model if isinstance(path_or_model, File) else load_any(path_or_model)
    return list(dict.fromkeys(_walk(model)))


def _walk(model: Part) -> Iterator[str]:
    if isinstance(model, Source) and model.title_is_ours:
        yield model.title
    marked = _marked_fields(cast(Any, type(model)))
    for field in dataclasses.fields(model):
        yield from _strings(getattr(model, field.name), marked=field.name in marked)


def _strings(value: object, *, marked: bool) -> Iterator[str]:
    if isinstance(value, str) and marked:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item, marked=marked)
    elif isinstance(value, Part):
        yield from _walk(value)


@cache
def _marked_fields(model: type[Part]) -> frozenset[str]:
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name in hints if _is_marked(hints[name]))


def _is_marked(hint: object) -> bool:
    return TRANSLATE in getattr(hint, "__metadata__", ()) or any(_is_marked(part) for part in get_args(hint))
