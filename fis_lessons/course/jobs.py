"""Run jobs in processes of their own, two at a time.

Processes, because papermill changes the working folder of the whole process, and because a job that
crashes must not take the others with it. Each ends with the build that started it, however that ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, Literal, TypeVar

from fis_lessons.errors import BuildError, FisError
from fis_lessons.i18n import Language, language, set_language

_SECONDS_TO_END = 10
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
    jobs: Sequence[J], work: Callable[[J, Callable[[str], None]], R], *, at_a_time: int = 2
) -> Generator[News[J, R], None, None]:
    """Run the jobs and give their news as they come.

    Parameters
    ----------
    jobs
        Picklable.
    work
        A function of a module (it is looked up by name in the new process): takes the job and a
        function to tell a step with.
    at_a_time
        How many processes.
    """
    waiting = deque(jobs)
    running: dict[Connection, tuple[J, BaseProcess]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < at_a_time:
                job = waiting.popleft()
                ear, process = _start(job, work)
                running[ear] = (job, process)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)  # noqa: S101
                job, process = running[ready]
                news: News[J, R] | None = _listen(ready, job)
                if news is None or news.kind != "step":
                    del running[ready]
                    ready.close()
                    process.join()
                if news is None:
                    news = News(job, "failed", error=BuildError(f"exit {process.exitcode}"))
                yield news
    finally:
        for _job, process in running.values():
            process.terminate()
        for _job, process in running.values():
            process.join(_SECONDS_TO_END)
            process.kill()


def _start(job: J, work: Callable[[J, Callable[[str], None]], R]) -> tuple[Connection, BaseProcess]:
    context = get_context("spawn")  # the same everywhere, and no state of this process goes along
    ear, mouth = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(mouth, job, work, language()), daemon=False)
    process.start()
    mouth.close()  # so that the end of the process is heard
    return ear, process


def _listen(ear: Connection, job: J) -> News[J, R] | None:
    try:
        kind, value = ear.recv()
    except (EOFError, OSError):
        return None  # the process ended without a word
    if kind == "step":
        return News(job, "step", step=value)
    return News(job, "done", result=value) if kind == "done" else News(job, "failed", error=value)


def _child(mouth: Connection, job: J, work: Callable[[J, Callable[[str], None]], R], lang: Language) -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # kernels and libraries chat; what matters goes through the pipe
        os.dup2(silence, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build: it ends us
    signal.signal(signal.SIGTERM, _end)  # closes the kernel and takes away the temporary folder
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_language(lang)
    try:
        mouth.send(("done", work(job, lambda step: mouth.send(("step", step)))))
    except FisError as error:
        mouth.send(("failed", error))
    except Exception as error:  # whatever it is, it is told and the other jobs go on
        import traceback

        story = "".join(traceback.format_exception(error)[-3:])
        mouth.send(("failed", BuildError(f"{type(error).__name__}: {error}\n{story}")))


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit(1)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)  # the kernel watches its own parent, and ends too
