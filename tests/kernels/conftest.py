"""One warm process for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fis_lessons.kernels import wire
from fis_lessons.kernels.owner import WarmProcess, warm_kernels


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmProcess]:
    """Have every ``python3`` forked from a warm process."""
    if not wire.supported():
        pytest.skip("only Linux can fork a warm process")
    with warm_kernels() as own:
        assert own is not None
        yield own
