"""What the factory's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fis_lessons.course import manifest


@pytest.fixture(autouse=True, scope="module")
def still_house() -> Iterator[None]:
    """Hold the hashes of package and data still: a test must not depend on who edits a file meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest, "package_hash", lambda: "package")
        patch.setattr(manifest, "data_hash", lambda: "data")
        yield
