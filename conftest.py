"""Every test and every example begins in Italian, whatever the one before it was speaking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fis_lessons.i18n import set_language


@pytest.fixture(autouse=True)
def in_italian() -> Iterator[None]:
    """Speak Italian before, and after."""
    set_language("it")
    yield
    set_language("it")
