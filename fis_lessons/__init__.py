"""FIS Lessons: community welfare and impact measurement, for the people of Italian municipalities.

A lesson imports from here, and needs no more than these names. They are loaded when first used, so that
importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fis_lessons.cases import load_case, load_programme
    from fis_lessons.errors import FisError
    from fis_lessons.lessons import open_lesson
    from fis_lessons.territory import compare, find, old_age_index, population, similar

__version__ = "0.1.0"

_ROOMS = {
    "FisError": "errors",
    "compare": "territory",
    "find": "territory",
    "load_case": "cases",
    "load_programme": "cases",
    "old_age_index": "territory",
    "open_lesson": "lessons",
    "population": "territory",
    "similar": "territory",
}

__all__ = [
    "FisError",
    "compare",
    "find",
    "load_case",
    "load_programme",
    "old_age_index",
    "open_lesson",
    "population",
    "similar",
]


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
