"""Wait for what was typed to arrive before reading it.

A field sends its new value only when the kernel has taken the one before, while a button sends its click at
once: whoever changes a field twice and presses a button quickly would be judged on the older value.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

PAUSE = 0.2
"""Seconds. What is on its way arrives in a few hundredths; nobody notices a fifth."""


def kernel_loop() -> asyncio.AbstractEventLoop | None:
    """Return the loop of the kernel somebody works in; None in a test, a script, a plain interpreter.

    A loop alone does not tell: a program that drives a browser has one too, and nobody presses anything in it.

    Examples
    --------
    >>> kernel_loop() is None
    True
    """
    if "ipykernel" not in sys.modules:
        return None
    import asyncio  # a kernel has both already; nothing else needs them

    from IPython import get_ipython

    if getattr(get_ipython(), "kernel", None) is None:
        return None
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


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
    loop = kernel_loop()
    if loop is None:
        action()
    else:
        loop.call_later(PAUSE, action)
