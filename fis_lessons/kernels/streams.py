"""Output streams of a forked kernel, which hand over only what there is to hand over."""

from __future__ import annotations

import array
import fcntl
import termios
from typing import Any

from ipykernel.iostream import OutStream


def flush_only_what_is_there(stream: Any) -> None:
    """Have a stream of a kernel send what was written, and wake nobody to have nothing sent.

    A kernel empties its streams six times a cell, and nearly always they are empty: two rounds through another
    thread each. What was written is sent as always, and in the same order, because whatever waits to be sent, text
    or not, passes through one thread. The stream stays of its kind: a notebook that asks sees no other.
    """
    if not isinstance(stream, OutStream):
        return
    flush = stream.flush

    def flush_if_needed() -> None:
        if _holds_text(stream):
            flush()  # type: ignore[no-untyped-call]

    stream.flush = flush_if_needed  # type: ignore[method-assign]


def _holds_text(stream: OutStream) -> bool:
    if stream.echo is not None or stream._fid is None:  # somebody else is involved: as ipykernel does
        return True
    with stream._buffer_lock:
        if stream._buffers:
            return True
    # written by a program or a library straight to the file, and not read yet
    size = array.array("i", [0])
    fcntl.ioctl(stream._fid, termios.FIONREAD, size)
    return size[0] > 0
