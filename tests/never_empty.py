"""A loop of claims over nothing claims nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(things: Iterable[T]) -> list[T]:
    """Return the things as a list, and fail if there is none."""
    found = list(things)
    assert found, "nothing was looked at"
    return found
