"""Who starts a warm process, and takes it along: by closing a pipe, which the system does for the dead."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from fis_lessons.kernels import wire
from fis_lessons.kernels.likeness import python_path
from fis_lessons.kernels.spec import JUPYTER_PATH, with_ours
from fis_lessons.programs import variables_set

ADDRESS = "FIS_LESSONS_WARM"
"""Variable that names a warm process to those who did not start it."""
_PROVISIONER = (
    "fis-lessons"  # an installation older than it does not know the name, and would start no kernel at all
)
_SECONDS_TO_END = 5


@dataclass(frozen=True)
class WarmProcess:
    """A warm process this process has started.

    Parameters
    ----------
    process
        The warm process.
    address
        Under which it listens, from the beginning: who asks before it has imported everything waits.
    leash
        Open file: the warm process ends, and its kernels with it, when nobody has it open any more.
    """

    process: subprocess.Popen[bytes]
    address: str
    leash: int

    @property
    def alive(self) -> bool:
        """Whether it is still there."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End it, and its kernels."""
        with contextlib.suppress(OSError):
            os.close(self.leash)
        try:
            self.process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(environment: Mapping[str, str] | None = None) -> WarmProcess | None:
    """Start a warm process, and do not wait for it.

    Parameters
    ----------
    environment
        Its own; kernels must be alike in what is read at the start. That of this process if not given.

    Returns
    -------
    WarmProcess or None
        None where there can be none.
    """
    if not wire.supported() or not entry_points(
        group="jupyter_client.kernel_provisioners", name=_PROVISIONER
    ):
        return None
    given = dict(os.environ if environment is None else environment)
    given.pop(ADDRESS, None)
    if path := python_path(given):
        given["PYTHONPATH"] = path
    try:
        ear, address = wire.listening()
        end, leash = os.pipe()
    except OSError:
        return None
    try:
        process = subprocess.Popen(  # noqa: S603  (our own interpreter, arguments as a list)
            [sys.executable, "-m", "fis_lessons.kernels.warm", str(ear.fileno()), str(end)],
            pass_fds=(ear.fileno(), end),
            stdin=subprocess.DEVNULL,
            env=given,
            cwd=Path("/"),
            start_new_session=True,  # Ctrl-C is for who started it
        )
    except OSError:
        os.close(leash)
        return None
    finally:
        ear.close()
        os.close(end)
    return WarmProcess(process, address, leash)


@contextlib.contextmanager
def warm_kernels() -> Iterator[WarmProcess | None]:
    """Have kernels forked, for this process and those it starts, as long as the block lasts.

    Every kernel called ``python3`` is one of ours meanwhile; outside Linux, and if a warm process cannot be
    started, nothing changes. Inside another such block the kernels are those of the other.
    """
    if os.environ.get(ADDRESS):
        yield None
        return
    own = start()
    try:
        with kernels_from(own):
            yield own
    finally:
        if own is not None:
            own.stop()


@contextlib.contextmanager
def kernels_from(own: WarmProcess | None) -> Iterator[None]:
    """Have every ``python3`` forked from a warm process, if there is one, as long as the block lasts."""
    with variables_set({} if own is None else variables(own, os.environ)):
        yield


def variables(own: WarmProcess, environment: Mapping[str, str]) -> dict[str, str]:
    """Return what an environment must have for its kernels to be forked from a warm process."""
    return {ADDRESS: own.address, JUPYTER_PATH: with_ours(environment)}
