"""The warm process: imports what lessons need, waits, forks a kernel for whoever asks, and tells how it ended.

``python -m fis_lessons.kernels.warm EAR LEASH``: two open files, the socket it listens on and the pipe that ends
with its owner (``fis_lessons.kernels.owner`` starts it). It has one thread: no other holds anything as it forks.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass, field
from typing import Any

from fis_lessons.kernels import imports, wire
from fis_lessons.kernels.becoming import Asked, become_kernel, take_over
from fis_lessons.kernels.likeness import INLINE, differences, likeness

_FILES = 3
_LAUNCHER = ["-m", "ipykernel_launcher"]


@dataclass
class _Warm:
    """A warm process that is ready.

    Parameters
    ----------
    ear
        Where it listens.
    owner
        Read end of a pipe whose other end is the owner's.
    bell
        Both ends of a pipe that is rung when a child ends.
    mine
        What was read at the start.
    kernels
        By the number of the connection: who asked, and the process forked for it.
    """

    ear: socket.socket
    owner: int
    bell: tuple[int, int]
    mine: dict[str, str]
    beyond: frozenset[str] = frozenset()
    disk: dict[str, tuple[int, int]] = field(default_factory=dict)
    kernels: dict[int, tuple[socket.socket, int]] = field(default_factory=dict)

    def serve(self) -> tuple[Asked, socket.socket] | None:
        """Answer until the owner ends.

        Returns
        -------
        tuple or None
            In the warm process nothing, when it is over; in a process forked here, the kernel to become.
        """
        poller = select.poll()
        for file in (self.ear.fileno(), self.owner, self.bell[0]):
            poller.register(file, select.POLLIN)
        while True:
            for file, _event in poller.poll():
                if file == self.owner:
                    self._end_all()
                    return None
                if file == self.bell[0]:
                    os.read(file, 512)
                    for ended in self._ended():
                        poller.unregister(ended)
                elif file in self.kernels:
                    self._kill(file)  # who asked is gone, or has nothing to do here
                    poller.unregister(file)
                elif file == self.ear.fileno():
                    end, _address = self.ear.accept()
                    kernel = self._answer(end)
                    if kernel is not None:
                        return kernel, end
                    if end.fileno() in self.kernels:
                        poller.register(end.fileno(), select.POLLIN)

    def _answer(self, end: socket.socket) -> Asked | None:
        """Fork a kernel for who asks; returns what to become in the forked process only."""
        files: list[int] = []
        try:
            wire.check_owner(end)
            message, files = wire.receive(end, files=_FILES)
            why = self._against(message)
            if why:
                wire.send(end, {"declined": why})
                end.close()
                return None
            asked = Asked(tuple(message["command"]), message["folder"], message["environment"], tuple(files))
            child = os.fork()
            if child == 0:
                self._forget()
                return asked
            self.kernels[end.fileno()] = end, child
        except (wire.WireError, OSError, LookupError, TypeError, ValueError, AttributeError):
            end.close()
        for file in files:
            os.close(file)
        return None

    def _against(self, message: Any) -> str:
        """Say why a kernel cannot be forked as it was asked for; empty if it can."""
        environment, folder = message["environment"], message["folder"]
        python, *arguments = message["command"]
        if arguments[:2] != _LAUNCHER:
            return "command"
        if other := differences(self.mine, {**likeness(environment, folder=folder), "python": python}):
            return ", ".join(other)
        if changed := imports.changed(self.disk):
            return ", ".join(changed[:3])
        return ", ".join(imports.in_the_way(folder, self.beyond))

    def _ended(self) -> list[int]:
        """Take leave of the kernels that ended, and tell who asked how; returns their connections."""
        found = []
        for file, (end, child) in list(self.kernels.items()):
            gone, status = os.waitpid(child, os.WNOHANG)
            if gone:
                with contextlib.suppress(wire.WireError):
                    wire.send(end, {"exit": os.waitstatus_to_exitcode(status)})
                end.close()
                del self.kernels[file]
                found.append(file)
        return found

    def _kill(self, file: int) -> None:
        end, child = self.kernels.pop(file)
        end.close()
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)  # it may not have had the time to have a group of its own
        with contextlib.suppress(OSError):
            os.waitpid(child, 0)

    def _end_all(self) -> None:
        for file in list(self.kernels):
            self._kill(file)

    def _forget(self) -> None:
        """In a forked process: close what is the warm process's."""
        self.ear.close()
        for file in (self.owner, *self.bell):
            os.close(file)
        for end, _child in self.kernels.values():
            end.close()


def _bell() -> tuple[int, int]:
    """Return a pipe that is rung when a child ends."""
    bell, clapper = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(clapper, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    return bell, clapper


def main(ear: int, owner: int) -> None:
    """Be the warm process, or one of the kernels forked from it.

    Parameters
    ----------
    ear, owner
        Open files: the socket to listen on, the pipe that ends with the owner.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the owner
    mine = likeness(os.environ)
    os.environ["MPLBACKEND"] = (
        mine["MPLBACKEND"] or INLINE
    )  # as in a kernel: matplotlib reads it when imported
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    before = dict(os.environ)
    imports.import_kernel()
    made = {name: value for name, value in os.environ.items() if name not in before}
    first = set(sys.modules)
    imports.import_lessons()
    beyond = frozenset(name.partition(".")[0] for name in set(sys.modules) - first) & sys.modules.keys()
    imports.read_ahead()
    imports.open_ahead()
    modules = imports.files_of_modules()
    warm = _Warm(socket.socket(fileno=ear), owner, _bell(), mine, beyond, imports.on_disk())
    gc.collect()
    gc.disable()
    gc.freeze()  # the collector would write in every page, and each kernel would have a copy of its own
    parent = os.getpid()
    found = warm.serve()
    if found is not None:
        asked, said = found
        take_over(asked, parent=parent, made=made)
        become_kernel(asked, said=said, parent=parent, modules=modules)


if __name__ == "__main__":
    # as `python -m ipykernel_launcher` does: what is in the current folder is no module of ours
    del sys.path[0]
    main(int(sys.argv[1]), int(sys.argv[2]))
