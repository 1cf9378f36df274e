"""What a forked process does to be a kernel like any other: own session, files, folder, environment, chance."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, NoReturn

from fis_lessons.kernels import wire

_PR_SET_PDEATHSIG = 1
# found before any fork: a library is looked for with a lock held
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


@dataclass(frozen=True)
class Asked:
    """A kernel somebody asks for.

    Parameters
    ----------
    command
        As it would be started: interpreter, ``-m ipykernel_launcher``, its arguments.
    folder, environment
        Where it starts, and with what.
    files
        Its standard input, output and error.
    """

    command: tuple[str, ...]
    folder: str
    environment: Mapping[str, str]
    files: tuple[int, ...]


def end_with(parent: int) -> None:
    """End this process when its parent ends, whatever ends the parent."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it ended before it could be asked
        os._exit(1)


def take_over(asked: Asked, *, parent: int, made: Mapping[str, str]) -> None:
    """Leave what was the warm process's, take what is of who asks. Only for a process forked a moment ago.

    Parameters
    ----------
    asked
        What it is to be.
    parent
        The warm process.
    made
        Variables a kernel's libraries write as they are imported, where there are none.
    """
    end_with(parent)
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for standard, file in enumerate(asked.files):
        os.dup2(file, standard)
    for file in asked.files:
        if file > 2:
            os.close(file)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.reconfigure(line_buffering=stream.isatty())  # type: ignore[union-attr]
    os.chdir(asked.folder)
    os.environ.clear()
    os.environ.update({**made, **asked.environment})
    time.tzset()
    tempfile.tempdir = None  # it was chosen by another environment
    sys.argv = [_launcher(), *asked.command[3:]]
    sys.orig_argv[:] = asked.command
    _own_chance()
    gc.enable()


def _launcher() -> str:
    from importlib.util import find_spec

    spec = find_spec("ipykernel_launcher")
    return str(spec.origin) if spec else "ipykernel_launcher"


def _own_chance() -> None:
    """Give this process random numbers of its own, as one that has just started has."""
    import random

    random.seed()
    if "numpy.random" in sys.modules:
        import numpy as np

        np.random.seed()  # the one everybody shares
    if "multiprocessing.process" in sys.modules:
        import multiprocessing

        multiprocessing.current_process().authkey = os.urandom(32)


def become_kernel(asked: Asked, *, said: socket.socket, parent: int, modules: Sequence[str]) -> None:
    """Be the kernel that was asked for, until it ends.

    Parameters
    ----------
    asked
        What it is to be.
    said
        Where to say that it listens; closed then.
    parent
        The warm process.
    modules
        File of each module imported before.
    """
    from ipykernel.kernelapp import IPKernelApp

    app: Any = IPKernelApp.instance()
    app.parent_handle = parent
    with _modules_left_alone():
        app.initialize(list(asked.command[3:]))
    # the same list the debugger has: it steps over them
    getattr(app.kernel, "_kernel_modules", []).extend(modules)
    _no_waiting(app.kernel)
    _late_comers()
    with contextlib.suppress(wire.WireError):
        wire.send(said, {"pid": os.getpid()})
    said.close()
    app.start()
    _end()


def _end() -> NoReturn:
    """End as Python does, but for taking to pieces all that was imported, and copying it page by page to do so.

    Threads are waited for, and what is to be done at the end is done: IPython empties the notebook's own names,
    and collects what they held, so that a file somebody left open is written.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            stream.flush()  # type: ignore[union-attr]
    os._exit(0)


@contextlib.contextmanager
def _modules_left_alone() -> Iterator[None]:
    """Keep a kernel that starts from asking every module for its file: ten megabytes it would no longer share."""
    from ipykernel import ipkernel

    class Few(ModuleType):
        modules: Mapping[str, Any] = {}

        def __getattr__(self, name: str) -> Any:
            return getattr(sys, name)

    holder: Any = ipkernel
    holder.sys = Few("sys")
    try:
        yield
    finally:
        holder.sys = sys


def _no_waiting(kernel: Any) -> None:
    """Spare each cell what it would wait for nothing."""
    from fis_lessons.lessons.desk.streams import flush_only_what_is_there

    for stream in (sys.stdout, sys.stderr):
        flush_only_what_is_there(stream)
    kernel._execute_sleep = 0  # for what was printed to arrive first: a client waits for both anyhow


def _late_comers() -> None:
    """Tell the kernel of libraries that look for it when they are imported: they were imported before."""
    widgets = sys.modules.get("ipywidgets")
    if widgets is not None:
        widgets.register_comm_target()
