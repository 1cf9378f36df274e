"""How a warm process and who asks it for a kernel talk: lengths and JSON on a local socket, open files beside.

The socket has a name that no file stands for (Linux: the abstract ones), so that nothing is left on disk however
anybody ends. Others on the machine can read the name: each end looks at whose process the other is.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import struct
import sys
from collections.abc import Sequence
from typing import Any

_LENGTH = struct.Struct("!I")
_USER = struct.Struct("3i")  # process, user, group
_MOST = 16 * 2**20
_SECONDS_TO_SAY = 10.0


class WireError(Exception):
    """The other end is not there, is not ours, or says what nobody understands."""


def supported() -> bool:
    """Tell whether this system can fork a process that has imported what a lesson needs.

    Linux can; the libraries of macOS do not allow it, and Windows has no fork.
    """
    return sys.platform == "linux" and hasattr(os, "fork") and hasattr(socket, "send_fds")


def listening() -> tuple[socket.socket, str]:
    """Return a socket that listens under a name nobody can guess, and the name."""
    name = f"fis-lessons-{secrets.token_hex(16)}"
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    ear.bind(f"\0{name}")
    ear.listen(128)
    return ear, name


def connected(name: str) -> socket.socket:
    """Return a socket to who listens under a name.

    Raises
    ------
    WireError
        If nobody does, or a process of another user.
    """
    mouth = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        mouth.connect(f"\0{name}")
        check_owner(mouth)
    except OSError as error:
        mouth.close()
        raise WireError(str(error)) from error
    except WireError:
        mouth.close()
        raise
    return mouth


def check_owner(end: socket.socket) -> None:
    """Refuse a socket whose other end belongs to somebody else.

    Raises
    ------
    WireError
        If it does.
    """
    _process, user, _group = _USER.unpack(end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _USER.size))
    if user != os.geteuid():
        raise WireError(f"the other end belongs to user {user}")


def send(end: socket.socket, message: dict[str, Any], files: Sequence[int] = ()) -> None:
    """Send a message, with open files.

    Raises
    ------
    WireError
        If the other end is gone.
    """
    text = json.dumps(message).encode()
    try:
        end.settimeout(_SECONDS_TO_SAY)
        if files:
            socket.send_fds(end, [b"+"], list(files))
        end.sendall(_LENGTH.pack(len(text)) + text)
    except OSError as error:
        raise WireError(str(error)) from error


def receive(end: socket.socket, *, files: int = 0, seconds: float = _SECONDS_TO_SAY) -> tuple[Any, list[int]]:
    """Wait for a message, and for open files if there must be some.

    Returns
    -------
    tuple
        The message and the open files, which are the caller's to close.

    Raises
    ------
    WireError
        If the other end is gone, says nothing for some seconds, or says what is no message.
    """
    taken: list[int] = []
    try:
        end.settimeout(seconds)
        if files:
            _mark, taken, _flags, _from = socket.recv_fds(end, 1, files)
            if len(taken) != files:
                raise WireError(f"{files} open files expected, {len(taken)} found")
        (length,) = _LENGTH.unpack(_exactly(end, _LENGTH.size))
        if length > _MOST:
            raise WireError(f"a message of {length} bytes")
        message = json.loads(_exactly(end, length))
    except (OSError, ValueError, WireError) as error:
        for one in taken:
            with contextlib.suppress(OSError):
                os.close(one)
        raise WireError(str(error)) from error
    return message, taken


def _exactly(end: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = end.recv(min(size, 2**20))
        if not part:
            raise WireError("the other end is gone")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
