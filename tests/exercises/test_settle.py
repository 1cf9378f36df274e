"""A press is acted on at once where no kernel listens, and after a pause where one does."""

import asyncio
from types import SimpleNamespace
from typing import Any

import IPython
import pytest

from fis_lessons.exercises import settle
from fis_lessons.exercises.settle import kernel_loop, when_settled


def test_a_loop_without_a_kernel_is_nobody_pressing() -> None:
    """A program that drives a browser has a loop in the same process: actions are still done at once."""
    done: list[str] = []

    async def drive() -> None:
        assert kernel_loop() is None
        when_settled(lambda: done.append("at once"))
        assert done == ["at once"]

    asyncio.run(drive())


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

    asyncio.run(press())
    assert read == ["new"]
