"""What Jupyter calls for a kernel: asks the warm process to fork one, and otherwise starts one as always."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from fis_lessons.i18n import gettext as _
from fis_lessons.kernels import owner, wire

_SECONDS_TO_START = 180.0
_SECONDS_TO_DIE = 2.0
_SECONDS_TO_END = 0.3  # one that is at rest; one in the middle of a cell takes as long as the cell
_OUR_STARTS = 3
_KNOWN = {"cwd", "env", "stdin", "stdout", "stderr", "independent", "kernel_id", "extra_arguments"}
_EXITED = -int(getattr(signal, "SIGKILL", 9))


class ForkedKernel:
    """A kernel somebody else has forked for us, with the methods of a ``subprocess.Popen``."""

    stdin = stdout = stderr = None
    # as with Popen, a kernel nobody looks at any more goes on: only the end of this process ends it
    _all: set[ForkedKernel] = set()  # noqa: RUF012

    def __init__(self, pid: int, end: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._end = end
        self._heard = b""
        end.setblocking(False)
        self._all.add(self)

    def poll(self) -> int | None:
        """Return how it ended; None while it runs."""
        while self.returncode is None:
            try:
                part = self._end.recv(4096)
            except BlockingIOError:
                return None
            except OSError:
                part = b""
            self._heard += part
            if not part:  # who forked it is gone, and the kernel with it: or it has told how it ended
                try:
                    self.returncode = int(json.loads(self._heard[4:])["exit"])
                except (ValueError, KeyError, TypeError):
                    self.returncode = _EXITED
                self._end.close()
                self._all.discard(self)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises
        ------
        subprocess.TimeoutExpired
            If it does not end in time.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            select.select([self._end], [], [], left)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class WarmProvisioner(LocalProvisioner):
    """Forks kernels from a warm process, this process's own or the one ``FIS_LESSONS_WARM`` names."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Have a kernel forked, or start one as always."""
        forked = await asyncio.to_thread(_forked, cmd, kwargs)
        if isinstance(forked, str):
            if forked:
                _say_once(self.log, forked)
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = forked
        self.pid = forked.pid
        self.pgid = forked.pid  # it has a session of its own
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for its end, and look often: a pipe is no process to be asked in vain."""
        if isinstance(self.process, ForkedKernel):
            while self.process.poll() is None:
                await asyncio.sleep(0.005)
        return await super().wait()

    async def kill(self, restart: bool = False) -> None:
        """End it, and see it gone: Jupyter looks again only a tenth of a second later."""
        await super().kill(restart)
        await self._see_it_gone(_SECONDS_TO_DIE)

    async def shutdown_requested(self, restart: bool = False) -> None:
        """See it gone, where it goes at once: whoever asked waits for it, and would look later."""
        await self._see_it_gone(_SECONDS_TO_END)

    async def _see_it_gone(self, seconds: float) -> None:
        if isinstance(self.process, ForkedKernel):
            end = time.monotonic() + seconds
            while self.process.poll() is None and time.monotonic() < end:
                await asyncio.sleep(0.001)


def _forked(command: list[str], options: dict[str, Any]) -> ForkedKernel | str:
    """Return a forked kernel, or why there is none; an empty text if there is nothing to say."""
    if not wire.supported():
        return _("questo sistema non permette altro")
    if options.keys() - _KNOWN or options.get("independent"):
        return ""  # asked for in a way only a process of its own can be
    files = _files(options)
    if files is None:
        return ""
    answer = _asked(command, options, files)
    if isinstance(answer, ForkedKernel):
        return answer
    if "declined" in answer:
        return _("è cambiato qualcosa da quando è pronto ({what})").format(what=answer["declined"])
    return _("il processo già pronto non c'è più")


def _asked(command: list[str], options: dict[str, Any], files: list[int]) -> ForkedKernel | dict[str, Any]:
    """Ask the warm process: a kernel, or what it says instead; nothing if it is not there."""
    message = {
        "command": [os.path.expanduser(part) for part in command],  # noqa: PTH111
        "folder": str(Path(options.get("cwd") or Path.cwd()).absolute()),
        "environment": {**(options.get("env") or os.environ), "JPY_PARENT_PID": str(os.getpid())},
    }
    null = os.open(os.devnull, os.O_RDONLY)
    try:
        end = wire.connected(os.environ.get(owner.ADDRESS) or _own_address())
        wire.send(end, message, [null, *files])
        answer, _none = wire.receive(end, seconds=_SECONDS_TO_START)
    except wire.WireError:
        return {}
    finally:
        os.close(null)
    if "pid" in answer:
        return ForkedKernel(int(answer["pid"]), end)
    end.close()
    return dict(answer)


def _files(options: dict[str, Any]) -> list[int] | None:
    """Return the open files for output and errors; None if they are not open files."""
    if options.get("stdin") is not None:
        return None
    found = []
    for name, number in (("stdout", 1), ("stderr", 2)):
        given = options.get(name)
        try:
            file = number if given is None else given if isinstance(given, int) else given.fileno()
            os.fstat(file)  # PIPE and the like are negative
        except (OSError, AttributeError, ValueError, OverflowError):
            return None
        found.append(file)
    return found


class _Own:
    """The warm process this process has started, if it has."""

    process: owner.WarmProcess | None = None
    starts = 0


def _own_address() -> str:
    if (_Own.process is None or not _Own.process.alive) and _Own.starts < _OUR_STARTS:
        _Own.process = owner.start()
        _Own.starts += 1
    return _Own.process.address if _Own.process is not None else ""


_said: set[str] = set()


def _say_once(log: Any, why: str) -> None:
    if why not in _said:
        _said.add(why)
        log.warning(_("Il kernel parte da zero, e ci mette un po' di più: {why}.").format(why=why))
