"""A press is acted on at once where no kernel listens, and after a pause where one does."""

import asyncio
import threading
from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any

import IPython
import pytest

from fis_lessons.exercises import settle
from fis_lessons.exercises.settle import kernel_loop, when_settled


def run(steps: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: the one of the tests may have a loop already, for the browser."""
    faults: list[BaseException] = []

    def go() -> None:
        try:
            asyncio.run(steps)
        except BaseException as fault:  # told by the thread that waits
            faults.append(fault)

    thread = threading.Thread(target=go)
    thread.start()
    thread.join()
    if faults:
        raise faults[0]


def test_a_loop_without_a_kernel_is_nobody_pressing() -> None:
    """A program that drives a browser has a loop in the same process: actions are still done at once."""
    done: list[str] = []

    async def drive() -> None:
        assert kernel_loop() is None
        when_settled(lambda: done.append("at once"))
        assert done == ["at once"]

    run(drive())


def test_in_a_kernel_the_fields_catch_up_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What arrives in the same moment as the press is read before the press is acted on."""
    import ipykernel  # noqa: F401  # a kernel has it loaded

    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setattr(settle, "PAUSE", 0.01)
    field = {"typed": "old"}
    read: list[Any] = []

    async def press() -> None:
        when_settled(lambda: read.append(field["typed"]))
        assert read == []
        field["typed"] = "new"
        await asyncio.sleep(0.1)

    run(press())
    assert read == ["new"]
