"""Run jobs in processes of their own, two at a time.

Processes, because papermill changes the working folder of the whole process, and because a job that
crashes must not take the others with it. Each ends with the build that started it, however that ends.
"""

from __future__ import annotations

import contextlib
import faulthandler
import itertools
import math
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import current_process, forkserver, get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from fis_lessons.course.workroom import workroom
from fis_lessons.errors import BuildError, DiskError, FisError, Problem
from fis_lessons.files import in_words, is_of_the_disk
from fis_lessons.i18n import Language, language, number, set_language
from fis_lessons.i18n import gettext as _

_IMPORTED = (
    "fis_lessons.course.make",
    "fis_lessons.course.export",
    "nbconvert.exporters.html",
    "papermill.iorw",
)
_LONGEST = 70  # a socket's name has 108 bytes at most
_SECONDS_TO_END = 10
_SECONDS_TO_TELL = 30
_LINES_OF_STACK = 60
_STARTS, _SECONDS_TO_DIE = 5, 0.2
_kept: list[SpawnContext | ForkServerContext] = []
J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True)
class News(Generic[J, R]):
    """Something a job has to say: a step done, its result, or why it failed."""

    job: J
    kind: Literal["step", "done", "failed"]
    step: str = ""
    result: R | None = None
    error: FisError | None = None


def run_jobs(
    jobs: Iterable[J],
    work: Callable[[J, Callable[[str], None]], R],
    *,
    at_a_time: int = 2,
    seconds: float = math.inf,
) -> Generator[News[J, R], None, None]:
    """Run the jobs and give their news as they come.

    Parameters
    ----------
    jobs
        Picklable. The next one is asked for when there is a process for it.
    work
        A function of a module (it is looked up by name in the new process): takes the job and a
        function to tell a step with.
    at_a_time
        How many processes.
    seconds
        How long a job may take. After that it fails, and the error says where each of its threads was.
    """
    waiting = iter(jobs)
    running: dict[Connection, _Running[J]] = {}
    with workroom() as room, _nursery(room) as context:
        try:
            while True:
                for job in itertools.islice(waiting, at_a_time - len(running)):
                    one = _start(context, job, work, seconds=seconds, stacks=room)
                    running[one.ear] = one
                if not running:
                    return
                late = min(one.end for one in running.values()) - time.monotonic()
                heard = wait(list(running), timeout=None if late == math.inf else max(late, 0))
                yield from _hear(heard, running)
                for one in [one for one in running.values() if time.monotonic() > one.end]:
                    one.process.kill()  # it could not even say where it was
        finally:
            for one in running.values():
                one.process.terminate()
            for one in running.values():
                one.process.join(_SECONDS_TO_END)
                one.process.kill()


@dataclass(frozen=True)
class _Running(Generic[J]):
    """A job, its process, how it is heard, where it leaves its stack, and when it is no longer waited for."""

    job: J
    process: BaseProcess
    ear: Connection
    stack: Path
    seconds: float
    end: float


def _hear(ready: Iterable[object], running: dict[Connection, _Running[J]]) -> Iterator[News[J, Any]]:
    for ear in ready:
        assert isinstance(ear, Connection)  # noqa: S101
        one = running[ear]
        news: News[J, Any] | None = _listen(ear, one.job)
        if news is None or news.kind != "step":
            del running[ear]
            ear.close()
            one.process.join()
        yield news or News(one.job, "failed", error=_why_it_ended(one))


def _why_it_ended(one: _Running[J]) -> BuildError:
    stack = one.stack.read_text(encoding="utf-8", errors="replace") if one.stack.is_file() else ""
    if not stack and time.monotonic() < one.end:
        return BuildError(f"exit {one.process.exitcode}")
    words = _("Non ha finito entro {minutes} minuti, ed è stata fermata. Dove era:")
    minutes = number(one.seconds / 60, decimals=0 if one.seconds >= 60 else 2)
    lines = [Problem("", line.strip()) for line in stack.splitlines()[:_LINES_OF_STACK] if line.strip()]
    return BuildError(words.format(minutes=minutes), lines or [Problem("", "?")])


def _start(
    context: SpawnContext | ForkServerContext,
    job: J,
    work: Callable[[J, Callable[[str], None]], R],
    *,
    seconds: float,
    stacks: Path,
) -> _Running[J]:
    ear, mouth = context.Pipe(duplex=False)
    handle, name = tempfile.mkstemp(dir=stacks, suffix=".txt")
    os.close(handle)
    task = _Task(job, work, language(), seconds, Path(name), dict(os.environ))
    process = context.Process(target=_child, args=(mouth, task), daemon=False)
    _begin(process)
    mouth.close()  # so that the end of the process is heard
    return _Running(job, process, ear, Path(name), seconds, time.monotonic() + seconds + _SECONDS_TO_TELL)


def _begin(process: BaseProcess) -> None:
    """Start a process; if what it is forked from was killed a moment ago, from the next one."""
    for _try in range(_STARTS):
        try:
            with _deaf_to_stops():
                process.start()
            return
        except (EOFError, ConnectionError):  # dying, and not yet known for dead
            time.sleep(_SECONDS_TO_DIE)
    with _deaf_to_stops():
        process.start()


@contextlib.contextmanager
def _deaf_to_stops() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C while they still import: they would print where they were.

    Ours is heard as soon as the block ends.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # the first time it lets Ctrl-C through again, by itself
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _listen(ear: Connection, job: J) -> News[J, R] | None:
    try:
        kind, value = ear.recv()
    except (EOFError, OSError):
        return None  # the process ended without a word
    if kind == "step":
        return News(job, "step", step=value)
    return News(job, "done", result=value) if kind == "done" else News(job, "failed", error=value)


@dataclass(frozen=True)
class _Task(Generic[J, R]):
    """What a process is told: all of it picklable."""

    job: J
    work: Callable[[J, Callable[[str], None]], R]
    lang: Language
    seconds: float
    stack: Path
    environment: Mapping[str, str]


@contextlib.contextmanager
def _nursery(room: Path) -> Iterator[SpawnContext | ForkServerContext]:
    """Give how processes are started: new ones, to which no state of this process goes along.

    On Linux they are forked from one that has imported what a job needs, and does nothing else. Its socket is in
    our room, and it ends with the jobs: left to itself it would leave a folder behind when we are killed.
    """
    if _kept:
        yield _kept[-1]
        return
    if sys.platform != "linux" or len(os.fsencode(room)) > _LONGEST:
        yield get_context("spawn")
        return
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_IMPORTED))
    config: dict[str, Any] = current_process()._config  # type: ignore[attr-defined]
    before = config.get("tempdir")
    config["tempdir"] = str(room)
    try:
        yield context
    finally:
        forkserver._forkserver._stop()  # type: ignore[attr-defined]
        config["tempdir"] = before


@contextlib.contextmanager
def one_nursery() -> Iterator[None]:
    """Start the processes of several builds from one process, as long as the block lasts: it imports once."""
    with workroom() as room, _nursery(room) as context:
        _kept.append(context)
        try:
            yield
        finally:
            _kept.pop()


def _child(mouth: Connection, task: _Task[J, R]) -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # kernels and libraries chat; what matters goes through the pipe
        os.dup2(silence, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build: it ends us
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # kernels are stopped with it
    signal.signal(signal.SIGTERM, _end)  # closes the kernel and takes away the temporary folder
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_language(task.lang)
    os.environ.clear()  # it was forked from a process older than this job's
    os.environ.update(task.environment)
    tempfile.tempdir = None
    with task.stack.open("w", encoding="utf-8") as stack:
        if task.seconds < math.inf:
            # even if Python is stuck: another thread of the system writes where everything was, and ends us
            faulthandler.dump_traceback_later(task.seconds, exit=True, file=stack)
        try:
            mouth.send(("done", task.work(task.job, lambda step: mouth.send(("step", step)))))
        except OSError as error:
            mouth.send(("failed", of_the_system(error)))
        except FisError as error:
            mouth.send(("failed", error))
        except Exception as error:  # whatever it is, it is told and the other jobs go on
            import traceback

            story = "".join(traceback.format_exception(error)[-3:])
            mouth.send(("failed", BuildError(f"{type(error).__name__}: {error}\n{story}")))
        finally:
            faulthandler.cancel_dump_traceback_later()


def of_the_system(error: OSError) -> BuildError:
    """Say in words what the system refused: a disk that is full or broken stops the whole build."""
    if not is_of_the_disk(error):
        return BuildError(in_words(error))
    kept = Problem("", _("Quello che era pronto resta."), remedy=_("Libera spazio, poi riprova."))
    return DiskError(in_words(error), [kept])


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit(1)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)  # the kernel watches its own parent, and ends too
