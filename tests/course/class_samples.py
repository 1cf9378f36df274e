"""Hand-ins for the tests: sound ones, made as the kit makes them, and ways to spoil them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

from scripts_of import script

from fis_lessons.exercises.handin import checksum


def bench() -> ModuleType:
    """Load the script that simulates a class: the tests collect what it measures."""
    return script("bench_class")


@cache
def sound(person: str = "Anna Rossi", lesson: str = "02", seed: int = 1, case: str = "bergamo") -> str:
    """Write a sound hand-in."""
    made: str = bench().simulated_hand_in(lesson, person=person, parameters={"case": case}, seed=seed)
    return made


def content(person: str = "Anna Rossi", lesson: str = "02") -> dict[str, Any]:
    """Return a sound hand-in as values."""
    found: dict[str, Any] = json.loads(sound(person, lesson))
    return found


def sealed(values: dict[str, Any]) -> bytes:
    """Write values as a hand-in whose checksum is right: only what is in it can be wrong."""
    return json.dumps({**values, "checksum": checksum(values)}).encode("ascii")


def spoiled(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Change a sound hand-in and seal it again."""
    values = content()
    change(values)
    return sealed(values)
