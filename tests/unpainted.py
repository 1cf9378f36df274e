"""Leave pictures unpainted where a test looks at what is said: half of what a control costs is its picture."""

from __future__ import annotations

import pytest

from fis_lessons.figures.base import Figure


def unpainted(patch: pytest.MonkeyPatch) -> None:
    """Let figures be made and told in words, but neither laid out nor turned into pixels."""
    patch.setattr(Figure, "png", b"")
