"""What a kernel prints is sent by another thread: here nobody waits for it to send nothing."""

from __future__ import annotations

import array
from collections.abc import Callable
from typing import Any


def flush_only_what_is_there(stream: Any) -> Callable[[], object]:
    """Have a stream of a kernel send what was written, and wake nobody to have nothing sent.

    A kernel empties its streams six times a cell, and nearly always they are empty: two rounds through another
    thread each. What was written is sent as always, and in the same order, because whatever waits to be sent, text
    or not, passes through one thread. The stream stays of its kind: a notebook that asks sees no other.

    Parameters
    ----------
    stream
        One of ipykernel's; another, or one that was seen to already, is left alone.

    Returns
    -------
    callable
        Puts it back as it was.
    """
    if not hasattr(stream, "_buffer_lock") or not hasattr(stream, "_buffers") or "flush" in vars(stream):
        return _nothing
    flush = stream.flush

    def flush_if_needed() -> None:
        if _holds_text(stream):
            flush()

    stream.flush = flush_if_needed
    return lambda: vars(stream).pop("flush", None)


def _nothing() -> None:
    """Put back what was left alone."""


def _holds_text(stream: Any) -> bool:
    if stream.echo is not None:  # it writes elsewhere too: ipykernel's business
        return True
    with stream._buffer_lock:
        if stream._buffers:
            return True
    file = getattr(stream, "_fid", None)
    return file is not None and _holds_bytes(file)


def _holds_bytes(file: int) -> bool:
    """Tell whether a program or a library has written straight to the file what nobody has read yet."""
    try:
        import fcntl
        import termios
    except ImportError:  # Windows, where ipykernel does not watch it
        return True
    size = array.array("i", [0])
    try:
        fcntl.ioctl(file, termios.FIONREAD, size)
    except OSError:
        return True
    return size[0] > 0
