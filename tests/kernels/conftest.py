"""One warm process for the tests of a file."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from fis_lessons.kernels import wire
from fis_lessons.kernels.owner import WarmProcess, warm_kernels


@pytest.fixture(autouse=True, scope="session")
def as_in_a_terminal() -> Iterator[None]:
    """Take signals as a terminal has them: what a shell in the background ignores, all we start would too."""
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),
        signal.SIGHUP: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    }
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmProcess]:
    """Have every ``python3`` forked from a warm process."""
    if not wire.supported():
        pytest.skip("only Linux can fork a warm process")
    with warm_kernels() as own:
        assert own is not None
        yield own
