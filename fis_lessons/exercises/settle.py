"""Wait for what was typed to arrive before reading it.

A field sends its new value only when the kernel has taken the one before, while a button sends its click at
once: whoever changes a field twice and presses a button quickly would be judged on the older value.
"""

from __future__ import annotations

from collections.abc import Callable

PAUSE = 0.2
"""Seconds. What is on its way arrives in a few hundredths; nobody notices a fifth."""


def when_settled(action: Callable[[], object]) -> None:
    """Call something once the fields have caught up; at once where nothing is listening.

    Parameters
    ----------
    action
        Reads the fields and acts on them.

    Examples
    --------
    >>> when_settled(lambda: print("read"))
    read
    """
    import asyncio  # a kernel has it already; nothing else needs it

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # a test, a build, a plain interpreter
        action()
        return
    loop.call_later(PAUSE, action)
